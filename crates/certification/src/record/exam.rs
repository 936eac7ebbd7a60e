//! Written tests: items, blueprints and forms of the bank; the tests of an event and the seats in them. What holds a
//! question or a key is sealed under a key of the house before it comes here, so that neither the state nor the
//! journal tells it (columns `sealed_text`); the rules of all this are crate `exam`'s.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Purpose, Record, Retention, Table};
use crate::id::{CaseId, EventId, ExamFormId, ExamId, PersonId, SittingId};

/// An item of the bank, as lists show it, with its whole life sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its name, the same in all versions.
    pub id: String,
    /// A name for people; tells nothing of the key.
    pub title: String,
    /// Code of the unit; empty until someone has placed it.
    pub unit: String,
    /// Number of the criterion within the unit; empty until someone has placed it.
    pub criterion: String,
    /// Cognitive level `C1` to `C6`; empty until someone has set it.
    pub level: String,
    /// Kind of question, such as `single`.
    pub kind: String,
    /// `id` or `en`.
    pub language: String,
    /// `draft`, `review`, `pilot`, `active` or `retired`.
    pub state: String,
    /// Newest version, from 1.
    pub version: i64,
    /// Version on papers, if any.
    pub in_use: Option<i64>,
    /// How many candidates have seen any version.
    pub exposure: i64,
    /// On how many days it was seen.
    pub days_seen: i64,
    /// Example material, never for a real certification.
    pub example: bool,
    /// Its life (`exam::bank::Life`), sealed.
    pub sealed_text: String,
    /// When last changed, microseconds UTC.
    pub updated_at: i64,
}

impl Record for Item {
    const TABLE: &'static Table = &Table {
        name: "item",
        columns: &[
            Column::text("id"),
            Column::text("title"),
            Column::text("unit"),
            Column::text("criterion"),
            Column::text("level"),
            Column::text("kind"),
            Column::text("language"),
            Column::text("state"),
            Column::int("version"),
            Column::int("in_use"),
            Column::int("exposure"),
            Column::int("days_seen"),
            Column::flag("example"),
            Column::text("sealed_text"),
            Column::int("updated_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["unit", "id"], &["state", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// What stands beside items: a file that they show, a stimulus that several share, a test that came with them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemPart {
    /// `media:NAME`, `stimulus:NAME` or `test:NAME:VERSION`.
    pub id: String,
    /// `media`, `stimulus` or `test`.
    pub kind: String,
    /// Name of the stored file; empty for the others.
    pub file: String,
    /// Media type of the file; empty for the others.
    pub media_type: String,
    /// The stimulus (`exam::item::Stimulus`) or the test, sealed; empty for a file.
    pub sealed_text: String,
    /// When it came, microseconds UTC.
    pub updated_at: i64,
}

impl Record for ItemPart {
    const TABLE: &'static Table = &Table {
        name: "item_part",
        columns: &[
            Column::text("id"),
            Column::text("kind"),
            Column::text("file"),
            Column::text("media_type"),
            Column::text("sealed_text"),
            Column::int("updated_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["kind", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A blueprint: what the forms of a scheme consist of. Versions never change; a new one is a new row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blueprint {
    /// `key:version`.
    pub id: String,
    /// Its key, the same in all versions.
    pub blueprint: String,
    /// Its version, from 1.
    pub version: i64,
    /// The scheme's lasting key.
    pub slug: String,
    /// `exam::blueprint::Blueprint`.
    pub content: Value,
    /// When it was made, microseconds UTC.
    pub made_at: i64,
    /// By whom.
    pub made_by: PersonId,
}

impl Record for Blueprint {
    const TABLE: &'static Table = &Table {
        name: "blueprint",
        columns: &[
            Column::text("id"),
            Column::text("blueprint"),
            Column::int("version"),
            Column::text("slug"),
            Column::json("content"),
            Column::int("made_at"),
            Column::text("made_by"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["slug", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A form, frozen: questions and keys as they stood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamForm {
    /// Its id.
    pub id: ExamFormId,
    /// Its code, such as `LD-2026-A`.
    pub code: String,
    /// The scheme's lasting key.
    pub slug: String,
    /// Row of the blueprint that it fills.
    pub blueprint_id: String,
    /// How many questions.
    pub questions: i64,
    /// Working time, minutes.
    pub minutes: i64,
    /// SHA-256 of its canonical JSON.
    pub digest: String,
    /// The form (`exam::form::Form`), sealed.
    pub sealed_text: String,
    /// When it was frozen, microseconds UTC.
    pub frozen_at: i64,
    /// By whom.
    pub frozen_by: PersonId,
    /// Why it is not used any more, when it is not.
    pub withdrawn: Option<String>,
}

impl Record for ExamForm {
    const TABLE: &'static Table = &Table {
        name: "exam_form",
        columns: &[
            Column::text("id"),
            Column::text("code"),
            Column::text("slug"),
            Column::text("blueprint_id"),
            Column::int("questions"),
            Column::int("minutes"),
            Column::text("digest"),
            Column::text("sealed_text"),
            Column::int("frozen_at"),
            Column::text("frozen_by"),
            Column::text("withdrawn"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["slug", "code"]],
        unique: &[&["code"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// How a test asks for Safe Exam Browser. It does not exist for Linux or Android, so most tests do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeBrowser {
    /// `ours` (the configuration that the house makes, known by its Config Key) or `own` (one that the body made
    /// itself, known by the keys below).
    pub mode: String,
    /// Config Keys or Browser Exam Keys of an own configuration, hex.
    pub keys: Vec<String>,
    /// SHA-256 of the word that ends the browser, hex; empty when anyone may end it. Only for `ours`.
    pub quit: String,
}

/// A written test of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exam {
    /// Its id.
    pub id: ExamId,
    /// The event.
    pub event_id: EventId,
    /// The scheme's lasting key.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Room.
    pub room: String,
    /// Forms that its papers are made of, in turn.
    pub forms: Vec<ExamFormId>,
    /// `hall` (begins and ends together) or `personal` (from the own first opening).
    pub clock: String,
    /// Working time, minutes.
    pub minutes: i64,
    /// From when it may be opened; with a hall clock also when time begins. Microseconds UTC.
    pub opens: i64,
    /// Until when it may be opened for the first time, microseconds UTC.
    pub last_start: i64,
    /// A calculator is offered.
    pub calculator: bool,
    /// Safe Exam Browser, where it is asked for.
    pub safe_browser: Option<SafeBrowser>,
    /// Word that the invigilator tells in the room, sealed.
    pub sealed_text: String,
    /// `planned`, `frozen`, `closed` or `cancelled`.
    pub status: String,
    /// Why, when it was cancelled.
    pub reason: Option<String>,
    /// Since when it is closed, microseconds UTC: what a device sends afterwards is in no result.
    pub closed_at: Option<i64>,
    /// When it was planned, microseconds UTC.
    pub created_at: i64,
}

impl Record for Exam {
    const TABLE: &'static Table = &Table {
        name: "exam",
        columns: &[
            Column::text("id"),
            Column::text("event_id"),
            Column::text("slug"),
            Column::text("name"),
            Column::text("room"),
            Column::json("forms"),
            Column::text("clock"),
            Column::int("minutes"),
            Column::int("opens"),
            Column::int("last_start"),
            Column::flag("calculator"),
            Column::json("safe_browser"),
            Column::text("sealed_text"),
            Column::text("status"),
            Column::text("reason"),
            Column::int("closed_at"),
            Column::int("created_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["event_id", "opens"], &["opens", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A candidate's seat in a written test. What happens there is kept as events outside the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sitting {
    /// Its id.
    pub id: SittingId,
    /// The test.
    pub exam_id: ExamId,
    /// The event.
    pub event_id: EventId,
    /// The case.
    pub case_id: CaseId,
    /// The candidate.
    pub person_id: PersonId,
    /// Number of the seat, from 1.
    pub seat: i64,
    /// More time as a reasonable adjustment agreed in FR.AK.07, minutes.
    pub extra_minutes: i64,
    /// More time likewise, per cent of the working time.
    pub extra_percent: i64,
    /// The form that its paper is made of, once drawn.
    pub form_id: Option<ExamFormId>,
    /// Algorithm and seed of its paper, sealed; empty until drawn.
    pub sealed_text: String,
    /// Digest of the paper; empty until drawn.
    pub paper: String,
    /// Digest of what is shown of it; empty until drawn.
    pub shown: String,
    /// How many questions its paper has.
    pub questions: i64,
    /// What the invigilator did here, counted.
    pub deeds: i64,
    /// Void: kept, and nothing in it counts.
    pub voided: bool,
    /// When it was drawn, microseconds UTC.
    pub drawn_at: Option<i64>,
    /// Taken away before the start: its number is free again, `seat` is below 0, and no list shows it.
    pub taken_away: bool,
}

impl Record for Sitting {
    const TABLE: &'static Table = &Table {
        name: "sitting",
        columns: &[
            Column::text("id"),
            Column::text("exam_id"),
            Column::text("event_id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::int("seat"),
            Column::int("extra_minutes"),
            Column::int("extra_percent"),
            Column::text("form_id"),
            Column::text("sealed_text"),
            Column::text("paper"),
            Column::text("shown"),
            Column::int("questions"),
            Column::int("deeds"),
            Column::flag("voided"),
            Column::int("drawn_at"),
            Column::flag("taken_away"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["person_id", "id"], &["case_id"]],
        unique: &[&["exam_id", "case_id"], &["exam_id", "seat"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

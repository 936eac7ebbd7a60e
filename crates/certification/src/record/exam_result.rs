//! What follows a sitting: rounds of scoring, the result of each sitting in each round, and what people gave answers
//! that no key can judge. A round never changes once another stands above it, so that what was told a candidate, and
//! why it changed, can be read again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Kind, Purpose, Record, Retention, Table};
use crate::id::{CaseId, EventId, ExamFormId, ExamId, PersonId, SittingId};

/// A round of scoring a test: by which rules, with which corrections, why, and whether it was released.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamScoring {
    /// `exam:round`.
    pub id: String,
    /// The test.
    pub exam_id: ExamId,
    /// The event.
    pub event_id: EventId,
    /// From 1.
    pub round: i64,
    /// Version of the rules (`exam::score::Rules`).
    pub rules: String,
    /// Keys that were corrected and questions that everyone is credited with, all so far; sealed.
    pub sealed_text: String,
    /// How many questions were corrected or credited so far.
    pub corrected: i64,
    /// Why; empty for the first one.
    pub reason: String,
    /// How many sittings it scored.
    pub scored: i64,
    /// How many of them wait for markers.
    pub waiting: i64,
    /// Who scored.
    pub made_by: PersonId,
    /// When, microseconds UTC.
    pub made_at: i64,
    /// Who released it.
    pub released_by: Option<PersonId>,
    /// When it was released, microseconds UTC.
    pub released_at: Option<i64>,
}

impl Record for ExamScoring {
    const TABLE: &'static Table = &Table {
        name: "exam_scoring",
        columns: &[
            Column::text("id"),
            Column::text("exam_id"),
            Column::text("event_id"),
            Column::int("round"),
            Column::text("rules"),
            Column::text("sealed_text"),
            Column::int("corrected"),
            Column::text("reason"),
            Column::int("scored"),
            Column::int("waiting"),
            Column::text("made_by"),
            Column::int("made_at"),
            Column::text("released_by"),
            Column::int("released_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["exam_id", "round"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// The result of a sitting in one round. Evidence for the assessor; it decides nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamResult {
    /// `sitting:round`.
    pub id: String,
    /// The sitting.
    pub sitting_id: SittingId,
    /// The test.
    pub exam_id: ExamId,
    /// The event.
    pub event_id: EventId,
    /// The case.
    pub case_id: CaseId,
    /// The candidate.
    pub person_id: PersonId,
    /// The form of their paper.
    pub form_id: ExamFormId,
    /// The round of scoring.
    pub round: i64,
    /// Version of the rules.
    pub rules: String,
    /// Something in it waits for markers.
    pub waits: bool,
    /// Points, the most they could be, how many questions were answered, the outcome, and the units with their
    /// criteria (`exam::score::result::TestResult`).
    pub content: Option<Value>,
    /// When it was released to the candidate and the assessor, microseconds UTC.
    pub released_at: Option<i64>,
}

impl Record for ExamResult {
    const TABLE: &'static Table = &Table {
        name: "exam_result",
        columns: &[
            Column::text("id"),
            Column::text("sitting_id"),
            Column::text("exam_id"),
            Column::text("event_id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::text("form_id"),
            Column::int("round"),
            Column::text("rules"),
            Column::flag("waits"),
            Column::personal("content", Kind::Json),
            Column::int("released_at"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"], &["exam_id", "round"]],
        unique: &[&["sitting_id", "round"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// What one marker gave one answer. Blind: it names the answer by a number that only the keyset ties to a sitting. A
/// marker who corrects theirs makes a further one; the earlier one stays, and says by what it was superseded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamMarking {
    /// `answer:marker`; of a correction `answer:marker:place`.
    pub id: String,
    /// The test.
    pub exam_id: ExamId,
    /// The event.
    pub event_id: EventId,
    /// Number of the answer, the same for all who mark it.
    pub answer: String,
    /// Who marked.
    pub marker_id: PersonId,
    /// As which of its markings, from 1.
    pub place: i64,
    /// Points by aspect, the remark, and of a correction its reason (`exam::score::marking::Marking`), sealed.
    pub sealed_text: String,
    /// When, microseconds UTC.
    pub made_at: i64,
    /// The marking by which the same marker replaced it.
    pub superseded_by: Option<String>,
    /// When they did, microseconds UTC.
    pub superseded_at: Option<i64>,
}

impl Record for ExamMarking {
    const TABLE: &'static Table = &Table {
        name: "exam_marking",
        columns: &[
            Column::text("id"),
            Column::text("exam_id"),
            Column::text("event_id"),
            Column::text("answer"),
            Column::text("marker_id"),
            Column::int("place"),
            Column::text("sealed_text"),
            Column::int("made_at"),
            Column::text("superseded_by"),
            Column::int("superseded_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["exam_id", "answer"]],
        unique: &[&["answer", "place"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

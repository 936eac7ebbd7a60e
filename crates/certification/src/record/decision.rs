//! The panel (*pleno*), its votes and decisions (ISO/IEC 17024 9.4), and appeals against them (9.8).

use serde::{Deserialize, Serialize};

use super::{Column, Kind, Purpose, Record, Retention, Table};
use crate::{
    id::{CaseId, DecisionId, EventId, PanelId, PersonId},
    issuer::Issuer,
};

/// A sitting of the decision panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Its id.
    pub id: PanelId,
    /// The event whose cases it decides.
    pub event_id: EventId,
    /// The day, ISO, in the body's zone.
    pub held_on: String,
    /// Members appointed to it.
    pub members: Vec<PersonId>,
    /// Its chair, one of the members.
    pub chair_id: PersonId,
    /// How many members must vote on a case before it is decided.
    pub quorum: i64,
    /// `open`, `closed` or `signed`.
    pub status: String,
    /// Number of the minutes, given when closed.
    pub minutes_number: Option<String>,
    /// Number of the decree (SK), given when signed.
    pub decree_number: Option<String>,
    /// Date of the decree, ISO, in the body's zone.
    pub decree_on: Option<String>,
    /// Who signed the decree.
    pub signed_by: Option<PersonId>,
    /// `head` or `deputy`.
    pub signed_as: Option<String>,
    /// When it was opened, microseconds UTC.
    pub opened_at: i64,
    /// The body as the minutes name it, kept when they got their number.
    #[serde(default)]
    pub minutes_issuer: Option<Issuer>,
    /// The body as the decree names it, kept when it was signed.
    #[serde(default)]
    pub decree_issuer: Option<Issuer>,
}

impl Record for Panel {
    const TABLE: &'static Table = &Table {
        name: "panel",
        columns: &[
            Column::text("id"),
            Column::text("event_id"),
            Column::text("held_on"),
            Column::json("members"),
            Column::text("chair_id"),
            Column::int("quorum"),
            Column::text("status"),
            Column::text("minutes_number"),
            Column::text("decree_number"),
            Column::text("decree_on"),
            Column::text("signed_by"),
            Column::text("signed_as"),
            Column::int("opened_at"),
            Column::json("minutes_issuer"),
            Column::json("decree_issuer"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["event_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A member's vote on a case, kept with its dissent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vote {
    /// `panel:case:member:round`.
    pub id: String,
    /// The panel.
    pub panel_id: PanelId,
    /// The case.
    pub case_id: CaseId,
    /// The candidate, whom a reason is about.
    pub person_id: PersonId,
    /// The member.
    pub member_id: PersonId,
    /// `granted`, `not-granted` or `returned`.
    pub vote: String,
    /// Reason, or dissent.
    pub reason: Option<String>,
    /// Counts up when a returned case comes back, from 1.
    pub round: i64,
    /// When, microseconds UTC.
    pub at: i64,
}

impl Record for Vote {
    const TABLE: &'static Table = &Table {
        name: "vote",
        columns: &[
            Column::text("id"),
            Column::text("panel_id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::text("member_id"),
            Column::text("vote"),
            Column::personal("reason", Kind::Text),
            Column::int("round"),
            Column::int("at"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"], &["panel_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A decision of the body on a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The case.
    pub case_id: CaseId,
    /// The panel.
    pub panel_id: PanelId,
    /// The candidate.
    pub person_id: PersonId,
    /// `granted`, `not-granted` or `returned`.
    pub outcome: String,
    /// Why.
    pub reason: Option<String>,
    /// When, microseconds UTC.
    pub at: i64,
    /// A later decision took its place.
    pub superseded: bool,
}

impl Record for Decision {
    const TABLE: &'static Table = &Table {
        name: "decision",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("panel_id"),
            Column::text("person_id"),
            Column::text("outcome"),
            Column::personal("reason", Kind::Text),
            Column::int("at"),
            Column::flag("superseded"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"], &["panel_id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// An appeal against the assessment, filed with FR.AK.04, and its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Appeal {
    /// `case:n`, n from 1.
    pub id: String,
    /// The case.
    pub case_id: CaseId,
    /// The candidate, who appeals.
    pub person_id: PersonId,
    /// When it was filed, microseconds UTC.
    pub filed_at: i64,
    /// `upheld` or `rejected`; none while it waits for its answer.
    pub outcome: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// When, microseconds UTC.
    pub answered_at: Option<i64>,
}

impl Record for Appeal {
    const TABLE: &'static Table = &Table {
        name: "appeal",
        columns: &[
            Column::text("id"),
            Column::text("case_id"),
            Column::text("person_id"),
            Column::int("filed_at"),
            Column::text("outcome"),
            Column::personal("reason", Kind::Text),
            Column::text("answered_by"),
            Column::int("answered_at"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["case_id"], &["outcome", "filed_at", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

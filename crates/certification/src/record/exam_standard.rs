//! Where the cut of a written test comes from: a study of judges, its rounds, what each judge said, and the cuts that
//! were approved. Nothing of a round changes once it is closed; going on is another round.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Purpose, Record, Retention, Table};
use crate::id::{ExamFormId, PersonId, StudyId};

/// A study: which form is rated, by which method, by whom, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardStudy {
    /// Its id.
    pub id: StudyId,
    /// Key of the blueprint, the same in all its versions.
    pub blueprint: String,
    /// Row of the blueprint whose form is rated.
    pub blueprint_id: String,
    /// The form whose questions are rated.
    pub form_id: ExamFormId,
    /// The scheme's lasting key.
    pub slug: String,
    /// `angoff`, `angoff-yes-no` or `ebel`.
    pub method: String,
    /// Judges see the keys; each look is noted.
    pub with_key: bool,
    /// The judges, in the order of their codes.
    pub judges: Vec<PersonId>,
    /// `rating`, `discussion` or `approved`.
    pub state: String,
    /// The newest round, from 1.
    pub round: i64,
    /// Who opened it.
    pub made_by: PersonId,
    /// When, microseconds UTC.
    pub made_at: i64,
}

impl Record for StandardStudy {
    const TABLE: &'static Table = &Table {
        name: "standard_study",
        columns: &[
            Column::text("id"),
            Column::text("blueprint"),
            Column::text("blueprint_id"),
            Column::text("form_id"),
            Column::text("slug"),
            Column::text("method"),
            Column::flag("with_key"),
            Column::json("judges"),
            Column::text("state"),
            Column::int("round"),
            Column::text("made_by"),
            Column::int("made_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[&["blueprint", "id"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A round of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardRound {
    /// `study:round`.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// From 1.
    pub round: i64,
    /// Why it was opened; empty for the first one.
    pub reason: String,
    /// Who opened it.
    pub opened_by: PersonId,
    /// When, microseconds UTC.
    pub opened_at: i64,
    /// Who closed it.
    pub closed_by: Option<PersonId>,
    /// When it was closed, microseconds UTC.
    pub closed_at: Option<i64>,
    /// What was said in the discussion, sealed: it may quote questions.
    pub sealed_text: String,
}

impl Record for StandardRound {
    const TABLE: &'static Table = &Table {
        name: "standard_round",
        columns: &[
            Column::text("id"),
            Column::text("study_id"),
            Column::int("round"),
            Column::text("reason"),
            Column::text("opened_by"),
            Column::int("opened_at"),
            Column::text("closed_by"),
            Column::int("closed_at"),
            Column::text("sealed_text"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["study_id", "round"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// What one judge said in one round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardRating {
    /// `study:round:judge`.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// The round.
    pub round: i64,
    /// Who.
    pub judge_id: PersonId,
    /// How many questions are rated.
    pub rated: i64,
    /// The judge is done; only then it counts.
    pub handed_in: bool,
    /// Ratings, wishes and remarks, sealed: nobody sees them before the round is closed.
    pub sealed_text: String,
    /// When, microseconds UTC.
    pub updated_at: i64,
}

impl Record for StandardRating {
    const TABLE: &'static Table = &Table {
        name: "standard_rating",
        columns: &[
            Column::text("id"),
            Column::text("study_id"),
            Column::int("round"),
            Column::text("judge_id"),
            Column::int("rated"),
            Column::flag("handed_in"),
            Column::text("sealed_text"),
            Column::int("updated_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["study_id", "round", "judge_id"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// A cut that was approved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardCut {
    /// `study:round`: one for each round at most.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// The round that it follows.
    pub round: i64,
    /// `angoff`, `angoff-yes-no`, `ebel`, `hofstee` or `beuk`.
    pub method: String,
    /// How many judges it rests on.
    pub judges: i64,
    /// Of each cut: unit (none for the whole test), points approved, points found, error and interval.
    pub content: Value,
    /// Row of the blueprint that has it.
    pub blueprint_id: String,
    /// The day of the decision, ISO.
    pub approved_on: String,
    /// Number of the decision or minutes.
    pub act: String,
    /// Why this cut.
    pub reason: String,
    /// Who approved.
    pub approved_by: PersonId,
    /// When it was recorded, microseconds UTC.
    pub approved_at: i64,
}

impl Record for StandardCut {
    const TABLE: &'static Table = &Table {
        name: "standard_cut",
        columns: &[
            Column::text("id"),
            Column::text("study_id"),
            Column::int("round"),
            Column::text("method"),
            Column::int("judges"),
            Column::json("content"),
            Column::text("blueprint_id"),
            Column::text("approved_on"),
            Column::text("act"),
            Column::text("reason"),
            Column::text("approved_by"),
            Column::int("approved_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["study_id", "round"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

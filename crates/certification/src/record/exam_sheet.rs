//! An answer sheet of paper as one person keyed it in. Two keyings of one round are compared before anything of the
//! sheet counts; what counts then is an event of the sitting.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Kind, Purpose, Record, Retention, Table};
use crate::id::{EventId, ExamId, PersonId, SittingId};

/// One person's entry of a whole answer sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetKeying {
    /// `sitting:round:place`.
    pub id: String,
    /// The sitting.
    pub sitting_id: SittingId,
    /// The test.
    pub exam_id: ExamId,
    /// The event.
    pub event_id: EventId,
    /// The candidate.
    pub person_id: PersonId,
    /// From 1; a further one when what was entered is corrected.
    pub round: i64,
    /// 1 or 2: as which of the two.
    pub place: i64,
    /// Who keyed.
    pub keyed_by: PersonId,
    /// When, microseconds UTC.
    pub keyed_at: i64,
    /// Every question with what stands on the sheet (`exam::sitting::given::Given`).
    pub answers: Option<Value>,
    /// When the compared sheet was entered, microseconds UTC.
    pub entered_at: Option<i64>,
    /// Who settled and entered it.
    pub entered_by: Option<PersonId>,
}

impl Record for SheetKeying {
    const TABLE: &'static Table = &Table {
        name: "sheet_keying",
        columns: &[
            Column::text("id"),
            Column::text("sitting_id"),
            Column::text("exam_id"),
            Column::text("event_id"),
            Column::text("person_id"),
            Column::int("round"),
            Column::int("place"),
            Column::text("keyed_by"),
            Column::int("keyed_at"),
            Column::personal("answers", Kind::Json),
            Column::int("entered_at"),
            Column::text("entered_by"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Cycle,
        derived: &[],
        indexes: &[&["exam_id", "sitting_id"]],
        unique: &[&["sitting_id", "round", "place"]],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

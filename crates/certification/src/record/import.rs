//! Workbooks that were handed in, and their rows until each has become a person's case.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Kind, Purpose, Record, Retention, Table};
use crate::id::{BatchId, CaseId, EventId, PersonId};

/// A workbook of participants or assessors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportBatch {
    /// Its id.
    pub id: BatchId,
    /// For which event.
    pub event_id: EventId,
    /// `participants` or `assessors`.
    pub kind: String,
    /// SHA-256 of the stored file, the name of the object.
    pub file: String,
    /// Keyed digest of the plain bytes: the same file twice changes nothing.
    pub digest: String,
    /// Name of the first sheet that was read.
    pub sheet: String,
    /// How it was read: the sheets, and which column of each was taken for which field.
    pub mapping: Value,
    /// Digest of sender and header row, under which a corrected mapping is remembered.
    pub layout: String,
    /// Who handed it in.
    pub sender_id: PersonId,
    /// When, microseconds UTC.
    pub received_at: i64,
    /// `open`, `done` or `withdrawn`.
    pub status: String,
    /// When the file was destroyed, microseconds UTC.
    pub gone_at: Option<i64>,
    /// Why it was: see [`DropReason`](crate::intake::DropReason).
    pub gone_why: Option<String>,
}

impl Record for ImportBatch {
    const TABLE: &'static Table = &Table {
        name: "import_batch",
        columns: &[
            Column::text("id"),
            Column::text("event_id"),
            Column::text("kind"),
            Column::text("file"),
            Column::text("digest"),
            Column::text("sheet"),
            Column::json("mapping"),
            Column::text("layout"),
            Column::text("sender_id"),
            Column::int("received_at"),
            Column::text("status"),
            Column::int("gone_at"),
            Column::text("gone_why"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Working,
        derived: &[],
        indexes: &[&["event_id", "received_at"], &["event_id", "digest"], &["layout"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// One row of a workbook. It has a person's id from the start, so that its values are sealed for that person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportRow {
    /// `batch:place`.
    pub id: String,
    /// The workbook.
    pub batch_id: BatchId,
    /// Where it stands in the workbook, sheet after sheet: see [`place`].
    pub place: i64,
    /// Name of the sheet.
    pub sheet: String,
    /// The sheet's own row, from 1.
    pub row: i64,
    /// The person this row is or will be.
    pub person_id: PersonId,
    /// For whom its values were sealed before it was known that the person is there already: what the journal says of it
    /// until then stands under that key, and goes with it.
    pub first_person_id: PersonId,
    /// Cells as they stand, by field, after mending.
    pub cells: Option<Value>,
    /// What was understood.
    pub understood: Option<Value>,
    /// What is wrong: field, code, severity, and no personal value.
    pub issues: Value,
    /// `waiting`, `ready`, `imported`, `left-out`, or `unread` once its sheet is no longer read.
    pub state: String,
    /// The case it became.
    pub case_id: Option<CaseId>,
}

/// More rows than any program lets a sheet have.
const ROWS_OF_A_SHEET: i64 = 10_000_000;

/// The place of a row in its workbook, by which the rows of all sheets have one order: on the first sheet the row itself.
#[must_use]
pub fn place(sheet: usize, row: u32) -> i64 {
    i64::try_from(sheet).unwrap_or_default() * ROWS_OF_A_SHEET + i64::from(row)
}

impl Record for ImportRow {
    const TABLE: &'static Table = &Table {
        name: "import_row",
        columns: &[
            Column::text("id"),
            Column::text("batch_id"),
            Column::int("place"),
            Column::text("sheet"),
            Column::int("row"),
            Column::text("person_id"),
            Column::text("first_person_id"),
            Column::personal("cells", Kind::Json),
            Column::personal("understood", Kind::Json),
            Column::json("issues"),
            Column::text("state"),
            Column::text("case_id"),
        ],
        subject: Some("person_id"),
        purpose: Purpose::Case,
        retention: Retention::Working,
        derived: &[],
        indexes: &[&["batch_id", "place"]],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.clone()
    }
}

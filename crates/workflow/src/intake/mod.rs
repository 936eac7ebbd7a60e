//! Intake of participant workbooks: a sheet is kept and read, its rows wait or are ready, are mended
//! in place, and become invited participants. `exchange` reads and judges cells; rows are sealed
//! under the person each is or will be.

mod bulk;
mod give_back;
mod invite;
mod mend;
mod receive;

use certification::{
    id::PersonId,
    record::{
        event::Event,
        import::{ImportBatch, ImportRow},
    },
    refusal::Refusal,
    setting::Settings,
};
use exchange::{
    participants::{Context, Reading, Understood},
    table::{Cells, Column, Corrections, Mapping, Skipped},
    workbook::Limits,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Find, Read};

use crate::WorkflowError;

pub use bulk::{INVITE, Word, invitation_job, runs};
pub use exchange::{
    participants::{Code, FIELDS, Field, Hint, HintKind, Issue, Participant, Severity},
    table::{Column as SheetColumn, Mapping as Columns},
};
pub use give_back::{Said, hint_of};
pub use invite::Invited;

/// How a workbook was read: what [`ImportBatch::mapping`] holds. No cell of a person is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Which column was taken for which field.
    pub mapping: Mapping,
    /// The province that decided between districts of one name.
    pub home: Option<String>,
    /// The columns with their headings, without samples.
    pub columns: Vec<Column>,
    /// First and last row of the heading.
    pub heading: (u32, u32),
    /// What was left aside.
    pub skipped: Skipped,
}

impl Layout {
    fn of(reading: &Reading) -> Self {
        let mut columns = reading.columns.clone();
        for column in &mut columns {
            column.sample.clear();
        }
        Self {
            mapping: reading.mapping.clone(),
            home: reading.home.clone(),
            columns,
            heading: reading.heading,
            skipped: reading.skipped.clone(),
        }
    }

    /// The layout of a batch.
    ///
    /// # Errors
    /// A fault when what is stored is none.
    pub fn read(batch: &ImportBatch) -> Result<Self, WorkflowError> {
        Ok(serde_json::from_value(batch.mapping.clone())?)
    }

    fn value(&self) -> Result<Value, WorkflowError> {
        Ok(serde_json::to_value(self)?)
    }

    /// What a corrected mapping is remembered by: the headings.
    fn key(&self) -> String {
        let headings: Vec<String> =
            self.columns.iter().map(|c| format!("{}:{}", c.index, certification::text::fold(&c.heading))).collect();
        headings.join("|")
    }
}

/// Limits of workbooks by the settings in force.
#[must_use]
pub fn limits(settings: &Settings) -> Limits {
    Limits {
        bytes: settings.int("import.max_mib").unsigned_abs() * 1024 * 1024,
        rows: usize::try_from(settings.int("import.max_rows")).unwrap_or(usize::MAX),
        ..Limits::default()
    }
}

/// The context in which rows of an event are judged.
fn context(event: &Event, home: Option<String>) -> Result<Context, WorkflowError> {
    let today = event.starts.parse().map_err(|_| WorkflowError::Fault("an event without a first day".into()))?;
    Ok(Context { home, ..Context::on(today) })
}

/// A refusal of a file, as the house says refusals: bytes in MiB, rows and pages as they are.
#[must_use]
pub fn refused(refused: &exchange::Refused) -> Refusal {
    let refusal = Refusal::new(refused.code());
    match refused.limit {
        Some(limit) if refused.why == exchange::refusal::Refusal::TooLarge => refusal.with("limit", limit >> 20),
        Some(limit) => refusal.with("limit", limit),
        None => refusal,
    }
}

/// The cells of a stored row.
///
/// # Errors
/// A fault when what is stored is none. An erased person's row has no cells.
pub fn cells(row: &ImportRow) -> Result<Cells, WorkflowError> {
    match &row.cells {
        Some(value) => Ok(serde_json::from_value(value.clone())?),
        None => Ok(Cells::new()),
    }
}

/// What was understood of a stored row; nothing once its person was erased.
///
/// # Errors
/// A fault when what is stored is none.
pub fn understood(row: &ImportRow) -> Result<Option<Understood>, WorkflowError> {
    Ok(row.understood.clone().map(serde_json::from_value).transpose()?)
}

/// What stands in a cell of a row, as text.
#[must_use]
pub fn written(cells: &Cells, field: &str) -> String {
    let of = |field: &str| cells.get(field).and_then(exchange::table::text_of);
    let birth = || (field == "born").then(|| of("birth")).flatten();
    of(field).or_else(birth).unwrap_or_default()
}

/// Name of a cluster.
#[must_use]
pub fn cluster_name(slug: &str) -> Option<&'static str> {
    exchange::clusters::by_slug(slug).map(|c| c.name)
}

fn row_of(
    batch: &ImportBatch,
    person: PersonId,
    number: u32,
    cells: &Cells,
    understood: &Understood,
) -> Result<ImportRow, WorkflowError> {
    Ok(ImportRow {
        id: format!("{}:{number}", batch.id),
        batch_id: batch.id,
        row: i64::from(number),
        person_id: person,
        cells: Some(serde_json::to_value(cells)?),
        understood: Some(serde_json::to_value(understood)?),
        issues: serde_json::to_value(&understood.participant.issues)?,
        state: if understood.participant.waits() { "waiting" } else { "ready" }.to_owned(),
        case_id: None,
    })
}

/// The rows of a batch, in the order of the sheet.
///
/// # Errors
/// When the store cannot be read.
pub async fn rows(r: &mut impl Read, batch: &ImportBatch) -> Result<Vec<ImportRow>, WorkflowError> {
    Ok(r.find(&Find::by("batch_id", batch.id).order_by(&["row"])).await?)
}

fn corrections(sheet: Option<String>, mapping: Option<Mapping>) -> Corrections {
    Corrections { sheet, mapping }
}

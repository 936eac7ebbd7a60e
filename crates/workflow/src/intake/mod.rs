//! Intake of participant workbooks: a sheet is kept and read, its rows wait or are ready, are mended
//! in place, and become invited participants. `exchange` reads and judges cells; rows are sealed
//! under the person each is or will be.

mod bulk;
mod give_back;
mod invite;
mod keeping;
mod mend;
mod receive;

use certification::{
    id::PersonId,
    record::{
        event::Event,
        import::{ImportBatch, ImportRow, place},
        scheme::SchemeVersion,
    },
    refusal::Refusal,
    setting::Settings,
    text::fold,
};
use exchange::{
    institutions::Known,
    participants::{Context, ReadRow, Reading, Understood},
    table::{Cells, Column},
    workbook::Limits,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Find, Read};

use crate::WorkflowError;

pub use bulk::{INVITE, Word, invitation_job, runs};
pub use exchange::{
    participants::{Code, FIELDS, Field, Hint, HintKind, Issue, LeftSheet, Participant, ReadSheet, Severity, Why},
    table::{Column as SheetColumn, Corrections, Mapping as Columns, Skipped},
};
pub use give_back::{Said, hint_of, sees_identity};
pub use invite::Invited;

/// How a workbook was read: what [`ImportBatch::mapping`] holds. No cell of a person is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The sheets that were read, with their columns, without samples.
    pub sheets: Vec<ReadSheet>,
    /// The sheets that were not, and why.
    pub left: Vec<LeftSheet>,
    /// The province that decided between districts of one name.
    pub home: Option<String>,
}

impl Layout {
    fn of(reading: &Reading) -> Self {
        let mut sheets = reading.sheets.clone();
        for column in sheets.iter_mut().flat_map(|sheet| &mut sheet.columns) {
            column.sample.clear();
        }
        Self { sheets, left: reading.left.clone(), home: reading.home.clone() }
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

    /// Whether a row needs the name of its sheet to be found.
    #[must_use]
    pub const fn several(&self) -> bool {
        self.sheets.len() > 1
    }

    /// What was left aside, sheet by sheet.
    pub fn skipped(&self) -> impl Iterator<Item = &Skipped> {
        self.sheets.iter().map(|sheet| &sheet.skipped)
    }

    /// Where a row stands, as a person looks for it.
    fn at(&self, row: &ImportRow) -> At {
        At { sheet: self.several().then(|| row.sheet.clone()), row: row.row }
    }

    /// Name of the first sheet that was read, and the key of its columns.
    fn first(&self) -> (String, String) {
        self.sheets.first().map(|sheet| (sheet.name.clone(), columns_key(sheet))).unwrap_or_default()
    }

    /// What this layout says about a later reading: its sheets and its columns.
    fn corrections(&self) -> Corrections {
        Corrections {
            sheets: self.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            mappings: self.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.mapping.clone())).collect(),
        }
    }
}

/// What a corrected mapping is remembered by: the headings.
#[must_use]
pub fn columns_key(sheet: &ReadSheet) -> String {
    let heading = |c: &Column| format!("{}:{}", c.index, fold(&c.heading));
    sheet.columns.iter().map(heading).collect::<Vec<_>>().join("|")
}

/// What a choice of sheets is remembered by: the names of all sheets.
fn sheets_key(layout: &Layout) -> String {
    let read = layout.sheets.iter().map(|sheet| &sheet.name);
    let mut names: Vec<String> =
        read.chain(layout.left.iter().map(|sheet| &sheet.name)).map(|name| fold(name)).collect();
    names.sort_unstable();
    format!("sheets|{}", names.join("|"))
}

/// Where a row stands in its workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    /// The sheet, where more than one was read.
    pub sheet: Option<String>,
    /// The sheet's own row, from 1.
    pub row: i64,
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
async fn context(r: &mut impl Read, event: &Event, home: Option<String>) -> Result<Context, WorkflowError> {
    let today = event.starts.parse().map_err(|_| WorkflowError::Fault("an event without a first day".into()))?;
    Ok(Context { home, known: known(r).await?, ..Context::on(today) })
}

/// What the house knows beyond the common names: its schemes, by whatever they are called.
///
/// # Errors
/// When the store cannot be read.
pub(crate) async fn known(r: &mut impl Read) -> Result<Known, WorkflowError> {
    let versions: Vec<SchemeVersion> = r.find(&Find::by("status", "published").order_by(&["published_at"])).await?;
    let mut known = Known::default();
    for version in versions.iter().rev() {
        let also = [version.abbr.as_str(), &version.number, &version.name_en];
        known.schemes.insert(&version.slug, &version.name_id, also.into_iter().filter(|text| !text.is_empty()));
    }
    Ok(known)
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

/// The refusal of a file that cannot be read from the disk at all.
#[must_use]
pub fn unread(error: &std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::NotFound {
        Refusal::new("file.missing")
    } else {
        Refusal::new("file.unreadable")
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

/// Name of the cluster or scheme that a row means.
#[must_use]
pub fn scheme_name(meant: &Understood, cells: &Cells) -> String {
    let tidied = meant.hints.iter().find(|hint| hint.field == "cluster" && hint.kind == HintKind::Tidied);
    let slug = meant.participant.cluster.as_deref();
    match slug.map(|slug| exchange::clusters::by_slug(slug).map(|common| common.name)) {
        None => String::new(),
        Some(Some(common)) => common.to_owned(),
        // A scheme of the house: called as it was written, or as that was tidied.
        Some(None) => tidied.map_or_else(|| written(cells, "cluster"), |hint| hint.value.clone()),
    }
}

fn row_of(batch: &ImportBatch, person: PersonId, sheet: &ReadSheet, row: &ReadRow) -> Result<ImportRow, WorkflowError> {
    let place = place(sheet.at, row.row);
    Ok(ImportRow {
        id: format!("{}:{place}", batch.id),
        batch_id: batch.id,
        place,
        sheet: sheet.name.clone(),
        row: i64::from(row.row),
        person_id: person,
        first_person_id: person,
        cells: Some(serde_json::to_value(&row.cells)?),
        understood: Some(serde_json::to_value(&row.understood)?),
        issues: serde_json::to_value(&row.understood.participant.issues)?,
        state: if row.understood.participant.waits() { "waiting" } else { "ready" }.to_owned(),
        case_id: None,
    })
}

/// The rows of a batch, sheet after sheet.
///
/// # Errors
/// When the store cannot be read.
pub async fn rows(r: &mut impl Read, batch: &ImportBatch) -> Result<Vec<ImportRow>, WorkflowError> {
    Ok(r.find(&Find::by("batch_id", batch.id).order_by(&["place"])).await?)
}

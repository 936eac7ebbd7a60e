//! Intake of workbooks: a sheet is received with every row as understood, rows are mended in place
//! or left out with a reason, and good rows become invited participants while the rest wait.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::PersonId,
    permit::{Action, Object},
    record::import::{ImportBatch, ImportRow},
    refusal::{Refusal, require},
};

/// A workbook as received, with its rows.
#[derive(Debug, Clone)]
pub struct BatchFile {
    /// The workbook.
    pub batch: ImportBatch,
    /// The same bytes were handed in for this event before.
    pub known: bool,
    /// Its rows.
    pub rows: Vec<ImportRow>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for BatchFile {
    fn stream(&self) -> String {
        format!("import/{}", self.batch.id)
    }

    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> Object {
        Object::event(self.batch.event_id)
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Receives a workbook. Its rows go with the file, not with the act: their values are sealed row by row.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiveWorkbook {
    /// How many rows were found.
    pub rows: usize,
}

impl Act for ReceiveWorkbook {
    type File = BatchFile;
    const NAME: &'static str = "ReceiveWorkbook";
    const ACTION: Action = Action::ImportParticipants;

    fn judge(&self, file: &mut BatchFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(!file.known, "import.known-file")?;
        file.outcome.put(&file.batch);
        for row in &file.rows {
            file.outcome.put(row);
        }
        Ok(())
    }
}

/// Takes other sheets, or other columns for the fields: every row that still waits is understood anew.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectMapping {
    /// Name of the first sheet that is read.
    pub sheet: String,
    /// How the workbook is read now.
    pub mapping: Value,
    /// The rows as now understood; their values are sealed row by row.
    #[serde(skip)]
    pub rows: Vec<ImportRow>,
}

impl Act for CorrectMapping {
    type File = BatchFile;
    const NAME: &'static str = "CorrectMapping";
    const ACTION: Action = Action::ImportParticipants;

    fn judge(&self, file: &mut BatchFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.batch.status == "open", "import.not-open")?;
        let touched = file.rows.iter().any(|r| r.state == "imported");
        require(!touched, "import.rows-imported")?;
        file.batch.sheet.clone_from(&self.sheet);
        file.batch.mapping = self.mapping.clone();
        file.outcome.put(&file.batch);
        for row in &self.rows {
            file.outcome.put(row);
        }
        Ok(())
    }
}

/// A row of a workbook.
#[derive(Debug, Clone)]
pub struct RowFile {
    /// Its workbook.
    pub batch: ImportBatch,
    /// The row.
    pub row: ImportRow,
    /// Rows whose issues changed with it: those of the same NIK.
    pub others: Vec<ImportRow>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for RowFile {
    fn stream(&self) -> String {
        format!("import/{}", self.batch.id)
    }

    fn subject(&self) -> Option<PersonId> {
        Some(self.row.person_id)
    }

    fn object(&self) -> Object {
        Object::event(self.batch.event_id)
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        std::mem::take(&mut self.outcome)
    }
}

/// Mends the cells of a row.
#[derive(Debug, Clone, Serialize)]
pub struct MendRow {
    /// The cells after mending, by field.
    pub cells: Value,
    /// What is now understood.
    pub understood: Value,
    /// What is still wrong.
    pub issues: Value,
    /// An error remains.
    pub waiting: bool,
}

impl Act for MendRow {
    type File = RowFile;
    const NAME: &'static str = "MendRow";
    const ACTION: Action = Action::ImportParticipants;

    fn judge(&self, file: &mut RowFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.batch.status == "open", "import.not-open")?;
        require(file.row.state != "imported", "import.row-imported")?;
        require(file.row.state != "unread", "import.row-unread")?;
        file.row.cells = Some(self.cells.clone());
        file.row.understood = Some(self.understood.clone());
        file.row.issues = self.issues.clone();
        file.row.state = if self.waiting { "waiting" } else { "ready" }.to_owned();
        file.outcome.put(&file.row);
        for other in &file.others {
            file.outcome.put(other);
        }
        Ok(())
    }
}

/// Why a row may be left out.
pub const REASONS: [&str; 4] = ["twice", "not-coming", "not-a-participant", "other"];

/// Leaves a row out with a reason, or takes it in again. It stays in the batch.
#[derive(Debug, Clone, Serialize)]
pub struct LeaveOutRow {
    /// Left out; otherwise waiting again.
    pub out: bool,
    /// Why, when it is left out: one of [`REASONS`].
    pub reason: String,
}

/// Why a row was left out, when it was.
#[must_use]
pub fn reason(row: &ImportRow) -> Option<&str> {
    row.issues.as_array()?.iter().find_map(|i| i.get("left_out").and_then(Value::as_str))
}

impl Act for LeaveOutRow {
    type File = RowFile;
    const NAME: &'static str = "LeaveOutRow";
    const ACTION: Action = Action::ImportParticipants;

    fn judge(&self, file: &mut RowFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.row.state != "imported", "import.row-imported")?;
        require(file.row.state != "unread", "import.row-unread")?;
        let mut issues = file.row.issues.as_array().cloned().unwrap_or_default();
        issues.retain(|issue| issue.get("left_out").is_none());
        let errors = issues.iter().any(|i| i.get("severity").and_then(Value::as_str) == Some("error"));
        if self.out {
            require(REASONS.contains(&&*self.reason), "import.reason-wanted")?;
            issues.push(json!({ "left_out": self.reason }));
        }
        file.row.issues = Value::Array(issues);
        file.row.state = match (self.out, errors) {
            (true, _) => "left-out",
            (false, true) => "waiting",
            (false, false) => "ready",
        }
        .to_owned();
        file.outcome.put(&file.row);
        Ok(())
    }
}

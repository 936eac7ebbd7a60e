//! Intake of workbooks: a sheet is received with every row as understood, rows are mended in place
//! or left out with a reason, and good rows become invited participants while the rest wait.

use serde::{Deserialize, Serialize};
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
        require(file.batch.gone_at.is_none(), "import.file-gone")?;
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

/// Why a kept workbook is destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// Its event is over: nothing more is invited from it.
    Closed,
    /// Somebody who stands in it was erased.
    Erasure,
}

impl DropReason {
    /// Its name in the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Erasure => "erasure",
        }
    }
}

/// Destroys the kept file of a workbook. Once its event is over the import ends too, and what its rows held goes with
/// the file; after an erasure the rows of the others stay and can be mended and invited.
#[derive(Debug, Clone, Serialize)]
pub struct DropWorkbook {
    /// Why.
    pub why: DropReason,
}

impl Act for DropWorkbook {
    type File = BatchFile;
    const NAME: &'static str = "DropWorkbook";
    const ACTION: Action = Action::Erase;

    fn judge(&self, file: &mut BatchFile, context: &Context<'_>) -> Result<(), Refusal> {
        let before = match self.why {
            DropReason::Closed => file.batch.status != "open",
            DropReason::Erasure => file.batch.gone_at.is_some(),
        };
        require(!before, "import.file-gone")?;
        if file.batch.gone_at.is_none() {
            file.batch.gone_at = Some(context.now);
            file.batch.gone_why = Some(self.why.as_str().to_owned());
        }
        if self.why == DropReason::Closed {
            "done".clone_into(&mut file.batch.status);
            for row in file.rows.iter_mut().filter(|row| row.cells.is_some() || row.understood.is_some()) {
                (row.cells, row.understood) = (None, None);
                file.outcome.put(row);
            }
        }
        file.outcome.put(&file.batch);
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
        require(file.batch.status == "open", "import.not-open")?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{permit, setting::Settings};

    struct Zero;
    impl crate::entropy::Entropy for Zero {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    fn file() -> BatchFile {
        let nil = uuid::Uuid::nil();
        let batch = json!({
            "id": nil, "event_id": nil, "kind": "participants", "file": "f", "digest": "d", "sheet": "S", "mapping": {},
            "layout": "", "sender_id": nil, "received_at": 0, "status": "open",
        });
        let row = |state: &str, cells: Value| {
            let row = json!({
                "id": format!("{nil}:1"), "batch_id": nil, "place": 1, "sheet": "S", "row": 1, "person_id": nil, "first_person_id": nil,
                "cells": cells, "understood": null, "issues": [], "state": state, "case_id": null,
            });
            serde_json::from_value(row).unwrap()
        };
        BatchFile {
            batch: serde_json::from_value(batch).unwrap(),
            known: false,
            rows: vec![row("waiting", json!({ "nik": "6304" })), row("ready", Value::Null)],
            outcome: Outcome::default(),
        }
    }

    fn drop_it(file: &mut BatchFile, why: DropReason) -> Result<(), String> {
        let settings = Settings::default();
        let context =
            Context { permit: permit::system(Action::Erase), now: 1_000, entropy: &Zero, settings: &settings };
        DropWorkbook { why }.judge(file, &context).map_err(|refusal| refusal.code)
    }

    #[test]
    fn an_erasure_leaves_the_rows_of_the_others_and_the_end_of_the_event_leaves_none() {
        let mut file = file();
        drop_it(&mut file, DropReason::Erasure).unwrap();
        assert_eq!((file.batch.gone_at, file.batch.gone_why.as_deref()), (Some(1_000), Some("erasure")));
        assert!(file.batch.status == "open" && file.rows[0].cells.is_some());
        assert_eq!(drop_it(&mut file, DropReason::Erasure), Err("import.file-gone".to_owned()));
        file.batch.gone_at = Some(500);
        drop_it(&mut file, DropReason::Closed).unwrap();
        assert_eq!((file.batch.gone_at, file.batch.gone_why.as_deref()), (Some(500), Some("erasure")), "gone before");
        assert!(file.batch.status == "done" && file.rows[0].cells.is_none());
        assert_eq!(drop_it(&mut file, DropReason::Closed), Err("import.file-gone".to_owned()));
    }
}

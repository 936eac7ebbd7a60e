//! Mending rows in place. A mended row may free another of the same NIK, so the whole batch is
//! judged again and every row whose issues changed is put.

use std::borrow::Cow;

use certification::{
    intake::{LeaveOutRow, MendRow},
    permit::{Action, Actor, Object},
    record::{
        event::Event,
        import::{ImportBatch, ImportRow},
    },
    refusal::Refusal,
};
use exchange::{
    participants::{Understood, understand_all},
    table::Cells,
    workbook::Cell,
};
use store::Read;

use super::{Layout, cells, context, rows};
use crate::{Workflow, WorkflowError, found, may_see};

/// Longest text of a mended cell, in characters.
const CELL_MAX: usize = 500;

impl Workflow {
    /// Mends cells of a row: text by field.
    ///
    /// # Errors
    /// Refused once the row was imported, or for text that is too long.
    pub async fn mend_row(
        &self,
        actor: &Actor,
        row: &str,
        typed: &[(String, String)],
    ) -> Result<ImportRow, WorkflowError> {
        let (batch, event) = self.row_place(actor, row).await?;
        if typed.iter().any(|(_, text)| text.chars().count() > CELL_MAX) {
            return Err(Refusal::new("import.cell-too-long").with("most", CELL_MAX).into());
        }
        let mut all = Vec::new();
        let mut known = rows(&mut self.reader(), &batch).await?;
        // Of an erased person's row nothing is left to judge.
        let told = |r: &ImportRow| r.cells.is_some() && !matches!(r.state.as_str(), "left-out" | "unread");
        known.retain(|r| told(r) || r.id == row);
        for stored in &known {
            let mut own = cells(stored)?;
            if stored.id == row {
                for (field, text) in typed {
                    own.insert(Cow::Owned(field.clone()), Cell::text(text));
                }
            }
            all.push((u32::try_from(stored.row).unwrap_or_default(), own));
        }
        let layout = Layout::read(&batch)?;
        let several = layout.several();
        let context = context(&mut self.reader(), &event, layout.home).await?;
        let mut judged = understand_all(all.iter().map(|(n, c)| (*n, c)), &context);
        for (stored, understood) in known.iter().zip(&mut judged) {
            understood.participant.sheet = several.then(|| stored.sheet.clone());
        }
        let mut mended = None;
        let mut others = Vec::new();
        for ((stored, (_, own)), understood) in known.iter().zip(&all).zip(&judged) {
            if stored.id == row {
                mended = Some(act(own, understood)?);
            } else if stored.state != "imported" {
                let again = again(stored, understood)?;
                if again.issues != stored.issues {
                    others.push(again);
                }
            }
        }
        Ok(self.perform(actor, (row.to_owned(), others), found(mended)?).await?.file.row)
    }

    /// Leaves a row out for a reason, or takes it in again when there is none.
    ///
    /// # Errors
    /// Refused once the row was imported, or for a reason that is not known.
    pub async fn leave_out_row(
        &self,
        actor: &Actor,
        row: &str,
        reason: Option<&str>,
    ) -> Result<ImportRow, WorkflowError> {
        self.row_place(actor, row).await?;
        let act = LeaveOutRow { out: reason.is_some(), reason: reason.unwrap_or_default().to_owned() };
        Ok(self.perform(actor, (row.to_owned(), Vec::new()), act).await?.file.row)
    }

    async fn row_place(&self, actor: &Actor, row: &str) -> Result<(ImportBatch, Event), WorkflowError> {
        let mut reader = self.reader();
        let row: ImportRow = found(reader.get(row).await?)?;
        let batch: ImportBatch = found(reader.get(row.batch_id).await?)?;
        may_see(actor, Action::ImportParticipants, &Object::event(batch.event_id))?;
        let event: Event = found(reader.get(batch.event_id).await?)?;
        Ok((batch, event))
    }
}

fn value<T: serde::Serialize>(of: &T) -> Result<serde_json::Value, WorkflowError> {
    Ok(serde_json::to_value(of)?)
}

fn act(own: &Cells, understood: &Understood) -> Result<MendRow, WorkflowError> {
    Ok(MendRow {
        cells: value(own)?,
        understood: value(understood)?,
        issues: value(&understood.participant.issues)?,
        waiting: understood.participant.waits(),
    })
}

fn again(stored: &ImportRow, understood: &Understood) -> Result<ImportRow, WorkflowError> {
    let state = match stored.state.as_str() {
        "left-out" => "left-out",
        _ if understood.participant.waits() => "waiting",
        _ => "ready",
    };
    Ok(ImportRow {
        understood: Some(value(understood)?),
        issues: value(&understood.participant.issues)?,
        state: state.to_owned(),
        ..stored.clone()
    })
}

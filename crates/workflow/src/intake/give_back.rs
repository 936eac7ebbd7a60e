//! Giving a workbook back: the same file with a comment in every cell that needs a look, and the columns
//! with the first values under them, for somebody to say what each holds.

use std::collections::BTreeMap;

use certification::{
    id::BatchId,
    permit::{Action, Actor, Object, Permit, check},
    record::{event::Event, import::ImportBatch},
};
use exchange::{
    annotated::{Failed, Note, annotate, annotate_masked},
    participants::{self, Code, Field, Hint, Issue, LeftSheet, ReadSheet},
};
use store::{Read, outside::Access};

use super::{Layout, context, limits, refused, rows, understood};
use crate::{Workflow, WorkflowError, found};

/// Something to say in a cell.
#[derive(Debug, Clone)]
pub struct Said<'a> {
    /// What is wrong.
    pub issue: Issue,
    /// What may have been meant.
    pub hint: Option<&'a Hint>,
}

impl Said<'_> {
    /// The field's name, as hints bear it.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.issue.field.as_str()
    }
}

impl Workflow {
    /// The workbook as it was handed in, with what is wrong as comments in its cells. Rows that were invited or
    /// left out are not spoken of. `say` words an issue, `author` signs the comments. Who may not see a NIK in full gets
    /// its sheets with every NIK masked but those to be mended. That it was given out is noted.
    ///
    /// # Errors
    /// Not found when it is not theirs; refused when it is no longer kept; a fault when the file cannot be written.
    pub async fn annotated(
        &self,
        actor: &Actor,
        batch: BatchId,
        author: &str,
        say: impl Fn(&Said<'_>) -> String + Send,
    ) -> Result<Vec<u8>, WorkflowError> {
        let (batch, permit) = self.permitted_batch(actor, batch).await?;
        let bytes = self.kept(&batch).await?;
        let masked = !sees_identity(actor, &batch);
        let layout = Layout::read(&batch)?;
        let mut notes = Vec::new();
        for row in rows(&mut self.reader(), &batch).await? {
            if !matches!(row.state.as_str(), "waiting" | "ready") {
                continue;
            }
            let Some(meant) = understood(&row)? else { continue };
            for issue in &meant.participant.issues {
                let said = Said { issue: *issue, hint: hint_of(&meant.hints, *issue) };
                notes.push(Note {
                    sheet: row.sheet.clone(),
                    row: u32::try_from(row.row).unwrap_or_default(),
                    column: column(&layout, &row.sheet, issue.field),
                    text: say(&said),
                    severity: issue.severity,
                });
            }
        }
        let limits = limits(&self.settings().await?);
        let of_nik = |sheet: &ReadSheet| Some((sheet.name.clone(), *sheet.mapping.get("nik")?));
        let columns: BTreeMap<String, usize> = layout.sheets.iter().filter_map(of_nik).collect();
        let mut sheets: Vec<String> = layout.sheets.into_iter().map(|sheet| sheet.name).collect();
        // A row that was taken in again may stand on a sheet that is no longer read.
        for note in &notes {
            if !sheets.contains(&note.sheet) {
                sheets.push(note.sheet.clone());
            }
        }
        let author = author.to_owned();
        let writing = move || {
            if masked {
                annotate_masked(&bytes, &limits, &sheets, &notes, &author, &columns)
            } else {
                annotate(&bytes, &limits, &sheets, &notes, &author)
            }
        };
        let given = tokio::task::spawn_blocking(writing)
            .await
            .map_err(|e| WorkflowError::Fault(e.to_string()))?
            .map_err(|failed| match failed {
                Failed::Refused(why) => WorkflowError::Refused(refused(&why)),
                Failed::Writing(why) => WorkflowError::Fault(why),
            })?;
        let action = if masked { "give-back-masked" } else { "give-back-workbook" };
        self.note_look(look(actor, &permit, action, &batch)).await?;
        Ok(given)
    }

    /// The sheets of a workbook as it is read now, with their columns and the first values under each, and the sheets
    /// that are not read. Names and telephones stand among those values: that they were looked at is noted.
    ///
    /// # Errors
    /// Not found when it is not theirs; refused when the file is not as it was.
    pub async fn columns(
        &self,
        actor: &Actor,
        batch: BatchId,
    ) -> Result<(Vec<ReadSheet>, Vec<LeftSheet>), WorkflowError> {
        let (batch, permit) = self.permitted_batch(actor, batch).await?;
        let bytes = self.kept(&batch).await?;
        let event: Event = found(self.reader().get(batch.event_id).await?)?;
        let layout = Layout::read(&batch)?;
        let limits = limits(&self.settings().await?);
        let asked = layout.corrections();
        let context = context(&mut self.reader(), &event, layout.home).await?;
        let reading = tokio::task::spawn_blocking(move || participants::read(&bytes, &limits, &asked, &context))
            .await
            .map_err(|e| WorkflowError::Fault(e.to_string()))?
            .map_err(|e| refused(&e))?;
        self.note_look(look(actor, &permit, "see-columns", &batch)).await?;
        Ok((reading.sheets, layout.left))
    }
}

/// A look at a kept workbook, as the access log has it.
fn look(actor: &Actor, permit: &Permit, action: &str, batch: &ImportBatch) -> Access {
    Access {
        person_id: Some(actor.person),
        duty: permit.duty(),
        action: action.to_owned(),
        object: format!("import:{}", batch.id),
        subject: None,
    }
}

/// Whether somebody may see the NIK of a workbook in full.
#[must_use]
pub fn sees_identity(actor: &Actor, batch: &ImportBatch) -> bool {
    check(actor, Action::SeeIdentity, &Object::event(batch.event_id)).is_ok()
}

/// The suggestion that goes with an issue: of its own field, or of the birth date that a NIK disagrees with.
#[must_use]
pub fn hint_of(hints: &[Hint], issue: Issue) -> Option<&Hint> {
    let field = if issue.code == Code::BirthDateDisagrees { "born" } else { issue.field.as_str() };
    hints.iter().find(|h| h.field == field && h.kind == participants::HintKind::Suggestion)
}

/// The column that a field was read from; the name's, or the first, where it has none.
fn column(layout: &Layout, sheet: &str, field: Field) -> usize {
    let names: &[&str] = match field {
        Field::Born => &["born", "birth"],
        Field::Kab => &["kab", "institution"],
        other => &[other.as_str()],
    };
    let mapping = layout.sheets.iter().find(|read| read.name == sheet).map(|read| &read.mapping);
    let of = |name: &&str| mapping.and_then(|mapping| mapping.get(*name)).copied();
    names.iter().find_map(of).or_else(|| of(&"name")).unwrap_or_default()
}

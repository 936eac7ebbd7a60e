//! Drafts of forms: what somebody has filled in and not yet submitted. A draft is its owner's alone, sealed
//! under their key, outside the journal; nothing is judged here.

use certification::{
    form::{Answers, Definition, Role},
    id::{CaseId, EventId, FormId, PersonId, SchemeVersionId},
};
use serde::{Deserialize, Serialize};
use store::{Lane, outside::draft};

use crate::{Workflow, WorkflowError};

/// A form that somebody is filling in.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Every answer as they saw it.
    pub answers: Answers,
    /// Revision of the filled form that it started from.
    pub seen: i64,
    /// How often it was saved.
    pub revision: i64,
    /// When last saved, microseconds UTC of the machine's clock.
    pub saved_at: i64,
}

/// Which page saves a draft: two tabs of one form must not overwrite each other unseen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftPage {
    /// The page's own name.
    pub page: String,
    /// [`Draft::revision`] that it was drawn with, 0 without a draft.
    pub revision: i64,
}

/// What became of a draft that was to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftSaved {
    /// It is kept.
    Saved,
    /// Nothing was changed: another page saved it since this one was drawn, at that time.
    Overtaken(i64),
}

#[derive(Serialize, Deserialize)]
struct Kept {
    seen: i64,
    answers: serde_json::Value,
    #[serde(default)]
    page: String,
    #[serde(default)]
    revision: i64,
}

/// Where a draft lies: a form of a case.
#[must_use]
pub fn of_case(case: CaseId, code: &str) -> String {
    format!("form:{case}:{code}")
}

/// Where a draft lies: the report of an event.
#[must_use]
pub fn of_report(event: EventId) -> String {
    format!("report:{event}")
}

/// Where a draft lies: a form of a scheme, filled before or new.
#[must_use]
pub fn of_instrument(scheme: SchemeVersionId, code: &str, form: Option<FormId>) -> String {
    form.map_or_else(|| format!("scheme:{scheme}:{code}"), |form| format!("scheme:{form}"))
}

impl Workflow {
    /// A person's draft at that place.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn draft(&self, person: PersonId, place: &str) -> Result<Option<Draft>, WorkflowError> {
        let Some(found) = draft(&mut self.reader(), person, place).await? else { return Ok(None) };
        let kept: Kept = serde_json::from_value(found.answers)?;
        let answers = Answers::from_value(&kept.answers).map_err(|e| WorkflowError::Fault(e.to_string()))?;
        Ok(Some(Draft { answers, seen: kept.seen, revision: kept.revision, saved_at: found.updated_at }))
    }

    /// Saves a draft, unless another page did since `from` was drawn; without `from` in any case. Whoever calls has seen
    /// to it that the person fills this form.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn save_draft(
        &self,
        person: PersonId,
        place: &str,
        seen: i64,
        answers: &Answers,
        from: Option<DraftPage>,
    ) -> Result<DraftSaved, WorkflowError> {
        let answers = answers.to_value().map_err(|e| WorkflowError::Fault(e.to_string()))?;
        let place = place.to_owned();
        self.store()
            .transact(Lane::Interactive, move |tx| {
                let (answers, place, from) = (answers.clone(), place.clone(), from.clone());
                Box::pin(async move {
                    let mut revision = 1;
                    if let Some(found) = draft(tx, person, &place).await? {
                        let kept: Kept = serde_json::from_value(found.answers)?;
                        let own = |from: &DraftPage| from.page == kept.page || from.revision == kept.revision;
                        if from.as_ref().is_some_and(|from| !own(from)) {
                            return Ok(DraftSaved::Overtaken(found.updated_at));
                        }
                        revision += kept.revision;
                    }
                    let kept = Kept { seen, answers, page: from.unwrap_or_default().page, revision };
                    tx.put_draft(person, &place, &serde_json::to_value(kept)?).await?;
                    Ok(DraftSaved::Saved)
                })
            })
            .await
    }

    /// Throws a draft away, once it was submitted.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn drop_draft(&self, person: PersonId, place: &str) -> Result<(), WorkflowError> {
        let place = place.to_owned();
        self.store()
            .transact(Lane::Interactive, move |tx| {
                let place = place.clone();
                Box::pin(async move { tx.drop_draft(person, &place).await.map_err(WorkflowError::from) })
            })
            .await
    }
}

impl Draft {
    /// The answers of the filled form with those of this draft that its owner's role fills.
    #[must_use]
    pub fn over(&self, filled: &Answers, definition: &Definition, role: Role) -> Answers {
        let mut out = filled.clone();
        for (name, answer) in self.answers.iter() {
            if definition.field_of_name(name).is_some_and(|(_, by)| by.contains(&role)) {
                out.set(name.to_owned(), answer.clone());
            }
        }
        out
    }
}

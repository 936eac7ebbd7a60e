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
    /// When last saved, microseconds UTC of the machine's clock.
    pub saved_at: i64,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    seen: i64,
    answers: serde_json::Value,
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
        let fault = |e: &dyn std::fmt::Display| WorkflowError::Fault(e.to_string());
        let kept: Kept = serde_json::from_value(found.answers).map_err(|e| fault(&e))?;
        let answers = Answers::from_value(&kept.answers).map_err(|e| fault(&e))?;
        Ok(Some(Draft { answers, seen: kept.seen, saved_at: found.updated_at }))
    }

    /// Saves a draft. Whoever calls has seen to it that the person fills this form.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn save_draft(
        &self,
        person: PersonId,
        place: &str,
        seen: i64,
        answers: &Answers,
    ) -> Result<(), WorkflowError> {
        let fault = |e: &dyn std::fmt::Display| WorkflowError::Fault(e.to_string());
        let answers = answers.to_value().map_err(|e| fault(&e))?;
        let kept = serde_json::to_value(Kept { seen, answers }).map_err(|e| fault(&e))?;
        let place = place.to_owned();
        self.store()
            .transact(Lane::Interactive, move |tx| {
                let (kept, place) = (kept.clone(), place.clone());
                Box::pin(async move { tx.put_draft(person, &place, &kept).await.map_err(WorkflowError::from) })
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

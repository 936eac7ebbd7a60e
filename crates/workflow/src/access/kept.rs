//! What somebody had typed when their session ended. It travels sealed in the page that asks them to sign in
//! again, and is then kept as a draft of theirs until they send it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use certification::id::PersonId;
use serde::{Deserialize, Serialize};
use store::{keyset::context, outside::draft};

use super::{Access, transact};
use crate::WorkflowError;

/// Key of the draft.
const DRAFT: &str = "kept-text";

/// A form as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Path and query of the page it was typed on.
    pub page: String,
    /// Path it was sent to.
    pub action: String,
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct Travelling {
    person: Option<PersonId>,
    kept: Kept,
}

impl Access {
    /// Seals what was typed, for the person whose session ended when that is known.
    ///
    /// # Errors
    /// A fault when it cannot be sealed.
    pub fn seal_kept(&self, person: Option<PersonId>, kept: &Kept) -> Result<String, WorkflowError> {
        let fault = |e: &dyn std::fmt::Display| WorkflowError::Fault(e.to_string());
        let plain = serde_json::to_vec(&Travelling { person, kept: kept.clone() }).map_err(|e| fault(&e))?;
        let key = self.store().keyset().derive(DRAFT);
        let sealed = key.seal(&context(&[DRAFT]), &plain, &*self.store().config().entropy).map_err(|e| fault(&e))?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Opens what was sealed; nothing when it was not sealed here, or was changed since.
    #[must_use]
    pub fn open_kept(&self, sealed: &str) -> Option<(Option<PersonId>, Kept)> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let plain = self.store().keyset().derive(DRAFT).open(&context(&[DRAFT]), &bytes).ok()?;
        let travelling: Travelling = serde_json::from_slice(&plain).ok()?;
        Some((travelling.person, travelling.kept))
    }

    /// Keeps it for the person who signed in again. What another typed is not given to them: nothing is kept.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn keep(&self, token: &str, sealed: &str) -> Result<Option<Kept>, WorkflowError> {
        let Some((whose, kept)) = self.open_kept(sealed) else { return Ok(None) };
        let super::Found::Running(running) = self.session(token).await? else { return Ok(None) };
        let person = running.actor.person;
        if whose.is_some_and(|owner| owner != person) {
            return Ok(None);
        }
        let answers = serde_json::to_value(&kept)?;
        transact(self.store(), move |tx| {
            let answers = answers.clone();
            Box::pin(async move { Ok(tx.put_draft(person, DRAFT, &answers).await?) })
        })
        .await?;
        let page = kept.page.clone();
        self.note(person, &running.session, |notes| notes.kept = Some(page)).await?;
        Ok(Some(kept))
    }

    /// What was kept for a person.
    ///
    /// # Errors
    /// A fault when the store cannot be read.
    pub async fn kept(&self, person: PersonId) -> Result<Option<Kept>, WorkflowError> {
        let kept = draft(&mut self.house.reader(), person, DRAFT).await?;
        Ok(kept.and_then(|d| serde_json::from_value(d.answers).ok()))
    }

    /// Throws it away: it was sent, or is not wanted.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn drop_kept(&self, person: PersonId, session: &str) -> Result<(), WorkflowError> {
        transact(self.store(), move |tx| Box::pin(async move { Ok(tx.drop_draft(person, DRAFT).await?) })).await?;
        self.note(person, session, |notes| notes.kept = None).await
    }
}

//! Proving again who one is before signing: the password on one's own session, or the short PIN on another's
//! device. Also changing either.

use certification::{
    account::{ChangeContact, ChooseLanguage},
    id::PersonId,
    permit::Actor,
    refusal::Refusal,
};
use serde_json::json;
use store::outside::credential;

use super::{Access, Holder, PIN_DIGITS, attempt::Bound, password::judge_pin, refused, transact};
use crate::{WorkflowError, found, load::PersonKey, notify::message, settings};

/// Attempts at a PIN in a day: with six digits, guessing would take centuries.
const PIN_PER_DAY: i64 = 20;
/// Minutes of a day.
const DAY: i64 = 24 * 60;

impl Access {
    /// Whether that is the person's password.
    ///
    /// # Errors
    /// `access.wrong-password`, or [`super::TOO_OFTEN`].
    pub async fn verify_password(&self, person: PersonId, password: &str) -> Result<(), WorkflowError> {
        let settings = self.settings().await?;
        let (most, hold) = (settings.int("signin.attempts"), settings.int("signin.hold_minutes"));
        let key = format!("prove:{person}");
        self.attempt(&[Bound::new(&key, most, hold)]).await?;
        let known = credential(&mut self.house.reader(), person).await?;
        self.compare(password, known.map(|c| c.phc), vec![key], Refusal::new("access.wrong-password")).await
    }

    /// Whether that is the person's signing PIN.
    ///
    /// # Errors
    /// `access.wrong-pin`, `access.no-pin`, or [`super::TOO_OFTEN`].
    pub async fn verify_pin(&self, person: PersonId, pin: &str) -> Result<(), WorkflowError> {
        let settings = self.settings().await?;
        let (most, hold) = (settings.int("signin.attempts"), settings.int("signin.hold_minutes"));
        let (key, day) = (format!("pin:{person}"), format!("pin-day:{person}"));
        self.attempt(&[Bound::new(&key, most, hold), Bound::new(&day, PIN_PER_DAY, DAY)]).await?;
        let Some(kept) = credential(&mut self.house.reader(), person).await?.and_then(|c| c.pin) else {
            return refused(Refusal::new("access.no-pin"));
        };
        self.compare(pin, Some(kept), vec![key, day], Refusal::new("access.wrong-pin")).await
    }

    /// Whether that is the person's password or signing PIN: what a signature in presence asks for.
    ///
    /// # Errors
    /// As [`Self::verify_pin`] for six digits, as [`Self::verify_password`] otherwise.
    pub async fn verify_secret(&self, person: PersonId, typed: &str) -> Result<(), WorkflowError> {
        let digits = typed.trim();
        if digits.len() == PIN_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) {
            self.verify_pin(person, digits).await
        } else {
            self.verify_password(person, typed).await
        }
    }

    async fn compare(
        &self,
        typed: &str,
        kept: Option<String>,
        keys: Vec<String>,
        wrong: Refusal,
    ) -> Result<(), WorkflowError> {
        if self.house.hashing.matches(typed, kept.into_iter().collect()).await?.is_none() {
            return refused(wrong);
        }
        self.forgive(keys).await
    }

    /// Changes the password; every other session of the person ends, and they are told.
    ///
    /// # Errors
    /// As [`Self::verify_password`], or the new password is not good enough.
    pub async fn change_password(
        &self,
        person: PersonId,
        old: &str,
        new: &str,
        session: &str,
    ) -> Result<(), WorkflowError> {
        let holder = found(Holder::of(&mut self.house.reader(), person).await?)?;
        self.verify_password(person, old).await?;
        let phc = self.hash_password(new, &holder.about()).await?;
        let keep = session.to_owned();
        transact(self.store(), move |tx| {
            let (phc, keep) = (phc.clone(), keep.clone());
            Box::pin(async move {
                tx.set_credential(person, &phc).await?;
                tx.end_other_sessions(person, Some(&keep)).await?;
                let told = json!({ "person": person, "message": "password-changed", "args": [] });
                let settings = settings(tx).await?;
                tx.enqueue(message(told, &settings)).await?;
                Ok(())
            })
        })
        .await
    }

    /// Sets the signing PIN, or takes it away with `None`.
    ///
    /// # Errors
    /// As [`Self::verify_password`], or the PIN is not good enough.
    pub async fn set_pin(&self, person: PersonId, password: &str, pin: Option<&str>) -> Result<(), WorkflowError> {
        let holder = found(Holder::of(&mut self.house.reader(), person).await?)?;
        if let Some(pin) = pin {
            judge_pin(pin, holder.person.born.as_deref())?;
        }
        self.verify_password(person, password).await?;
        let phc = match pin {
            Some(pin) => Some(self.house.hashing.hash(pin, &*self.store().config().entropy).await?),
            None => None,
        };
        transact(self.store(), move |tx| {
            let phc = phc.clone();
            Box::pin(async move { Ok(tx.set_pin(person, phc.as_deref()).await?) })
        })
        .await
    }

    /// Whether the person has a signing PIN, and when their password was set.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn secrets_of(&self, person: PersonId) -> Result<(bool, Option<i64>), WorkflowError> {
        let known = credential(&mut self.house.reader(), person).await?;
        Ok(known.map_or((false, None), |c| (c.pin.is_some(), Some(c.changed_at))))
    }

    /// Changes the person's telephone and e-mail address, by which they sign in.
    ///
    /// # Errors
    /// As [`Self::verify_password`], or what was typed is no number or address.
    pub async fn change_contact(
        &self,
        actor: &Actor,
        password: &str,
        contact: ChangeContact,
    ) -> Result<(), WorkflowError> {
        self.verify_password(actor.person, password).await?;
        self.house.perform(actor, PersonKey::from(actor.person), contact).await.map(drop)
    }

    /// Chooses the language of screens and messages.
    ///
    /// # Errors
    /// `account.language`.
    pub async fn choose_language(&self, actor: &Actor, locale: &str) -> Result<(), WorkflowError> {
        let act = ChooseLanguage { locale: locale.to_owned() };
        self.house.perform(actor, PersonKey::from(actor.person), act).await.map(drop)
    }
}

//! Sessions: begun at signing in under a fresh token, ended by hand, by idleness or by age.

use certification::{id::PersonId, permit::Actor, person::held, setting::Settings};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    outside::{NewSession, Session, session, sessions_of},
    view::account_holder,
};

use super::{Access, MINUTE, Origin, transact};
use crate::WorkflowError;

/// What is kept with a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notes {
    /// Page whose text was kept while the person was away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
}

impl Notes {
    pub fn of(session: &Session) -> Self {
        serde_json::from_str(&session.data).unwrap_or_default()
    }

    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A session in force, and whose.
#[derive(Debug, Clone)]
pub struct Running {
    /// Who acts, with the appointments in force.
    pub actor: Actor,
    /// Name with degrees.
    pub name: String,
    /// `id` or `en`.
    pub locale: String,
    /// The session's name in lists: never the token.
    pub session: String,
    /// Page whose text was kept while the person was away.
    pub kept: Option<String>,
}

/// What a token leads to.
#[derive(Debug, Clone)]
pub enum Found {
    /// A session in force.
    Running(Box<Running>),
    /// A session that ended by time, and whose it was.
    Ended(PersonId),
    /// None.
    Unknown,
}

impl Access {
    /// The session of a token. Notes that it was used, at most once a minute.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn session(&self, token: &str) -> Result<Found, WorkflowError> {
        let mut reader = self.house.reader();
        let Some(session) = session(&mut reader, token).await? else { return Ok(Found::Unknown) };
        let settings = self.house.settings_lately().await?;
        let now = self.machine_now();
        if !in_force(&session, now, &settings) {
            return Ok(Found::Ended(session.person_id));
        }
        let person = session.person_id;
        let Some(holder) = account_holder(&mut reader, person).await? else { return Ok(Found::Unknown) };
        let today = certification::civil::day(self.house.now(), &settings.text("body.zone")).to_string();
        let notes = Notes::of(&session);
        if now - session.seen_at >= MINUTE {
            self.touch(session.hash.clone(), notes.text()).await?;
        }
        Ok(Found::Running(Box::new(Running {
            actor: Actor::new(person, held(&holder.appointments, &today)),
            name: holder.name.unwrap_or_default(),
            locale: holder.locale,
            session: session.hash,
            kept: notes.kept,
        })))
    }

    async fn touch(&self, hash: String, data: String) -> Result<(), WorkflowError> {
        transact(self.store(), move |tx| {
            let (hash, data) = (hash.clone(), data.clone());
            Box::pin(async move { Ok(tx.touch_session(&hash, &data).await?) })
        })
        .await
    }

    /// Changes what is kept with a session.
    pub(super) async fn note(
        &self,
        person: PersonId,
        hash: &str,
        change: impl FnOnce(&mut Notes),
    ) -> Result<(), WorkflowError> {
        let sessions = sessions_of(&mut self.house.reader(), person).await?;
        let Some(session) = sessions.iter().find(|s| s.hash == hash) else { return Ok(()) };
        let mut notes = Notes::of(session);
        change(&mut notes);
        self.touch(hash.to_owned(), notes.text()).await
    }

    /// A person's sessions in force, the one used last first.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn sessions(&self, person: PersonId) -> Result<Vec<Session>, WorkflowError> {
        let mut reader = self.house.reader();
        let settings = self.house.settings_lately().await?;
        let now = self.machine_now();
        let mut sessions = sessions_of(&mut reader, person).await?;
        sessions.retain(|s| in_force(s, now, &settings));
        Ok(sessions)
    }

    /// Ends one of a person's sessions; signing out is ending one's own.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn end_session(&self, person: PersonId, hash: &str) -> Result<bool, WorkflowError> {
        let hash = hash.to_owned();
        transact(self.store(), move |tx| {
            let hash = hash.clone();
            Box::pin(async move { Ok(tx.end_session(person, &hash).await?) })
        })
        .await
    }

    /// Ends every session of a person but that one.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn end_other_sessions(&self, person: PersonId, keep: &str) -> Result<u64, WorkflowError> {
        let keep = keep.to_owned();
        transact(self.store(), move |tx| {
            let keep = keep.clone();
            Box::pin(async move { Ok(tx.end_other_sessions(person, Some(&keep)).await?) })
        })
        .await
    }
}

/// Begins a session within a transaction, for someone who has just proven who they are.
pub(super) async fn begin(
    tx: &mut Tx,
    token: &str,
    person: PersonId,
    origin: &Origin,
    settings: &Settings,
) -> Result<(), WorkflowError> {
    let now = tx.machine_now();
    let new = NewSession {
        person_id: person,
        expires_at: now + settings.int("session.absolute_hours") * 60 * MINUTE,
        agent: origin.agent.clone(),
        ip_class: origin.class.clone(),
        data: Notes::default().text(),
    };
    Ok(tx.begin_session(token, &new).await?)
}

fn in_force(session: &Session, now: i64, settings: &Settings) -> bool {
    now < session.expires_at && now - session.seen_at < settings.int("session.idle_minutes") * MINUTE
}

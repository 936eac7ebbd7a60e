//! The first run: as long as there is no administrator, whoever runs the program gets a one-time code on
//! the terminal, and with it names the body and its first administrator.

use certification::{
    account::ActivateAccount,
    body::ChangeSettings,
    contact,
    duty::Duty,
    entropy::new_code,
    id::PersonId,
    permit::Actor,
    person::{Appoint, RegisterPerson},
    refusal::{Refusal, require},
};
use store::{
    Tx,
    outside::{Invitation, invitation},
};

use super::{
    Access, MINUTE, Origin, attempt::Bound, has_administrator, password::judge_password, refused, session, transact,
};
use crate::{WorkflowError, load::PersonKey, perform::Leave, settings};

/// Kind of the terminal's code among the others.
pub(super) const FIRST_RUN: &str = "first-run";
/// How long it lasts.
const LASTS: i64 = 30 * MINUTE;
/// Codes that one network may try in a window.
const TRIES: i64 = 10;

/// A code as it is kept: letters and digits alone, large.
fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// What the first page asks for.
#[derive(Clone, Default)]
pub struct FirstRun {
    /// The code from the terminal.
    pub code: String,
    /// Settings of the body: key and what was typed. What is left out keeps its default.
    pub settings: Vec<(String, String)>,
    /// Whether the example schemes are put in.
    pub examples: bool,
    /// Name of the administrator.
    pub name: String,
    /// Their e-mail address, empty when there is none.
    pub email: String,
    /// Their telephone, empty when there is none.
    pub phone: String,
    /// `id` or `en`.
    pub locale: String,
    /// Their password.
    pub password: String,
}

impl std::fmt::Debug for FirstRun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FirstRun([redacted])")
    }
}

impl FirstRun {
    /// Everything of the administrator's account that will not do, so that the page can say it at once.
    #[must_use]
    pub fn faults(&self) -> Vec<Refusal> {
        let body = self.settings.iter().find(|(key, _)| key == "body.name").map_or("", |(_, name)| name.as_str());
        let named = require(!self.name.trim().is_empty(), "person.name");
        let checks = [
            named,
            contact::email(&self.email).map(drop),
            contact::phone(&self.phone).map(drop),
            judge_password(&self.password, &[&self.name, &self.email, body]),
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }
}

impl Access {
    /// The terminal's code is the one that was typed; trying it counts like a claim.
    ///
    /// # Errors
    /// [`super::TOO_OFTEN`]; a fault when the store cannot be reached.
    pub async fn first_code_fits(&self, code: &str, origin: &Origin) -> Result<bool, WorkflowError> {
        self.attempt(&[Bound::new(format!("first-run-from:{}", origin.network), TRIES, 15)]).await?;
        let code = plain(code);
        transact(self.store(), move |tx| {
            let code = code.clone();
            Box::pin(async move {
                let now = tx.machine_now();
                let known = invitation(tx, &code).await?;
                Ok(known.is_some_and(|i| i.kind == FIRST_RUN && i.used_at.is_none() && i.expires_at > now))
            })
        })
        .await
    }

    /// There is no administrator yet.
    ///
    /// # Errors
    /// A fault when the store cannot be read.
    pub async fn is_unclaimed(&self) -> Result<bool, WorkflowError> {
        Ok(!has_administrator(&mut self.house.reader()).await?)
    }

    /// A new code for the terminal while there is no administrator; an earlier one ends.
    ///
    /// # Errors
    /// A fault when the store cannot be reached.
    pub async fn open_first_run(&self) -> Result<Option<String>, WorkflowError> {
        if !self.is_unclaimed().await? {
            return Ok(None);
        }
        let code = new_code(&*self.store().config().entropy, 8);
        let kept = code.clone();
        transact(self.store(), move |tx| {
            let code = kept.clone();
            Box::pin(async move {
                let invitation = Invitation {
                    person_id: PersonId(uuid::Uuid::nil()),
                    kind: FIRST_RUN.to_owned(),
                    issued_by: None,
                    expires_at: tx.machine_now() + LASTS,
                    used_at: None,
                };
                Ok(tx.put_invitation(&code, &invitation).await?)
            })
        })
        .await?;
        Ok(Some(format!("{}-{}", &code[..4], &code[4..])))
    }

    /// Names the body and its first administrator, who is signed in at once; answers the session's token.
    ///
    /// # Errors
    /// `access.claimed`, `access.code-wrong`, [`super::TOO_OFTEN`], or what was typed will not do.
    pub async fn claim(&self, first: &FirstRun, origin: &Origin) -> Result<String, WorkflowError> {
        require(self.is_unclaimed().await?, "access.claimed")?;
        self.attempt(&[Bound::new(format!("first-run-from:{}", origin.network), TRIES, 15)]).await?;
        let body = first.settings.iter().find(|(key, _)| key == "body.name").map_or("", |(_, name)| name.as_str());
        let phc = self.hash_password(&first.password, &[&first.name, &first.email, body]).await?;
        let token = self.store().new_token();
        let (access, begun, first, origin) = (self.clone(), token.clone(), first.clone(), origin.clone());
        transact(self.store(), move |tx| {
            let (access, token, first, origin, phc) =
                (access.clone(), begun.clone(), first.clone(), origin.clone(), phc.clone());
            Box::pin(async move {
                require(!has_administrator(tx).await?, "access.claimed")?;
                match tx.use_invitation(&plain(&first.code)).await? {
                    Some(used) if used.kind == FIRST_RUN => {}
                    _ => return refused(Refusal::new("access.code-wrong")),
                }
                let person = access.appoint_first(tx, &first).await?;
                tx.set_credential(person, &phc).await?;
                let settings = settings(tx).await?;
                session::begin(tx, &token, person, &origin, &settings).await
            })
        })
        .await?;
        self.house.forget_settings();
        Ok(token)
    }

    async fn appoint_first(&self, tx: &mut Tx, first: &FirstRun) -> Result<PersonId, WorkflowError> {
        let house = &self.house;
        let change = ChangeSettings { values: first.settings.clone() };
        house.within(tx, &Leave::House, &(), change).await?;
        if first.examples {
            house.put_examples(tx).await?;
        }
        let register = RegisterPerson {
            name: first.name.clone(),
            degree: String::new(),
            email: first.email.clone(),
            phone: first.phone.clone(),
            locale: first.locale.clone(),
        };
        let new = PersonKey { id: None, institution: None };
        let person = house.within(tx, &Leave::House, &new, register).await?.file.person.id;
        let zone = settings(tx).await?.text("body.zone");
        let appoint = Appoint {
            duty: Duty::Administrator,
            event: None,
            institution: None,
            starts: certification::civil::day(tx.now(), &zone).to_string(),
            ends: None,
        };
        house.within(tx, &Leave::House, &PersonKey::from(person), appoint).await?;
        let leave = Leave::Actor(Actor::new(person, Vec::new()));
        house.within(tx, &leave, &PersonKey::from(person), ActivateAccount {}).await?;
        Ok(person)
    }
}

//! Signing in by e-mail, telephone or account number. Whoever is unknown and whoever mistyped get the same
//! answer after the same time.

use std::collections::BTreeSet;

use certification::{
    contact,
    id::PersonId,
    record::person::{Account, Person},
    refusal::Refusal,
};
use store::{
    Find, Read,
    outside::{Credential, credential},
};

use super::{Access, Origin, attempt::Bound, refused, session, transact};
use crate::WorkflowError;

/// People who share a name to sign in by, such as the telephone of an office; more are not tried.
const NAMESAKES: usize = 4;
/// Attempts from one network in a window: a hall of people behind one address signs in within it.
const FROM_NETWORK: i64 = 120;
/// Attempts on one name from all networks together, as a multiple of those from one.
const FROM_ANYWHERE: i64 = 10;

impl Access {
    /// Signs in; answers the token of a new session.
    ///
    /// # Errors
    /// `access.wrong`, or [`super::TOO_OFTEN`].
    pub async fn sign_in(&self, name: &str, password: &str, origin: &Origin) -> Result<String, WorkflowError> {
        let settings = self.settings().await?;
        let (most, hold) = (settings.int("signin.attempts"), settings.int("signin.hold_minutes"));
        let names = Names::of(name);
        let here = format!("sign-in:{}:{}", names.canonical, origin.network);
        let anywhere = format!("sign-in:{}", names.canonical);
        self.attempt(&[
            Bound::new(&here, most, hold),
            Bound::new(&anywhere, most * FROM_ANYWHERE, hold),
            Bound::new(format!("sign-in-from:{}", origin.network), FROM_NETWORK, hold),
        ])
        .await?;
        let known = self.known_as(&names).await?;
        let hashes = known.iter().map(|(_, c)| c.phc.clone()).collect();
        let person = self.house.hashing.matches(password, hashes).await?.and_then(|at| known.get(at)).map(|(p, _)| *p);
        let Some(person) = person else {
            self.note_failure(known.into_iter().map(|(p, _)| p).collect()).await?;
            return refused(Refusal::new("access.wrong"));
        };
        let token = self.store().new_token();
        let (begun, origin, settings) = (token.clone(), origin.clone(), settings.clone());
        transact(self.store(), move |tx| {
            let (token, origin, settings) = (begun.clone(), origin.clone(), settings.clone());
            let (here, anywhere) = (here.clone(), anywhere.clone());
            Box::pin(async move {
                tx.note_sign_in(person, true).await?;
                tx.forgive(&here).await?;
                tx.forgive(&anywhere).await?;
                session::begin(tx, &token, person, &origin, &settings).await
            })
        })
        .await?;
        Ok(token)
    }

    /// Writes for someone unknown as well: nobody, so that it takes as long.
    async fn note_failure(&self, mut people: Vec<PersonId>) -> Result<(), WorkflowError> {
        if people.is_empty() {
            people.push(PersonId(uuid::Uuid::nil()));
        }
        transact(self.store(), move |tx| {
            let people = people.clone();
            Box::pin(async move {
                for person in people {
                    tx.note_sign_in(person, false).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Who signs in by that name, with their passwords.
    async fn known_as(&self, names: &Names) -> Result<Vec<(PersonId, Credential)>, WorkflowError> {
        let mut reader = self.house.reader();
        let mut people = BTreeSet::new();
        for (column, value) in [("email_blind", &names.email), ("phone_blind", &names.phone)] {
            if let Some(value) = value {
                let found: Vec<Person> = reader.find(&Find::by(column, value.as_str()).limit(NAMESAKES as i64)).await?;
                people.extend(found.into_iter().map(|p| p.id));
            }
        }
        if let Some(number) = &names.number {
            people.extend(reader.first::<Account>(Find::by("number", number.as_str())).await?.map(|a| a.id));
        }
        let mut known = Vec::new();
        for person in people.into_iter().take(NAMESAKES) {
            let account: Option<Account> = reader.get(person).await?;
            if account.is_some_and(|a| a.state == "active")
                && let Some(credential) = credential(&mut reader, person).await?
            {
                known.push((person, credential));
            }
        }
        Ok(known)
    }

    /// The active accounts of a registered e-mail address.
    pub(super) async fn of_email(&self, typed: &str) -> Result<Vec<PersonId>, WorkflowError> {
        let email = contact::email(typed).ok().flatten();
        let names = Names { canonical: String::new(), email, phone: None, number: None };
        Ok(self.known_as(&names).await?.into_iter().map(|(person, _)| person).collect())
    }
}

/// What someone typed to sign in by, as it may be kept.
#[derive(Debug)]
struct Names {
    canonical: String,
    email: Option<String>,
    phone: Option<String>,
    number: Option<String>,
}

impl Names {
    fn of(typed: &str) -> Self {
        let email = contact::email(typed).ok().flatten();
        let phone = contact::e164(typed);
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        let number = (digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits);
        let first = [&email, &phone, &number].into_iter().flatten().next();
        let canonical = first.cloned().unwrap_or_else(|| certification::text::fold(typed));
        Self { canonical, email, phone, number }
    }
}

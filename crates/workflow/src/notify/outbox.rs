//! Mail that could not be sent: what waits or was given up, why in words that staff can act on, sending it again, and
//! handing a way in over as a slip instead. A person's address is never among it.

use std::collections::BTreeMap;

use certification::{
    id::PersonId,
    permit::{Action, Actor, Object},
    record::person::Person,
    refusal::require,
};
use serde::Deserialize;
use store::{
    Find, Lane, Read as _, Tx,
    jobs::{JobId, JobState, JobView, job, troubled},
};

use super::NOTIFY;
use crate::{
    Workflow, WorkflowError,
    access::{By, Given},
    found, may_see,
};

/// Most messages that are looked through.
const MOST: i64 = 500;

/// Why the mail server did not take a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It refused for now (SMTP 4xx): the same message may go through later.
    RefusedForNow(u16),
    /// It refused (SMTP 5xx): the same message will be refused again until something is mended.
    Refused(u16),
    /// It did not answer in time.
    Timeout,
    /// No secure connection came about.
    Tls,
    /// It cannot be reached: wrong address or port, no network, or it is down.
    Unreachable,
    /// The body's own address, from which mail is sent, is none.
    OwnAddress,
    /// The person's address is none.
    Address,
    /// Something else; the log says what.
    Other,
}

impl Why {
    /// The words under which a job keeps it. They never hold an address.
    pub(super) fn kept(self) -> String {
        match self {
            Self::RefusedForNow(code) | Self::Refused(code) => format!("the mail server refused with {code}"),
            Self::Timeout => "the mail server did not answer in time".to_owned(),
            Self::Tls => "no secure connection to the mail server".to_owned(),
            Self::Unreachable => "the mail server cannot be reached".to_owned(),
            Self::OwnAddress => "the address of the body (setting body.contact) is none".to_owned(),
            Self::Address => "the address of the person is none".to_owned(),
            Self::Other => "the message cannot be written".to_owned(),
        }
    }

    /// From the error of a job.
    fn of(error: &str) -> Self {
        let code = error.rsplit_once("refused with ").and_then(|(_, code)| code.get(..3)?.parse::<u16>().ok());
        if let Some(code) = code {
            return if code < 500 { Self::RefusedForNow(code) } else { Self::Refused(code) };
        }
        let known = [Self::Timeout, Self::Tls, Self::Unreachable, Self::OwnAddress, Self::Address];
        known.into_iter().find(|why| error.ends_with(&why.kept())).unwrap_or(Self::Other)
    }
}

/// A message that was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// Its job.
    pub job: JobId,
    /// To whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Key of the message, such as `invitation`.
    pub message: String,
    /// Why.
    pub why: Why,
    /// How often it was tried.
    pub attempts: i64,
    /// It is not tried again by itself.
    pub given_up: bool,
    /// When it was to be sent first, microseconds UTC of the machine's clock.
    pub since: i64,
}

impl Unsent {
    /// The message carries a code, which can be handed over on a slip instead.
    #[must_use]
    pub fn lets_in(&self) -> bool {
        matches!(self.message.as_str(), "invitation" | "recovery" | "participant-invited")
    }
}

#[derive(Debug, Deserialize)]
struct Addressed {
    person: PersonId,
    message: String,
}

fn addressed(job: &JobView) -> Option<Addressed> {
    serde_json::from_value(job.payload.clone()).ok()
}

fn object(person: &Person) -> Object {
    Object { institution: person.institution_id, ..Object::person(person.id) }
}

impl Workflow {
    /// Messages that the mail server did not take, the newest first, to those whom the reader may let in.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn unsent_mail(&self, actor: &Actor) -> Result<Vec<Unsent>, WorkflowError> {
        let mut reader = self.reader();
        let jobs = troubled(&mut reader, NOTIFY, MOST).await?;
        let orders: Vec<(JobView, Addressed)> =
            jobs.into_iter().filter_map(|job| addressed(&job).map(|order| (job, order))).collect();
        let mut people: BTreeMap<PersonId, Person> = BTreeMap::new();
        for chunk in orders.chunks(100) {
            let find = Find::all().one_of("id", chunk.iter().map(|(_, order)| order.person));
            people.extend(reader.find::<Person>(&find).await?.into_iter().map(|person| (person.id, person)));
        }
        let mut out = Vec::new();
        for (job, order) in orders {
            let Some(person) = people.get(&order.person) else { continue };
            if may_see(actor, Action::InviteAccount, &object(person)).is_err() {
                continue;
            }
            out.push(Unsent {
                job: job.id,
                person: person.id,
                name: person.full_name(),
                message: order.message,
                why: Why::of(job.error.as_deref().unwrap_or_default()),
                attempts: job.attempts,
                given_up: job.state == JobState::Failed,
                since: job.created_at,
            });
        }
        Ok(out)
    }

    /// The message of that job, where the actor may let its person in.
    async fn message(&self, actor: &Actor, id: JobId) -> Result<(JobView, Addressed), WorkflowError> {
        let mut reader = self.reader();
        let job = found(job(&mut reader, id).await?.filter(|job| job.kind == NOTIFY))?;
        let order = found(addressed(&job))?;
        let person: Person = found(reader.get(order.person).await?)?;
        may_see(actor, Action::InviteAccount, &object(&person))?;
        Ok((job, order))
    }

    /// Tries a message again now, with all its attempts before it. A message that went out meanwhile stays as it is.
    ///
    /// # Errors
    /// Not found when the message is not theirs; `access.no-mail-server`.
    pub async fn send_again(&self, actor: &Actor, id: JobId) -> Result<(), WorkflowError> {
        require(self.sends_mail(), "access.no-mail-server")?;
        self.message(actor, id).await?;
        self.store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                Box::pin(async move { tx.retry_job(id).await.map(drop).map_err(WorkflowError::from) })
            })
            .await
    }

    /// Hands the way in that a message carries over as a slip instead: the mail is not tried any more, since its code
    /// would take the place of the slip's.
    ///
    /// # Errors
    /// Not found when the message is not theirs; `mail.no-code` when it carries none; what giving access refuses.
    pub async fn slip_instead(&self, actor: &Actor, id: JobId) -> Result<Given, WorkflowError> {
        let (job, order) = self.message(actor, id).await?;
        require(matches!(order.message.as_str(), "invitation" | "recovery" | "participant-invited"), "mail.no-code")?;
        require(!matches!(job.state, JobState::Done | JobState::Cancelled), "mail.settled")?;
        self.store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                Box::pin(async move { tx.give_up_job(id).await.map(drop).map_err(WorkflowError::from) })
            })
            .await?;
        self.access().give(actor, order.person, By::Slip).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_job_keeps_is_read_again() {
        let all = [
            Why::RefusedForNow(451),
            Why::Refused(550),
            Why::Timeout,
            Why::Tls,
            Why::Unreachable,
            Why::OwnAddress,
            Why::Address,
            Why::Other,
        ];
        for why in all {
            assert_eq!(Why::of(&WorkflowError::Fault(why.kept()).to_string()), why);
        }
    }
}

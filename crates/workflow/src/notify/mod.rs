//! Messages to people by mail: a job for each, sent by SMTP, tried again when the server refuses. Whoever has
//! no address is passed over; their messages stand on their pages. No line of the log and no error of a job
//! holds an address.

mod mailer;
mod outbox;
mod text;

use certification::{
    id::PersonId,
    record::person::{Account, Person},
    setting::Settings,
};
use serde::Deserialize;
use store::{
    Job, Lease, Read as _,
    outside::{Invitation, invitation},
};

pub use mailer::Mailer;
pub use outbox::{Unsent, Why};
use text::{Letter, letter};

use crate::{
    Workflow, WorkflowError,
    access::{Kind, code_of_mail, ends},
};

/// Kind of the job.
pub const NOTIFY: &str = "notify";

/// The job that sends a message, tried as often as the settings say. Pauses grow from five seconds to an hour, so that
/// by the default a mail server may be away for a day and a night before a message is given up.
pub(crate) fn message(order: serde_json::Value, settings: &Settings) -> Job {
    Job::new(NOTIFY, order).attempts(settings.int("mail.attempts"))
}

#[derive(Debug, Deserialize)]
struct Order {
    person: PersonId,
    message: String,
    #[serde(default)]
    args: Vec<(String, String)>,
    #[serde(default)]
    by: Option<PersonId>,
}

impl Workflow {
    /// Sends one message.
    ///
    /// # Errors
    /// A fault when the mail server cannot be reached or refuses: the job is tried again.
    pub async fn run_notify(&self, lease: &Lease) -> Result<(), WorkflowError> {
        let Some(mail) = &self.mail else { return Ok(()) };
        let order: Order = serde_json::from_value(lease.payload.clone())?;
        let mut reader = self.reader();
        let (Some(person), Some(account)) =
            (reader.get::<Person>(order.person).await?, reader.get::<Account>(order.person).await?)
        else {
            return Ok(());
        };
        let (Some(address), true) = (person.email.as_deref(), account.state != "closed") else { return Ok(()) };
        let settings = self.settings().await?;
        let mut values = order.args.clone();
        values.push(("name".to_owned(), person.name.clone().unwrap_or_default()));
        values.push(("body".to_owned(), settings.text("body.name")));
        values.push(("contact".to_owned(), settings.text("body.contact")));
        values.push(("site".to_owned(), mail.public_url().to_owned()));
        let mut message = order.message.as_str();
        let wants_code = match message {
            "invitation" => Some(Kind::Invite),
            "recovery" => Some(Kind::Recovery),
            "participant-invited" if account.state == "invited" => Some(Kind::Invite),
            _ => None,
        };
        if let Some(kind) = wants_code {
            let Some((code, until)) = self.code_for(lease, &order, kind).await? else { return Ok(()) };
            let day = certification::civil::day(self.access().on_the_wall(until), &settings.text("body.zone"));
            values.push(("code".to_owned(), format!("{}-{}", &code[..4], &code[4..])));
            values.push(("until".to_owned(), text::date(&account.locale, day)));
            if message == "participant-invited" {
                message = "participant-invited-first";
            }
        }
        let Some(Letter { subject, body }) = letter(message, &account.locale, &values) else {
            return Err(WorkflowError::Fault(format!("there is no text for the message {message}")));
        };
        mail.send(&settings.text("body.name"), &settings.text("body.contact"), address, &subject, body, lease.id).await
    }

    /// The code that this mail carries, kept anew with each attempt; none once it was used.
    async fn code_for(&self, lease: &Lease, order: &Order, kind: Kind) -> Result<Option<(String, i64)>, WorkflowError> {
        let code = code_of_mail(&self.store().keyset(), &lease.id.to_string());
        let known = invitation(&mut self.reader(), &code).await?;
        if known.is_some_and(|i| i.used_at.is_some()) {
            return Ok(None);
        }
        let (kept, person, by) = (code.clone(), order.person, order.by);
        let until = self
            .store()
            .transact(store::Lane::Bulk, move |tx: &mut store::Tx| {
                let code = kept.clone();
                Box::pin(async move {
                    let until = ends(tx, kind).await?;
                    let invitation = Invitation {
                        person_id: person,
                        kind: kind.as_str().to_owned(),
                        issued_by: by,
                        expires_at: until,
                        used_at: None,
                    };
                    tx.put_invitation(&code, &invitation).await?;
                    Ok::<_, WorkflowError>(until)
                })
            })
            .await?;
        Ok(Some((code, until)))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_mail_server_may_be_away_for_a_day() {
        const HOUR: i64 = 3_600_000_000;
        let tried = super::message(serde_json::json!({}), &super::Settings::default()).tried_for();
        assert!((24 * HOUR..36 * HOUR).contains(&tried), "{} hours", tried / HOUR);
        assert!(store::Job::new("x", serde_json::json!({})).tried_for() < HOUR);
    }
}

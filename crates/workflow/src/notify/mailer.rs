//! The mail server: one connection a message, plain or over TLS as its URL says.

use std::sync::Arc;

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use store::JobId;

use crate::WorkflowError;

/// Sends mail.
#[derive(Clone)]
pub struct Mailer {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    public_url: Arc<str>,
}

impl Mailer {
    /// By the server of `url` (`smtp://user:password@host:587?tls=required`, `smtps://…`, or `smtp://host:25` without TLS),
    /// with links to `public_url`.
    ///
    /// # Errors
    /// A fault when the URL cannot be read.
    pub fn new(url: &str, public_url: &str) -> Result<Self, WorkflowError> {
        let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| WorkflowError::Fault("the URL of the mail server cannot be read".to_owned()))?
            .timeout(Some(std::time::Duration::from_secs(20)))
            .build();
        Ok(Self { smtp, public_url: public_url.trim_end_matches('/').into() })
    }

    /// Where links lead.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// Whether the server answers.
    ///
    /// # Errors
    /// A fault that says how it does not.
    pub async fn check(&self) -> Result<(), WorkflowError> {
        match self.smtp.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(WorkflowError::Fault("the mail server does not answer".to_owned())),
            Err(error) => Err(refused(&error)),
        }
    }

    pub(super) async fn send(
        &self,
        name: &str,
        from: &str,
        to: &str,
        subject: &str,
        body: String,
        job: JobId,
    ) -> Result<(), WorkflowError> {
        let address = |text: &str, whose: &str| {
            text.parse::<Address>().map_err(|_| WorkflowError::Fault(format!("the address of {whose} is none")))
        };
        let from = address(from, "the body (setting body.contact)")?;
        let id = format!("<{job}@{}>", from.domain());
        let message = Message::builder()
            .from(Mailbox::new(Some(name.to_owned()), from))
            .to(Mailbox::new(None, address(to, "the person")?))
            .message_id(Some(id))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|_| WorkflowError::Fault("the message cannot be written".to_owned()))?;
        self.smtp.send(message).await.map(drop).map_err(|error| refused(&error))
    }
}

/// What the server said, without the words in which it may repeat an address.
fn refused(error: &lettre::transport::smtp::Error) -> WorkflowError {
    let what = match error.status() {
        Some(code) => format!("the mail server refused with {code}"),
        None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
        None if error.is_tls() => "no secure connection to the mail server".to_owned(),
        None => "the mail server cannot be reached".to_owned(),
    };
    WorkflowError::Fault(what)
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The URL may carry a password.
        f.debug_struct("Mailer").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

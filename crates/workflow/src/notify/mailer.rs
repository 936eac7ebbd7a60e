//! The mail server: one connection a message, plain or over TLS as its URL says.

use std::sync::Arc;

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use store::JobId;

use super::Why;
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
        let fault = |why: Why| WorkflowError::Fault(why.kept());
        let address = |text: &str, why| text.parse::<Address>().map_err(|_| fault(why));
        let from = address(from, Why::OwnAddress)?;
        let id = format!("<{job}@{}>", from.domain());
        let message = Message::builder()
            .from(Mailbox::new(Some(name.to_owned()), from))
            .to(Mailbox::new(None, address(to, Why::Address)?))
            .message_id(Some(id))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|_| fault(Why::Other))?;
        self.smtp.send(message).await.map(drop).map_err(|error| refused(&error))
    }
}

/// What the server said, without the words in which it may repeat an address.
fn refused(error: &lettre::transport::smtp::Error) -> WorkflowError {
    let why = match error.status() {
        Some(code) => {
            let code: u16 = code.into();
            if code < 500 { Why::RefusedForNow(code) } else { Why::Refused(code) }
        }
        None if error.is_timeout() => Why::Timeout,
        None if error.is_tls() => Why::Tls,
        None => Why::Unreachable,
    };
    WorkflowError::Fault(why.kept())
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The URL may carry a password.
        f.debug_struct("Mailer").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

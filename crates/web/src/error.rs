//! What goes wrong, as handlers say it with `?` and as pages show it: a refusal has a sentence and
//! a way out, a fault has an id, *not found* and *not yours* look alike.

use std::{borrow::Cow, error::Error, fmt, sync::Arc};

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use certification::{id::PersonId, refusal::Refusal};
use store::StoreError;
use workflow::{
    WorkflowError,
    access::{Kept, TOO_OFTEN},
};

use crate::i18n::{Arg, Message};

/// What a handler answers.
pub type Answer = Result<Response, WebError>;

/// A form that came in after the session had ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ended {
    /// Whose session it was, when that is known.
    pub whose: Option<PersonId>,
    /// What was typed, and where.
    pub kept: Kept,
}

/// Why there is no page.
#[derive(Debug, Clone)]
pub enum WebError {
    /// There is nothing here, or it is not this person's to see.
    NotFound,
    /// The page is for people who are signed in.
    SignIn,
    /// A form came in after the session had ended.
    Ended(Box<Ended>),
    /// An act that was not taken; the person can do something about it.
    Refused(Refusal),
    /// Too many attempts; until when, microseconds UTC.
    TooMany(i64),
    /// More bytes than the form takes; how many it takes.
    TooLarge(usize),
    /// The request cannot be read.
    Unreadable,
    /// The request was made by another site.
    Foreign,
    /// It took too long, or too much is going on.
    Busy,
    /// Something that we must mend.
    Fault(Arc<dyn Error + Send + Sync>),
}

impl WebError {
    /// A fault out of any error.
    pub fn fault(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Fault(Arc::new(error))
    }

    /// The status line.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn | Self::Ended(_) => StatusCode::UNAUTHORIZED,
            Self::Refused(refusal) => refusal_status(refusal),
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// 403 when a rule keeps the person out, 409 when someone was faster, 507 when there is no room, 422 otherwise.
pub(crate) fn refusal_status(refusal: &Refusal) -> StatusCode {
    if refusal.code == "store.full" {
        StatusCode::INSUFFICIENT_STORAGE
    } else if refusal.code.ends_with("changed-meanwhile") {
        StatusCode::CONFLICT
    } else if refusal.rule.as_deref().is_some_and(|rule| rule.starts_with("R-0") && rule < "R-06") {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {}", refusal.code),
            Self::Fault(error) => write!(f, "fault: {error}"),
            other => write!(f, "{}", other.status()),
        }
    }
}

impl Error for WebError {}

impl From<Refusal> for WebError {
    fn from(refusal: Refusal) -> Self {
        match refusal.code.as_str() {
            // Whoever has no permit must not learn whether there is something.
            "permit.none" => Self::NotFound,
            TOO_OFTEN => Self::TooMany(until(&refusal)),
            "store.busy" => Self::Busy,
            _ => Self::Refused(refusal),
        }
    }
}

fn until(refusal: &Refusal) -> i64 {
    refusal.args.iter().find(|(name, _)| name == "until").and_then(|(_, at)| at.parse().ok()).unwrap_or_default()
}

impl From<WorkflowError> for WebError {
    fn from(error: WorkflowError) -> Self {
        match error {
            WorkflowError::Refused(refusal) => refusal.into(),
            WorkflowError::NotFound => Self::NotFound,
            WorkflowError::Fault(_) => Self::fault(error),
        }
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        WorkflowError::from(error).into()
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::fault(error)
    }
}

/// The sentence of a refusal, to stand beside a field.
#[must_use]
pub fn refusal_message(refusal: &Refusal) -> Message {
    let args = refusal.args.iter().map(|(name, value)| {
        let value = value.parse::<i64>().map_or_else(|_| Arg::from(value.clone()), Arg::from);
        (Cow::Owned(name.clone()), value)
    });
    let key = Cow::Owned(format!("refusal-{}", refusal.code.replace(['.', '_'], "-")));
    Message { key, args: args.collect(), remedy: false }
}

/// The sentence of a refused file with its way out, to stand beside the field it was chosen in: whoever sent it must do
/// something to the file, which the page itself cannot tell.
#[must_use]
pub fn refused_file(refusal: &Refusal) -> Message {
    Message { remedy: true, ..refusal_message(refusal) }
}

/// Whether a proof of who one is failed in a way that the same page can ask for again; too many attempts are a page of
/// their own.
#[must_use]
pub fn asks_secret_again(refusal: &Refusal) -> bool {
    refusal.code.starts_with("access.") && refusal.code != TOO_OFTEN
}

/// The page itself is made by `middleware::dress`, which knows the reader's language.
impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// No such page.
pub async fn not_found() -> WebError {
    WebError::NotFound
}

/// There is a page, but not for this method.
pub async fn wrong_method() -> WebError {
    WebError::NotFound
}

/// What a bare status of a layer (limit, time, panic, other site) means.
#[must_use]
pub fn from_status(status: StatusCode) -> Option<WebError> {
    #[derive(Debug, thiserror::Error)]
    #[error("a layer answered {0}")]
    struct Bare(StatusCode);
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(WebError::NotFound),
        StatusCode::FORBIDDEN => Some(WebError::Foreign),
        StatusCode::PAYLOAD_TOO_LARGE => Some(WebError::TooLarge(crate::routes::FORM_LIMIT)),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Some(WebError::Busy),
        other if other.is_client_error() => Some(WebError::Unreadable),
        other if other.is_server_error() => Some(WebError::fault(Bare(other))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_yours_looks_like_not_found() {
        assert!(matches!(WebError::from(Refusal::new("permit.none")), WebError::NotFound));
    }

    #[test]
    fn a_wrong_secret_is_asked_for_again_and_too_many_are_not() {
        assert!(asks_secret_again(&Refusal::new("access.wrong-password")));
        assert!(asks_secret_again(&Refusal::new("access.no-pin")));
        assert!(!asks_secret_again(&Refusal::new(TOO_OFTEN)));
        assert!(!asks_secret_again(&Refusal::new("form.changed-meanwhile")));
    }

    #[test]
    fn a_rule_that_keeps_a_person_out_is_forbidden_and_other_refusals_are_not() {
        let status = |r: Refusal| WebError::Refused(r).status().as_u16();
        assert_eq!(status(Refusal::new("decision.assessor-may-not-decide").by("R-02")), 403);
        assert_eq!(status(Refusal::new("assignment.load").by("R-06")), 422);
        assert_eq!(status(Refusal::new("case.changed-meanwhile")), 409);
        assert_eq!(status(Refusal::new("store.full")), 507);
    }
}

//! A form is taken once. Whoever sends the same form a second time, by a double click, a reload or a request
//! that the network repeated, is led to where the first led. The same form is: the same person, address and
//! token, and not a sign of what was filled in changed; a changed form is another one, and the acts judge it.
//! What is refused is not taken: it may be sent again as it is. Forms with files are told apart while they
//! stream by (`files`).

mod files;

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use certification::id::PersonId;
use sha2::{Digest, Sha256};
use workflow::access::Submission;

use crate::{
    error::WebError,
    form::{Fields, ONCE},
    routes::FORM_LIMIT,
    state::AppState,
};

/// How often, and at what interval, a second sending asks whether the first has ended.
const ASKS: usize = 50;
const INTERVAL: Duration = Duration::from_millis(200);

/// Hands a form on to its handler unless it was taken before. The handler runs to its end even when the sender
/// goes away, as browsers do on a second click.
pub async fn sent(state: &AppState, who: PersonId, request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    if kind.starts_with(b"multipart/form-data") {
        return files::sent(state, who, request, next).await;
    }
    if !kind.starts_with(b"application/x-www-form-urlencoded") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, FORM_LIMIT).await else { return WebError::TooLarge(FORM_LIMIT).into_response() };
    let once = Fields::parse(&bytes).value(ONCE).to_owned();
    let token = format!("{who}:{}:{once}:{}", parts.uri, hex::encode(Sha256::digest(&bytes)));
    let request = Request::from_parts(parts, Body::from(bytes));
    if once.is_empty() {
        return next.run(request).await;
    }
    match claim(state, &token, who).await {
        Ok(None) => run(state, token, request, next, async { String::new() }).await,
        Ok(Some(led_to)) => Redirect::to(&led_to).into_response(),
        Err(error) => error.into_response(),
    }
}

/// Claims a sending: nothing when it is the first, what became of the first otherwise. Waits while that is under way.
async fn claim(state: &AppState, token: &str, who: PersonId) -> Result<Option<String>, WebError> {
    for _ in 0..ASKS {
        match state.gate.claim(token, who).await? {
            Submission::First => return Ok(None),
            Submission::Done(outcome) => return Ok(Some(outcome)),
            Submission::UnderWay => tokio::time::sleep(INTERVAL).await,
        }
    }
    Err(WebError::Busy)
}

/// Runs the handler, and notes where it led after what `before` says of the sending.
async fn run(
    state: &AppState,
    token: String,
    request: Request,
    next: Next,
    before: impl Future<Output = String> + Send + 'static,
) -> Response {
    let gate = state.gate.clone();
    let work = tokio::spawn(async move {
        let done = tokio::spawn(next.run(request)).await;
        let led_to = done.as_ref().ok().and_then(led_to);
        let outcome = match led_to {
            Some(led_to) => Some(before.await + &led_to),
            None => None,
        };
        if let Err(error) = gate.settle(&token, outcome).await {
            tracing::error!(%error, "where a form led cannot be noted");
        }
        done
    });
    match work.await.and_then(|done| done) {
        Ok(response) => response,
        // The layer outside writes the log and the page of a panic.
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(error) => WebError::fault(error).into_response(),
    }
}

/// Where a taken form leads: pages answer with a redirect, and with anything else when they refuse.
fn led_to(response: &Response) -> Option<String> {
    let place = response.headers().get(header::LOCATION)?.to_str().ok()?;
    (response.status() == StatusCode::SEE_OTHER).then(|| place.to_owned())
}

//! What the script of a sitting asks for: the paper, what it sends and the receipt for it, pictures and recordings,
//! and the worker that serves the page without network. Errors are JSON with a code and a sentence.

use std::{collections::HashMap, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use certification::{id::SittingId, refusal::Refusal};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use workflow::{
    WorkflowError,
    exam_room::{Announcement, SentAct, Status},
};

use super::{
    base, bearer, browser, draw, state_word,
    view::{Extras, Pause},
};
use crate::{Answer, AppState, Page, WebError, assets, middleware::language, page::Context};

/// Seconds after which a busy server may be asked again.
const AGAIN: &str = "2";

fn json_of(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => {
            let kind = HeaderValue::from_static("application/json");
            (status, [(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A refusal with its sentence.
fn refused(app: &AppState, headers: &HeaderMap, status: StatusCode, refusal: &Refusal) -> Response {
    let text = reader(app, headers).told_in_line(refusal);
    json_of(status, &json!({ "code": refusal.code, "text": text }))
}

/// No cookie, or not for this sitting: the page leads to the door.
fn stranger(app: &AppState, headers: &HeaderMap) -> Response {
    refused(app, headers, StatusCode::UNAUTHORIZED, &Refusal::new("sitting.bearer"))
}

/// Not on this paper.
fn none(app: &AppState, headers: &HeaderMap) -> Response {
    refused(app, headers, StatusCode::NOT_FOUND, &Refusal::new("sitting.none"))
}

/// A page for its words only, where something is refused.
fn reader(app: &AppState, headers: &HeaderMap) -> Page {
    let locale = language(headers, app.config.https(), None);
    Page::new(app, Arc::new(Context { locale, ..Context::bare(app) }))
}

fn failed(app: &AppState, headers: &HeaderMap, error: WorkflowError) -> Response {
    match WebError::from(error) {
        WebError::Refused(refusal) => refused(app, headers, StatusCode::CONFLICT, &refusal),
        WebError::NotFound => none(app, headers),
        error => {
            if let WebError::Fault(fault) = &error {
                tracing::error!(error = %fault, "what a sitting sent could not be kept");
            }
            let mut response = refused(app, headers, StatusCode::SERVICE_UNAVAILABLE, &Refusal::new("sitting.busy"));
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
            response
        }
    }
}

/// What a page sends.
#[derive(Debug, Deserialize)]
struct Sending<T> {
    epoch: u64,
    page: u32,
    #[serde(default = "Vec::new")]
    acts: Vec<T>,
}

/// What the page is told.
#[derive(Debug, Serialize)]
struct Told<'a> {
    epoch: u64,
    page: u32,
    durable: &'a [(u32, u32)],
    overtaken_by: Option<u64>,
    state: &'static str,
    now: i64,
    left: Option<i64>,
    deadline: Option<i64>,
    added: Extras,
    pause: Option<Pause>,
    announcements: &'a [Announcement],
    /// Answers that came too late to count.
    late: usize,
    refused: Vec<Value>,
}

pub(super) async fn take(
    State(app): State<AppState>,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return stranger(&app, &headers) };
    let Some((sending, unread)) = read(&body) else {
        return refused(&app, &headers, StatusCode::BAD_REQUEST, &Refusal::new("sitting.unreadable"));
    };
    match app.flow().exam_room().send(&bearer, sending.epoch, sending.page, sending.acts).await {
        Ok(status) => json_of(StatusCode::OK, &receipt(&app, &headers, &status, &unread)),
        Err(error) => failed(&app, &headers, error),
    }
}

/// The acts that can be read, and the sequences of those that cannot: one odd act must not hold up the others.
fn read(body: &[u8]) -> Option<(Sending<SentAct>, Vec<u32>)> {
    if let Ok(all) = serde_json::from_slice::<Sending<SentAct>>(body) {
        return Some((all, Vec::new()));
    }
    let some: Sending<Value> = serde_json::from_slice(body).ok()?;
    let (mut acts, mut unread) = (Vec::new(), Vec::new());
    for act in some.acts {
        let sequence = act.get("sequence").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok())?;
        match serde_json::from_value(act) {
            Ok(act) => acts.push(act),
            Err(_) => unread.push(sequence),
        }
    }
    Some((Sending { epoch: some.epoch, page: some.page, acts }, unread))
}

fn receipt<'a>(app: &AppState, headers: &HeaderMap, status: &'a Status, unread: &[u32]) -> Told<'a> {
    let unread = unread.iter().map(|sequence| (*sequence, Refusal::new("sitting.unreadable")));
    let all: Vec<(u32, Refusal)> = status.refused.iter().cloned().chain(unread).collect();
    let mut refused = Vec::new();
    if !all.is_empty() {
        let p = reader(app, headers);
        let one = |(n, refusal): &(u32, Refusal)| json!({ "sequence": n, "code": refusal.code, "text": p.told_in_line(refusal) });
        refused.extend(all.iter().map(one));
    }
    Told {
        epoch: status.receipt.epoch,
        page: status.receipt.page,
        durable: &status.receipt.durable,
        overtaken_by: status.receipt.overtaken_by,
        state: state_word(status.state),
        now: status.now,
        left: status.left,
        deadline: status.deadline,
        added: status.added.into(),
        pause: Pause::of(status.pause),
        announcements: &status.announcements,
        late: status.late,
        refused,
    }
}

/// The whole paper as fragments of the page, for working without network.
#[derive(Debug, Serialize)]
struct Paper<'a> {
    paper: &'a str,
    questions: Vec<Fragment>,
    stimuli: Vec<Shared<'a>>,
}

#[derive(Debug, Serialize)]
struct Fragment {
    n: u16,
    stimulus: Option<String>,
    html: String,
}

#[derive(Debug, Serialize)]
struct Shared<'a> {
    id: &'a str,
    html: String,
}

pub(super) async fn paper(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return stranger(&app, &headers) };
    // The questions are here as they are on the page: no other browser than the one asked for gets them.
    if let Err(error) = browser::admitted(&app, sitting, &headers, &uri).await {
        return failed(&app, &headers, error);
    }
    let desk = match app.flow().exam_room().desk(&bearer).await {
        Ok(desk) => desk,
        Err(error) => return failed(&app, &headers, error),
    };
    let base = base(sitting);
    // The bank's names of what is shared tell what the exam is about; places say as much.
    let place: HashMap<&str, usize> = (1..).zip(&desk.shown.stimuli).map(|(n, s)| (s.id.as_str(), n)).collect();
    let at = |n| draw::At { p: &p, base: &base, n };
    let questions = (1..).zip(&desk.shown.questions).map(|(n, question)| Fragment {
        n,
        stimulus: question.stimulus.as_ref().and_then(|id| place.get(id.as_str())).map(|n| format!("s{n}")),
        html: draw::question(at(n), question, None).0,
    });
    let ids: Vec<String> = (1..=desk.shown.stimuli.len()).map(|n| format!("s{n}")).collect();
    let stimuli = ids.iter().zip(&desk.shown.stimuli);
    let stimuli = stimuli.map(|(id, stimulus)| Shared { id, html: draw::stimulus(at(0), stimulus).0 });
    let paper = Paper { paper: &desk.shown.paper, questions: questions.collect(), stimuli: stimuli.collect() };
    json_of(StatusCode::OK, &paper)
}

pub(super) async fn media(
    State(app): State<AppState>,
    Path((sitting, name)): Path<(SittingId, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(bearer) = bearer(&app, sitting, &headers) else { return stranger(&app, &headers) };
    match app.flow().exam_room().media(&bearer, &name).await {
        Ok(Some((kind, bytes))) => {
            let kind = HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
            ([(header::CONTENT_TYPE, kind)], bytes).into_response()
        }
        Ok(None) => none(&app, &headers),
        Err(error) => failed(&app, &headers, error),
    }
}

/// The worker stands where its scope is; its name never changes, so that browsers find a newer one.
pub(super) async fn worker(State(_): State<AppState>) -> Answer {
    let file = assets::content("luring.js").ok_or(WebError::NotFound)?;
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    let keep = HeaderValue::from_static("no-cache");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], file).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_that_nobody_understands_does_not_hold_up_the_others() {
        let body = br#"{"epoch":1,"page":2,"acts":[
            {"sequence":1,"made":null,"act":{"act":"answered","question":1,"answer":{"kind":"chosen","given":[3]}}},
            {"sequence":2,"made":null,"act":{"act":"sung","question":1}}]}"#;
        let (sending, unread) = read(body).unwrap();
        assert_eq!((sending.acts.len(), unread), (1, vec![2]));
        assert_eq!(read(br#"{"epoch":1,"page":2}"#).unwrap().0.acts.len(), 0);
        assert!(read(b"[]").is_none() && read(br#"{"epoch":1,"page":2,"acts":[{}]}"#).is_none());
    }
}

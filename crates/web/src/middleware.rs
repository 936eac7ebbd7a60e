//! The layers around every page: id and log of the request, who and in which language, security
//! headers, guards, and the dress of errors.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use certification::{entropy::new_code, permit};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    timeout::TimeoutLayer,
};

use crate::{
    cookie,
    error::{self, WebError},
    gate::Found,
    i18n::Locale,
    kept, once,
    page::{Context, Page},
    pages::error as error_pages,
    routes::{Entry, FORM_LIMIT, Guard},
    state::AppState,
};

/// Puts the layers around pages and around what lies outside them (files, probes).
pub fn around(pages: Router, outside: Router, state: &AppState) -> Router {
    let pages = pages
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(state.clone(), dress))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(state.clone(), context));
    pages.merge(outside).layer(from_fn_with_state(state.clone(), log))
}

/// Bytes that a request with an answer's file may have: the largest that the setting allows, and its fields.
const ANSWER_LIMIT: usize = (50 << 20) + 65536;

/// Puts the layers around the pages of a sitting and around what its script asks for. Nobody's session is looked up
/// there: the bearer of a sitting has a cookie of its own, and a hall full of browsers saves every few seconds.
pub fn around_sittings(
    pages: Router<AppState>,
    script: Router<AppState>,
    files: Router<AppState>,
    state: &AppState,
) -> Router {
    let dressed = |pages: Router<AppState>| {
        pages
            .layer(CsrfLayer::new())
            .layer(CatchPanicLayer::new())
            .layer(from_fn_with_state(state.clone(), dress))
            .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
            .layer(from_fn_with_state(state.clone(), sessionless))
    };
    let late = |limit| TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limit);
    let files = dressed(files).layer(DefaultBodyLimit::max(ANSWER_LIMIT)).layer(late(state.config.upload_timeout));
    let pages = dressed(pages);
    let script =
        script.layer(CsrfLayer::new()).layer(CatchPanicLayer::new()).layer(from_fn_with_state(state.clone(), bare));
    pages
        .merge(script)
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(late(state.config.timeout))
        .merge(files)
        .with_state(state.clone())
}

#[derive(Clone)]
struct RequestId(String);

/// Names the request and writes one line about it: no address, no query, no path but its pattern.
async fn log(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let code = new_code(state.entropy.as_ref(), 8);
    let id = format!("{}-{}", &code[..4], &code[4..]);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |p| p.as_str().to_owned());
    request.extensions_mut().insert(RequestId(id.clone()));
    let begun = Instant::now();
    let mut response = next.run(request).await;
    let took = begun.elapsed();
    let status = response.status().as_u16();
    tracing::info!(request_id = id, %method, route, status, duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "request");
    let labels = [("method", method.to_string()), ("route", route), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_duration_seconds", &labels[..2]).record(took.as_secs_f64());
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// Finds out the language and who is at the door; sets the headers that keep a page to itself.
async fn context(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    state.keep_fresh().await;
    let https = state.config.https();
    let mut cx = told(&state, &request);
    let headers = request.headers();
    let mut fault = None;
    if let Some(token) = cookie::get(headers, https, cookie::SESSION) {
        match state.gate.find(token).await {
            Ok(Found::Signed(signed)) => cx.signed = Some(*signed),
            Ok(Found::Ended(person)) => cx.ended = Some(person),
            Ok(Found::Unknown) => {}
            Err(error) => fault = Some(error),
        }
    }
    let asked = asked_language(&cx.query);
    let of_account = cx.signed.as_ref().and_then(|s| Locale::parse(&s.locale));
    cx.locale = asked.unwrap_or_else(|| language(headers, https, of_account));
    let cx = Arc::new(cx);
    request.extensions_mut().insert(Arc::clone(&cx));
    let mut response = match fault {
        None => next.run(request).await,
        Some(error) => error_pages::render(&Page::new(&state, Arc::clone(&cx)), &error),
    };
    let keep = if cx.signed.is_some() { "no-store" } else { "private, no-cache" };
    // Whoever writes a question hears its recording.
    secure(response.headers_mut(), &policy(&cx.nonce, "; media-src 'self'"), keep, https);
    if let Some(set) = asked.and_then(|l| cookie::set(https, cookie::LANG, l.code(), Some(365 * 24 * 3600))) {
        response.headers_mut().append(header::SET_COOKIE, set);
    }
    response
}

/// The same for a page of a sitting, without a session.
async fn sessionless(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    state.keep_fresh().await;
    let https = state.config.https();
    let mut cx = told(&state, &request);
    cx.locale = asked_language(&cx.query).unwrap_or_else(|| language(request.headers(), https, None));
    let cx = Arc::new(cx);
    request.extensions_mut().insert(Arc::clone(&cx));
    let mut response = next.run(request).await;
    // A recording of a question is heard from the device, and a worker serves the page without network.
    let policy = policy(&cx.nonce, "; media-src 'self' blob:; worker-src 'self'");
    secure(response.headers_mut(), &policy, "no-store", https);
    response
}

/// The same for what the script of a sitting asks for.
async fn bare(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // The worker asks for what the page asks for; a picture of the bank is shown, and runs nothing.
    let policy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
    secure(response.headers_mut(), policy, "no-store", state.config.https());
    response
}

/// What a request says of itself, whoever sent it.
fn told(state: &AppState, request: &Request) -> Context {
    let mut cx = Context::bare(state);
    if let Some(RequestId(id)) = request.extensions().get::<RequestId>() {
        cx.request_id.clone_from(id);
    }
    request.uri().path().clone_into(&mut cx.path);
    request.uri().query().unwrap_or_default().clone_into(&mut cx.query);
    cx.back = back(request.headers());
    cx
}

/// The language of the cookie, of the account, or of the browser, in this order.
pub(crate) fn language(headers: &HeaderMap, https: bool, of_account: Option<Locale>) -> Locale {
    cookie::get(headers, https, cookie::LANG)
        .and_then(Locale::parse)
        .or(of_account)
        .or_else(|| headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).and_then(Locale::accept))
        .unwrap_or_default()
}

fn asked_language(query: &str) -> Option<Locale> {
    form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang").and_then(|(_, code)| Locale::parse(&code))
}

/// Path and query of the page before. The referrer policy sends it only from our own pages.
fn back(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let rest = referer.split_once("://")?.1.strip_prefix(host)?;
    let page = rest.split('#').next().unwrap_or_default();
    page.starts_with('/').then(|| page.to_owned())
}

/// What a page may load and run: scripts that carry its nonce; `more` adds directives.
fn policy(nonce: &str, more: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'{more}"
    )
}

/// The headers that keep a page to itself; `keep` says who may keep it, where the answer does not.
pub fn secure(headers: &mut HeaderMap, policy: &str, keep: &'static str, https: bool) {
    // A document of a case brings a stricter policy of its own, and may be framed by our pages only.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        if let Ok(policy) = HeaderValue::from_str(policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    );
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    if https {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    }
    headers.append(header::VARY, HeaderValue::from_static("cookie, accept-language"));
}

/// Lets pass whom the route lets pass.
pub async fn guard(State((state, entry)): State<(AppState, Entry)>, request: Request, next: Next) -> Response {
    let Some(cx) = request.extensions().get::<Arc<Context>>().cloned() else {
        return WebError::SignIn.into_response();
    };
    match (entry.guard, &cx.signed) {
        (Guard::Public, _) => next.run(request).await,
        (Guard::Signed(action), Some(signed)) if !permit::may(&signed.actor, action) => {
            WebError::NotFound.into_response()
        }
        (_, Some(_)) if entry.repeatable => next.run(request).await,
        (_, Some(signed)) => once::sent(&state, signed.actor.person, request, next).await,
        (_, None) if request.method() == Method::POST => {
            WebError::Ended(Box::new(kept::keep(request, &state, &cx).await)).into_response()
        }
        (_, None) => WebError::SignIn.into_response(),
    }
}

/// Makes pages of errors, and of the bare statuses of other layers; puts back what was typed when a
/// session ended.
async fn dress(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let cx = request.extensions().get::<Arc<Context>>().cloned();
    let method = request.method().clone();
    let mut response = next.run(request).await;
    let error = response.extensions_mut().remove::<WebError>().or_else(|| {
        let bare = !response.headers().contains_key(header::CONTENT_TYPE)
            || response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/plain"));
        if bare { error::from_status(response.status()) } else { None }
    });
    let cx = cx.unwrap_or_else(|| Arc::new(Context::bare(&state)));
    match error {
        None if cx.signed.as_ref().is_some_and(|s| s.kept.is_some()) => {
            kept::give_back(&state, &cx, &method, response).await
        }
        None => response,
        Some(error) => error_pages::render(&Page::new(&state, cx), &error),
    }
}

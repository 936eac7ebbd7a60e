//! A form that was sent after its session had ended loses nothing: what was typed is taken out of the
//! request, travels sealed through the page that asks to sign in again, and stands in its fields when the
//! person is back on the page it came from.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest as _, Multipart, Request},
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use workflow::access::Kept;

use crate::{
    error::Ended,
    form::ONCE,
    page::{Context, Page},
    refill::{Refilled, refill},
    routes::FORM_LIMIT,
    state::AppState,
};

/// Largest page that is filled in again.
const PAGE_LIMIT: usize = 8 * 1024 * 1024;

/// What was filled in, so that it is not lost because a session ended meanwhile.
pub async fn keep(request: Request, state: &AppState, cx: &Context) -> Ended {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let fields = if kind.starts_with("application/x-www-form-urlencoded") {
        let bytes = to_bytes(request.into_body(), FORM_LIMIT).await.unwrap_or_default();
        form_urlencoded::parse(&bytes).into_owned().collect()
    } else if kind.starts_with("multipart/form-data") {
        texts(request, state).await
    } else {
        Vec::new()
    };
    let fields = fields.into_iter().filter(|(name, value)| !value.is_empty() && !is_secret(name)).collect();
    let page = cx.back.clone().unwrap_or_else(|| cx.path.clone());
    Ended { whose: cx.ended, kept: Kept { page, action: cx.path.clone(), fields } }
}

/// Passwords, PINs and codes are never kept, nor the token of the form.
fn is_secret(name: &str) -> bool {
    name == ONCE || ["sandi", "pin", "kode"].iter().any(|secret| name.contains(secret))
}

/// Text fields of a form with files. The files themselves must be chosen again.
async fn texts(request: Request, state: &AppState) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let Ok(mut parts) = Multipart::from_request(request, state).await else { return fields };
    let mut room = FORM_LIMIT;
    while let Ok(Some(mut part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = part.file_name().is_some();
        let mut bytes = Vec::new();
        while let Ok(Some(chunk)) = part.chunk().await {
            if !is_file && chunk.len() <= room {
                room -= chunk.len();
                bytes.extend_from_slice(&chunk);
            }
        }
        if let (false, Ok(text)) = (is_file, String::from_utf8(bytes)) {
            fields.push((name, text));
        }
    }
    fields
}

#[derive(Template)]
#[template(path = "parts/kept.html")]
struct Notice<'a> {
    p: &'a Page,
    left: &'a [(String, String)],
}

/// On the page it was typed on, puts it back; once it was sent, forgets it.
pub async fn give_back(state: &AppState, cx: &Arc<Context>, method: &Method, response: Response) -> Response {
    let Some(signed) = &cx.signed else { return response };
    let here = signed.kept.as_deref().is_some_and(|page| page.split('?').next() == Some(cx.path.as_str()));
    let sent = method == Method::POST && (response.status().is_redirection() || response.status().is_success());
    let shown = method == Method::GET && here && response.status() == StatusCode::OK && is_html(&response);
    if !sent && !shown {
        return response;
    }
    let kept = match state.gate.kept(signed.actor.person).await {
        Ok(Some(kept)) => kept,
        Ok(None) => return response,
        Err(error) => {
            tracing::error!(request_id = cx.request_id, %error, "what was typed cannot be read");
            return response;
        }
    };
    if sent {
        if kept.action == cx.path
            && let Err(error) = state.gate.drop_kept(signed).await
        {
            tracing::error!(request_id = cx.request_id, %error, "what was typed cannot be forgotten");
        }
        return response;
    }
    fill(state, cx, &kept, response).await
}

fn is_html(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"))
}

async fn fill(state: &AppState, cx: &Arc<Context>, kept: &Kept, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, PAGE_LIMIT).await else { return Response::from_parts(parts, Body::empty()) };
    let html = String::from_utf8_lossy(&bytes).into_owned();
    let all = || Refilled { html: html.clone(), left: kept.fields.clone() };
    let Refilled { mut html, left } = refill(&html, kept).unwrap_or_else(all);
    let p = Page::new(state, Arc::clone(cx));
    if let (Ok(notice), Some(at)) = (Notice { p: &p, left: &left }.render(), html.find(MAIN)) {
        html.insert_str(at + MAIN.len(), &notice);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(parts, Body::from(html))
}

/// Where the matter of every page begins.
const MAIN: &str = r#"<main id="isi">"#;

//! Probes: alive, ready, counters; and what robots may read.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    middleware::map_response_with_state,
    response::{IntoResponse, Response},
    routing::get,
};
use subtle::ConstantTimeEq;

use crate::{middleware::secure, state::AppState};

/// `/healthz`, `/readyz`, `/metrics`, `/robots.txt`.
pub fn routes(state: &AppState) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(counters))
        .route(
            "/robots.txt",
            get(|| async { "User-agent: *\nAllow: /$\nAllow: /skema\nAllow: /jadwal\nDisallow: /\n" }),
        )
        .layer(map_response_with_state(state.clone(), plain))
        .with_state(state.clone())
}

/// Plain words: nothing in them is to be run, kept or shown within another page.
async fn plain(State(state): State<AppState>, mut response: Response) -> Response {
    let policy = "default-src 'none'; frame-ancestors 'none'";
    secure(response.headers_mut(), policy, "no-store", state.config.https());
    response
}

async fn ready(State(state): State<AppState>) -> Response {
    match state.gate.ready().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

async fn counters(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let (Some(token), Some(handle)) = (&state.config.metrics_token, &state.metrics) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "))
        .unwrap_or_default();
    if bool::from(given.as_bytes().ct_eq(token.as_bytes())) {
        metrics::counter!("database_statements_total").absolute(store::statements());
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()).into_response()
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

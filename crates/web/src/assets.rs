//! Stylesheets, font, icons and scripts, made by `npm run assets` and carried in the binary.
//! Files are named by their digest and may be kept for a year.

use std::{borrow::Cow, collections::BTreeMap};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::state::AppState;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/dist"]
struct Dist;

/// What each file is called.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Assets {
    files: BTreeMap<String, String>,
    /// Names of the icons in the sprite.
    pub icons: Vec<String>,
}

impl Assets {
    /// Reads the manifest; empty when it cannot be read, which `build.rs` and the tests prevent.
    #[must_use]
    pub fn load() -> Self {
        Dist::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
    }

    /// The address of a file by its plain name, such as `base.css`.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("/assets/{}", self.files.get(name).map_or(name, String::as_str))
    }
}

/// A file by its plain name.
#[must_use]
pub fn content(name: &str) -> Option<Vec<u8>> {
    Dist::get(Assets::load().files.get(name)?).map(|file| file.data.into_owned())
}

/// `/assets/{file}`.
pub fn routes(state: &AppState) -> Router {
    Router::new().route("/assets/{file}", get(serve)).with_state(state.clone())
}

async fn serve(State(_): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let encoded = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(name, _)| accepts.contains(name))
        .find_map(|(name, ext)| Dist::get(&format!("{file}.{ext}")).map(|found| (found.data, Some(name))));
    let Some((data, encoding)) = encoded.or_else(|| Dist::get(&file).map(|found| (found.data, None))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = match data {
        Cow::Borrowed(bytes) => axum::body::Body::from(bytes),
        Cow::Owned(bytes) => axum::body::Body::from(bytes),
    };
    let mut response = Response::new(body);
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(&file)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

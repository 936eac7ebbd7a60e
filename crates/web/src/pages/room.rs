//! The way from signing in to where a person begins.

use axum::response::Response;

use crate::{Guard, Routes, page::see_other};

/// `/ruang`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/ruang", Guard::SignedAny, enter)
}

async fn enter() -> Response {
    see_other("/beranda")
}

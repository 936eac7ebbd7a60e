//! The way from signing in to where a person begins.

use axum::response::Response;

use crate::{Guard, Page, Routes, page::see_other};

/// `/ruang`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/ruang", Guard::SignedAny, enter)
}

async fn enter(p: Page) -> Response {
    see_other(p.home())
}

//! Pages, forms, sessions and static files, in Indonesian and English.
//!
//! Reads through the store's typed views, changes only through the workflow; holds no SQL and no rule
//! of the field. `README.md` beside this crate says how to add a page.

pub mod assets;
pub mod config;
pub mod cookie;
pub mod error;
pub mod form;
pub mod gate;
pub mod health;
pub mod i18n;
pub mod kept;
pub mod middleware;
pub mod nav;
pub mod once;
pub mod origin;
pub mod page;
pub mod pages;
pub mod paging;
pub mod part;
pub mod reading;
pub mod refill;
pub mod routes;
pub mod samples;
pub mod serve;
pub mod session;
pub mod sought;
pub mod state;
pub mod when;

pub use error::{Answer, WebError};
pub use form::Form;
pub use page::{Page, html};
pub use routes::{Guard, Routes};
pub use state::AppState;

use axum::Router;

/// The whole application: every page under its guard, static files, probes, and the layers around them.
pub fn app(state: AppState) -> Router {
    let pages = pages::routes().into_router(&state);
    let outside = health::routes(&state).merge(assets::routes(&state)).merge(pages::sitting::outside(&state));
    middleware::around(pages, outside, &state)
}

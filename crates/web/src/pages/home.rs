//! The first page: check a certificate, then where to begin.

use askama::Template;
use axum::extract::State;

use super::schedule::EventView;
use crate::{Answer, AppState, Guard, Page, Routes, html, samples::Samples};

/// `/`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/", Guard::Public, show)
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home<'a> {
    p: &'a Page,
    schemes: usize,
    events: &'a [EventView],
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    let schemes = app.reading.schemes().await?.len();
    let mut events = app.reading.events(&p.body.zone).await?;
    events.truncate(3);
    html(&Home { p: &p, schemes, events: &events })
}

/// With and without dates.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("home/home", &Home { p, schemes: 14, events: &super::schedule::invented() });
    samples.add("home/home empty", &Home { p, schemes: 0, events: &[] });
}

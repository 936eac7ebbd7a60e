//! What the body states about itself: personal data, how decisions are made, accessibility.

use askama::Template;

use crate::{Answer, Guard, Page, Routes, html, samples::Samples};

/// `/data-pribadi`, `/cara-memutuskan`, `/aksesibilitas`.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().get("/data-pribadi", Guard::Public, privacy).get("/cara-memutuskan", Guard::Public, decisions).get(
        "/aksesibilitas",
        Guard::Public,
        accessibility,
    )
}

#[derive(Template)]
#[template(path = "statement/privacy.html")]
struct Privacy<'a> {
    p: &'a Page,
}

#[derive(Template)]
#[template(path = "statement/decisions.html")]
struct Decisions<'a> {
    p: &'a Page,
}

#[derive(Template)]
#[template(path = "statement/accessibility.html")]
struct Accessibility<'a> {
    p: &'a Page,
}

async fn privacy(p: Page) -> Answer {
    html(&Privacy { p: &p })
}

async fn decisions(p: Page) -> Answer {
    html(&Decisions { p: &p })
}

async fn accessibility(p: Page) -> Answer {
    html(&Accessibility { p: &p })
}

/// Each statement.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    samples.add("statement/privacy", &Privacy { p });
    samples.add("statement/decisions", &Decisions { p });
    samples.add("statement/accessibility", &Accessibility { p });
}

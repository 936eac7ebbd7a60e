//! Publishing a standard: on a page of its own, because nothing can be changed afterwards.

use askama::Template;
use axum::extract::{Path, State};
use certification::{id::StandardId, permit::Action, scheme::PublishStandard};
use serde::Deserialize;

use super::standard;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, html,
    i18n::key,
    page::see_other,
    part::{Icon, icon},
    samples::Samples,
};

/// `/standar/{standard}/terbit`.
pub fn routes() -> Routes {
    Routes::new().get("/standar/{standard}/terbit", Guard::Signed(Action::ChangeStandards), ask).post(
        "/standar/{standard}/terbit",
        Guard::Signed(Action::ChangeStandards),
        publish,
    )
}

#[derive(Template)]
#[template(path = "standard/publish.html")]
struct Ask<'a> {
    p: &'a Page,
    standard: StandardId,
    title: &'a str,
    units: usize,
}

impl Ask<'_> {
    fn consequences(&self) -> Vec<(Icon, String)> {
        vec![
            (icon("lock"), self.p.t(key("standard-publish-then")).into_owned()),
            (icon("book-open"), self.p.t(key("standard-publish-use")).into_owned()),
            (icon("pencil"), self.p.t(key("standard-publish-mend")).into_owned()),
        ]
    }
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let found = standard(&app, &id).await?;
    if found.status != "draft" {
        return Ok(see_other(&format!("/standar/{}", found.id)));
    }
    html(&Ask { p: &p, standard: found.id, title: &found.title, units: found.units.len() })
}

async fn publish(State(app): State<AppState>, p: Page, Path(id): Path<String>, _: Form<Nothing>) -> Answer {
    let found = standard(&app, &id).await?;
    app.flow().perform(p.actor()?, Some(found.id), PublishStandard {}).await?;
    Ok(see_other(&format!("/standar/{}?sudah=terbit", found.id)))
}

/// The question.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let standard = StandardId(uuid::Uuid::from_u128(1));
    samples.add("standard/publish", &Ask { p, standard, title: "SKKNI bidang Perpustakaan", units: 91 });
}

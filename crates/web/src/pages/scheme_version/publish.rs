//! Publishing a version of a scheme: on a page of its own, because cases will pin it as it is.

use askama::Template;
use axum::extract::{Path, State};
use certification::{id::SchemeVersionId, permit::Action, scheme::PublishScheme};
use serde::Deserialize;
use workflow::load::SchemeKey;

use super::version;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, html,
    i18n::key,
    page::see_other,
    part::{Icon, icon},
    samples::Samples,
};

/// `/skema-kerja/{version}/terbit`.
pub fn routes() -> Routes {
    Routes::new().get("/skema-kerja/{version}/terbit", Guard::Signed(Action::ChangeStandards), ask).post(
        "/skema-kerja/{version}/terbit",
        Guard::Signed(Action::ChangeStandards),
        publish,
    )
}

#[derive(Template)]
#[template(path = "scheme_version/publish.html")]
struct Ask<'a> {
    p: &'a Page,
    id: SchemeVersionId,
    name: &'a str,
    version: &'a str,
}

impl Ask<'_> {
    fn consequences(&self) -> Vec<(Icon, String)> {
        vec![
            (icon("lock"), self.p.t(key("version-publish-then")).into_owned()),
            (icon("globe"), self.p.t(key("version-publish-public")).into_owned()),
            (icon("users"), self.p.t(key("version-publish-cases")).into_owned()),
        ]
    }
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let found = version(&app, &id).await?;
    if found.status != "draft" {
        return Ok(see_other(&format!("/skema-kerja/{}", found.id)));
    }
    html(&Ask { p: &p, id: found.id, name: p.scheme_name(&found), version: &found.version })
}

async fn publish(State(app): State<AppState>, p: Page, Path(id): Path<String>, _: Form<Nothing>) -> Answer {
    let found = version(&app, &id).await?;
    let key = SchemeKey { id: Some(found.id), slug: found.slug, version: found.version };
    app.flow().perform(p.actor()?, key, PublishScheme {}).await?;
    Ok(see_other(&format!("/skema-kerja/{}?sudah=terbit", found.id)))
}

/// The question.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let id = SchemeVersionId(uuid::Uuid::from_u128(1));
    samples.add("scheme_version/publish", &Ask { p, id, name: "Layanan Dasar Perpustakaan", version: "5" });
}

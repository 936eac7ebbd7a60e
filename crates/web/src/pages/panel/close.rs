//! Closing a panel: what then holds, and what is left for another. The minutes follow from it.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    decision::{ClosePanel, Place},
    id::PanelId,
    permit::{Action, Object},
    record::decision::Panel,
};
use serde::Deserialize;
use store::Read as _;
use workflow::{
    load::{PanelKey, hearing},
    may_see,
};

use super::parts::{panel_id, pdf};
use crate::{Answer, AppState, Form, Guard, Page, Routes, WebError, html, page::see_other};

/// `/pleno/{panel}/tutup` and the minutes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/pleno/{panel}/tutup", Guard::Signed(Action::ConvenePanel), ask)
        .post("/pleno/{panel}/tutup", Guard::Signed(Action::ConvenePanel), close)
        .get("/pleno/{panel}/berita-acara.pdf", Guard::Signed(Action::SeePanel), minutes)
}

/// What closing brings about.
#[derive(Debug, Clone)]
pub struct CloseView {
    /// The panel.
    pub id: PanelId,
    /// Title of the event.
    pub title: String,
    /// Granted here.
    pub granted: usize,
    /// Not granted here.
    pub not_granted: usize,
    /// Ready, and left for another panel.
    pub ready: usize,
    /// Held back, and left for another panel.
    pub held: usize,
}

#[derive(Template)]
#[template(path = "panel/close.html")]
pub struct Close<'a> {
    pub p: &'a Page,
    pub view: &'a CloseView,
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let id = panel_id(&id)?;
    let flow = app.flow();
    let settings = flow.settings().await?;
    let hearing = hearing(&mut flow.reader(), id, &settings).await?;
    may_see(p.actor()?, Action::ConvenePanel, &Object::event(hearing.event.id))?;
    if hearing.panel.status != "open" {
        return Ok(see_other(&format!("/pleno/{id}")));
    }
    let outcome = |outcome: &str| {
        hearing.at(Place::Decided).filter(|c| c.decision().is_some_and(|d| d.outcome == outcome)).count()
    };
    let view = CloseView {
        id,
        granted: outcome("granted"),
        not_granted: outcome("not-granted"),
        ready: hearing.at(Place::Ready).count(),
        held: hearing.at(Place::Held).count(),
        title: hearing.event.title.clone(),
    };
    html(&Close { p: &p, view: &view })
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn close(State(app): State<AppState>, p: Page, Path(id): Path<String>, _: Form<Nothing>) -> Answer {
    let id = panel_id(&id)?;
    app.flow().perform(p.actor()?, PanelKey::Stored(id), ClosePanel {}).await?;
    Ok(see_other(&format!("/pleno/{id}?sudah=tutup")))
}

async fn minutes(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let id = panel_id(&id)?;
    let flow = app.flow();
    let panel: Panel = flow.reader().get(id).await?.ok_or(WebError::NotFound)?;
    may_see(p.actor()?, Action::SeePanel, &Object::event(panel.event_id))?;
    let number = panel.minutes_number.ok_or(WebError::NotFound)?;
    let paper = flow.minutes_paper(id).await?;
    let printed = flow.print(paper).await?;
    Ok(pdf(&format!("berita-acara-{number}.pdf"), printed.bytes))
}

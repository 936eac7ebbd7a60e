//! Panels: who sits, what is ready or held back, votes, decisions, the decree and the certificates that
//! follow from it. Here is the list; every step is a page of its own.

mod board;
mod bulk;
mod case;
mod close;
mod convene;
mod decree;
mod issue;
mod parts;
mod samples;

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    duty::Duty,
    id::{EventId, PanelId},
    permit::{self, Action},
    record::{decision::Panel, event::Event},
    stage::Stage,
};
use serde::Deserialize;
use store::{Find, Read, view};

use self::parts::state_tag;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::key,
    nav::{Group, Item},
    paging::{address, instant_and_id, part},
    part::{Tag, icon, kit::Pager},
};

pub use samples::samples;

/// Panels on a page.
const ROWS: u16 = 50;
/// Most events that are named as waiting.
const MOST: i64 = 100;

/// `/pleno` and what lies below it.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/pleno", Guard::Signed(Action::SeePanel), list)
        .merge(convene::routes())
        .merge(board::routes())
        .merge(bulk::routes())
        .merge(case::routes())
        .merge(close::routes())
        .merge(decree::routes())
        .merge(issue::routes())
        .nav(Item::rail(
            Group::Work,
            50,
            "/pleno",
            key("nav-panels"),
            icon("gavel"),
            &[Duty::Staff, Duty::Manager, Duty::PanelMember, Duty::Head, Duty::Deputy],
        ))
}

/// A panel in the list.
#[derive(Debug, Clone)]
struct Row {
    id: PanelId,
    event: String,
    held_on: String,
    members: usize,
    decided: i64,
    state: Tag,
    minutes: Option<String>,
    decree: Option<String>,
}

/// An event whose cases wait for a panel.
#[derive(Debug, Clone)]
struct Waiting {
    event: EventId,
    title: String,
    code: String,
    n: i64,
    /// A panel that sits on it already.
    open: Option<PanelId>,
}

#[derive(Debug, Clone, Default)]
struct ListView {
    rows: Vec<Row>,
    waiting: Vec<Waiting>,
    pager: Pager,
    may_convene: bool,
}

#[derive(Template)]
#[template(path = "panel/list.html")]
struct List<'a> {
    p: &'a Page,
    view: &'a ListView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Where the page before ended: instant and id.
    #[serde(default)]
    sesudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let actor = p.actor()?;
    if permit::scope(actor, Action::SeePanel) != permit::Scope::All {
        return Err(WebError::NotFound);
    }
    let mut reader = app.flow().reader();
    let after = instant_and_id(&asked.sesudah);
    let find = Find::all().order_by(&["opened_at", "id"]).descending();
    let end = |last: &Panel| format!("{}~{}", last.opened_at, last.id);
    let address = |after: &str| address("/pleno", &[("sesudah", after)]);
    let (panels, pager) = part(&mut reader, find, ROWS, after, end, address).await?;
    let waiting = if asked.sesudah.is_empty() { waiting(&mut reader).await? } else { Vec::new() };
    let events: Vec<Event> = reader.find(&Find::all().one_of("id", panels.iter().map(|x| x.event_id))).await?;
    let titles: HashMap<EventId, String> = events.into_iter().map(|e| (e.id, e.title)).collect();
    let decided = view::decided(&mut reader, &panels.iter().map(|panel| panel.id).collect::<Vec<_>>()).await?;
    let row = |panel: Panel| Row {
        id: panel.id,
        event: titles.get(&panel.event_id).cloned().unwrap_or_default(),
        members: panel.members.len(),
        decided: decided.get(&panel.id).copied().unwrap_or_default(),
        state: state_tag(&panel.status),
        held_on: panel.held_on,
        minutes: panel.minutes_number,
        decree: panel.decree_number,
    };
    let rows = panels.into_iter().map(row).collect();
    let may_convene = permit::may(actor, Action::ConvenePanel);
    html(&List { p: &p, view: &ListView { rows, waiting, pager, may_convene } })
}

/// Events with cases that wait for a panel, the latest first.
async fn waiting(reader: &mut impl Read) -> Result<Vec<Waiting>, WebError> {
    let counts = view::stage_by_event(reader, Stage::Reported).await?;
    let find = Find::all().one_of("id", counts.keys().copied()).order_by(&["starts", "id"]).descending().limit(MOST);
    let events: Vec<Event> = reader.find(&find).await?;
    let open = Find::by("status", "open").one_of("event_id", events.iter().map(|event| event.id));
    let open: Vec<Panel> = reader.find(&open).await?;
    Ok(events
        .into_iter()
        .map(|event| Waiting {
            event: event.id,
            n: counts.get(&event.id).copied().unwrap_or_default(),
            open: open.iter().find(|panel| panel.event_id == event.id).map(|panel| panel.id),
            title: event.title,
            code: event.code,
        })
        .collect())
}

//! Convening a panel: for which event, on which day, with whom. Beside each name stands how many of the
//! waiting cases that person may decide, and why not the others.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use certification::{
    decision::{ConvenePanel, Place},
    duty::Duty,
    id::{EventId, PersonId},
    permit::{Action, Object},
    record::{event::Event, person::Person},
};
use serde::Deserialize;
use store::{Find, Read as _, view};
use workflow::{
    WorkflowError,
    load::{Heard, PanelKey, heard, holders},
    may_see,
};

use super::parts::excluded_from;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::Message,
    page::{html_with, see_other},
};

/// Events that may be chosen.
const EVENTS: i64 = 200;

/// `/pleno/baru`.
pub fn routes() -> Routes {
    Routes::new().get("/pleno/baru", Guard::Signed(Action::ConvenePanel), ask).post(
        "/pleno/baru",
        Guard::Signed(Action::ConvenePanel),
        convene,
    )
}

/// Somebody who may be named.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Name with degrees.
    pub name: String,
    /// Of how many waiting cases they may decide how many.
    pub may: usize,
    /// How many wait.
    pub of: usize,
    /// Why not the others.
    pub why: Vec<Message>,
}

/// The event that was chosen, and who may be named.
#[derive(Debug, Clone)]
pub struct ConveneView {
    /// The event.
    pub event: EventId,
    /// Its title.
    pub title: String,
    /// Votes that a decision wants.
    pub quorum: i64,
    /// Who may be named.
    pub people: Vec<Candidate>,
}

#[derive(Template)]
#[template(path = "panel/convene.html")]
pub struct Convene<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a ConveneView,
    pub chairs: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "panel/choose.html")]
pub struct Choose<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub events: &'a [(String, String)],
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    acara: String,
}

async fn ask(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    if asked.acara.is_empty() {
        let events = events(&app, &p).await?;
        return html(&Choose { p: &p, f: &Fields::new(), events: &events });
    }
    let view = view_of(&app, &p, &asked.acara).await?;
    let settings = app.flow().settings().await?;
    let today = certification::civil::day(app.flow().now(), &settings.text("body.zone"));
    let f = Fields::new().with("tanggal", today);
    html(&shown(&p, &f, &view))
}

/// The page of that view, with the chairs to choose from.
pub fn shown<'a>(p: &'a Page, f: &'a Fields, view: &'a ConveneView) -> Convene<'a> {
    let chairs = view.people.iter().map(|c| (c.id.to_string(), c.name.clone()));
    let none = (String::new(), p.t("panel-convene-choose-chair").into_owned());
    Convene { p, f, view, chairs: std::iter::once(none).chain(chairs).collect() }
}

async fn events(app: &AppState, p: &Page) -> Result<Vec<(String, String)>, WebError> {
    let mut reader = app.flow().reader();
    let waiting = view::stage_by_event(&mut reader, certification::stage::Stage::Reported).await?;
    let find = Find::all().order_by(&["starts", "id"]).descending().limit(EVENTS);
    let all: Vec<Event> = reader.find(&find).await?;
    Ok(all
        .into_iter()
        .map(|event| {
            let n = waiting.get(&event.id).copied().unwrap_or_default();
            let words = p.ta("panel-convene-event").with("title", &event.title).with("code", &event.code).with("n", n);
            (event.id.to_string(), words.to_string())
        })
        .collect())
}

async fn view_of(app: &AppState, p: &Page, event: &str) -> Result<ConveneView, WebError> {
    let id: EventId = event.parse().map_err(|_| WebError::NotFound)?;
    let flow = app.flow();
    let mut reader = flow.reader();
    let event: Event = reader.get(id).await?.ok_or(WebError::NotFound)?;
    may_see(p.actor()?, Action::ConvenePanel, &Object::event(id))?;
    let settings = flow.settings().await?;
    let today = certification::civil::day(flow.now(), &settings.text("body.zone")).to_string();
    let ids = holders(&mut reader, Duty::PanelMember, &today).await?;
    let mut people: Vec<Person> = reader.find(&Find::all().one_of("id", ids.iter().copied())).await?;
    people.sort_by(|a, b| a.name.cmp(&b.name));
    let title = event.title.clone();
    let cases = heard(&mut reader, event, ids, None, &settings).await?;
    let before: Vec<&Heard> = cases.iter().filter(|c| awaits(c)).collect();
    let people = people
        .into_iter()
        .map(|person| {
            let (may, why) = reach(&before, person.id);
            Candidate { id: person.id, name: person.full_name(), may, of: before.len(), why }
        })
        .collect();
    Ok(ConveneView { event: id, title, quorum: settings.int("panel.quorum"), people })
}

/// The case is, or will soon be, before a panel.
pub fn awaits(case: &Heard) -> bool {
    matches!(case.place, Place::Ready | Place::Decided)
        || (case.place == Place::Held && case.file.case.recommendation.is_some())
}

/// How many of these cases a member may decide, and why not the others.
pub fn reach(cases: &[&Heard], member: PersonId) -> (usize, Vec<Message>) {
    let mut why: Vec<(&str, usize)> = Vec::new();
    for refusal in cases.iter().filter_map(|c| c.exclusion(member)) {
        match why.iter_mut().find(|(code, _)| *code == refusal.code) {
            Some((_, n)) => *n += 1,
            None => why.push((&refusal.code, 1)),
        }
    }
    let out: usize = why.iter().map(|(_, n)| n).sum();
    (cases.len() - out, why.into_iter().map(|(code, n)| excluded_from(code, n)).collect())
}

#[derive(Debug, Deserialize)]
struct Typed {
    acara: String,
    #[serde(default)]
    tanggal: String,
    #[serde(default)]
    anggota: Vec<PersonId>,
    #[serde(default)]
    ketua: String,
}

async fn convene(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Typed>) -> Answer {
    let event: EventId = value.acara.parse().map_err(|_| WebError::NotFound)?;
    let chair = value.ketua.parse().unwrap_or(PersonId(uuid::Uuid::nil()));
    let act = ConvenePanel { event, held_on: value.tanggal.trim().to_owned(), members: value.anggota, chair };
    match app.flow().perform(p.actor()?, PanelKey::New(act.clone()), act).await {
        Ok(done) => Ok(see_other(&format!("/pleno/{}?sudah=buka", done.file.panel.id))),
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("panel.") => {
            let field = match refusal.code.as_str() {
                "panel.date" => "tanggal",
                "panel.chair-not-a-member" => "ketua",
                _ => "anggota",
            };
            fields.wrong(field, refusal_message(&refusal));
            let view = view_of(&app, &p, &value.acara).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &shown(&p, &fields, &view))
        }
        Err(error) => Err(error.into()),
    }
}

//! The assessors of an event: who is appointed, how much each has to do, until when the registration runs;
//! and taking them in from a workbook.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{id::PersonId, permit::Action, record::event::Event};
use serde::Deserialize;
use store::view::gathered;
use workflow::{
    WorkflowError,
    roster::{self, Roster},
};

use super::{
    Head, event,
    intake::{LARGEST, file_of, said},
    invented, may,
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Upload},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Tag, icon},
    samples::Samples,
};

/// `/acara/{event}/asesor`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/acara/{event}/asesor", Guard::Signed(Action::SeeEvent), show)
        .upload("/acara/{event}/asesor", Guard::Signed(Action::ImportAssessors), LARGEST, receive)
        .post("/acara/{event}/asesor/tunjuk", Guard::Signed(Action::Appoint), appoint)
}

/// An assessor of the list.
#[derive(Debug, Clone)]
struct Row {
    person: PersonId,
    name: String,
    met: String,
    registration: Tag,
    clusters: usize,
    load: i64,
    warns: bool,
    /// Cases by day.
    days: Vec<(String, i64)>,
    ends: Option<String>,
}

/// Somebody registered who could be appointed.
#[derive(Debug, Clone)]
struct Offered {
    person: PersonId,
    name: String,
    met: String,
    registration: Tag,
    clusters: usize,
}

/// What became of a workbook.
#[derive(Debug, Clone, Default)]
struct TakenView {
    new: usize,
    known: usize,
    /// Rows that wait, with what is wrong.
    waiting: Vec<(u32, Vec<String>)>,
}

/// The page.
#[derive(Debug, Clone)]
struct AssessorsView {
    head: Head,
    rows: Vec<Row>,
    plan: i64,
    warn: i64,
    /// Registered, but not appointed to this event; for who appoints.
    offered: Vec<Offered>,
    taken: Option<TakenView>,
    may_import: bool,
    may_appoint: bool,
    may_open: bool,
    most: u64,
}

#[derive(Template)]
#[template(path = "event/assessors.html")]
struct Assessors<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a AssessorsView,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    html(&Assessors { p: &p, f: &Fields::new(), view: &view(&app, &p, &event, None).await? })
}

async fn view(app: &AppState, p: &Page, event: &Event, taken: Option<TakenView>) -> Result<AssessorsView, WebError> {
    let mut reader = app.flow().reader();
    let groups = gathered(&mut reader, event.id).await?;
    let day_of = |session: &str| event.sessions.iter().find(|s| s.id == session).map(|s| s.day.clone());
    let settings = &p.body.settings;
    let warn = settings.int("assessor.warn_per_event");
    let mut rows = Vec::new();
    for assessor in roster::of_event(&mut reader, event.id).await? {
        let mine =
            groups.iter().filter(|g| g.assessor == Some(assessor.person) && !g.withdrawn && g.present != Some(false));
        let (mut load, mut days) = (0, BTreeMap::<String, i64>::new());
        for group in mine {
            load += group.n;
            if let Some(day) = group.session.as_deref().and_then(day_of) {
                *days.entry(day).or_default() += group.n;
            }
        }
        rows.push(Row {
            person: assessor.person,
            name: assessor.name.clone().unwrap_or_default(),
            met: assessor.registration.as_ref().map(|r| r.met.clone()).unwrap_or_default(),
            registration: registration(p, &assessor, event),
            clusters: assessor.registration.as_ref().map_or(0, |r| r.licences.len()),
            load,
            warns: load >= warn,
            days: days.into_iter().collect(),
            ends: assessor.ends,
        });
    }
    let may_appoint = certification::permit::may(p.actor()?, Action::Appoint);
    let offered = if may_appoint { roster::unappointed(&mut reader, event).await? } else { Vec::new() };
    let offered = offered.iter().map(|assessor| Offered {
        person: assessor.person,
        name: assessor.name.clone().unwrap_or_default(),
        met: assessor.registration.as_ref().map(|r| r.met.clone()).unwrap_or_default(),
        registration: registration(p, assessor, event),
        clusters: assessor.registration.as_ref().map_or(0, |r| r.licences.len()),
    });
    Ok(AssessorsView {
        head: Head::of(event),
        rows,
        offered: offered.collect(),
        plan: settings.int("assessor.plan_per_event"),
        warn,
        taken,
        may_import: may(p, Action::ImportAssessors, event.id),
        may_appoint,
        may_open: certification::permit::may(p.actor()?, Action::ListPeople),
        most: settings.int("import.max_mib").unsigned_abs() * 1024 * 1024,
    })
}

fn registration(p: &Page, assessor: &roster::OfEvent, event: &Event) -> Tag {
    match &assessor.registration {
        None => Tag::new("warning", icon("triangle-alert"), Message::new(key("event-unregistered"))),
        Some(r) if assessor.runs_out(event) => {
            let message = Message::new(key("roster-runs-out")).with("until", p.day_short(&r.until));
            Tag::new("warning", icon("clock"), message)
        }
        Some(r) => {
            let message = Message::new(key("roster-until")).with("until", p.day_short(&r.until));
            Tag::new("success", icon("check"), message)
        }
    }
}

async fn receive(State(app): State<AppState>, p: Page, Path(id): Path<String>, mut upload: Upload) -> Answer {
    let event = event(&app, &p, &id, Action::ImportAssessors).await?;
    let mut f = Fields::new();
    match file_of(&p, &mut upload).await {
        Ok(bytes) if bytes.is_empty() => f.wrong("berkas", Message::new(key("intake-no-file"))),
        Ok(bytes) => match app.flow().take_assessors(p.actor()?, event.id, &bytes).await {
            Ok(roster) => {
                let taken = told(&p, roster);
                return html(&Assessors { p: &p, f: &f, view: &view(&app, &p, &event, Some(taken)).await? });
            }
            Err(error) => f.wrong("berkas", said(error.into())?),
        },
        Err(error) => f.wrong("berkas", said(error)?),
    }
    let view = view(&app, &p, &event, None).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Assessors { p: &p, f: &f, view: &view })
}

#[derive(Debug, Deserialize)]
struct Chosen {
    #[serde(default)]
    pilih: Vec<PersonId>,
}

/// Appoints who was ticked.
async fn appoint(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Chosen>,
) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    match app.flow().appoint_assessors(p.actor()?, event.id, &value.pilih).await {
        Ok(_) => Ok(see_other(&format!("/acara/{}/asesor", event.id))),
        Err(WorkflowError::Refused(refusal)) => {
            fields.wrong("pilih", refusal_message(&refusal));
            let view = view(&app, &p, &event, None).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Assessors { p: &p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}

fn told(p: &Page, roster: Roster) -> TakenView {
    let known = roster.taken.iter().filter(|t| t.known).count();
    let sentence = |field: &str, code: &str| {
        let field = p.t(field_key(field));
        let words = match code {
            "missing" => key("roster-missing"),
            "impossible_date" => key("roster-no-day"),
            "duplicate_in_file" => key("roster-twice"),
            "unknown" => key("roster-unknown"),
            "withdrawn" => key("roster-withdrawn"),
            _ => key("roster-malformed"),
        };
        p.ta(words).with("field", field.into_owned()).to_string()
    };
    let waiting = roster
        .waiting
        .into_iter()
        .map(|(row, issues)| (row, issues.iter().map(|i| sentence(&i.field, &i.code)).collect()));
    TakenView { new: roster.taken.len() - known, known, waiting: waiting.collect() }
}

fn field_key(field: &str) -> &'static str {
    match field {
        "name" => key("cell-name"),
        "met" => key("roster-met"),
        "until" => key("roster-end"),
        "licences" => key("roster-licences"),
        "trained" => key("roster-trained"),
        "email" => key("cell-email"),
        "phone" => key("cell-phone"),
        "kab" => key("cell-kab"),
        _ => key("cell-institution"),
    }
}

/// Assessors of an event; none; a workbook with a row that waits.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |n, warns, ends: Option<&str>| Row {
        person: PersonId(uuid::Uuid::from_u128(n)),
        name: "Taufik Rahmatullah, M.Hum.".to_owned(),
        met: "MET.000.009685 2023".to_owned(),
        registration: Tag::new(
            "success",
            icon("check"),
            Message::new(key("roster-until")).with("until", "30 Sep 2027"),
        ),
        clusters: 4,
        load: 6,
        warns,
        days: vec![("2026-12-08".to_owned(), 4), ("2026-12-09".to_owned(), 2)],
        ends: ends.map(str::to_owned),
    };
    let Row { name, met, registration, clusters, .. } = row(3, false, None);
    let offered = Offered { person: PersonId(uuid::Uuid::from_u128(3)), name, met, registration, clusters };
    let view = AssessorsView {
        head: Head::of(&invented()),
        rows: vec![row(1, true, None), row(2, false, Some("2026-12-31"))],
        offered: vec![offered],
        plan: 5,
        warn: 6,
        taken: None,
        may_import: true,
        may_appoint: true,
        may_open: true,
        most: 20 << 20,
    };
    samples.add("event/assessors", &Assessors { p, f: &Fields::new(), view: &view });
    let taken = TakenView { new: 8, known: 3, waiting: vec![(14, vec![p.t("issue-name").into_owned()])] };
    let taken = AssessorsView { taken: Some(taken), offered: Vec::new(), may_appoint: false, ..view.clone() };
    samples.add("event/assessors taken", &Assessors { p, f: &Fields::new(), view: &taken });
    let none = AssessorsView { rows: Vec::new(), may_import: false, may_open: false, ..view };
    samples.add("event/assessors none", &Assessors { p, f: &Fields::new(), view: &none });
}

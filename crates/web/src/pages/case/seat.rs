//! Setting day and session of a case: each session with its free places and what its assessor has that day.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    assignment::{Booked, Schedule, clash, on_day},
    casefile::CaseFile,
    id::EventId,
    permit::Action,
    record::{case::Case, event::Session},
    stage::Stage,
};
use serde::Deserialize;
use store::{Find, Read};
use workflow::{WorkflowError, load::load_of};

use super::visible;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Bar, case::CaseHead},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Assign);
    Routes::new().get("/berkas/{case}/jadwal", guard, show).post("/berkas/{case}/jadwal", guard, set)
}

/// A session to choose.
#[derive(Debug, Clone)]
struct Row {
    session: Session,
    bar: Bar,
    /// The assessor's other cases that day, at every event.
    load: i64,
    full: bool,
    /// Where the assessor is at these hours, when not here.
    elsewhere: Option<Booked>,
    current: bool,
}

#[derive(Debug, Clone)]
struct SeatView {
    head: CaseHead,
    /// Days with their sessions.
    days: Vec<(String, Vec<Row>)>,
    assessor: Option<String>,
    limit: i64,
    title: String,
}

#[derive(Template)]
#[template(path = "case/seat.html")]
struct Seat<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a SeatView,
}

async fn view(app: &AppState, p: &Page, file: &CaseFile) -> Result<SeatView, WebError> {
    let mut reader = app.flow().reader();
    let load = match file.case.assessor_id {
        Some(assessor) => load_of(&mut reader, assessor, &file.event).await?,
        None => Vec::new(),
    };
    let mut sessions = file.event.sessions.clone();
    sessions.sort_by(|a, b| (&a.day, &a.starts, &a.id).cmp(&(&b.day, &b.starts, &b.id)));
    let mut days: Vec<(String, Vec<Row>)> = Vec::new();
    for session in sessions {
        let find = Find::by("event_id", file.event.id).and("session", session.id.as_str()).null("withdrawn");
        let seated = reader.count::<Case>(&find).await?;
        let current = file.case.session.as_deref() == Some(&session.id);
        let at = Booked::of(&file.event, &session.id);
        let row = Row {
            bar: bar(p, seated, session.capacity),
            load: on_day(file.case.id, &session.day, &load),
            elsewhere: at.and_then(|at| clash(file.case.id, &at, &load).cloned()),
            full: seated >= session.capacity && !current,
            current,
            session,
        };
        match days.last_mut() {
            Some((day, rows)) if *day == row.session.day => rows.push(row),
            _ => days.push((row.session.day.clone(), vec![row])),
        }
    }
    Ok(SeatView {
        head: CaseHead::of(file),
        days,
        assessor: file.assessor.as_ref().map(|a| a.full_name()),
        limit: app.flow().settings().await?.int("assessor.block_per_day"),
        title: file.event.title.clone(),
    })
}

fn bar(p: &Page, seated: i64, capacity: i64) -> Bar {
    let label = p.ta("seat-free").with("n", (capacity - seated).max(0)).with("of", capacity).to_string();
    Bar { done: seated, whole: capacity, label }
}

fn chosen(file: &CaseFile) -> Fields {
    Fields::new().with("sesi", file.case.session.clone().unwrap_or_default())
}

async fn show(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::Assign).await?;
    html(&Seat { p: &p, f: &chosen(&file), view: &view(&app, &p, &file).await? })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    sesi: String,
    #[serde(default)]
    alasan: String,
}

async fn set(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Sent>,
) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::Assign).await?;
    if value.sesi.is_empty() {
        fields.wrong("sesi", Message::new(key("seat-wanted")));
    } else {
        let act = Schedule { session: value.sesi, reason: value.alasan, seated: 0, load: Vec::new() };
        match app.flow().perform(p.actor()?, file.case.id, act).await {
            Ok(_) => return Ok(see_other(&format!("/berkas/{}?sudah=jadwal", file.case.id))),
            Err(WorkflowError::Refused(refusal)) if refusal.code == "assessor.day-full" => {
                fields.wrong("alasan", refusal_message(&refusal));
            }
            Err(WorkflowError::Refused(refusal)) => {
                fields.wrong("sesi", Message { remedy: true, ..refusal_message(&refusal) });
            }
            Err(error) => return Err(error.into()),
        }
    }
    let view = view(&app, &p, &file).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Seat { p: &p, f: &fields, view: &view })
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let session = |id: &str| Session {
        id: id.to_owned(),
        day: "2026-12-08".to_owned(),
        name: "Pagi".to_owned(),
        starts: "08:00".to_owned(),
        ends: "12:00".to_owned(),
        room: "Ruang A".to_owned(),
        capacity: 10,
    };
    let row = |id: &str, seated, full, current| Row {
        session: session(id),
        bar: bar(p, seated, 10),
        load: 4,
        full,
        elsewhere: None,
        current,
    };
    let elsewhere = Booked {
        event: EventId(uuid::Uuid::from_u128(7)),
        code: "KALTENG-2026".to_owned(),
        session: session("h1-pagi"),
        zone: "Asia/Makassar".to_owned(),
    };
    let taken = Row { elsewhere: Some(elsewhere), ..row("d1-sore", 2, false, false) };
    let rows = vec![row("d1-pagi", 4, false, true), row("d1-siang", 10, true, false), taken];
    let view = SeatView {
        head: CaseHead::invented(Stage::Unscheduled, p.cx.now),
        days: vec![("2026-12-08".to_owned(), rows)],
        assessor: Some("Taufik Rahmatullah, M.Hum.".to_owned()),
        limit: 10,
        title: "Sertifikasi Pustakawan Kalsel 2026".to_owned(),
    };
    samples.add("case/seat", &Seat { p, f: &Fields::new().with("sesi", "d1-pagi"), view: &view });
    let mut wrong = Fields::new();
    wrong.wrong("sesi", Message::new(key("seat-wanted")));
    let none = SeatView { days: Vec::new(), assessor: None, ..view.clone() };
    samples.add("case/seat wrong", &Seat { p, f: &wrong, view: &view });
    samples.add("case/seat none", &Seat { p, f: &Fields::new(), view: &none });
}

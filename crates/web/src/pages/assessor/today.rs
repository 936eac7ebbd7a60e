//! An assessor's day: who comes when, what each case waits for, who was there, and what is left before going home.

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    assignment::RecordPresence,
    casefile::CaseFile,
    duty::Duty,
    form::Role,
    id::CaseId,
    permit::{Action, Object},
    record::{case::Case, event::Event},
    stage::Stage,
};
use serde::Deserialize;
use store::{
    Find, Read as _, Reader,
    view::{Worked, worked},
};
use workflow::{
    load::{case_file, case_files},
    may_see,
};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    form::Form,
    html,
    i18n::key,
    nav::{Group, Item},
    page::see_other,
    pages::event::hour,
    paging::address,
    part::{
        Spine,
        filed::{Filed, filed},
        icon,
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/hari-ini", Guard::Signed(Action::Assess), show)
        .post("/hari-ini/{case}/kehadiran", Guard::Signed(Action::Assess), presence)
        .nav(Item::rail(Group::Work, 5, "/hari-ini", key("nav-today"), icon("calendar"), &[Duty::Assessor]))
}

/// A case of the day.
#[derive(Debug, Clone)]
struct Row {
    id: CaseId,
    spine: Spine,
    name: String,
    scheme: String,
    time: String,
    day: String,
    stage: Stage,
    present: Option<bool>,
    may_record: bool,
    /// The next act: words and address.
    next: Option<(String, String)>,
    forms: Vec<Filed>,
}

/// The day as it stands.
#[derive(Debug, Clone, Default)]
struct DayView {
    event: String,
    event_id: String,
    venue: String,
    /// The event's days, with the chosen one.
    days: Vec<(String, bool)>,
    events: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    unscheduled: i64,
    undeclared: i64,
    /// Cases with FR.AK.02, and how many of them the candidate has not answered.
    recommended: i64,
    unsigned: i64,
    unfinished: i64,
    reported: bool,
    load: i64,
    limit: i64,
}

#[derive(Template)]
#[template(path = "assessor/today.html")]
struct Today<'a> {
    p: &'a Page,
    view: &'a DayView,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    acara: String,
    #[serde(default)]
    hari: String,
}

async fn show(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let me = p.actor()?.person;
    let flow = app.flow();
    let mut reader = flow.reader();
    let worked = worked(&mut reader, me).await?;
    let events = events_of(&mut reader, &worked).await?;
    let settings = flow.settings().await?;
    let today = certification::civil::day(flow.now(), &settings.text("body.zone")).to_string();
    let chosen = events.iter().find(|e| e.id.to_string() == asked.acara).or_else(|| {
        let running = events.iter().rev().find(|e| e.ends >= today);
        running.or(events.first())
    });
    let Some(event) = chosen.cloned() else { return html(&Today { p: &p, view: &DayView::default() }) };
    let mine: Vec<Case> = reader.find(&Find::by("assessor_id", me).and("event_id", event.id).unopened()).await?;
    let ids: Vec<CaseId> = mine.into_iter().map(|case| case.id).collect();
    let files = case_files(&mut reader, &ids).await?;
    let mut days: Vec<String> = event.sessions.iter().map(|s| s.day.clone()).collect();
    days.sort();
    days.dedup();
    let day = days
        .iter()
        .find(|d| **d == asked.hari)
        .or_else(|| days.iter().find(|d| **d == today))
        .or(days.first())
        .cloned()
        .unwrap_or_default();
    let running: Vec<&CaseFile> = files.iter().filter(|f| !f.case.stage.ended() || f.case.day.is_some()).collect();
    let count = |is: &dyn Fn(&CaseFile) -> bool| files.iter().filter(|f| is(f)).count() as i64;
    let mut rows: Vec<Row> =
        running.iter().filter(|f| f.case.day.as_deref() == Some(&day)).map(|f| row(&p, f)).collect();
    rows.sort_by(|a, b| (&a.time, &a.name).cmp(&(&b.time, &b.name)));
    let view = DayView {
        event: event.title.clone(),
        event_id: event.id.to_string(),
        venue: event.venue.clone(),
        days: days.into_iter().map(|d| (d.clone(), d == day)).collect(),
        events: events.iter().map(|e| (e.id.to_string(), e.title.clone(), e.id == event.id)).collect(),
        unscheduled: count(&|f| !f.case.stage.ended() && f.case.day.is_none()),
        undeclared: count(&|f| !f.case.stage.ended() && f.case.conflict_free != Some(true)),
        recommended: count(&|f| f.case.recommendation.is_some()),
        unsigned: count(&|f| f.case.recommendation.is_some() && !f.answered("FR.AK.02", "candidate")),
        unfinished: count(&|f| !f.case.stage.ended() && f.case.recommendation.is_none()),
        reported: files.iter().any(|f| f.case.reported_at.is_some()),
        load: files.iter().filter(|f| f.case.withdrawn.is_none() && f.case.present != Some(false)).count() as i64,
        limit: settings.int("assessor.block_per_day"),
        rows,
    };
    html(&Today { p: &p, view: &view })
}

/// The events at which an assessor has cases, the latest first.
pub(super) async fn events_of(reader: &mut Reader, worked: &[Worked]) -> Result<Vec<Event>, WebError> {
    let mut events: Vec<Event> = reader.find(&Find::all().one_of("id", worked.iter().map(|w| w.event))).await?;
    events.sort_by(|a, b| b.starts.cmp(&a.starts));
    Ok(events)
}

fn row(p: &Page, file: &CaseFile) -> Row {
    let case = &file.case;
    let session = file.event.sessions.iter().find(|s| Some(&s.id) == case.session.as_ref());
    let forms = filed(file, Role::Assessor, crate::pages::filing::locale(p));
    let at = |code: &str| format!("/berkas/{}/formulir/{code}", case.id);
    let next = match case.stage {
        Stage::Review => Some((p.t("today-review").into_owned(), format!("/tinjauan/{}", case.id))),
        Stage::Agreement if file.signed("FR.AK.01", "assessor") => Some((
            p.t("today-ask-signature").into_owned(),
            format!("{}/tanda-tangan/candidate?cara=di-tempat", at("FR.AK.01")),
        )),
        Stage::Agreement => Some((p.t("today-agree").into_owned(), at("FR.AK.01"))),
        Stage::Assessment if case.present == Some(true) => {
            Some((p.t("today-assess").into_owned(), format!("/berkas/{}", case.id)))
        }
        Stage::Recommended if !file.signed("FR.AK.02", "assessor") => {
            Some((p.t("today-sign").into_owned(), at("FR.AK.02")))
        }
        Stage::Recommended if !file.answered("FR.AK.02", "candidate") => Some((
            p.t("today-ask-signature").into_owned(),
            format!("{}/tanda-tangan/candidate?cara=di-tempat", at("FR.AK.02")),
        )),
        _ => None,
    };
    Row {
        id: case.id,
        spine: Spine::of(&file.label()).to(format!("/berkas/{}", case.id)),
        name: file.person.full_name(),
        scheme: p.scheme_name(&file.scheme).to_owned(),
        time: session.map(|s| hour(p, &s.starts)).unwrap_or_default(),
        day: case.day.clone().unwrap_or_default(),
        stage: case.stage,
        present: case.present,
        may_record: case.recommendation.is_none()
            && (!case.stage.ended() || case.stage == Stage::Absent)
            && case.session.is_some(),
        next,
        forms,
    }
}

#[derive(Debug, Deserialize)]
struct Presence {
    #[serde(default)]
    hadir: String,
    #[serde(default)]
    hari: String,
}

async fn presence(State(app): State<AppState>, p: Page, Path(case): Path<CaseId>, form: Form<Presence>) -> Answer {
    let file = case_file(&mut app.flow().reader(), case).await?;
    may_see(p.actor()?, Action::Assess, &Object::case(&file.case))?;
    let present = match form.value.hadir.as_str() {
        "ya" => true,
        "tidak" => false,
        _ => return Err(WebError::Unreadable),
    };
    app.flow().perform(p.actor()?, case, RecordPresence { present }).await?;
    let back = address("/hari-ini", &[("hari", &form.value.hari)]);
    Ok(see_other(&format!("{back}#k-{case}")))
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |present, stage: Stage| Row {
        id: CaseId(uuid::Uuid::from_u128(stage as u128)),
        spine: Spine::new("LD", 31, "Ramadhani"),
        name: "Noor Hasanah Ramadhani".to_owned(),
        scheme: "Layanan Dasar".to_owned(),
        time: "08:30".to_owned(),
        day: "2025-10-30".to_owned(),
        stage,
        present,
        may_record: true,
        next: Some(("Mulai".to_owned(), "/berkas/x".to_owned())),
        forms: vec![Filed {
            code: "FR.IA.01".to_owned(),
            title: "Ceklis Observasi".to_owned(),
            href: "/berkas/x/formulir/FR.IA.01".to_owned(),
            tag: crate::part::example(),
            turn: true,
            submitted: false,
            open: true,
        }],
    };
    let view = DayView {
        event: "Sertifikasi Pustakawan".to_owned(),
        event_id: "x".to_owned(),
        venue: "Banjarbaru".to_owned(),
        days: vec![("2025-10-30".to_owned(), true), ("2025-10-31".to_owned(), false)],
        events: vec![("x".into(), "Kalsel".into(), true), ("y".into(), "Tahun lalu".into(), false)],
        rows: vec![row(None, Stage::Agreement), row(Some(true), Stage::Assessment), row(Some(false), Stage::Absent)],
        unscheduled: 1,
        undeclared: 1,
        recommended: 2,
        unsigned: 2,
        unfinished: 3,
        reported: false,
        load: 5,
        limit: 10,
    };
    samples.add("assessor/today", &Today { p, view: &view });
    let done =
        DayView { unscheduled: 0, undeclared: 0, unsigned: 0, unfinished: 0, reported: true, rows: Vec::new(), ..view };
    samples.add("assessor/today done", &Today { p, view: &done });
    let fresh = DayView { recommended: 0, unfinished: 5, reported: false, ..done.clone() };
    samples.add("assessor/today fresh", &Today { p, view: &fresh });
    samples.add("assessor/today empty", &Today { p, view: &DayView::default() });
}

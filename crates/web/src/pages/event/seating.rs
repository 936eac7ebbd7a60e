//! Sessions and who sits in which: places that are left, setting the session of many at once, and who was
//! there on the day. Each case is judged by its own act; those refused are named with the reason.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    assignment::{RecordPresence, Schedule},
    id::{CaseId, PersonId},
    permit::{self, Action},
    record::{case::Case, event::Event, scheme::SchemeVersion},
    refusal::Refusal,
    stage::Stage,
};
use serde::Deserialize;
use store::{
    Find, Read as _,
    view::{CaseFilter, CaseLine, CaseOrder, Page as Part, case_list, gathered},
};
use workflow::WorkflowError;

use super::{Head, event, hour, invented, may};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    pages::case::opens,
    part::Spine,
    samples::Samples,
};

/// Rows of a page.
const ROWS: i64 = 100;
/// Cases that were accepted and can be given a session, or have come further.
const SEATED: [Stage; 13] = [
    Stage::SelfAssessment,
    Stage::Unassigned,
    Stage::Review,
    Stage::Unscheduled,
    Stage::Agreement,
    Stage::Assessment,
    Stage::Recommended,
    Stage::Reported,
    Stage::Granted,
    Stage::NotGranted,
    Stage::Issuing,
    Stage::Issued,
    Stage::Absent,
];
/// Those that can still be given a session.
const OPEN: usize = 4;

/// `/acara/{event}/jadwal`.
pub fn routes() -> Routes {
    Routes::new().get("/acara/{event}/jadwal", Guard::Signed(Action::SeeEvent), show).post(
        "/acara/{event}/jadwal",
        Guard::Signed(Action::SeeEvent),
        set,
    )
}

/// A session with its places.
#[derive(Debug, Clone)]
struct Place {
    id: String,
    words: String,
    when: String,
    seated: i64,
    capacity: i64,
    current: bool,
}

/// A case of the list.
#[derive(Debug, Clone)]
struct Row {
    case: CaseId,
    spine: Spine,
    name: String,
    institution: String,
    assessor: String,
    session: String,
    present: Option<bool>,
    stage: Stage,
    may_set: bool,
}

/// The page.
#[derive(Debug, Clone)]
struct SeatingView {
    head: Head,
    places: Vec<Place>,
    /// Accepted, and without a session.
    unseated: i64,
    /// The session shown; `-` for those without one, empty for all.
    shown: String,
    rows: Vec<Row>,
    after: Option<String>,
    may_assign: bool,
    may_record: bool,
    done: Option<i64>,
    refused: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "event/seating.html")]
struct Seating<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a SeatingView,
}

impl Seating<'_> {
    fn sessions(&self) -> Vec<(String, String)> {
        let free = |place: &Place| {
            let words = format!("{}, {}", place.when, place.words);
            self.p.ta("seating-choice").with("session", words).with("n", place.capacity - place.seated).to_string()
        };
        self.view.places.iter().map(|place| (place.id.clone(), free(place))).collect()
    }

    fn chosen(&self, case: &CaseId) -> bool {
        self.f.has("pilih", &case.to_string())
    }

    fn acts(&self) -> bool {
        self.view.rows.iter().any(|r| r.may_set)
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    sesi: Option<String>,
    #[serde(default)]
    sesudah: String,
    sudah: Option<i64>,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    page(&app, &p, &event, &asked, &Fields::new(), Vec::new()).await
}

async fn page(
    app: &AppState,
    p: &Page,
    event: &Event,
    asked: &Asked,
    f: &Fields,
    refused: Vec<(String, String)>,
) -> Answer {
    let actor = p.actor()?;
    let mut reader = app.flow().reader();
    let groups = gathered(&mut reader, event.id).await?;
    let live = || groups.iter().filter(|g| !g.withdrawn);
    let unseated: i64 = live().filter(|g| g.session.is_none() && SEATED[..OPEN].contains(&g.stage)).map(|g| g.n).sum();
    let may_assign = may(p, Action::Assign, event.id);
    let shown = asked.sesi.clone().unwrap_or_else(|| if may_assign && unseated > 0 { "-" } else { "" }.to_owned());
    let places: Vec<Place> = event
        .sessions
        .iter()
        .map(|s| Place {
            id: s.id.clone(),
            words: format!("{}, {}", s.name, s.room),
            when: format!("{}, {}–{}", p.day_short(&s.day), hour(p, &s.starts), hour(p, &s.ends)),
            seated: live().filter(|g| g.session.as_deref() == Some(&s.id)).map(|g| g.n).sum(),
            capacity: s.capacity,
            current: s.id == shown,
        })
        .collect();
    let filter = CaseFilter {
        event: Some(event.id),
        stages: if shown == "-" { SEATED[..OPEN].to_vec() } else { SEATED.to_vec() },
        session: match shown.as_str() {
            "" => None,
            "-" => Some(String::new()),
            one => Some(one.to_owned()),
        },
        ..CaseFilter::default()
    };
    let part = Part { after: Some(asked.sesudah.clone()).filter(|a| !a.is_empty()), size: Some(ROWS) };
    let scope = permit::scope(actor, Action::ListCases);
    let listed = case_list(&mut reader, &filter, CaseOrder::Name, &scope, &part).await?;
    let schemes: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
    let next = listed.next.map(|after| format!("/acara/{}/jadwal?sesi={shown}&sesudah={after}", event.id));
    let row = |line: CaseLine| row(p, line, &schemes, &places, may_assign, actor.person);
    let rows: Vec<Row> = listed.rows.into_iter().map(row).collect();
    let view = SeatingView {
        head: Head::of(event),
        may_record: permit::may(actor, Action::Assess),
        unseated,
        rows,
        places,
        shown,
        after: next,
        may_assign,
        done: asked.sudah,
        refused,
    };
    let status = if view.refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &Seating { p, f, view: &view })
}

fn row(p: &Page, line: CaseLine, schemes: &[SchemeVersion], places: &[Place], may_assign: bool, me: PersonId) -> Row {
    let abbr = schemes.iter().find(|s| s.slug == line.slug).map_or("", |s| s.abbr.as_str());
    let name = line.name.clone().unwrap_or_default();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let place = places.iter().find(|place| line.session.as_deref() == Some(&place.id));
    Row {
        spine: Spine { href: opens(p, &line), ..Spine::new(abbr, line.running, last) },
        case: line.id,
        institution: line.institution.unwrap_or_default(),
        assessor: line.assessor.unwrap_or_default(),
        session: place.map(|place| format!("{}, {}", place.when, place.words)).unwrap_or_default(),
        present: line.present,
        stage: line.stage,
        may_set: may_assign || line.assessor_id == Some(me),
        name,
    }
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    pilih: Vec<CaseId>,
    #[serde(default)]
    sesi: String,
    #[serde(default)]
    alasan: String,
    /// `sesi`, `hadir` or `tidak-hadir`.
    #[serde(default)]
    apa: String,
    /// The session that the page shows.
    #[serde(default)]
    lihat: String,
}

async fn set(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    let Form { value, fields, .. } = form;
    let (mut done, mut refused) = (0, Vec::new());
    for case in &value.pilih {
        match one(&app, &p, &event, *case, &value).await {
            Ok(()) => done += 1,
            Err((name, WebError::Refused(refusal))) => {
                refused.push((name, p.told_in_line(&refusal)));
            }
            Err((_, other)) => return Err(other),
        }
    }
    if value.pilih.is_empty() {
        refused.push((String::new(), p.m(&refusal_message(&Refusal::new("schedule.nobody-chosen")))));
    }
    let lihat: String = value.lihat.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if refused.is_empty() {
        return Ok(see_other(&format!("/acara/{}/jadwal?sesi={lihat}&sudah={done}", event.id)));
    }
    let asked = Asked { sesi: Some(lihat), sudah: (done > 0).then_some(done), ..Asked::default() };
    page(&app, &p, &event, &asked, &fields, refused).await
}

/// One case: its session, or its presence. The name goes with an error.
async fn one(app: &AppState, p: &Page, event: &Event, id: CaseId, typed: &Typed) -> Result<(), (String, WebError)> {
    let fault = |error: WorkflowError| (String::new(), WebError::from(error));
    let case: Option<Case> = app.flow().reader().get(id).await.map_err(|e| fault(e.into()))?;
    let Some(case) = case.filter(|c| c.event_id == event.id) else {
        return Err((String::new(), WebError::NotFound));
    };
    let actor = p.actor().map_err(|e| (String::new(), e))?;
    let name = case.name.unwrap_or_default();
    let outcome = match typed.apa.as_str() {
        "hadir" | "tidak-hadir" => {
            let act = RecordPresence { present: typed.apa == "hadir" };
            app.flow().perform(actor, id, act).await.map(|_| ())
        }
        _ => {
            let act =
                Schedule { session: typed.sesi.clone(), reason: typed.alasan.clone(), seated: 0, load: Vec::new() };
            app.flow().perform(actor, id, act).await.map(|_| ())
        }
    };
    outcome.map_err(|error| (name, WebError::from(error)))
}

/// Staff who arrange, an assessor who records, nobody to arrange.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let place = |id: &str, seated, current| Place {
        id: id.to_owned(),
        words: "Pagi, Aula".to_owned(),
        when: "8 Des 2026, 08.30–12.00".to_owned(),
        seated,
        capacity: 12,
        current,
    };
    let row = |n: u128, present| Row {
        case: CaseId(uuid::Uuid::from_u128(n)),
        spine: Spine::new("LD", 31, "Rahmah").to("/berkas"),
        name: "Siti Rahmah".to_owned(),
        institution: "Dispersip".to_owned(),
        assessor: if n == 1 { "Taufik Rahmatullah".to_owned() } else { String::new() },
        session: if n == 1 { "8 Des 2026, Pagi".to_owned() } else { String::new() },
        present,
        stage: Stage::Agreement,
        may_set: n < 3,
    };
    let view = SeatingView {
        head: Head::of(&invented()),
        places: vec![place("d1-pagi", 12, true), place("d1-siang", 3, false)],
        unseated: 4,
        shown: "d1-pagi".to_owned(),
        rows: vec![row(1, Some(true)), row(2, None), row(3, Some(false))],
        after: Some("/acara".to_owned()),
        may_assign: true,
        may_record: false,
        done: Some(3),
        refused: vec![("Hamdani".to_owned(), p.t("refusal-schedule-none").into_owned())],
    };
    samples.add("event/seating", &Seating { p, f: &Fields::new(), view: &view });
    let records = SeatingView {
        may_assign: false,
        may_record: true,
        shown: String::new(),
        done: None,
        refused: vec![(String::new(), p.t("refusal-schedule-nobody-chosen").into_owned())],
        after: None,
        ..view.clone()
    };
    samples.add("event/seating records", &Seating { p, f: &Fields::new(), view: &records });
    let none = SeatingView { rows: Vec::new(), places: Vec::new(), shown: "-".to_owned(), refused: Vec::new(), ..view };
    samples.add("event/seating none", &Seating { p, f: &Fields::new(), view: &none });
}

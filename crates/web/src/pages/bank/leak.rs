//! An item became known: asked first, with the forms and sittings that held it, so that whoever decides on them knows
//! where to look.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::permit::{self, Action};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_bank::{ItemStep, Used},
};

use super::CHANGE;
use crate::{
    Answer, AppState, Form, Page, Routes,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, icon},
};

/// Seats of a test that are listed.
const SHOWN: usize = 200;

/// `/butir/{item}/bocor`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/butir/{item}/bocor", CHANGE, ask).post("/butir/{item}/bocor", CHANGE, leaked)
}

/// A form that held the item.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub code: String,
    pub version: u32,
    pub withdrawn: bool,
    /// Where it is withdrawn.
    pub href: String,
    /// Tests that take it: event, test, when, papers, where its plan is.
    pub exams: Vec<HeldIn>,
}

/// A test with papers of that form.
#[derive(Debug, Clone)]
pub(super) struct HeldIn {
    pub event: String,
    pub name: String,
    pub day: String,
    pub papers: i64,
    /// Seats at which a paper was opened, with the record of each for those who may see it; the first of them.
    pub seats: Vec<(i64, Option<String>)>,
    /// How many there are.
    pub opened: usize,
    /// Its plan, for those who may see it.
    pub href: Option<String>,
    /// Not closed: its papers may still be opened.
    pub open: bool,
}

/// What a leak concerns.
#[derive(Debug, Clone, Default)]
pub(super) struct LeakView {
    pub id: String,
    pub retired: bool,
    /// It was said to be known already: what is left is to see to forms and papers.
    pub leaked: bool,
    pub forms: Vec<Held>,
}

impl LeakView {
    fn papers(&self) -> i64 {
        self.forms.iter().flat_map(|form| &form.exams).map(|exam| exam.papers).sum()
    }
}

#[derive(Template)]
#[template(path = "bank/leak.html")]
pub(super) struct Leak<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a LeakView,
}

impl Leak<'_> {
    fn consequences(&self) -> Vec<(Icon, String)> {
        let (p, view) = (self.p, self.view);
        vec![
            (icon("archive"), p.t(key("bank-leak-retired")).into_owned()),
            (icon("file-text"), p.ta(key("bank-leak-forms")).with("n", view.forms.len()).to_string()),
            (icon("users"), p.ta(key("bank-leak-papers")).with("n", view.papers()).to_string()),
            (icon("history"), p.t(key("bank-leak-results")).into_owned()),
        ]
    }
}

async fn held(app: &AppState, p: &Page, used: &Used) -> Result<Held, crate::WebError> {
    let (form, actor) = (&used.form, p.actor()?);
    let (plans, watches) = (permit::may(actor, Action::PlanExam), permit::may(actor, Action::Invigilate));
    let mut exams = Vec::with_capacity(used.exams.len());
    for of in &used.exams {
        let opened = app.flow().exam_bank().opened_at(actor, of.exam.id, form.id).await?;
        let record = |sitting| watches.then(|| format!("/ruang-ujian/{}/meja/{sitting}", of.exam.id));
        exams.push(HeldIn {
            event: of.event.title.clone(),
            name: of.exam.name.clone(),
            day: p.day(&certification::civil::day(of.exam.opens, &of.event.zone).to_string()),
            papers: of.papers,
            opened: opened.len(),
            seats: opened.into_iter().take(SHOWN).map(|(sitting, seat)| (seat, record(sitting))).collect(),
            href: plans.then(|| format!("/acara/{}/ujian/{}", of.event.id, of.exam.id)),
            open: matches!(of.exam.status.as_str(), "planned" | "frozen"),
        });
    }
    Ok(Held {
        code: form.code.clone(),
        version: used.version,
        withdrawn: form.withdrawn.is_some(),
        href: format!("/kisi-kisi/perangkat/{}", form.id),
        exams,
    })
}

async fn view(app: &AppState, p: &Page, id: &str) -> Result<LeakView, crate::WebError> {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (row, life) = bank.life(actor, id).await?;
    let mut forms = Vec::new();
    for used in bank.used(actor, id).await? {
        forms.push(held(app, p, &used).await?);
    }
    Ok(LeakView { id: row.id, retired: row.state == "retired", leaked: life.is_leaked(), forms })
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let view = view(&app, &p, &id).await?;
    html_with(StatusCode::OK, &Leak { p: &p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    nama: String,
}

async fn leaked(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let view = view(&app, &p, &id).await?;
    let Form { value, mut fields, .. } = form;
    if value.nama.trim() == id {
        match app.flow().exam_bank().step(p.actor()?, &id, &ItemStep::Leaked, &value.alasan).await {
            Ok(()) => return Ok(see_other(&format!("/butir/{id}/bocor"))),
            Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
                fields.wrong("alasan", refusal_message(&why));
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        fields.wrong("nama", Message::new(key("bank-leak-name-other")).with("id", id));
    }
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Leak { p: &p, f: &fields, view: &view })
}

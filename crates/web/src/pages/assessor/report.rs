//! The report of an event (FR.AK.05): the same form page, filled by the assessor for all their cases at once,
//! then read and signed in one act.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    duty::Duty,
    filing::definition,
    form::{Answers, BlockView, Definition, Engine, FieldError, FieldView, FormContext, Role, SlotState, slots},
    id::EventId,
    permit::Action,
    record::{case::Case, event::Event},
    report::{CODE, ReportEvent, ReportFile, given},
};
use serde::Deserialize;
use store::{Find, Read};
use workflow::{Draft, WorkflowError, draft::of_report, load::report_file};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    page::{html_with, see_other},
    pages::filing::{
        draw::Drawn,
        locale,
        paper::pdf_response,
        view::{Head, Just, View},
    },
    part::{Spine, Tag, icon, kit::Seal},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/laporan-asesor", Guard::Signed(Action::Report), list)
        .get("/laporan-asesor/{event}", Guard::Signed(Action::Report), show)
        .post("/laporan-asesor/{event}", Guard::Signed(Action::Report), take)
        .get("/laporan-asesor/{event}/tanda-tangan", Guard::Signed(Action::Report), ask)
        .post("/laporan-asesor/{event}/tanda-tangan", Guard::Signed(Action::Report), sign)
        .nav(Item::rail(Group::Work, 7, "/laporan-asesor", key("nav-reports"), icon("file-text"), &[Duty::Assessor]))
}

/// An event of the assessor's.
#[derive(Debug, Clone)]
struct Row {
    id: EventId,
    title: String,
    starts: String,
    ends: String,
    cases: usize,
    assessed: usize,
    reported: bool,
}

#[derive(Template)]
#[template(path = "assessor/reports.html")]
struct List<'a> {
    p: &'a Page,
    rows: &'a [Row],
}

#[derive(Template)]
#[template(path = "filing/staff.html")]
struct Report<'a> {
    p: &'a Page,
    view: &'a View,
}

#[derive(Template)]
#[template(path = "assessor/sign.html")]
struct Sign<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a View,
}

/// A report as its assessor meets it.
struct Met {
    file: ReportFile,
    definition: &'static Definition,
    context: FormContext,
    answers: Answers,
    draft: Option<Draft>,
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let me = p.actor()?.person;
    let mut reader = app.flow().reader();
    let mine: Vec<Case> = reader.find(&Find::by("assessor_id", me).order_by(&["id"]).limit(1000)).await?;
    let mut ids: Vec<EventId> = mine.iter().map(|c| c.event_id).collect();
    ids.sort();
    ids.dedup();
    let mut events: Vec<Event> = reader.find(&Find::all().one_of("id", ids)).await?;
    events.sort_by(|a, b| b.starts.cmp(&a.starts));
    let rows: Vec<Row> = events
        .into_iter()
        .map(|e| {
            let of: Vec<&Case> = mine.iter().filter(|c| c.event_id == e.id).collect();
            Row {
                cases: of.len(),
                assessed: of.iter().filter(|c| c.recommendation.is_some()).count(),
                reported: of.iter().any(|c| c.reported_at.is_some()),
                id: e.id,
                title: e.title,
                starts: e.starts,
                ends: e.ends,
            }
        })
        .collect();
    html(&List { p: &p, rows: &rows })
}

async fn meet(app: &AppState, p: &Page, event: EventId) -> Result<Met, WebError> {
    let me = p.actor()?.person;
    let flow = app.flow();
    let file = report_file(&mut flow.reader(), event, me).await?;
    let definition = definition(CODE, file.form.as_ref())?;
    let mut context = file.form_context().ok_or(WebError::NotFound)?;
    context.locale = locale(p);
    let draft = flow.draft(me, &of_report(event)).await?;
    let filled = given(&file);
    let answers = draft.as_ref().map_or_else(|| filled.clone(), |d| d.over(&filled, definition, Role::Assessor));
    Ok(Met { file, definition, context, answers, draft })
}

fn view(p: &Page, met: &Met, errors: &[FieldError]) -> View {
    let Met { file, definition, context, answers, draft } = met;
    let here = format!("/laporan-asesor/{}", file.event.id);
    let form = Engine::view(definition, context, answers, Role::Assessor, context.locale, errors);
    let standing: Vec<_> = file.signatures.iter().filter(|s| !s.void).cloned().collect();
    let rows = slots::slots(definition, &standing, context.locale)
        .into_iter()
        .enumerate()
        .map(|(n, slot)| {
            let signed = slot.state == SlotState::Signed;
            let tag = if signed {
                Tag::new("success", icon("check"), Message::new(key("filing-slot-signed")))
            } else {
                Tag::new("neutral", icon("clock"), Message::new(key("filing-slot-later")))
            };
            let said = standing.iter().find(|s| s.slot == slot.key).map(|s| p.moment(s.at, &file.event.zone));
            let seal = Seal { no: n + 1, name: slot.role.clone(), tag, said: said.unwrap_or_default(), void: false };
            crate::pages::filing::view::SlotRow { seal, key: slot.key, own: false, presence: false, may_refuse: false }
        })
        .collect();
    let unfinished: Vec<String> = file.unfinished().map(|c| c.label()).collect();
    let seen = file.form.as_ref().map_or(0, |f| f.revision);
    View {
        tests: Vec::new(),
        head: Head {
            spine: Spine { parts: [file.event.code.clone(), String::new(), String::new()], href: None, large: false },
            name: file.assessor.full_name(),
            scheme: file.event.title.clone(),
            stage: None,
            above: "/laporan-asesor".to_owned(),
        },
        here,
        form,
        role: Role::Assessor,
        seen,
        saved_at: draft.as_ref().map(|d| d.saved_at),
        zone: file.event.zone.clone(),
        waits_for: if unfinished.is_empty() {
            Vec::new()
        } else {
            vec![p.ta("report-unfinished").with("cases", unfinished.join(", ")).to_string()]
        },
        locked_by: None,
        submitted: file.form.is_some(),
        slots: rows,
        may_reopen: false,
        changed: draft.as_ref().is_some_and(|d| d.seen != seen),
        refused: None,
        held: Vec::new(),
        just: None,
        documents: String::new(),
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(event): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let (event, paper) = event.strip_suffix(".pdf").map_or((event.as_str(), false), |id| (id, true));
    let event: EventId = event.parse().map_err(|_| WebError::NotFound)?;
    let met = meet(&app, &p, event).await?;
    if paper {
        let flow = app.flow();
        let pdf = flow.print(flow.report_paper(&met.file, locale(&p)).await?).await?;
        return Ok(pdf_response(&format!("{CODE}.pdf"), pdf.bytes));
    }
    let mut view = view(&p, &met, &[]);
    view.just = match asked.sudah.as_str() {
        "simpan" => Some(Just::Saved),
        "kirim" => Some(Just::Submitted),
        _ => None,
    };
    html(&Report { p: &p, view: &view })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(rename = "_aksi", default)]
    action: String,
    #[serde(rename = "_dilihat", default)]
    seen: i64,
}

async fn take(State(app): State<AppState>, p: Page, Path(event): Path<EventId>, form: Form<Sent>) -> Answer {
    let mut met = meet(&app, &p, event).await?;
    let me = p.actor()?.person;
    let pairs = form.fields.answers();
    let before = met.answers.clone();
    let (after, errors) = Engine::parse(met.definition, &met.context, &before, &pairs, Role::Assessor);
    met.answers = after;
    app.flow().save_draft(me, &of_report(event), form.value.seen, &met.answers).await?;
    let here = format!("/laporan-asesor/{event}");
    let missing = Engine::missing(met.definition, &met.context, &met.answers, Role::Assessor);
    if form.value.action == "kirim" && errors.is_empty() && missing.is_empty() {
        return Ok(see_other(&format!("{here}/tanda-tangan")));
    }
    if form.value.action != "kirim" && errors.is_empty() {
        return Ok(see_other(&format!("{here}?sudah=simpan")));
    }
    let mut view = view(&p, &met, &errors);
    view.just = Some(Just::Incomplete);
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Report { p: &p, view: &view })
}

/// What is signed, to be read only.
fn reading(p: &Page, met: &Met) -> View {
    let mut view = view(p, met, &[]);
    let answers = Engine::completed(met.definition, &met.context, &met.answers, Role::Assessor);
    view.form = Engine::view(met.definition, &met.context, &answers, Role::Reader, met.context.locale, &[]);
    view
}

async fn ask(State(app): State<AppState>, p: Page, Path(event): Path<EventId>) -> Answer {
    let met = meet(&app, &p, event).await?;
    html(&Sign { p: &p, f: &Fields::new(), view: &reading(&p, &met) })
}

#[derive(Debug, Deserialize)]
struct Signed {
    #[serde(default)]
    rahasia: String,
}

async fn sign(State(app): State<AppState>, p: Page, Path(event): Path<EventId>, mut form: Form<Signed>) -> Answer {
    let met = meet(&app, &p, event).await?;
    let actor = p.actor()?;
    let flow = app.flow();
    let seen = met.draft.as_ref().map_or_else(|| met.file.form.as_ref().map_or(0, |f| f.revision), |d| d.seen);
    let done = match flow.access().verify_secret(actor.person, &form.value.rahasia).await {
        Ok(()) => {
            let act = ReportEvent { answers: met.answers.to_value().map_err(WebError::fault)?, seen };
            flow.perform(actor, (event, actor.person), act).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            flow.drop_draft(actor.person, &of_report(event)).await?;
            Ok(see_other(&format!("/laporan-asesor/{event}?sudah=kirim#tanda-tangan")))
        }
        Err(WorkflowError::Refused(refusal)) if refusal.code != workflow::access::TOO_OFTEN => {
            form.fields.wrong("rahasia", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Sign { p: &p, f: &form.fields, view: &reading(&p, &met) })
        }
        Err(other) => Err(other.into()),
    }
}

impl Sign<'_> {
    fn read<'a>(&'a self, field: &'a FieldView) -> Drawn<'a> {
        self.view.cell(self.p, field)
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let row = |reported| Row {
        id: EventId(uuid::Uuid::nil()),
        title: "Sertifikasi Pustakawan".to_owned(),
        starts: "2025-10-30".to_owned(),
        ends: "2025-10-31".to_owned(),
        cases: 5,
        assessed: 4,
        reported,
    };
    samples.add("assessor/reports", &List { p, rows: &[row(true), row(false)] });
    samples.add("assessor/reports empty", &List { p, rows: &[] });
    let Some(sample) = certification::form::samples::all().into_iter().find(|s| s.definition.code == CODE) else {
        return;
    };
    let form = Engine::view(sample.definition, &sample.context, &sample.answers, Role::Reader, locale(p), &[]);
    let view = crate::pages::filing::view::sampled(form, Role::Assessor, true);
    let mut f = Fields::new();
    f.wrong("rahasia", Message::new(key("form-required")));
    samples.add("assessor/sign", &Sign { p, f: &f, view: &view });
}

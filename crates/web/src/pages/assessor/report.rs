//! The report of an event (FR.AK.05): the same form page, filled by the assessor for all their cases at once,
//! then read and signed in one act.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use certification::{
    duty::Duty,
    filing::definition,
    form::{BlockView, Definition, Engine, FieldView, FormContext, Role, SlotView},
    id::EventId,
    permit::{Action, Actor},
    record::{
        event::Event,
        form::{Form as FilledForm, Signature},
    },
    report::{CODE, ReportEvent, ReportFile},
};
use serde::Deserialize;
use serde_json::Value;
use store::view::worked;
use workflow::{WorkflowError, draft::of_report, load::report_file};

use super::today::events_of;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    page::{html_with, see_other},
    pages::filing::{
        About, Filing, Met,
        draw::Drawn,
        fill::{show, take, view},
        locale,
        paper::pdf_response,
        view::{Head, View},
    },
    part::{Spine, icon},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/laporan-asesor", Guard::Signed(Action::Report), list)
        .get("/laporan-asesor/{event}", Guard::Signed(Action::Report), show::<ReportForm>)
        .post("/laporan-asesor/{event}", Guard::Signed(Action::Report), take::<ReportForm>)
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
    cases: i64,
    assessed: i64,
    reported: bool,
}

#[derive(Template)]
#[template(path = "assessor/reports.html")]
struct List<'a> {
    p: &'a Page,
    rows: &'a [Row],
}

#[derive(Template)]
#[template(path = "assessor/sign.html")]
struct Sign<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a View,
}

/// The report of an event as its assessor meets it.
struct ReportForm {
    file: ReportFile,
    definition: &'static Definition,
    context: FormContext,
}

/// Which event.
#[derive(Debug, Clone, Deserialize)]
struct ReportPlace {
    event: String,
}

impl ReportForm {
    fn here(&self) -> String {
        format!("/laporan-asesor/{}", self.file.event.id)
    }
}

impl Filing for ReportForm {
    type Place = ReportPlace;

    /// Once it is signed it stands.
    const REOPENS: bool = false;

    fn last(place: &mut ReportPlace) -> &mut String {
        &mut place.event
    }

    async fn load(app: &AppState, p: &Page, ReportPlace { event }: ReportPlace) -> Result<Self, WebError> {
        let event: EventId = event.parse().map_err(|_| WebError::NotFound)?;
        let file = report_file(&mut app.flow().reader(), event, p.actor()?.person).await?;
        let definition = definition(CODE, file.form.as_ref())?;
        let context = file.form_context().ok_or(WebError::NotFound)?;
        Ok(Self { file, definition, context })
    }

    fn definition(&self) -> &'static Definition {
        self.definition
    }

    fn role(&self) -> Role {
        Role::Assessor
    }

    fn context(&self) -> FormContext {
        self.context.clone()
    }

    fn filled(&self) -> Option<&FilledForm> {
        self.file.form.as_ref()
    }

    fn signatures(&self) -> Vec<Signature> {
        self.file.signatures.clone()
    }

    fn about(&self, p: &Page) -> About {
        let file = &self.file;
        let unfinished: Vec<String> = file.unfinished().map(|c| c.label()).collect();
        let said = || p.ta("report-unfinished").with("cases", unfinished.join(", ")).to_string();
        About {
            head: Head {
                spine: Spine {
                    parts: [file.event.code.clone(), String::new(), String::new()],
                    href: None,
                    large: false,
                },
                name: file.assessor.full_name(),
                scheme: file.event.title.clone(),
                stage: None,
                above: "/laporan-asesor".to_owned(),
            },
            here: self.here(),
            documents: String::new(),
            draft: of_report(file.event.id),
            zone: file.event.zone.clone(),
            waits_for: if unfinished.is_empty() { Vec::new() } else { vec![said()] },
            until: None,
        }
    }

    /// It is signed on a page of its own, before it is submitted.
    fn is_own(&self, _: &Actor, _: &SlotView) -> bool {
        false
    }

    /// Submitted and signed in one: next is the page where it is read and signed, and the draft stays until then.
    async fn submit(&self, _: &AppState, _: &Actor, _: Value, _: i64) -> Result<String, WorkflowError> {
        Ok(format!("{}/tanda-tangan", self.here()))
    }

    async fn print(&self, app: &AppState, p: &Page, _: &str) -> Result<Response, WebError> {
        let flow = app.flow();
        let pdf = flow.print(flow.report_paper(&self.file, locale(p)).await?).await?;
        Ok(pdf_response(&format!("{CODE}.pdf"), pdf.bytes))
    }
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let me = p.actor()?.person;
    let mut reader = app.flow().reader();
    let worked = worked(&mut reader, me).await?;
    let events = events_of(&mut reader, &worked).await?;
    let row = |e: Event| {
        let of = worked.iter().find(|w| w.event == e.id)?;
        Some(Row {
            cases: of.cases,
            assessed: of.assessed,
            reported: of.reported > 0,
            id: e.id,
            title: e.title,
            starts: e.starts,
            ends: e.ends,
        })
    };
    let rows: Vec<Row> = events.into_iter().filter_map(row).collect();
    html(&List { p: &p, rows: &rows })
}

/// What is signed, to be read only.
fn reading(p: &Page, met: &Met<ReportForm>) -> Result<View, WebError> {
    let mut view = view(p, met, &[])?;
    let answers = Engine::completed(met.definition, &met.context, &met.answers, Role::Assessor);
    view.form = Engine::whole(met.definition, &met.context, &answers, met.context.locale);
    Ok(view)
}

async fn ask(State(app): State<AppState>, p: Page, Path(place): Path<ReportPlace>) -> Answer {
    let met = Met::at(&app, &p, place).await?;
    html(&Sign { p: &p, f: &Fields::new(), view: &reading(&p, &met)? })
}

#[derive(Debug, Deserialize)]
struct Signed {
    #[serde(default)]
    rahasia: String,
}

async fn sign(State(app): State<AppState>, p: Page, Path(place): Path<ReportPlace>, mut form: Form<Signed>) -> Answer {
    let met: Met<ReportForm> = Met::at(&app, &p, place).await?;
    let actor = p.actor()?;
    let flow = app.flow();
    let seen = met.draft.as_ref().map_or(met.seen, |d| d.seen);
    let done = match flow.access().verify_secret(actor.person, &form.value.rahasia).await {
        Ok(()) => {
            let act = ReportEvent { answers: met.answers.to_value().map_err(WebError::fault)?, seen };
            flow.perform(actor, (met.form.file.event.id, actor.person), act).await.map(|_| ())
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            flow.drop_draft(actor.person, &met.about.draft).await?;
            Ok(see_other(&format!("{}?sudah=kirim#tanda-tangan", met.about.here)))
        }
        Err(WorkflowError::Refused(refusal)) if refusal.code != workflow::access::TOO_OFTEN => {
            form.fields.wrong("rahasia", refusal_message(&refusal));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Sign { p: &p, f: &form.fields, view: &reading(&p, &met)? })
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

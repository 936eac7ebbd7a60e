//! Answering an appeal: what the candidate holds to be wrong, what follows from either answer, and the answer with its
//! reason. Who may not answer is told so before anything is typed.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    appeal::{AnswerAppeal, bars},
    casefile::CaseFile,
    form::Binding,
    permit::Action,
    refusal::Refusal,
    stage::Stage,
};
use serde::Deserialize;
use workflow::{WorkflowError, load::deciders};

use super::visible;
use crate::{
    Answer, AppState, Guard, Page, Routes,
    error::refusal_message,
    form::{Choice, Fields, Form},
    i18n::{Message, key},
    page::{Told, html_with, see_other},
    part::{
        Icon,
        appeal::{AppealSaid, invented},
        case::CaseHead,
        icon,
    },
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::AnswerAppeal);
    Routes::new().get("/berkas/{case}/banding", guard, ask).post("/berkas/{case}/banding", guard, answer)
}

/// The appeal on the page where it is answered.
#[derive(Debug, Clone)]
struct View {
    head: CaseHead,
    appeal: Option<AppealSaid>,
    /// What the candidate wrote.
    grounds: String,
    /// Why the reader may not answer.
    barred: Option<Told>,
    then: Vec<(Icon, String)>,
}

#[derive(Template)]
#[template(path = "case/appeal.html")]
struct AppealPage<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a View,
}

impl AppealPage<'_> {
    fn choice(&self) -> Choice<'_> {
        let choice = self.f.choice(self.p, "jawaban").legend("appeal-answer");
        let choice = choice.answer("upheld", self.p.t("appeal-uphold"), "success", icon("check"));
        choice.answer("rejected", self.p.t("appeal-reject"), "neutral", icon("minus"))
    }
}

/// What follows from an answer, by where the case stands.
fn then(p: &Page, at: Stage) -> Vec<(Icon, String)> {
    let upheld = match at {
        Stage::NotGranted => key("appeal-then-again"),
        Stage::Granted => key("appeal-then-granted"),
        _ => key("appeal-then-panel"),
    };
    vec![
        (icon("check"), p.t(upheld).into_owned()),
        (icon("minus"), p.t("appeal-then-stands").into_owned()),
        (icon("mail"), p.t("appeal-then-told").into_owned()),
        (icon("history"), p.t("withdraw-then-kept").into_owned()),
    ]
}

/// The grounds as the candidate wrote them in the form.
fn grounds(file: &CaseFile) -> String {
    let written = file.forms.iter().find_map(|form| {
        let definition = certification::filing::definition(&form.code, Some(form)).ok()?;
        let (_, field) = definition.fields().find(|(_, field)| field.binding == Some(Binding::AppealGround))?;
        Some(certification::filing::answers(Some(form)).get(&field.key)?.text().to_owned())
    });
    written.unwrap_or_default()
}

async fn shown(app: &AppState, p: &Page, file: &CaseFile, f: &Fields, status: StatusCode) -> Answer {
    let deciders = deciders(&mut app.flow().reader(), file).await?;
    let barred = bars(file, p.actor()?.person, &deciders).map(|why| p.told(&why.code, &why.args));
    let view = View {
        head: CaseHead::of(file),
        appeal: AppealSaid::of(p, file),
        grounds: grounds(file),
        barred,
        then: then(p, file.case.stage),
    };
    html_with(status, &AppealPage { p, f, view: &view })
}

async fn ask(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::AnswerAppeal).await?;
    if file.open_appeal().is_none() {
        return Ok(see_other(&format!("/berkas/{}", file.case.id)));
    }
    shown(&app, &p, &file, &Fields::new(), StatusCode::OK).await
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    jawaban: String,
    #[serde(default)]
    alasan: String,
}

async fn answer(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Sent>,
) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::AnswerAppeal).await?;
    let act = AnswerAppeal::new(value.jawaban, value.alasan);
    match app.flow().perform(p.actor()?, file.case.id, act).await {
        Ok(_) => Ok(see_other(&format!("/berkas/{}?sudah=banding", file.case.id))),
        Err(WorkflowError::Refused(refusal)) if at_the_form(&refusal) => {
            let field = if refusal.code == "appeal.reason-wanted" { "alasan" } else { "jawaban" };
            fields.wrong(field, refusal_message(&refusal));
            shown(&app, &p, &file, &fields, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

fn at_the_form(refusal: &Refusal) -> bool {
    matches!(refusal.code.as_str(), "appeal.reason-wanted" | "appeal.outcome-wanted")
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let view = View {
        head: CaseHead::invented(Stage::NotGranted, p.cx.now),
        appeal: Some(invented(p, true)),
        grounds: "Bukti unit 2 tidak diperiksa.".to_owned(),
        barred: None,
        then: then(p, Stage::NotGranted),
    };
    samples.add("case/appeal", &AppealPage { p, f: &Fields::new(), view: &view });
    let mut wrong = Fields::new();
    wrong.wrong("jawaban", Message::new(key("refusal-appeal-outcome-wanted")));
    wrong.wrong("alasan", Message::new(key("refusal-appeal-reason-wanted")));
    samples.add("case/appeal wrong", &AppealPage { p, f: &wrong, view: &view });
    let barred = View {
        barred: Some(p.told("appeal.decider-may-not-answer", &[])),
        grounds: String::new(),
        appeal: None,
        ..view
    };
    samples.add("case/appeal barred", &AppealPage { p, f: &Fields::new(), view: &barred });
}

//! What staff record in the candidate's place: that the candidate withdraws, and who came on the day.
//! Both end or change a case for good, so each has a page of its own that says what follows.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    application::WithdrawOnBehalf, assignment::RecordAttendance, casefile::CaseFile, permit::Action, stage::Stage,
};
use serde::Deserialize;
use workflow::WorkflowError;

use super::visible;
use crate::{
    Answer, AppState, Guard, Page, Routes,
    error::refusal_message,
    form::{Choice, Fields, Form},
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Icon, case::CaseHead, icon},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeCase);
    Routes::new()
        .get("/berkas/{case}/undur", guard, ask_withdrawal)
        .post("/berkas/{case}/undur", guard, withdraw)
        .get("/berkas/{case}/kehadiran", guard, ask_attendance)
        .post("/berkas/{case}/kehadiran", guard, attend)
}

#[derive(Template)]
#[template(path = "case/withdraw.html")]
struct Withdrawal<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a CaseHead,
    then: &'a [(Icon, String)],
    /// Absence can be recorded instead.
    scheduled: bool,
}

fn then(p: &Page) -> Vec<(Icon, String)> {
    vec![
        (icon("log-out"), p.t("withdraw-then-ended").into_owned()),
        (icon("minus"), p.t("withdraw-then-not-bk").into_owned()),
        (icon("user"), p.t("withdraw-then-seat").into_owned()),
        (icon("mail"), p.t("withdraw-then-told").into_owned()),
        (icon("history"), p.t("withdraw-then-kept").into_owned()),
    ]
}

/// Whether the case can still be left.
fn running(file: &CaseFile) -> bool {
    !file.case.stage.ended()
}

async fn ask_withdrawal(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::ChangeCase).await?;
    if !running(&file) {
        return Ok(see_other(&format!("/berkas/{}", file.case.id)));
    }
    withdrawal(&p, &file, &Fields::new(), StatusCode::OK)
}

fn withdrawal(p: &Page, file: &CaseFile, f: &Fields, status: StatusCode) -> Answer {
    let (head, then) = (CaseHead::of(file), then(p));
    html_with(status, &Withdrawal { p, f, head: &head, then: &then, scheduled: file.case.session.is_some() })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    hadir: String,
}

async fn withdraw(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Sent>,
) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::ChangeCase).await?;
    let act = WithdrawOnBehalf { reason: value.alasan };
    match app.flow().perform(p.actor()?, file.case.id, act).await {
        Ok(_) => Ok(see_other(&format!("/berkas/{}?sudah=undur", file.case.id))),
        Err(WorkflowError::Refused(refusal)) => {
            fields.wrong("alasan", refusal_message(&refusal));
            withdrawal(&p, &file, &fields, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "case/attendance.html")]
struct Attendance<'a> {
    p: &'a Page,
    f: &'a Fields,
    head: &'a CaseHead,
    then: &'a [(Icon, String)],
    day: &'a str,
}

impl Attendance<'_> {
    fn choice(&self) -> Choice<'_> {
        let choice = self.f.choice(self.p, "hadir").legend("attendance-who");
        let choice = choice.answer("ya", self.p.t("case-present"), "success", icon("check"));
        choice.answer("tidak", self.p.t("case-absent"), "neutral", icon("user-x"))
    }
}

fn attendance_then(p: &Page) -> Vec<(Icon, String)> {
    vec![
        (icon("clipboard-check"), p.t("attendance-then-present").into_owned()),
        (icon("user-x"), p.t("attendance-then-absent").into_owned()),
        (icon("history"), p.t("withdraw-then-kept").into_owned()),
    ]
}

fn attendance(p: &Page, file: &CaseFile, f: &Fields, status: StatusCode) -> Answer {
    let (head, then) = (CaseHead::of(file), attendance_then(p));
    let day = file.case.day.as_deref().unwrap_or_default();
    html_with(status, &Attendance { p, f, head: &head, then: &then, day })
}

async fn ask_attendance(app: State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::ChangeCase).await?;
    let now = match file.case.present {
        Some(true) => "ya",
        Some(false) => "tidak",
        None => "",
    };
    attendance(&p, &file, &Fields::new().with("hadir", now), StatusCode::OK)
}

async fn attend(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Sent>,
) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::ChangeCase).await?;
    let present = match value.hadir.as_str() {
        "ya" => Some(true),
        "tidak" => Some(false),
        _ => None,
    };
    let Some(present) = present else {
        fields.wrong("hadir", Message::new(key("attendance-wanted")));
        return attendance(&p, &file, &fields, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let act = RecordAttendance { present, reason: value.alasan };
    match app.flow().perform(p.actor()?, file.case.id, act).await {
        Ok(_) => Ok(see_other(&format!("/berkas/{}?sudah=hadir", file.case.id))),
        Err(WorkflowError::Refused(refusal)) => {
            let field = if refusal.code == "case.reason-wanted" { "alasan" } else { "hadir" };
            fields.wrong(field, refusal_message(&refusal));
            attendance(&p, &file, &fields, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let head = CaseHead::invented(Stage::Assessment, p.cx.now);
    let mut wrong = Fields::new().with("hadir", "tidak");
    wrong.wrong("hadir", Message::new(key("attendance-wanted")));
    wrong.wrong("alasan", Message::new(key("refusal-case-reason-wanted")));
    let (leave, came) = (then(p), attendance_then(p));
    for (name, f) in [("", &Fields::new()), (" wrong", &wrong)] {
        let withdrawal = Withdrawal { p, f, head: &head, then: &leave, scheduled: name.is_empty() };
        samples.add(format!("case/withdraw{name}"), &withdrawal);
        let attendance = Attendance { p, f, head: &head, then: &came, day: "2026-12-08" };
        samples.add(format!("case/attendance{name}"), &attendance);
    }
}

//! Choosing the assessor of a case: every assessor of the event, what speaks for and against each with the
//! rule it rests on, and how much each has. Who is barred stays visible with the reason.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    assignment::{AssessorFacts, AssignAssessor, Finding, findings, that_day},
    casefile::CaseFile,
    duty::Duty,
    id::PersonId,
    permit::Action,
    person::held,
    record::person::{Appointment, Assessor},
    stage::Stage,
};
use serde::Deserialize;
use store::{Find, Read};
use workflow::{WorkflowError, load::assessor_facts};

use super::visible;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::{Fields, Form},
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    part::{Bar, Icon, case::CaseHead, icon},
    samples::Samples,
};

pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::Assign);
    Routes::new().get("/berkas/{case}/asesor", guard, show).post("/berkas/{case}/asesor", guard, assign)
}

/// What speaks for or against somebody: colour, icon, sentence, rule.
#[derive(Debug, Clone)]
struct Reason {
    color: &'static str,
    icon: Icon,
    said: String,
    rule: &'static str,
}

/// Somebody who might assess.
#[derive(Debug, Clone)]
struct Row {
    id: PersonId,
    name: String,
    registration: String,
    until: String,
    institution: String,
    reasons: Vec<Reason>,
    /// Other cases that day, at every event; while there is no day, at this event and on its days.
    load: i64,
    bar: Bar,
    /// Above a limit: a reason is wanted.
    limited: bool,
}

#[derive(Debug, Clone)]
struct ChooseView {
    head: CaseHead,
    able: Vec<Row>,
    barred: Vec<Row>,
    /// The assessor assigned now.
    now: Option<Row>,
    /// The day that counts, once set.
    day: Option<String>,
    days: (String, String),
    limit: i64,
    /// Key of what was just done.
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "case/assessor.html")]
struct Choose<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a ChooseView,
}

/// The assessors of the event, in force today.
pub(super) async fn of_event(app: &AppState, file: &CaseFile) -> Result<Vec<AssessorFacts>, WebError> {
    let mut reader = app.flow().reader();
    let find = Find::by("event_id", file.event.id).and("duty", Duty::Assessor);
    let appointments: Vec<Appointment> = reader.find(&find).await?;
    let today = certification::civil::day(app.now(), &file.event.zone).to_string();
    let in_force = appointments.iter().filter(|a| !held(std::slice::from_ref(a), &today).is_empty());
    let ids: BTreeSet<PersonId> = in_force.map(|a| a.person_id).chain(file.case.assessor_id).collect();
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        if reader.get::<Assessor>(id).await?.is_some() {
            all.push(assessor_facts(&mut reader, id, &file.event).await?);
        }
    }
    Ok(all)
}

async fn view(app: &AppState, p: &Page, file: &CaseFile) -> Result<ChooseView, WebError> {
    let settings = app.flow().settings().await?;
    let limit = settings.int("assessor.block_per_day");
    let (mut able, mut barred, mut now) = (Vec::new(), Vec::new(), None);
    for facts in of_event(app, file).await? {
        let found = findings(&file.case, &file.event, file.institution.as_ref(), &facts, &settings);
        let row = row(p, file, &facts, &found, limit);
        if file.case.assessor_id == Some(row.id) {
            now = Some(row);
        } else if found.iter().any(|f| f.bars && !f.overridable) {
            barred.push(row);
        } else {
            able.push(row);
        }
    }
    able.sort_by(|a, b| (a.load, &a.name).cmp(&(b.load, &b.name)));
    barred.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(ChooseView {
        head: CaseHead::of(file),
        able,
        barred,
        now,
        day: file.case.day.clone(),
        days: (file.event.starts.clone(), file.event.ends.clone()),
        limit,
        done: None,
    })
}

fn row(p: &Page, file: &CaseFile, facts: &AssessorFacts, found: &[Finding], limit: i64) -> Row {
    let load = that_day(&file.case, &facts.load);
    let mut reasons: Vec<Reason> = found
        .iter()
        .map(|f| Reason {
            color: if f.bars && !f.overridable { "danger" } else { "warning" },
            icon: if f.bars && !f.overridable { icon("ban") } else { icon("triangle-alert") },
            said: p.told(f.code, &f.args).said,
            rule: f.rule,
        })
        .collect();
    let clear = |rule: &str| !found.iter().any(|f| f.rule == rule);
    let good = |words: &str| Reason { color: "success", icon: icon("check"), said: p.t(words).into_owned(), rule: "" };
    if clear("R-03") {
        reasons.push(good(key("assign-no-conflict")));
    }
    if clear("R-05") {
        reasons.push(good(key("assign-in-scope")));
    }
    let label = p.ta("assign-load").with("n", load).to_string();
    Row {
        id: facts.person.id,
        name: facts.person.full_name(),
        registration: facts.assessor.met.clone(),
        until: facts.assessor.until.clone(),
        institution: facts.institution.as_ref().map(|i| i.name.clone()).unwrap_or_default(),
        reasons,
        load,
        bar: Bar { done: load, whole: limit, label },
        limited: found.iter().any(|f| f.bars && f.overridable),
    }
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

async fn show(app: State<AppState>, p: Page, Path(id): Path<String>, Query(after): Query<After>) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::Assign).await?;
    let done = (after.sudah == "hubungan").then_some(key("tie-done"));
    html(&Choose { p: &p, f: &Fields::new(), view: &ChooseView { done, ..view(&app, &p, &file).await? } })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    asesor: String,
    #[serde(default)]
    alasan: String,
}

async fn assign(
    app: State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Form { value, mut fields, .. }: Form<Sent>,
) -> Answer {
    let (file, _) = visible(&app, &p, &id, Action::Assign).await?;
    match value.asesor.parse::<PersonId>() {
        Err(_) => fields.wrong("asesor", Message::new(key("refusal-assignment-no-assessor"))),
        Ok(assessor) => {
            let act = AssignAssessor { assessor, reason: value.alasan, facts: None };
            match app.flow().perform(p.actor()?, file.case.id, act).await {
                Ok(_) => return Ok(see_other(&format!("/berkas/{}?sudah=tugaskan", file.case.id))),
                Err(WorkflowError::Refused(refusal))
                    if matches!(refusal.code.as_str(), "assessor.day-full" | "assignment.reason-wanted") =>
                {
                    fields.wrong("alasan", refusal_message(&refusal));
                }
                Err(WorkflowError::Refused(refusal)) => fields.wrong("asesor", refusal_message(&refusal)),
                Err(error) => return Err(error.into()),
            }
        }
    }
    let view = view(&app, &p, &file).await?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Choose { p: &p, f: &fields, view: &view })
}

pub(super) fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let args = [
        ("load", "10"),
        ("limit", "10"),
        ("event", "KALTENG-2026"),
        ("session", "Pagi"),
        ("room", "Aula"),
        ("day", "2026-12-08"),
        ("from", "08:00"),
        ("until", "12:00"),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()));
    let reason = |color, sign, code: &str, rule| Reason { color, icon: sign, said: p.told(code, &args).said, rule };
    let row = |n: u128, name: &str, reasons, load, limited| Row {
        id: PersonId(uuid::Uuid::from_u128(n)),
        name: name.to_owned(),
        registration: "MET.000.004127 2024".to_owned(),
        until: "2027-03-11".to_owned(),
        institution: "Perpustakaan Nasional RI".to_owned(),
        reasons,
        load,
        bar: Bar { done: load, whole: 10, label: p.ta("assign-load").with("n", load).to_string() },
        limited,
    };
    let full = vec![reason("warning", icon("triangle-alert"), "assessor.day-full", "R-06")];
    let kin = vec![
        reason("danger", icon("ban"), "conflict.family", "R-03"),
        reason("danger", icon("ban"), "assessor.clash", "R-07"),
    ];
    let clear =
        vec![Reason { color: "success", icon: icon("check"), said: p.t("assign-no-conflict").into_owned(), rule: "" }];
    let view = ChooseView {
        head: CaseHead::invented(Stage::Unassigned, p.cx.now),
        able: vec![
            row(1, "Taufik Rahmatullah, M.Hum.", clear.clone(), 4, false),
            row(2, "Fajar Kurniawan, M.IP.", full, 10, true),
        ],
        barred: vec![row(3, "Ernawati Yanti, M.IP.", kin, 2, false)],
        now: Some(row(4, "Nurul Aisyah, S.IPI.", clear, 6, false)),
        day: Some("2026-12-08".to_owned()),
        days: ("2026-12-08".to_owned(), "2026-12-09".to_owned()),
        limit: 10,
        done: Some(key("tie-done")),
    };
    samples.add("case/assessor", &Choose { p, f: &Fields::new(), view: &view });
    let mut wrong = Fields::new().with("asesor", PersonId(uuid::Uuid::from_u128(2)));
    wrong.wrong("asesor", Message::new(key("refusal-assignment-no-assessor")));
    wrong.wrong("alasan", Message::new(key("refusal-case-reason-wanted")));
    let none = ChooseView { able: Vec::new(), barred: Vec::new(), now: None, day: None, ..view.clone() };
    samples.add("case/assessor wrong", &Choose { p, f: &wrong, view: &ChooseView { now: None, ..view } });
    samples.add("case/assessor none", &Choose { p, f: &Fields::new(), view: &none });
}

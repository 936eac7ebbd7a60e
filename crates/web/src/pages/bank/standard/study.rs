//! One study: how far its judges are (never what they said), its rounds, the cuts that were approved, and what can be
//! done now.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{
    id::{PersonId, StudyId},
    permit::{self, Action, Actor},
    refusal::Refusal,
};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_standard::{ExamStandards, StudyView},
};

use super::{CHANGE, SEE, id, method_key, names, number, state_tag};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::key,
    page::{html_with, see_other},
    part::Tag,
};

/// `/kisi-kisi/standar/{study}`.
pub(super) fn routes() -> Routes {
    Routes::new().get("/kisi-kisi/standar/{study}", SEE, show).post("/kisi-kisi/standar/{study}", CHANGE, act)
}

/// A judge in the newest round.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct JudgeRow {
    pub id: String,
    pub code: String,
    pub name: String,
    pub rated: i64,
    pub handed_in: bool,
    /// Why they were released, when they were.
    pub released: Option<String>,
}

/// A round.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct RoundRow {
    pub n: i64,
    pub opened: i64,
    pub closed: Option<i64>,
    pub reason: String,
    /// When and why it was cancelled.
    pub cancelled: Option<(i64, String)>,
}

/// A cut that was approved.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct CutRow {
    pub round: i64,
    /// Key of the method's name.
    pub method: &'static str,
    pub judges: i64,
    /// Unit (empty for the whole), points approved, points found, error, interval.
    pub parts: Vec<(String, String, String, String, String)>,
    pub on: String,
    pub act: String,
    pub reason: String,
    pub by: String,
    pub blueprint: String,
}

/// The page.
#[derive(Debug, Clone)]
pub(in crate::pages::bank) struct StudyPage {
    pub id: String,
    pub blueprint: String,
    pub form_id: String,
    pub form: String,
    /// Key of the method's name.
    pub method: &'static str,
    pub with_key: bool,
    pub questions: usize,
    pub state: String,
    pub tag: Tag,
    pub round: i64,
    pub judges: Vec<JudgeRow>,
    pub rounds: Vec<RoundRow>,
    pub cuts: Vec<CutRow>,
    pub may_change: bool,
    pub may_approve: bool,
    pub least: i64,
    /// Who could rate in the place of a judge: id and name.
    pub substitutes: Vec<(String, String)>,
    /// When, by whom and why it was withdrawn.
    pub withdrawn: Option<(i64, String, String)>,
    pub done: Option<&'static str>,
}

impl StudyPage {
    /// Judges who were not released.
    fn sitting(&self) -> impl Iterator<Item = &JudgeRow> {
        self.judges.iter().filter(|judge| judge.released.is_none())
    }

    /// How many of them there are.
    fn seats(&self) -> usize {
        self.sitting().count()
    }

    /// How many are done.
    fn handed_in(&self) -> usize {
        self.sitting().filter(|judge| judge.handed_in).count()
    }

    /// Who can be released: id, and code with name.
    fn to_release(&self) -> Vec<(String, String)> {
        self.sitting().map(|judge| (judge.id.clone(), format!("{}, {}", judge.code, judge.name))).collect()
    }

    /// Whether the open round can be cancelled: one before it counts.
    fn can_cancel(&self) -> bool {
        self.rounds.iter().any(|round| round.n < self.round && round.cancelled.is_none())
    }

    /// Whether the round can be closed.
    fn enough(&self) -> bool {
        i64::try_from(self.handed_in()).is_ok_and(|n| n >= self.least)
    }
}

#[derive(Template)]
#[template(path = "bank/standard/study.html")]
pub(in crate::pages::bank) struct Study<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a StudyPage,
}

impl Study<'_> {
    /// The list from which a judge is released.
    fn released_one(&self) -> String {
        let list = self.f.select(self.p, "penilai").label("standard-set-judge");
        list.option("", self.p.t("bank-choose")).options(&self.view.to_release()).to_string()
    }
}

async fn view(app: &AppState, p: &Page, study: &str) -> Result<StudyPage, WebError> {
    let actor = p.actor()?;
    let found = app.flow().exam_standards().study(actor, id(study)?).await?;
    let may_change = permit::may(actor, Action::ChangeBank);
    let able = if may_change { app.flow().exam_standards().able(actor).await? } else { Vec::new() };
    let people = found.study.judges.iter().copied().chain(found.cuts.iter().map(|cut| cut.approved_by));
    let people = people.chain(found.study.withdrawn.iter().map(|ended| ended.by)).chain(able.iter().copied());
    let names = names(app, p, &people.collect::<Vec<_>>()).await?;
    let least = app.flow().settings().await?.int("exam.least_judges");
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let others = able.iter().filter(|person| !found.study.judges.contains(person));
    let mut substitutes: Vec<(String, String)> = others.map(|person| (person.to_string(), name(person))).collect();
    substitutes.sort_by(|a, b| a.1.cmp(&b.1));
    let withdrawn = found.study.withdrawn.as_ref().map(|ended| (ended.at, name(&ended.by), ended.reason.clone()));
    let judges = found.progress.iter().map(|progress| JudgeRow {
        id: progress.judge.to_string(),
        released: progress.released.as_ref().map(|release| release.ended.reason.clone()),
        code: progress.code.clone(),
        name: name(&progress.judge),
        rated: progress.rated,
        handed_in: progress.handed_in,
    });
    let judges = judges.collect();
    let cuts = found.cuts.iter().map(|cut| CutRow {
        round: cut.round,
        method: method_key(&cut.method),
        judges: cut.judges,
        parts: cut.content.as_array().into_iter().flatten().map(|part| part_of(p, part)).collect(),
        on: p.day(&cut.approved_on),
        act: cut.act.clone(),
        reason: cut.reason.clone(),
        by: name(&cut.approved_by),
        blueprint: cut.blueprint_id.clone(),
    });
    Ok(StudyPage {
        cuts: cuts.rev().collect(),
        judges,
        may_change,
        substitutes,
        withdrawn,
        may_approve: permit::may(actor, Action::ApproveCut) && !found.study.judges.contains(&actor.person),
        least,
        ..plain(&found)
    })
}

/// What the study itself tells.
fn plain(found: &StudyView) -> StudyPage {
    let study = &found.study;
    let round = |round: &certification::record::exam_standard::StandardRound| RoundRow {
        n: round.round,
        opened: round.opened_at,
        closed: round.closed_at,
        reason: round.reason.clone(),
        cancelled: round.cancelled.as_ref().map(|ended| (ended.at, ended.reason.clone())),
    };
    StudyPage {
        id: study.id.to_string(),
        blueprint: study.blueprint_id.clone(),
        form_id: found.form.id.to_string(),
        form: found.form.code.clone(),
        method: method_key(&study.method),
        with_key: study.with_key,
        questions: found.questions,
        state: study.state.clone(),
        tag: state_tag(&study.state),
        round: study.round,
        judges: Vec::new(),
        rounds: found.rounds.iter().rev().map(round).collect(),
        cuts: Vec::new(),
        may_change: false,
        may_approve: false,
        least: 0,
        substitutes: Vec::new(),
        withdrawn: None,
        done: None,
    }
}

/// A cut as it was recorded with its approval.
fn part_of(p: &Page, part: &serde_json::Value) -> (String, String, String, String, String) {
    let text = |name: &str| part.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    // Figures are kept as text: the journal holds whole numbers only.
    let figure = |value: &serde_json::Value| value.as_str().and_then(|text| text.parse::<f64>().ok());
    let of = |name: &str| part.get(name).and_then(figure).map(|n| number(p, n));
    let end = |at: usize| part.get("interval").and_then(|i| i.get(at)).and_then(figure);
    let interval = end(0).zip(end(1)).map(|(low, high)| format!("{}\u{2013}{}", number(p, low), number(p, high)));
    let least = text("least");
    let least = if least.is_empty() { of("least").unwrap_or_default() } else { p.decimal(least) };
    let blank = || "–".to_owned();
    let (found, error) = (of("found").unwrap_or_else(blank), of("error").unwrap_or_else(blank));
    (text("unit"), least, found, error, interval.unwrap_or_else(blank))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(study): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let mut view = view(&app, &p, &study).await?;
    view.done = match asked.sudah.as_str() {
        "buka" => Some(key("standard-set-opened")),
        "tutup" => Some(key("standard-set-closed")),
        "putaran" => Some(key("standard-set-again-done")),
        "lepas" => Some(key("standard-set-released-done")),
        "batal" => Some(key("standard-set-cancelled-done")),
        "tarik" => Some(key("standard-set-withdrawn-done")),
        "setuju" => Some(key("standard-set-approved-done")),
        _ => None,
    };
    html_with(StatusCode::OK, &Study { p: &p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    perbuatan: String,
    #[serde(default)]
    putaran: i64,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    penilai: String,
    #[serde(default)]
    pengganti: String,
    #[serde(default, rename = "alasan-lepas")]
    why_release: String,
    #[serde(default, rename = "alasan-batal")]
    why_cancel: String,
    #[serde(default, rename = "alasan-tarik")]
    why_withdraw: String,
}

/// The field that a refused release is told at.
fn at_release(code: &str) -> &'static str {
    match code {
        "standard.no-judge-of-it" => "penilai",
        "standard.too-few-left"
        | "standard.judge-without-duty"
        | "standard.judge-already"
        | "standard.too-many-judges" => "pengganti",
        _ => "alasan-lepas",
    }
}

/// Releases the judge that was chosen.
async fn release(standards: ExamStandards, actor: &Actor, study: StudyId, value: &Typed) -> Result<(), WorkflowError> {
    let judge = value.penilai.parse().map_err(|_| Refusal::new("standard.no-judge-of-it"))?;
    let instead = match value.pengganti.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Refusal::new("standard.judge-without-duty"))?),
    };
    standards.release(actor, study, judge, instead, &value.why_release).await
}

async fn act(State(app): State<AppState>, p: Page, Path(study): Path<String>, form: Form<Typed>) -> Answer {
    let (actor, standards, key) = (p.actor()?, app.flow().exam_standards(), id(&study)?);
    let Form { value, mut fields, .. } = form;
    let (done, field, word) = match value.perbuatan.as_str() {
        "tutup" => (standards.close(actor, key, value.putaran).await, "putaran", "tutup"),
        "putaran" => (standards.again(actor, key, value.putaran, &value.alasan).await, "alasan", "putaran"),
        "lepas" => (release(standards, actor, key, &value).await, "alasan-lepas", "lepas"),
        "batal" => (standards.cancel(actor, key, value.putaran, &value.why_cancel).await, "alasan-batal", "batal"),
        "tarik" => (standards.withdraw(actor, key, &value.why_withdraw).await, "alasan-tarik", "tarik"),
        _ => return Err(WebError::Unreadable),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/kisi-kisi/standar/{study}?sudah={word}"))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            let field = if word == "lepas" { at_release(&why.code) } else { field };
            fields.wrong(field, refusal_message(&why));
            let view = view(&app, &p, &study).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Study { p: &p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}

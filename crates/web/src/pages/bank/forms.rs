//! Parallel forms of a blueprint: assembled by chance from what is on papers, looked at side by side, frozen; and a
//! frozen form, which can be withdrawn. What is frozen is what was looked at: the chance travels with the page, and
//! another outcome, since the bank has changed, is looked at first.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::{
    id::ExamFormId,
    permit::{self, Action},
    refusal::Refusal,
};
use exam::{
    blueprint::Blueprint,
    form::{Form as Assembled, FormQuestion},
    paper::shuffle::Seed,
};
use serde::Deserialize;
use store::view::person_names;
use workflow::WorkflowError;

use super::{
    CHANGE, SEE,
    blueprint::{LineView, line_view, name_of},
    kind_key, schemes, told,
};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
};

/// Letters of a stem in a list.
const BRIEF: usize = 110;

/// `/kisi-kisi/{id}/perangkat` and a frozen form.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/kisi-kisi/{id}/perangkat", CHANGE, ask)
        .post("/kisi-kisi/{id}/perangkat", CHANGE, take)
        .get("/kisi-kisi/perangkat/{form}", SEE, frozen)
        .post("/kisi-kisi/perangkat/{form}", CHANGE, withdraw)
}

/// A question of a form, without its key.
#[derive(Debug, Clone)]
pub(super) struct QuestionRow {
    pub item: String,
    pub stem: String,
    /// Key of the kind's name.
    pub kind: &'static str,
    pub level: String,
    pub criterion: String,
    pub points: String,
    /// On trial: it does not count.
    pub trial: bool,
}

/// A form beside the others.
#[derive(Debug, Clone)]
pub(super) struct FormView {
    pub code: String,
    pub points: String,
    pub questions: Vec<QuestionRow>,
    /// Questions by level.
    pub levels: String,
    /// Mean difficulty in per cent, of the whole or of each unit; empty while it is not known.
    pub difficulty: Vec<String>,
}

/// The page of assembling.
#[derive(Debug, Clone, Default)]
pub(super) struct AssembleView {
    pub id: String,
    pub name: String,
    pub version: i64,
    /// Why there are no forms.
    pub reasons: Vec<String>,
    pub forms: Vec<FormView>,
    /// Lines of the blueprint, with the questions that each form has for them.
    pub lines: Vec<(LineView, Vec<usize>)>,
    /// The most by which the difficulty of two forms differs, in percentage points; nothing while it is not known, or
    /// there is one form.
    pub apart: Option<String>,
    /// Questions whose difficulty is not known yet; the mean of their line stands in for it.
    pub assumed: usize,
    pub seed: String,
    pub digest: String,
    /// The bank has changed since the forms were looked at.
    pub moved: bool,
}

#[derive(Template)]
#[template(path = "bank/assemble.html")]
pub(super) struct Assemble<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a AssembleView,
}

/// A frozen form.
#[derive(Debug, Clone, Default)]
pub(super) struct FrozenView {
    pub id: String,
    pub code: String,
    pub blueprint: String,
    pub name: String,
    pub at: i64,
    pub by: String,
    pub digest: String,
    pub minutes: i64,
    pub points: String,
    pub questions: Vec<QuestionRow>,
    pub withdrawn: Option<String>,
    /// Items on it that were retired or became known; empty while there are none.
    pub spoiled: String,
    pub may_change: bool,
}

#[derive(Template)]
#[template(path = "bank/form.html")]
pub(super) struct Frozen<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a FrozenView,
}

pub(super) fn question_row(question: &FormQuestion) -> QuestionRow {
    let item = &question.item;
    let words = item.question.stem.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut stem: String = words.chars().take(BRIEF).collect();
    if words.chars().nth(BRIEF).is_some() {
        stem.push('…');
    }
    QuestionRow {
        item: item.id.to_string(),
        stem,
        kind: kind_key(item.question.interaction.kind()),
        level: item.level.map(|level| level.as_str().to_owned()).unwrap_or_default(),
        criterion: item.place.as_ref().map(|place| place.criterion.clone()).unwrap_or_default(),
        points: item.question.points.normalize().to_string(),
        trial: false,
    }
}

/// All that a form asks: what counts, then what is on trial.
pub(super) fn question_rows(form: &Assembled) -> Vec<QuestionRow> {
    let trials = form.trials.iter().map(|question| QuestionRow { trial: true, ..question_row(question) });
    form.questions.iter().map(question_row).chain(trials).collect()
}

/// A share of so many thousandths, in per cent with one place.
fn per_cent(p: &Page, thousandths: u32) -> String {
    let mark = if p.lang() == "id" { ',' } else { '.' };
    format!("{}{mark}{}", thousandths / 10, thousandths % 10)
}

/// Mean difficulty of each form, by scope as the assembly has it.
pub(super) type Means = BTreeMap<Option<String>, Vec<u32>>;

/// What is known of the difficulty of the form of that place, in words.
pub(super) fn difficulty_of(p: &Page, means: &Means, at: usize) -> Vec<String> {
    let of = |(scope, all): (&Option<String>, &Vec<u32>)| {
        let share = per_cent(p, *all.get(at)?);
        Some(scope.as_ref().map_or_else(|| format!("{share}%"), |unit| format!("{unit}: {share}%")))
    };
    means.iter().filter_map(of).collect()
}

/// How far apart the forms are, at most, in percentage points.
pub(super) fn apart(p: &Page, means: &Means) -> Option<String> {
    let spread = |all: &Vec<u32>| Some(all.iter().max()? - all.iter().min()?);
    let widest = means.values().filter(|all| all.len() > 1).filter_map(spread).max()?;
    Some(per_cent(p, widest))
}

pub(super) fn form_view(form: &Assembled, difficulty: Vec<String>) -> FormView {
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    for question in &form.questions {
        *levels.entry(question.item.level.map_or("–", exam::item::Level::as_str)).or_default() += 1;
    }
    FormView {
        code: form.code.clone(),
        points: form.points().normalize().to_string(),
        questions: question_rows(form),
        levels: levels.iter().map(|(level, n)| format!("{level}: {n}")).collect::<Vec<_>>().join(", "),
        difficulty,
    }
}

/// Questions of each form for each line of the blueprint.
pub(super) fn side_by_side(p: &Page, content: &Blueprint, forms: &[Assembled]) -> Vec<(LineView, Vec<usize>)> {
    let line = |(at, line)| {
        let of = |form: &Assembled| {
            form.questions.iter().filter(|question| usize::try_from(question.line).is_ok_and(|n| n == at)).count()
        };
        (line_view(p, line, &|_: &str| String::new()), forms.iter().map(of).collect())
    };
    content.lines.iter().enumerate().map(line).collect()
}

/// One digest of all forms.
fn digest(forms: &[Assembled]) -> Result<String, Refusal> {
    Ok(forms.iter().map(Assembled::digest).collect::<Result<Vec<_>, _>>()?.join("-"))
}

async fn blank(app: &AppState, p: &Page, id: &str) -> Result<AssembleView, WebError> {
    let (row, _) = app.flow().exam_bank().blueprint(p.actor()?, id).await?;
    let name = name_of(p, &schemes(app).await?, &row.slug);
    Ok(AssembleView { id: row.id, name, version: row.version, ..AssembleView::default() })
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let view = blank(&app, &p, &id).await?;
    let f = Fields::new().with("banyak", 2);
    html_with(StatusCode::OK, &Assemble { p: &p, f: &f, view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    banyak: String,
    #[serde(default)]
    kode: String,
    #[serde(default)]
    perbuatan: String,
    #[serde(default)]
    acak: String,
    #[serde(default)]
    sidik: String,
}

async fn take(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let Form { value, mut fields, .. } = form;
    let mut view = blank(&app, &p, &id).await?;
    let most = app.flow().settings_lately().await?.int("exam.most_forms");
    let wanted =
        value.banyak.trim().parse::<usize>().ok().filter(|n| (1..=most).contains(&i64::try_from(*n).unwrap_or(0)));
    let code = value.kode.trim();
    if wanted.is_none() {
        fields.wrong("banyak", Message::new(key("bank-forms-how-many")).with("most", most));
    }
    if code.is_empty() || code.len() > 30 {
        fields.wrong("kode", Message::new(key("bank-code-wanted")));
    }
    let (Some(wanted), true) = (wanted, fields.is_right()) else {
        return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Assemble { p: &p, f: &fields, view: &view });
    };
    let (row, content) = bank.blueprint(actor, &id).await?;
    let freezes = value.perbuatan == "bekukan";
    let seed: Seed = match (freezes, value.acak.parse()) {
        (true, Ok(seed)) => seed,
        (true, Err(_)) => return Err(WebError::Unreadable),
        (false, _) => bank.seed(),
    };
    let assembled = match bank.try_assemble(actor, &row, wanted, code, seed).await? {
        Ok(assembled) => assembled,
        Err(reasons) => {
            view.reasons = reasons.iter().map(|reason| told(&p, reason)).collect();
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &Assemble { p: &p, f: &fields, view: &view });
        }
    };
    let digest = digest(&assembled.forms)?;
    if freezes && digest == value.sidik {
        for form in &assembled.forms {
            match bank.freeze(actor, &row, form).await {
                Ok(_) => {}
                Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
                    fields.wrong("kode", refusal_message(&why));
                    break;
                }
                Err(error) => return Err(error.into()),
            }
        }
        if fields.is_right() {
            return Ok(see_other(&format!("/kisi-kisi/{id}?sudah=beku#perangkat")));
        }
    }
    view.moved = freezes && digest != value.sidik;
    let of = |at: usize| difficulty_of(&p, &assembled.difficulty, at);
    view.forms = assembled.forms.iter().enumerate().map(|(at, form)| form_view(form, of(at))).collect();
    view.apart = apart(&p, &assembled.difficulty);
    view.assumed = assembled.assumed;
    view.lines = side_by_side(&p, &content, &assembled.forms);
    view.seed = seed.into();
    view.digest = digest;
    let status = if fields.is_right() && !view.moved { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    html_with(status, &Assemble { p: &p, f: &fields, view: &view })
}

async fn frozen_view(app: &AppState, p: &Page, id: &str) -> Result<(ExamFormId, FrozenView), WebError> {
    let id: ExamFormId = id.parse().map_err(|_| WebError::NotFound)?;
    let actor = p.actor()?;
    let (row, form) = app.flow().exam_bank().frozen(actor, id).await?;
    let spoiled = app.flow().exam_bank().spoiled([id]).await?.remove(&id).unwrap_or_default();
    let mut reader = app.flow().reader();
    let names = person_names(&mut reader, &[row.frozen_by]).await?;
    let by = names.get(&row.frozen_by).cloned().unwrap_or_else(|| p.t("bank-someone").into_owned());
    let view = FrozenView {
        id: row.id.to_string(),
        name: name_of(p, &schemes(app).await?, &row.slug),
        at: row.frozen_at,
        by,
        minutes: row.minutes,
        points: form.points().normalize().to_string(),
        questions: question_rows(&form),
        may_change: permit::may(actor, Action::ChangeBank),
        code: row.code,
        blueprint: row.blueprint_id,
        digest: row.digest,
        withdrawn: row.withdrawn,
        spoiled: spoiled.join(", "),
    };
    Ok((id, view))
}

async fn frozen(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (_, view) = frozen_view(&app, &p, &id).await?;
    html_with(StatusCode::OK, &Frozen { p: &p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
struct Reason {
    #[serde(default)]
    alasan: String,
}

async fn withdraw(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Reason>) -> Answer {
    let (id, view) = frozen_view(&app, &p, &id).await?;
    let Form { value, mut fields, .. } = form;
    match app.flow().exam_bank().withdraw(p.actor()?, id, &value.alasan).await {
        Ok(()) => Ok(see_other(&format!("/kisi-kisi/perangkat/{id}"))),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            fields.wrong("alasan", refusal_message(&why));
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Frozen { p: &p, f: &fields, view: &view })
        }
        Err(error) => Err(error.into()),
    }
}

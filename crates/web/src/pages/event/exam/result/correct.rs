//! A key that was wrong, or a question at fault: chosen, its effect looked at by name, then applied with a reason. The
//! look is an address of its own, so that it can be repeated and shared; applying is what changes something.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
};
use certification::{
    permit::Action,
    refusal::{Refusal, require},
};
use exam::item::{Answer as KeyAnswer, Interaction, ItemId};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_result::{Correctable, Correction, Mended, Overview, Preview, correction, key_can_be_said},
};

use super::{Top, overview};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    part::{Tag, outcome},
};

/// Characters of a question's words in the list.
const SHORT: usize = 90;

/// `/acara/{event}/ujian/{exam}/koreksi`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::PlanExam), "/acara/{event}/ujian/{exam}/koreksi");
    Routes::new().get(path, guard, show).post(path, guard, apply)
}

/// An option of the chosen question.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub value: String,
    /// Its words; nothing for true and false, whose words are the page's.
    pub words: String,
    /// It is right by the key in force.
    pub key: bool,
}

/// The chosen question.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub id: String,
    pub stem: Vec<String>,
    pub forms: String,
    pub choices: Vec<Choice>,
    /// Several options may be right.
    pub many: bool,
    /// One more text that is right may be typed.
    pub typed: bool,
    pub truth: bool,
    pub can_key: bool,
    /// People mark it, not a key.
    pub by_people: bool,
    pub corrected: bool,
    pub credited: bool,
}

/// Somebody who would change.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    pub seat: i64,
    pub name: String,
    pub before: String,
    pub after: String,
    pub was: Tag,
    pub will_be: Tag,
    pub units: Vec<(String, Tag, Tag)>,
}

/// What the correction would do.
#[derive(Debug, Clone)]
pub(super) struct Effect {
    pub rows: Vec<Changed>,
    pub unchanged: usize,
    pub raised: usize,
    pub lowered: usize,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct CorrectView {
    pub scored: bool,
    /// Name of an item, and its words.
    pub questions: Vec<(String, String)>,
    pub chosen: Option<Chosen>,
    pub effect: Option<Effect>,
}

#[derive(Template)]
#[template(path = "event/exam/result/correct.html")]
pub(super) struct Correct<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub top: &'a Top,
    pub tab: &'static str,
    pub view: &'a CorrectView,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let mut fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let questions = app.flow().exam_results().questions(p.actor()?, found.exam.id).await?;
    let mut effect = None;
    if fields.has("lihat", "ya") {
        match looked_at(&app, &p, &found, &questions, &fields).await {
            Ok(preview) => effect = Some(told(&p, &found, &preview)),
            Err(WorkflowError::Refused(refusal)) => {
                let named = questions.iter().any(|question| question.item.id.as_str() == fields.value("soal"));
                fields.wrong(if named { "kunci" } else { "soal" }, refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    page(&app, &p, &found, &questions, (&fields, effect)).await
}

async fn looked_at(
    app: &AppState,
    p: &Page,
    found: &Overview,
    questions: &[Correctable],
    fields: &Fields,
) -> Result<Preview, WorkflowError> {
    let corrections = read(questions, fields)?;
    let actor = p.actor().map_err(|_| WorkflowError::NotFound)?;
    app.flow().exam_results().preview(actor, found.exam.id, &corrections).await
}

/// What was said, as a correction of the chosen question.
fn read(questions: &[Correctable], fields: &Fields) -> Result<BTreeMap<ItemId, Correction>, Refusal> {
    let chosen = questions.iter().find(|question| question.item.id.as_str() == fields.value("soal"));
    let item = &chosen.ok_or_else(|| Refusal::new("rescore.nothing"))?.item;
    let mended = match fields.value("jenis") {
        "semua" => Mended::CreditAll,
        kind => {
            require(kind == "kunci", "rescore.nothing")?;
            Mended::Key(fields.values("kunci").map(str::to_owned).collect())
        }
    };
    Ok(BTreeMap::from([(item.id.clone(), correction(item, &mended)?)]))
}

fn told(p: &Page, found: &Overview, preview: &Preview) -> Effect {
    let (raised, lowered) = preview.raised_and_lowered();
    let rows = preview.changes.iter().filter_map(|(sitting, change)| {
        let line = found.lines.iter().find(|line| line.sitting.id == *sitting)?;
        let case = found.cases.get(&line.sitting.case_id)?;
        let units = change.units.iter().map(|(unit, was, will)| (unit.clone(), outcome(*was), outcome(*will)));
        Some(Changed {
            seat: line.sitting.seat,
            name: case.name.clone().unwrap_or_default(),
            before: p.decimal(change.before),
            after: p.decimal(change.after),
            was: outcome(change.outcome_before),
            will_be: outcome(change.outcome_after),
            units: units.collect(),
        })
    });
    let mut rows: Vec<Changed> = rows.collect();
    rows.sort_by_key(|row| row.seat);
    Effect { rows, unchanged: preview.unchanged, raised, lowered }
}

async fn page(
    app: &AppState,
    p: &Page,
    found: &Overview,
    questions: &[Correctable],
    (fields, effect): (&Fields, Option<Effect>),
) -> Answer {
    let chosen = questions.iter().find(|question| question.item.id.as_str() == fields.value("soal"));
    if let Some(question) = chosen {
        app.flow().exam_bank().note_key(p.actor()?, question.item.id.as_str()).await?;
    }
    let words = |question: &Correctable| {
        let words = question.item.question.stem.words().split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = words.chars().take(SHORT).collect();
        let more = if short.len() < words.len() { "…" } else { "" };
        (question.item.id.to_string(), format!("{}: {short}{more}", question.item.id))
    };
    let view = CorrectView {
        scored: !found.rounds.is_empty(),
        questions: questions.iter().map(words).collect(),
        chosen: chosen.map(chosen_view),
        effect,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let top = Top::of(app, p, found).await?;
    html_with(status, &Correct { p, f: fields, top: &top, tab: "koreksi", view: &view })
}

fn chosen_view(question: &Correctable) -> Chosen {
    let item = &question.item;
    let choices = match (&item.question.interaction, &item.key.answer) {
        (Interaction::Single { options, .. } | Interaction::Multiple { options, .. }, key) => {
            let right = |id: &exam::item::ChoiceId| match key {
                KeyAnswer::Choice(choice) => choice == id,
                KeyAnswer::Choices(choices) => choices.contains(id),
                _ => false,
            };
            let choice = |option: &exam::item::Choice| Choice {
                value: option.id.to_string(),
                words: option.content.words(),
                key: right(&option.id),
            };
            options.iter().map(choice).collect()
        }
        (Interaction::TrueFalse, KeyAnswer::Truth(truth)) => [true, false]
            .map(|value| Choice { value: value.to_string(), words: String::new(), key: *truth == value })
            .to_vec(),
        _ => Vec::new(),
    };
    Chosen {
        id: item.id.to_string(),
        stem: item.question.stem.words().lines().map(str::to_owned).collect(),
        forms: question.forms.join(", "),
        choices,
        many: matches!(item.key.answer, KeyAnswer::Choices(_)),
        typed: matches!(item.key.answer, KeyAnswer::Texts(_)),
        truth: matches!(item.key.answer, KeyAnswer::Truth(_)),
        can_key: key_can_be_said(item),
        by_people: matches!(item.key.answer, KeyAnswer::Rubric(_)),
        corrected: question.corrected,
        credited: question.credited,
    }
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    alasan: String,
}

async fn apply(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    form: Form<Typed>,
) -> Answer {
    let found = overview(&app, &p, &event, &exam).await?;
    let Form { value, mut fields, .. } = form;
    let results = app.flow().exam_results();
    let questions = results.questions(p.actor()?, found.exam.id).await?;
    let done = match read(&questions, &fields) {
        Ok(corrections) => results.rescore(p.actor()?, found.exam.id, &corrections, &value.alasan).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(see_other(&format!("/acara/{event}/ujian/{}/hasil?sudah=koreksi", found.exam.id))),
        Err(WorkflowError::Refused(refusal)) => {
            let field = match refusal.code.as_str() {
                "result.reason-wanted" | "result.reason-too-long" => "alasan",
                _ => "kunci",
            };
            fields.wrong(field, refusal_message(&refusal));
            let effect = looked_at(&app, &p, &found, &questions, &fields).await.ok();
            let effect = effect.map(|preview| told(&p, &found, &preview));
            page(&app, &p, &found, &questions, (&fields, effect)).await
        }
        Err(error) => Err(WebError::from(error)),
    }
}

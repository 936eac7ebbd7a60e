//! A key that was wrong, or a question at fault: chosen, its effect looked at by name, then applied with a reason. The
//! look is an address of its own, so that it can be repeated and shared; applying is what changes something.

mod key;

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
use exam::item::{Answer as KeyAnswer, ItemId};
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_result::{Correctable, Correction, Mended, Overview, Preview, correction, key_can_be_said},
};

pub(super) use key::{Choice, GapField, Pair};
use key::{choices, gap_fields, key_said, matched, ordered, places};

use super::{Top, overview};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    page::{html_with, see_other},
    pages::sitting::draw,
    part::{Tag, outcome},
};

/// Characters of a question's words in the list.
const SHORT: usize = 90;

/// `/acara/{event}/ujian/{exam}/koreksi`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::PlanExam), "/acara/{event}/ujian/{exam}/koreksi");
    Routes::new().get(path, guard, show).post(path, guard, apply)
}

/// The chosen question.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub id: String,
    /// Attribute of what the question says, where its language is not the page's.
    pub lang: draw::Html,
    pub stem: Vec<String>,
    pub forms: String,
    pub choices: Vec<Choice>,
    /// Several options may be right.
    pub many: bool,
    /// One more text that is right may be typed.
    pub typed: bool,
    pub truth: bool,
    /// Letters of the steps in the order that is right now.
    pub order: Option<String>,
    pub pairs: Vec<Pair>,
    /// What a premise can be matched with.
    pub responses: Vec<(String, String)>,
    pub gaps: Vec<GapField>,
    /// Areas that are right now, a line each, where a picture outlines none.
    pub places: Option<String>,
    pub can_key: bool,
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
    /// What was looked at, for what is applied.
    pub digest: String,
    /// What was said of the key, field by field.
    pub said: Vec<(String, String)>,
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
            Ok(preview) => effect = Some(told(&p, &found, &preview, &fields)),
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
        "kembali" => Mended::Count,
        kind => {
            require(kind == "kunci", "rescore.nothing")?;
            key_said(item, fields)?
        }
    };
    Ok(BTreeMap::from([(item.id.clone(), correction(item, &mended)?)]))
}

fn told(p: &Page, found: &Overview, preview: &Preview, fields: &Fields) -> Effect {
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
    let said = fields.all().filter(|(name, _)| name.starts_with("kunci"));
    Effect {
        rows,
        unchanged: preview.unchanged,
        raised,
        lowered,
        digest: preview.digest.clone(),
        said: said.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    }
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
        chosen: chosen.map(|question| chosen_view(p, question)),
        effect,
    };
    // A premise keeps its response until another one is chosen.
    let mut fields = fields.clone();
    for pair in view.chosen.iter().flat_map(|chosen| &chosen.pairs) {
        if fields.value(&pair.field).is_empty() {
            fields = fields.with(&pair.field, &pair.now);
        }
    }
    if let Some(now) = view.chosen.as_ref().and_then(|chosen| chosen.places.as_deref())
        && fields.value("kunci").is_empty()
    {
        fields = fields.with("kunci", now);
    }
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let top = Top::of(app, p, found).await?;
    html_with(status, &Correct { p, f: &fields, top: &top, tab: "koreksi", view: &view })
}

fn chosen_view(p: &Page, question: &Correctable) -> Chosen {
    let item = &question.item;
    let (pairs, responses) = matched(item);
    Chosen {
        order: ordered(item),
        pairs,
        responses,
        gaps: gap_fields(item),
        id: item.id.to_string(),
        lang: draw::lang(p, item.question.language),
        stem: item.question.stem.words().lines().map(str::to_owned).collect(),
        forms: question.forms.join(", "),
        choices: choices(item),
        places: places(item),
        many: matches!(item.key.answer, KeyAnswer::Choices(_) | KeyAnswer::Areas(_)),
        typed: matches!(item.key.answer, KeyAnswer::Texts(_)),
        truth: matches!(item.key.answer, KeyAnswer::Truth(_)),
        can_key: key_can_be_said(item),
        corrected: question.corrected,
        credited: question.credited,
    }
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    alasan: String,
    /// Digest of the effect that was shown.
    #[serde(default)]
    dilihat: String,
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
        Ok(corrections) => {
            let seen = (value.dilihat.as_str(), value.alasan.as_str());
            results.rescore(p.actor()?, found.exam.id, &corrections, seen).await
        }
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
            let effect = effect.map(|preview| told(&p, &found, &preview, &fields));
            page(&app, &p, &found, &questions, (&fields, effect)).await
        }
        Err(error) => Err(WebError::from(error)),
    }
}

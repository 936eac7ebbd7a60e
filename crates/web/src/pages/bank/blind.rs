//! The key checked blind: the reviewer answers the question without it, and is told afterwards. The page holds the
//! question alone, its options in a chance order under the names of their places, as a paper has them; where only people
//! can judge, the rubric is shown once the answer is given.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use certification::refusal::Refusal;
use exam::{
    bank::{Life, State as At},
    blueprint::{Mixing, Order},
    form::{Form as ExamForm, FormQuestion},
    item::{Interaction, Item, Question, Response, Stimulus},
    paper::{
        Paper,
        shuffle::{Algorithm, Seed},
    },
    sitting::given::Given,
};
use serde::Deserialize;
use workflow::{WorkflowError, exam_bank::ItemStep};

use super::{
    CHANGE,
    deed::{Step, offers},
    key_view::KeyView,
    told,
};
use crate::{
    Answer, AppState, Form, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::sitting::{
        draw::{self, Html},
        given,
    },
};

/// `/butir/{item}/periksa-kunci`.
pub(super) fn routes() -> Routes {
    let path = "/butir/{item}/periksa-kunci";
    Routes::new().get(path, CHANGE, ask).post(path, CHANGE, take)
}

/// The question without its key.
#[derive(Debug, Clone, Default)]
pub(super) struct BlindView {
    pub id: String,
    /// Why this person cannot check it; then there is no question.
    pub refused: Option<String>,
    pub stimulus: Option<Html>,
    pub html: Html,
    /// What would be handed in or said is told in words.
    pub in_words: bool,
    /// Chance of the order, so that places mean the same when the answer comes.
    pub seed: String,
    /// What a marker compares with, once the answer is given and no rule can judge it.
    pub marking: Option<KeyView>,
    /// The answer in the reviewer's words, while it is compared.
    pub answer: String,
}

#[derive(Template)]
#[template(path = "bank/blind.html")]
pub(super) struct Blind<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a BlindView,
}

/// One question as a form of its own, and the paper that is made of it.
fn paper(item: &Item, version: u32, stimulus: Option<Stimulus>, seed: Seed) -> Result<(ExamForm, Paper), Refusal> {
    let mut item = item.clone();
    let shared = stimulus.into_iter().collect::<Vec<_>>();
    if shared.is_empty() {
        item.question.stimulus = None;
    }
    let form = ExamForm {
        code: "-".to_owned(),
        blueprint: String::new(),
        blueprint_version: 0,
        mixing: Mixing { questions: Order::AsForm, options: true },
        questions: vec![FormQuestion { item, version, line: 0, anchor: false }],
        trials: Vec::new(),
        stimuli: shared,
    };
    let paper = Paper::new(&form, Algorithm::CURRENT, seed)?;
    Ok((form, paper))
}

/// What a reviewer is asked in place of a file or of speech: what it would be, in words.
fn in_words(question: &Question) -> Option<Question> {
    let told = matches!(question.interaction, Interaction::Upload { .. } | Interaction::Oral { .. });
    let essay = Interaction::Essay { words: None, minutes: None };
    told.then(|| Question { interaction: essay, ..question.clone() })
}

/// The newest version with what it shares, and why this person cannot check its key, if so.
async fn found(app: &AppState, p: &Page, id: &str) -> Result<(Life, Option<Stimulus>, Option<Refusal>), WebError> {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (_, life) = bank.life(actor, id).await?;
    let saw = bank.saw_key(actor, &life).await?;
    let offered = offers(&life, actor.person, app.flow().now(), saw);
    let refused = match offered.into_iter().find(|offer| offer.step == Step::CheckKey) {
        Some(offer) => offer.refused,
        None => Some(Refusal::new("bank.state")),
    };
    let name = life.newest().and_then(|version| version.item.question.stimulus.clone());
    let stimulus = match name {
        Some(name) if life.state == At::Review => bank.stimulus(&name).await?,
        _ => None,
    };
    Ok((life, stimulus, refused))
}

/// The question as it is shown, with what was answered so far.
fn shown(
    p: &Page,
    life: &Life,
    stimulus: Option<Stimulus>,
    seed: Seed,
    answer: Option<&Given>,
) -> Result<BlindView, WebError> {
    let version = life.newest().ok_or(WebError::NotFound)?;
    let (form, paper) = paper(&version.item, version.number, stimulus, seed)?;
    let shown = paper.shown(&form, 1)?;
    let question = shown.questions.first().ok_or(WebError::NotFound)?;
    let base = format!("/butir/{}", version.item.id);
    let at = draw::At { p, base: &base, n: 1 };
    let told = in_words(question);
    Ok(BlindView {
        id: version.item.id.to_string(),
        stimulus: shown.stimuli.first().map(|stimulus| draw::stimulus(at, stimulus)),
        html: draw::question(at, told.as_ref().unwrap_or(question), answer),
        in_words: told.is_some(),
        seed: seed.into(),
        ..BlindView::default()
    })
}

async fn ask(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let (life, stimulus, refused) = found(&app, &p, &id).await?;
    if let Some(why) = refused {
        return refuse(&p, &id, &why);
    }
    let view = shown(&p, &life, stimulus, app.flow().exam_bank().seed(), None)?;
    html_with(StatusCode::OK, &Blind { p: &p, f: &Fields::new(), view: &view })
}

fn refuse(p: &Page, id: &str, why: &Refusal) -> Answer {
    let view = BlindView { id: id.to_owned(), refused: Some(told(p, why)), ..BlindView::default() };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Blind { p, f: &Fields::new(), view: &view })
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    acak: String,
    /// `ya` or `tidak`, what the reviewer found of an answer that no rule can judge.
    #[serde(default)]
    sesuai: String,
}

async fn take(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<Typed>) -> Answer {
    let (life, stimulus, refused) = found(&app, &p, &id).await?;
    if let Some(why) = refused {
        return refuse(&p, &id, &why);
    }
    let Form { value, mut fields, .. } = form;
    let seed: Seed = value.acak.parse().map_err(|_| WebError::Unreadable)?;
    let version = life.newest().ok_or(WebError::NotFound)?;
    let (of_one, paper) = paper(&version.item, version.number, stimulus.clone(), seed)?;
    let asked = paper.shown(&of_one, 1)?;
    let question = asked.questions.first().ok_or(WebError::NotFound)?;
    let told = in_words(question);
    let answer = given(told.as_ref().unwrap_or(question), &fields);
    let read = match (&told, &answer) {
        (Some(_), Given::Written(text)) => Ok(Some((version.item.id.clone(), Response::Text(text.clone())))),
        (Some(_), _) => Ok(None),
        (None, answer) => paper.read(&of_one, 1, answer),
    };
    let response = match read {
        Ok(Some((_, response))) => response,
        Ok(None) => {
            fields.wrong("jawaban", Message::new(key("bank-answer-first")));
            return again(&p, &life, stimulus, seed, &answer, &fields);
        }
        Err(why) => {
            fields.wrong("jawaban", refusal_message(&why));
            return again(&p, &life, stimulus, seed, &answer, &fields);
        }
    };
    let people = match value.sesuai.as_str() {
        "ya" => Some(true),
        "tidak" => Some(false),
        _ => None,
    };
    let bank = app.flow().exam_bank();
    match bank.step(p.actor()?, &id, &ItemStep::CheckKey(response.clone(), people), "").await {
        Ok(()) => {
            let (_, after) = bank.life(p.actor()?, &id).await?;
            // What is not the key sends the item back.
            let word = if after.state == At::Review { "kunci" } else { "kunci-lain" };
            Ok(see_other(&format!("/butir/{id}?sudah={word}")))
        }
        Err(WorkflowError::Refused(why)) if why.code == "bank.needs-marker" => {
            let mut view = shown(&p, &life, stimulus, seed, Some(&answer))?;
            view.marking = Some(KeyView::of(&p, &version.item));
            view.answer = match response {
                Response::Text(text) => text,
                _ => String::new(),
            };
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Blind { p: &p, f: &fields, view: &view })
        }
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => refuse(&p, &id, &why),
        Err(error) => Err(error.into()),
    }
}

fn again(p: &Page, life: &Life, stimulus: Option<Stimulus>, seed: Seed, answer: &Given, fields: &Fields) -> Answer {
    let view = shown(p, life, stimulus, seed, Some(answer))?;
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &Blind { p, f: fields, view: &view })
}

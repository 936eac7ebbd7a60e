//! One answer that people mark: its question with pictures and model answer, the rubric, and what the reader may see of
//! marks. Whoever has marked it may replace their own marks with a reason until results are released. Nothing here
//! says whose answer it is.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};
use certification::{permit::Action, refusal::Refusal};
use exam::{item::Response, score::marking::Stage};
use rust_decimal::Decimal;
use serde::Deserialize;
use workflow::{
    WorkflowError,
    exam_result::{Aspect, MarkTask, Marked, MarkingRoom},
};

use super::{
    handed::{files, kind_of},
    mark::{Done, MarkHead, ordered, room, tag, title},
};
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    pages::sitting::draw::{self, Html},
    part::Tag,
};

/// `/acara/{event}/ujian/{exam}/penilaian/{code}`.
pub(super) fn routes() -> Routes {
    let (guard, path) = (Guard::Signed(Action::MarkExam), "/acara/{event}/ujian/{exam}/penilaian/{code}");
    Routes::new().get(path, guard, show).post(path, guard, mark).post(
        "/acara/{event}/ujian/{exam}/penilaian/{code}/perbaiki",
        guard,
        correct,
    )
}

/// Marks that the reader may see.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub own: bool,
    pub points: String,
    /// Title and points of each aspect; empty where one number was given.
    pub aspects: Vec<(String, String)>,
    pub remark: String,
    /// When and why the marker replaced it.
    pub replaced: Option<(String, String)>,
}

/// An aspect with the field that marks it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub field: String,
    pub title: String,
    /// Value, points as written, how to know it.
    pub levels: Vec<(String, String, String)>,
}

/// One answer.
#[derive(Debug, Clone)]
pub(super) struct AnswerView {
    pub code: String,
    pub title: String,
    pub of: String,
    /// What the question shares with others.
    pub stimulus: Option<Html>,
    pub question: Html,
    /// An answer that would get all points.
    pub model: Option<Html>,
    pub answer: Vec<String>,
    /// Kinds of the files handed in, in their order.
    pub files: Vec<String>,
    pub aspects: Vec<Asked>,
    pub tag: Tag,
    pub open: bool,
    /// The reader may replace their own marks.
    pub correctable: bool,
    pub third: bool,
    /// The points on which it is settled.
    pub settled: Option<String>,
    pub seen: Vec<Seen>,
    pub done: Done,
}

#[derive(Template)]
#[template(path = "event/exam/result/answer.html")]
pub(super) struct OneAnswer<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a MarkHead,
    pub view: &'a AnswerView,
}

#[derive(Debug, Default, Deserialize)]
struct Sudah {
    #[serde(default)]
    sudah: String,
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code)): Path<(String, String, String)>,
    Query(asked): Query<Sudah>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.task(&code)?;
    let done = Done::of(&asked.sudah);
    let (f, view) = (given(task), AnswerView { done, ..view(&p, &room, task) });
    html(&OneAnswer { p: &p, f: &f, head: &MarkHead::of(&room), view: &view })
}

/// The reader's own marks as fields, where they can be replaced.
fn given(task: &MarkTask) -> Fields {
    let own = task.visible.iter().find(|marked| marked.own && marked.replaced.is_none());
    let Some(own) = own.filter(|_| task.correctable()) else { return Fields::new() };
    let fields = Fields::new().with("catatan", &own.remark);
    (1..).zip(&own.aspects).fold(fields, |fields, (n, points)| fields.with(&format!("a{n}"), points))
}

fn view(p: &Page, room: &MarkingRoom, task: &MarkTask) -> AnswerView {
    let question = &task.item.question;
    let base = format!("{}/{}", MarkHead::of(room).href(), task.code);
    let at = draw::At { p, base: &base, n: 0 };
    AnswerView {
        code: task.code.clone(),
        title: title(task),
        of: p.decimal(question.points),
        stimulus: task.stimulus.as_ref().map(|stimulus| draw::stimulus(at, stimulus)),
        question: draw::content(at, question.language, &question.stem),
        model: task.model().map(|model| draw::content(at, question.language, model)),
        answer: answer(&task.response),
        files: files(&task.response).iter().map(kind_of).collect(),
        aspects: task.aspects.iter().enumerate().map(|(at, aspect)| asked(p, at, aspect)).collect(),
        tag: tag(task),
        open: task.open(),
        correctable: task.correctable(),
        third: matches!(task.stage, Stage::Third),
        settled: match task.stage {
            // Beside one's own it would tell the others' marks.
            Stage::Settled(points) if task.released => Some(p.decimal(points)),
            _ => None,
        },
        seen: task.visible.iter().map(|marked| seen(p, room, task, marked)).collect(),
        done: Done::Nothing,
    }
}

fn seen(p: &Page, room: &MarkingRoom, task: &MarkTask, marked: &Marked) -> Seen {
    let titles = task.aspects.iter().map(|aspect| aspect.title.clone());
    let when = |(at, why): &(i64, String)| (p.moment(*at, &room.zone), why.clone());
    Seen {
        own: marked.own,
        points: p.decimal(marked.points),
        aspects: titles.zip(marked.aspects.iter().map(|points| p.decimal(points))).collect(),
        remark: marked.remark.clone(),
        replaced: marked.replaced.as_ref().map(when),
    }
}

fn asked(p: &Page, at: usize, aspect: &Aspect) -> Asked {
    Asked {
        field: format!("a{}", at + 1),
        title: aspect.title.clone(),
        levels: aspect.levels.iter().map(|(points, words)| level(p, points, words)).collect(),
    }
}

fn level(p: &Page, points: &impl std::fmt::Display, words: &str) -> (String, String, String) {
    (points.to_string(), p.decimal(points), words.to_owned())
}

/// An answer in lines.
fn answer(response: &Response) -> Vec<String> {
    match response {
        Response::Text(text) => text.lines().map(str::to_owned).collect(),
        Response::Gaps(gaps) => gaps.iter().map(|(gap, text)| format!("{gap}: {text}")).collect(),
        _ => Vec::new(),
    }
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    catatan: String,
    #[serde(default)]
    alasan: String,
}

/// The points of each aspect as they were typed; an error that names the aspect beside each that is missing.
fn points(task: &MarkTask, fields: &mut Fields) -> Vec<Decimal> {
    let mut out = Vec::new();
    for at in 0..task.aspects.len().max(1) {
        let field = format!("a{}", at + 1);
        match (fields.value(&field).trim().replace(',', ".").parse(), task.aspects.get(at)) {
            (Ok(points), _) => out.push(points),
            (Err(_), Some(aspect)) => {
                let wanted = Message::new(key("marking-aspect-wanted")).with("aspect", aspect.title.clone());
                fields.wrong(&field, wanted);
            }
            (Err(_), None) => fields.wrong(&field, Message::new(key("marking-points-wanted"))),
        }
    }
    out
}

/// The field that a refusal is about.
fn field_of(refusal: &Refusal) -> String {
    match refusal.code.as_str() {
        "marking.remark-too-long" => "catatan".to_owned(),
        "marking.reason-wanted" | "marking.reason-too-long" => "alasan".to_owned(),
        _ => {
            let aspect = refusal.args.iter().find(|(name, _)| name == "aspect");
            aspect.map_or_else(|| "a1".to_owned(), |(_, n)| format!("a{n}"))
        }
    }
}

async fn mark(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code)): Path<(String, String, String)>,
    form: Form<Typed>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.task(&code)?;
    let Form { value, mut fields, .. } = form;
    let aspects = points(task, &mut fields);
    if fields.is_right() {
        match app.flow().exam_results().mark(p.actor()?, room.exam.id, &code, aspects, &value.catatan).await {
            Ok(_) => return Ok(see_other(&onward(&room, task))),
            Err(WorkflowError::Refused(refusal)) => fields.wrong(&field_of(&refusal), refusal_message(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    again(&p, &room, task, &fields)
}

/// The next answer that waits for the reader, in the order of the queue; the queue when none does.
fn onward(room: &MarkingRoom, task: &MarkTask) -> String {
    let head = MarkHead::of(room).href();
    let waiting: Vec<&MarkTask> = ordered(room).into_iter().filter(|task| task.open()).collect();
    let at = waiting.iter().position(|waits| waits.code == task.code);
    let (before, after) = waiting.split_at(at.unwrap_or_default());
    match after.iter().chain(before).find(|next| next.code != task.code) {
        Some(next) => format!("{head}/{}?sudah=nilai", next.code),
        None => format!("{head}?sudah=semua"),
    }
}

async fn correct(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code)): Path<(String, String, String)>,
    form: Form<Typed>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.task(&code)?;
    let Form { value, mut fields, .. } = form;
    let aspects = points(task, &mut fields);
    if fields.is_right() {
        let (results, marks) = (app.flow().exam_results(), (aspects, value.catatan.as_str()));
        match results.correct_mark(p.actor()?, room.exam.id, &code, marks, &value.alasan).await {
            Ok(_) => return Ok(see_other(&format!("{}/{code}?sudah=perbaiki", MarkHead::of(&room).href()))),
            Err(WorkflowError::Refused(refusal)) => fields.wrong(&field_of(&refusal), refusal_message(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    again(&p, &room, task, &fields)
}

fn again(p: &Page, room: &MarkingRoom, task: &MarkTask, fields: &Fields) -> Result<axum::response::Response, WebError> {
    let page = OneAnswer { p, f: fields, head: &MarkHead::of(room), view: &view(p, room, task) };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

//! Marking by people, blind: the queue of answers under numbers that tell nothing, and one answer with its question,
//! its rubric and the reader's own marks. Nothing on these pages says whose answer it is.

use askama::Template;
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::IntoResponse as _,
};
use certification::{
    duty::Duty,
    id::{EventId, ExamId},
    permit::{Action, Object},
};
use exam::{
    item::{Response, media::MediaName},
    score::marking::Stage,
};
use serde::Deserialize;
use store::{Media, outside::Access};
use workflow::{
    WorkflowError,
    exam_result::{Aspect, MarkTask, MarkingRoom},
    exam_room::stored_name,
    may_see,
};

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::{Message, key},
    nav::{Group, Item},
    page::{html_with, see_other},
    part::{Tag, icon},
};

/// `/penilaian`, and `/acara/{event}/ujian/{exam}/penilaian` with its answers.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::MarkExam);
    Routes::new()
        .get("/penilaian", guard, list)
        .get("/acara/{event}/ujian/{exam}/penilaian", guard, queue)
        .get("/acara/{event}/ujian/{exam}/penilaian/{code}", guard, show)
        .post("/acara/{event}/ujian/{exam}/penilaian/{code}", guard, mark)
        .get("/acara/{event}/ujian/{exam}/penilaian/{code}/berkas/{place}", guard, file)
        .nav(Item::rail(
            Group::Events,
            6,
            "/penilaian",
            key("nav-marking"),
            icon("pen-line"),
            &[Duty::Staff, Duty::Manager, Duty::Assessor],
        ))
}

/// The test, as its markers know it.
#[derive(Debug, Clone)]
pub(super) struct MarkHead {
    pub event: EventId,
    pub exam: ExamId,
    pub name: String,
    /// By how many per cent two markers may differ before a third marks.
    pub apart: i64,
}

impl MarkHead {
    fn of(room: &MarkingRoom) -> Self {
        Self { event: room.exam.event_id, exam: room.exam.id, name: room.exam.name.clone(), apart: room.apart }
    }

    fn href(&self) -> String {
        format!("/acara/{}/ujian/{}/penilaian", self.event, self.exam)
    }
}

/// An answer of the queue.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub code: String,
    pub title: String,
    pub tag: Tag,
    /// The reader can mark it now.
    pub open: bool,
}

#[derive(Template)]
#[template(path = "event/exam/result/marking_list.html")]
pub(super) struct List<'a> {
    pub p: &'a Page,
    /// Address, name, day.
    pub exams: &'a [(String, String, String)],
}

#[derive(Template)]
#[template(path = "event/exam/result/marking.html")]
pub(super) struct Queue<'a> {
    pub p: &'a Page,
    pub head: &'a MarkHead,
    pub waiting: &'a [Waiting],
    pub done: bool,
}

impl Queue<'_> {
    fn open(&self) -> usize {
        self.waiting.iter().filter(|answer| answer.open).count()
    }
}

/// Marks that the reader may see.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub own: bool,
    pub points: String,
    pub remark: String,
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
    pub stem: Vec<String>,
    /// The question shows pictures, which are not shown here.
    pub pictures: bool,
    pub answer: Vec<String>,
    /// Kinds of the files handed in, in their order.
    pub files: Vec<String>,
    pub aspects: Vec<Asked>,
    pub tag: Tag,
    pub open: bool,
    pub third: bool,
    pub seen: Vec<Seen>,
}

#[derive(Template)]
#[template(path = "event/exam/result/answer.html")]
pub(super) struct OneAnswer<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub head: &'a MarkHead,
    pub view: &'a AnswerView,
}

async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let exams = app.flow().exam_results().to_mark(p.actor()?, None).await?;
    let line = |exam: &certification::record::exam::Exam| {
        let href = format!("/acara/{}/ujian/{}/penilaian", exam.event_id, exam.id);
        (href, exam.name.clone(), p.moment(exam.opens, &p.body.zone))
    };
    let exams: Vec<_> = exams.iter().rev().map(line).collect();
    html(&List { p: &p, exams: &exams })
}

async fn room(app: &AppState, p: &Page, event: &str, exam: &str) -> Result<MarkingRoom, WebError> {
    let exam: ExamId = exam.parse().map_err(|_| WebError::NotFound)?;
    let room = app.flow().exam_results().marking(p.actor()?, exam).await?;
    if room.exam.event_id.to_string() == event { Ok(room) } else { Err(WebError::NotFound) }
}

fn tag(task: &MarkTask) -> Tag {
    match (task.stage, task.done) {
        (Stage::Settled(_), _) => Tag::new("success", icon("check"), Message::new(key("marking-settled"))),
        (_, true) => Tag::new("neutral", icon("clock"), Message::new(key("marking-done"))),
        (Stage::Third, false) => Tag::new("warning", icon("users"), Message::new(key("marking-third"))),
        (Stage::Wanted(_), false) => Tag::new("info", icon("pen-line"), Message::new(key("marking-wanted"))),
    }
}

fn title(task: &MarkTask) -> String {
    if task.item.title.is_empty() { task.item.id.to_string() } else { task.item.title.clone() }
}

#[derive(Debug, Default, Deserialize)]
struct Sudah {
    #[serde(default)]
    sudah: String,
}

async fn queue(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam)): Path<(String, String)>,
    Query(asked): Query<Sudah>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let mut waiting: Vec<Waiting> = room
        .tasks
        .iter()
        .map(|task| Waiting { code: task.code.clone(), title: title(task), tag: tag(task), open: task.open() })
        .collect();
    // Question by question, since one rubric at a time makes for even marks; what is open first.
    waiting.sort_by(|a, b| (!a.open, &a.title, &a.code).cmp(&(!b.open, &b.title, &b.code)));
    html(&Queue { p: &p, head: &MarkHead::of(&room), waiting: &waiting, done: !asked.sudah.is_empty() })
}

async fn show(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code)): Path<(String, String, String)>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.tasks.iter().find(|task| task.code == code).ok_or(WebError::NotFound)?;
    html(&OneAnswer { p: &p, f: &Fields::new(), head: &MarkHead::of(&room), view: &view(&p, task) })
}

fn view(p: &Page, task: &MarkTask) -> AnswerView {
    let question = &task.item.question;
    let seen = task.visible.iter().map(|marked| Seen {
        own: marked.own,
        points: p.decimal(marked.points),
        remark: marked.remark.clone(),
    });
    AnswerView {
        code: task.code.clone(),
        title: title(task),
        of: p.decimal(question.points),
        stem: question.stem.words().lines().map(str::to_owned).collect(),
        pictures: !question.media().is_empty(),
        answer: answer(&task.response),
        files: files(&task.response).iter().map(kind_of).collect(),
        aspects: task.aspects.iter().enumerate().map(|(at, aspect)| asked(p, at, aspect)).collect(),
        tag: tag(task),
        open: task.open(),
        third: matches!(task.stage, Stage::Third),
        seen: seen.collect(),
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

/// The files of an answer, by the names under which they were handed in.
fn files(response: &Response) -> &[MediaName] {
    match response {
        Response::Files(files) => files,
        _ => &[],
    }
}

/// `PDF`.
fn kind_of(name: &MediaName) -> String {
    name.as_str().rsplit_once('.').map_or("", |(_, ending)| ending).to_uppercase()
}

/// A file of an answer, opened by who marks it; whose it is, it does not say. Each look is noted.
async fn file(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code, place)): Path<(String, String, String, usize)>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.tasks.iter().find(|task| task.code == code).ok_or(WebError::NotFound)?;
    let name = place.checked_sub(1).and_then(|at| files(&task.response).get(at)).ok_or(WebError::NotFound)?;
    let stored = stored_name(name.as_str()).ok_or(WebError::NotFound)?;
    let (object, stream) = app.flow().store().files()?.read(stored, None).await?;
    let media = Media::ANSWERS.iter().find(|media| media.mime() == object.media_type).ok_or(WebError::NotFound)?;
    let actor = p.actor()?;
    let permit = may_see(actor, Action::MarkExam, &Object::event(room.exam.event_id))?;
    let access = Access {
        person_id: Some(actor.person),
        duty: permit.duty(),
        action: "open-answer".to_owned(),
        object: format!("exam:{}", room.exam.id),
        subject: object.subject,
    };
    app.flow().note_look(access).await?;
    let how = if matches!(media, Media::Pdf | Media::Jpeg | Media::Png) { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, media.mime().to_owned()),
        (header::CONTENT_LENGTH, object.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename=\"{code}-{place}.{}\"", media.extension())),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'none'"
                .to_owned(),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    catatan: String,
}

async fn mark(
    State(app): State<AppState>,
    p: Page,
    Path((event, exam, code)): Path<(String, String, String)>,
    form: Form<Typed>,
) -> Answer {
    let room = room(&app, &p, &event, &exam).await?;
    let task = room.tasks.iter().find(|task| task.code == code).ok_or(WebError::NotFound)?;
    let Form { value, mut fields, .. } = form;
    let mut aspects = Vec::new();
    for at in 1..=task.aspects.len().max(1) {
        let field = format!("a{at}");
        match fields.value(&field).trim().replace(',', ".").parse() {
            Ok(points) => aspects.push(points),
            Err(_) => fields.wrong(&field, Message::new(key("marking-points-wanted"))),
        }
    }
    if fields.is_right() {
        match app.flow().exam_results().mark(p.actor()?, room.exam.id, &code, aspects, &value.catatan).await {
            Ok(_) => return Ok(see_other(&format!("{}?sudah=nilai", MarkHead::of(&room).href()))),
            Err(WorkflowError::Refused(refusal)) => {
                let field = if refusal.code == "marking.remark-too-long" { "catatan" } else { "a1" };
                fields.wrong(field, refusal_message(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = OneAnswer { p: &p, f: &fields, head: &MarkHead::of(&room), view: &view(&p, task) };
    html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

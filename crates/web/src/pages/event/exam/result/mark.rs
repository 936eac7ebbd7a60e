//! Marking by people, blind: the tests in which the reader marks, and of one test the queue of answers under numbers
//! that tell nothing. Nothing on these pages says whose answer it is.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    duty::Duty,
    id::{EventId, ExamId},
    permit::Action,
    record::{event::Event, exam::Exam},
};
use exam::score::marking::Stage;
use serde::Deserialize;
use store::{Find, Read};
use workflow::exam_result::{MarkTask, MarkingRoom};

use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::{Message, key},
    nav::{Group, Item},
    paging::{address, instant_and_id, part},
    part::{Tag, icon, kit::Pager},
};

/// Tests on a page.
const ROWS: u16 = 50;

/// `/penilaian`, and `/acara/{event}/ujian/{exam}/penilaian`.
pub(super) fn routes() -> Routes {
    let guard = Guard::Signed(Action::MarkExam);
    Routes::new().get("/penilaian", guard, list).get("/acara/{event}/ujian/{exam}/penilaian", guard, queue).nav(
        Item::rail(
            Group::Events,
            6,
            "/penilaian",
            key("nav-marking"),
            icon("pen-line"),
            &[Duty::Staff, Duty::Manager, Duty::Assessor],
        )
        .beside(&["/acara/*/ujian/*/penilaian"]),
    )
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
    pub(super) fn of(room: &MarkingRoom) -> Self {
        Self { event: room.exam.event_id, exam: room.exam.id, name: room.exam.name.clone(), apart: room.apart }
    }

    pub(super) fn href(&self) -> String {
        format!("/acara/{}/ujian/{}/penilaian", self.event, self.exam)
    }
}

/// What the reader has just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// Nothing.
    Nothing,
    /// Marked an answer; another one waits.
    Marked,
    /// Marked the last one that waited for them.
    All,
    /// Replaced their own marks.
    Corrected,
}

impl Done {
    pub(super) fn of(word: &str) -> Self {
        match word {
            "nilai" => Self::Marked,
            "semua" => Self::All,
            "perbaiki" => Self::Corrected,
            _ => Self::Nothing,
        }
    }

    /// Key of its words.
    pub(super) const fn words(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Marked => Some(key("marking-kept-next")),
            Self::All => Some(key("marking-kept-all")),
            Self::Corrected => Some(key("marking-corrected")),
        }
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
    pub pager: &'a Pager,
}

#[derive(Template)]
#[template(path = "event/exam/result/marking.html")]
pub(super) struct Queue<'a> {
    pub p: &'a Page,
    pub head: &'a MarkHead,
    pub waiting: &'a [Waiting],
    /// Answers that the reader does not mark, since they have had the sheet.
    pub withheld: usize,
    pub done: Done,
}

impl Queue<'_> {
    fn open(&self) -> usize {
        self.waiting.iter().filter(|answer| answer.open).count()
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Where the page before ended: instant and id.
    #[serde(default)]
    sesudah: String,
}

async fn list(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let find = app.flow().exam_results().to_mark(p.actor()?)?;
    let mut reader = app.flow().reader();
    let end = |exam: &Exam| format!("{}~{}", exam.opens, exam.id);
    let address = |after: &str| address("/penilaian", &[("sesudah", after)]);
    let (exams, pager) = part(&mut reader, find, ROWS, instant_and_id(&asked.sesudah), end, address).await?;
    let find = Find::all().one_of("id", exams.iter().map(|exam| exam.event_id));
    let events: Vec<Event> = reader.find(&find).await?;
    let zones: BTreeMap<EventId, String> = events.into_iter().map(|event| (event.id, event.zone)).collect();
    let line = |exam: &Exam| {
        let href = format!("/acara/{}/ujian/{}/penilaian", exam.event_id, exam.id);
        let zone = zones.get(&exam.event_id).unwrap_or(&p.body.zone);
        (href, exam.name.clone(), p.moment(exam.opens, zone))
    };
    let exams: Vec<_> = exams.iter().map(line).collect();
    html(&List { p: &p, exams: &exams, pager: &pager })
}

/// A test as the reader marks it, where the address names its event.
pub(super) async fn room(app: &AppState, p: &Page, event: &str, exam: &str) -> Result<MarkingRoom, WebError> {
    let exam: ExamId = exam.parse().map_err(|_| WebError::NotFound)?;
    let room = app.flow().exam_results().marking(p.actor()?, exam).await?;
    if room.exam.event_id.to_string() == event { Ok(room) } else { Err(WebError::NotFound) }
}

pub(super) fn tag(task: &MarkTask) -> Tag {
    match (task.stage, task.done) {
        (Stage::Settled(_), _) => Tag::new("success", icon("check"), Message::new(key("marking-settled"))),
        (_, true) => Tag::new("neutral", icon("clock"), Message::new(key("marking-done"))),
        (Stage::Third, false) => Tag::new("warning", icon("users"), Message::new(key("marking-third"))),
        (Stage::Wanted(_), false) => Tag::new("info", icon("pen-line"), Message::new(key("marking-wanted"))),
    }
}

pub(super) fn title(task: &MarkTask) -> String {
    if task.item.title.is_empty() { task.item.id.to_string() } else { task.item.title.clone() }
}

/// Answers in the order of the queue: question by question, since one rubric at a time makes for even marks; what is
/// open first.
pub(super) fn ordered(room: &MarkingRoom) -> Vec<&MarkTask> {
    let mut tasks: Vec<&MarkTask> = room.tasks.iter().collect();
    tasks.sort_by_cached_key(|task| (!task.open(), title(task), task.code.clone()));
    tasks
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
    let line =
        |task: &MarkTask| Waiting { code: task.code.clone(), title: title(task), tag: tag(task), open: task.open() };
    let waiting: Vec<Waiting> = ordered(&room).into_iter().map(line).collect();
    let (head, withheld, done) = (MarkHead::of(&room), room.withheld.len(), Done::of(&asked.sudah));
    html(&Queue { p: &p, head: &head, waiting: &waiting, withheld, done })
}

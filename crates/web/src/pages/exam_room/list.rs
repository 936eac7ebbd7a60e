//! The exams at hand: under way or today, to come, past.

use askama::Template;
use axum::extract::State;
use certification::{
    id::{EventId, ExamId},
    record::{event::Event, exam::Exam},
};
use store::{Find, Read as _};

use super::{Venue, common_end};
use crate::{
    Answer, AppState, Page, html,
    i18n::{Message, key},
    part::{Tag, icon},
};

/// An exam of the list.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) id: ExamId,
    pub(super) name: String,
    pub(super) event: String,
    pub(super) place: String,
    pub(super) day: String,
    pub(super) hours: String,
    pub(super) status: Tag,
}

/// The exams at hand: under way or today, to come, past.
#[derive(Debug, Clone, Default)]
pub(super) struct ListView {
    pub(super) groups: Vec<(&'static str, Vec<Line>)>,
}

#[derive(Template)]
#[template(path = "exam_room/list.html")]
pub(super) struct List<'a> {
    pub(super) p: &'a Page,
    pub(super) view: &'a ListView,
}

/// The label of an exam's state.
pub(in crate::pages) fn status_tag(status: &str) -> Tag {
    match status {
        "frozen" => Tag::new("success", icon("check"), Message::new(key("room-status-frozen"))),
        "closed" => Tag::new("neutral", icon("lock"), Message::new(key("room-status-closed"))),
        "cancelled" => Tag::new("danger", icon("ban"), Message::new(key("room-status-cancelled"))),
        _ => Tag::new("warning", icon("pencil"), Message::new(key("room-status-planned"))),
    }
}

pub(super) async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let exams = app.flow().exam_room().exams(p.actor()?, None).await?;
    let mut events: Vec<EventId> = exams.iter().map(|exam| exam.event_id).collect();
    events.sort_unstable();
    events.dedup();
    let events: Vec<Event> = app.flow().reader().find(&Find::all().one_of("id", events)).await?;
    let now = app.now();
    let (mut today, mut later, mut past) = (Vec::new(), Vec::new(), Vec::new());
    for exam in exams {
        let Some(event) = events.iter().find(|event| event.id == exam.event_id) else { continue };
        let venue = Venue::plain(event);
        let group = match venue.day(exam.opens).cmp(&venue.day(now)) {
            std::cmp::Ordering::Equal => &mut today,
            std::cmp::Ordering::Greater => &mut later,
            std::cmp::Ordering::Less => &mut past,
        };
        group.push((exam.opens, line(&p, &exam, &venue)));
    }
    today.sort_by_key(|(at, _)| *at);
    later.sort_by_key(|(at, _)| *at);
    past.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let lines = |group: Vec<(i64, Line)>| group.into_iter().map(|(_, line)| line).collect::<Vec<_>>();
    let groups =
        vec![(key("room-today"), lines(today)), (key("room-later"), lines(later)), (key("room-past"), lines(past))];
    let view = ListView { groups: groups.into_iter().filter(|(_, lines)| !lines.is_empty()).collect() };
    html(&List { p: &p, view: &view })
}

fn line(p: &Page, exam: &Exam, venue: &Venue) -> Line {
    let until = common_end(exam).unwrap_or(exam.last_start);
    Line {
        id: exam.id,
        name: exam.name.clone(),
        event: venue.event.clone(),
        place: venue.room(exam),
        day: p.day_short(&venue.day(exam.opens)),
        hours: format!("{}–{} {}", venue.hm(p, exam.opens), venue.hm(p, until), venue.sign()),
        status: status_tag(&exam.status),
    }
}

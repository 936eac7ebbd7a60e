//! Written tests of an event as their planners see them: the list, the plan of one, who sits where with how much more
//! time, papers drawn and frozen before the day, and its end. The room on the day is `pages::exam_room`.

mod paper;
mod papers;
mod plan;
mod print;
mod reseat;
mod result;
mod samples;
mod seats;
mod status;

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    id::ExamId,
    permit::Action,
    record::{
        event::Event,
        exam::{Exam, Sitting},
        scheme::SchemeVersion,
    },
};
use store::{Find, Read as _};
use workflow::exam_plan::PlannedExam;

pub(super) use samples::samples;

use super::{Head, event};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    pages::exam_room::status_tag,
    part::{Spine, Tag},
    when::Instant,
};

/// `/acara/{event}/ujian` and everything below it.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/acara/{event}/ujian", Guard::Signed(Action::PlanExam), list)
        .merge(plan::routes())
        .merge(seats::routes())
        .merge(reseat::routes())
        .merge(papers::routes())
        .merge(paper::routes())
        .merge(status::routes())
        .merge(print::routes())
        .merge(result::routes())
}

/// A test with its event, where the reader may plan it and the address names both.
async fn planned(app: &AppState, p: &Page, event: &str, exam: &str) -> Result<PlannedExam, WebError> {
    let exam: ExamId = exam.parse().map_err(|_| WebError::NotFound)?;
    let planned = app.flow().exam_planning().exam(p.actor()?, exam).await?;
    if planned.event.id.to_string() == event { Ok(planned) } else { Err(WebError::NotFound) }
}

/// The schemes of an event, as it pins them.
async fn schemes(app: &AppState, event: &Event) -> Result<Vec<SchemeVersion>, WebError> {
    let ids = event.offers.iter().map(|offer| offer.scheme_version_id);
    Ok(app.flow().reader().find(&Find::all().one_of("id", ids)).await?)
}

/// A scheme's name in the reader's language.
fn scheme_name(p: &Page, schemes: &[SchemeVersion], slug: &str) -> String {
    let scheme = schemes.iter().find(|scheme| scheme.slug == slug);
    scheme.map_or(slug, |scheme| p.scheme_name(scheme)).to_owned()
}

/// The head that the pages of one test share.
#[derive(Debug, Clone)]
struct ExamHead {
    id: ExamId,
    event: Head,
    name: String,
    room: String,
    /// Day and hours.
    when: String,
    /// `60 menit bersama`, or from each one's own start.
    clock: String,
    scheme: String,
    tag: Tag,
    status: String,
    reason: String,
}

impl ExamHead {
    fn of(p: &Page, exam: &Exam, event: &Event, schemes: &[SchemeVersion]) -> Self {
        let head = Head::of(event);
        let hm = |at: i64| Instant::new(at, &event.zone).clock(p.cx.locale);
        let day = p.day(&certification::civil::day(exam.opens, &event.zone).to_string());
        let when = p
            .ta("exam-when")
            .with("day", day)
            .with("from", hm(exam.opens))
            .with("last", hm(exam.last_start))
            .with("zone", head.zone_sign())
            .to_string();
        let clock = if exam.clock == "hall" {
            p.ta("exam-clock-hall-said").with("n", exam.minutes).to_string()
        } else {
            p.ta("exam-clock-personal-said").with("n", exam.minutes).to_string()
        };
        Self {
            id: exam.id,
            event: head,
            name: exam.name.clone(),
            room: exam.room.clone(),
            when,
            clock,
            scheme: scheme_name(p, schemes, &exam.slug),
            tag: status_tag(&exam.status),
            status: exam.status.clone(),
            reason: exam.reason.clone().unwrap_or_default(),
        }
    }

    fn href(&self) -> String {
        format!("/acara/{}/ujian/{}", self.event.id, self.id)
    }

    /// It can still be changed.
    fn open(&self) -> bool {
        matches!(self.status.as_str(), "planned" | "frozen")
    }
}

/// How many of a test's seats have their paper.
fn drawn(seats: &[Sitting]) -> usize {
    seats.iter().filter(|seat| seat.drawn_at.is_some()).count()
}

/// The spine label of a case.
fn spine(abbr: &str, case: &certification::record::case::Case) -> Spine {
    Spine::of(&certification::casefile::label(abbr, case))
}

/// Sign of a scheme on spine labels.
fn abbr<'a>(schemes: &'a [SchemeVersion], slug: &str) -> &'a str {
    schemes.iter().find(|scheme| scheme.slug == slug).map_or("", |scheme| scheme.abbr.as_str())
}

#[derive(Template)]
#[template(path = "event/exam/list.html")]
struct List<'a> {
    p: &'a Page,
    head: &'a Head,
    exams: &'a [ExamHead],
}

async fn list(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::PlanExam).await?;
    let exams = app.flow().exam_planning().of_event(p.actor()?, event.id).await?;
    let schemes = schemes(&app, &event).await?;
    let exams: Vec<ExamHead> = exams.iter().map(|exam| ExamHead::of(&p, exam, &event, &schemes)).collect();
    html(&List { p: &p, head: &Head::of(&event), exams: &exams })
}

//! The demonstration: an invented certification body, the Kalsel event of 30–31 October 2025 with its
//! 60 people and 12 assessors, the finished event of the year before, and, while the Kalsel event is under way, that of a
//! district whose written test is over.

mod accounts;
mod bank;
mod calendar;
mod course;
mod decree;
mod district;
mod hall;
mod kalsel;
mod last_year;
mod line;
mod mending;
mod sat;
mod standards;

use certification::{
    duty::Duty,
    entropy::Entropy,
    id::{CaseId, EventId, PanelId, PersonId},
    record::{case::Case, certificate::Certificate, event::Event},
    stage::Stage,
};
use futures::future::BoxFuture;
use store::{Find, Lane, Read, StoreError, Tx, jobs::job_of_key};

pub use accounts::{Account, PASSWORD, standing};
pub use calendar::{OPENING, ZONE};
pub use kalsel::CODE;

use self::line::{Entrant, Line};
use crate::{
    SeededEntropy,
    cast::{Cast, activate},
    error::{RehearsalError, script},
    schemes,
    seating::seat,
    stage::Rehearsal,
    verdicts::{Sitting, issue},
    written,
};

/// How far the demonstration is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// To the first morning of the event, with cases at every stage.
    UnderWay,
    /// To the end: 43 certificates.
    Finished,
}

/// A demonstration that was built.
#[derive(Debug, Clone)]
pub struct Demo {
    /// One account for each duty.
    pub accounts: Vec<Account>,
    /// The event.
    pub event: EventId,
    /// The event of the year before.
    pub last_year: EventId,
}

/// Builds the demonstration in an empty house. The seed decides which case stands where.
///
/// # Errors
/// When an act was refused: the demonstration breaks a rule of the house.
pub async fn build(stage: &Rehearsal, seed: u64, ending: Ending) -> Result<Demo, RehearsalError> {
    let dice = &SeededEntropy::of(seed);
    stage.go_to_local("2024-01-08T08:00", "Asia/Jakarta")?;
    let mut cast = Cast::gather(stage).await?;
    let offers = schemes::adopt(stage, cast.one(Duty::SchemeCommittee)?, schemes::examples()?).await?;
    for member in &cast.members {
        activate(stage, member.id).await?;
    }
    let last_year = last_year::play(stage, &cast, offers.clone()).await?;

    let calendar = if ending == Ending::Finished { calendar::OVER } else { calendar::ARRIVING };
    stage.go_to_local(calendar.plan, ZONE)?;
    let event = kalsel::open(stage, &cast, offers.clone(), ending == Ending::UnderWay).await?;
    let assessors = kalsel::appoint_assessors(stage, &cast, event.id).await?;
    for assessor in &assessors {
        activate(stage, *assessor).await?;
    }
    decree::take_in(stage, &cast).await?;
    let forms = hall::prepare(stage, &cast).await?;
    stage.go_to_local(calendar.intake, ZONE)?;
    let cases = kalsel::invite(stage, &cast, event.id).await?;
    cast.contact(stage, kalsel::CONTACT).await?;
    let entrants = cast_entrants(stage, &event, &cases, &assessors, dice, ending).await?;
    let line = Line { stage, cast: &cast, event: event.id, calendar, entrants };
    line.apply().await?;
    if ending == Ending::UnderWay {
        let district = district::prepare(stage, &cast, offers).await?;
        line.plan().await?;
        district::test(&district, forms.district, dice).await?;
    } else {
        line.plan().await?;
        let exam = sat::sit(&line, forms.event, &sat::FIRST_HOUR, dice).await?;
        sat::release(&line, exam).await?;
    }
    line.assess().await?;
    let sitting = line.decide().await?;
    stage.go_to_local(calendar.issue, ZONE)?;
    match ending {
        Ending::Finished => issue_all(stage, &cast, sitting.panel).await?,
        Ending::UnderWay => leave_under_way(&line).await?,
    }
    if ending == Ending::UnderWay {
        hall::hold(stage, &cast, event.id, forms.event, dice).await?;
    }
    stage.go_to_local(OPENING, ZONE)?;
    let accounts = accounts::open(stage, &line).await?;
    Ok(Demo { accounts, event: event.id, last_year })
}

/// Each case with its seat and its course.
async fn cast_entrants(
    stage: &Rehearsal,
    event: &Event,
    cases: &[Case],
    assessors: &[PersonId],
    dice: &dyn Entropy,
    ending: Ending,
) -> Result<Vec<Entrant>, RehearsalError> {
    let settings = stage.workflow.settings().await?;
    let mut usual = event.clone();
    usual.sessions.retain(|session| !kalsel::EARLY.contains(&session.id.as_str()));
    let mut seats = seat(&mut stage.workflow.reader(), &settings, &usual, cases, assessors).await?;
    let courses = match ending {
        Ending::Finished => course::finished(cases.len()),
        Ending::UnderWay => {
            let number = |id| assessors.iter().position(|a| *a == id).unwrap_or_default();
            let numbers: Vec<usize> = seats.iter().map(|s| number(s.assessor)).collect();
            // Whom the first three assess, they have assessed before a visitor comes: two in the hall, one beside it.
            for (seat, assessor) in seats.iter_mut().zip(&numbers).filter(|(_, assessor)| **assessor <= 2) {
                seat.session = kalsel::EARLY[assessor / 2].to_owned();
            }
            let mut courses = course::under_way(&numbers, dice);
            let sits: Vec<bool> = cases.iter().map(|case| case.slug == written::SLUG).collect();
            course::seat_the_ready(&mut courses, &sits);
            courses
        }
    };
    let all = cases.iter().zip(seats).zip(courses);
    Ok(all.map(|((case, seat), course)| Entrant { candidate: case.person_id, seat, course }).collect())
}

async fn issue_all(stage: &Rehearsal, cast: &Cast, panel: PanelId) -> Result<(), RehearsalError> {
    let manager = stage.workflow.actor(cast.one(Duty::Manager)?).await?;
    stage.workflow.order_issue(&manager, panel).await?;
    print(stage).await
}

/// Some certificates are out, one is being printed, and a second panel has begun on what is left.
async fn leave_under_way(line: &Line<'_>) -> Result<(), RehearsalError> {
    let (stage, cast) = (line.stage, line.cast);
    let manager = cast.one(Duty::Manager)?;
    for case in line.of_stage(Stage::Issued) {
        issue(stage, manager, case).await?;
    }
    print(stage).await?;
    for case in line.of_stage(Stage::Issuing) {
        issue(stage, manager, case).await?;
        hold_back(stage, case).await?;
    }
    stage.go_to_local("2025-10-30T07:30", ZONE)?;
    let members: Vec<PersonId> = cast.all(Duty::PanelMember).collect();
    let sitting = Sitting::convene(stage, manager, line.event, "2025-10-30", members).await?;
    let mut before = line.entrants.iter().filter(|e| e.course.until == Stage::Reported);
    if let Some(entrant) = before.next() {
        let vote = if entrant.course.finding == crate::Finding::K { "granted" } else { "not-granted" };
        for seat in 0..2 {
            sitting.vote(seat, entrant.seat.case, vote, "").await?;
        }
    }
    // Of the next a member stays out, about the one after they do not agree.
    if let Some(entrant) = before.next() {
        sitting.stand_aside(3, entrant.seat.case, "family", "Sepupu asesi.").await?;
    }
    if let Some(entrant) = before.next() {
        sitting.vote(1, entrant.seat.case, "returned", "Bukti rekaman layanan belum menunjukkan tanggalnya.").await?;
    }
    Ok(())
}

/// Takes the printing of a certificate out of the queue, as when the blanko have run out.
async fn hold_back(stage: &Rehearsal, case: CaseId) -> Result<(), RehearsalError> {
    let mut reader = stage.workflow.reader();
    let certificate: Option<Certificate> = reader.first(Find::by("case_id", case)).await?;
    let certificate = certificate.ok_or_else(|| script("the case has no certificate"))?;
    let job = job_of_key(&mut reader, &format!("print-certificate:{}", certificate.id)).await?;
    let job = job.ok_or_else(|| script("no job prints the certificate"))?.id;
    stage
        .workflow
        .store()
        .transact(Lane::Bulk, move |tx: &mut Tx| -> BoxFuture<'_, Result<bool, StoreError>> {
            Box::pin(async move { tx.cancel_job(job).await })
        })
        .await?;
    Ok(())
}

/// Does the jobs that wait, the printing of certificates above all.
async fn print(stage: &Rehearsal) -> Result<(), RehearsalError> {
    while stage.workflow.work_once("rehearsal").await? > 0 {}
    Ok(())
}

//! The event of the year before: twelve people, all certified, and what became of some certificates
//! since: one suspended, one revoked, one superseded.

use certification::{
    certificate::{ChangeStatus, IssueCertificate, Supersede},
    duty::Duty,
    event::{PlanEvent, SetEventStatus},
    id::{CaseId, EventId},
    record::{case::Case, certificate::Certificate, event::Offer},
    stage::Stage,
};
use store::{Find, Read};

use super::{
    calendar::{LAST_YEAR, ZONE},
    course::{Course, finished},
    kalsel::plan,
    line::{Entrant, Line},
    print,
};
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    guests,
    player::Finding,
    seating::seat,
    stage::Rehearsal,
};

/// Code of the event.
pub const CODE: &str = "KALSEL-2024";

/// Plays the event to its end.
///
/// # Errors
/// When an act was refused.
pub async fn play(stage: &Rehearsal, cast: &Cast, offers: Vec<Offer>) -> Result<EventId, RehearsalError> {
    stage.go_to_local(LAST_YEAR.plan, ZONE)?;
    let staff = cast.one(Duty::Staff)?;
    let title = "Sertifikasi Kompetensi Pustakawan Kalimantan Selatan 2024";
    let plan = plan(CODE, title, ["2024-10-16", "2024-10-17"], [12, 0], offers);
    let event = stage.act(staff, (None, CODE.to_owned()), PlanEvent { plan }).await?.file.event;
    let assessors = guests::appoint(stage, cast, event.id).await?;
    stage.go_to_local(LAST_YEAR.intake, ZONE)?;
    let cases = guests::invite(stage, staff, &event, 12).await?;
    let settings = stage.workflow.settings().await?;
    let seats = seat(&mut stage.workflow.reader(), &settings, &event, &cases, &assessors).await?;
    let entrants = cases
        .iter()
        .zip(seats)
        .zip(finished(cases.len()))
        .map(|((case, seat), course)| {
            let course = Course { until: Stage::Issued, finding: Finding::K, ..course };
            Entrant { candidate: case.person_id, seat, course }
        })
        .collect();
    let line = Line { stage, cast, event: event.id, calendar: LAST_YEAR, entrants };
    line.prepare().await?;
    line.assess().await?;
    let sitting = line.decide().await?;
    stage.go_to_local(LAST_YEAR.issue, ZONE)?;
    let manager = stage.workflow.actor(cast.one(Duty::Manager)?).await?;
    stage.workflow.order_issue(&manager, sitting.panel).await?;
    print(stage).await?;
    let closed = SetEventStatus { status: "closed".to_owned(), reason: String::new() };
    stage.act(staff, (Some(event.id), CODE.to_owned()), closed).await?;
    fates(stage, cast, &cases).await?;
    Ok(event.id)
}

/// What became of certificates since.
async fn fates(stage: &Rehearsal, cast: &Cast, cases: &[Case]) -> Result<(), RehearsalError> {
    let manager = cast.one(Duty::Manager)?;
    let of = |n: usize| cases.get(n).map(|c| c.id).ok_or_else(|| script("too few cases"));
    stage.go_to_local("2025-02-11T10:00", ZONE)?;
    let number = number(stage, of(2)?).await?;
    let status = |status: &str, reason: &str, number: String| ChangeStatus {
        status: status.to_owned(),
        reason: reason.to_owned(),
        number,
        changes: 0,
    };
    let misuse = "Tanda sertifikasi dipakai untuk jasa di luar ruang lingkup; menunggu perbaikan dari pemegang.";
    stage.act(manager, of(2)?, status("suspended", misuse, number)).await?;
    stage.go_to_local("2025-04-22T14:00", ZONE)?;
    let number = self::number(stage, of(4)?).await?;
    let forged = "Ijazah yang diajukan terbukti tidak sah menurut penerbitnya.";
    stage.act(manager, of(4)?, status("revoked", forged, number)).await?;
    stage.go_to_local("2025-06-03T09:30", ZONE)?;
    let old = self::number(stage, of(6)?).await?;
    let issue = IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() };
    let reason = "Penulisan gelar diperbaiki atas permohonan pemegang.".to_owned();
    stage.act(manager, of(6)?, Supersede { reason, number: old, changes: 0, issue }).await?;
    print(stage).await
}

async fn number(stage: &Rehearsal, case: CaseId) -> Result<String, RehearsalError> {
    let all: Vec<Certificate> = stage.workflow.reader().find(&Find::by("case_id", case)).await?;
    let standing = all.into_iter().find(|c| c.status != "superseded");
    standing.map(|c| c.number).ok_or_else(|| script("the case has no certificate"))
}

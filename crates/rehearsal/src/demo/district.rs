//! The event of a district, a few days before: its written test is sat, scored, corrected in one question and released,
//! so that results and figures of questions can be seen; its assessments are still to come.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    entropy::Entropy,
    event::{EventPlan, PlanEvent},
    id::ExamFormId,
    record::event::{Event, Funding, Offer},
    stage::Stage,
};
use workflow::exam_result::Correction;

use super::{
    ZONE,
    calendar::DISTRICT,
    course::{Course, finished},
    kalsel::plan,
    line::{Entrant, Line},
    sat::{self, Test},
};
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    guests,
    seating::seat,
    stage::Rehearsal,
    written,
};

/// Code of the event.
pub const CODE: &str = "TANBU-2025";

/// So many sit the test that its questions have a difficulty and a time, and too few for how well they tell candidates
/// apart, for reliability or for groups to be compared.
const TEST: Test = Test {
    opens: "2025-10-27T08:30",
    last_start: "2025-10-27T09:00",
    over: "2025-10-27T10:15",
    absent: 1,
    obscure: &[FAULTY],
};
/// The place of the question that is credited to everybody.
const FAULTY: usize = 11;

/// Plans the event and takes its cases to the signed agreement.
///
/// # Errors
/// When an act was refused.
pub async fn prepare<'r>(stage: &'r Rehearsal, cast: &'r Cast, offers: Vec<Offer>) -> Result<Line<'r>, RehearsalError> {
    stage.go_to_local(DISTRICT.plan, ZONE)?;
    let staff = cast.one(Duty::Staff)?;
    let event: Event = stage.act(staff, (None, CODE.to_owned()), PlanEvent { plan: planned(offers) }).await?.file.event;
    let assessors = guests::appoint_of_district(stage, cast, event.id).await?;
    stage.go_to_local(DISTRICT.intake, ZONE)?;
    let cases = guests::invite_of_district(stage, staff, &event).await?;
    let settings = stage.workflow.settings().await?;
    let seats = seat(&mut stage.workflow.reader(), &settings, &event, &cases, &assessors).await?;
    let entrants = cases
        .iter()
        .zip(seats)
        .zip(finished(cases.len()))
        .map(|((case, seat), course)| {
            let course = Course { until: Stage::Assessment, ..course };
            Entrant { candidate: case.person_id, seat, course }
        })
        .collect();
    let line = Line { stage, cast, event: event.id, calendar: DISTRICT, entrants };
    line.prepare().await?;
    Ok(line)
}

fn planned(mut offers: Vec<Offer>) -> EventPlan {
    offers.retain(|offer| offer.slug == written::SLUG);
    let title = "Sertifikasi Layanan Dasar Kabupaten Tanah Bumbu 2025";
    let event = plan(CODE, title, ["2025-11-03", "2025-11-04"], [0, 0], offers);
    EventPlan {
        host: "Dinas Perpustakaan dan Kearsipan Kabupaten Tanah Bumbu".to_owned(),
        venue: "Perpustakaan Umum Kabupaten Tanah Bumbu, Batulicin".to_owned(),
        kab: "63.10".to_owned(),
        // The written test comes a week before the assessments.
        starts: "2025-10-27".to_owned(),
        funding: vec![Funding { id: "apbd".to_owned(), source: "APBD".to_owned(), seats: 22 }],
        ..event
    }
}

/// Holds the test, scores it, looks at its questions and corrects one, and releases the results.
///
/// # Errors
/// When an act was refused.
pub async fn test(line: &Line<'_>, form: ExamFormId, dice: &dyn Entropy) -> Result<(), RehearsalError> {
    let stage = line.stage;
    let exam = sat::sit(line, form, &TEST, dice).await?;
    let staff = stage.workflow.actor(line.cast.one(Duty::Staff)?).await?;
    let manager = stage.workflow.actor(line.cast.one(Duty::Manager)?).await?;
    let results = stage.workflow.exam_results();
    stage.go_to_local("2025-10-27T13:00", ZONE)?;
    results.score(&staff, exam, "").await?;
    stage.go_to_local("2025-10-28T09:20", ZONE)?;
    let questions = results.questions(&manager, exam).await?;
    let faulty = questions.get(FAULTY).ok_or_else(|| script("the form has too few questions"))?.item.id.clone();
    let correction = BTreeMap::from([(faulty, Correction::CreditAll)]);
    let seen = results.preview(&manager, exam, &correction).await?.digest;
    let why = "Dua pilihan sama-sama dapat dibenarkan; poin soal ini diberikan kepada semua.";
    let round = results.rescore(&manager, exam, &correction, (&seen, why)).await?;
    stage.go_to_local("2025-10-28T10:05", ZONE)?;
    Ok(results.release(&staff, exam, round).await?)
}

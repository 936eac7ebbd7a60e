//! The written test of the demonstration that is over: sat in the first hour of the event, closed, scored and released
//! before the assessments begin, so that its results are evidence for them.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    entropy::Entropy,
    id::{EventId, ExamFormId, ExamId},
    record::{case::Case, exam::Sitting},
};
use exam::{
    item::{Item, ItemId},
    sitting::event::Act,
};
use store::{Find, Read};
use workflow::exam_room::{Deed, SentAct};

use super::{ZONE, hall::given, line::Line};
use crate::{
    entropy::draw,
    error::{RehearsalError, script},
    player::Finding,
    stage::instant,
    written,
};

/// From when the test may be opened.
const OPENS: &str = "2025-10-30T06:45";
/// Until when.
const LAST_START: &str = "2025-10-30T07:00";
/// Everybody has handed in.
const OVER: &str = "2025-10-30T08:10";
/// Seconds that a candidate thinks about a question, at least and at most.
const THINKS: (usize, usize) = (15, 75);
/// Minutes after which the network of the hall is there again, and every device has sent what it kept.
const SENT: i64 = 52;

/// Holds the test and releases its results.
///
/// # Errors
/// When an act was refused.
pub(super) async fn hold(
    line: &Line<'_>,
    event: EventId,
    form: ExamFormId,
    dice: &dyn Entropy,
) -> Result<ExamId, RehearsalError> {
    let stage = line.stage;
    let find = Find::by("event_id", event).and("slug", written::SLUG).null("withdrawn").order_by(&["running"]);
    let cases: Vec<Case> = stage.workflow.reader().find(&find).await?;
    let staff = line.cast.one(Duty::Staff)?;
    let opens = instant(OPENS, ZONE)?;
    let exam = written::hold(stage, staff, event, form, &cases, (opens, instant(LAST_START, ZONE)?)).await?;
    let (staff, manager) =
        (stage.workflow.actor(staff).await?, stage.workflow.actor(line.cast.one(Duty::Manager)?).await?);
    let keys: BTreeMap<ItemId, Item> = stage
        .workflow
        .exam_results()
        .questions(&manager, exam)
        .await?
        .into_iter()
        .map(|question| (question.item.id.clone(), question.item))
        .collect();
    let find = Find::by("exam_id", exam).order_by(&["seat"]);
    let seats: Vec<Sitting> = stage.workflow.reader().find(&find).await?;
    let mut desks = Vec::with_capacity(seats.len());
    stage.go_to(opens);
    let room = stage.workflow.exam_room();
    let word = room.token(&staff, exam).await?;
    for seat in seats {
        stage.pass(10);
        let candidate = stage.workflow.actor(seat.person_id).await?;
        room.act(&staff, seat.id, Deed::Identify { document: "ktp".to_owned() }).await?;
        let cookie = room.open(&candidate, seat.id, &word, &format!("meja-{}", seat.seat)).await?;
        let bearer = room.bearer(seat.id, &cookie).ok_or_else(|| script("the door gave no proof"))?;
        let epoch = room.take_up(&bearer, None).await?.epoch;
        let able = line.entrants.iter().find(|e| e.seat.case == seat.case_id).map(|e| e.course.finding);
        desks.push((seat, bearer, epoch, able == Some(Finding::K)));
    }
    let (from, until) = (stage.now(), instant(OVER, ZONE)?);
    stage.go_to(from + SENT * 60_000_000);
    for (seat, bearer, epoch, able) in &desks {
        let paper = stage.workflow.exam_planning().rebuild(&staff, seat.id).await?;
        let mut made = from;
        let mut acts = Vec::with_capacity(paper.questions.len() + 1);
        for (question, laid) in (1..).zip(&paper.questions) {
            let item = keys.get(&laid.item).ok_or_else(|| script("a question without its key"))?;
            made += i64::try_from(THINKS.0 + draw(dice, THINKS.1 - THINKS.0)).unwrap_or_default() * 1_000_000;
            let knows = draw(dice, 100) < chance(question, *able);
            let answer = match written::right(item, laid).filter(|_| knows) {
                Some(right) => right,
                None => given(&item.question.interaction, dice),
            };
            let act = Act::Answered { question, answer };
            acts.push(SentAct { sequence: u32::from(question), made: Some(made), act });
        }
        let sequence = u32::try_from(acts.len()).unwrap_or_default() + 1;
        acts.push(SentAct { sequence, made: Some(made + 30_000_000), act: Act::Finished });
        stage.pass(2);
        room.send(bearer, *epoch, 1, acts).await?;
    }
    stage.go_to(until);
    stage.workflow.exam_planning().set_status(&staff, exam, "closed", "").await?;
    let round = stage.workflow.exam_results().score(&staff, exam, "").await?;
    stage.workflow.exam_results().release(&staff, exam, round).await?;
    Ok(exam)
}

/// How many of a hundred candidates know a question: the able more of them, and no question is as easy as the next.
const fn chance(question: u16, able: bool) -> usize {
    let easier = (question as usize * 7) % 25;
    if able { 70 + easier } else { 30 + easier }
}

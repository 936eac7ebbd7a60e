//! Written tests of the demonstration that are over: everybody at their seat, sat to the end, closed. What became of the
//! answers stays with the caller.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    entropy::Entropy,
    id::{ExamFormId, ExamId},
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

/// A test to be sat. Times are local in [`ZONE`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Test {
    /// From when it may be opened.
    pub opens: &'static str,
    /// Until when.
    pub last_start: &'static str,
    /// Everybody has handed in.
    pub over: &'static str,
    /// How many of the last seats stay empty.
    pub absent: usize,
    /// Places of the form with questions that are badly put: hardly anybody gets them right.
    pub obscure: &'static [usize],
}

/// In the first hour of the finished event, so that its results are evidence for the assessments of the day.
pub(super) const FIRST_HOUR: Test = Test {
    opens: "2025-10-30T06:45",
    last_start: "2025-10-30T07:00",
    over: "2025-10-30T08:10",
    absent: 0,
    obscure: &[],
};

/// Seconds that a candidate thinks about a question, at least and at most.
const THINKS: (usize, usize) = (15, 75);
/// Minutes after which the network of the hall is there again, and every device has sent what it kept.
const SENT: i64 = 52;
/// How many of a hundred candidates know a question that is badly put.
const OBSCURE: usize = 5;

/// Seats those of the event who sit the written test, lets them sit it, and closes it.
///
/// # Errors
/// When an act was refused.
pub(super) async fn sit(
    line: &Line<'_>,
    form: ExamFormId,
    test: &Test,
    dice: &dyn Entropy,
) -> Result<ExamId, RehearsalError> {
    let stage = line.stage;
    let find = Find::by("event_id", line.event).and("slug", written::SLUG).null("withdrawn").order_by(&["running"]);
    let cases: Vec<Case> = stage.workflow.reader().find(&find).await?;
    let staff = line.cast.one(Duty::Staff)?;
    let opens = instant(test.opens, ZONE)?;
    let window = (opens, instant(test.last_start, ZONE)?);
    let exam = written::hold(stage, staff, line.event, form, &cases, window).await?;
    let (staff, manager) =
        (stage.workflow.actor(staff).await?, stage.workflow.actor(line.cast.one(Duty::Manager)?).await?);
    let questions = stage.workflow.exam_results().questions(&manager, exam).await?;
    let keys: BTreeMap<ItemId, (usize, Item)> = questions
        .into_iter()
        .enumerate()
        .map(|(at, question)| (question.item.id.clone(), (at, question.item)))
        .collect();
    let find = Find::by("exam_id", exam).order_by(&["seat"]);
    let seats: Vec<Sitting> = stage.workflow.reader().find(&find).await?;
    let come = seats.len().saturating_sub(test.absent);
    let mut desks = Vec::with_capacity(come);
    stage.go_to(opens);
    let room = stage.workflow.exam_room();
    let word = room.token(&staff, exam).await?;
    for seat in seats.into_iter().take(come) {
        stage.pass(10);
        let candidate = stage.workflow.actor(seat.person_id).await?;
        room.act(&staff, seat.id, Deed::Identify { document: "ktp".to_owned() }).await?;
        let cookie = room.open(&candidate, seat.id, &word, &format!("meja-{}", seat.seat)).await?;
        let bearer = room.bearer(seat.id, &cookie).ok_or_else(|| script("the door gave no proof"))?;
        let epoch = room.take_up(&bearer, None).await?.epoch;
        let able = line.entrants.iter().find(|e| e.seat.case == seat.case_id).map(|e| e.course.finding);
        desks.push((seat, bearer, epoch, able == Some(Finding::K)));
    }
    let (from, until) = (stage.now(), instant(test.over, ZONE)?);
    stage.go_to(from + SENT * 60_000_000);
    for (seat, bearer, epoch, able) in &desks {
        let paper = stage.workflow.exam_planning().rebuild(&staff, seat.id).await?;
        let mut made = from;
        let mut acts = Vec::with_capacity(paper.questions.len() + 1);
        for (question, laid) in (1..).zip(&paper.questions) {
            let (at, item) = keys.get(&laid.item).ok_or_else(|| script("a question without its key"))?;
            made += i64::try_from(THINKS.0 + draw(dice, THINKS.1 - THINKS.0)).unwrap_or_default() * 1_000_000;
            let knows = draw(dice, 100) < if test.obscure.contains(at) { OBSCURE } else { chance(*at, *able) };
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
    Ok(exam)
}

/// Scores a test that was closed, and releases what comes out.
///
/// # Errors
/// When an act was refused.
pub(super) async fn release(line: &Line<'_>, exam: ExamId) -> Result<(), RehearsalError> {
    let staff = line.stage.workflow.actor(line.cast.one(Duty::Staff)?).await?;
    let results = line.stage.workflow.exam_results();
    let round = results.score(&staff, exam, "").await?;
    Ok(results.release(&staff, exam, round).await?)
}

/// How many of a hundred candidates know the question at that place of the form: the able more of them, and no question is
/// as easy as the next.
const fn chance(at: usize, able: bool) -> usize {
    let easier = (at * 7) % 31;
    if able { 68 + easier } else { 28 + easier }
}

//! The written test of the demonstration: the bank is full, the morning's test is open, and a part of the hall has begun.

use certification::{
    duty::Duty,
    entropy::Entropy,
    id::{EventId, ExamFormId, ExamId},
    record::{case::Case, exam::Sitting},
    stage::Stage,
};
use exam::sitting::event::Act;
use store::{Find, Read};
use workflow::exam_room::{Deed, Given, SentAct};

use super::{ZONE, bank::Bringing, standards};
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    stage::{Rehearsal, instant},
    written,
};

/// From when the test may be opened.
const OPENS: &str = "2025-10-30T07:35";
/// Until when: long, so that a visitor can start whenever they come.
const LAST_START: &str = "2025-10-30T20:00";
const MINUTE: i64 = 60_000_000;

/// How far the first seats have come: answers given, and what else.
const PLAY: &[(u16, Ending)] = &[
    (0, Ending::NotYet),
    (17, Ending::Works),
    (40, Ending::HandsIn),
    (9, Ending::AsksForHelp),
    (22, Ending::Works),
    (31, Ending::Works),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    NotYet,
    Works,
    AsksForHelp,
    HandsIn,
}

/// The forms that are sat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Forms {
    /// At the event.
    pub event: ExamFormId,
    /// In the district, a few days before.
    pub district: ExamFormId,
}

/// Fills the bank, has a cut set, and freezes the forms of the tests under it.
pub(super) async fn prepare(stage: &Rehearsal, cast: &Cast) -> Result<Forms, RehearsalError> {
    written::fill_bank(stage, cast).await?;
    let others = Bringing::begin(stage, cast).await?;
    let (_, form) = written::freeze_form(stage, cast.one(Duty::SchemeCommittee)?, "LD-2025-08").await?;
    let blueprint = standards::set(stage, cast, form).await?;
    let (bank, author) = (stage.workflow.exam_bank(), stage.workflow.actor(cast.one(Duty::SchemeCommittee)?).await?);
    let (kept, _) = bank.blueprint(&author, &blueprint).await?;
    let mut frozen = Vec::new();
    for code in ["LD-2025-09", "LD-2025-10"] {
        let forms = bank.assemble(&author, &kept, 1, code).await?;
        let form = forms.first().ok_or_else(|| script("no form was assembled"))?;
        frozen.push(bank.freeze(&author, &kept, form).await?);
    }
    let [district, event] = frozen[..] else { return Err(script("the test has too few forms")) };
    standards::begin(stage, cast, event).await?;
    others.finish(stage).await?;
    Ok(Forms { event, district })
}

/// Holds the test on the first morning.
pub(super) async fn hold(
    stage: &Rehearsal,
    cast: &Cast,
    event: EventId,
    form: ExamFormId,
    dice: &dyn Entropy,
) -> Result<ExamId, RehearsalError> {
    let find = Find::by("event_id", event).and("slug", written::SLUG).null("withdrawn").order_by(&["running"]);
    let mut cases: Vec<Case> = stage.workflow.reader().find(&find).await?;
    // Those who were accepted and still have their assessment before them.
    cases.retain(|case| case.stage.takes_evidence() && case.funnel.accepted);
    // Those who have agreed to the assessment sit in front: they alone begin.
    let agreed = |case: &Case| case.stage == Stage::Assessment;
    cases.sort_by_key(|case| !agreed(case));
    let ready = cases.iter().filter(|case| agreed(case)).count();
    let staff = cast.one(Duty::Staff)?;
    let window = (instant(OPENS, ZONE)?, instant(LAST_START, ZONE)?);
    let exam = written::hold(stage, staff, event, form, &cases, window).await?;
    stage.go_to(window.0 + MINUTE);
    let room = stage.workflow.exam_room();
    let staff = stage.workflow.actor(staff).await?;
    let word = room.token(&staff, exam).await?;
    let find = Find::by("exam_id", exam).order_by(&["seat"]);
    let seats: Vec<Sitting> = stage.workflow.reader().find(&find).await?;
    for (seat, (answers, ending)) in seats.iter().take(ready).zip(PLAY) {
        if *ending == Ending::NotYet {
            continue;
        }
        // Only who has an account can sit; the others come later.
        let Ok(candidate) = stage.workflow.actor(seat.person_id).await else { continue };
        room.act(&staff, seat.id, Deed::Identify { document: "ktp".to_owned() }).await?;
        let device = format!("meja-{}", seat.seat);
        let cookie = room.open(&candidate, seat.id, &word, &device).await?;
        let bearer = room.bearer(seat.id, &cookie).ok_or_else(|| script("the door gave no proof"))?;
        let desk = room.take_up(&bearer, None).await?;
        let mut acts: Vec<SentAct> = Vec::new();
        for question in 1..=*answers {
            let Some(shown) = desk.shown.questions.get(usize::from(question) - 1) else { break };
            let answer = given(&shown.interaction, dice);
            let sequence = u32::from(question);
            acts.push(SentAct { sequence, made: None, act: Act::Answered { question, answer } });
        }
        let last = match ending {
            Ending::HandsIn => Some(Act::Finished),
            Ending::AsksForHelp => Some(Act::HelpAsked { reason: "Gambar soal 9 tidak muncul.".to_owned() }),
            Ending::Works | Ending::NotYet => None,
        };
        let sequence = u32::from(*answers) + 1;
        acts.extend(last.map(|act| SentAct { sequence, made: None, act }));
        stage.pass(60);
        room.send(&bearer, desk.epoch, 1, acts).await?;
    }
    Ok(exam)
}

/// An answer that fits the question; right or wrong as the dice fall.
pub(super) fn given(interaction: &exam::item::Interaction, dice: &dyn Entropy) -> Given {
    use exam::item::Interaction as I;
    let mut byte = [0; 1];
    let mut below = |n: usize| -> u8 {
        dice.fill(&mut byte);
        let n = u8::try_from(n.max(1)).unwrap_or(u8::MAX);
        byte.first().copied().unwrap_or_default() % n + 1
    };
    match interaction {
        I::Single { options, .. } | I::Multiple { options, .. } => Given::Chosen(vec![below(options.len())]),
        I::TrueFalse => Given::Chosen(vec![below(2)]),
        I::Matching { premises, responses, .. } => {
            let pairs = (1..=u8::try_from(premises.len()).unwrap_or(u8::MAX)).map(|p| (p, below(responses.len())));
            Given::Matched(pairs.collect())
        }
        I::Ordering { steps, .. } => Given::Ordered((1..=u8::try_from(steps.len()).unwrap_or(u8::MAX)).collect()),
        I::Gaps { gaps } => Given::Filled(gaps.iter().map(|_| below(20).to_string()).collect()),
        I::Hotspot { .. } => Given::Pointed(vec![(1, 1)]),
        I::ShortAnswer { .. } | I::Essay { .. } | I::Oral { .. } => Given::Written("Uraian contoh.".to_owned()),
        I::Upload { .. } => Given::Blank,
    }
}

//! A written test of the example items: the bank filled, a blueprint kept, a form frozen, candidates seated and their
//! papers drawn. For the demonstration, for tests and for measurements.

use std::collections::BTreeSet;

use certification::{
    body::ChangeSettings,
    duty::Duty,
    exam::{NewSeat, TestPlan},
    id::{EventId, ExamFormId, ExamId, PersonId},
    record::{
        case::Case,
        exam::{Blueprint as BlueprintRow, Sitting},
    },
};
use exam::{
    bank::{Hand, Life, ReviewAspect},
    blueprint::{Blueprint, Cut, Line, Method, Mixing, Origin, PassRule, Which},
    format::{Intake, json},
    item::{Answer, ChoiceId, GapKey, Interaction, Item, ItemId, Language, Response, Shape, TextKey},
    paper::Laid,
    sitting::given::Given,
};
use rust_decimal::Decimal;
use store::{Find, Read};

use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    stage::Rehearsal,
    troupe::Troupe,
};

/// The example items that the product ships.
const EXAMPLES: [&[u8]; 2] = [
    include_bytes!("../../../samples/contoh/soal-layanan-dasar.json"),
    include_bytes!("../../../samples/contoh/soal-literasi-informasi.json"),
];
/// The scheme of the test.
pub const SLUG: &str = "layanan-dasar";
/// Its working time, minutes.
pub const MINUTES: i64 = 60;
const MINUTE: i64 = 60_000_000;

/// How many questions of one kind each unit of the scheme brings to the paper: 40 in all.
const TABLE: &[(&str, &str, u32)] = &[
    ("CONTOH.LD.01", "single", 10),
    ("CONTOH.LD.02", "single", 6),
    ("CONTOH.LD.03", "single", 6),
    ("CONTOH.LD.04", "single", 6),
    ("CONTOH.LD.01", "multiple", 1),
    ("CONTOH.LD.02", "multiple", 1),
    ("CONTOH.LD.03", "multiple", 1),
    ("CONTOH.LD.04", "multiple", 1),
    ("CONTOH.LD.01", "matching", 1),
    ("CONTOH.LD.02", "matching", 1),
    ("CONTOH.LD.03", "matching", 1),
    ("CONTOH.LD.01", "ordering", 1),
    ("CONTOH.LD.02", "ordering", 1),
    ("CONTOH.LD.03", "ordering", 1),
    ("CONTOH.LD.01", "gaps", 1),
    ("CONTOH.LD.04", "gaps", 1),
];

/// The example items, each of which must be taken.
///
/// # Errors
/// When one is refused.
pub fn examples() -> Result<Vec<Item>, RehearsalError> {
    let mut items = Vec::new();
    for bytes in EXAMPLES {
        let prefix = ItemId::new("CONTOH").map_err(|_| script("CONTOH is no name"))?;
        let read = json::import(bytes, &Intake { prefix, language: Language::Id, most: 1_000 });
        items.extend(read.map_err(|refusal| script(format!("example items: {refusal}")))?.items);
    }
    Ok(items)
}

/// An item that three people have written, reviewed and checked, and that stands on papers.
///
/// # Errors
/// When the bank's rules refuse a step.
pub fn lived(item: Item, [author, reviewer, checker]: [PersonId; 3], at: i64) -> Result<Life, RehearsalError> {
    let refused = |refusal: certification::refusal::Refusal| script(format!("an example item: {refusal}"));
    let hand = |by, days: i64| Hand { by, at: at + days * 24 * 60 * MINUTE };
    let answer = right_answer(&item);
    let mut life = Life::draft(item, hand(author, 0));
    life.submit(hand(author, 1)).map_err(refused)?;
    for aspect in [ReviewAspect::Content, ReviewAspect::Language, ReviewAspect::Fairness] {
        life.accept(aspect, hand(reviewer, 2), "").map_err(refused)?;
    }
    life.check_key(&answer, Some(true), hand(checker, 3)).map_err(refused)?;
    life.pilot(hand(reviewer, 4)).map_err(refused)?;
    life.approve(hand(reviewer, 30)).map_err(refused)?;
    life.approve(hand(checker, 31)).map_err(refused)?;
    life.activate(hand(author, 32)).map_err(refused)?;
    Ok(life)
}

/// What somebody who knows the matter answers; of a file or a talk, what would be in it.
pub(crate) fn right_answer(item: &Item) -> Response {
    match &item.key.answer {
        Answer::Choice(right) => Response::Choice(right.clone()),
        Answer::Choices(right) => Response::Choices(right.clone()),
        Answer::Truth(right) => Response::Truth(*right),
        Answer::Pairs(right) => Response::Pairs(right.clone()),
        Answer::Order(right) => Response::Order(right.clone()),
        Answer::Gaps(keys) => Response::Gaps(keys.iter().map(|(gap, key)| (gap.clone(), filled(key))).collect()),
        Answer::Texts(key) => Response::Text(first(key)),
        Answer::Areas(shapes) => Response::Points(shapes.iter().map(Shape::inside).collect()),
        Answer::Rubric(_) => Response::Text("Uraian contoh.".to_owned()),
    }
}

fn filled(key: &GapKey) -> String {
    match key {
        GapKey::Text(texts) => first(texts),
        GapKey::Numbers(numbers) => numbers.first().map(|number| number.value.to_string()).unwrap_or_default(),
    }
}

fn first(key: &TextKey) -> String {
    key.accepted.first().map(|accepted| accepted.text.clone()).unwrap_or_default()
}

/// What is right, in the places of a candidate's paper; none where people judge.
#[must_use]
pub fn right(item: &Item, laid: &Laid) -> Option<Given> {
    let at = |order: &[ChoiceId], id: &ChoiceId| {
        order.iter().position(|known| known == id).and_then(|place| u8::try_from(place + 1).ok())
    };
    Some(match &item.key.answer {
        Answer::Choice(id) => Given::Chosen(vec![at(&laid.choices, id)?]),
        Answer::Choices(ids) => Given::Chosen(ids.iter().map(|id| at(&laid.choices, id)).collect::<Option<_>>()?),
        Answer::Truth(truth) => Given::Chosen(vec![if *truth { 1 } else { 2 }]),
        Answer::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(a, b)| Some((at(&laid.choices, a)?, at(&laid.responses, b)?)));
            Given::Matched(pairs.collect::<Option<_>>()?)
        }
        Answer::Order(order) => Given::Ordered(order.iter().map(|id| at(&laid.choices, id)).collect::<Option<_>>()?),
        Answer::Gaps(keys) => {
            let Interaction::Gaps { gaps } = &item.question.interaction else { return None };
            Given::Filled(gaps.iter().map(|gap| keys.get(&gap.id).map(filled)).collect::<Option<_>>()?)
        }
        Answer::Texts(texts) => Given::Written(first(texts)),
        Answer::Areas(_) | Answer::Rubric(_) => return None,
    })
}

/// Fills the bank with the example items.
///
/// # Errors
/// When an item or an act was refused.
pub async fn fill_bank(stage: &Rehearsal, cast: &Cast) -> Result<usize, RehearsalError> {
    // Three who may look into the bank: nobody reviews what they wrote, and a key is checked by who has not seen it.
    let committee: Vec<PersonId> = cast.all(Duty::SchemeCommittee).collect();
    let [author, reviewer, ..] = committee.as_slice() else { return Err(script("the committee has too few members")) };
    let people = [*author, *reviewer, cast.one(Duty::Manager)?];
    let bank = stage.workflow.exam_bank();
    let items = examples()?;
    let count = items.len();
    for item in items {
        bank.bring_in(&lived(item, people, stage.now() - 60 * 24 * 60 * MINUTE)?).await?;
    }
    Ok(count)
}

/// The blueprint of the example test. Its cut, 60 of 100 points, is provisional: no judges have looked at it.
///
/// # Errors
/// When the example items cannot be read.
pub fn blueprint() -> Result<Blueprint, RehearsalError> {
    let items = examples()?;
    // An item with parts brings a point for each.
    let points = |unit: &str, kind: &str| {
        let fits = |item: &&Item| {
            item.place.as_ref().is_some_and(|place| place.unit == unit) && item.question.interaction.kind() == kind
        };
        items.iter().find(fits).map_or(Decimal::ONE, |item| item.question.points)
    };
    let line = |(unit, kind, questions): &(&str, &str, u32)| Line {
        which: Which {
            unit: Some((*unit).to_owned()),
            kinds: BTreeSet::from([(*kind).to_owned()]),
            ..Which::default()
        },
        questions: *questions,
        points: points(unit, kind),
    };
    let lines: Vec<Line> = TABLE.iter().map(line).collect();
    let most: Decimal = lines.iter().map(|line| line.points * Decimal::from(line.questions)).sum();
    Ok(Blueprint {
        id: SLUG.to_owned(),
        version: 1,
        scheme: SLUG.to_owned(),
        language: Language::Id,
        lines,
        bands: Vec::new(),
        trials: 0,
        minutes: 60,
        pass: PassRule::Whole(Cut {
            least: (most * Decimal::new(6, 1)).round(),
            origin: Origin {
                method: Method::Provisional,
                judges: 0,
                approved_on: None,
                act: "CONTOH/001/2025".to_owned(),
            },
        }),
        mixing: Mixing::default(),
    })
}

/// Keeps the blueprint, assembles one form and freezes it.
///
/// # Errors
/// When the bank does not fill it, or an act was refused.
pub async fn freeze_form(
    stage: &Rehearsal,
    author: PersonId,
    code: &str,
) -> Result<(BlueprintRow, ExamFormId), RehearsalError> {
    let bank = stage.workflow.exam_bank();
    let author = stage.workflow.actor(author).await?;
    let kept = bank.keep_blueprint(&author, blueprint()?).await?;
    let forms = bank.assemble(&author, &kept, 1, code).await?;
    let form = forms.first().ok_or_else(|| script("no form was assembled"))?;
    let id = bank.freeze(&author, &kept, form).await?;
    Ok((kept, id))
}

/// A test of the small event that is open now and that nobody has begun.
#[derive(Debug, Clone)]
pub struct Hall {
    /// People and cases of the event.
    pub troupe: Troupe,
    /// The test.
    pub exam: ExamId,
    /// Its seats, by number.
    pub seats: Vec<Sitting>,
}

impl Hall {
    /// Sets up the small event with a full bank and its test of the example items.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn open(stage: &Rehearsal) -> Result<Self, RehearsalError> {
        let troupe = Self::gather(stage).await?;
        let (_, form) = freeze_form(stage, troupe.cast.one(Duty::SchemeCommittee)?, "LD-2025-A").await?;
        Self::over(stage, troupe, form).await
    }

    /// The small event with a full bank, before there is a form.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn gather(stage: &Rehearsal) -> Result<Troupe, RehearsalError> {
        let troupe = Troupe::gather(stage, 12).await?;
        fill_bank(stage, &troupe.cast).await?;
        Ok(troupe)
    }

    /// Holds a test over a form, to be started within 45 minutes.
    ///
    /// # Errors
    /// When an act was refused.
    pub async fn over(stage: &Rehearsal, troupe: Troupe, form: ExamFormId) -> Result<Self, RehearsalError> {
        let cases: Vec<Case> = troupe.cases.iter().filter(|case| case.slug == SLUG).cloned().collect();
        let window = (stage.now(), stage.now() + 45 * MINUTE);
        let staff = troupe.cast.one(Duty::Staff)?;
        unattended(stage).await?;
        let exam = hold(stage, staff, troupe.event.id, form, &cases, window).await?;
        let find = Find::by("exam_id", exam).order_by(&["seat"]);
        let seats = stage.workflow.reader().find(&find).await?;
        Ok(Self { troupe, exam, seats })
    }
}

/// Nobody stands at the door, and the cases are but names on seats: it waits neither for an identity nor for FR.AK.01.
///
/// # Errors
/// When the settings are refused.
pub async fn unattended(stage: &Rehearsal) -> Result<(), RehearsalError> {
    let settings = stage.workflow.settings().await?;
    let asked = ["exam.identity_first", "exam.agreement_first"].into_iter().filter(|key| settings.yes(key));
    let values: Vec<(String, String)> = asked.map(|key| (key.to_owned(), "no".to_owned())).collect();
    if !values.is_empty() {
        stage.workflow.perform_as_house((), ChangeSettings { values }).await?;
    }
    Ok(())
}

/// Plans the test, to be opened between two instants, seats these cases and draws their papers.
///
/// # Errors
/// When an act was refused.
pub async fn hold(
    stage: &Rehearsal,
    staff: PersonId,
    event: EventId,
    form: ExamFormId,
    cases: &[Case],
    (opens, last_start): (i64, i64),
) -> Result<ExamId, RehearsalError> {
    let planning = stage.workflow.exam_planning();
    let staff = stage.workflow.actor(staff).await?;
    let plan = TestPlan {
        slug: SLUG.to_owned(),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        room: "Aula, ruang 1".to_owned(),
        forms: vec![form],
        clock: "personal".to_owned(),
        minutes: MINUTES,
        opens,
        last_start,
        calculator: true,
        safe_browser: None,
    };
    let exam = planning.plan(&staff, event, None, plan).await?;
    let mut seats = Vec::with_capacity(cases.len());
    for (at, case) in cases.iter().enumerate() {
        let seat = i64::try_from(at + 1).unwrap_or(i64::MAX);
        // The first one has an adjustment, as somebody in every hall does.
        let extra_percent = if at == 0 { 25 } else { 0 };
        seats.push(NewSeat { case: case.id, seat, extra_minutes: 0, extra_percent });
    }
    planning.seat(&staff, exam, seats).await?;
    planning.draw(&staff, exam, false).await?;
    Ok(exam)
}

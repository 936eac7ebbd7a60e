//! Whether an item is whole: the question can be answered, the key fits it, nothing is beyond measure. All faults are
//! told at once, each as a refusal with its place. An item that passes can be printed, sent, scored and exported.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    Item, Stimulus,
    content::{Block, Content, Inline, Part, seen},
    id::ChoiceId,
    key::{Answer, GapKey, Key, NumberKey, Rubric, Scoring, TextKey},
    question::{Choice, Gap, Interaction, Point, Question, Shape},
    weights::PairWeights,
};
use crate::xml::carries;

/// The most options, premises, responses, steps, gaps or areas of an item.
pub const MOST_CHOICES: usize = 60;
/// The most letters of one content.
pub const MOST_LETTERS: usize = 60_000;
/// The most blocks and inlines of one content.
pub const MOST_PARTS: usize = 10_000;
/// The most blocks within each other.
pub const DEEPEST: usize = 8;
/// The most accepted texts or numbers of a gap.
pub const MOST_ACCEPTED: usize = 200;
/// The most points of one item.
pub const MOST_POINTS: u32 = 1_000;

/// Gathers what is wrong.
struct Faults(Vec<Refusal>);

impl Faults {
    fn need(&mut self, holds: bool, code: &str) {
        if !holds {
            self.0.push(Refusal::new(code));
        }
    }

    fn need_at(&mut self, holds: bool, code: &str, place: &str, at: impl ToString) {
        if !holds {
            self.0.push(Refusal::new(code).with(place, at));
        }
    }
}

/// What is wrong with an item; empty when it is whole.
#[must_use]
pub fn check(item: &Item) -> Vec<Refusal> {
    let mut faults = Faults(Vec::new());
    faults.need(item.title.chars().count() <= 300 && item.title.chars().all(carries), "item.title");
    faults.need(!item.enemies.contains(&item.id), "item.own-enemy");
    faults.need(item.enemies.len() <= 500, "item.too-many-enemies");
    if let Some(place) = &item.place {
        let named = |text: &str| !text.trim().is_empty() && text.len() <= 100 && text.chars().all(carries);
        faults.need(named(&place.unit) && named(&place.criterion) && place.element > 0, "item.place");
    }
    question(&item.question, &mut faults);
    // Parts without end are not compared with each other.
    if faults.0.iter().any(|fault| fault.code == "item.too-many-choices") {
        return faults.0;
    }
    key(item, &mut faults);
    faults.0
}

/// What is wrong with a stimulus; empty when it is whole.
#[must_use]
pub fn check_stimulus(stimulus: &Stimulus) -> Vec<Refusal> {
    let mut faults = Faults(Vec::new());
    faults.need(stimulus.content.shows_something(), "item.empty-stimulus");
    faults.need(stimulus.content.gaps().is_empty(), "item.gap-outside-stem");
    content(&stimulus.content, "stimulus", &mut faults);
    faults.0
}

fn question(question: &Question, faults: &mut Faults) {
    faults.need(question.stem.shows_something(), "item.empty-stem");
    content(&question.stem, "stem", faults);
    for choice in question.interaction.choices() {
        faults.need_at(choice.content.shows_something(), "item.empty-choice", "choice", &choice.id);
        faults.need_at(choice.content.gaps().is_empty(), "item.gap-outside-stem", "choice", &choice.id);
        content(&choice.content, choice.id.as_str(), faults);
    }
    let points = question.points;
    faults.need(points > Decimal::ZERO && points <= Decimal::from(MOST_POINTS), "item.points");
    if !matches!(question.interaction, Interaction::Gaps { .. }) {
        faults.need(question.stem.gaps().is_empty(), "item.gap-in-other-kind");
    }
    match &question.interaction {
        Interaction::Single { options, .. } => several(options, 2, faults),
        Interaction::Multiple { options, least, most, .. } => {
            several(options, 2, faults);
            faults.need(*most >= 1 && least <= most && *most as usize <= options.len(), "item.choose-bounds");
        }
        Interaction::Matching { premises, responses, .. } => {
            several(premises, 1, faults);
            several(responses, 2, faults);
        }
        Interaction::Ordering { steps, .. } => several(steps, 2, faults),
        Interaction::Gaps { gaps } => gaps_shown(gaps, &question.stem, faults),
        Interaction::Hotspot { picture, areas, most } => {
            let size = picture.width.zip(picture.height).filter(|(w, h)| *w > 0 && *h > 0);
            faults.need(size.is_some(), "item.picture-size");
            faults.need(!picture.alt.trim().is_empty(), "item.picture-words");
            faults.need((1..=MOST_CHOICES as u32).contains(most), "item.choose-bounds");
            faults.need(areas.len() <= MOST_CHOICES, "item.too-many-choices");
            faults.need(areas.is_empty() || *most as usize <= areas.len(), "item.choose-bounds");
            if areas.len() > MOST_CHOICES {
                return;
            }
            distinct(areas.iter().map(|area| &area.id), faults);
            let (width, height) = size.unwrap_or((u32::MAX, u32::MAX));
            for area in areas {
                faults.need_at(sound(&area.shape, width, height), "item.shape", "area", &area.id);
                faults.need_at(area.label.chars().all(carries), "item.signs", "at", &area.id);
            }
        }
        Interaction::ShortAnswer { letters } => faults.need((1..=10_000).contains(letters), "item.letters"),
        Interaction::Essay { words, minutes } => {
            faults.need(words.is_none_or(|n| (1..=10_000).contains(&n)), "item.words");
            faults.need(minutes.is_none_or(|n| (1..=600).contains(&n)), "item.minutes");
        }
        Interaction::Upload { endings, files } => {
            let ending = |e: &String| {
                (1..=10).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            };
            faults.need(endings.len() <= 30 && endings.iter().all(ending), "item.endings");
            faults.need((1..=50).contains(files), "item.files");
        }
        Interaction::Oral { minutes } => faults.need(minutes.is_none_or(|n| (1..=600).contains(&n)), "item.minutes"),
        Interaction::TrueFalse => {}
    }
}

/// There is room for so many parts of an item: asked before they are read, since parts are compared with each other.
///
/// # Errors
/// `item.too-many-choices`, `item.too-many-accepted`.
pub fn room(choices: usize, accepted: usize) -> Result<(), Refusal> {
    match () {
        () if choices > MOST_CHOICES => Err(Refusal::new("item.too-many-choices")),
        () if accepted > MOST_ACCEPTED => Err(Refusal::new("item.too-many-accepted")),
        () => Ok(()),
    }
}

fn several(choices: &[Choice], least: usize, faults: &mut Faults) {
    faults.need(choices.len() >= least, "item.too-few-choices");
    if choices.len() > MOST_CHOICES {
        faults.need(false, "item.too-many-choices");
        return;
    }
    distinct(choices.iter().map(|choice| &choice.id), faults);
    // Who marks one of two that say the same cannot know whether it is the right one.
    let plain: Vec<Option<String>> = choices.iter().map(|choice| seen(&choice.content)).collect();
    for (at, choice) in choices.iter().enumerate() {
        let same = |(before, letters): (&Choice, &Option<String>)| {
            before.content == choice.content || (letters.is_some() && plain.get(at) == Some(letters))
        };
        let alike = choice.content.shows_something() && choices.iter().zip(&plain).take(at).any(same);
        faults.need_at(!alike, "item.choices-alike", "choice", &choice.id);
    }
}

fn distinct<'a>(ids: impl Iterator<Item = &'a ChoiceId>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for id in ids {
        faults.need_at(seen.insert(id), "item.choice-twice", "choice", id);
    }
}

fn gaps_shown(gaps: &[Gap], stem: &Content, faults: &mut Faults) {
    faults.need(!gaps.is_empty(), "item.no-gap");
    faults.need(gaps.len() <= MOST_CHOICES, "item.too-many-choices");
    let named: BTreeSet<_> = gaps.iter().map(|gap| &gap.id).collect();
    faults.need(named.len() == gaps.len(), "item.gap-twice");
    let shown = stem.gaps();
    let distinct: BTreeSet<_> = shown.iter().copied().collect();
    let follows = shown.is_empty() && gaps.len() == 1;
    faults.need(follows || (distinct == named && shown.len() == gaps.len()), "item.gap-places");
    for gap in gaps {
        faults.need_at(gap.unit.chars().count() <= 40 && gap.unit.chars().all(carries), "item.signs", "at", &gap.id);
    }
}

fn sound(shape: &Shape, width: u32, height: u32) -> bool {
    let on = |p: &Point| p.x <= width && p.y <= height;
    match shape {
        Shape::Rectangle(from, to) => from.x < to.x && from.y < to.y && on(from) && on(to),
        Shape::Circle(centre, radius) => *radius > 0 && on(centre),
        Shape::Polygon(corners) => (3..=100).contains(&corners.len()) && corners.iter().all(on),
    }
}

fn content(content: &Content, at: &str, faults: &mut Faults) {
    let (mut letters, mut parts, mut signs) = (0_usize, 0_usize, true);
    let mut text = |text: &str| {
        letters += text.chars().count();
        signs &= text.chars().all(|c| carries(c) && c != '\r');
    };
    let mut regular = true;
    content.walk(&mut |part| {
        parts += 1;
        match part {
            Part::Inline(Inline::Text(t) | Inline::Code(t)) | Part::Block(Block::Verbatim(t)) => text(t),
            Part::Inline(Inline::Picture(p)) | Part::Block(Block::Picture(p)) => text(&p.alt),
            Part::Block(Block::Audio(a)) => text(&a.transcript),
            Part::Block(Block::Table(table)) => {
                let width = table.rows.first().map_or(table.head.len(), Vec::len);
                regular &= width > 0
                    && table.rows.iter().all(|row| row.len() == width)
                    && (table.head.is_empty() || table.head.len() == width);
            }
            _ => {}
        }
    });
    faults.need_at(letters <= MOST_LETTERS && parts <= MOST_PARTS, "item.too-long", "at", at);
    faults.need_at(signs, "item.signs", "at", at);
    faults.need_at(regular, "item.table", "at", at);
    faults.need_at(depth(content) <= DEEPEST, "item.too-deep", "at", at);
}

fn depth(content: &Content) -> usize {
    let inner = |block: &Block| match block {
        Block::List { entries, .. } => entries.iter().map(depth).max().unwrap_or(0),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).map(depth).max().unwrap_or(0),
        Block::Quote(content) => depth(content),
        Block::Paragraph(line) => line_depth(line),
        _ => 0,
    };
    content.0.iter().map(inner).max().map_or(0, |deepest| deepest + 1)
}

fn line_depth(line: &[Inline]) -> usize {
    let inner = |inline: &Inline| match inline {
        Inline::Strong(l) | Inline::Emphasis(l) | Inline::Underline(l) | Inline::Sub(l) | Inline::Sup(l) => {
            line_depth(l) + 1
        }
        _ => 0,
    };
    line.iter().map(inner).max().unwrap_or(0)
}

fn key(item: &Item, faults: &mut Faults) {
    let (question, key) = (&item.question, &item.key);
    let known: BTreeSet<&ChoiceId> = question.interaction.choices().map(|choice| &choice.id).collect();
    for (id, why) in &key.rationales {
        faults.need_at(known.contains(id), "item.key-unknown-choice", "choice", id);
        content(why, id.as_str(), faults);
    }
    content(&key.explanation, "explanation", faults);
    let among = |choices: &[Choice], id: &ChoiceId| choices.iter().any(|choice| choice.id == *id);
    match (&question.interaction, &key.answer) {
        (Interaction::Single { options, .. }, Answer::Choice(right)) => {
            faults.need_at(among(options, right), "item.key-unknown-choice", "choice", right);
        }
        (Interaction::Multiple { options, least, most, .. }, Answer::Choices(right)) => {
            for id in right {
                faults.need_at(among(options, id), "item.key-unknown-choice", "choice", id);
            }
            let reachable = right.len() >= *least as usize && right.len() <= *most as usize;
            faults.need(!right.is_empty() && reachable, "item.key-out-of-reach");
        }
        (Interaction::TrueFalse, Answer::Truth(_)) => {}
        (Interaction::Matching { premises, responses, .. }, Answer::Pairs(pairs)) => {
            let whole = pairs.len() == premises.len() && pairs.keys().all(|id| among(premises, id));
            faults.need(whole, "item.key-incomplete");
            faults.need(pairs.values().all(|id| among(responses, id)), "item.key-unknown-choice");
        }
        (Interaction::Ordering { steps, .. }, Answer::Order(order)) => {
            let distinct: BTreeSet<_> = order.iter().collect();
            let whole = order.len() == steps.len() && distinct.len() == steps.len();
            faults.need(whole && order.iter().all(|id| among(steps, id)), "item.key-incomplete");
        }
        (Interaction::Gaps { gaps }, Answer::Gaps(keys)) => {
            let whole = keys.len() == gaps.len() && gaps.iter().all(|gap| keys.contains_key(&gap.id));
            faults.need(whole, "item.key-incomplete");
            for gap in gaps {
                match keys.get(&gap.id) {
                    Some(GapKey::Text(texts)) if !gap.number => texts_fit(texts, faults),
                    Some(GapKey::Numbers(numbers)) if gap.number => numbers_fit(numbers, faults),
                    Some(_) => faults.need_at(false, "item.key-kind", "gap", &gap.id),
                    None => {}
                }
            }
        }
        (Interaction::Hotspot { picture, areas, most }, Answer::Areas(right)) => {
            let (width, height) = (picture.width.unwrap_or(u32::MAX), picture.height.unwrap_or(u32::MAX));
            faults.need(!right.is_empty() && right.len() <= *most as usize, "item.key-out-of-reach");
            faults.need(right.iter().all(|shape| sound(shape, width, height)), "item.shape");
            let outlined = |shape: &Shape| areas.iter().any(|area| area.shape == *shape);
            faults.need(areas.is_empty() || right.iter().all(outlined), "item.key-unknown-choice");
        }
        (Interaction::ShortAnswer { .. }, Answer::Texts(texts)) => texts_fit(texts, faults),
        (Interaction::Essay { .. } | Interaction::Upload { .. } | Interaction::Oral { .. }, Answer::Rubric(rubric)) => {
            rubric_fits(rubric, question.points, faults);
        }
        _ => faults.need_at(false, "item.key-kind", "kind", question.interaction.kind()),
    }
    scoring(&question.interaction, key, faults);
}

fn scoring(interaction: &Interaction, key: &Key, faults: &mut Faults) {
    let in_parts = matches!(
        interaction,
        Interaction::Multiple { .. }
            | Interaction::Matching { .. }
            | Interaction::Ordering { .. }
            | Interaction::Gaps { .. }
            | Interaction::Hotspot { .. }
    );
    match &key.scoring {
        Scoring::Whole => {}
        Scoring::Parts | Scoring::PartsLessWrong => faults.need(in_parts, "item.scoring-kind"),
        Scoring::Weights(weights) => {
            let weighed = matches!(interaction, Interaction::Single { .. } | Interaction::Multiple { .. });
            faults.need(weighed, "item.scoring-kind");
            let known = |id: &ChoiceId| interaction.choices().any(|choice| choice.id == *id);
            faults.need(weights.keys().all(known), "item.key-unknown-choice");
            let bounded = |weight: &Decimal| (Decimal::NEGATIVE_ONE..=Decimal::ONE).contains(weight);
            faults.need(weights.values().all(bounded), "item.weight");
        }
        Scoring::Pairs(weights) => match (interaction, &key.answer) {
            (Interaction::Matching { premises, responses, .. }, Answer::Pairs(right)) => {
                pairs_weighed(weights, (premises, responses), right, faults);
            }
            _ => faults.need(false, "item.scoring-kind"),
        },
        Scoring::Gaps(weights) => match interaction {
            Interaction::Gaps { gaps } => {
                let each =
                    weights.iter().len() == gaps.len() && gaps.iter().all(|gap| !weights.weight(&gap.id).is_zero());
                faults.need(each, "item.gap-weights");
                faults.need(!weights.alike(), "item.weights-alike");
            }
            _ => faults.need(false, "item.scoring-kind"),
        },
    }
}

/// Of each premise the right response counts something, and no other one more: what is right is the most that can be had.
/// Nothing takes off more than that.
fn pairs_weighed(
    weights: &PairWeights,
    (premises, responses): (&[Choice], &[Choice]),
    right: &BTreeMap<ChoiceId, ChoiceId>,
    faults: &mut Faults,
) {
    let among = |choices: &[Choice], id: &ChoiceId| choices.iter().any(|choice| choice.id == *id);
    let known = weights.iter().all(|(premise, response, _)| among(premises, premise) && among(responses, response));
    faults.need(known, "item.key-unknown-choice");
    faults.need(weights.best(right), "item.pair-weights");
    let all = weights.all(right);
    let within = |weight: i64| Decimal::from(weight) >= -all;
    faults.need(within(weights.other()) && weights.iter().all(|(.., weight)| within(weight)), "item.pair-takes-off");
    faults.need(!weights.alike(right), "item.weights-alike");
}

fn share_fits(share: Decimal) -> bool {
    share > Decimal::ZERO && share <= Decimal::ONE
}

fn texts_fit(key: &TextKey, faults: &mut Faults) {
    faults.need(!key.accepted.is_empty() || key.marked_by_people, "item.key-empty");
    faults.need(key.accepted.len() <= MOST_ACCEPTED, "item.too-many-accepted");
    for accepted in &key.accepted {
        let text = &accepted.text;
        faults.need(!text.trim().is_empty() && text.chars().count() <= 1_000, "item.accepted-text");
        faults.need_at(text.chars().all(carries), "item.signs", "at", "key");
        faults.need(share_fits(accepted.share), "item.share");
    }
}

fn numbers_fit(numbers: &[NumberKey], faults: &mut Faults) {
    faults.need(!numbers.is_empty(), "item.key-empty");
    faults.need(numbers.len() <= MOST_ACCEPTED, "item.too-many-accepted");
    for number in numbers {
        faults.need(number.tolerance >= Decimal::ZERO, "item.tolerance");
        faults.need(share_fits(number.share), "item.share");
    }
}

fn rubric_fits(rubric: &Rubric, points: Decimal, faults: &mut Faults) {
    content(&rubric.model, "model", faults);
    if rubric.aspects.is_empty() {
        return;
    }
    faults.need(rubric.aspects.len() <= 30, "item.too-many-aspects");
    let mut sum = Decimal::ZERO;
    for aspect in &rubric.aspects {
        let scores: Vec<Decimal> = aspect.levels.iter().map(|level| level.score).collect();
        let rising = scores.iter().zip(scores.iter().skip(1)).all(|(a, b)| a < b);
        let from_zero = scores.first() == Some(&Decimal::ZERO);
        let bounded = scores.len() <= 30 && scores.iter().all(|s| *s <= Decimal::from(MOST_POINTS));
        faults.need_at(
            rising && from_zero && scores.len() >= 2 && bounded,
            "item.rubric-levels",
            "aspect",
            &aspect.title,
        );
        let words = |text: &str| text.chars().count() <= 4_000 && text.chars().all(carries);
        let worded = words(&aspect.title) && aspect.levels.iter().all(|level| words(&level.description));
        faults.need(!aspect.title.trim().is_empty() && worded, "item.rubric-words");
        sum = sum.checked_add(if bounded { aspect.most() } else { Decimal::ZERO }).unwrap_or(Decimal::MAX);
    }
    if sum != points {
        faults.0.push(Refusal::new("item.rubric-sum").with("sum", sum).with("points", points));
    }
}

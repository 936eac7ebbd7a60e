//! Marking by people. Two mark the same answer by the rubric, neither knowing the other's marks nor whose answer it
//! is; when they differ by more than a set share of the points, a third does. What the caller must keep: markers are
//! handed the answer under a number that tells nothing, and [`visible`] says what they may see.

use certification::{
    id::PersonId,
    refusal::{Refusal, require},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Rules;
use crate::item::{Answer, Item};

/// Characters of a remark.
pub const MOST_IN_REMARK: usize = 2_000;

/// What one marker gave one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// Who.
    pub marker: PersonId,
    /// Points by aspect of the rubric, in its order; one number where the rubric has no aspects.
    pub aspects: Vec<Decimal>,
    /// Why, for an appeal; may be empty.
    pub remark: String,
}

impl Marking {
    /// All points.
    #[must_use]
    pub fn points(&self) -> Decimal {
        self.aspects.iter().map(|points| (*points).clamp(Decimal::ZERO, Decimal::from(1_000_000))).sum()
    }
}

/// Numbers that no guideline fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// By how much two markers may differ before a third marks, ‰ of the question's points. Default 200.
    pub apart: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { apart: 200 }
    }
}

/// Where the marking of one answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// So many more of the first two.
    Wanted(u8),
    /// The first two differ too much.
    Third,
    /// Settled with these points.
    Settled(Decimal),
}

/// Where the marking stands. Two who agree: their mean. Three: the mean of the two that are nearest to each other, and
/// of all three where the third lies right between the others.
#[must_use]
pub fn stage(item: &Item, markings: &[Marking], settings: &Settings, rules: Rules) -> Stage {
    let two = Decimal::TWO;
    match markings {
        [] => Stage::Wanted(2),
        [_] => Stage::Wanted(1),
        [first, second] => {
            let (a, b) = (first.points(), second.points());
            let room = item.question.points * Decimal::from(settings.apart) / Decimal::ONE_THOUSAND;
            if (a - b).abs() <= room { Stage::Settled(rules.round((a + b) / two)) } else { Stage::Third }
        }
        [first, second, third, ..] => {
            let mut points = [first.points(), second.points(), third.points()];
            points.sort_unstable();
            let [low, middle, high] = points;
            let settled = match (middle - low).cmp(&(high - middle)) {
                std::cmp::Ordering::Less => (low + middle) / two,
                std::cmp::Ordering::Equal => middle,
                std::cmp::Ordering::Greater => (middle + high) / two,
            };
            Stage::Settled(rules.round(settled))
        }
    }
}

/// Checks a marking before it is added to the others.
///
/// # Errors
/// `marking.not-by-people`, `marking.settled`, `marking.twice`, `marking.aspects`, `marking.not-a-level`,
/// `marking.remark-too-long`.
pub fn check(
    item: &Item,
    earlier: &[Marking],
    marking: &Marking,
    settings: &Settings,
    rules: Rules,
) -> Result<(), Refusal> {
    let aspects = match &item.key.answer {
        Answer::Rubric(rubric) => rubric.aspects.as_slice(),
        Answer::Texts(key) if key.marked_by_people => &[],
        Answer::Gaps(_) => &[],
        _ => return Err(Refusal::new("marking.not-by-people").with("item", &item.id)),
    };
    require(!matches!(stage(item, earlier, settings, rules), Stage::Settled(_)), "marking.settled")?;
    require(earlier.iter().all(|other| other.marker != marking.marker), "marking.twice")?;
    require(marking.remark.chars().count() <= MOST_IN_REMARK, "marking.remark-too-long")?;
    let wanted = aspects.len().max(1);
    if marking.aspects.len() != wanted {
        return Err(Refusal::new("marking.aspects").with("wanted", wanted).with("given", marking.aspects.len()));
    }
    if aspects.is_empty() {
        let within = marking.aspects.iter().all(|p| (Decimal::ZERO..=item.question.points).contains(p));
        let refusal = Refusal::new("marking.not-a-level").with("aspect", 1);
        return if within { Ok(()) } else { Err(refusal) };
    }
    for (at, (aspect, points)) in aspects.iter().zip(&marking.aspects).enumerate() {
        if !aspect.levels.iter().any(|level| level.score == *points) {
            return Err(Refusal::new("marking.not-a-level").with("aspect", at + 1));
        }
    }
    Ok(())
}

/// What a marker may see: their own marking, and the others' once it is settled.
#[must_use]
pub fn visible<'a>(
    item: &Item,
    markings: &'a [Marking],
    viewer: PersonId,
    settings: &Settings,
    rules: Rules,
) -> Vec<&'a Marking> {
    let settled = matches!(stage(item, markings, settings, rules), Stage::Settled(_));
    markings.iter().filter(|marking| settled || marking.marker == viewer).collect()
}

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
use crate::item::{Answer, Aspect, Item};

/// Characters of a remark.
pub const MOST_IN_REMARK: usize = 2_000;

/// Characters of the reason of a correction.
pub const MOST_IN_REASON: usize = 500;

/// What one marker gave one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// Who.
    pub marker: PersonId,
    /// Points by aspect of the rubric, in its order; one number where the rubric has no aspects.
    pub aspects: Vec<Decimal>,
    /// Why, for an appeal; may be empty.
    pub remark: String,
    /// Why it replaces what the same marker gave before; empty for their first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Marking {
    /// All points.
    #[must_use]
    pub fn points(&self) -> Decimal {
        self.aspects.iter().map(|points| (*points).clamp(Decimal::ZERO, Decimal::from(1_000_000))).sum()
    }
}

/// Numbers that no guideline fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    by_people(item)?;
    require(!matches!(stage(item, earlier, settings, rules), Stage::Settled(_)), "marking.settled")?;
    require(earlier.iter().all(|other| other.marker != marking.marker), "marking.twice")?;
    fits(item, marking)
}

/// Checks a marking that replaces what the same marker gave before; `standing` is what stands, theirs among it. Where
/// the marking stands afterwards, [`stage`] says anew: two who now differ want a third, two who now agree want none.
///
/// # Errors
/// `marking.not-by-people`, `marking.none-of-yours`, `marking.as-before`, `marking.reason-wanted`,
/// `marking.reason-too-long`, `marking.aspects`, `marking.not-a-level`, `marking.remark-too-long`.
pub fn check_correction(item: &Item, standing: &[Marking], marking: &Marking) -> Result<(), Refusal> {
    by_people(item)?;
    let own = standing.iter().find(|other| other.marker == marking.marker);
    let own = own.ok_or_else(|| Refusal::new("marking.none-of-yours"))?;
    fits(item, marking)?;
    let same = own.aspects == marking.aspects && own.remark == marking.remark;
    require(!same, "marking.as-before")?;
    require(!marking.reason.trim().is_empty(), "marking.reason-wanted")?;
    if marking.reason.chars().count() > MOST_IN_REASON {
        return Err(Refusal::new("marking.reason-too-long").with("most", MOST_IN_REASON));
    }
    Ok(())
}

/// The aspects of an item that people mark; none where one number is given.
fn by_people(item: &Item) -> Result<&[Aspect], Refusal> {
    match &item.key.answer {
        Answer::Rubric(rubric) => Ok(rubric.aspects.as_slice()),
        Answer::Texts(key) if key.marked_by_people => Ok(&[]),
        Answer::Gaps(_) => Ok(&[]),
        _ => Err(Refusal::new("marking.not-by-people").with("item", &item.id)),
    }
}

/// Whether marks are ones that the item knows.
fn fits(item: &Item, marking: &Marking) -> Result<(), Refusal> {
    let aspects = by_people(item)?;
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

/// The markings that stand, of all that were made in their order: what a marker replaced stands no more, and what
/// replaced it takes its place. Beside them those that were replaced.
#[must_use]
pub fn standing<T>(made: Vec<T>, marker: impl Fn(&T) -> PersonId) -> (Vec<T>, Vec<T>) {
    let (mut stands, mut replaced): (Vec<T>, Vec<T>) = (Vec::new(), Vec::new());
    for one in made {
        match stands.iter_mut().find(|known| marker(known) == marker(&one)) {
            Some(known) => replaced.push(std::mem::replace(known, one)),
            None => stands.push(one),
        }
    }
    (stands, replaced)
}

/// What a marker may see: their own marking, and the others' once results are released. Until then they may replace
/// what they gave, and would not do so blind.
#[must_use]
pub fn visible(markings: &[Marking], viewer: PersonId, released: bool) -> Vec<&Marking> {
    markings.iter().filter(|marking| released || marking.marker == viewer).collect()
}

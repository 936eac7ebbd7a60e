//! What share of its points an answer brings by the key, kind by kind. `None` where people must mark.

use std::collections::{BTreeMap, BTreeSet};

use certification::text::squeeze;
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use super::number::readings;
use crate::item::{Answer, ChoiceId, Gap, GapId, GapKey, Interaction, Item, Point, Response, Scoring, Shape, TextKey};

/// Parts of an answer: how many there are, how much of them is right, and how many are wrong.
struct Parts {
    all: usize,
    right: Decimal,
    wrong: usize,
    /// What the whole brings when it is right as a whole.
    whole: Decimal,
}

impl Parts {
    /// Parts of which each is right or wrong; the whole is right when all are and none is wrong.
    fn plain(all: usize, right: usize, wrong: usize) -> Self {
        let whole = if right == all && wrong == 0 { Decimal::ONE } else { Decimal::ZERO };
        Self { all, right: right.into(), wrong, whole }
    }

    fn share(&self, scoring: &Scoring) -> Decimal {
        let all = Decimal::from(self.all.max(1));
        let share = match scoring {
            Scoring::Whole | Scoring::Weights(_) | Scoring::Pairs(_) | Scoring::Gaps(_) => self.whole,
            Scoring::Parts => self.right / all,
            Scoring::PartsLessWrong => (self.right - Decimal::from(self.wrong)) / all,
        };
        share.clamp(Decimal::ZERO, Decimal::ONE)
    }
}

/// The share of its points, from 0 to 1, that the response brings; none where people mark it. A response of another
/// kind than the key's brings nothing.
pub(super) fn share(item: &Item, response: &Response) -> Option<Decimal> {
    let scoring = &item.key.scoring;
    let yes = |right: bool| Some(if right { Decimal::ONE } else { Decimal::ZERO });
    match (&item.key.answer, response) {
        (Answer::Rubric(_), _) => None,
        (Answer::Choice(right), Response::Choice(given)) => match scoring {
            Scoring::Weights(weights) => Some(weighed(weights, std::slice::from_ref(given))),
            _ => yes(right == given),
        },
        (Answer::Truth(right), Response::Truth(given)) => yes(right == given),
        (Answer::Choices(right), Response::Choices(given)) => match scoring {
            Scoring::Weights(weights) => Some(weighed(weights, given)),
            _ => {
                let hits = right.intersection(given).count();
                Some(Parts::plain(right.len(), hits, given.len() - hits).share(scoring))
            }
        },
        (Answer::Pairs(right), Response::Pairs(given)) => match scoring {
            Scoring::Pairs(weights) => {
                let sum = given.iter().map(|(premise, response)| weights.weight(premise, response)).sum();
                Some(part(sum, weights.all(right)))
            }
            _ => {
                let hits = given.iter().filter(|(premise, response)| right.get(*premise) == Some(*response)).count();
                Some(Parts::plain(right.len(), hits, given.len() - hits).share(scoring))
            }
        },
        (Answer::Order(right), Response::Order(given)) => {
            let hits = right.iter().zip(given).filter(|(a, b)| a == b).count();
            Some(Parts::plain(right.len(), hits, given.len().saturating_sub(hits)).share(scoring))
        }
        (Answer::Gaps(keys), Response::Gaps(given)) => gaps(item, keys, given),
        (Answer::Areas(areas), Response::Points(points)) => {
            let hits = marked(areas, points);
            Some(Parts::plain(areas.len(), hits, points.len() - hits).share(scoring))
        }
        (Answer::Texts(key), Response::Text(given)) => match (text(key, given), key.marked_by_people) {
            (None, true) => None,
            (found, _) => Some(found.unwrap_or_default()),
        },
        _ => Some(Decimal::ZERO),
    }
}

fn weighed<'a>(weights: &BTreeMap<ChoiceId, Decimal>, given: impl IntoIterator<Item = &'a ChoiceId>) -> Decimal {
    let sum: Decimal = given.into_iter().filter_map(|choice| weights.get(choice)).sum();
    sum.clamp(Decimal::ZERO, Decimal::ONE)
}

/// What a sum of weights is of all of them. What is right in all parts is all, however they divide.
fn part(sum: Decimal, all: Decimal) -> Decimal {
    sum.checked_div(all).unwrap_or_default().clamp(Decimal::ZERO, Decimal::ONE)
}

/// The share of the first text that fits.
fn text(key: &TextKey, given: &str) -> Option<Decimal> {
    let fold = |text: &str| -> String {
        let squeezed: String = squeeze(text).nfc().collect();
        if key.case_sensitive { squeezed } else { squeezed.to_lowercase() }
    };
    let given = fold(given);
    key.accepted.iter().find(|accepted| fold(&accepted.text) == given).map(|accepted| accepted.share)
}

/// The share of one filled gap; none within where nothing fits; none at all where people look at it.
fn gap(key: &GapKey, gap: &Gap, given: &str) -> Option<Option<Decimal>> {
    match key {
        GapKey::Text(key) => match text(key, given) {
            None if key.marked_by_people => None,
            found => Some(found),
        },
        GapKey::Numbers(numbers) => {
            let meant = readings(given, &gap.unit);
            let fits = numbers.iter().find(|key| {
                let near = |n: &Decimal| n.checked_sub(key.value).is_some_and(|d| d.abs() <= key.tolerance);
                meant.iter().any(near)
            });
            Some(fits.map(|key| key.share))
        }
    }
}

fn gaps(item: &Item, keys: &BTreeMap<GapId, GapKey>, given: &BTreeMap<GapId, String>) -> Option<Decimal> {
    let Interaction::Gaps { gaps } = &item.question.interaction else { return Some(Decimal::ZERO) };
    let mut parts = Parts { all: keys.len(), right: Decimal::ZERO, wrong: 0, whole: Decimal::ONE };
    let weights = match &item.key.scoring {
        Scoring::Gaps(weights) => Some(weights),
        _ => None,
    };
    let mut sum = Decimal::ZERO;
    for (id, key) in keys {
        let of_gap = gaps.iter().find(|gap| gap.id == *id);
        let filled = given.get(id).filter(|text| !text.trim().is_empty());
        let Some((of_gap, filled)) = of_gap.zip(filled) else {
            parts.whole = Decimal::ZERO;
            continue;
        };
        match gap(key, of_gap, filled)? {
            Some(share) => {
                parts.right += share;
                sum += weights.map_or(Decimal::ZERO, |weights| weights.weight(id) * share);
                parts.whole = parts.whole.min(share);
            }
            None => {
                parts.wrong += 1;
                parts.whole = Decimal::ZERO;
            }
        }
    }
    Some(weights.map_or_else(|| parts.share(&item.key.scoring), |weights| part(sum, weights.all())))
}

/// How many areas can be given a point of their own: each area counts once, each point for one area.
fn marked(areas: &[Shape], points: &[Point]) -> usize {
    fn find(
        area: usize,
        areas: &[Shape],
        points: &[Point],
        owner: &mut BTreeMap<usize, usize>,
        tried: &mut BTreeSet<usize>,
    ) -> bool {
        let Some(shape) = areas.get(area) else { return false };
        for (at, _) in points.iter().enumerate().filter(|(_, point)| shape.holds(**point)) {
            if !tried.insert(at) {
                continue;
            }
            let free = match owner.get(&at).copied() {
                None => true,
                Some(other) => find(other, areas, points, owner, tried),
            };
            if free {
                owner.insert(at, area);
                return true;
            }
        }
        false
    }
    let mut owner = BTreeMap::new();
    (0..areas.len()).filter(|area| find(*area, areas, points, &mut owner, &mut BTreeSet::new())).count()
}

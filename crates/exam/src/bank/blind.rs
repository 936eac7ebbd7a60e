//! Whether an answer given without the key is the key: all of it, or not (points and parts are the scoring's matter); and
//! whether an item gives away the key of another, so that whoever knows the one cannot answer the other blind.

use certification::{id::PersonId, text::squeeze};
use rust_decimal::Decimal;

use super::{Deed, Life, ReviewAspect, Version};
use crate::item::{Answer, GapKey, Item, Response, TextKey};

/// Whether the answer is the key; `None` where only people can tell.
#[must_use]
pub fn blind_check(item: &Item, answer: &Response) -> Option<bool> {
    Some(match (&item.key.answer, answer) {
        (Answer::Choice(right), Response::Choice(given)) => right == given,
        (Answer::Choices(right), Response::Choices(given)) => right == given,
        (Answer::Truth(right), Response::Truth(given)) => right == given,
        (Answer::Pairs(right), Response::Pairs(given)) => right == given,
        (Answer::Order(right), Response::Order(given)) => right == given,
        (Answer::Gaps(keys), Response::Gaps(given)) => {
            keys.iter().all(|(gap, key)| given.get(gap).is_some_and(|text| fits(key, text)))
        }
        (Answer::Areas(right), Response::Points(points)) => {
            points.len() == right.len() && right.iter().all(|shape| points.iter().any(|point| shape.holds(*point)))
        }
        (Answer::Texts(key), Response::Text(text)) => {
            let right = text_fits(key, text);
            if !right && key.marked_by_people {
                return None;
            }
            right
        }
        _ => return None,
    })
}

fn fits(key: &GapKey, text: &str) -> bool {
    match key {
        GapKey::Text(texts) => text_fits(texts, text),
        GapKey::Numbers(numbers) => {
            let Ok(given) = Decimal::from_str_exact(&text.trim().replace(',', ".")) else { return false };
            numbers.iter().filter(|number| number.share == Decimal::ONE).any(|number| {
                number.value.checked_sub(given).is_some_and(|distance| distance.abs() <= number.tolerance)
            })
        }
    }
}

fn text_fits(key: &TextKey, text: &str) -> bool {
    let form = |text: &str| if key.case_sensitive { squeeze(text) } else { squeeze(text).to_lowercase() };
    let given = form(text);
    key.accepted.iter().filter(|accepted| accepted.share == Decimal::ONE).any(|accepted| form(&accepted.text) == given)
}

/// Whether the key of one item tells that of the other: they are enemies, as the page of a translation proposes, and ask
/// about the same criterion in two languages, or have the same words or numbers as their key. That two questions have the
/// same letter is chance. The same in both directions.
#[must_use]
pub fn tells_key(one: &Item, other: &Item) -> bool {
    let enemies = one.enemies.contains(&other.id) || other.enemies.contains(&one.id);
    let says = matches!(one.key.answer, Answer::Gaps(_) | Answer::Texts(_));
    let across = one.question.language != other.question.language;
    let same = (says || across) && one.key.answer == other.key.answer;
    let translated =
        across && one.place == other.place && one.question.interaction.kind() == other.question.interaction.kind();
    enemies && (same || translated)
}

impl Life {
    fn telling<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Version> {
        self.versions.iter().filter(move |version| tells_key(&version.item, item))
    }

    /// Since when the key of this item tells that of another, microseconds UTC: the first step of the first version that
    /// does. None when no version does.
    #[must_use]
    pub fn tells_key_since(&self, item: &Item) -> Option<i64> {
        let first = self.telling(item).map(|version| version.number).min()?;
        Some(self.steps.iter().find(|step| step.version == first).map_or(0, |step| step.at))
    }

    /// Whether somebody wrote, or reviewed with its key, a version that tells the key of another item.
    #[must_use]
    pub fn knows_key_of(&self, item: &Item, person: PersonId) -> bool {
        self.telling(item).any(|version| {
            let reviewed = self.steps.iter().filter(|step| step.by == person && step.version == version.number);
            let saw = |aspect: ReviewAspect| aspect != ReviewAspect::BlindKey;
            let mut reviewed = reviewed.map(|step| step.what);
            version.authors.contains(&person)
                || reviewed.any(|what| matches!(what, Deed::Accepted(a) | Deed::SentBack(a) if saw(a)))
        })
    }
}

//! Whether an answer given without the key is the key: all of it, or not. Points and parts are the scoring's matter.

use certification::text::squeeze;
use rust_decimal::Decimal;

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

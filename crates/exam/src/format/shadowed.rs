//! Accepted answers that others before them leave nothing for.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::item::{Answer, GapKey, NumberKey, TextKey};

/// An accepted answer that never counts as it says, since one before it accepts the same and brings something else: the
/// first that fits is taken.
pub(super) fn of(answer: &Answer) -> Option<String> {
    let text = |key: &TextKey| {
        let folded = |text: &str| if key.case_sensitive { text.to_owned() } else { text.to_lowercase() };
        let mut first: BTreeMap<String, Decimal> = BTreeMap::new();
        let other = key.accepted.iter().find(|one| *first.entry(folded(&one.text)).or_insert(one.share) != one.share);
        other.map(|one| one.text.clone())
    };
    let number = |keys: &[NumberKey]| {
        // All of it, or the very number that brings more; a wider band behind a narrower one is usual.
        let over = |before: &NumberKey, one: &NumberKey| {
            let apart = before.value.checked_sub(one.value).map(|apart| apart.abs()).unwrap_or(Decimal::MAX);
            let whole = apart.checked_add(one.tolerance).is_some_and(|reach| reach <= before.tolerance);
            before.share != one.share && (whole || (before.share < one.share && apart <= before.tolerance))
        };
        let over = |(at, one): (usize, &NumberKey)| {
            let mut before = keys.get(..at).unwrap_or_default().iter();
            before.any(|before| over(before, one)).then(|| one.value.normalize().to_string())
        };
        // More than an item may accept are refused.
        keys.iter().take(200).enumerate().find_map(over)
    };
    match answer {
        Answer::Texts(key) => text(key),
        Answer::Gaps(keys) => keys.values().find_map(|key| match key {
            GapKey::Text(key) => text(key),
            GapKey::Numbers(keys) => number(keys),
        }),
        _ => None,
    }
}

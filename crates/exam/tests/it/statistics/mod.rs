mod invariants;
mod pooled;
mod reference_of_choices;
mod reference_of_groups;
mod reference_of_scores;
mod reference_over_time;
mod refusals;
mod verdicts;
mod withheld;

use exam::statistics::{
    ScoreMatrix,
    choices::{Choice, ChoiceMatrix, Options},
    dif::Group,
};
use serde_json::Value;

use crate::fixture::{count, list, numbers, signs};

/// The scores of a fixture.
pub fn scores(fixture: &Value) -> ScoreMatrix {
    let cell = |sign: char| sign.to_digit(10).map(f64::from);
    let rows = list(&fixture["rows"]).iter().map(|row| signs(row).into_iter().map(cell).collect()).collect();
    ScoreMatrix::new(numbers(&fixture["maxima"]), rows).unwrap()
}

/// The groups of a fixture.
pub fn groups(fixture: &Value) -> Vec<Group> {
    let group = |sign| match sign {
        'F' => Group::Focal,
        'R' => Group::Reference,
        _ => Group::Neither,
    };
    signs(&fixture["groups"]).into_iter().map(group).collect()
}

/// The choices of a fixture that has them.
pub fn choices(fixture: &Value) -> ChoiceMatrix {
    let small = |value: &Value| value.as_u64().unwrap() as u8;
    let items = list(&fixture["key"]).iter().zip(list(&fixture["counts"]));
    let items = items.map(|(key, count)| Options { count: small(count), key: small(key) });
    let choice = |sign: char| match sign {
        '.' => Choice::NotShown,
        '-' => Choice::Omitted,
        letter => Choice::Chosen(letter as u8 - b'A'),
    };
    let rows = list(&fixture["rows"]).iter().map(|row| signs(row).into_iter().map(choice).collect()).collect();
    ChoiceMatrix::new(items.collect(), rows).unwrap()
}

/// Pairs of candidates.
pub fn pairs(value: &Value) -> Vec<(usize, usize)> {
    list(value).iter().map(|pair| (count(&pair[0]), count(&pair[1]))).collect()
}

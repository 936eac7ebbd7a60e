mod invariants;
mod reference;
mod refusals;
mod verdicts;

use exam::statistics::{
    ScoreMatrix,
    choices::{Choice, ChoiceMatrix, Options},
    dif::Group,
};
use serde_json::Value;

use crate::fixture::{list, numbers, signs};

/// The scores of a fixture.
pub fn scores(fixture: &Value) -> ScoreMatrix {
    let cell = |sign: char| sign.to_digit(10).map(f64::from);
    let rows = list(&fixture["rows"]).iter().map(|row| signs(row).into_iter().map(cell).collect()).collect();
    ScoreMatrix::new(numbers(&fixture["maxima"]), rows).unwrap()
}

/// The groups of a fixture.
pub fn groups(fixture: &Value) -> Vec<Group> {
    let group = |sign| if sign == 'F' { Group::Focal } else { Group::Reference };
    signs(&fixture["groups"]).into_iter().map(group).collect()
}

/// The choices of the fixture that has them.
pub fn choices(fixture: &Value) -> ChoiceMatrix {
    let items = list(&fixture["key"]).iter().map(|key| Options { count: 4, key: key.as_u64().unwrap() as u8 });
    let choice = |sign: char| match sign {
        '.' => Choice::NotShown,
        '-' => Choice::Omitted,
        letter => Choice::Chosen(letter as u8 - b'A'),
    };
    let rows = list(&fixture["rows"]).iter().map(|row| signs(row).into_iter().map(choice).collect()).collect();
    ChoiceMatrix::new(items.collect(), rows).unwrap()
}

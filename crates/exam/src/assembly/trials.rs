//! Questions on trial: items of the bank's pilot that stand on a form besides those that fill its blueprint. Candidates
//! answer them among the others and no result is made of them (ISO/IEC 17024 9.3: what examines people is itself tried
//! out); their answers give the figures without which nobody should let an item count.

use std::collections::BTreeSet;

use certification::refusal::Refusal;

use super::Candidate;
use crate::{
    blueprint::Blueprint,
    form::{Form, FormQuestion},
    item::{Answer, Item, ItemId, check},
    paper::shuffle::{Algorithm, Chance, Seed},
};

/// Stream of chance beside those of the forms.
const STREAM: u64 = 1_000;

/// Puts as many questions on trial on each form as its blueprint says: of its units, none on two forms, and first those
/// that fewest have seen.
///
/// # Errors
/// `assembly.too-few-trials`, with how many are wanted and how many there are.
pub fn add(forms: &mut [Form], blueprint: &Blueprint, pilot: &[Candidate], seed: &Seed) -> Result<(), Refusal> {
    let per_form = usize::try_from(blueprint.trials).unwrap_or(usize::MAX);
    if per_form == 0 {
        return Ok(());
    }
    let mut usable: Vec<&Candidate> = pilot.iter().filter(|candidate| fits(blueprint, &candidate.item)).collect();
    Chance::new(Algorithm::CURRENT, seed, STREAM).mix(&mut usable);
    usable.sort_by_key(|candidate| candidate.shown);
    let (wanted, found) = (per_form.saturating_mul(forms.len()), usable.len());
    let mut taken: BTreeSet<ItemId> = BTreeSet::new();
    for form in forms.iter_mut() {
        for candidate in &usable {
            let item = &candidate.item;
            if form.trials.len() == per_form || taken.contains(&item.id) || hostile(form, item) {
                continue;
            }
            taken.insert(item.id.clone());
            form.trials.push(FormQuestion {
                item: item.clone(),
                version: candidate.version,
                line: u32::MAX,
                anchor: false,
            });
        }
        if form.trials.len() < per_form {
            return Err(Refusal::new("assembly.too-few-trials")
                .with("wanted", wanted)
                .with("found", found)
                .with("language", blueprint.language.as_str()));
        }
    }
    Ok(())
}

/// Whether an item can be tried out under that blueprint: of its units and in its language, whole, by itself, and judged by a key, so that
/// nobody has to mark what does not count.
fn fits(blueprint: &Blueprint, item: &Item) -> bool {
    let by_key = match &item.key.answer {
        Answer::Rubric(_) => false,
        Answer::Texts(key) => !key.marked_by_people,
        _ => true,
    };
    let unit = item.place.as_ref().map(|place| place.unit.as_str());
    let of_test = unit.is_some_and(|unit| blueprint.units().contains(&unit));
    let said_alike = item.question.language == blueprint.language;
    by_key && of_test && said_alike && item.question.stimulus.is_none() && check::check(item).is_empty()
}

/// Whether the form asks the item already, or something that never stands with it.
fn hostile(form: &Form, item: &Item) -> bool {
    form.asked().any(|other| {
        let other = &other.item;
        other.id == item.id || item.enemies.contains(&other.id) || other.enemies.contains(&item.id)
    })
}

//! Rescoring after a correction: who would change, and how, before anyone applies it. Nothing is changed here; to
//! apply it is an act of its own, with these figures in front of whoever decides. The answers are as they were.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Rules, Score, Settled,
    result::{self, Outcome, TestResult},
    score,
};
use crate::{
    blueprint::Blueprint,
    form::Form,
    item::{ItemId, Key, check},
    paper::read::Read,
};

/// What is corrected of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// Another key. A question that everyone was credited with counts again by it.
    Key(Box<Key>),
    /// The question is at fault; everyone has its points.
    CreditAll,
    /// It counts again after all, by the key in force.
    Count,
}

/// What a score is made from, of one candidate.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// By which the caller knows it.
    pub code: String,
    /// The answers.
    pub read: Read,
    /// What people settled.
    pub settled: Settled,
}

/// What would change for one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The caller's code.
    pub case: String,
    /// Points before.
    pub before: Decimal,
    /// Points after.
    pub after: Decimal,
    /// Against the whole rule before.
    pub outcome_before: Outcome,
    /// Against the whole rule after.
    pub outcome_after: Outcome,
    /// Units whose outcome would change: code, before, after.
    pub units: Vec<(String, Outcome, Outcome)>,
}

/// What a correction would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescoring {
    /// The form with the corrected keys; questions and options are as they were.
    pub form: Form,
    /// Questions that everyone would be credited with.
    pub credited: BTreeSet<ItemId>,
    /// Those who would change, in the order in which they were handed in.
    pub changes: Vec<Change>,
    /// How many would not.
    pub unchanged: usize,
}

impl Rescoring {
    /// How many would have more points, and how many fewer. Whether those are lowered is for people to decide.
    #[must_use]
    pub fn raised_and_lowered(&self) -> (usize, usize) {
        let raised = self.changes.iter().filter(|change| change.after > change.before).count();
        (raised, self.changes.iter().filter(|change| change.after < change.before).count())
    }
}

/// What corrections would do. `credited` are questions that are out of the marking already.
///
/// # Errors
/// `rescore.nothing`, `rescore.not-on-form`, `rescore.not-credited` where nothing was taken out of the marking,
/// `rescore.key` when the new key does not fit the question.
pub fn preview(
    form: &Form,
    blueprint: &Blueprint,
    cases: &[Case],
    credited: &BTreeSet<ItemId>,
    corrections: &BTreeMap<ItemId, Correction>,
    (rules, naming): (Rules, &result::Settings),
) -> Result<Rescoring, Refusal> {
    if corrections.is_empty() {
        return Err(Refusal::new("rescore.nothing"));
    }
    let (mut corrected, mut now_credited) = (form.clone(), credited.clone());
    for (id, correction) in corrections {
        let question = corrected.questions.iter_mut().find(|question| question.item.id == *id);
        let question = question.ok_or_else(|| Refusal::new("rescore.not-on-form").with("item", id))?;
        match correction {
            Correction::CreditAll => {
                now_credited.insert(id.clone());
            }
            Correction::Count => {
                if !now_credited.remove(id) {
                    return Err(Refusal::new("rescore.not-credited").with("item", id));
                }
            }
            Correction::Key(key) => {
                now_credited.remove(id);
                question.item.key = (**key).clone();
                if let Some(fault) = check::check(&question.item).into_iter().next() {
                    return Err(Refusal::new("rescore.key").with("item", id).with("fault", fault.code));
                }
            }
        }
    }
    let mut out = Rescoring { form: corrected, credited: now_credited, changes: Vec::new(), unchanged: 0 };
    for case in cases {
        let before = score(form, &case.read, &case.settled, credited, rules);
        let after = score(&out.form, &case.read, &case.settled, &out.credited, rules);
        match change(&case.code, form, blueprint, (&before, &after), naming) {
            Some(change) => out.changes.push(change),
            None => out.unchanged += 1,
        }
    }
    Ok(out)
}

fn change(
    code: &str,
    form: &Form,
    blueprint: &Blueprint,
    (before, after): (&Score, &Score),
    naming: &result::Settings,
) -> Option<Change> {
    let of = |score: &Score| -> TestResult { result::result(form, blueprint, score, naming) };
    let (old, new) = (of(before), of(after));
    let units: Vec<(String, Outcome, Outcome)> = old
        .units
        .iter()
        .zip(&new.units)
        .filter_map(|(old, new)| {
            let (before, after) = old.outcome.zip(new.outcome)?;
            (before != after).then(|| (old.unit.clone(), before, after))
        })
        .collect();
    // Points of one criterion may go to another: neither the sum nor a unit tells it.
    (old != new).then(|| Change {
        case: code.to_owned(),
        before: old.tally.points,
        after: new.tally.points,
        outcome_before: old.outcome,
        outcome_after: new.outcome,
        units,
    })
}

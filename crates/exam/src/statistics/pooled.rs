//! One item over all forms that held it. Forms differ in their other questions, so that their rests and totals are not
//! of one scale: strength is the distance of a candidate's rest, as a share of its full marks, from the mean of all who
//! had the same form, and groups are compared among equals of one form only. Over one form these are the figures of
//! [`super::discrimination`], [`super::distractors`] and [`super::dif`].

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;

use super::{
    choices::{Choice, MOST_OPTIONS, Options},
    dif::{self, Dif, Group, Table, large},
    discrimination,
    distractors::{self, OptionAnalysis},
    figure::Figure,
    matrix::{Complete, ScoreMatrix, check_item},
    settings::Settings,
};

/// The item among the questions of a form.
#[derive(Debug, Clone)]
pub struct Among {
    scores: ScoreMatrix,
    item: usize,
    choices: Vec<Choice>,
}

/// An answer: which form, points, what was chosen, strength.
struct Answer {
    form: usize,
    points: f64,
    choice: Choice,
    strength: f64,
}

impl Among {
    /// Takes the scores of a form's questions, the place of the item among them from 0, and what each candidate chose of
    /// its options; [`Choice::NotShown`] throughout where it has none.
    ///
    /// # Errors
    /// `statistics.item-unknown`; `statistics.not-the-same` when choices are not one for each candidate.
    pub fn new(scores: ScoreMatrix, item: usize, choices: Vec<Choice>) -> Result<Self, Refusal> {
        check_item(item, scores.items())?;
        if choices.len() != scores.candidates() {
            return Err(Refusal::new("statistics.not-the-same"));
        }
        Ok(Self { scores, item, choices })
    }

    /// The scores.
    #[must_use]
    pub const fn scores(&self) -> &ScoreMatrix {
        &self.scores
    }

    fn answers(&self, form: usize) -> Vec<Answer> {
        let complete = self.scores.complete();
        let pairs = complete.with_rest(self.item);
        let full = self.scores.full_marks() - self.scores.maximum(self.item);
        let share = |rest: f64| if full > 0.0 { rest / full } else { 0.0 };
        let mean = pairs.iter().map(|(_, rest)| share(*rest)).sum::<f64>() / pairs.len().max(1) as f64;
        let answer = |((candidate, _), (points, rest)): ((usize, f64), &(f64, f64))| Answer {
            form,
            points: *points,
            choice: self.choices.get(candidate).copied().unwrap_or(Choice::NotShown),
            strength: share(*rest) - mean,
        };
        complete.totals().zip(&pairs).map(answer).collect()
    }
}

fn answers(forms: &[Among]) -> Vec<Answer> {
    forms.iter().enumerate().flat_map(|(at, form)| form.answers(at)).collect()
}

/// Pairs of a value and strength, each as its distance from the mean of its form; and how many means more than one were
/// taken.
fn within(answers: &[Answer], value: impl Fn(&Answer) -> f64) -> (Vec<(f64, f64)>, usize) {
    let mut sums: BTreeMap<usize, (f64, f64, f64)> = BTreeMap::new();
    for answer in answers {
        let (n, values, strengths) = sums.entry(answer.form).or_default();
        (*n, *values, *strengths) = (*n + 1.0, *values + value(answer), *strengths + answer.strength);
    }
    let pair = |answer: &Answer| {
        let (n, values, strengths) = sums.get(&answer.form).copied().unwrap_or((1.0, 0.0, 0.0));
        (value(answer) - values / n, answer.strength - strengths / n)
    };
    (answers.iter().map(pair).collect(), sums.len().saturating_sub(1))
}

/// Whether those who do well on the rest do well on the item, among those with one form: the corrected point-biserial
/// (Henrysson, 1963) within forms (pooled within-group correlation; Snedecor and Cochran, 1967), −1 to 1. Fisher's
/// interval (1921) rests on one candidate fewer for each form after the first.
#[must_use]
pub fn discrimination(forms: &[Among], settings: &Settings) -> Figure {
    let (pairs, lost) = within(&answers(forms), |answer| answer.points);
    discrimination::judged(&pairs, lost, settings)
}

/// The options of the item over its forms, the blank last. Those to whom it was not shown are passed over.
///
/// # Errors
/// `statistics.options` for fewer than two or more than 26 options, or a key that is none of them.
pub fn options(options: Options, forms: &[Among], settings: &Settings) -> Result<Vec<OptionAnalysis>, Refusal> {
    if !(2..=MOST_OPTIONS).contains(&options.count) || options.key >= options.count {
        return Err(Refusal::new("statistics.options").with("item", 1).with("most", MOST_OPTIONS));
    }
    let mut answers = answers(forms);
    answers.retain(|answer| answer.choice != Choice::NotShown);
    let plain: Vec<(Choice, f64)> = answers.iter().map(|answer| (answer.choice, answer.strength)).collect();
    let of = |chosen: Choice| within(&answers, |answer| f64::from(u8::from(answer.choice == chosen)));
    let lost = of(Choice::Omitted).1;
    Ok(distractors::each(options, &plain, (lost, &|chosen| of(chosen).0), settings))
}

/// Compares two groups on the item among candidates of equal total on one form. On each form, questions that differ
/// largely between the groups do not count in the total (two stages: Holland and Thayer, 1988).
///
/// # Errors
/// `statistics.groups-length` when groups are not one list for each form, with one for each candidate.
pub fn dif(forms: &[Among], groups: &[Vec<Group>], settings: &Settings) -> Result<Dif, Refusal> {
    if forms.len() != groups.len() {
        let refusal = Refusal::new("statistics.groups-length").with("groups", groups.len());
        return Err(refusal.with("candidates", forms.len()));
    }
    let mut table = Table::default();
    for (form, groups) in forms.iter().zip(groups) {
        let complete = form.scores.complete();
        let flagged = flagged(&complete, groups, settings)?;
        table.add(&complete, form.item, groups, &flagged);
    }
    Ok(table.judged(settings))
}

fn flagged(complete: &Complete<'_>, groups: &[Group], settings: &Settings) -> Result<BTreeSet<usize>, Refusal> {
    let of = |item| dif::dif(complete, item, groups, &BTreeSet::new(), settings);
    let first = (0..complete.scores().items()).map(of).collect::<Result<Vec<Dif>, Refusal>>()?;
    Ok(large(&first))
}

//! Options of an item: how often each is chosen, by whom, and how that changes from weak to strong candidates. Strength
//! is the rest of the total, without the item itself.

use certification::refusal::Refusal;
use serde::Serialize;

use super::{
    choices::{Choice, ChoiceMatrix, Options},
    discrimination::correlation,
    figure::{Figure, Interval},
    matrix::{Complete, check_item},
    settings::Settings,
    verdict::Code,
};

/// A point of an option's curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// Mean rest score of the group; over several forms, mean distance from the form's own mean, as a share of full marks.
    pub rest: f64,
    /// Share of the group that chose the option, with the group's own number; withheld where the group is too small.
    pub share: Figure,
}

/// What is known of an option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionAnalysis {
    /// The option, counted from 0; `None` for the blank.
    pub option: Option<u8>,
    /// Whether it is the key.
    pub key: bool,
    /// How often it is chosen, 0 to 1 (Wilson, 1927).
    pub share: Figure,
    /// Correlation of choosing it with the rest score (point-biserial, corrected as by Henrysson, 1963).
    pub strength: Figure,
    /// Its curve, from the weakest group to the strongest; empty where the share is withheld.
    pub curve: Vec<Point>,
}

/// Analyses the options of an item, the blank last. `complete` is that of the scores of `choices`.
///
/// A distractor is idle below 5 % (Haladyna and Downing, 1993); one that the strong choose may be right as well.
///
/// # Errors
/// `statistics.item-unknown`; `statistics.not-the-same` when scores and choices differ in shape.
pub fn distractors(
    choices: &ChoiceMatrix,
    complete: &Complete<'_>,
    item: usize,
    settings: &Settings,
) -> Result<Vec<OptionAnalysis>, Refusal> {
    check_item(item, choices.items().len())?;
    let scores = complete.scores();
    if scores.items() != choices.items().len() || scores.candidates() != choices.candidates() {
        return Err(Refusal::new("statistics.not-the-same"));
    }
    let Some(options) = choices.items().get(item) else { return Ok(Vec::new()) };
    let answers: Vec<(Choice, f64)> = complete
        .totals()
        .zip(complete.with_rest(item))
        .map(|((candidate, _), (_, rest))| (choices.choice(candidate, item), rest))
        .collect();
    let pairs = |chosen: Choice| answers.iter().map(|(c, rest)| (f64::from(u8::from(*c == chosen)), *rest)).collect();
    Ok(each(*options, &answers, (0, &pairs), settings))
}

/// Pairs of *chosen or not* and strength, by what is chosen.
pub(super) type Pairs<'a> = dyn Fn(Choice) -> Vec<(f64, f64)> + 'a;

/// Each option of an item, the blank last: `answers` with the strength of who gave them, and the pairs that are
/// correlated, from which `lost` means more than one were taken.
pub(super) fn each(
    options: Options,
    answers: &[(Choice, f64)],
    (lost, pairs): (usize, &Pairs<'_>),
    settings: &Settings,
) -> Vec<OptionAnalysis> {
    let groups = by_strength(answers, settings.curve_groups);
    let of = |option: Option<u8>| {
        let chosen = option.map_or(Choice::Omitted, Choice::Chosen);
        let key = option == Some(options.key);
        analysis((option, key, chosen), answers, &groups, (lost, &pairs(chosen)), settings)
    };
    (0..options.count).map(Some).chain([None]).map(of).collect()
}

fn analysis(
    (option, key, chosen): (Option<u8>, bool, Choice),
    answers: &[(Choice, f64)],
    groups: &[Vec<(Choice, f64)>],
    (lost, pairs): (usize, &[(f64, f64)]),
    settings: &Settings,
) -> OptionAnalysis {
    let minimum = settings.minimum.options;
    let share = if answers.len() < minimum.max(1) {
        Figure::too_few(answers.len(), minimum.max(1))
    } else {
        share_of(answers, chosen, settings)
    };
    let idle = share.interval().is_some_and(|i| i.high < settings.idle_share);
    let strength =
        correlation(pairs, lost, (minimum, settings.confidence), |i| match (key, i.low > 0.0, i.high < 0.0) {
            (true, true, _) => Code::KeySound,
            (true, _, true) => Code::KeySuspect,
            (true, ..) => Code::KeyUnsettled,
            (false, true, _) => Code::DistractorDrawsAble,
            (false, ..) if idle => Code::DistractorIdle,
            (false, _, true) => Code::DistractorSound,
            (false, ..) => Code::DistractorUnsettled,
        });
    let of_group = |group: &[(Choice, f64)]| {
        if group.len() < settings.curve_least {
            return Figure::too_few(group.len(), settings.curve_least);
        }
        share_of(group, chosen, settings)
    };
    let point = |group: &Vec<(Choice, f64)>| Point {
        rest: group.iter().map(|a| a.1).sum::<f64>() / group.len() as f64,
        share: of_group(group),
    };
    let curve = if share.estimate().is_some() { groups.iter().map(point).collect() } else { Vec::new() };
    OptionAnalysis { option, key, share, strength, curve }
}

fn share_of(answers: &[(Choice, f64)], chosen: Choice, settings: &Settings) -> Figure {
    let n = answers.len();
    let count = answers.iter().filter(|a| a.0 == chosen).count() as f64;
    let interval = Interval::wilson(count, n as f64, settings.confidence);
    Figure::given(count / n as f64, interval, n, Code::OptionShare)
}

/// Splits into `groups` of about equal size by strength; equals stay together, so a group may be missing. The group of
/// a score is that of its mid-rank, so the order of candidates does not matter.
fn by_strength(answers: &[(Choice, f64)], groups: usize) -> Vec<Vec<(Choice, f64)>> {
    let mut sorted = answers.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out = vec![Vec::new(); groups.clamp(1, 20)];
    let mut below = 0;
    for equals in sorted.chunk_by(|a, b| a.1 == b.1) {
        // Whole numbers: 2·below + equals is twice the mid-rank.
        let group = (2 * below + equals.len()) * out.len() / (2 * sorted.len());
        if let Some(group) = out.get_mut(group) {
            group.extend_from_slice(equals);
        }
        below += equals.len();
    }
    out.retain(|group: &Vec<_>| !group.is_empty());
    out
}

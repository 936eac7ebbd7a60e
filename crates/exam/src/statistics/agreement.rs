//! Unusual agreement between neighbours: the K̄2 index (Sotaridona and Meijer, 2002), which asks how likely a candidate
//! shares so many of a neighbour's wrong answers by chance. The two are left out of those compared with, lest they
//! vouch for themselves. It names no culprit, knows nothing of right answers copied, and its alarm is a reason to look
//! at the room's record; who may see it is judged elsewhere.
//!
//! Two guards against false alarms: all comparisons of a run are adjusted together (Holm, 1979), and the index is also
//! run on pairs who cannot have seen each other; where it alarms there more often than it promises, every alarm of the
//! run is withheld.

use std::collections::BTreeSet;

use certification::refusal::Refusal;
use serde::Serialize;

use super::{
    choices::{Choice, ChoiceMatrix},
    distribution::binomial_at_least,
    figure::{Figure, Interval},
    settings::Settings,
    verdict::Code,
};

/// The most pairs of one run.
pub const MOST_PAIRS: usize = 200_000;

/// A candidate compared with one from whom they might have copied. Each pair is compared both ways.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Place of the candidate looked at.
    pub copier: usize,
    /// Place of the neighbour.
    pub source: usize,
    /// Wrong answers of the neighbour that the candidate has too.
    pub shared: usize,
    /// Wrong answers of the neighbour.
    pub wrong: usize,
    /// Share expected of candidates with as many wrong answers.
    pub expected: Option<f64>,
    /// Chance of so many or more: K̄2 itself.
    pub p: Option<f64>,
    /// The same with all comparisons of the run counted (Holm, 1979).
    pub adjusted: Option<f64>,
    /// Share of the neighbour's wrong answers that are shared (Wilson, 1927), with the verdict.
    pub share: Figure,
}

/// A run of the index.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Neighbours compared, in the order given, both ways.
    pub comparisons: Vec<Comparison>,
    /// How many of them could be tested.
    pub tests: usize,
    /// False alarms to expect of so many tests at the level, were they not adjusted.
    pub expected_false_alarms: f64,
    /// Share of strangers' comparisons that reach the level unadjusted: the false-positive rate in this very sitting
    /// (Clopper and Pearson, 1934, as if comparisons were independent).
    pub false_positive_rate: Figure,
}

/// Runs the index on `neighbours` and, to see its false-positive rate, on `strangers`; both are places of candidates.
/// Candidates to whom not all items were put are left out; a blank counts as wrong but is not shared.
///
/// # Errors
/// `statistics.too-large`; `statistics.pair` when a candidate is not there or is paired with themselves.
pub fn agreement(
    choices: &ChoiceMatrix,
    neighbours: &[(usize, usize)],
    strangers: &[(usize, usize)],
    settings: &Settings,
) -> Result<Report, Refusal> {
    let neighbours = both_ways(neighbours, choices.candidates())?;
    let strangers = both_ways(strangers, choices.candidates())?;
    let pool = Pool::of(choices);
    let false_positive_rate = rate(&pool, &strangers, settings);
    let mut comparisons: Vec<Comparison> = neighbours.iter().map(|(c, s)| pool.compare(*c, *s, settings)).collect();
    let adjusted = holm(&comparisons.iter().filter_map(|c| c.p).collect::<Vec<_>>());
    let tests = adjusted.len();
    let exceeded = false_positive_rate.code() == Code::AgreementRateExceeded;
    for (comparison, adjusted) in comparisons.iter_mut().filter(|c| c.p.is_some()).zip(adjusted) {
        comparison.adjusted = Some(adjusted);
        if adjusted <= settings.agreement_level {
            comparison.share = match (comparison.share.estimate(), comparison.share.interval()) {
                (Some(share), Some(interval)) if !exceeded => {
                    Figure::given(share, interval, comparison.wrong, Code::AgreementUnusual)
                }
                _ => Figure::withheld(Code::AgreementRateExceeded, comparison.wrong),
            };
        }
    }
    let expected_false_alarms = tests as f64 * settings.agreement_level;
    Ok(Report { comparisons, tests, expected_false_alarms, false_positive_rate })
}

fn both_ways(pairs: &[(usize, usize)], candidates: usize) -> Result<Vec<(usize, usize)>, Refusal> {
    if pairs.len() > MOST_PAIRS {
        return Err(Refusal::new("statistics.too-large")
            .with("what", "pairs")
            .with("count", pairs.len())
            .with("most", MOST_PAIRS));
    }
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (at, (a, b)) in pairs.iter().enumerate() {
        if a == b || *a.max(b) >= candidates {
            return Err(Refusal::new("statistics.pair").with("pair", at + 1));
        }
        if seen.insert((a.min(b), a.max(b))) {
            out.extend([(*a, *b), (*b, *a)]);
        }
    }
    Ok(out)
}

fn rate(pool: &Pool<'_>, strangers: &[(usize, usize)], settings: &Settings) -> Figure {
    let tested: Vec<f64> = strangers.iter().filter_map(|(c, s)| pool.compare(*c, *s, settings).p).collect();
    let n = tested.len();
    let minimum = settings.minimum.agreement.max(1);
    if n < minimum {
        return Figure::too_few(n, minimum);
    }
    let alarms = tested.iter().filter(|p| **p <= settings.agreement_level).count();
    let interval = Interval::clopper_pearson(alarms, n, settings.confidence);
    let exceeded = interval.low > settings.agreement_level;
    let code = if exceeded { Code::AgreementRateExceeded } else { Code::AgreementRateHeld };
    Figure::given(alarms as f64 / n as f64, interval, n, code)
}

/// Adjusts chances for their number (Holm, 1979), in the order given.
#[must_use]
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = chances.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out = vec![1.0; chances.len()];
    let mut largest = 0.0_f64;
    for (rank, (at, p)) in order.into_iter().enumerate() {
        largest = largest.max((p * (chances.len() - rank) as f64).min(1.0));
        if let Some(slot) = out.get_mut(at) {
            *slot = largest;
        }
    }
    out
}

/// Candidates grouped by the number of their wrong answers.
struct Pool<'a> {
    choices: &'a ChoiceMatrix,
    /// Wrong answers of each candidate, blanks included; `None` when not all items were put.
    wrong: Vec<Option<usize>>,
    /// How many candidates have so many wrong answers.
    sizes: Vec<usize>,
    /// For each number wrong and item: how many chose each option.
    chosen: Vec<Vec<Vec<usize>>>,
}

impl<'a> Pool<'a> {
    fn of(choices: &'a ChoiceMatrix) -> Self {
        let items = choices.items().len();
        let mut pool = Self {
            choices,
            wrong: Vec::with_capacity(choices.candidates()),
            sizes: vec![0; items + 1],
            chosen: vec![Vec::new(); items + 1],
        };
        for row in choices.rows() {
            let complete = !row.contains(&Choice::NotShown);
            let wrong = row.iter().zip(choices.items()).filter(|(c, o)| **c != Choice::Chosen(o.key)).count();
            pool.wrong.push(complete.then_some(wrong));
            let (true, Some(size), Some(table)) = (complete, pool.sizes.get_mut(wrong), pool.chosen.get_mut(wrong))
            else {
                continue;
            };
            *size += 1;
            table.resize_with(items, Vec::new);
            for ((choice, options), counts) in row.iter().zip(choices.items()).zip(table) {
                counts.resize(usize::from(options.count), 0);
                if let Choice::Chosen(option) = choice
                    && let Some(count) = counts.get_mut(usize::from(*option))
                {
                    *count += 1;
                }
            }
        }
        pool
    }

    /// Items that a candidate answered wrongly, with the option.
    fn wrong_answers(&self, candidate: usize) -> Vec<(usize, u8)> {
        let wrong = |(item, options): (usize, &super::choices::Options)| match self.choices.choice(candidate, item) {
            Choice::Chosen(option) if option != options.key => Some((item, option)),
            _ => None,
        };
        self.choices.items().iter().enumerate().filter_map(wrong).collect()
    }

    /// Compares without the verdict of the whole run.
    fn compare(&self, copier: usize, source: usize, settings: &Settings) -> Comparison {
        let answers = self.wrong_answers(source);
        let same = |(item, option): &&(usize, u8)| self.choices.choice(copier, *item) == Choice::Chosen(*option);
        let (shared, wrong) = (answers.iter().filter(same).count(), answers.len());
        let bare = |share| Comparison { copier, source, shared, wrong, expected: None, p: None, adjusted: None, share };
        let complete: usize = self.sizes.iter().sum();
        if complete < settings.minimum.agreement {
            return bare(Figure::too_few(complete, settings.minimum.agreement));
        }
        let least = settings.minimum.agreement_wrong.max(1);
        if wrong < least {
            return bare(Figure::too_few(wrong, least));
        }
        let numbers = [copier, source].map(|at| self.wrong.get(at).copied().flatten());
        let [Some(of_copier), Some(of_source)] = numbers else {
            return bare(Figure::withheld(Code::WithheldNoFit, wrong));
        };
        let points = self.shares(&answers, of_copier, shared, of_source);
        let items = self.choices.items().len() as f64;
        let Some(expected) = quadratic(&points, of_copier as f64 / items) else {
            return bare(Figure::withheld(Code::WithheldNoFit, wrong));
        };
        let expected = expected.clamp(0.001, 0.999);
        let interval = Interval::wilson(shared as f64, wrong as f64, settings.confidence);
        let share = Figure::given(shared as f64 / wrong as f64, interval, wrong, Code::AgreementUsual);
        let p = binomial_at_least(shared, wrong, expected);
        Comparison { expected: Some(expected), p: Some(p), ..bare(share) }
    }

    /// For each group of equal number wrong, without the two: that number as a share of items, and the mean share of
    /// the source's wrong answers that the group has too.
    fn shares(&self, answers: &[(usize, u8)], of_copier: usize, shared: usize, of_source: usize) -> Vec<(f64, f64)> {
        let items = self.choices.items().len() as f64;
        let group = |(number, (size, table)): (usize, (&usize, &Vec<Vec<usize>>))| {
            let (mut size, mut sum) = (*size, 0);
            if size == 0 {
                return None;
            }
            for (item, option) in answers {
                sum += table.get(*item).and_then(|counts| counts.get(usize::from(*option))).copied().unwrap_or(0);
            }
            for (who, common) in [(of_copier, shared), (of_source, answers.len())] {
                if who == number {
                    size = size.saturating_sub(1);
                    sum = sum.saturating_sub(common);
                }
            }
            (size > 0).then(|| (number as f64 / items, sum as f64 / (size * answers.len()) as f64))
        };
        self.sizes.iter().zip(&self.chosen).enumerate().filter_map(group).collect()
    }
}

/// The value at `x` of the parabola of least squares; `None` for fewer than four points.
fn quadratic(points: &[(f64, f64)], x: f64) -> Option<f64> {
    let n = points.len() as f64;
    let middle = points.iter().map(|p| p.0).sum::<f64>() / n;
    let scale = (points.iter().map(|p| (p.0 - middle).powi(2)).sum::<f64>() / n).sqrt();
    if points.len() < 4 || scale <= 0.0 {
        return None;
    }
    // Sums of powers of the standardised x: the mean is 0 and the mean square 1.
    let (mut cubes, mut fourths, mut y, mut xy, mut xxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for point in points {
        let u = (point.0 - middle) / scale;
        cubes += u.powi(3) / n;
        fourths += u.powi(4) / n;
        y += point.1 / n;
        xy += u * point.1 / n;
        xxy += u * u * point.1 / n;
    }
    let rest = fourths - 1.0 - cubes * cubes;
    if rest <= 1e-12 {
        return None;
    }
    let bend = (xxy - y - cubes * xy) / rest;
    let slope = xy - cubes * bend;
    let u = (x - middle) / scale;
    Some(y - bend + slope * u + bend * u * u)
}

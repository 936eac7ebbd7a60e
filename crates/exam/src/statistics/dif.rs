//! Differential item functioning: whether an item is harder for one group than for equally able candidates of another.
//! A flag is a question to the reviewers of the item, never a finding of bias.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use serde::Serialize;

use super::{
    distribution::normal_quantile,
    figure::{Figure, Interval},
    mantel_haenszel::{MantelHaenszel, Stratum},
    matrix::{Complete, check_item},
    settings::Settings,
    verdict::Code,
};

/// A candidate's place in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The group compared with.
    Reference,
    /// The group looked at.
    Focal,
    /// Not in the comparison, or not known.
    Neither,
}

/// ETS classes (Zieky, 1993).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Class {
    /// Negligible: below 1 delta, or not told from zero at 5 %.
    A,
    /// Neither.
    B,
    /// Large: 1.5 delta or more, and told from 1 at 5 % (one-sided).
    C,
}

/// What is known of an item and two groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dif {
    /// MH D-DIF in delta, −2.35 × log odds ratio (Holland and Thayer, 1988); below zero: harder for the focal group.
    pub delta: Figure,
    /// Its standard error (Phillips and Holland, 1987).
    pub error: Option<f64>,
    /// Chi-squared with continuity correction, one degree of freedom.
    pub chi_squared: Option<f64>,
    /// The chance of such a chi-squared without a difference.
    pub p: Option<f64>,
    /// The class.
    pub class: Option<Class>,
    /// Candidates of the reference group.
    pub reference: usize,
    /// Candidates of the focal group.
    pub focal: usize,
}

/// The factor from log odds to delta.
const DELTA: f64 = -2.35;

/// Compares two groups on an item among candidates of equal total. The item itself counts in the total (Holland and
/// Thayer, 1988); items in `left_out` do not, which is how flagged ones are kept from spoiling the total.
///
/// # Errors
/// `statistics.item-unknown`; `statistics.groups-length` when groups are not one for each candidate of the matrix.
pub fn dif(
    complete: &Complete<'_>,
    item: usize,
    groups: &[Group],
    left_out: &BTreeSet<usize>,
    settings: &Settings,
) -> Result<Dif, Refusal> {
    let scores = complete.scores();
    check_item(item, scores.items())?;
    if groups.len() != scores.candidates() {
        return Err(Refusal::new("statistics.groups-length")
            .with("groups", groups.len())
            .with("candidates", scores.candidates()));
    }
    let mut table = Table::default();
    table.add(complete, item, groups, left_out);
    Ok(table.judged(settings))
}

/// Candidates of both groups by what they reached in all: only equals are compared, and totals of two forms are never
/// equals.
#[derive(Debug, Default)]
pub(super) struct Table {
    strata: BTreeMap<(usize, i64), Stratum>,
    forms: usize,
    reference: usize,
    focal: usize,
    /// The item was not only ever nothing or all.
    graded: bool,
}

impl Table {
    /// Adds the candidates of a form on whom the item stands at that place.
    pub(super) fn add(&mut self, complete: &Complete<'_>, item: usize, groups: &[Group], left_out: &BTreeSet<usize>) {
        let scores = complete.scores();
        self.graded |= !scores.dichotomous(item);
        self.forms += 1;
        for (candidate, total) in complete.totals() {
            let Some(group) = groups.get(candidate).filter(|g| **g != Group::Neither) else { continue };
            let off: f64 = left_out.iter().filter(|i| **i != item).filter_map(|i| scores.score(candidate, *i)).sum();
            // Totals are sums of points; a millionth of a point tells them apart.
            let stratum = self.strata.entry((self.forms, ((total - off) * 1e6).round() as i64)).or_default();
            let right = scores.score(candidate, item).is_some_and(|score| score > 0.0);
            let count = match (group, right) {
                (Group::Reference, true) => &mut stratum.reference_right,
                (Group::Reference, false) => &mut stratum.reference_wrong,
                (_, true) => &mut stratum.focal_right,
                (_, false) => &mut stratum.focal_wrong,
            };
            *count += 1;
            if *group == Group::Reference { self.reference += 1 } else { self.focal += 1 }
        }
    }

    /// What they say.
    pub(super) fn judged(self, settings: &Settings) -> Dif {
        let Self { strata, reference, focal, graded, .. } = self;
        let strata: Vec<Stratum> = strata.into_values().collect();
        let bare = |delta| Dif { delta, error: None, chi_squared: None, p: None, class: None, reference, focal };
        let (n, minimum) = (reference + focal, settings.minimum);
        if reference.min(focal) < minimum.dif_smaller.max(1) {
            bare(Figure::too_few(reference.min(focal), minimum.dif_smaller.max(1)))
        } else if n < minimum.dif_total {
            bare(Figure::too_few(n, minimum.dif_total))
        } else if graded {
            bare(Figure::withheld(Code::WithheldNotDichotomous, n))
        } else if let Some(result) = MantelHaenszel::of(&strata) {
            let class = class(&result);
            Dif {
                delta: delta(&result, class, n, settings),
                error: Some(-DELTA * result.error),
                chi_squared: Some(result.chi_squared),
                p: Some(result.p),
                class: Some(class),
                ..bare(Figure::withheld(Code::WithheldNoSpread, n))
            }
        } else {
            bare(Figure::withheld(Code::WithheldNoSpread, n))
        }
    }
}

/// Compares two groups on every item, then once more with the items of class C left out of the total (two stages:
/// Holland and Thayer, 1988).
///
/// # Errors
/// As [`dif`].
pub fn screen(complete: &Complete<'_>, groups: &[Group], settings: &Settings) -> Result<Vec<Dif>, Refusal> {
    let each = |left_out: &BTreeSet<usize>| -> Result<Vec<Dif>, Refusal> {
        (0..complete.scores().items()).map(|item| dif(complete, item, groups, left_out, settings)).collect()
    };
    let first = each(&BTreeSet::new())?;
    let flagged = large(&first);
    if flagged.is_empty() { Ok(first) } else { each(&flagged) }
}

/// The items of class C.
pub(super) fn large(items: &[Dif]) -> BTreeSet<usize> {
    let large = |(item, dif): (usize, &Dif)| (dif.class == Some(Class::C)).then_some(item);
    items.iter().enumerate().filter_map(large).collect()
}

/// The ETS class.
#[must_use]
pub fn class(result: &MantelHaenszel) -> Class {
    let size = (DELTA * result.log_odds).abs();
    if size < 1.0 || result.p >= 0.05 {
        Class::A
    } else if size >= 1.5 && (size - 1.0) / (-DELTA * result.error) > normal_quantile(0.95) {
        Class::C
    } else {
        Class::B
    }
}

fn delta(result: &MantelHaenszel, class: Class, n: usize, settings: &Settings) -> Figure {
    let estimate = DELTA * result.log_odds;
    let log = result.interval(settings.confidence);
    let code = match (class, estimate < 0.0) {
        (Class::A, _) => Code::DifNegligible,
        (Class::B, true) => Code::DifModerateAgainstFocal,
        (Class::B, false) => Code::DifModerateAgainstReference,
        (Class::C, true) => Code::DifLargeAgainstFocal,
        (Class::C, false) => Code::DifLargeAgainstReference,
    };
    Figure::given(estimate, Interval::between(DELTA * log.low, DELTA * log.high), n, code)
}

//! How much the parts of an answer count beside each other, where they do not all count the same: pairs of a matching,
//! gaps. Weights are whole numbers without a common divisor, so that there is one spelling for one meaning (1 and ½ are 2
//! and 1) and what is right in all parts brings all points exactly. Options have weights of another kind
//! ([`super::Scoring::Weights`]): parts of the points, since which of them are chosen is not bound to what is right.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::id::{ChoiceId, GapId};
use crate::score::number::readings;

/// The most that a part counts.
pub const MOST_WEIGHT: i64 = 1_000_000_000;
/// Where a third is written with so many decimals, it is a third: numbers that are large otherwise are taken for the
/// fraction that they round.
const ROUNDED: u32 = 9;
/// The largest number of which such a fraction is made.
const LARGEST: i64 = 1_000;

/// Weights that cannot be: too large, or of a gap that counts nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("weights out of bounds")]
pub struct OutOfBounds;

/// How much each gap counts: over 0.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<GapId, Decimal>", into = "BTreeMap<GapId, i64>")]
pub struct GapWeights(BTreeMap<GapId, i64>);

/// How much each pair of a matching counts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Told", into = "Kept")]
pub struct PairWeights {
    /// By premise and response; what counts as the others do is not named.
    pairs: BTreeMap<(ChoiceId, ChoiceId), i64>,
    /// Of each other pair that is given: 0 or less.
    other: i64,
}

/// Pair weights as they are read, with any numbers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    pairs: BTreeMap<ChoiceId, BTreeMap<ChoiceId, Decimal>>,
    #[serde(default)]
    other: Decimal,
}

/// Pair weights as they are written: by premise, then by response.
#[derive(Serialize)]
struct Kept {
    pairs: BTreeMap<ChoiceId, BTreeMap<ChoiceId, i64>>,
    other: i64,
}

impl TryFrom<BTreeMap<GapId, Decimal>> for GapWeights {
    type Error = OutOfBounds;
    fn try_from(weights: BTreeMap<GapId, Decimal>) -> Result<Self, OutOfBounds> {
        Self::of(weights).ok_or(OutOfBounds)
    }
}

impl From<GapWeights> for BTreeMap<GapId, i64> {
    fn from(weights: GapWeights) -> Self {
        weights.0
    }
}

impl TryFrom<Told> for PairWeights {
    type Error = OutOfBounds;
    fn try_from(told: Told) -> Result<Self, OutOfBounds> {
        let of_premise = |(premise, of): (ChoiceId, BTreeMap<ChoiceId, Decimal>)| {
            of.into_iter().map(move |(response, weight)| ((premise.clone(), response), weight))
        };
        Self::of(told.pairs.into_iter().flat_map(of_premise), told.other).ok_or(OutOfBounds)
    }
}

impl From<PairWeights> for Kept {
    fn from(weights: PairWeights) -> Self {
        let mut pairs: BTreeMap<ChoiceId, BTreeMap<ChoiceId, i64>> = BTreeMap::new();
        for ((premise, response), weight) in weights.pairs {
            pairs.entry(premise).or_default().insert(response, weight);
        }
        Self { pairs, other: weights.other }
    }
}

impl GapWeights {
    /// Gaps that count so much; none where one counts nothing, or beyond [`MOST_WEIGHT`].
    #[must_use]
    pub fn of(weights: impl IntoIterator<Item = (GapId, Decimal)>) -> Option<Self> {
        let (gaps, weights): (Vec<GapId>, Vec<Decimal>) = weights.into_iter().unzip();
        let whole = reduced(&weights)?;
        whole.iter().all(|weight| *weight > 0).then(|| Self(gaps.into_iter().zip(whole).collect()))
    }

    /// How much a gap counts.
    #[must_use]
    pub fn weight(&self, gap: &GapId) -> Decimal {
        self.0.get(gap).copied().unwrap_or_default().into()
    }

    /// How much all count together.
    #[must_use]
    pub fn all(&self) -> Decimal {
        self.0.values().copied().map(Decimal::from).sum()
    }

    /// Each gap and how much it counts.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&GapId, i64)> {
        self.0.iter().map(|(gap, weight)| (gap, *weight))
    }

    /// All gaps count the same.
    #[must_use]
    pub fn alike(&self) -> bool {
        self.0.values().all(|weight| *weight == 1)
    }

    /// The same for gaps of other names.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(&GapId) -> GapId) -> Self {
        Self(self.0.iter().map(|(gap, weight)| (name(gap), *weight)).collect())
    }
}

impl PairWeights {
    /// Pairs that count so much, and each other pair so much; none where another pair would bring something, or beyond
    /// [`MOST_WEIGHT`].
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = ((ChoiceId, ChoiceId), Decimal)>, other: Decimal) -> Option<Self> {
        let (pairs, mut weights): (Vec<_>, Vec<Decimal>) = pairs.into_iter().unzip();
        weights.push(other);
        let mut whole = reduced(&weights)?;
        let other = whole.pop().filter(|other| *other <= 0)?;
        Some(Self { pairs: pairs.into_iter().zip(whole).filter(|(_, weight)| *weight != other).collect(), other })
    }

    /// How much a pair counts that is given.
    #[must_use]
    pub fn weight(&self, premise: &ChoiceId, response: &ChoiceId) -> Decimal {
        self.pairs.get(&(premise.clone(), response.clone())).copied().unwrap_or(self.other).into()
    }

    /// How much the right pairs count together.
    #[must_use]
    pub fn all(&self, right: &BTreeMap<ChoiceId, ChoiceId>) -> Decimal {
        right.iter().map(|(premise, response)| self.weight(premise, response)).sum()
    }

    /// Each named pair (premise, response) and how much it counts.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&ChoiceId, &ChoiceId, i64)> {
        self.pairs.iter().map(|((premise, response), weight)| (premise, response, *weight))
    }

    /// How much each other pair counts: 0 or less.
    #[must_use]
    pub fn other(&self) -> i64 {
        self.other
    }

    /// Of each premise the right response counts something, and no other one more.
    #[must_use]
    pub fn best(&self, right: &BTreeMap<ChoiceId, ChoiceId>) -> bool {
        let something = right.iter().all(|(premise, response)| self.weight(premise, response) > Decimal::ZERO);
        let none_more = |(premise, _, weight): (&ChoiceId, &ChoiceId, i64)| {
            right.get(premise).is_none_or(|response| self.weight(premise, response) >= weight.into())
        };
        something && self.iter().all(none_more)
    }

    /// All right pairs count the same, and no other pair is named.
    #[must_use]
    pub fn alike(&self, right: &BTreeMap<ChoiceId, ChoiceId>) -> bool {
        let one = |((premise, response), weight): (&(ChoiceId, ChoiceId), &i64)| {
            *weight == 1 && right.get(premise) == Some(response)
        };
        self.pairs.len() == right.len() && self.pairs.iter().all(one) && (-1..=0).contains(&self.other)
    }

    /// The same for premises and responses of other names.
    #[must_use]
    pub fn renamed(&self, premise: impl Fn(&ChoiceId) -> ChoiceId, response: impl Fn(&ChoiceId) -> ChoiceId) -> Self {
        let pairs = self.pairs.iter().map(|((left, to), weight)| ((premise(left), response(to)), *weight)).collect();
        Self { pairs, other: self.other }
    }

    /// The same where other pairs are right: what is right of a premise counts as much as what was right before, and that
    /// as any other pair.
    #[must_use]
    pub fn moved(&self, before: &BTreeMap<ChoiceId, ChoiceId>, after: &BTreeMap<ChoiceId, ChoiceId>) -> Option<Self> {
        let mut pairs: BTreeMap<_, Decimal> =
            self.pairs.iter().map(|(pair, weight)| (pair.clone(), (*weight).into())).collect();
        for (premise, was) in before.iter().filter(|(premise, was)| after.get(*premise) != Some(*was)) {
            let weight = self.weight(premise, was);
            pairs.remove(&(premise.clone(), was.clone()));
            pairs.extend(after.get(premise).map(|now| ((premise.clone(), now.clone()), weight)));
        }
        Self::of(pairs, self.other.into())
    }
}

/// Whole numbers in the ratio of these, without a common divisor; none beyond [`MOST_WEIGHT`].
fn reduced(weights: &[Decimal]) -> Option<Vec<i64>> {
    let weights: Vec<Decimal> = weights.iter().map(Decimal::normalize).collect();
    let scale = weights.iter().map(Decimal::scale).max().unwrap_or_default();
    let unit = Decimal::from_i128_with_scale(10_i128.checked_pow(scale)?, 0);
    let whole = |weight: &Decimal| weight.checked_mul(unit)?.to_i128();
    let exact = weights.iter().map(whole).collect::<Option<Vec<_>>>().and_then(|whole| divided(&whole));
    match exact {
        Some(exact) if exact.iter().all(|weight| weight.abs() <= LARGEST) => Some(exact),
        large => fraction(&weights).and_then(|whole| divided(&whole)).or(large),
    }
}

fn divided(whole: &[i128]) -> Option<Vec<i64>> {
    let common = whole.iter().fold(0_i128, |common, number| gcd(common, number.abs())).max(1);
    let within = |number: &i128| i64::try_from(number / common).ok().filter(|n| n.abs() <= MOST_WEIGHT);
    whole.iter().map(within).collect()
}

const fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The smallest whole numbers whose ratios these are, rounded.
fn fraction(weights: &[Decimal]) -> Option<Vec<i128>> {
    let most = weights.iter().map(Decimal::abs).max().filter(|most| !most.is_zero())?;
    // Two numbers were rounded by half a step of the last decimal each.
    let apart = Decimal::new(2, ROUNDED).checked_div(most)?;
    (1..=LARGEST).map(Decimal::from).find_map(|largest| {
        let near = |weight: &Decimal| {
            let number = weight.checked_div(most)?.checked_mul(largest)?;
            let whole = number.round();
            let near = number.checked_sub(whole)?.abs() <= apart.checked_mul(largest)?;
            (near && whole.is_zero() == weight.is_zero()).then(|| whole.to_i128()).flatten()
        };
        weights.iter().map(near).collect()
    })
}

/// What each part counts, as people write it in a line: `1=2; 2=1`. Names and numbers; none where it cannot be read.
fn told(text: &str) -> Option<Vec<(&str, Decimal)>> {
    text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(told_one).collect()
}

fn told_one(part: &str) -> Option<(&str, Decimal)> {
    let (name, weight) = part.rsplit_once('=')?;
    let mut found = readings(weight.trim(), "");
    found.dedup();
    let [weight] = found.as_slice() else { return None };
    Some((name.trim(), *weight))
}

/// How each other pair is called where weights are written.
const OTHERS: [&str; 3] = ["lainnya", "others", "other"];

/// Reads what gaps count, `2=3`: a gap that is not named counts 1.
#[must_use]
pub fn read_gaps<'a>(
    text: &str,
    gaps: impl IntoIterator<Item = &'a GapId>,
    named: impl Fn(&str) -> Option<GapId>,
) -> Option<GapWeights> {
    let mut weights: BTreeMap<GapId, Decimal> = gaps.into_iter().map(|gap| (gap.clone(), Decimal::ONE)).collect();
    for (name, weight) in told(text)? {
        *weights.get_mut(&named(name)?)? = weight;
    }
    GapWeights::of(weights)
}

/// Writes what gaps count, so that [`read_gaps`] reads it.
#[must_use]
pub fn write_gaps<'a>(
    weights: &GapWeights,
    gaps: impl IntoIterator<Item = &'a GapId>,
    name: impl Fn(&GapId) -> Option<String>,
) -> Option<String> {
    let one = |gap| Some(format!("{}={}", name(gap)?, weights.weight(gap)));
    gaps.into_iter().map(one).collect::<Option<Vec<_>>>().map(|all| all.join("; "))
}

/// Reads what pairs count, `1=2; 2-C=1; lainnya=-1`: the right pair of a premise by its name, others by both names. A
/// right pair that is not named counts 1, another one nothing.
#[must_use]
pub fn read_pairs(
    text: &str,
    right: &BTreeMap<ChoiceId, ChoiceId>,
    premise: impl Fn(&str) -> Option<ChoiceId>,
    response: impl Fn(&str) -> Option<ChoiceId>,
) -> Option<PairWeights> {
    let pair = |(premise, response): (&ChoiceId, &ChoiceId)| (premise.clone(), response.clone());
    let mut weights: BTreeMap<(ChoiceId, ChoiceId), Decimal> =
        right.iter().map(|both| (pair(both), Decimal::ONE)).collect();
    let mut other = Decimal::ZERO;
    for (name, weight) in told(text)? {
        if OTHERS.contains(&name.to_lowercase().as_str()) {
            other = weight;
        } else if let Some((left, to)) = name.split_once(['-', '–']) {
            weights.insert((premise(left.trim())?, response(to.trim())?), weight);
        } else {
            let premise = premise(name)?;
            weights.insert((premise.clone(), right.get(&premise)?.clone()), weight);
        }
    }
    PairWeights::of(weights, other)
}

/// Writes what pairs count, so that [`read_pairs`] reads it; `other` is how the other pairs are called.
#[must_use]
pub fn write_pairs(
    weights: &PairWeights,
    right: &BTreeMap<ChoiceId, ChoiceId>,
    premise: impl Fn(&ChoiceId) -> Option<String>,
    response: impl Fn(&ChoiceId) -> Option<String>,
    other: &str,
) -> Option<String> {
    let mut out = Vec::new();
    for (left, to) in right {
        out.push(format!("{}={}", premise(left)?, weights.weight(left, to)));
    }
    for (left, to, weight) in weights.iter().filter(|(left, to, _)| right.get(*left) != Some(*to)) {
        out.push(format!("{}-{}={weight}", premise(left)?, response(to)?));
    }
    if weights.other() != 0 {
        out.push(format!("{other}={}", weights.other()));
    }
    Some(out.join("; "))
}

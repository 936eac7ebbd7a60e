//! What is right, what it brings, and why: everything of an item that no candidate may see before release. Not part of
//! any type that is sent; its `Debug` tells nothing, so that it cannot slip into a log.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    content::Content,
    id::{ChoiceId, GapId},
    question::Shape,
    weights::{GapWeights, PairWeights},
};

/// The key of an item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// What is right.
    pub answer: Answer,
    /// How parts of it count.
    #[serde(default)]
    pub scoring: Scoring,
    /// Why each choice is right or wrong.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rationales: BTreeMap<ChoiceId, Content>,
    /// Why the answer is right.
    #[serde(default, skip_serializing_if = "Content::is_empty")]
    pub explanation: Content,
}

macro_rules! withheld {
    ($($name:ident),+ $(,)?) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(withheld)"))
            }
        }
    )+};
}

withheld!(
    Key,
    Answer,
    GapKey,
    TextKey,
    Accepted,
    NumberKey,
    Rubric,
    Aspect,
    RubricLevel,
    Scoring,
    GapWeights,
    PairWeights
);

/// What is right, by kind of question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Of `Single`: the right option.
    Choice(ChoiceId),
    /// Of `Multiple`: all right options.
    Choices(BTreeSet<ChoiceId>),
    /// Of `TrueFalse`.
    Truth(bool),
    /// Of `Matching`: the response of each premise.
    Pairs(BTreeMap<ChoiceId, ChoiceId>),
    /// Of `Ordering`: all steps in their right order.
    Order(Vec<ChoiceId>),
    /// Of `Gaps`: what each gap takes.
    Gaps(BTreeMap<GapId, GapKey>),
    /// Of `Hotspot`: the right areas, each to be marked once.
    Areas(Vec<Shape>),
    /// Of `ShortAnswer`: texts that are right. What matches none is marked by people where the item says so.
    Texts(TextKey),
    /// Of `Essay`, `Upload` and `Oral`: people mark by this rubric.
    Rubric(Rubric),
}

/// What a gap takes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapKey {
    /// Text.
    Text(TextKey),
    /// Numbers; the first that fits counts.
    Numbers(Vec<NumberKey>),
}

/// Texts that are right.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextKey {
    /// The texts, the first that fits counts. White space is squeezed before comparing.
    pub accepted: Vec<Accepted>,
    /// Capital letters matter.
    #[serde(default)]
    pub case_sensitive: bool,
    /// What matches none is shown to a marker rather than counted as wrong.
    #[serde(default)]
    pub marked_by_people: bool,
}

/// A text that is right, wholly or in part.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The text.
    pub text: String,
    /// What part of the points it brings: over 0, at most 1.
    pub share: Decimal,
}

/// A number that is right: `value − tolerance ≤ answer ≤ value + tolerance`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberKey {
    /// The number.
    pub value: Decimal,
    /// How far an answer may be from it, 0 or more.
    pub tolerance: Decimal,
    /// What part of the points it brings: over 0, at most 1.
    pub share: Decimal,
}

/// How people mark.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rubric {
    /// An answer that would get all points; empty when there is none.
    #[serde(default, skip_serializing_if = "Content::is_empty")]
    pub model: Content,
    /// What is looked at; their highest scores add up to the question's points. Empty where an item was imported without.
    pub aspects: Vec<Aspect>,
}

/// One thing that markers look at.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aspect {
    /// What it is called.
    pub title: String,
    /// What is found for which score, scores rising from 0.
    pub levels: Vec<RubricLevel>,
}

/// One level of an aspect.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricLevel {
    /// What it brings.
    pub score: Decimal,
    /// How to know it.
    pub description: String,
}

/// How parts of an answer count.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scoring {
    /// All points for the whole answer, none for less.
    #[default]
    Whole,
    /// Each right part its equal share: a chosen right option, a pair, a step at its place, a gap, an area. Nothing is
    /// taken off for wrong parts, so that `Multiple` bounds how many may be chosen.
    Parts,
    /// As `Parts`, and each wrong part takes one share off, never under 0.
    PartsLessWrong,
    /// Each chosen option brings its weight as a part of the points: from −1 to 1; never under 0 nor over 1 in all.
    Weights(BTreeMap<ChoiceId, Decimal>),
    /// Of `Matching`: each pair counts so much beside the others; what is given brings its sum, never under 0, as a part
    /// of what the right pairs count together.
    Pairs(PairWeights),
    /// Of `Gaps`: each gap counts so much beside the others; an answer that brings a part of its gap brings that part.
    Gaps(GapWeights),
}

impl Scoring {
    /// Pairs that count so much, in the one spelling that there is: equal parts are no weights.
    #[must_use]
    pub fn of_pairs(weights: PairWeights, right: &BTreeMap<ChoiceId, ChoiceId>) -> Self {
        match (weights.alike(right), weights.other()) {
            (true, 0) => Self::Parts,
            (true, _) => Self::PartsLessWrong,
            (false, _) => Self::Pairs(weights),
        }
    }

    /// Gaps that count so much, in the one spelling that there is.
    #[must_use]
    pub fn of_gaps(weights: GapWeights) -> Self {
        if weights.alike() { Self::Parts } else { Self::Gaps(weights) }
    }
}

impl Aspect {
    /// The most it can bring.
    #[must_use]
    pub fn most(&self) -> Decimal {
        self.levels.iter().map(|level| level.score).max().unwrap_or_default()
    }
}

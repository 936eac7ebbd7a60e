//! Scoring. A score is a function of the form with its keys, the answers, what people marked, and the version of the
//! rules; of nothing else, so it can be made again at any time and comes out the same. Rules are never changed: a new
//! version stands beside the old one, and each score says by which it was made.
//!
//! A score is evidence (FR.IA.05C, FR.IA.06C, FR.AK.02); it decides nothing by itself. Who may see it, and when it is
//! released, belongs to others.

mod automatic;
pub mod marking;
pub mod number;
pub mod rescore;
pub mod result;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::{form::Form, item::ItemId, paper::read::Read};

/// Version of the rules by which answers bring points.
///
/// Version 1: each answer brings a share of the question's points, between none and all, as the item's own
/// [`crate::item::Scoring`] says; points are rounded to four decimals, halves away from zero; nothing is taken off
/// other questions. A blank or unreadable answer brings none. Texts are compared in Unicode's composed form with white
/// space squeezed; numbers are read as [`number::readings`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rules {
    /// See above.
    #[serde(rename = "1")]
    V1,
}

impl Rules {
    /// The rules for new tests.
    pub const CURRENT: Self = Self::V1;

    /// Rounds points.
    #[must_use]
    pub fn round(self, points: Decimal) -> Decimal {
        let Self::V1 = self;
        points.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).normalize()
    }
}

/// How a mark came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// By the key.
    ByKey,
    /// By people, settled.
    ByPeople,
    /// Waits for people.
    Waiting,
    /// Nothing was answered.
    Unanswered,
    /// What was given cannot be an answer, such as two options where one is asked for.
    Unreadable,
    /// The question was taken out of the marking; everyone has its points.
    Credited,
}

/// What one question brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The item.
    pub item: ItemId,
    /// Points brought; 0 while it waits.
    pub points: Decimal,
    /// The most it can bring.
    pub of: Decimal,
    /// How it came about.
    pub how: How,
}

impl Mark {
    /// Whether it brought all points: *pencapaian* of FR.IA.05C.
    #[must_use]
    pub fn achieved(&self) -> bool {
        self.how != How::Waiting && self.points >= self.of
    }
}

/// What one candidate's answers brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// By which rules.
    pub rules: Rules,
    /// Question by question, in the order of the form.
    pub marks: Vec<Mark>,
}

impl Score {
    /// All points.
    #[must_use]
    pub fn points(&self) -> Decimal {
        self.marks.iter().map(|mark| mark.points).sum()
    }

    /// Whether something waits for people.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.marks.iter().any(|mark| mark.how == How::Waiting)
    }
}

/// What people settled, by item; see [`marking`].
pub type Settled = BTreeMap<ItemId, Decimal>;

/// Scores the answers of one candidate. `credited` are questions that were taken out of the marking.
#[must_use]
pub fn score(form: &Form, read: &Read, settled: &Settled, credited: &BTreeSet<ItemId>, rules: Rules) -> Score {
    let unreadable: BTreeSet<&ItemId> = read.unreadable.values().filter_map(|(item, _)| item.as_ref()).collect();
    let marks = form.questions.iter().map(|question| {
        let item = &question.item;
        let of = item.question.points;
        let (points, how) = if credited.contains(&item.id) {
            (of, How::Credited)
        } else if let Some(response) = read.responses.get(&item.id) {
            match (automatic::share(item, response), settled.get(&item.id)) {
                (Some(share), _) => (rules.round(of.checked_mul(share).unwrap_or(of)), How::ByKey),
                (None, Some(points)) => (rules.round((*points).clamp(Decimal::ZERO, of)), How::ByPeople),
                (None, None) => (Decimal::ZERO, How::Waiting),
            }
        } else if unreadable.contains(&item.id) {
            (Decimal::ZERO, How::Unreadable)
        } else {
            (Decimal::ZERO, How::Unanswered)
        };
        Mark { item: item.id.clone(), points, of, how }
    });
    Score { rules, marks: marks.collect() }
}

//! Ebel's method: a judge sorts items by relevance and difficulty and says, for each of the twelve kinds, what share of
//! such items a candidate at the border answers rightly. The cut is the sum of those shares over the items.

use certification::refusal::Refusal;

use super::{
    Cut, cut_between,
    panel::{MOST_ITEMS, all_rated, check_judges},
};
use crate::statistics::Settings;

/// How much an item matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relevance {
    /// Essential.
    Essential,
    /// Important.
    Important,
    /// Acceptable.
    Acceptable,
    /// Questionable.
    Questionable,
}

/// How hard an item is thought to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difficulty {
    /// Easy.
    Easy,
    /// Medium.
    Medium,
    /// Hard.
    Hard,
}

/// Shares expected of a candidate at the border, 0 to 1; `None` where the judge gave none. Rows are relevance from
/// essential to questionable, columns difficulty from easy to hard.
pub type Expected = [[Option<f64>; 3]; 4];

/// What one judge said.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The judge's code.
    pub judge: String,
    /// Each item's kind.
    pub items: Vec<Option<(Relevance, Difficulty)>>,
    /// What is expected of each kind.
    pub expected: Expected,
}

/// Ebel's cut (Ebel, 1972). `points` are the most points of each item; `measurement_error` is that of the test in
/// points, where known.
///
/// # Errors
/// `standard.no-items`, `standard.too-many-items`, `standard.points`, `standard.too-few-judges`,
/// `standard.too-many-judges`, `standard.judge-code`, `standard.judge-twice`, `standard.row-length`,
/// `standard.rating-missing` (an item not sorted), `standard.expectation-missing` (a kind that has items but no share)
/// or `standard.expectation-range`.
pub fn ebel(
    judgements: &[Judgement],
    points: &[f64],
    measurement_error: Option<f64>,
    settings: &Settings,
) -> Result<Cut, Refusal> {
    if points.is_empty() {
        return Err(Refusal::new("standard.no-items"));
    }
    if points.len() > MOST_ITEMS {
        return Err(Refusal::new("standard.too-many-items").with("most", MOST_ITEMS));
    }
    if !points.iter().all(|p| p.is_finite() && *p > 0.0) {
        return Err(Refusal::new("standard.points").with("points", points.len()).with("items", points.len()));
    }
    check_judges(judgements.iter().map(|j| j.judge.as_str()))?;
    let cuts = judgements.iter().map(|judgement| judge_cut(judgement, points)).collect::<Result<_, _>>()?;
    Ok(cut_between(cuts, points.iter().sum(), measurement_error, settings))
}

fn judge_cut(judgement: &Judgement, points: &[f64]) -> Result<f64, Refusal> {
    let judge = judgement.judge.as_str();
    if judgement.items.len() != points.len() {
        return Err(Refusal::new("standard.row-length")
            .with("judge", judge)
            .with("ratings", judgement.items.len())
            .with("items", points.len()));
    }
    let kinds = all_rated(judge, &judgement.items)?;
    let mut cut = 0.0;
    for ((relevance, difficulty), points) in kinds.into_iter().zip(points) {
        let place = |code: &str| {
            Refusal::new(code)
                .with("judge", judge)
                .with("relevance", relevance as u8 + 1)
                .with("difficulty", difficulty as u8 + 1)
        };
        let share = judgement.expected.get(relevance as usize).and_then(|row| row.get(difficulty as usize)).copied();
        let share = share.flatten().ok_or_else(|| place("standard.expectation-missing"))?;
        if !(0.0..=1.0).contains(&share) {
            return Err(place("standard.expectation-range"));
        }
        cut += share * points;
    }
    Ok(cut)
}

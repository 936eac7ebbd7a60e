//! Angoff's method over rounds: a judge's cut is the sum of the ratings, each times the item's points. Modified Angoff
//! takes chances, yes/no Angoff takes yes and no; they differ in the ratings alone.

use certification::refusal::Refusal;
use serde::Serialize;

use super::{Cut, cut_between, panel::Ratings, severity::mean_squares};
use crate::statistics::Settings;

/// The most rounds of a panel.
pub const MOST_ROUNDS: usize = 10;

/// What the rounds say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Angoff {
    /// The cut of each round; the last one is proposed.
    pub rounds: Vec<Cut>,
    /// From round to round: how many points the cut moved, and how many judges moved theirs.
    pub moves: Vec<Move>,
    /// Error of the last cut if items, too, are a sample from many (Brennan and Lockwood, 1980), in points; only where
    /// all items have the same points and the cut itself is not withheld.
    pub error_with_items: Option<f64>,
}

/// What discussion changed between two rounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Move {
    /// Points that the mean cut moved.
    pub points: f64,
    /// Judges whose cut moved.
    pub judges: usize,
}

/// Angoff's cut (Angoff, 1971, with ratings as chances) from one or more rounds of the same panel and items. `points`
/// are the most points of each item; `measurement_error` is that of the test in points, where known.
///
/// # Errors
/// `standard.no-round`, `standard.too-many-rounds`, `standard.points` (not one for each item, or not above zero), or
/// `standard.round-differs` (judges or items are not those of the first round).
pub fn angoff(
    rounds: &[Ratings],
    points: &[f64],
    measurement_error: Option<f64>,
    settings: &Settings,
) -> Result<Angoff, Refusal> {
    let (Some(first), Some(last)) = (rounds.first(), rounds.last()) else {
        return Err(Refusal::new("standard.no-round"));
    };
    if rounds.len() > MOST_ROUNDS {
        return Err(Refusal::new("standard.too-many-rounds").with("most", MOST_ROUNDS));
    }
    if points.len() != first.items() || !points.iter().all(|p| p.is_finite() && *p > 0.0) {
        return Err(Refusal::new("standard.points").with("points", points.len()).with("items", first.items()));
    }
    let differs = |round: &Ratings| round.judges() != first.judges() || round.items() != first.items();
    if let Some(at) = rounds.iter().position(differs) {
        return Err(Refusal::new("standard.round-differs").with("round", at + 1));
    }
    let full_marks = points.iter().sum();
    let judge_cut = |row: &Vec<f64>| row.iter().zip(points).map(|(rating, points)| rating * points).sum();
    let cut = |round: &Ratings| {
        cut_between(round.rows().iter().map(judge_cut).collect(), full_marks, measurement_error, settings)
    };
    let rounds: Vec<Cut> = rounds.iter().map(cut).collect();
    let moves = rounds.windows(2).filter_map(|pair| Some(moved(pair.first()?, pair.get(1)?))).collect();
    let equal = points.iter().all(|p| Some(p) == points.first());
    let shown = rounds.last().is_some_and(|cut| cut.points.estimate().is_some());
    let error_with_items = if equal && shown { error_with_items(last).map(|error| error * full_marks) } else { None };
    Ok(Angoff { rounds, moves, error_with_items })
}

fn moved(before: &Cut, after: &Cut) -> Move {
    let mean = |cut: &Cut| crate::statistics::mean(&cut.by_judge);
    let judges = before.by_judge.iter().zip(&after.by_judge).filter(|(a, b)| (*a - *b).abs() > 1e-9).count();
    Move { points: mean(after) - mean(before), judges }
}

/// Error of the mean rating over judges and items, both random: the variance components of judges, items and what is
/// left, each over its number (Brennan and Lockwood, 1980). Components below zero count as zero.
fn error_with_items(ratings: &Ratings) -> Option<f64> {
    let squares = mean_squares(ratings)?;
    let (judges, items) = (ratings.judges().len() as f64, ratings.items() as f64);
    let of_judges = ((squares.judges - squares.rest) / items).max(0.0);
    let of_items = ((squares.items - squares.rest) / judges).max(0.0);
    Some((of_judges / judges + of_items / items + squares.rest / (judges * items)).sqrt())
}

//! Judges among themselves: who asks more or less than the panel, and who orders the items otherwise. It serves the
//! discussion between rounds; no judge is dropped by it.

use serde::Serialize;

use super::panel::Ratings;
use crate::statistics::{Code, Figure, Interval, Settings, discrimination::correlation, mean, student_quantile};

/// A judge beside the panel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Severity {
    /// The judge's code.
    pub judge: String,
    /// Mean rating less the panel's, −1 to 1: above zero asks more. The interval is Student's for a contrast of the
    /// two-way analysis of variance (Scheffé, 1959), with what judges and items do not explain as its error.
    pub severity: Figure,
    /// Correlation, over items, with the mean of the other judges (Fisher's interval, 1921).
    pub with_others: Figure,
    /// Correlation, over items, with their observed difficulty (van der Linden, 1982, asks for such consistency);
    /// `None` when no difficulties are known.
    pub with_difficulty: Option<Figure>,
}

/// Mean squares of the two-way analysis of variance, judges × items.
pub(super) struct MeanSquares {
    pub(super) judges: f64,
    pub(super) items: f64,
    pub(super) rest: f64,
}

/// `None` for fewer than two judges or items.
pub(super) fn mean_squares(ratings: &Ratings) -> Option<MeanSquares> {
    let (judges, items) = (ratings.judges().len() as f64, ratings.items() as f64);
    if judges < 2.0 || items < 2.0 {
        return None;
    }
    let by_judge: Vec<f64> = ratings.rows().iter().map(|row| mean(row)).collect();
    let by_item: Vec<f64> = (0..ratings.items()).map(|item| ratings.column(item).sum::<f64>() / judges).collect();
    let all = mean(&by_judge);
    let of = |means: &[f64]| means.iter().map(|m| (m - all).powi(2)).sum::<f64>();
    let mut rest = 0.0;
    for (row, judge) in ratings.rows().iter().zip(&by_judge) {
        rest += row.iter().zip(&by_item).map(|(rating, item)| (rating - judge - item + all).powi(2)).sum::<f64>();
    }
    Some(MeanSquares {
        judges: items * of(&by_judge) / (judges - 1.0),
        items: judges * of(&by_item) / (items - 1.0),
        rest: rest / ((judges - 1.0) * (items - 1.0)),
    })
}

/// Each judge beside the panel. `difficulties` are observed shares of right answers, one for each item, if known; where
/// their number is not that of the items they are taken as not known.
#[must_use]
pub fn severity(ratings: &Ratings, difficulties: Option<&[f64]>, settings: &Settings) -> Vec<Severity> {
    let squares = mean_squares(ratings);
    let all = mean(&ratings.rows().iter().map(|row| mean(row)).collect::<Vec<_>>());
    let difficulties = difficulties.filter(|d| d.len() == ratings.items() && d.iter().all(|p| p.is_finite()));
    let others: Vec<f64> = (0..ratings.items()).map(|item| ratings.column(item).sum()).collect();
    let judges = ratings.judges().len() as f64;
    let each = |(judge, row): (&String, &Vec<f64>)| {
        let rest = row.iter().zip(&others).map(|(own, sum)| (*own, (sum - own) / (judges - 1.0))).collect::<Vec<_>>();
        let observed = |d: &[f64]| order(&row.iter().copied().zip(d.iter().copied()).collect::<Vec<_>>(), settings);
        Severity {
            judge: judge.clone(),
            severity: beside(mean(row) - all, squares.as_ref(), ratings, settings),
            with_others: order(&rest, settings),
            with_difficulty: difficulties.map(observed),
        }
    };
    ratings.judges().iter().zip(ratings.rows()).map(each).collect()
}

fn beside(difference: f64, squares: Option<&MeanSquares>, ratings: &Ratings, settings: &Settings) -> Figure {
    let (judges, items) = (ratings.judges().len(), ratings.items());
    let minimum = settings.minimum.judges.max(2);
    if judges < minimum {
        return Figure::too_few(judges, minimum);
    }
    let Some(squares) = squares else { return Figure::withheld(Code::WithheldNoFit, judges) };
    let (j, i) = (judges as f64, items as f64);
    let error = (squares.rest / i * (j - 1.0) / j).sqrt();
    let half = student_quantile((j - 1.0) * (i - 1.0), f64::midpoint(1.0, settings.confidence)) * error;
    let interval = Interval { low: difference - half, high: difference + half };
    let code = if interval.low > 0.0 {
        Code::JudgeSevere
    } else if interval.high < 0.0 {
        Code::JudgeLenient
    } else {
        Code::JudgeWithPanel
    };
    Figure::given(difference, interval.within(-1.0, 1.0), judges, code)
}

/// Correlation over items. Items are what is counted here, and a panel rates few: four are the least that has an
/// interval.
fn order(pairs: &[(f64, f64)], settings: &Settings) -> Figure {
    correlation(pairs, 0, (4, settings.confidence), |i| {
        if i.low > 0.0 {
            Code::JudgeInLine
        } else if i.high < 0.0 {
            Code::JudgeAgainst
        } else {
            Code::JudgeOrderUnsettled
        }
    })
}

//! Reliability: how far totals would stand in the same order on another form, and how many points they are off.

use serde::Serialize;

use super::{
    distribution::{chi_squared_quantile, f_quantile},
    figure::{Figure, Interval, against},
    matrix::Complete,
    moments::variance,
    settings::Settings,
    verdict::Code,
};

/// Reliability of a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Coefficient alpha (Cronbach, 1951), at most 1, with the interval of Feldt (1965).
    pub alpha: Figure,
    /// KR-20 (Kuder and Richardson, 1937), for right-or-wrong items of equal points; equal to alpha there.
    pub kr20: Figure,
    /// Standard error of measurement, in points: the spread of totals times √(1 − alpha). Its interval is that of the
    /// error's mean square in the analysis of variance behind alpha (Hoyt, 1941), by chi-squared.
    pub error: Figure,
}

/// The mean squares of candidates and of error, candidates × items (Hoyt, 1941).
struct MeanSquares {
    alpha: f64,
    error: f64,
    candidates_df: f64,
    error_df: f64,
}

/// Reliability, from candidates whose row is full.
#[must_use]
pub fn reliability(complete: &Complete<'_>, settings: &Settings) -> Reliability {
    let (n, items) = (complete.n(), complete.scores().items());
    let minimum = settings.minimum.reliability.max(2);
    let all = |figure: Figure| Reliability { alpha: figure.clone(), kr20: figure.clone(), error: figure };
    if n < minimum {
        return all(Figure::too_few(n, minimum));
    }
    if items < 2 {
        return all(Figure::withheld(Code::WithheldNoFit, n));
    }
    let Some(squares) = mean_squares(complete) else { return all(Figure::withheld(Code::WithheldNoSpread, n)) };
    let alpha = alpha(&squares, n, settings);
    let scores = complete.scores();
    let most = scores.maximum(0);
    let binary = (0..items).all(|item| scores.dichotomous(item) && scores.maximum(item) == most);
    let kr20 = if binary { alpha.clone() } else { Figure::withheld(Code::WithheldNotDichotomous, n) };
    Reliability { alpha, kr20, error: error(&squares, items, n, settings) }
}

/// Alpha with the interval of Feldt (1965); `None` where totals do not vary.
pub(crate) fn alpha_with_limits(complete: &Complete<'_>, confidence: f64) -> Option<(f64, Interval)> {
    let squares = mean_squares(complete)?;
    Some((squares.alpha, feldt(&squares, confidence)))
}

fn feldt(squares: &MeanSquares, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    let limit = |p| 1.0 - (1.0 - squares.alpha) * f_quantile(squares.candidates_df, squares.error_df, p);
    Interval::between(limit(1.0 - tail), limit(tail))
}

fn alpha(squares: &MeanSquares, n: usize, settings: &Settings) -> Figure {
    let interval = feldt(squares, settings.confidence);
    let code = against(
        interval,
        settings.reliability_wanted,
        Code::ReliabilityEnough,
        Code::ReliabilityShort,
        Code::ReliabilityUnsettled,
    );
    Figure::given(squares.alpha, interval, n, code)
}

fn error(squares: &MeanSquares, items: usize, n: usize, settings: &Settings) -> Figure {
    let tail = (1.0 - settings.confidence) / 2.0;
    let sum = squares.error * squares.error_df;
    let points = |mean_square: f64| (items as f64 * mean_square).max(0.0).sqrt();
    let limit = |p| points(sum / chi_squared_quantile(squares.error_df, p));
    let interval = Interval::between(limit(1.0 - tail), limit(tail));
    Figure::given(points(squares.error), interval, n, Code::ErrorPoints)
}

/// `None` where totals do not vary.
fn mean_squares(complete: &Complete<'_>) -> Option<MeanSquares> {
    let scores = complete.scores();
    let (n, items) = (complete.n() as f64, scores.items() as f64);
    let totals: Vec<f64> = complete.totals().map(|(_, total)| total).collect();
    let of_totals = variance(&totals);
    let item = |item| {
        let column: Vec<f64> = complete.with_rest(item).into_iter().map(|(score, _)| score).collect();
        variance(&column)
    };
    let of_items: f64 = (0..scores.items()).map(item).sum();
    if of_totals <= 1e-12 * (1.0 + of_items) {
        return None;
    }
    let alpha = items / (items - 1.0) * (1.0 - of_items / of_totals);
    Some(MeanSquares {
        alpha,
        error: of_totals * (1.0 - alpha) / items,
        candidates_df: n - 1.0,
        error_df: (n - 1.0) * (items - 1.0),
    })
}

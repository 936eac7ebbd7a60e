//! Drift: whether an item becomes easier or harder over time, as a leaked or outdated one does. The trend looks at the
//! item alone: where whole cohorts become stronger, all items become easier together, and only one that does so by
//! itself is to be looked at.

use certification::refusal::Refusal;
use serde::Serialize;

use super::{
    distribution::chi_squared_1_tail,
    figure::{Figure, Interval, two_sided_normal},
    settings::Settings,
    verdict::Code,
};

/// The most periods of one trend.
pub const MOST_PERIODS: usize = 1_000;

/// Answers of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// When, in whatever unit the slope shall have: months, years, sittings.
    pub at: f64,
    /// Right answers.
    pub right: u64,
    /// All answers.
    pub n: u64,
}

/// A trend of difficulty.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trend {
    /// Change of the share of right answers for one unit of time.
    pub slope: Figure,
    /// The same over the whole span.
    pub change: Figure,
    /// Chi-squared of the trend, one degree of freedom (Cochran, 1954; Armitage, 1955).
    pub chi_squared: Option<f64>,
    /// The chance of such a chi-squared without a trend.
    pub p: Option<f64>,
}

/// The trend over periods; those below the settings' number of answers do not count.
///
/// The slope is that of least squares over answers, with the error that bears unequal variances (White, 1980).
///
/// # Errors
/// `statistics.too-large`; `statistics.period` when a time is no number or more are right than were given.
pub fn trend(periods: &[Period], settings: &Settings) -> Result<Trend, Refusal> {
    if periods.len() > MOST_PERIODS {
        return Err(Refusal::new("statistics.too-large")
            .with("what", "periods")
            .with("count", periods.len())
            .with("most", MOST_PERIODS));
    }
    if let Some(at) = periods.iter().position(|p| !p.at.is_finite() || p.right > p.n) {
        return Err(Refusal::new("statistics.period").with("period", at + 1));
    }
    let least = settings.minimum.drift_answers.max(1);
    let counted: Vec<&Period> = periods.iter().filter(|p| p.n >= least as u64).collect();
    let minimum = settings.minimum.drift_periods.max(2);
    let bare = |figure: Figure| Trend { slope: figure.clone(), change: figure, chi_squared: None, p: None };
    if counted.len() < minimum {
        return Ok(bare(Figure::too_few(counted.len(), minimum)));
    }
    let n: f64 = counted.iter().map(|p| p.n as f64).sum();
    let time = counted.iter().map(|p| p.at * p.n as f64).sum::<f64>() / n;
    let mean = counted.iter().map(|p| p.right as f64).sum::<f64>() / n;
    let (mut squares, mut cross) = (0.0, 0.0);
    for period in &counted {
        let (away, answers) = (period.at - time, period.n as f64);
        squares += answers * away * away;
        cross += away * (period.right as f64 - answers * mean);
    }
    let (first, last) = counted.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.at), b.max(p.at)));
    if last <= first || squares <= 0.0 || mean <= 0.0 || mean >= 1.0 {
        return Ok(bare(Figure::withheld(Code::WithheldNoSpread, n as usize)));
    }
    let slope = cross / squares;
    let residual = |p: &&Period| {
        let (away, answers, right) = (p.at - time, p.n as f64, p.right as f64);
        let fitted = mean + slope * away;
        away * away * (right * (1.0 - fitted).powi(2) + (answers - right) * fitted.powi(2))
    };
    let error = counted.iter().map(residual).sum::<f64>().sqrt() / squares;
    let half = two_sided_normal(settings.confidence) * error;
    let span = last - first;
    let change = Interval { low: (slope - half) * span, high: (slope + half) * span };
    let code = judged(change, settings.drift_margin);
    let chi_squared = cross * cross / (mean * (1.0 - mean) * squares);
    let slopes = Interval { low: slope - half, high: slope + half };
    Ok(Trend {
        slope: Figure::given(slope, slopes, n as usize, code),
        change: Figure::given(slope * span, change.within(-1.0, 1.0), n as usize, code),
        chi_squared: Some(chi_squared),
        p: Some(chi_squared_1_tail(chi_squared)),
    })
}

fn judged(change: Interval, margin: f64) -> Code {
    if change.low >= -margin && change.high <= margin {
        Code::DriftSteady
    } else if change.low > 0.0 {
        Code::DriftEasier
    } else if change.high < 0.0 {
        Code::DriftHarder
    } else {
        Code::DriftUnsettled
    }
}

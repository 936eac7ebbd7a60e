//! Time on an item: how long answers took, by option chosen, and how many came too fast to have read the question.
//! Seconds are those of the record; what the network added is the caller's to take away.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use serde::Serialize;

use super::{
    distribution::binomial_at_least,
    figure::{Figure, Interval, against},
    matrix::MOST_CANDIDATES,
    moments::mean,
    settings::Settings,
    verdict::Code,
};

/// Time on an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timing {
    /// Median seconds.
    pub median: Figure,
    /// Median seconds of those who chose each option; the blank is `None`.
    pub by_option: Vec<(Option<u8>, Figure)>,
    /// Below so many seconds an answer is rapid.
    pub rapid_below: f64,
    /// Share of rapid answers, 0 to 1.
    pub rapid: Figure,
}

/// Time on an item from one (option, seconds) for each answer.
///
/// Medians have the interval of order statistics (Thompson, 1936), whose confidence is at least the one wanted. An
/// answer is rapid below a tenth of the item's mean time, at most ten seconds (NT10: Wise and Ma, 2012).
///
/// # Errors
/// `statistics.too-large`; `statistics.seconds` when a time is no number or below zero.
pub fn timing(answers: &[(Option<u8>, f64)], settings: &Settings) -> Result<Timing, Refusal> {
    if answers.len() > MOST_CANDIDATES {
        return Err(Refusal::new("statistics.too-large")
            .with("what", "answers")
            .with("count", answers.len())
            .with("most", MOST_CANDIDATES));
    }
    if let Some(at) = answers.iter().position(|(_, seconds)| !(seconds.is_finite() && *seconds >= 0.0)) {
        return Err(Refusal::new("statistics.seconds").with("row", at + 1));
    }
    let all: Vec<f64> = answers.iter().map(|a| a.1).collect();
    let mut options: BTreeMap<(bool, Option<u8>), Vec<f64>> = BTreeMap::new();
    for (option, seconds) in answers {
        options.entry((option.is_none(), *option)).or_default().push(*seconds);
    }
    let by_option = options.into_iter().map(|((_, option), seconds)| (option, median(&seconds, settings))).collect();
    let rapid_below =
        if all.is_empty() { 0.0 } else { (mean(&all) * settings.rapid_share_of_mean).min(settings.rapid_most_seconds) };
    Ok(Timing { median: median(&all, settings), by_option, rapid_below, rapid: rapid(&all, rapid_below, settings) })
}

fn rapid(seconds: &[f64], below: f64, settings: &Settings) -> Figure {
    let n = seconds.len();
    let minimum = settings.minimum.timing.max(1);
    if n < minimum {
        return Figure::too_few(n, minimum);
    }
    let count = seconds.iter().filter(|s| **s < below).count() as f64;
    let interval = Interval::wilson(count, n as f64, settings.confidence);
    let code =
        against(interval, settings.rapid_limit, Code::TimeRapidMany, Code::TimeRapidFew, Code::TimeRapidUnsettled);
    Figure::given(count / n as f64, interval, n, code)
}

fn median(seconds: &[f64], settings: &Settings) -> Figure {
    let n = seconds.len();
    let minimum = settings.minimum.timing.max(1);
    if n < minimum {
        return Figure::too_few(n, minimum);
    }
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    // The widest rank from below whose tail still fits: P(X <= rank - 1) <= half of what confidence lacks.
    let tail = (1.0 - settings.confidence) / 2.0;
    let fits = |rank: usize| 1.0 - binomial_at_least(rank, n, 0.5) <= tail;
    let (mut low, mut high) = (0, n / 2 + 1);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if fits(middle) { low = middle } else { high = middle }
    }
    let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    if low == 0 {
        // So few that not even the extremes enclose the median with that confidence.
        return Figure::too_few(n, minimum.max(n + 1));
    }
    let middle = f64::midpoint(at((n - 1) / 2), at(n / 2));
    Figure::given(middle, Interval { low: at(low - 1), high: at(n - low) }, n, Code::TimeSeconds)
}

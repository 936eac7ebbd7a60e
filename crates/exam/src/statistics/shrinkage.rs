//! Difficulty in a tiny pool: what an item's few answers say, drawn towards what the pool says of its kind. The fewer
//! the answers, the more the pool counts; with many, the item speaks for itself.

use certification::refusal::Refusal;
use serde::Serialize;

use super::{
    difficulty::judged,
    distribution::beta_quantile,
    figure::{Figure, Interval},
    matrix::MOST_ITEMS,
    settings::Settings,
    verdict::Code,
};

/// Answers on a right-or-wrong item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// Right answers.
    pub right: u64,
    /// All answers.
    pub n: u64,
}

/// The beta prior of difficulties in a pool.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Prior {
    /// Imagined right answers.
    pub a: f64,
    /// Imagined wrong answers.
    pub b: f64,
    /// Whether the pool itself gave it; otherwise the settings did.
    pub from_pool: bool,
}

/// Difficulties of a pool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shrunk {
    /// The prior.
    pub prior: Prior,
    /// For each item the mean of its posterior, with the interval between the posterior's tails.
    pub items: Vec<Figure>,
}

/// The heaviest prior, in answers: where items cannot be told apart the pool does not become a certainty.
const MOST_WEIGHT: f64 = 1_000.0;
/// The lightest, for a pool whose items are nearly all or nothing.
const LEAST_WEIGHT: f64 = 0.1;

/// Difficulties by the beta-binomial model (Skellam, 1948), its prior fitted to the pool by moments weighted with the
/// number of answers (Kleinman, 1973), and never heavier than so many answers can tell. Below the settings' number of items the prior is the settings' own. An item
/// without answers is withheld; one with fewer than a difficulty is shown from earns no verdict.
///
/// # Errors
/// `statistics.too-large`; `statistics.answers` when more are right than were given.
pub fn shrink(pool: &[Answers], settings: &Settings) -> Result<Shrunk, Refusal> {
    if pool.len() > MOST_ITEMS {
        return Err(Refusal::new("statistics.too-large")
            .with("what", "items")
            .with("count", pool.len())
            .with("most", MOST_ITEMS));
    }
    if let Some(item) = pool.iter().position(|answers| answers.right > answers.n) {
        return Err(Refusal::new("statistics.answers").with("item", item + 1));
    }
    let prior = prior(pool, settings);
    let tail = (1.0 - settings.confidence) / 2.0;
    let figure = |answers: &Answers| {
        if answers.n == 0 {
            return Figure::too_few(0, 1);
        }
        let a = prior.a + answers.right as f64;
        let b = prior.b + (answers.n - answers.right) as f64;
        let interval = Interval { low: beta_quantile(a, b, tail), high: beta_quantile(a, b, 1.0 - tail) };
        // Of fewer it is mostly the prior that speaks: the figure helps to fill a paper, but calls no item hard.
        let enough = answers.n >= settings.minimum.difficulty as u64;
        let code = if enough { judged(interval, settings) } else { Code::DifficultyUnsettled };
        Figure::given(a / (a + b), interval, answers.n as usize, code)
    };
    Ok(Shrunk { prior, items: pool.iter().map(figure).collect() })
}

/// The likeness of answers on an item that so few answers can tell from none: the standard error of an intraclass
/// correlation of zero (Fisher, 1925), with the mean number of answers for the size of a class. A pool that says
/// no more than that items do not differ must not become a certainty that they are all the same.
fn least_likeness(items: f64, answers: f64) -> f64 {
    let size = answers / items;
    if size > 1.0 { (2.0 / (items * size * (size - 1.0))).sqrt().min(1.0) } else { 1.0 }
}

fn prior(pool: &[Answers], settings: &Settings) -> Prior {
    let seen: Vec<(f64, f64)> =
        pool.iter().filter(|a| a.n > 0).map(|a| (a.right as f64 / a.n as f64, a.n as f64)).collect();
    let all: f64 = seen.iter().map(|(_, n)| n).sum();
    let mean = seen.iter().map(|(share, n)| share * n).sum::<f64>() / all;
    let mixed = mean > 0.0 && mean < 1.0;
    if seen.len() < settings.minimum.pool_items.max(2) || !mixed {
        let (a, b) = (settings.prior_weight * settings.prior_mean, settings.prior_weight * (1.0 - settings.prior_mean));
        return Prior { a, b, from_pool: false };
    }
    let squares: f64 = seen.iter().map(|(share, n)| n * (share - mean).powi(2)).sum();
    // Within items: one for each, less its part of the whole.
    let within: f64 = seen.iter().map(|(_, n)| 1.0 - n / all).sum();
    let between: f64 = seen.iter().map(|(_, n)| n * (1.0 - n / all)).sum();
    let spread = mean * (1.0 - mean);
    let likeness = (squares - spread * within) / (spread * (between - within));
    let least = least_likeness(seen.len() as f64, all);
    let likeness = if likeness.is_finite() { likeness.max(least) } else { least };
    let weight = (1.0 / likeness - 1.0).clamp(LEAST_WEIGHT, MOST_WEIGHT);
    Prior { a: weight * mean, b: weight * (1.0 - mean), from_pool: true }
}

//! Difficulty of an item: the mean share of its points that candidates reach, so that a high figure is an easy item.
//! It rests on everyone to whom the item was put.

use certification::refusal::Refusal;

use super::{
    figure::{Figure, Interval},
    matrix::{ScoreMatrix, check_item},
    moments::mean,
    settings::Settings,
    verdict::Code,
};

/// The difficulty of an item, 0 to 1. Right-or-wrong items have the score interval (Wilson, 1927); others Student's
/// (1908), or Wilson's where all scores are alike and Student's would claim certainty.
///
/// # Errors
/// `statistics.item-unknown`.
pub fn difficulty(scores: &ScoreMatrix, item: usize, settings: &Settings) -> Result<Figure, Refusal> {
    check_item(item, scores.items())?;
    let most = scores.maximum(item);
    let shares: Vec<f64> = scores.column(item).map(|score| score / most).collect();
    let n = shares.len();
    let minimum = settings.minimum.difficulty.max(1);
    if n < minimum {
        return Ok(Figure::too_few(n, minimum));
    }
    let estimate = mean(&shares);
    let alike = shares.iter().all(|share| Some(share) == shares.first());
    let interval = if scores.dichotomous(item) || alike {
        Interval::wilson(shares.iter().sum(), n as f64, settings.confidence)
    } else {
        Interval::student(&shares, settings.confidence).within(0.0, 1.0)
    };
    Ok(Figure::given(estimate, interval, n, judged(interval, settings)))
}

/// What a difficulty's interval allows to be said.
pub(crate) fn judged(interval: Interval, settings: &Settings) -> Code {
    if interval.high < settings.hard_below {
        Code::DifficultyHard
    } else if interval.low > settings.easy_above {
        Code::DifficultyEasy
    } else if interval.low >= settings.hard_below && interval.high <= settings.easy_above {
        Code::DifficultyWithin
    } else {
        Code::DifficultyUnsettled
    }
}

//! Discrimination of an item: whether those who do well on the rest do well on it.

use certification::refusal::Refusal;

use super::{
    figure::{Figure, Interval},
    matrix::{Complete, check_item},
    moments::pearson,
    settings::Settings,
    verdict::Code,
};

/// The correlation of the item's score with the total without it, −1 to 1: the corrected point-biserial for
/// right-or-wrong items (Henrysson, 1963). Its interval is Fisher's (1921).
///
/// # Errors
/// `statistics.item-unknown`.
pub fn discrimination(complete: &Complete<'_>, item: usize, settings: &Settings) -> Result<Figure, Refusal> {
    check_item(item, complete.scores().items())?;
    Ok(judged(&complete.with_rest(item), 0, settings))
}

/// The correlation of these pairs of score and rest, from which `lost` means more than one were taken.
pub(super) fn judged(pairs: &[(f64, f64)], lost: usize, settings: &Settings) -> Figure {
    correlation(pairs, lost, (settings.minimum.discrimination, settings.confidence), |i| {
        if i.high < 0.0 {
            Code::DiscriminationNegative
        } else if i.high < settings.discrimination_wanted {
            Code::DiscriminationWeak
        } else if i.low >= settings.discrimination_wanted {
            Code::DiscriminationSound
        } else if i.low > 0.0 {
            Code::DiscriminationPositive
        } else {
            Code::DiscriminationUnsettled
        }
    })
}

/// A correlation with its interval, judged by that interval. Each mean beyond the first that was taken from the pairs
/// (`lost`) takes one from the number that the interval rests on.
pub(crate) fn correlation(
    pairs: &[(f64, f64)],
    lost: usize,
    (minimum, confidence): (usize, f64),
    judge: impl Fn(Interval) -> Code,
) -> Figure {
    let n = pairs.len();
    let minimum = minimum.max(4 + lost);
    if n < minimum {
        return Figure::too_few(n, minimum);
    }
    match pearson(pairs) {
        Some(r) => {
            let interval = Interval::fisher(r, n - lost, confidence);
            Figure::given(r, interval, n, judge(interval))
        }
        None => Figure::withheld(Code::WithheldNoSpread, n),
    }
}

//! How much of an outcome is told: small cells stay hidden, and a share comes with its interval.

use certification::setting::Settings;
use exam::statistics::Interval;

/// Why a row of a table is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// It holds too few people.
    Small,
    /// So that the small one cannot be had by subtracting from the sum.
    Partner,
}

/// A share with its interval, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Lower end of its interval.
    pub lo: f64,
    /// Upper end of its interval.
    pub hi: f64,
}

/// How much of an outcome is told: what is too small to be shown, and how sure an interval is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Cells that hold fewer people than this are not shown.
    pub least: i64,
    /// Confidence of an interval, in percent.
    pub confidence: i64,
}

impl Telling {
    /// By the settings in force.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self { least: settings.int("outcome.least_shown"), confidence: settings.int("outcome.confidence") }
    }

    /// Which rows of a table with a sum are hidden: those of some people, but too few; and the next smallest with them, as
    /// long as it is a single one, or all that is hidden holds too few, since the sum less what is shown tells that.
    #[must_use]
    pub fn hidden(self, sizes: &[i64]) -> Vec<Option<Hidden>> {
        let small = |n: &i64| (1..self.least).contains(n).then_some(Hidden::Small);
        let mut out: Vec<Option<Hidden>> = sizes.iter().map(small).collect();
        loop {
            let hidden = || sizes.iter().zip(&out).filter(|(_, hidden)| hidden.is_some()).map(|(n, _)| *n);
            let (rows, people) = (hidden().count(), hidden().sum::<i64>());
            if rows == 0 || (rows > 1 && people >= self.least) {
                return out;
            }
            let next = (0..sizes.len()).filter(|at| out[*at].is_none() && sizes[*at] > 0).min_by_key(|at| sizes[*at]);
            let Some(next) = next else { return out };
            out[next] = Some(Hidden::Partner);
        }
    }

    /// So few were decided in all that no sum of theirs is told either.
    #[must_use]
    pub const fn too_few(self, decided: i64) -> bool {
        decided > 0 && decided < self.least
    }

    /// The share of `k` out of `n` with its interval (Wilson, 1927); nothing out of nobody.
    #[must_use]
    pub fn share(self, k: i64, n: i64) -> Option<Share> {
        if n <= 0 {
            return None;
        }
        // Counts of an event are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "people of an event, not of a planet")]
        let (k, n, confidence) = (k.clamp(0, n) as f64, n as f64, self.confidence as f64 / 100.0);
        let interval = Interval::wilson(k, n, confidence);
        let percent = |x: f64| (100.0 * x).clamp(0.0, 100.0);
        Some(Share { share: percent(k / n), lo: percent(interval.low), hi: percent(interval.high) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Hidden, Telling};

    const USUAL: Telling = Telling { least: 5, confidence: 90 };

    #[test]
    fn a_small_cell_is_hidden_and_never_alone() {
        assert_eq!(USUAL.hidden(&[9, 3, 7]), [None, Some(Hidden::Small), Some(Hidden::Partner)]);
        assert_eq!(USUAL.hidden(&[2, 3, 7]), [Some(Hidden::Small), Some(Hidden::Small), None]);
        assert_eq!(USUAL.hidden(&[9, 0, 7]), [None, None, None]);
        // Seven less five would tell of two people.
        assert_eq!(USUAL.hidden(&[5, 1, 1]), [Some(Hidden::Partner), Some(Hidden::Small), Some(Hidden::Small)]);
        assert_eq!(
            USUAL.hidden(&[9, 6, 2, 2]),
            [None, Some(Hidden::Partner), Some(Hidden::Small), Some(Hidden::Small)]
        );
        assert_eq!(USUAL.hidden(&[3, 0]), [Some(Hidden::Small), None]);
        assert_eq!(Telling { least: 3, ..USUAL }.hidden(&[9, 3, 7]), [None; 3]);
    }

    #[test]
    fn sums_of_few_are_not_told() {
        assert!(USUAL.too_few(1) && USUAL.too_few(4) && !USUAL.too_few(0) && !USUAL.too_few(5));
    }

    #[test]
    fn a_share_lies_in_its_interval_and_of_nobody_there_is_none() {
        let half = USUAL.share(5, 10).unwrap();
        assert!((half.share - 50.0).abs() < 1e-9 && half.lo < 50.0 && half.hi > 50.0);
        assert!((half.lo - 27.0).abs() < 1.0, "{half:?}");
        let all = USUAL.share(4, 4).unwrap();
        assert!(all.hi > 99.9 && all.lo < 90.0);
        let surer = Telling { confidence: 99, ..USUAL }.share(5, 10).unwrap();
        assert!(surer.lo < half.lo && surer.hi > half.hi, "{surer:?}");
        assert_eq!(USUAL.share(0, 0), None);
    }
}

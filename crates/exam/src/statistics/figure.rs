//! A figure: estimate, interval, the number it rests on and what can be said. A withheld figure holds no estimate, so
//! none can be shown by mistake.

use serde::Serialize;

use super::{
    distribution::{beta_quantile, normal_quantile, student_quantile},
    moments::{mean, variance},
    verdict::{Code, Verdict},
};

/// An interval for an estimate, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// From two ends in any order.
    #[must_use]
    pub fn between(a: f64, b: f64) -> Self {
        Self { low: a.min(b), high: a.max(b) }
    }

    /// Cut to what the figure can be.
    #[must_use]
    pub fn within(self, low: f64, high: f64) -> Self {
        Self { low: self.low.clamp(low, high), high: self.high.clamp(low, high) }
    }

    /// Score interval of a share (Wilson, 1927). `successes` may be fractional; `n` must be above zero.
    #[must_use]
    pub fn wilson(successes: f64, n: f64, confidence: f64) -> Self {
        let z = two_sided_normal(confidence);
        let share = successes / n;
        let shrink = 1.0 + z * z / n;
        let centre = (share + z * z / (2.0 * n)) / shrink;
        let half = z / shrink * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).max(0.0).sqrt();
        Self { low: centre - half, high: centre + half }.within(0.0, 1.0)
    }

    /// Exact interval of a share (Clopper and Pearson, 1934).
    #[must_use]
    pub fn clopper_pearson(successes: usize, n: usize, confidence: f64) -> Self {
        let tail = (1.0 - confidence) / 2.0;
        let failures = n.saturating_sub(successes);
        let low = if successes == 0 { 0.0 } else { beta_quantile(successes as f64, failures as f64 + 1.0, tail) };
        let high = if failures == 0 { 1.0 } else { beta_quantile(successes as f64 + 1.0, failures as f64, 1.0 - tail) };
        Self { low, high }
    }

    /// Interval of a mean (Student, 1908); wants two values at least.
    #[must_use]
    pub fn student(values: &[f64], confidence: f64) -> Self {
        let n = values.len() as f64;
        let half = student_quantile(n - 1.0, f64::midpoint(1.0, confidence)) * (variance(values) / n).sqrt();
        let middle = mean(values);
        Self { low: middle - half, high: middle + half }
    }

    /// Interval of a correlation (Fisher, 1921); wants four pairs at least.
    #[must_use]
    pub fn fisher(correlation: f64, n: usize, confidence: f64) -> Self {
        let half = two_sided_normal(confidence) / (n as f64 - 3.0).sqrt();
        let z = correlation.clamp(-1.0, 1.0).atanh();
        Self { low: (z - half).tanh(), high: (z + half).tanh() }
    }
}

/// The normal deviate that leaves half of what `confidence` lacks on each side.
pub(crate) fn two_sided_normal(confidence: f64) -> f64 {
    normal_quantile(f64::midpoint(1.0, confidence))
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    estimate: Option<f64>,
    interval: Option<Interval>,
    n: usize,
    verdict: Verdict,
}

impl Figure {
    /// A figure that can be said. What is no number is withheld as one that cannot be fitted.
    #[must_use]
    pub fn given(estimate: f64, interval: Interval, n: usize, code: Code) -> Self {
        if estimate.is_finite() && interval.low.is_finite() && interval.high.is_finite() {
            let verdict = Verdict { code, minimum: None };
            Self { estimate: Some(estimate), interval: Some(interval), n, verdict }
        } else {
            Self::withheld(Code::WithheldNoFit, n)
        }
    }

    /// Withheld because `n` is below `minimum`.
    #[must_use]
    pub fn too_few(n: usize, minimum: usize) -> Self {
        let verdict = Verdict { code: Code::WithheldTooFew, minimum: Some(minimum) };
        Self { estimate: None, interval: None, n, verdict }
    }

    /// Withheld for another reason.
    #[must_use]
    pub fn withheld(code: Code, n: usize) -> Self {
        Self { estimate: None, interval: None, n, verdict: Verdict { code, minimum: None } }
    }

    /// The estimate, unless withheld.
    #[must_use]
    pub fn estimate(&self) -> Option<f64> {
        self.estimate
    }

    /// The interval, unless withheld.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        self.interval
    }

    /// How many observations it rests on.
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }

    /// What can be said.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The verdict's code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.verdict.code
    }
}

/// Which of three codes an interval earns against a floor: all above, all below, or neither.
pub(crate) fn against(interval: Interval, floor: f64, above: Code, below: Code, unsettled: Code) -> Code {
    if interval.low >= floor {
        above
    } else if interval.high < floor {
        below
    } else {
        unsettled
    }
}

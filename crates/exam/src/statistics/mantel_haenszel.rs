//! Mantel and Haenszel's analysis of 2 × 2 tables in strata: the common odds ratio, its error, and the test.

use super::{distribution::chi_squared_1_tail, figure::Interval, figure::two_sided_normal};

/// Candidates of one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stratum {
    /// Of the reference group, right.
    pub reference_right: u64,
    /// Of the reference group, wrong.
    pub reference_wrong: u64,
    /// Of the focal group, right.
    pub focal_right: u64,
    /// Of the focal group, wrong.
    pub focal_wrong: u64,
}

impl Stratum {
    fn numbers(&self) -> [f64; 5] {
        let [a, b, c, d] = [self.reference_right, self.reference_wrong, self.focal_right, self.focal_wrong];
        [a as f64, b as f64, c as f64, d as f64, (a + b + c + d) as f64]
    }

    /// Whether both groups and both results are there; others say nothing.
    fn informative(&self) -> bool {
        let [a, b, c, d, _] = self.numbers();
        a + b > 0.0 && c + d > 0.0 && a + c > 0.0 && b + d > 0.0
    }
}

/// What the strata say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MantelHaenszel {
    /// Logarithm of the common odds ratio, reference over focal (Mantel and Haenszel, 1959).
    pub log_odds: f64,
    /// Its standard error (Robins, Breslow and Greenland, 1986).
    pub error: f64,
    /// Chi-squared with one degree of freedom, with the continuity correction of one half, which never makes evidence
    /// of a difference smaller than itself.
    pub chi_squared: f64,
    /// The chance of such a chi-squared without a difference.
    pub p: f64,
}

impl MantelHaenszel {
    /// Puts strata together; `None` when they hold nothing to compare or all of one kind.
    #[must_use]
    pub fn of(strata: &[Stratum]) -> Option<Self> {
        let (mut r, mut s, mut pr, mut mixed, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut observed, mut expected, mut spread) = (0.0, 0.0, 0.0);
        for stratum in strata.iter().filter(|stratum| stratum.informative()) {
            let [a, b, c, d, n] = stratum.numbers();
            let (ad, bc) = (a * d / n, b * c / n);
            let (p, q) = ((a + d) / n, (b + c) / n);
            r += ad;
            s += bc;
            pr += p * ad;
            mixed += p * bc + q * ad;
            qs += q * bc;
            observed += a;
            expected += (a + b) * (a + c) / n;
            spread += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1.0));
        }
        if !(r > 0.0 && s > 0.0 && spread > 0.0) {
            return None;
        }
        let variance = pr / (2.0 * r * r) + mixed / (2.0 * r * s) + qs / (2.0 * s * s);
        let away = ((observed - expected).abs() - 0.5_f64).max(0.0);
        let chi_squared = away * away / spread;
        let p = chi_squared_1_tail(chi_squared);
        Some(Self { log_odds: (r / s).ln(), error: variance.sqrt(), chi_squared, p })
    }

    /// The interval of the logarithm.
    #[must_use]
    pub fn interval(&self, confidence: f64) -> Interval {
        let half = two_sided_normal(confidence) * self.error;
        Interval { low: self.log_odds - half, high: self.log_odds + half }
    }
}

//! The four-parameter beta of true scores, fitted by moments, and means over it.

use statrs::function::gamma::ln_gamma;

use super::Totals;

/// A beta between `low` and `high`, on the scale of shares of full marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TrueScores {
    a: f64,
    b: f64,
    low: f64,
    high: f64,
}

/// Whether the ends of the scale are fitted or 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    /// Four parameters.
    EndsFitted,
    /// Two parameters.
    EndsFixed,
}

/// The largest sum of the two shapes: beyond, true scores do not differ.
const MOST_SHAPE: f64 = 1e6;

/// Means of powers of the true score, from factorial moments of totals that are binomial of `length` items given it
/// (Lord, 1965; Hanson, 1991). `length` need not be whole.
fn true_moments(totals: &Totals, full_marks: f64, length: f64) -> [f64; 4] {
    let mut moments = [0.0; 4];
    for (power, moment) in moments.iter_mut().enumerate() {
        *moment = totals.mean(|total| {
            let score = total / full_marks * length;
            (0..=power).map(|j| (score - j as f64) / (length - j as f64)).product()
        });
    }
    moments
}

impl TrueScores {
    /// Fits a model; `None` where its moments are impossible.
    pub(super) fn fit(totals: &Totals, full_marks: f64, length: f64, model: Model) -> Option<Self> {
        let [m1, m2, m3, m4] = true_moments(totals, full_marks, length);
        let variance = m2 - m1 * m1;
        let fitted = match model {
            Model::EndsFixed => {
                let sum = m1 * (1.0 - m1) / variance - 1.0;
                Self { a: m1 * sum, b: (1.0 - m1) * sum, low: 0.0, high: 1.0 }
            }
            Model::EndsFitted => {
                let skew = (m3 - 3.0 * m1 * m2 + 2.0 * m1.powi(3)) / variance.powf(1.5);
                let kurtosis = (m4 - 4.0 * m1 * m3 + 6.0 * m1 * m1 * m2 - 3.0 * m1.powi(4)) / (variance * variance);
                let sum = 6.0 * (kurtosis - skew * skew - 1.0) / (6.0 + 3.0 * skew * skew - 2.0 * kurtosis);
                let root = (1.0
                    - 24.0 * (sum + 1.0) / ((sum + 2.0) * (sum + 3.0) * kurtosis - 3.0 * (sum - 6.0) * (sum + 1.0)))
                    .sqrt();
                let (larger, smaller) = (sum / 2.0 * (1.0 + root), sum / 2.0 * (1.0 - root));
                let (a, b) = if skew < 0.0 { (larger, smaller) } else { (smaller, larger) };
                let scale = (variance * (a + b + 1.0) / (a * b)).sqrt();
                Self { a, b, low: m1 - a * scale, high: m1 + b * scale }
            }
        };
        let sound = fitted.a > 0.0 && fitted.b > 0.0 && fitted.a + fitted.b < MOST_SHAPE && fitted.high > fitted.low;
        (variance > 0.0 && sound).then_some(fitted)
    }

    /// Whether its ends lie on the scale.
    pub(super) fn on_scale(&self) -> bool {
        self.low >= 0.0 && self.high <= 1.0
    }

    /// The sums over true scores below `split` and from it on, of a function of the true score. `steepness` is the
    /// sharpest bend of the function, as a number of binomial trials.
    pub(super) fn parts(&self, split: f64, steepness: f64, of: impl Fn(f64) -> [f64; 3]) -> [[f64; 3]; 2] {
        let width = self.high - self.low;
        let inside = (split - self.low) / width;
        let step = (1.0_f64 / 32.0).min(0.42 / (self.a + self.b + 1.0).max(steepness * width * width).sqrt());
        let place = if inside > 0.0 && inside < 1.0 { inside } else { 0.5 };
        let lower = lower_part(self.a, self.b, place, step, |x| of(self.low + width * x));
        let upper = lower_part(self.b, self.a, 1.0 - place, step, |y| of(self.high - width * y));
        let both = [lower, upper].iter().fold([0.0; 3], |sum, part| add(sum, *part, 1.0));
        if inside <= 0.0 {
            [[0.0; 3], both]
        } else if inside >= 1.0 {
            [both, [0.0; 3]]
        } else {
            [lower, upper]
        }
    }
}

fn add(sum: [f64; 3], part: [f64; 3], weight: f64) -> [f64; 3] {
    let [a, b, c] = sum;
    let [x, y, z] = part;
    [a + weight * x, b + weight * y, c + weight * z]
}

/// The integral of a function times the beta density over 0 to `to` (below 1), by the double exponential rule
/// (Takahasi and Mori, 1974), which bears the density's pole at 0.
fn lower_part(a: f64, b: f64, to: f64, step: f64, of: impl Fn(f64) -> [f64; 3]) -> [f64; 3] {
    const REACH: f64 = 7.0;
    let log_norm = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    let steps = (REACH / step).ceil() as i32;
    let mut sum = [0.0; 3];
    for i in -steps..=steps {
        let s = f64::from(i) * step;
        let q = std::f64::consts::PI * s.sinh();
        // t = 1 / (1 + e^-q), kept as logarithms so that neither end is lost.
        let (log_t, log_rest) = (-(-q).exp().ln_1p(), -q.exp().ln_1p());
        let log_t = if log_t.is_finite() { log_t } else { q };
        let x = to * log_t.exp();
        let log_weight = a * (to.ln() + log_t) + (b - 1.0) * (-x).ln_1p() + log_rest + log_norm;
        let weight = log_weight.exp() * std::f64::consts::PI * s.cosh() * step;
        if weight > 1e-17 {
            sum = add(sum, of(x), weight);
        }
    }
    sum
}

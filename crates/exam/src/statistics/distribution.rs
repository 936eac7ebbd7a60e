//! Tails and quantiles of the distributions in use. The special functions are `statrs`', save the incomplete beta,
//! whose fraction it breaks off after 140 terms: too early for the degrees of freedom of a large sitting. Quantiles
//! are found by halving, which is slow and always ends.

use statrs::function::{
    erf::{erfc, erfc_inv},
    gamma::{checked_gamma_lr, ln_gamma},
};

/// Steps of a halving: more than a double can tell apart.
const HALVINGS: usize = 200;

/// The point of `[from, to]` at which the growing function reaches `p`.
fn halve(mut from: f64, mut to: f64, p: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(from, to);
        if middle <= from || middle >= to {
            break;
        }
        if cdf(middle) < p {
            from = middle;
        } else {
            to = middle;
        }
    }
    f64::midpoint(from, to)
}

/// Quantile of the standard normal.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * p)
}

/// Terms of the incomplete beta's fraction; it needs about the root of the larger parameter.
const TERMS: u32 = 50_000;

/// Distribution function of the beta; 0 and 1 outside its range. Source: the continued fraction 8.17.22 of the NIST
/// Digital Library of Mathematical Functions, evaluated by the method of Lentz (1976).
pub(crate) fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    // The fraction converges fast on the side of the mean where x lies below it.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let away = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for term in 1..TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for part in [even, odd] {
            d = 1.0 / away(1.0 + part * d);
            c = away(1.0 + part / c);
            step = d * c;
            value *= step;
        }
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// Quantile of the beta.
pub(crate) fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    halve(0.0, 1.0, p, |x| beta_cdf(a, b, x))
}

/// Quantile of F.
pub(crate) fn f_quantile(numerator: f64, denominator: f64, p: f64) -> f64 {
    // From the nearer end, so that nothing is lost in 1 - x.
    if p <= 0.5 {
        let x = beta_quantile(numerator / 2.0, denominator / 2.0, p);
        denominator * x / (numerator * (1.0 - x))
    } else {
        let y = beta_quantile(denominator / 2.0, numerator / 2.0, 1.0 - p);
        denominator * (1.0 - y) / (numerator * y)
    }
}

/// Quantile of Student's t for `p` above one half.
pub(crate) fn student_quantile(degrees: f64, p: f64) -> f64 {
    let y = beta_quantile(degrees / 2.0, 0.5, 2.0 * (1.0 - p));
    (degrees * (1.0 - y) / y).sqrt()
}

/// Quantile of chi-squared.
pub(crate) fn chi_squared_quantile(degrees: f64, p: f64) -> f64 {
    let cdf = |x: f64| if x <= 0.0 { 0.0 } else { checked_gamma_lr(degrees / 2.0, x / 2.0).unwrap_or(f64::NAN) };
    let mut top = degrees.max(1.0);
    while cdf(top) < p && top < 1e12 {
        top *= 2.0;
    }
    halve(0.0, top, p, cdf)
}

/// Upper tail of chi-squared with one degree of freedom.
pub(crate) fn chi_squared_1_tail(x: f64) -> f64 {
    erfc((x.max(0.0) / 2.0).sqrt())
}

/// The probability of at least `least` successes in `n` trials.
pub(crate) fn binomial_at_least(least: usize, n: usize, p: f64) -> f64 {
    if least == 0 {
        return 1.0;
    }
    if least > n {
        return 0.0;
    }
    beta_cdf(least as f64, (n - least + 1) as f64, p)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(name: &str) -> Vec<Vec<f64>> {
        let text = include_str!("../../tests/reference/quantiles.json");
        let fixture: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let rows: Vec<Vec<f64>> = serde_json::from_value(fixture[name].clone()).unwrap_or_default();
        assert!(!rows.is_empty(), "{name}");
        rows
    }

    #[track_caller]
    fn near(ours: f64, row: &[f64]) {
        let theirs = row[row.len() - 1];
        assert!((ours - theirs).abs() <= 1e-8 * theirs.abs().max(1.0), "{row:?}: {ours}");
    }

    #[test]
    fn quantiles_agree_at_small_and_very_large_degrees_of_freedom() {
        rows("f").iter().for_each(|row| near(f_quantile(row[0], row[1], row[2]), row));
        rows("t").iter().for_each(|row| near(student_quantile(row[0], row[1]), row));
        rows("chi_squared").iter().for_each(|row| near(chi_squared_quantile(row[0], row[1]), row));
        rows("beta").iter().for_each(|row| near(beta_quantile(row[0], row[1], row[2]), row));
        rows("normal").iter().for_each(|row| near(normal_quantile(row[0]), row));
    }

    #[test]
    fn at_least_counts_every_outcome() {
        // Of two fair trials: 1, 3/4, 1/4, 0.
        for (least, chance) in [(0, 1.0), (1, 0.75), (2, 0.25), (3, 0.0)] {
            assert!((binomial_at_least(least, 2, 0.5) - chance).abs() < 1e-14, "{least}");
        }
    }
}

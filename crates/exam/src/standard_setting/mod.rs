//! Standard setting: from judges' ratings to a proposed cut with its error. The cut itself is an approved, dated act
//! that is taken elsewhere; here is only what the ratings say. Judges are known by codes, never by names.

pub mod angoff;
pub mod compromise;
pub mod ebel;
pub mod panel;
pub mod severity;

use serde::Serialize;

use crate::statistics::{Code, Figure, Interval, Settings, mean, student_quantile, variance};

/// A proposed cut.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cut {
    /// The mean of the judges' cuts, in points, with Student's interval between judges.
    pub points: Figure,
    /// The cut of each judge, in points, in the panel's order.
    pub by_judge: Vec<f64>,
    /// The middle one; less moved by a single judge.
    pub median: f64,
    /// Spread of the judges' cuts: standard deviation with divisor n − 1.
    pub spread: f64,
    /// Error of the cut between judges: spread / √n.
    pub error: f64,
}

/// A cut from the judges' own cuts. `measurement_error` is the test's, in points, where it is known: a cut whose error
/// is no more than half of it adds little to it (Cohen, Kane and Crooks, 1999). `most` is full marks.
pub(crate) fn cut_between(by_judge: Vec<f64>, most: f64, measurement_error: Option<f64>, settings: &Settings) -> Cut {
    let n = by_judge.len();
    let mut sorted = by_judge.clone();
    sorted.sort_by(f64::total_cmp);
    let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    let median = if n == 0 { f64::NAN } else { f64::midpoint(at((n - 1) / 2), at(n / 2)) };
    let spread = if n < 2 { f64::NAN } else { variance(&by_judge).sqrt() };
    let error = spread / (n as f64).sqrt();
    let minimum = settings.minimum.judges.max(2);
    let points = if n < minimum {
        Figure::too_few(n, minimum)
    } else {
        let half = student_quantile(n as f64 - 1.0, f64::midpoint(1.0, settings.confidence)) * error;
        let middle = mean(&by_judge);
        let code = match measurement_error {
            Some(measurement) if error <= settings.cut_error_share * measurement => Code::CutSteady,
            Some(_) => Code::CutWide,
            None => Code::CutFound,
        };
        Figure::given(middle, Interval { low: middle - half, high: middle + half }.within(0.0, most), n, code)
    };
    Cut { points, by_judge, median, spread, error }
}

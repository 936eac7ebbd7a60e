//! Compromise between what judges ask and how candidates did: the methods of Hofstee and of Beuk. Both cross a line of
//! the judges with the share of candidates who would fail at each cut.

use certification::refusal::Refusal;
use serde::Serialize;

use super::panel::MOST_JUDGES;
use crate::statistics::{Code, Figure, Interval, Settings, matrix::MOST_CANDIDATES, mean, student_quantile, variance};

/// What one judge finds bearable (Hofstee). Points, and shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lowest cut, even if all passed.
    pub lowest_cut: f64,
    /// The highest cut, even if all failed.
    pub highest_cut: f64,
    /// The lowest share failing.
    pub fewest_failing: f64,
    /// The highest share failing.
    pub most_failing: f64,
}

/// What one judge asks (Beuk): a cut in points, and the share who will pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// The cut.
    pub cut: f64,
    /// The share passing, 0 to 1.
    pub passing: f64,
}

/// A compromise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compromise {
    /// The cut in points. Its interval is Student's with the error below. Withheld where nothing crosses, and where
    /// nothing would without some one judge; and below the least number of candidates, whose curve is then a few steps.
    pub cut: Figure,
    /// The share failing there, 0 to 1.
    pub failing: Option<f64>,
    /// Error of the cut by leaving out one judge at a time (jackknife, Tukey, 1958), in points.
    pub error: Option<f64>,
}

/// The share failing at each whole cut.
struct Failing {
    /// `shares[c]`: share of totals below c points.
    shares: Vec<f64>,
}

/// The most points of a test for which a compromise is sought.
const MOST_POINTS: f64 = 10_000.0;

impl Failing {
    fn of(totals: &[f64], full_marks: f64) -> Result<Self, Refusal> {
        if !(1.0..=MOST_POINTS).contains(&full_marks) {
            return Err(Refusal::new("standard.full-marks").with("most", MOST_POINTS));
        }
        if totals.is_empty() || totals.len() > MOST_CANDIDATES {
            return Err(Refusal::new("standard.totals").with("count", totals.len()).with("most", MOST_CANDIDATES));
        }
        if let Some(at) = totals.iter().position(|t| !(0.0..=full_marks).contains(t)) {
            return Err(Refusal::new("standard.total-range").with("row", at + 1).with("most", full_marks));
        }
        let mut sorted = totals.to_vec();
        sorted.sort_by(f64::total_cmp);
        let below = |cut: f64| sorted.partition_point(|t| *t < cut) as f64 / sorted.len() as f64;
        // One step beyond full marks everyone fails.
        let shares = (0..=full_marks.ceil() as usize + 1).map(|cut| below(cut as f64)).collect();
        Ok(Self { shares })
    }

    /// The share failing between whole cuts, on the straight line.
    fn at(&self, cut: f64) -> f64 {
        let last = self.shares.len().saturating_sub(1);
        let cut = cut.clamp(0.0, last as f64);
        let place = cut.floor() as usize;
        let low = self.shares.get(place).copied().unwrap_or(1.0);
        let high = self.shares.get(place + 1).copied().unwrap_or(low);
        low + (high - low) * (cut - cut.floor())
    }

    /// Where the curve meets a line that falls or stands, between two cuts; the difference grows, so there is one point
    /// at most.
    fn crossing(&self, from: f64, to: f64, line: impl Fn(f64) -> f64) -> Option<(f64, f64)> {
        let above = |cut: f64| self.at(cut) - line(cut);
        if above(from) > 0.0 || above(to) < 0.0 {
            return None;
        }
        let (mut low, mut high) = (from, to);
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if above(middle) < 0.0 { low = middle } else { high = middle }
        }
        Some((high, self.at(high)))
    }
}

/// Hofstee's compromise (1983): the line from (lowest cut, most failing) to (highest cut, fewest failing), each the mean
/// over judges, crossed with the candidates' curve. Where they do not meet within the bounds nothing is proposed.
///
/// # Errors
/// `standard.full-marks`, `standard.totals`, `standard.total-range`; `standard.too-few-judges`,
/// `standard.too-many-judges`; `standard.bounds` when a judge's bounds are off the scale or the wrong way round.
pub fn hofstee(judges: &[Bounds], totals: &[f64], full_marks: f64, settings: &Settings) -> Result<Compromise, Refusal> {
    let curve = Failing::of(totals, full_marks)?;
    let sound = |b: &Bounds| {
        b.lowest_cut >= 0.0
            && b.lowest_cut < b.highest_cut
            && b.highest_cut <= full_marks
            && b.fewest_failing >= 0.0
            && b.fewest_failing < b.most_failing
            && b.most_failing <= 1.0
    };
    check(judges, sound, "standard.bounds")?;
    Ok(compromise(judges, totals.len(), full_marks, settings, |judges| {
        let of = |part: fn(&Bounds) -> f64| mean(&judges.iter().map(part).collect::<Vec<_>>());
        let (from, to) = (of(|b| b.lowest_cut), of(|b| b.highest_cut));
        let (most, fewest) = (of(|b| b.most_failing), of(|b| b.fewest_failing));
        curve.crossing(from, to, |cut| most + (fewest - most) * (cut - from) / (to - from))
    }))
}

/// Beuk's compromise (1984): the line through the judges' mean cut and mean share passing, whose slope is the spread of
/// the shares over the spread of the cuts, crossed with the candidates' curve. What judges agree on more moves less.
///
/// # Errors
/// As [`hofstee`], with `standard.wish` for a cut or share off the scale.
pub fn beuk(judges: &[Wish], totals: &[f64], full_marks: f64, settings: &Settings) -> Result<Compromise, Refusal> {
    let curve = Failing::of(totals, full_marks)?;
    let sound = |w: &Wish| (0.0..=full_marks).contains(&w.cut) && (0.0..=1.0).contains(&w.passing);
    check(judges, sound, "standard.wish")?;
    Ok(compromise(judges, totals.len(), full_marks, settings, |judges| {
        let cuts: Vec<f64> = judges.iter().map(|w| w.cut).collect();
        let failing: Vec<f64> = judges.iter().map(|w| 1.0 - w.passing).collect();
        let (cut, share) = (mean(&cuts), mean(&failing));
        let (of_cuts, of_shares) = (variance(&cuts).sqrt(), variance(&failing).sqrt());
        if of_cuts <= 1e-12 {
            // All ask the same cut: the line stands upright.
            return Some((cut, curve.at(cut)));
        }
        curve.crossing(0.0, full_marks, |at| share - of_shares / of_cuts * (at - cut))
    }))
}

fn check<T>(judges: &[T], sound: impl Fn(&T) -> bool, code: &str) -> Result<(), Refusal> {
    if judges.len() < 2 {
        return Err(Refusal::new("standard.too-few-judges").with("least", 2));
    }
    if judges.len() > MOST_JUDGES {
        return Err(Refusal::new("standard.too-many-judges").with("most", MOST_JUDGES));
    }
    match judges.iter().position(|judge| !sound(judge)) {
        Some(at) => Err(Refusal::new(code).with("judge", at + 1)),
        None => Ok(()),
    }
}

fn compromise<T: Copy>(
    judges: &[T],
    candidates: usize,
    full_marks: f64,
    settings: &Settings,
    find: impl Fn(&[T]) -> Option<(f64, f64)>,
) -> Compromise {
    let n = judges.len();
    let withheld = |cut| Compromise { cut, failing: None, error: None };
    let minimum = settings.minimum.judges.max(3);
    if n < minimum {
        return withheld(Figure::too_few(n, minimum));
    }
    // The interval tells of judges alone: with few candidates it would look sharper than anything that is known.
    if candidates < settings.minimum.compromise {
        return withheld(Figure::too_few(candidates, settings.minimum.compromise));
    }
    let Some((cut, failing)) = find(judges) else { return withheld(Figure::withheld(Code::WithheldNoCrossing, n)) };
    let without = |left_out: usize| {
        let rest: Vec<T> = judges.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, j)| *j).collect();
        find(&rest).map(|(cut, _)| cut)
    };
    let Some(cuts) = (0..n).map(without).collect::<Option<Vec<f64>>>() else {
        return withheld(Figure::withheld(Code::WithheldOneJudge, n));
    };
    let count = n as f64;
    let error = ((count - 1.0) * (count - 1.0) / count * variance(&cuts)).sqrt();
    let half = student_quantile(count - 1.0, f64::midpoint(1.0, settings.confidence)) * error;
    let interval = Interval { low: cut - half, high: cut + half }.within(0.0, full_marks);
    Compromise { cut: Figure::given(cut, interval, n, Code::CutFound), failing: Some(failing), error: Some(error) }
}

//! Consistency of the decision: how often the same candidates would get the same verdict on another form of the test,
//! estimated from one sitting. Two methods: [`subkoviak`] for right-or-wrong items, [`livingston_lewis`] for any.
//!
//! Their intervals carry both uncertainties: which candidates came (delete-one jackknife, Tukey, 1958, over totals,
//! with the reliability held) and how well reliability is known (the change between the ends of its own interval).
//! Beyond a thousand different totals, neighbouring ones share what leaving one of them out does.

mod beta;
mod livingston_lewis;
mod subkoviak;

use certification::refusal::Refusal;
use serde::Serialize;

pub use livingston_lewis::livingston_lewis;
pub use subkoviak::subkoviak;

use super::{
    figure::{Figure, Interval, against, two_sided_normal},
    matrix::Complete,
    settings::Settings,
    verdict::Code,
};

/// How many different totals are left out one by one.
const MOST_LEFT_OUT: usize = 1_000;

/// Consistency of a pass decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consistency {
    /// Share of candidates with the same verdict twice, 0 to 1.
    pub agreement: Figure,
    /// What of it is beyond chance (kappa, Cohen, 1960), at most 1.
    pub kappa: Figure,
    /// Share whose verdict is the one their true score deserves; [`livingston_lewis`] alone gives it.
    pub accuracy: Option<Figure>,
}

/// The three numbers of a method.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Outcome {
    agreement: f64,
    kappa: f64,
    accuracy: f64,
}

impl Outcome {
    /// From the shares of agreement, of passing, and of right verdicts. Kappa is 1 where chance agrees always.
    fn of(agreement: f64, passing: f64, accuracy: f64) -> Self {
        let chance = passing * passing + (1.0 - passing) * (1.0 - passing);
        let kappa = if chance < 1.0 { (agreement - chance) / (1.0 - chance) } else { 1.0 };
        Self { agreement, kappa, accuracy }
    }
}

/// Totals with how many have each, in order.
#[derive(Debug, Clone)]
struct Totals(Vec<(f64, usize)>);

impl Totals {
    fn of(complete: &Complete<'_>) -> Self {
        let mut totals: Vec<f64> = complete.totals().map(|(_, total)| total).collect();
        totals.sort_by(f64::total_cmp);
        let alike = |a: &f64, b: &f64| b - a < 1e-9;
        Self(totals.chunk_by(alike).filter_map(|run| Some((*run.first()?, run.len()))).collect())
    }

    fn n(&self) -> f64 {
        self.0.iter().map(|(_, count)| *count as f64).sum()
    }

    /// The mean of a function of the totals.
    fn mean(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.0.iter().map(|(total, count)| of(*total) * *count as f64).sum::<f64>() / self.n()
    }

    /// Without one candidate of the total at `place`.
    fn without(&self, place: usize) -> Self {
        let mut rest = self.clone();
        if let Some((_, count)) = rest.0.get_mut(place) {
            *count -= 1;
        }
        rest
    }
}

/// Refuses a cut that no candidate could miss or reach.
fn check_cut(cut: f64, full_marks: f64) -> Result<(), Refusal> {
    if cut > 0.0 && cut <= full_marks {
        return Ok(());
    }
    Err(Refusal::new("statistics.cut-range").with("cut", cut).with("most", full_marks))
}

/// Both uncertainties put together; see the module. `held` computes with everything but the totals as found.
fn with_intervals(
    totals: &Totals,
    found: Outcome,
    at_limits: [Outcome; 2],
    held: impl Fn(&Totals) -> Option<Outcome>,
    settings: &Settings,
) -> Option<[Figure; 3]> {
    let n = totals.n();
    let share = totals.0.len().div_ceil(MOST_LEFT_OUT).max(1);
    let left_out: Vec<(Outcome, f64)> = totals
        .0
        .chunks(share)
        .enumerate()
        .map(|(run, near)| {
            let count: usize = near.iter().map(|(_, count)| count).sum();
            Some((held(&totals.without(run * share + near.len() / 2))?, count as f64))
        })
        .collect::<Option<_>>()?;
    let z = two_sided_normal(settings.confidence);
    let figure = |part: fn(&Outcome) -> f64, floor: f64, judge: &dyn Fn(Interval) -> Code| {
        let middle = left_out.iter().map(|(o, count)| part(o) * count).sum::<f64>() / n;
        let squares: f64 = left_out.iter().map(|(o, count)| (part(o) - middle).powi(2) * count).sum();
        let [low, high] = at_limits.map(|outcome| part(&outcome));
        let from_reliability = (high - low) / (2.0 * z);
        let half = z * ((n - 1.0) / n * squares + from_reliability.powi(2)).sqrt();
        let estimate = part(&found);
        let interval = Interval { low: estimate - half, high: estimate + half }.within(floor, 1.0);
        Figure::given(estimate, interval, n as usize, judge(interval))
    };
    let wanted = |i: Interval| {
        let wanted = settings.consistency_wanted;
        against(i, wanted, Code::ConsistencyEnough, Code::ConsistencyShort, Code::ConsistencyUnsettled)
    };
    Some([
        figure(|o| o.agreement, 0.0, &wanted),
        figure(|o| o.kappa, -1.0, &|_| Code::ConsistencyBeyondChance),
        figure(|o| o.accuracy, 0.0, &wanted),
    ])
}

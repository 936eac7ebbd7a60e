//! Subkoviak's consistency from one sitting, for right-or-wrong items of equal points.

use certification::refusal::Refusal;

use super::{Consistency, Outcome, Totals, check_cut, with_intervals};
use crate::statistics::{
    distribution::binomial_at_least, figure::Figure, matrix::Complete, reliability::alpha_with_limits,
    settings::Settings, verdict::Code,
};

/// Consistency of passing with at least `cut` points.
///
/// Each candidate's chance of an item is the observed share drawn towards the mean by the reliability, totals are
/// binomial, and two forms are independent given the candidate (Subkoviak, 1976). Reliability is alpha of this sitting.
///
/// # Errors
/// `statistics.cut-range` when the cut is not above zero and within reach.
pub fn subkoviak(complete: &Complete<'_>, cut: f64, settings: &Settings) -> Result<Consistency, Refusal> {
    let scores = complete.scores();
    check_cut(cut, scores.full_marks())?;
    let (n, items) = (complete.n(), scores.items());
    let minimum = settings.minimum.consistency.max(3);
    let none = |figure: Figure| Ok(Consistency { agreement: figure.clone(), kappa: figure, accuracy: None });
    if n < minimum {
        return none(Figure::too_few(n, minimum));
    }
    let points = scores.maximum(0);
    if !(0..items).all(|item| scores.dichotomous(item) && scores.maximum(item) == points) {
        return none(Figure::withheld(Code::WithheldNotDichotomous, n));
    }
    if items < 2 {
        return none(Figure::withheld(Code::WithheldNoFit, n));
    }
    let Some((alpha, limits)) = alpha_with_limits(complete, settings.confidence) else {
        return none(Figure::withheld(Code::WithheldNoSpread, n));
    };
    let totals = Totals::of(complete);
    let least = (cut / points - 1e-9).ceil() as usize;
    let at = |totals: &Totals, reliability: f64| outcome(totals, points, items, least, reliability.clamp(0.0, 1.0));
    let ends = [at(&totals, limits.low), at(&totals, limits.high)];
    let figures = with_intervals(&totals, at(&totals, alpha), ends, |rest| Some(at(rest, alpha)), settings);
    match figures {
        Some([agreement, kappa, _]) => Ok(Consistency { agreement, kappa, accuracy: None }),
        None => none(Figure::withheld(Code::WithheldNoFit, n)),
    }
}

fn outcome(totals: &Totals, points: f64, items: usize, least: usize, reliability: f64) -> Outcome {
    let share = |total: f64| total / points / items as f64;
    let middle = totals.mean(share);
    let passes = |total: f64| {
        let chance = reliability * share(total) + (1.0 - reliability) * middle;
        binomial_at_least(least, items, chance)
    };
    let agreement = totals.mean(|total| {
        let p = passes(total);
        p * p + (1.0 - p) * (1.0 - p)
    });
    Outcome::of(agreement, totals.mean(passes), f64::NAN)
}

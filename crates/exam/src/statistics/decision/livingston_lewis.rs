//! Livingston and Lewis' consistency and accuracy, for items of any points.

use certification::refusal::Refusal;

use super::{
    Consistency, Outcome, Totals,
    beta::{Model, TrueScores},
    check_cut, with_intervals,
};
use crate::statistics::{
    distribution::binomial_at_least, figure::Figure, matrix::Complete, reliability::alpha_with_limits,
    settings::Settings, verdict::Code,
};

/// The longest effective test that is computed.
const MOST_LENGTH: f64 = 20_000.0;

/// Consistency and accuracy of passing with at least `cut` points.
///
/// Totals are as those of an effective number of right-or-wrong items, the whole number nearest to what mean, variance
/// and reliability imply (Livingston and Lewis, 1995); true scores follow a four-parameter beta fitted by moments
/// (Hanson, 1991), or a two-parameter one where the former's ends leave the scale. The observed pass rate is not
/// forced upon the result. Agreement is that of two forms independent given the true score (Hanson, 1991), where the
/// first paper took split halves; on the effective test the cut is the least whole score that reaches its share. Reliability is alpha of this sitting.
///
/// # Errors
/// `statistics.cut-range` when the cut is not above zero and within reach.
pub fn livingston_lewis(complete: &Complete<'_>, cut: f64, settings: &Settings) -> Result<Consistency, Refusal> {
    let full_marks = complete.scores().full_marks();
    check_cut(cut, full_marks)?;
    let n = complete.n();
    let minimum = settings.minimum.consistency.max(3);
    let none = |f: Figure| Ok(Consistency { agreement: f.clone(), kappa: f.clone(), accuracy: Some(f) });
    if n < minimum {
        return none(Figure::too_few(n, minimum));
    }
    if complete.scores().items() < 2 {
        return none(Figure::withheld(Code::WithheldNoFit, n));
    }
    let Some((alpha, limits)) = alpha_with_limits(complete, settings.confidence) else {
        return none(Figure::withheld(Code::WithheldNoSpread, n));
    };
    let totals = Totals::of(complete);
    let share = cut / full_marks;
    match figures(&totals, full_marks, share, [alpha, limits.low, limits.high], settings) {
        Some([agreement, kappa, accuracy]) => Ok(Consistency { agreement, kappa, accuracy: Some(accuracy) }),
        None => none(Figure::withheld(Code::WithheldNoFit, n)),
    }
}

fn figures(
    totals: &Totals,
    full_marks: f64,
    share: f64,
    [alpha, low, high]: [f64; 3],
    settings: &Settings,
) -> Option<[Figure; 3]> {
    let at = |reliability: f64| {
        let length = effective_length(totals, full_marks, reliability)?;
        let (model, fitted) = fit(totals, full_marks, length)?;
        Some((length, model, outcome(&fitted, length, share)))
    };
    let (length, model, found) = at(alpha)?;
    // A reliability of nothing has no effective length; what is below has none that could be told from it.
    let ends = [at(low.max(0.01))?.2, at(high.max(0.01))?.2];
    let held = |rest: &Totals| Some(outcome(&TrueScores::fit(rest, full_marks, length, model)?, length, share));
    with_intervals(totals, found, ends, held, settings)
}

/// The effective test length, not yet whole.
fn effective_length(totals: &Totals, full_marks: f64, reliability: f64) -> Option<f64> {
    let n = totals.n();
    let mean = totals.mean(|t| t);
    let variance = totals.mean(|t| (t - mean).powi(2)) * n / (n - 1.0);
    let length = (mean * (full_marks - mean) - reliability * variance) / (variance * (1.0 - reliability));
    (length.is_finite() && length > 1.5 && length < MOST_LENGTH).then_some(length)
}

fn fit(totals: &Totals, full_marks: f64, length: f64) -> Option<(Model, TrueScores)> {
    let four = if length > 3.5 { TrueScores::fit(totals, full_marks, length, Model::EndsFitted) } else { None };
    match four.filter(TrueScores::on_scale) {
        Some(fitted) => Some((Model::EndsFitted, fitted)),
        None => Some((Model::EndsFixed, TrueScores::fit(totals, full_marks, length, Model::EndsFixed)?)),
    }
}

fn outcome(fitted: &TrueScores, length: f64, share: f64) -> Outcome {
    let length = length.round();
    let least = (share * length - 1e-9).ceil() as usize;
    let [below, above] = fitted.parts(share, length, |true_score| {
        let passes = binomial_at_least(least, length as usize, true_score);
        [passes * passes + (1.0 - passes) * (1.0 - passes), passes, 1.0 - passes]
    });
    let [agree_below, pass_below, fail_below] = below;
    let [agree_above, pass_above, _] = above;
    Outcome::of(agree_below + agree_above, pass_below + pass_above, fail_below + pass_above)
}

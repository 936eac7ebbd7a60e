//! The numbers of figures and of marking that no guideline fixes, from the settings in force.

use certification::setting::Settings as InForce;
use exam::{
    score::{marking, result},
    statistics::{Minimums, Settings},
};

use super::Judged;

/// How figures are made: from how many observations on each is shown, and what counts as much. What is no setting is a
/// convention or stands in a publication, and has its default.
pub(crate) fn figures(settings: &InForce) -> Settings {
    let least = |key: &str| usize::try_from(settings.int(key)).unwrap_or_default();
    let share = |key: &str| f64::from(i32::try_from(settings.int(key)).unwrap_or_default()) / 100.0;
    let other = Settings::default();
    Settings {
        confidence: share("exam.confidence"),
        minimum: Minimums {
            difficulty: least("exam.least_difficulty"),
            discrimination: least("exam.least_discrimination"),
            options: least("exam.least_options"),
            timing: least("exam.least_timing"),
            reliability: least("exam.least_reliability"),
            consistency: least("exam.least_reliability"),
            dif_smaller: least("exam.least_dif_group"),
            dif_total: least("exam.least_dif_both"),
            pool_items: least("exam.least_pool"),
            drift_answers: least("exam.least_period"),
            drift_periods: least("exam.least_periods"),
            agreement: least("exam.least_agreement"),
            agreement_wrong: least("exam.least_wrong"),
            judges: least("exam.least_judges"),
            compromise: least("exam.least_compromise"),
        },
        curve_least: least("exam.least_curve"),
        hard_below: share("exam.hard_below"),
        easy_above: share("exam.easy_above"),
        rapid_limit: share("exam.rapid_most"),
        drift_margin: share("exam.drift_most"),
        prior_mean: share("exam.prior_mean"),
        prior_weight: 100.0 * share("exam.prior_answers"),
        agreement_level: share("exam.false_alarms"),
        ..other
    }
}

/// By which numbers a test is scored whose first scoring is still to come: which criteria are named as ones to improve,
/// and when two markers differ so much that a third marks.
pub(super) fn judged(settings: &InForce) -> Judged {
    let promille = |key: &str| u32::try_from(settings.int(key)).unwrap_or_default() * 10;
    Judged {
        marking: marking::Settings { apart: promille("exam.marks_differ") },
        naming: result::Settings { improve_below: promille("exam.improve_below") },
    }
}

#[cfg(test)]
mod tests {
    use super::{InForce, Settings, figures};

    /// Each setting is put where it belongs: with none changed, figures are made as their crate makes them.
    #[test]
    fn the_defaults_of_the_settings_are_those_of_the_figures() {
        let (settings, usual) = (figures(&InForce::default()), Settings::default());
        assert_eq!(settings.minimum, usual.minimum);
        let near = |one: f64, other: f64| (one - other).abs() < 1e-12;
        for (name, one, other) in [
            ("confidence", settings.confidence, usual.confidence),
            ("hard", settings.hard_below, usual.hard_below),
            ("easy", settings.easy_above, usual.easy_above),
            ("rapid", settings.rapid_limit, usual.rapid_limit),
            ("drift", settings.drift_margin, usual.drift_margin),
            ("prior", settings.prior_mean, usual.prior_mean),
            ("weight", settings.prior_weight, usual.prior_weight),
            ("agreement", settings.agreement_level, usual.agreement_level),
        ] {
            assert!(near(one, other), "{name}: {one}, usually {other}");
        }
        assert_eq!(settings.curve_least, usual.curve_least);
    }
}

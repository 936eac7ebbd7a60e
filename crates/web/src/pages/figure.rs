//! Figures as people read them: the number with its interval, and the sentence that the verdict allows. A withheld
//! figure has no number, only the sentence that says why.

use exam::statistics::{Code, Figure};

use crate::{Page, i18n::key};

/// A figure, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Said {
    /// Estimate and interval; none where it is withheld.
    pub number: Option<(String, String)>,
    /// What can be said.
    pub sentence: String,
    /// The index errs more often than it promises, so that its alarms are withheld.
    pub exceeded: bool,
}

/// A share in per cent.
pub(in crate::pages) fn percent(p: &Page, figure: &Figure) -> Said {
    said(p, figure, 100.0, 0, " %")
}

/// Points, with one decimal.
pub(in crate::pages) fn points(p: &Page, figure: &Figure) -> Said {
    said(p, figure, 1.0, 1, "")
}

/// Seconds, whole.
pub(in crate::pages) fn seconds(p: &Page, figure: &Figure) -> Said {
    said(p, figure, 1.0, 0, "")
}

/// A coefficient, with two decimals.
pub(in crate::pages) fn coefficient(p: &Page, figure: &Figure) -> Said {
    said(p, figure, 1.0, 2, "")
}

fn said(p: &Page, figure: &Figure, factor: f64, digits: usize, unit: &str) -> Said {
    let write = |n: f64| p.decimal(plain(n * factor, digits));
    let number = figure.estimate().zip(figure.interval()).map(|(estimate, interval)| {
        (format!("{}{unit}", write(estimate)), range(p, &write(interval.low), &write(interval.high)))
    });
    Said { number, sentence: sentence(p, figure), exceeded: figure.code() == Code::AgreementRateExceeded }
}

/// `0,41–0,72`; in words where a bound is negative, since a dash beside a minus is read wrong.
fn range(p: &Page, low: &str, high: &str) -> String {
    if dashed(low, high) {
        format!("{low}\u{2013}{high}")
    } else {
        p.ta("stat-range").with("low", low.to_owned()).with("high", high.to_owned()).to_string()
    }
}

/// Whether a dash can stand between these bounds.
fn dashed(low: &str, high: &str) -> bool {
    ![low, high].iter().any(|bound| bound.starts_with('\u{2212}'))
}

/// A number with so many decimals and a point, with a true minus, and none before what rounds to nothing.
pub(in crate::pages) fn plain(n: f64, digits: usize) -> String {
    let written = format!("{n:.digits$}");
    let nothing = !written.contains(|c| matches!(c, '1'..='9'));
    if nothing { written.trim_start_matches('-').to_owned() } else { written.replace('-', "\u{2212}") }
}

/// What the verdict allows to be said.
fn sentence(p: &Page, figure: &Figure) -> String {
    match figure.verdict().minimum {
        Some(minimum) => p.ta(few(figure.n(), minimum)).with("n", figure.n()).with("min", minimum).to_string(),
        None => p.t(words(figure.code())).into_owned(),
    }
}

/// Key of what is said of too few: where one would do, none counts, such as where everyone was credited.
const fn few(n: usize, minimum: usize) -> &'static str {
    if n == 0 && minimum == 1 { key("stat-nothing") } else { key("stat-too-few") }
}

/// Key of a verdict's sentence.
const fn words(code: Code) -> &'static str {
    match code {
        Code::WithheldTooFew => key("stat-too-few-plain"),
        Code::WithheldNoSpread => key("stat-no-spread"),
        Code::WithheldNotDichotomous => key("stat-not-dichotomous"),
        Code::WithheldNoFit => key("stat-no-fit"),
        Code::WithheldNoCrossing => key("stat-no-crossing"),
        Code::WithheldOneJudge => key("stat-one-judge"),
        Code::DifficultyHard => key("stat-difficulty-hard"),
        Code::DifficultyEasy => key("stat-difficulty-easy"),
        Code::DifficultyWithin => key("stat-difficulty-within"),
        Code::DiscriminationNegative => key("stat-discrimination-negative"),
        Code::DiscriminationWeak => key("stat-discrimination-weak"),
        Code::DiscriminationSound => key("stat-discrimination-sound"),
        Code::DiscriminationPositive => key("stat-discrimination-positive"),
        Code::OptionShare => key("stat-option-share"),
        Code::KeySound => key("stat-key-sound"),
        Code::KeySuspect => key("stat-key-suspect"),
        Code::DistractorSound => key("stat-distractor-sound"),
        Code::DistractorIdle => key("stat-distractor-idle"),
        Code::DistractorDrawsAble => key("stat-distractor-draws-able"),
        Code::TimeSeconds => key("stat-time-seconds"),
        Code::TimeRapidMany => key("stat-time-rapid-many"),
        Code::TimeRapidFew => key("stat-time-rapid-few"),
        Code::ReliabilityEnough => key("stat-reliability-enough"),
        Code::ReliabilityShort => key("stat-reliability-short"),
        Code::ErrorPoints => key("stat-error-points"),
        Code::ConsistencyEnough => key("stat-consistency-enough"),
        Code::ConsistencyShort => key("stat-consistency-short"),
        Code::ConsistencyBeyondChance => key("stat-consistency-beyond-chance"),
        Code::DifNegligible => key("stat-dif-negligible"),
        Code::DifModerateAgainstFocal => key("stat-dif-b-focal"),
        Code::DifModerateAgainstReference => key("stat-dif-b-reference"),
        Code::DifLargeAgainstFocal => key("stat-dif-c-focal"),
        Code::DifLargeAgainstReference => key("stat-dif-c-reference"),
        Code::DriftEasier => key("stat-drift-easier"),
        Code::DriftHarder => key("stat-drift-harder"),
        Code::DriftSteady => key("stat-drift-steady"),
        Code::AgreementUsual => key("stat-agreement-usual"),
        Code::AgreementUnusual => key("stat-agreement-unusual"),
        Code::AgreementRateHeld => key("stat-agreement-rate-held"),
        Code::AgreementRateExceeded => key("stat-agreement-rate-exceeded"),
        Code::CutFound => key("stat-cut-found"),
        Code::CutSteady => key("stat-cut-steady"),
        Code::CutWide => key("stat-cut-wide"),
        Code::JudgeSevere => key("stat-judge-severe"),
        Code::JudgeLenient => key("stat-judge-lenient"),
        Code::JudgeWithPanel => key("stat-judge-with-panel"),
        Code::JudgeInLine => key("stat-judge-in-line"),
        Code::JudgeAgainst => key("stat-judge-against"),
        Code::DifficultyUnsettled => key("stat-difficulty-unsettled"),
        Code::DiscriminationUnsettled => key("stat-discrimination-unsettled"),
        Code::KeyUnsettled => key("stat-key-unsettled"),
        Code::DistractorUnsettled => key("stat-distractor-unsettled"),
        Code::TimeRapidUnsettled => key("stat-time-rapid-unsettled"),
        Code::ReliabilityUnsettled => key("stat-reliability-unsettled"),
        Code::ConsistencyUnsettled => key("stat-consistency-unsettled"),
        Code::DriftUnsettled => key("stat-drift-unsettled"),
        Code::JudgeOrderUnsettled => key("stat-judge-order-unsettled"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use exam::statistics::Code;

    use super::{dashed, few, plain, words};
    use crate::i18n::{Catalogue, Locale};

    #[test]
    fn each_verdict_has_a_sentence_of_its_own_in_both_languages() {
        let (catalogue, _) = Catalogue::read();
        for locale in Locale::ALL {
            let mut said = BTreeSet::new();
            for code in Code::ALL {
                let sentence = catalogue.find(locale, words(*code), &[]);
                let sentence = sentence.unwrap_or_else(|| panic!("{} lacks {}", locale.code(), code.as_str()));
                assert!(sentence.ends_with('.'), "{}: {sentence}", code.as_str());
                assert!(said.insert(sentence), "{} says the same as another", code.as_str());
            }
        }
    }

    #[test]
    fn where_one_answer_would_do_nobody_is_told_to_wait_for_it() {
        assert_eq!(few(0, 1), "stat-nothing");
        assert_eq!((few(0, 20), few(1, 20)), ("stat-too-few", "stat-too-few"));
    }

    #[test]
    fn what_rounds_to_nothing_has_no_minus() {
        assert_eq!(plain(-0.001, 2), "0.00");
        assert_eq!(plain(-0.4, 0), "0");
        assert_eq!(plain(-0.01, 2), "\u{2212}0.01");
        assert_eq!(plain(12.25, 2), "12.25");
    }

    #[test]
    fn a_negative_bound_is_set_apart_in_words() {
        assert!(dashed("0.41", "0.72"));
        assert!(!dashed(&plain(-10.0, 0), &plain(-7.0, 0)) && !dashed(&plain(-0.1, 2), "0.30"));
    }
}

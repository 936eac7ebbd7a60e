//! Settings: every number or choice that no guideline fixes, with its default, its range and
//! where it comes from. Screens show the value in force where it applies.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{record::organisation::Setting, refusal::Refusal};

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within a range, both ends included.
    Int(i64, i64),
    /// One of these.
    Choice(&'static [&'static str]),
    /// Text of at most so many characters.
    Text(usize),
}

/// A setting the house knows.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Its key.
    pub key: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Its default: a number in text, or the text itself.
    pub default: &'static str,
    /// Unit, empty for text.
    pub unit: &'static str,
    /// Where the default comes from.
    pub source: &'static str,
}

const fn int(
    key: &'static str,
    from: i64,
    to: i64,
    default: &'static str,
    unit: &'static str,
    source: &'static str,
) -> Known {
    Known { key, kind: Kind::Int(from, to), default, unit, source }
}

const fn text(key: &'static str, most: usize, default: &'static str, source: &'static str) -> Known {
    Known { key, kind: Kind::Text(most), default, unit: "", source }
}

/// Every setting, in the order in which the settings page shows them.
pub const KNOWN: &[Known] = &[
    text("body.name", 120, "LSP Contoh Pustaka", "LSP"),
    text("body.name_en", 120, "Example Library Certification Body", "LSP"),
    text("body.licence", 40, "BNSP-LSP-000-ID", "BNSP"),
    text("body.address", 200, "Jalan Contoh Nomor 1, Jakarta", "LSP"),
    text("body.city", 60, "Jakarta", "LSP"),
    text("body.zone", 60, "Asia/Jakarta", "LSP"),
    text("body.contact", 120, "kontak@lsp.contoh.id", "LSP"),
    text("body.hours", 80, "Senin–Jumat 08.00–16.00", "LSP"),
    text("body.hours_en", 80, "Monday–Friday 08:00–16:00", "LSP"),
    Known {
        key: "body.on_behalf_of_bnsp",
        kind: Kind::Choice(&["no", "yes"]),
        default: "no",
        unit: "",
        source: "03/BNSP.302/X/2013; only a licensed body",
    },
    int("assessor.plan_per_event", 1, 50, "5", "candidates", "usual ratio at events"),
    int("assessor.warn_per_event", 1, 100, "6", "candidates", "usual ratio at events"),
    int("assessor.block_per_day", 1, 100, "10", "candidates", "R-06"),
    int("conflict.training_months", 0, 120, "24", "months", "R-03, ISO/IEC 17024 5.2"),
    Known {
        key: "venue.verified_first",
        kind: Kind::Choice(&["no", "yes"]),
        default: "yes",
        unit: "",
        source: "R-07, 5/BNSP/VII/2014",
    },
    int("panel.quorum", 1, 15, "3", "votes", "not fixed by BNSP"),
    Known {
        key: "panel.exclude_verifier",
        kind: Kind::Choice(&["no", "yes"]),
        default: "yes",
        unit: "",
        source: "ISO/IEC 17024 4.3",
    },
    int("appeal.file_days", 1, 365, "30", "days", "R-14; not fixed by BNSP"),
    int("appeal.answer_days", 1, 365, "30", "days", "R-14; not fixed by BNSP"),
    text("certificate.pattern", 80, "{kbli} {kbji} {level} {serial:7} {year}", "03/BNSP.302/X/2013 5.5"),
    text("certificate.kbli", 5, "91012", "KBLI"),
    text("certificate.kbji", 4, "2631", "KBJI"),
    text("certificate.level", 1, "4", "KKNI"),
    text("registration.pattern", 80, "PUS {licence} {serial:5} {year}", "03/BNSP.302/X/2013 5.6"),
    text("registration.licence", 10, "000", "BNSP"),
    text("decree.pattern", 80, "{serial:3}/SK/LSP/{month}/{year}", "LSP"),
    text("minutes.pattern", 80, "{serial:3}/BA/LSP/{month}/{year}", "LSP"),
    Known {
        key: "certificate.valid_from",
        kind: Kind::Choice(&["decree", "issue"]),
        default: "issue",
        unit: "",
        source: "LSP",
    },
    int("session.idle_minutes", 5, 1440, "60", "minutes", "house"),
    int("session.absolute_hours", 1, 168, "12", "hours", "house"),
    int("invitation.days", 1, 90, "14", "days", "house"),
    int("recovery.hours", 1, 168, "24", "hours", "house"),
    int("signin.attempts", 3, 20, "5", "attempts", "house"),
    int("signin.hold_minutes", 5, 240, "15", "minutes", "house"),
    int("verify.look_ups", 5, 10_000, "60", "attempts", "house"),
    int("verify.window_minutes", 1, 240, "10", "minutes", "house"),
    int("erasure.keep_months", 0, 240, "36", "months", "ISO/IEC 17024 7.1; UU PDP 27/2022"),
    int("upload.max_mib", 1, 200, "20", "MiB", "house"),
    int("upload.max_megapixels", 1, 200, "40", "megapixels", "house"),
    int("import.max_mib", 1, 100, "20", "MiB", "house"),
    int("import.max_rows", 100, 100_000, "20000", "rows", "house"),
    int("import.keep_days", 0, 3650, "30", "days", "UU PDP 27/2022"),
    int("mail.attempts", 1, 200, "36", "attempts", "house"),
    int("keep.jobs_days", 1, 3650, "30", "days", "house"),
    int("keep.drafts_days", 1, 3650, "90", "days", "house"),
    int("keep.mapping_days", 1, 3650, "365", "days", "house"),
    int("keep.looks_years", 1, 30, "5", "years", "house"),
    int("exam.door_attempts", 3, 100, "10", "attempts", "house"),
    int("exam.save_seconds", 5, 120, "15", "seconds", "house"),
    int("exam.pause_seconds", 1, 120, "3", "seconds", "house"),
    int("exam.grace_seconds", 0, 600, "30", "seconds", "two saving intervals"),
    int("exam.silence_seconds", 10, 600, "45", "seconds", "three saving intervals"),
    int("exam.most_minutes", 5, 600, "240", "minutes", "house"),
    Known {
        key: "exam.identity_first",
        kind: Kind::Choice(&["no", "yes"]),
        default: "yes",
        unit: "",
        source: "ISO/IEC 17024 9.4",
    },
    Known { key: "exam.agreement_first", kind: Kind::Choice(&["no", "yes"]), default: "yes", unit: "", source: "R-09" },
    int("exam.upload_mib", 1, 50, "10", "MiB", "house"),
    int("exam.media_mib", 1, 50, "20", "MiB", "house"),
    int("exam.improve_below", 0, 100, "70", "percent", "house"),
    int("exam.marks_differ", 0, 100, "20", "percent", "house"),
    int("exam.least_judges", 2, 50, "5", "judges", "Hurtz and Hertz (1999)"),
    int("exam.least_compromise", 10, 10_000, "30", "candidates", "house"),
    int("exam.least_difficulty", 5, 10_000, "20", "candidates", "house"),
    int("exam.least_discrimination", 10, 10_000, "50", "candidates", "house"),
    int("exam.least_options", 10, 10_000, "50", "candidates", "house"),
    int("exam.least_timing", 5, 10_000, "20", "answers", "house"),
    int("exam.least_reliability", 10, 10_000, "50", "candidates", "house"),
    int("exam.least_dif_group", 30, 10_000, "200", "candidates", "Zwick (2012)"),
    int("exam.least_dif_both", 60, 20_000, "500", "candidates", "Zwick (2012)"),
    int("exam.least_pool", 2, 1_000, "5", "questions", "house"),
    int("exam.least_period", 5, 10_000, "20", "answers", "house"),
    int("exam.least_periods", 3, 100, "3", "periods", "house"),
    int("exam.least_agreement", 30, 10_000, "100", "candidates", "Sotaridona and Meijer (2002)"),
    int("exam.least_wrong", 1, 100, "5", "answers", "house"),
    int("exam.least_curve", 1, 1_000, "10", "candidates", "house"),
    int("exam.hard_below", 0, 50, "30", "percent", "usual for criterion-referenced tests"),
    int("exam.easy_above", 51, 100, "90", "percent", "usual for criterion-referenced tests"),
    int("exam.rapid_most", 0, 100, "10", "percent", "house"),
    int("exam.drift_most", 0, 100, "10", "percent", "house"),
    int("exam.prior_mean", 1, 99, "70", "percent", "house"),
    int("exam.prior_answers", 1, 10_000, "10", "answers", "house"),
    int("exam.false_alarms", 1, 20, "1", "percent", "house"),
    int("exam.confidence", 50, 99, "95", "percent", "house"),
    int("exam.alike_from", 1, 100, "75", "percent", "house"),
    int("exam.most_shown", 1, 1_000_000, "500", "candidates", "house"),
    int("exam.forms_differ", 0, 100, "5", "points", "house"),
    int("exam.most_forms", 1, 26, "12", "forms", "house"),
    Known { key: "exam.whole_stimuli", kind: Kind::Choice(&["no", "yes"]), default: "yes", unit: "", source: "house" },
    int("exam.search_steps", 100, 1_000_000, "20000", "steps", "house"),
    int("outcome.least_shown", 1, 100, "5", "people", "house"),
    int("outcome.confidence", 50, 99, "90", "percent", "house"),
];

/// The settings in force.
#[derive(Debug, Clone, Default)]
pub struct Settings(BTreeMap<String, Value>);

impl Settings {
    /// From the stored rows; what is not stored has its default.
    #[must_use]
    pub fn from_rows(rows: impl IntoIterator<Item = Setting>) -> Self {
        Self(rows.into_iter().map(|s| (s.id, s.value)).collect())
    }

    /// A number. Unknown keys are a fault of the caller and give 0.
    #[must_use]
    pub fn int(&self, key: &str) -> i64 {
        self.0.get(key).and_then(Value::as_i64).unwrap_or_else(|| default(key).parse().unwrap_or_default())
    }

    /// A text or choice.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.0.get(key).and_then(Value::as_str).map_or_else(|| default(key).to_owned(), str::to_owned)
    }

    /// What is stored under a key, with no default: emblems stand beside the settings.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Has a key be something else, or its default, for whoever holds these.
    pub(crate) fn put(&mut self, key: &str, value: Option<Value>) {
        match value {
            Some(value) => self.0.insert(key.to_owned(), value),
            None => self.0.remove(key),
        };
    }

    /// A yes/no choice.
    #[must_use]
    pub fn yes(&self, key: &str) -> bool {
        self.text(key) == "yes"
    }
}

fn default(key: &str) -> &'static str {
    KNOWN.iter().find(|k| k.key == key).map_or("", |k| k.default)
}

/// Reads what a person typed for a setting.
///
/// # Errors
/// `setting.unknown`, `setting.out-of-range`, `setting.not-a-choice`, `setting.too-long` or `setting.zone`.
pub fn parse(key: &str, typed: &str) -> Result<Value, Refusal> {
    let known = KNOWN.iter().find(|k| k.key == key).ok_or_else(|| Refusal::new("setting.unknown"))?;
    let typed = typed.trim();
    match known.kind {
        Kind::Int(from, to) => match typed.parse::<i64>() {
            Ok(n) if (from..=to).contains(&n) => Ok(json!(n)),
            _ => Err(Refusal::new("setting.out-of-range").with("key", key).with("from", from).with("to", to)),
        },
        Kind::Choice(choices) if choices.contains(&typed) => Ok(json!(typed)),
        Kind::Choice(_) => Err(Refusal::new("setting.not-a-choice").with("key", key)),
        Kind::Text(most) if typed.chars().count() > most => {
            Err(Refusal::new("setting.too-long").with("key", key).with("most", most))
        }
        Kind::Text(_) if key.ends_with(".zone") && jiff::tz::TimeZone::get(typed).is_err() => {
            Err(Refusal::new("setting.zone").with("key", key))
        }
        Kind::Text(_) => Ok(json!(typed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_within_its_own_range() {
        for known in KNOWN {
            assert!(parse(known.key, known.default).is_ok(), "{}", known.key);
        }
    }

    #[test]
    fn a_number_out_of_range_is_refused_with_the_range() {
        let refusal = parse("panel.quorum", "0").map_err(|r| r.args);
        assert_eq!(
            refusal,
            Err(vec![("key".into(), "panel.quorum".into()), ("from".into(), "1".into()), ("to".into(), "15".into())])
        );
    }
}

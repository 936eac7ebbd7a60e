//! What each setting is called and where it applies. A setting without words here is found by the tests.

use crate::i18n::key;

/// A group of settings on the page: its heading, and where it is anchored.
pub(super) struct Group {
    pub id: &'static str,
    pub heading: &'static str,
    pub settings: &'static [Words],
}

/// Key of a setting, of its name, and of where it applies.
pub(super) struct Words {
    pub key: &'static str,
    pub label: &'static str,
    pub applies: &'static str,
}

const fn words(key: &'static str, label: &'static str, applies: &'static str) -> Words {
    Words { key, label, applies }
}

/// Every setting, as the page shows them.
pub(super) const GROUPS: &[Group] = &[
    Group {
        id: "lsp",
        heading: key("setting-group-body"),
        settings: &[
            words("body.name", key("setting-body-name"), key("setting-body-name-at")),
            words("body.name_en", key("setting-body-name-en"), key("setting-body-name-en-at")),
            words("body.licence", key("setting-body-licence"), key("setting-body-licence-at")),
            words("body.address", key("setting-body-address"), key("setting-body-address-at")),
            words("body.city", key("setting-body-city"), key("setting-body-city-at")),
            words("body.zone", key("setting-body-zone"), key("setting-body-zone-at")),
            words("body.contact", key("setting-body-contact"), key("setting-body-contact-at")),
            words("body.hours", key("setting-body-hours"), key("setting-body-hours-at")),
            words("body.hours_en", key("setting-body-hours-en"), key("setting-body-hours-en-at")),
            words("body.on_behalf_of_bnsp", key("setting-body-bnsp"), key("setting-body-bnsp-at")),
        ],
    },
    Group {
        id: "asesmen",
        heading: key("setting-group-assessment"),
        settings: &[
            words("assessor.plan_per_event", key("setting-assessor-plan"), key("setting-assessor-plan-at")),
            words("assessor.warn_per_event", key("setting-assessor-warn"), key("setting-assessor-warn-at")),
            words("assessor.block_per_day", key("setting-assessor-block"), key("setting-assessor-block-at")),
            words("conflict.training_months", key("setting-conflict-training"), key("setting-conflict-training-at")),
            words("venue.verified_first", key("setting-venue-verified"), key("setting-venue-verified-at")),
        ],
    },
    Group {
        id: "pleno",
        heading: key("setting-group-panel"),
        settings: &[
            words("panel.quorum", key("setting-panel-quorum"), key("setting-panel-quorum-at")),
            words("panel.exclude_verifier", key("setting-panel-verifier"), key("setting-panel-verifier-at")),
            words("appeal.file_days", key("setting-appeal-file"), key("setting-appeal-file-at")),
            words("appeal.answer_days", key("setting-appeal-answer"), key("setting-appeal-answer-at")),
        ],
    },
    Group {
        id: "nomor",
        heading: key("setting-group-numbers"),
        settings: &[
            words("certificate.pattern", key("setting-certificate-pattern"), key("setting-certificate-pattern-at")),
            words("certificate.kbli", key("setting-certificate-kbli"), key("setting-certificate-part-at")),
            words("certificate.kbji", key("setting-certificate-kbji"), key("setting-certificate-part-at")),
            words("certificate.level", key("setting-certificate-level"), key("setting-certificate-part-at")),
            words("registration.pattern", key("setting-registration-pattern"), key("setting-registration-pattern-at")),
            words("registration.licence", key("setting-registration-licence"), key("setting-registration-licence-at")),
            words("decree.pattern", key("setting-decree-pattern"), key("setting-decree-pattern-at")),
            words("minutes.pattern", key("setting-minutes-pattern"), key("setting-minutes-pattern-at")),
            words("certificate.valid_from", key("setting-certificate-from"), key("setting-certificate-from-at")),
        ],
    },
    Group {
        id: "ujian",
        heading: key("setting-group-exam"),
        settings: &[
            words("exam.door_attempts", key("setting-exam-door"), key("setting-exam-door-at")),
            words("exam.save_seconds", key("setting-exam-save"), key("setting-exam-save-at")),
            words("exam.pause_seconds", key("setting-exam-pause"), key("setting-exam-pause-at")),
            words("exam.grace_seconds", key("setting-exam-grace"), key("setting-exam-grace-at")),
            words("exam.silence_seconds", key("setting-exam-silence"), key("setting-exam-silence-at")),
            words("exam.most_minutes", key("setting-exam-most-minutes"), key("setting-exam-most-minutes-at")),
            words("exam.identity_first", key("setting-exam-identity"), key("setting-exam-identity-at")),
            words("exam.agreement_first", key("setting-exam-agreement-first"), key("setting-exam-agreement-first-at")),
            words("exam.upload_mib", key("setting-exam-upload"), key("setting-exam-upload-at")),
            words("exam.media_mib", key("setting-exam-media"), key("setting-exam-media-at")),
            words("exam.improve_below", key("setting-exam-improve"), key("setting-exam-improve-at")),
            words("exam.marks_differ", key("setting-exam-differ"), key("setting-exam-differ-at")),
            words("exam.least_judges", key("setting-exam-judges"), key("setting-exam-judges-at")),
            words("exam.least_compromise", key("setting-exam-compromise"), key("setting-exam-compromise-at")),
            words("exam.least_difficulty", key("setting-exam-difficulty"), key("setting-exam-difficulty-at")),
            words(
                "exam.least_discrimination",
                key("setting-exam-discrimination"),
                key("setting-exam-discrimination-at"),
            ),
            words("exam.least_options", key("setting-exam-options"), key("setting-exam-options-at")),
            words("exam.least_timing", key("setting-exam-timing"), key("setting-exam-timing-at")),
            words("exam.least_reliability", key("setting-exam-reliability"), key("setting-exam-reliability-at")),
            words("exam.least_dif_group", key("setting-exam-dif-group"), key("setting-exam-dif-group-at")),
            words("exam.least_dif_both", key("setting-exam-dif-both"), key("setting-exam-dif-both-at")),
            words("exam.least_pool", key("setting-exam-pool"), key("setting-exam-pool-at")),
            words("exam.least_period", key("setting-exam-period"), key("setting-exam-period-at")),
            words("exam.least_periods", key("setting-exam-periods"), key("setting-exam-periods-at")),
            words("exam.least_agreement", key("setting-exam-agreement"), key("setting-exam-agreement-at")),
            words("exam.least_wrong", key("setting-exam-wrong"), key("setting-exam-wrong-at")),
            words("exam.least_curve", key("setting-exam-curve"), key("setting-exam-curve-at")),
            words("exam.hard_below", key("setting-exam-hard"), key("setting-exam-hard-at")),
            words("exam.easy_above", key("setting-exam-easy"), key("setting-exam-easy-at")),
            words("exam.rapid_most", key("setting-exam-rapid"), key("setting-exam-rapid-at")),
            words("exam.drift_most", key("setting-exam-drift"), key("setting-exam-drift-at")),
            words("exam.prior_mean", key("setting-exam-prior"), key("setting-exam-prior-at")),
            words("exam.prior_answers", key("setting-exam-prior-weight"), key("setting-exam-prior-weight-at")),
            words("exam.false_alarms", key("setting-exam-alarms"), key("setting-exam-alarms-at")),
            words("exam.confidence", key("setting-exam-confidence"), key("setting-exam-confidence-at")),
            words("exam.alike_from", key("setting-exam-alike"), key("setting-exam-alike-at")),
            words("exam.most_shown", key("setting-exam-shown"), key("setting-exam-shown-at")),
            words("exam.forms_differ", key("setting-exam-forms-differ"), key("setting-exam-forms-differ-at")),
            words("exam.most_forms", key("setting-exam-most-forms"), key("setting-exam-most-forms-at")),
            words("exam.whole_stimuli", key("setting-exam-stimuli"), key("setting-exam-stimuli-at")),
            words("exam.search_steps", key("setting-exam-steps"), key("setting-exam-steps-at")),
        ],
    },
    Group {
        id: "hasil",
        heading: key("setting-group-outcome"),
        settings: &[
            words("outcome.least_shown", key("setting-outcome-least"), key("setting-outcome-least-at")),
            words("outcome.confidence", key("setting-outcome-confidence"), key("setting-outcome-confidence-at")),
        ],
    },
    Group {
        id: "masuk",
        heading: key("setting-group-access"),
        settings: &[
            words("session.idle_minutes", key("setting-session-idle"), key("setting-session-idle-at")),
            words("session.absolute_hours", key("setting-session-absolute"), key("setting-session-absolute-at")),
            words("invitation.days", key("setting-invitation-days"), key("setting-invitation-days-at")),
            words("recovery.hours", key("setting-recovery-hours"), key("setting-recovery-hours-at")),
            words("signin.attempts", key("setting-signin-attempts"), key("setting-signin-attempts-at")),
            words("signin.hold_minutes", key("setting-signin-hold"), key("setting-signin-hold-at")),
            words("verify.look_ups", key("setting-verify-look-ups"), key("setting-verify-look-ups-at")),
            words("verify.window_minutes", key("setting-verify-window"), key("setting-verify-window-at")),
            words("mail.attempts", key("setting-mail-attempts"), key("setting-mail-attempts-at")),
        ],
    },
    Group {
        id: "berkas",
        heading: key("setting-group-files"),
        settings: &[
            words("erasure.keep_months", key("setting-erasure-keep"), key("setting-erasure-keep-at")),
            words("upload.max_mib", key("setting-upload-max"), key("setting-upload-max-at")),
            words("upload.max_megapixels", key("setting-upload-pixels"), key("setting-upload-pixels-at")),
            words("import.max_mib", key("setting-import-max"), key("setting-import-max-at")),
            words("import.max_rows", key("setting-import-rows"), key("setting-import-rows-at")),
            words("import.keep_days", key("setting-import-keep"), key("setting-import-keep-at")),
            words("keep.drafts_days", key("setting-keep-drafts"), key("setting-keep-drafts-at")),
            words("keep.looks_years", key("setting-keep-looks"), key("setting-keep-looks-at")),
            words("keep.jobs_days", key("setting-keep-jobs"), key("setting-keep-jobs-at")),
            words("keep.mapping_days", key("setting-keep-mapping"), key("setting-keep-mapping-at")),
        ],
    },
];

/// Key of the name of a setting, an emblem's place or a code list.
pub(super) fn name_of(of: &str) -> Option<&'static str> {
    let setting = GROUPS.iter().flat_map(|g| g.settings).find(|w| w.key == of).map(|w| w.label);
    setting.or(match of {
        "emblem.body" => Some(key("setting-emblem-body")),
        "emblem.left" => Some(key("setting-emblem-left")),
        "emblem.right" => Some(key("setting-emblem-right")),
        other => list_name(other),
    })
}

/// Key of the name of a code list.
pub(in crate::pages) fn list_name(list: &str) -> Option<&'static str> {
    match list {
        "pendidikan" => Some(key("setting-list-education")),
        "pekerjaan" => Some(key("setting-list-occupation")),
        "sumber-anggaran" => Some(key("setting-list-funding")),
        "kementerian" => Some(key("setting-list-ministry")),
        "kota" => Some(key("setting-list-city")),
        "provinsi" => Some(key("setting-list-province")),
        "jadwal" => Some(key("setting-list-schedule")),
        _ => None,
    }
}

/// Key of a unit.
pub(super) fn unit(of: &str) -> Option<&'static str> {
    match of {
        "candidates" => Some(key("setting-unit-candidates")),
        "months" => Some(key("setting-unit-months")),
        "votes" => Some(key("setting-unit-votes")),
        "minutes" => Some(key("setting-unit-minutes")),
        "seconds" => Some(key("setting-unit-seconds")),
        "megapixels" => Some(key("setting-unit-megapixels")),
        "hours" => Some(key("setting-unit-hours")),
        "days" => Some(key("setting-unit-days")),
        "attempts" => Some(key("setting-unit-attempts")),
        "rows" => Some(key("setting-unit-rows")),
        "percent" => Some(key("setting-unit-percent")),
        "judges" => Some(key("setting-unit-judges")),
        "answers" => Some(key("setting-unit-answers")),
        "questions" => Some(key("setting-unit-questions")),
        "periods" => Some(key("setting-unit-periods")),
        "people" => Some(key("setting-unit-people")),
        "years" => Some(key("setting-unit-years")),
        "forms" => Some(key("setting-unit-forms")),
        "steps" => Some(key("setting-unit-steps")),
        "points" => Some(key("setting-unit-points")),
        _ => None,
    }
}

/// Key of where a default comes from, where it is not the name of an instrument.
pub(super) fn source(of: &str) -> Option<&'static str> {
    match of {
        "house" => Some(key("setting-source-house")),
        "usual ratio at events" => Some(key("setting-source-usual")),
        "two saving intervals" => Some(key("setting-source-saving-two")),
        "three saving intervals" => Some(key("setting-source-saving-three")),
        "usual for criterion-referenced tests" => Some(key("setting-source-usual-tests")),
        "not fixed by BNSP" => Some(key("setting-source-open")),
        "03/BNSP.302/X/2013; only a licensed body" => Some(key("setting-source-licensed")),
        _ => None,
    }
}

/// Key of the words of a choice.
pub(super) fn choice(of: &str) -> Option<&'static str> {
    match of {
        "yes" => Some(key("form-yes")),
        "no" => Some(key("form-no")),
        "decree" => Some(key("setting-from-decree")),
        "issue" => Some(key("setting-from-issue")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use certification::{
        body::{CODE_LISTS, EMBLEMS},
        setting::KNOWN,
    };

    use super::*;

    #[test]
    fn every_setting_stands_on_the_page_once() {
        let shown: Vec<&str> = GROUPS.iter().flat_map(|g| g.settings).map(|w| w.key).collect();
        for known in KNOWN {
            assert_eq!(shown.iter().filter(|s| **s == known.key).count(), 1, "{}", known.key);
            assert!(known.unit.is_empty() || known.unit == "MiB" || unit(known.unit).is_some(), "{}", known.unit);
        }
        assert_eq!(shown.len(), KNOWN.len());
        assert!(CODE_LISTS.iter().chain(&EMBLEMS).all(|of| name_of(of).is_some()));
    }
}

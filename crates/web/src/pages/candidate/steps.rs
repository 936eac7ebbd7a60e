//! The seven stations of a case's way: which are behind, when each was passed, and what is said of the one that is here.

use certification::{casefile::CaseFile, record::form::Signature, stage::Stage};

use crate::{Page, i18n::key, when::Instant};

/// A station of the way.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) said: String,
    /// Before, here or after.
    pub(super) done: bool,
    pub(super) here: bool,
}

/// Stations, with the stages that stand at each.
pub(super) const STATIONS: [(&str, &[Stage]); 7] = [
    (
        key("candidate-step-application"),
        &[Stage::Invited, Stage::Draft, Stage::Checking, Stage::Returned, Stage::Rejected],
    ),
    (key("candidate-step-self"), &[Stage::SelfAssessment]),
    (key("candidate-step-review"), &[Stage::Unassigned, Stage::Review, Stage::NotProceeding, Stage::Unscheduled]),
    (key("candidate-step-agreement"), &[Stage::Agreement]),
    (key("candidate-step-assessment"), &[Stage::Assessment, Stage::Recommended, Stage::Absent]),
    (key("candidate-step-decision"), &[Stage::Reported, Stage::NotGranted, Stage::Granted]),
    (key("candidate-step-certificate"), &[Stage::Issuing, Stage::Issued]),
];

/// Station of the assessment.
const ASSESSMENT: usize = 4;

/// The stations of a case; `own` where the next step is the candidate's.
pub(super) fn steps(p: &Page, file: &CaseFile, own: bool) -> Vec<Step> {
    let stage = file.case.stage;
    let at =
        if stage == Stage::Withdrawn { None } else { STATIONS.iter().position(|(_, stages)| stages.contains(&stage)) };
    let days =
        file.case.day.as_ref().map_or_else(|| p.days(&file.event.starts, &file.event.ends), |day| p.day_short(day));
    STATIONS
        .iter()
        .enumerate()
        .map(|(n, (name, _))| {
            let here = at == Some(n);
            let done = at.is_some_and(|at| n < at) || (here && stage == Stage::Issued);
            let name = p.t(name).into_owned();
            let said = if done {
                passed(file, n).map(|at| p.date_short(Instant::new(at, &file.event.zone).date)).unwrap_or_default()
            } else if n == ASSESSMENT && !stage.ended() {
                days.clone()
            } else if here && own {
                p.t("candidate-step-yours").into_owned()
            } else if here {
                // What the station is called already need not be said again.
                Some(p.t(crate::part::stage::look(stage).2).into_owned())
                    .filter(|said| *said != name)
                    .unwrap_or_default()
            } else {
                String::new()
            };
            Step { name, said, done, here: here && !done }
        })
        .collect()
}

/// When a station was passed, microseconds UTC: nothing where no record of it stands in the case.
fn passed(file: &CaseFile, station: usize) -> Option<i64> {
    let signed = |code: &str, slot: Option<&str>| {
        let form = file.form(code)?;
        let fits = |s: &&Signature| s.form_id == form.id && !s.void && slot.is_none_or(|slot| s.slot == slot);
        file.signatures.iter().filter(fits).map(|s| s.at).max()
    };
    match station {
        0 => file.verifications.iter().map(|v| v.at).max(),
        1 => signed("FR.APL.02", Some("candidate")),
        2 => signed("FR.APL.02", Some("assessor")),
        3 => signed("FR.AK.01", None),
        ASSESSMENT => signed("FR.AK.02", None),
        5 => file.decisions.iter().filter(|d| !d.superseded).map(|d| d.at).max(),
        _ => file.certificate().and_then(|c| certification::civil::instant(&c.issued_on, "12:00", &file.event.zone)),
    }
}

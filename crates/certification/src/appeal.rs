//! Appeals against an assessment (R-04, R-14; ISO/IEC 17024 9.8). FR.AK.04 has no field for what becomes of it, so the
//! appeal is a record of its own: filed with the form, it stops the issue of a certificate until somebody who neither
//! assessed nor decided has answered it. What an appeal that is upheld leads to, is done by people: a case that a panel
//! has yet to decide goes back to its assessor, a decided one is assessed again at another event.

use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use crate::{
    act::{Act, Context},
    casefile::CaseFile,
    civil,
    id::PersonId,
    permit::Action,
    record::decision::{Appeal, Decision},
    refusal::{Refusal, require},
    setting::Settings,
};

/// The term within which a decision not to grant can be appealed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Term {
    /// Its last day; none while no such decision stands.
    pub until: Option<Date>,
    /// It is over.
    pub over: bool,
}

impl Term {
    /// The term that follows from these decisions, as it stands at an instant.
    #[must_use]
    pub fn of(decisions: &[Decision], now: i64, settings: &Settings) -> Self {
        let Some(decision) = decisions.iter().find(|d| !d.superseded && d.outcome == "not-granted") else {
            return Self::default();
        };
        let zone = settings.text("body.zone");
        let days = settings.int("appeal.file_days").days();
        let until = civil::day(decision.at, &zone).checked_add(days).unwrap_or(Date::MAX);
        Self { until: Some(until), over: civil::day(now, &zone) > until }
    }
}

/// By when an appeal is to be answered.
#[must_use]
pub fn due(appeal: &Appeal, settings: &Settings) -> Date {
    let filed = civil::day(appeal.filed_at, &settings.text("body.zone"));
    filed.checked_add(settings.int("appeal.answer_days").days()).unwrap_or(Date::MAX)
}

impl CaseFile {
    /// The appeal that waits for its answer.
    #[must_use]
    pub fn open_appeal(&self) -> Option<&Appeal> {
        self.appeals.iter().find(|appeal| appeal.outcome.is_none())
    }

    /// The last appeal, where it was answered and no decision came after it: what was decided since can be appealed.
    #[must_use]
    pub fn answered_appeal(&self) -> Option<&Appeal> {
        let decided = self.decisions.iter().filter(|d| !d.superseded && d.outcome != "returned").map(|d| d.at).max();
        let last = self.appeals.iter().max_by_key(|appeal| appeal.filed_at)?;
        (last.outcome.is_some() && decided.is_none_or(|at| last.filed_at >= at)).then_some(last)
    }
}

/// FR.AK.04 was submitted: the appeal is filed, unless it is already, and whoever answers appeals hears of it.
pub(crate) fn file(file: &mut CaseFile, managers: &[PersonId], context: &Context<'_>) {
    if file.open_appeal().is_some() {
        return;
    }
    let n = file.appeals.len() + 1;
    file.put(Appeal {
        id: format!("{}:{n}", file.case.id),
        case_id: file.case.id,
        person_id: file.case.person_id,
        filed_at: context.now,
        outcome: None,
        reason: None,
        answered_by: None,
        answered_at: None,
    });
    let (event, case) = (file.event.code.clone(), file.case.id.to_string());
    file.outcome.notify(file.case.person_id, "case-appeal-received", &[("event", &event)]);
    for manager in managers {
        file.outcome.notify(*manager, "case-appeal-filed", &[("event", &event), ("case", &case)]);
    }
}

/// Refuses what an appeal freezes.
///
/// # Errors
/// `certificate.appeal-open`.
pub(crate) fn unfrozen(file: &CaseFile) -> Result<(), Refusal> {
    require(file.open_appeal().is_none(), FROZEN).map_err(|refusal| refusal.by("R-14"))
}

/// Code of the refusal to issue a certificate while an appeal waits for its answer.
pub const FROZEN: &str = "certificate.appeal-open";

/// Why somebody may not answer the appeal of a case; `None` when they may.
#[must_use]
pub fn bars(file: &CaseFile, person: PersonId, deciders: &[PersonId]) -> Option<Refusal> {
    let code = if person == file.case.person_id {
        "appeal.oneself"
    } else if file.was_assessed_by(person) {
        "appeal.assessor-may-not-answer"
    } else if deciders.contains(&person) || file.votes.iter().any(|vote| vote.member_id == person) {
        "appeal.decider-may-not-answer"
    } else {
        return None;
    };
    Some(Refusal::new(code).by("R-04"))
}

/// The body's answer to an appeal, with its reason.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerAppeal {
    /// `upheld` or `rejected`.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// Members of the panels that decided the case; not part of the act.
    #[serde(skip)]
    pub deciders: Vec<PersonId>,
}

impl AnswerAppeal {
    /// The answer.
    #[must_use]
    pub const fn new(outcome: String, reason: String) -> Self {
        Self { outcome, reason, deciders: Vec::new() }
    }
}

impl Act for AnswerAppeal {
    type File = CaseFile;
    const NAME: &'static str = "AnswerAppeal";
    const ACTION: Action = Action::AnswerAppeal;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let mut appeal = file.open_appeal().cloned().ok_or_else(|| Refusal::new("appeal.none"))?;
        if let Some(refusal) = bars(file, context.actor(), &self.deciders) {
            return Err(refusal);
        }
        require(matches!(self.outcome.as_str(), "upheld" | "rejected"), "appeal.outcome-wanted")?;
        require(!self.reason.trim().is_empty(), "appeal.reason-wanted")?;
        appeal.outcome = Some(self.outcome.clone());
        appeal.reason = Some(self.reason.trim().to_owned());
        appeal.answered_by = Some(context.actor());
        appeal.answered_at = Some(context.now);
        file.put(appeal);
        let event = file.event.code.clone();
        file.outcome.notify(file.case.person_id, "case-appeal-answered", &[("event", &event)]);
        Ok(())
    }
}

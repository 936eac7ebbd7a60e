//! Assigning assessors: conflicts and limits explained beside each name, the
//! assignment itself, day and session, and the assessor's own declaration.

mod load;
mod tie;

use jiff::{ToSpan, civil::Date};
use serde::Serialize;

pub use self::load::{Booked, Load, clash, clash_of_change, on_day, that_day};
use self::load::{free, load_findings};
pub(crate) use self::tie::remember;
pub use self::tie::{DeclareConflict, ObjectToAssessor, RecordTie, TIES};
use crate::{
    act::{Act, Context},
    application::open,
    casefile::CaseFile,
    civil::within_months,
    id::PersonId,
    permit::Action,
    record::{
        case::{Assignment, Case},
        event::Event,
        form::{Form, Signature},
        person::{Assessor, Institution, Person, Tie},
    },
    refusal::{Refusal, require},
    setting::Settings,
};

/// What is known of somebody who might assess a case.
#[derive(Debug, Clone)]
pub struct AssessorFacts {
    /// The person.
    pub person: Person,
    /// The registration.
    pub assessor: Assessor,
    /// Where the assessor works.
    pub institution: Option<Institution>,
    /// Ties to and from the assessor.
    pub ties: Vec<Tie>,
    /// The assessor's cases at this event, and at others on its days.
    pub load: Vec<Load>,
}

/// A reason for or against an assessor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code, such as `conflict.own-institution`.
    pub code: &'static str,
    /// Bars the assignment.
    pub bars: bool,
    /// May be overridden with a reason.
    pub overridable: bool,
    /// The rule.
    pub rule: &'static str,
    /// Values for the sentence.
    pub args: Vec<(String, String)>,
}

fn finding(code: &'static str, bars: bool, rule: &'static str) -> Finding {
    Finding { code, bars, overridable: false, rule, args: Vec::new() }
}

/// Everything that speaks for or against this assessor for this case, the bars first.
#[must_use]
pub fn findings(
    case: &Case,
    event: &Event,
    institution: Option<&Institution>,
    facts: &AssessorFacts,
    settings: &Settings,
) -> Vec<Finding> {
    let mut out = Vec::new();
    let me = facts.person.id;
    let day = case.day.as_deref().unwrap_or(&event.starts);
    if me == case.person_id {
        out.push(finding("conflict.oneself", true, "R-03"));
    }
    if case.institution_id.is_some() && case.institution_id == facts.person.institution_id {
        out.push(finding("conflict.own-institution", true, "R-03"));
    }
    let with = |t: &&Tie| t.from_id == case.person_id || t.to_id == case.person_id;
    for tie in facts.ties.iter().filter(with).filter(|t| binds(t, day, settings)) {
        out.push(finding(
            match tie.kind.as_str() {
                "family" => "conflict.family",
                "superior" | "subordinate" => "conflict.hierarchy",
                "trainer" => "conflict.trained",
                _ => "conflict.declared",
            },
            true,
            "R-03",
        ));
    }
    if let Some(training) = trained(&facts.assessor, institution, day, settings) {
        let mut found = finding("conflict.trained-institution", true, "R-03");
        found.args = vec![
            ("on".into(), training.to_owned()),
            ("months".into(), settings.int("conflict.training_months").to_string()),
        ];
        out.push(found);
    }
    let last = if event.ends.as_str() > day && case.day.is_none() { event.ends.as_str() } else { day };
    if facts.assessor.until.as_str() < last {
        let mut found = finding("assessor.registration-expired", true, "R-05");
        found.args = vec![("until".into(), facts.assessor.until.clone())];
        out.push(found);
    }
    if !facts.assessor.licences.contains(&case.slug) {
        out.push(finding("assessor.out-of-scope", true, "R-05"));
    }
    out.extend(load_findings(case, event, &facts.load, settings));
    out.sort_by_key(|f| !f.bars);
    out
}

/// A tie still keeps somebody out on a day: any does for good, but for training of which the last day is known, and that
/// lies longer back than the window.
#[must_use]
pub fn binds(tie: &Tie, day: &str, settings: &Settings) -> bool {
    let months = settings.int("conflict.training_months").months();
    let last = tie.trained_on.as_deref().filter(|_| tie.kind == "trainer").and_then(|on| on.parse::<Date>().ok());
    match (last.and_then(|on| on.checked_add(months).ok()), day.parse::<Date>()) {
        (Some(end), Ok(day)) => end > day,
        _ => true,
    }
}

/// The day, if any, on which the assessor trained the institution's people within the window.
#[must_use]
pub fn trained<'a>(
    assessor: &'a Assessor,
    institution: Option<&Institution>,
    day: &str,
    settings: &Settings,
) -> Option<&'a str> {
    let name = crate::text::fold(&institution?.name);
    let day: Date = day.parse().ok()?;
    let months = settings.int("conflict.training_months");
    assessor
        .trained
        .iter()
        .filter(|t| crate::text::fold(&t.institution) == name)
        .find(|t| t.on.parse().is_ok_and(|on| within_months(on, day, months)))
        .map(|t| t.on.as_str())
}

/// Assigns an assessor by hand. The assessor's facts are loaded with the act.
#[derive(Debug, Clone, Serialize)]
pub struct AssignAssessor {
    /// Whom.
    pub assessor: PersonId,
    /// Why another assessor is replaced, or a limit overridden; wanted in these cases.
    pub reason: String,
    /// What is known of the assessor; not part of the act itself.
    #[serde(skip)]
    pub facts: Option<AssessorFacts>,
}

impl Act for AssignAssessor {
    type File = CaseFile;
    const NAME: &'static str = "AssignAssessor";
    const ACTION: Action = Action::Assign;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(file.case.application_verdict.as_deref() == Some("accepted"), "assignment.not-accepted")?;
        require(file.case.recommendation.is_none(), "case.already-assessed")?;
        require(!file.signed("FR.AK.01", "assessor"), "assignment.agreed-already")?;
        let facts = self.facts.as_ref().ok_or_else(|| Refusal::new("assignment.no-assessor"))?;
        let reason = self.reason.trim();
        for found in findings(&file.case, &file.event, file.institution.as_ref(), facts, context.settings) {
            let overridden = found.overridable && !reason.is_empty();
            if found.bars && !overridden {
                let mut refusal = Refusal::new(found.code).by(found.rule);
                refusal.args = found.args;
                return Err(refusal);
            }
        }
        let earlier: Vec<Assignment> = file.assignments.iter().filter(|a| a.state == "active").cloned().collect();
        require(!earlier.iter().any(|a| a.assessor_id == self.assessor), "assignment.same-assessor")?;
        require(earlier.is_empty() || !reason.is_empty(), "assignment.reason-wanted")?;
        for mut assignment in earlier {
            assignment.state = "replaced".to_owned();
            file.put(assignment);
        }
        let n = file.assignments.len() + 1;
        file.put(Assignment {
            id: format!("{}:{n}", file.case.id),
            case_id: file.case.id,
            assessor_id: self.assessor,
            by_id: context.actor(),
            at: context.now,
            state: "active".to_owned(),
            reason: Some(reason.to_owned()).filter(|r| !r.is_empty()),
        });
        file.case.assessor_id = Some(self.assessor);
        file.case.conflict_free = None;
        file.case.review = None;
        unsign_review(file, self.assessor);
        let code = file.event.code.clone();
        file.outcome.notify(self.assessor, "assessor-assigned", &[("event", &code)]);
        Ok(())
    }
}

/// The review of FR.APL.02 that another assessor signed is the next one's to sign.
fn unsign_review(file: &mut CaseFile, assessor: PersonId) {
    let Some(form) = file.form("FR.APL.02").cloned() else { return };
    let Some(signature) = file.signature(form.id, "assessor").filter(|s| s.person_id != assessor).cloned() else {
        return;
    };
    file.put(Signature { void: true, ..signature });
    if form.state == "signed" {
        file.put(Form { state: "submitted".to_owned(), ..form });
    }
}

/// Where it is said that there must be room enough for the assessment.
const ROOM: &str = "ISO/IEC 17024 6.4";

/// Sets day and session of a case. Seats of a session, the assessor's day and the assessor's hours are limits.
#[derive(Debug, Clone, Serialize)]
pub struct Schedule {
    /// Session key of the event.
    pub session: String,
    /// Reason for overriding the assessor's day limit.
    pub reason: String,
    /// Cases already in that session; not part of the act.
    #[serde(skip)]
    pub seated: i64,
    /// The assessor's cases at this event, and at others on its days; not part of the act.
    #[serde(skip)]
    pub load: Vec<Load>,
}

impl Act for Schedule {
    type File = CaseFile;
    const NAME: &'static str = "Schedule";
    const ACTION: Action = Action::Assign;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        open(file)?;
        require(file.case.application_verdict.as_deref() == Some("accepted"), "assignment.not-accepted")?;
        require(!file.signed("FR.AK.01", "candidate"), "assignment.agreed-already")?;
        let session = file
            .event
            .sessions
            .iter()
            .find(|s| s.id == self.session)
            .cloned()
            .ok_or_else(|| Refusal::new("schedule.unknown-session"))?;
        if self.seated >= session.capacity && file.case.session.as_deref() != Some(&self.session) {
            return Err(Refusal::new("schedule.session-full").with("capacity", session.capacity).by(ROOM));
        }
        venue_verified(file, context)?;
        registered(file, &session.day)?;
        if let (Some(_), Some(at)) = (file.case.assessor_id, Booked::of(&file.event, &session.id)) {
            free(file.case.id, &at, &self.load)?;
        }
        let block = context.settings.int("assessor.block_per_day");
        let load = on_day(file.case.id, &session.day, &self.load);
        if file.case.assessor_id.is_some() && load >= block && self.reason.trim().is_empty() {
            return Err(Refusal::new("assessor.day-full").with("load", load).with("limit", block).by("R-06"));
        }
        file.case.session = Some(session.id);
        file.case.day = Some(session.day);
        Ok(())
    }
}

/// A venue is verified for its schemes before it is used, unless the body has decided otherwise.
fn venue_verified(file: &CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
    if file.event.venue_verified || !context.settings.yes("venue.verified_first") {
        return Ok(());
    }
    Err(Refusal::new("schedule.venue-unverified").with("venue", &file.event.venue).by("R-07"))
}

/// Today where the event is, ISO.
fn today(file: &CaseFile, context: &Context<'_>) -> String {
    crate::civil::day(context.now, &file.event.zone).to_string()
}

/// The assigned assessor's registration holds on that day.
fn registered(file: &CaseFile, day: &str) -> Result<(), Refusal> {
    match &file.registration {
        Some(registration) if file.case.assessor_id.is_some() && registration.until.as_str() < day => {
            Err(Refusal::new("assessor.registration-expired").with("until", &registration.until).by("R-05"))
        }
        _ => Ok(()),
    }
}

/// Who was there, on the day or later. Absence ends the case and is not *belum kompeten*.
#[derive(Debug, Clone, Serialize)]
pub struct RecordPresence {
    /// Present.
    pub present: bool,
}

impl Act for RecordPresence {
    type File = CaseFile;
    const NAME: &'static str = "RecordPresence";
    const ACTION: Action = Action::Assess;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(!file.case.stage.ended() || file.case.stage == crate::stage::Stage::Absent, "case.ended")?;
        require(file.case.session.is_some(), "schedule.none")?;
        require(file.case.recommendation.is_none() || self.present, "case.already-assessed")?;
        if let Some(day) = file.case.day.as_deref().filter(|day| *day > today(file, context).as_str()) {
            return Err(Refusal::new("schedule.day-to-come").with("day", day));
        }
        if self.present {
            venue_verified(file, context)?;
            registered(file, &today(file, context))?;
        }
        file.case.present = Some(self.present);
        Ok(())
    }
}

/// Staff record who was there, where the assessor did not or was mistaken.
#[derive(Debug, Clone, Serialize)]
pub struct RecordAttendance {
    /// Present.
    pub present: bool,
    /// How staff know.
    pub reason: String,
}

impl Act for RecordAttendance {
    type File = CaseFile;
    const NAME: &'static str = "RecordAttendance";
    const ACTION: Action = Action::ChangeCase;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(!self.reason.trim().is_empty(), "case.reason-wanted")?;
        RecordPresence { present: self.present }.judge(file, context)
    }
}

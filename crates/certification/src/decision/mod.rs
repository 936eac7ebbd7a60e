//! Decisions of the body (ISO/IEC 17024 9.4): what makes a case ready, who may not decide it
//! votes with their dissent, and the decision once a quorum has voted and most of it agree.

mod aside;
mod panel;

use serde::Serialize;

pub use self::aside::{ASIDE, StandAside};
pub use self::panel::{ClosePanel, ConvenePanel, PanelFile, SignDecree, convene, panel_stream};
use crate::{
    act::{Act, Context},
    assignment::{binds, trained},
    casefile::CaseFile,
    filing,
    id::{PanelId, PersonId},
    permit::Action,
    record::{
        decision::{Decision, Panel, Vote},
        form::Form,
        person::{Assessor, Tie},
    },
    refusal::{Refusal, require},
    setting::Settings,
    stage::Stage,
};

/// Why a case is not ready to be decided. Empty when it is.
#[must_use]
pub fn blockers(file: &CaseFile) -> Vec<Refusal> {
    let mut out = Vec::new();
    let mut need = |ok: bool, code: &str, form: &str| {
        if !ok {
            let mut blocker = Refusal::new(code);
            if !form.is_empty() {
                blocker = blocker.with("form", form);
            }
            out.push(blocker);
        }
    };
    let agreed = file.signed("FR.AK.01", "assessor") && file.signed("FR.AK.01", "candidate");
    need(file.case.withdrawn.is_none(), "blocked.withdrawn", "");
    need(file.signed("FR.APL.01", "staff"), "blocked.unsigned-staff", "FR.APL.01");
    need(file.case.present == Some(true), "blocked.not-present", "");
    need(file.case.conflict_free == Some(true), "blocked.no-declaration", "");
    need(agreed, "blocked.unsigned", "FR.AK.01");
    need(file.forms.iter().any(|f| f.code.starts_with("FR.IA.")), "blocked.no-instrument", "FR.IA");
    for form in file.forms.iter().filter(|f| f.code.starts_with("FR.IA.")) {
        if form.state == "reopened" {
            need(false, "blocked.missing", &form.code);
        } else {
            need(signed_by_all(file, form), "blocked.instrument-unsigned", &form.code);
        }
    }
    need(file.form("FR.AK.02").is_some(), "blocked.missing", "FR.AK.02");
    if file.form("FR.AK.02").is_some() {
        need(file.signed("FR.AK.02", "assessor"), "blocked.unsigned-assessor", "FR.AK.02");
        need(file.answered("FR.AK.02", "candidate"), "blocked.unsigned-candidate", "FR.AK.02");
    }
    need(file.case.reported_at.is_some(), "blocked.missing", "FR.AK.05");
    for unit in &file.scheme.units {
        need(file.recommendation(&unit.code).is_some(), "blocked.unit-without-recommendation", &unit.code);
    }
    let early = file
        .form("FR.AK.01")
        .and_then(|f| file.signatures.iter().filter(|s| s.form_id == f.id && !s.void).map(|s| s.at).max())
        .zip(file.forms.iter().filter(|f| f.code.starts_with("FR.IA.")).map(|f| f.submitted_at).min());
    if let Some((agreed_at, first)) = early {
        need(agreed_at <= first, "blocked.agreement-after-start", "FR.AK.01");
    }
    out
}

/// Everybody who signs the form did, or their refusal is recorded.
fn signed_by_all(file: &CaseFile, form: &Form) -> bool {
    filing::definition(&form.code, Some(form))
        .is_ok_and(|definition| definition.slots.iter().all(|slot| file.answered(&form.code, &slot.key)))
}

/// Where a case stands before a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing holds it back.
    Ready,
    /// Something is missing; see [`blockers`].
    Held,
    /// This panel decided it.
    Decided,
    /// Another panel decided it.
    Elsewhere,
    /// It ended without a decision: withdrawn, absent, not accepted, not to proceed.
    Ended,
}

/// Where a case stands before a panel of its event.
#[must_use]
pub fn place(file: &CaseFile, panel: Option<PanelId>) -> Place {
    match file.decisions.iter().find(|d| !d.superseded && d.outcome != "returned") {
        Some(decision) if Some(decision.panel_id) == panel => Place::Decided,
        Some(_) => Place::Elsewhere,
        None if file.case.stage.ended() => Place::Ended,
        None if blockers(file).is_empty() => Place::Ready,
        None => Place::Held,
    }
}

/// What is known of a panel member as regards a case.
#[derive(Debug, Clone, Default)]
pub struct MemberFacts {
    /// The member's registration, when also an assessor.
    pub assessor: Option<Assessor>,
    /// Ties from or to the member.
    pub ties: Vec<Tie>,
    /// Where the member works.
    pub institution_id: Option<crate::id::InstitutionId>,
}

/// Why a member may not decide a case; `None` when they may.
#[must_use]
pub fn exclusion(file: &CaseFile, member: PersonId, facts: &MemberFacts, settings: &Settings) -> Option<Refusal> {
    if member == file.case.person_id {
        return Some(Refusal::new("decision.oneself").by("R-02"));
    }
    if file.was_assessed_by(member) {
        return Some(Refusal::new("decision.assessor-may-not-decide").by("R-02"));
    }
    let day = file.case.day.as_deref().unwrap_or(&file.event.starts);
    let with = |t: &&Tie| t.from_id == file.case.person_id || t.to_id == file.case.person_id;
    if let Some(tie) = facts.ties.iter().filter(with).find(|t| binds(t, day, settings)) {
        let code = if tie.kind == "trainer" { "decision.trainer-may-not-decide" } else { "decision.declared-conflict" };
        return Some(Refusal::new(code).by("R-02"));
    }
    if facts.institution_id.is_some() && facts.institution_id == file.case.institution_id {
        return Some(Refusal::new("decision.own-institution").by("ISO/IEC 17024 4.3"));
    }
    let on = facts.assessor.as_ref().and_then(|a| trained(a, file.institution.as_ref(), day, settings));
    if let Some(on) = on {
        return Some(Refusal::new("decision.trainer-may-not-decide").with("on", on).by("R-02"));
    }
    if settings.yes("panel.exclude_verifier") && file.verifications.iter().any(|v| v.by_id == member) {
        return Some(Refusal::new("decision.verifier-may-not-decide").by("ISO/IEC 17024 4.3"));
    }
    None
}

/// A member votes on a case.
#[derive(Debug, Clone, Serialize)]
pub struct CastVote {
    /// The panel.
    pub panel: PanelId,
    /// `granted`, `not-granted` or `returned`.
    pub vote: String,
    /// Why; wanted for a return and whenever the vote departs from the recommendation.
    pub reason: String,
    /// The panel as it stands; not part of the act.
    #[serde(skip)]
    pub sitting: Option<Panel>,
    /// What is known of the member; not part of the act.
    #[serde(skip)]
    pub facts: MemberFacts,
}

impl Act for CastVote {
    type File = CaseFile;
    const NAME: &'static str = "CastVote";
    const ACTION: Action = Action::Decide;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let panel = may_judge(file, self.sitting.as_ref(), &self.facts, context)?;
        outcome_allowed(file, &self.vote, &self.reason)?;
        file.put(Vote {
            id: format!("{}:{}:{}:{}", panel, file.case.id, context.actor(), file.case.round),
            panel_id: panel,
            case_id: file.case.id,
            person_id: file.case.person_id,
            member_id: context.actor(),
            vote: self.vote.clone(),
            reason: Some(self.reason.trim().to_owned()).filter(|r| !r.is_empty()),
            round: file.case.round,
            at: context.now,
        });
        Ok(())
    }
}

/// The panel's decision on a case, taken when as many members as the quorum have voted and more are for the outcome
/// than for any other.
#[derive(Debug, Clone, Serialize)]
pub struct Decide {
    /// The panel.
    pub panel: PanelId,
    /// `granted`, `not-granted` or `returned`.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The panel as it stands; not part of the act.
    #[serde(skip)]
    pub sitting: Option<Panel>,
    /// What is known of the member who records the decision; not part of the act.
    #[serde(skip)]
    pub facts: MemberFacts,
}

impl Act for Decide {
    type File = CaseFile;
    const NAME: &'static str = "Decide";
    const ACTION: Action = Action::Decide;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let panel = may_judge(file, self.sitting.as_ref(), &self.facts, context)?;
        outcome_allowed(file, &self.outcome, &self.reason)?;
        let quorum = self.sitting.as_ref().map_or(i64::MAX, |p| p.quorum);
        let votes = agreeing(file, panel, &self.outcome);
        match tally(file, panel, quorum) {
            Tally::Short { votes } => {
                return Err(Refusal::new("decision.no-quorum").with("votes", votes).with("quorum", quorum));
            }
            Tally::Tied { votes } => return Err(Refusal::new("decision.tied").with("votes", votes)),
            Tally::Agreed { outcome, votes: most } if outcome != self.outcome => {
                return Err(Refusal::new("decision.outvoted").with("votes", votes).with("most", most));
            }
            Tally::Agreed { .. } => {}
        }
        let earlier: Vec<Decision> = file.decisions.iter().filter(|d| !d.superseded).cloned().collect();
        for mut decision in earlier {
            decision.superseded = true;
            file.put(decision);
        }
        file.put(Decision {
            id: context.id(),
            case_id: file.case.id,
            panel_id: panel,
            person_id: file.case.person_id,
            outcome: self.outcome.clone(),
            reason: Some(self.reason.trim().to_owned()).filter(|r| !r.is_empty()),
            at: context.now,
            superseded: false,
        });
        file.case.decision = Some(self.outcome.clone());
        if self.outcome == "returned" {
            file.case.round += 1;
            file.case.reported_at = None;
            crate::filing::reopen(file, "FR.AK.02");
            if let Some(assessor) = file.case.assessor_id {
                let code = file.event.code.clone();
                file.outcome.notify(assessor, "case-returned", &[("event", &code)]);
            }
        }
        Ok(())
    }
}

/// How many votes of this round agree on an outcome.
#[must_use]
pub fn agreeing(file: &CaseFile, panel: PanelId, outcome: &str) -> i64 {
    let votes = file.votes.iter().filter(|v| v.panel_id == panel && v.round == file.case.round && v.vote == outcome);
    votes.count() as i64
}

/// What a panel can decide, in the order in which it is offered.
pub const OUTCOMES: [&str; 3] = ["granted", "not-granted", "returned"];

/// What the votes of a round come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tally {
    /// Fewer have voted than the quorum wants.
    Short {
        /// How many voted.
        votes: i64,
    },
    /// Two outcomes have the most votes.
    Tied {
        /// How many each of them has.
        votes: i64,
    },
    /// One outcome has more votes than any other.
    Agreed {
        /// The outcome.
        outcome: &'static str,
        /// Its votes.
        votes: i64,
    },
}

/// What the votes of this round come to: the quorum counts who votes, whatever for.
#[must_use]
pub fn tally(file: &CaseFile, panel: PanelId, quorum: i64) -> Tally {
    let each = OUTCOMES.map(|outcome| (agreeing(file, panel, outcome), outcome));
    let all = each.iter().map(|(votes, _)| votes).sum();
    if all < quorum {
        return Tally::Short { votes: all };
    }
    let votes = each.iter().map(|(votes, _)| *votes).max().unwrap_or_default();
    let mut leading = each.iter().filter(|(its, _)| *its == votes);
    match (leading.next(), leading.next()) {
        (Some((_, outcome)), None) => Tally::Agreed { outcome, votes },
        _ => Tally::Tied { votes },
    }
}

fn sitting(file: &CaseFile, panel: Option<&Panel>, actor: PersonId) -> Result<PanelId, Refusal> {
    let panel = panel.ok_or_else(|| Refusal::new("panel.unknown"))?;
    require(panel.event_id == file.case.event_id, "panel.other-event")?;
    require(panel.status == "open", "panel.closed")?;
    require(panel.members.contains(&actor), "panel.not-a-member")?;
    Ok(panel.id)
}

/// The panel, where its member may vote on the case and record its decision: they sit on it, nothing is decided yet, and
/// nothing keeps them out.
fn may_judge(
    file: &CaseFile,
    panel: Option<&Panel>,
    facts: &MemberFacts,
    context: &Context<'_>,
) -> Result<PanelId, Refusal> {
    let panel = sitting(file, panel, context.actor())?;
    undecided(file)?;
    match exclusion(file, context.actor(), facts, context.settings) {
        Some(refusal) => Err(refusal),
        None => Ok(panel),
    }
}

/// Nothing is decided on the case yet.
fn open(file: &CaseFile) -> Result<(), Refusal> {
    require(file.certificate().is_none(), "decision.certificate-exists")?;
    require(!matches!(file.case.decision.as_deref(), Some("granted" | "not-granted")), "decision.already")
}

fn undecided(file: &CaseFile) -> Result<(), Refusal> {
    open(file)?;
    match blockers(file).into_iter().next() {
        Some(blocker) => Err(blocker),
        None => Ok(()),
    }
}

fn outcome_allowed(file: &CaseFile, outcome: &str, reason: &str) -> Result<(), Refusal> {
    let given = !reason.trim().is_empty();
    match outcome {
        "granted" => {
            require(file.case.recommendation.as_deref() == Some("K"), "decision.granting-against-recommendation")?;
            match file.scheme.units.iter().find(|u| file.recommendation(&u.code) != Some("K")) {
                Some(unit) => Err(Refusal::new("decision.unit-not-k").with("unit", &unit.code)),
                None => Ok(()),
            }
        }
        "not-granted" => require(given || file.case.recommendation.as_deref() == Some("BK"), "decision.reason-wanted"),
        "returned" => require(given, "decision.reason-wanted"),
        _ => Err(Refusal::new("decision.unknown-outcome")),
    }
}

/// The stage in which a case waits for a panel.
pub const WAITING: Stage = Stage::Reported;

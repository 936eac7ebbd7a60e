//! What comes after the assessments of an event: assessors report, a panel decides, the head signs,
//! certificates get their numbers.

use certification::{
    certificate::IssueCertificate,
    decision::{CastVote, ClosePanel, ConvenePanel, Decide, MemberFacts, SignDecree, StandAside},
    filing::definition,
    form::{Answers, FieldView, Role},
    id::{CaseId, EventId, PanelId, PersonId},
    report::{CODE, ReportEvent},
};
use workflow::load::{PanelKey, report_file};

use crate::{
    error::{RehearsalError, script},
    filling::{fill, one},
    stage::Rehearsal,
};

/// The assessor reports an event (FR.AK.05). Every case of theirs there must be assessed, or have ended.
///
/// # Errors
/// When the act was refused.
pub async fn report(
    stage: &Rehearsal,
    assessor: PersonId,
    event: EventId,
    refusal: Option<&str>,
) -> Result<(), RehearsalError> {
    let file = report_file(&mut stage.workflow.reader(), event, assessor).await?;
    let context = file.form_context().ok_or_else(|| script("an assessor without cases has nothing to report"))?;
    let definition = definition(CODE, file.form.as_ref()).map_err(workflow::WorkflowError::from)?;
    let wish = |f: &FieldView| refusal.filter(|_| f.key == "refusals").and_then(one);
    let given = fill(definition, &context, &Answers::new(), Role::Assessor, &wish);
    let act = ReportEvent {
        answers: given.to_value().map_err(|e| script(e.to_string()))?,
        seen: file.form.as_ref().map_or(0, |f| f.revision),
    };
    stage.act(assessor, (event, assessor), act).await.map(drop)
}

/// A panel that sits.
#[derive(Debug, Clone)]
pub struct Sitting<'r> {
    stage: &'r Rehearsal,
    /// The panel.
    pub panel: PanelId,
    members: Vec<PersonId>,
}

impl<'r> Sitting<'r> {
    /// The manager convenes a panel; the first member takes the chair.
    ///
    /// # Errors
    /// When the act was refused, as for every step below.
    pub async fn convene(
        stage: &'r Rehearsal,
        manager: PersonId,
        event: EventId,
        held_on: &str,
        members: Vec<PersonId>,
    ) -> Result<Self, RehearsalError> {
        let chair = *members.first().ok_or_else(|| script("a panel without members"))?;
        let act = ConvenePanel { event, held_on: held_on.to_owned(), members: members.clone(), chair };
        let panel = stage.act(manager, PanelKey::New(act.clone()), act).await?.file.panel.id;
        Ok(Self { stage, panel, members })
    }

    /// The member at that seat votes.
    ///
    /// # Errors
    /// As above.
    pub async fn vote(&self, seat: usize, case: CaseId, vote: &str, reason: &str) -> Result<(), RehearsalError> {
        let member = *self.members.get(seat).ok_or_else(|| script("the panel has no such seat"))?;
        let act = CastVote {
            panel: self.panel,
            vote: vote.to_owned(),
            reason: reason.to_owned(),
            sitting: None,
            facts: MemberFacts::default(),
        };
        self.stage.act(member, case, act).await.map(drop)
    }

    /// The member at that seat declares a conflict and stays out of the case.
    ///
    /// # Errors
    /// As above.
    pub async fn stand_aside(&self, seat: usize, case: CaseId, kind: &str, reason: &str) -> Result<(), RehearsalError> {
        let member = *self.members.get(seat).ok_or_else(|| script("the panel has no such seat"))?;
        let act = StandAside { panel: self.panel, kind: kind.to_owned(), reason: reason.to_owned(), sitting: None };
        self.stage.act(member, case, act).await.map(drop)
    }

    /// Three members vote alike and the chair records the decision.
    ///
    /// # Errors
    /// As above.
    pub async fn decide(&self, case: CaseId, outcome: &str, reason: &str) -> Result<(), RehearsalError> {
        for seat in 0..3 {
            self.vote(seat, case, outcome, reason).await?;
        }
        self.record(case, outcome, reason).await
    }

    /// The chair records what the panel agreed on.
    ///
    /// # Errors
    /// As above.
    pub async fn record(&self, case: CaseId, outcome: &str, reason: &str) -> Result<(), RehearsalError> {
        let chair = *self.members.first().ok_or_else(|| script("a panel without members"))?;
        let act = Decide {
            panel: self.panel,
            outcome: outcome.to_owned(),
            reason: reason.to_owned(),
            sitting: None,
            facts: MemberFacts::default(),
        };
        self.stage.act(chair, case, act).await.map(drop)
    }

    /// The manager closes the panel and the head signs the decree.
    ///
    /// # Errors
    /// As above.
    pub async fn close(&self, manager: PersonId, head: PersonId) -> Result<(), RehearsalError> {
        self.stage.act(manager, PanelKey::Stored(self.panel), ClosePanel {}).await?;
        self.stage.act(head, PanelKey::Stored(self.panel), SignDecree {}).await.map(drop)
    }
}

/// The manager gives a granted case its certificate; the paper is a job that follows.
///
/// # Errors
/// When the act was refused.
pub async fn issue(stage: &Rehearsal, manager: PersonId, case: CaseId) -> Result<(), RehearsalError> {
    let act = IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() };
    stage.act(manager, case, act).await.map(drop)
}

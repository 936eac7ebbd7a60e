//! The panel itself: convened of people who are appointed today, closed once every case is decided, its decree signed.

use serde::Serialize;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    duty::Duty,
    id::{EventId, PanelId, PersonId},
    issuer::Issuer,
    permit::Action,
    record::{decision::Panel, event::Event},
    refusal::{Refusal, require},
    series::Numbering,
};

/// A panel with what its acts need.
#[derive(Debug, Clone)]
pub struct PanelFile {
    /// The panel.
    pub panel: Panel,
    /// Its event.
    pub event: Event,
    /// Serial of the next minutes and of the next decree.
    pub serials: std::collections::BTreeMap<String, i64>,
    /// People who assessed a case that this panel decided.
    pub assessed_by: Vec<PersonId>,
    /// People who are panel members today, when a panel is about to be convened.
    pub appointed: Vec<PersonId>,
    /// Heads of the body today.
    pub heads: Vec<PersonId>,
    /// Cases decided, with a decision that stands.
    pub decided: i64,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

/// The stream of a panel's acts.
#[must_use]
pub fn panel_stream(id: PanelId) -> String {
    format!("panel/{id}")
}

impl Outcomes for PanelFile {
    fn stream(&self) -> String {
        panel_stream(self.panel.id)
    }

    fn subject(&self) -> Option<PersonId> {
        None
    }

    fn object(&self) -> crate::permit::Object {
        crate::permit::Object::event(self.panel.event_id)
    }

    fn close(&mut self, _: &Context<'_>) -> Outcome {
        self.outcome.put(&self.panel);
        std::mem::take(&mut self.outcome)
    }
}

impl PanelFile {
    fn number(&mut self, numbering: Numbering, context: &Context<'_>) -> Result<String, Refusal> {
        let on = context.today();
        let id = numbering.series(on);
        let serial = self.serials.get(&id).copied().unwrap_or(1);
        let number = numbering.number(context.settings, serial, on)?;
        self.serials.insert(id.clone(), serial + 1);
        self.outcome.put(&crate::record::organisation::Series { id, next: serial + 1 });
        Ok(number)
    }
}

/// Opens a panel for an event. The new panel is made by [`convene`].
#[derive(Debug, Clone, Serialize)]
pub struct ConvenePanel {
    /// The event.
    pub event: EventId,
    /// The day, ISO.
    pub held_on: String,
    /// Members.
    pub members: Vec<PersonId>,
    /// The chair, one of them.
    pub chair: PersonId,
}

/// The new panel as it stands before it is judged.
#[must_use]
pub fn convene(act: &ConvenePanel, event: Event, context: &Context<'_>) -> PanelFile {
    PanelFile {
        panel: Panel {
            id: context.id(),
            event_id: act.event,
            held_on: act.held_on.clone(),
            members: act.members.clone(),
            chair_id: act.chair,
            quorum: context.settings.int("panel.quorum"),
            status: "open".to_owned(),
            minutes_number: None,
            decree_number: None,
            decree_on: None,
            signed_by: None,
            signed_as: None,
            opened_at: context.now,
            minutes_issuer: None,
            decree_issuer: None,
        },
        event,
        serials: std::collections::BTreeMap::new(),
        assessed_by: Vec::new(),
        appointed: Vec::new(),
        heads: Vec::new(),
        decided: 0,
        outcome: Outcome::default(),
    }
}

impl Act for ConvenePanel {
    type File = PanelFile;
    const NAME: &'static str = "ConvenePanel";
    const ACTION: Action = Action::ConvenePanel;

    fn judge(&self, file: &mut PanelFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(self.held_on.parse::<jiff::civil::Date>().is_ok(), "panel.date")?;
        require(self.members.contains(&self.chair), "panel.chair-not-a-member")?;
        let quorum = context.settings.int("panel.quorum");
        let members = self.members.len() as i64;
        if members < quorum {
            return Err(Refusal::new("panel.fewer-than-quorum").with("members", members).with("quorum", quorum));
        }
        let mut distinct = self.members.clone();
        distinct.sort();
        distinct.dedup();
        require(distinct.len() == self.members.len(), "panel.member-twice")?;
        require(self.members.iter().all(|m| file.appointed.contains(m)), "panel.member-not-appointed")?;
        file.panel.quorum = quorum;
        Ok(())
    }
}

/// Closes a panel: its minutes get their number.
#[derive(Debug, Clone, Serialize)]
pub struct ClosePanel {}

impl Act for ClosePanel {
    type File = PanelFile;
    const NAME: &'static str = "ClosePanel";
    const ACTION: Action = Action::ConvenePanel;

    fn judge(&self, file: &mut PanelFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.panel.status == "open", "panel.closed")?;
        require(file.decided > 0, "panel.nothing-decided")?;
        file.panel.minutes_number = Some(file.number(Numbering::Minutes, context)?);
        file.panel.minutes_issuer = Some(Issuer::of(context.settings));
        file.panel.status = "closed".to_owned();
        Ok(())
    }
}

/// The head, or a named deputy where the head assessed, signs the decree.
#[derive(Debug, Clone, Serialize)]
pub struct SignDecree {}

impl Act for SignDecree {
    type File = PanelFile;
    const NAME: &'static str = "SignDecree";
    const ACTION: Action = Action::SignDecree;

    fn judge(&self, file: &mut PanelFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(file.panel.status != "open", "decree.panel-open")?;
        require(file.panel.status == "closed", "decree.signed-already")?;
        if file.assessed_by.contains(&context.actor()) {
            return Err(Refusal::new("decree.signer-assessed").by("R-02"));
        }
        if context.duty() == Duty::Deputy && file.heads.iter().any(|h| !file.assessed_by.contains(h)) {
            return Err(Refusal::new("decree.head-signs").by("R-01"));
        }
        file.panel.decree_number = Some(file.number(Numbering::Decree, context)?);
        file.panel.decree_on = Some(context.today().to_string());
        file.panel.signed_by = Some(context.actor());
        file.panel.signed_as = Some(context.duty().as_str().to_owned());
        file.panel.decree_issuer = Some(Issuer::of(context.settings));
        file.panel.status = "signed".to_owned();
        Ok(())
    }
}

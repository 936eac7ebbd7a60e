//! A panel as it sits: every case of its event with where it stands, what holds it back, and which
//! member may not decide it, and why.

use certification::{
    casefile::CaseFile,
    decision::{self, MemberFacts, Place, Tally, blockers, exclusion, place, tally},
    id::{CaseId, PanelId, PersonId},
    record::{
        decision::{Decision, Panel, Vote},
        event::Event,
        person::Person,
    },
    refusal::Refusal,
    setting::Settings,
};
use store::{Find, Read};

use super::{case_file, event_files, member_facts};
use crate::error::{WorkflowError, found};

/// A case before a panel.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The case with all that belongs to it.
    pub file: CaseFile,
    /// Where it stands.
    pub place: Place,
    /// What holds it back, where it is [`Place::Held`].
    pub blockers: Vec<Refusal>,
    /// Members who may not decide it, and why.
    pub excluded: Vec<(PersonId, Refusal)>,
}

impl Heard {
    /// Why a member may not decide it.
    #[must_use]
    pub fn exclusion(&self, member: PersonId) -> Option<&Refusal> {
        self.excluded.iter().find(|(who, _)| *who == member).map(|(_, why)| why)
    }

    /// Votes of this round before a panel.
    pub fn votes(&self, panel: PanelId) -> impl Iterator<Item = &Vote> {
        let counts = move |v: &&Vote| v.panel_id == panel && v.round == self.file.case.round && v.counts();
        self.file.votes.iter().filter(counts)
    }

    /// A member's vote of this round.
    #[must_use]
    pub fn vote_of(&self, panel: PanelId, member: PersonId) -> Option<&Vote> {
        self.votes(panel).find(|v| v.member_id == member)
    }

    /// What the votes of this round come to.
    #[must_use]
    pub fn tally(&self, panel: &Panel) -> Tally {
        tally(&self.file, panel.id, panel.quorum)
    }

    /// The outcome that can be recorded: a quorum has voted, and more for it than for any other.
    #[must_use]
    pub fn agreed(&self, panel: &Panel) -> Option<&'static str> {
        match self.tally(panel) {
            Tally::Agreed { outcome, .. } => Some(outcome),
            Tally::Short { .. } | Tally::Tied { .. } => None,
        }
    }

    /// The decision that stands, a return left aside.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.file.decisions.iter().find(|d| !d.superseded && d.outcome != "returned")
    }

    /// What the assessor's recommendation would have the panel decide.
    #[must_use]
    pub fn recommended(&self) -> Option<&'static str> {
        match self.file.case.recommendation.as_deref() {
            Some("K") => Some("granted"),
            Some("BK") => Some("not-granted"),
            _ => None,
        }
    }
}

/// A panel with its members and the cases before it.
#[derive(Debug, Clone)]
pub struct Hearing {
    /// The panel.
    pub panel: Panel,
    /// Its event.
    pub event: Event,
    /// Its members, the chair first.
    pub members: Vec<Person>,
    /// The cases, by running number.
    pub cases: Vec<Heard>,
}

impl Hearing {
    /// The cases that stand there.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &Heard> {
        self.cases.iter().filter(move |c| c.place == place)
    }
}

/// A panel with every case of its event.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such panel.
pub async fn hearing(r: &mut impl Read, panel: PanelId, settings: &Settings) -> Result<Hearing, WorkflowError> {
    let panel: Panel = found(r.get(panel).await?)?;
    let event: Event = found(r.get(panel.event_id).await?)?;
    let members = panel_members(r, &panel).await?;
    let cases = heard(r, event.clone(), panel.members.clone(), Some(panel.id), settings).await?;
    Ok(Hearing { panel, event, members, cases })
}

/// A panel with one case of its event.
///
/// # Errors
/// [`WorkflowError::NotFound`] when there is no such panel, or no such case of its event.
pub async fn hearing_of(
    r: &mut impl Read,
    panel: PanelId,
    case: CaseId,
    settings: &Settings,
) -> Result<(Hearing, Heard), WorkflowError> {
    let panel: Panel = found(r.get(panel).await?)?;
    let file = case_file(r, case).await?;
    if file.case.event_id != panel.event_id {
        return Err(WorkflowError::NotFound);
    }
    let members = panel_members(r, &panel).await?;
    let facts = facts(r, panel.members.clone()).await?;
    let heard = weigh(file, &facts, Some(panel.id), settings);
    Ok((Hearing { event: heard.file.event.clone(), panel, members, cases: Vec::new() }, heard))
}

/// The cases of an event as these people would hear them.
///
/// # Errors
/// When the store cannot be read.
pub async fn heard(
    r: &mut impl Read,
    event: Event,
    members: Vec<PersonId>,
    panel: Option<PanelId>,
    settings: &Settings,
) -> Result<Vec<Heard>, WorkflowError> {
    let facts = facts(r, members).await?;
    let files = event_files(r, event.id).await?;
    Ok(files.into_iter().map(|file| weigh(file, &facts, panel, settings)).collect())
}

fn weigh(file: CaseFile, facts: &[(PersonId, MemberFacts)], panel: Option<PanelId>, settings: &Settings) -> Heard {
    let place = place(&file, panel);
    let blockers = if place == decision::Place::Held { blockers(&file) } else { Vec::new() };
    let excluded = facts
        .iter()
        .filter_map(|(member, facts)| Some((*member, exclusion(&file, *member, facts, settings)?)))
        .collect();
    Heard { file, place, blockers, excluded }
}

async fn facts(r: &mut impl Read, members: Vec<PersonId>) -> Result<Vec<(PersonId, MemberFacts)>, WorkflowError> {
    let mut all = Vec::with_capacity(members.len());
    for member in members {
        all.push((member, member_facts(r, member).await?));
    }
    Ok(all)
}

/// The members of a panel, the chair first.
///
/// # Errors
/// When the store cannot be read.
pub async fn panel_members(r: &mut impl Read, panel: &Panel) -> Result<Vec<Person>, WorkflowError> {
    let mut all: Vec<Person> = r.find(&Find::all().one_of("id", panel.members.iter().copied())).await?;
    all.sort_by_key(|p| (p.id != panel.chair_id, p.name.clone()));
    Ok(all)
}

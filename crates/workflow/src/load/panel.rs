//! Panels with what closing and signing need.

use std::collections::BTreeMap;

use certification::{
    act::{Context, Outcome},
    casefile::CaseFile,
    decision::{ConvenePanel, PanelFile, convene},
    duty::Duty,
    id::{CaseId, PanelId, PersonId},
    person::held,
    record::{
        case::Assignment,
        decision::{Decision, Panel},
        organisation::Series,
        person::Appointment,
    },
    series::Numbering,
};
use store::{Find, Read, Tx};

use super::Load;
use crate::error::{WorkflowError, found};

/// A panel that is stored, or one about to be convened.
#[derive(Debug, Clone)]
pub enum PanelKey {
    /// Stored.
    Stored(PanelId),
    /// New.
    New(ConvenePanel),
}

/// Next serial of a numbering on the context's day.
pub(crate) async fn serial(
    r: &mut impl Read,
    numbering: Numbering,
    context: &Context<'_>,
) -> Result<(String, i64), WorkflowError> {
    let id = numbering.series(context.today());
    let next = next_of(r, &id).await?;
    Ok((id, next))
}

/// The number that a series gives next.
pub(crate) async fn next_of(r: &mut impl Read, series: &str) -> Result<i64, WorkflowError> {
    let series: Option<Series> = r.get(series).await?;
    Ok(series.map_or(1, |series| series.next))
}

/// Cases decided by a panel, with a decision that stands.
///
/// # Errors
/// When the store cannot be read.
pub async fn panel_cases(r: &mut impl Read, panel: PanelId) -> Result<Vec<Decision>, WorkflowError> {
    let all: Vec<Decision> = r.find(&Find::by("panel_id", panel)).await?;
    Ok(all.into_iter().filter(|d| !d.superseded && d.outcome != "returned").collect())
}

/// People who assessed any of these cases.
///
/// # Errors
/// When the store cannot be read.
pub async fn assessed_by(r: &mut impl Read, cases: Vec<CaseId>) -> Result<Vec<PersonId>, WorkflowError> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let assignments: Vec<Assignment> = r.find(&Find::all().one_of("case_id", cases)).await?;
    let mut people: Vec<PersonId> =
        assignments.into_iter().filter(|a| !a.given_back()).map(|a| a.assessor_id).collect();
    people.sort();
    people.dedup();
    Ok(people)
}

/// People who hold a duty of the body on a day.
///
/// # Errors
/// When the store cannot be read.
pub async fn holders(r: &mut impl Read, duty: Duty, day: &str) -> Result<Vec<PersonId>, WorkflowError> {
    let appointments: Vec<Appointment> = r.find(&Find::by("duty", duty.as_str())).await?;
    let mut people: Vec<PersonId> = appointments
        .into_iter()
        .filter(|a| !held(std::slice::from_ref(a), day).is_empty())
        .map(|a| a.person_id)
        .collect();
    people.sort();
    people.dedup();
    Ok(people)
}

/// Members of the panels that decided a case, returns and decisions that no longer stand among them.
///
/// # Errors
/// When the store cannot be read.
pub async fn deciders(r: &mut impl Read, file: &CaseFile) -> Result<Vec<PersonId>, WorkflowError> {
    if file.decisions.is_empty() {
        return Ok(Vec::new());
    }
    let panels: Vec<Panel> = r.find(&Find::all().one_of("id", file.decisions.iter().map(|d| d.panel_id))).await?;
    Ok(panels.into_iter().flat_map(|panel| panel.members).collect())
}

impl Load for PanelFile {
    type Key = PanelKey;

    async fn load(tx: &mut Tx, key: &PanelKey, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let id = match key {
            PanelKey::New(act) => {
                let event = found(tx.get(act.event).await?)?;
                let appointed = holders(tx, Duty::PanelMember, &context.today().to_string()).await?;
                return Ok(PanelFile { appointed, ..convene(act, event, context) });
            }
            PanelKey::Stored(id) => *id,
        };
        let panel: Panel = found(tx.get(id).await?)?;
        let event = found(tx.get(panel.event_id).await?)?;
        let mut serials = BTreeMap::new();
        for numbering in [Numbering::Minutes, Numbering::Decree] {
            let (series, next) = serial(tx, numbering, context).await?;
            serials.insert(series, next);
        }
        let decided = panel_cases(tx, id).await?;
        let cases: Vec<CaseId> = decided.iter().map(|d| d.case_id).collect();
        let assessed_by = assessed_by(tx, cases).await?;
        let heads = holders(tx, Duty::Head, &context.today().to_string()).await?;
        let decided = decided.len() as i64;
        Ok(Self {
            panel,
            event,
            serials,
            assessed_by,
            appointed: Vec::new(),
            heads,
            decided,
            outcome: Outcome::default(),
        })
    }
}

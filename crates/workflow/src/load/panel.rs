//! Panels with what closing and signing need.

use std::collections::BTreeMap;

use certification::{
    act::{Context, Outcome},
    decision::{ConvenePanel, PanelFile, convene},
    id::{CaseId, PanelId},
    record::{
        case::Assignment,
        decision::{Decision, Panel},
        organisation::Series,
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
    let series: Option<Series> = r.get(&id).await?;
    Ok((id, series.map_or(1, |s| s.next)))
}

/// Cases decided by a panel, with a decision that stands.
///
/// # Errors
/// When the store cannot be read.
pub async fn panel_cases(r: &mut impl Read, panel: PanelId) -> Result<Vec<Decision>, WorkflowError> {
    let all: Vec<Decision> = r.find(&Find::by("panel_id", panel)).await?;
    Ok(all.into_iter().filter(|d| !d.superseded && d.outcome != "returned").collect())
}

impl Load for PanelFile {
    type Key = PanelKey;

    async fn load(tx: &mut Tx, key: &PanelKey, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let id = match key {
            PanelKey::New(act) => {
                let event = found(tx.get(act.event).await?)?;
                return Ok(convene(act, event, context));
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
        let mut assessed_by = Vec::new();
        if !cases.is_empty() {
            let assignments: Vec<Assignment> = tx.find(&Find::all().one_of("case_id", cases)).await?;
            assessed_by = assignments.into_iter().filter(|a| a.state != "declined").map(|a| a.assessor_id).collect();
            assessed_by.sort();
            assessed_by.dedup();
        }
        Ok(Self { panel, event, serials, assessed_by, decided: decided.len() as i64, outcome: Outcome::default() })
    }
}

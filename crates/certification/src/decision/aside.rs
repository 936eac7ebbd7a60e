//! A member of a panel declares a conflict of interest as regards a case and stays out of it (ISO/IEC 17024 4.3, R-02).

use serde::Serialize;

use super::{open, sitting};
use crate::{
    act::{Act, Context},
    assignment::remember,
    casefile::CaseFile,
    id::PanelId,
    permit::Action,
    record::decision::{Panel, Vote},
    refusal::{Refusal, require},
};

/// What stands in place of the vote of a member who stays out.
pub const ASIDE: &str = "aside";

impl Vote {
    /// Whether it counts: a member who stays out has none.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.vote != ASIDE
    }
}

/// The member stays out of the case. A vote given before counts no longer.
#[derive(Debug, Clone, Serialize)]
pub struct StandAside {
    /// The panel.
    pub panel: PanelId,
    /// One of [`crate::assignment::TIES`].
    pub kind: String,
    /// What the conflict is.
    pub reason: String,
    /// The panel as it stands; not part of the act.
    #[serde(skip)]
    pub sitting: Option<Panel>,
}

impl Act for StandAside {
    type File = CaseFile;
    const NAME: &'static str = "StandAside";
    const ACTION: Action = Action::Decide;

    fn judge(&self, file: &mut CaseFile, context: &Context<'_>) -> Result<(), Refusal> {
        let actor = context.actor();
        let panel = sitting(file, self.sitting.as_ref(), actor)?;
        open(file)?;
        let reason = self.reason.trim();
        require(!reason.is_empty(), "conflict.reason-wanted")?;
        remember(file, actor, (&self.kind, ""), context)?;
        let mine = |v: &&Vote| v.panel_id == panel && v.member_id == actor && v.round == file.case.round;
        if let Some(vote) = file.votes.iter().find(mine).cloned() {
            file.put(Vote { vote: ASIDE.to_owned(), reason: Some(reason.to_owned()), at: context.now, ..vote });
        }
        Ok(())
    }
}

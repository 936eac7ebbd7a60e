//! What the page of a case before a panel shows.

use askama::Template;
use certification::id::{CaseId, PanelId};

use crate::{
    Page,
    form::Fields,
    part::{Spine, Tag},
};

pub use crate::part::kit::Past;

/// A unit and what is recommended for it.
#[derive(Debug, Clone)]
pub struct UnitLine {
    /// Code of the unit.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The recommendation.
    pub tag: Tag,
}

/// A form that was handed in.
#[derive(Debug, Clone)]
pub struct FormLine {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Whether it is signed.
    pub tag: Tag,
    /// When it was handed in.
    pub at: i64,
}

/// A vote.
#[derive(Debug, Clone)]
pub struct VoteLine {
    /// Who.
    pub name: String,
    /// The vote.
    pub tag: Tag,
    /// Why, where it was said.
    pub reason: String,
    /// When.
    pub at: i64,
}

/// A case before a panel.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The panel.
    pub panel: PanelId,
    /// The case.
    pub case: CaseId,
    /// Title of the event.
    pub title: String,
    /// Zone of the event.
    pub zone: String,
    /// Spine label.
    pub spine: Spine,
    /// The candidate.
    pub name: String,
    /// Where they work.
    pub institution: String,
    /// The scheme.
    pub scheme: String,
    /// The assessor.
    pub assessor: String,
    /// Where it stands.
    pub tag: Tag,
    /// Recommendation for the whole.
    pub recommendation: Tag,
    /// What holds it back: sentence and way out.
    pub blockers: Vec<(String, Option<String>)>,
    /// Why the reader, a member, may not decide it.
    pub barred: Option<(String, Option<String>)>,
    /// Its units.
    pub units: Vec<UnitLine>,
    /// Its forms.
    pub forms: Vec<FormLine>,
    /// Items of evidence.
    pub evidence: usize,
    /// The reader may open its forms.
    pub may_open: bool,
    /// Votes of this round.
    pub votes: Vec<VoteLine>,
    /// Members who may vote and have not.
    pub silent: Vec<String>,
    /// Members who may not, and why.
    pub out: Vec<(String, String)>,
    /// Earlier decisions.
    pub past: Vec<Past>,
    /// The decision that stands: outcome, reason, when.
    pub decided: Option<(Tag, String, i64)>,
    /// How many must vote.
    pub quorum: i64,
    /// The most votes that agree.
    pub leading: i64,
    /// How many voted.
    pub cast: i64,
    /// Enough voted, and two outcomes have the most votes.
    pub tied: bool,
    /// The reader's vote.
    pub mine: Option<Tag>,
    /// The recommendation allows to grant.
    pub may_grant: bool,
    /// The reader may vote.
    pub may_vote: bool,
    /// The reader may declare a conflict and stay out.
    pub may_stand_aside: bool,
    /// What can be recorded, and the key of its words, where the reader may.
    pub agreed: Option<(&'static str, &'static str)>,
    /// The panel is open.
    pub open: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/case.html")]
pub struct Hear<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a CaseView,
}

//! What the page of a panel shows.

use askama::Template;
use certification::id::{CaseId, PanelId};

use crate::{
    Page,
    i18n::Message,
    part::{Spine, Tag, kit::Count},
};

/// A case that is ready.
#[derive(Debug, Clone)]
pub struct Line {
    /// The case.
    pub case: CaseId,
    /// Its spine label.
    pub spine: Spine,
    /// The candidate.
    pub name: String,
    /// Where the candidate works.
    pub institution: String,
    /// The recommendation.
    pub tag: Tag,
    /// Units recommended *kompeten*, units in all, instruments.
    pub units: (usize, usize, usize),
    /// Votes that agree with the recommendation.
    pub votes: i64,
    /// How many voted.
    pub cast: i64,
    /// Enough voted, and two outcomes have the most votes.
    pub tied: bool,
    /// A quorum has voted, and most of it as recommended.
    pub agreed: bool,
    /// Some voted otherwise.
    pub dissent: bool,
    /// The reader's vote.
    pub mine: Option<Tag>,
    /// Why the reader may not decide it.
    pub barred: Option<String>,
    /// Names of members who may not decide it.
    pub out: String,
}

/// A case that is held back.
#[derive(Debug, Clone)]
pub struct HeldLine {
    /// The case.
    pub case: CaseId,
    /// Its spine label.
    pub spine: Spine,
    /// The candidate.
    pub name: String,
    /// Where it stands.
    pub tag: Tag,
    /// What holds it back, and the way out of the first.
    pub reasons: Vec<String>,
    /// The way out of the first.
    pub remedy: Option<String>,
}

/// A case of any kind, for the other lists.
#[derive(Debug, Clone)]
pub struct OtherLine {
    /// Its spine label.
    pub spine: Spine,
    /// The candidate.
    pub name: String,
    /// Where the candidate works.
    pub institution: String,
    /// The scheme.
    pub scheme: String,
    /// Where it stands.
    pub tag: Tag,
    /// Votes for the decision and against it.
    pub votes: Option<(i64, i64)>,
}

/// A member.
#[derive(Debug, Clone)]
pub struct Member {
    /// First letters.
    pub initials: String,
    /// Name with degrees.
    pub name: String,
    /// Takes the chair.
    pub chair: bool,
    /// May decide so many.
    pub may: usize,
    /// Of so many.
    pub of: usize,
    /// Why not the others.
    pub why: Vec<Message>,
}

/// The panel.
#[derive(Debug, Clone)]
pub struct BoardView {
    /// Its id.
    pub id: PanelId,
    /// Title of the event.
    pub title: String,
    /// Day of the panel.
    pub held_on: String,
    /// Where it stands.
    pub state: Tag,
    /// It is open.
    pub open: bool,
    /// Number of its minutes.
    pub minutes: Option<String>,
    /// Number of its decree.
    pub decree: Option<String>,
    /// The strip.
    pub counts: Vec<Count>,
    /// Which list is shown.
    pub shown: String,
    /// Ready, recommended *kompeten*.
    pub ready: Vec<Line>,
    /// Ready, to be talked about one by one.
    pub apart: Vec<Line>,
    /// Held back.
    pub held: Vec<HeldLine>,
    /// Held back besides those named.
    pub held_more: usize,
    /// The other lists.
    pub others: Vec<OtherLine>,
    /// Who sits.
    pub members: Vec<Member>,
    /// Votes that a decision wants.
    pub quorum: i64,
    /// The reader is a member and may vote.
    pub votes: bool,
    /// Cases the reader may still vote on.
    pub to_vote: usize,
    /// Cases whose decision may be recorded.
    pub to_record: usize,
    /// May close it.
    pub may_close: bool,
    /// May sign the decree.
    pub may_sign: bool,
    /// May issue certificates.
    pub may_issue: bool,
    /// Key of what was just done.
    pub done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "panel/board.html")]
pub struct Board<'a> {
    pub p: &'a Page,
    pub view: &'a BoardView,
}

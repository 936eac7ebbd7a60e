//! Items that look like another, as pages point them out: which, in what state, how alike, and the beginning of what
//! they ask. Drawn by `parts/alike.html`.

use exam::bank::State;
use workflow::exam_bank::LooksAlike;

use super::state_tag;
use crate::{
    Page,
    i18n::{Message, key},
    pages::sitting::draw::{self, Html},
    part::{Tag, icon},
};

/// An item that looks alike.
#[derive(Debug, Clone)]
pub(super) struct AlikeRow {
    pub item: String,
    /// Its state; none for one that came with the same file and is in no bank yet.
    pub state: Option<Tag>,
    /// Per cent.
    pub share: i64,
    pub stem: String,
    /// Attribute of the stem, where its language is not the page's.
    pub lang: Html,
}

/// The word of a state, as stored.
pub(super) const fn word(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Review => "review",
        State::Pilot => "pilot",
        State::Active => "active",
        State::Retired => "retired",
    }
}

impl AlikeRow {
    pub fn of(p: &Page, found: LooksAlike) -> Self {
        let leaked = || Tag::new("danger", icon("ban"), Message::new(key("bank-state-leaked")));
        Self {
            item: found.item.to_string(),
            state: found.state.map(|state| if found.leaked { leaked() } else { state_tag(word(state)) }),
            share: found.share,
            lang: draw::lang(p, found.language),
            stem: found.stem,
        }
    }

    /// Rows of what was found of one item.
    pub fn all(p: &Page, found: Vec<LooksAlike>) -> Vec<Self> {
        found.into_iter().map(|one| Self::of(p, one)).collect()
    }
}

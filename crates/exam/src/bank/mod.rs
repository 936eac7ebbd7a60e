//! How an item lives in the bank: draft → review → pilot → active → retired, in versions, with who, when and why of each
//! step. Pure transitions that refuse what the rules forbid; where lives are kept, and who holds which duty, belong to
//! others. What the answers say of an item belongs to the statistics.

pub mod alike;
mod blind;
pub mod shared;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use certification::id::{EventId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{blind::blind_check, steps::APPROVALS};
use crate::item::Item;

/// Where the newest version of an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written.
    Draft,
    /// Before its reviewers.
    Review,
    /// Tried out: shown to candidates, not counted.
    Pilot,
    /// On papers.
    Active,
    /// Never again on a paper.
    Retired,
}

/// What a reviewer looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewAspect {
    /// Right, to the criterion, at its level.
    Content,
    /// Clear and plain.
    Language,
    /// Favours and hurts nobody.
    Fairness,
    /// Answered without knowing the key, and the answer is the key.
    BlindKey,
}

impl ReviewAspect {
    /// All that have to be accepted before an item is tried out.
    pub const ALL: [Self; 4] = [Self::Content, Self::Language, Self::Fairness, Self::BlindKey];
}

/// A version of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    /// The item as it stands in this version.
    pub item: Item,
    /// Whoever wrote on it. None of them reviews or approves it, nor a later version.
    pub authors: BTreeSet<PersonId>,
    /// What reviewers accepted, by whom.
    pub accepted: BTreeMap<ReviewAspect, PersonId>,
    /// Who approved that it goes on papers.
    pub approved: BTreeSet<PersonId>,
}

/// A step in an item's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When, microseconds UTC.
    pub at: i64,
    /// Who.
    pub by: PersonId,
    /// Which version.
    pub version: u32,
    /// What was done.
    pub what: Deed,
    /// Why, in the person's words; may be empty where nothing asks for a reason.
    pub why: String,
}

/// What was done in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Written down first.
    Drafted,
    /// Changed.
    Revised,
    /// A new version begun.
    Reopened,
    /// Laid before reviewers.
    Submitted,
    /// An aspect accepted.
    Accepted(ReviewAspect),
    /// Sent back for a change.
    SentBack(ReviewAspect),
    /// Tried out from now on.
    Piloted,
    /// Approved for papers.
    Approved,
    /// On papers from now on.
    Activated,
    /// Taken off papers.
    Retired,
    /// Taken off papers because it became known.
    Leaked,
    /// Said something.
    Commented,
}

/// Where an item was shown to candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// In which event.
    pub event: EventId,
    /// On which day, in the event's zone.
    pub on: Date,
    /// In which version.
    pub version: u32,
    /// To how many candidates.
    pub candidates: u32,
}

/// An item's life: its versions and all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// Where its newest version stands.
    pub state: State,
    /// Its versions, oldest first; never empty.
    versions: Vec<Version>,
    /// The version on papers.
    pub in_use: Option<u32>,
    /// Every step, oldest first.
    pub steps: Vec<Step>,
    /// Where it was shown.
    pub sightings: Vec<Sighting>,
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// Who.
    pub by: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
}

impl Life {
    /// Its versions, oldest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The version that papers take, if any.
    #[must_use]
    pub fn on_papers(&self) -> Option<&Version> {
        self.in_use.and_then(|number| self.versions.iter().find(|version| version.number == number))
    }

    /// How many candidates have seen any version.
    #[must_use]
    pub fn exposure(&self) -> u64 {
        self.sightings.iter().map(|sighting| u64::from(sighting.candidates)).sum()
    }

    /// Whether it became known to those who are to answer it.
    #[must_use]
    pub fn is_leaked(&self) -> bool {
        self.steps.iter().any(|step| step.what == Deed::Leaked)
    }

    /// On how many days it was seen.
    #[must_use]
    pub fn days_seen(&self) -> usize {
        self.sightings.iter().map(|sighting| sighting.on).collect::<BTreeSet<_>>().len()
    }
}

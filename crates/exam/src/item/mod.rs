//! An item of the bank: what it is about, the question that a candidate is shown, and the key that nobody is shown.
//! Items are checked as a whole ([`check::check`]); how they come in and go out is the matter of `format`, how they
//! live of `bank`.

pub mod check;
pub mod content;
pub mod id;
pub mod key;
pub mod math;
pub mod media;
pub mod question;
pub mod response;
#[cfg(test)]
mod tests;
pub mod typed;
pub mod weights;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::{
    content::{Block, Content, Inline, Table},
    id::{ChoiceId, GapId, ItemId, StimulusId},
    key::{Accepted, Answer, Aspect, GapKey, Key, NumberKey, Rubric, RubricLevel, Scoring, TextKey},
    math::MathMl,
    media::{Audio, MediaName, Picture},
    question::{Area, Choice, Gap, Interaction, Language, Point, Question, Shape},
    response::Response,
    weights::{GapWeights, PairWeights},
};

/// What an item asks about: a place in the scheme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Code of the unit, such as `R.91PRP02.021.1`.
    pub unit: String,
    /// Number of the element within the unit, from 1.
    pub element: u32,
    /// Number of the criterion (KUK) within the unit, such as `1.2`.
    pub criterion: String,
}

/// Cognitive level after Bloom as revised by Anderson and Krathwohl (2001), as Indonesian blueprints write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Remember (*mengingat*).
    C1,
    /// Understand (*memahami*).
    C2,
    /// Apply (*menerapkan*).
    C3,
    /// Analyse (*menganalisis*).
    C4,
    /// Evaluate (*menilai*).
    C5,
    /// Create (*mencipta*).
    C6,
}

/// An item. Never sent to a candidate: what is sent is its [`Question`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name, the same in all versions.
    pub id: ItemId,
    /// A name for people; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it asks about; none until someone has placed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Its cognitive level; none until someone has set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Items that must not stand on the same paper. Holds in both directions, whichever of the two says it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub enemies: BTreeSet<ItemId>,
    /// Example material, never for a real certification.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
    /// What a candidate is shown.
    pub question: Question,
    /// What is right.
    pub key: Key,
}

impl Item {
    /// An item that nobody has placed yet: no criterion, no level, no enemies.
    #[must_use]
    pub fn new(id: ItemId, title: String, question: Question, key: Key) -> Self {
        Self { id, title, place: None, level: None, enemies: BTreeSet::new(), example: false, question, key }
    }
}

/// What several items share: a text, a table, a picture, a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stimulus {
    /// Its name.
    pub id: StimulusId,
    /// Its language.
    pub language: Language,
    /// A name for people; may be empty.
    #[serde(default)]
    pub title: String,
    /// What it shows.
    pub content: Content,
}

impl Level {
    /// All, from the lowest.
    pub const ALL: [Self; 6] = [Self::C1, Self::C2, Self::C3, Self::C4, Self::C5, Self::C6];

    /// As blueprints write it: `C3`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::C3 => "C3",
            Self::C4 => "C4",
            Self::C5 => "C5",
            Self::C6 => "C6",
        }
    }
}

impl Item {
    /// The files that it shows or that its key refers to.
    #[must_use]
    pub fn media(&self) -> Vec<&MediaName> {
        let key = self.key.rationales.values().chain([&self.key.explanation]);
        let model = match &self.key.answer {
            Answer::Rubric(rubric) => Some(&rubric.model),
            _ => None,
        };
        self.question.media().into_iter().chain(key.chain(model).flat_map(Content::media)).collect()
    }
}

//! A form: the questions that fill a blueprint once, frozen with their keys as they stood. Papers, scoring and the
//! printed sheets are made from it alone, so that a later change in the bank changes no test that was given. It holds
//! keys: whoever stores it encrypts it, and nothing here is sent to a candidate.

use certification::refusal::Refusal;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    blueprint::Mixing,
    item::{Item, ItemId, Stimulus},
};

/// The most questions of a form, whatever its blueprint says.
pub const MOST_QUESTIONS: usize = 1_000;

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its code, such as `LD-2026-A`.
    pub code: String,
    /// Key of the blueprint that it fills.
    pub blueprint: String,
    /// Version of that blueprint.
    pub blueprint_version: u32,
    /// How its papers are mixed.
    pub mixing: Mixing,
    /// Its questions, those on one stimulus side by side.
    pub questions: Vec<FormQuestion>,
    /// Questions on trial (pilot): candidates answer them among the others, no result is made of them, and what was
    /// answered says how good they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<FormQuestion>,
    /// What they share.
    pub stimuli: Vec<Stimulus>,
}

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormQuestion {
    /// The item as it stood.
    pub item: Item,
    /// Its version.
    pub version: u32,
    /// The line of the blueprint that it fills, from 0.
    pub line: u32,
    /// Stands on every parallel form, so that these can be compared.
    pub anchor: bool,
}

impl Form {
    /// The most points that it brings.
    #[must_use]
    pub fn points(&self) -> Decimal {
        self.questions.iter().map(|q| q.item.question.points).sum()
    }

    /// All that its papers ask: what counts, then what is on trial.
    pub fn asked(&self) -> impl Iterator<Item = &FormQuestion> + Clone {
        self.questions.iter().chain(&self.trials)
    }

    /// The question that was made from an item, on trial or not.
    #[must_use]
    pub fn question(&self, item: &ItemId) -> Option<&FormQuestion> {
        self.asked().find(|question| question.item.id == *item)
    }

    /// The same form as if everything that it asks counted: for figures of what is on trial, and for print.
    #[must_use]
    pub fn as_if_all_counted(&self) -> Self {
        Self { questions: self.asked().cloned().collect(), trials: Vec::new(), ..self.clone() }
    }

    /// Whatever keeps papers from being made of it. Empty when nothing does.
    #[must_use]
    pub fn check(&self) -> Vec<Refusal> {
        let mut out = Vec::new();
        if self.questions.is_empty() || self.asked().count() > MOST_QUESTIONS {
            return vec![Refusal::new("form.questions").with("from", 1).with("to", MOST_QUESTIONS)];
        }
        let mut closed: Vec<&str> = Vec::new();
        let mut open: Option<&str> = None;
        for (at, question) in self.asked().enumerate() {
            let item = &question.item;
            for other in self.asked().skip(at + 1).map(|q| &q.item) {
                if other.id == item.id {
                    out.push(Refusal::new("form.item-twice").with("item", &item.id));
                }
                if item.enemies.contains(&other.id) || other.enemies.contains(&item.id) {
                    out.push(Refusal::new("form.enemies").with("item", &item.id).with("other", &other.id));
                }
            }
            let stimulus = item.question.stimulus.as_ref().map(|stimulus| stimulus.as_str());
            if stimulus.is_some() && stimulus != open && stimulus.is_some_and(|s| closed.contains(&s)) {
                out.push(Refusal::new("form.stimulus-scattered").with("stimulus", stimulus.unwrap_or_default()));
            }
            if let Some(name) = stimulus.filter(|name| !self.stimuli.iter().any(|s| s.id.as_str() == *name)) {
                out.push(Refusal::new("form.stimulus-missing").with("stimulus", name));
            }
            closed.extend(open.filter(|before| stimulus != Some(before)));
            open = stimulus;
        }
        out
    }

    /// SHA-256 over its canonical JSON (RFC 8785), hexadecimal.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no form that was read or assembled meets.
    pub fn digest(&self) -> Result<String, Refusal> {
        digest(self)
    }
}

/// SHA-256 over the canonical JSON (RFC 8785) of a value, hexadecimal.
pub(crate) fn digest(value: &impl Serialize) -> Result<String, Refusal> {
    let bytes = serde_json_canonicalizer::to_vec(value).map_err(|_| Refusal::new("exam.not-writable"))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}

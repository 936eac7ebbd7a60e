//! Answers by name, their canonical digest, and what changed between two states of a form.
//! A name is `field`, or `table/row/column`; it is also the name of the input on the page.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    context::FormContext,
    definition::{Definition, Role},
    expand,
    wording::Locale,
};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One value.
    One(String),
    /// Several values, in the order of the options.
    Many(Vec<String>),
}

impl Answer {
    /// Its values.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
        .iter()
        .map(String::as_str)
    }

    /// Nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values().all(str::is_empty)
    }

    /// It is, or holds, that value.
    #[must_use]
    pub fn has(&self, value: &str) -> bool {
        self.values().any(|v| v == value)
    }

    /// Its value, or its values separated by commas.
    #[must_use]
    pub fn text(&self) -> String {
        self.values().collect::<Vec<_>>().join(", ")
    }
}

/// The answers of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Answer> {
        self.0.get(name)
    }

    /// Sets an answer.
    pub fn set(&mut self, name: impl Into<String>, answer: Answer) {
        self.0.insert(name.into(), answer);
    }

    /// Sets an answer of one value.
    pub fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.set(name, Answer::One(value.into()));
    }

    /// Takes an answer away.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Name and answer, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(name, answer)| (name.as_str(), answer))
    }

    /// No answer at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Answer::is_empty)
    }

    /// Only the answers that these roles fill; all when no role is named.
    #[must_use]
    pub fn of(&self, definition: &Definition, roles: &[Role]) -> Self {
        let ours = |name: &str| {
            roles.is_empty()
                || definition.field_of_name(name).is_some_and(|(_, by)| by.iter().any(|r| roles.contains(r)))
        };
        Self(self.0.iter().filter(|(name, _)| ours(name)).map(|(n, a)| (n.clone(), a.clone())).collect())
    }

    /// As kept in a record.
    ///
    /// # Errors
    /// Never for answers made here; the signature leaves it to the caller.
    pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(self)
    }

    /// From a record.
    ///
    /// # Errors
    /// When the value is no map of texts and lists of texts.
    pub fn from_value(value: &serde_json::Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value)
    }
}

impl FromIterator<(String, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// Digest of canonical content (RFC 8785) and attachments: SHA-256, hex. Empty answers, the order of
/// keys and the order or repetition of attachments make no difference.
#[must_use]
pub fn digest(definition: &Definition, answers: &Answers, attachments: &[String]) -> String {
    let attachments: BTreeSet<&String> = attachments.iter().collect();
    let answers: BTreeMap<&str, &Answer> = answers.iter().filter(|(_, a)| !a.is_empty()).collect();
    let content = json!({
        "code": definition.code,
        "version": definition.version,
        "answers": answers,
        "attachments": attachments,
    });
    let canonical = serde_json_canonicalizer::to_vec(&content).expect("texts always have a canonical form");
    hex::encode(Sha256::digest(&canonical))
}

/// A changed answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Name of the answer.
    pub name: String,
    /// What it is called on the page.
    pub label: String,
    /// Before, as people read it; empty when it was not answered.
    pub before: String,
    /// After.
    pub after: String,
}

/// What changed, in the order of the form; answers that the form no longer asks for come last.
#[must_use]
pub fn diff(
    definition: &Definition,
    context: &FormContext,
    before: &Answers,
    after: &Answers,
    locale: Locale,
) -> Vec<Change> {
    let differs = |name: &str| {
        let (a, b) = (before.get(name), after.get(name));
        a != b && !(a.is_none_or(Answer::is_empty) && b.is_none_or(Answer::is_empty))
    };
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for answers in [after, before] {
        for cell in expand::cells(definition, context, answers, locale) {
            if !seen.insert(cell.name.clone()) || !differs(&cell.name) {
                continue;
            }
            let read = |a: &Answers| a.get(&cell.name).map(|v| cell.read(context, v, locale)).unwrap_or_default();
            out.push(Change {
                label: cell.label(locale),
                before: read(before),
                after: read(after),
                name: cell.name.clone(),
            });
        }
    }
    let rest: BTreeSet<&str> =
        before.iter().chain(after.iter()).map(|(n, _)| n).filter(|n| !seen.contains(*n) && differs(n)).collect();
    let plain = |a: &Answers, name: &str| a.get(name).map(Answer::text).unwrap_or_default();
    out.extend(rest.into_iter().map(|name| Change {
        name: name.to_owned(),
        label: name.to_owned(),
        before: plain(before, name),
        after: plain(after, name),
    }));
    out
}

//! What a form is: sections, fields, tables, who fills and who signs, as versioned data (JSON).
//! A filled form pins the version of its definition. Whether a definition is sound is judged by
//! [`super::check`]; what it means for a given case, by the rest of the engine.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    binding::Binding,
    condition::{Condition, Dependency},
    field::{Field, Kind},
    rule::Rule,
    wording::Text,
};
use crate::{duty::Duty, stage::Stage};

/// A form, as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Code as printed, such as `FR.AK.02`.
    pub code: String,
    /// Version, such as `2023.1`.
    pub version: String,
    /// Title.
    pub title: Text,
    /// What it belongs to.
    pub level: Level,
    /// Printed across the page.
    #[serde(default)]
    pub landscape: bool,
    /// Lines of the common identity block, in order.
    #[serde(default)]
    pub identity: Vec<Identity>,
    /// Guidance at the head of the form.
    #[serde(default)]
    pub guidance: Vec<Text>,
    /// All must hold before it can be filled.
    #[serde(default)]
    pub opens_when: Vec<Condition>,
    /// Any of these closes it.
    #[serde(default)]
    pub locks_when: Vec<Condition>,
    /// Ends of a case after which it stays open; any other end closes it.
    #[serde(default)]
    pub open_after: Vec<Stage>,
    /// Forms that must have come this far.
    #[serde(default)]
    pub depends_on: Vec<Dependency>,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Signature slots in the order of signing.
    #[serde(default)]
    pub slots: Vec<Slot>,
    /// What must agree within the form.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Prints the block of those who wrote and validated the instrument (*penyusun, validator*).
    #[serde(default)]
    pub makers: bool,
}

/// What a form belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// One case.
    Case,
    /// One assessor at one event.
    EventAssessor,
    /// A scheme (and candidate type).
    Scheme,
}

/// A line of the common identity block (*identitas*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// Packaging with the others struck out, title, number.
    Scheme,
    /// Venue with its kind.
    Venue,
    /// Assessor and registration.
    Assessor,
    /// Candidate.
    Candidate,
    /// Days of the event, or the day of the case's session.
    Date,
}

/// Who fills a field or looks at a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The candidate (*asesi*).
    Candidate,
    /// The assigned assessor.
    Assessor,
    /// Certification staff.
    Staff,
    /// Anyone who may read but fills nothing.
    Reader,
}

impl Role {
    /// The role in which somebody of this duty meets a form.
    #[must_use]
    pub const fn of(duty: Duty) -> Self {
        match duty {
            Duty::Candidate => Self::Candidate,
            Duty::Assessor => Self::Assessor,
            Duty::Staff | Duty::Manager => Self::Staff,
            _ => Self::Reader,
        }
    }
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Key, unique in the form.
    pub key: String,
    /// Number as printed, such as `3.1`.
    #[serde(default)]
    pub no: String,
    /// Heading.
    #[serde(default)]
    pub title: Text,
    /// A line under the heading.
    #[serde(default)]
    pub hint: Text,
    /// Guidance, one sentence each.
    #[serde(default)]
    pub guidance: Vec<Text>,
    /// Who fills it, unless a field says otherwise.
    pub by: Vec<Role>,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// A signature slot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Key, unique in the form.
    pub key: String,
    /// As printed, such as *Ditinjau oleh Asesor*.
    pub role: Text,
    /// Who may sign.
    pub duty: Duty,
    /// How it may be signed.
    pub modes: Vec<Mode>,
    /// Whose answers the signature binds; everyone's when empty. A change of those voids it.
    #[serde(default)]
    pub covers: Vec<Role>,
    /// Prints a registration number.
    #[serde(default)]
    pub registration: bool,
    /// Refusing to sign is possible and does not block (FR.AK.02).
    #[serde(default)]
    pub may_refuse: bool,
}

/// How a signature came about. The mode is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In the signer's own session, re-authenticated.
    Session,
    /// On another's device with the signer's own PIN or code, before a named witness.
    InPresence,
    /// Captured offline; pending until the server confirms.
    Offline,
    /// On paper; a scan is kept.
    Paper,
}

impl Mode {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::InPresence => "in-presence",
            Self::Offline => "offline",
            Self::Paper => "paper",
        }
    }
}

/// Why text is no definition.
#[derive(Debug, thiserror::Error)]
pub enum NotADefinition {
    /// Not JSON, or not of the right shape.
    #[error("not a form definition: {0}")]
    Shape(#[from] serde_json::Error),
    /// A key that no definition has, most often a slip of the pen.
    #[error("unknown key {0}")]
    UnknownKey(String),
}

impl Definition {
    /// Reads a definition and refuses keys it does not know.
    ///
    /// # Errors
    /// [`NotADefinition`] when the text is none.
    pub fn from_json(text: &str) -> Result<Self, NotADefinition> {
        let source: Value = serde_json::from_str(text)?;
        let definition: Self = serde_json::from_value(source.clone())?;
        match unknown_key(&source, &serde_json::to_value(&definition)?, "") {
            Some(key) => Err(NotADefinition::UnknownKey(key)),
            None => Ok(definition),
        }
    }

    /// Every field with its section; columns of tables are not among them.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections.iter().flat_map(|s| s.fields.iter().map(move |f| (s, f)))
    }

    /// The field of that key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<(&Section, &Field)> {
        self.fields().find(|(_, f)| f.key == key)
    }

    /// The field or column to which an answer's name belongs, and who fills it.
    /// Keys of fields and columns hold no slash; those of rows may.
    #[must_use]
    pub fn field_of_name(&self, name: &str) -> Option<(&Field, &[Role])> {
        let Some((key, cell)) = name.split_once('/') else {
            let (section, field) = self.field(name)?;
            let own = field.by.as_deref().unwrap_or(&section.by);
            return (!matches!(field.kind, Kind::Table(_))).then_some((field, own));
        };
        let (section, field) = self.field(key)?;
        let Kind::Table(table) = &field.kind else { return None };
        let (_, column) = cell.rsplit_once('/')?;
        let own = field.by.as_deref().unwrap_or(&section.by);
        table.inputs().find(|c| c.key == column).map(|c| (c, c.by.as_deref().unwrap_or(own)))
    }

    /// The slot of that key.
    #[must_use]
    pub fn slot(&self, key: &str) -> Option<&Slot> {
        self.slots.iter().find(|s| s.key == key)
    }

    /// The bindings its fields carry.
    #[must_use]
    pub fn bindings(&self) -> BTreeSet<Binding> {
        self.fields()
            .flat_map(|(_, f)| {
                let columns = match &f.kind {
                    Kind::Table(table) => table.inputs().filter_map(|c| c.binding).collect(),
                    _ => Vec::new(),
                };
                f.binding.into_iter().chain(columns)
            })
            .collect()
    }
}

/// The first key of `source` that reading and writing it again loses.
fn unknown_key(source: &Value, known: &Value, path: &str) -> Option<String> {
    match (source, known) {
        (Value::Object(a), Value::Object(b)) => a.iter().find_map(|(key, value)| match b.get(key) {
            Some(other) => unknown_key(value, other, &format!("{path}/{key}")),
            None => Some(format!("{path}/{key}")),
        }),
        (Value::Array(a), Value::Array(b)) => {
            a.iter().zip(b).enumerate().find_map(|(i, (x, y))| unknown_key(x, y, &format!("{path}/{i}")))
        }
        _ => None,
    }
}

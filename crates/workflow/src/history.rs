//! Who changed the body's own choices, and when: read from the journal, never kept beside it.

use std::collections::HashMap;

use certification::{id::PersonId, record::person::Person};
use serde_json::Value;
use store::{Find, Read, journal::acts_of};

use crate::{Workflow, WorkflowError};

/// Acts that are looked through.
const ACTS: i64 = 400;

/// A choice of the body that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The setting's key, the emblem's place or the code list.
    pub key: String,
    /// What it was changed to, as typed; empty where that says nothing.
    pub value: String,
    /// Who changed it; empty for the house itself.
    pub by: String,
    /// When, microseconds UTC.
    pub at: i64,
}

impl Workflow {
    /// The newest changes of settings, emblems and code lists, the last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changed_choices(&self) -> Result<Vec<Changed>, WorkflowError> {
        let mut reader = self.reader();
        let mut found: Vec<(Option<PersonId>, Changed)> = Vec::new();
        for act_type in ["ChangeSettings", "SetEmblem", "ImportCodes", "MatchCode"] {
            for act in acts_of(&mut reader, "body", act_type, ACTS).await? {
                let one = |key: String, value: String| Changed { key, value, by: String::new(), at: act.at };
                for (key, value) in choices(&act.act) {
                    found.push((act.actor, one(key, value)));
                }
            }
        }
        found.sort_by_key(|(_, changed)| std::cmp::Reverse(changed.at));
        let people: std::collections::HashSet<PersonId> = found.iter().filter_map(|(by, _)| *by).collect();
        let people: Vec<Person> = reader.find(&Find::all().one_of("id", people)).await?;
        let names: HashMap<PersonId, String> = people.into_iter().map(|p| (p.id, p.full_name())).collect();
        let named = |(by, changed): (Option<PersonId>, Changed)| Changed {
            by: by.and_then(|by| names.get(&by).cloned()).unwrap_or_default(),
            ..changed
        };
        Ok(found.into_iter().map(named).collect())
    }
}

/// What an act changed: keys, and values where there are any.
fn choices(act: &Value) -> Vec<(String, String)> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    match act.get("values").and_then(Value::as_array) {
        Some(values) => values.iter().map(|pair| (text(pair.get(0)), text(pair.get(1)))).collect(),
        None => {
            let matched = |value: &Value| format!("{} → {}", text(Some(value)), text(act.get("code")));
            let value = act.get("value").map(matched).unwrap_or_default();
            vec![(text(act.get("slot").or_else(|| act.get("list"))), value)]
        }
    }
}

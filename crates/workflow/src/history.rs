//! Who changed the body's own choices, and when: read from the journal, never kept beside it.

use std::collections::HashMap;

use certification::{
    id::PersonId,
    issuer::Issuer,
    record::{organisation::Setting, person::Person},
    setting::{Settings, parse},
};
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

impl Workflow {
    /// The body as its settings named it at the end of a day (ISO): what the journal tells, for papers that were signed
    /// before the body was kept with them. As it is now where the day cannot be read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn issuer_on(&self, day: &str) -> Result<Issuer, WorkflowError> {
        let now = self.settings().await?;
        let Some(end) = end_of(day, &now.text("body.zone")) else { return Ok(Issuer::of(&now)) };
        let mut reader = self.reader();
        let mut acts = acts_of(&mut reader, "body", "ChangeSettings", i64::MAX).await?;
        acts.extend(acts_of(&mut reader, "body", "SetEmblem", i64::MAX).await?);
        acts.retain(|act| act.at < end);
        acts.sort_by_key(|act| act.at);
        let rows = acts.iter().flat_map(|act| stored(&act.act).into_iter().map(|(id, value)| (id, value, act.at)));
        let rows = rows.map(|(id, value, changed_at)| Setting { id, value, changed_at });
        Ok(Issuer::of(&Settings::from_rows(rows)))
    }
}

/// The first instant after a day, microseconds UTC.
fn end_of(day: &str, zone: &str) -> Option<i64> {
    let next = day.parse::<jiff::civil::Date>().ok()?.tomorrow().ok()?;
    Some(next.in_tz(zone).ok()?.timestamp().as_microsecond())
}

/// The settings that an act stored.
fn stored(act: &Value) -> Vec<(String, Value)> {
    let emblem = act.get("slot").and_then(Value::as_str).map(|slot| (slot.to_owned(), act.clone()));
    let values = act.get("values").and_then(Value::as_array).into_iter().flatten();
    let typed = values.filter_map(|pair| Some((pair.get(0)?.as_str()?, pair.get(1)?.as_str()?)));
    typed.filter_map(|(key, typed)| Some((key.to_owned(), parse(key, typed).ok()?))).chain(emblem).collect()
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

#[cfg(test)]
mod tests {
    use certification::body;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_day_ends_in_the_zone_of_the_body() {
        let end = end_of("2025-11-07", "Asia/Jakarta").unwrap();
        assert_eq!(certification::civil::day(end - 1, "Asia/Jakarta").to_string(), "2025-11-07");
        assert_eq!(certification::civil::day(end, "Asia/Jakarta").to_string(), "2025-11-08");
        assert_eq!(end_of("yesterday", "Asia/Jakarta"), None);
    }

    #[test]
    fn acts_of_settings_and_emblems_say_what_they_stored() {
        let act = json!({ "values": [["body.name", " LSP Lama "], ["panel.quorum", "3"], ["gone", "x"]] });
        assert_eq!(stored(&act), [("body.name".to_owned(), json!("LSP Lama")), ("panel.quorum".to_owned(), json!(3))]);
        let act = json!({ "slot": "emblem.left", "file": "a", "media_type": "image/png" });
        let kept: Vec<_> = stored(&act).into_iter().map(|(slot, value)| (slot, body::emblem(&value))).collect();
        assert_eq!(kept, [("emblem.left".to_owned(), Some(("a".to_owned(), "image/png".to_owned())))]);
    }
}

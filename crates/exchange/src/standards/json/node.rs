//! JSON as it is written: each value keeps its own text, so that `1.10` stays what it is, and its place, so that what was
//! not understood can be shown by its line.

use std::fmt;

use certification::text::{fold, squeeze};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::super::NotUnderstood;

/// Signs of a value that are shown.
const SHOWN: usize = 200;

/// A whole text of JSON, and where its lines begin.
pub(super) struct Source<'a> {
    text: &'a str,
    breaks: Vec<usize>,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, breaks: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// Its only value, if it is JSON at all.
    pub fn root(&self) -> Option<Node<'a>> {
        serde_json::from_str::<&RawValue>(self.text).ok().map(Node)
    }

    /// A value as one that was not understood.
    pub fn shown(&self, node: Node<'_>) -> NotUnderstood {
        let at = node.0.get().as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let line = self.breaks.partition_point(|line_ends| *line_ends < at) + 1;
        let begin: String = node.0.get().chars().take(SHOWN * 2).collect();
        NotUnderstood { line, text: squeeze(&begin).chars().take(SHOWN).collect() }
    }
}

/// A value of it.
#[derive(Clone, Copy)]
pub(super) struct Node<'a>(&'a RawValue);

impl<'a> Node<'a> {
    pub fn is_null(self) -> bool {
        self.0.get() == "null"
    }

    /// Whether it is a number, of which other programs may have dropped a nought at the end.
    pub fn is_number(self) -> bool {
        self.0.get().starts_with(|c: char| c == '-' || c.is_ascii_digit())
    }

    /// The text it is, or the number as it is written.
    pub fn text(self) -> Option<String> {
        if self.is_number() {
            return Some(self.0.get().to_owned());
        }
        serde_json::from_str(self.0.get()).ok()
    }

    /// The values of a list.
    pub fn list(self) -> Option<Vec<Self>> {
        let values: Vec<&'a RawValue> = serde_json::from_str(self.0.get()).ok()?;
        Some(values.into_iter().map(Node).collect())
    }

    /// What it says under names, in the order in which it does.
    pub fn object(self) -> Option<Object<'a>> {
        serde_json::from_str(self.0.get()).ok()
    }
}

/// Values with their names.
pub(super) struct Object<'a>(pub Vec<(String, Node<'a>)>);

impl<'a> Object<'a> {
    /// The value under the first of some names that is there: names are compared by their words, however these are joined.
    pub fn get(&self, names: &[&str]) -> Option<Node<'a>> {
        let under = |name: &&str| self.0.iter().find(|(key, node)| !node.is_null() && words(key) == **name);
        names.iter().find_map(under).map(|(_, node)| *node)
    }
}

/// The words of a name: `kodeUnit`, `kode_unit` and `Kode Unit` are one.
fn words(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut small = false;
    for sign in name.chars() {
        if sign.is_uppercase() && small {
            out.push(' ');
        }
        small = sign.is_lowercase();
        out.push(if matches!(sign, '_' | '-') { ' ' } else { sign });
    }
    fold(&out)
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("values with their names")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    pairs.push((name, Node(value)));
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

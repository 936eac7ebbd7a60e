//! Which signs the typefaces of the house can print. Names are checked here before a certificate is given a number;
//! under PDF/A a missing sign is an error, not a box.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

/// Signs that no typeface of the house has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no typeface has the sign {}", .0.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect::<Vec<_>>().join(", "))]
pub struct MissingGlyphs(pub Vec<char>);

/// The signs that at least one typeface has, as sorted, non-overlapping ranges.
pub(crate) struct Coverage(Vec<(u32, u32)>);

impl Coverage {
    pub(crate) fn of(fonts: &[Font]) -> Self {
        let signs: BTreeSet<u32> = fonts.iter().flat_map(|font| font.info().coverage.iter()).collect();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for sign in signs {
            match ranges.last_mut() {
                Some((_, end)) if *end + 1 == sign => *end = sign,
                _ => ranges.push((sign, sign)),
            }
        }
        Self(ranges)
    }

    fn has(&self, sign: char) -> bool {
        let point = u32::from(sign);
        // Line ends and tabs are set as space.
        matches!(sign, '\n' | '\r' | '\t')
            || self
                .0
                .binary_search_by(|(first, last)| {
                    if *last < point {
                        std::cmp::Ordering::Less
                    } else if *first > point {
                        std::cmp::Ordering::Greater
                    } else {
                        std::cmp::Ordering::Equal
                    }
                })
                .is_ok()
    }

    fn collect(&self, text: &str, missing: &mut BTreeSet<char>) {
        if !text.is_ascii() || text.bytes().any(|byte| byte.is_ascii_control()) {
            missing.extend(text.nfc().filter(|sign| !self.has(*sign)));
        }
    }

    /// Every sign of the text can be printed.
    pub(crate) fn check(&self, text: &str) -> Result<(), MissingGlyphs> {
        let mut missing = BTreeSet::new();
        self.collect(text, &mut missing);
        answer(missing)
    }

    /// Every text in the data can be printed.
    pub(crate) fn check_all(&self, data: &Value) -> Result<(), MissingGlyphs> {
        let mut missing = BTreeSet::new();
        self.walk(data, &mut missing);
        answer(missing)
    }

    fn walk(&self, data: &Value, missing: &mut BTreeSet<char>) {
        match data {
            Value::String(text) => self.collect(text, missing),
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, missing)),
            Value::Object(fields) => fields.values().for_each(|field| self.walk(field, missing)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

fn answer(missing: BTreeSet<char>) -> Result<(), MissingGlyphs> {
    if missing.is_empty() { Ok(()) } else { Err(MissingGlyphs(missing.into_iter().collect())) }
}

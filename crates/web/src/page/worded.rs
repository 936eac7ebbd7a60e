//! Values of refusals that are codes of the house (a line of a blueprint, a kind of question), in the reader's words. What
//! is nobody's code stays as it is.

use super::Page;
use crate::i18n::{Arg, Message, key};

/// Key of a kind of question; none for another word.
pub(crate) fn kind_key(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "single" => key("bank-kind-single"),
        "multiple" => key("bank-kind-multiple"),
        "true-false" => key("bank-kind-true-false"),
        "matching" => key("bank-kind-matching"),
        "ordering" => key("bank-kind-ordering"),
        "gaps" => key("bank-kind-gaps"),
        "hotspot" => key("bank-kind-hotspot"),
        "short-answer" => key("bank-kind-short-answer"),
        "essay" => key("bank-kind-essay"),
        "upload" => key("bank-kind-upload"),
        "oral" => key("bank-kind-oral"),
        _ => return None,
    })
}

impl Page {
    /// A value of a refusal of that code in the reader's words; none where it is no code of the house.
    pub(super) fn worded(&self, code: &str, name: &str, value: &str) -> Option<String> {
        let family = code.split(['.', '-']).next().unwrap_or_default();
        match (family, name) {
            ("assembly" | "blueprint", "line" | "band" | "other" | "unit") => Some(self.which(value)),
            ("format", "what") => self.kind(value),
            _ => None,
        }
    }

    /// The message, its values in the reader's words where it is a refusal.
    pub(super) fn worded_message(&self, message: &Message) -> Message {
        let mut out = message.clone();
        let Some(code) = message.key.strip_prefix("refusal-") else { return out };
        for (name, value) in &mut out.args {
            let words = match value {
                Arg::Text(text) => self.worded(code, name, text),
                Arg::Number(n) => self.sized(code, name, *n),
            };
            if let Some(words) = words {
                *value = Arg::from(words);
            }
        }
        out
    }

    /// A number of a refusal that is a size, with its unit; none where it is another number.
    pub(super) fn sized(&self, code: &str, name: &str, n: i64) -> Option<String> {
        let size = name == "bytes" || matches!((code, name), ("file.too-large" | "file-too-large", "most"));
        size.then(|| self.bound(n.unsigned_abs()))
    }

    /// Which questions a line of a blueprint asks for, out of its code: `CONTOH.LD.01/1/1.2 C2+C3 single`.
    pub(crate) fn which(&self, told: &str) -> String {
        let mut parts = told.split(' ');
        let place = match parts.next().unwrap_or_default() {
            "*" => self.t("bank-any-unit").into_owned(),
            place => place.to_owned(),
        };
        let rest: Vec<String> = parts
            .flat_map(|part| part.split('+'))
            .map(|one| self.kind(one).unwrap_or_else(|| one.to_owned()))
            .collect();
        if rest.is_empty() { place } else { format!("{place} ({})", rest.join(", ")) }
    }

    /// A kind of question within a sentence.
    fn kind(&self, kind: &str) -> Option<String> {
        let words = self.t(kind_key(kind)?);
        let mut letters = words.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect())
    }
}

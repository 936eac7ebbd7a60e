//! What the macros of `templates/parts/kit.html` are given.

use super::Tag;

/// A count of a strip, and where it filters to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub n: i64,
    /// Of what, translated.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// The list shows just these.
    pub current: bool,
}

/// An entry of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// When, microseconds UTC.
    pub at: i64,
    /// In which zone it is told.
    pub zone: String,
    /// What happened, translated.
    pub said: String,
}

/// Where in a list the reader is. Lists are paged by key, never by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    /// How many are shown.
    pub shown: usize,
    /// Of how many.
    pub all: i64,
    /// Address of the rows before.
    pub before: Option<String>,
    /// Address of the rows after.
    pub after: Option<String>,
}

impl Pager {
    /// Beside `shown` of `all` rows that were asked for after `asked`, empty for the first of them; `next` is where the
    /// rows after begin.
    #[must_use]
    pub fn of((shown, all): (usize, i64), asked: &str, next: Option<&str>, address: impl Fn(&str) -> String) -> Self {
        Self { shown, all, before: (!asked.is_empty()).then(|| address("")), after: next.map(address) }
    }
}

/// A signature as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Seal {
    /// Its place in the order of signing.
    pub no: usize,
    /// Who signed, and in what duty.
    pub name: String,
    /// Whether it stands.
    pub tag: Tag,
    /// How, when, over which content; or what voided it.
    pub said: String,
    /// A later change voided it.
    pub void: bool,
}

//! Sentences of a page, with their values, as text and as markup.

use std::{borrow::Cow, fmt};

use askama::filters::HtmlSafe;

use super::Page;
use crate::i18n::Arg;

/// A sentence with its values.
#[derive(Debug)]
pub struct Sentence<'a> {
    pub(super) page: &'a Page,
    pub(super) key: &'a str,
    pub(super) args: Vec<(&'a str, Arg<'a>)>,
}

impl<'a> Sentence<'a> {
    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'a str, value: impl Into<Arg<'a>>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.page.state.catalogue.say(self.page.cx.locale, self.key, &self.args))
    }
}

/// A sentence with markup.
#[derive(Debug)]
pub struct Markup<'a>(pub(super) Sentence<'a>);

impl<'a> Markup<'a> {
    /// Adds a value, which is escaped.
    #[must_use]
    pub fn with(self, name: &'a str, value: impl Into<Arg<'a>>) -> Self {
        let value = match value.into() {
            Arg::Text(text) => Arg::Text(Cow::Owned(escape(&text))),
            number => number,
        };
        Self(self.0.with(name, value))
    }
}

impl fmt::Display for Markup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl HtmlSafe for Markup<'_> {}

/// Text as it may stand in markup and in quoted attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(['&', '<', '>', '"', '\'']) {
        let (plain, name) = match piece.as_bytes().last() {
            Some(b'&') => (piece.trim_end_matches('&'), "&amp;"),
            Some(b'<') => (piece.trim_end_matches('<'), "&lt;"),
            Some(b'>') => (piece.trim_end_matches('>'), "&gt;"),
            Some(b'"') => (piece.trim_end_matches('"'), "&quot;"),
            Some(b'\'') => (piece.trim_end_matches('\''), "&#39;"),
            _ => (piece, ""),
        };
        out.push_str(plain);
        out.push_str(name);
    }
    out
}

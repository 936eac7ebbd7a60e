//! What a line of a list begins with: a number, a letter, a label, and the line without it.

use super::piece::Mark;
use crate::{
    format::{card::Field, tidy::tidy_line},
    item::Inline,
};

/// How many letters `12. ` or `12) ` takes; letters may follow without a blank, digits may not.
pub(super) fn number_mark(words: &str) -> Option<usize> {
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let rest = words.get(digits..).filter(|_| (1..=4).contains(&digits))?;
    let rest = rest.strip_prefix(['.', ')'])?;
    let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
    let tight = rest.starts_with(char::is_alphabetic);
    (spaces > 0 || tight).then_some(digits + 1 + spaces)
}

/// The letter that begins an option as somebody typed it: `B. `, `b) `, `(B) `.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// From 0 for A.
    pub(super) at: u8,
    /// How many letters the mark takes, with the blanks behind it.
    pub(super) length: usize,
    /// How it is written.
    pub(super) style: Style,
    /// No blank stands behind it, so that it may be the initial of a name.
    pub(super) tight: bool,
}

/// How letters of options are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    open: bool,
    large: bool,
    close: char,
}

impl Style {
    /// Large letters.
    pub(super) const fn is_large(self) -> bool {
        self.large
    }

    /// The mark of an option in this style.
    pub(super) fn mark(self, at: u8) -> String {
        let letter = char::from(if self.large { b'A' } else { b'a' }.saturating_add(at));
        format!("{}{letter}{} ", if self.open { "(" } else { "" }, self.close)
    }
}

/// The letter that a line begins with.
pub(super) fn letter_mark(words: &str) -> Option<Letter> {
    let (open, inner) = match words.strip_prefix('(') {
        Some(inner) => (1, inner),
        None => (0, words),
    };
    let mut signs = inner.chars();
    let letter = signs.next().filter(char::is_ascii_alphabetic)?;
    let close = signs.next().filter(|c| *c == ')' || (open == 0 && *c == '.'))?;
    let spaces = signs.clone().take_while(|c| c.is_whitespace()).count();
    let style = Style { open: open == 1, large: letter.is_ascii_uppercase(), close };
    let at = letter.to_ascii_lowercase() as u8 - b'a';
    let letter = Letter { at, length: open + 2 + spaces, style, tight: spaces == 0 };
    // Two initials are none.
    let tight = signs.next().is_some_and(char::is_alphanumeric) && signs.next() != Some('.');
    (spaces > 0 || tight).then_some(letter)
}

/// The field of `Kunci: …` and how many letters the label takes. A single letter is no label.
pub(super) fn labelled(words: &str) -> Option<(Field, usize)> {
    let (label, rest) = words.split_once([':', '='])?;
    let field = (label.trim().chars().count() > 1 && label.len() <= 40).then(|| Field::named(label)).flatten()?;
    let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
    (field != Field::Stem).then_some((field, label.chars().count() + 1 + spaces))
}

pub(super) fn after_mark(inlines: Vec<Inline>, mark: Mark, typed: Option<usize>) -> Vec<Inline> {
    match (mark, typed) {
        (Mark::None | Mark::Bullet, Some(length)) => tidy_line(&cut(inlines, length)),
        _ => inlines,
    }
}

/// A line without its first letters.
pub(super) fn cut(line: Vec<Inline>, mut letters: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in line {
        out.extend(shortened(inline, &mut letters));
    }
    out
}

fn shortened(inline: Inline, letters: &mut usize) -> Option<Inline> {
    if *letters == 0 {
        return Some(inline);
    }
    let mut nested = |inner: Vec<Inline>, make: fn(Vec<Inline>) -> Inline| {
        let mut rest = Vec::new();
        for inline in inner {
            rest.extend(shortened(inline, letters));
        }
        (!rest.is_empty()).then(|| make(rest))
    };
    match inline {
        Inline::Text(text) => {
            let rest: String = text.chars().skip(*letters).collect();
            *letters = letters.saturating_sub(text.chars().count());
            (!rest.is_empty()).then_some(Inline::Text(rest))
        }
        Inline::Strong(inner) => nested(inner, Inline::Strong),
        Inline::Emphasis(inner) => nested(inner, Inline::Emphasis),
        Inline::Underline(inner) => nested(inner, Inline::Underline),
        Inline::Sub(inner) => nested(inner, Inline::Sub),
        Inline::Sup(inner) => nested(inner, Inline::Sup),
        Inline::Break => {
            *letters -= 1;
            None
        }
        other => Some(other),
    }
}

//! Items as a list of paragraphs: `1. …`, `A. …`, `Kunci: B`, the marks typed or made by Word.

use certification::refusal::Refusal;

use super::{
    cards::Found,
    grid::Grid,
    piece::{Line, Mark, Piece, content, table, tell_hidden},
};
use crate::{
    format::{
        card::Field,
        report::{Losses, brief},
        tidy::tidy_line,
    },
    item::{Block, Content, Inline},
};

/// The most texts outside items that are told one by one.
const TOLD: usize = 50;

/// Items while a list is being read.
#[derive(Debug, Default)]
pub(super) struct Listed {
    open: Option<Found>,
    /// The field that what follows belongs to.
    last: Option<Field>,
    /// Texts that belong to no item.
    pub(super) outside: Vec<Refusal>,
}

impl Listed {
    /// Reads a line; gives the item that ended before it.
    pub(super) fn line(&mut self, line: &Line) -> Option<Found> {
        let inlines = tidy_line(&line.inlines);
        if inlines.is_empty() {
            let ended = if line.struck.trim().is_empty() { None } else { self.struck(line) };
            self.note(&line.losses);
            return ended;
        }
        let words = Content(vec![Block::Paragraph(inlines.clone())]).words();
        // Only what candidates do not see anyway may be hidden.
        if line.hidden && !(self.open.is_some() && labelled(&words).is_some_and(|(field, _)| !field.seen())) {
            let mut losses = Losses::default();
            tell_hidden(&words, &mut losses);
            self.note(&losses);
            return None;
        }
        if self.begins(&words, line.mark) {
            let rest = after_mark(inlines, line.mark, number_mark(&words));
            let mut found = Found::default();
            found.append(Field::Stem, paragraph(rest));
            let ended = self.open.replace(found);
            self.last = Some(Field::Stem);
            self.note(&line.losses);
            return ended;
        }
        if self.open.is_none() {
            self.leave(&words);
            return None;
        }
        self.note(&line.losses);
        if let Some(at) = self.option(&words, line.mark) {
            let typed = if line.mark == Mark::Letter { None } else { letter_mark(&words).map(|(_, length)| length) };
            let rest = after_mark(inlines, line.mark, typed);
            self.add(Field::Option(at), paragraph(rest));
            return None;
        }
        if let Some((field, length)) = labelled(&words) {
            let rest = tidy_line(&cut(inlines, length));
            self.add(field, paragraph(rest));
            return None;
        }
        let settled = self.open.as_ref().is_some_and(|open| open.has(Field::Key));
        match self.last {
            Some(field) if !settled || matches!(field, Field::Explanation | Field::Rubric) => {
                let said = content(
                    &[Piece::Line(Line { inlines, mark: line.mark, ..Line::default() })],
                    &mut Losses::default(),
                );
                if let Some(open) = &mut self.open {
                    open.append(field, said);
                }
            }
            _ => self.leave(&words),
        }
        None
    }

    /// A line that is struck out begins or is what it would be, but says nothing: letters behind it stay as they are.
    fn struck(&mut self, line: &Line) -> Option<Found> {
        let words = line.struck.trim();
        if self.begins(words, line.mark) {
            let why = Refusal::new("docx.struck").with("text", brief(words, 60));
            self.last = Some(Field::Stem);
            return self.open.replace(Found { fault: Some(why), ..Found::default() });
        }
        if let Some(at) = self.option(words, line.mark) {
            self.add(Field::Option(at), Content::default());
        }
        None
    }

    /// Reads a table that is no card: part of the stem, or outside.
    pub(super) fn table(&mut self, grid: &Grid) {
        let mut losses = Losses::default();
        let Some(block) = table(grid, &mut losses) else { return };
        let asking = self.last == Some(Field::Stem);
        match &mut self.open {
            Some(open) if asking => {
                open.append(Field::Stem, Content(vec![block]));
                losses.0.into_iter().for_each(|loss| open.losses.add(loss));
            }
            _ => self.leave(&Content(vec![block]).words()),
        }
    }

    /// Ends the open item.
    pub(super) fn end(&mut self) -> Option<Found> {
        self.last = None;
        self.open.take()
    }

    /// A number begins an item, unless it counts statements within a stem that has no options yet.
    fn begins(&self, words: &str, mark: Mark) -> bool {
        let numbered = mark == Mark::Number || (mark == Mark::None && number_mark(words).is_some());
        let answered = |open: &Found| {
            let answers = |field: &Field| matches!(field, Field::Option(_) | Field::Key);
            open.card.fields.keys().any(answers)
        };
        numbered && self.open.as_ref().is_none_or(answered)
    }

    /// The option that a line begins: the next letter in turn.
    fn option(&self, words: &str, mark: Mark) -> Option<u8> {
        let open = self.open.as_ref().filter(|open| !open.has(Field::Key))?;
        let next = open.card.fields.keys().filter(|field| matches!(field, Field::Option(_))).count();
        let next = u8::try_from(next).ok().filter(|next| *next < 26)?;
        match mark {
            Mark::Letter => Some(next),
            _ => letter_mark(words).filter(|(at, _)| *at == next).map(|(at, _)| at),
        }
    }

    fn add(&mut self, field: Field, said: Content) {
        if let Some(open) = &mut self.open {
            open.add(field, said);
        }
        self.last = Some(field);
    }

    fn note(&mut self, losses: &Losses) {
        match &mut self.open {
            Some(open) => losses.0.iter().for_each(|loss| open.losses.add(loss.clone())),
            None => self.outside.extend(losses.0.iter().take(TOLD.saturating_sub(self.outside.len())).cloned()),
        }
    }

    fn leave(&mut self, words: &str) {
        if self.outside.len() < TOLD && !words.trim().is_empty() {
            self.outside.push(Refusal::new("docx.outside").with("text", brief(words, 80)));
        }
    }
}

fn paragraph(line: Vec<Inline>) -> Content {
    match line.as_slice() {
        [] => Content::default(),
        [Inline::Picture(picture)] => Content(vec![Block::Picture(picture.clone())]),
        _ => Content(vec![Block::Paragraph(line)]),
    }
}

/// How many letters `12. ` or `12) ` takes.
fn number_mark(words: &str) -> Option<usize> {
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let rest = words.get(digits..).filter(|_| (1..=4).contains(&digits))?;
    let rest = rest.strip_prefix(['.', ')'])?;
    let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
    (spaces > 0).then_some(digits + 1 + spaces)
}

/// The place of `B. ` or `(b) ` and how many letters it takes.
fn letter_mark(words: &str) -> Option<(u8, usize)> {
    let (open, inner) = match words.strip_prefix('(') {
        Some(inner) => (1, inner),
        None => (0, words),
    };
    let mut signs = inner.chars();
    let letter = signs.next().filter(char::is_ascii_alphabetic)?.to_ascii_lowercase();
    signs.next().filter(|c| matches!(c, ')') || (open == 0 && *c == '.'))?;
    let spaces = signs.take_while(|c| c.is_whitespace()).count();
    (spaces > 0).then_some((letter as u8 - b'a', open + 2 + spaces))
}

/// The field of `Kunci: …` and how many letters the label takes. A single letter is no label.
fn labelled(words: &str) -> Option<(Field, usize)> {
    let (label, rest) = words.split_once([':', '='])?;
    let field = (label.trim().chars().count() > 1 && label.len() <= 40).then(|| Field::named(label)).flatten()?;
    let spaces = rest.chars().take_while(|c| c.is_whitespace()).count();
    (field != Field::Stem).then_some((field, label.chars().count() + 1 + spaces))
}

fn after_mark(inlines: Vec<Inline>, mark: Mark, typed: Option<usize>) -> Vec<Inline> {
    match (mark, typed) {
        (Mark::None | Mark::Bullet, Some(length)) => tidy_line(&cut(inlines, length)),
        _ => inlines,
    }
}

/// A line without its first letters.
fn cut(line: Vec<Inline>, mut letters: usize) -> Vec<Inline> {
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

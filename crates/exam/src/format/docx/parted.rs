//! Lines in which several options stand: side by side with tabs or several blanks between them, or one below the other with line breaks
//! of one paragraph.

use super::{
    marks::{labelled, letter_mark},
    piece::{Line, Mark},
};
use crate::{
    format::{report::Losses, tidy::tidy_line},
    item::{Block, Content, Inline},
};

/// The parts of a line that holds several options, or the question and its options; none of any other line.
pub(super) fn parted(line: &Line) -> Option<Vec<Line>> {
    let pieces = split(&line.inlines);
    let said = |inlines: &[Inline]| Content(vec![Block::Paragraph(tidy_line(inlines))]).words();
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    let mut letters = Vec::new();
    for (between, piece) in pieces {
        let words = said(&piece);
        let letter = letter_mark(&words).filter(|letter| !letter.tight).map(|letter| letter.at);
        let begins = letter.is_some() || (between == Some(Inline::Break) && labelled(&words).is_some());
        match parts.last_mut() {
            Some(part) if !begins => {
                part.extend(between);
                part.extend(piece);
            }
            _ => parts.push(piece),
        }
        letters.extend(letter);
    }
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let first = parts.first().is_some_and(|part| letter_mark(&said(part)).is_some()) || line.mark == Mark::Letter;
    let options = letters.len() + usize::from(line.mark == Mark::Letter);
    let several = options >= 2 && (first || letters.first() == Some(&0));
    if line.hidden || !several || distinct.len() < letters.len() {
        return None;
    }
    let mut losses = Some(line.losses.0.clone());
    let part = |(at, inlines)| Line {
        inlines,
        mark: if at == 0 { line.mark } else { Mark::None },
        losses: Losses(losses.take().unwrap_or_default()),
        ..Line::default()
    };
    Some(parts.into_iter().enumerate().map(part).collect())
}

/// A line at its tabs and breaks: what stands before each piece, and the piece.
fn split(line: &[Inline]) -> Vec<(Option<Inline>, Vec<Inline>)> {
    let mut out = vec![(None, Vec::new())];
    for inline in line {
        pieces(inline, &|inner| inner, &mut out);
    }
    out
}

/// Several blanks stand for a tab.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match (sign, out.chars().last()) {
            (' ' | '\u{a0}' | '\t', Some('\t')) => {}
            (' ' | '\u{a0}' | '\t', Some(' ' | '\u{a0}')) => {
                out.pop();
                out.push('\t');
            }
            _ => out.push(sign),
        }
    }
    out
}

type Pieces = Vec<(Option<Inline>, Vec<Inline>)>;

fn pieces(inline: &Inline, around: &dyn Fn(Inline) -> Inline, out: &mut Pieces) {
    let mut push =
        |inline: Inline| out.last_mut().into_iter().for_each(|(_, piece)| piece.push(around(inline.clone())));
    let nested = |inner: &[Inline], make: fn(Vec<Inline>) -> Inline, out: &mut Pieces| {
        inner.iter().for_each(|inline| pieces(inline, &|inner| around(make(vec![inner])), out));
    };
    match inline {
        Inline::Text(text) => {
            for (at, piece) in spaced(text).split('\t').enumerate() {
                if at > 0 {
                    out.push((Some(Inline::Text(" ".to_owned())), Vec::new()));
                }
                if !piece.is_empty() {
                    out.last_mut().into_iter().for_each(|(_, last)| last.push(around(Inline::Text(piece.to_owned()))));
                }
            }
        }
        Inline::Break => out.push((Some(Inline::Break), Vec::new())),
        Inline::Strong(inner) => nested(inner, Inline::Strong, out),
        Inline::Emphasis(inner) => nested(inner, Inline::Emphasis, out),
        Inline::Underline(inner) => nested(inner, Inline::Underline, out),
        Inline::Sub(inner) => nested(inner, Inline::Sub, out),
        Inline::Sup(inner) => nested(inner, Inline::Sup, out),
        other => push(other.clone()),
    }
}

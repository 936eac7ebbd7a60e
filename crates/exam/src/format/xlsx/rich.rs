//! Letters with form within a cell: what calamine gives as plain text, found again among the shared strings.

use crate::{
    format::{report::Losses, tidy},
    item::{Block, Content, Inline},
    xml::Element,
};

/// A text with form, and what of it content has no place for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Formed {
    content: Content,
    /// Letters in a colour.
    coloured: bool,
    /// What is struck out: no part of the content.
    struck: String,
}

impl Formed {
    /// The content; what is lost is told.
    pub(super) fn content(&self, losses: &mut Losses) -> Content {
        if self.coloured {
            losses.code("loss.style");
        }
        losses.struck(&self.struck);
        self.content.clone()
    }
}

/// The shared strings of a workbook, in their order; those without form are none.
#[derive(Debug, Default)]
pub(super) struct Rich(Vec<Option<Formed>>);

impl Rich {
    /// Reads the table of shared strings.
    pub(super) fn of(table: &Element) -> Self {
        Self(table.all("si").map(formed).collect())
    }

    /// The form of the string of that number.
    pub(super) fn get(&self, number: usize) -> Option<&Formed> {
        self.0.get(number)?.as_ref()
    }
}

/// A string of a sheet, shared or of a cell, where it has form.
pub(super) fn formed(string: &Element) -> Option<Formed> {
    let mut plain: String = string.all("t").map(Element::text).collect();
    let (mut coloured, mut struck) = (false, String::new());
    let (mut line, mut lines) = (Vec::new(), Vec::new());
    for run in string.all("r") {
        let text: String = run.all("t").map(Element::text).collect();
        plain.push_str(&text);
        let form = run.first("rPr");
        if form.is_some_and(|form| on(form, "strike")) && !text.trim().is_empty() {
            struck.push_str(&text);
            continue;
        }
        coloured |= form.is_some_and(self::coloured);
        for (at, piece) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(std::mem::take(&mut line));
            }
            if !piece.is_empty() {
                line.push(lettered(piece, form));
            }
        }
    }
    lines.push(line);
    let content = tidy(&Content(lines.into_iter().map(Block::Paragraph).collect()));
    let plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    let bare = string.first("r").is_none() || (content == tidy(&Content::plain(&plain)) && !coloured);
    (!bare || !struck.is_empty()).then_some(Formed { content, coloured, struck })
}

pub(super) fn on(form: &Element, name: &str) -> bool {
    form.first(name).is_some_and(|set| !matches!(set.attribute("val"), Some("0" | "false" | "none")))
}

/// In a colour, which has no place in content.
fn coloured(form: &Element) -> bool {
    let colour = form.first("color").and_then(|colour| colour.attribute("rgb"));
    colour.is_some_and(|rgb| !rgb.ends_with("000000"))
}

fn lettered(text: &str, form: Option<&Element>) -> Inline {
    let mut out = Inline::Text(text.to_owned());
    let Some(form) = form else { return out };
    match form.first("vertAlign").and_then(|align| align.attribute("val")) {
        Some("subscript") => out = Inline::Sub(vec![out]),
        Some("superscript") => out = Inline::Sup(vec![out]),
        _ => {}
    }
    if on(form, "u") {
        out = Inline::Underline(vec![out]);
    }
    if on(form, "i") {
        out = Inline::Emphasis(vec![out]);
    }
    if on(form, "b") {
        out = Inline::Strong(vec![out]);
    }
    out
}

//! Letters with form within a cell: what calamine gives as plain text, found again among the shared strings.

use std::collections::BTreeMap;

use crate::{
    format::{report::Losses, tidy},
    item::{Block, Content, Inline},
    xml::Element,
};

/// A text with form, and whether it has a form that content has no place for.
pub(super) type Formed = (Content, bool);

/// Shared strings that carry form, by their plain text; none where the same text stands with several forms.
#[derive(Debug, Default)]
pub(super) struct Rich(BTreeMap<String, Option<Formed>>);

/// A string of a sheet, shared or of a cell: its plain text, and the same with its form where it has one.
pub(super) fn formed(string: &Element) -> (String, Option<Formed>) {
    let mut plain: String = string.all("t").map(Element::text).collect();
    let mut styled = false;
    let (mut line, mut lines) = (Vec::new(), Vec::new());
    for run in string.all("r") {
        let text: String = run.all("t").map(Element::text).collect();
        plain.push_str(&text);
        styled |= run.first("rPr").is_some_and(coloured);
        for (at, piece) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(std::mem::take(&mut line));
            }
            if !piece.is_empty() {
                line.push(lettered(piece, run.first("rPr")));
            }
        }
    }
    lines.push(line);
    let content = tidy(&Content(lines.into_iter().map(Block::Paragraph).collect()));
    let plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    let bare = string.first("r").is_none() || (content == tidy(&Content::plain(&plain)) && !styled);
    (plain, (!bare).then_some((content, styled)))
}

impl Rich {
    /// Reads the table of shared strings.
    pub(super) fn of(table: &Element) -> Self {
        let mut out: BTreeMap<String, Option<Formed>> = BTreeMap::new();
        let mut bare = Vec::new();
        for string in table.all("si") {
            match formed(string) {
                (plain, None) => bare.push(plain),
                (plain, formed) => drop(out.entry(plain).and_modify(|before| *before = None).or_insert(formed)),
            }
        }
        for plain in bare {
            out.entry(plain).and_modify(|before| *before = None);
        }
        Self(out)
    }

    /// The content of a cell of that text, when it has form. What is lost is told.
    pub(super) fn content(&self, text: &str, losses: &mut Losses) -> Option<Content> {
        match self.0.get(text)? {
            Some((content, styled)) => {
                if *styled {
                    losses.code("loss.style");
                }
                Some(content.clone())
            }
            None => {
                losses.code("loss.style");
                None
            }
        }
    }
}

fn on(form: &Element, name: &str) -> bool {
    form.first(name).is_some_and(|set| !matches!(set.attribute("val"), Some("0" | "false" | "none")))
}

/// Struck out or coloured: a form that has no place in content.
fn coloured(form: &Element) -> bool {
    let colour = form.first("color").and_then(|colour| colour.attribute("rgb"));
    on(form, "strike") || colour.is_some_and(|rgb| !rgb.ends_with("000000"))
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

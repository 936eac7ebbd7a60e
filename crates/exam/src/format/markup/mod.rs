//! Markup (HTML, or the part of it that QTI knows) read into content. What content does not know is named as lost: a
//! style, a link, a heading, a script. What an element says in words is kept even where the element is not.

mod block;
mod line;
mod media;
mod table;

use certification::refusal::Refusal;

use self::media::is_recording;
use super::{
    report::{Losses, brief},
    tidy::{is_space, tidy_line},
};
use crate::{
    item::{Block, Content, Inline, MediaName},
    xml::{Element, Node},
};

/// What a format makes of an element of its own within content.
pub(super) enum Own {
    /// Stands in the line.
    Inline(Inline),
    /// Is read elsewhere.
    Elsewhere,
}

/// How a format names files.
type Named<'a> = dyn Fn(&str) -> Result<MediaName, Refusal> + 'a;
/// What a format makes of its own elements.
type Ours<'a> = dyn FnMut(&Element, &mut Losses) -> Option<Own> + 'a;

/// Reads markup.
pub(super) struct Markup<'a> {
    /// The name of the file behind an address.
    pub(super) file: &'a Named<'a>,
    /// Elements of the format's own.
    pub(super) own: &'a mut Ours<'a>,
    /// What is left behind.
    pub(super) losses: &'a mut Losses,
}

/// Stands in a sentence where a choice was to be made.
pub(super) const LINE: &str = "_____";

const SILENT: &[&str] = &["id", "name", "role", "controls", "preload", "xml:base", "xmlns", "xml:space"];

impl Markup<'_> {
    /// The content of an element.
    pub(super) fn content(&mut self, nodes: &[Node]) -> Content {
        Content(self.blocks(nodes))
    }

    fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut run = Vec::new();
        for node in nodes {
            match node {
                Node::Text(text) => run.push(Inline::Text(text.clone())),
                Node::Element(element) => match (self.own)(element, self.losses) {
                    Some(Own::Inline(inline)) => run.push(inline),
                    Some(Own::Elsewhere) => {}
                    None if is_block(&element.name) => {
                        flush(&mut run, &mut out);
                        self.block(element, &mut out);
                    }
                    // A link to a recording is how older editors put one.
                    None if element.name == "a" => match self.linked(element) {
                        Some(audio) => {
                            self.line(&element.children, &mut run);
                            flush(&mut run, &mut out);
                            out.push(Block::Audio(audio));
                        }
                        None => self.inline(element, &mut run),
                    },
                    // A recording stands by itself, wherever in a paragraph it was put.
                    None if is_recording(element) => {
                        if let Some(audio) = self.audio(element, &mut run) {
                            flush(&mut run, &mut out);
                            out.push(Block::Audio(audio));
                        }
                    }
                    None => self.inline(element, &mut run),
                },
            }
        }
        flush(&mut run, &mut out);
        out
    }

    /// Whether an element is not to be seen: a candidate must not read what its author hid, which may be a hint or the
    /// key.
    fn hidden(&mut self, element: &Element) -> bool {
        let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        let unseen = style.contains("display:none") || style.contains("visibility:hidden");
        // A word that all players of QTI 3.0 know.
        let classed = element.attribute("class").is_some_and(|all| all.split_whitespace().any(|c| c == "qti-hidden"));
        if !unseen && !classed && element.attribute("hidden").is_none() {
            return false;
        }
        self.losses.add(Refusal::new("loss.hidden-text").with("text", brief(&squeezed(&element.text()), 60)));
        true
    }

    /// Names the attributes that are left behind.
    fn attributes(&mut self, element: &Element, known: &[&str]) {
        for (name, value) in &element.attributes {
            match name.as_str() {
                name if known.contains(&name) || SILENT.contains(&name) => {}
                "dir" if value == "ltr" => {}
                // As the element of that name: what is struck out means something else.
                "style" if value.contains("line-through") => self.losses.named("loss.element", "s"),
                "style" | "class" | "align" | "valign" | "width" | "height" | "border" | "cellpadding"
                | "cellspacing" | "color" | "bgcolor" | "face" | "size" | "scope" => self.losses.code("loss.style"),
                name => self.losses.named("loss.attribute", name),
            }
        }
    }
}

fn flush(run: &mut Vec<Inline>, out: &mut Vec<Block>) {
    let line = tidy_line(run);
    run.clear();
    if !line.is_empty() {
        out.push(Block::Paragraph(line));
    }
}

fn squeezed(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "ul"
            | "ol"
            | "li"
            | "table"
            | "pre"
            | "blockquote"
            | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "figure"
            | "figcaption"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "address"
            | "dl"
            | "dt"
            | "dd"
            | "center"
            | "fieldset"
            | "details"
            | "summary"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "caption"
    )
}

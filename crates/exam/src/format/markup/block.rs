//! What stands as a block: paragraphs, lists, quotations, headings, and a picture or formula of its own.

use certification::refusal::Refusal;

use super::{Markup, media::is_picture};
use crate::{
    format::{
        linear,
        report::brief,
        tidy::{is_space, tidy_line},
    },
    item::{Block, Content, Inline},
    xml::{Element, Node},
};

impl Markup<'_> {
    pub(super) fn block(&mut self, element: &Element, out: &mut Vec<Block>) {
        if self.hidden(element) {
            return;
        }
        self.attributes(element, &[]);
        match element.name.as_str() {
            "ul" | "ol" => {
                let ordered = element.name == "ol";
                let mut entries = Vec::new();
                for entry in element.elements() {
                    let blocks = match entry.name.as_str() {
                        "li" => self.entry(entry),
                        // A list straight within a list is an entry of it.
                        _ => self.blocks(&[Node::Element(entry.clone())]),
                    };
                    if !blocks.is_empty() {
                        entries.push(Content(blocks));
                    }
                }
                if !entries.is_empty() {
                    out.push(Block::List { ordered, entries });
                }
            }
            "table" => out.extend(self.table(element)),
            "pre" => {
                let mut text = String::new();
                self.verbatim(&element.children, &mut text);
                let text = text.strip_prefix('\n').unwrap_or(&text);
                if !text.is_empty() {
                    out.push(Block::Verbatim(text.to_owned()));
                }
            }
            "blockquote" => {
                let inner = self.content(&element.children);
                if !inner.is_empty() {
                    out.push(Block::Quote(inner));
                }
            }
            "hr" => self.losses.named("loss.element", "hr"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.losses.named("loss.element", &element.name);
                let mut run = Vec::new();
                self.line(&element.children, &mut run);
                let line = tidy_line(&[Inline::Strong(run)]);
                if !line.is_empty() {
                    out.push(Block::Paragraph(line));
                }
            }
            "div" | "figure" => match self.alone(element) {
                Some(block) => out.push(block),
                None => out.extend(self.blocks(&element.children)),
            },
            "p" => out.extend(self.blocks(&element.children)),
            name => {
                self.losses.named("loss.element", name);
                out.extend(self.blocks(&element.children));
            }
        }
    }

    /// The letters of a text that is kept as it was typed. What it has besides is told by name.
    fn verbatim(&mut self, nodes: &[Node], out: &mut String) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) if self.hidden(element) => {}
                Node::Element(element) => match element.name.as_str() {
                    "br" => out.push('\n'),
                    "img" => {
                        self.losses.named("loss.element", "img");
                        let address = element.attribute("src").unwrap_or_default();
                        self.losses.add(Refusal::new("loss.address").with("address", brief(address, 80)));
                        out.push_str(element.attribute("alt").unwrap_or_default());
                    }
                    "math" => {
                        self.losses.named("loss.element", "math");
                        out.push_str(&linear::text(element));
                    }
                    name => {
                        match name {
                            "span" | "code" | "font" => self.losses.code("loss.style"),
                            name => self.losses.named("loss.element", name),
                        }
                        self.verbatim(&element.children, out);
                    }
                },
            }
        }
    }

    fn entry(&mut self, entry: &Element) -> Vec<Block> {
        self.attributes(entry, &[]);
        self.blocks(&entry.children)
    }

    /// A picture or formula that has a block of its own.
    fn alone(&mut self, element: &Element) -> Option<Block> {
        let mut inner = element.children.iter().filter(|c| !matches!(c, Node::Text(t) if t.chars().all(is_space)));
        let (Some(Node::Element(only)), None) = (inner.next(), inner.next()) else { return None };
        let mut run = Vec::new();
        match only.name.as_str() {
            "img" | "math" => self.inline(only, &mut run),
            "object" if is_picture(only) => self.inline(only, &mut run),
            _ => return None,
        }
        match run.pop() {
            Some(Inline::Picture(picture)) => Some(Block::Picture(picture)),
            Some(Inline::Math(math)) => Some(Block::Formula(math)),
            _ => None,
        }
    }
}

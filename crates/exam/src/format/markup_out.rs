//! Content written as markup, so that reading it gives the same content.

use crate::{
    item::{Audio, Block, Content, GapId, Inline, MediaName, Picture, math::NAMESPACE},
    xml::{Element, Node},
};

/// How a format writes what markup leaves open.
pub(super) struct Dialect<'a> {
    /// The address of a file.
    pub(super) file: &'a dyn Fn(&MediaName) -> String,
    /// A gap.
    pub(super) gap: &'a dyn Fn(&GapId) -> Node,
    /// `audio` is known; else recordings are `object`.
    pub(super) audio: bool,
    /// `u` is known; else a `span` with a class.
    pub(super) underline: bool,
}

impl Dialect<'_> {
    /// Content where lines may stand bare: a single paragraph without its own element.
    pub(super) fn flow(&self, content: &Content) -> Vec<Node> {
        match content.0.as_slice() {
            [Block::Paragraph(line)] => self.line(line),
            _ => self.blocks(content),
        }
    }

    /// Content as blocks.
    pub(super) fn blocks(&self, content: &Content) -> Vec<Node> {
        content.0.iter().map(|block| Node::Element(self.block(block))).collect()
    }

    fn block(&self, block: &Block) -> Element {
        match block {
            Block::Paragraph(line) => with("p", self.line(line)),
            Block::List { ordered, entries } => {
                let entries = entries.iter().map(|entry| with("li", self.flow(entry)));
                Element::new(if *ordered { "ol" } else { "ul" }).holding_all(entries)
            }
            Block::Table(table) => {
                let mut out = Element::new("table");
                if !table.caption.is_empty() {
                    out = out.holding(with("caption", self.line(&table.caption)));
                }
                let cells = |name: &str, row: &[Content]| {
                    Element::new("tr").holding_all(row.iter().map(|cell| with(name, self.flow(cell))))
                };
                if !table.head.is_empty() {
                    out = out.holding(Element::new("thead").holding(cells("th", &table.head)));
                }
                out.holding(Element::new("tbody").holding_all(table.rows.iter().map(|row| cells("td", row))))
            }
            // The first line feed within `pre` is not part of it.
            Block::Verbatim(text) if text.starts_with('\n') => Element::new("pre").saying(&format!("\n{text}")),
            Block::Verbatim(text) => Element::new("pre").saying(text),
            Block::Quote(inner) => with("blockquote", self.blocks(inner)),
            Block::Picture(picture) => Element::new("div").holding(self.picture(picture)),
            Block::Audio(audio) => Element::new("div").holding(self.audio(audio)),
            Block::Formula(math) => Element::new("div").holding(declared(math.element())),
        }
    }

    fn line(&self, line: &[Inline]) -> Vec<Node> {
        line.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> Node {
        Node::Element(match inline {
            Inline::Text(text) => return Node::Text(text.clone()),
            Inline::Strong(inner) => with("strong", self.line(inner)),
            Inline::Emphasis(inner) => with("em", self.line(inner)),
            Inline::Underline(inner) if self.underline => with("u", self.line(inner)),
            Inline::Underline(inner) => with("span", self.line(inner)).with("class", "qti-underline"),
            Inline::Sub(inner) => with("sub", self.line(inner)),
            Inline::Sup(inner) => with("sup", self.line(inner)),
            Inline::Code(text) => Element::new("code").saying(text),
            Inline::Break => Element::new("br"),
            Inline::Picture(picture) => self.picture(picture),
            Inline::Math(math) => declared(math.element()),
            Inline::Gap(gap) => return (self.gap)(gap),
        })
    }

    pub(super) fn picture(&self, picture: &Picture) -> Element {
        let mut out = Element::new("img").with("src", (self.file)(&picture.file)).with("alt", &picture.alt);
        for (name, pixels) in [("width", picture.width), ("height", picture.height)] {
            if let Some(pixels) = pixels {
                out = out.with(name, pixels.to_string());
            }
        }
        out
    }

    fn audio(&self, audio: &Audio) -> Element {
        let address = (self.file)(&audio.file);
        let out = match self.audio {
            true => Element::new("audio").with("src", address).with("controls", "controls"),
            false => Element::new("object").with("data", address).with("type", mime(&audio.file)),
        };
        out.saying(&audio.transcript)
    }
}

/// A formula that says what it is: readers of XML go by the namespace, and HTML allows it.
fn declared(mut math: Element) -> Element {
    math.attributes.insert(0, ("xmlns".to_owned(), NAMESPACE.to_owned()));
    math
}

fn with(name: &str, children: Vec<Node>) -> Element {
    Element { children, ..Element::new(name) }
}

/// Nodes written out one after the other.
pub(super) fn written(nodes: &[Node]) -> String {
    let whole = Element { children: nodes.to_vec(), ..Element::new("x") }.written();
    whole.strip_prefix("<x>").and_then(|rest| rest.strip_suffix("</x>")).unwrap_or_default().to_owned()
}

/// The kind of a file by its ending, as packages declare it.
pub(super) fn mime(file: &MediaName) -> &'static str {
    let lower = file.as_str().to_ascii_lowercase();
    match lower.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "wav" => "audio/wav",
        "m4a" => "audio/mp4",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

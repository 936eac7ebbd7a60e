//! Markup (HTML, or the part of it that QTI knows) read into content. What content does not know is named as lost: a
//! style, a link, a heading, a script. What an element says in words is kept even where the element is not.

use certification::refusal::Refusal;

use super::{
    markup_out::mime,
    report::{Losses, brief},
    tidy::{is_space, tidy_line},
};
use crate::{
    item::{Audio, Block, Content, Inline, MathMl, MediaName, Picture, Table},
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

    fn block(&mut self, element: &Element, out: &mut Vec<Block>) {
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
                let text = element.text();
                let text = text.strip_prefix('\n').unwrap_or(&text);
                if element.elements().next().is_some() {
                    self.losses.code("loss.style");
                }
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

    fn line(&mut self, nodes: &[Node], out: &mut Vec<Inline>) {
        for node in nodes {
            match node {
                Node::Text(text) => out.push(Inline::Text(text.clone())),
                Node::Element(element) => match (self.own)(element, self.losses) {
                    Some(Own::Inline(inline)) => out.push(inline),
                    Some(Own::Elsewhere) => {}
                    None => self.inline(element, out),
                },
            }
        }
    }

    fn nested(&mut self, element: &Element, make: fn(Vec<Inline>) -> Inline, out: &mut Vec<Inline>) {
        let mut inner = Vec::new();
        self.line(&element.children, &mut inner);
        out.push(make(inner));
    }

    fn inline(&mut self, element: &Element, out: &mut Vec<Inline>) {
        if self.hidden(element) {
            return;
        }
        let name = element.name.as_str();
        // What TAO shows only where the pointer rests would run into the sentence.
        if element.attribute("data-role") == Some("tooltip-content") {
            self.losses.code("loss.hints");
            return;
        }
        if !matches!(name, "img" | "math" | "object" | "audio" | "video" | "iframe" | "embed" | "a") {
            self.attributes(element, if name == "span" { &["class"] } else { &[] });
        }
        match name {
            "b" | "strong" => self.nested(element, Inline::Strong, out),
            "i" | "em" => self.nested(element, Inline::Emphasis, out),
            "u" | "ins" => self.nested(element, Inline::Underline, out),
            "sub" => self.nested(element, Inline::Sub, out),
            "sup" => self.nested(element, Inline::Sup, out),
            "code" | "tt" | "kbd" | "samp" => {
                if element.elements().next().is_some() {
                    self.losses.code("loss.style");
                }
                out.push(Inline::Code(element.text()));
            }
            "br" => out.push(Inline::Break),
            "wbr" => {}
            "span" if element.attribute("class") == Some("qti-underline") => {
                self.nested(element, Inline::Underline, out);
            }
            "img" => out.extend(self.picture(element, "src")),
            "object" if is_picture(element) => out.extend(self.picture(element, "data")),
            "math" => match MathMl::of(element) {
                Ok((math, left)) => {
                    left.iter().for_each(|name| self.losses.named("loss.attribute", name));
                    out.push(Inline::Math(math));
                }
                Err(why) => {
                    let name = why.args.iter().find(|(name, _)| name == "name").map_or("", |(_, value)| value);
                    let why = why.code.strip_prefix("math.").unwrap_or(&why.code);
                    self.losses.add(Refusal::new("loss.formula").with("why", why).with("name", brief(name, 60)));
                    out.push(Inline::Text(element.text()));
                }
            },
            "a" => {
                self.losses.code("loss.link");
                // A file that came along is shown by nothing else.
                if let Some(Ok(file)) = element.attribute("href").map(self.file) {
                    self.losses.add(Refusal::new("loss.address").with("address", brief(file.as_str(), 80)));
                }
                self.line(&element.children, out);
            }
            "script" | "style" | "template" | "noscript" => self.losses.named("loss.part", name),
            "iframe" | "object" | "embed" | "video" | "audio" => self.embedded(element, out),
            "svg" | "canvas" | "form" | "input" | "select" | "textarea" | "button" => {
                self.losses.named("loss.element", name);
                self.line(&element.children, out);
            }
            "rp" => {}
            "rt" => {
                // A reading beside a sign must not run together with it.
                self.losses.named("loss.element", name);
                out.push(Inline::Text("(".to_owned()));
                self.line(&element.children, out);
                out.push(Inline::Text(")".to_owned()));
            }
            "span" => {
                if element.attribute("class").is_some() {
                    self.losses.code("loss.style");
                }
                self.line(&element.children, out);
            }
            "font" | "small" | "big" | "abbr" | "acronym" | "cite" | "dfn" | "var" | "q" | "label" | "s" | "strike"
            | "del" | "mark" | "time" | "bdi" | "bdo" => {
                self.losses.named("loss.element", name);
                self.line(&element.children, out);
            }
            _ if is_block(name) => {
                // Blocks within a line: their words on lines of their own.
                self.losses.named("loss.element", name);
                out.push(Inline::Break);
                self.line(&element.children, out);
                out.push(Inline::Break);
            }
            _ => {
                self.losses.named("loss.element", name);
                self.line(&element.children, out);
            }
        }
    }

    /// Something shown from a file that cannot be shown here: its file is named as lost, the words for those who cannot
    /// see it are kept.
    fn embedded(&mut self, element: &Element, out: &mut Vec<Inline>) {
        self.losses.named("loss.element", &element.name);
        let of = |element: &Element| ["src", "data"].iter().find_map(|name| element.attribute(name).map(str::to_owned));
        for address in of(element).into_iter().chain(element.all("source").filter_map(of)) {
            // A file that came along is told by its name.
            let file = (self.file)(&address).map_or(address, |file| file.to_string());
            self.losses.add(Refusal::new("loss.address").with("address", brief(&file, 80)));
        }
        let words = element.children.iter().filter(|child| match child {
            Node::Element(inner) => !matches!(inner.name.as_str(), "source" | "track" | "param"),
            Node::Text(_) => true,
        });
        self.line(&words.cloned().collect::<Vec<_>>(), out);
    }

    fn picture(&mut self, element: &Element, address: &str) -> Option<Inline> {
        self.attributes(element, &["src", "data", "alt", "width", "height", "type"]);
        let source = element.attribute(address).unwrap_or_default();
        let alt = match element.attribute("alt") {
            Some(alt) => squeezed(alt),
            None => squeezed(&element.text()),
        };
        match (self.file)(source) {
            Ok(file) => {
                let mut pixels = |name: &str| {
                    let value = element.attribute(name)?;
                    let pixels = value.trim().trim_end_matches("px").parse().ok();
                    if pixels.is_none() {
                        self.losses.named("loss.attribute", name);
                    }
                    pixels
                };
                let (width, height) = (pixels("width"), pixels("height"));
                Some(Inline::Picture(Picture { file, alt, width, height }))
            }
            Err(why) => {
                self.losses.add(why);
                (!alt.is_empty()).then_some(Inline::Text(alt))
            }
        }
    }

    /// The recording that a link leads to, where it is seen and the file may have come along.
    fn linked(&mut self, link: &Element) -> Option<Audio> {
        if self.hidden(link) {
            return None;
        }
        let file = (self.file)(link.attribute("href")?).ok().filter(|file| mime(file).starts_with("audio/"))?;
        self.losses.named("loss.linked-recording", file.as_str());
        Some(Audio { file, transcript: String::new() })
    }

    /// A recording; the words of one that is not here are kept.
    fn audio(&mut self, element: &Element, run: &mut Vec<Inline>) -> Option<Audio> {
        if self.hidden(element) {
            return None;
        }
        let of = |element: &Element| ["src", "data"].iter().find_map(|name| element.attribute(name).map(str::to_owned));
        let told: Vec<String> = of(element).into_iter().chain(element.all("source").filter_map(of)).collect();
        let found = told.iter().find_map(|address| Some((address, (self.file)(address).ok()?)));
        let Some((address, file)) = found else {
            self.embedded(element, run);
            return None;
        };
        self.attributes(element, &["src", "data", "type"]);
        for other in told.iter().filter(|other| *other != address) {
            self.losses.add(Refusal::new("loss.address").with("address", brief(other, 80)));
        }
        for inner in element.elements().filter(|inner| inner.name != "source") {
            self.losses.named("loss.element", &inner.name);
        }
        // Moodle's editor writes the address for those who cannot hear it.
        let transcript = Some(squeezed(&element.text())).filter(|words| words != address.trim());
        Some(Audio { file, transcript: transcript.unwrap_or_default() })
    }

    fn table(&mut self, element: &Element) -> Option<Block> {
        let mut caption = Vec::new();
        let mut rows: Vec<(bool, Vec<Content>)> = Vec::new();
        let (mut groups, mut foot) = (vec![], vec![]);
        for child in element.elements() {
            match child.name.as_str() {
                "caption" => {
                    let mut run = Vec::new();
                    self.line(&child.children, &mut run);
                    caption = tidy_line(&run);
                }
                "thead" | "tbody" => groups.extend(child.all("tr").map(|row| (child.name == "thead", row))),
                // It is shown last, wherever it stands.
                "tfoot" => foot.extend(child.all("tr").map(|row| (false, row))),
                "tr" => groups.push((false, child)),
                "colgroup" | "col" => self.losses.code("loss.style"),
                name => self.losses.named("loss.element", name),
            }
        }
        for (in_head, row) in groups.into_iter().chain(foot) {
            self.attributes(row, &[]);
            let (mut cells, mut heads) = (Vec::new(), 0);
            for cell in row.elements() {
                self.attributes(cell, &["colspan", "rowspan"]);
                let merged = |name| cell.attribute(name).is_some_and(|n| n.trim() != "1");
                if merged("colspan") || merged("rowspan") {
                    self.losses.code("loss.merged-cells");
                }
                heads += usize::from(cell.name == "th");
                cells.push(self.content(&cell.children));
            }
            let is_head = in_head || (heads > 0 && heads == cells.len());
            if heads > 0 && !is_head {
                self.losses.code("loss.row-headings");
            }
            if !cells.is_empty() {
                rows.push((is_head, cells));
            }
        }
        let width = rows.iter().map(|(_, cells)| cells.len()).max().filter(|width| *width <= 100)?;
        for (_, cells) in &mut rows {
            if cells.len() < width {
                self.losses.code("loss.merged-cells");
                cells.resize(width, Content::default());
            }
        }
        let head = match rows.first() {
            Some((true, _)) => rows.remove(0).1,
            _ => Vec::new(),
        };
        if rows.iter().any(|(is_head, _)| *is_head) {
            self.losses.code("loss.row-headings");
        }
        Some(Block::Table(Table { caption, head, rows: rows.into_iter().map(|(_, cells)| cells).collect() }))
    }

    /// Names the attributes that are left behind.
    fn attributes(&mut self, element: &Element, known: &[&str]) {
        for (name, value) in &element.attributes {
            match name.as_str() {
                name if known.contains(&name) || SILENT.contains(&name) => {}
                "dir" if value == "ltr" => {}
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

/// A picture of its own; one of a kind that is not shown here gives way to a picture that stands within it instead.
fn is_picture(object: &Element) -> bool {
    let shown = ["image/png", "image/jpeg"].iter().any(|kind| is_of(object, kind));
    let instead = |inner: &Element| inner.name == "img" || is_picture(inner);
    object.name == "object" && is_of(object, "image/") && (shown || !object.elements().any(instead))
}

fn is_recording(element: &Element) -> bool {
    element.name == "audio" || (element.name == "object" && is_of(element, "audio/"))
}

fn is_of(object: &Element, family: &str) -> bool {
    object.attribute("type").is_some_and(|kind| kind.trim().starts_with(family))
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

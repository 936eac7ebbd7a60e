//! XML of strangers, read into a tree. A document type may be named, but defines nothing here: one with definitions of
//! its own is refused, no entities are known beyond the five of XML and character numbers, and nothing is fetched. Bytes,
//! depth, elements and attributes are bounded. Names are local names: the formats read here
//! are told apart by the names of their elements, so prefixes and namespaces are left out of the tree.

use certification::refusal::Refusal;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use crate::encoding;

/// What a document may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes.
    pub bytes: usize,
    /// Elements within each other.
    pub depth: usize,
    /// Elements in all.
    pub elements: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Words of which one stands in the name of every namespace that elements may be of; none where any will do. Elements
    /// of no namespace are of all.
    pub namespaces: &'static [&'static str],
}

impl Default for Bounds {
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 100, elements: 500_000, attributes: 60, namespaces: &[] }
    }
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Local name.
    pub name: String,
    /// Attributes as written, prefixes included, declarations of namespaces left out; but those of a formula (`math`) and
    /// of the root themselves, as `xmlns`, since nothing else tells them from a stranger's element of that name.
    pub attributes: Vec<(String, String)>,
    /// What it holds, in order.
    pub children: Vec<Node>,
    /// Line in the document, from 1; 0 in a tree made by hand.
    pub line: usize,
}

/// A child of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text; neighbours are joined.
    Text(String),
}

impl Element {
    /// An element of that name, to be written.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.to_owned(), value.into()));
        self
    }

    /// With a child.
    #[must_use]
    pub fn holding(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With children.
    #[must_use]
    pub fn holding_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text.
    #[must_use]
    pub fn saying(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.children.push(Node::Text(text.to_owned()));
        }
        self
    }

    /// The value of an attribute, by its name as written or its local name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let local = |written: &str| written.rsplit(':').next() == Some(name);
        let exact = self.attributes.iter().find(|(n, _)| n == name);
        exact.or_else(|| self.attributes.iter().find(|(n, _)| local(n))).map(|(_, value)| value.as_str())
    }

    /// An attribute says yes as XML Schema writes it, `true` or `1`. What is not told says no.
    #[must_use]
    pub fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|told| matches!(told.trim(), "true" | "1"))
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its child elements of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Its first child element of that name.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// All letters within, in order.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out);
        out
    }

    /// The letters straight within, without those of its elements.
    #[must_use]
    pub fn own_text(&self) -> String {
        let own = self.children.iter().filter_map(|child| match child {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        own.collect()
    }

    fn gather(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.gather(out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }

    /// It and every element within, outer before inner.
    pub fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        self.elements().for_each(|element| element.walk(see));
    }

    /// Written out, without declaration.
    #[must_use]
    pub fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Written out as a document.
    #[must_use]
    pub fn document(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write(&mut out);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, true, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, false, out),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    fn push_text(&mut self, text: &str) {
        if let Some(Node::Text(last)) = self.children.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.children.push(Node::Text(text.to_owned()));
        }
    }
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            _ => out.push(c),
        }
    }
}

/// A sign that XML 1.0 can carry.
#[must_use]
pub const fn carries(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

fn refusal(code: &str, line: usize) -> Refusal {
    Refusal::new(code).with("line", line)
}

/// Reads a document, in the encoding that it tells ([`encoding::read`]).
///
/// # Errors
/// `xml.too-large`, `xml.encoding`, `xml.encoding-otherwise`, `xml.doctype`, `xml.entity`, `xml.too-deep`, `xml.too-many`, `xml.attribute`,
/// `xml.broken`, `xml.empty`; where namespaces are bounded, `xml.namespace` and `xml.prefix` with the name; all but the
/// first three name the line.
pub fn read(bytes: &[u8], bounds: Bounds) -> Result<Element, Refusal> {
    if bytes.len() > bounds.bytes {
        return Err(Refusal::new("xml.too-large").with("bytes", bounds.bytes));
    }
    let other = || Refusal::new("xml.encoding").with("expected", "UTF-8");
    let encoding::Text { letters, turned } = encoding::read(bytes).map_err(|why| why.refusal("xml.encoding"))?;
    let text = letters.as_ref();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    // The comment rule of XML (no `--` within) harms nobody; everything else is checked.
    let mut tree = Tree { bounds, open: Vec::new(), root: None, count: 0, scopes: Vec::new() };
    let mut kinds = 0;
    loop {
        let event = reader.read_event();
        let line = lines.of(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match event.map_err(|_| refusal("xml.broken", line))? {
            Event::Start(start) => tree.start(&start, line)?,
            Event::End(_) => tree.end(),
            Event::Text(text) => tree.text(&text.xml10_content(), line)?,
            Event::CData(text) => tree.text(&text.xml10_content(), line)?,
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref().map_err(|_| refusal("xml.entity", line))? {
                    Some(c) => c,
                    None => predefined(&reference).ok_or_else(|| refusal("xml.entity", line))?,
                };
                tree.text(c.encode_utf8(&mut [0; 4]), line)?;
            }
            Event::Decl(decl) => {
                let named = decl.encoding().transpose().map_err(|_| refusal("xml.broken", line))?;
                let known = |n: &str| n.eq_ignore_ascii_case("utf-8") || n.eq_ignore_ascii_case("us-ascii");
                if !turned && named.is_some_and(|n| !known(&n)) {
                    return Err(other());
                }
            }
            Event::DocType(kind) => {
                if !names_only(&kind) {
                    return Err(refusal("xml.doctype", line));
                }
                if kinds > 0 || tree.count > 0 {
                    return Err(refusal("xml.broken", line));
                }
                kinds += 1;
            }
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof => break,
        }
    }
    if !tree.open.is_empty() {
        return Err(refusal("xml.broken", lines.of(text.len())));
    }
    tree.root.ok_or_else(|| Refusal::new("xml.empty"))
}

/// A document type that says what the document is called and perhaps where its definition lies (which is not fetched),
/// and defines nothing: `quiz`, `quiz SYSTEM "quiz.dtd"`, `quiz PUBLIC "name" "quiz.dtd"`.
#[must_use]
pub fn names_only(kind: &str) -> bool {
    fn quoted(text: &str) -> Option<&str> {
        let text = text.trim_start();
        let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        text.get(1..)?.split_once(mark).map(|(_, rest)| rest)
    }
    let kind = kind.trim();
    let (name, rest) = kind.split_once(char::is_whitespace).unwrap_or((kind, ""));
    let sign = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(sign) {
        return false;
    }
    let rest = rest.trim_start();
    let after = match (rest.strip_prefix("SYSTEM"), rest.strip_prefix("PUBLIC")) {
        (Some(rest), _) => quoted(rest),
        (_, Some(rest)) => quoted(rest).and_then(quoted),
        _ => Some(rest),
    };
    after.is_some_and(|after| after.trim().is_empty())
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

/// Counts lines as the reader goes on.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, position: usize) -> usize {
        if let Some(passed) = self.text.as_bytes().get(self.at..position.min(self.text.len())) {
            self.line += passed.iter().filter(|b| **b == b'\n').count();
            self.at = position.min(self.text.len());
        }
        self.line
    }
}

struct Tree {
    bounds: Bounds,
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
    /// Prefixes with their namespaces, by the element that declares them; kept where namespaces are bounded.
    scopes: Vec<Vec<(String, String)>>,
}

impl Tree {
    fn start(&mut self, start: &BytesStart<'_>, line: usize) -> Result<(), Refusal> {
        self.count += 1;
        if self.count > self.bounds.elements {
            return Err(refusal("xml.too-many", line));
        }
        if self.open.len() >= self.bounds.depth {
            return Err(refusal("xml.too-deep", line));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(refusal("xml.broken", line));
        }
        let mut element = Element { name: start.local_name().as_ref().to_owned(), line, ..Element::default() };
        let mut scope = Vec::new();
        let own_prefix = start.name().prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| refusal("xml.attribute", line))?;
            let name: &str = attribute.key.as_ref();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| refusal("xml.entity", line))?;
            if !value.chars().all(carries) {
                return Err(refusal("xml.broken", line));
            }
            let declared = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
            if let Some(prefix) = declared.filter(|_| !self.bounds.namespaces.is_empty()) {
                scope.push((prefix.to_owned(), value.clone().into_owned()));
            }
            match declared {
                None => element.attributes.push((name.to_owned(), value.into_owned())),
                Some(prefix) if prefix == own_prefix && (element.name == "math" || self.open.is_empty()) => {
                    element.attributes.push(("xmlns".to_owned(), value.into_owned()));
                }
                Some(_) => {}
            }
            if element.attributes.len() + scope.len() > self.bounds.attributes {
                return Err(refusal("xml.too-many", line));
            }
        }
        self.scopes.push(scope);
        self.bound(&own_prefix, line)?;
        self.open.push(element);
        Ok(())
    }

    /// The element that was just begun is of a namespace that there may be.
    fn bound(&self, prefix: &str, line: usize) -> Result<(), Refusal> {
        if self.bounds.namespaces.is_empty() || prefix == "xml" {
            return Ok(());
        }
        let declared = self.scopes.iter().rev().flatten().find(|(name, _)| name == prefix);
        let named = |code: &str, name: &str| {
            let name: String = name.chars().take(80).collect();
            Err(refusal(code, line).with("name", name))
        };
        match declared {
            None if prefix.is_empty() => Ok(()),
            None => named("xml.prefix", prefix),
            Some((_, space)) if space.is_empty() => Ok(()),
            Some((_, space)) if self.bounds.namespaces.iter().any(|known| space.contains(known)) => Ok(()),
            Some((_, space)) => named("xml.namespace", space),
        }
    }

    fn end(&mut self) {
        self.scopes.pop();
        if let Some(done) = self.open.pop() {
            match self.open.last_mut() {
                Some(parent) => parent.children.push(Node::Element(done)),
                None => self.root = Some(done),
            }
        }
    }

    fn text(&mut self, text: &str, line: usize) -> Result<(), Refusal> {
        if !text.chars().all(carries) {
            return Err(refusal("xml.broken", line));
        }
        match self.open.last_mut() {
            Some(element) => element.push_text(text),
            None if text.trim().is_empty() => {}
            None => return Err(refusal("xml.broken", line)),
        }
        Ok(())
    }
}

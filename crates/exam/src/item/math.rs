//! Formulas as presentation MathML (MathML Core), held as text of a fixed form: known elements and attributes only, so
//! that a formula can be shown as it stands and can carry nothing else.

use certification::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::xml::{self, Bounds, Element, Node};

/// A formula: one `math` element, written without prefix, comments or declarations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MathMl(String);

/// The most bytes of a formula.
pub const LONGEST: usize = 20_000;

/// Presentation elements of MathML Core, without those that load or link.
const ELEMENTS: &[&str] = &[
    "math",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "mfenced",
    "none",
];

const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "close",
    "columnalign",
    "columnspan",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "open",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "separators",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

impl MathMl {
    /// Reads a formula.
    ///
    /// # Errors
    /// `math.too-long`, `math.broken`, `math.element` and `math.attribute` (with the name), `math.empty`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if text.len() > LONGEST {
            return Err(Refusal::new("math.too-long").with("bytes", LONGEST));
        }
        let bounds = Bounds { bytes: LONGEST, depth: 40, elements: 4_000, attributes: 20 };
        let root = xml::read(text.as_bytes(), bounds).map_err(|_| Refusal::new("math.broken"))?;
        Self::of(&root)
    }

    /// Reads a formula that is part of a document.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn of(root: &Element) -> Result<Self, Refusal> {
        if root.name != "math" {
            return Err(Refusal::new("math.element").with("name", &root.name));
        }
        let clean = clean(root, 0)?;
        if clean.text().trim().is_empty() {
            return Err(Refusal::new("math.empty"));
        }
        let written = clean.written();
        if written.len() > LONGEST {
            return Err(Refusal::new("math.too-long").with("bytes", LONGEST));
        }
        Ok(Self(written))
    }

    /// The formula as MathML, ready for a page: `<math>…</math>`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its signs, one after the other: for search and likeness.
    #[must_use]
    pub fn words(&self) -> String {
        self.element().text()
    }

    /// As an element, to be written into a document.
    #[must_use]
    pub fn element(&self) -> Element {
        xml::read(self.0.as_bytes(), Bounds::default()).unwrap_or_else(|_| Element::new("math"))
    }
}

/// The same element with what MathML knows, white space around elements taken away.
fn clean(element: &Element, depth: usize) -> Result<Element, Refusal> {
    if depth > 40 {
        return Err(Refusal::new("math.broken"));
    }
    // `semantics` offers the same formula in several notations; presentation comes first.
    if element.name == "semantics" {
        let first = element.elements().next().ok_or_else(|| Refusal::new("math.empty"))?;
        return clean(first, depth + 1);
    }
    if !ELEMENTS.contains(&element.name.as_str()) {
        return Err(Refusal::new("math.element").with("name", &element.name));
    }
    let mut out = Element::new(&element.name);
    for (name, value) in &element.attributes {
        if matches!(name.as_str(), "id" | "class" | "xml:lang" | "alttext" | "overflow") {
            continue;
        }
        let plain = |c: char| {
            c.is_alphanumeric()
                || matches!(c, '.' | '-' | '+' | '%' | ' ' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | ',' | ';')
        };
        if !ATTRIBUTES.contains(&name.as_str()) || value.len() > 100 || !value.chars().all(plain) {
            return Err(Refusal::new("math.attribute").with("name", name));
        }
        out.attributes.push((name.clone(), value.clone()));
    }
    let token = matches!(element.name.as_str(), "mi" | "mn" | "mo" | "ms" | "mtext");
    for child in &element.children {
        match child {
            Node::Element(child) => out.children.push(Node::Element(clean(child, depth + 1)?)),
            Node::Text(text) if token => out.children.push(Node::Text(text.trim().to_owned())),
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(_) => return Err(Refusal::new("math.broken")),
        }
    }
    out.children.retain(|child| !matches!(child, Node::Text(text) if text.is_empty()));
    Ok(out)
}

impl TryFrom<String> for MathMl {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

impl From<MathMl> for String {
    fn from(math: MathMl) -> Self {
        math.0
    }
}

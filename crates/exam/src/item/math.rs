//! Formulas as presentation MathML (MathML Core), held as text of a fixed form: known elements and attributes only, so
//! that a formula can be shown as it stands and can carry nothing else. Its plain reading (`alttext`), where it has one, is
//! part of it, for whoever hears it.

use std::collections::BTreeSet;

use certification::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::xml::{self, Bounds, Element, Node};

/// A formula: one `math` element, written without prefix, comments or declarations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MathMl(String);

/// The most bytes of a formula.
pub const LONGEST: usize = 20_000;

/// The namespace of MathML: the only one that a formula may declare for itself.
pub const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// The most letters of the plain reading of a formula.
const LONGEST_READING: usize = 500;

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
    "lquote",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "open",
    "rowspan",
    "rquote",
    "rspace",
    "scriptlevel",
    "separator",
    "separators",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// Attributes whose value is itself a sign of the formula.
const SIGNS: &[&str] = &["close", "lquote", "open", "rquote", "separators"];

/// Attributes that say nothing of the formula, left behind without a word.
const SILENT: &[&str] = &["id", "class", "xml:lang", "lang", "overflow", "xml:space"];

impl MathMl {
    /// Reads a formula as somebody typed it: what it cannot keep is refused.
    ///
    /// # Errors
    /// `math.too-long`, `math.broken`, `math.element` and `math.attribute` (with the name), `math.empty`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if text.len() > LONGEST {
            return Err(Refusal::new("math.too-long").with("bytes", LONGEST));
        }
        let bounds = Bounds { bytes: LONGEST, depth: 40, elements: 4_000, attributes: 20, ..Bounds::default() };
        let root = xml::read(text.as_bytes(), bounds).map_err(|_| Refusal::new("math.broken"))?;
        match Self::of(&root)? {
            (math, left) if left.is_empty() => Ok(math),
            (_, left) => Err(Refusal::new("math.attribute").with("name", left.into_iter().next().unwrap_or_default())),
        }
    }

    /// Reads a formula that is part of a document of others, and names the attributes (colours, sizes, handlers) that
    /// were left behind: the formula says the same without them.
    ///
    /// # Errors
    /// `math.too-long`, `math.broken`, `math.empty`; `math.element` for an element that is none of MathML Core's;
    /// `math.attribute` for a namespace that is not MathML's, or a sign that cannot be kept.
    pub fn of(root: &Element) -> Result<(Self, BTreeSet<String>), Refusal> {
        if root.name != "math" {
            return Err(Refusal::new("math.element").with("name", &root.name));
        }
        let mut left = BTreeSet::new();
        let mut clean = clean(root, 0, &mut left)?;
        if clean.text().trim().is_empty() {
            return Err(Refusal::new("math.empty"));
        }
        if let Some(told) = root.attribute("alttext") {
            let reading = told.split_whitespace().collect::<Vec<_>>().join(" ");
            match reading.chars().count() {
                0 => {}
                1..=LONGEST_READING if !reading.contains(char::is_control) => {
                    clean.attributes.push(("alttext".to_owned(), reading));
                    clean.attributes.sort();
                }
                _ => {
                    left.insert("alttext".to_owned());
                }
            }
        }
        let written = clean.written();
        if written.len() > LONGEST {
            return Err(Refusal::new("math.too-long").with("bytes", LONGEST));
        }
        Ok((Self(written), left))
    }

    /// How it is said aloud, where its author tells: `alttext`.
    #[must_use]
    pub fn reading(&self) -> Option<String> {
        self.element().attribute("alttext").map(str::to_owned)
    }

    /// The formula for a page that may be read aloud: as MathML, named by its plain reading where there is one.
    #[must_use]
    pub fn labelled(&self) -> String {
        match self.reading() {
            Some(reading) => self.element().with("aria-label", reading).written(),
            None => self.0.clone(),
        }
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

/// The same element with what MathML knows, white space around elements taken away. Attributes that are not kept are
/// named in `left`.
fn clean(element: &Element, depth: usize, left: &mut BTreeSet<String>) -> Result<Element, Refusal> {
    if depth > 40 {
        return Err(Refusal::new("math.broken"));
    }
    // `semantics` offers the same formula in several notations; presentation comes first.
    if element.name == "semantics" {
        let first = element.elements().next().ok_or_else(|| Refusal::new("math.empty"))?;
        return clean(first, depth + 1, left);
    }
    if !ELEMENTS.contains(&element.name.as_str()) {
        return Err(Refusal::new("math.element").with("name", &element.name));
    }
    let mut out = Element::new(&element.name);
    for (name, value) in &element.attributes {
        let refused = || Refusal::new("math.attribute").with("name", name);
        match name.as_str() {
            "xmlns" if value.trim() == NAMESPACE => {}
            "xmlns" => return Err(refused()),
            "alttext" if depth == 0 => {}
            name if SILENT.contains(&name) || name.starts_with("xmlns:") => {}
            name if SIGNS.contains(&name) => {
                if value.chars().count() > 20 || value.contains(char::is_control) {
                    return Err(refused());
                }
                out.attributes.push((name.to_owned(), value.clone()));
            }
            name if ATTRIBUTES.contains(&name) && value.len() <= 100 && value.chars().all(is_plain) => {
                out.attributes.push((name.to_owned(), value.clone()));
            }
            name => {
                left.insert(name.to_owned());
            }
        }
    }
    // In one order, since readers of HTML give no order back.
    out.attributes.sort();
    let token = matches!(element.name.as_str(), "mi" | "mn" | "mo" | "ms" | "mtext");
    for child in &element.children {
        match child {
            Node::Element(child) => out.children.push(Node::Element(clean(child, depth + 1, left)?)),
            Node::Text(text) if token => out.children.push(Node::Text(text.trim().to_owned())),
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(_) => return Err(Refusal::new("math.broken")),
        }
    }
    out.children.retain(|child| !matches!(child, Node::Text(text) if text.is_empty()));
    Ok(out)
}

/// May stand in the value of an attribute.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || ".-+%()[]{}|,; ".contains(c)
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

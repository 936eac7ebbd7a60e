//! Passages that lie beside an item as HTML and that it shows as an `object`, as version 2.1 does it, which has no shared
//! stimuli: their text is put where it is shown, with its pictures.

use std::{cell::Cell, collections::BTreeMap};

use super::{super::html, Place, package::folder};
use crate::{
    encoding,
    xml::{Element, Node},
};

/// The parts of a package, and how many bytes of them may still be put into items.
pub(super) struct Passages<'a> {
    /// By their names.
    pub(super) parts: &'a BTreeMap<String, Vec<u8>>,
    left: Cell<usize>,
}

impl<'a> Passages<'a> {
    /// The passages of a package.
    pub(super) fn of(parts: &'a BTreeMap<String, Vec<u8>>) -> Self {
        const MOST: usize = 64 << 20;
        Self { parts, left: Cell::new(MOST) }
    }

    /// Puts the passages that a part shows into it. What cannot be read stays as it is, and is told as left behind.
    pub(super) fn put_into(&self, element: &mut Element, place: &Place<'_>) {
        for child in &mut element.children {
            let Node::Element(one) = child else { continue };
            match self.passage(one, place) {
                Some(nodes) => *one = Element { children: nodes, line: one.line, ..Element::new("div") },
                None => self.put_into(one, place),
            }
        }
    }

    fn passage(&self, object: &Element, place: &Place<'_>) -> Option<Vec<Node>> {
        let kind = object.attribute("type").unwrap_or_default().trim();
        if object.name != "object" || !(kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")) {
            return None;
        }
        let name = place.file(object.attribute("data")?).ok()?;
        let bytes = self.parts.get(name.as_str())?;
        self.left.set(self.left.get().checked_sub(bytes.len())?);
        let mut nodes = body(html::read(&encoding::read(bytes).ok()?.letters).ok()?);
        let (from, to) = (Place { folder: folder(name.as_str()) }, place);
        nodes.iter_mut().for_each(|node| moved(node, &from, to));
        Some(nodes)
    }
}

/// What a document shows: without its head.
fn body(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        match node {
            Node::Element(one) if matches!(one.name.as_str(), "html" | "body") => out.extend(body(one.children)),
            Node::Element(one) if one.name == "head" => {}
            other => out.push(other),
        }
    }
    out
}

/// Addresses within the package, as they are from where the text stands now.
fn moved(node: &mut Node, from: &Place<'_>, to: &Place<'_>) {
    let Node::Element(element) = node else { return };
    for (name, value) in &mut element.attributes {
        if matches!(name.as_str(), "src" | "data" | "href")
            && let Ok(file) = from.file(value)
        {
            let up = to.folder.split('/').filter(|part| !part.is_empty()).count();
            *value = format!("{}{file}", "../".repeat(up));
        }
    }
    element.children.iter_mut().for_each(|child| moved(child, from, to));
}

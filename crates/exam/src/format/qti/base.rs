//! `xml:base`: from where the addresses within an element are seen. It is put into the addresses, so that whoever reads
//! them need not know of it.

use crate::xml::{Element, Node};

/// Attributes that are addresses.
const ADDRESSES: &[&str] = &["data", "href", "src"];

/// The tree with every base put into the addresses that are seen from it.
pub(super) fn applied(mut root: Element) -> Element {
    apply(&mut root, "");
    root
}

fn apply(element: &mut Element, outer: &str) {
    let told = element.attributes.iter().position(|(name, _)| name == "xml:base");
    let base = match told {
        Some(at) => seen_from(outer, element.attributes.remove(at).1.trim()),
        None => outer.to_owned(),
    };
    if !base.is_empty() {
        for (_, value) in element.attributes.iter_mut().filter(|(name, _)| ADDRESSES.contains(&name.as_str())) {
            *value = seen_from(&base, value.trim());
        }
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            apply(child, &base);
        }
    }
}

/// An address as it is seen from a base: what follows the last `/` of the base is no part of it.
fn seen_from(base: &str, address: &str) -> String {
    let whole = address.contains(':') || address.starts_with(['/', '#']);
    match base.rsplit_once('/') {
        Some((folder, _)) if !whole => format!("{folder}/{address}"),
        _ => address.to_owned(),
    }
}

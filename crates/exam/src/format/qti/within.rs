//! Answers that stand within a text: words of it that are chosen (`hottext`), and gaps that other texts are put into
//! (`gap`). The text becomes part of the stem, its words underlined and its gaps numbered, and what is left of the
//! interaction are the words, or the gaps and the texts for them.

use std::collections::BTreeSet;

use super::super::markup::LINE;
use crate::xml::{Element, Node};

/// What a gap is called, by its place in the text.
pub(super) fn gap_label(at: usize) -> String {
    format!("({})", at.saturating_add(1))
}

/// A gap as it stands in the text.
pub(super) fn gap(at: usize) -> String {
    format!("{} {LINE}", gap_label(at))
}

/// Takes the text out of an interaction; `None` where it has none.
pub(super) fn text(interaction: &mut Element) -> Option<Element> {
    let children = std::mem::take(&mut interaction.children);
    let (mut kept, text): (Vec<Node>, Vec<Node>) = match interaction.name.as_str() {
        "hottextInteraction" => (Vec::new(), children),
        "gapMatchInteraction" => {
            let own =
                |child: &Node| matches!(child, Node::Element(one) if matches!(one.name.as_str(), "gapText" | "gapImg"));
            children.into_iter().partition(own)
        }
        _ => {
            interaction.children = children;
            return None;
        }
    };
    let mut text = Element { children: text, ..Element::new("div") };
    let (mut words, mut alike) = (BTreeSet::new(), false);
    text.walk(&mut |one| alike |= one.name == "hottext" && !words.insert(one.text().trim().to_owned()));
    let mut found = Vec::new();
    open(&mut text, alike, &mut found);
    kept.extend(found.into_iter().map(Node::Element));
    interaction.children = kept;
    Some(text)
}

/// Puts signs that are read in the place of what is answered, and gathers what stood there.
fn open(element: &mut Element, numbered: bool, found: &mut Vec<Element>) {
    for child in &mut element.children {
        let Node::Element(one) = child else { continue };
        match one.name.as_str() {
            "gap" => {
                let label = gap(found.len());
                found.push(std::mem::take(one));
                *child = Node::Text(label);
            }
            "hottext" => {
                // Words that stand there twice would be two options that read the same.
                if numbered {
                    one.children.push(Node::Text(format!(" {}", gap_label(found.len()))));
                }
                found.push(one.clone());
                "span".clone_into(&mut one.name);
                one.attributes = vec![("class".to_owned(), "qti-underline".to_owned())];
            }
            _ => open(one, numbered, found),
        }
    }
}

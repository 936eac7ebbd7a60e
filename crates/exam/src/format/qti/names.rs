//! Names: the older form (`choiceInteraction`, `responseIdentifier`) and that of version 3.0 (`qti-choice-interaction`,
//! `response-identifier`); and identifiers, which may not begin with a digit.

use crate::xml::{Element, Node};

/// What is put before a name that cannot be an identifier as it stands.
const MARK: &str = "_x.";

/// A name as an identifier.
pub(super) fn identifier(name: &str) -> String {
    let letter = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if letter && !name.starts_with(MARK) && !matches!(name, "SCORE" | "MAXSCORE") {
        name.to_owned()
    } else {
        format!("{MARK}{name}")
    }
}

/// A name out of an identifier.
pub(super) fn plain(identifier: &str) -> &str {
    identifier.strip_prefix(MARK).unwrap_or(identifier)
}

/// The same tree with names in the older form; wrappers that only version 3.0 has are taken away.
pub(super) fn older(element: Element) -> Element {
    let mut out = Element { children: Vec::new(), ..element };
    if let Some(name) = out.name.strip_prefix("qti-") {
        out.name = camel(name);
        for (name, _) in &mut out.attributes {
            if !name.starts_with("data-") && !name.starts_with("aria-") && !name.contains(':') {
                *name = camel(name);
            }
        }
    }
    for child in element.children {
        match child {
            Node::Element(child) => {
                let child = older(child);
                if child.name == "contentBody" {
                    out.children.extend(child.children);
                } else {
                    out.children.push(Node::Element(child));
                }
            }
            text => out.children.push(text),
        }
    }
    out
}

fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut up = false;
    for c in name.chars() {
        match c {
            '-' => up = true,
            c if up => {
                out.extend(c.to_uppercase());
                up = false;
            }
            c => out.push(c),
        }
    }
    out
}

fn kebab(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// QTI's own elements among those that are written; the rest is markup.
const OWN: &[&str] = &[
    "and",
    "areaMapEntry",
    "areaMapping",
    "assessmentItem",
    "assessmentItemRef",
    "assessmentSection",
    "assessmentStimulus",
    "assessmentStimulusRef",
    "assessmentTest",
    "baseValue",
    "choiceInteraction",
    "correct",
    "correctResponse",
    "defaultValue",
    "equal",
    "extendedTextInteraction",
    "gt",
    "hotspotChoice",
    "hotspotInteraction",
    "index",
    "itemBody",
    "mapEntry",
    "mapResponse",
    "mapResponsePoint",
    "mapping",
    "match",
    "matchInteraction",
    "orderInteraction",
    "outcomeDeclaration",
    "responseCondition",
    "responseDeclaration",
    "responseIf",
    "responseProcessing",
    "rubricBlock",
    "selectPointInteraction",
    "setOutcomeValue",
    "simpleAssociableChoice",
    "simpleChoice",
    "simpleMatchSet",
    "stimulusBody",
    "sum",
    "testPart",
    "textEntryInteraction",
    "timeLimits",
    "uploadInteraction",
    "value",
    "variable",
];

/// The same tree with names in the form of version 3.0.
pub(super) fn newer(element: Element) -> Element {
    let mut out = Element { children: Vec::new(), ..element };
    if OWN.contains(&out.name.as_str()) {
        out.name = format!("qti-{}", kebab(&out.name));
        for (name, _) in &mut out.attributes {
            if !name.contains(':') {
                *name = kebab(name);
            }
        }
    }
    let children = element.children.into_iter().map(|child| match child {
        Node::Element(child) => Node::Element(newer(child)),
        text => text,
    });
    if out.name == "qti-rubric-block" {
        let body = Element { children: children.collect(), ..Element::new("qti-content-body") };
        out.children.push(Node::Element(body));
    } else {
        out.children = children.collect();
    }
    out
}

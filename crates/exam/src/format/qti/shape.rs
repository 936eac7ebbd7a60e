//! What an item of QTI may be made of: children that interactions and declarations have, and what may stand there once. What
//! is there besides would be read as if it were not.

use std::collections::BTreeSet;

use certification::refusal::Refusal;

use super::super::report::{Losses, brief};
use crate::xml::{Element, Node};

/// The most outcomes that an item declares.
const MOST_OUTCOMES: usize = 200;

/// Belong beside the body. Within it they would be shown, the key among them.
const DECLARATIONS: &[&str] =
    &["areaMapping", "correctResponse", "mapping", "outcomeDeclaration", "responseDeclaration", "responseProcessing"];

/// The interactions of QTI; those that are not understood among them, so that they can be named.
pub(super) fn is_interaction(name: &str) -> bool {
    name.ends_with("Interaction") || name == "hottext" || name == "gap"
}

/// Nothing stands in another file, and nothing that there may be once is there twice.
///
/// # Errors
/// `qti.include`, `qti.twice`, `xml.too-many`.
pub(super) fn whole(root: &Element) -> Result<(), Refusal> {
    let mut elsewhere = false;
    root.walk(&mut |element| elsewhere |= element.name == "include");
    if elsewhere {
        return Err(Refusal::new("qti.include"));
    }
    // What is declared is looked for among the rules.
    if let Some(over) = root.all("outcomeDeclaration").nth(MOST_OUTCOMES) {
        return Err(Refusal::new("xml.too-many").with("line", over.line));
    }
    let mut seen = BTreeSet::new();
    for element in root.elements() {
        let once = match element.name.as_str() {
            name @ ("responseDeclaration" | "outcomeDeclaration") => {
                (name, element.attribute("identifier").unwrap_or_default())
            }
            name @ ("itemBody" | "responseProcessing" | "stimulusBody") => (name, name),
            _ => continue,
        };
        if !seen.insert(once) {
            return Err(twice(once.1));
        }
        for name in ["correctResponse", "mapping", "areaMapping"] {
            if element.name == "responseDeclaration" && element.all(name).nth(1).is_some() {
                return Err(twice(name));
            }
        }
    }
    Ok(())
}

fn twice(name: &str) -> Refusal {
    Refusal::new("qti.twice").with("name", brief(name, 60))
}

/// The body holds no declarations, and its interactions nothing but what is read of them.
///
/// # Errors
/// `qti.child`, with what stands where; `qti.twice` for a second prompt.
pub(super) fn sound(body: &Element) -> Result<(), Refusal> {
    let mut fault = None;
    body.walk(&mut |element| {
        if fault.is_some() {
            return;
        }
        if let Some(child) = element.elements().find(|child| DECLARATIONS.contains(&child.name.as_str())) {
            fault = Some(stray(&child.name, element));
        } else if let Some(known) = known(&element.name) {
            fault = inside(element, known).err();
        }
    });
    fault.map_or(Ok(()), Err)
}

/// What an interaction may hold besides its prompt; `None` where it holds text, or is refused by its name.
fn known(interaction: &str) -> Option<&'static [&'static str]> {
    Some(match interaction {
        "choiceInteraction" | "orderInteraction" => &["simpleChoice"],
        "inlineChoiceInteraction" => &["inlineChoice"],
        "matchInteraction" => &["simpleMatchSet"],
        "simpleMatchSet" => &["simpleAssociableChoice"],
        "hotspotInteraction" => &["object", "img", "picture", "hotspotChoice"],
        "selectPointInteraction" => &["object", "img", "picture"],
        "textEntryInteraction" | "extendedTextInteraction" | "uploadInteraction" | "sliderInteraction" => &[],
        _ => return None,
    })
}

fn inside(element: &Element, known: &[&str]) -> Result<(), Refusal> {
    let mut prompts = 0;
    for child in &element.children {
        match child {
            Node::Element(child) if child.name == "prompt" => prompts += 1,
            Node::Element(child) if known.contains(&child.name.as_str()) => {}
            Node::Element(child) => return Err(stray(&child.name, element)),
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(text) => return Err(stray(text.trim(), element)),
        }
    }
    if prompts > 1 { Err(twice("prompt")) } else { Ok(()) }
}

fn stray(what: &str, within: &Element) -> Refusal {
    Refusal::new("qti.child").with("what", brief(what, 40)).with("within", brief(&within.name, 40))
}

/// Every place to answer was found where answers are read: not within code, a picture's words or feedback.
///
/// # Errors
/// `qti.interaction-place`.
pub(super) fn found(body: &Element, found: &[Element]) -> Result<(), Refusal> {
    let counts = |name: &str| name.ends_with("Interaction") && name != "endAttemptInteraction";
    let mut names = Vec::new();
    body.walk(&mut |element| {
        if counts(&element.name) {
            names.push(element.name.clone());
        }
    });
    if names.len() <= found.len() {
        return Ok(());
    }
    for one in found {
        if let Some(at) = names.iter().position(|name| *name == one.name) {
            names.remove(at);
        }
    }
    let lost = names.first().map_or("", String::as_str);
    Err(Refusal::new("qti.interaction-place").with("name", brief(lost, 40)))
}

/// Tells what declarations say that is not read.
pub(super) fn declared(element: &Element, losses: &mut Losses) {
    for (name, _) in &element.attributes {
        if !matches!(name.as_str(), "identifier" | "cardinality" | "baseType") {
            losses.named("loss.attribute", name);
        }
    }
    for child in element.elements() {
        let inner: &[&str] = match child.name.as_str() {
            "correctResponse" | "defaultValue" => &["value"],
            "mapping" => &["mapEntry"],
            "areaMapping" => &["areaMapEntry"],
            other => {
                losses.named("loss.part", other);
                continue;
            }
        };
        for stray in child.elements().filter(|stray| !inner.contains(&stray.name.as_str())) {
            losses.named("loss.part", &stray.name);
        }
    }
}

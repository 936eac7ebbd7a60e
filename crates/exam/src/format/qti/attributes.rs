//! What an interaction or an option says of itself beyond what is asked: kept by somebody else, or told as left behind.

use certification::refusal::Refusal;

use super::super::report::{Losses, brief};
use crate::xml::Element;

/// Say how many.
const COUNTS: &[&str] = &[
    "expectedLength",
    "expectedLines",
    "matchMax",
    "matchMin",
    "maxAssociations",
    "maxChoices",
    "maxStrings",
    "minAssociations",
    "minChoices",
    "minStrings",
];

/// Say yes or no.
const FLAGS: &[&str] = &["adaptive", "caseSensitive", "fixed", "shuffle", "substring", "timeDependent"];

/// How many values a variable may have.
const CARDINALITIES: &[&str] = &["single", "multiple", "ordered", "record"];

/// What values a variable may have.
const BASES: &[&str] = &[
    "boolean",
    "directedPair",
    "duration",
    "file",
    "float",
    "identifier",
    "integer",
    "intOrIdentifier",
    "pair",
    "point",
    "string",
    "uri",
];

/// Read where the interaction is, or told there by a code of its own.
const READ: &[&str] = &[
    "base",
    "coords",
    "fixed",
    "hotspotLabel",
    "identifier",
    "lowerBound",
    "matchMax",
    "matchMin",
    "maxAssociations",
    "maxChoices",
    "maxStrings",
    "minAssociations",
    "minChoices",
    "patternMask",
    "responseIdentifier",
    "shape",
    "shuffle",
    "step",
    "templateIdentifier",
    "upperBound",
];

/// Changes nothing that is seen or asked; of a picture what is read of it.
const SILENT: &[&str] = &["id", "xml:base", "xml:space", "xmlns"];

/// What an item says by words that its attributes cannot have would be read as if it said nothing.
///
/// # Errors
/// `qti.attribute`, with name and value of the first.
pub(super) fn sound(item: &Element) -> Result<(), Refusal> {
    let mut fault = None;
    item.walk(&mut |element| {
        for (name, value) in &element.attributes {
            let said = value.trim();
            let fits = match name.as_str() {
                name if COUNTS.contains(&name) => said.parse::<u32>().is_ok(),
                name if FLAGS.contains(&name) => matches!(said, "true" | "false" | "1" | "0"),
                "cardinality" => CARDINALITIES.contains(&said),
                "baseType" => BASES.contains(&said),
                _ => true,
            };
            if !fits && fault.is_none() {
                let refusal = Refusal::new("qti.attribute").with("name", brief(name, 40));
                fault = Some(refusal.with("value", brief(said, 40)));
            }
        }
    });
    fault.map_or(Ok(()), Err)
}

/// Tells what is left behind of an interaction's attributes, or of those of an option. `more` is read by the caller.
pub(super) fn tell(element: &Element, more: &[&str], losses: &mut Losses) {
    for (name, value) in &element.attributes {
        let value = value.trim();
        let known = |names: &[&str]| names.contains(&name.as_str());
        match name.as_str() {
            _ if known(READ) || known(SILENT) || known(more) || name.starts_with("xmlns:") => {}
            "dir" if value == "ltr" => {}
            // Options stand below each other, and are shown unless something is worked out.
            "orientation" if value == "vertical" && element.name != "sliderInteraction" => {}
            "showHide" if value == "show" => {}
            "format" if value == "plain" => {}
            "class" if value.split_whitespace().all(|token| token.starts_with("kompeten-")) => {}
            "class" | "style" | "orientation" | "expectedLength" | "expectedLines" | "width" | "height" => {
                losses.code("loss.style");
            }
            name => losses.named("loss.attribute", name),
        }
    }
}

/// Tells of a bound on how often something is paired where it would have kept a candidate from a pairing among `total`,
/// or asked for one.
pub(super) fn paired(element: &Element, total: usize, losses: &mut Losses) {
    for name in ["matchMin", "matchMax", "minAssociations", "maxAssociations"] {
        let told = element.attribute(name).and_then(|text| text.trim().parse::<usize>().ok());
        let binds = match told {
            None | Some(0) => false,
            Some(told) => matches!(name, "matchMin" | "minAssociations") || told < total,
        };
        if binds {
            losses.named("loss.attribute", name);
        }
    }
}

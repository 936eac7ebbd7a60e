//! What an interaction or an option says of itself beyond what is asked: kept by somebody else, or told as left behind.

use super::super::report::Losses;
use crate::xml::Element;

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

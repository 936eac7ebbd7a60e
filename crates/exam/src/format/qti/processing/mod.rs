//! Response processing, as far as it has the shape of the standard templates: a match with what is right or with a value
//! that is named, a mapping, an equality within a tolerance, sums of these, and bounds on the sum. Rules that set nothing
//! but what is told to the candidate are lost, and said to be. Everything else is a program and is refused.

mod even;
mod rules;
mod test;

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use self::rules::Rules;
use super::{
    super::report::{Losses, brief},
    declared::{Declared, number},
};
use crate::xml::Element;

/// A condition on one response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Equals what is right.
    Match(String),
    /// Is a number within this much below and above what is right.
    Within(String, Decimal, Decimal),
    /// Maps to more than nothing.
    Mapped(String),
}

/// A gain in score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gain {
    /// So much when all tests hold.
    Fixed(Vec<Test>, Decimal),
    /// What the response maps to.
    Map(String),
    /// What the points of the response map to.
    Points(String),
}

fn refused(what: &str) -> Refusal {
    Refusal::new("qti.processing").with("what", brief(what, 60))
}

fn identifier(element: &Element) -> Result<String, Refusal> {
    element.attribute("identifier").map(str::to_owned).ok_or_else(|| refused("identifier"))
}

/// Numbers that outcomes have from the beginning and that no rule changes.
pub(super) fn constants(root: &Element) -> Result<BTreeMap<String, Decimal>, Refusal> {
    let mut out = BTreeMap::new();
    for element in root.elements().filter(|element| element.name == "outcomeDeclaration") {
        let (Some(name), Some(value)) = (element.attribute("identifier"), element.first("defaultValue")) else {
            continue;
        };
        let Some(value) = value.first("value").and_then(|value| number(&value.text()).ok()) else { continue };
        if name == "SCORE" && !value.is_zero() {
            return Err(refused("SCORE"));
        }
        let changed = root.elements().filter(|rules| rules.name == "responseProcessing").any(|rules| sets(rules, name));
        if name != "SCORE" && !changed {
            out.insert(name.to_owned(), value);
        }
    }
    Ok(out)
}

/// A rule within sets that outcome.
fn sets(rules: &Element, name: &str) -> bool {
    let own = matches!(rules.name.as_str(), "setOutcomeValue" | "lookupOutcomeValue")
        && rules.attribute("identifier") == Some(name);
    own || rules.elements().any(|inner| sets(inner, name))
}

/// The gains of an item; `None` where no processing is told. What rules name instead of the declarations is put into the
/// declarations, so that the key is read from there.
pub(super) fn read(
    processing: Option<&Element>,
    constants: &BTreeMap<String, Decimal>,
    responses: &mut [Declared],
    losses: &mut Losses,
) -> Result<Option<Vec<Gain>>, Refusal> {
    let Some(processing) = processing else { return Ok(None) };
    if let Some(template) = processing.attribute("template").filter(|template| !template.trim().is_empty()) {
        // Rules beside a template would be carried out instead of it.
        if processing.elements().next().is_some() {
            return Err(refused("template"));
        }
        return by_template(template).map(|gain| Some(vec![gain]));
    }
    let mut rules = Rules::new(constants, losses);
    for rule in processing.elements() {
        rules.rule(rule)?;
    }
    let read = rules.done();
    even::gains(read, responses)
}

/// The gain of a standard template, by its name, wherever it is said to lie.
fn by_template(template: &str) -> Result<Gain, Refusal> {
    let name = template.trim().rsplit('/').next().unwrap_or_default();
    let name = name.trim_end_matches(".xml");
    let response = || "RESPONSE".to_owned();
    match name {
        "match_correct" | "CC2_match" | "CC2_match_basic" => {
            Ok(Gain::Fixed(vec![Test::Match(response())], Decimal::ONE))
        }
        "map_response" | "CC2_map_response" => Ok(Gain::Map(response())),
        "map_response_point" => Ok(Gain::Points(response())),
        other => Err(refused(other)),
    }
}

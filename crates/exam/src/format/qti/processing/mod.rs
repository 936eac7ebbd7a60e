//! Response processing, as far as it has the shape of the standard templates: a match with what is right or with a value
//! that is named, a mapping, an equality within a tolerance, sums of these by way of subtotals perhaps, and bounds on the sum. Rules that set nothing
//! but what is told to the candidate are lost, and said to be. Everything else is a program and is refused.

mod even;
mod rules;
mod subtotals;
mod test;

use std::collections::{BTreeMap, BTreeSet};

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
    /// What stands at that place, from 1, is what is right there.
    At(String, usize),
}

impl Test {
    /// The response that it is about.
    pub(super) fn of(&self) -> &str {
        match self {
            Self::Match(name) | Self::Within(name, _, _) | Self::Mapped(name) | Self::At(name, _) => name,
        }
    }
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

/// The name of the template that an item names, and no rules of its own beside it.
fn template(processing: &Element) -> Option<&str> {
    processing.attribute("template").map(str::trim).filter(|template| !template.is_empty())
}

/// Numbers that outcomes have from the beginning and that no rule changes.
pub(super) fn constants(root: &Element) -> Result<BTreeMap<String, Decimal>, Refusal> {
    let mut out = BTreeMap::new();
    // Every template sets the score, whatever it was before.
    let by_template = root.all("responseProcessing").any(|processing| template(processing).is_some());
    for element in root.elements().filter(|element| element.name == "outcomeDeclaration") {
        let (Some(name), Some(value)) = (element.attribute("identifier"), element.first("defaultValue")) else {
            continue;
        };
        let Some(value) = value.first("value").and_then(|value| number(&value.text()).ok()) else { continue };
        if by_others(element) {
            continue;
        }
        if name == "SCORE" && !value.is_zero() && !by_template {
            return Err(refused("SCORE"));
        }
        let changed = root.elements().filter(|rules| rules.name == "responseProcessing").any(|rules| sets(rules, name));
        if name != "SCORE" && !changed {
            out.insert(name.to_owned(), value);
        }
    }
    Ok(out)
}

/// Somebody or something outside gives that number.
fn by_others(outcome: &Element) -> bool {
    outcome.attribute("externalScored").is_some_and(|who| who.trim() != "none")
}

/// Numbers that an item may score with besides its score.
fn scores(root: &Element) -> BTreeSet<&str> {
    let numeric = |element: &&Element| {
        element.name == "outcomeDeclaration" && matches!(element.attribute("baseType"), Some("integer" | "float"))
    };
    let names = root.elements().filter(numeric).filter_map(|element| element.attribute("identifier"));
    names.filter(|name| !matches!(*name, "SCORE" | "MAXSCORE")).collect()
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
    root: &Element,
    processing: Option<&Element>,
    constants: &BTreeMap<String, Decimal>,
    responses: &mut [Declared],
    losses: &mut Losses,
) -> Result<Option<Vec<Gain>>, Refusal> {
    let score = root.all("outcomeDeclaration").find(|outcome| outcome.attribute("identifier") == Some("SCORE"));
    let number = |score: &&Element| {
        let fits = |name: &str, known: &[&str]| score.attribute(name).is_none_or(|told| known.contains(&told.trim()));
        fits("cardinality", &["single"]) && fits("baseType", &["float", "integer"])
    };
    if score.is_some_and(|score| !number(&score)) {
        return Err(refused("number"));
    }
    for other in root.all("outcomeDeclaration").filter(|outcome| by_others(outcome)) {
        if let Some(name) = other.attribute("identifier").filter(|name| *name != "SCORE") {
            losses.named("loss.outcome", name);
        }
    }
    let gains = by_rules(root, processing, constants, responses, losses)?;
    let integer = score.and_then(|score| score.attribute("baseType")).is_some_and(|base| base.trim() == "integer");
    if integer && !gains.iter().flatten().all(|gain| whole(gain, responses)) {
        return Err(refused("integer"));
    }
    // Without rules what is right would be asked for, as where nobody is named who scores.
    let ruled = gains.is_some() || responses.iter().any(|response| !response.correct.is_empty());
    if ruled && score.is_some_and(by_others) { Err(refused("externalScored")) } else { Ok(gains) }
}

/// All that a gain brings are whole numbers.
fn whole(gain: &Gain, responses: &[Declared]) -> bool {
    let find = |name: &str| responses.iter().find(|response| response.identifier == name);
    match gain {
        Gain::Fixed(_, points) => points.is_integer(),
        Gain::Map(name) => {
            let mapping = find(name).and_then(|response| response.mapping.as_ref());
            mapping.is_none_or(|mapping| {
                mapping.default.is_integer() && mapping.entries.iter().all(|(_, brings, _)| brings.is_integer())
            })
        }
        Gain::Points(name) => {
            let areas = find(name).and_then(|response| response.areas.as_ref());
            areas.is_none_or(|areas| {
                areas.default.is_integer() && areas.entries.iter().all(|(_, brings)| brings.is_integer())
            })
        }
    }
}

fn by_rules(
    root: &Element,
    processing: Option<&Element>,
    constants: &BTreeMap<String, Decimal>,
    responses: &mut [Declared],
    losses: &mut Losses,
) -> Result<Option<Vec<Gain>>, Refusal> {
    let Some(processing) = processing else { return Ok(None) };
    if let Some(template) = template(processing) {
        // Rules beside a template would be carried out instead of it.
        if processing.elements().next().is_some() {
            return Err(refused("template"));
        }
        return by_template(template, constants).map(|gain| Some(vec![gain]));
    }
    if processing.attribute("templateLocation").is_some() && processing.elements().next().is_none() {
        // The rules lie in a file that the item names.
        return Err(refused("templateLocation"));
    }
    let joined = subtotals::joined(root, processing, constants);
    let processing = joined.as_ref().unwrap_or(processing);
    let mut rules = Rules::new(root, constants, losses);
    for rule in processing.elements() {
        rules.rule(rule)?;
    }
    let read = rules.done();
    // The right answer would bring what no rule says, and what the rules do say would be called feedback.
    if read.found.is_empty()
        && let Some(name) = scores(root).into_iter().find(|name| sets(processing, name))
    {
        return Err(Refusal::new("qti.score-elsewhere").with("name", brief(name, 60)));
    }
    even::gains(read, responses)
}

/// The gain of a standard template, by its name, wherever it is said to lie.
fn by_template(template: &str, constants: &BTreeMap<String, Decimal>) -> Result<Gain, Refusal> {
    let name = template.rsplit('/').next().unwrap_or_default();
    let name = name.trim_end_matches(".xml");
    let response = || "RESPONSE".to_owned();
    match name {
        "match_correct" => Ok(Gain::Fixed(vec![Test::Match(response())], Decimal::ONE)),
        // These two bring what the item tells as its most.
        "CC2_match" | "CC2_match_basic" => {
            let most = constants.get("MAXSCORE").copied().ok_or_else(|| refused("MAXSCORE"))?;
            Ok(Gain::Fixed(vec![Test::Match(response())], most))
        }
        "map_response" | "CC2_map_response" => Ok(Gain::Map(response())),
        "map_response_point" => Ok(Gain::Points(response())),
        other => Err(refused(other)),
    }
}

//! Subtotals: outcomes that rules fill, one for each gap perhaps, and that a later rule adds up to the score. Where nothing
//! else is done with them, what is put into them can be put into the score at once: the sum is the same.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{number, sets};
use crate::xml::{Element, Node};

/// The most elements of rules, times subtotals, that are looked through.
const MOST_LOOKS: usize = 200_000;

/// The rules with what goes into subtotals going into the score; `None` where there are none, or where something else is
/// done with them.
pub(super) fn joined(root: &Element, processing: &Element, constants: &BTreeMap<String, Decimal>) -> Option<Element> {
    let rules: Vec<&Element> = processing.elements().collect();
    let mut summing = rules.iter().copied().enumerate();
    let (at, names) = summing.find_map(|(at, rule)| Some((at, summed(root, processing, rule, constants)?)))?;
    // Each name is looked for in every rule.
    let mut elements = 0_usize;
    processing.walk(&mut |_| elements += 1);
    if elements.saturating_mul(names.len()) > MOST_LOOKS {
        return None;
    }
    let about = |rule: &Element, name: &str| sets(rule, name) || mentions(rule, name);
    for (place, rule) in rules.iter().enumerate().filter(|(place, _)| *place != at) {
        let fills = names.iter().any(|name| sets(rule, name));
        let scores = sets(rule, "SCORE");
        let asks = || names.iter().any(|name| mentions(rule, name));
        let fits = match place < at {
            // The score is nothing until it is summed, and nobody has asked for it.
            true if fills => !about(rule, "SCORE") && names.iter().all(|name| only_filled(rule, name)),
            true => !scores,
            false => !(fills || scores && asks()),
        };
        if !fits {
            return None;
        }
    }
    if !names.iter().all(|name| adds_only(processing, name) || filled_once(&rules, name)) {
        return None;
    }
    let mut out = processing.clone();
    let mut place = 0;
    out.children.retain(|child| {
        let keep = !matches!(child, Node::Element(_)) || place != at;
        place += usize::from(matches!(child, Node::Element(_)));
        keep
    });
    into_score(&mut out, &names);
    Some(out)
}

/// The subtotals that a rule sums up to the score, where it is that and nothing else.
fn summed<'a>(
    root: &Element,
    processing: &Element,
    rule: &'a Element,
    constants: &BTreeMap<String, Decimal>,
) -> Option<Vec<&'a str>> {
    if rule.name != "setOutcomeValue" || rule.attribute("identifier") != Some("SCORE") {
        return None;
    }
    let mut names = Vec::new();
    for term in terms(rule)? {
        let name = term.attribute("identifier");
        match term.name.as_str() {
            "variable" if name == Some("SCORE") => {}
            "variable" if name.and_then(|name| constants.get(name)).is_some_and(Decimal::is_zero) => {}
            "variable" => {
                let name = name.filter(|name| begins_at_nothing(root, processing, name) && sets(processing, name))?;
                if names.contains(&name) {
                    return None;
                }
                names.push(name);
            }
            "baseValue" if number(&term.text()).is_ok_and(|number| number.is_zero()) => {}
            _ => return None,
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The terms of the sum that a rule sets, or its only value.
fn terms(rule: &Element) -> Option<Vec<&Element>> {
    let mut values = rule.elements();
    let (value, None) = (values.next()?, values.next()) else { return None };
    Some(if value.name == "sum" { value.elements().collect() } else { vec![value] })
}

fn begins_at_nothing(root: &Element, processing: &Element, name: &str) -> bool {
    let mut declared = root.all("outcomeDeclaration").filter(|outcome| outcome.attribute("identifier") == Some(name));
    let (Some(outcome), None) = (declared.next(), declared.next()) else { return false };
    let told = outcome.first("defaultValue").and_then(|default| default.first("value"));
    let fits = match outcome.attribute("baseType") {
        Some("float") => true,
        Some("integer") => whole(processing, name),
        _ => false,
    };
    fits && outcome.attribute("cardinality") == Some("single")
        && outcome.attribute("externalScored").is_none()
        && told.is_none_or(|value| number(&value.text()).is_ok_and(|number| number.is_zero()))
}

/// It is only filled with whole numbers, of which an integer takes nothing away.
fn whole(element: &Element, name: &str) -> bool {
    if element.name == "setOutcomeValue" && element.attribute("identifier") == Some(name) {
        let number = |term: &Element| number(&term.text()).is_ok_and(|number| number.is_integer());
        return terms(element).is_some_and(|terms| {
            terms.iter().all(|term| is_variable(term, name) || term.name == "baseValue" && number(term))
        });
    }
    element.elements().all(|inner| whole(inner, name))
}

fn is_variable(element: &Element, name: &str) -> bool {
    element.name == "variable" && element.attribute("identifier") == Some(name)
}

fn mentions(element: &Element, name: &str) -> bool {
    is_variable(element, name) || element.elements().any(|inner| mentions(inner, name))
}

/// It is set, by itself with something added perhaps, and asked for nowhere else.
fn only_filled(element: &Element, name: &str) -> bool {
    if element.attribute("identifier") == Some(name) {
        let ours = |term: &&Element| is_variable(term, name);
        return element.name == "setOutcomeValue"
            && terms(element).is_some_and(|terms| {
                terms.iter().filter(|term| ours(term)).count() <= 1
                    && terms.iter().all(|term| ours(term) || !mentions(term, name))
            });
    }
    element.elements().all(|inner| only_filled(inner, name))
}

/// Each time it is set, something is added to it.
fn adds_only(element: &Element, name: &str) -> bool {
    if element.name == "setOutcomeValue" && element.attribute("identifier") == Some(name) {
        return terms(element).is_some_and(|terms| terms.iter().any(|term| is_variable(term, name)));
    }
    element.elements().all(|inner| adds_only(inner, name))
}

/// One rule sets it, once in each of its branches, and does not add.
fn filled_once(rules: &[&Element], name: &str) -> bool {
    let mut filling = rules.iter().filter(|rule| sets(rule, name));
    let (Some(rule), None) = (filling.next(), filling.next()) else { return false };
    let fills = |rule: &Element| {
        rule.name == "setOutcomeValue"
            && rule.attribute("identifier") == Some(name)
            && terms(rule).is_some_and(|terms| !terms.iter().any(|term| is_variable(term, name)))
    };
    let once = |branch: &Element| {
        let all = branch.elements().filter(|inner| sets(inner, name)).count();
        all <= 1 && branch.elements().filter(|inner| sets(inner, name)).all(fills)
    };
    fills(rule) || (rule.name == "responseCondition" && rule.elements().all(once))
}

/// Whatever is put into the subtotals is added to the score.
fn into_score(element: &mut Element, names: &[&str]) {
    let own = element.attribute("identifier").and_then(|own| names.iter().find(|name| **name == own));
    if let Some(name) = own
        && element.name == "setOutcomeValue"
        && let Some(terms) = terms(element)
    {
        let others = terms.into_iter().filter(|term| !is_variable(term, name)).cloned();
        let score = Element::new("variable").with("identifier", "SCORE");
        let sum = Element::new("sum").holding(score).holding_all(others.collect::<Vec<_>>());
        *element = Element::new("setOutcomeValue").with("identifier", "SCORE").holding(sum);
        return;
    }
    for child in &mut element.children {
        if let Node::Element(inner) = child {
            into_score(inner, names);
        }
    }
}

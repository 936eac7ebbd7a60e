//! Response processing, as far as it has the shape of the standard templates: a match with what is right, a mapping, an
//! equality within a tolerance, and sums of these. Everything else is a program and is refused.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::report::{Losses, brief},
    declared::number,
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

/// The gains of an item; `None` where no processing is told.
pub(super) fn read(processing: Option<&Element>, losses: &mut Losses) -> Result<Option<Vec<Gain>>, Refusal> {
    let Some(processing) = processing else { return Ok(None) };
    if let Some(template) = processing.attribute("template") {
        let name = template.trim_end_matches(".xml").rsplit('/').next().unwrap_or_default();
        let response = || "RESPONSE".to_owned();
        let gain = match name {
            "match_correct" | "CC2_match" | "CC2_match_basic" => {
                Gain::Fixed(vec![Test::Match(response())], Decimal::ONE)
            }
            "map_response" | "CC2_map_response" => Gain::Map(response()),
            "map_response_point" => Gain::Points(response()),
            other => return Err(refused(other)),
        };
        return Ok(Some(vec![gain]));
    }
    let mut gains = Vec::new();
    let mut replaces = 0;
    for rule in processing.elements() {
        match rule.name.as_str() {
            "setOutcomeValue" => set(rule, &[], &mut gains, &mut replaces, losses)?,
            "responseCondition" => condition(rule, &mut gains, &mut replaces, losses)?,
            other => return Err(refused(other)),
        }
    }
    // A rule that replaces the score after another that gained would take it away again.
    if replaces > 1
        || (replaces == 1 && gains.len() > 1 && !matches!(gains.first(), Some(Gain::Map(_) | Gain::Points(_))))
    {
        return Err(refused("order"));
    }
    Ok((!gains.is_empty()).then_some(gains))
}

fn condition(rule: &Element, gains: &mut Vec<Gain>, replaces: &mut usize, losses: &mut Losses) -> Result<(), Refusal> {
    let mut branches = rule.elements();
    let first = branches.next().filter(|branch| branch.name == "responseIf").ok_or_else(|| refused("condition"))?;
    let otherwise = branches.next();
    if otherwise.is_some_and(|branch| branch.name != "responseElse") || branches.next().is_some() {
        return Err(refused("responseElseIf"));
    }
    let mut inner = first.elements();
    let asked = inner.next().ok_or_else(|| refused("condition"))?;
    let sets: Vec<&Element> = inner.collect();
    if asked.name == "isNull" {
        // No answer brings nothing; the rest is said in the other branch.
        sets.iter().try_for_each(|rule| nothing(rule, losses))?;
        let otherwise = otherwise.ok_or_else(|| refused("isNull"))?;
        return otherwise.elements().try_for_each(|rule| match rule.name.as_str() {
            "setOutcomeValue" => set(rule, &[], gains, replaces, losses),
            "responseCondition" => condition(rule, gains, replaces, losses),
            other => Err(refused(other)),
        });
    }
    let tests = tests(asked)?;
    sets.iter().try_for_each(|rule| match rule.name.as_str() {
        "setOutcomeValue" => set(rule, &tests, gains, replaces, losses),
        other => Err(refused(other)),
    })?;
    otherwise.map_or(Ok(()), |branch| branch.elements().try_for_each(|rule| nothing(rule, losses)))
}

/// A rule that sets the score to nothing, or something that is no score.
fn nothing(rule: &Element, losses: &mut Losses) -> Result<(), Refusal> {
    if rule.name != "setOutcomeValue" {
        return Err(refused(&rule.name));
    }
    if rule.attribute("identifier") != Some("SCORE") {
        losses.code("loss.feedback");
        return Ok(());
    }
    let zero = rule.first("baseValue").map(|value| number(&value.text())).transpose()?.is_some_and(|n| n.is_zero());
    if zero { Ok(()) } else { Err(refused("score without answer")) }
}

fn identifier(element: &Element) -> Result<String, Refusal> {
    element.attribute("identifier").map(str::to_owned).ok_or_else(|| refused("identifier"))
}

fn tests(asked: &Element) -> Result<Vec<Test>, Refusal> {
    let pair = || -> Result<String, Refusal> {
        let parts: Vec<&Element> = asked.elements().collect();
        match parts.as_slice() {
            [variable, correct] if variable.name == "variable" && correct.name == "correct" => {
                let name = identifier(variable)?;
                if identifier(correct)? == name { Ok(name) } else { Err(refused("identifier")) }
            }
            _ => Err(refused(&asked.name)),
        }
    };
    Ok(match asked.name.as_str() {
        "match" => vec![Test::Match(pair()?)],
        "equal" => {
            let mode = asked.attribute("toleranceMode").unwrap_or("exact");
            let (low, high) = match (mode, asked.attribute("tolerance")) {
                ("exact", _) => (Decimal::ZERO, Decimal::ZERO),
                ("absolute", Some(told)) => {
                    let mut numbers = told.split_whitespace().map(number);
                    let low = numbers.next().ok_or_else(|| refused("tolerance"))??;
                    let high = numbers.next().transpose()?.unwrap_or(low);
                    (low, high)
                }
                _ => return Err(refused("tolerance")),
            };
            let open = ["includeLowerBound", "includeUpperBound"];
            if open.iter().any(|name| asked.attribute(name) == Some("false")) {
                return Err(refused("tolerance"));
            }
            vec![Test::Within(pair()?, low, high)]
        }
        "gt" => {
            let parts: Vec<&Element> = asked.elements().collect();
            match parts.as_slice() {
                [map, zero]
                    if map.name == "mapResponse" && zero.name == "baseValue" && number(&zero.text())?.is_zero() =>
                {
                    vec![Test::Mapped(identifier(map)?)]
                }
                _ => return Err(refused("gt")),
            }
        }
        "and" => {
            let mut all = Vec::new();
            for part in asked.elements() {
                if part.name == "and" {
                    return Err(refused("and"));
                }
                all.extend(tests(part)?);
            }
            if all.is_empty() {
                return Err(refused("and"));
            }
            all
        }
        other => return Err(refused(other)),
    })
}

fn set(
    rule: &Element,
    tests: &[Test],
    gains: &mut Vec<Gain>,
    replaces: &mut usize,
    losses: &mut Losses,
) -> Result<(), Refusal> {
    if rule.attribute("identifier") != Some("SCORE") {
        losses.code("loss.feedback");
        return Ok(());
    }
    let mut parts = rule.elements();
    let (Some(value), None) = (parts.next(), parts.next()) else { return Err(refused("setOutcomeValue")) };
    let terms: Vec<&Element> = if value.name == "sum" { value.elements().collect() } else { vec![value] };
    let adds = terms.iter().any(|term| term.name == "variable" && term.attribute("identifier") == Some("SCORE"));
    *replaces += usize::from(!adds);
    for term in terms {
        match term.name.as_str() {
            "variable" if term.attribute("identifier") == Some("SCORE") => {}
            "baseValue" if !tests.is_empty() => gains.push(Gain::Fixed(tests.to_vec(), number(&term.text())?)),
            "baseValue" if number(&term.text())?.is_zero() => {}
            "mapResponse" if tests.is_empty() => gains.push(Gain::Map(identifier(term)?)),
            "mapResponsePoint" if tests.is_empty() => gains.push(Gain::Points(identifier(term)?)),
            other => return Err(refused(other)),
        }
    }
    Ok(())
}

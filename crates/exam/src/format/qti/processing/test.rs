//! Conditions on responses, as rules have them.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{Test, identifier, number, refused};
use crate::{format::gift::middle, item::check, xml::Element};

/// A condition, before it is put into the terms of the declarations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raw {
    /// One of the templates' own.
    Plain(Test),
    /// The response is one of these values; whether capital letters matter.
    Is(String, Vec<(String, bool)>),
    /// The response is the right text; whether capital letters matter.
    Text(String, bool),
    /// The value is among those of the response.
    Has(String, String),
    /// A number within this much below and above that one.
    Near(String, Decimal, Decimal, Decimal),
    /// There is an answer.
    Answered(String),
}

impl Raw {
    /// The response that it is about.
    pub(super) fn of(&self) -> &str {
        match self {
            Self::Plain(test) => test.of(),
            Self::Is(name, _)
            | Self::Text(name, _)
            | Self::Has(name, _)
            | Self::Near(name, _, _, _)
            | Self::Answered(name) => name,
        }
    }
}

/// What two values a comparison has.
enum Pair {
    /// A response and what is right for it.
    Correct(String),
    /// A response and a value.
    Value(String, String),
}

fn pair(asked: &Element) -> Result<Pair, Refusal> {
    let parts: Vec<&Element> = asked.elements().collect();
    let [first, second] = parts.as_slice() else { return Err(refused(&asked.name)) };
    let (variable, other) = if first.name == "variable" { (first, second) } else { (second, first) };
    let name = if variable.name == "variable" { identifier(variable)? } else { return Err(refused(&asked.name)) };
    match other.name.as_str() {
        "correct" if identifier(other)? == name => Ok(Pair::Correct(name)),
        "correct" => Err(refused("identifier")),
        "baseValue" => Ok(Pair::Value(name, other.text().split_whitespace().collect::<Vec<_>>().join(" "))),
        _ => Err(refused(&asked.name)),
    }
}

/// What a condition asks.
pub(super) fn tests(asked: &Element) -> Result<Vec<Raw>, Refusal> {
    Ok(match asked.name.as_str() {
        "match" if asked.elements().any(|part| part.name == "index") => vec![Raw::Plain(at(asked)?)],
        "match" => vec![match pair(asked)? {
            Pair::Correct(name) => Raw::Plain(Test::Match(name)),
            Pair::Value(name, value) => Raw::Is(name, vec![(value, true)]),
        }],
        "stringMatch" if !asked.says("substring") => {
            let case = asked.attribute("caseSensitive").is_none() || asked.says("caseSensitive");
            vec![match pair(asked)? {
                Pair::Correct(name) => Raw::Text(name, case),
                Pair::Value(name, value) => Raw::Is(name, vec![(value, case)]),
            }]
        }
        "equal" => {
            let (low, high) = tolerance(asked)?;
            vec![match pair(asked)? {
                Pair::Correct(name) => Raw::Plain(Test::Within(name, low, high)),
                Pair::Value(name, value) => Raw::Near(name, number(&value)?, low, high),
            }]
        }
        "member" | "contains" => member(asked)?,
        "gt" => mapped(asked)?,
        "not" => null(asked).map(|name| vec![Raw::Answered(name.to_owned())]).ok_or_else(|| refused("not"))?,
        "or" => either(asked)?,
        "and" => {
            let mut all = between(asked)?;
            let mut any = !all.is_empty();
            for part in asked.elements().filter(|part| !is_bound(part)) {
                if part.name == "and" {
                    return Err(refused("and"));
                }
                any = true;
                all.extend(tests(part)?);
            }
            if !any {
                return Err(refused("and"));
            }
            all
        }
        other => return Err(refused(other)),
    })
}

fn is_bound(part: &Element) -> bool {
    matches!(part.name.as_str(), "gte" | "lte")
}

/// Numbers that are at least one and at most another, as Moodle writes a tolerance.
fn between(asked: &Element) -> Result<Vec<Raw>, Refusal> {
    let (mut low, mut high) = (BTreeMap::new(), BTreeMap::new());
    for part in asked.elements().filter(|part| is_bound(part)) {
        let variable_first = part.elements().next().is_some_and(|first| first.name == "variable");
        let Pair::Value(name, value) = pair(part)? else { return Err(refused(&part.name)) };
        // What is at least the response is a number that it is at most.
        let bounds = if (part.name == "gte") == variable_first { &mut low } else { &mut high };
        if bounds.insert(name, number(&value)?).is_some() {
            return Err(refused(&part.name));
        }
    }
    let mut out = Vec::new();
    for (name, least) in low {
        let most = high.remove(&name).filter(|most| least <= *most).ok_or_else(|| refused("gte"))?;
        let (value, half) = middle(Some(least), Some(most)).ok_or_else(|| refused("gte"))?;
        out.push(Raw::Near(name, value, half, half));
    }
    if high.is_empty() { Ok(out) } else { Err(refused("lte")) }
}

/// The step at one place of an order, compared with the right one of that place.
fn at(asked: &Element) -> Result<Test, Refusal> {
    let parts: Vec<&Element> = asked.elements().collect();
    let (Some([one, other]), 2) = (parts.first_chunk::<2>(), parts.len()) else { return Err(refused("index")) };
    let place = |part: &Element| {
        let place = part.attribute("n").and_then(|n| n.trim().parse::<usize>().ok()).filter(|n| *n > 0);
        let mut inner = part.elements();
        match (part.name.as_str(), place, inner.next(), inner.next()) {
            ("index", Some(place), Some(of), None) => Ok((place, of.name.clone(), identifier(of)?)),
            _ => Err(refused("index")),
        }
    };
    let ((first, one, name), (second, other, right)) = (place(one)?, place(other)?);
    let both = matches!((one.as_str(), other.as_str()), ("variable", "correct") | ("correct", "variable"));
    if both && first == second && name == right { Ok(Test::At(name, first)) } else { Err(refused("index")) }
}

/// The response of `not(isNull(…))`.
fn null(asked: &Element) -> Option<&str> {
    asked.elements().next().filter(|inner| inner.name == "isNull").and_then(unanswered)
}

/// The response of `isNull(…)`.
pub(super) fn unanswered(asked: &Element) -> Option<&str> {
    asked.elements().next().filter(|inner| inner.name == "variable")?.attribute("identifier")
}

fn tolerance(asked: &Element) -> Result<(Decimal, Decimal), Refusal> {
    let open = ["includeLowerBound", "includeUpperBound"];
    if open.iter().any(|name| asked.attribute(name).is_some() && !asked.says(name)) {
        return Err(refused("tolerance"));
    }
    match (asked.attribute("toleranceMode").unwrap_or("exact"), asked.attribute("tolerance")) {
        ("exact", _) => Ok((Decimal::ZERO, Decimal::ZERO)),
        ("absolute", Some(told)) => {
            let mut numbers = told.split_whitespace().map(number);
            let low = numbers.next().ok_or_else(|| refused("tolerance"))??;
            let high = numbers.next().transpose()?.unwrap_or(low);
            Ok((low, high))
        }
        _ => Err(refused("tolerance")),
    }
}

/// One value among those of a response: the value stands first in `member`, second in `contains`.
fn member(asked: &Element) -> Result<Vec<Raw>, Refusal> {
    let parts: Vec<&Element> = asked.elements().collect();
    let (value, variable) = match (asked.name.as_str(), parts.as_slice()) {
        ("member", [value, variable]) | ("contains", [variable, value]) => (value, variable),
        _ => return Err(refused(&asked.name)),
    };
    if value.name != "baseValue" || variable.name != "variable" {
        return Err(refused(&asked.name));
    }
    Ok(vec![Raw::Has(identifier(variable)?, value.text().split_whitespace().collect::<Vec<_>>().join(" "))])
}

fn mapped(asked: &Element) -> Result<Vec<Raw>, Refusal> {
    let parts: Vec<&Element> = asked.elements().collect();
    match parts.as_slice() {
        [map, zero] if map.name == "mapResponse" && zero.name == "baseValue" && number(&zero.text())?.is_zero() => {
            Ok(vec![Raw::Plain(Test::Mapped(identifier(map)?))])
        }
        _ => Err(refused("gt")),
    }
}

/// Several values of one response.
fn either(asked: &Element) -> Result<Vec<Raw>, Refusal> {
    let mut out: Option<(String, Vec<(String, bool)>)> = None;
    check::room(0, asked.elements().count())?;
    for part in asked.elements() {
        let read = tests(part)?;
        let [Raw::Is(name, values)] = read.as_slice() else { return Err(refused("or")) };
        match &mut out {
            None => out = Some((name.clone(), values.clone())),
            Some((known, all)) if known == name => all.extend(values.iter().cloned()),
            Some(_) => return Err(refused("or")),
        }
    }
    out.map(|(name, values)| vec![Raw::Is(name, values)]).ok_or_else(|| refused("or"))
}

//! Rules in their order: what each brings, and whether one takes away what another brought.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::super::report::Losses,
    identifier, number, refused, scores, sets,
    test::{Raw, tests, unanswered},
};
use crate::{item::check, xml::Element};

/// What a rule brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Brings {
    Fixed(Decimal),
    Map(String),
    Points(String),
}

/// What a rule brings, when, and whether it joins what was there or takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) tests: Vec<Raw>,
    pub(super) brings: Brings,
    pub(super) adds: bool,
}

impl Found {
    /// It is about that response, among others perhaps.
    fn is_of(&self, name: &str) -> bool {
        match &self.brings {
            Brings::Map(of) | Brings::Points(of) => of == name,
            Brings::Fixed(_) => self.tests.iter().any(|test| test.of() == name),
        }
    }
}

/// No two branches can hold at once: each asks for other values of one response.
fn exclusive(decided: &[Vec<Raw>]) -> bool {
    if decided.len() < 2 {
        return true;
    }
    let mut seen: Vec<(&str, bool)> = Vec::new();
    let mut of = None;
    for tests in decided {
        let [Raw::Is(name, values)] = tests.as_slice() else { return false };
        if *of.get_or_insert(name) != name {
            return false;
        }
        for (value, case) in values {
            let same = |(known, of): &(&str, bool)| {
                if *case && *of { known == value } else { known.to_lowercase() == value.to_lowercase() }
            };
            if seen.iter().any(same) {
                return false;
            }
        }
        seen.extend(values.iter().map(|(value, case)| (value.as_str(), *case)));
    }
    true
}

/// All that the rules bring, and the bounds that they keep it within.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) found: Vec<Found>,
    /// Never below 0.
    pub(super) floor: bool,
    /// Never above that.
    pub(super) ceiling: Option<Decimal>,
    /// A button that is not shown would have set the score.
    pub(super) pressed: bool,
}

/// Reads rules one after the other.
pub(super) struct Rules<'a, 'b> {
    constants: &'a BTreeMap<String, Decimal>,
    /// Responses of buttons that are not shown here, and so are never pressed.
    buttons: BTreeSet<&'a str>,
    /// Numbers beside the score.
    numbers: BTreeSet<&'a str>,
    losses: &'b mut Losses,
    read: Read,
}

impl<'a, 'b> Rules<'a, 'b> {
    pub(super) fn new(root: &'a Element, constants: &'a BTreeMap<String, Decimal>, losses: &'b mut Losses) -> Self {
        let mut buttons = BTreeSet::new();
        root.walk(&mut |element| {
            if element.name == "endAttemptInteraction" {
                buttons.extend(element.attribute("responseIdentifier"));
            }
        });
        Self { constants, buttons, numbers: scores(root), losses, read: Read::default() }
    }

    /// What a rule sets besides the score is left behind: a number by its name, anything else as what is told.
    fn left(&mut self, rule: &Element) {
        let mut told = false;
        let mut names = BTreeSet::new();
        rule.walk(&mut |element| {
            if matches!(element.name.as_str(), "setOutcomeValue" | "lookupOutcomeValue") {
                let name = element.attribute("identifier").unwrap_or_default();
                match self.numbers.contains(name) {
                    true => drop(names.insert(name.to_owned())),
                    false => told |= name != "SCORE",
                }
            }
        });
        if told {
            self.losses.code("loss.feedback");
        }
        names.iter().for_each(|name| self.losses.named("loss.outcome", name));
    }

    /// A condition that asks for a button and nothing else.
    fn never(&self, asked: &Element) -> bool {
        let is_button = |element: &Element| {
            element.name == "variable"
                && element.attribute("identifier").is_some_and(|name| self.buttons.contains(name))
        };
        let parts: Vec<&Element> = asked.elements().collect();
        match (asked.name.as_str(), parts.as_slice()) {
            ("match", [one, other]) => {
                let pressed = |value: &Element| value.name == "baseValue" && value.text().trim() == "true";
                (is_button(one) && pressed(other)) || (is_button(other) && pressed(one))
            }
            _ => is_button(asked),
        }
    }

    pub(super) fn done(self) -> Read {
        self.read
    }

    pub(super) fn rule(&mut self, rule: &Element) -> Result<(), Refusal> {
        match rule.name.as_str() {
            "setOutcomeValue" => self.set(rule, &[]),
            "responseCondition" => self.condition(rule),
            "responseProcessingFragment" => rule.elements().try_for_each(|inner| self.rule(inner)),
            "lookupOutcomeValue" if !sets(rule, "SCORE") => {
                self.left(rule);
                Ok(())
            }
            other => Err(refused(other)),
        }
    }

    fn condition(&mut self, rule: &Element) -> Result<(), Refusal> {
        let ends = |element: &Element| within(element, "exitResponse");
        let told = within(rule, "setOutcomeValue") || within(rule, "lookupOutcomeValue");
        if told && !sets(rule, "SCORE") && !ends(rule) {
            // Whatever it asks, it changes what is told and not what is scored.
            self.left(rule);
            return Ok(());
        }
        if self.bound(rule)? {
            return Ok(());
        }
        let already = self.read.found.len();
        let mut decided: Vec<Vec<Raw>> = Vec::new();
        let mut otherwise = false;
        let nulls =
            rule.elements().filter_map(|branch| branch.elements().next()).filter(|asked| asked.name == "isNull");
        let nulls: Vec<&str> =
            nulls.map(|asked| unanswered(asked).ok_or_else(|| refused("isNull"))).collect::<Result<_, _>>()?;
        for (at, branch) in rule.elements().enumerate() {
            match (branch.name.as_str(), at) {
                _ if otherwise => return Err(refused("condition")),
                ("responseIf", 0) => self.branch(branch, already, &mut decided)?,
                ("responseElseIf", at) if at > 0 => self.branch(branch, already, &mut decided)?,
                ("responseElse", at) if at > 0 => {
                    otherwise = true;
                    if decided.is_empty() {
                        // An answer is there: what follows is said without a condition.
                        branch.elements().try_for_each(|rule| self.rule(rule))?;
                    } else {
                        branch.elements().try_for_each(|rule| self.nothing(rule, already))?;
                    }
                }
                _ => return Err(refused("condition")),
            }
        }
        let values = decided.iter().flatten().map(|test| if let Raw::Is(_, values) = test { values.len() } else { 1 });
        check::room(0, values.sum())?;
        // Where another response has no answer, this one would not count.
        let others = self.read.found.iter().skip(already).any(|one| nulls.iter().any(|null| !one.is_of(null)));
        // A branch is passed by when an earlier one holds; that changes nothing only where no two can hold at once.
        if others || !exclusive(&decided) {
            return Err(refused("responseElseIf"));
        }
        Ok(())
    }

    /// A branch with its condition. One for no answer brings nothing and decides nothing.
    fn branch(&mut self, branch: &Element, already: usize, decided: &mut Vec<Vec<Raw>>) -> Result<(), Refusal> {
        let mut inner = branch.elements();
        let asked = inner.next().ok_or_else(|| refused("condition"))?;
        if self.never(asked) {
            self.losses.code("loss.hints");
            self.read.pressed |= sets(branch, "SCORE");
            return Ok(());
        }
        if asked.name == "isNull" {
            return inner.try_for_each(|rule| self.nothing(rule, already));
        }
        let (answered, tests): (Vec<Raw>, Vec<Raw>) =
            tests(asked)?.into_iter().partition(|test| matches!(test, Raw::Answered(_)));
        decided.push(tests.clone());
        let before = self.read.found.len();
        inner.try_for_each(|rule| match rule.name.as_str() {
            "setOutcomeValue" => self.set(rule, &tests),
            "responseCondition" if !sets(rule, "SCORE") => self.condition(rule),
            other => Err(refused(other)),
        })?;
        // That another response has an answer is a condition that is not taken.
        let kin = self.read.found.iter().skip(before).all(|one| answered.iter().all(|raw| one.is_of(raw.of())));
        if kin { Ok(()) } else { Err(refused("isNull")) }
    }

    /// A rule that sets the score to nothing, or something that is no score.
    fn nothing(&mut self, rule: &Element, already: usize) -> Result<(), Refusal> {
        if rule.name != "setOutcomeValue" {
            return Err(refused(&rule.name));
        }
        if rule.attribute("identifier") != Some("SCORE") {
            self.left(rule);
            return Ok(());
        }
        let value = rule.elements().next().ok_or_else(|| refused("setOutcomeValue"))?;
        let kept = |term: &Element| term.name == "variable" && is_score(term);
        let same = value.name == "sum"
            && value.elements().any(kept)
            && value
                .elements()
                .all(|term| kept(term) || self.constant(term).is_ok_and(|n| n.is_some_and(|n| n.is_zero())));
        if same || kept(value) {
            return Ok(());
        }
        match self.constant(value)? {
            // What was gained by earlier rules would be taken away.
            Some(zero) if zero.is_zero() && already > 0 => Err(refused("order")),
            Some(zero) if zero.is_zero() => Ok(()),
            _ => Err(refused("unanswered")),
        }
    }

    /// A number that is written, or that an outcome has from the beginning.
    fn constant(&self, value: &Element) -> Result<Option<Decimal>, Refusal> {
        match value.name.as_str() {
            "baseValue" => number(&value.text()).map(Some),
            "variable" => Ok(value.attribute("identifier").and_then(|name| self.constants.get(name)).copied()),
            _ => Ok(None),
        }
    }

    /// `SCORE` above or below a number is set to that number.
    fn bound(&mut self, rule: &Element) -> Result<bool, Refusal> {
        let branches: Vec<&Element> = rule.elements().collect();
        let [only] = branches.as_slice() else { return Ok(false) };
        let parts: Vec<&Element> = only.elements().collect();
        let [asked, set] = parts.as_slice() else { return Ok(false) };
        if only.name != "responseIf" || set.name != "setOutcomeValue" || !is_score(set) {
            return Ok(false);
        }
        let sides: Vec<&Element> = asked.elements().collect();
        let [score, limit] = sides.as_slice() else { return Ok(false) };
        if score.name != "variable" || !is_score(score) {
            return Ok(false);
        }
        let Some(limit) = self.constant(limit)? else { return Ok(false) };
        let Some(value) = set.elements().next().map(|value| self.constant(value)).transpose()?.flatten() else {
            return Ok(false);
        };
        if limit != value {
            return Ok(false);
        }
        match asked.name.as_str() {
            "gt" | "gte" if value > Decimal::ZERO => {
                let before = self.read.ceiling.unwrap_or(value);
                self.read.ceiling = Some(before.min(value));
            }
            "lt" | "lte" if value.is_zero() => self.read.floor = true,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn set(&mut self, rule: &Element, when: &[Raw]) -> Result<(), Refusal> {
        if !is_score(rule) {
            self.left(rule);
            return Ok(());
        }
        if self.read.floor || self.read.ceiling.is_some() {
            // A bound in between is another score than one at the end.
            return Err(refused("order"));
        }
        let mut parts = rule.elements();
        let (Some(value), None) = (parts.next(), parts.next()) else { return Err(refused("setOutcomeValue")) };
        let terms: Vec<&Element> = if value.name == "sum" { value.elements().collect() } else { vec![value] };
        let adds = terms.iter().any(|term| term.name == "variable" && is_score(term));
        let mut taken = false;
        for term in terms {
            let brings = match term.name.as_str() {
                "variable" if is_score(term) => continue,
                "mapResponse" if when.is_empty() => Brings::Map(identifier(term)?),
                "mapResponsePoint" if when.is_empty() => Brings::Points(identifier(term)?),
                name => match self.constant(term)? {
                    Some(zero) if zero.is_zero() && when.is_empty() => {
                        // The score begins at nothing; later on that would take it away.
                        if !adds && !self.read.found.is_empty() {
                            return Err(refused("order"));
                        }
                        continue;
                    }
                    Some(points) if !when.is_empty() => Brings::Fixed(points),
                    _ => return Err(refused(name)),
                },
            };
            // The terms of one sum come together; the first of them takes the place of what was there.
            self.read.found.push(Found { tests: when.to_vec(), brings, adds: adds || taken });
            taken = true;
        }
        Ok(())
    }
}

fn is_score(element: &Element) -> bool {
    element.attribute("identifier") == Some("SCORE")
}

fn within(element: &Element, name: &str) -> bool {
    element.elements().any(|inner| inner.name == name || within(inner, name))
}

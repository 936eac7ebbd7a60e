//! Interaction, key and points, out of the interactions of a body, the declarations and the gains.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::report::Losses,
    Place, attributes,
    declared::{Declared, Mapping},
    names::plain,
    processing::{Gain, Test},
    read::unknown,
};
use crate::{
    item::{Answer, Block, ChoiceId, Content, GapKey, Inline, Interaction, Key, Rubric, Scoring, check},
    xml::Element,
};

/// What an item asks and how it counts.
pub(super) struct Asked<'a> {
    pub(super) interactions: &'a [Element],
    pub(super) responses: &'a [Declared],
    pub(super) gains: Option<Vec<Gain>>,
    /// The most points, where they are told.
    pub(super) points: Option<Decimal>,
    pub(super) place: &'a Place<'a>,
}

/// How one response counts.
pub(super) enum Scored<'a> {
    /// The right answer brings so much.
    Exact(Decimal),
    /// As mapped.
    Mapped(&'a Mapping),
    /// As its areas are mapped.
    Areas,
    /// Not by rule.
    ByPeople,
}

pub(super) type Read = (Interaction, Answer, Scoring, Decimal);

pub(super) fn fault(code: &str) -> Refusal {
    Refusal::new(code)
}

/// A part of a mapping that changes the score in a way that is not taken.
pub(super) fn bound(name: &str) -> Refusal {
    Refusal::new("qti.bound").with("name", name)
}

/// The most points of parts that bring so much together. Thirds do not add up to the bound exactly.
pub(super) fn most(mapping: &Mapping, sum: Decimal) -> Result<Decimal, Refusal> {
    match mapping.upper {
        Some(upper) if about(upper, sum) => Ok(upper.normalize()),
        Some(_) => Err(bound("upperBound")),
        None => Ok(sum.normalize()),
    }
}

/// A lowest score above nothing would be had without an answer.
pub(super) fn from_nothing(lower: Option<Decimal>) -> Result<(), Refusal> {
    if lower.is_some_and(|lower| lower > Decimal::ZERO) { Err(bound("lowerBound")) } else { Ok(()) }
}

/// The single text entry follows the stem rather than standing in it.
pub(super) fn follows(interactions: &[Element]) -> bool {
    match interactions {
        [only] => {
            only.name == "textEntryInteraction"
                && (class(only, "short-answer").is_some() || class(only, "gap-after").is_some())
        }
        _ => false,
    }
}

/// What follows `kompeten-NAME` in a class of the element: empty, or a value after another hyphen.
pub(super) fn class<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    let classes = element.attribute("class")?.split_whitespace();
    let ours = classes.filter_map(|class| class.strip_prefix("kompeten-")?.strip_prefix(name));
    ours.map(|rest| rest.strip_prefix('-').unwrap_or(rest)).next()
}

/// What a response is made of.
pub(super) fn based(declared: &Declared, bases: &[&str]) -> Result<(), Refusal> {
    let base = declared.base.trim();
    if base.is_empty() || bases.contains(&base) { Ok(()) } else { Err(fault("qti.base-type")) }
}

pub(super) fn count(element: &Element, name: &str) -> Option<u32> {
    element.attribute(name).and_then(|text| text.trim().parse().ok())
}

pub(super) fn choice_id(text: &str) -> Result<ChoiceId, Refusal> {
    ChoiceId::new(plain(text)).map_err(|_| fault("qti.identifier"))
}

impl<'a> Asked<'a> {
    pub(super) fn read(&self, losses: &mut Losses) -> Result<(Interaction, Key, Decimal), Refusal> {
        check::room(self.interactions.len(), 0)?;
        let (interaction, answer, scoring, points) = match self.interactions {
            [] => return Err(fault("qti.no-interaction")),
            all if all.iter().all(|one| one.name == "textEntryInteraction") => self.gaps(losses)?,
            [only] => self.one(only, losses)?,
            all if all.iter().all(|one| one.name == "inlineChoiceInteraction") => self.lists(losses)?,
            _ => return Err(fault("qti.several-interactions")),
        };
        if let Some(told) = self.points.filter(|told| *told != points) {
            losses.add(Refusal::new("loss.points-differ").with("told", told.normalize()).with("points", points));
        }
        // How long a short answer may be is taken from its field; which files are, from the class of ours or told.
        let more: &[&str] =
            if matches!(interaction, Interaction::ShortAnswer { .. }) { &["expectedLength"] } else { &[] };
        for element in self.interactions {
            let more = if element.name == "uploadInteraction" { &["type"][..] } else { more };
            attributes::tell(element, more, losses);
        }
        let key = Key { answer, scoring, rationales: BTreeMap::new(), explanation: Content::default() };
        Ok((interaction, key, points))
    }

    fn one(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        match only.name.as_str() {
            "choiceInteraction" => self.choice(only, &["simpleChoice"], losses),
            "inlineChoiceInteraction" => {
                losses.code("loss.inline-choice");
                self.choice(only, &["inlineChoice"], losses)
            }
            "hottextInteraction" => {
                losses.code("loss.hot-text");
                self.choice(only, &["hottext"], losses)
            }
            "matchInteraction" => self.pairs(only, losses),
            "gapMatchInteraction" => self.gap_match(only, losses),
            "sliderInteraction" => self.slider(only, losses),
            "orderInteraction" => self.order(only, losses),
            "extendedTextInteraction" => self.text(only, losses),
            "uploadInteraction" => {
                self.people(only)?;
                based(self.declared(only)?, &["file"])?;
                let tokens = only.attribute("class").unwrap_or_default().split_whitespace();
                let endings: Vec<String> =
                    tokens.filter_map(|token| token.strip_prefix("kompeten-ending-")).map(str::to_owned).collect();
                if endings.is_empty() && only.attribute("type").is_some() {
                    losses.code("loss.file-kind");
                }
                let files = class(only, "files").and_then(|n| n.parse().ok()).unwrap_or(1);
                Ok(self.by_people(Interaction::Upload { endings, files }, &[], losses))
            }
            "selectPointInteraction" => self.points(only, losses),
            "hotspotInteraction" => self.hotspot(only, losses),
            other => Err(unknown(other)),
        }
    }

    pub(super) fn declared(&self, interaction: &Element) -> Result<&'a Declared, Refusal> {
        let name = interaction.attribute("responseIdentifier").unwrap_or_default();
        let found = self.responses.iter().find(|response| response.identifier == name);
        found.ok_or_else(|| fault("qti.undeclared"))
    }

    /// How the only response counts.
    pub(super) fn scored(&self, declared: &'a Declared, losses: &mut Losses) -> Result<Scored<'a>, Refusal> {
        let ours = |name: &String| *name == declared.identifier;
        match self.gains.as_deref() {
            None if declared.correct.is_empty() => Ok(Scored::ByPeople),
            None => {
                losses.code("loss.no-processing");
                Ok(Scored::Exact(self.points.unwrap_or(Decimal::ONE)))
            }
            Some([Gain::Fixed(tests, points)]) => match tests.as_slice() {
                [Test::Match(name)] if ours(name) => Ok(Scored::Exact(*points)),
                _ => Err(Refusal::new("qti.processing").with("what", "test")),
            },
            Some([Gain::Map(name)]) if ours(name) => {
                declared.mapping.as_ref().map(Scored::Mapped).ok_or_else(|| fault("qti.mapping"))
            }
            Some([Gain::Points(name)]) if ours(name) => Ok(Scored::Areas),
            Some(_) => Err(Refusal::new("qti.processing").with("what", "response")),
        }
    }

    /// Nothing of it is scored by rule.
    fn people(&self, interaction: &Element) -> Result<(), Refusal> {
        let declared = self.declared(interaction)?;
        let by_rule = self.gains.as_ref().is_some_and(|gains| !gains.is_empty());
        if by_rule || !declared.correct.is_empty() {
            Err(Refusal::new("qti.processing").with("what", "text"))
        } else {
            Ok(())
        }
    }

    /// Marked by people, who see what is told as a good answer.
    fn by_people(&self, interaction: Interaction, model: &[String], losses: &mut Losses) -> Read {
        if self.points.is_none() {
            losses.code("loss.points-untold");
        }
        let points = self.points.filter(|points| *points > Decimal::ZERO).unwrap_or(Decimal::ONE);
        let paragraph = |text: &String| Block::Paragraph(vec![Inline::Text(text.clone())]);
        let model = Content(model.iter().filter(|text| !text.is_empty()).map(paragraph).collect());
        (interaction, Answer::Rubric(Rubric { model, ..Rubric::default() }), Scoring::Whole, points)
    }

    /// A text that nothing scores. One is compared with what is right by the template that some editors put into every
    /// item, and nothing is told as right; what is told as right where nothing is scored shows a good answer.
    fn essay(&self, declared: &Declared, losses: &mut Losses) -> bool {
        match self.gains.as_deref() {
            None if declared.correct.is_empty() => true,
            None => {
                losses.code("loss.model-answer");
                true
            }
            Some([Gain::Fixed(tests, _)]) if declared.correct.is_empty() => {
                let ours = matches!(tests.as_slice(), [Test::Match(name)] if *name == declared.identifier);
                if ours {
                    losses.code("loss.by-people");
                }
                ours
            }
            Some(_) => false,
        }
    }

    /// Scoring by equal parts, with or without parts taken off for what is wrong.
    pub(super) fn in_parts(
        &self,
        mapping: &Mapping,
        each: Decimal,
        parts: usize,
    ) -> Result<(Scoring, Decimal), Refusal> {
        from_nothing(mapping.lower)?;
        let sum = each.checked_mul(Decimal::from(parts)).ok_or_else(|| fault("qti.mapping"))?;
        let points = most(mapping, sum)?;
        let scoring = match mapping.default {
            default if default.is_zero() => Scoring::Parts,
            default if default == -each && mapping.lower == Some(Decimal::ZERO) => Scoring::PartsLessWrong,
            _ => return Err(bound("defaultValue")),
        };
        Ok((scoring, points))
    }

    fn text(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        based(declared, &["string", "integer", "float"])?;
        if declared.cardinality != "single" || count(only, "maxStrings").is_some_and(|n| n > 1) {
            return Err(fault("qti.cardinality"));
        }
        if only.attribute("patternMask").is_some() {
            losses.code("loss.pattern");
        }
        if self.essay(declared, losses) {
            let told = |name: &str| class(only, name).and_then(|n| n.parse().ok());
            let minutes = told("minutes");
            let asked = match class(only, "oral") {
                Some(_) => Interaction::Oral { minutes },
                None => Interaction::Essay { words: told("words"), minutes },
            };
            return Ok(self.by_people(asked, &declared.correct, losses));
        }
        let (key, points) = self.gap_alone(declared, losses)?;
        let GapKey::Text(texts) = key else { return Err(fault("qti.base-type")) };
        let letters = count(only, "expectedLength").filter(|n| *n > 0).unwrap_or(1_000).min(10_000);
        Ok((Interaction::ShortAnswer { letters }, Answer::Texts(texts), Scoring::Whole, points))
    }
}

/// As good as the same: thirds do not add up exactly.
pub(super) fn about(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other).is_some_and(|apart| apart.abs() < Decimal::new(1, 3))
}

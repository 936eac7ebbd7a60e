//! The declarations and the processing of an item, written.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{super::gift, Version, declared::coords, names::identifier};
use crate::{
    item::{Accepted, Answer, GapKey, Interaction, Item, NumberKey, Scoring, Shape, TextKey},
    xml::Element,
};

/// What stands before and after the body.
pub(super) struct Declarations {
    pub(super) variables: Vec<Element>,
    pub(super) processing: Option<Element>,
}

fn cannot(what: &str) -> Refusal {
    Refusal::new("format.cannot-carry").with("what", what)
}

fn response(name: &str, cardinality: &str, base: &str) -> Element {
    Element::new("responseDeclaration").with("identifier", name).with("cardinality", cardinality).with("baseType", base)
}

fn value(text: &str) -> Element {
    Element::new("value").saying(text)
}

fn correct(values: impl IntoIterator<Item = String>) -> Element {
    Element::new("correctResponse").holding_all(values.into_iter().map(|text| value(&text)))
}

/// A score, at most nine places behind the point.
fn score(number: Decimal) -> String {
    number.round_dp(9).normalize().to_string()
}

fn outcome(name: &str, default: Decimal) -> Element {
    Element::new("outcomeDeclaration")
        .with("identifier", name)
        .with("cardinality", "single")
        .with("baseType", "float")
        .holding(Element::new("defaultValue").holding(value(&score(default))))
}

fn base(number: Decimal) -> Element {
    Element::new("baseValue").with("baseType", "float").saying(&score(number))
}

fn named(element: &str, name: &str) -> Element {
    Element::new(element).with("identifier", name)
}

fn set(value: Element) -> Element {
    named("setOutcomeValue", "SCORE").holding(value)
}

fn when(test: Element, rule: Element) -> Element {
    Element::new("responseCondition").holding(Element::new("responseIf").holding(test).holding(rule))
}

fn matches(name: &str) -> Element {
    Element::new("match").holding(named("variable", name)).holding(named("correct", name))
}

/// What stands at a place, from 1, is what is right there.
fn matches_at(name: &str, place: usize) -> Element {
    let at = |element: Element| Element::new("index").with("n", place.to_string()).holding(element);
    Element::new("match").holding(at(named("variable", name))).holding(at(named("correct", name)))
}

/// Adds to the score.
fn gain(value: Element) -> Element {
    set(Element::new("sum").holding(named("variable", "SCORE")).holding(value))
}

/// A mapping whose entries never bring less than nothing in all, nor more than the points.
fn mapping(points: Decimal, default: Decimal, entries: Vec<(String, Decimal, Option<bool>)>) -> Element {
    let entry = |(key, brings, case): (String, Decimal, Option<bool>)| {
        let out = Element::new("mapEntry").with("mapKey", key).with("mappedValue", score(brings));
        case.into_iter().fold(out, |out, case| out.with("caseSensitive", if case { "true" } else { "false" }))
    };
    Element::new("mapping")
        .with("lowerBound", "0")
        .with("upperBound", score(points))
        .with("defaultValue", score(default))
        .holding_all(entries.into_iter().map(entry))
}

impl Declarations {
    pub(super) fn of(item: &Item, version: Version) -> Result<Self, Refusal> {
        let points = item.question.points;
        let (mut variables, rules) = write(item, points)?;
        variables.push(outcome("SCORE", Decimal::ZERO));
        variables.push(outcome("MAXSCORE", points));
        let processing = match rules {
            Rules::None => None,
            Rules::Template(name) => {
                Some(Element::new("responseProcessing").with("template", format!("{}{name}", version.templates())))
            }
            Rules::Own(rules) => Some(Element::new("responseProcessing").holding_all(rules)),
        };
        Ok(Self { variables, processing })
    }
}

enum Rules {
    None,
    Template(&'static str),
    Own(Vec<Element>),
}

/// All points for the right answer.
fn whole(points: Decimal) -> Rules {
    if points == Decimal::ONE {
        return Rules::Template("match_correct");
    }
    Rules::Own(vec![when(matches("RESPONSE"), set(base(points)))])
}

fn write(item: &Item, points: Decimal) -> Result<(Vec<Element>, Rules), Refusal> {
    let key = &item.key;
    let id = |id: &crate::item::ChoiceId| identifier(id.as_str());
    Ok(match (&item.question.interaction, &key.answer) {
        (Interaction::Single { options, .. }, Answer::Choice(right)) => {
            let out = response("RESPONSE", "single", "identifier").holding(correct([id(right)]));
            match &key.scoring {
                Scoring::Whole => (vec![out], whole(points)),
                Scoring::Weights(weights) => {
                    let entry = |option: &crate::item::Choice| {
                        let weight = weights.get(&option.id).copied().filter(|w| !w.is_zero())?;
                        Some((id(&option.id), weight * points, None))
                    };
                    let entries = options.iter().filter_map(entry).collect();
                    (vec![out.holding(mapping(points, Decimal::ZERO, entries))], Rules::Template("map_response"))
                }
                _ => return Err(cannot("scoring")),
            }
        }
        (Interaction::Multiple { options, .. }, Answer::Choices(right)) => {
            let out = response("RESPONSE", "multiple", "identifier").holding(correct(right.iter().map(id)));
            if key.scoring == Scoring::Whole {
                return Ok((vec![out], whole(points)));
            }
            let weights = gift::weights(options, &key.answer, &key.scoring);
            let entries = options
                .iter()
                .zip(weights)
                .filter(|(_, weight)| !weight.is_zero())
                .map(|(option, weight)| (id(&option.id), weight * points, None))
                .collect();
            (vec![out.holding(mapping(points, Decimal::ZERO, entries))], Rules::Template("map_response"))
        }
        (Interaction::TrueFalse, Answer::Truth(right)) => {
            let right = if *right { "true" } else { "false" };
            (vec![response("RESPONSE", "single", "identifier").holding(correct([right.to_owned()]))], whole(points))
        }
        (Interaction::Matching { .. }, Answer::Pairs(pairs)) => {
            let pair = |(premise, partner)| format!("{} {}", id(premise), id(partner));
            let out = response("RESPONSE", "multiple", "directedPair").holding(correct(pairs.iter().map(pair)));
            let each = points / Decimal::from(pairs.len().max(1));
            let default = match &key.scoring {
                Scoring::Whole => return Ok((vec![out], whole(points))),
                Scoring::Parts => Decimal::ZERO,
                Scoring::PartsLessWrong => -each,
                Scoring::Pairs(weights) => {
                    let brings = |weight: i64| part(points, weight.into(), weights.all(pairs));
                    let entries =
                        weights.iter().map(|(left, to, weight)| Ok((pair((left, to)), brings(weight)?, None)));
                    let entries = entries.collect::<Result<_, Refusal>>()?;
                    let map = mapping(points, brings(weights.other())?, entries);
                    return Ok((vec![out.holding(map)], Rules::Template("map_response")));
                }
                Scoring::Weights(_) | Scoring::Gaps(_) => return Err(cannot("scoring")),
            };
            let entries = pairs.iter().map(|both| (pair(both), each, None)).collect();
            (vec![out.holding(mapping(points, default, entries))], Rules::Template("map_response"))
        }
        (Interaction::Ordering { .. }, Answer::Order(order)) => {
            let out = response("RESPONSE", "ordered", "identifier").holding(correct(order.iter().map(id)));
            match key.scoring {
                Scoring::Whole => (vec![out], whole(points)),
                Scoring::Parts => {
                    let each = points / Decimal::from(order.len().max(1));
                    let step = |at: usize| when(matches_at("RESPONSE", at), gain(base(each)));
                    (vec![out], Rules::Own((1..=order.len()).map(step).collect()))
                }
                _ => return Err(cannot("scoring")),
            }
        }
        (Interaction::Gaps { .. }, Answer::Gaps(keys)) => gaps(keys.iter(), &key.scoring, points)?,
        (Interaction::ShortAnswer { .. }, Answer::Texts(texts)) => {
            let (out, _) = gap_text("RESPONSE", texts, points)?;
            (vec![out], Rules::Template("map_response"))
        }
        (Interaction::Essay { .. } | Interaction::Oral { .. }, Answer::Rubric(_)) => {
            (vec![response("RESPONSE", "single", "string")], Rules::None)
        }
        (Interaction::Upload { .. }, Answer::Rubric(_)) => (vec![response("RESPONSE", "single", "file")], Rules::None),
        (Interaction::Hotspot { areas, .. }, Answer::Areas(right)) => hotspot(areas, right, &key.scoring, points)?,
        (other, _) => return Err(cannot(other.kind())),
    })
}

fn hotspot(
    areas: &[crate::item::Area],
    right: &[Shape],
    scoring: &Scoring,
    points: Decimal,
) -> Result<(Vec<Element>, Rules), Refusal> {
    let each = points / Decimal::from(right.len().max(1));
    if areas.is_empty() {
        if *scoring != Scoring::Parts && right.len() > 1 {
            return Err(cannot("scoring"));
        }
        let entry = |shape: &Shape| {
            let (kind, coords) = coords(shape);
            let out = Element::new("areaMapEntry").with("shape", kind).with("coords", coords);
            out.with("mappedValue", score(each))
        };
        let map = Element::new("areaMapping")
            .with("lowerBound", "0")
            .with("upperBound", score(points))
            .with("defaultValue", "0")
            .holding_all(right.iter().map(entry));
        return Ok((
            vec![response("RESPONSE", "multiple", "point").holding(map)],
            Rules::Template("map_response_point"),
        ));
    }
    let name = |shape: &Shape| {
        let area = areas.iter().find(|area| area.shape == *shape).ok_or_else(|| cannot("key"))?;
        Ok(identifier(area.id.as_str()))
    };
    let names = right.iter().map(name).collect::<Result<Vec<String>, Refusal>>()?;
    let out = response("RESPONSE", "multiple", "identifier").holding(correct(names.iter().cloned()));
    match scoring {
        Scoring::Whole => Ok((vec![out], whole(points))),
        Scoring::Parts => {
            let entries = names.into_iter().map(|name| (name, each, None)).collect();
            Ok((vec![out.holding(mapping(points, Decimal::ZERO, entries))], Rules::Template("map_response")))
        }
        _ => Err(cannot("scoring")),
    }
}

fn gap_text(name: &str, texts: &TextKey, points: Decimal) -> Result<(Element, bool), Refusal> {
    let best = texts.accepted.iter().map(|accepted| accepted.share).max();
    if best != Some(Decimal::ONE) {
        // The most that can be had would be taken for all points.
        return Err(cannot("shares"));
    }
    let entry = |accepted: &Accepted| (accepted.text.clone(), accepted.share * points, Some(texts.case_sensitive));
    let map = mapping(points, Decimal::ZERO, texts.accepted.iter().map(entry).collect());
    let right = texts.accepted.iter().find(|accepted| accepted.share == Decimal::ONE).map(|a| a.text.clone());
    let out = response(name, "single", "string").holding(correct(right)).holding(map);
    let all = texts.accepted.iter().all(|accepted| accepted.share == Decimal::ONE);
    Ok((out, all))
}

/// Several numbers, each accepted exactly, with what it brings; as a mapping, which names each once.
fn gap_numbers(name: &str, numbers: &[NumberKey], points: Decimal) -> Result<(Element, bool), Refusal> {
    let mut values: Vec<Decimal> = numbers.iter().map(|number| number.value).collect();
    values.sort_unstable();
    values.dedup();
    if values.len() < numbers.len() || numbers.iter().any(|number| !number.tolerance.is_zero()) {
        return Err(cannot("numbers"));
    }
    let full = numbers.iter().find(|number| number.share == Decimal::ONE).ok_or_else(|| cannot("shares"))?;
    let entry = |number: &NumberKey| (number.value.to_string(), number.share * points, None);
    let map = mapping(points, Decimal::ZERO, numbers.iter().map(entry).collect());
    let out = response(name, "single", "float").holding(correct([full.value.to_string()])).holding(map);
    Ok((out, numbers.iter().all(|number| number.share == Decimal::ONE)))
}

/// What is declared of a gap, what asks whether it is right, and what adds its points.
type Gapped = (Element, Element, Element);

/// A gap that a mapping scores. Where all count together, what brings a part would bring all.
fn mapped(name: &str, (variable, all): (Element, bool), together: bool) -> Result<Gapped, Refusal> {
    if together && !all {
        return Err(cannot("shares"));
    }
    let brings = named("mapResponse", name);
    let test = Element::new("gt").holding(brings.clone()).holding(base(Decimal::ZERO));
    Ok((variable, test, gain(brings)))
}

/// A gap that takes one number within its tolerance.
fn within(name: &str, NumberKey { value, tolerance, share }: &NumberKey, points: Decimal) -> Result<Gapped, Refusal> {
    if *share != Decimal::ONE {
        return Err(cannot("shares"));
    }
    let test = Element::new("equal")
        .with("toleranceMode", "absolute")
        .with("tolerance", format!("{tolerance} {tolerance}"))
        .holding(named("variable", name))
        .holding(named("correct", name));
    let out = response(name, "single", "float").holding(correct([value.to_string()]));
    Ok((out, test.clone(), when(test, gain(base(points)))))
}

/// So much of the points as a weight is of all.
fn part(points: Decimal, weight: Decimal, all: Decimal) -> Result<Decimal, Refusal> {
    let part = points.checked_mul(weight).and_then(|all_of_it| all_of_it.checked_div(all));
    part.ok_or_else(|| cannot("scoring"))
}

fn gaps<'a>(
    keys: impl ExactSizeIterator<Item = (&'a crate::item::GapId, &'a GapKey)>,
    scoring: &Scoring,
    points: Decimal,
) -> Result<(Vec<Element>, Rules), Refusal> {
    let count = keys.len();
    let together = *scoring == Scoring::Whole && count > 1;
    let each = |gap| match scoring {
        Scoring::Whole if together => Ok(Decimal::ONE),
        Scoring::Whole | Scoring::Parts => Ok(points / Decimal::from(count.max(1))),
        Scoring::Gaps(weights) => part(points, weights.weight(gap), weights.all()),
        Scoring::PartsLessWrong | Scoring::Weights(_) | Scoring::Pairs(_) => Err(cannot("scoring")),
    };
    let (mut variables, mut tests, mut rules) = (Vec::new(), Vec::new(), Vec::new());
    for (gap, key) in keys {
        let (name, each) = (identifier(gap.as_str()), each(gap)?);
        let (variable, test, rule) = match key {
            GapKey::Text(texts) => mapped(&name, gap_text(&name, texts, each)?, together)?,
            GapKey::Numbers(numbers) => match numbers.as_slice() {
                [number] => within(&name, number, each)?,
                several => mapped(&name, gap_numbers(&name, several, each)?, together)?,
            },
        };
        variables.push(variable);
        tests.push(test);
        rules.push(rule);
    }
    if together {
        return Ok((variables, Rules::Own(vec![when(Element::new("and").holding_all(tests), set(base(points)))])));
    }
    Ok((variables, Rules::Own(rules)))
}

//! Rules in the terms of the declarations: values that rules name become a mapping of their response.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::declared::{Declared, Mapping, number},
    Gain, Test, refused,
    rules::{Brings, Found, Read},
    test::Raw,
};
use crate::item::check;

/// The gains of what was read, or none where nothing is scored.
pub(super) fn gains(read: Read, responses: &mut [Declared]) -> Result<Option<Vec<Gain>>, Refusal> {
    let Read { found, floor, ceiling, pressed } = read;
    if found.is_empty() && pressed {
        // Without the button nothing scores, and the right answer would bring what no rule says.
        return Err(refused("variable"));
    }
    in_order(&found, responses)?;
    let mut out: Vec<Gain> = Vec::new();
    let mut values: BTreeMap<String, Vec<(String, Decimal, bool)>> = BTreeMap::new();
    for one in found {
        match (one.brings, one.tests.as_slice()) {
            (Brings::Map(name), []) => out.push(Gain::Map(name)),
            (Brings::Points(name), []) => out.push(Gain::Points(name)),
            (Brings::Fixed(points), [Raw::Is(name, told)]) => {
                declared(responses, name, "single")?;
                let entries = told.iter().map(|(value, case)| (value.clone(), points, *case));
                named(name, entries, &mut values, &mut out);
            }
            (Brings::Fixed(points), [Raw::Text(name, case)]) => {
                let right = declared(responses, name, "single")?.correct.clone();
                let entries = right.into_iter().map(|value| (value, points, *case));
                named(name, entries, &mut values, &mut out);
            }
            (Brings::Fixed(points), [Raw::Has(name, value)]) => {
                declared(responses, name, "multiple")?;
                named(name, [(value.clone(), points, true)], &mut values, &mut out);
            }
            (Brings::Fixed(points), all) if !all.is_empty() => {
                let tests = all.iter().map(|test| plain(test, responses)).collect::<Result<Vec<_>, _>>()?;
                out.push(Gain::Fixed(tests, points));
            }
            _ => return Err(refused("condition")),
        }
    }
    for (name, entries) in values {
        check::room(0, entries.len())?;
        let same = |(a, _, a_case): &(String, Decimal, bool), (b, _, b_case): &(String, Decimal, bool)| {
            if *a_case && *b_case { a == b } else { a.to_lowercase() == b.to_lowercase() }
        };
        let twice =
            entries.iter().enumerate().any(|(at, one)| entries.iter().skip(at + 1).any(|other| same(one, other)));
        // A response that another rule scores as well would count twice.
        let else_where = out.iter().any(|gain| match gain {
            Gain::Fixed(tests, _) => tests.iter().any(|test| test.of() == name),
            Gain::Map(_) => false,
            Gain::Points(other) => *other == name,
        });
        let mapped = out.iter().filter(|gain| **gain == Gain::Map(name.clone())).count();
        if twice || else_where || mapped != 1 {
            return Err(refused("twice"));
        }
        let response = find(responses, &name)?;
        response.mapping = Some(Mapping { entries, ..Mapping::default() });
    }
    bounds(&out, floor, ceiling, responses)?;
    Ok((!out.is_empty()).then_some(out))
}

fn named(
    name: &str,
    entries: impl IntoIterator<Item = (String, Decimal, bool)>,
    values: &mut BTreeMap<String, Vec<(String, Decimal, bool)>>,
    out: &mut Vec<Gain>,
) {
    if !values.contains_key(name) {
        out.push(Gain::Map(name.to_owned()));
    }
    values.entry(name.to_owned()).or_default().extend(entries);
}

fn find<'a>(responses: &'a mut [Declared], name: &str) -> Result<&'a mut Declared, Refusal> {
    responses.iter_mut().find(|response| response.identifier == name).ok_or_else(|| Refusal::new("qti.undeclared"))
}

fn declared<'a>(responses: &'a mut [Declared], name: &str, cardinality: &str) -> Result<&'a Declared, Refusal> {
    let found = find(responses, name)?;
    if found.cardinality == cardinality { Ok(found) } else { Err(Refusal::new("qti.cardinality")) }
}

/// A rule that takes the place of what another brought would take it away, but for values of one response that cannot
/// hold at once.
fn in_order(found: &[Found], responses: &[Declared]) -> Result<(), Refusal> {
    let single =
        |name: &str| responses.iter().any(|response| response.identifier == name && response.cardinality == "single");
    let first = found.first().and_then(|one| one.tests.first()).map(Raw::of);
    let exclusive = first.is_some_and(single)
        && found.iter().all(|one| match one.tests.as_slice() {
            [Raw::Is(name, _)] => Some(name.as_str()) == first && matches!(one.brings, Brings::Fixed(_)),
            _ => false,
        });
    let replaces = found.iter().skip(1).any(|one| !one.adds);
    if replaces && !exclusive { Err(refused("order")) } else { Ok(()) }
}

/// One of several conditions that hold together.
fn plain(test: &Raw, responses: &mut [Declared]) -> Result<Test, Refusal> {
    let entries = |values: &[(String, bool)]| values.iter().map(|(v, case)| (v.clone(), Decimal::ONE, *case)).collect();
    let (name, entries): (&String, Vec<(String, Decimal, bool)>) = match test {
        Raw::Plain(test) => return Ok(test.clone()),
        Raw::Near(name, value, low, high) => {
            let response = find(responses, name)?;
            if !matches!(response.base.as_str(), "integer" | "float") {
                return Err(Refusal::new("qti.base-type"));
            }
            let (mut low, mut high) = (*low, *high);
            match response.correct.as_slice() {
                [] => response.correct = vec![value.to_string()],
                // What is declared as right must be so by the rule, whose bounds are then told from there.
                [right] => {
                    let apart = number(right)?
                        .checked_sub(*value)
                        .and_then(|apart| Some((low.checked_add(apart)?, high.checked_sub(apart)?)));
                    let within = apart.filter(|(low, high)| *low >= Decimal::ZERO && *high >= Decimal::ZERO);
                    (low, high) = within.ok_or_else(|| Refusal::new("qti.key-disagrees"))?;
                }
                _ => return Err(Refusal::new("qti.cardinality")),
            }
            return Ok(Test::Within(name.clone(), low, high));
        }
        Raw::Is(name, values) => (name, entries(values)),
        Raw::Text(name, case) => {
            let right = declared(responses, name, "single")?.correct.clone();
            (name, right.into_iter().map(|value| (value, Decimal::ONE, *case)).collect())
        }
        Raw::Has(..) | Raw::Answered(_) => return Err(refused("member")),
    };
    declared(responses, name, "single")?;
    find(responses, name)?.mapping = Some(Mapping { entries, ..Mapping::default() });
    Ok(Test::Mapped(name.clone()))
}

/// Bounds of the sum, where they are those of its only mapping, or change nothing.
fn bounds(gains: &[Gain], floor: bool, ceiling: Option<Decimal>, responses: &mut [Declared]) -> Result<(), Refusal> {
    if let [Gain::Map(name)] = gains {
        let mapping = find(responses, name)?.mapping.as_mut().ok_or_else(|| Refusal::new("qti.mapping"))?;
        if floor {
            mapping.lower = Some(mapping.lower.unwrap_or_default().max(Decimal::ZERO));
        }
        if let Some(most) = ceiling {
            mapping.upper = Some(mapping.upper.unwrap_or(most).min(most));
        }
        return Ok(());
    }
    let Some(most) = ceiling else { return Ok(()) };
    let mut sum = Decimal::ZERO;
    for gain in gains {
        let reach = match gain {
            Gain::Fixed(_, points) => Some(*points),
            Gain::Map(name) => reach(find(responses, name)?),
            Gain::Points(_) => None,
        };
        sum = reach.and_then(|reach| sum.checked_add(reach)).ok_or_else(|| refused("ceiling"))?;
    }
    // Thirds do not add up to the bound exactly.
    let over = sum.checked_sub(most).is_some_and(|over| over > Decimal::new(1, 3));
    if over { Err(refused("ceiling")) } else { Ok(()) }
}

/// The most that the mapping of a single value brings.
fn reach(response: &Declared) -> Option<Decimal> {
    let mapping = response.mapping.as_ref().filter(|_| response.cardinality == "single")?;
    let most = mapping.entries.iter().map(|(_, brings, _)| *brings).fold(mapping.default, Decimal::max);
    Some(mapping.upper.map_or(most, |upper| most.min(upper)))
}

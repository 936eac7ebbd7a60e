//! Gaps: their keys, out of a match, a mapping, or an equality within a tolerance.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::{
        gift::middle,
        report::{Losses, brief},
    },
    declared::{Declared, Mapping, number},
    key::{Asked, Read, about, based, bound, class, count, fault, from_nothing},
    names::plain,
    processing::{Gain, Test},
};
use crate::{
    item::{Accepted, Answer, Gap, GapId, GapKey, GapWeights, Interaction, NumberKey, Scoring, TextKey},
    xml::Element,
};

impl<'a> Asked<'a> {
    /// The key of the only gap, and its points.
    pub(super) fn gap_alone(&self, declared: &'a Declared, losses: &mut Losses) -> Result<(GapKey, Decimal), Refusal> {
        match self.gains.as_deref() {
            None => {
                if declared.correct.is_empty() {
                    return Err(fault("qti.no-key"));
                }
                losses.code("loss.no-processing");
                let test = Test::Match(declared.identifier.clone());
                Ok((gap_by_test(declared, &test)?, self.points.unwrap_or(Decimal::ONE)))
            }
            Some([gain]) => {
                tell(declared, gain, losses);
                gap_by_gain(declared, gain)
            }
            Some(_) => Err(Refusal::new("qti.processing").with("what", "response")),
        }
    }

    /// A slider: what it is set to is typed. Its bounds and steps are told, since they bound what could be chosen.
    pub(super) fn slider(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        let told = |name: &str| brief(only.attribute(name).unwrap_or("?"), 20);
        let loss = Refusal::new("loss.slider").with("low", told("lowerBound")).with("high", told("upperBound"));
        losses.add(loss.with("step", brief(only.attribute("step").unwrap_or("1"), 20)));
        let (key @ GapKey::Numbers(_), points) = self.gap_alone(declared, losses)? else {
            return Err(fault("qti.base-type"));
        };
        if declared.cardinality != "single" {
            return Err(fault("qti.cardinality"));
        }
        let id = GapId::letter(0);
        let gaps = vec![Gap { id: id.clone(), number: true, unit: String::new() }];
        Ok((Interaction::Gaps { gaps }, Answer::Gaps([(id, key)].into()), Scoring::Whole, points))
    }

    pub(super) fn gaps(&self, losses: &mut Losses) -> Result<Read, Refusal> {
        let mut gaps = Vec::new();
        let mut keys = BTreeMap::new();
        let mut declared = Vec::new();
        for entry in self.interactions {
            let told = self.declared(entry)?;
            based(told, &["string", "integer", "float"])?;
            if told.cardinality != "single" {
                return Err(fault("qti.cardinality"));
            }
            if entry.attribute("patternMask").is_some() {
                losses.code("loss.pattern");
            }
            let id = GapId::new(plain(&told.identifier)).map_err(|_| fault("qti.identifier"))?;
            let number = matches!(told.base.as_str(), "integer" | "float");
            // What is right is told in tens, and would be typed in another base.
            if let Some(base) = entry.attribute("base").filter(|base| number && base.trim() != "10") {
                return Err(Refusal::new("qti.radix").with("base", brief(base, 10)));
            }
            gaps.push(Gap { id: id.clone(), number, unit: String::new() });
            declared.push((id, told));
        }
        if let [(id, only)] = declared.as_slice() {
            let (key, points) = self.gap_alone(only, losses)?;
            let entry = self.interactions.first();
            if let (Some(entry), GapKey::Text(texts)) =
                (entry.filter(|entry| class(entry, "short-answer").is_some()), &key)
            {
                let letters = count(entry, "expectedLength").filter(|n| *n > 0).unwrap_or(255);
                return Ok((
                    Interaction::ShortAnswer { letters },
                    Answer::Texts(texts.clone()),
                    Scoring::Whole,
                    points,
                ));
            }
            keys.insert(id.clone(), key);
            return Ok((Interaction::Gaps { gaps }, Answer::Gaps(keys), Scoring::Whole, points));
        }
        let gains = self.gains.as_deref().ok_or_else(|| fault("qti.no-key"))?;
        if let [Gain::Fixed(tests, points)] = gains {
            for (id, told) in &declared {
                let of = |test: &&Test| test.of() == told.identifier;
                let test =
                    tests.iter().find(of).ok_or_else(|| Refusal::new("qti.processing").with("what", "response"))?;
                tell(told, &Gain::Fixed(vec![test.clone()], *points), losses);
                keys.insert(id.clone(), gap_by_test(told, test)?);
            }
            if tests.len() != declared.len() {
                return Err(Refusal::new("qti.processing").with("what", "test"));
            }
            return Ok((Interaction::Gaps { gaps }, Answer::Gaps(keys), Scoring::Whole, *points));
        }
        let (mut weights, mut sum) = (Vec::new(), Decimal::ZERO);
        for (id, told) in &declared {
            let of = |gain: &&Gain| match gain {
                Gain::Fixed(tests, _) => tests.iter().any(|test| test.of() == told.identifier),
                Gain::Map(name) | Gain::Points(name) => *name == told.identifier,
            };
            let gain = gains.iter().find(of).ok_or_else(|| Refusal::new("qti.processing").with("what", "response"))?;
            tell(told, gain, losses);
            let (key, points) = gap_by_gain(told, gain)?;
            sum = sum.checked_add(points).ok_or_else(|| fault("qti.mapping"))?;
            weights.push((id.clone(), points));
            keys.insert(id.clone(), key);
        }
        if gains.len() != declared.len() {
            return Err(Refusal::new("qti.processing").with("what", "response"));
        }
        let weights = GapWeights::of(weights).ok_or_else(|| fault("qti.mapping"))?;
        let points = self.points.filter(|told| about(*told, sum)).unwrap_or(sum.normalize());
        Ok((Interaction::Gaps { gaps }, Answer::Gaps(keys), Scoring::of_gaps(weights), points))
    }
}

/// Says that capital letters matter from now on, where a mapping of texts is used that does not tell; that nothing is
/// taken off for an answer; and that bounds lie unevenly about what is right, whose middle the key names instead.
fn tell(declared: &Declared, gain: &Gain, losses: &mut Losses) {
    let mapped = match gain {
        Gain::Map(_) => true,
        Gain::Fixed(tests, _) => tests.iter().any(|test| matches!(test, Test::Mapped(_))),
        Gain::Points(_) => false,
    };
    let text = !matches!(declared.base.as_str(), "integer" | "float");
    let below = |mapping: &Mapping| {
        mapping.entries.iter().any(|(_, brings, _)| *brings < Decimal::ZERO)
            && mapping.lower.is_none_or(|lower| lower < Decimal::ZERO)
    };
    if matches!(gain, Gain::Map(_)) && declared.mapping.as_ref().is_some_and(below) {
        losses.code("loss.below-zero");
    }
    if let Gain::Fixed(tests, _) = gain {
        for test in tests {
            if let Test::Within(_, low, high) = test
                && low != high
            {
                losses.add(Refusal::new("loss.tolerance").with("low", low.normalize()).with("high", high.normalize()));
            }
        }
    }
    if mapped && text && declared.mapping.as_ref().is_some_and(|mapping| mapping.case_untold) {
        losses.code("loss.case");
    }
}

/// What is declared as right brings all points.
fn agreed(declared: &Declared, key: GapKey) -> Result<GapKey, Refusal> {
    for right in &declared.correct {
        let full = match &key {
            GapKey::Text(texts) => texts.accepted.iter().filter(|accepted| accepted.share == Decimal::ONE).any(|one| {
                one.text == *right || (!texts.case_sensitive && one.text.to_lowercase() == right.to_lowercase())
            }),
            GapKey::Numbers(numbers) => {
                let right = number(right)?;
                let near = |key: &NumberKey| right.checked_sub(key.value).is_some_and(|d| d.abs() <= key.tolerance);
                numbers.iter().filter(|key| key.share == Decimal::ONE).any(near)
            }
        };
        if !full {
            return Err(fault("qti.key-disagrees"));
        }
    }
    Ok(key)
}

fn gap_by_gain(declared: &Declared, gain: &Gain) -> Result<(GapKey, Decimal), Refusal> {
    match gain {
        Gain::Fixed(tests, points) => match tests.as_slice() {
            [test] => Ok((gap_by_test(declared, test)?, *points)),
            _ => Err(Refusal::new("qti.processing").with("what", "test")),
        },
        Gain::Map(name) if *name == declared.identifier => {
            let mapping = declared.mapping.as_ref().ok_or_else(|| fault("qti.mapping"))?;
            let most = mapping.entries.iter().map(|(_, brings, _)| *brings).max();
            let most = most.filter(|most| *most > Decimal::ZERO).ok_or_else(|| fault("qti.mapping"))?;
            from_nothing(mapping.lower)?;
            if mapping.upper.is_some_and(|upper| upper < most) {
                return Err(bound("upperBound"));
            }
            Ok((agreed(declared, gap_mapped(declared, mapping, most)?)?, most))
        }
        _ => Err(Refusal::new("qti.processing").with("what", "response")),
    }
}

fn gap_by_test(declared: &Declared, test: &Test) -> Result<GapKey, Refusal> {
    let numeric = matches!(declared.base.as_str(), "integer" | "float");
    match (test, declared.correct.as_slice()) {
        (Test::Match(name), [right]) if *name == declared.identifier => Ok(match numeric {
            true => GapKey::Numbers(vec![NumberKey {
                value: number(right)?,
                tolerance: Decimal::ZERO,
                share: Decimal::ONE,
            }]),
            false => GapKey::Text(TextKey {
                accepted: vec![Accepted { text: right.clone(), share: Decimal::ONE }],
                case_sensitive: true,
                marked_by_people: false,
            }),
        }),
        (Test::Within(name, low, high), [right]) if *name == declared.identifier && numeric => {
            let right = number(right)?;
            let (low, high) = (right.checked_sub(*low), right.checked_add(*high));
            let (value, tolerance) = middle(low, high).ok_or_else(|| fault("qti.mapping"))?;
            Ok(GapKey::Numbers(vec![NumberKey { value, tolerance, share: Decimal::ONE }]))
        }
        (Test::Mapped(name), _) if *name == declared.identifier => {
            let mapping = declared.mapping.as_ref().ok_or_else(|| fault("qti.mapping"))?;
            let mut out = gap_mapped(declared, mapping, Decimal::ONE)?;
            match &mut out {
                GapKey::Text(texts) => texts.accepted.iter_mut().for_each(|accepted| accepted.share = Decimal::ONE),
                GapKey::Numbers(numbers) => numbers.iter_mut().for_each(|number| number.share = Decimal::ONE),
            }
            agreed(declared, out)
        }
        (Test::Match(_) | Test::Within(..), [_, _, ..]) => Err(fault("qti.cardinality")),
        _ => Err(fault("qti.no-key")),
    }
}

fn gap_mapped(declared: &Declared, mapping: &Mapping, most: Decimal) -> Result<GapKey, Refusal> {
    if !mapping.default.is_zero() {
        return Err(bound("defaultValue"));
    }
    let entries: Vec<_> = mapping.entries.iter().filter(|(_, brings, _)| *brings > Decimal::ZERO).collect();
    // A third is written with nine decimals, and half of it as well: the part that was meant is near by.
    let share = |brings: Decimal| {
        let (share, near) = (brings / most, (brings / most).round_dp(7));
        if (share - near).abs() < Decimal::new(1, 8) { near.normalize() } else { share.normalize() }
    };
    if matches!(declared.base.as_str(), "integer" | "float") {
        let number = |(key, brings, _): &&(String, Decimal, bool)| {
            Ok(NumberKey { value: number(key)?, tolerance: Decimal::ZERO, share: share(*brings) })
        };
        return Ok(GapKey::Numbers(entries.iter().map(number).collect::<Result<_, Refusal>>()?));
    }
    let case_sensitive = entries.first().is_some_and(|(_, _, case)| *case);
    if entries.iter().any(|(_, _, case)| *case != case_sensitive) {
        return Err(fault("qti.mixed-case"));
    }
    let accepted =
        entries.iter().map(|(key, brings, _)| Accepted { text: key.clone(), share: share(*brings) }).collect();
    Ok(GapKey::Text(TextKey { accepted, case_sensitive, marked_by_people: false }))
}

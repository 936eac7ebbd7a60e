//! Options to be chosen: one or several, each with what it brings.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::super::{gift, report::Losses};
use super::{
    attributes,
    key::{Asked, Read, Scored, about, based, bound, choice_id, class, count, fault, from_nothing},
    names::plain,
    read::flow,
};
use crate::{
    item::{Answer, Choice, ChoiceId, Content, Interaction, Key, Scoring, check},
    xml::Element,
};

impl Asked<'_> {
    pub(super) fn choices(
        &self,
        within: &Element,
        names: &[&str],
        losses: &mut Losses,
    ) -> Result<Vec<Choice>, Refusal> {
        let options = || within.elements().filter(|element| names.contains(&element.name.as_str()));
        check::room(options().count(), 0)?;
        let mut out = Vec::new();
        for element in options() {
            attributes::tell(element, &[], losses);
            if element.attribute("templateIdentifier").is_some() {
                return Err(fault("qti.template"));
            }
            if element.says("fixed") && within.says("shuffle") {
                losses.code("loss.fixed");
            }
            let id = choice_id(element.attribute("identifier").unwrap_or_default())?;
            out.push(Choice { id, content: flow(&element.children, self.place, losses) });
        }
        Ok(out)
    }

    pub(super) fn choice(&self, only: &Element, names: &[&str], losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        based(declared, &["identifier"])?;
        let options = self.choices(only, names, losses)?;
        let shuffle = only.says("shuffle");
        let scored = self.scored(declared, losses)?;
        let correct = declared.correct.iter().map(|id| choice_id(id)).collect::<Result<Vec<_>, _>>()?;
        let total = u32::try_from(options.len()).unwrap_or(u32::MAX);
        let least = count(only, "minChoices").unwrap_or(0);
        let most = count(only, "maxChoices").unwrap_or(1);
        let single = declared.cardinality == "single";
        // In which order options were chosen is nothing that is asked here.
        if (single && most > 1) || !(single || declared.cardinality == "multiple") {
            return Err(fault("qti.cardinality"));
        }
        if class(only, "true-false").is_some() {
            let Scored::Exact(points) = scored else { return Err(fault("qti.mapping")) };
            return match correct.as_slice() {
                [id] if matches!(id.as_str(), "true" | "false") => {
                    Ok((Interaction::TrueFalse, Answer::Truth(id.as_str() == "true"), Scoring::Whole, points))
                }
                _ => Err(fault("qti.no-key")),
            };
        }
        match scored {
            Scored::Exact(points) if single => match correct.as_slice() {
                [right] => Ok((
                    Interaction::Single { options, shuffle },
                    Answer::Choice(right.clone()),
                    Scoring::Whole,
                    points,
                )),
                [] => Err(fault("qti.no-key")),
                _ => Err(fault("qti.cardinality")),
            },
            Scored::Exact(points) => {
                let most = if most == 0 { total } else { most };
                let interaction = Interaction::Multiple { options, least, most, shuffle };
                Ok((interaction, Answer::Choices(correct.into_iter().collect()), Scoring::Whole, points))
            }
            Scored::Mapped(mapping) => {
                from_nothing(mapping.lower)?;
                let known = |key: &str| options.iter().any(|option| option.id.as_str() == plain(key));
                if mapping.entries.iter().any(|(key, brings, _)| !brings.is_zero() && !known(key)) {
                    return Err(fault("item.key-unknown-choice"));
                }
                let mut weights = Vec::new();
                for option in &options {
                    let told = mapping.entries.iter().find(|(key, _, _)| plain(key) == option.id.as_str());
                    weights.push((option.id.clone(), told.map_or(mapping.default, |(_, brings, _)| *brings)));
                }
                let brings: Decimal = correct
                    .iter()
                    .filter_map(|id| weights.iter().find(|(of, _)| of == id))
                    .try_fold(Decimal::ZERO, |sum, (_, brings)| sum.checked_add(*brings))
                    .ok_or_else(|| fault("qti.mapping"))?;
                // The most that can be chosen at once.
                let most_at_once = match (single, most) {
                    (true, _) => 1,
                    (false, 0) => options.len(),
                    (false, most) => usize::try_from(most).unwrap_or(usize::MAX),
                };
                let mut positive: Vec<Decimal> =
                    weights.iter().map(|(_, w)| *w).filter(|w| *w > Decimal::ZERO).collect();
                positive.sort_unstable_by(|one, other| other.cmp(one));
                let reach = positive
                    .iter()
                    .take(most_at_once)
                    .try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight))
                    .ok_or_else(|| fault("qti.mapping"))?;
                // Thirds do not add up to the bound exactly.
                let within = |upper: Decimal| if about(upper, reach) { upper } else { upper.min(reach) };
                // Where nothing may be gained, nothing would be; some writers mean that there is no bound.
                if mapping.upper.is_some_and(|upper| upper <= Decimal::ZERO) {
                    return Err(bound("upperBound"));
                }
                let points = mapping.upper.map_or(reach, within);
                if points <= Decimal::ZERO {
                    return Err(fault("format.no-right-option"));
                }
                if weights.iter().any(|(_, w)| *w < Decimal::ZERO)
                    && mapping.lower.is_none_or(|lower| lower < Decimal::ZERO)
                {
                    losses.code("loss.below-zero");
                }
                // What one option brings above the bound would make up for what others take off.
                let over = weights.iter().any(|(_, w)| *w > points && !about(*w, points));
                if !single && over && weights.iter().any(|(_, w)| *w < Decimal::ZERO) {
                    return Err(bound("upperBound"));
                }
                for (_, weight) in &mut weights {
                    *weight = weight.checked_div(points).ok_or_else(|| fault("qti.mapping"))?;
                }
                let shares = weights.clone();
                for (_, weight) in &mut weights {
                    *weight = (*weight).min(Decimal::ONE).normalize();
                }
                let mut key = Key {
                    answer: Answer::Truth(true),
                    scoring: Scoring::Whole,
                    rationales: BTreeMap::new(),
                    explanation: Content::default(),
                };
                let best: Vec<ChoiceId> =
                    weights.iter().filter(|(_, w)| *w > Decimal::ZERO).map(|(id, _)| id.clone()).collect();
                let full = |id: &ChoiceId| weights.iter().any(|(of, w)| of == id && *w == Decimal::ONE);
                let told = correct.first().filter(|_| single).cloned();
                let short = brings < points && !about(brings, points);
                let partly = !correct.is_empty() && (short || !correct.iter().all(|id| best.contains(id)));
                if told.as_ref().is_some_and(|id| !full(id)) || (!single && partly) {
                    return Err(fault("qti.key-disagrees"));
                }
                let mut interaction = gift::weigh(single, weights, options, shuffle, &mut key)?;
                match (&mut key.answer, told) {
                    (Answer::Choice(right), Some(id)) => *right = id,
                    // Others bring a part as well, but these are what is right.
                    (Answer::Choices(right), _) if !correct.is_empty() => *right = correct.into_iter().collect(),
                    _ => {}
                }
                let named = match &key.answer {
                    Answer::Choice(right) => Some(right),
                    _ => None,
                };
                gift::more_than_full(single, &shares, named, losses);
                if let Interaction::Multiple { least: low, most: high, .. } = &mut interaction {
                    *low = least;
                    *high = if most == 0 { total } else { most };
                }
                Ok((interaction, key.answer, key.scoring, points))
            }
            Scored::Areas | Scored::ByPeople => Err(fault("qti.no-key")),
        }
    }
}

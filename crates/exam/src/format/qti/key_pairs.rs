//! Pairs: two sets to be matched, or texts to be put into gaps, which becomes the matching of numbered gaps with texts.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::{gift, report::Losses},
    attributes,
    declared::{Declared, Mapping},
    key::{Asked, Read, Scored, based, bound, choice_id, count, fault, from_nothing, most},
    processing::{Gain, Test},
    within::gap_label,
};
use crate::{
    item::{Answer, Choice, ChoiceId, Content, Interaction, PairWeights, Scoring, check},
    xml::Element,
};

/// A premise and its response.
type Pair = (ChoiceId, ChoiceId);

impl Asked<'_> {
    pub(super) fn pairs(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        let declared = self.declared(only)?;
        let sets: Vec<&Element> = only.all("simpleMatchSet").collect();
        let [left, right] = sets.as_slice() else { return Err(fault("qti.match-sets")) };
        if left.all("simpleAssociableChoice").any(|premise| count(premise, "matchMax") != Some(1)) {
            return Err(fault("qti.match-many"));
        }
        let premises = self.choices(left, &["simpleAssociableChoice"], losses)?;
        let responses = self.choices(right, &["simpleAssociableChoice"], losses)?;
        attributes::paired(only, premises.len(), losses);
        // A premise takes one response here as well.
        for (set, total) in [(left, 1), (right, premises.len())] {
            set.all("simpleAssociableChoice").for_each(|choice| attributes::paired(choice, total, losses));
        }
        let interaction = Interaction::Matching { premises, responses, shuffle: only.says("shuffle") };
        let split = |pair: &str| {
            let (premise, response) = two(pair)?;
            Ok((choice_id(premise)?, choice_id(response)?))
        };
        self.paired(declared, interaction, &split, losses)
    }

    /// Texts to be put into the gaps of the stem, each of which takes one.
    pub(super) fn gap_match(&self, only: &Element, losses: &mut Losses) -> Result<Read, Refusal> {
        losses.code("loss.gap-match");
        let declared = self.declared(only)?;
        check::room(only.all("gap").count(), 0)?;
        let mut premises = Vec::new();
        for (at, gap) in only.all("gap").enumerate() {
            attributes::tell(gap, &[], losses);
            if gap.attribute("templateIdentifier").is_some() {
                return Err(fault("qti.template"));
            }
            let id = choice_id(gap.attribute("identifier").unwrap_or_default())?;
            premises.push(Choice { id, content: Content::plain(&gap_label(at)) });
        }
        let responses = self.choices(only, &["gapText", "gapImg"], losses)?;
        attributes::paired(only, premises.len(), losses);
        for text in only.elements().filter(|one| matches!(one.name.as_str(), "gapText" | "gapImg")) {
            attributes::paired(text, premises.len(), losses);
        }
        let interaction = Interaction::Matching { premises, responses, shuffle: only.says("shuffle") };
        let split = |pair: &str| {
            let (text, gap) = two(pair)?;
            Ok((choice_id(gap)?, choice_id(text)?))
        };
        self.paired(declared, interaction, &split, losses)
    }

    /// Several lists within the text that are one list are the matching of their places with what is listed.
    pub(super) fn lists(&self, losses: &mut Losses) -> Result<Read, Refusal> {
        let several = || fault("qti.several-interactions");
        losses.code("loss.gap-match");
        let (mut responses, mut premises, mut pairs) = (Vec::<Choice>::new(), Vec::new(), BTreeMap::new());
        let (mut names, mut shuffle) = (Vec::new(), true);
        for (at, list) in self.interactions.iter().enumerate() {
            let declared = self.declared(list)?;
            based(declared, &["identifier"])?;
            let options = self.choices(list, &["inlineChoice"], losses)?;
            if at == 0 {
                responses.clone_from(&options);
            }
            let same = |option: &Choice| responses.iter().find(|one| one.content == option.content);
            let ids: BTreeSet<_> = options.iter().filter_map(same).map(|one| &one.id).collect();
            if ids.len() != responses.len() || options.len() != responses.len() || declared.cardinality != "single" {
                return Err(several());
            }
            let [right] = declared.correct.as_slice() else { return Err(fault("qti.no-key")) };
            let right = choice_id(right)?;
            let right = options.iter().find(|option| option.id == right).and_then(same);
            let right = right.ok_or_else(|| fault("item.key-unknown-choice"))?;
            let id = gift::numbered(at);
            pairs.insert(id.clone(), right.id.clone());
            premises.push(Choice { id, content: Content::plain(&gap_label(at)) });
            names.push(declared.identifier.as_str());
            shuffle &= list.says("shuffle");
        }
        let (each, points) = self.each_or_all(&names)?;
        let scoring = match each {
            None => Scoring::Whole,
            Some(each) => {
                let pair = |premise: &Choice| Some((premise.id.clone(), pairs.get(&premise.id)?.clone()));
                let weights = premises.iter().filter_map(pair).zip(each);
                Scoring::of_pairs(PairWeights::of(weights, Decimal::ZERO).ok_or_else(|| fault("qti.mapping"))?, &pairs)
            }
        };
        Ok((Interaction::Matching { premises, responses, shuffle }, Answer::Pairs(pairs), scoring, points))
    }

    /// How responses count of which each is right or not: each for itself, in their order, or all together; and the points.
    fn each_or_all(&self, names: &[&str]) -> Result<(Option<Vec<Decimal>>, Decimal), Refusal> {
        let other = || Refusal::new("qti.processing").with("what", "response");
        let mut left: BTreeSet<&str> = names.iter().copied().collect();
        if left.len() != names.len() {
            return Err(other());
        }
        let mut right = |test: &Test| matches!(test, Test::Match(name) if left.remove(name.as_str()));
        let gains = self.gains.as_deref().ok_or_else(other)?;
        if let [Gain::Fixed(tests, points)] = gains {
            return if tests.iter().all(&mut right) && left.is_empty() { Ok((None, *points)) } else { Err(other()) };
        }
        let (mut sum, mut brings) = (Decimal::ZERO, BTreeMap::new());
        for gain in gains {
            let Gain::Fixed(tests, points) = gain else { return Err(other()) };
            let [test] = tests.as_slice() else { return Err(other()) };
            if !right(test) {
                return Err(other());
            }
            if *points <= Decimal::ZERO {
                return Err(fault("qti.mapping"));
            }
            brings.insert(test.of(), *points);
            sum = sum.checked_add(*points).ok_or_else(|| fault("qti.mapping"))?;
        }
        let each: Option<Vec<Decimal>> = names.iter().map(|name| brings.get(name).copied()).collect();
        Ok((Some(each.ok_or_else(other)?), sum.normalize()))
    }

    fn paired(
        &self,
        declared: &Declared,
        interaction: Interaction,
        split: &dyn Fn(&str) -> Result<Pair, Refusal>,
        losses: &mut Losses,
    ) -> Result<Read, Refusal> {
        based(declared, &["directedPair"])?;
        if !matches!(declared.cardinality.as_str(), "single" | "multiple") {
            return Err(fault("qti.cardinality"));
        }
        let mut pairs = BTreeMap::new();
        for pair in &declared.correct {
            let (premise, response) = split(pair)?;
            if pairs.insert(premise, response).is_some() {
                return Err(fault("qti.match-many"));
            }
        }
        match self.scored(declared, losses)? {
            // Nothing would be right where no pair is.
            Scored::Exact(_) if pairs.is_empty() => Err(fault("qti.no-key")),
            Scored::Exact(points) => Ok((interaction, Answer::Pairs(pairs), Scoring::Whole, points)),
            Scored::Mapped(mapping) => {
                let mut mapped = BTreeMap::new();
                // What brings nothing is named where others take something off.
                let told = |brings: &Decimal| !(brings.is_zero() && mapping.default.is_zero());
                for (pair, brings, _) in mapping.entries.iter().filter(|(_, brings, _)| told(brings)) {
                    mapped.insert(split(pair)?, *brings);
                }
                if pairs.is_empty() {
                    pairs = best(&mapped)?;
                }
                let (scoring, points) = mapped_pairs(mapping, mapped, &pairs, losses)?;
                Ok((interaction, Answer::Pairs(pairs), scoring, points))
            }
            Scored::Areas | Scored::ByPeople => Err(fault("qti.no-key")),
        }
    }
}

/// Of each premise the response that brings most, where nothing is declared as right.
fn best(mapped: &BTreeMap<Pair, Decimal>) -> Result<BTreeMap<ChoiceId, ChoiceId>, Refusal> {
    let mut best: BTreeMap<&ChoiceId, (&ChoiceId, Decimal)> = BTreeMap::new();
    for ((premise, response), brings) in mapped.iter().filter(|(_, brings)| **brings > Decimal::ZERO) {
        match best.get(premise) {
            Some((_, known)) if known == brings => return Err(fault("qti.key-disagrees")),
            Some((_, known)) if known > brings => {}
            _ => {
                best.insert(premise, (response, *brings));
            }
        }
    }
    Ok(best.into_iter().map(|(premise, (response, _))| (premise.clone(), response.clone())).collect())
}

/// How mapped pairs count, and their points: what is right is the most that can be had, whatever else brings a part or
/// takes something off.
fn mapped_pairs(
    mapping: &Mapping,
    mut mapped: BTreeMap<Pair, Decimal>,
    right: &BTreeMap<ChoiceId, ChoiceId>,
    losses: &mut Losses,
) -> Result<(Scoring, Decimal), Refusal> {
    from_nothing(mapping.lower)?;
    if right.is_empty() {
        return Err(fault("qti.mapping"));
    }
    if mapping.default > Decimal::ZERO {
        return Err(bound("defaultValue"));
    }
    let mut sum = Decimal::ZERO;
    for (premise, response) in right {
        let brings = mapped.get(&(premise.clone(), response.clone())).copied().filter(|brings| *brings > Decimal::ZERO);
        let brings = brings.ok_or_else(|| fault("qti.key-disagrees"))?;
        if mapped.iter().any(|((of, _), other)| of == premise && *other > brings) {
            return Err(fault("qti.key-disagrees"));
        }
        sum = sum.checked_add(brings).ok_or_else(|| fault("qti.mapping"))?;
    }
    let takes_off = mapping.default < Decimal::ZERO || mapped.values().any(|brings| *brings < Decimal::ZERO);
    if takes_off && mapping.lower.is_none_or(|lower| lower < Decimal::ZERO) {
        losses.code("loss.below-zero");
    }
    let points = most(mapping, sum)?;
    // What takes off more than all takes off all.
    mapped.values_mut().for_each(|brings| *brings = (*brings).max(-sum));
    let weights = PairWeights::of(mapped, mapping.default.max(-sum)).ok_or_else(|| fault("qti.mapping"))?;
    Ok((Scoring::of_pairs(weights, right), points))
}

/// The two names of a pair.
fn two(pair: &str) -> Result<(&str, &str), Refusal> {
    pair.split_once(' ').ok_or_else(|| fault("qti.pair"))
}

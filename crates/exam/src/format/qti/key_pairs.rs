//! Pairs: two sets to be matched, or texts to be put into gaps, which becomes the matching of numbered gaps with texts.

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::report::Losses,
    declared::Declared,
    key::{Asked, Read, Scored, choice_id, count, fault},
    within::gap_label,
};
use crate::{
    item::{Answer, Choice, ChoiceId, Content, Interaction, Scoring},
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
        let mut premises = Vec::new();
        for (at, gap) in only.all("gap").enumerate() {
            if gap.attribute("templateIdentifier").is_some() {
                return Err(fault("qti.template"));
            }
            let id = choice_id(gap.attribute("identifier").unwrap_or_default())?;
            premises.push(Choice { id, content: Content::plain(&gap_label(at)) });
        }
        let responses = self.choices(only, &["gapText", "gapImg"], losses)?;
        let interaction = Interaction::Matching { premises, responses, shuffle: only.says("shuffle") };
        let split = |pair: &str| {
            let (text, gap) = two(pair)?;
            Ok((choice_id(gap)?, choice_id(text)?))
        };
        self.paired(declared, interaction, &split, losses)
    }

    fn paired(
        &self,
        declared: &Declared,
        interaction: Interaction,
        split: &dyn Fn(&str) -> Result<Pair, Refusal>,
        losses: &mut Losses,
    ) -> Result<Read, Refusal> {
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
                for (pair, brings, _) in mapping.entries.iter().filter(|(_, brings, _)| !brings.is_zero()) {
                    mapped.insert(split(pair)?, *brings);
                }
                if pairs.is_empty() {
                    pairs = mapped.iter().filter(|(_, w)| **w > Decimal::ZERO).map(|(pair, _)| pair.clone()).collect();
                }
                let each = mapped.values().next().copied().ok_or_else(|| fault("qti.mapping"))?;
                if each <= Decimal::ZERO || mapped.values().any(|brings| *brings != each) {
                    return Err(fault("qti.uneven"));
                }
                let fits = mapped.len() == pairs.len()
                    && pairs.iter().all(|(p, r)| mapped.contains_key(&(p.clone(), r.clone())));
                if !fits {
                    return Err(fault("qti.key-disagrees"));
                }
                let (scoring, points) = self.in_parts(mapping, each, pairs.len())?;
                Ok((interaction, Answer::Pairs(pairs), scoring, points))
            }
            Scored::Areas | Scored::ByPeople => Err(fault("qti.no-key")),
        }
    }
}

/// The two names of a pair.
fn two(pair: &str) -> Result<(&str, &str), Refusal> {
    pair.split_once(' ').ok_or_else(|| fault("qti.pair"))
}

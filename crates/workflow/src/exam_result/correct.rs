//! What a person says of a key that was wrong, as a correction of that item. Whether it fits the question, the rules
//! of rescoring say.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::{Refusal, require};
use exam::{
    item::{Accepted, Answer, ChoiceId, GapId, GapKey, Item, NumberKey, Scoring, Shape, TextKey},
    score::rescore::Correction,
};
use rust_decimal::Decimal;

/// What a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mended {
    /// These are right: names of options, of steps in their order, `true` or `false`, or one more text that is right.
    Key(Vec<String>),
    /// The response of each premise.
    Pairs(BTreeMap<ChoiceId, ChoiceId>),
    /// One more text or number that is right, gap by gap.
    Gaps(BTreeMap<GapId, String>),
    /// The areas of a picture that are right, each to be marked once.
    Areas(Vec<Shape>),
    /// The question is at fault; everyone has its points.
    CreditAll,
    /// It counts again by the key in force.
    Count,
}

/// Whether another key can be said for this item, rather than crediting everyone.
#[must_use]
pub const fn key_can_be_said(item: &Item) -> bool {
    !matches!(item.key.answer, Answer::Rubric(_))
}

/// The correction of an item.
///
/// # Errors
/// `rescore.nothing` when nothing was said, `rescore.same-key` when that is right already, `rescore.number` for a gap of
/// numbers that was given none, `rescore.no-key` for a kind of question whose key cannot be said so.
pub fn correction(item: &Item, mended: &Mended) -> Result<Correction, Refusal> {
    let nothing = || Refusal::new("rescore.nothing");
    let mut key = item.key.clone();
    key.answer = match (mended, &item.key.answer) {
        (Mended::CreditAll, _) => return Ok(Correction::CreditAll),
        (Mended::Count, _) => return Ok(Correction::Count),
        (Mended::Pairs(pairs), Answer::Pairs(_)) => {
            require(!pairs.is_empty(), "rescore.nothing")?;
            Answer::Pairs(pairs.clone())
        }
        (Mended::Gaps(said), Answer::Gaps(keys)) => {
            require(!said.is_empty(), "rescore.nothing")?;
            let mut keys = keys.clone();
            for (gap, text) in said {
                one_more(keys.get_mut(gap).ok_or_else(nothing)?, text.trim())?;
            }
            Answer::Gaps(keys)
        }
        (Mended::Areas(areas), Answer::Areas(_)) => {
            require(!areas.is_empty(), "rescore.nothing")?;
            Answer::Areas(areas.clone())
        }
        (Mended::Key(said), answer) => chosen(item, answer, said)?,
        _ => return Err(Refusal::new("rescore.no-key").with("item", &item.id)),
    };
    require(key.answer != item.key.answer, "rescore.same-key")?;
    key.scoring = match (&key.scoring, &item.key.answer, &key.answer) {
        // Weights of options speak of the former key.
        (Scoring::Weights(_), ..) => Scoring::Whole,
        // A premise counts as before, with another response.
        (Scoring::Pairs(weights), Answer::Pairs(before), Answer::Pairs(after)) => {
            weights.moved(before, after).map_or(Scoring::Whole, |weights| Scoring::of_pairs(weights, after))
        }
        (same, ..) => same.clone(),
    };
    Ok(Correction::Key(Box::new(key)))
}

/// What is right where options are named, or a text is typed.
fn chosen(item: &Item, answer: &Answer, said: &[String]) -> Result<Answer, Refusal> {
    let nothing = || Refusal::new("rescore.nothing");
    let first = said.first().map(|text| text.trim()).filter(|text| !text.is_empty()).ok_or_else(nothing)?;
    let choice = |text: &str| ChoiceId::new(text).map_err(|_| nothing());
    Ok(match answer {
        Answer::Choice(_) => Answer::Choice(choice(first)?),
        Answer::Choices(_) => {
            Answer::Choices(said.iter().map(|text| choice(text)).collect::<Result<BTreeSet<_>, _>>()?)
        }
        Answer::Order(_) => Answer::Order(said.iter().map(|text| choice(text)).collect::<Result<_, _>>()?),
        Answer::Truth(_) => {
            require(matches!(first, "true" | "false"), "rescore.nothing")?;
            Answer::Truth(first == "true")
        }
        Answer::Texts(texts) => {
            let mut texts = texts.clone();
            one_more_text(&mut texts, first);
            Answer::Texts(texts)
        }
        _ => return Err(Refusal::new("rescore.no-key").with("item", &item.id)),
    })
}

fn one_more_text(texts: &mut TextKey, said: &str) {
    let full = |known: &Accepted| known.text == said && known.share == Decimal::ONE;
    if !texts.accepted.iter().any(full) {
        texts.accepted.push(Accepted { text: said.to_owned(), share: Decimal::ONE });
    }
}

/// A number comes with the tolerance of the one that is right already.
fn one_more(key: &mut GapKey, said: &str) -> Result<(), Refusal> {
    require(!said.is_empty(), "rescore.nothing")?;
    match key {
        GapKey::Text(texts) => one_more_text(texts, said),
        GapKey::Numbers(numbers) => {
            let value: Option<Decimal> = said.replace(',', ".").parse().ok();
            let value = value.ok_or_else(|| Refusal::new("rescore.number"))?;
            let tolerance = numbers.first().map_or(Decimal::ZERO, |known| known.tolerance);
            if !numbers.iter().any(|known| known.value == value && known.share == Decimal::ONE) {
                numbers.push(NumberKey { value, tolerance, share: Decimal::ONE });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use exam::item::{Choice, Content, Interaction, ItemId, Key, Language, PairWeights, Question, check};

    use super::*;

    fn id(name: &str) -> ChoiceId {
        ChoiceId::new(name).unwrap()
    }

    fn pairs(of: [&str; 2]) -> BTreeMap<ChoiceId, ChoiceId> {
        ["1", "2"].map(id).into_iter().zip(of.map(id)).collect()
    }

    fn weights(of: &[(&str, &str, i64)]) -> PairWeights {
        let one = |(premise, response, weight): &(&str, &str, i64)| ((id(premise), id(response)), (*weight).into());
        PairWeights::of(of.iter().map(one), (-1).into()).unwrap()
    }

    /// Another response is right: the premise counts as it did, and what was right is one of the others.
    #[test]
    fn a_premise_counts_as_before_with_another_response() {
        let choice = |name: &str| Choice { id: id(name), content: Content::plain(name) };
        let interaction = Interaction::Matching {
            premises: ["1", "2"].map(choice).to_vec(),
            responses: ["A", "B", "C"].map(choice).to_vec(),
            shuffle: true,
        };
        let (stem, language) = (Content::plain("Pasangkan."), Language::Id);
        let question = Question { language, stimulus: None, stem, interaction, points: 3.into() };
        let key = Key {
            answer: Answer::Pairs(pairs(["A", "B"])),
            scoring: Scoring::Pairs(weights(&[("1", "A", 1), ("2", "B", 2)])),
            rationales: BTreeMap::new(),
            explanation: Content::default(),
        };
        let mut item = Item::new(ItemId::letter(0), String::new(), question, key);
        let said = Mended::Pairs(pairs(["A", "C"]));
        let Ok(Correction::Key(mended)) = correction(&item, &said) else { panic!("no key") };
        assert!(mended.scoring == Scoring::Pairs(weights(&[("1", "A", 1), ("2", "C", 2)])));
        item.key = *mended;
        assert_eq!(check::check(&item), vec![]);
    }
}

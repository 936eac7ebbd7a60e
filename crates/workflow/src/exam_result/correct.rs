//! What a person says of a key that was wrong, as a correction of that item. Whether it fits the question, the rules
//! of rescoring say.

use std::collections::BTreeSet;

use certification::refusal::{Refusal, require};
use exam::{
    item::{Accepted, Answer, ChoiceId, Item, Scoring},
    score::rescore::Correction,
};
use rust_decimal::Decimal;

/// What a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mended {
    /// These are right: names of options, `true` or `false`, or one more text that is right.
    Key(Vec<String>),
    /// The question is at fault; everyone has its points.
    CreditAll,
}

/// Whether another key can be said for this item, rather than crediting everyone.
#[must_use]
pub const fn key_can_be_said(item: &Item) -> bool {
    matches!(item.key.answer, Answer::Choice(_) | Answer::Choices(_) | Answer::Truth(_) | Answer::Texts(_))
}

/// The correction of an item.
///
/// # Errors
/// `rescore.nothing` when nothing was said, `rescore.same-key` when that is right already, `rescore.no-key` for a kind of
/// question whose key cannot be said so.
pub fn correction(item: &Item, mended: &Mended) -> Result<Correction, Refusal> {
    let said = match mended {
        Mended::CreditAll => return Ok(Correction::CreditAll),
        Mended::Key(said) => said,
    };
    let nothing = || Refusal::new("rescore.nothing");
    let first = said.first().map(|text| text.trim()).filter(|text| !text.is_empty()).ok_or_else(nothing)?;
    let choice = |text: &str| ChoiceId::new(text).map_err(|_| nothing());
    let mut key = item.key.clone();
    key.answer = match &item.key.answer {
        Answer::Choice(_) => Answer::Choice(choice(first)?),
        Answer::Choices(_) => {
            Answer::Choices(said.iter().map(|text| choice(text)).collect::<Result<BTreeSet<_>, _>>()?)
        }
        Answer::Truth(_) => {
            require(matches!(first, "true" | "false"), "rescore.nothing")?;
            Answer::Truth(first == "true")
        }
        Answer::Texts(texts) => {
            let mut texts = texts.clone();
            let full = |known: &Accepted| known.text == first && known.share == Decimal::ONE;
            if !texts.accepted.iter().any(full) {
                texts.accepted.push(Accepted { text: first.to_owned(), share: Decimal::ONE });
            }
            Answer::Texts(texts)
        }
        _ => return Err(Refusal::new("rescore.no-key").with("item", &item.id)),
    };
    require(key.answer != item.key.answer, "rescore.same-key")?;
    // Weights speak of the former key.
    if matches!(key.scoring, Scoring::Weights(_)) {
        key.scoring = Scoring::Whole;
    }
    Ok(Correction::Key(Box::new(key)))
}

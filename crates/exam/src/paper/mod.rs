//! A candidate's paper: the order in which one candidate sees the questions of a form and their options. It is made
//! from (form, seed, algorithm) and from nothing else, so it can be made again years later and compared by its digest.
//!
//! What a candidate is sent ([`Paper::shown`]) has no key, no item's name, and options named by the place in which they
//! are shown: their names in the bank may tell which is right, since imported items often put that one first. What
//! comes back in these places is read by [`Paper::read`].

pub mod read;
pub mod shown;
pub mod shuffle;
pub mod suits;

use certification::refusal::{Refusal, require};
use serde::{Deserialize, Serialize};

use self::shuffle::{Algorithm, Chance, Seed};
use crate::{
    blueprint::Order,
    form::{Form, FormQuestion, digest},
    item::{Answer, Choice, ChoiceId, Interaction, Item, ItemId},
};

/// A candidate's paper. It names items and options as the bank does; see [`Paper::shown`] for what is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Code of the form.
    pub form: String,
    /// Digest of that form.
    pub form_digest: String,
    /// How it was mixed.
    pub algorithm: Algorithm,
    /// With what seed.
    pub seed: Seed,
    /// The questions in the order shown; the first is question 1.
    pub questions: Vec<Laid>,
}

/// A question as it is laid on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Laid {
    /// The item.
    pub item: ItemId,
    /// Options, premises or steps in the order shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceId>,
    /// Responses of a matching in the order shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<ChoiceId>,
}

impl Paper {
    /// The paper of a form under a seed.
    ///
    /// # Errors
    /// When the form does not pass its own check.
    pub fn new(form: &Form, algorithm: Algorithm, seed: Seed) -> Result<Self, Refusal> {
        if let Some(refusal) = form.check().into_iter().next() {
            return Err(refusal);
        }
        let asked: Vec<&FormQuestion> = form.asked().collect();
        let questions = order(form, &asked, algorithm, &seed);
        let laid = |place: usize| {
            let question = asked.get(place)?;
            // Stream 0 is the order of questions; each question has two of its own, by its place on the form.
            let stream = 2 * place as u64 + 1;
            let (mut choices, mut responses, may) = names(&question.item.question.interaction);
            let (stream, laid) =
                if responses.is_empty() { (stream, &mut choices) } else { (stream + 1, &mut responses) };
            let may = may && form.mixing.options;
            let told = told_by_order(&question.item).filter(|_| !may);
            let key: Vec<ChoiceId> = laid.iter().take(told.unwrap_or_default()).cloned().collect();
            if may || told.is_some() {
                Chance::new(algorithm, &seed, stream).mix(laid);
            }
            if told.is_some() && laid.starts_with(&key) {
                laid.rotate_left(1);
            }
            Some(Laid { item: question.item.id.clone(), choices, responses })
        };
        Ok(Self {
            form: form.code.clone(),
            form_digest: form.digest()?,
            algorithm,
            seed,
            questions: questions.into_iter().filter_map(laid).collect(),
        })
    }

    /// SHA-256 over its canonical JSON (RFC 8785), hexadecimal. A sitting records it when it is opened.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no paper meets.
    pub fn digest(&self) -> Result<String, Refusal> {
        digest(self)
    }

    /// Makes it again from its form and compares.
    ///
    /// # Errors
    /// `paper.other-form` when that is not the form it was made from, `paper.differs` when it comes out otherwise.
    pub fn verify(&self, form: &Form) -> Result<(), Refusal> {
        require(form.digest()? == self.form_digest, "paper.other-form")?;
        require(Self::new(form, self.algorithm, self.seed)? == *self, "paper.differs")
    }

    /// The question of that number, from 1, with the form's.
    pub(crate) fn at<'a>(&'a self, form: &'a Form, number: u16) -> Option<(&'a Laid, &'a FormQuestion)> {
        let laid = self.questions.get(usize::from(number).checked_sub(1)?)?;
        Some((laid, form.question(&laid.item)?))
    }
}

/// How many places of an item's own order are its key: steps written down in the right order, or each premise beside its
/// response. Shown so it would need no answer, so that it is mixed whatever item and form say.
fn told_by_order(item: &Item) -> Option<usize> {
    match (&item.question.interaction, &item.key.answer) {
        (Interaction::Ordering { steps, .. }, Answer::Order(order)) => {
            steps.iter().map(|step| &step.id).eq(order).then_some(steps.len())
        }
        (Interaction::Matching { premises, responses, .. }, Answer::Pairs(pairs)) => {
            let beside = |(premise, response): (&Choice, &Choice)| pairs.get(&premise.id) == Some(&response.id);
            let whole = premises.len() > 1 && premises.len() <= responses.len();
            (whole && premises.iter().zip(responses).all(beside)).then_some(premises.len())
        }
        _ => None,
    }
}

/// Names of options, premises or steps; of responses; and whether what is mixed may be mixed.
fn names(interaction: &Interaction) -> (Vec<ChoiceId>, Vec<ChoiceId>, bool) {
    let ids = |choices: &[Choice]| choices.iter().map(|choice| choice.id.clone()).collect();
    match interaction {
        Interaction::Single { options, shuffle } | Interaction::Multiple { options, shuffle, .. } => {
            (ids(options), Vec::new(), *shuffle)
        }
        Interaction::Ordering { steps, shuffle } => (ids(steps), Vec::new(), *shuffle),
        Interaction::Matching { premises, responses, shuffle } => (ids(premises), ids(responses), *shuffle),
        Interaction::TrueFalse
        | Interaction::Gaps { .. }
        | Interaction::Hotspot { .. }
        | Interaction::ShortAnswer { .. }
        | Interaction::Essay { .. }
        | Interaction::Upload { .. }
        | Interaction::Oral { .. } => (Vec::new(), Vec::new(), false),
    }
}

/// Places of what the form asks in the order shown. What stands on one stimulus is one block, and stays in order. What is
/// on trial stands anywhere among the others, so that nobody can tell it from them.
fn order(form: &Form, asked: &[&FormQuestion], algorithm: Algorithm, seed: &Seed) -> Vec<usize> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let mut before = None;
    for (place, question) in asked.iter().enumerate() {
        let stimulus = question.item.question.stimulus.as_ref();
        match blocks.last_mut() {
            Some(block) if stimulus.is_some() && stimulus == before => block.push(place),
            _ => blocks.push(vec![place]),
        }
        before = stimulus;
    }
    let mut chance = Chance::new(algorithm, seed, 0);
    match form.mixing.questions {
        Order::AsForm => {
            let trials = blocks.split_off(blocks.len() - form.trials.len().min(blocks.len()));
            for block in trials {
                let most = u32::try_from(blocks.len()).unwrap_or(u32::MAX).saturating_add(1);
                let at = usize::try_from(chance.below(most)).unwrap_or_default();
                blocks.insert(at.min(blocks.len()), block);
            }
        }
        Order::Throughout => chance.mix(&mut blocks),
        Order::WithinUnits => {
            let unit = |block: &Vec<usize>| {
                let first = block.first().and_then(|place| asked.get(*place));
                first.and_then(|q| q.item.place.as_ref()).map(|place| place.unit.clone()).unwrap_or_default()
            };
            let mut units: Vec<(String, Vec<Vec<usize>>)> = Vec::new();
            for block in blocks {
                let name = unit(&block);
                match units.iter_mut().find(|(unit, _)| *unit == name) {
                    Some((_, of_unit)) => of_unit.push(block),
                    None => units.push((name, vec![block])),
                }
            }
            units.iter_mut().for_each(|(_, of_unit)| chance.mix(of_unit));
            blocks = units.into_iter().flat_map(|(_, of_unit)| of_unit).collect();
        }
    }
    blocks.into_iter().flatten().collect()
}

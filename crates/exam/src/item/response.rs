//! What a candidate answers. Comes from outside: [`Response::check`] says whether it can be an answer to the question
//! at all, and holds it to a size, before anything is kept. Whether it is right is the scoring's matter.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::{Refusal, require};
use serde::{Deserialize, Serialize};

use super::{
    id::{ChoiceId, GapId},
    media::MediaName,
    question::{Choice, Interaction, Point, Question},
};

/// An answer, by kind of question. An answer that was taken back is no `Response`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Response {
    /// To `Single`.
    Choice(ChoiceId),
    /// To `Multiple`.
    Choices(BTreeSet<ChoiceId>),
    /// To `TrueFalse`.
    Truth(bool),
    /// To `Matching`; a premise may be left out.
    Pairs(BTreeMap<ChoiceId, ChoiceId>),
    /// To `Ordering`: all steps.
    Order(Vec<ChoiceId>),
    /// To `Gaps`, as typed; a gap may be left out.
    Gaps(BTreeMap<GapId, String>),
    /// To `Hotspot`. Who chooses an outlined area marks a point within it.
    Points(Vec<Point>),
    /// To `ShortAnswer` and `Essay`; of `Oral`, what the assessor noted.
    Text(String),
    /// To `Upload`: the files as they were stored.
    Files(Vec<MediaName>),
}

/// The most letters of a typed gap, or of the name of a file.
pub const GAP_LETTERS: usize = 500;
/// The most letters of an essay or of notes; about thirty pages.
pub const ESSAY_LETTERS: usize = 60_000;

impl Response {
    /// Whether this can be an answer to the question: kind, names, counts and sizes. Too few choices are no fault, since
    /// an answer is saved while it is being made.
    ///
    /// # Errors
    /// `response.kind`, `response.unknown-choice`, `response.too-many`, `response.order`, `response.unknown-gap`,
    /// `response.too-long`, `response.outside`, `response.file-kind`.
    pub fn check(&self, question: &Question) -> Result<(), Refusal> {
        match (&question.interaction, self) {
            (Interaction::Single { options, .. }, Self::Choice(id)) => known(options, id),
            (Interaction::Multiple { options, most, .. }, Self::Choices(ids)) => {
                require(ids.len() <= *most as usize, "response.too-many")?;
                ids.iter().try_for_each(|id| known(options, id))
            }
            (Interaction::TrueFalse, Self::Truth(_)) => Ok(()),
            (Interaction::Matching { premises, responses, .. }, Self::Pairs(pairs)) => {
                pairs.iter().try_for_each(|(premise, response)| {
                    known(premises, premise)?;
                    known(responses, response)
                })
            }
            (Interaction::Ordering { steps, .. }, Self::Order(ids)) => {
                ids.iter().try_for_each(|id| known(steps, id))?;
                let distinct: BTreeSet<&ChoiceId> = ids.iter().collect();
                require(ids.len() == steps.len() && distinct.len() == steps.len(), "response.order")
            }
            (Interaction::Gaps { gaps }, Self::Gaps(texts)) => texts.iter().try_for_each(|(id, text)| {
                require(gaps.iter().any(|gap| gap.id == *id), "response.unknown-gap")?;
                short_enough(text, GAP_LETTERS)
            }),
            (Interaction::Hotspot { picture, most, .. }, Self::Points(points)) => {
                require(points.len() <= *most as usize, "response.too-many")?;
                let within =
                    |p: &Point| picture.width.is_none_or(|w| p.x <= w) && picture.height.is_none_or(|h| p.y <= h);
                require(points.iter().all(within), "response.outside")
            }
            (Interaction::ShortAnswer { letters }, Self::Text(text)) => short_enough(text, *letters as usize),
            (Interaction::Essay { .. } | Interaction::Oral { .. }, Self::Text(text)) => {
                short_enough(text, ESSAY_LETTERS)
            }
            (Interaction::Upload { endings, files }, Self::Files(names)) => {
                require(names.len() <= *files as usize, "response.too-many")?;
                let fits = |name: &MediaName| {
                    let lower = name.as_str().to_ascii_lowercase();
                    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
                    endings.is_empty() || endings.iter().any(|e| e == ending)
                };
                require(names.iter().all(fits), "response.file-kind")
            }
            _ => Err(Refusal::new("response.kind").with("kind", question.interaction.kind())),
        }
    }

    /// As [`Self::check`], for an answer that a reviewer gives while checking the key: nobody makes a file or speaks for
    /// that, so what would be handed in or said is told in words.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_blind(&self, question: &Question) -> Result<(), Refusal> {
        match (&question.interaction, self) {
            (Interaction::Upload { .. }, Self::Text(text)) => short_enough(text, ESSAY_LETTERS),
            _ => self.check(question),
        }
    }
}

fn known(choices: &[Choice], id: &ChoiceId) -> Result<(), Refusal> {
    require(choices.iter().any(|choice| choice.id == *id), "response.unknown-choice")
}

fn short_enough(text: &str, letters: usize) -> Result<(), Refusal> {
    if text.chars().nth(letters).is_none() {
        Ok(())
    } else {
        Err(Refusal::new("response.too-long").with("letters", letters))
    }
}

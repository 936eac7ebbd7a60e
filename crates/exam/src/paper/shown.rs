//! What a candidate is sent or handed: the questions in their order, and nothing that tells an answer. This is what is
//! encrypted before the day and unlocked at the start.

use std::sync::Arc;

use certification::refusal::Refusal;
use serde::{Deserialize, Serialize};

use super::{Laid, Paper};
use crate::{
    form::{Form, digest},
    item::{Choice, ChoiceId, Interaction, Question, Stimulus},
};

/// A paper as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Digest of the paper, by which a sitting says what it opened.
    pub paper: String,
    /// Working time, minutes, before adjustments.
    pub minutes: u32,
    /// Its questions; the first is question 1. Options are called `A`, `B`, … in the order shown.
    #[serde(with = "shared")]
    pub questions: Vec<Arc<Question>>,
    /// What several of them share.
    pub stimuli: Vec<Stimulus>,
}

/// Questions that papers share, as JSON like any others.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::item::Question;

    pub(super) fn serialize<S: Serializer>(questions: &[Arc<Question>], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(questions.iter().map(Arc::as_ref))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Arc<Question>>, D::Error> {
        Ok(Vec::<Question>::deserialize(from)?.into_iter().map(Arc::new).collect())
    }
}

impl Shown {
    /// SHA-256 over its canonical JSON (RFC 8785), hexadecimal: that what was unlocked is what was frozen.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no paper meets.
    pub fn digest(&self) -> Result<String, Refusal> {
        digest(self)
    }
}

impl Paper {
    /// The paper as it is shown.
    ///
    /// # Errors
    /// `paper.other-form` when that is not the form it was made from.
    pub fn shown(&self, form: &Form, minutes: u32) -> Result<Shown, Refusal> {
        let mut questions = Vec::with_capacity(self.questions.len());
        for laid in &self.questions {
            let of_form = form.question(&laid.item).ok_or_else(|| Refusal::new("paper.other-form"))?;
            let shown = masked(&of_form.item.question, laid).ok_or_else(|| Refusal::new("paper.other-form"))?;
            questions.push(Arc::new(shown));
        }
        let used = |stimulus: &&Stimulus| questions.iter().any(|q| q.stimulus.as_ref() == Some(&stimulus.id));
        let mut stimuli: Vec<Stimulus> = form.stimuli.iter().filter(used).cloned().collect();
        for stimulus in &mut stimuli {
            stimulus.title.clear();
        }
        Ok(Shown { paper: self.digest()?, minutes, questions, stimuli })
    }
}

/// A question in the order laid, its choices called by their places.
fn masked(question: &Question, laid: &Laid) -> Option<Question> {
    let pick = |from: &[Choice], order: &[ChoiceId]| -> Option<Vec<Choice>> {
        let named = order.iter().enumerate().map(|(place, id)| {
            let choice = from.iter().find(|choice| choice.id == *id)?;
            Some(Choice { id: ChoiceId::letter(place), content: choice.content.clone() })
        });
        named.collect()
    };
    let mut out = question.clone();
    match &mut out.interaction {
        Interaction::Single { options, .. } | Interaction::Multiple { options, .. } => {
            *options = pick(options, &laid.choices)?;
        }
        Interaction::Ordering { steps, .. } => *steps = pick(steps, &laid.choices)?,
        Interaction::Matching { premises, responses, .. } => {
            *premises = pick(premises, &laid.choices)?;
            *responses = pick(responses, &laid.responses)?;
        }
        Interaction::Hotspot { areas, .. } => {
            for (place, area) in areas.iter_mut().enumerate() {
                area.id = ChoiceId::letter(place);
            }
        }
        Interaction::TrueFalse
        | Interaction::Gaps { .. }
        | Interaction::ShortAnswer { .. }
        | Interaction::Essay { .. }
        | Interaction::Upload { .. }
        | Interaction::Oral { .. } => {}
    }
    Some(out)
}

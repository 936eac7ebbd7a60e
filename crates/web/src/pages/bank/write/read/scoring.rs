//! How parts of an answer count, and what pairs and gaps count that count differently.

use std::collections::BTreeMap;

use certification::text::squeeze;
use exam::item::{Answer, Choice, ChoiceId, Interaction, PairWeights, Scoring, weights};

use super::{Form, shown};
use crate::i18n::{Message, key};

/// What is said where [`Form::scoring`] reads nothing.
pub(super) fn unread() -> Message {
    Message::new(key("bank-weights-wrong"))
}

impl Form<'_> {
    /// How parts count; none where what pairs or gaps count cannot be read.
    pub(super) fn scoring(&self, interaction: &Interaction, answer: &Answer) -> Option<Scoring> {
        let former = self.former.map(|item| &item.key.scoring);
        Some(match (self.fields.value("cara"), interaction, answer) {
            ("parts", ..) => Scoring::Parts,
            ("less-wrong", ..) => Scoring::PartsLessWrong,
            ("weights", Interaction::Matching { premises, responses, .. }, Answer::Pairs(right)) => {
                let weights = self.weights_of_pairs(premises, responses, right)?;
                Scoring::of_pairs(weights, right)
            }
            ("weights", Interaction::Gaps { gaps }, _) => {
                let row = |name: &str| Some(self.gap_of_row(name.parse().ok()?));
                let gaps = gaps.iter().map(|gap| &gap.id);
                Scoring::of_gaps(weights::read_gaps(self.fields.value("bobot"), gaps, row)?)
            }
            ("weights", ..) => match former {
                Some(weights @ Scoring::Weights(_)) => weights.clone(),
                _ => Scoring::Whole,
            },
            _ => Scoring::Whole,
        })
    }

    /// What pairs count: a premise by the number of its row, a partner by the letter of its row.
    fn weights_of_pairs(
        &self,
        premises: &[Choice],
        responses: &[Choice],
        right: &BTreeMap<ChoiceId, ChoiceId>,
    ) -> Option<PairWeights> {
        let filled = self.names().filter(|names| !self.fields.value(&names.text).trim().is_empty());
        let rows: Vec<(String, &ChoiceId)> =
            filled.map(|names| names.n.to_string()).zip(premises.iter().map(|premise| &premise.id)).collect();
        let premise = |name: &str| rows.iter().find(|(n, _)| n == name).map(|(_, id)| (*id).clone());
        let response = |name: &str| {
            let names = self.names().find(|names| names.letter.eq_ignore_ascii_case(name))?;
            let text = squeeze(self.fields.value(&names.partner));
            responses.iter().find(|response| squeeze(&shown(&response.content)) == text).map(|one| one.id.clone())
        };
        weights::read_pairs(self.fields.value("bobot"), right, premise, response)
    }
}

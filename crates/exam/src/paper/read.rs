//! Reads what a candidate gave in the places of their paper as an answer to the item. What cannot be an answer to that
//! question, such as two options where one is asked for, is refused with its reason; the scoring shows it as such.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::{Refusal, require};

use super::Paper;
use crate::{
    form::Form,
    item::{ChoiceId, Interaction, ItemId, Point, Response, media::MediaName},
    sitting::given::Given,
};

/// The answers of one candidate, by item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// What could be read.
    pub responses: BTreeMap<ItemId, Response>,
    /// What was given and cannot be an answer, by the number of the question; with the item, if there is one.
    pub unreadable: BTreeMap<u16, (Option<ItemId>, Refusal)>,
}

impl Paper {
    /// Reads all answers of a sitting or of an answer sheet.
    #[must_use]
    pub fn read_all(&self, form: &Form, answers: &BTreeMap<u16, Given>) -> Read {
        let mut out = Read::default();
        for (number, answer) in answers {
            match self.read(form, *number, answer) {
                Ok(None) => {}
                Ok(Some((item, response))) => {
                    out.responses.insert(item, response);
                }
                Err(refusal) => {
                    let item = self.at(form, *number).map(|(laid, _)| laid.item.clone());
                    out.unreadable.insert(*number, (item, refusal));
                }
            }
        }
        out
    }

    /// Reads one answer; `None` when it is blank.
    ///
    /// # Errors
    /// `paper.no-such-question`, `paper.no-such-place`, `paper.not-one-choice`, `paper.place-twice`, and whatever
    /// [`Response::check`] refuses.
    pub fn read(&self, form: &Form, number: u16, answer: &Given) -> Result<Option<(ItemId, Response)>, Refusal> {
        let (laid, question) =
            self.at(form, number).ok_or_else(|| Refusal::new("paper.no-such-question").with("question", number))?;
        if answer.is_blank() {
            return Ok(None);
        }
        let question = &question.item.question;
        let response = match (&question.interaction, answer) {
            (Interaction::Single { .. }, Given::Chosen(places)) => {
                Response::Choice(named(&laid.choices, one(places)?)?)
            }
            (Interaction::TrueFalse, Given::Chosen(places)) => match one(places)? {
                1 => Response::Truth(true),
                2 => Response::Truth(false),
                place => return Err(Refusal::new("paper.no-such-place").with("place", place)),
            },
            (Interaction::Multiple { .. }, Given::Chosen(places)) => {
                Response::Choices(places.iter().map(|place| named(&laid.choices, *place)).collect::<Result<_, _>>()?)
            }
            (Interaction::Matching { .. }, Given::Matched(pairs)) => {
                let mut out = BTreeMap::new();
                for (premise, response) in pairs {
                    let pair = (named(&laid.choices, *premise)?, named(&laid.responses, *response)?);
                    require(out.insert(pair.0, pair.1).is_none(), "paper.place-twice")?;
                }
                Response::Pairs(out)
            }
            (Interaction::Ordering { .. }, Given::Ordered(places)) => {
                // A position without its step leaves the order unfinished, which the check says.
                let put = places.iter().filter(|place| **place > 0);
                Response::Order(put.map(|place| named(&laid.choices, *place)).collect::<Result<_, _>>()?)
            }
            (Interaction::Gaps { gaps }, Given::Filled(texts)) => {
                require(texts.len() <= gaps.len(), "paper.no-such-place")?;
                let filled = gaps.iter().zip(texts).filter(|(_, text)| !text.trim().is_empty());
                Response::Gaps(filled.map(|(gap, text)| (gap.id.clone(), text.clone())).collect())
            }
            (Interaction::Hotspot { .. }, Given::Pointed(points)) => {
                Response::Points(points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect())
            }
            (
                Interaction::ShortAnswer { .. } | Interaction::Essay { .. } | Interaction::Oral { .. },
                Given::Written(text),
            ) => Response::Text(text.clone()),
            (Interaction::Upload { .. }, Given::Filed(names)) => {
                let read = |name: &String| MediaName::new(name.clone()).map_err(|_| Refusal::new("response.file-kind"));
                Response::Files(names.iter().map(read).collect::<Result<_, _>>()?)
            }
            (interaction, _) => return Err(Refusal::new("response.kind").with("kind", interaction.kind())),
        };
        response.check(question)?;
        Ok(Some((laid.item.clone(), response)))
    }
}

/// The one place that is marked; marking it twice is marking it once.
fn one(places: &[u8]) -> Result<u8, Refusal> {
    let places: BTreeSet<u8> = places.iter().copied().collect();
    match (places.first(), places.len()) {
        (Some(place), 1) => Ok(*place),
        (_, marked) => Err(Refusal::new("paper.not-one-choice").with("marked", marked)),
    }
}

/// The name of what is shown in that place, from 1.
fn named(order: &[ChoiceId], place: u8) -> Result<ChoiceId, Refusal> {
    let found = usize::from(place).checked_sub(1).and_then(|at| order.get(at));
    found.cloned().ok_or_else(|| Refusal::new("paper.no-such-place").with("place", place))
}

//! Whether what a page sends can be an answer to the question at all, before it is kept: a page shows the fields of one
//! kind, so that nothing else comes from an honest one. How good the answer is, and what is missing in it, is for the
//! scoring to say.

use certification::refusal::{Refusal, require};

use crate::{item::Interaction, sitting::given::Given};

/// What a question takes, small enough to be held for every seat of a hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Places of so many options, of which so many may be chosen.
    Choice(u8, u8),
    /// Pairs of so many premises and so many responses.
    Pairs(u8, u8),
    /// An order of so many steps.
    Order(u8),
    /// So many gaps.
    Gaps(u8),
    /// Points on a picture.
    Points,
    /// Running text.
    Text,
    /// Files.
    Files,
}

fn few(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// Whether these are places of so many.
fn within(mut places: impl Iterator<Item = u8>, most: u8) -> Result<(), Refusal> {
    let beyond = places.find(|place| !(1..=most).contains(place));
    beyond.map_or(Ok(()), |place| Err(Refusal::new("paper.no-such-place").with("place", place)))
}

impl Takes {
    /// What a question takes.
    #[must_use]
    pub fn of(interaction: &Interaction) -> Self {
        match interaction {
            Interaction::Single { options, .. } => Self::Choice(few(options.len()), 1),
            Interaction::Multiple { options, most, .. } => {
                Self::Choice(few(options.len()), u8::try_from(*most).unwrap_or(u8::MAX))
            }
            Interaction::TrueFalse => Self::Choice(2, 1),
            Interaction::Matching { premises, responses, .. } => Self::Pairs(few(premises.len()), few(responses.len())),
            Interaction::Ordering { steps, .. } => Self::Order(few(steps.len())),
            Interaction::Gaps { gaps } => Self::Gaps(few(gaps.len())),
            Interaction::Hotspot { .. } => Self::Points,
            Interaction::ShortAnswer { .. } | Interaction::Essay { .. } | Interaction::Oral { .. } => Self::Text,
            Interaction::Upload { .. } => Self::Files,
        }
    }

    /// Whether that can be an answer; what is blank always can.
    ///
    /// # Errors
    /// `sitting.answer-kind` when it is one of another kind of question, `paper.no-such-place` with the place,
    /// `sitting.too-many` with how many may be chosen: more of them would bring nothing.
    pub fn check(self, answer: &Given) -> Result<(), Refusal> {
        if answer.is_blank() {
            return Ok(());
        }
        match (self, answer) {
            (Self::Choice(options, most), Given::Chosen(places)) => {
                within(places.iter().copied(), options)?;
                let fits = places.len() <= usize::from(most);
                if fits { Ok(()) } else { Err(Refusal::new("sitting.too-many").with("most", most)) }
            }
            (Self::Order(steps), Given::Ordered(places)) => {
                let beyond = Refusal::new("paper.no-such-place").with("place", places.len());
                within(places.iter().copied().filter(|place| *place > 0), steps)?;
                if places.len() <= usize::from(steps) { Ok(()) } else { Err(beyond) }
            }
            (Self::Pairs(premises, responses), Given::Matched(pairs)) => {
                within(pairs.iter().map(|pair| pair.0), premises)?;
                within(pairs.iter().map(|pair| pair.1), responses)
            }
            (Self::Gaps(gaps), Given::Filled(texts)) => {
                let beyond = Refusal::new("paper.no-such-place").with("place", texts.len());
                if texts.len() <= usize::from(gaps) { Ok(()) } else { Err(beyond) }
            }
            (Self::Points, Given::Pointed(_)) | (Self::Text, Given::Written(_)) | (Self::Files, Given::Filed(_)) => {
                Ok(())
            }
            _ => require(false, "sitting.answer-kind"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_another_kind_of_question_is_no_answer() {
        let code = |takes: Takes, answer: Given| takes.check(&answer).map_err(|refusal| refusal.code);
        let kinds = [
            (Takes::Choice(4, 2), Given::Chosen(vec![4])),
            (Takes::Pairs(3, 4), Given::Matched(vec![(3, 4)])),
            (Takes::Order(3), Given::Ordered(vec![3, 1, 2])),
            (Takes::Gaps(2), Given::Filled(vec![String::new(), "8".to_owned()])),
            (Takes::Points, Given::Pointed(vec![(1, 1)])),
            (Takes::Text, Given::Written("uraian".to_owned())),
            (Takes::Files, Given::Filed(vec!["a.pdf".to_owned()])),
        ];
        for (at, (takes, _)) in kinds.iter().enumerate() {
            for (other, (_, answer)) in kinds.iter().enumerate() {
                let expected = if at == other { Ok(()) } else { Err("sitting.answer-kind".to_owned()) };
                assert_eq!(code(*takes, answer.clone()), expected, "{takes:?} {answer:?}");
            }
            assert_eq!(code(*takes, Given::Blank), Ok(()), "{takes:?}");
        }
    }

    #[test]
    fn a_place_that_the_question_does_not_have_is_no_answer() {
        for (takes, answer) in [
            (Takes::Choice(4, 2), Given::Chosen(vec![5])),
            (Takes::Choice(4, 2), Given::Chosen(vec![0])),
            (Takes::Pairs(3, 4), Given::Matched(vec![(1, 5)])),
            (Takes::Pairs(3, 4), Given::Matched(vec![(4, 1)])),
            (Takes::Order(2), Given::Ordered(vec![1, 2, 3])),
            (Takes::Order(2), Given::Ordered(vec![0, 0, 1])),
            (Takes::Gaps(1), Given::Filled(vec!["8".to_owned(), "9".to_owned()])),
        ] {
            let code = takes.check(&answer).map_err(|refusal| refusal.code);
            assert_eq!(code, Err("paper.no-such-place".to_owned()), "{takes:?} {answer:?}");
        }
    }

    #[test]
    fn no_more_are_chosen_than_may_be() {
        let code = |most: u8, n: u8| {
            let given = Given::Chosen((1..=n).collect());
            Takes::Choice(5, most).check(&given).map_err(|refusal| (refusal.code, refusal.args))
        };
        let refused = |most: &str| Err(("sitting.too-many".to_owned(), vec![("most".to_owned(), most.to_owned())]));
        assert_eq!([code(2, 2), code(2, 3), code(1, 1), code(1, 2)], [Ok(()), refused("2"), Ok(()), refused("1")]);
        assert_eq!(code(5, 5), Ok(()));
    }
}

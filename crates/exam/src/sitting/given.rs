//! An answer as it was given on a paper: by the number of the question and the places of its options as they were
//! shown or printed. A screen and an answer sheet of paper speak alike, and no id of the bank reaches a candidate.
//! [`crate::paper`] turns it into an answer on the item.

use certification::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::item::response::{ESSAY_LETTERS, GAP_LETTERS};

/// Choices, pairs, steps, gaps, points or files that one answer may have.
pub const MOST_PARTS: usize = 100;

/// An answer as given. Places count from 1, in the order in which this candidate's paper shows them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "given")]
pub enum Given {
    /// Emptied by the candidate; it overtakes an earlier answer like any other.
    Blank,
    /// Options chosen: one or several; order and repetition mean nothing.
    Chosen(Vec<u8>),
    /// Premise and response matched with it.
    Matched(Vec<(u8, u8)>),
    /// The step at each position, in order; 0 where the candidate has put none yet.
    Ordered(Vec<u8>),
    /// Gaps or a number, as typed, in the order of the gaps.
    Filled(Vec<String>),
    /// Points on a picture: pixels to the right and down from the upper left.
    Pointed(Vec<(u32, u32)>),
    /// Running text.
    Written(String),
    /// Files handed in, by the names under which they were stored.
    Filed(Vec<String>),
}

impl Given {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Chosen(v) => v.is_empty(),
            Self::Ordered(v) => v.iter().all(|step| *step == 0),
            Self::Matched(v) => v.is_empty(),
            Self::Filled(v) => v.iter().all(|text| text.trim().is_empty()),
            Self::Pointed(v) => v.is_empty(),
            Self::Written(text) => text.trim().is_empty(),
            Self::Filed(v) => v.is_empty(),
        }
    }

    /// Whether nothing of it is open: it is not blank, and no position waits for its step.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.is_blank() && !matches!(self, Self::Ordered(steps) if steps.contains(&0))
    }

    /// Checks its size, before it is kept. Whether it can be an answer to the question at all is
    /// [`crate::paper::suits`]'s to say, and what it is worth the scoring's.
    ///
    /// # Errors
    /// `sitting.answer-too-long`, with the limit.
    pub fn check(&self) -> Result<(), Refusal> {
        let parts = match self {
            Self::Blank => 0,
            Self::Chosen(v) | Self::Ordered(v) => v.len(),
            Self::Matched(v) => v.len(),
            Self::Filled(v) | Self::Filed(v) => v.len(),
            Self::Pointed(v) => v.len(),
            Self::Written(_) => 1,
        };
        let too_long = |most: usize| Err(Refusal::new("sitting.answer-too-long").with("most", most));
        if parts > MOST_PARTS {
            return too_long(MOST_PARTS);
        }
        match self {
            Self::Written(text) if text.chars().count() > ESSAY_LETTERS => too_long(ESSAY_LETTERS),
            Self::Filled(texts) | Self::Filed(texts) if texts.iter().any(|t| t.chars().count() > GAP_LETTERS) => {
                too_long(GAP_LETTERS)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_content_is_blank_whatever_its_kind() {
        for answer in [
            Given::Blank,
            Given::Chosen(vec![]),
            Given::Filled(vec![" ".into(), String::new()]),
            Given::Written("\n".into()),
        ] {
            assert!(answer.is_blank(), "{answer:?}");
        }
        assert!(!Given::Filled(vec![String::new(), "8".into()]).is_blank());
        assert!(Given::Ordered(vec![0, 0]).is_blank());
    }

    #[test]
    fn an_order_is_whole_when_each_position_has_its_step() {
        let (open, whole) = (Given::Ordered(vec![2, 0, 1]), Given::Ordered(vec![2, 3, 1]));
        assert!(!open.is_blank() && !open.is_whole());
        assert!(whole.is_whole() && !Given::Blank.is_whole());
    }

    #[test]
    fn what_is_too_large_is_refused_with_the_limit() {
        let code = |answer: Given| answer.check().map_err(|r| r.code);
        assert_eq!(code(Given::Written("a".repeat(ESSAY_LETTERS))), Ok(()));
        assert_eq!(code(Given::Written("a".repeat(ESSAY_LETTERS + 1))), Err("sitting.answer-too-long".into()));
        assert_eq!(code(Given::Chosen(vec![1; MOST_PARTS + 1])), Err("sitting.answer-too-long".into()));
        assert_eq!(code(Given::Filled(vec!["a".repeat(GAP_LETTERS + 1)])), Err("sitting.answer-too-long".into()));
    }
}

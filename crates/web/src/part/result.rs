//! The result of a written test against its cut, as staff read it. Nobody is shamed: below the cut is grey.

use workflow::exam_result::Outcome;

use super::{Tag, icon};
use crate::i18n::{Message, key};

/// The label of an outcome.
#[must_use]
pub const fn outcome(outcome: Outcome) -> Tag {
    match outcome {
        Outcome::Reached => Tag::new("success", icon("check"), Message::new(key("result-reached"))),
        Outcome::NotReached => Tag::new("neutral", icon("minus"), Message::new(key("result-not-reached"))),
        Outcome::Open => Tag::new("warning", icon("clock"), Message::new(key("result-open"))),
    }
}

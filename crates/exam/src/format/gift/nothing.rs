//! Answers that bring nothing. They are not kept, since what is no key brings nothing here anyway; but whoever reads
//! answers in order meets them first, and gives nothing for what a later one would have accepted.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::super::report::{Losses, brief};

/// Answers that were passed over, in the order in which they stood.
#[derive(Debug, Default)]
pub(in super::super) struct Nothing {
    /// Numbers with their tolerance; none where any number would do.
    numbers: Vec<Option<(Decimal, Decimal)>>,
    texts: Vec<String>,
}

impl Nothing {
    /// Says of an answer whether it brings anything, and tells of one that does not.
    fn brings(share: Decimal, losses: &mut Losses) -> bool {
        if share < Decimal::ZERO {
            losses.code("loss.below-zero");
        } else if share.is_zero() {
            // It exists for what is said to it.
            losses.code("loss.feedback");
        }
        share > Decimal::ZERO
    }

    /// Whether a number with its tolerance is kept.
    ///
    /// # Errors
    /// `format.nothing-first` where one that brings nothing stands before it and accepts some of the same.
    pub(in super::super) fn number(
        &mut self,
        share: Decimal,
        number: Option<(Decimal, Decimal)>,
        losses: &mut Losses,
    ) -> Result<bool, Refusal> {
        if !Self::brings(share, losses) {
            self.numbers.push(number);
            return Ok(false);
        }
        let Some((value, tolerance)) = number else { return Ok(true) };
        let meets = |before: &Option<(Decimal, Decimal)>| {
            before.is_none_or(|(other, width)| {
                let (apart, reach) = (other.checked_sub(value), width.checked_add(tolerance));
                apart.zip(reach).is_none_or(|(apart, reach)| apart.abs() <= reach)
            })
        };
        if self.numbers.iter().any(meets) { Err(first(&value.normalize().to_string())) } else { Ok(true) }
    }

    /// Whether a text is kept.
    ///
    /// # Errors
    /// `format.nothing-first` where one that brings nothing stands before it and accepts the same.
    pub(in super::super) fn text(
        &mut self,
        share: Decimal,
        text: &str,
        case: bool,
        losses: &mut Losses,
    ) -> Result<bool, Refusal> {
        let text: String = if case { text.to_owned() } else { text.to_lowercase() };
        if !Self::brings(share, losses) {
            self.texts.push(text);
            return Ok(false);
        }
        // A star stands for anything.
        let meets = |before: &String| *before == text || before.replace("\\*", "").contains('*');
        if self.texts.iter().any(meets) { Err(first(&text)) } else { Ok(true) }
    }
}

fn first(text: &str) -> Refusal {
    Refusal::new("format.nothing-first").with("text", brief(text, 40))
}

//! In which order the questions of an analysis stand: as in the form, or those first that want a look.

use workflow::exam_result::ItemFigures;

use crate::i18n::key;

/// In which order the questions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As in the form.
    Number,
    /// The hardest first.
    Difficulty,
    /// Those first that tell strong from weak least.
    Discrimination,
    /// Those first that take longest.
    Time,
}

impl Order {
    /// All of them, as they are offered.
    pub(super) const ALL: [Self; 4] = [Self::Number, Self::Difficulty, Self::Discrimination, Self::Time];

    /// What the address says.
    pub(super) const fn value(self) -> &'static str {
        match self {
            Self::Number => "nomor",
            Self::Difficulty => "sukar",
            Self::Discrimination => "beda",
            Self::Time => "waktu",
        }
    }

    /// Key of its words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Number => key("result-by-number"),
            Self::Difficulty => key("result-by-difficulty"),
            Self::Discrimination => key("result-by-discrimination"),
            Self::Time => key("result-by-time"),
        }
    }

    /// What an address asks for; the form's order when it asks for nothing known.
    pub(super) fn read(asked: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.value() == asked).unwrap_or(Self::Number)
    }

    /// The questions with their numbers in this order.
    pub(super) fn of(self, items: &[ItemFigures]) -> Vec<(usize, &ItemFigures)> {
        let figures: Vec<Option<f64>> = items.iter().map(|item| self.figure(item)).collect();
        ranked(&figures).into_iter().filter_map(|at| Some((at + 1, items.get(at)?))).collect()
    }

    /// What it goes by, the least first.
    fn figure(self, item: &ItemFigures) -> Option<f64> {
        match self {
            Self::Number => None,
            Self::Difficulty => item.difficulty.estimate(),
            Self::Discrimination => item.discrimination.estimate(),
            Self::Time => item.timing.median.estimate().map(|seconds| -seconds),
        }
    }
}

/// Places by their figures, the least first; those whose figure is withheld stand behind, as they stood.
fn ranked(figures: &[Option<f64>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..figures.len()).collect();
    places.sort_by(|a, b| match (figures[*a], figures[*b]) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    places
}

#[cfg(test)]
mod tests {
    use super::{Order, ranked};

    #[test]
    fn the_least_stands_first_and_what_is_withheld_last() {
        assert_eq!(ranked(&[Some(0.4), None, Some(-0.1), None, Some(0.4)]), [2, 0, 4, 1, 3]);
        assert_eq!(ranked(&[None, None]), [0, 1]);
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        for order in Order::ALL {
            assert_eq!(Order::read(order.value()), order);
        }
        assert_eq!(Order::read("apa saja"), Order::Number);
    }
}

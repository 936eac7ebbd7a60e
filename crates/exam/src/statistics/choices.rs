//! Options that candidates chose on items with one key. What was shown and left blank is told from what was not shown.

use certification::refusal::Refusal;

use super::matrix::{ScoreMatrix, check_shape};

/// The most options of an item.
pub const MOST_OPTIONS: u8 = 26;

/// What a candidate did with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// It was not put to the candidate.
    NotShown,
    /// It was shown and left blank.
    Omitted,
    /// This option, counted from 0.
    Chosen(u8),
}

/// An item of a choice matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many options it has.
    pub count: u8,
    /// Which one is the key, counted from 0.
    pub key: u8,
}

/// Options chosen, candidates × items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceMatrix {
    items: Vec<Options>,
    rows: Vec<Vec<Choice>>,
}

impl ChoiceMatrix {
    /// Takes choices.
    ///
    /// # Errors
    /// As [`ScoreMatrix::new`] for the shape; `statistics.options` (fewer than two or more than 26 options, or a key
    /// that is none of them) and `statistics.option-unknown` (a choice that the item does not have).
    pub fn new(items: Vec<Options>, rows: Vec<Vec<Choice>>) -> Result<Self, Refusal> {
        check_shape(items.len(), &rows)?;
        if let Some(item) = items.iter().position(|o| !(2..=MOST_OPTIONS).contains(&o.count) || o.key >= o.count) {
            return Err(Refusal::new("statistics.options").with("item", item + 1).with("most", MOST_OPTIONS));
        }
        for (at, row) in rows.iter().enumerate() {
            for (item, (choice, options)) in row.iter().zip(&items).enumerate() {
                if matches!(choice, Choice::Chosen(option) if *option >= options.count) {
                    return Err(Refusal::new("statistics.option-unknown")
                        .with("row", at + 1)
                        .with("item", item + 1)
                        .with("options", options.count));
                }
            }
        }
        Ok(Self { items, rows })
    }

    /// How many candidates.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.rows.len()
    }

    /// The items.
    #[must_use]
    pub fn items(&self) -> &[Options] {
        &self.items
    }

    /// What each candidate chose.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Choice>] {
        &self.rows
    }

    /// A choice; what is not there was not shown.
    #[must_use]
    pub fn choice(&self, candidate: usize, item: usize) -> Choice {
        self.rows.get(candidate).and_then(|row| row.get(item)).copied().unwrap_or(Choice::NotShown)
    }

    /// One point for the key, none for another option or a blank.
    ///
    /// # Errors
    /// None in practice: the shape was checked; kept as the refusal of [`ScoreMatrix::new`].
    pub fn scores(&self) -> Result<ScoreMatrix, Refusal> {
        let score = |(choice, options): (&Choice, &Options)| match choice {
            Choice::NotShown => None,
            Choice::Omitted => Some(0.0),
            Choice::Chosen(option) => Some(if *option == options.key { 1.0 } else { 0.0 }),
        };
        let rows = self.rows.iter().map(|row| row.iter().zip(&self.items).map(score).collect()).collect();
        ScoreMatrix::new(vec![1.0; self.items.len()], rows)
    }
}

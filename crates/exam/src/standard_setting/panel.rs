//! The panel's ratings of one round: complete or refused. A cut from ratings with holes would quietly be another
//! panel's cut.

use std::collections::BTreeSet;

pub use certification::exam::MOST_JUDGES;
use certification::refusal::Refusal;

/// The most items that a panel rates.
pub const MOST_ITEMS: usize = 1_000;
/// The longest code of a judge, in characters.
const LONGEST_CODE: usize = 40;

/// Ratings of a round, judges × items, each from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings {
    judges: Vec<String>,
    rows: Vec<Vec<f64>>,
}

/// Refuses codes that are empty, too long or doubled, and panels that are too small or too large.
pub(super) fn check_judges<'a>(codes: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for (at, code) in codes.enumerate() {
        if at >= MOST_JUDGES {
            return Err(Refusal::new("standard.too-many-judges").with("most", MOST_JUDGES));
        }
        if code.trim().is_empty() || code.chars().count() > LONGEST_CODE {
            return Err(Refusal::new("standard.judge-code").with("judge", at + 1).with("most", LONGEST_CODE));
        }
        if !seen.insert(code) {
            return Err(Refusal::new("standard.judge-twice").with("judge", code));
        }
    }
    if seen.len() < 2 { Err(Refusal::new("standard.too-few-judges").with("least", 2)) } else { Ok(()) }
}

/// Refuses a rating that is not there, by judge and item counted from 1, with how many are missing in all.
pub(super) fn all_rated<T: Clone>(judge: &str, row: &[Option<T>]) -> Result<Vec<T>, Refusal> {
    if let Some(item) = row.iter().position(Option::is_none) {
        return Err(Refusal::new("standard.rating-missing")
            .with("judge", judge)
            .with("item", item + 1)
            .with("missing", row.iter().filter(|cell| cell.is_none()).count()));
    }
    Ok(row.iter().flatten().cloned().collect())
}

impl Ratings {
    /// Takes the ratings of a round: for each judge a code and one rating for each of `items` items, the chance from 0
    /// to 1 that a candidate at the border answers rightly.
    ///
    /// # Errors
    /// `standard.no-items`, `standard.too-many-items`, `standard.too-few-judges` (below 2), `standard.too-many-judges`,
    /// `standard.judge-code`, `standard.judge-twice`, `standard.row-length`, `standard.rating-missing` or
    /// `standard.rating-range`.
    pub fn new(items: usize, rows: &[(String, Vec<Option<f64>>)]) -> Result<Self, Refusal> {
        if items == 0 {
            return Err(Refusal::new("standard.no-items"));
        }
        if items > MOST_ITEMS {
            return Err(Refusal::new("standard.too-many-items").with("most", MOST_ITEMS));
        }
        check_judges(rows.iter().map(|(code, _)| code.as_str()))?;
        let complete = rows.iter().map(|(code, row)| row_of(code, row, items)).collect::<Result<_, _>>()?;
        Ok(Self { judges: rows.iter().map(|(code, _)| code.clone()).collect(), rows: complete })
    }

    /// Takes yes or no: whether a candidate at the border answers rightly (Impara and Plake, 1997).
    ///
    /// # Errors
    /// As [`Ratings::new`], save the range.
    pub fn yes_no(items: usize, rows: &[(String, Vec<Option<bool>>)]) -> Result<Self, Refusal> {
        let chance = |cell: &Option<bool>| cell.map(|yes| f64::from(u8::from(yes)));
        let rows: Vec<(String, Vec<Option<f64>>)> =
            rows.iter().map(|(code, row)| (code.clone(), row.iter().map(chance).collect())).collect();
        Self::new(items, &rows)
    }

    /// Codes of the judges.
    #[must_use]
    pub fn judges(&self) -> &[String] {
        &self.judges
    }

    /// How many items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Ratings of each judge.
    #[must_use]
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// Ratings of an item, in the judges' order.
    pub fn column(&self, item: usize) -> impl Iterator<Item = f64> + '_ {
        self.rows.iter().filter_map(move |row| row.get(item).copied())
    }
}

fn row_of(judge: &str, row: &[Option<f64>], items: usize) -> Result<Vec<f64>, Refusal> {
    if row.len() != items {
        return Err(Refusal::new("standard.row-length")
            .with("judge", judge)
            .with("ratings", row.len())
            .with("items", items));
    }
    let row = all_rated(judge, row)?;
    match row.iter().position(|rating| !(0.0..=1.0).contains(rating)) {
        Some(item) => Err(Refusal::new("standard.rating-range").with("judge", judge).with("item", item + 1)),
        None => Ok(row),
    }
}

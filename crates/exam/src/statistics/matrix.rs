//! Scores of candidates on items. A cell is empty where the item was not put to the candidate; an item that was shown
//! and left blank is scored zero before it comes here. Figures that compare items with the whole rest on the
//! candidates whose row is full: see [`Complete`].

use certification::refusal::Refusal;

/// The most candidates of one analysis.
pub const MOST_CANDIDATES: usize = 100_000;
/// The most items of one analysis.
pub const MOST_ITEMS: usize = 1_000;
/// The most cells of one analysis.
pub const MOST_CELLS: usize = 20_000_000;
/// The most points of an item, and the fewest.
pub const POINTS: std::ops::RangeInclusive<f64> = 0.001..=10_000.0;

/// Scores, candidates × items.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreMatrix {
    maxima: Vec<f64>,
    rows: Vec<Vec<Option<f64>>>,
}

/// Refuses a shape that is out of bounds or not a rectangle.
pub(crate) fn check_shape<T>(items: usize, rows: &[Vec<T>]) -> Result<(), Refusal> {
    for (name, count, most) in [
        ("candidates", rows.len(), MOST_CANDIDATES),
        ("items", items, MOST_ITEMS),
        ("cells", rows.len().saturating_mul(items), MOST_CELLS),
    ] {
        if count > most {
            return Err(Refusal::new("statistics.too-large")
                .with("what", name)
                .with("count", count)
                .with("most", most));
        }
    }
    if items == 0 {
        return Err(Refusal::new("statistics.no-items"));
    }
    match rows.iter().position(|row| row.len() != items) {
        Some(row) => Err(Refusal::new("statistics.row-length")
            .with("row", row + 1)
            .with("cells", rows.get(row).map_or(0, Vec::len))
            .with("items", items)),
        None => Ok(()),
    }
}

/// Refuses an item that is not there.
pub(crate) fn check_item(item: usize, items: usize) -> Result<(), Refusal> {
    if item < items {
        return Ok(());
    }
    Err(Refusal::new("statistics.item-unknown").with("item", item + 1).with("items", items))
}

impl ScoreMatrix {
    /// Takes scores. `maxima` holds the most points of each item, `rows` one row for each candidate.
    ///
    /// # Errors
    /// `statistics.too-large`, `statistics.no-items`, `statistics.row-length`, `statistics.maximum` (out of
    /// [`POINTS`]) or `statistics.score-range` (outside 0 to the maximum), each with its place counted from 1.
    pub fn new(maxima: Vec<f64>, rows: Vec<Vec<Option<f64>>>) -> Result<Self, Refusal> {
        check_shape(maxima.len(), &rows)?;
        if let Some(item) = maxima.iter().position(|most| !POINTS.contains(most)) {
            return Err(Refusal::new("statistics.maximum")
                .with("item", item + 1)
                .with("from", POINTS.start())
                .with("to", POINTS.end()));
        }
        for (at, row) in rows.iter().enumerate() {
            for (item, (cell, most)) in row.iter().zip(&maxima).enumerate() {
                if cell.is_some_and(|score| !(0.0..=*most).contains(&score)) {
                    return Err(Refusal::new("statistics.score-range")
                        .with("row", at + 1)
                        .with("item", item + 1)
                        .with("most", most));
                }
            }
        }
        Ok(Self { maxima, rows })
    }

    /// How many candidates.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.rows.len()
    }

    /// How many items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.maxima.len()
    }

    /// The most points of an item; 0 where there is none such.
    #[must_use]
    pub fn maximum(&self, item: usize) -> f64 {
        self.maxima.get(item).copied().unwrap_or_default()
    }

    /// The most points of all items.
    #[must_use]
    pub fn full_marks(&self) -> f64 {
        self.maxima.iter().sum()
    }

    /// A score.
    #[must_use]
    pub fn score(&self, candidate: usize, item: usize) -> Option<f64> {
        self.rows.get(candidate)?.get(item).copied()?
    }

    /// The scores of an item, of those to whom it was put.
    pub fn column(&self, item: usize) -> impl Iterator<Item = f64> + '_ {
        self.rows.iter().filter_map(move |row| row.get(item).copied().flatten())
    }

    /// Whether the item is only ever nothing or all.
    #[must_use]
    pub fn dichotomous(&self, item: usize) -> bool {
        let most = self.maximum(item);
        self.column(item).all(|score| score == 0.0 || score == most)
    }

    /// The candidates whose row is full.
    #[must_use]
    pub fn complete(&self) -> Complete<'_> {
        let full = |row: &Vec<Option<f64>>| row.iter().copied().sum::<Option<f64>>();
        let rows = self.rows.iter().enumerate().filter_map(|(at, row)| full(row).map(|total| (at, total))).collect();
        Complete { scores: self, rows }
    }
}

/// The candidates of a matrix whose row is full, with their totals.
#[derive(Debug, Clone)]
pub struct Complete<'a> {
    scores: &'a ScoreMatrix,
    rows: Vec<(usize, f64)>,
}

impl Complete<'_> {
    /// The matrix.
    #[must_use]
    pub fn scores(&self) -> &ScoreMatrix {
        self.scores
    }

    /// How many.
    #[must_use]
    pub fn n(&self) -> usize {
        self.rows.len()
    }

    /// Candidates with their totals.
    pub fn totals(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.rows.iter().copied()
    }

    /// Score on an item and the rest of the total, for each candidate.
    #[must_use]
    pub fn with_rest(&self, item: usize) -> Vec<(f64, f64)> {
        let score = |candidate| self.scores.score(candidate, item).unwrap_or_default();
        self.totals().map(|(candidate, total)| (score(candidate), total - score(candidate))).collect()
    }
}

//! Tables that are item cards: two columns of label and content, pairs of label and content side by side, or a row of
//! headings with one item a row.

use certification::refusal::Refusal;

use super::piece::{Grid, Piece, content_of, words};
use crate::{
    format::{
        card::{Card, Field},
        report::Losses,
    },
    item::Content,
};

/// A card as it was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) card: Card,
    pub(super) losses: Losses,
    /// The first thing that speaks against it.
    pub(super) fault: Option<Refusal>,
}

impl Found {
    /// Adds what a field says; a field that is there already makes the card doubtful.
    pub(super) fn add(&mut self, field: Field, said: Content) {
        if self.card.fields.get(&field).is_some_and(|before| !before.is_empty()) {
            let twice = Refusal::new("card.field-twice").with("field", field.headings());
            self.fault.get_or_insert(twice);
        } else {
            self.card.fields.insert(field, said);
        }
    }

    /// Adds to what a field says.
    pub(super) fn append(&mut self, field: Field, said: Content) {
        self.card.fields.entry(field).or_default().0.extend(said.0);
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.card.fields.get(&field).is_some_and(|said| !said.is_empty())
    }
}

/// The cards of a table; none when it is a table of another kind.
pub(super) fn of(grid: &Grid) -> Option<Vec<Found>> {
    let mut found = by_heading(grid).or_else(|| by_label(grid))?;
    for one in &mut found {
        grid.losses
            .0
            .iter()
            .filter(|loss| loss.code != "loss.merged-cells")
            .for_each(|loss| one.losses.add(loss.clone()));
    }
    Some(found)
}

fn heading(cell: &[Piece]) -> Option<Field> {
    let text = words(cell);
    (!text.is_empty()).then(|| Field::named(&text)).flatten()
}

/// A row of headings, then one item a row.
fn by_heading(grid: &Grid) -> Option<Vec<Found>> {
    let (head, rows) = grid.rows.split_first()?;
    let columns: Vec<Option<Field>> = head.iter().map(|cell| heading(cell)).collect();
    let has = |field: Field| columns.contains(&Some(field));
    if !has(Field::Stem) || !has(Field::Key) || rows.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    for row in rows {
        let mut found = Found::default();
        for (at, cell) in row.iter().enumerate() {
            let field = columns.get(at).copied().flatten();
            let said = content_of(field, cell, &mut found.losses);
            match columns.get(at) {
                _ if said.is_empty() => {}
                Some(Some(field)) => found.add(*field, said),
                _ => {
                    let name = head.get(at).map(|cell| words(cell)).unwrap_or_default();
                    found.losses.named("loss.column", if name.is_empty() { "?" } else { &name });
                }
            }
        }
        if found.card.says_something() {
            out.push(found);
        }
    }
    Some(out)
}

/// The cells of a row without those that hold a colon only.
fn telling(row: &[Vec<Piece>]) -> Vec<&Vec<Piece>> {
    row.iter().filter(|cell| words(cell) != ":").collect()
}

/// Labels with their contents: one pair a row, or several side by side. A stem or a number that comes again begins
/// another item.
fn by_label(grid: &Grid) -> Option<Vec<Found>> {
    let labelled = |row: &&Vec<Vec<Piece>>| row.first().and_then(|cell| heading(cell)).is_some();
    let stem = |row: &Vec<Vec<Piece>>| telling(row).iter().any(|cell| heading(cell) == Some(Field::Stem));
    if grid.rows.iter().filter(labelled).count() < 2 || !grid.rows.iter().any(stem) {
        return None;
    }
    let mut out: Vec<Found> = Vec::new();
    let mut found = Found::default();
    let mut last = None;
    for row in &grid.rows {
        for (label, said) in pairs(row) {
            let field = label.and_then(|cell| heading(cell));
            let again = field.is_some_and(|field| {
                let begins = matches!(field, Field::Number | Field::Id | Field::Stem);
                found.has(Field::Stem) && found.has(Field::Key) && (begins || found.has(field))
            });
            if again {
                out.push(std::mem::take(&mut found));
            }
            let said = match said {
                Some(cell) => content_of(field.or(last), cell, &mut found.losses),
                None => Content::default(),
            };
            let named = label.map(|cell| words(cell)).unwrap_or_default();
            match field {
                Some(field) => {
                    last = Some(field);
                    found.add(field, said);
                }
                // Without a label: goes on with the field above.
                None if named.is_empty() => match last {
                    _ if said.is_empty() => {}
                    Some(field) => found.append(field, said),
                    None => found.losses.named("loss.column", "?"),
                },
                None => {
                    last = None;
                    let what = if said.is_empty() { named } else { format!("{named}: {}", said.words()) };
                    found.losses.named("loss.column", &what);
                }
            }
        }
    }
    out.push(found);
    out.retain(|found| found.card.says_something());
    Some(out)
}

type Pair<'a> = (Option<&'a Vec<Piece>>, Option<&'a Vec<Piece>>);

/// The labels and contents of a row.
fn pairs(row: &[Vec<Piece>]) -> Vec<Pair<'_>> {
    let cells = telling(row);
    let side_by_side = cells.len() >= 4
        && cells.len().is_multiple_of(2)
        && cells.iter().step_by(2).all(|cell| heading(cell).is_some() || words(cell).is_empty());
    if side_by_side {
        return cells.chunks(2).map(|pair| (pair.first().copied(), pair.get(1).copied())).collect();
    }
    match cells.as_slice() {
        [] => Vec::new(),
        // A heading over the card, or content without its label.
        [only] => vec![(Some(*only), None)],
        [label, said] => vec![(Some(*label), Some(*said))],
        [label, rest @ ..] => {
            rest.iter().enumerate().map(|(at, cell)| ((at == 0).then_some(*label), Some(*cell))).collect()
        }
    }
}

//! Keys of all items together, behind them: lines such as `1. B  2. A` under a heading, or a table of numbers and
//! letters. Each goes to the item of its number.

use std::collections::BTreeMap;

use certification::refusal::Refusal;

use super::{cards::Found, grid::Grid, piece::words};
use crate::{
    format::{card::Field, report::brief},
    item::Content,
};

/// The most keys of a document.
const MOST: usize = 10_000;

/// Keys by the numbers of their items.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<(u32, char)>);

/// The numbers and letters of a line that says nothing else: `1. B`, `1) b  2) c`, `1-A, 2-D`.
pub(super) fn pairs(text: &str) -> Option<Vec<(u32, char)>> {
    let between = |c: char| c.is_whitespace() || matches!(c, '.' | ')' | '(' | ':' | '=' | '-' | '–' | ',' | ';' | '|');
    let mut out = Vec::new();
    let mut rest = text.trim_start_matches(between);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=4).contains(digits))?;
        let (number, behind) = rest.split_at(digits);
        let behind = behind.trim_start_matches(between);
        let letter = behind.chars().next().filter(char::is_ascii_alphabetic)?;
        let after = behind.get(1..)?;
        if !after.is_empty() && !after.starts_with(between) {
            return None;
        }
        out.push((number.parse().ok()?, letter.to_ascii_uppercase()));
        rest = after.trim_start_matches(between);
    }
    Some(out).filter(|out| !out.is_empty())
}

/// The heading above keys.
pub(super) fn is_heading(words: &str) -> bool {
    Field::named(words.trim_end_matches([':', ' '])) == Some(Field::Key)
}

impl Keys {
    pub(super) fn add(&mut self, pairs: Vec<(u32, char)>) {
        self.0.extend(pairs.into_iter().take(MOST.saturating_sub(self.0.len())));
    }

    /// The next number, where Word counts.
    pub(super) fn next(&self) -> u32 {
        self.0.last().map_or(1, |(number, _)| number.saturating_add(1))
    }

    /// Reads a table of nothing but numbers and letters, under headings that say so.
    pub(super) fn table(&mut self, grid: &Grid) -> bool {
        let Some((head, rows)) = grid.rows.split_first() else { return false };
        let named: Vec<Option<Field>> = head.iter().map(|cell| Field::named(&words(&cell.pieces))).collect();
        let paired = named.len() >= 2
            && named.len().is_multiple_of(2)
            && named.chunks(2).all(|pair| pair == [Some(Field::Number), Some(Field::Key)]);
        if !paired {
            return false;
        }
        let mut found = Vec::new();
        for row in rows {
            for pair in row.chunks(2) {
                let said = pair.iter().map(|cell| words(&cell.pieces)).collect::<Vec<_>>().join(" ");
                match pairs(&said) {
                    Some(one) => found.extend(one),
                    None if said.trim().is_empty() => {}
                    None => return false,
                }
            }
        }
        self.add(found);
        true
    }

    /// Gives each key to the item of its number. Where a number stands twice, of items or of keys, none of them is given
    /// one; what was not given is told.
    pub(super) fn give(self, found: &mut [Found], outside: &mut Vec<Refusal>) {
        let mut items: BTreeMap<u32, Vec<&mut Found>> = BTreeMap::new();
        for one in found {
            if let Some(number) = one.number {
                items.entry(number).or_default().push(one);
            }
        }
        let mut times: BTreeMap<u32, usize> = BTreeMap::new();
        self.0.iter().for_each(|(number, _)| *times.entry(*number).or_default() += 1);
        for (number, letter) in self.0 {
            let only = times.get(&number) == Some(&1);
            match items.get_mut(&number).map(Vec::as_mut_slice) {
                // One that is there already must be the same.
                Some([one]) if only => {
                    let said = Content::plain(&letter.to_string());
                    let own = one.card.words(Field::Key);
                    if !own.eq_ignore_ascii_case(&letter.to_string()) {
                        one.add(Field::Key, said);
                    }
                }
                _ => {
                    let text = brief(&format!("{number}. {letter}"), 80);
                    outside.push(Refusal::new("docx.outside").with("text", text));
                }
            }
        }
        outside.truncate(50);
    }
}

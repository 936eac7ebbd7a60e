//! What the cells of a row say: numbers beside or before wordings, several criteria one after another, and whether a wording
//! goes on from the row above.

use certification::text::squeeze;

use super::super::{
    numbering::{self, leading},
    tidy,
};
use crate::workbook::Cell;

/// Goes on with a wording where a text can be its next line: it does not begin anew, or `stopped` tells that every wording
/// ends with a full stop and this one has none yet.
pub(super) fn goes_on(wording: &mut String, text: &str, stopped: bool) -> bool {
    let anew = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let open = wording.ends_with('-') || (stopped && !wording.ends_with('.'));
    if anew && !open {
        return false;
    }
    tidy::join(wording, text);
    true
}

/// A cell that counts, as it was typed: `1.1` is no amount.
pub(super) fn number_of(cell: &Cell) -> Option<String> {
    let text = squeeze(&cell.to_string());
    Some(text.trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
}

pub(super) fn first_level(no: &str) -> Option<u32> {
    no.split('.').next()?.parse().ok()
}

/// Whether a text with a number before it goes on in small letters.
fn is_rest(line: &str) -> bool {
    leading(line).is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
}

/// The criteria of one cell: each on a line of its own with its number, or one after another in a line.
pub(super) fn several(written: &str, element: u32) -> Vec<String> {
    let begins = |line: &str| leading(line).is_some_and(|(path, rest)| path.len() <= 2 && !rest.is_empty());
    let mut parts: Vec<String> = Vec::new();
    for line in written.lines().map(squeeze).filter(|line| !line.is_empty()) {
        match parts.last_mut() {
            // `minimal`, `3. sumber`: an amount that the line broke before.
            Some(last) if !begins(&line) || (numbering::calls_amount(last) && is_rest(&line)) => {
                tidy::join(last, &line);
            }
            _ => parts.push(line),
        }
    }
    match parts.as_slice() {
        [only] => numbering::divide(only, &[element]).into_iter().map(str::to_owned).collect(),
        _ => parts,
    }
}

/// `2 Menata koleksi`: the number of the element before, or the next, without a sign behind it.
pub(super) fn counted_on(text: &str, before: u32) -> Option<(String, String)> {
    let (no, title) = text.split_once(' ')?;
    let next = no.parse::<u32>().is_ok_and(|no| no == before || no == before + 1);
    (next && title.starts_with(char::is_uppercase)).then(|| (no.to_owned(), squeeze(title)))
}

/// The number before a wording, and the wording.
pub(super) fn numbered(text: &str) -> (Option<String>, String) {
    match leading(text) {
        Some((path, rest)) if !rest.is_empty() => (Some(numbering::printed(&path)), squeeze(rest)),
        _ => (None, squeeze(text)),
    }
}

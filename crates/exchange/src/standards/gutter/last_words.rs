//! Lines spread over the width of their column, whose last words stand under one another right before the column beside:
//! they look like a column of their own.

use super::{Columns, GUTTER, NEAR};

/// Whether nothing begins at one place but last words of lines whose column ends there, before another.
pub(super) fn stand_before(read: &[Vec<char>], one: &Columns, other: &Columns) -> bool {
    let over = one.from < other.to && other.from < one.to;
    let near = other.at > one.at && other.at - one.at <= NEAR;
    if !over || !near || (other.shown, other.heads) < (one.shown, one.heads) {
        return false;
    }
    let lines = |columns: &Columns| read.get(columns.from..columns.to).unwrap_or_default();
    let here: Vec<&Vec<char>> = lines(one).iter().filter(|signs| begins(signs, one.at)).collect();
    let there = lines(other).iter().filter(|signs| begins(signs, other.at)).count();
    let words = here.iter().filter(|signs| is_word(signs, one.at, other.at)).count();
    words * 10 >= here.len() * 9 && there >= here.len()
}

/// Whether something begins at a place, behind a gap.
fn begins(signs: &[char], at: usize) -> bool {
    is_gap(signs, at) && signs.get(at).is_some_and(|c| !c.is_whitespace())
}

fn is_gap(signs: &[char], before: usize) -> bool {
    signs.iter().take(before).skip(before.saturating_sub(GUTTER)).all(|c| c.is_whitespace())
}

/// Whether a word that is no number stands between two places, and a gap or the end of the line behind it.
fn is_word(signs: &[char], from: usize, to: usize) -> bool {
    let text: String = signs.iter().take(to).skip(from).collect();
    let word = text.trim_end().trim_end_matches(['.', ',', ';', ':', ')', '-']);
    let apart = signs.len() < to || is_gap(signs, to);
    apart && !word.is_empty() && word.chars().all(char::is_alphabetic)
}

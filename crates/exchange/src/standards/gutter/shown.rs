//! What shows that two texts stand side by side on a page, and are no cells of one table.

use certification::text::fold;

use super::super::{
    labels::heading,
    numbering::{Path, leading},
};

/// Lines side by side at least that show columns of prose.
pub(super) const PROSE: usize = 8;

/// What shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// Nothing but that another page has its columns there.
    ByOthers,
    /// Prose on both sides over many lines.
    Prose,
    /// A part of a unit begins at the right, or numbers count on there.
    Itself,
}

/// Whether both sides are prose that fills its column over many lines: nothing at the right has a number, and most lines
/// go on from the one before.
pub(super) fn is_prose(halves: &[(String, String)], at: usize) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    let last = halves.iter().rposition(|(_, right)| said(right)).map_or(0, |last| last + 1);
    let beside: Vec<_> = halves.iter().filter(|(left, right)| said(left) && said(right)).collect();
    let lines = halves.iter().take(last).filter(|(left, right)| said(left) || said(right)).count();
    let goes_on = |text: &str| text.trim_start().starts_with(char::is_lowercase);
    let full = |text: &str| text.chars().count() * 5 >= at * 3;
    let count = |is: &dyn Fn(&str, &str) -> bool| beside.iter().filter(|(left, right)| is(left, right)).count();
    beside.len() >= PROSE
        && beside.len() * 3 >= lines * 2
        && count(&|left, _| full(left)) * 3 >= beside.len() * 2
        && count(&|_, right| goes_on(right)) * 3 >= beside.len()
        && halves.iter().all(|(_, right)| leading(right.trim_start()).is_none())
}

/// Whether numbers of criteria stand at the right only: the table of elements and criteria, on a further page perhaps.
pub(super) fn may_be_table(halves: &[(String, String)]) -> bool {
    let levels = |text: &String| leading(text.trim_start()).is_some_and(|(path, _)| path.len() >= 2);
    halves.iter().any(|(_, right)| levels(right)) && !halves.iter().any(|(left, _)| levels(left))
}

/// Whether a text is the heading of a column of numbers.
pub(super) fn numbers_column(text: &str) -> bool {
    matches!(fold(text).as_str(), "no" | "nomor")
}

/// Whether the right column counts on behind the left one, from its last heading. In a table of elements and criteria, no
/// number at the left has two levels; in one of points, numbers go on from row to row.
pub(super) fn counts_on(halves: &[(String, String)]) -> bool {
    let from = halves.iter().rposition(|(left, _)| heading(left).is_some()).unwrap_or(0);
    let under = halves.get(from..).unwrap_or_default();
    let paths = |text: &String| leading(text.trim_start()).map(|(path, _)| path);
    let left: Vec<Path> = under.iter().filter_map(|(left, _)| paths(left)).collect();
    let right: Vec<Path> = halves.iter().filter_map(|(_, right)| paths(right)).collect();
    let levels = left.iter().any(|path| path.len() >= 2);
    let beside = under.iter().any(|(left, right)| !left.trim().is_empty() && !right.trim().is_empty());
    let grows = left.iter().chain(&right).is_sorted_by(|one, next| one < next);
    left.len() >= 2 && levels && beside && !right.is_empty() && grows
}

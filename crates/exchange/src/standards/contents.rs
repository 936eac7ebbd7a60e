//! Tables of contents and lists of units before the units themselves: what they say is said again, so nothing of them is a
//! unit of its own.

use std::collections::HashMap;

use certification::text::fold;

use super::Unit;

/// Dots that lead to the number of a page at least.
const LEADERS: usize = 4;

/// Whether a line leads to the number of a page: `JUDUL UNIT : Menata ........ 12`.
pub(super) fn leads_to_page(line: &str) -> bool {
    let Some(rest) = line.strip_suffix(|c: char| c.is_ascii_alphanumeric()) else { return false };
    let page = |c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X');
    let leaders = rest.trim_end_matches(page).trim_end();
    let last = line.len() - leaders.len();
    let is_page = line.get(leaders.len()..).is_some_and(|number| number.trim().chars().all(page));
    let dots: usize = leaders
        .chars()
        .rev()
        .take_while(|c| matches!(c, '.' | '…' | '_' | ' '))
        .map(|c| match c {
            '…' => 3,
            ' ' => 0,
            _ => 1,
        })
        .sum();
    is_page && last <= 8 && dots >= LEADERS
}

/// Which units only name one that stands elsewhere with its elements.
pub(super) fn listed(units: &[Unit]) -> Vec<bool> {
    let is_bare = |unit: &Unit| unit.elements.is_empty() && unit.description.is_empty();
    let mut whole: HashMap<&str, &Unit> = HashMap::new();
    for unit in units.iter().filter(|unit| !unit.elements.is_empty()) {
        whole.entry(unit.code.as_str()).or_insert(unit);
    }
    let names = |unit: &Unit, other: &Unit| {
        let (title, of_other) = (fold(&unit.title), fold(&other.title));
        of_other.starts_with(&title) || title.starts_with(&of_other)
    };
    let said = |unit: &Unit| whole.get(unit.code.as_str()).is_some_and(|other| names(unit, other));
    units.iter().map(|unit| is_bare(unit) && said(unit)).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("JUDUL UNIT : Menata ........ 12", true)]
    #[case("BATASAN VARIABEL . . . . . . xiv", true)]
    #[case("PENDAHULUAN …………… 1", true)]
    #[case("1.1 Alat disiapkan... 2", false)]
    #[case("1.1 Alat disiapkan.", false)]
    #[case("KODE UNIT : R.91PER00.001.2", false)]
    #[case("........", false)]
    fn dots_lead_to_a_page(#[case] line: &str, #[case] leads: bool) {
        assert_eq!(leads_to_page(line), leads);
    }
}

//! Elements and criteria printed side by side: where a text keeps its gaps, the left column is
//! told from the right one line by line.

use super::numbering::{calls_number, leading};

/// Blanks by which a column of criteria stands apart where nothing else shows it.
const FAR: usize = 12;

/// One line of two columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Halves {
    /// What stands in the column of elements.
    pub left: String,
    /// What stands in the column of criteria.
    pub right: String,
}

/// Divides the lines of a table of elements and criteria, when they stand side by side with gaps between.
pub(super) fn divide(lines: &[&str]) -> Option<Vec<Halves>> {
    let chars: Vec<Vec<char>> = lines.iter().map(|l| l.replace('\t', "    ").chars().collect()).collect();
    let begin = chars.iter().filter_map(|line| second_begins(line)).min().or_else(|| apart(&chars))?;
    Some(chars.iter().map(|line| halves(line, begin)).collect())
}

/// Where a criterion begins on a line whose left side holds something too, two blanks or more between.
fn second_begins(line: &[char]) -> Option<usize> {
    let filled = line.iter().position(|c| !c.is_whitespace())?;
    (filled + 1..line.len()).find(|at| {
        let gap = at.checked_sub(2).and_then(|from| line.get(from..*at)).is_some_and(|g| g.iter().all(|c| *c == ' '));
        gap && line.get(*at).is_some_and(char::is_ascii_digit) && {
            let rest: String = line.iter().skip(*at).collect();
            leading(&rest).is_some_and(|(path, _)| path.len() == 2)
        }
    })
}

/// Where criteria begin though none stands on the line of an element: far to the right of every element's number.
fn apart(lines: &[Vec<char>]) -> Option<usize> {
    let begins = |level: usize| {
        lines.iter().filter_map(move |line| {
            let filled = line.iter().position(|c| !c.is_whitespace())?;
            let text: String = line.iter().skip(filled).collect();
            leading(&text).is_some_and(|(path, _)| path.len() == level).then_some(filled)
        })
    };
    let (elements, criteria) = (begins(1).max()?, begins(2).min()?);
    (criteria >= elements + FAR).then_some(criteria)
}

/// Whether the criteria of a table can be given to its elements by their numbers alone.
pub(super) fn told_by_numbers<'a>(lines: impl Iterator<Item = &'a Halves> + Clone) -> bool {
    let number = |text: &'a str, level: usize| leading(text).filter(|(path, _)| path.len() == level);
    let first = |text, level| number(text, level).and_then(|(path, _)| path.first().copied());
    let elements: Vec<u32> = lines.clone().filter_map(|half| first(half.left.as_str(), 1)).collect();
    let criteria: Vec<u32> = lines.filter_map(|half| first(half.right.as_str(), 2)).collect();
    let grows = elements.windows(2).all(|two| two[0] < two[1]);
    let named = criteria.iter().all(|no| elements.contains(no)) && criteria.is_sorted();
    grows && named && !elements.is_empty()
}

fn halves(line: &[char], begin: usize) -> Halves {
    let text = |from: usize, to: usize| -> String {
        let part: String = line.get(from.min(line.len())..to.min(line.len())).unwrap_or_default().iter().collect();
        part.trim().to_owned()
    };
    let first = line.iter().position(|c| !c.is_whitespace()).unwrap_or(line.len());
    if first + 3 >= begin {
        return Halves { left: String::new(), right: text(0, line.len()) };
    }
    let is_gap = |at: &usize| {
        let before = at.checked_sub(2).and_then(|from| line.get(from..*at)).unwrap_or_default();
        before.len() == 2 && before.iter().all(|c| *c == ' ') && line.get(*at).is_some_and(|c| !c.is_whitespace())
    };
    // The first gap where criteria begin; further left only when the line goes on beyond: words that were spread over
    // the width of a cell have gaps between them.
    let gap = (begin.saturating_sub(2)..=begin + 10).find(is_gap).or_else(|| {
        (begin.saturating_sub(12)..begin.saturating_sub(2)).rev().find(is_gap).filter(|_| line.len() > begin)
    });
    // A cell filled to its edge leaves one blank before the other column: there the number of a criterion tells, or the
    // place where the others begin.
    let is_near = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        *at > first && before == Some(&' ') && line.get(*at).is_some_and(|c| !c.is_whitespace())
    };
    let is_criterion = |at: &usize| {
        let (before, behind) = (text(0, *at), text(*at, line.len()));
        leading(&behind).is_some_and(|(path, said)| path.len() == 2 && said.starts_with(char::is_uppercase))
            && !calls_number(&before)
    };
    let near = (first + 3..line.len().min(begin + 10)).filter(is_near).find(is_criterion);
    let gap = near.or(gap).or_else(|| Some(begin).filter(is_near));
    match gap {
        Some(at) if at <= line.len() => Halves { left: text(0, at), right: text(at, line.len()) },
        _ => Halves { left: text(0, line.len()), right: String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_side_by_side_are_told_apart() {
        let lines = [
            "1. Menyiapkan pembuatan        1.1 Bahan perpustakaan yang akan dibuat",
            "   tajuk kendali                   tajuk kendali disiapkan.",
            "                               1.2 Pedoman disiapkan.",
        ];
        let got = divide(&lines).unwrap_or_default();
        let left: Vec<&str> = got.iter().map(|h| h.left.as_str()).collect();
        let right: Vec<&str> = got.iter().map(|h| h.right.as_str()).collect();
        assert_eq!(left, ["1. Menyiapkan pembuatan", "tajuk kendali", ""]);
        assert_eq!(
            right,
            ["1.1 Bahan perpustakaan yang akan dibuat", "tajuk kendali disiapkan.", "1.2 Pedoman disiapkan."]
        );
    }

    #[test]
    fn a_cell_filled_to_its_edge_leaves_one_blank() {
        let lines = [
            "1. Menyiapkan alat         1.1 Alat disiapkan.",
            "2. Membuat laporan hasil 2.1 Hasil penyiangan dicatat",
            "   penyiangan              dalam formulir menurut",
            "   koleksi yang dilakukan, butir 2.1 Pedoman.",
        ];
        let got: Vec<(String, String)> =
            divide(&lines).unwrap_or_default().into_iter().map(|h| (h.left, h.right)).collect();
        let expected = [
            ("1. Menyiapkan alat", "1.1 Alat disiapkan."),
            ("2. Membuat laporan hasil", "2.1 Hasil penyiangan dicatat"),
            ("penyiangan", "dalam formulir menurut"),
            ("koleksi yang dilakukan,", "butir 2.1 Pedoman."),
        ];
        assert_eq!(got, expected.map(|(left, right)| (left.to_owned(), right.to_owned())));
    }

    #[test]
    fn criteria_far_to_the_right_are_a_column() {
        let lines = [
            "                          1.1 Bahan disiapkan sesuai",
            "1. Menyiapkan bahan",
            "                          kebutuhan.",
        ];
        let got = divide(&lines).unwrap_or_default();
        assert_eq!(got.iter().map(|h| h.left.as_str()).collect::<String>(), "1. Menyiapkan bahan");
        assert!(told_by_numbers(got.iter()));
    }

    #[test]
    fn gaps_between_words_of_one_column_do_not_divide_it() {
        let lines = [
            "1. Membuat  laporan  hasil     1.1 Sumber informasi dianalisis dengan",
            "   pelaksanaan    kegiatan         metode  yang  relevan.",
            "   perpustakaan   secara           1.2 Laporan disusun.",
            "   berkala      rutin",
        ];
        let got = divide(&lines).unwrap_or_default();
        let left: Vec<&str> = got.iter().map(|h| h.left.as_str()).collect();
        assert_eq!(
            left,
            ["1. Membuat  laporan  hasil", "pelaksanaan    kegiatan", "perpustakaan   secara", "berkala      rutin"]
        );
        assert_eq!(got[1].right, "metode  yang  relevan.");
    }

    #[test]
    fn a_text_that_reaches_beyond_its_column_pushes_the_other_on() {
        let lines = ["1. Mengumpulkan data   1.1 Hasil diolah.", "   yang diperlukan untuk itu   1.2 Data disusun."];
        let got = divide(&lines).unwrap_or_default();
        assert_eq!(got[1], Halves { left: "yang diperlukan untuk itu".into(), right: "1.2 Data disusun.".into() });
    }

    #[test]
    fn text_that_flows_has_no_columns() {
        assert_eq!(divide(&["1. Menyiapkan", "1.1 Bahan disiapkan.", "    1.2 Pedoman disiapkan."]), None);
    }
}

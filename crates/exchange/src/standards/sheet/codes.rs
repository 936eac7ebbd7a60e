//! Codes of units in the cells of a sheet: beside their titles, across a row of their own, or of whatever shape somebody
//! gave them; and what stands in their column and is none.

use certification::text::fold;

use super::{
    super::{labels::heading, reader::Part, text::is_code},
    wording,
};
use crate::{table::text_of, workbook::Row};

/// Signs of the code of a unit that stands in a row of its own, at least: the number of a criterion has fewer.
const LONG_CODE: usize = 8;
/// Signs of a code at most.
const LONGEST: usize = 40;
/// What the first word of a note under or within a table is.
const NOTES: &[&str] = &[
    "catatan",
    "keterangan",
    "ket",
    "sumber",
    "total",
    "jumlah",
    "subtotal",
    "sub",
    "nb",
    "note",
    "notes",
    "source",
    "contoh",
    "mengetahui",
    "disusun",
    "ditetapkan",
    "halaman",
];

/// The unit that a row names across all columns: `R.91PRP01.001.1 Menata Koleksi`.
pub(super) fn across(row: &Row) -> Option<(String, String)> {
    let mut texts = row.cells.iter().filter_map(text_of);
    let (Some(text), None) = (texts.next(), texts.next()) else { return None };
    let text = wording(&text);
    let text = match heading(&text) {
        Some((Part::Code, used)) => text.get(used..).unwrap_or_default().trim().to_owned(),
        _ => text,
    };
    let (code, title) = text.split_once(' ').unwrap_or((&text, ""));
    let (code, title) =
        (code.trim_end_matches([':', ',', ';']), title.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let is_title = title.is_empty() || title.starts_with(char::is_alphabetic);
    (is_code(code) && code.len() >= LONG_CODE && is_title).then(|| (code.to_owned(), title.to_owned()))
}

/// A code with the title of its unit behind it.
pub(super) fn code_and_title(text: &str) -> Option<(String, String)> {
    let (code, title) = text.split_once(' ')?;
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let code = code.trim_end_matches([':', ',', ';']);
    (is_code(code) && title.chars().filter(|c| c.is_lowercase()).count() >= 3)
        .then(|| (code.to_owned(), title.to_owned()))
}

/// Whether a text under the heading of codes can be one. `beside` tells whether its row says anything else in words.
pub(super) fn may_be_code(text: &str, beside: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let note = words.first().is_some_and(|first| NOTES.contains(&fold(first).as_str()));
    let figure = text.contains(|c: char| c.is_ascii_digit());
    let small = words.iter().any(|word| word.chars().filter(|c| c.is_lowercase()).count() >= 3);
    let short = text.chars().count() <= LONGEST && words.len() <= 3;
    !note && (is_code(text) || (short && (figure || !small) && (words.len() == 1 || beside)))
}

/// A code whose cell broke its line: no blank stands beside the signs that part it.
pub(super) fn whole(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    for word in code.split(' ') {
        let parted = |text: Option<char>| text.is_some_and(|c| matches!(c, '.' | '-' | '/' | '_'));
        if !out.is_empty() && !(is_code(code) && (parted(out.chars().next_back()) || parted(word.chars().next()))) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("R.91PRP01. 001.2", "R.91PRP01.001.2")]
    #[case("R.91PRP01.001 .2", "R.91PRP01.001.2")]
    #[case("UK 01.2", "UK 01.2")]
    #[case("TIK 021", "TIK 021")]
    fn a_code_is_whole_where_its_cell_broke_it(#[case] written: &str, #[case] code: &str) {
        assert_eq!(whole(written), code);
    }
}

//! The heading of the table of elements and criteria: found also where narrow columns break it over several lines.

use super::{numbering::leading, tidy::is_page_number};

/// The words it is made of.
const WORDS: &[&str] = &[
    "NO",
    "NO.",
    "ELEMEN",
    "KOMPETENSI",
    "DAN",
    "/",
    "KRITERIA",
    "UNJUK",
    "KERJA",
    "(KUK)",
    "KUK",
    "SUB",
    ":",
    "ELEMENTS",
    "ELEMENT",
    "OF",
    "COMPETENCY",
    "PERFORMANCE",
    "CRITERIA",
    "|",
];
/// What it says at least, in small letters or with a line between.
const WHOLE: &[&str] = &["ELEMEN", "KRITERIA", "UNJUK", "KERJA"];
/// The same in English.
const ENGLISH: &[&str] = &["PERFORMANCE", "CRITERIA"];
/// And in capitals.
const SHORT: &[&str] = &["ELEMEN", "KOMPETENSI"];
/// Lines it takes at most: one for each of its words, and one for the column of numbers.
const MOST_LINES: usize = 6;

/// Whether a line is nothing but words of the heading.
pub(super) fn is_of_heading(line: &str) -> bool {
    let said = said(line);
    said.tail == line.len() && said.words.iter().any(|word| word.chars().any(char::is_alphabetic))
}

/// What stands on a line behind words of the heading, and where.
pub(super) fn behind(line: &str) -> (usize, &str) {
    let tail = said(line).tail;
    (tail, line.get(tail..).unwrap_or_default())
}

/// What a line says of the heading.
struct Said {
    /// Its first words, as far as they are words of the heading.
    words: Vec<&'static str>,
    /// Where what stands behind them begins.
    tail: usize,
    /// Whether all of them are in capitals.
    shouted: bool,
}

/// The word of the heading that a word is, with a slip where it is in capitals.
fn known(word: &str) -> Option<&'static str> {
    let same = WORDS.iter().find(|known| known.eq_ignore_ascii_case(word));
    let capitals = (5..=16).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let near = |known: &&&str| known.len() >= 5 && strsim::osa_distance(known, word) <= 1;
    same.or_else(|| WORDS.iter().find(near).filter(|_| capitals)).copied()
}

fn said(line: &str) -> Said {
    let mut said = Said { words: Vec::new(), tail: 0, shouted: true };
    loop {
        let rest = line.get(said.tail..).unwrap_or_default();
        let word = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{c}');
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        let (head, begins) = (word.get(..end).unwrap_or_default(), line.len() - word.len());
        let Some(known) = known(head) else {
            said.tail = begins;
            return said;
        };
        let capital = if said.words.is_empty() { head.starts_with(|c: char| !c.is_lowercase()) } else { true };
        if !capital {
            return Said { words: Vec::new(), tail: 0, shouted: false };
        }
        said.shouted &= !head.contains(char::is_lowercase);
        said.words.push(known);
        said.tail = begins + end;
    }
}

/// For each line that belongs to a heading, how many of its bytes do. `aside` tells the lines that are no part of the
/// text.
pub(super) fn table_headings(lines: &[&str], aside: impl Fn(usize) -> bool) -> Vec<Option<usize>> {
    let mut found = vec![None; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let heading = heading_from(lines, at, &aside);
        at = heading.last().map_or(at, |(last, _)| *last) + 1;
        for (line, used) in heading {
            if let Some(of_line) = found.get_mut(line) {
                *of_line = Some(used);
            }
        }
    }
    found
}

/// The lines of a heading that begins on a line, if one does.
fn heading_from(lines: &[&str], from: usize, aside: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut words: Vec<&str> = Vec::new();
    let (mut out, mut shouted, mut whole) = (Vec::new(), true, 0);
    for (at, line) in lines.iter().enumerate().skip(from) {
        if out.len() >= MOST_LINES || (out.is_empty() && at > from) {
            break;
        }
        if !out.is_empty() && (line.trim().is_empty() || aside(at) || is_page_number(line)) {
            continue;
        }
        let said = said(line);
        // A word that comes again is of another text; a first row of the table may stand behind the heading.
        let again = said.words.iter().any(|word| words.contains(word));
        let tail = line.get(said.tail..).unwrap_or_default();
        let row = leading(tail).is_some_and(|(path, _)| path == [1] || path == [1, 1]);
        if said.words.is_empty() || again || aside(at) || !(tail.trim().is_empty() || row) {
            break;
        }
        shouted &= said.shouted;
        words.extend(said.words);
        out.push((at, said.tail));
        let says = |wanted: &[&str]| wanted.iter().all(|word| words.contains(word));
        let english = says(ENGLISH) && (says(&["ELEMENTS"]) || says(&["ELEMENT"]));
        let titled = line.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
        let named = titled && tail.trim().is_empty() && says(&["ELEMEN"]) && (says(&["KUK"]) || says(&["(KUK)"]));
        if says(WHOLE) || english || named || (shouted && says(SHORT)) {
            whole = out.len();
        }
        if row {
            break;
        }
    }
    out.truncate(whole);
    out
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::left_column(&["ELEMEN", "KOMPETENSI KRITERIA UNJUK KERJA", "1. Satu"], 2)]
    #[case::small_letters(&["Elemen", "Kompetensi   Kriteria Unjuk Kerja", "1. Satu"], 2)]
    #[case::both(&["ELEMEN KRITERIA", "KOMPETENSI UNJUK KERJA", "1. Satu"], 2)]
    #[case::right_first(&["      KRITERIA UNJUK", "ELEMEN KOMPETENSI", "      KERJA", "1. Satu"], 3)]
    #[case::short(&["ELEMEN", "", "KRITERIA UNJUK KERJA", "1. Satu"], 3)]
    #[case::numbers(&["NO", "ELEMEN KOMPETENSI", "KRITERIA UNJUK KERJA", "1. Satu"], 3)]
    #[case::one_word_a_line(&["ELEMEN", "KOMPETENSI", "KRITERIA", "UNJUK", "KERJA", "1. Satu"], 5)]
    #[case::rest_is_text(&["ELEMEN", "KOMPETENSI kerja dan lain"], 0)]
    #[case::a_word_of_a_text(&["KOMPETENSI", "1. Satu"], 0)]
    #[case::small_letters_in_a_text(&["Elemen", "kompetensi", "1. Satu"], 0)]
    fn a_heading_is_found_however_it_is_broken(#[case] lines: &[&str], #[case] taken: usize) {
        let found = table_headings(lines, |_| false);
        let last = found.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        assert_eq!(last, taken, "{found:?}");
    }

    #[test]
    fn the_first_row_may_stand_behind_it() {
        let lines = ["ELEMEN", "KOMPETENSI KRITERIA UNJUK KERJA 1. Menyiapkan"];
        assert_eq!(table_headings(&lines, |_| false), [Some(6), Some(32)]);
    }
}

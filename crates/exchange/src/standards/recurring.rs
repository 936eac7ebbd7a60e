//! Lines that come again from page to page though nothing shows where a page ends: with a number that counts on, or
//! the same words at about the same distance in different parts of the units.

use std::collections::{HashMap, HashSet};

use certification::text::{fold, squeeze};

use super::{labels::heading, reader::Part, text::is_code, tidy::is_page_number};

/// How often something comes again at least whose number counts on; in capitals once less.
const COUNTED: usize = 3;
/// How often words come again at least.
const SAID: usize = 4;
/// Lines of text between two of a kind at least, mostly.
const APART: usize = 6;
/// Signs of a running head at most.
const LONGEST: usize = 120;

/// Which of the lines that are not blank come again from page to page. `keep` tells those that mean something.
pub(super) fn recurring(lines: &[&str], keep: impl Fn(&str) -> bool) -> Vec<bool> {
    let (mut counting, mut said) = (HashMap::<String, Vec<Seen>>::new(), HashMap::<String, Vec<Seen>>::new());
    let (mut part, mut under) = (None, false);
    for (at, line) in lines.iter().enumerate() {
        let below = under;
        let begun = heading(line).map(|(begun, _)| begun);
        (part, under) = (begun.or(part), begun.is_some());
        let squeezed = squeeze(line);
        if keep(line) || is_page_number(line) || is_code(line) || squeezed.chars().count() > LONGEST {
            continue;
        }
        if is_name(&squeezed) || squeezed.chars().all(|c| c.is_ascii_digit()) {
            said.entry(squeezed.clone()).or_default().push(Seen { at, part, below, figures: Vec::new() });
        }
        if let Some((shape, figures)) = shape(&squeezed) {
            counting.entry(shape).or_default().push(Seen { at, part, below, figures });
        }
    }
    let mut found = vec![false; lines.len()];
    let shouts = |seen: &Seen| lines.get(seen.at).is_some_and(|line| is_shouted(line));
    let counted = counting.into_values().filter(|seen| {
        let wanted = if seen.iter().all(shouts) { COUNTED - 1 } else { COUNTED };
        seen.len() >= wanted && are_apart(seen) && count_on(seen) && !mostly(seen, |seen| seen.below)
    });
    let named = said.into_values().filter(|seen| seen.len() >= SAID && are_even(seen) && of_several_parts(seen));
    for seen in counted.chain(named).flatten() {
        if let Some(of_line) = found.get_mut(seen.at) {
            *of_line = true;
        }
    }
    found
}

/// Where a line of one kind stands.
struct Seen {
    /// Its place among the lines that are not blank.
    at: usize,
    /// The part of a unit it stands in.
    part: Option<Part>,
    /// Right under a heading, as the text of its part does.
    below: bool,
    /// The figures in it.
    figures: Vec<u32>,
}

/// A text with its figures taken out, by which it is known again, and these; `iv` alone is a figure too.
fn shape(text: &str) -> Option<(String, Vec<u32>)> {
    let bare = text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '(' | ')' | '[' | ']' | '|' | '~' | ' '));
    if let Some(figure) = roman(bare) {
        let size = if bare.starts_with(char::is_uppercase) { "ROMAN" } else { "roman" };
        return Some((size.to_owned(), vec![figure]));
    }
    let (mut shape, mut figures, mut run) = (String::new(), Vec::new(), String::new());
    for sign in text.chars().chain(['\n']) {
        if sign.is_ascii_digit() {
            run.push(sign);
            continue;
        }
        if !run.is_empty() {
            figures.push(run.parse().ok()?);
            shape.push('#');
            run.clear();
        }
        shape.extend(sign.to_lowercase());
    }
    (!figures.is_empty()).then_some((shape, figures))
}

/// A Roman numeral in letters of one size, up to `cccxcix`.
pub(super) fn roman(text: &str) -> Option<u32> {
    const SIGNS: [(u32, &str); 9] =
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let lower = text.to_lowercase();
    if text.is_empty() || text.len() > 9 || !(text == lower || text == text.to_uppercase()) {
        return None;
    }
    let (mut rest, mut value) = (lower.as_str(), 0);
    for (worth, sign) in SIGNS {
        let most = if matches!(worth, 100 | 10 | 1) { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(sign) else { break };
            (rest, value) = (after, value + worth);
        }
    }
    rest.is_empty().then_some(value)
}

fn is_shouted(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 8 && !text.chars().any(char::is_lowercase)
}

/// Whether a text may be the name of a document or house: capitals, or several words that all begin with one.
fn is_name(text: &str) -> bool {
    let folded = fold(text);
    let small = |word: &&str| word.chars().count() >= 4 && word.starts_with(char::is_lowercase);
    let words = folded.split(' ').filter(|word| word.chars().count() >= 4).count();
    let begin = words >= 2 && !text.split_whitespace().any(|word| small(&word));
    (is_shouted(text) || begin) && !text.ends_with(['.', ',', ';', ':'])
}

/// The numbers of lines from one to the next.
fn distances(seen: &[Seen]) -> Vec<usize> {
    seen.windows(2).map(|two| two[1].at - two[0].at).collect()
}

/// Whether most of something is so.
fn mostly<T>(all: &[T], is: impl Fn(&T) -> bool) -> bool {
    !all.is_empty() && all.iter().filter(|one| is(one)).count() * 4 >= all.len() * 3
}

fn are_apart(seen: &[Seen]) -> bool {
    mostly(&distances(seen), |distance| *distance > APART)
}

/// Whether one of the figures counts on, by one from page to page or by two where left and right pages differ.
fn count_on(seen: &[Seen]) -> bool {
    let fields = seen.first().map_or(0, |first| first.figures.len());
    (0..fields).rev().any(|field| {
        let values: Vec<u32> = seen.iter().filter_map(|seen| seen.figures.get(field).copied()).collect();
        let steps: Vec<Option<u32>> = values.windows(2).map(|two| two[1].checked_sub(two[0])).collect();
        [1, 2].iter().any(|step| mostly(&steps, |found| *found == Some(*step)))
    })
}

/// Whether they stand at about the same distance from one to the next, that of a page.
fn are_even(seen: &[Seen]) -> bool {
    let mut distances = distances(seen);
    distances.sort_unstable();
    let middle = distances.get(distances.len() / 2).copied().unwrap_or_default();
    are_apart(seen) && mostly(&distances, |distance| distance * 3 >= middle * 2 && distance * 2 <= middle * 3)
}

/// Whether they stand in different parts of the units: what comes again in each unit stands in one part of it.
fn of_several_parts(seen: &[Seen]) -> bool {
    let parts: Vec<Option<Part>> = seen.iter().map(|seen| seen.part).collect();
    let kinds: HashSet<Option<Part>> = parts.iter().copied().collect();
    kinds.len() > 1 && kinds.iter().all(|kind| !mostly(&parts, |part| part == kind))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Six pages with a foot each; how many of the feet are known.
    fn feet(foot: impl Fn(usize) -> String, lines: usize) -> usize {
        let headings = ["DESKRIPSI UNIT : satu", "BATASAN VARIABEL", "PANDUAN PENILAIAN"];
        let page = |n: usize| {
            let text = (0..lines).map(move |line| format!("{} {}", "kata".repeat(line + 1), "lain".repeat(n)));
            [headings[n % 3].to_owned()].into_iter().chain(text).chain([foot(n)])
        };
        let text: Vec<String> = (0..6).flat_map(page).collect();
        let text: Vec<&str> = text.iter().map(String::as_str).collect();
        let found = recurring(&text, |line| heading(line).is_some());
        let feet = found.chunks(lines + 2).filter(|page| page.last() == Some(&true)).count();
        assert_eq!(found.iter().filter(|is| **is).count(), feet, "{text:?}");
        feet
    }

    #[rstest]
    #[case::capitals(|n| format!("STANDAR CONTOH BIDANG {}", n + 9))]
    #[case::brackets(|n| format!("({})", n + 3))]
    #[case::roman(|n: usize| ["viii", "ix", "x", "xi", "xii", "xiii"][n].to_owned())]
    #[case::printed(|n| format!("Dicetak 12/03/2024 10:{} hal {}", 14 + n * 7 % 5, n + 1))]
    #[case::left_pages(|n| format!("{} SKKNI bidang perpustakaan", 2 * n))]
    #[case::no_number(|_| "PUSAT STANDAR CONTOH".to_owned())]
    #[case::name(|_| "Pusat Standar dan Sertifikasi Contoh".to_owned())]
    fn a_foot_is_known(#[case] foot: fn(usize) -> String) {
        assert_eq!(feet(foot, 10), 6);
    }

    #[rstest]
    #[case::of_another_size(|n: usize| ["i", "II", "v", "VI", "ix", "X"][n].to_owned(), 10)]
    #[case::close(|n| format!("Langkah {n}"), 3)]
    #[case::no_count(|n: usize| format!("Undang-Undang Nomor {} tahun", [43, 28, 11, 14, 24, 7][n]), 10)]
    #[case::sentence(|_| "Data dicatat menurut jadwal".to_owned(), 10)]
    fn a_text_is_none(#[case] foot: fn(usize) -> String, #[case] lines: usize) {
        assert_eq!(feet(foot, lines), 0);
    }

    #[test]
    fn what_comes_again_in_each_unit_is_its_text() {
        let unit = ["JUDUL UNIT : Menata", "Bahan Pustaka Langka", "BATASAN VARIABEL"];
        let text: Vec<&str> = unit.iter().chain(&["1.1 satu"; 9]).copied().cycle().take(120).collect();
        assert_eq!(recurring(&text, |line| heading(line).is_some() || line.starts_with('1')), [false; 120]);
    }

    #[test]
    fn codes_and_titles_that_count_on_under_their_labels_are_text() {
        let unit = |n: usize| {
            let label = |label: &str, text: String| [label.to_owned(), text];
            let (code, title) = (format!("J.63PDK00.00{n}.2"), format!("Menata Koleksi Tingkat {n}"));
            let rows = vec!["1.1 satu".to_owned(); 9];
            [label("KODE UNIT", code).to_vec(), label("JUDUL UNIT", title).to_vec(), rows].concat()
        };
        let text: Vec<String> = (1..7).flat_map(unit).collect();
        let text: Vec<&str> = text.iter().map(String::as_str).collect();
        let found = recurring(&text, |line| heading(line).is_some() || line.starts_with('1'));
        assert!(!found.contains(&true));
    }

    #[rstest]
    #[case("iv", Some(4))]
    #[case("XII", Some(12))]
    #[case("iiii", None)]
    #[case("Vi", None)]
    #[case("", None)]
    fn roman_numerals(#[case] text: &str, #[case] value: Option<u32>) {
        assert_eq!(roman(text), value);
    }
}

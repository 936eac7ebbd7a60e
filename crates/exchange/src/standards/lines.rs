//! Lines that were broken or laid out in wrong places, put right before they are read. Their numbers stay.

use std::borrow::Cow;

use super::{
    broken::{self, put_before},
    labels::heading,
    lettered,
    numbering::{self, Path, follows, leading},
    reader::Part,
    recurring::roman,
    spaced, stacked,
    tidy::is_page_number,
    unstopped,
};

/// The lines as they were meant, but for numbers at their ends: those move when heads and page numbers are known.
pub(super) fn mended(lines: Vec<&str>) -> Vec<Cow<'_, str>> {
    let mut out: Vec<Cow<'_, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    label_first(&lines, &mut out);
    broken::labels(&mut out);
    for (at, line) in stacked::beside_their_texts(&broken::plain(&out)) {
        if let Some(of) = out.get_mut(at) {
            *of = Cow::Owned(line);
        }
    }
    lettered::numbered(&mut out);
    spaced::close(&mut out);
    unstopped::close(&mut out);
    out
}

/// Lines above the label of a description at most that may be its first.
const ABOVE_LABEL: usize = 6;

/// Where the label of a title or a description stands beside a later line of it, as in a cell that is centred, the label
/// is put before the first: a title begins under the code of its unit, a description with *Unit kompetensi ini*.
fn label_first(lines: &[&str], out: &mut [Cow<'_, str>]) {
    let indented = |line: &str| line.starts_with("        ") && !line.trim().is_empty() && heading(line).is_none();
    for (at, line) in lines.iter().enumerate() {
        let Some((part @ (Part::Title | Part::Description), used)) = heading(line) else { continue };
        let above = lines.get(..at).unwrap_or_default().iter().enumerate().rev().take(ABOVE_LABEL);
        let begins = |text: &str| match part {
            Part::Title => text.contains(char::is_lowercase),
            _ => text.starts_with("Unit kompetensi ini ") || text.starts_with("Unit ini "),
        };
        let first = above.take_while(|(_, line)| indented(line)).filter(|(_, line)| begins(line.trim())).last();
        let (Some((first, text)), Some((label, rest))) = (first, line.split_at_checked(used)) else { continue };
        for (place, line) in [(first, format!("{label} {}", text.trim())), (at, rest.to_owned())] {
            if let Some(of) = out.get_mut(place) {
                *of = Cow::Owned(line);
            }
        }
    }
}

/// A number at the end of a line, whose text begins the next, is put there. `aside` tells the lines that are no part of
/// the text: a number never moves to one of them, but to the line behind it.
pub(super) fn number_with_its_text(lines: &mut [Cow<'_, str>], aside: &[bool]) {
    let read = |(at, line): (usize, &Cow<'_, str>)| {
        (!line.trim().is_empty() && !aside.get(at).copied().unwrap_or_default()).then_some(at)
    };
    let places: Vec<usize> = lines.iter().enumerate().filter_map(read).collect();
    let mut last: Path = Vec::new();
    for (place, above) in places.iter().enumerate() {
        let Some(line) = lines.get(*above).map(|line| line.clone().into_owned()) else { continue };
        let below = places.get(place + 1).and_then(|at| Some((*at, lines.get(*at)?.trim())));
        if let Some((at, next)) = below
            && let Some((rest, number, path)) = ends_in_number(&line, next)
        {
            let counted = after(rest, &last);
            let then = places.iter().skip(place + 1).filter_map(|at| lines.get(*at));
            if is_due(rest, &counted, &path, then) {
                put_before(lines, *above, at, rest, number);
                last = counted;
                continue;
            }
        }
        last = after(&line, &last);
    }
}

/// Which lines are nothing but a page's number. A bare figure that the word before it calls (`menurut Tabel`, `3`) is one
/// only where the page before or after has its neighbour.
pub(super) fn page_numbers(lines: &[&str]) -> Vec<bool> {
    let mut found: Vec<bool> = lines.iter().map(|line| is_page_number(line) || is_roman_page(line)).collect();
    let figure = |(at, line): (usize, &&str)| Some((at, line.trim().parse::<u16>().ok()?));
    let figures: Vec<(usize, u16)> =
        lines.iter().enumerate().filter(|(at, _)| found.get(*at) == Some(&true)).filter_map(figure).collect();
    for (place, (at, value)) in figures.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| figures.get(place)).map(|(_, value)| value + 1);
        let after = figures.get(place + 1).and_then(|(_, value)| value.checked_sub(1));
        let counts = before == Some(*value) || after == Some(*value);
        let above = lines.get(..*at).and_then(|above| above.iter().rfind(|line| !line.trim().is_empty()));
        if !counts
            && above.is_some_and(|above| numbering::calls_number(above))
            && let Some(of_line) = found.get_mut(*at)
        {
            *of_line = false;
        }
    }
    found
}

/// Whether a line is nothing but a page's number in small Roman figures, or in any between dashes: `xiv`, `- xiv -`. One
/// figure alone may count a list.
fn is_roman_page(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' '));
    let dashed = bare.len() < line.len() && line.starts_with(['-', '–', '—']) && line.ends_with(['-', '–', '—']);
    let small = bare.len() >= 2 && bare.chars().all(char::is_lowercase);
    (dashed || small) && roman(bare).is_some()
}

/// A line whose last word has the shape of a number of the next one: the line without it, and the number.
fn ends_in_number<'a>(line: &'a str, next: &str) -> Option<(&'a str, &'a str, Path)> {
    let (rest, last) = line.trim_end().rsplit_once(' ')?;
    let (path, text) = leading(last)?;
    let is_number = text.is_empty() && (path.len() > 1 || last.ends_with('.')) && !rest.trim().is_empty();
    let named = rest.trim_end().ends_with(char::is_alphabetic) || ends_sentence(rest);
    (is_number && named && next.starts_with(char::is_uppercase) && heading(next).is_none())
        .then_some((rest, last, path))
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ')', ';'])
}

/// Whether a number is the one that comes next: it follows what was counted, or stands behind a full stop and has two
/// levels. The number of a law (`menurut Pasal 2.`) is none, nor is one after which the text counts on as if it were not
/// there. `then` are the lines from the next one.
fn is_due<'a>(rest: &str, counted: &[u32], path: &Path, then: impl Iterator<Item = &'a Cow<'a, str>>) -> bool {
    let expected = follows(counted, path) || (path.len() > 1 && ends_sentence(rest));
    if !expected || numbering::calls_number(rest) {
        return false;
    }
    let mut then = then.take_while(|line| heading(line).is_none()).filter_map(|line| leading(line.trim()));
    then.next().is_none_or(|(next, _)| follows(path, &next) || !follows(counted, &next))
}

/// The last number of a text that counts on from another.
fn after(text: &str, last: &[u32]) -> Path {
    let (text, last) = match heading(text) {
        Some((_, used)) => (text.get(used..).unwrap_or_default(), &[][..]),
        None => (text, last),
    };
    let found = numbering::divide(text.trim(), last).into_iter().rev().find_map(leading);
    found.map_or_else(|| last.to_vec(), |(path, _)| path)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// The lines as they are read; those in brackets are no part of the text.
    fn moved<'a>(lines: &[&'a str]) -> Vec<Cow<'a, str>> {
        let aside: Vec<bool> = lines.iter().map(|line| line.starts_with('[')).collect();
        let mut out = mended(lines.to_vec());
        number_with_its_text(&mut out, &aside);
        out
    }

    #[test]
    fn a_figure_that_is_called_is_a_page_only_where_pages_count() {
        assert_eq!(page_numbers(&["dicatat pada Tabel", "", "3", "satu", "12"]), [false, false, false, false, true]);
        assert_eq!(page_numbers(&["dicatat pada Tabel", "3", "satu", "4"]), [false, true, false, true]);
        assert_eq!(page_numbers(&["dicatat per tahun.", "3", "pada Tabel", "- 5 -"]), [false, true, false, true]);
    }

    #[test]
    fn a_number_at_the_end_of_a_line_goes_to_its_text() {
        let lines = ["3. Pengetahuan yang diperlukan 3.1", "", "Pengetahuan", "BATASAN", "VARIABEL"];
        let got = moved(&lines);
        assert_eq!(got, ["3. Pengetahuan yang diperlukan", "", "3.1 Pengetahuan", "", "BATASAN VARIABEL"]);
        let got =
            moved(&["1. Menyiapkan 1.1", "[2019, No. 236]", "Alat disiapkan. 1.3", "Bahan disiapkan. 2.", "Menata"]);
        assert_eq!(
            got,
            ["1. Menyiapkan", "[2019, No. 236]", "1.1 Alat disiapkan.", "1.3 Bahan disiapkan.", "2. Menata"]
        );
    }

    #[rstest]
    #[case::lower_case(&["sesuai dengan butir 1.2", "dan lampirannya.", "Versi 2", "Laporan", "1.1", "Alat disiapkan."])]
    #[case::not_due(&["1. Menyiapkan", "1.1 Data dicatat sesuai urutan 12.", "Tanda Terima", "1.2 Data diperiksa."])]
    #[case::of_a_law(&["1. Menyiapkan", "1.1 Data dicatat menurut Pasal 2.", "Tanda Terima"])]
    #[case::counted_on(&["1. Menyiapkan", "1.1 Data dicatat dalam rangkap 2.", "Tanda Terima", "1.2 Data diperiksa."])]
    fn a_number_that_a_sentence_ends_with_stays(#[case] lines: &[&str]) {
        assert_eq!(moved(lines), lines);
    }
}

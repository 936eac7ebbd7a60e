//! Lines that were broken or laid out in wrong places, put right before they are read. Their numbers stay.

use std::borrow::Cow;

use super::{numbering::leading, reader::Part, text::heading, tidy::is_page_number};

/// The lines as they were meant.
pub(super) fn mended(lines: Vec<&str>) -> Vec<Cow<'_, str>> {
    let mut out: Vec<Cow<'_, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    label_first(&lines, &mut out);
    number_with_its_text(&mut out);
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

/// Headings of two words in capitals that a narrow text breaks.
const BROKEN: &[(&str, &str)] = &[("BATASAN", "VARIABEL"), ("PANDUAN", "PENILAIAN")];

/// A number at the end of a line, whose text begins the next, is put there; so is the first half of a heading.
fn number_with_its_text(lines: &mut [Cow<'_, str>]) {
    let mut before: Option<usize> = None;
    for at in 0..lines.len() {
        let Some(line) = lines.get(at).filter(|line| !line.trim().is_empty() && !is_page_number(line)) else {
            continue;
        };
        let moved = before.and_then(|above| Some((above, parted(lines.get(above)?, line)?)));
        if let Some((above, (rest, moved))) = moved {
            let (rest, joined) = (rest.to_owned(), format!("{moved} {}", line.trim_start()));
            for (place, text) in [(above, rest), (at, joined)] {
                if let Some(line) = lines.get_mut(place) {
                    *line = Cow::Owned(text);
                }
            }
        }
        before = Some(at);
    }
}

/// What of a line belongs to the next one: the line without it, and that.
fn parted<'a>(line: &'a str, next: &str) -> Option<(&'a str, &'a str)> {
    let (trimmed, next) = (line.trim_end(), next.trim());
    if BROKEN.iter().any(|(first, second)| trimmed.trim() == *first && next == *second) {
        return Some(("", trimmed));
    }
    let (rest, last) = trimmed.rsplit_once(' ')?;
    let (path, text) = leading(last)?;
    let is_number = text.is_empty() && (path.len() > 1 || last.ends_with('.')) && !rest.trim().is_empty();
    let named = rest.trim_end().ends_with(char::is_alphabetic) || rest.trim_end().ends_with(['.', ')', ';']);
    (is_number && named && next.starts_with(char::is_uppercase) && heading(next).is_none()).then_some((rest, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_the_end_of_a_line_goes_to_its_text() {
        let lines = vec!["3. Pengetahuan yang diperlukan 3.1", "", "Pengetahuan", "BATASAN", "VARIABEL"];
        let got = mended(lines);
        assert_eq!(got, ["3. Pengetahuan yang diperlukan", "", "3.1 Pengetahuan", "", "BATASAN VARIABEL"]);
    }

    #[test]
    fn a_number_that_a_sentence_ends_with_stays() {
        let lines = vec!["sesuai dengan butir 1.2", "dan lampirannya.", "Versi 2", "Laporan", "1.1", "Alat disiapkan."];
        assert_eq!(mended(lines.clone()), lines);
    }
}

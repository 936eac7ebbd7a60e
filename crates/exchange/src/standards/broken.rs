//! Labels and headings that a narrow cell broke over two lines: put together again before they are looked for.

use std::borrow::Cow;

use super::tidy::is_page_number;

/// Headings of two words, of which the second stands alone on the line below the first.
const BROKEN: &[(&str, &str)] = &[("BATASAN", "VARIABEL"), ("PANDUAN", "PENILAIAN")];
/// First words of labels, and the words that go on with them.
const LABELS: &[&str] = &["KODE", "JUDUL", "DESKRIPSI", "NAMA", "URAIAN"];
const REST: &[&str] = &["UNIT KOMPETENSI", "UNIT", "KOMPETENSI"];
/// Words of headings that a hyphen may part.
const WORDS: &[&str] = &[
    "ELEMEN",
    "KOMPETENSI",
    "KRITERIA",
    "UNJUK",
    "KERJA",
    "BATASAN",
    "VARIABEL",
    "PANDUAN",
    "PENILAIAN",
    "DESKRIPSI",
    "JUDUL",
];

/// Puts labels and headings together.
pub(super) fn labels(lines: &mut [Cow<'_, str>]) {
    let mut before: Option<usize> = None;
    // Words of a label beside its text, as far as they were read.
    let mut beside: Option<&str> = None;
    for at in 0..lines.len() {
        let Some(line) = lines.get(at).filter(|line| !line.trim().is_empty() && !is_page_number(line)) else {
            continue;
        };
        let line = line.clone().into_owned();
        if let Some(above) = before {
            let first = lines.get(above).map(|first| first.trim().to_owned()).unwrap_or_default();
            let two = BROKEN.iter().any(|(one, two)| first == *one && line.trim() == *two);
            if two || (is_word(&first) && begins_with_unit(line.trim())) {
                put_before(lines, above, at, "", &first);
            } else {
                hyphened(lines, above, at);
            }
        }
        match beside.and_then(|_| rest_of_label(&line)) {
            Some(used) => {
                let blank: String = line.chars().take(used).map(|_| ' ').chain(line.chars().skip(used)).collect();
                if let Some(of) = lines.get_mut(at) {
                    *of = Cow::Owned(blank);
                }
            }
            None => beside = LABELS.iter().copied().find(|label| is_label_beside(&line, label)),
        }
        before = Some(at);
    }
}

/// The lines as they are now.
pub(super) fn plain<'a>(lines: &'a [Cow<'_, str>]) -> Vec<&'a str> {
    lines.iter().map(|line| &**line).collect()
}

/// Puts what a line ends with before another.
pub(super) fn put_before(lines: &mut [Cow<'_, str>], above: usize, at: usize, rest: &str, moved: &str) {
    let joined = format!("{moved} {}", lines.get(at).map(|line| line.trim_start()).unwrap_or_default());
    for (place, text) in [(above, rest.to_owned()), (at, joined)] {
        if let Some(line) = lines.get_mut(place) {
            *line = Cow::Owned(text);
        }
    }
}

/// Whether a text is the first word of a label, and nothing else.
fn is_word(text: &str) -> bool {
    let capital = text.starts_with(char::is_uppercase);
    capital && LABELS.iter().any(|label| label.eq_ignore_ascii_case(text))
}

/// Whether a text goes on with the label of a unit: `UNIT : …`, `Unit Kompetensi   …`, or nothing but that.
fn begins_with_unit(text: &str) -> bool {
    let Some(rest) = text.get(..4).filter(|word| word.eq_ignore_ascii_case("UNIT")).and(text.get(4..)) else {
        return false;
    };
    let rest = match rest.get(..11).filter(|word| word.eq_ignore_ascii_case(" KOMPETENSI")) {
        Some(_) => rest.get(11..).unwrap_or_default(),
        None => rest,
    };
    text.starts_with('U')
        && (rest.trim().is_empty() || rest.trim_start().starts_with([':', '=']) || rest.starts_with("  "))
}

/// Whether a label of one word, or of the first two, stands beside its text: `JUDUL      : Menata`.
fn is_label_beside(line: &str, label: &str) -> bool {
    let text = line.trim_start();
    let Some(rest) =
        text.get(..label.len()).filter(|word| word.eq_ignore_ascii_case(label)).and(text.get(label.len()..))
    else {
        return false;
    };
    let rest = match rest.get(..5).filter(|word| word.eq_ignore_ascii_case(" UNIT")) {
        Some(_) => rest.get(5..).unwrap_or_default(),
        None => rest,
    };
    rest.starts_with(' ') && rest.trim_start().starts_with(':')
}

/// How many signs the rest of a label takes on a line below it: alone, or with the text far to its right.
fn rest_of_label(line: &str) -> Option<usize> {
    let text = line.trim_start();
    REST.iter().find_map(|rest| {
        let word = text.get(..rest.len()).filter(|word| word.eq_ignore_ascii_case(rest))?;
        let behind = text.get(rest.len()..)?;
        let apart = behind.trim().is_empty() || behind.starts_with("  ");
        (apart && word.starts_with(char::is_uppercase)).then(|| line.chars().count() - behind.chars().count())
    })
}

/// A word of a heading whose end stands on the next line is put together on the first: `ELEMEN KOMPETEN-`, `SI`.
fn hyphened(lines: &mut [Cow<'_, str>], above: usize, at: usize) {
    let (Some(first), Some(second)) = (lines.get(above), lines.get(at)) else { return };
    if !first.contains("- ") && !first.trim_end().ends_with('-') {
        return;
    }
    let whole = |head: &str, tail: &str| {
        let (head, tail) = (head.trim_end_matches('-'), tail.trim_end_matches([':', '.']));
        WORDS.iter().any(|word| word.eq_ignore_ascii_case(&format!("{head}{tail}")))
    };
    let heads = first.split_whitespace().filter(|word| word.len() > 1 && word.ends_with('-'));
    let pair = heads.into_iter().find_map(|head| {
        let tail = second.split_whitespace().find(|tail| whole(head, tail))?;
        head.starts_with(char::is_uppercase).then(|| (head.to_owned(), tail.to_owned()))
    });
    let Some((head, tail)) = pair else { return };
    let bare = head.trim_end_matches('-');
    let (first, second) =
        (first.replacen(&head, &format!("{bare}{tail}"), 1), second.replacen(&tail, &" ".repeat(tail.len()), 1));
    for (place, line) in [(above, first), (at, second)] {
        if let Some(of) = lines.get_mut(place) {
            *of = Cow::Owned(line);
        }
    }
}

//! The labels and headings by which a decree names the parts of a unit: as the regulation prints them, in small letters,
//! short, in English or in both languages, with signs of a list before them, or with a slip.

use super::reader::Part;

/// A label that a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// What begins.
    pub part: Part,
    /// How many bytes it takes with its colon.
    pub used: usize,
    /// It is but a word that other texts begin with too.
    pub short: bool,
    /// It is in English.
    pub english: bool,
}

/// A heading only where that of the other column stands beside it.
const BARE_ELEMENT: &str = "ELEMEN";

const HEADINGS: &[(Part, &[&str])] = &[
    (Part::Code, &["KODE UNIT KOMPETENSI", "KODE UNIT"]),
    (Part::Title, &["JUDUL UNIT KOMPETENSI", "JUDUL UNIT", "NAMA UNIT KOMPETENSI", "NAMA UNIT"]),
    (Part::Description, &["DESKRIPSI UNIT KOMPETENSI", "DESKRIPSI UNIT", "URAIAN UNIT KOMPETENSI", "URAIAN UNIT"]),
    (Part::Elements, &["ELEMEN KOMPETENSI", "ELEMEN KOMPETENSI DAN KRITERIA UNJUK KERJA", BARE_ELEMENT]),
    (Part::Variables, &["BATASAN VARIABEL", "BATASAN VARIABLE", "RENTANG VARIABEL"]),
    (Part::Guide, &["PANDUAN PENILAIAN", "ACUAN PENILAIAN", "PEDOMAN PENILAIAN"]),
];

const ENGLISH: &[(Part, &[&str])] = &[
    (Part::Code, &["UNIT CODE", "CODE OF UNIT"]),
    (Part::Title, &["UNIT TITLE", "TITLE OF UNIT"]),
    (Part::Description, &["UNIT DESCRIPTION", "UNIT DESCRIPTOR", "DESCRIPTION OF UNIT"]),
    (Part::Elements, &["ELEMENTS OF COMPETENCY", "ELEMENT OF COMPETENCY", "COMPETENCY ELEMENTS"]),
    (Part::Variables, &["RANGE OF VARIABLES", "RANGE OF VARIABLE", "RANGE STATEMENT"]),
    (Part::Guide, &["EVIDENCE GUIDE", "ASSESSMENT GUIDE", "GUIDE TO ASSESSMENT"]),
];

/// Labels of one word, which other texts begin with too: only before a colon, or alone in capitals.
const SHORT: &[(Part, &str)] = &[
    (Part::Code, "KODE"),
    (Part::Title, "JUDUL"),
    (Part::Title, "UNIT KOMPETENSI"),
    (Part::Description, "DESKRIPSI"),
    (Part::Description, "URAIAN"),
];

/// The letters of labels that are known again with a slip, or without the blanks between their words.
const LETTERS: &[(Part, &str)] = &[
    (Part::Code, "KODEUNIT"),
    (Part::Code, "KODEUNITKOMPETENSI"),
    (Part::Title, "JUDULUNIT"),
    (Part::Title, "JUDULUNITKOMPETENSI"),
    (Part::Description, "DESKRIPSIUNIT"),
    (Part::Description, "DESKRIPSIUNITKOMPETENSI"),
    (Part::Variables, "BATASANVARIABEL"),
    (Part::Variables, "RANGEOFVARIABLES"),
    (Part::Guide, "PANDUANPENILAIAN"),
];
/// Letters of a label from which on it may have two slips.
const LONG: usize = 12;
/// Bytes of a label with blanks between its letters at most.
const WIDEST: usize = 60;
/// Bytes of what may stand beside the heading of the elements.
const BESIDE: usize = 160;

/// The heading a line begins with, and how many bytes it takes with its colon.
pub(super) fn heading(line: &str) -> Option<(Part, usize)> {
    label(line).map(|label| (label.part, label.used))
}

/// The label a line begins with.
pub(super) fn label(line: &str) -> Option<Label> {
    let unmarked = line.trim_start();
    if !unmarked.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let marker = list_marker(unmarked);
    let spaced = unmarked.get(marker..).unwrap_or_default();
    let indent = line.len() - spaced.len();
    // `No.  Elemen Kompetensi  Kriteria Unjuk Kerja`: a column of numbers before the table's own headings.
    let before = numbers_column(spaced);
    let (spaced, indent) = (spaced.get(before..).unwrap_or_default(), indent + before);
    let found = named(spaced, before, marker).or_else(|| short(spaced)).or_else(|| slipped(spaced));
    found.map(|label| Label { used: label.used + indent, ..label })
}

/// A label as it is printed, in whatever letters.
fn named(text: &str, before: usize, marker: usize) -> Option<Label> {
    let all = HEADINGS.iter().map(|of| (false, of)).chain(ENGLISH.iter().map(|of| (true, of)));
    for (english, (part, names)) in all.filter(|(_, (part, _))| before == 0 || *part == Part::Elements) {
        for name in *names {
            let Some((length, shouted)) = said(text, name) else { continue };
            let length = length + in_other_words(text.get(length..).unwrap_or_default(), *part);
            let rest = text.get(length..).unwrap_or_default();
            let colon = colon(rest);
            let beside = *part == Part::Elements && is_beside_elements(rest);
            let alone = rest.trim().is_empty();
            // `Kode Unit      R.91PRP01.001.1`: in a table whose lines nobody drew, a gap stands for the colon.
            let apart = rest.starts_with("  ") || rest.starts_with('\t');
            if *name == BARE_ELEMENT && !beside {
                continue;
            }
            let known = colon.is_some() || beside || alone || apart;
            let marked = marker == 0 || colon.is_some() || ((alone || beside) && shouted);
            if (shouted || known) && marked && !rest.starts_with(char::is_alphanumeric) {
                return Some(Label { part: *part, used: length + colon.unwrap_or(0), short: false, english });
            }
        }
    }
    None
}

/// How many bytes the same label takes in other words behind the first: `/ UNIT CODE`, `(Unit Title)`.
fn in_other_words(rest: &str, part: Part) -> usize {
    let Some(inner) = rest.trim_start().strip_prefix(['/', '(', '|']).map(str::trim_start) else { return 0 };
    let names = HEADINGS.iter().chain(ENGLISH).filter(|(of, _)| *of == part).flat_map(|(_, names)| *names);
    let Some(length) = names.filter_map(|name| said(inner, name)).map(|(length, _)| length).max() else { return 0 };
    let after = inner.get(length..).unwrap_or_default();
    let closed = after.trim_start().strip_prefix(')').unwrap_or(after);
    rest.len() - closed.len()
}

/// How many bytes a text takes up to the sign that stands behind a label.
fn colon(rest: &str) -> Option<usize> {
    let bare = rest.trim_start();
    bare.starts_with([':', '=', ';', '：'])
        .then(|| rest.len() - bare.len() + bare.chars().next().map_or(0, char::len_utf8))
}

fn short(text: &str) -> Option<Label> {
    SHORT.iter().find_map(|(part, name)| {
        let (length, shouted) = said(text, name)?;
        let rest = text.get(length..)?;
        let colon = colon(rest);
        let capital = text.starts_with(char::is_uppercase);
        let known = (colon.is_some() && capital) || (rest.trim().is_empty() && shouted);
        known.then(|| Label { part: *part, used: length + colon.unwrap_or(0), short: true, english: false })
    })
}

/// A label with a slip in it, or with other blanks than between its words: before a colon, or alone.
fn slipped(text: &str) -> Option<Label> {
    let ends = text.char_indices().take_while(|(at, _)| *at <= WIDEST);
    let end =
        ends.take_while(|(_, c)| c.is_ascii_alphabetic() || *c == ' ').last().map_or(0, |(at, c)| at + c.len_utf8());
    let (head, rest) = text.split_at_checked(end)?;
    let colon = colon(rest);
    if !(colon.is_some() || rest.trim().is_empty()) || !head.starts_with(char::is_uppercase) {
        return None;
    }
    // What is no label of its own begins its words in small letters, or goes on.
    let capitals = head.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let letters: String = head.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if !capitals || letters.len() < 7 {
        return None;
    }
    let near = |known: &str| {
        let most = if known.len() >= LONG { 2 } else { 1 };
        known.len().abs_diff(letters.len()) <= most && strsim::osa_distance(known, &letters) <= most
    };
    let (part, _) = LETTERS.iter().find(|(_, known)| near(known))?;
    Some(Label { part: *part, used: head.len() + colon.unwrap_or(0), short: false, english: false })
}

/// How many bytes a text takes to say a name, whatever the blanks between its words, and whether in capitals.
fn said(text: &str, name: &str) -> Option<(usize, bool)> {
    let (mut rest, mut shouted) = (text, true);
    for (at, word) in name.split(' ').enumerate() {
        let bare = rest.trim_start();
        if at > 0 && bare.len() == rest.len() {
            return None;
        }
        let (head, after) = bare.split_at_checked(word.len()).filter(|(head, _)| head.eq_ignore_ascii_case(word))?;
        shouted &= head == word;
        rest = after;
    }
    Some((text.len() - rest.len(), shouted))
}

/// How many bytes the sign of a list takes in front of a heading: `2) Judul Unit :`, `A. Kode Unit :`, `IV. BATASAN …`.
fn list_marker(text: &str) -> usize {
    let sign = text.find(['.', ')']).filter(|at| {
        let mark = text.get(..*at).unwrap_or_default();
        let figure = mark.chars().all(|c| c.is_ascii_digit()) && mark.len() <= 2;
        let roman = mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && mark.len() <= 4;
        !mark.is_empty() && (figure || roman || (mark.len() == 1 && mark.chars().all(char::is_alphabetic)))
    });
    let Some(rest) = sign.and_then(|at| text.get(at + 1..)) else { return 0 };
    let bare = rest.trim_start();
    if bare.len() == rest.len() { 0 } else { text.len() - bare.len() }
}

/// How many bytes the heading of a column of numbers takes: `No.`, `NO`.
fn numbers_column(text: &str) -> usize {
    let head = text.get(..2).filter(|head| head.eq_ignore_ascii_case("no"));
    let Some(rest) = head.and_then(|_| text.get(2..)) else { return 0 };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let bare = rest.trim_start();
    if bare.len() < rest.len() && bare.to_lowercase().starts_with("elemen kompetensi") {
        text.len() - bare.len()
    } else {
        0
    }
}

/// The other column's heading beside `Elemen Kompetensi`, in whatever letters and language.
pub(super) fn is_beside_elements(rest: &str) -> bool {
    const WORDS: &[&str] = &[
        "dan",
        "kriteria",
        "unjuk",
        "kerja",
        "kuk",
        "performance",
        "criteria",
        "criterion",
        "elements",
        "element",
        "of",
        "competency",
    ];
    const WHOLE: &[&str] = &["kriteria unjuk kerja", "performance criteria", "performance criterion"];
    if rest.trim().len() > BESIDE {
        return false;
    }
    let rest = certification::text::fold(rest);
    WHOLE.iter().any(|whole| rest.contains(whole)) && rest.split(' ').all(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("KODE UNIT : R.91", Some((Part::Code, 11)))]
    #[case("Kode  Unit= R.91", Some((Part::Code, 11)))]
    #[case("KODE UNIT / UNIT CODE : R.91", Some((Part::Code, 23)))]
    #[case("DESKRIPSI UNIT (Unit Description) : satu", Some((Part::Description, 35)))]
    #[case("JUDUL : Menata", Some((Part::Title, 7)))]
    #[case("Judul buku : Menata", None)]
    #[case("judul : menata", None)]
    #[case("JUDUL BUKU", None)]
    #[case("KODE POS : 70123", None)]
    #[case("DISKRIPSI UNIT : satu", Some((Part::Description, 16)))]
    #[case("KODE UNTI: R.91", Some((Part::Code, 10)))]
    #[case("B A T A S A N   V A R I A B E L", Some((Part::Variables, 31)))]
    #[case("IV. PANDUAN PENILAIAN", Some((Part::Guide, 21)))]
    #[case("Panduan penilaian dibaca oleh asesor", None)]
    #[case("Batasan variabel yang", None)]
    #[case("Pedoman Penilaian Angka Kredit", None)]
    #[case("ELEMENTS OF COMPETENCY   PERFORMANCE CRITERIA", Some((Part::Elements, 22)))]
    #[case("Elemen kompetensi dasar", None)]
    fn labels_are_known(#[case] line: &str, #[case] known: Option<(Part, usize)>) {
        assert_eq!(heading(line), known);
    }
}

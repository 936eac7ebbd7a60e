//! Elements and criteria that are numbered otherwise than by the regulation: in letters, in Roman figures, with a number of
//! one level, or behind a word (`Elemen 1:`, `KUK 1.1:`). They get the numbers they stand for, where the count shows it.

use std::borrow::Cow;

use super::{
    labels::heading,
    numbering::leading,
    outline,
    reader::Part,
    spaced::begins,
    table_heading::{behind, is_of_heading},
};

/// Signs of lists without numbers.
const BULLETS: &[&str] = &["•", "-", "–", "●", "○", "▪", "■", "➢", "➤", "✓", "*", "·", "\u{f0b7}", "\u{f0a7}"];

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Figure,
    Bracketed,
    Upper,
    Lower,
    Roman,
    SmallRoman,
    /// A sign of a list, which counts whatever comes.
    Bullet,
    /// Two figures: the number of a criterion as the regulation has it.
    Whole,
}

/// A number that stands where something begins.
#[derive(Debug, Clone, Copy)]
struct Mark {
    line: usize,
    from: usize,
    to: usize,
    kind: Kind,
    value: u32,
}

/// Gives elements and criteria of all tables the numbers they stand for.
pub(super) fn numbered(lines: &mut [Cow<'_, str>]) {
    let mut from = None;
    let mut open = None;
    for at in 0..=lines.len() {
        let line = lines.get(at).map_or("", |line| &**line);
        let part = heading(line).map(|(part, _)| part);
        let before = open;
        open = part.or(open);
        if from.is_none()
            && matches!(before, Some(Part::Title | Part::Description))
            && let Some(first) = first_element(line)
        {
            let headed = format!("{HEADING} {first}");
            if let Some(of) = lines.get_mut(at) {
                *of = Cow::Owned(headed);
            }
            (from, open) = (Some(at), Some(Part::Elements));
            continue;
        }
        let begins = part == Some(Part::Elements) || (part.is_none() && is_of_heading(line));
        let ends = at == lines.len()
            || part.is_some_and(|part| part != Part::Elements)
            || outline::begins(line, Part::Elements).is_some();
        if ends && let Some(first) = from.take() {
            table(lines, first, at);
        } else if begins && from.is_none() {
            from = Some(at);
        }
    }
}

/// The heading of a table whose first row says by its words what it is.
const HEADING: &str = "ELEMEN KOMPETENSI KRITERIA UNJUK KERJA";

/// A line that begins the first element by its word, without it: `Elemen 1 : Menyiapkan`.
fn first_element(line: &str) -> Option<String> {
    let text = line.trim_start();
    let named = text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("elemen "));
    let bare = without_words(text).filter(|_| named)?;
    leading(&bare).is_some_and(|(path, _)| path == [1]).then_some(bare)
}

/// Gives those of one table theirs.
fn table(lines: &mut [Cow<'_, str>], from: usize, to: usize) {
    for line in lines.iter_mut().take(to).skip(from) {
        if let Some(bare) = without_words(line) {
            *line = Cow::Owned(bare);
        }
    }
    let marks: Vec<Mark> =
        (from..to).flat_map(|at| lines.get(at).map(|line| marks(line, at)).unwrap_or_default()).collect();
    let Some((outer, inner)) = kinds(&marks) else { return };
    let (mut element, mut criterion) = (0, 0);
    let mut changes: Vec<(Mark, String)> = Vec::new();
    for mark in &marks {
        let value = |kind: Kind| value_as(mark, kind);
        if value(outer) == Some(element + 1) {
            (element, criterion) = (element + 1, 0);
            changes.push((*mark, format!("{element}.")));
        } else if let Some(inner) = inner
            && element > 0
            && (value(inner) == Some(criterion + 1) || (inner == Kind::Bullet && mark.kind == inner))
        {
            criterion += 1;
            changes.push((*mark, format!("{element}.{criterion}")));
        }
    }
    // From the right, so that places stay.
    for (mark, number) in changes.into_iter().rev() {
        if let Some(line) = lines.get_mut(mark.line) {
            let text = replaced(line, mark.from, mark.to, &number);
            *line = Cow::Owned(text);
        }
    }
}

/// The kinds of numbers that elements and criteria of a table have, where they are not those of the regulation.
fn kinds(marks: &[Mark]) -> Option<(Kind, Option<Kind>)> {
    let first = marks.first().filter(|mark| mark.value == 1)?;
    let outer = first.kind;
    if matches!(outer, Kind::Whole | Kind::Bullet) {
        return None;
    }
    let whole = marks.iter().any(|mark| mark.kind == Kind::Whole);
    if whole {
        return matches!(outer, Kind::Roman | Kind::Upper).then_some((outer, None));
    }
    let second = marks.get(1).filter(|mark| mark.kind != outer && mark.value == 1)?;
    Some((outer, Some(second.kind)))
}

/// The value of a number as one of a kind: `I` is a letter and a figure.
fn value_as(mark: &Mark, kind: Kind) -> Option<u32> {
    if mark.kind == kind && kind != Kind::Bullet {
        return Some(mark.value);
    }
    let letter = |roman: u32| match roman {
        1 => Some(9),
        5 => Some(22),
        10 => Some(24),
        _ => None,
    };
    match (mark.kind, kind) {
        (Kind::Roman, Kind::Upper) | (Kind::SmallRoman, Kind::Lower) => letter(mark.value),
        _ => None,
    }
}

/// The numbers on a line, where it begins and behind gaps.
fn marks(line: &str, at: usize) -> Vec<Mark> {
    let from = behind(line).0;
    let places = std::iter::once(from).chain(begins(line).into_iter().filter(|begin| *begin > from));
    places.filter_map(|place| mark(line, place, at)).collect()
}

fn mark(line: &str, from: usize, at: usize) -> Option<Mark> {
    let text = line.get(from..)?;
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let sign = text.get(..end)?;
    let of = |kind: Kind, value: u32| Some(Mark { line: at, from, to: from + end, kind, value });
    if let Some((path, rest)) = leading(sign)
        && rest.is_empty()
    {
        return match path.as_slice() {
            [figure] => of(if sign.ends_with(')') { Kind::Bracketed } else { Kind::Figure }, *figure),
            [_, _] => of(Kind::Whole, path.last().copied().unwrap_or_default()),
            _ => None,
        };
    }
    if BULLETS.contains(&sign) {
        return of(Kind::Bullet, 1);
    }
    let letters = sign.strip_suffix(['.', ')'])?;
    if let Some(value) = roman(letters) {
        let small = letters.starts_with(char::is_lowercase);
        return of(if small { Kind::SmallRoman } else { Kind::Roman }, value);
    }
    let mut signs = letters.chars();
    match (signs.next(), signs.next()) {
        (Some(only @ 'A'..='Z'), None) => of(Kind::Upper, u32::from(only) - u32::from('A') + 1),
        (Some(only @ 'a'..='z'), None) => of(Kind::Lower, u32::from(only) - u32::from('a') + 1),
        _ => None,
    }
}

/// A Roman figure up to twenty; a letter alone is one only where it is I, V or X.
fn roman(text: &str) -> Option<u32> {
    const FIGURES: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX",
    ];
    let upper = text.to_ascii_uppercase();
    let alike = text == upper || text == text.to_ascii_lowercase();
    FIGURES.iter().zip(1..).find(|(figure, _)| alike && **figure == upper).map(|(_, value)| value)
}

/// Words before the numbers of elements and criteria.
const WORDS: &[&str] =
    &["elemen kompetensi", "elemen", "kriteria unjuk kerja", "kriteria", "kuk", "element", "performance criterion"];

/// A line without the words before its numbers: `Elemen 1 : Menata` is `1. Menata`.
fn without_words(line: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut places = begins(line);
    places.push(behind(line).0);
    places.sort_unstable();
    places.dedup();
    for from in places.into_iter().rev() {
        let Some(text) = line.get(from..) else { continue };
        let word = |word: &&&str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        let Some(word) = WORDS.iter().find(word) else { continue };
        let rest = text.get(word.len()..).unwrap_or_default();
        let number = rest.trim_start_matches([' ', '.']);
        let length = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
        let (figures, behind) = number.split_at_checked(length).unwrap_or((number, ""));
        let bare = behind.trim_start();
        let text = bare.trim_start_matches([':', '-', '–', ')']).trim_start();
        // A sentence may begin with such a word: a sign stands behind the number, or nothing, or it has two levels.
        let signed = bare.len() != text.len() || bare.is_empty() || figures.ends_with('.') || figures.contains('.');
        let trimmed = figures.trim_end_matches('.');
        if rest.len() == number.len() || trimmed.is_empty() || !signed || text.starts_with(char::is_lowercase) {
            continue;
        }
        let stop = if trimmed.contains('.') { "" } else { "." };
        let to = line.len() - text.len();
        let whole = replaced(out.as_deref().unwrap_or(line), from, to, &format!("{trimmed}{stop} "));
        out = Some(if text.is_empty() { whole.trim_end().to_owned() } else { whole });
    }
    out
}

/// A line with a number in place of another, or of words; what stands behind keeps its place where blanks allow it.
fn replaced(line: &str, from: usize, to: usize, number: &str) -> String {
    let (before, behind) = (line.get(..from).unwrap_or_default(), line.get(to..).unwrap_or_default());
    let old = line.get(from..to).map_or(0, |old| old.chars().count());
    let blanks = behind.chars().take_while(|c| *c == ' ').count();
    let more = number.chars().count().saturating_sub(old).min(blanks.saturating_sub(1));
    let fewer = old.saturating_sub(number.chars().count());
    format!("{before}{number}{}{}", " ".repeat(fewer), behind.get(more..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::roman(&["I. Menyiapkan", "1.1 Alat", "II. Menata", "2.1 Buku"], &["1. Menyiapkan", "1.1 Alat", "2.  Menata", "2.1 Buku"])]
    #[case::letters(&["A. Menyiapkan", "1. Alat", "2. Bahan", "B. Menata", "1. Buku"], &["1. Menyiapkan", "1.1 Alat", "1.2 Bahan", "2. Menata", "2.1 Buku"])]
    #[case::small(&["1. Menyiapkan", "a. Alat", "b. Bahan", "2. Menata", "a. Buku"], &["1. Menyiapkan", "1.1 Alat", "1.2 Bahan", "2. Menata", "2.1 Buku"])]
    #[case::brackets(&["1. Menyiapkan", "1) Alat", "2) Bahan", "2. Menata", "1) Buku"], &["1. Menyiapkan", "1.1 Alat", "1.2 Bahan", "2. Menata", "2.1 Buku"])]
    #[case::bullets(&["1. Menyiapkan", "- Alat", "- Bahan", "2. Menata", "- Buku"], &["1. Menyiapkan", "1.1 Alat", "1.2 Bahan", "2. Menata", "2.1 Buku"])]
    #[case::words(&["Elemen 1: Menyiapkan", "KUK 1.1: Alat", "Elemen Kompetensi 2 : Menata", "KUK 2.1. Buku"], &["1.        Menyiapkan", "1.1      Alat", "2.                    Menata", "2.1      Buku"])]
    #[case::words_alone(&["Elemen 1", "Menyiapkan", "KUK 1.1", "Alat"], &["1.", "Menyiapkan", "1.1", "Alat"])]
    #[case::beside(&["I.   Menyiapkan    1.1  Alat", "II.  Menata        2.1  Buku"], &["1.   Menyiapkan    1.1  Alat", "2.   Menata        2.1  Buku"])]
    #[case::beside_letters(&["1.  Menyiapkan    a.  Alat", "                  b.  Bahan"], &["1.  Menyiapkan    1.1 Alat", "                  1.2 Bahan"])]
    #[case::as_printed(&["1. Menyiapkan", "1.1 Alat yang", "a. baru", "b. lama"], &["1. Menyiapkan", "1.1 Alat yang", "a. baru", "b. lama"])]
    #[case::sentence(&["1. Menyiapkan", "1.1 Data tiap", "Elemen 2 dicatat"], &["1. Menyiapkan", "1.1 Data tiap", "Elemen 2 dicatat"])]
    #[case::no_count(&["B. Menyiapkan", "1. Alat"], &["B. Menyiapkan", "1. Alat"])]
    fn numbers_are_those_they_stand_for(#[case] lines: &[&str], #[case] numbers: &[&str]) {
        let head = ["ELEMEN KOMPETENSI KRITERIA UNJUK KERJA"];
        let mut lines: Vec<Cow<'_, str>> = head.iter().chain(lines).map(|line| Cow::Borrowed(*line)).collect();
        numbered(&mut lines);
        let squeezed = |line: &str| line.to_owned();
        assert_eq!(lines.iter().skip(1).map(|line| squeezed(line)).collect::<Vec<_>>(), numbers);
    }
}

//! Lines that were read, but by what they say were hardly meant so, and are shown to a person: two texts side by side
//! that nothing told apart, a number glued to a word, a title that counts.

use std::collections::{HashMap, HashSet};

use super::{Line, Role, gutter::behind_gaps, labels::heading, numbering::leading};

/// Lines in a row at least whose second texts begin under one another.
const IN_A_ROW: usize = 4;
/// Letters of a text at least.
const LETTERS: usize = 3;

/// The lines in which a second text begins at the same place over some lines in a row, and is no number of the first.
pub(super) fn beside(lines: &[&str]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut open: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut next = HashMap::new();
        for place in second_texts(line) {
            let mut run = open.remove(&place).unwrap_or_default();
            run.push(at);
            next.insert(place, run);
        }
        found.extend(open.into_values().filter(|run| run.len() >= IN_A_ROW).flatten());
        open = next;
    }
    found.extend(open.into_values().filter(|run| run.len() >= IN_A_ROW).flatten());
    found
}

/// Where within a line a second text begins: behind a gap, words on both sides.
fn second_texts(line: &str) -> Vec<usize> {
    if heading(line).is_some() {
        return Vec::new();
    }
    let (signs, mut places) = behind_gaps(line);
    let letters = |signs: &[char]| signs.iter().filter(|c| c.is_alphabetic()).count();
    places.retain(|at| {
        let (left, right) = signs.split_at_checked(*at).unwrap_or((&signs, &[]));
        let text: String = right.iter().take(8).collect();
        let labelled = text.starts_with(':') || left.iter().rfind(|c| !c.is_whitespace()) == Some(&':');
        letters(left) >= LETTERS && letters(right) >= LETTERS && leading(&text).is_none() && !labelled
    });
    places
}

/// Shows those of the lines as not understood that went into one wording.
pub(super) fn report(lines: &mut [Line], doubtful: &HashSet<usize>) {
    for line in lines.iter_mut().filter(|line| doubtful.contains(&line.line)) {
        // A row of a table is two wordings.
        let one = matches!(
            line.parts.as_slice(),
            [(Role::Title | Role::Description | Role::Element | Role::Criterion | Role::Variables | Role::Guide, _)]
        );
        if one {
            line.parts.push((Role::NotUnderstood, String::new()));
        }
    }
}

/// Shows as not understood a title that goes on with a number, a number glued to the word before it, what is left where
/// columns ran into one another, and a number in which a letter was read for a figure.
pub(super) fn numbers(lines: &mut [Line]) {
    for line in lines {
        let is = |roles: &[Role]| line.parts.iter().any(|(role, _)| roles.contains(role));
        let counts = is(&[Role::Title]) && leading(&line.text).is_some() && heading(&line.text).is_none();
        let glued = is(&[Role::Title, Role::Description, Role::Element, Role::Criterion]) && is_glued(&line.text);
        let misread = is(&[Role::Title, Role::Description, Role::Element, Role::Criterion]) && is_misread(&line.text);
        if (counts || glued || misread) && !is(&[Role::NotUnderstood]) {
            line.parts.push((Role::NotUnderstood, String::new()));
        }
    }
}

/// Whether a number of a list stands at the end of a word, and a wording behind it: `Perpustakaan1.2 Kesalahan`.
fn is_glued(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    signs.windows(2).enumerate().any(|(at, pair)| {
        let [before, digit] = pair else { return false };
        let rest = || signs.iter().skip(at + 1).collect::<String>();
        let wording = |rest: &str| {
            leading(rest).is_some_and(|(path, text)| path.len() > 1 && text.starts_with(char::is_uppercase))
        };
        before.is_lowercase() && digit.is_ascii_digit() && wording(&rest())
    })
}

/// Whether a line begins with a number in which a letter was read for a figure: `l.3 Rak dicat`, `1.I Rak diukur`.
fn is_misread(text: &str) -> bool {
    let Some((number, _)) = text.split_once(' ') else { return false };
    let Some((first, second)) = number.trim_end_matches('.').split_once('.') else { return false };
    let like = |part: &str| (1..=2).contains(&part.len()) && part.chars().all(|c| "0123456789lIO|".contains(c));
    let figure = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    like(first) && like(second) && figure(first) != figure(second)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const ROW: &str = "satu dua tiga        empat lima";

    #[rstest]
    #[case::in_a_row(&[ROW, ROW, "", ROW, ROW], &[0, 1, 3, 4])]
    #[case::too_few(&[ROW, ROW, ROW], &[])]
    #[case::another_between(&[ROW, ROW, "satu", ROW, ROW], &[])]
    #[case::other_places(&[ROW, "satu dua           empat", ROW, "satu dua           empat"], &[])]
    #[case::numbers(&["2.1   Alat tulis"; 5], &[])]
    #[case::numbers_at_the_right(&["2.1 Alat tulis       2.2 Kertas"; 5], &[])]
    #[case::colons(&["Nama lembaga      :   Contoh"; 5], &[])]
    fn texts_side_by_side_are_told_by_their_gap(#[case] lines: &[&str], #[case] told: &[usize]) {
        assert_eq!(beside(lines), told.iter().copied().collect());
    }

    /// What lines say, what they were taken for, and whether they are doubtful.
    #[rstest]
    #[case::a_title_that_counts(&[(Role::Title, "", "JUDUL UNIT : Menata"), (Role::Title, "", "3.1 Pengetahuan")], &[1])]
    #[case::glued(&[(Role::Criterion, "1.1", "1.1 Mutu menurut Perpustakaan1.2 Kesalahan dicatat.")], &[0])]
    #[case::misread(&[(Role::Criterion, "1.2", "l.3 Rak dicat."), (Role::Criterion, "1.1", "1.I Rak diukur.")], &[0, 1])]
    #[case::a_short_word(&[(Role::Criterion, "1.2", "a.n. Kepala"), (Role::Criterion, "1.1", "1.1 Rak diukur.")], &[])]
    #[case::a_version(&[(Role::Criterion, "1.1", "1.1 Koha versi 2.0 Dan MARC21 dipakai.")], &[])]
    fn numbers_in_wordings_are_doubtful(#[case] said: &[(Role, &str, &str)], #[case] told: &[usize]) {
        let line = |(at, (role, number, text)): (usize, &(Role, &str, &str))| Line {
            line: at,
            text: (*text).to_owned(),
            parts: vec![(*role, (*number).to_owned())],
            remarks: Vec::new(),
        };
        let mut lines: Vec<Line> = said.iter().enumerate().map(line).collect();
        numbers(&mut lines);
        let doubtful = |line: &&Line| line.parts.iter().any(|(role, _)| *role == Role::NotUnderstood);
        assert_eq!(lines.iter().filter(doubtful).map(|line| line.line).collect::<Vec<_>>(), told);
    }
}

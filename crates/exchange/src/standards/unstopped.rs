//! Numbers of elements and lists without a full stop: `1 Menyiapkan`. A figure before a capital may as well be an amount
//! that a line broke off (`2 Lembar`), so it is a number only where the count goes on with it: the next of its level, and
//! what is counted under it comes right behind.

use std::borrow::Cow;

use super::{
    labels::heading,
    numbering::{divide, leading},
    outline,
    reader::Part,
    spaced::begins,
    table_heading::behind,
};

/// A figure that may be a number.
#[derive(Debug, Clone, Copy)]
struct Figure {
    /// Its line.
    line: usize,
    /// Where it ends.
    end: usize,
    no: u32,
}

/// Puts a full stop behind the figures that are numbers. Columns stay where they are.
pub(super) fn close(lines: &mut [Cow<'_, str>]) {
    for Figure { line, end, .. } in numbers(lines) {
        if let Some(line) = lines.get_mut(line) {
            *line = Cow::Owned(stopped(line, end));
        }
    }
}

/// The figures that are numbers, one of a line at most.
fn numbers(lines: &[Cow<'_, str>]) -> Vec<Figure> {
    let (mut numbers, mut open): (Vec<Figure>, Vec<Figure>) = (Vec::new(), Vec::new());
    let (mut last, mut listed) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        if let Some((part, _)) = heading(line)
            && part != Part::Elements
        {
            (last, listed) = (0, matches!(part, Part::Variables | Part::Guide));
            open.clear();
        }
        // The first row of a table may stand behind its heading.
        let from = behind(line).0;
        let further = begins(line).into_iter().filter(|begin| *begin > from);
        for begin in std::iter::once(from).chain(further) {
            let text = line.get(begin..).unwrap_or_default();
            if let Some((path, _)) = leading(text) {
                let above = path.first().copied().unwrap_or_default();
                if let [figure] = open.as_slice()
                    && path == [figure.no, 1]
                {
                    numbers.push(*figure);
                }
                open.clear();
                last = above;
            } else if begin == from
                && let Some((no, figures, title)) = figure(text)
                && no == last + 1
            {
                let figure = Figure { line: at, end: begin + figures, no };
                let counted = divide(title, &[no]).get(1).and_then(|next| leading(next)).map(|(path, _)| path);
                let heads = listed && outline::heading(title.split('(').next().unwrap_or_default()).is_some();
                if heads || counted.is_some_and(|path| path == [no, 1]) {
                    numbers.push(figure);
                    open.clear();
                    last = no;
                } else {
                    open.push(figure);
                }
            }
        }
    }
    numbers
}

/// A figure before a text that begins with a capital: its value, its length, and the text.
fn figure(text: &str) -> Option<(u32, usize, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit())?;
    let (figures, rest) = text.split_at_checked(length)?;
    let title = rest.trim_start();
    let apart = title.len() < rest.len() && title.starts_with(char::is_uppercase);
    let no = figures.parse().ok().filter(|no| *no > 0 && length <= 2)?;
    apart.then_some((no, length, title))
}

/// The line with a full stop at a place; of the next gap, a blank goes for it.
fn stopped(line: &str, end: usize) -> String {
    let (before, rest) = line.split_at_checked(end).unwrap_or((line, ""));
    let gap = if rest.starts_with("  ") { Some(0) } else { rest.find("    ") };
    match gap.and_then(|gap| rest.split_at_checked(gap)) {
        Some((text, gap)) => format!("{before}.{text}{}", gap.get(1..).unwrap_or_default()),
        None => format!("{before}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn closed(lines: &[&'static str]) -> Vec<String> {
        let mut lines: Vec<Cow<'_, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
        close(&mut lines);
        lines.into_iter().map(Cow::into_owned).collect()
    }

    #[rstest]
    #[case::flowing(
        &["ELEMEN KOMPETENSI", "1 Menyiapkan", "alat", "1.1 Alat disiapkan.", "2 Menata", "2.1 Alat ditata."],
        &["ELEMEN KOMPETENSI", "1. Menyiapkan", "alat", "1.1 Alat disiapkan.", "2. Menata", "2.1 Alat ditata."]
    )]
    #[case::beside(
        &["1 Menyiapkan       1.1 Alat disiapkan.", "  alat             1.2 Bahan.", "2   Menata         2.1 Alat"],
        &["1. Menyiapkan      1.1 Alat disiapkan.", "  alat             1.2 Bahan.", "2.  Menata         2.1 Alat"]
    )]
    #[case::behind_the_heading(
        &["ELEMEN KOMPETENSI KRITERIA UNJUK KERJA 1 Menata", "1.1 Alat"],
        &["ELEMEN KOMPETENSI KRITERIA UNJUK KERJA 1. Menata", "1.1 Alat"]
    )]
    #[case::in_one_line(&["1 Menata 1.1 Alat 1.2 Bahan", "2 Menyusun", "2.1 Alat"], &["1. Menata 1.1 Alat 1.2 Bahan", "2. Menyusun", "2.1 Alat"])]
    #[case::lists_without_points(
        &["PANDUAN PENILAIAN", "1 Konteks penilaian", "1.1 Satu", "2 Persyaratan kompetensi", "(Tidak ada.)", "3 Pengetahuan (Tidak ada.)"],
        &["PANDUAN PENILAIAN", "1. Konteks penilaian", "1.1 Satu", "2. Persyaratan kompetensi", "(Tidak ada.)", "3. Pengetahuan (Tidak ada.)"]
    )]
    fn a_figure_with_which_the_count_goes_on_is_a_number(#[case] lines: &[&'static str], #[case] wanted: &[&str]) {
        assert_eq!(closed(lines), wanted);
    }

    #[rstest]
    #[case::amount(&["1. Menata", "1.1 Kartu dibuat dalam", "2 Lembar.", "1.2 Kartu"])]
    #[case::amount_before_the_next(&["1. Menata", "1.1 Kartu dibuat dalam", "2 Lembar.", "2. Menyusun", "2.1 Kartu"])]
    #[case::not_the_next(&["1. Menata", "1.1 Kartu", "3 Lembar", "3.1 Kartu"])]
    #[case::two_may_be_it(&["1. Menata", "1.1 Kartu", "2 SKKNI Bidang", "2 Menyusun", "2.1 Kartu"])]
    #[case::small_letters(&["1 orang", "1.1 Kartu"])]
    #[case::another_unit(&["1. Menata", "1.1 Kartu", "KODE UNIT : A.1", "2 Menyusun", "2.1 Kartu"])]
    fn any_other_stays(#[case] lines: &[&'static str]) {
        assert_eq!(closed(lines), lines);
    }
}

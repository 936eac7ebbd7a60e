//! Numbers with a blank behind their dots, as some typed them and some readers of PDF give them: `1. 1 Alat disiapkan`.

use std::borrow::Cow;

use super::{
    labels::heading,
    numbering::{Path, follows, leading},
};

/// Closes the numbers that have a blank inside, where the count goes on with them. The text behind a number stays where
/// it is: columns are told by that.
pub(super) fn close(lines: &mut [Cow<'_, str>]) {
    let mut last: Path = Vec::new();
    let mut closed: Path = Vec::new();
    for line in lines {
        if heading(line).is_some() {
            last.clear();
            closed.clear();
        }
        let begins = begins(line);
        let mut mended: Option<String> = None;
        for at in begins {
            let Some(text) = line.get(at..) else { continue };
            if let Some((path, blanks, used)) = spaced(text)
                && (follows(&last, &path) || follows(&closed, &path))
            {
                let bare: String = text.chars().take(used).filter(|c| *c != ' ').collect();
                let whole = mended.get_or_insert_with(|| line.clone().into_owned());
                whole.replace_range(at..at + used, &format!("{bare}{}", " ".repeat(blanks)));
                last.clone_from(&path);
                closed = path;
            } else if let Some((path, _)) = leading(text) {
                last = path;
            }
        }
        if let Some(mended) = mended {
            *line = Cow::Owned(mended);
        }
    }
}

/// Where something begins on a line: its first sign, and what stands behind a gap.
pub(super) fn begins(line: &str) -> Vec<usize> {
    let mut gap = 2;
    let mut begins = Vec::new();
    for (at, sign) in line.char_indices() {
        if sign == '\t' {
            gap = 2;
        } else if sign.is_whitespace() || sign == '\u{c}' {
            gap += 1;
        } else {
            if gap >= 2 {
                begins.push(at);
            }
            gap = 0;
        }
    }
    begins
}

/// A number with blanks inside that a text begins with: how many blanks, and how many bytes it takes with them.
fn spaced(text: &str) -> Option<(Path, usize, usize)> {
    let (mut path, mut blanks, mut used): (Path, usize, usize) = (Vec::new(), 0, 0);
    loop {
        let rest = text.get(used..)?;
        let figures = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        path.push(rest.get(..figures).filter(|_| (1..=2).contains(&figures))?.parse().ok().filter(|n| *n > 0)?);
        used += figures;
        let dot = text.get(used..)?.starts_with('.');
        used += usize::from(dot);
        let behind = text.get(used..)?;
        let bare = behind.trim_start_matches(' ');
        let gap = behind.len() - bare.len();
        // A title, or a wording, not a count of things.
        if bare.starts_with(char::is_uppercase) && gap > 0 {
            return ((2..=4).contains(&path.len()) && blanks > 0).then_some((path, blanks, used));
        }
        if !dot || gap > 1 {
            return None;
        }
        blanks += gap;
        used += gap;
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

    #[test]
    fn a_number_is_closed_where_the_count_goes_on() {
        let lines = ["ELEMEN KOMPETENSI", "1. Menata", "1. 1 Alat ditata.", "1. 2. Bahan", "2. 1. 1 Komputer"];
        assert_eq!(closed(&lines)[2..], ["1.1  Alat ditata.", "1.2.  Bahan", "2. 1. 1 Komputer"]);
        let beside = ["1. Menata      1. 1 Alat ditata.", "   koleksi     1. 2 Bahan ditata."];
        assert_eq!(closed(&beside), ["1. Menata      1.1  Alat ditata.", "   koleksi     1.2  Bahan ditata."]);
        let middle = ["            1. 1 Alat", "1. Menata", "            1. 2 Bahan", "            2. 1 Data"];
        assert_eq!(closed(&middle)[2], "            1.2  Bahan");
    }

    #[rstest]
    #[case::another(&["1. Menata", "1. 4 Alat"])]
    #[case::count_of_things(&["1. Menata", "1. 1 (satu) set", "1. 1 set"])]
    #[case::criterion_behind_its_element(&["1. 1.1 Alat"])]
    #[case::gap(&["1.     1 Alat"])]
    fn a_number_that_is_none_stays(#[case] lines: &[&'static str]) {
        assert_eq!(closed(lines), lines);
    }
}

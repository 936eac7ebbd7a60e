//! Tables of elements and criteria whose cells are parted by tabs, as one copied out of a word processor has them: set
//! side by side with blanks, as a page prints them.

use std::borrow::Cow;

use certification::text::fold;

use super::{labels::heading, numbering::leading, reader::Part};

/// Blanks between the longest cell at the left and the column at the right.
const GAP: usize = 3;

/// The lines, those of such tables as they would stand on a page.
pub(super) fn as_printed<'a>(lines: &[&'a str]) -> Vec<Cow<'a, str>> {
    let mut out: Vec<Cow<'a, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    let mut from = 0;
    while let Some(head) = (from..lines.len()).find(|at| lines.get(*at).is_some_and(|line| is_head(line))) {
        let rows = lines.get(head + 1..).unwrap_or_default();
        let to = head + 1 + rows.iter().position(|line| heading(line).is_some()).unwrap_or(rows.len());
        let cells = beside(lines.get(head..to).unwrap_or_default());
        let both = cells.iter().skip(1).any(|(left, right)| !left.is_empty() && !right.is_empty());
        let width = cells.iter().map(|(left, _)| left.chars().count()).max().unwrap_or(0) + GAP;
        for (line, (left, right)) in out.iter_mut().skip(head).zip(cells).filter(|_| both) {
            let printed = format!("{left:width$}{right}");
            *line = Cow::Owned(printed.trim_end().to_owned());
        }
        from = to;
    }
    out
}

/// Whether a line is the heading of such a table.
fn is_head(line: &str) -> bool {
    let criteria = |(_, behind): (&str, &str)| fold(behind).starts_with("kriteria");
    matches!(heading(line), Some((Part::Elements, _))) && line.rsplit_once('\t').is_some_and(criteria)
}

/// Each row as what stands at its left and at its right.
fn beside(rows: &[&str]) -> Vec<(String, String)> {
    let mut at_right = false;
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let levels = |cell: &&str| leading(cell.trim()).is_some_and(|(path, _)| path.len() >= 2);
        let first = cells.first().copied().unwrap_or_default();
        let bare = |text: &str| leading(text.trim()).is_some_and(|(_, rest)| rest.is_empty());
        let right = match cells.iter().position(levels) {
            Some(at) => at,
            // A second paragraph of a cell has no tab before it.
            None if cells.len() == 1 && leading(first.trim()).is_none() => {
                if at_right {
                    0
                } else {
                    1
                }
            }
            None if first.trim().is_empty() => 0,
            None if cells.len() > 2 || (cells.len() == 2 && !bare(first)) => cells.len() - 1,
            None => cells.len(),
        };
        let (left, right) = cells.split_at_checked(right).unwrap_or((&cells, &[]));
        let (left, right) = (joined(left), joined(right));
        if !(left.is_empty() && right.is_empty()) {
            at_right = !right.is_empty();
        }
        out.push((left, right));
    }
    out
}

fn joined(cells: &[&str]) -> String {
    cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn printed(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        as_printed(&lines).into_iter().map(Cow::into_owned).collect()
    }

    const PAGE: [&str; 4] = [
        "ELEMEN KOMPETENSI     KRITERIA UNJUK KERJA",
        "1. Menata koleksi     1.1 Alat ditata.",
        "                      1.2 Bahan ditata.",
        "2. Menyusun laporan   2.1 Data dihitung.",
    ];

    #[rstest]
    #[case::cells("\t1.2 Bahan ditata.", "2. Menyusun laporan\t2.1 Data dihitung.")]
    #[case::paragraphs("1.2 Bahan ditata.", "2. Menyusun laporan\t2.1 Data dihitung.")]
    #[case::numbers_apart("\t1.2\tBahan ditata.", "2.\tMenyusun laporan\t2.1\tData dihitung.")]
    #[case::two_columns_of_numbers("\t\t1.2\tBahan ditata.", "2.\tMenyusun laporan\t2.1\tData dihitung.")]
    fn a_table_of_tabs_stands_as_on_a_page(#[case] second: &str, #[case] third: &str) {
        let text =
            format!("ELEMEN KOMPETENSI\tKRITERIA UNJUK KERJA\n1. Menata koleksi\t1.1 Alat ditata.\n{second}\n{third}");
        assert_eq!(printed(&text), PAGE);
    }

    #[test]
    fn what_goes_on_in_a_cell_stays_in_its_column_and_the_next_part_is_let_be() {
        let text = "ELEMEN KOMPETENSI\tKRITERIA UNJUK KERJA\n1. Menata\nkoleksi\t1.1 Alat ditata\nmenurut urutan.\n\
                    BATASAN VARIABEL\n1.\tKonteks";
        assert_eq!(
            printed(text),
            [
                "ELEMEN KOMPETENSI   KRITERIA UNJUK KERJA",
                "1. Menata",
                "koleksi             1.1 Alat ditata",
                "                    menurut urutan.",
                "BATASAN VARIABEL",
                "1.\tKonteks"
            ]
        );
    }

    #[rstest]
    #[case::no_cells_beside("ELEMEN KOMPETENSI\tKRITERIA UNJUK KERJA\n1.\tMenata\n1.1\tAlat ditata.")]
    #[case::no_heading_of_two("ELEMEN KOMPETENSI\nKRITERIA UNJUK KERJA\n1.\tMenata\t1.1\tAlat ditata.")]
    #[case::blanks("ELEMEN KOMPETENSI   KRITERIA UNJUK KERJA\n1. Menata           1.1 Alat ditata.")]
    fn other_lines_are_let_be(#[case] text: &str) {
        assert_eq!(printed(text), text.lines().collect::<Vec<_>>());
    }
}

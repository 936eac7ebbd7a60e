//! Labels that stand at the middle or the foot of their cell, as in `DESKRIPSI UNIT :` beside a text of three lines:
//! each is raised to the first line of that text, where a reader begins. Which lines are one cell is told by the
//! distances between them; where these do not tell, nothing is moved.

use super::{GAP, Glyph};

/// Lines of one cell stand apart by this much more than the closest two at most.
const SAME_CELL: f64 = 1.15;
/// And another cell begins beyond this.
const NEXT_CELL: f64 = 1.25;
/// Lines of one cell are no further apart than this part of their height: a page's number over them is.
const SAME_TEXT: f64 = 2.2;
/// Signs of a label at most.
const LABEL: usize = 40;

/// Raises every label to the first line of its cell. The signs of each line go from left to right.
pub(super) fn raise_labels(lines: &mut [Vec<Glyph>]) {
    for at in 1..lines.len() {
        let Some((signs, column)) = lines.get(at).and_then(|line| label(line)) else { continue };
        let Some(top) = top_of_cell(lines, at, signs, column) else { continue };
        let label: Vec<Glyph> = lines.get_mut(at).map(|line| line.drain(..signs).collect()).unwrap_or_default();
        if let Some(line) = lines.get_mut(top) {
            line.splice(0..0, label);
        }
    }
}

/// How many signs of a line are a label with its colon, and where the colon stands: beside it is a gap, or nothing.
fn label(line: &[Glyph]) -> Option<(usize, f64)> {
    let at = line.iter().take(LABEL).position(|glyph| glyph.text.contains(':'))?;
    let colon = line.get(at)?;
    let before = line.get(at.checked_sub(1)?)?;
    let gap_after = line.get(at + 1).is_none_or(|next| next.x - colon.end > GAP * colon.size);
    let gap_before = colon.x - before.end > GAP * colon.size;
    let begins = line.first()?.text.starts_with(char::is_alphabetic);
    (begins && (gap_before || gap_after)).then_some((at + 1, colon.x))
}

/// The first line of the cell beside a label, when it stands above the label's own line.
fn top_of_cell(lines: &[Vec<Glyph>], at: usize, signs: usize, column: f64) -> Option<usize> {
    // A line whose label was raised may be left without anything.
    let filled = |at: &usize| lines.get(*at).is_some_and(|line| !line.is_empty());
    let beside = lines.get(at).and_then(|line| line.get(signs));
    let left = beside.or_else(|| lines.get((0..at).rev().find(filled)?)?.first())?.x;
    // The lines of a cell begin under one another; what is centred over them is the page's.
    let inside = |at: &usize| {
        let first = lines.get(*at).and_then(|line| line.first());
        first.is_some_and(|first| first.x > column && (first.x - left).abs() <= first.size)
    };
    let size = lines.get(at).and_then(|line| line.first()).map_or(0.0, |first| first.size);
    let height = |at: usize| lines.get(at).and_then(|line| line.last()).map(|last| last.y);
    let above: Vec<usize> = (0..at).rev().filter(filled).take_while(inside).collect();
    let below: Vec<usize> = (at + 1..lines.len()).filter(filled).take_while(inside).collect();
    let own = lines.get(at).is_some_and(|line| line.len() > signs).then_some(at);
    // The first line of the cell above, beside its label: what follows it is of that cell where it stands as close.
    let over = above.last().and_then(|top| (0..*top).rev().find(filled)).filter(|over| {
        let label = lines.get(*over).and_then(|line| Some((line, label(line)?.0)));
        label.and_then(|(line, signs)| line.get(signs)).is_some_and(|text| (text.x - left).abs() <= text.size)
    });
    let values: Vec<f64> = over
        .into_iter()
        .chain(above.iter().rev().copied())
        .chain(own)
        .chain(below.iter().copied())
        .filter_map(height)
        .collect();
    let closest = values.windows(2).map(|two| two[0] - two[1]).fold(f64::INFINITY, f64::min);
    let mut from = own.or_else(|| below.first().copied()).and_then(height)?;
    let mut top = None;
    for line in above {
        let here = height(line)?;
        if here - from > SAME_CELL * closest || here - from > SAME_TEXT * size {
            break;
        }
        (top, from) = (Some(line), here);
    }
    let over = (0..top?).rev().find(filled).and_then(height);
    over.is_none_or(|over| over - from >= NEXT_CELL * closest).then_some(top?)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::{lines, tests::typed};

    /// Cells of a title and a description with their lines, the labels at given heights.
    fn page(description: f64, gap: f64) -> Vec<String> {
        let mut page = typed("JUDUL UNIT", 50.0, 700.0);
        page.extend(typed(":", 170.0, 700.0));
        page.extend(typed("Menata Koleksi", 190.0, 700.0));
        page.extend(typed("DESKRIPSI UNIT", 50.0, description));
        page.extend(typed(":", 170.0, description));
        for (n, text) in ["Unit ini satu", "dua", "tiga"].into_iter().enumerate() {
            page.extend(typed(text, 190.0, 700.0 - gap - 12.0 * n as f64));
        }
        page.extend(typed("BATASAN VARIABEL", 50.0, 700.0 - gap - 48.0));
        lines(page, &mut Vec::new()).iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[rstest]
    #[case::top(682.0)]
    #[case::middle(670.0)]
    #[case::between(664.0)]
    #[case::foot(658.0)]
    fn a_label_is_raised_to_the_first_line_of_its_cell(#[case] label: f64) {
        let read = page(label, 18.0);
        let wanted =
            ["JUDUL UNIT : Menata Koleksi", "DESKRIPSI UNIT : Unit ini satu", "dua", "tiga", "BATASAN VARIABEL"];
        assert_eq!(read, wanted);
    }

    #[rstest]
    #[case::far_above_at_the_side(190.0, 740.0)]
    #[case::centred_close_above(300.0, 718.0)]
    fn the_number_of_a_page_over_the_first_label_is_not_its_text(#[case] x: f64, #[case] y: f64) {
        let mut page = typed("- 46 -", x, y);
        page.extend(typed("KODE UNIT", 50.0, 700.0));
        page.extend(typed(":", 170.0, 700.0));
        page.extend(typed("R.91PRP01.001.2", 190.0, 700.0));
        page.extend(typed("JUDUL UNIT : Menata", 50.0, 680.0));
        let read: Vec<String> =
            lines(page, &mut Vec::new()).iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(read, ["- 46 -", "KODE UNIT : R.91PRP01.001.2", "JUDUL UNIT : Menata"]);
    }

    #[test]
    fn a_label_centred_beside_two_lines_leaves_the_second_to_them() {
        let mut page = typed("KODE UNIT : X.01", 50.0, 718.0);
        for (label, y) in [("JUDUL UNIT", 694.0), ("DESKRIPSI UNIT", 670.0)] {
            page.extend(typed(label, 50.0, y));
            page.extend(typed(":", 170.0, y));
        }
        for (text, y) in [("Menata Koleksi", 700.0), ("dan Kartu", 688.0), ("Unit ini satu.", 670.0)] {
            page.extend(typed(text, 190.0, y));
        }
        let read = lines(page, &mut Vec::new());
        let read: Vec<String> = read.iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(read[1..], ["JUDUL UNIT : Menata Koleksi", "dan Kartu", "DESKRIPSI UNIT : Unit ini satu."]);
    }

    #[test]
    fn where_distances_tell_no_cells_nothing_is_moved() {
        assert_eq!(page(664.0, 12.0)[1..4], ["Unit ini satu", "dua", "DESKRIPSI UNIT : tiga"]);
    }
}

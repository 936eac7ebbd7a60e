//! Which rows under a heading are about somebody, and which only divide, count or sign.

use std::collections::BTreeSet;

use certification::text::{fold, squeeze};

use super::{
    Candidate, Mapping, Skipped, Wanted,
    closing::{closes, is_like_a_name, tells},
    text_of,
};
use crate::{
    values::{is_failed_formula, is_nothing},
    workbook::{Cell, Row},
};

/// What a whole group has in common, and an empty line of a template may hold already.
const OF_GROUPS: &[&str] = &["institution", "institution_kind", "kab", "province", "cluster"];

/// Whether a cell says anything: a failed formula and the nought of an empty link do not.
fn says(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => !is_nothing(text) && !is_failed_formula(text),
        Cell::Number(number) => *number != 0.0,
        Cell::Date(_) => true,
    }
}

/// The rows that are about somebody, and what stands over groups of them.
pub(super) fn among(
    body: &[Row],
    candidate: &Candidate,
    mapping: &Mapping,
    wanted: &Wanted<'_>,
    wide: &BTreeSet<u32>,
    skipped: &mut Skipped,
) -> (Vec<Row>, Vec<(u32, String)>) {
    let numbered =
        candidate.headings.iter().find(|(_, h)| h.own.is_empty() && !h.label.is_empty()).map(|(column, _)| *column);
    let columns: BTreeSet<usize> = mapping.values().copied().collect();
    let filled = |row: &Row| columns.iter().filter(|c| says(row.cell(**c))).count();
    let mut counts: Vec<usize> = body.iter().map(filled).filter(|n| *n >= 2).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let rich = counts.get(counts.len() * 3 / 4).copied().unwrap_or(0);
    let dense = (usual / 3).max(3.min(columns.len()));
    let is_numbered = |row: &Row| {
        numbered.is_some_and(|c| match row.cell(c) {
            Cell::Number(n) => n.fract() == 0.0 && *n > 0.0,
            Cell::Text(t) => t.trim().trim_end_matches('.').parse::<u32>().is_ok(),
            _ => false,
        })
    };
    let is_group = |row: &Row| {
        group_text(row, wanted).is_some() || only_text(row).is_some_and(|text| (wanted.divides)(&text, wanted.schemes))
    };
    let adds = |row: &Row| adds(row, mapping, wanted);
    // A line that a template keeps for nobody yet says only what its group has in common.
    let of_group =
        |column: usize| mapping.iter().any(|(field, at)| *at == column && OF_GROUPS.contains(&field.as_str()));
    let is_own = |row: &Row| columns.iter().any(|c| says(row.cell(*c)) && !of_group(*c));
    // Where names stand in a column of their own, a name beside anything else is somebody, however little that is.
    let names = mapping.get("name").copied();
    let position = mapping.get("position").copied();
    let closes = |row: &Row| closes(row, position.filter(|_| names.is_some_and(|at| says(row.cell(at)))));
    let is_named = |row: &Row| {
        let text = names.and_then(|at| row.cell(at).as_text()).filter(|_| !wide.contains(&row.number));
        text.is_some_and(|text| is_like_a_name(text) && !(wanted.divides)(text, wanted.schemes))
    };
    // Below a gap two may sign side by side: there another name beside the first tells of nobody.
    let gaps: BTreeSet<u32> =
        body.windows(2).filter(|two| two[1].number > two[0].number + 1).map(|two| two[1].number).collect();
    let signs = |row: &Row, cell: &Cell| gaps.contains(&row.number) && cell.as_text().is_some_and(is_like_a_name);
    let beside = |row: &Row| {
        let others = columns.iter().filter(|c| Some(**c) != names).map(|c| row.cell(*c));
        others.into_iter().any(|cell| says(cell) && !is_count(cell) && !signs(row, cell))
    };
    let ends = |row: &Row| closes(row) && !is_numbered(row) && !tells(row);
    let is_somebody = |row: &Row| {
        !is_group(row)
            && ((is_named(row) && beside(row) && !closes(row)) || (is_own(row) && has_nik(row) && !ends(row)))
    };
    let is_sure = |row: &Row| {
        !is_group(row)
            && is_own(row)
            && (filled(row) >= dense || (is_numbered(row) && filled(row) >= 1) || is_somebody(row))
    };
    // A name alone is somebody among rows that are not counted, unless every second line is such: there they say something else.
    let is_alone = |row: &Row| row.filled() == 1 && is_named(row) && !is_group(row) && !closes(row);
    let alone = body.iter().filter(|row| is_alone(row)).count();
    let counted = body.iter().filter(|row| is_sure(row) && is_numbered(row)).count();
    let takes_alone = alone * 3 <= body.iter().filter(|row| is_sure(row)).count() && counted == 0;
    let Some(last) = body.iter().rposition(is_sure) else { return (Vec::new(), Vec::new()) };
    // Signatures right under the table may fill as many cells as a poor row: what ends the table decides.
    let is_whole =
        |row: &Row| !is_group(row) && (filled(row) * 3 >= rich * 2 || (is_numbered(row) && filled(row) * 3 >= rich));
    let whole = body.iter().rposition(is_whole).unwrap_or(last);
    let closing = (whole + 1..=last).find(|at| body.get(*at).is_some_and(ends));
    let mut last = closing.map_or(last, |at| at.saturating_sub(1));
    // Whoever is on several lines may be the last one.
    while let (Some(row), Some(next)) = (body.get(last), body.get(last + 1))
        && next.number == row.number + 1
        && (adds(next) || (takes_alone && closing.is_none() && is_alone(next)))
    {
        last += 1;
    }
    // Where most rows tell of somebody, one that does not is nobody above the first of them (it tells how to fill in),
    // where it counts or signs, and where it is poor and alone without a number.
    let all =
        body.iter().take(last + 1).filter(|row| filled(row) >= 2 && !is_group(row) && !is_repeated(row, candidate));
    let (count, telling) = all.fold((0, 0), |(all, telling), row| (all + 1, telling + usize::from(tells(row))));
    let first = body.iter().position(tells).filter(|_| count >= 3 && telling * 3 >= count * 2);
    let with_numbers = body.iter().filter(|row| tells(row) && is_numbered(row)).count() * 3 >= telling * 2;
    let is_nobody = |at: usize, row: &Row| {
        let poor = with_numbers && filled(row) * 3 < usual * 2;
        first.is_some_and(|first| {
            !tells(row) && !is_numbered(row) && !adds(row) && (at < first || closes(row) || (poor && !is_somebody(row)))
        })
    };
    let start = body.iter().position(is_sure).unwrap_or(0);
    // Two things that are said of somebody are never passed over without a word; under the last row only until a line closes
    // the table or parts what follows from it.
    let said = |row: &Row| columns.iter().filter(|c| says(row.cell(**c)) && !is_count(row.cell(**c))).count();
    let apart = |(_, two): &(usize, &[Row])| two[1].number > two[0].number + 1 || closes(&two[1]);
    let under = body.windows(2).enumerate().skip(last).find(apart).map_or(body.len(), |(at, _)| at + 1);
    let is_doubtful = |at: usize, row: &Row| {
        if (start..under).contains(&at) && said(row) >= 2 && is_own(row) {
            return true;
        }
        let says_something = is_named(row) || (filled(row) >= 2 && is_own(row) && tells(row));
        let within = closing.is_none_or(|closing| at < closing) && at > start;
        (says_something && within && !closes(row)) || (at > last && (has_nik(row) || filled(row) >= 4))
    };
    let (mut rows, mut sections) = (Vec::new(), Vec::new());
    for (at, row) in body.iter().enumerate() {
        let divides = is_repeated(row, candidate) || is_group(row);
        let reads = is_sure(row)
            || (filled(row) >= 2 && is_own(row))
            || adds(row)
            || (takes_alone && at > start && is_alone(row));
        let passed = at > last || divides || is_nobody(at, row) || !reads;
        if passed && !divides && is_doubtful(at, row) {
            skipped.doubtful.push(row.number);
        }
        if at > last {
            skipped.after.push(row.number);
        } else if passed {
            skipped.within.push(row.number);
            if let Some(only) = group_text(row, wanted).or_else(|| only_text(row)) {
                sections.push((row.number, only));
            }
        } else {
            rows.push(row.clone());
        }
    }
    (rows, sections)
}

/// Whether a cell holds a number that only counts: `2`, `12`.
fn is_count(cell: &Cell) -> bool {
    match cell {
        Cell::Number(number) => number.abs() < 1_000.0,
        Cell::Text(text) => (1..=3).contains(&text.trim().len()) && text.trim().chars().all(|c| c.is_ascii_digit()),
        Cell::Empty | Cell::Date(_) => false,
    }
}

/// Whether a row holds a NIK, or a number as long: whoever signs has none.
fn has_nik(row: &Row) -> bool {
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    row.cells.iter().any(|cell| cell.as_text().is_some_and(|text| figures(text) == 16 && text.trim().len() <= 24))
}

/// Whether a row holds nothing but what adds to the rows above.
fn adds(row: &Row, mapping: &Mapping, wanted: &Wanted<'_>) -> bool {
    let of_field = |column: usize| mapping.iter().find(|(_, at)| **at == column).map(|(field, _)| field.as_str());
    let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    let said: Option<Vec<(&str, String)>> = filled
        .map(|(column, cell)| Some((of_field(column).unwrap_or_default(), text_of(cell).map(|_| cell.to_string())?)))
        .collect();
    said.is_some_and(|said| !said.is_empty() && (wanted.adds)(&said, wanted.schemes))
}

/// The text of a row that begins as a line over a group does, beside what counts it or its people; a label in a cell of its own
/// is joined to its value: `KABUPATEN | TAPIN`, `KABUPATEN TAPIN | 2 orang`.
fn group_text(row: &Row, wanted: &Wanted<'_>) -> Option<String> {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank());
    let said: Vec<&str> = filled
        .filter(|cell| !counts(cell) && !cell.as_text().is_some_and(counts_people))
        .map(|cell| cell.as_text().unwrap_or("0"))
        .collect();
    if said.len() > 2 || !(wanted.dictionary.rules.heads_group)(&said) {
        return None;
    }
    let sign = if said.iter().any(|text| text.contains(':')) { " " } else { " : " };
    Some(squeeze(&said.join(sign)))
}

/// Whether a text says of how many people it is: `2 orang`, `Jumlah: 12 peserta`.
pub(crate) fn counts_people(text: &str) -> bool {
    let folded = fold(text);
    let words = folded.split(' ').skip_while(|word| matches!(*word, "jumlah" | "jml" | "total" | "sebanyak"));
    match words.collect::<Vec<_>>().as_slice() {
        [number, unit] => {
            number.chars().all(|c| c.is_ascii_digit())
                && matches!(*unit, "orang" | "org" | "peserta" | "pst" | "asesi" | "pemohon" | "pustakawan")
        }
        [number] => number.chars().all(|c| c.is_ascii_digit()) && *number != folded,
        _ => false,
    }
}

/// Whether a cell only counts the row: `II`, `B.`, 3.
fn counts(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => {
            let sign = text.trim().trim_end_matches(['.', ')']);
            let roman = sign.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            sign.len() <= 5 && (roman || sign.len() <= 1 || sign.chars().all(|c| c.is_ascii_digit()))
        }
        Cell::Empty | Cell::Date(_) => false,
    }
}

/// The only text of a row, beside what counts it: `II | KOTA BANJARMASIN`, `B. | KABUPATEN TAPIN`.
fn only_text(row: &Row) -> Option<String> {
    let filled: Vec<&Cell> = row.cells.iter().filter(|c| !c.is_blank()).collect();
    if is_line(row) {
        return Some(squeeze(&filled.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")));
    }
    match filled.as_slice() {
        [Cell::Text(only)] => Some(squeeze(only)),
        [count, Cell::Text(only)] if counts(count) => Some(squeeze(only)),
        _ => None,
    }
}

/// Whether a row is a label with its value in cells of their own: `Klaster | : | Promosi`, `Kab/Kota | : Kab. Garut`.
pub(super) fn is_line(row: &Row) -> bool {
    let filled: Vec<&str> = row.cells.iter().filter(|c| !c.is_blank()).map(|c| c.as_text().unwrap_or("0")).collect();
    match filled.as_slice() {
        [label, value] => {
            let ends = |text: &str| text.trim_end().ends_with(':');
            (ends(label) && !ends(value)) || value.trim_start().starts_with(':')
        }
        [_, sign, _] => matches!(sign.trim(), ":" | "="),
        _ => false,
    }
}

/// Whether a row above a table is a label with its value and no sign between: `Klaster | Promosi`, `Kabupaten | Tapin`.
pub(super) fn is_said(row: &Row, wanted: &Wanted<'_>) -> bool {
    let filled: Vec<&str> = row.cells.iter().filter(|c| !c.is_blank()).filter_map(Cell::as_text).collect();
    matches!(filled.as_slice(), [label, value] if row.filled() == 2 && (wanted.divides)(&format!("{label} {value}"), wanted.schemes))
}

/// Rows of a title of more cells than these are none.
const TITLE_CELLS: usize = 4;
/// Rows above a heading in which a title is looked for.
const TITLE_ROWS: usize = 40;

/// The texts of the rows above a heading, cell by cell, without those that say no more than their neighbour.
pub(super) fn above(rows: &[Row]) -> Vec<(u32, Vec<String>)> {
    let rows = rows.get(rows.len().saturating_sub(TITLE_ROWS)..).unwrap_or_default();
    let texts = |row: &Row| -> Vec<String> {
        let mut texts: Vec<String> =
            row.cells.iter().filter(|c| !c.is_blank()).filter_map(Cell::as_text).map(str::to_owned).collect();
        texts.dedup();
        texts
    };
    let of_row = |row: &Row| (row.number, texts(row));
    rows.iter().map(of_row).filter(|(_, texts)| (1..=TITLE_CELLS).contains(&texts.len())).collect()
}

/// A heading repeated at the top of a printed page, or the row that numbers the columns.
pub(super) fn is_repeated(row: &Row, candidate: &Candidate) -> bool {
    let cells: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, c)| !c.is_blank()).collect();
    let same = cells
        .iter()
        .filter(|(column, cell)| {
            let text = fold(&cell.to_string());
            candidate.headings.get(column).is_some_and(|h| h.label.split(" / ").any(|l| fold(l) == text))
        })
        .count();
    let ordinal = |cell: &Cell| match cell {
        Cell::Number(n) => Some(*n),
        Cell::Text(t) => t.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok().or_else(|| of_letters(t)),
        _ => None,
    };
    let figures: Vec<Option<f64>> = cells.iter().map(|(_, c)| ordinal(c)).collect();
    let counted = figures.len() >= 4
        && figures.windows(2).all(|w| matches!((w[0], w[1]), (Some(a), Some(b)) if b == a + 1.0 && a < 100.0));
    counted || (same >= 2 && same * 2 > cells.len()) || explains(&cells)
}

/// What a column is numbered with that is no figure: `(c)`, `IV`.
fn of_letters(text: &str) -> Option<f64> {
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX",
    ];
    let sign = text.trim().trim_matches(|c: char| !c.is_ascii_alphabetic());
    let (lower, mut letters) = (sign.chars().all(|c| c.is_ascii_lowercase()), sign.bytes());
    match (letters.next(), letters.next()) {
        (Some(only), None) if lower => Some(f64::from(only - b'a' + 1)),
        _ => ROMAN.iter().position(|roman| *roman == sign).map(|at| (at + 1) as f64),
    }
}

/// A row that tells how to fill in: remarks in brackets under the headings, or an example that says to be one.
fn explains(cells: &[(usize, &Cell)]) -> bool {
    let text = |cell: &Cell| cell.as_text().map(|text| text.trim().to_owned()).unwrap_or_default();
    let bracketed = |cell: &Cell| text(cell).starts_with('(') && text(cell).ends_with(')');
    let is_example =
        |cell: &Cell| matches!(fold(&text(cell)).as_str(), "contoh" | "cth" | "contoh pengisian" | "example");
    let begins = |cell: &Cell| fold(&text(cell)).starts_with("contoh pengisian ");
    (cells.len() >= 2 && cells.iter().all(|(_, cell)| bracketed(cell)))
        || cells.iter().any(|(_, cell)| begins(cell))
        || cells.first().is_some_and(|(_, cell)| is_example(cell))
}

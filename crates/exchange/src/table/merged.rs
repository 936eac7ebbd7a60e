//! Cells merged over several rows: what they say holds for each of them; and where a person takes two lines, the second
//! belongs to the first.

use certification::text::fold;

use crate::{
    values::name,
    workbook::{Cell, Merge, Row, Sheet},
};

/// The rows under the heading, with values of cells merged downwards repeated. `told_by` are the columns that tell one row
/// from another.
pub(super) fn filled_down(sheet: &Sheet, from: usize, told_by: &[usize]) -> Vec<Row> {
    let mut body = folded(sheet, sheet.rows.get(from..).unwrap_or_default().to_vec(), told_by);
    let Some(start) = body.first().map(|r| r.number) else { return body };
    for merge in sheet.merges.iter().filter(|m| m.bottom > m.top && m.top + 1 >= start && m.left == m.right) {
        let column = merge.left as usize;
        let Some(value) = body.iter().find(|r| r.number == merge.top + 1).map(|r| r.cell(column).clone()) else {
            continue;
        };
        if value.is_blank() {
            continue;
        }
        for row in body.iter_mut().filter(|r| r.number > merge.top + 1 && r.number <= merge.bottom + 1) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = row.cells.get_mut(column) {
                *cell = value.clone();
            }
        }
    }
    body
}

/// Rows that go on with the one above, as where each person takes two lines: their own few cells are put below those of
/// that row.
fn folded(sheet: &Sheet, body: Vec<Row>, told_by: &[usize]) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(body.len());
    let mut merges: Vec<&Merge> = sheet.merges.iter().filter(|m| m.bottom > m.top).collect();
    merges.sort_unstable_by_key(|m| m.top);
    let mut later = merges.into_iter().peekable();
    // Those that reach from above into the row, or end right above it.
    let mut reaching: Vec<&Merge> = Vec::new();
    for row in body {
        while let Some(merge) = later.next_if(|m| m.top < row.number) {
            reaching.push(merge);
        }
        let last = out.last().map_or(0, |above| above.number);
        reaching.retain(|m| m.bottom + 1 >= last);
        let Some(above) = out.last_mut().filter(|above| goes_below(&reaching, above, &row, told_by)) else {
            out.push(row);
            continue;
        };
        if above.cells.len() < row.cells.len() {
            above.cells.resize(row.cells.len(), Cell::Empty);
        }
        for (cell, below) in above.cells.iter_mut().zip(row.cells).filter(|(_, below)| !below.is_blank()) {
            *cell = if cell.is_blank() { below } else { Cell::Text(format!("{cell}\n{below}")) };
        }
    }
    out
}

/// Whether a row only goes on with the one above: nothing but a NIP stands there; or most of the row above is merged over
/// both, and with it what tells one row from another. A district or a unit that is merged over several rows does not make
/// them one, while a NIP or degrees below a name are no other name.
fn goes_below(merges: &[&Merge], above: &Row, row: &Row, told_by: &[usize]) -> bool {
    let own: Vec<usize> = (0..row.cells.len()).filter(|column| !row.cell(*column).is_blank()).collect();
    // A NIP where the names stand, and no other name: whatever else the line says belongs to the person above.
    let mut names = own.iter().filter(|column| told_by.contains(column)).peekable();
    let is_number_of = |column: &usize| is_nip(row.cell(*column)) && kind(above.cell(*column)) == Kind::Words;
    if names.peek().is_some() && names.all(is_number_of) && row.number == above.number + 1 && above.filled() > own.len()
    {
        return true;
    }
    let stands_below = own.iter().all(|column| above.cell(*column).as_text().is_some());
    if own.is_empty() || own.len() > 2 || !stands_below {
        return false;
    }
    let single = || merges.iter().filter(|m| m.left == m.right);
    // What is merged over the row above from further up is filled in it too.
    let from_above = |m: &&&Merge| m.top + 1 < above.number && m.bottom + 1 >= above.number;
    let filled = above.filled() + single().filter(from_above).count();
    if filled < 3 {
        return false;
    }
    let is_below = |column: &usize| {
        let labelled = row.cell(*column).to_string().contains(char::is_alphabetic);
        is_nip(row.cell(*column)) && (labelled || kind(above.cell(*column)) != Kind::Number)
    };
    if own.iter().all(is_below) {
        return true;
    }
    // Degrees where the name stands, and of what else tells people apart nothing, are those of the person above.
    let degrees = |column: &usize| kind(row.cell(*column)) == Kind::Degrees && kind(above.cell(*column)) == Kind::Words;
    let mut telling = own.iter().filter(|column| told_by.contains(column)).peekable();
    if telling.peek().is_some() && telling.all(degrees) {
        return true;
    }
    let over_both = |m: &&&Merge| m.top < above.number && m.bottom + 1 >= row.number;
    let merged = single().filter(over_both).count();
    let is_merged =
        |column: &usize| merges.iter().filter(over_both).any(|m| (m.left as usize..=m.right as usize).contains(column));
    let mut own_of_it = own.iter().filter(|column| told_by.contains(column)).peekable();
    let is_other = |column: &usize| kind(above.cell(*column)) != kind(row.cell(*column));
    let goes_on = own_of_it.peek().is_some() && own_of_it.all(is_other);
    merged * 2 >= filled && (goes_on || told_by.iter().any(is_merged))
}

/// Whether a cell holds a NIP, with its label or without.
pub(super) fn is_nip(cell: &Cell) -> bool {
    let text = cell.to_string();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let bare = digits == 18 && !text.contains(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '.' | '-'));
    (text.trim_start().to_lowercase().starts_with("nip") && digits >= 18) || bare
}

/// `NIP. -`: the label of a number that nobody has. Nipah is a name.
fn is_label(text: &str) -> bool {
    let folded = fold(text);
    matches!(folded.split(' ').next(), Some("nip" | "nipppk" | "nik" | "nrp" | "nuptk"))
}

/// What the first line of a cell holds, as far as it tells whether something like it stands above.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Nothing,
    Number,
    Degrees,
    Remark,
    Words,
}

fn kind(cell: &Cell) -> Kind {
    let text = cell.to_string();
    let text = text.trim().lines().next().unwrap_or_default();
    let count = |test: fn(&char) -> bool| text.chars().filter(test).count();
    let (letters, digits) = (count(|c| c.is_alphabetic()), count(char::is_ascii_digit));
    match (letters, digits) {
        (0, 0) => Kind::Nothing,
        _ if digits > letters || is_label(text) => Kind::Number,
        _ if text.starts_with('(') && text.ends_with(')') => Kind::Remark,
        _ if name::is_nothing_but_degrees(text) => Kind::Degrees,
        _ => Kind::Words,
    }
}

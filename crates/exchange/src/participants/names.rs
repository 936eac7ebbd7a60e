//! Names that a sheet writes in two columns, once more with degrees, over a birth, or with a number below.

use std::borrow::Cow;

use certification::text::fold;

use crate::{
    header::is_name_and_more,
    table::{Cells, Column, Table, text_of},
    ticks::own,
    values::name,
    workbook::{Cell, Row},
};

/// Columns of a first and a last name.
pub(super) fn in_two(columns: &[Column]) -> Option<[usize; 2]> {
    columns.windows(2).find_map(|two| {
        let [first, last] = two else { return None };
        let fits = matches!(own(first).as_str(), "nama depan" | "first name")
            && matches!(own(last).as_str(), "nama belakang" | "last name");
        fits.then_some([first.index, last.index])
    })
}

/// Columns that may write the names once more, with degrees: `Nama sesuai ijazah + gelar` beside `Nama sesuai KTP`. None where
/// degrees have a column of their own.
pub(super) fn fuller(table: &Table) -> Vec<usize> {
    let names = |column: &&Column| fold(&column.heading).split(' ').any(|word| word == "nama");
    let free = table.columns.iter().filter(|column| column.field.is_none() && !table.mapping.contains_key("degree"));
    free.filter(names).map(|column| column.index).collect()
}

/// The degrees that a row says of the same name in another column, where the name itself has none.
pub(super) fn fuller_degree(name: &str, row: &Row, columns: &[usize]) -> Option<String> {
    let own = name::split(name);
    let same = |other: &name::Name| fold(&other.name) == fold(&own.name) && !other.degree.is_empty();
    let mut others = columns.iter().filter_map(|at| text_of(row.cell(*at))).map(|text| name::split(&text));
    own.degree.is_empty().then(|| others.find(same)).flatten().map(|other| other.degree)
}

/// Whether names stand in the column of births, as its heading says, and in none of their own.
pub(super) fn over_birth(table: &Table) -> bool {
    let birth = table.mapping.get("birth");
    let says = |column: &Column| fold(&column.heading).split(' ').any(|word| word == "nama");
    !table.mapping.contains_key("name") && table.columns.iter().any(|c| Some(&c.index) == birth && says(c))
}

/// Whether the heading of the names speaks of what else stands there: `Nama / Jabatan`.
pub(super) fn heads_more(table: &Table) -> bool {
    let column = table.columns.iter().find(|column| Some(&column.index) == table.mapping.get("name"));
    // Of two lines of a heading a blank is left.
    let says = |heading: &str| is_name_and_more(heading) || is_name_and_more(&heading.replacen(' ', "/", 1));
    column.is_some_and(|column| says(&column.heading))
}

/// Takes the numbers off a name that stand below or behind it: each is put into its own place where that is empty, and one that
/// differs from what stands there becomes a remark, which a person looks at.
pub(super) fn part_numbers(out: &mut Cow<'_, Cells>) {
    if let Some(name) = out.get("name").and_then(Cell::as_text).and_then(without_bare_label) {
        out.to_mut().insert("name".into(), Cell::text(&name));
    }
    for (field, label, length) in [("nip", "nip", 18), ("nik", "nik", 16)] {
        if let Some(Cell::Text(text)) = out.get("name")
            && let Some((name, digits)) = name_and_number(text, label, length)
        {
            let own: Option<String> = out.get(field).and_then(text_of);
            let same = own.as_ref().is_some_and(|own| own.chars().filter(char::is_ascii_digit).eq(digits.chars()));
            let out = out.to_mut();
            let other = own.is_some() && !same;
            let name = if other { format!("{name} ({label} {digits})") } else { name };
            out.insert("name".into(), Cell::text(&name));
            if own.is_none() {
                out.insert(field.into(), Cell::Text(digits));
            }
        }
    }
}

/// A name without the label of a number below it that nobody has: `Ani⏎NIP. -`, `Ani⏎-`.
fn without_bare_label(text: &str) -> Option<String> {
    let (name, below) = text.trim().rsplit_once('\n')?;
    let folded = fold(below);
    let is_label = folded.is_empty() || matches!(folded.as_str(), "nip" | "ni pppk" | "nip pppk" | "nippppk" | "nik");
    (is_label && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// `Ani, S.Hum. NIP. 19800312 …`: the name, and the digits behind the label; or behind a stroke or on a line of their own,
/// where the label was thought needless.
fn name_and_number(text: &str, label: &str, length: usize) -> Option<(String, String)> {
    let lower = text.to_ascii_lowercase();
    let apart = || {
        let rest = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-'));
        rest.ends_with(['/', '\n', '(']).then_some(rest.len())
    };
    let taken = |at: usize| {
        let (name, rest) = text.split_at_checked(at)?;
        let apart = name.ends_with(|c: char| !c.is_alphanumeric());
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        (apart && digits.len() == length).then(|| {
            let name = name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | '-' | ';'));
            (name.to_owned(), digits)
        })
    };
    lower.rfind(label).and_then(taken).or_else(|| apart().and_then(taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_below_a_name_is_taken_off_only_when_it_is_whole() {
        let whole = name_and_number("Ani, S.Hum.\nNIP. 19800312 201001 2 001", "nip", 18);
        assert_eq!(whole, Some(("Ani, S.Hum.".to_owned(), "198003122010012001".to_owned())));
        assert_eq!(name_and_number("Ani NIP. 198003122010", "nip", 18), None);
        assert_eq!(name_and_number("Nipah 198003122010012001", "nip", 18), None);
        for text in ["Ani, S.Hum. / 198003122010012001", "Ani, S.Hum.\n19800312 201001 2 001"] {
            assert_eq!(name_and_number(text, "nip", 18), whole, "{text}");
        }
        assert_eq!(name_and_number("Ani, S.Hum. / 1980", "nip", 18), None);
    }
}

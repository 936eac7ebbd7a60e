//! Values that a sheet spreads over several columns, or writes together in one: a birth date in three columns, ticks
//! under *L* and *P* or under the clusters; a NIP below the name, a telephone beside a mail address.

use std::borrow::Cow;

use certification::text::fold;

use super::{beside_name, names, together};
use crate::{
    clusters::Schemes,
    institutions,
    regions::{Found, regions},
    table::{Cells, Column, Table, text_of},
    ticks::{self, is_ticked, own},
    values::{
        contact, identity, name,
        remark::{self, Meaning},
    },
    workbook::Cell,
};

/// Gathers into one cell what the table spreads over several columns.
pub(super) fn gather(table: &Table, cells: &mut [(u32, Cells)], schemes: &Schemes) {
    let days = birth_in_three(&table.columns);
    let phones = other_phones(table);
    let sexes = sex_in_two(&table.columns).filter(|pair| table.mapping.get("sex").is_none_or(|at| pair.contains(at)));
    let ticked = ticks::schemes(table, "cluster", schemes);
    let fuller = names::fuller(table);
    let with_institution = institution_behind_position(table);
    let with_birth = names::over_birth(table);
    let names =
        names::in_two(&table.columns).filter(|pair| table.mapping.get("name").is_some_and(|at| pair.contains(at)));
    for ((_, cells), row) in cells.iter_mut().zip(&table.rows) {
        if let Some([day, month, year]) = days {
            let part = |at: usize| text_of(row.cell(at));
            if let (Some(day), Some(month), Some(year)) = (part(day), part(month), part(year)) {
                cells.insert("born".into(), Cell::Text(format!("{day}-{month}-{year}")));
            }
        }
        if cells.get("phone").is_none_or(|cell| text_of(cell).is_none())
            && let Some(phone) = phones.iter().map(|at| row.cell(*at)).find(|cell| text_of(cell).is_some())
        {
            cells.insert("phone".into(), phone.clone());
        }
        if let Some(pair) = names {
            let parts: Vec<String> = pair.iter().filter_map(|at| text_of(row.cell(*at))).collect();
            cells.insert("name".into(), Cell::text(&parts.join(" ")));
        }
        if let Some(degree) =
            cells.get("name").and_then(text_of).and_then(|name| names::fuller_degree(&name, row, &fuller))
        {
            cells.insert("degree".into(), Cell::Text(degree));
        }
        if with_institution
            && let Some(text) = cells.get("position").and_then(text_of)
            && together::institution_beside(&text).is_none()
            && let Some((position, institution)) =
                institutions::begin_within(&text).and_then(|at| text.split_at_checked(at))
        {
            cells.insert("institution".into(), Cell::text(institution));
            cells.insert("position".into(), Cell::text(position));
        }
        if with_birth
            && let Some((name, birth)) = cells.get("birth").and_then(Cell::as_text).and_then(together::name_and_birth)
        {
            cells.insert("name".into(), Cell::Text(name));
            cells.insert("birth".into(), Cell::Text(birth));
        }
        if let Some([man, woman]) = sexes {
            let said = match (is_ticked(row, man), is_ticked(row, woman)) {
                (true, false) => Cell::text("L"),
                (false, true) => Cell::text("P"),
                _ => Cell::Empty,
            };
            cells.insert("sex".into(), said);
        }
        if let Some(ticked) = &ticked {
            cells.insert("cluster".into(), ticks::names(row, ticked, " / "));
        }
    }
}

/// Headings of columns in which an office notes who does not come.
const NOTES: &[&str] =
    &["ket", "keterangan", "catatan", "status", "status peserta", "konfirmasi", "kehadiran", "status kehadiran"];

/// Puts what a column of notes says of somebody who does not come beside the name, where a person sees and mends it.
pub(super) fn withdrawn(table: &Table, cells: &mut [(u32, Cells)]) {
    let notes = |column: &&Column| column.field.is_none() && NOTES.contains(&own(column).as_str());
    let notes: Vec<usize> = table.columns.iter().filter(notes).map(|column| column.index).collect();
    for ((_, cells), row) in cells.iter_mut().zip(&table.rows) {
        let said = notes.iter().filter_map(|at| text_of(row.cell(*at)));
        let Some(note) = said.into_iter().find(|note| remark::meaning(note) == Meaning::Withdrawn) else { continue };
        let own = parted(cells).into_owned();
        let Some(name) = own.get("name").and_then(text_of) else { continue };
        if name::split(&name).remark.is_empty() {
            *cells = own;
            cells.insert("name".into(), Cell::Text(format!("{name} ({})", note.replace(['(', ')', '[', ']'], " "))));
        }
    }
}

/// Fields that people of one office share, and for which a mark may stand for what is written above.
const SHARED: [&str; 4] = ["institution", "kab", "province", "cluster"];

/// Puts what is written above where a mark says that it holds here too: `sda`, `idem`, `"`.
pub(super) fn ditto(cells: &mut [(u32, Cells)]) {
    for field in SHARED {
        let mut above: Option<Cell> = None;
        for cell in cells.iter_mut().filter_map(|(_, cells)| cells.get_mut(field)) {
            match &above {
                Some(above) if is_ditto(cell) => cell.clone_from(above),
                _ => above = Some(cell.clone()).filter(|cell| text_of(cell).is_some()),
            }
        }
    }
}

fn is_ditto(cell: &Cell) -> bool {
    let Some(text) = cell.as_text().map(str::trim).filter(|text| !text.is_empty()) else { return false };
    let mark = |c: char| matches!(c, '"' | '”' | '“' | '〃' | '\'' | '’' | '-' | '–' | '/' | ' ' | ',');
    let signs = text.chars().all(mark) && text.contains(['"', '”', '“', '〃', '\'', '’', ',']);
    signs
        || matches!(
            fold(text).as_str(),
            "sda"
                | "s d a"
                | "idem"
                | "ibid"
                | "dito"
                | "do"
                | "sama"
                | "sama dengan di atas"
                | "sama dengan diatas"
                | "sama dengan atas"
                | "sama dg atas"
                | "sama dg di atas"
                | "sama seperti di atas"
                | "sama seperti atas"
                | "sama di atas"
                | "sama diatas"
                | "sama atas"
        )
}

fn birth_in_three(columns: &[Column]) -> Option<[usize; 3]> {
    columns.windows(3).find_map(|three| {
        let [day, month, year] = three else { return None };
        let fits = matches!(own(day).as_str(), "tgl" | "tanggal" | "hari" | "tgl lahir")
            && matches!(own(month).as_str(), "bln" | "bulan" | "bln lahir")
            && matches!(own(year).as_str(), "thn" | "tahun" | "th" | "thn lahir");
        fits.then_some([day.index, month.index, year.index])
    })
}

/// Columns of a telephone of the participant's own beside the one that was taken.
fn other_phones(table: &Table) -> Vec<usize> {
    let plain = |column: &&Column| {
        let folded = fold(&column.heading);
        let mut words = folded.split(' ').filter(|word| !matches!(*word, "no" | "nomor" | "aktif")).peekable();
        let is_own = |word: &str| matches!(word, "wa" | "whatsapp" | "hp" | "handphone" | "telepon" | "telp" | "tlp");
        words.peek().is_some() && words.all(is_own)
    };
    let free = table.columns.iter().filter(|column| column.field.is_none() && !column.hidden);
    free.filter(plain).filter(|_| table.mapping.contains_key("phone")).map(|column| column.index).collect()
}

/// Whether institutions stand in the column of positions, as its heading says, and in none of their own.
fn institution_behind_position(table: &Table) -> bool {
    let says = |column: &&Column| {
        let words = fold(&column.heading);
        words.split(' ').any(|word| matches!(word, "instansi" | "unit" | "lembaga" | "sekolah" | "kantor" | "satuan"))
    };
    let position = table.mapping.get("position");
    let column = table.columns.iter().find(|column| Some(&column.index) == position);
    !table.mapping.contains_key("institution") && column.filter(says).is_some()
}

fn sex_in_two(columns: &[Column]) -> Option<[usize; 2]> {
    columns.windows(2).find_map(|two| {
        let [man, woman] = two else { return None };
        let said = [identity::sex(&own(man)), identity::sex(&own(woman))];
        (said == [Some('L'), Some('P')]).then_some([man.index, woman.index])
    })
}

/// Parts what is written together under headings of two things, so that a person sees and mends each by itself.
pub(super) fn part(table: &Table, cells: &mut [(u32, Cells)]) {
    let names_more = names::heads_more(table);
    for (_, cells) in cells {
        // What differs from its own column stays, and is told when the row is judged.
        if names_more && let Some((apart, true)) = beside_name::put_apart(&parted_by_number(cells)) {
            *cells = apart;
        }
        if let Cow::Owned(parted) = parted_under_two_headings(Cow::Borrowed(cells)) {
            *cells = parted;
        }
    }
}

/// The cells of a row with what was written together in one of them parted, where its own place is empty.
pub(super) fn parted(cells: &Cells) -> Cow<'_, Cells> {
    parted_and_told(cells).0
}

/// The same, and whether the cell of the name held more than its heading speaks of, so that a person has to look at it.
pub(super) fn parted_and_told(cells: &Cells) -> (Cow<'_, Cells>, bool) {
    let out = parted_by_number(cells);
    match beside_name::put_apart(&out) {
        Some((apart, _)) => (Cow::Owned(parted_under_two_headings(Cow::Owned(apart)).into_owned()), true),
        None => (parted_under_two_headings(out), false),
    }
}

/// Numbers below a name, and a telephone beside an address.
fn parted_by_number(cells: &Cells) -> Cow<'_, Cells> {
    let blank = |field: &str| cells.get(field).is_none_or(Cell::is_blank);
    let mut out = Cow::Borrowed(cells);
    names::part_numbers(&mut out);
    for (of, other) in [("phone", "email"), ("email", "phone")] {
        if blank(other)
            && let Some(Cell::Text(text)) = out.get(of)
            && let Some((phone, email)) = phone_and_email(text)
        {
            let out = out.to_mut();
            out.insert("phone".into(), Cell::Text(phone));
            out.insert("email".into(), Cell::Text(email));
        }
    }
    out
}

/// What stands together under a heading that names two things.
fn parted_under_two_headings(mut out: Cow<'_, Cells>) -> Cow<'_, Cells> {
    let text = |cells: &Cells, field: &str| cells.get(field).and_then(Cell::as_text).map(str::to_owned);
    let blank = |cells: &Cells, field: &str| cells.get(field).is_none_or(Cell::is_blank);
    for (of, other) in [("nik", "nip"), ("nip", "nik")] {
        if blank(&out, other)
            && let Some((nik, nip)) = text(&out, of).and_then(|text| together::nik_and_nip(&text))
        {
            let out = out.to_mut();
            out.insert("nik".into(), Cell::Text(nik));
            out.insert("nip".into(), Cell::Text(nip));
        }
    }
    for of in ["birth", "born"] {
        if blank(&out, "nik")
            && let Some((birth, nik)) = text(&out, of).and_then(|text| together::birth_and_nik(&text))
        {
            let out = out.to_mut();
            out.insert(of.into(), Cell::Text(birth));
            out.insert("nik".into(), Cell::Text(nik));
        }
        if blank(&out, "sex")
            && let Some((birth, sex)) = text(&out, of).and_then(|text| together::birth_and_sex(&text))
        {
            let out = out.to_mut();
            out.insert(of.into(), Cell::Text(birth));
            out.insert("sex".into(), Cell::Text(sex));
        }
    }
    for of in ["kab", "province", "position"] {
        if blank(&out, "institution")
            && let Some((institution, rest)) = text(&out, of).and_then(|text| together::institution_beside(&text))
        {
            let whole = text(&out, of).unwrap_or_default();
            let is_district = |rest: &String| regions().district(rest, None) != Found::None;
            let (institution, rest) = match (of, together::institution_and_district(&whole), rest) {
                ("position", _, rest) => (institution, rest),
                // Its district is parted below.
                ("province", ..) => (whole, None),
                (_, Some((institution, district)), _) => (institution, Some(district)),
                (_, None, Some(rest)) if is_district(&rest) => (institution, Some(rest)),
                // An address beside the name of an office.
                (_, None, _) => (whole, None),
            };
            let out = out.to_mut();
            out.insert("institution".into(), Cell::Text(institution));
            match rest {
                Some(rest) => out.insert(of.into(), Cell::Text(rest)),
                None => out.remove(of),
            };
        }
    }
    for without in [together::institution_without_address, together::institution_without_district_again] {
        if let Some(institution) = text(&out, "institution").and_then(|text| without(&text)) {
            out.to_mut().insert("institution".into(), Cell::Text(institution));
        }
    }
    if !out.contains_key("kab")
        && let Some((institution, kab)) =
            text(&out, "institution").and_then(|text| together::institution_and_district(&text))
    {
        let out = out.to_mut();
        out.insert("institution".into(), Cell::Text(institution));
        out.insert("kab".into(), Cell::Text(kab));
    }
    out
}

/// A telephone and a mail address in one cell.
fn phone_and_email(text: &str) -> Option<(String, String)> {
    let mut pieces: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|'))
        .filter(|piece| !piece.is_empty())
        .collect();
    let at = pieces.iter().position(|piece| piece.contains('@'))?;
    let email = pieces.remove(at);
    let is_label = |piece: &str| matches!(fold(piece).as_str(), "email" | "e mail" | "surel" | "");
    pieces.retain(|piece| !is_label(piece));
    let phone = pieces.join(" ");
    let usable = matches!(contact::phone(&Cell::text(&phone)), contact::Contact::Good(_));
    usable.then(|| (phone, email.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_repeats_what_stands_above_and_nothing_else_does() {
        let of =
            |kab: &str, name: &str| Cells::from([("kab".into(), Cell::text(kab)), ("name".into(), Cell::text(name))]);
        let said = ["Tapin", "sda", "\"", "s.d.a.", "-\"-", "-", "idem", "Balangan", "Idem", "sama", "do"];
        let mut cells: Vec<(u32, Cells)> = (1..).zip(said.map(|text| of(text, text))).collect();
        ditto(&mut cells);
        let read: Vec<String> = cells.iter().map(|(_, cells)| cells["kab"].to_string()).collect();
        assert_eq!(
            read,
            ["Tapin", "Tapin", "Tapin", "Tapin", "Tapin", "-", "idem", "Balangan", "Balangan", "Balangan", "Balangan"]
        );
        assert_eq!(cells[1].1["name"], Cell::text("sda"));
    }

    #[test]
    fn a_telephone_and_an_address_in_one_cell_are_parted() {
        let parted = |text| phone_and_email(text);
        let both = Some(("081250000001".to_owned(), "ani@contoh.go.id".to_owned()));
        assert_eq!(parted("081250000001\nani@contoh.go.id"), both);
        assert_eq!(parted("Email: ani@contoh.go.id / 081250000001"), both);
        assert_eq!(parted("ani@contoh.go.id, budi@contoh.go.id"), None);
    }
}

//! Code lists as an authority gives them (education, occupation, sources of funds, ministries,
//! cities, provinces, schedules): one table with a column for the list, or a sheet for each list.

use std::{collections::BTreeMap, sync::LazyLock};

use certification::{record::organisation::CodeEntry, text::fold};
use serde::{Deserialize, Serialize};

use crate::{
    Refusal, Refused,
    header::{Dictionary, Term},
    table::{Corrections, Table, Wanted, text_of},
    workbook::{Limits, Workbook},
};

/// Code lists as read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The entries, as they go into the store.
    pub entries: Vec<CodeEntry>,
    /// Rows that were left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Name of the sheet.
    pub sheet: String,
    /// The sheet's own row, from 1.
    pub row: u32,
    /// `no_code`, `no_label` or `code_twice`.
    pub code: String,
}

const TERMS: &[Term] = &[
    ("list", &["daftar", "list", "kategori", "referensi", "kelompok", "nama daftar", "jenis kode", "nama referensi"]),
    ("code", &["kode", "code", "id", "kode bnsp", "nilai"]),
    (
        "label",
        &[
            "label",
            "nama",
            "uraian",
            "keterangan",
            "deskripsi",
            "arti",
            "name",
            "pendidikan",
            "pekerjaan",
            "kota",
            "provinsi",
            "kabupaten kota",
            "kementerian",
            "sumber anggaran",
            "jadwal",
            "jenjang",
            "nama kota",
            "nama provinsi",
            "instansi",
            "anggaran",
            "sumber dana",
        ],
    ),
];

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::new(TERMS));

/// Reads code lists. Without a column for the list, each sheet is one, called `list` or by the sheet's name.
///
/// # Errors
/// [`Refused`] for files that are no workbook we read, or hold no table of codes.
pub fn read(bytes: &[u8], limits: &Limits, list: Option<&str>) -> Result<Reading, Refused> {
    let workbook = Workbook::read(bytes, limits)?;
    let wanted = Wanted::codes(&DICTIONARY);
    let mut reading = Reading::default();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for sheet in &workbook.sheets {
        let corrections = Corrections::sheet(&sheet.name);
        let Ok(table) = Table::find(&workbook, &wanted, &corrections) else { continue };
        let named = list.map_or_else(|| slug(&sheet.name), slug);
        for row in &table.rows {
            let text = |field: &str| table.mapping.get(field).and_then(|column| text_of(row.cell(*column)));
            let mut leave = |code: &str| {
                let (sheet, code) = (sheet.name.clone(), code.to_owned());
                reading.left_out.push(LeftOut { sheet, row: row.number, code });
            };
            let (code, label) = (text("code"), text("label"));
            let (Some(code), Some(label)) = (&code, &label) else {
                leave(if code.is_none() { "no_code" } else { "no_label" });
                continue;
            };
            let list = text("list").map_or_else(|| named.clone(), |l| slug(&l));
            let id = format!("{list}:{code}");
            match seen.get(&id) {
                Some(known) if known == label => {}
                Some(_) => leave("code_twice"),
                None => {
                    seen.insert(id.clone(), label.clone());
                    reading.entries.push(CodeEntry { id, list, code: code.clone(), label: label.clone() });
                }
            }
        }
    }
    if reading.entries.is_empty() { Err(Refusal::NoTable.into()) } else { Ok(reading) }
}

/// A list's lasting name: `Sumber Anggaran` is `sumber-anggaran`.
fn slug(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("kode ").unwrap_or(&folded).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_table_with_a_column_for_the_list() {
        let csv = "Daftar;Kode;Label\npendidikan;06;S1\npendidikan;07;S2\nKode Pekerjaan;12;Pustakawan\npendidikan;06;Sarjana\n;;\npendidikan;;S3\n";
        let reading = read(csv.as_bytes(), &Limits::default(), None).unwrap();
        let got: Vec<_> = reading.entries.iter().map(|e| (e.id.as_str(), e.label.as_str())).collect();
        assert_eq!(got, [("pendidikan:06", "S1"), ("pendidikan:07", "S2"), ("pekerjaan:12", "Pustakawan")]);
        let left: Vec<_> = reading.left_out.iter().map(|l| (l.row, l.code.as_str())).collect();
        assert_eq!(left, [(5, "code_twice"), (7, "no_code")]);
    }

    #[test]
    fn one_list_whose_name_the_caller_gives() {
        let reading =
            read(b"Kode,Sumber Anggaran\n1,APBN\n2,APBD\n", &Limits::default(), Some("Sumber Anggaran")).unwrap();
        assert_eq!(reading.entries[1].id, "sumber-anggaran:2");
    }
}

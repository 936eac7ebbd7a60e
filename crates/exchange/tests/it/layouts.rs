//! Other layouts than the sample's: what offices send in other years, each with what must be read.

use exchange::{
    participants::{self, Context, Reading},
    refusal::Refusal,
    table::{Corrections, Mapping},
    workbook::Limits,
};
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::{Value, json};

use crate::{FIRST_DAY, expected, sample, samples::assert_rows_equal};

fn read(bytes: &[u8]) -> Reading {
    participants::read(bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

fn put(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0_u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

fn field(reading: &Reading, at: usize, name: &str) -> Value {
    serde_json::to_value(&reading.rows[at].understood.participant).unwrap()[name].clone()
}

/// The committed second layout: other order, one column for place and date, degrees apart, a
/// hidden old column, a numbered row under the heading, sections, totals and two signatures.
#[test]
fn the_recapitulation_of_a_district_is_understood_as_expected() {
    let reading = read(&sample("layout-lain/rekap.xlsx"));
    let got = serde_json::to_value(reading.participants()).unwrap();
    assert_rows_equal(&got, &expected("layout-lain/rekap.expected.json"));
    assert_eq!(reading.sheets[0].name, "Data Peserta");
    assert_eq!(reading.left.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["Petunjuk"]);
}

/// No column of sex, three levels of heading, merged institutions, the number typed as a date.
fn by_institution() -> Vec<u8> {
    let mut book = Workbook::new();
    let centre = Format::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &["USULAN PESERTA", "", "", "Lampiran surat nomor 041/123"]);
    sheet.merge_range(2, 0, 4, 0, "NO", &centre).unwrap();
    sheet.merge_range(2, 1, 2, 5, "IDENTITAS PESERTA", &centre).unwrap();
    sheet.merge_range(3, 1, 3, 2, "TEMPAT DAN TANGGAL LAHIR", &centre).unwrap();
    put(sheet, 4, &["", "TEMPAT", "TANGGAL", "NAMA LENGKAP & GELAR", "NOMOR INDUK KEPENDUDUKAN", "NIP/NIPPPK"]);
    sheet.merge_range(2, 6, 2, 7, "INSTANSI", &centre).unwrap();
    put(sheet, 4, &["", "", "", "", "", "", "NAMA", "KABUPATEN/KOTA"]);
    sheet.merge_range(2, 8, 2, 9, "KONTAK", &centre).unwrap();
    put(sheet, 4, &["", "", "", "", "", "", "", "", "HP/WA", "SUREL"]);
    sheet.merge_range(2, 10, 4, 10, "Klaster Kompetensi yang diujikan", &centre).unwrap();
    put(
        sheet,
        5,
        &[
            "1.",
            "Rantau",
            "",
            "Ahmad, S.Pd.",
            "6305120811920655",
            "199211082017021006",
            "",
            "",
            "0852 1556 6887",
            "ahmad@contoh.go.id",
            "Promosi Perpustakaan",
        ],
    );
    let date = Format::new().set_num_format("dd mmmm yyyy");
    sheet.write_datetime_with_format(5, 2, ExcelDateTime::from_ymd(1992, 11, 8).unwrap(), &date).unwrap();
    put(
        sheet,
        6,
        &[
            "2.",
            "Rantau",
            "8 Des 1990",
            "NOOR HAYATI S.IP",
            "6305124812900001",
            "",
            "",
            "",
            "+62-813-4064-1545",
            "NOOR@CONTOH.GO.ID",
            "LAYANAN ANAK",
        ],
    );
    sheet.merge_range(5, 6, 6, 6, "Dispersip Tapin", &centre).unwrap();
    sheet.merge_range(5, 7, 6, 7, "TAPIN", &centre).unwrap();
    put(
        sheet,
        7,
        &[
            "3.",
            "Kotabaru",
            "1990-12-08",
            "Siti",
            "6302124812900001",
            "",
            "SMPN 2 Kotabaru",
            "Kota Baru",
            "8134064154",
            "-",
            "Pengolahan Bahan Perpustakaan Deskriptif",
        ],
    );
    put(sheet, 10, &["", "", "", "Mengetahui", "", "", "", "", "Rantau, 1 Oktober 2025"]);
    book.save_to_buffer().unwrap()
}

#[test]
fn merged_institutions_and_a_missing_column_of_sex() {
    let reading = read(&by_institution());
    let want = [
        json!({"row": 6, "name": "Ahmad", "degree": "S.Pd.", "nik": "6305120811920655", "born": "1992-11-08", "sex": "L", "kab": "63.05",
            "cluster": "promosi", "phone": "+6285215566887", "email": "ahmad@contoh.go.id",
            "institution": "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", "institution_kind": "dinas-kabkota",
            "nip": "199211082017021006", "issues": []}),
        json!({"row": 7, "name": "Noor Hayati", "degree": "S.IP", "nik": "6305124812900001", "born": "1990-12-08", "sex": "P", "kab": "63.05",
            "cluster": "layanan-anak", "phone": "+6281340641545", "email": "NOOR@CONTOH.GO.ID",
            "institution": "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", "institution_kind": "dinas-kabkota", "nip": null, "issues": []}),
        json!({"row": 8, "name": "Siti", "degree": "", "nik": "6302124812900001", "born": "1990-12-08", "sex": "P", "kab": "63.02",
            "cluster": "pengatalogan-deskriptif", "phone": "+628134064154", "email": null,
            "institution": "SMP Negeri 2 Kotabaru", "institution_kind": "sekolah", "nip": null,
            "issues": [{"field": "email", "code": "missing", "severity": "warning"}]}),
    ];
    assert_rows_equal(&serde_json::to_value(reading.participants()).unwrap(), &json!(want));
    assert_eq!(reading.sheets[0].heading, (3, 5));
}

#[test]
fn separated_text_keeps_digits_and_reads_alike() {
    let csv = "Rekap peserta;;;;;;\n\
        Nama;No. KTP;Tgl Lahir;Kab/Kota;Email;Telp;Skema\n\
        \"Ani Maulana, S.Hum.\";6307024811830356;08/11/83;HST;ani@contoh.go.id;081220987856;Layanan Dasar\n\
        Budi;6,30705E+15;17-1-1999;HSS;budi@contoh.go.id;081220987857;Promosi\n";
    for bytes in [csv.as_bytes().to_vec(), encoding_utf16(csv), [&[0xEF, 0xBB, 0xBF], csv.as_bytes()].concat()] {
        let reading = read(&bytes);
        assert_eq!(reading.rows.len(), 2);
        assert_eq!(field(&reading, 0, "nik"), "6307024811830356");
        assert_eq!(field(&reading, 0, "kab"), "63.07");
        assert_eq!(field(&reading, 0, "row"), 3);
        assert_eq!(field(&reading, 1, "issues")[0]["code"], "numeric_cell_may_be_rounded");
    }
}

fn encoding_utf16(text: &str) -> Vec<u8> {
    [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
}

#[test]
fn a_column_is_known_by_what_stands_in_it_when_its_heading_says_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &["Nama", "Klaster", "Kab/Kota", "Kolom1", "Kolom2", "Kolom3", "Kolom4"]);
    for row in 1..=4_u32 {
        let nik = format!("630402480892000{row}");
        let cells = ["Rina", "Promosi", "Batola", &nik, "rina@contoh.go.id", "081220987856", "8 Agustus 1992"];
        put(sheet, row, &cells);
    }
    let reading = read(&book.save_to_buffer().unwrap());
    let mapping: Vec<(&str, usize)> = reading.sheets[0].mapping.iter().map(|(f, c)| (f.as_str(), *c)).collect();
    assert_eq!(mapping, [("born", 6), ("cluster", 1), ("email", 4), ("kab", 2), ("name", 0), ("nik", 3), ("phone", 5)]);
}

#[test]
fn a_corrected_mapping_and_sheet_are_used_as_given() {
    let bytes = by_institution();
    let found = read(&bytes);
    let mut mapping: Mapping = found.sheets[0].mapping.clone();
    mapping.remove("nip");
    mapping.insert("birth_place".to_owned(), 6);
    let corrections = Corrections { mappings: [("Sheet1".to_owned(), mapping)].into(), ..Corrections::sheet("Sheet1") };
    let limits = Limits::default();
    let again = participants::read(&bytes, &limits, &corrections, &Context::on(FIRST_DAY)).unwrap();
    assert_eq!(again.rows[0].understood.beside.birth_place.as_deref(), Some("Dispersip Tapin"));
    assert_eq!(again.rows[0].understood.participant.nip, None);
    let nowhere = Corrections::sheet("Lain");
    let refused = participants::read(&bytes, &limits, &nowhere, &Context::on(FIRST_DAY)).unwrap_err();
    assert_eq!(refused.why, Refusal::NoSuchSheet);
}

#[test]
fn a_mended_row_is_judged_by_the_same_rules() {
    let reading = read(&sample("kalsel-2025/peserta.xlsx"));
    let context = Context { home: reading.home.clone(), ..Context::on(FIRST_DAY) };
    let mut rows: Vec<_> = reading.rows.iter().map(|r| (r.row, r.cells.clone())).collect();
    // Row 44: the NIK typed anew as text; row 31: the twin's NIK mended.
    for (row, nik) in [(44, "6310096003730553"), (31, "6309021606820386")] {
        let cells = rows.iter_mut().find(|(r, _)| *r == row).map(|(_, cells)| cells).unwrap();
        cells.insert("nik".into(), exchange::workbook::Cell::text(nik));
    }
    let again = participants::understand_all(rows.iter().map(|(row, cells)| (*row, cells)), &context);
    let issues = |row: u32| again.iter().find(|u| u.participant.row == row).unwrap().participant.issues.len();
    assert_eq!((issues(44), issues(31), issues(32)), (0, 0, 0));
    let untouched = again.iter().zip(&reading.rows).filter(|(a, b)| **a == b.understood).count();
    assert_eq!(untouched, 57);
}

#[test]
fn nobody_is_fifteen_before_the_first_day() {
    let csv = "Nama;NIK;Tgl Lahir;Klaster\nA B;1;01/11/10;Promosi\nC D;2;29/10/10;Promosi\nE F;3;1/1/70;Promosi\n";
    let reading = read(csv.as_bytes());
    let born: Vec<Option<Date>> = reading.participants().iter().map(|p| p.born).collect();
    let on = |y, m, d| Some(Date::constant(y, m, d));
    assert_eq!(born, [on(1910, 11, 1), on(2010, 10, 29), on(1970, 1, 1)]);
}

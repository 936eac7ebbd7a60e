//! How offices fill sheets in: long questions of a form, signatures right under the table, districts as
//! headings of groups, formulas that failed, separated text of Windows.

use exchange::{
    participants::{self, Context, Reading},
    table::Corrections,
    workbook::Limits,
};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde_json::{Value, json};

use crate::{FIRST_DAY, sample};

const HEADINGS: [&str; 10] =
    ["No", "Nama", "NIK", "L/P", "Tgl Lahir", "Unit Kerja", "Kab/Kota", "HP", "Email", "Klaster"];

fn read(bytes: &[u8]) -> Reading {
    participants::read(bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

fn all(reading: &Reading, field: &str) -> Vec<Value> {
    let value = |p| serde_json::to_value(p).unwrap()[field].clone();
    reading.participants().into_iter().map(value).collect()
}

fn person(at: u32) -> [String; 10] {
    [
        at.to_string(),
        format!("Ani {}, S.Hum.", ["Satu", "Dua", "Tiga", "Empat"][at as usize - 1]),
        format!("63050252038{at}000{at}"),
        "P".to_owned(),
        format!("12-03-198{at}"),
        "Dispersip Tapin".to_owned(),
        "Tapin".to_owned(),
        format!("08125000000{at}"),
        format!("ani{at}@contoh.go.id"),
        "Promosi".to_owned(),
    ]
}

fn put<T: AsRef<str>>(sheet: &mut Worksheet, row: u32, first: u16, cells: &[T]) {
    for (column, cell) in (first..).zip(cells) {
        if !cell.as_ref().is_empty() {
            sheet.write_string(row, column, cell.as_ref()).unwrap();
        }
    }
}

#[test]
fn the_long_questions_of_a_form_are_headings_with_their_examples() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let questions = [
        "Timestamp",
        "Nama lengkap beserta gelar (mohon ditulis dengan benar dan lengkap karena akan digunakan untuk penulisan nama pada sertifikat, contoh: Budi, S.I.Pust.)",
        "Nomor Induk Kependudukan (NIK) sesuai KTP, contoh: 6371010101900001",
        "Jenis kelamin",
        "Tempat dan tanggal lahir (contoh: Banjarmasin, 17 Agustus 1990)",
        "Asal instansi / unit kerja (tuliskan nama lengkap, jangan disingkat)",
        "Kabupaten/kota tempat Anda bekerja",
        "Nomor WhatsApp yang aktif (contoh: 081234567890)",
        "Alamat email (contoh: nama@contoh.go.id)",
        "Klaster/skema sertifikasi kompetensi yang akan diikuti",
        "Unggah KTP",
    ];
    put(sheet, 0, 0, &questions);
    for at in 1..=3 {
        let mut cells = person(at).to_vec();
        cells[0] = "9/1/2025 10:00:00".to_owned();
        cells[4] = format!("Rantau, 12 Maret 198{at}");
        put(sheet, at, 0, &cells);
    }
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "issues"), vec![json!([]); 3]);
    assert_eq!(all(&reading, "born"), [json!("1981-03-12"), json!("1982-03-12"), json!("1983-03-12")]);
    assert_eq!(all(&reading, "phone")[0], "+6281250000001");
}

#[test]
fn headings_in_english_abbreviated_and_with_a_slip() {
    let english = [
        "ID",
        "Full Name",
        "ID Number",
        "Sex",
        "Date of Birth",
        "Institution",
        "District/City",
        "Mobile",
        "E-mail",
        "Certification Scheme",
    ];
    let slips = [
        "Nmr",
        "Nama Lenkap",
        "N.I.K",
        "J/K",
        "Tangal Lahri",
        "Instnasi",
        "Kabupatn",
        "No. Hanphone",
        "Pos-el",
        "Klatser",
    ];
    for headings in [english, slips] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        put(sheet, 0, 30, &headings);
        put(sheet, 1, 30, &person(1));
        let reading = read(&book.save_to_buffer().unwrap());
        assert_eq!(reading.sheets[0].mapping.len(), 9, "{headings:?}: {:?}", reading.sheets[0].mapping);
        assert_eq!(all(&reading, "issues"), [json!([])], "{headings:?}");
        assert_eq!(all(&reading, "nik"), ["6305025203810001"]);
    }
}

#[test]
fn a_merged_parent_gives_no_field_to_the_column_it_only_reaches() {
    let mut book = Workbook::new();
    let centre = Format::new();
    let sheet = book.add_worksheet();
    let top = ["NO", "KLASTER", "Nama", "NIK", "", "", "L/P", "Instansi", "Kab", "HP", "Email"];
    put(sheet, 0, 0, &top);
    sheet.merge_range(0, 4, 0, 5, "Tempat/Tanggal Lahir", &centre).unwrap();
    put(sheet, 1, 4, &["Tempat", "Tanggal Lahir"]);
    for at in 1..=3 {
        let [no, name, nik, sex, born, institution, kab, phone, email, cluster] = person(at);
        let cells = [no, cluster, name, nik, "Rantau".to_owned(), born, sex, institution, kab, phone, email];
        put(sheet, at + 1, 0, &cells);
    }
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(reading.sheets[0].heading, (1, 2));
    assert_eq!(all(&reading, "row"), [3, 4, 5]);
    assert_eq!(all(&reading, "issues"), vec![json!([]); 3]);
}

#[test]
fn parents_that_nobody_merged_under_a_title_that_somebody_did() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 9, "DAFTAR PESERTA", &Format::new()).unwrap();
    put(sheet, 2, 0, &["NO", "NAMA", "NIK", "L/P", "LAHIR", "INSTANSI", "", "KONTAK", "", "KLASTER"]);
    put(sheet, 3, 5, &["NAMA", "KAB/KOTA", "HP", "EMAIL"]);
    put(sheet, 4, 0, &person(1));
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "issues"), [json!([])]);
    assert_eq!(all(&reading, "institution"), ["Dinas Perpustakaan dan Kearsipan Kabupaten Tapin"]);
}

#[test]
fn signatures_right_under_the_last_row_are_no_people() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, 0, &HEADINGS[1..]);
    for at in 1..=3 {
        put(sheet, at, 0, &person(at)[1..]);
    }
    put(sheet, 4, 0, &["Mengetahui,", "", "", "", "", "Rantau, 1 Oktober 2025"]);
    put(sheet, 5, 0, &["Kepala Dinas", "", "", "", "", "Yang membuat"]);
    put(sheet, 7, 0, &["Drs. H. Fulan, M.Si.", "", "", "", "", "Fulanah, S.Sos."]);
    put(sheet, 8, 0, &["NIP. 1970", "19700101 199503 1 001", "", "", "", "NIP. 197501011998032001"]);
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "row"), [2, 3, 4]);
    assert_eq!(reading.sheets[0].skipped.after, [5, 6, 8, 9]);
}

#[test]
fn a_district_over_a_group_is_that_of_its_people_where_no_column_says_it() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let without_district = |cells: &[String]| [&cells[..5], &["SMAN 1".to_owned()], &cells[7..]].concat();
    put(sheet, 0, 0, &[&HEADINGS[..6], &HEADINGS[7..]].concat());
    put(sheet, 1, 0, &["KABUPATEN TAPIN"]);
    put(sheet, 2, 0, &without_district(&person(1)));
    put(sheet, 3, 0, &without_district(&person(2)));
    put(sheet, 4, 0, &["KOTA BANJARBARU"]);
    put(sheet, 5, 0, &without_district(&person(3)));
    put(sheet, 6, 0, &without_district(&person(4)));
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "row"), [3, 4, 6, 7]);
    assert_eq!(all(&reading, "kab"), ["63.05", "63.05", "63.72", "63.72"]);
}

#[test]
fn a_formula_that_failed_is_no_value_and_no_silence() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, 0, &HEADINGS);
    for at in 1..=4 {
        put(sheet, at, 0, &person(at));
    }
    let failed = |result: &str| Formula::new("=VLOOKUP(1,Z1:Z2,1)").set_result(result);
    sheet.write_formula(1, 1, failed("#N/A")).unwrap();
    sheet.write_formula(2, 4, failed("#VALUE!")).unwrap();
    sheet.write_formula(3, 7, failed("#REF!")).unwrap();
    // Formulas drawn down under the last person.
    for column in 1..6 {
        sheet.write_formula(6, column, failed("#N/A")).unwrap();
        sheet.write_number(7, column, 0).unwrap();
    }
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "row"), [2, 3, 4, 5]);
    assert_eq!(
        all(&reading, "issues"),
        [
            json!([{"field": "name", "code": "missing", "severity": "error"}]),
            json!([{"field": "born", "code": "impossible_date", "severity": "error"}]),
            json!([{"field": "phone", "code": "malformed", "severity": "warning"}]),
            json!([]),
        ]
    );
}

#[test]
fn separated_text_of_windows_keeps_the_numbers_of_its_rows() {
    let mut text = "No;\"Nama\r\n(sesuai KTP)\";NIK;L/P;Tgl Lahir;Unit Kerja;Kab/Kota;HP;Email;Klaster\r\n".to_owned();
    for at in 1..=3 {
        text.push_str(&person(at).map(|cell| format!("\"{cell}\"")).join(";"));
        text.push_str(if at == 2 { "\r\n\r\n" } else { "\r\n" });
    }
    for text in [text.clone(), text.replace("\r\n", "\n")] {
        let reading = read(text.as_bytes());
        assert_eq!(all(&reading, "row"), [2, 3, 5]);
        assert_eq!(all(&reading, "issues"), vec![json!([]); 3]);
    }
}

/// Excel 97–2003: institution merged over five rows, an old column of clusters hidden, and a hidden row.
#[test]
fn an_old_workbook_says_what_is_merged_and_hidden() {
    let reading = read(&sample("layout-lain/lama.xls"));
    assert_eq!(all(&reading, "institution"), ["Dinas Perpustakaan dan Kearsipan Kabupaten Tapin"; 5]);
    assert_eq!(all(&reading, "cluster"), ["promosi"; 5]);
    assert_eq!(reading.sheets[0].skipped.hidden_rows, [4]);
}

/// District and institution of a row with these cells.
fn placed(institution: &str, kab: &str) -> (Option<String>, Option<String>) {
    let cell = |text: &str| exchange::workbook::Cell::text(text);
    let cells = [("institution".into(), cell(institution)), ("kab".into(), cell(kab))].into();
    let person = participants::understand_row(2, &cells, &Context::on(FIRST_DAY)).participant;
    (person.kab, person.institution)
}

#[test]
fn of_a_kabupaten_and_a_kota_of_one_name_the_row_tells_which() {
    let some = |kab: &str, name: &str| (Some(kab.to_owned()), Some(name.to_owned()));
    let of_bogor = "Dinas Perpustakaan dan Kearsipan Kabupaten Bogor";
    assert_eq!(placed("Dispersip Bogor", "Kab. Bogor"), some("32.01", of_bogor));
    assert_eq!(placed("Dispersip Kab. Bogor", "Bogor"), some("32.01", of_bogor));
    assert_eq!(placed("SMPN 2 Kota Bogor", "Bogor"), some("32.71", "SMP Negeri 2 Kota Bogor"));
    assert_eq!(placed("SMPN 2 Kab. Bogor", "Kab. Bogor"), some("32.01", "SMP Negeri 2 Kabupaten Bogor"));
    assert_eq!(placed("Dispersip Bogor", "Bogor"), (None, Some("Dispersip Bogor".to_owned())));
}

//! More of what offices send: values over several columns, several values in one cell, groups of people by cluster or
//! numbered district, notes that are numbered like people, and text files of other programs.

use exchange::{
    assessors,
    institutions::Known,
    participants::{self, Context, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};

use crate::FIRST_DAY;

fn read(bytes: &[u8]) -> Reading {
    participants::read(bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

fn all(reading: &Reading, field: &str) -> Vec<Value> {
    let value = |p| serde_json::to_value(p).unwrap()[field].clone();
    reading.participants().into_iter().map(value).collect()
}

fn put(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0_u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        put(sheet, at, row);
    }
    book.save_to_buffer().unwrap()
}

const ANI: &str = "6305025203800001";
const YUSUF: &str = "6371011708850002";

#[test]
fn a_birth_date_in_three_columns_and_ticks_under_sexes_and_clusters() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &["No", "Nama", "NIK", "Jenis Kelamin", "", "Tanggal Lahir", "", "", "Kab/Kota", "Klaster", "", ""]);
    for (first, last) in [(3, 4), (5, 7), (9, 11)] {
        let words = ["Jenis Kelamin", "Tanggal Lahir", "Klaster"][usize::from((first - 3) / 2).min(2)];
        sheet.merge_range(0, first, 0, last, words, &Format::new()).unwrap();
    }
    let under = ["", "", "", "L", "P", "Tgl", "Bln", "Thn", "", "Promosi", "Layanan Dasar", "Layanan Anak"];
    put(sheet, 1, &under);
    put(sheet, 2, &["1", "Ani", ANI, "", "√", "12", "3", "1980", "Tapin", "", "v", ""]);
    put(sheet, 3, &["2", "Yusuf", YUSUF, "√", "", "17", "Agustus", "1985", "Banjarmasin", "x", "", ""]);
    put(sheet, 4, &["3", "Noor", "637205311299000", "√", "", "31", "12", "99", "Banjarbaru", "x", "x", ""]);
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "born"), ["1980-03-12", "1985-08-17", "1999-12-31"]);
    assert_eq!(all(&reading, "sex"), ["P", "L", "L"]);
    assert_eq!(all(&reading, "cluster"), [json!("layanan-dasar"), json!("promosi"), json!(null)]);
    let codes: Vec<_> = all(&reading, "issues")[2].as_array().unwrap().iter().map(|i| i["code"].clone()).collect();
    assert_eq!(codes, ["wrong_length", "two_digit_year", "missing", "unknown"], "two ticks name no cluster");
}

#[test]
fn what_stands_together_in_a_cell_is_parted_where_its_own_place_is_empty() {
    let nip = "198003122010012001";
    let name = format!("Ani Maulana, S.Hum.\nNIP. {}", nip);
    let rows: [&[&str]; 3] = [
        &["NO", "NAMA / NIP", "NIK", "TANGGAL LAHIR", "KAB/KOTA", "NO HP / EMAIL", "KLASTER"],
        &["1", &name, ANI, "Rantau, 12 Maret 1980", "Tapin", "081250000001\nani@contoh.go.id", "Promosi"],
        &["2", "Yusuf", YUSUF, "17/08/1985", "Banjarmasin", "yusuf@contoh.go.id / 081350000002", "Promosi"],
    ];
    let reading = read(&sheet(&rows));
    assert_eq!(all(&reading, "name"), ["Ani Maulana", "Yusuf"]);
    assert_eq!(all(&reading, "degree"), ["S.Hum.", ""]);
    assert_eq!(all(&reading, "nip"), [json!(nip), json!(null)]);
    assert_eq!(all(&reading, "born"), ["1980-03-12", "1985-08-17"]);
    assert_eq!(all(&reading, "phone"), ["+6281250000001", "+6281350000002"]);
    assert_eq!(all(&reading, "email"), ["ani@contoh.go.id", "yusuf@contoh.go.id"]);
    assert_eq!(all(&reading, "issues"), [json!([]), json!([])]);
    assert_eq!(reading.rows[0].understood.beside.birth_place.as_deref(), Some("Rantau"));
}

#[test]
fn what_tells_how_to_fill_in_is_nobody_and_a_name_in_two_columns_is_one() {
    let heading = ["No", "Nama Depan", "Nama Belakang", "NIK", "Tgl Lahir", "Kab", "HP", "Email", "Klaster"];
    let remarks = ["", "(tanpa gelar)", "(dengan gelar)", "(16 digit)", "(hh/bb/tttt)"];
    let example =
        ["Contoh", "Budi", "S.", "6371010101900001", "01/01/1990", "Tapin", "0812", "budi@contoh.id", "Promosi"];
    let ani =
        ["1", "Ani", "Maulana, S.Hum.", ANI, "12/03/1980", "Tapin", "081250000001", "ani@contoh.go.id", "Promosi"];
    let rows: [&[&str]; 4] = [&heading, &remarks, &example, &ani];
    let reading = read(&sheet(&rows));
    assert_eq!((all(&reading, "row"), all(&reading, "name")), (vec![json!(4)], vec![json!("Ani Maulana")]));
    assert_eq!(all(&reading, "degree"), ["S.Hum."]);
}

#[test]
fn the_address_that_a_form_asks_for_goes_before_the_account_it_was_sent_by() {
    let heading =
        ["Timestamp", "Email Address", "Nama", "NIK", "Tgl Lahir", "Kab", "HP", "Alamat Email Aktif", "Klaster"];
    let row = [
        "9/1/2025 10:00:00",
        "dinas@contoh.go.id",
        "Ani",
        ANI,
        "12/03/1980",
        "Tapin",
        "081250000001",
        "ani@contoh.go.id",
        "Promosi",
    ];
    let rows: [&[&str]; 2] = [&heading, &row];
    assert_eq!(all(&read(&sheet(&rows)), "email"), ["ani@contoh.go.id"]);
    let only: [&[&str]; 2] = [&[&heading[..7], &heading[8..]].concat(), &[&row[..7], &row[8..]].concat()];
    assert_eq!(all(&read(&sheet(&only)), "email"), ["dinas@contoh.go.id"]);
}

#[test]
fn a_person_on_two_lines_is_one_person() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &["NO", "NAMA", "NIK", "TGL LAHIR", "KAB/KOTA", "HP", "EMAIL", "KLASTER"]);
    let ani = ["1", "Ani Maulana, S.Hum.", ANI, "12/03/1980", "Tapin", "081250000001", "ani@contoh.go.id", "Promosi"];
    let yusuf = ["2", "Yusuf", YUSUF, "17/08/1985", "Banjarmasin", "081350000002", "yusuf@contoh.go.id", "Promosi"];
    put(sheet, 1, &ani);
    put(sheet, 2, &["", "NIP. 19800312 201001 2 001"]);
    put(sheet, 3, &yusuf);
    put(sheet, 4, &["", "NIP. 19850817 201001 1 002"]);
    let as_it_stands = book.save_to_buffer().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &["NO", "NAMA", "NIK", "TGL LAHIR", "KAB/KOTA", "HP", "EMAIL", "KLASTER"]);
    for (row, cells, nip) in [(1, ani, "NIP 198003122010012001"), (3, yusuf, "NIP 198508172010011002")] {
        put(sheet, row, &["", cells[1]]);
        put(sheet, row + 1, &["", nip]);
        for (column, cell) in (0_u16..).zip(cells).filter(|(column, _)| *column != 1) {
            sheet.merge_range(row, column, row + 1, column, cell, &Format::new()).unwrap();
        }
    }
    for bytes in [as_it_stands, book.save_to_buffer().unwrap()] {
        let reading = read(&bytes);
        assert_eq!(all(&reading, "row"), [2, 4]);
        assert_eq!(all(&reading, "name"), ["Ani Maulana", "Yusuf"]);
        assert_eq!(all(&reading, "nip"), ["198003122010012001", "198508172010011002"]);
        assert_eq!(all(&reading, "issues"), [json!([]), json!([])]);
    }
}

#[test]
fn groups_may_be_clusters_or_numbered_districts_and_are_nobody() {
    let rows: [&[&str]; 7] = [
        &["NO", "NAMA", "NIK", "TGL LAHIR", "UNIT KERJA", "HP", "EMAIL"],
        &["A.", "KLASTER PROMOSI"],
        &["I", "KABUPATEN TAPIN"],
        &["1", "Ani", ANI, "12/03/1980", "SMAN 1", "081250000001", "ani@contoh.go.id"],
        &["B.", "KLASTER LAYANAN DASAR PERPUSTAKAAN"],
        &["1", "KOTA BANJARMASIN"],
        &["2", "Yusuf", YUSUF, "17/08/1985", "SMAN 2", "081350000002", "yusuf@contoh.go.id"],
    ];
    let reading = read(&sheet(&rows));
    assert_eq!(all(&reading, "row"), [4, 7]);
    assert_eq!(all(&reading, "kab"), ["63.05", "63.71"]);
    assert_eq!(all(&reading, "cluster"), ["promosi", "layanan-dasar"]);
    assert_eq!(all(&reading, "issues"), [json!([]), json!([])]);
}

#[test]
fn numbered_notes_under_the_table_are_no_people_and_a_superior_is_not_the_participant() {
    let heading = ["No", "Nama Atasan", "NIP Atasan", "Nama", "NIK", "Tgl Lahir", "Kab", "HP", "Email", "Klaster"];
    let ani = [
        "1",
        "Drs. Fulan",
        "197001011995031001",
        "Ani",
        ANI,
        "12/03/1980",
        "Tapin",
        "081250000001",
        "ani@contoh.go.id",
        "Promosi",
    ];
    let rows: [&[&str]; 5] =
        [&heading, &ani, &["Catatan :"], &["1.", "Nama ditulis sesuai ijazah"], &["2.", "NIK enam belas angka"]];
    let reading = read(&sheet(&rows));
    assert_eq!(all(&reading, "row"), [2]);
    assert_eq!((all(&reading, "name"), all(&reading, "nip")), (vec![json!("Ani")], vec![json!(null)]));
}

#[test]
fn a_parent_heading_that_speaks_of_an_address_does_not_hide_the_institution() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    put(sheet, 0, &["NO", "NAMA", "NIK", "", "", "KLASTER"]);
    sheet.merge_range(0, 3, 0, 4, "ALAMAT KERJA", &Format::new()).unwrap();
    put(sheet, 1, &["", "", "", "INSTANSI", "KAB/KOTA", ""]);
    put(sheet, 2, &["1", "Ani", ANI, "Dispersip Tapin", "Tapin", "Promosi"]);
    let reading = read(&book.save_to_buffer().unwrap());
    assert_eq!(all(&reading, "institution"), ["Dinas Perpustakaan dan Kearsipan Kabupaten Tapin"]);
}

#[test]
fn text_of_other_programs_keeps_its_digits() {
    let text = "sep=;\r\nNama;NIK;Tgl Lahir;Kab/Kota;HP;Email;Klaster\r\n\
        Ani;=\"6305025203800001\";12/03/1980;Tapin;=\"081250000001\";ani@contoh.go.id;Promosi\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), little, big] {
        let reading = read(&bytes);
        assert_eq!(all(&reading, "row"), [3]);
        assert_eq!((all(&reading, "nik"), all(&reading, "phone")), (vec![json!(ANI)], vec![json!("+6281250000001")]));
    }
}

#[test]
fn a_quotation_mark_that_nobody_closed_swallows_no_row_and_old_lines_end() {
    let heading = "Nama;NIK;Tgl Lahir;Kab/Kota;HP;Email;Klaster";
    let yusuf = format!("Yusuf;{YUSUF};17/08/1985;Banjarmasin;081350000002;yusuf@contoh.go.id;Promosi");
    let ani = format!("\"Ani;{ANI};12/03/1980;Tapin;081250000001;ani@contoh.go.id;Promosi");
    for end in ["\n", "\r\n", "\r"] {
        let reading = read([heading, &ani, &yusuf].join(end).as_bytes());
        assert_eq!(
            (all(&reading, "row"), all(&reading, "name")),
            (vec![json!(2), json!(3)], vec![json!("Ani"), json!("Yusuf")])
        );
    }
}

fn assessor(licences: &str, met: &str, trained: &str, on: &str) -> (Value, Vec<String>) {
    let rows: [&[&str]; 2] = [
        &[
            "No",
            "Nama Asesor",
            "No. Registrasi",
            "Berlaku",
            "Klaster",
            "Instansi yang pernah dilatih",
            "Tanggal Melatih",
        ],
        &["1", "Mahrita Aminah, S.Hum.", met, "15/01/2026", licences, trained, on],
    ];
    let (limits, known) = (Limits::default(), Known::default());
    let reading = assessors::read(&sheet(&rows), &limits, &Corrections::default(), None, &known).unwrap();
    let [row] = reading.rows.as_slice() else { panic!("one row") };
    (serde_json::to_value(&row.assessor).unwrap(), row.issues.iter().map(|i| i.field.clone()).collect())
}

#[rstest]
#[case("Layanan Dasar dan Promosi", &["layanan-dasar", "promosi"])]
#[case("Layanan Dasar & Promosi", &["layanan-dasar", "promosi"])]
#[case("1. Layanan Dasar\n2. Promosi", &["layanan-dasar", "promosi"])]
fn the_scope_of_an_assessor_in_any_list(#[case] text: &str, #[case] licences: &[&str]) {
    let (got, issues) = assessor(text, "MET.000.009685 2023", "", "");
    assert_eq!((got["licences"].clone(), issues), (json!(licences), Vec::new()));
}

#[test]
fn a_registration_without_its_letters_is_one_and_another_number_is_none() {
    assert_eq!(assessor("Promosi", "000.009685 2023", "", "").0["met"], "MET.000.009685 2023");
    assert_eq!(assessor("Promosi", "197001011995031001", "", "").1, ["met"]);
}

#[rstest]
#[case("SMPN 2 Banjar dan Dispersip Tapin (17/06/2025)", "")]
#[case("17/06/2025: SMPN 2 Banjar; 17/06/2025: Dispersip Tapin", "")]
#[case("SMPN 2 Banjar (16-17 Juni 2025); Dispersip Tapin (16 s.d. 17 Juni 2025)", "")]
#[case("SMPN 2 Banjar, 16-17 Juni 2025; Dispersip Tapin, 17 Juni 2025", "")]
#[case("SMPN 2 Banjar; Dispersip Tapin", "17/06/2025")]
#[case("Dinas Perpustakaan dan Kearsipan Kab. Tapin (17/06/2025); SMP Negeri 2 Banjar (17/06/2025)", "")]
fn whom_an_assessor_trained_in_any_wording(#[case] text: &str, #[case] on: &str) {
    let (got, issues) = assessor("Promosi", "MET.000.009685 2023", text, on);
    let mut trained: Vec<Value> = got["trained"].as_array().unwrap().clone();
    trained.sort_by_key(|one| one["institution"].as_str().map(str::to_owned));
    let day = "2025-06-17";
    let office = "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin";
    let want = [json!({"institution": office, "on": day}), json!({"institution": "SMP Negeri 2 Banjar", "on": day})];
    assert_eq!((trained.as_slice(), issues), (want.as_slice(), Vec::new()));
}

/// A remark beside a name is no part of it; who withdrew waits until somebody looked, whichever column says it.
#[test]
fn a_remark_beside_a_name_is_parted_from_it_and_who_withdrew_waits() {
    let other = "6371014505900003";
    let third = "6311025203900009";
    let heading: &[&str] = &["NO", "NAMA", "NIK", "KAB/KOTA", "EMAIL", "KLASTER", "KET"];
    let row = |name: &'static str, nik: &'static str, note: &'static str| {
        ["1", name, nik, "Tapin", "satu@contoh.go.id", "Promosi", note]
    };
    let rows = [
        row("Zainab (mengundurkan diri)", ANI, "batal"),
        row("Budi, S.Pd (pengganti Ani)", YUSUF, "hadir"),
        row("Siti Aminah, S.Hum.\nNIP. 198003122010012001", other, "Mengundurkan diri"),
        row("Rahmah", third, "pengganti Zainab yang batal"),
    ];
    let table: Vec<&[&str]> = std::iter::once(heading).chain(rows.iter().map(|row| &row[..])).collect();
    let reading = read(&sheet(&table));
    assert_eq!(all(&reading, "name"), ["Zainab", "Budi", "Siti Aminah", "Rahmah"]);
    assert_eq!(all(&reading, "degree"), ["", "S.Pd", "S.Hum.", ""]);
    assert_eq!(all(&reading, "nip")[2], "198003122010012001");
    let said = |code: &str, severity: &str| json!([{"field": "name", "code": code, "severity": severity}]);
    let withdrawn = said("withdrawn", "error");
    assert_eq!(all(&reading, "issues"), [withdrawn.clone(), said("remark", "warning"), withdrawn, json!([])]);
    // The codes that machines were promised hold none of these.
    assert!(reading.participants().iter().all(|p| p.as_promised().issues.is_empty()));
    let waits: Vec<bool> = reading.participants().iter().map(|p| p.waits()).collect();
    assert_eq!(waits, [true, false, true, false]);
    // What is proposed has its degrees; for who withdrew nothing is, so that no click takes them in.
    let proposed: Vec<Vec<&str>> = reading
        .rows
        .iter()
        .map(|row| row.understood.hints.iter().filter(|h| h.field == "name").map(|h| h.value.as_str()).collect())
        .collect();
    assert_eq!(proposed, [vec![], vec!["Budi, S.Pd"], vec![], vec![]]);
    // The note stands in the cell of the name, where it can be taken away: then the row is ready.
    let mut cells = reading.rows[2].cells.clone();
    assert_eq!(cells["name"].to_string(), "Siti Aminah, S.Hum. (Mengundurkan diri)");
    cells.insert("name".into(), exchange::workbook::Cell::text("Siti Aminah, S.Hum."));
    assert!(!participants::understand_row(4, &cells, &Context::on(FIRST_DAY)).participant.waits());
}

#[test]
fn an_assessor_who_withdrew_is_not_registered_unseen() {
    let rows: [&[&str]; 3] = [
        &["No", "Nama Asesor", "No. Registrasi", "Masa Berlaku", "Instansi"],
        &["1", "Ahmad Yani (batal)", "MET.000.001234 2022", "12 Maret 2027", "Dispersip Tapin"],
        &["2", "Budi (pengganti Ani)", "MET.000.001235 2022", "12 Maret 2027", "Dispersip Tapin"],
    ];
    let reading =
        assessors::read(&sheet(&rows), &Limits::default(), &Corrections::default(), Some("63"), &Known::default())
            .unwrap();
    assert_eq!(
        reading.rows.iter().map(|r| r.assessor.name.as_deref()).collect::<Vec<_>>(),
        [Some("Ahmad Yani"), Some("Budi")]
    );
    let of_names = reading.rows.iter().flat_map(|row| &row.issues).filter(|i| i.field == "name");
    let told: Vec<(&str, participants::Severity)> = of_names.map(|i| (i.code.as_str(), i.severity)).collect();
    assert_eq!(told, [("withdrawn", participants::Severity::Error), ("remark", participants::Severity::Warning)]);
}

#[test]
fn the_town_of_a_district_is_proposed_and_not_taken() {
    let rows: [&[&str]; 4] = [
        &["NO", "NAMA", "NIK", "KAB/KOTA", "EMAIL", "KLASTER"],
        &["1", "Ani", ANI, "Martapura", "satu@contoh.go.id", "Promosi"],
        &["2", "Yusuf", YUSUF, "Tapin", "dua@contoh.go.id", "Promosi"],
        &["3", "Siti", "6371014505900003", "Tanjung", "tiga@contoh.go.id", "Promosi"],
    ];
    let reading = read(&sheet(&rows));
    assert_eq!(all(&reading, "kab"), [json!(null), json!("63.05"), json!(null)]);
    let proposed: Vec<Option<&str>> = reading
        .rows
        .iter()
        .map(|row| row.understood.hints.iter().find(|h| h.kind == participants::HintKind::Suggestion))
        .map(|hint| hint.map(|h| h.value.as_str()))
        .collect();
    assert_eq!(proposed, [Some("Kabupaten Banjar"), None, Some("Kabupaten Tabalong")]);
    assert_eq!(all(&reading, "issues")[0], json!([{"field": "kab", "code": "unknown", "severity": "error"}]));
}

#[test]
fn a_remark_beside_a_number_or_an_address_is_left_out_and_told_to_people() {
    let rows: &[&[&str]] = &[
        &["NAMA", "NIK", "NIP", "HP", "EMAIL", "KAB/KOTA", "KLASTER"],
        &[
            "Ani",
            &format!("{ANI} (KTP)"),
            "198003122010012001 (PNS)",
            "081250000001 (Ibu Ani)",
            "ani@contoh.go.id (pribadi)",
            "Tapin",
            "Promosi",
        ],
    ];
    let reading = read(&sheet(rows));
    let taken = ["nik", "nip", "phone", "email"].map(|field| all(&reading, field).remove(0));
    assert_eq!(taken, [ANI, "198003122010012001", "+6281250000001", "ani@contoh.go.id"].map(|value| json!(value)));
    let person = reading.participants().remove(0);
    let told: Vec<_> = person.issues.iter().map(|issue| (issue.field.as_str(), issue.code)).collect();
    assert_eq!(told, ["nik", "email", "phone", "nip"].map(|field| (field, participants::Code::Remark)));
    assert!(!person.waits());
    assert!(person.as_promised().issues.is_empty());
}

#[test]
fn a_birth_date_behind_or_before_its_place_and_one_in_six_figures() {
    // The NIK carries 12 March 1985.
    let birth = |text: &'static str| {
        let cell = exchange::workbook::Cell::text;
        let cells = [("nik".into(), cell("6305025203850001")), ("birth".into(), cell(text))].into();
        let got = participants::understand_row(2, &cells, &Context::on(FIRST_DAY));
        let issue = got.participant.issues.iter().find(|i| i.field == participants::Field::Born).map(|i| i.code);
        let proposed = got.hints.iter().find(|h| h.field == "born").map(|h| h.value.clone());
        (got.participant.born.map(|day| day.to_string()), got.beside.birth_place, issue, proposed)
    };
    let day = || Some("1985-03-12".to_owned());
    let place = |text: &str| Some(text.to_owned());
    assert_eq!(birth("12-03-1985, Bandung"), (day(), place("Bandung"), None, None));
    assert_eq!(birth("50 Kota, 12-03-1985"), (day(), place("50 Kota"), None, None));
    assert_eq!(birth("Rantau, 120385"), (day(), place("Rantau"), Some(participants::Code::TwoDigitYear), day()));
    // Another day in six figures is asked for, and not taken.
    assert_eq!(birth("Rantau, 130385"), (None, place("Rantau"), Some(participants::Code::ImpossibleDate), day()));
}

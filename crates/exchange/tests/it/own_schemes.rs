//! Schemes that a body has of its own, wherever a sheet names them: over a table, over a group, as the name of a sheet, as
//! the heading of ticks, in a column whose heading says nothing, and on lines below an assessor.

use exchange::{
    assessors,
    institutions::Known,
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::Workbook;

use crate::FIRST_DAY;

const BARE: &str = "No|Nama|NIK|Tgl Lahir|HP";
const ANI: &str = "1|Ani|6305025203850001|12-03-1985|081250000001";
const BUDI: &str = "2|Budi|6305021203850002|12-03-1985|081250000002";
const CITRA: &str = "3|Citra|6305025203850003|12-03-1985|081250000003";

fn known() -> Known {
    let mut known = Known::default();
    known.schemes.insert("naskah-kuno", "Perawatan Naskah Kuno", ["NK"]);
    known.schemes.insert("arsip-suara", "Arsip Suara, Film dan Foto", ["AS"]);
    known.schemes.insert("layanan-kota", "Layanan Keliling Kota dan Desa", ["LKK"]);
    known
}

/// A workbook of one sheet; cells are parted by `|`.
fn book(name: &str, rows: &[String]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The keys of the schemes of all participants; an empty text for none.
fn told(name: &str, rows: &[String], known: Known) -> Vec<String> {
    let context = Context { known, ..Context::on(FIRST_DAY) };
    let bytes = book(name, rows);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &context).unwrap();
    reading.participants().iter().map(|p| p.cluster.clone().unwrap_or_default()).collect()
}

// Rows are parted by `//`.
#[rstest]
#[case::behind_a_label("Skema : Perawatan Naskah Kuno", "naskah-kuno")]
#[case::in_cells_of_their_own("Klaster|Arsip Suara, Film dan Foto", "arsip-suara")]
#[case::in_running_text("DAFTAR PESERTA UJI KOMPETENSI SKEMA PERAWATAN NASKAH KUNO//TAHUN 2025", "naskah-kuno")]
#[case::with_what_ends_others("PESERTA SKEMA LAYANAN KELILING KOTA DAN DESA", "layanan-kota")]
#[case::alone("PERAWATAN NASKAH KUNO", "naskah-kuno")]
#[case::two("SKEMA PERAWATAN NASKAH KUNO DAN LAYANAN ANAK", "")]
#[case::a_sign_in_running_text("PESERTA NK", "")]
fn a_title_names_a_scheme_of_the_body(#[case] titles: &str, #[case] slug: &str) {
    let rows: Vec<String> = titles.split("//").chain([BARE, ANI, BUDI]).map(str::to_owned).collect();
    assert_eq!(told("Sheet1", &rows, known()), [slug, slug]);
}

#[test]
fn a_line_between_groups_does_and_is_nobody() {
    let rows = [BARE, "Perawatan Naskah Kuno", ANI, "ARSIP SUARA, FILM DAN FOTO", BUDI, "Skema Promosi", CITRA];
    let rows = rows.map(str::to_owned);
    assert_eq!(told("Sheet1", &rows, known()), ["naskah-kuno", "arsip-suara", "promosi"]);
}

#[rstest]
#[case::whole("Perawatan Naskah Kuno", "naskah-kuno")]
#[case::behind_a_word("Peserta Perawatan Naskah Kuno", "naskah-kuno")]
#[case::its_sign("NK", "naskah-kuno")]
#[case::another("Naskah Baru", "")]
fn the_name_of_a_sheet_does(#[case] name: &str, #[case] slug: &str) {
    let rows = [BARE, ANI].map(str::to_owned);
    assert_eq!(told(name, &rows, known()), [slug]);
}

#[test]
fn ticks_stand_under_schemes_of_the_body_where_two_are_called_just_so() {
    let rows = [
        format!("{BARE}|Perawatan Naskah Kuno|Layanan Keliling Kota dan Desa"),
        format!("{ANI}|v|"),
        format!("{BUDI}||x"),
    ];
    assert_eq!(told("Sheet1", &rows, known()), ["naskah-kuno", "layanan-kota"]);
    assert_eq!(told("Sheet1", &rows, Known::default()), ["", ""], "a body without them has no such ticks");
}

#[test]
fn a_column_whose_heading_says_nothing_is_known_by_them() {
    let with = |row: &str, scheme: &str| format!("{row}|{scheme}");
    let rows = [
        with(BARE, "Ikut di"),
        with(ANI, "Perawatan Naskah Kuno"),
        with(BUDI, "PERAWATAN KUNO"),
        with(CITRA, "Arsip Suara, Film dan Foto"),
    ];
    assert_eq!(told("Sheet1", &rows, known()), ["naskah-kuno", "", "arsip-suara"], "of two words one is missing");
}

#[test]
fn lines_below_an_assessor_add_schemes_of_the_body() {
    let rows = [
        "No|Nama Asesor|No. Registrasi|Berlaku s.d.|Instansi|Klaster",
        "1|Mahrita, S.Hum.|MET.000.009685 2023|15/01/2026|Perpusnas|Promosi",
        "|||||Perawatan Naskah Kuno",
        "|||||Arsip Suara, Film dan Foto",
        "2|Hairul|MET.000.004860 2024|15/02/2027|Perpusnas|Layanan Dasar",
        "|||||Layanan Keliling Kota dan Desa",
    ]
    .map(str::to_owned);
    let bytes = book("Asesor", &rows);
    let reading = assessors::read(&bytes, &Limits::default(), &Corrections::default(), None, &known()).unwrap();
    let scopes: Vec<Vec<String>> = reading.rows.iter().map(|row| row.assessor.licences.clone()).collect();
    assert_eq!(scopes, [vec!["promosi", "naskah-kuno", "arsip-suara"], vec!["layanan-dasar", "layanan-kota"]]);
}

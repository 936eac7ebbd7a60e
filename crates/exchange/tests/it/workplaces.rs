//! Where people work, of columns and lines that say it in several ways.

use exchange::{
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;

use crate::{FIRST_DAY, sheet_of};

const OFFICE: &str = "Dinas Perpustakaan dan Kearsipan Kabupaten";

/// Who works where: names with institutions and districts, of rows of cells.
fn read(rows: &[&str]) -> Vec<(String, Option<String>, Option<String>)> {
    let bytes = sheet_of(rows);
    let context = Context::on(FIRST_DAY);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &context).unwrap();
    let people = reading.participants();
    people.iter().map(|p| (p.name.clone().unwrap_or_default(), p.institution.clone(), p.kab.clone())).collect()
}

fn all(people: &[(&str, &str, &str)]) -> Vec<(String, Option<String>, Option<String>)> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    people.iter().map(|(name, institution, kab)| ((*name).to_owned(), some(institution), some(kab))).collect()
}

#[rstest]
#[case::part_first("Unit Kerja", "Instansi", ["Bidang Layanan|Dispersip Tapin", "Seksi Pengolahan|Dispersip Tapin"])]
#[case::part_behind("Instansi", "Unit Kerja", ["Dispersip Tapin|Bidang Layanan", "Dispersip Tapin|Seksi Pengolahan"])]
#[case::government("Instansi", "Unit Kerja", ["Pemkab Tapin|Dispersip Tapin", "Pemerintah Kabupaten Tapin|Dispersip Tapin"])]
fn of_two_columns_that_one_counts_which_names_institutions(
    #[case] first: &str,
    #[case] second: &str,
    #[case] cells: [&str; 2],
) {
    let heading = format!("No|Nama|NIK|{first}|{second}|Kab/Kota|Klaster");
    let ani = format!("1|Ani|6305025203800001|{}|Tapin|Promosi", cells[0]);
    let budi = format!("2|Budi|6305021204810002|{}|Tapin|Promosi", cells[1]);
    let tapin = format!("{OFFICE} Tapin");
    assert_eq!(read(&[&heading, &ani, &budi]), all(&[("Ani", &tapin, "63.05"), ("Budi", &tapin, "63.05")]));
}

#[test]
fn schools_universities_and_the_province_head_groups_too() {
    let rows = [
        "No|Nama|NIK|Klaster",
        "DISPERSIP KAB. TAPIN",
        "1|Ani|6305025203800001|Promosi",
        "SMA NEGERI 1 BANJARBARU",
        "2|Budi|6305021204810002|Promosi",
        "UNIVERSITAS CENDEKIA NUSANTARA",
        "3|Citra|6305025205820003|Promosi",
        "DISPERSIP PROV. KALSEL",
        "4|Dedi|6305021206830004|Promosi",
    ];
    let expected = all(&[
        ("Ani", &format!("{OFFICE} Tapin"), "63.05"),
        ("Budi", "SMA Negeri 1 Banjarbaru", "63.72"),
        ("Citra", "UNIVERSITAS CENDEKIA NUSANTARA", ""),
        ("Dedi", "Dinas Perpustakaan dan Kearsipan Provinsi Kalimantan Selatan", ""),
    ]);
    assert_eq!(read(&rows), expected);
}

#[test]
fn an_office_under_the_line_of_its_district_says_the_district_in_its_name() {
    let rows = [
        "No|Nama|NIK|Instansi|Klaster",
        "KABUPATEN TAPIN",
        "1|Ani|6305025203800001|Dispersip|Promosi",
        "KABUPATEN BALANGAN",
        "2|Budi|6305021204810002|Disperpusip|Promosi",
    ];
    let expected =
        all(&[("Ani", &format!("{OFFICE} Tapin"), "63.05"), ("Budi", &format!("{OFFICE} Balangan"), "63.11")]);
    assert_eq!(read(&rows), expected);
}

#[test]
fn a_person_called_as_schools_begin_is_no_group() {
    let rows =
        ["No|Nama|NIK|Kab/Kota", "1|Ani|6305025203800001|Tapin", "2|Man Suherman||", "3|Budi|6305021204810002|Tapin"];
    let expected = all(&[("Ani", "", "63.05"), ("Man Suherman", "", ""), ("Budi", "", "63.05")]);
    assert_eq!(read(&rows), expected);
}

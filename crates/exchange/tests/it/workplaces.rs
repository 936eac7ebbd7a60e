//! Where people work, of columns and lines that say it in several ways.

use exchange::{
    participants::{self, Code, Context, Field, Severity},
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

/// What is said of the district of the one person of a row.
fn remark(heading: &str, row: &str) -> Option<(Code, Severity)> {
    let context = Context::on(FIRST_DAY);
    let bytes = sheet_of(&[heading, row]);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &context).unwrap();
    let person = reading.participants()[0];
    person.issues.iter().find(|issue| issue.field == Field::Kab).map(|issue| (issue.code, issue.severity))
}

#[rstest]
#[case::office("Kalimantan Selatan|Dispersip Kab. Tapin|Kab. Tabalong", true)]
#[case::school("Kalimantan Selatan|SMAN 1 Banjarmasin|Kota Banjarbaru", true)]
#[case::province("Jawa Barat|SMAN 1|Kab. Tapin", true)]
#[case::office_of_another_province("Kalimantan Selatan|Dispersip Prov. Jawa Barat|Kab. Tapin", true)]
#[case::office_of_its_province("Kalimantan Selatan|Dispersip Prov. Kalsel|Kota Banjarbaru", false)]
#[case::the_same("Kalimantan Selatan|Dispersip Kab. Tapin|Tapin", false)]
fn a_district_that_other_cells_contradict_is_told_and_kept(#[case] cells: &str, #[case] told: bool) {
    let heading = "No|Nama|NIK|Provinsi|Instansi|Kab/Kota|Klaster";
    let row = format!("1|Ani|6305025203800001|{cells}|Promosi");
    assert_eq!(remark(heading, &row), told.then_some((Code::Remark, Severity::Warning)));
    assert!(read(&[heading, &row])[0].2.is_some());
}

#[rstest]
#[case::birth("Tempat Lahir|Kabupaten|Satuan Kerja", "Desa Maju|{home}|{office}")]
#[case::home("Alamat Tinggal|Kabupaten|Kantor", "Jl. Pramuka 3|{home}|{office}")]
fn a_district_of_birth_or_home_is_not_that_of_work(#[case] heading: &str, #[case] cells: &str) {
    let heading = format!("No|Nama|NIK|{heading}|Klaster");
    let row = |no: u8, home: &str, office: &str| {
        let cells = cells.replace("{home}", home).replace("{office}", &format!("Dispersip Kab. {office}"));
        format!("{no}|Ani|630502520380000{no}|{cells}|Promosi")
    };
    let rows = [row(1, "Kab. Tapin", "Balangan"), row(2, "Kab. Banjar", "Tabalong"), row(3, "Kab. Tapin", "Tapin")];
    let districts: Vec<_> = read(&[&heading, &rows[0], &rows[1], &rows[2]]).into_iter().map(|(.., kab)| kab).collect();
    assert_eq!(districts, [Some("63.11".to_owned()), Some("63.09".to_owned()), Some("63.05".to_owned())]);
    // Where they agree with the offices, they say where people work.
    let rows = [row(1, "Kab. Tapin", "Tapin"), row(2, "Kab. Banjar", "Banjar"), row(3, "Kab. Tapin", "Balangan")];
    let districts: Vec<_> = read(&[&heading, &rows[0], &rows[1], &rows[2]]).into_iter().map(|(.., kab)| kab).collect();
    assert_eq!(districts[2].as_deref(), Some("63.05"));
}

#[rstest]
#[case("Instansi / Alamat", "SMAN 1 Kab. Tapin\nJl. A. Yani No. 3", "SMA Negeri 1 Tapin")]
#[case("Unit Kerja / Kab. Kota", "Dispersip\nKab. Tapin", "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin")]
#[case(
    "Unit Kerja / Kab. Kota",
    "Dinas Perpustakaan dan Kearsipan Kab. Tapin\nKab. Tapin",
    "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin"
)]
#[case("Unit Kerja", "Dispersip Kab. Tapin Kab. Tapin", "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin")]
fn an_institution_with_what_stands_below_it_is_one(
    #[case] heading: &str,
    #[case] cell: &str,
    #[case] institution: &str,
) {
    let rows = [format!("No|Nama|NIK|{heading}|Klaster"), format!("1|Ani|6305025203800001|{cell}|Promosi")];
    assert_eq!(read(&[&rows[0], &rows[1]]), all(&[("Ani", institution, "63.05")]));
}

#[rstest]
#[case("SMAN 1 Rantau", "SMA Negeri 1 Rantau")]
#[case("SMAN 1 RANTAU (2 orang)", "SMA Negeri 1 Rantau")]
#[case("Perpustakaan Desa Sukamaju", "Perpustakaan Desa Sukamaju")]
#[case("SD Islam Sabilal Muhtadin", "SD Islam Sabilal Muhtadin")]
fn a_line_over_people_names_their_institution_though_not_its_district(#[case] line: &str, #[case] institution: &str) {
    let rows = [
        "No|Nama|NIK|Tgl Lahir|Klaster",
        line,
        "1|Ani|6305025203800001|12-03-1980|Promosi",
        "2|Budi|6305021204810002|12-04-1981|Promosi",
    ];
    assert_eq!(read(&rows), all(&[("Ani", institution, ""), ("Budi", institution, "")]));
}

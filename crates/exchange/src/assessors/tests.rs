//! What a sheet of assessors says of numbers, days and trainings.

use rstest::rstest;

use super::{cells::*, *};

#[rstest]
#[case("MET.000.009685 2023", Some("MET.000.009685 2023"))]
#[case("MET.000.008068.2025", Some("MET.000.008068.2025"))]
#[case("MET.000.008068", Some("MET.000.008068"))]
#[case("No. Reg. MET. 000.008068 2025", Some("MET.000.008068 2025"))]
#[case("met 000 008068 2025", Some("MET.000.008068 2025"))]
#[case("MET000008068 2025", Some("MET.000.008068 2025"))]
#[case("MET.000.8068 2025", None)]
#[case("500123456", None)]
#[case("008068", None)]
fn a_registration_number(#[case] text: &str, #[case] number: Option<&str>) {
    assert_eq!(met(text).as_deref(), number);
}

#[rstest]
#[case("SMP Negeri 2 Banjar (17/06/2025)", "SMP Negeri 2 Banjar", Date::constant(2025, 6, 17))]
#[case("MAN 3 Balangan - 8 Oktober 2024", "MAN 3 Balangan", Date::constant(2024, 10, 8))]
#[case("Dispersip Tapin, tgl 2024-10-08", "Dispersip Tapin", Date::constant(2024, 10, 8))]
#[case("17 Juni 2025: MAN 3 Balangan", "MAN 3 Balangan", Date::constant(2025, 6, 17))]
#[case("18-06-2025 Dispersip HSS", "Dispersip HSS", Date::constant(2025, 6, 18))]
fn whom_and_when(#[case] text: &str, #[case] who: &str, #[case] on: Date) {
    assert_eq!(training(text), Some((who.to_owned(), on)));
}

#[test]
fn a_training_without_a_day_is_not_guessed() {
    assert_eq!(training("SMP Negeri 2 Banjar"), None);
    assert_eq!(training("MAN 3 Balangan 8-10-2024 MAN 4 Banjar 9-10-2024"), None);
}

#[rstest]
#[case("SMPN 2 Banjar (17/06/2025), SMAN 4 Tanah Bumbu (18 Juni 2025) dan MAN 3 (1-2-2024)")]
#[case("SMPN 2 Banjar (17/06/2025). SMAN 4 Tanah Bumbu (18 Juni 2025). MAN 3 (1-2-2024).")]
#[case("SMPN 2 Banjar (17/06/2025) SMAN 4 Tanah Bumbu (18 Juni 2025) MAN 3 (1-2-2024)")]
#[case("SMPN 2 Banjar: 17/06/2025, SMAN 4 Tanah Bumbu: 18 Juni 2025, MAN 3: 1-2-2024")]
#[case("SMPN 2 Banjar, 17 Juni 2025, SMAN 4 Tanah Bumbu, 18 Juni 2025, MAN 3, 1-2-2024")]
fn trainings_one_after_another_are_several(#[case] text: &str) {
    let given = after_days(text);
    let all: Vec<String> = pieces(&given, false).iter().filter_map(|p| training(p)).map(|(who, _)| who).collect();
    assert_eq!(all, ["SMPN 2 Banjar", "SMAN 4 Tanah Bumbu", "MAN 3"]);
}

#[rstest]
#[case("Dispersip (Provinsi) Kalsel (17/06/2025)")]
#[case("17/06/2025, Dispersip Tapin")]
fn one_training_is_not_parted(#[case] text: &str) {
    assert_eq!(pieces(&after_days(text), false).len(), 1);
}

#[rstest]
#[case("15 Januari 2026")]
#[case("s.d. 15 Januari 2026")]
#[case("s/d 15-01-2026")]
#[case("15/01/2023 - 15/01/2026")]
#[case("15/01/2023-15/01/2026")]
#[case("15/01/2023–15/01/2026")]
#[case("15 Januari 2023 sampai dengan 15 Januari 2026")]
fn the_last_day_of_a_registration(#[case] text: &str) {
    assert_eq!(last_day(&Cell::text(text)).date(), Some(Date::constant(2026, 1, 15)));
}

#[rstest]
#[case("Pelatihan di Dispersip Kab. Banjar tgl 3-5 Juni 2025")]
#[case("Dispersip Kab. Banjar tgl. 3 - 5 Juni 2025")]
#[case("Dispersip Kab. Banjar, 3 s.d. 5 Juni 2025")]
#[case("Dispersip Kab. Banjar tanggal 3 s/d 5 Juni 2025")]
#[case("Dispersip Kab. Banjar (3 sampai dengan 5 Juni 2025)")]
#[case("Dispersip Kab. Banjar 3,4,5 Juni 2025")]
#[case("Dispersip Kab. Banjar pada tanggal 3, 4, 5 Juni 2025")]
#[case("Dispersip Kab. Banjar 3, 4 dan 5 Juni 2025")]
#[case("Dispersip Kab. Banjar pada hari tanggal 5 Juni 2025")]
fn several_days_of_one_training_are_no_part_of_whom(#[case] text: &str) {
    let (whom, on) = cells::training(text).unwrap();
    let whom = whom.trim_start_matches("Pelatihan di ");
    assert_eq!((whom, on), ("Dispersip Kab. Banjar", jiff::civil::date(2025, 6, 5)));
}

#[rstest]
#[case("SDN Pemurus Dalam 3 - 17 Juni 2025", "SDN Pemurus Dalam 3", 17)]
#[case("SMAN 1 – 17 Juni 2025", "SMAN 1", 17)]
#[case("SMAN 1,3 Juni 2025", "SMAN 1", 3)]
#[case("MTsN 2 - 5 Juni 2025", "MTsN 2", 5)]
#[case("SMAN Banjar tgl 3 - 17 Juni 2025", "SMAN Banjar", 17)]
#[case("SMAN Banjar 3 s.d. 17 Juni 2025", "SMAN Banjar", 17)]
#[case("SMAN 2 Banjar 3 - 17 Juni 2025", "SMAN 2 Banjar", 17)]
fn a_bare_figure_behind_a_school_is_its_number(#[case] text: &str, #[case] whom: &str, #[case] day: i8) {
    assert_eq!(cells::training(text), Some((whom.to_owned(), jiff::civil::date(2025, 6, day))));
}

#[rstest]
#[case("SMAN Banjar 3-5 Juni 2025")]
#[case("SMAN 1,2,3 Juni 2025")]
#[case("SMAN 3 & 5 Juni 2025")]
fn whether_it_is_the_number_or_a_day_is_not_guessed(#[case] text: &str) {
    assert_eq!(cells::training(text), None);
}

#[rstest]
#[case("SMAN 1, 3-5 Juni 2025", "SMAN 1")]
#[case("SMAN 1, 5 Juni 2025", "SMAN 1")]
#[case("SMP Negeri 2 Banjar 5 Juni 2025", "SMP Negeri 2 Banjar")]
#[case("SMPN 2 (3-5 Juni 2025)", "SMPN 2")]
fn the_number_of_a_school_is_no_day(#[case] text: &str, #[case] whom: &str) {
    assert_eq!(cells::training(text), Some((whom.to_owned(), jiff::civil::date(2025, 6, 5))));
}

//! One institution has one name, however it is written.

use rstest::rstest;

use super::*;

#[rstest]
#[case("Disperpusip Kab. Barito Kuala", "Dinas Perpustakaan dan Kearsipan Kabupaten Barito Kuala", Kind::DinasKabkota)]
#[case("Dispersip Batola", "Dinas Perpustakaan dan Kearsipan Kabupaten Barito Kuala", Kind::DinasKabkota)]
#[case("DISPERSIP KAB. HSS", "Dinas Perpustakaan dan Kearsipan Kabupaten Hulu Sungai Selatan", Kind::DinasKabkota)]
#[case("Dispersip Kota Banjarmasin", "Dinas Perpustakaan dan Kearsipan Kota Banjarmasin", Kind::DinasKabkota)]
#[case("Dispersip Banjarmasin", "Dinas Perpustakaan dan Kearsipan Kota Banjarmasin", Kind::DinasKabkota)]
#[case(
    "Dinas Perpustakaan & Kearsipan Kab. Tapin",
    "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin",
    Kind::DinasKabkota
)]
#[case(
    "dinas perpustakaan dan kearsipan kabupaten tapin",
    "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin",
    Kind::DinasKabkota
)]
#[case("Dispersip Prov. Kalsel", "Dinas Perpustakaan dan Kearsipan Provinsi Kalimantan Selatan", Kind::DinasProvinsi)]
#[case("Dispersipprov Kalsel", "Dinas Perpustakaan dan Kearsipan Provinsi Kalimantan Selatan", Kind::DinasProvinsi)]
#[case("Din. Perpus & Arsip Kab. Tapin", "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", Kind::DinasKabkota)]
#[case("Dipersip Kab. Tapin", "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", Kind::DinasKabkota)]
#[case("Perpustakaan Umum Daerah Kab. Tapin", "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", Kind::DinasKabkota)]
#[case(
    "Dinas Kearsipan dan Perpustakaan Kab. Tapin",
    "Dinas Kearsipan dan Perpustakaan Kabupaten Tapin",
    Kind::DinasKabkota
)]
#[case("Disdikbud Tapin", "Disdikbud Tapin", Kind::DinasKabkota)]
#[case("SMU Negeri 1 Tapin", "SMA Negeri 1 Tapin", Kind::Sekolah)]
#[case("SMU 1 Tapin", "SMU 1 Tapin", Kind::Sekolah)]
#[case("Dispersip Kalsel", "Dinas Perpustakaan dan Kearsipan Provinsi Kalimantan Selatan", Kind::DinasProvinsi)]
#[case("Dispersip Provinsi", "Dinas Perpustakaan dan Kearsipan Provinsi Kalimantan Selatan", Kind::DinasProvinsi)]
#[case("Perpustakaan ULM", "UPT Perpustakaan Universitas Lambung Mangkurat", Kind::PerguruanTinggi)]
#[case(
    "UPT. Perpustakaan Univ. Lambung Mangkurat",
    "UPT Perpustakaan Universitas Lambung Mangkurat",
    Kind::PerguruanTinggi
)]
#[case("Perpusnas RI", "Perpustakaan Nasional RI", Kind::Instansi)]
#[case("Dinas Perpusip Kab. HSS", "Dinas Perpustakaan dan Kearsipan Kabupaten Hulu Sungai Selatan", Kind::DinasKabkota)]
#[case("Dinas Arpus Kab. Tapin", "Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", Kind::DinasKabkota)]
#[case("Dinas Pertanian Kab. HSS", "Dinas Pertanian Kabupaten Hulu Sungai Selatan", Kind::DinasKabkota)]
#[case("SMPN 2 Cepu / Jl. Yani 3", "SMP Negeri 2 Cepu / Jl. Yani 3", Kind::Sekolah)]
#[case("SMPN 2 Tapin, Kab. Tapin", "SMP Negeri 2 Tapin", Kind::Sekolah)]
#[case("SMA Negeri 1 Tapin / Kabupaten Tapin", "SMA Negeri 1 Tapin", Kind::Sekolah)]
#[case("SMPN 2 Tapin, Kab. Banjar", "SMP Negeri 2 Tapin, Kab. Banjar", Kind::Sekolah)]
#[case("M.A.N. 3 HST", "MAN 3 Hulu Sungai Tengah", Kind::Sekolah)]
#[case("S.M.P.N. 2 Banjar", "SMP Negeri 2 Banjar", Kind::Sekolah)]
#[case(
    "Dispersip Kab. HSS (Kandangan)",
    "Dinas Perpustakaan dan Kearsipan Kabupaten Hulu Sungai Selatan",
    Kind::DinasKabkota
)]
#[case("Universitas Lambung Mangkurat (ULM)", "UPT Perpustakaan Universitas Lambung Mangkurat", Kind::PerguruanTinggi)]
#[case("SMA Negeri 1 Banjarmasin (Perpustakaan)", "SMA Negeri 1 Banjarmasin", Kind::Sekolah)]
#[case("Taman Baca (TBM) Ceria", "Taman Baca (TBM) Ceria", Kind::Lainnya)]
#[case("SMAN 1 Banjarmasin", "SMA Negeri 1 Banjarmasin", Kind::Sekolah)]
#[case("SMA N 1 Banjarmasin", "SMA Negeri 1 Banjarmasin", Kind::Sekolah)]
#[case("SMAN1 BANJARMASIN", "SMA Negeri 1 Banjarmasin", Kind::Sekolah)]
#[case("SMPN 3 HSS", "SMP Negeri 3 Hulu Sungai Selatan", Kind::Sekolah)]
#[case("Sekolah Menengah Pertama Negeri 3 Hulu Sungai Selatan", "SMP Negeri 3 Hulu Sungai Selatan", Kind::Sekolah)]
#[case("MAN 3 Hulu Sungai Tengah", "MAN 3 Hulu Sungai Tengah", Kind::Sekolah)]
#[case("Madrasah Aliyah Negeri 3 HST", "MAN 3 Hulu Sungai Tengah", Kind::Sekolah)]
#[case("MTs Negeri 2 Tapin", "MTsN 2 Tapin", Kind::Sekolah)]
#[case("MA Negeri 3 HST", "MAN 3 Hulu Sungai Tengah", Kind::Sekolah)]
#[case("MA Nurul Iman", "MA Nurul Iman", Kind::Sekolah)]
#[case("Bidang Layanan Dispersip Kab. Tapin", "Bidang Layanan Dispersip Kab. Tapin", Kind::DinasKabkota)]
#[case("SMK Bina Banua", "SMK Bina Banua", Kind::Sekolah)]
#[case("UIN Antasari Banjarmasin", "UIN Antasari Banjarmasin", Kind::PerguruanTinggi)]
#[case("Dinas Pendidikan Kab. HST", "Dinas Pendidikan Kabupaten Hulu Sungai Tengah", Kind::DinasKabkota)]
#[case("Taman Baca Ceria", "Taman Baca Ceria", Kind::Lainnya)]
fn one_institution_has_one_name(#[case] text: &str, #[case] name: &str, #[case] kind: Kind) {
    let got = understand(text, Some("63"), &Known::default());
    assert_eq!((got.name.as_str(), got.kind), (name, kind));
}

#[test]
fn what_the_caller_knows_goes_first() {
    let mut known = Known::default();
    known.insert("Perpus Kota", "Perpustakaan Umum Kota Banjarbaru");
    assert_eq!(understand("PERPUS KOTA", Some("63"), &known).name, "Perpustakaan Umum Kota Banjarbaru");
}

#[test]
fn an_office_of_no_place_stays_as_written() {
    let got = understand("Dispersip", Some("63"), &Known::default());
    assert_eq!((got.name.as_str(), got.kind, got.recognised), ("Dispersip", Kind::DinasKabkota, false));
}

#[rstest]
#[case("SMPN 2 Kota Bogor", "SMP Negeri 2 Kota Bogor")]
#[case("SMPN 2 Kab. Bogor", "SMP Negeri 2 Kabupaten Bogor")]
#[case("MAN 2 Kota Probolinggo", "MAN 2 Kota Probolinggo")]
#[case("MTsN 2 Kab. Bandung", "MTsN 2 Kabupaten Bandung")]
#[case("SMAN 1 Blitar", "SMA Negeri 1 Blitar")]
#[case("SMAN 1 Kota Depok", "SMA Negeri 1 Depok")]
#[case("SMAN 1 Kab. Banjar", "SMA Negeri 1 Banjar")]
#[case("Dinas Pendidikan Kota Bogor", "Dinas Pendidikan Kota Bogor")]
fn schools_of_a_kabupaten_and_a_kota_of_one_name_stay_two(#[case] text: &str, #[case] name: &str) {
    assert_eq!(understand(text, None, &Known::default()).name, name);
}

#[rstest]
#[case("Dispersip Blitar", "Kabupaten Blitar", "Dinas Perpustakaan dan Kearsipan Kabupaten Blitar")]
#[case("Dispersip Blitar", "Kota Blitar", "Dinas Perpustakaan dan Kearsipan Kota Blitar")]
#[case("Dispersip Kab. Blitar", "Kota Blitar", "Dinas Perpustakaan dan Kearsipan Kabupaten Blitar")]
#[case("Dispersip Blitar", "Kota Depok", "Dispersip Blitar")]
#[case("SMAN 1 Blitar", "Kabupaten Blitar", "SMA Negeri 1 Blitar")]
fn the_district_of_the_row_tells_which_of_two_is_meant(#[case] text: &str, #[case] beside: &str, #[case] name: &str) {
    let beside = regions().district(beside, None).one();
    assert!(beside.is_some());
    assert_eq!(understand_beside(text, None, beside, &Known::default()).name, name);
}

#[rstest]
#[case("Dispusipda Jabar", "Provinsi Jawa Barat", Kind::DinasProvinsi)]
#[case("DPAD DIY", "Provinsi Daerah Istimewa Yogyakarta", Kind::DinasProvinsi)]
#[case(
    "Dinas Perpustakaan dan Arsip Daerah Istimewa Yogyakarta",
    "Provinsi Daerah Istimewa Yogyakarta",
    Kind::DinasProvinsi
)]
#[case("Dinas Perpustakaan dan Arsip Daerah Kab. Tapin", "Kabupaten Tapin", Kind::DinasKabkota)]
#[case("Dinas Perpustakaan dan Arsip Daerah DIY", "Provinsi Daerah Istimewa Yogyakarta", Kind::DinasProvinsi)]
#[case("Dinpusip Kab. Garut", "Kabupaten Garut", Kind::DinasKabkota)]
#[case("Dinarpusda Kab. Sukoharjo", "Kabupaten Sukoharjo", Kind::DinasKabkota)]
#[case("Dispusip Kota Depok", "Kota Depok", Kind::DinasKabkota)]
fn library_offices_of_other_provinces(#[case] text: &str, #[case] of: &str, #[case] kind: Kind) {
    let got = understand(text, None, &Known::default());
    assert_eq!((got.name, got.kind), (format!("Dinas Perpustakaan dan Kearsipan {of}"), kind));
}

#[test]
fn an_office_in_short_that_says_no_place_is_still_an_office() {
    assert_eq!(understand("Dinpusip", None, &Known::default()).kind, Kind::DinasKabkota);
}

#[rstest]
#[case("SMP Negeri 2 Banjar, SMA Negeri 4 Tanah Bumbu", &["SMP Negeri 2 Banjar", "SMA Negeri 4 Tanah Bumbu"])]
#[case("SMPN 2 Banjar dan SMAN 4 Tanah Bumbu", &["SMP Negeri 2 Banjar", "SMA Negeri 4 Tanah Bumbu"])]
#[case("SMPN 2 Banjar, MAN 3 Balangan, DAN SDN 1 Tapin", &["SMP Negeri 2 Banjar", "MAN 3 Balangan", "SD Negeri 1 Tapin"])]
#[case(
    "Dinas Perpustakaan dan Kearsipan Kab. Tapin & SMA Muhammadiyah 1 Banjarmasin",
    &["Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", "SMA Muhammadiyah 1 Banjarmasin"],
)]
#[case("Dispersip Tapin, Perpustakaan Desa Maju", &["Dinas Perpustakaan dan Kearsipan Kabupaten Tapin", "Perpustakaan Desa Maju"])]
#[case("Perpustakaan Desa A, Perpustakaan Desa B", &["Perpustakaan Desa A", "Perpustakaan Desa B"])]
#[case("PT Adaro dan PT Arutmin", &["PT Adaro", "PT Arutmin"])]
#[case("Dispersip Kalsel, Banjarbaru", &["Dispersip Kalsel, Banjarbaru"])]
#[case("SMPN 1, SMPN 2", &["SMP Negeri 1", "SMP Negeri 2"])]
#[case("Dinas Arsip dan Perpustakaan Kota Semarang", &["Dinas Arsip dan Perpustakaan Kota Semarang"])]
#[case("Badan Perpustakaan, Arsip dan Dokumentasi Sumut", &["Badan Perpustakaan, Arsip dan Dokumentasi Sumut"])]
#[case("Dispersip Kab. Banjar, Martapura", &["Dispersip Kab. Banjar, Martapura"])]
#[case("Dispersip Kab. Banjar (Martapura, Kalsel)", &["Dinas Perpustakaan dan Kearsipan Kabupaten Banjar"])]
#[case("Komunitas Baca, Banjarmasin", &["Komunitas Baca, Banjarmasin"])]
fn several_in_one_text(#[case] text: &str, #[case] names: &[&str]) {
    let found = each(text, Some("63"), &Known::default()).unwrap_or_default();
    assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), names);
}

#[rstest]
#[case("SMPN 1, SMPN 2 Banjar")]
#[case("SMPN 1 dan 2 Banjar")]
#[case("SMA dan SMK Negeri 1 Banjar")]
#[case("Dispersip Tapin, HSS")]
#[case("Dispersip Kab. Tapin dan Kab. Hulu Sungai Selatan")]
#[case("Dispersip Prov. Kalsel dan Kab. Banjar")]
#[case("Komunitas Baca, SMPN 2 Banjar")]
fn several_that_nobody_can_be_sure_of_are_not_guessed(#[case] text: &str) {
    assert_eq!(each(text, Some("63"), &Known::default()), None);
}

#[rstest]
#[case::the_office_there("Dispersip", "Tapin", Some("Kabupaten Tapin"))]
#[case::whose_kind_is_said("Dinas Perpustakaan Kab.", "Tapin", Some("Kabupaten Tapin"))]
#[case::of_another_kind("Dispersip Kota", "Tapin", None)]
#[case::where_the_office_of_the_province_stands_too("Dispersip", "Banjarbaru", None)]
#[case::of_the_town_itself("Dispersip Kota", "Banjarbaru", Some("Kota Banjarbaru"))]
#[case::no_office("Taman Baca", "Tapin", None)]
fn an_office_without_a_place_is_that_of_the_district_beside_it(
    #[case] text: &str,
    #[case] beside: &str,
    #[case] of: Option<&str>,
) {
    let district = regions().district(beside, Some("63")).one();
    let found = understand_beside(text, Some("63"), district, &Known::default());
    let expected = of.map_or(text.to_owned(), |of| format!("Dinas Perpustakaan dan Kearsipan {of}"));
    assert_eq!((found.name, found.region.map(|region| region.name)), (expected, of));
}

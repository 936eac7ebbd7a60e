//! Lines above tables, and what they name.

use rstest::rstest;

use super::*;

fn one(named: &Named) -> Option<&str> {
    if let Named::One(name) = named { Some(name) } else { None }
}

#[rstest]
#[case("KLASTER LAYANAN DASAR", Some("Layanan Dasar Perpustakaan"))]
#[case("A. KLASTER PROMOSI", Some("Promosi Layanan Perpustakaan"))]
#[case("DAFTAR PESERTA UJI KOMPETENSI KLASTER LAYANAN DASAR PERPUSTAKAAN", Some("Layanan Dasar Perpustakaan"))]
#[case("PESERTA SKEMA SERTIFIKASI KLASTER PROMOSI TAHUN 2025", Some("Promosi Layanan Perpustakaan"))]
#[case("KLASTER LAYANAN DASAR KABUPATEN GARUT", Some("Layanan Dasar Perpustakaan"))]
#[case("DAFTAR PESERTA LAYANAN ANAK", Some("Layanan Perpustakaan Anak"))]
#[case("KLASTER LAYANAN DASAR DAN PROMOSI", None)]
#[case("KLASTER LAYANAN DASAR DAN KLASTER PROMOSI", None)]
#[case("KLASTER LAYANAN DASAR, PROMOSI", None)]
#[case("Klaster : Layanan Dasar / Promosi", None)]
#[case("UJI KOMPETENSI DASAR PUSTAKAWAN", None)]
#[case("UJI KOMPETENSI PUSTAKAWAN", None)]
#[case("Isi klaster, contoh: Layanan Dasar", None)]
#[case("Klaster : Literasi Informasi", Some("Pengembangan Kemampuan Literasi Informasi"))]
fn a_title_names_one_cluster_or_none(#[case] text: &str, #[case] name: Option<&str>) {
    let named = line(text).map_or(Named::Nothing, |line| line.names("cluster", None, Schemes::none()));
    assert_eq!(one(&named), name, "{named:?}");
}

#[rstest]
#[case("KABUPATEN GARUT", Some("Kabupaten Garut"))]
#[case("DAFTAR PESERTA KABUPATEN GARUT", Some("Kabupaten Garut"))]
#[case("PEMERINTAH KABUPATEN BANDUNG BARAT TAHUN 2025", Some("Kabupaten Bandung Barat"))]
#[case("PESERTA SE-KABUPATEN KOTA BARU", Some("Kabupaten Kotabaru"))]
#[case("Kabupaten/Kota : Garut", Some("Kabupaten Garut"))]
#[case("Kota : Bogor", Some("Kota Bogor"))]
#[case("DAFTAR PESERTA KAB. HSS KLASTER PROMOSI", Some("Kabupaten Hulu Sungai Selatan"))]
#[case("Banjarbaru, 30 Oktober 2025", None)]
#[case("Kota Banjarbaru, 30-31 Oktober 2025", None)]
#[case("Uji Kompetensi Pustakawan, Banjarbaru, 2025", None)]
#[case("63.72", Some("Kota Banjarbaru"))]
#[case("KABUPATEN BOGOR DAN DEPOK", None)]
#[case("KABUPATEN BOGOR, DEPOK", None)]
#[case("KABUPATEN BOGOR DAN KOTA DEPOK", None)]
#[case("UJI KOMPETENSI DI KOTA BANJARBARU", None)]
#[case("Penyelenggara Kota Banjarbaru", None)]
#[case("Tempat : Kota Banjarbaru", None)]
#[case("Kota Banjarbaru, TUK", None)]
#[case("PESERTA SE-KABUPATEN/KOTA", None)]
fn a_title_names_one_district_or_none(#[case] text: &str, #[case] name: Option<&str>) {
    let named = line(text).map_or(Named::Nothing, |line| line.names("kab", Some("32"), Schemes::none()));
    assert_eq!(one(&named), name, "{named:?}");
}

#[rstest]
#[case("Nama Instansi : Dispusip Kab. Garut", Some("Dispusip Kab. Garut"))]
#[case("DISPUSIP KAB. GARUT", Some("Dinas Perpustakaan dan Kearsipan Kabupaten Garut"))]
#[case("DINAS PERPUSTAKAAN DAN KEARSIPAN PROVINSI JAWA BARAT", None)]
#[case("DINAS PENDIDIKAN KABUPATEN GARUT", None)]
#[case("DAFTAR PESERTA", None)]
fn a_title_names_an_institution_or_none(#[case] text: &str, #[case] name: Option<&str>) {
    let named = line(text).map_or(Named::Nothing, |line| line.names("institution", None, Schemes::none()));
    assert_eq!(one(&named), name, "{named:?}");
}

//! The columns that a sheet of participants may have, under the headings people give them.

mod others;
mod terms;

use std::sync::LazyLock;

use others::{OTHERS, is_foreign, is_second};
use terms::TERMS;

use super::{
    lists::{names_others, names_participants},
    titles::{divides, heads_group},
};
use crate::{
    clusters::Schemes,
    header::{Dictionary, Rules},
    regions::regions,
    table::Wanted,
    values::{contact, contact::Contact, date, identity},
    workbook::Cell,
};

/// Every field that a column can be mapped to.
pub const FIELDS: &[&str] = &[
    "name",
    "degree_front",
    "degree",
    "nik",
    "nip",
    "sex",
    "birth_place",
    "born",
    "birth",
    "education",
    "major",
    "institution",
    "kab",
    "province",
    "position",
    "phone",
    "email",
    "cluster",
    "address",
];

static DICTIONARY: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::new(TERMS).with(Rules { others: OTHERS, is_second, is_foreign, heads_group }));

/// What a table of participants looks like, where these schemes may be named beside the common clusters.
#[must_use]
pub fn wanted(schemes: &Schemes) -> Wanted<'_> {
    Wanted {
        dictionary: &DICTIONARY,
        any_of: &["name", "nik"],
        at_least: 3,
        told_by: &["name", "nik"],
        by_content,
        divides,
        is_other_list: names_others,
        is_own_list: names_participants,
        adds: |_, _| false,
        every_row: false,
        schemes,
    }
}

/// Tells a field from its values where the heading said nothing.
fn by_content(sample: &[&Cell], schemes: &Schemes) -> Option<&'static str> {
    let most = |test: &dyn Fn(&Cell) -> bool| sample.iter().filter(|c| test(c)).count() * 10 >= sample.len() * 6;
    let text = |cell: &Cell| cell.as_text().map(str::to_owned).unwrap_or_default();
    if most(&|c| matches!(identity::nik(c), identity::Nik::Digits(_))) {
        return Some("nik");
    }
    if most(&|c| matches!(identity::nip(c), identity::Nip::Digits(_))) {
        return Some("nip");
    }
    if most(&|c| matches!(contact::email(c), Contact::Good(_))) {
        return Some("email");
    }
    if most(&|c| matches!(contact::phone(c), Contact::Good(_))) {
        return Some("phone");
    }
    // A figure says a sex where the heading does; by itself it is a running number.
    let worded = |text: &str| text.chars().any(char::is_alphabetic) && identity::sex(text).is_some();
    if most(&|c| worded(&text(c))) {
        return Some("sex");
    }
    if most(&|c| schemes.understand(&text(c)).is_some()) {
        return Some("cluster");
    }
    let birth = |c: &Cell| {
        let day = match c {
            Cell::Date(date) => Some(*date),
            Cell::Text(text) => date::birth(&Cell::Text(text.clone()), jiff::civil::Date::constant(2100, 1, 1)).date(),
            _ => None,
        };
        day.is_some_and(|d| (1940..=2010).contains(&d.year()))
    };
    if most(&birth) {
        return Some("born");
    }
    if most(&|c| regions().district(&text(c), None) != crate::regions::Found::None) {
        return Some("kab");
    }
    None
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::header::{Heading, IGNORED};

    #[test]
    fn running_numbers_under_no_heading_are_no_sex() {
        let cells = |texts: [&str; 3]| texts.map(|text| Cell::Text(text.to_owned()));
        let (numbers, letters) = (cells(["1", "2", "1"]), cells(["L", "P", "P"]));
        assert_eq!(by_content(&numbers.iter().collect::<Vec<_>>(), Schemes::none()), None);
        assert_eq!(by_content(&letters.iter().collect::<Vec<_>>(), Schemes::none()), Some("sex"));
    }

    #[rstest]
    #[case(&["NAMA LENGKAP (SESUAI IJAZAH)"], "name")]
    #[case(&["Nama Peserta & Gelar"], "name")]
    #[case(&["Nama Lengkap (tanpa gelar)"], "name")]
    #[case(&["Gelar"], "degree")]
    #[case(&["Gelar", "Depan"], "degree_front")]
    #[case(&["Gelar", "Belakang"], "degree")]
    #[case(&["No. KTP"], "nik")]
    #[case(&["Nomor Induk Kependudukan (NIK)"], "nik")]
    #[case(&["Nomor Induk Kependudukan"], "nik")]
    #[case(&["NIK sesuai KTP"], "nik")]
    #[case(&["NIP / NI PPPK"], "nip")]
    #[case(&["Nomor Induk Pegawai"], "nip")]
    #[case(&["Jenis Kelamin (L/P)"], "sex")]
    #[case(&["Tempat, Tgl Lahir"], "birth")]
    #[case(&["TTL"], "birth")]
    #[case(&["Lahir di"], "birth_place")]
    #[case(&["Tempat/Tanggal Lahir"], "birth")]
    #[case(&["TEMPAT, TANGGAL LAHIR", "TEMPAT"], "birth_place")]
    #[case(&["TEMPAT, TANGGAL LAHIR", "TANGGAL"], "born")]
    #[case(&["KELAHIRAN", "TANGGAL"], "born")]
    #[case(&["Tgl. Lahir (dd/mm/yyyy)"], "born")]
    #[case(&["Unit Kerja / Instansi"], "institution")]
    #[case(&["Nama Instansi"], "institution")]
    #[case(&["Asal Sekolah/Instansi"], "institution")]
    #[case(&["INSTANSI", "NAMA"], "institution")]
    #[case(&["ALAMAT KERJA", "INSTANSI"], "institution")]
    #[case(&["TEMPAT KERJA", "Nama"], "institution")]
    #[case(&["OPD", "Nama"], "institution")]
    #[case(&["ASAL PERUSAHAAN"], "institution")]
    #[case(&["Alamat Surat Elektronik"], "email")]
    #[case(&["TanggalLahir"], "born")]
    #[case(&["INSTANSI", "KAB/KOTA"], "kab")]
    #[case(&["Kabupaten/Kota Asal"], "kab")]
    #[case(&["Kab./Kota Unit Kerja"], "kab")]
    #[case(&["No. HP / WhatsApp"], "phone")]
    #[case(&["Nomor Telepon/HP (WA)"], "phone")]
    #[case(&["KONTAK", "HP"], "phone")]
    #[case(&["KONTAK", "Email"], "email")]
    #[case(&["Alamat E-mail"], "email")]
    #[case(&["Surel"], "email")]
    #[case(&["Skema/Klaster yang diikuti"], "cluster")]
    #[case(&["Klaster"], "cluster")]
    #[case(&["Jabatan di unit kerja"], "position")]
    #[case(&["Alamat Kantor"], IGNORED)]
    #[case(&["Pangkat/Gol. Ruang"], IGNORED)]
    #[case(&["Alamat Rumah"], "address")]
    fn a_heading_as_offices_write_it(#[case] labels: &[&str], #[case] field: &str) {
        let scores = DICTIONARY.score(&Heading::new(labels));
        assert_eq!(scores.iter().max_by_key(|(_, s)| **s).map(|(f, _)| *f), Some(field), "{scores:?}");
    }
}

//! Headings of two rows, merged or with their merges lost: what stands under a heading of somebody or something else is not the
//! participant's, ticks and parts of a day belong to what stands above them, and the second row is nobody.

use exchange::{
    participants::{self, Context, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use rust_xlsxwriter::{Format, Workbook};

use crate::FIRST_DAY;

const HEADING: [&str; 9] =
    ["No", "Nama", "NIK", "NIP", "Tgl Lahir", "Instansi", "Kab/Kota", "Nomor WhatsApp", "Klaster"];
const ANI: [&str; 9] = [
    "1",
    "Ani",
    "6305025203850001",
    "198503122010012001",
    "12-03-1985",
    "SMP Contoh",
    "Kab. Tapin",
    "081250000001",
    "Promosi",
];

/// A block of columns under one heading.
struct Block<'a> {
    parent: &'a str,
    own: &'a [&'a str],
    values: &'a [&'a str],
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Merges {
    Kept,
    Lost,
}

/// A sheet of one person with a block of columns at a place, under a heading of two rows.
fn read(merges: Merges, at: usize, block: &Block<'_>) -> Reading {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new();
    let width = u16::try_from(block.own.len()).unwrap();
    let first = u16::try_from(at).unwrap();
    for (column, (heading, value)) in (0_u16..).zip(HEADING.iter().zip(ANI)) {
        let column = if column < first { column } else { column + width };
        match merges {
            Merges::Kept => sheet.merge_range(0, column, 1, column, heading, &bold).unwrap(),
            Merges::Lost => sheet.write_string(0, column, *heading).unwrap(),
        };
        sheet.write_string(2, column, value).unwrap();
    }
    match merges {
        Merges::Kept if width > 1 => sheet.merge_range(0, first, 0, first + width - 1, block.parent, &bold).unwrap(),
        _ => sheet.write_string(0, first, block.parent).unwrap(),
    };
    for (column, (own, value)) in (first..).zip(block.own.iter().zip(block.values)) {
        sheet.write_string(1, column, *own).unwrap();
        sheet.write_string(2, column, *value).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    participants::read(&bytes, &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

/// Name, NIK, NIP, birth date, institution, district, phone and cluster.
fn told(reading: &Reading) -> Vec<String> {
    let people = reading.participants();
    assert_eq!(people.len(), 1, "the second row of the heading is nobody");
    let person = people[0];
    let texts = [&person.name, &person.nik, &person.nip].map(Clone::clone);
    let born = person.born.map(|day| day.to_string());
    let others = [&person.institution, &person.kab, &person.phone, &person.cluster].map(Clone::clone);
    texts.into_iter().chain([born]).chain(others).map(Option::unwrap_or_default).collect()
}

const OF_ANI: [&str; 8] =
    ["Ani", "6305025203850001", "198503122010012001", "1985-03-12", "SMP Contoh", "63.05", "+6281250000001", "promosi"];

#[rstest]
#[case::emergency("Kontak Darurat", &["Nama", "HP"], &["Budi", "081299999999"])]
#[case::operator("Operator", &["Nama", "No HP", "Email"], &["Budi", "081299999999", "budi@contoh.go.id"])]
#[case::operator_or_admin("Operator/Admin", &["Nama", "No HP"], &["Budi", "081299999999"])]
#[case::spouse(
    "Data Suami/Istri", &["Nama", "NIK", "Tanggal Lahir"], &["Budi", "6305021104800002", "11-04-1980"]
)]
#[case::head("Kepala Perpustakaan", &["Nama", "NIP"], &["Budi", "197003122000011001"])]
#[case::head_of_school("Kepala Sekolah", &["Nama", "NIP", "No. HP"], &["Budi", "197003122000011001", "081299999999"])]
#[case::superior("Atasan Langsung", &["Nama", "NIP", "No. HP"], &["Budi", "197003122000011001", "081299999999"])]
#[case::former_place("Instansi Sebelumnya", &["Nama", "Kab/Kota"], &["SMPN 9 Garut", "Kab. Garut"])]
#[case::former_certificate("Sertifikat Sebelumnya", &["Klaster", "Tahun"], &["Layanan Anak", "2020"])]
fn what_stands_under_a_heading_of_others_is_not_the_participants(
    #[case] parent: &str,
    #[case] own: &[&str],
    #[case] values: &[&str],
    #[values(Merges::Kept, Merges::Lost)] merges: Merges,
    #[values(1, 2, 5, 9)] at: usize,
) {
    let reading = read(merges, at, &Block { parent, own, values });
    assert_eq!(told(&reading), OF_ANI, "{parent} at {at}");
}

fn csv(lines: &[&str]) -> Reading {
    let (limits, context) = (Limits::default(), Context::on(FIRST_DAY));
    participants::read(lines.join("\n").as_bytes(), &limits, &Corrections::default(), &context).unwrap()
}

#[test]
fn ticks_stand_under_clusters_though_the_merges_over_them_were_lost() {
    let reading = csv(&[
        "No;Nama;NIK;Tgl Lahir;Instansi;Kab/Kota;HP;Klaster;;",
        ";;;;;;;Promosi;Layanan Dasar;",
        "1;Ani;6305025203850001;12-03-1985;SMP Contoh;Tapin;081250000001;v;;",
        "2;Budi;6305021203850002;12-03-1985;SMP Contoh;Tapin;081250000002;;v;",
        "3;Citra;6305025203850003;12-03-1985;SMP Contoh;Tapin;081250000003;v;v;",
        "4;Dewi;6305025203850004;12-03-1985;SMP Contoh;Tapin;081250000004;;;",
    ]);
    let told: Vec<_> = reading.participants().iter().map(|p| (p.row, p.cluster.as_deref())).collect();
    assert_eq!(told, [(3, Some("promosi")), (4, Some("layanan-dasar")), (5, None), (6, None)]);
}

#[test]
fn a_day_in_three_columns_under_a_heading_whose_merge_was_lost() {
    let reading = csv(&[
        "No;Nama;NIK;Tanggal Lahir;;;Instansi;Kab/Kota;HP;Klaster",
        ";;;Tgl;Bln;Thn;;;;",
        "1;Ani;6305025203850001;12;3;1985;SMP Contoh;Tapin;081250000001;Promosi",
        "2;Budi;6305021203850002;12;Maret;1985;SMP Contoh;Tapin;081250000002;Promosi",
    ]);
    let told: Vec<_> = reading.participants().iter().map(|p| p.born.map(|day| day.to_string())).collect();
    assert_eq!(told, [Some("1985-03-12".to_owned()), Some("1985-03-12".to_owned())]);
}

/// A person whose only cells stand under a heading with empty ones right of it is no second row of it.
#[test]
fn a_poor_first_row_is_still_somebody() {
    let reading = csv(&[
        "No;Nama;;NIK;Tgl Lahir;Kab/Kota;HP;Klaster",
        "1;Ani Maulana;S.Hum.;6305025203850001;;;;",
        "2;Budi;;6305021203850002;12-03-1985;Tapin;081250000002;Promosi",
    ]);
    assert_eq!(reading.participants().len(), 2);
}

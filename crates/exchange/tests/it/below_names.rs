//! What stands behind or below a name and is no part of it: numbers, signs of nothing, remarks.

use exchange::{
    participants::{self, Code, Context, Field, Reading},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;

use crate::FIRST_DAY;

const NIP: &str = "198503122010012001";

fn read(text: &str) -> Reading {
    participants::read(text.as_bytes(), &Limits::default(), &Corrections::default(), &Context::on(FIRST_DAY)).unwrap()
}

/// Name, degree and NIP of the one person, and whether something is said of the name.
fn told(reading: &Reading) -> (String, String, String, Option<Code>) {
    let people = reading.participants();
    assert_eq!(people.len(), 1);
    let person = people[0];
    let code = person.issues.iter().find(|issue| issue.field == Field::Name).map(|issue| issue.code);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    (text(&person.name), person.degree.clone(), text(&person.nip), code)
}

/// A person whose name cell and NIP are written so.
fn person(name: &str, nip: &str) -> Reading {
    read(&format!(
        "No;Nama;NIK;NIP;Tgl Lahir;Instansi;Kab/Kota;HP;Klaster\n\
         1;\"{name}\";6305025203850001;{nip};12-03-1985;SMP Contoh;Tapin;081250000001;Promosi"
    ))
}

#[rstest]
#[case::labelled("Ani, S.Hum.\nNIP. 198503122010012001", NIP)]
#[case::bare("Ani, S.Hum.\n198503122010012001", NIP)]
#[case::apart("Ani, S.Hum. / NIP 19850312 201001 2 001", NIP)]
#[case::nothing_in_its_column("Ani, S.Hum.\nNIP. 198503122010012001", "")]
#[case::a_sign_of_nothing("Ani, S.Hum.\n-", NIP)]
fn a_number_below_a_name_is_no_degree(#[case] name: &str, #[case] nip: &str) {
    assert_eq!(told(&person(name, nip)), ("Ani".to_owned(), "S.Hum.".to_owned(), NIP.to_owned(), None));
}

#[test]
fn another_number_than_that_of_the_column_is_told() {
    let told = told(&person("Ani, S.Hum.\nNIP. 197003122000011001", NIP));
    assert_eq!(told, ("Ani".to_owned(), "S.Hum.".to_owned(), NIP.to_owned(), Some(Code::Remark)));
}

#[rstest]
#[case("Ani, S.Hum. - peserta cadangan")]
#[case("Ani, S.Hum. – koordinator")]
#[case("Ani, S.Hum. - dari perpustakaan keliling")]
fn a_remark_behind_a_dash_is_told_and_left_out(#[case] name: &str) {
    assert_eq!(told(&person(name, NIP)), ("Ani".to_owned(), "S.Hum.".to_owned(), NIP.to_owned(), Some(Code::Remark)));
}

#[rstest]
#[case::with_the_word("NIP. 198503122010012001")]
#[case::without("198503122010012001")]
#[case::set_apart("19850312 201001 2 001")]
fn a_number_on_a_row_below_the_name_belongs_to_it(#[case] below: &str) {
    let reading = read(&format!(
        "No;Nama/NIP;NIK;Tgl Lahir;Instansi;Kab/Kota;HP;Klaster\n\
         1;Ani, S.Hum.;6305025203850001;12-03-1985;SMP Contoh;Tapin;081250000001;Promosi\n;{below};;;;;;"
    ));
    assert_eq!(told(&reading), ("Ani".to_owned(), "S.Hum.".to_owned(), NIP.to_owned(), None));
}

#[test]
fn degrees_on_a_row_below_are_those_of_the_person_above() {
    let reading = read(
        "No;Nama;NIK;Tgl Lahir;Instansi;Kab/Kota;HP;Klaster\n\
         1;Ani Maulana,;6305025203850001;12-03-1985;SMP Contoh;Tapin;081250000001;Promosi\n\
         ;S.Sos., M.A.P.;;;Rantau;;;",
    );
    assert_eq!(told(&reading), ("Ani Maulana".to_owned(), "S.Sos., M.A.P.".to_owned(), String::new(), None));
    assert_eq!(reading.participants()[0].institution.as_deref(), Some("SMP Contoh Rantau"));
}

#[rstest]
#[case("198503122010012001 / III.b")]
#[case("Penata Muda / III.a / 198503122010012001")]
#[case("III.b (198503122010012001)")]
fn a_number_beside_a_rank(#[case] nip: &str) {
    assert_eq!(told(&person("Ani", nip)), ("Ani".to_owned(), String::new(), NIP.to_owned(), None));
}

#[test]
fn a_birth_over_a_nik_is_both() {
    let reading = read(
        "No;Nama;Tempat, Tgl Lahir / NIK;Instansi;Kab/Kota;HP;Klaster\n\
         1;Ani;\"Rantau, 12 Maret 1985\n6305025203850001\";SMP Contoh;Tapin;081250000001;Promosi",
    );
    let person = reading.participants()[0];
    assert_eq!(person.nik.as_deref(), Some("6305025203850001"));
    assert_eq!(person.born.map(|day| day.to_string()).as_deref(), Some("1985-03-12"));
}

#[test]
fn a_telephone_in_the_other_column_of_ones_own_is_taken_where_the_first_is_empty() {
    let reading = read(
        "Nama;NIK;HP;Telp Kantor;WA;Kab/Kota;Klaster\n\
         Ani;6305025203850001;;0517-31000;081250000001;Tapin;Promosi\n\
         Budi;6305021203850002;081250000002;0517-31000;081250000003;Tapin;Promosi\n\
         Citra;6305025203850003;;0517-31000;;Tapin;Promosi",
    );
    let phones: Vec<_> = reading.participants().iter().map(|p| p.phone.clone().unwrap_or_default()).collect();
    assert_eq!(phones, ["+6281250000001", "+6281250000002", ""]);
}

/// Name, degree, NIP and telephone of a person whose columns but that of the name say neither of the last two.
fn alone(name: &str) -> (String, String, String, String, Option<Code>) {
    let reading = read(&format!(
        "No;Nama;NIK;Tgl Lahir;Instansi;Kab/Kota;HP;Klaster\n\
         1;\"{name}\";6305025203850001;12-03-1985;SMP Contoh;Tapin;;Promosi\n\
         2;Budi;6305021203850002;12-03-1985;SMP Contoh;Tapin;;Promosi\n\
         3;Citra;6305021203850003;12-03-1985;SMP Contoh;Tapin;;Promosi"
    ));
    let person = reading.participants()[0];
    let code = person.issues.iter().find(|issue| issue.field == Field::Name).map(|issue| issue.code);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    (text(&person.name), person.degree.clone(), text(&person.nip), text(&person.phone), code)
}

#[rstest]
#[case::telephone("Ani Maulana 081234567890", "", "", "+6281234567890")]
#[case::rank_and_number("Ani Maulana, S.Sos.\n198503122010012001\nPenata Muda Tk. I / III b", "S.Sos.", NIP, "")]
#[case::position("Ani Maulana, Pustakawan", "", "", "")]
#[case::position_behind_a_degree("Ani Maulana, S.Sos., Pustakawan Pertama", "S.Sos.", "", "")]
#[case::rank("Ani Maulana, Penata Muda/IIIa", "", "", "")]
fn what_stands_beside_a_name_goes_to_its_field_and_is_told(
    #[case] name: &str,
    #[case] degree: &str,
    #[case] nip: &str,
    #[case] phone: &str,
) {
    let expected = ("Ani Maulana", degree, nip, phone, Some(Code::Remark));
    let (name, degree, nip, phone, code) = alone(name);
    assert_eq!((name.as_str(), degree.as_str(), nip.as_str(), phone.as_str(), code), expected);
}

#[rstest]
#[case("Menyusul")]
#[case("Akan menyusul")]
#[case("TBA")]
#[case("(kosong)")]
#[case("12")]
#[case("198503122010012001")]
#[case("dst")]
fn what_is_no_name_is_missing(#[case] name: &str) {
    let (name, degree, _, _, code) = alone(name);
    assert_eq!((name.as_str(), degree.as_str(), code), ("", "", Some(Code::Missing)));
}

#[rstest]
#[case("Siti123")]
#[case("Siti Aisyah / Rusmini")]
#[case("Siti Aisyah dan Rusmini")]
#[case("A")]
fn what_may_be_no_name_is_told(#[case] name: &str) {
    let (read, .., code) = alone(name);
    assert_eq!((read.as_str(), code), (name, Some(Code::Remark)));
}

#[rstest]
#[case("Nama/Jabatan", "Pustakawan Muda")]
#[case("Nama (Jabatan)", "Pustakawan Muda")]
#[case("\"NAMA\nJABATAN\"", "Pustakawan Muda")]
#[case("Nama, NIP, Jabatan", "198503122010012001 / Pustakawan Muda")]
#[case("Nama/Instansi", "SMAN 1 Rantau")]
#[case("Nama & Unit Kerja", "SMAN 1 Rantau")]
fn a_heading_that_names_more_than_the_name_is_that_of_the_names(#[case] heading: &str, #[case] behind: &str) {
    let reading = read(&format!(
        "No;{heading};NIK;Tgl Lahir;Kab/Kota;Klaster\n\
         1;Ani, S.Hum. / {behind};6305025203850001;12-03-1985;Tapin;Promosi\n\
         2;Budi / {behind};6305021203850002;12-03-1985;Tapin;Promosi"
    ));
    let people = reading.participants();
    let told: Vec<_> = people.iter().map(|p| (p.name.as_deref(), p.degree.as_str(), p.issues.len())).collect();
    assert_eq!(told, [(Some("Ani"), "S.Hum.", 1), (Some("Budi"), "", 1)], "the mail address alone is missing");
    assert_eq!(people[0].institution.as_deref(), behind.contains("SMAN").then_some("SMA Negeri 1 Rantau"));
}

#[rstest]
fn a_second_line_of_a_person_may_say_more_than_the_number(
    #[values("NIP. 198503122010012001", "198503122010012001")] below: &str,
    #[values(
        "No;Nama / NIP;NIK;Tempat / Tgl Lahir;L/P;Instansi;Kab/Kota;HP / Email;Klaster",
        "NO;NAMA;NIK;TEMPAT;L/P;INSTANSI;KAB/KOTA;HP;KLASTER\n;NIP;;TGL LAHIR;;;;EMAIL;"
    )]
    heading: &str,
) {
    let reading = read(&format!(
        "{heading}\n\
         1;Ani, S.Hum.;6305025203850001;Rantau,;P;SMP Contoh;Tapin;081250000001;Promosi\n\
         ;{below};;12 Maret 1985;;;;ani@contoh.go.id;"
    ));
    assert_eq!(told(&reading), ("Ani".to_owned(), "S.Hum.".to_owned(), NIP.to_owned(), None));
    let person = reading.participants()[0];
    assert_eq!(person.born.map(|day| day.to_string()).as_deref(), Some("1985-03-12"));
    assert_eq!((person.phone.as_deref(), person.email.as_deref()), (Some("+6281250000001"), Some("ani@contoh.go.id")));
    assert_eq!(person.issues, []);
}

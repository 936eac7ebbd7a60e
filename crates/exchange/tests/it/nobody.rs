//! Rows between people that are nobody: what counts, signs, tells how to fill in or waits for somebody; and people whom
//! words of such rows do not make nobody.

use exchange::{
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;

use crate::{FIRST_DAY, sheet_of};

const HEADING: &str = "No|Nama|NIK|Tanggal Lahir|Instansi|Kab/Kota|No HP|Klaster|Keterangan";
const PEOPLE: [&str; 4] = [
    "1|Ani Maulana|6305025203800001|12-03-1980|Dispersip Kab. Tapin|Tapin|081250000001|Promosi|",
    "2|Budi Santoso|6305021204810002|12-04-1981|Dispersip Kab. Tapin|Tapin|081250000002|Promosi|",
    "3|Citra Dewi|6305025205820003|12-05-1982|Dispersip Kab. Tapin|Tapin|081250000003|Promosi|",
    "4|Dedi Irawan|6305021206830004|12-06-1983|Dispersip Kab. Tapin|Tapin|081250000004|Promosi|",
];

/// Who is read of these rows, and which rows were passed over within the table and behind it.
fn read(rows: &[&str]) -> (Vec<String>, Vec<u32>, Vec<u32>) {
    let bytes = sheet_of(rows);
    let context = Context::on(FIRST_DAY);
    let reading = participants::read(&bytes, &Limits::default(), &Corrections::default(), &context).unwrap();
    let names = reading.participants().iter().map(|p| p.name.clone().unwrap_or_default()).collect();
    let [sheet] = reading.sheets.as_slice() else { panic!("{} sheets", reading.sheets.len()) };
    (names, sheet.skipped.within.clone(), sheet.skipped.after.clone())
}

fn names(people: &[&str]) -> Vec<String> {
    people.iter().filter_map(|row| row.split('|').nth(1)).map(str::to_owned).collect()
}

#[rstest]
#[case::sum("|Jumlah|2|||||")]
#[case::part_of_a_sum("|Subtotal Kab. Tapin|2 orang|||Tapin|||")]
#[case::by_sex("|Laki-laki|1||||||")]
#[case::carried_over("|Dipindahkan|||2||||")]
#[case::nothing("|NIHIL|-|-|-|-|-|-|")]
#[case::signature("|Mengetahui|||Kepala Dinas||||")]
#[case::heading_again(HEADING)]
#[case::columns_by_letters("a|b|c|d|e|f|g|h|i")]
#[case::columns_in_roman_figures("I|II|III|IV|V|VI|VII|VIII|IX")]
#[case::line_of_a_template("3||||Dispersip Kab. Tapin|Tapin|||")]
fn a_row_between_people_is_nobody(#[case] between: &str) {
    let rows = [HEADING, PEOPLE[0], PEOPLE[1], between, PEOPLE[2], PEOPLE[3]];
    assert_eq!(read(&rows), (names(&PEOPLE), vec![4], vec![]));
}

#[rstest]
#[case::what_to_write("|sesuai ijazah|16 digit|dd/mm/yyyy|nama resmi|kabupaten|diawali 08|pilih satu|opsional")]
#[case::kinds("|Text|Text|Date|List|List|Text|List|Text")]
#[case::somebody_for_an_example(
    "0|CONTOH PENGISIAN: Eka|6305025207840005|12-07-1984|Dispersip Kab. Tapin|Tapin|081250000005|Promosi|"
)]
fn a_row_that_tells_how_to_fill_in_is_nobody(#[case] hint: &str) {
    let rows = [HEADING, hint, PEOPLE[0], PEOPLE[1], PEOPLE[2]];
    assert_eq!(read(&rows), (names(&PEOPLE[..3]), vec![2], vec![]));
}

#[test]
fn whoever_has_a_number_is_somebody_whatever_else_the_row_says() {
    let poor = "|Eka Putri|6305025207840005||Kepala Perpustakaan||||Catatan: data menyusul";
    let (read, within, _) = read(&[HEADING, PEOPLE[0], PEOPLE[1], PEOPLE[2], poor, "", "||||Mengetahui||||"]);
    let expected: Vec<String> = names(&PEOPLE[..3]).into_iter().chain(["Eka Putri".to_owned()]).collect();
    assert_eq!((read, within), (expected, vec![]));
}

#[test]
fn where_rows_tell_of_nobody_a_poor_one_is_kept() {
    let rows =
        ["No|Nama|Instansi|Kab/Kota", "1|Ani|Dispersip Kab. Tapin|Tapin", "|Budi|Dispersip Kab. Tapin|", "3|Citra||"];
    assert_eq!(read(&rows).0, ["Ani", "Budi", "Citra"]);
}

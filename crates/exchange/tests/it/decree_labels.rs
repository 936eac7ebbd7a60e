//! Labels and headings of decrees in other spellings and places: short, broken, in English, stacked above their texts,
//! behind what they name, or missing where a list shows what begins.

use exchange::standards;
use rstest::rstest;

use crate::decree_layouts::told;

const UNIT: [&str; 7] = [
    "R.91PER00.001.2",
    "Menata Koleksi",
    "Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi.",
    "1. Menyiapkan rak",
    "1.1 Rak diukur.",
    "2. Menata buku",
    "2.1 Buku disusun.",
];

const TABLE: &str = "ELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n1. Menyiapkan rak\n1.1 Rak diukur.\n2. Menata buku\n\
    2.1 Buku disusun.\n";

fn assert_is_the_unit(text: &str) {
    let reading = standards::from_text(text);
    assert_eq!(told(&reading), UNIT, "{text}");
    assert_eq!(reading.not_understood, [], "{text}");
}

/// The head of a unit, before its table.
#[rstest]
#[case::short(
    "KODE : R.91PER00.001.2\nJUDUL : Menata Koleksi\nDESKRIPSI : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::short_small(
    "Kode: R.91PER00.001.2\nJudul: Menata Koleksi\nDeskripsi: Unit kompetensi ini berhubungan dengan\nsikap kerja menata koleksi."
)]
#[case::short_alone(
    "KODE\nR.91PER00.001.2\nJUDUL\nMenata Koleksi\nDESKRIPSI\nUnit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::name(
    "KODE UNIT : R.91PER00.001.2\nNAMA UNIT : Menata Koleksi\nURAIAN : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::kompetensi(
    "KODE UNIT KOMPETENSI : R.91PER00.001.2\nNAMA UNIT KOMPETENSI : Menata Koleksi\nDESKRIPSI UNIT KOMPETENSI : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::slips(
    "KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata Koleksi\nDISKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::more_slips(
    "KODE UNTI : R.91PER00.001.2\nJUDUL UNIIT : Menata Koleksi\nDESKIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::glued(
    "KODEUNIT: R.91PER00.001.2\nJUDULUNIT: Menata Koleksi\nDESKRIPSIUNIT: Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::english(
    "UNIT CODE : R.91PER00.001.2\nUNIT TITLE : Menata Koleksi\nUNIT DESCRIPTION : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::both(
    "KODE UNIT / UNIT CODE : R.91PER00.001.2\nJUDUL UNIT / UNIT TITLE : Menata Koleksi\nDESKRIPSI UNIT (UNIT DESCRIPTION) : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::broken(
    "KODE\nUNIT : R.91PER00.001.2\nJUDUL\nUNIT : Menata Koleksi\nDESKRIPSI\nUNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::broken_beside(
    "KODE UNIT       : R.91PER00.001.2
JUDUL           : Menata Koleksi
UNIT
DESKRIPSI       : Unit kompetensi ini berhubungan
UNIT              dengan sikap kerja menata
KOMPETENSI        koleksi."
)]
#[case::stacked(
    "KODE UNIT\nJUDUL UNIT\nDESKRIPSI UNIT\n\n: R.91PER00.001.2\n: Menata Koleksi\n: Unit kompetensi ini berhubungan dengan\nsikap kerja menata koleksi."
)]
#[case::stacked_colons(
    "KODE UNIT :\nJUDUL UNIT :\nDESKRIPSI UNIT :\n\nR.91PER00.001.2\n\nMenata\nKoleksi\n\nUnit kompetensi ini berhubungan dengan\nsikap kerja menata koleksi.\n"
)]
#[case::stacked_apart(
    "KODE UNIT\n\nJUDUL UNIT\n\nDESKRIPSI UNIT\n\n:\n\n:\n\n:\n\nR.91PER00.001.2\n\nMenata Koleksi\n\nUnit kompetensi ini berhubungan dengan\nsikap kerja menata koleksi.\n"
)]
#[case::stacked_two(
    "KODE UNIT\nJUDUL UNIT\nR.91PER00.001.2\nMenata Koleksi\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::title_first(
    "JUDUL UNIT : Menata Koleksi\nKODE UNIT : R.91PER00.001.2\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::marked(
    "## KODE UNIT : R.91PER00.001.2\n**JUDUL UNIT** : Menata Koleksi\n**DESKRIPSI UNIT:** Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::unit(
    "Unit Kompetensi: Menata Koleksi\nKode Unit: R.91PER00.001.2\nDeskripsi Unit: Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::drawn(
    "KODE UNIT : R.91PER00.001.2\n------\nJUDUL UNIT : Menata Koleksi\n------\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::equals(
    "KODE UNIT = R.91PER00.001.2\nJUDUL UNIT = Menata Koleksi\nDESKRIPSI UNIT = Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::broken_code(
    "KODE UNIT : R.91PER00.\n001.\n2\nJUDUL UNIT : Menata Koleksi\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
#[case::broken_code_before_its_sign(
    "KODE UNIT : R.91PER00\n.001\n.2\nJUDUL UNIT : Menata Koleksi\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi."
)]
fn labels_in_other_spellings_and_places(#[case] head: &str) {
    let tail = "BATASAN VARIABEL\n1. Konteks variabel\n1.1 Unit ini berlaku umum.\n";
    assert_is_the_unit(&format!("{head}\n{TABLE}{tail}"));
}

#[rstest]
#[case("TIK0210012", "TIK0210012")]
#[case("J.63opr00.001.2", "J.63opr00.001.2")]
#[case("J63–OPR00–001", "J63-OPR00-001")]
fn what_stands_behind_its_label_is_a_code_of_whatever_shape(#[case] written: &str, #[case] code: &str) {
    let unit = |code: &str| format!("KODE UNIT : {code}\nJUDUL UNIT : Menata\n{TABLE}");
    let reading = standards::from_text(&format!("{}{}", unit("R.91PER00.001.2"), unit(written)));
    assert_eq!(reading.units.iter().map(|u| u.code.as_str()).collect::<Vec<_>>(), ["R.91PER00.001.2", code]);
    assert_eq!(reading.not_understood, []);
}

/// Its lines are shown, and none of them goes to the unit before.
#[rstest]
#[case::broken("KODE UNIT : R 91 PER 00 002 2\nJUDUL UNIT : Menata")]
#[case::empty("KODE UNIT :\nJUDUL UNIT : Menata")]
#[case::missing("JUDUL UNIT : Menata")]
fn a_unit_whose_code_was_not_seen_is_not_the_one_before(#[case] head: &str) {
    let reading =
        standards::from_text(&format!("KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata\n{TABLE}{head}\n{TABLE}"));
    assert_eq!((reading.units.len(), reading.units[0].elements.len()), (1, 2));
    let left: Vec<&str> = reading.not_understood.iter().map(|n| n.text.as_str()).collect();
    assert!(left.contains(&"JUDUL UNIT : Menata") && left.contains(&"2.1 Buku disusun."), "{left:?}");
}

#[test]
fn a_code_within_a_list_begins_no_unit() {
    let reading = standards::from_text(&format!(
        "KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata\n{TABLE}Judul : buku\nKode : A.12\n"
    ));
    assert_eq!(reading.units.len(), 1);
}

#[test]
fn a_unit_without_a_title_is_told() {
    let reading = standards::from_text(&format!("KODE UNIT : R.91PER00.001.2\n{TABLE}"));
    assert_eq!(reading.not_understood.iter().map(|n| n.line).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_code_with_a_year_and_a_number_broken_off_is_whole() {
    let text = format!("KODE UNIT : R.91PER00.001.\n2019-\n236\nJUDUL UNIT : Menata\n{TABLE}");
    let reading = standards::from_text(&text);
    assert_eq!(reading.units[0].code, "R.91PER00.001.2019-236");
    assert_eq!(reading.not_understood, []);
}

#[rstest]
#[case::slip("BATASAN VARIBEL")]
#[case::letters("BATASAN VARIABLE")]
#[case::small("Batasan Variable :")]
#[case::blanks("BATASAN  VARIABEL:")]
#[case::context("KONTEKS VARIABEL")]
#[case::range("RENTANG VARIABEL")]
#[case::english("RANGE OF VARIABLES")]
#[case::both("BATASAN VARIABEL / RANGE OF VARIABLES")]
#[case::spread("B A T A S A N   V A R I A B E L")]
#[case::numbered("IV. BATASAN VARIABEL")]
#[case::missing("")]
#[case::missing_behind_a_page("- 12 -")]
fn what_follows_the_table_is_none_of_its_elements(
    #[case] variables: &str,
    #[values("PANDUAN PENILAIAN", "Panduan Penilaian :", "PANDUAN PENILIAN", "ACUAN PENILAIAN", "")] guide: &str,
) {
    let head = "KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata Koleksi\nDESKRIPSI UNIT : Unit kompetensi ini \
        berhubungan dengan sikap kerja menata koleksi.\n";
    let tail = format!(
        "{variables}\n1. Konteks variabel\n1.1 Unit ini berlaku umum.\n2. Peralatan dan perlengkapan\n2.1 Peralatan\n\
         2.1.1 Komputer\n2.2 Perlengkapan\n2.2.1 Kertas\n3. Peraturan yang diperlukan\n(Tidak ada.)\n\
         4. Norma dan standar\n4.1 Norma\n(Tidak ada.)\n4.2 Standar\n(Tidak ada.)\n{guide}\n\
         1. Konteks penilaian\n1.1 Penilaian dilakukan di tempat kerja.\n2. Persyaratan kompetensi\n(Tidak ada.)\n\
         5. Aspek kritis\n5.1 Ketelitian\n"
    );
    let text = format!("{head}{TABLE}{tail}");
    assert_is_the_unit(&text);
    let unit = standards::from_text(&text).units.remove(0);
    assert_eq!(unit.variables.unwrap().context, ["Unit ini berlaku umum."]);
    assert_eq!(unit.guide.unwrap().critical, ["Ketelitian"]);
}

#[rstest]
#[case::with_a_heading("PANDUAN PENILAIAN")]
#[case::with_a_slip("PANDUAN PENILAIN")]
#[case::without("")]
fn a_guide_behind_the_table_ends_it(#[case] guide: &str) {
    let text = format!(
        "KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata Koleksi\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan \
         dengan sikap kerja menata koleksi.\n{TABLE}{guide}\n1. Konteks penilaian\n1.1 Penilaian dilakukan di kelas.\n"
    );
    assert_is_the_unit(&text);
}

/// Whatever stands behind the table and counts anew is no element that anybody read so.
#[test]
fn elements_that_count_anew_are_told() {
    let reading = standards::from_text(&format!(
        "KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata\n{TABLE}1. Kebutuhan alat\n1.1 Komputer tersedia.\n"
    ));
    let left: Vec<&str> = reading.not_understood.iter().map(|n| n.text.as_str()).collect();
    assert!(left.contains(&"1. Kebutuhan alat"), "{left:?}");
}

#[rstest]
#[case::labels("KODE UNIT : R.91PER00.001.2 ........ 5\nJUDUL UNIT : Menata Koleksi ........ 5\n")]
#[case::bare_labels("KODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata Koleksi\n")]
#[case::small("Kode Unit : R.91PER00.001.2\nJudul Unit : Menata Koleksi\n")]
#[case::dots(
    "R.91PER00.001.2 Menata Koleksi .......... 5\nBATASAN VARIABEL .......... 6\nPANDUAN PENILAIAN ........ 7\n"
)]
#[case::list("NO KODE UNIT JUDUL UNIT\n1. R.91PER00.001.2 Menata Koleksi\n2. R.91PER00.002.2 Merawat Koleksi\n")]
#[case::ellipses("KODE UNIT : R.91PER00.001.2 …………… 5\n")]
fn a_table_of_contents_doubles_no_unit(#[case] contents: &str) {
    let text = format!(
        "DAFTAR ISI\n{contents}\nBAB II\nSTANDAR\nKODE UNIT : R.91PER00.001.2\nJUDUL UNIT : Menata Koleksi\n\
         DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi.\n{TABLE}"
    );
    assert_is_the_unit(&text);
}

#[test]
fn units_that_are_listed_first_and_printed_later_are_read_once() {
    let codes = ["R.91PER00.001.2", "R.91PER00.002.2", "R.91PER00.003.2"];
    let list: String = codes.iter().map(|code| format!("KODE UNIT : {code}\nJUDUL UNIT : Menata\n")).collect();
    let units: String = codes
        .iter()
        .map(|code| format!("JUDUL UNIT : Menata\nKODE UNIT : {code}\nDESKRIPSI UNIT : Unit ini.\n{TABLE}"))
        .collect();
    let reading = standards::from_text(&format!("{list}{units}"));
    let read: Vec<(&str, &str, usize)> =
        reading.units.iter().map(|u| (u.code.as_str(), u.title.as_str(), u.elements.len())).collect();
    assert_eq!(read, codes.map(|code| (code, "Menata", 2)));
    assert_eq!(reading.not_understood, []);
}

/// The English lines are no part of the contract's unit: they are shown, and mixed into nothing.
#[test]
fn a_decree_in_two_languages_is_read_in_the_first() {
    let text = "KODE UNIT : R.91PER00.001.2\nUNIT CODE : R.91PER00.001.2\nJUDUL UNIT : Menata Koleksi\n\
        UNIT TITLE : Arrange Collections\nDESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan sikap kerja menata koleksi.\n\
        UNIT DESCRIPTION : This unit is about arranging.\nELEMEN KOMPETENSI / ELEMENTS OF COMPETENCY   KRITERIA UNJUK KERJA / \
        PERFORMANCE CRITERIA\n1. Menyiapkan rak\n1.1 Rak diukur.\n2. Menata buku\n2.1 Buku disusun.\nRANGE OF VARIABLES\n\
        1. Konteks variabel\n";
    let reading = standards::from_text(text);
    assert_eq!(told(&reading), UNIT);
    assert_eq!(reading.not_understood.iter().map(|n| n.line).collect::<Vec<_>>(), [4, 6]);
    let english = "UNIT CODE : R.91PER00.001.2\nUNIT TITLE : Menata Koleksi\nUNIT DESCRIPTION : Unit kompetensi ini \
        berhubungan dengan sikap kerja menata koleksi.\nELEMENTS OF COMPETENCY   PERFORMANCE CRITERIA\n\
        1. Menyiapkan rak    1.1 Rak diukur.\n2. Menata buku       2.1 Buku disusun.\nEVIDENCE GUIDE\n1. Context\n";
    let reading = standards::from_text(english);
    assert_eq!(told(&reading), UNIT);
}

#[test]
fn two_units_in_one_line_are_two() {
    let unit = |no: u32| {
        format!(
            "KODE UNIT : R.91PER00.00{no}.2 JUDUL UNIT : Menata Koleksi DESKRIPSI UNIT : Unit kompetensi ini \
             berhubungan dengan sikap kerja menata koleksi. ELEMEN KOMPETENSI KRITERIA UNJUK KERJA 1. Menyiapkan rak \
             1.1 Rak diukur. 2. Menata buku 2.1 Buku disusun. BATASAN VARIABEL 1. Konteks variabel 1.1 Unit ini \
             berlaku umum. PANDUAN PENILAIAN 1. Konteks penilaian 1.1 Dinilai di kelas. "
        )
    };
    let reading = standards::from_text(&format!("{}{}", unit(1), unit(2)));
    let told = told(&reading);
    assert_eq!(told[..7], UNIT);
    assert_eq!(
        (told[7].as_str(), &told[8..]),
        ("R.91PER00.002.2", UNIT[1..].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>().as_slice())
    );
    assert_eq!(reading.not_understood, []);
}

/// So many units in a line that whoever looked at all of it for each would never end.
#[test]
fn a_long_line_of_units_is_read_in_time() {
    let unit = |no: usize| {
        format!(
            "KODE UNIT : R.91PER00.{no:04}.2 JUDUL UNIT : Menata Koleksi ELEMEN KOMPETENSI KRITERIA UNJUK KERJA \
             1. Menyiapkan rak 1.1 Rak diukur. 2. Menata buku 2.1 Buku disusun. "
        )
    };
    let began = std::time::Instant::now();
    let reading = standards::from_text(&(0..1500).map(unit).collect::<String>());
    assert_eq!(reading.units.len(), 1500);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

//! Decrees as narrow columns break them and as their pages print round them: the units read the same.

use exchange::standards::{self, Role};
use rstest::rstest;

use crate::decree_layouts::{UNIT, told};

/// The unit, its table as it flows under a heading.
fn flowing(heading: &str) -> String {
    format!(
        "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini berhubungan dengan
sikap kerja yang dibutuhkan.
{heading}
1. Menyiapkan penyiangan
1.1 Pedoman penyiangan disiapkan.
1.2 Sarana disiapkan.
2. Melakukan penyiangan
2.1 Bahan dipilah berdasarkan kriteria.
2.2 Daftar disusun.
BATASAN VARIABEL
1. Konteks variabel
1.1 Unit ini berlaku untuk perpustakaan.
"
    )
}

/// The unit, its table side by side under a heading.
fn beside(heading: &str) -> String {
    let table = "
1. Menyiapkan             1.1 Pedoman penyiangan disiapkan.
   penyiangan             1.2 Sarana disiapkan.
2. Melakukan penyiangan   2.1 Bahan dipilah berdasarkan kriteria.
                          2.2 Daftar disusun.
BATASAN";
    let flowing = flowing(heading);
    let (before, after) = flowing.split_once("\n1. Menyiapkan").unwrap();
    format!("{before}{table}{}", after.split_once("BATASAN").unwrap().1)
}

/// The heading of the table is broken by a narrow column of elements.
#[rstest]
#[case::element_alone(flowing("ELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA"))]
#[case::each_by_itself(flowing("ELEMEN\nKOMPETENSI\n\nKRITERIA UNJUK KERJA"))]
#[case::both(flowing("ELEMEN KRITERIA\nKOMPETENSI UNJUK KERJA"))]
#[case::no_competency(flowing("ELEMEN\nKRITERIA UNJUK KERJA"))]
#[case::small_letters(flowing("Elemen\nKompetensi\nKriteria Unjuk Kerja"))]
#[case::numbered(flowing("NO\nELEMEN KOMPETENSI\nKRITERIA UNJUK KERJA"))]
#[case::first_row_behind_it(flowing("ELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA").replacen("KERJA\n1.", "KERJA 1.", 1))]
#[case::beside(beside("ELEMEN\nKOMPETENSI                KRITERIA UNJUK KERJA"))]
#[case::middle(beside("ELEMEN\n                          KRITERIA UNJUK KERJA\nKOMPETENSI"))]
#[case::right_first(beside(
    "                          KRITERIA UNJUK\nElemen Kompetensi\n                          KERJA"
))]
fn a_broken_heading_opens_the_table(#[case] text: String) {
    let reading = standards::from_text(&text);
    assert_eq!(told(&reading), UNIT);
    assert_eq!(reading.not_understood, []);
}

#[test]
fn a_broken_heading_again_on_the_next_page_goes_on_with_the_table() {
    let text = flowing("ELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA");
    let text = text.replacen("1.2 Sarana", "- 7 -\nELEMEN\nKOMPETENSI KRITERIA UNJUK KERJA\n1.2 Sarana", 1);
    let reading = standards::from_text(&text);
    assert_eq!(told(&reading), UNIT);
    assert_eq!(reading.not_understood, []);
}

/// Three units over pages of twelve lines, each with what is printed at its head and foot.
fn paged(head: impl Fn(usize) -> String, foot: impl Fn(usize) -> String) -> String {
    let unit = |n: usize| flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA").replace(".001.", &format!(".00{n}."));
    let text: String = (1..=3).map(unit).collect();
    let lines: Vec<&str> = text.lines().collect();
    let page = |(n, lines): (usize, &[&str])| [head(n), lines.join("\n"), foot(n)].join("\n");
    lines.chunks(12).enumerate().map(page).collect::<Vec<_>>().join("\n")
}

#[rstest]
#[case::capitals(|n| format!("STANDAR CONTOH BIDANG PERPUSTAKAAN {}", n + 3), |_| String::new())]
#[case::capitals_far(|n| format!("KEPMENAKER NO. 99 TAHUN 2023    {}", n + 3), |_| String::new())]
#[case::of_how_many(|_| String::new(), |n| format!("{}/90", n + 5))]
#[case::of_how_many_apart(|_| "BERITA NEGARA REPUBLIK INDONESIA".to_owned(), |n| format!("{} / 90", n + 5))]
#[case::brackets(|_| String::new(), |n| format!("({})", n + 3))]
#[case::roman(|_| String::new(), |n: usize| ["ii", "iii", "iv", "v"][n].to_owned())]
#[case::printed(|_| String::new(), |n| format!("Dicetak 12/03/2024 10:1{n}  hal {}", n + 1))]
#[case::two_lines(
    |n| format!("KEMENTERIAN KETENAGAKERJAAN RI\nNomor Dokumen: SKKNI-99  Revisi: 0  Halaman: {}", n + 3),
    |_| String::new()
)]
#[case::no_number(|_| "PERPUSTAKAAN CONTOH REPUBLIK INDONESIA".to_owned(), |_| String::new())]
fn what_pages_print_again_and_again_is_no_text(#[case] head: fn(usize) -> String, #[case] foot: fn(usize) -> String) {
    let reading = standards::from_text(&paged(head, foot));
    let units: Vec<String> =
        (1..=3).flat_map(|n| UNIT.map(|told| told.replace(".001.", &format!(".00{n}.")))).collect();
    assert_eq!(told(&reading), units);
    assert_eq!(reading.not_understood, []);
    let printed: Vec<Role> = reading.lines.iter().filter_map(|line| line.parts.first()).map(|part| part.0).collect();
    let aside = printed.iter().filter(|role| matches!(role, Role::RunningHead | Role::PageNumber)).count();
    let wanted =
        (0..4).flat_map(|n| [head(n), foot(n)]).flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(aside, wanted.filter(|line| !line.is_empty()).count(), "each stands in the preview as what it is");
}

/// A full stop ends what a word may call: the number behind it is the next criterion's.
#[rstest]
fn criteria_on_one_line_are_apart_after_a_word_that_calls_numbers(
    #[values(
        "tahun", "halaman", "nomor", "ayat", "pasal", "huruf", "tabel", "versi", "bab", "lampiran", "gambar", "bagian"
    )]
    word: &str,
) {
    let text = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA");
    let text = text.replacen("disiapkan.\n1.2", &format!("menurut {word}. 1.2"), 1);
    let reading = standards::from_text(&text);
    assert_eq!(reading.units[0].elements[0].criteria[0].text, format!("Pedoman penyiangan menurut {word}."));
    assert_eq!(told(&reading)[5..], UNIT[5..]);
    assert_eq!(reading.not_understood, []);
}

#[test]
fn a_criterion_that_may_be_within_another_is_reported() {
    let text = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA");
    let merged = text.replacen("disiapkan.\n1.2", "tiap halaman 1.2", 1);
    let reading = standards::from_text(&merged);
    assert_eq!(reading.not_understood.iter().map(|n| n.line).collect::<Vec<_>>(), [7]);
    // Where 1.2 stands by itself, the other is a number that was called.
    let called = text.replacen("penyiangan disiapkan.", "penyiangan menurut butir 1.2 Pedoman.", 1);
    let reading = standards::from_text(&called);
    assert_eq!(reading.not_understood, []);
    assert_eq!(told(&reading)[5..], UNIT[5..]);
}

#[rstest]
#[case::flowing(flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA"))]
#[case::beside(beside("ELEMEN KOMPETENSI         KRITERIA UNJUK KERJA"))]
fn a_blank_within_a_number_is_none(#[case] text: String) {
    let text = ["1.1", "1.2", "2.1", "2.2"].iter().fold(text, |text, no| text.replace(no, &no.replace('.', ". ")));
    let reading = standards::from_text(&text);
    assert_eq!(told(&reading), UNIT);
    assert_eq!(reading.not_understood, []);
}

/// Two columns of prose: nothing at the right has a heading or a number.
#[test]
fn columns_of_prose_are_read_one_after_the_other() {
    let columns = "KODE UNIT : R.91PRP01.001.2
JUDUL UNIT : Melaksanakan Penyiangan Koleksi
DESKRIPSI UNIT : Unit kompetensi ini
berhubungan dengan pengetahuan yang        dan sikap kerja, agar koleksi yang
diperlukan dalam penyiangan, yaitu         disimpan tetap sesuai dengan yang
memilih bahan yang tidak lagi              dibutuhkan pemustaka. Semua bahan
dipakai, mencatatnya dalam daftar,         yang dikeluarkan dicatat sehingga
menyimpannya di tempat yang telah          dapat dicari kembali bila nanti
ditetapkan, serta melaporkan yang          diperlukan oleh lembaga lain yang
telah dikerjakan kepada pimpinan.          membutuhkannya, seperti ditetapkan
Semua itu dilakukan dengan teliti          dalam kebijakan yang berlaku.
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA
1. Menyiapkan penyiangan
1.1 Pedoman penyiangan disiapkan.
";
    let reading = standards::from_text(columns);
    let unit = &reading.units[0];
    assert!(
        unit.description.ends_with(
            "Semua itu dilakukan dengan teliti dan sikap kerja, agar koleksi yang \
        disimpan tetap sesuai dengan yang dibutuhkan pemustaka. Semua bahan yang dikeluarkan dicatat sehingga dapat \
        dicari kembali bila nanti diperlukan oleh lembaga lain yang membutuhkannya, seperti ditetapkan dalam \
        kebijakan yang berlaku."
        ),
        "{}",
        unit.description
    );
    assert_eq!(unit.elements[0].criteria.len(), 1);
    assert_eq!(reading.not_understood, []);
    // So few lines that nobody can be sure: they are read across, and shown.
    let few: Vec<&str> = columns.lines().enumerate().filter(|(n, _)| !(7..=10).contains(n)).map(|(_, l)| l).collect();
    let reading = standards::from_text(&few.join("\n"));
    assert_eq!(reading.not_understood.iter().map(|n| n.line).collect::<Vec<_>>(), [4, 5, 6, 7]);
}

/// The first page shows the columns; on the second, no heading stands at the right.
#[test]
fn a_gutter_known_from_one_page_parts_the_next() {
    let text = "1.1 Umum dan khusus                        KODE UNIT : R.91PRP01.001.2
bagi perpustakaan.                         JUDUL UNIT : Melaksanakan
2. Peralatan dan perlengkapan              Penyiangan Koleksi
2.1 Peralatan                              ELEMEN KOMPETENSI KRITERIA UNJUK KERJA
2.1.1 Komputer                             1. Menyiapkan penyiangan
- 6 -
1.1 Pedoman penyiangan disiapkan.          Digitalisasi
1.2 Sarana disiapkan.                      3. Pengetahuan dan keterampilan yang
2. Melakukan penyiangan                    diperlukan
2.1 Bahan dipilah berdasarkan kriteria.    3.1 Pengetahuan
2.2 Daftar disusun.                        3.1.1 Jenis bahan
PANDUAN PENILAIAN
2. Persyaratan kompetensi
2.1 Menguasai
- 7 -
";
    let reading = standards::from_text(text);
    assert_eq!(told(&reading)[3..], UNIT[3..]);
    let guide = reading.units[0].guide.clone().unwrap();
    assert_eq!(
        (guide.prerequisites, guide.knowledge),
        (vec!["Menguasai Digitalisasi".to_owned()], vec!["Jenis bahan".to_owned()])
    );
}

#[test]
fn a_title_in_capitals_goes_on_behind_the_edge_of_its_page() {
    let text = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA");
    let text =
        text.replacen("Melaksanakan Penyiangan Koleksi", "MELAKSANAKAN\n2023, No. 512\n-17-\nPENYIANGAN KOLEKSI", 1);
    let reading = standards::from_text(&text);
    assert_eq!(reading.units[0].title, "MELAKSANAKAN PENYIANGAN KOLEKSI");
    // Another line in capitals there is a head.
    let text = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA");
    let reading = standards::from_text(&text.replacen("1.2 Sarana", "-17-\nPENYIANGAN KOLEKSI\n1.2 Sarana", 1));
    assert_eq!((told(&reading), reading.not_understood), (UNIT.map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn a_year_or_a_number_that_a_word_calls_is_text_alone_on_its_line() {
    let text = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA");
    let text =
        text.replacen("1.2 Sarana disiapkan.", "1.2 Sarana disiapkan menurut Undang-Undang Nomor 43 Tahun\n2007.", 1);
    let table = text.replace("Undang-Undang Nomor 43 Tahun\n2007.", "Tabel\n3");
    let reading = standards::from_text(&table);
    assert_eq!(reading.units[0].elements[0].criteria[1].text, "Sarana disiapkan menurut Tabel 3");
    for text in [text.clone(), text.replace("2007.", "2007")] {
        let reading = standards::from_text(&text);
        let criterion = &reading.units[0].elements[0].criteria[1].text;
        assert_eq!(criterion.trim_end_matches('.'), "Sarana disiapkan menurut Undang-Undang Nomor 43 Tahun 2007");
    }
}

/// Nothing but a foot that counts on parts pages of two columns.
#[test]
fn columns_end_where_a_page_prints_its_foot() {
    let unit = |n: usize| flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA").replace(".001.", &format!(".00{n}."));
    let text: String = (1..=4).map(unit).collect();
    let lines: Vec<&str> = text.lines().collect();
    let mut page = String::new();
    for (n, lines) in lines.chunks(20).enumerate() {
        let (left, right) = lines.split_at(10.min(lines.len()));
        for (at, left) in left.iter().enumerate() {
            page.push_str(&format!("{left:<60}{}\n", right.get(at).copied().unwrap_or_default()));
        }
        page.push_str(&format!("Dicetak 12/03/2024 hal {n}\nStandar Contoh\n"));
    }
    let reading = standards::from_text(&page);
    let codes: Vec<&str> = reading.units.iter().map(|unit| unit.code.as_str()).collect();
    assert_eq!(codes, ["R.91PRP01.001.2", "R.91PRP01.002.2", "R.91PRP01.003.2", "R.91PRP01.004.2"]);
    assert_eq!(told(&reading)[..9], UNIT);
    assert_eq!(reading.not_understood, []);
}

/// A unit whose code has something else behind it: nobody knows what is its text, so every line of it is shown.
#[test]
fn a_code_with_another_text_beside_it_is_shown_with_its_unit() {
    let text = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA");
    let reading = standards::from_text(&text.replacen("001.2", "001.2 2.2 Daftar disusun.", 1));
    assert_eq!(reading.units, []);
    assert_eq!(reading.not_understood.first().map(|n| n.line), Some(1));
    assert!(reading.not_understood.len() > 10);
}

/// Two titles that end alike, right above the numbers of their pages: what comes again in titles alone is no foot.
#[test]
fn the_last_word_of_two_titles_at_the_foot_of_their_pages_is_text() {
    let unit = |n: usize| {
        let unit = flowing("ELEMEN KOMPETENSI KRITERIA UNJUK KERJA").replace(".001.", &format!(".00{n}."));
        unit.replacen("Penyiangan Koleksi", &format!("Penyiangan\nKoleksi\n\nhal. {n}\n"), 1)
    };
    let text = unit(1) + &unit(2);
    let reading = standards::from_text(&text);
    assert_eq!((told(&reading)[..9].to_vec(), reading.not_understood), (UNIT.map(str::to_owned).to_vec(), vec![]));
    // A foot stands elsewhere too.
    let text = text.replace("Koleksi\n\nhal.", "Standar Contoh\n\nhal.") + "Standar Contoh\n\nhal. 3\n";
    let reading = standards::from_text(&text);
    assert_eq!(reading.units[1].title, "Melaksanakan Penyiangan");
    assert_eq!(reading.not_understood, []);
}

/// Lines that fill their width have their last word right before the other column, one under another.
#[test]
fn the_last_words_of_lines_spread_over_their_column_are_of_it() {
    let text = "KODE UNIT : R.91PRP01.001.2                      2. Peralatan dan perlengkapan
JUDUL UNIT : Melaksanakan                        2.1 Peralatan
Penyiangan Koleksi                               2.1.1 Komputer
DESKRIPSI UNIT : Unit kompetensi         ini     2.1.2 Meja
berhubungan dengan sikap kerja           yang
dibutuhkan.                                      2.2 Perlengkapan
ELEMEN KOMPETENSI KRITERIA UNJUK KERJA           2.2.1 Kertas
1. Menyiapkan penyiangan
1.1 Pedoman penyiangan disiapkan.                3. Peraturan yang diperlukan
1.2 Sarana disiapkan.                            (Tidak ada.)
2. Melakukan penyiangan
2.1 Bahan dipilah berdasarkan kriteria.          4. Norma dan standar
2.2 Daftar disusun.                              4.1 Norma
BATASAN VARIABEL                                 (Tidak ada.)
1. Konteks variabel                              4.2 Standar
1.1 Unit ini berlaku untuk               semua   (Tidak ada.)
perpustakaan umum, khusus                dan
sekolah, juga perpustakaan                       PANDUAN PENILAIAN
di kantor, di pondok, dan                yang
keliling, yang dibuka setiap             hari    1. Konteks penilaian
di taman,
maupun pada hari tertentu                saja
untuk siapa pun yang                     mau     1.1 Dinilai di tempat kerja.
membaca.
";
    let reading = standards::from_text(text);
    assert_eq!(told(&reading), UNIT);
    let variables = reading.units[0].variables.clone().unwrap();
    assert!(variables.context[0].ends_with(
        "yang dibuka setiap hari di taman, maupun pada hari tertentu saja untuk siapa pun yang mau membaca."
    ));
    assert_eq!((variables.tools, variables.supplies), (vec!["Komputer".into(), "Meja".into()], vec!["Kertas".into()]));
    assert_eq!(reading.not_understood, []);
}

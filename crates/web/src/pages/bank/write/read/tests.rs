//! Forms of items, read back as they were shown.

use exam::item::{Block, ChoiceId, Interaction};

use super::*;

const fn of(rows: usize) -> Size {
    Size { rows, bands: 3 }
}

fn form(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().fold(Fields::new(), |f, (name, value)| f.with(name, value))
}

#[test]
fn each_kind_comes_back_from_its_form_as_it_was() {
    let common = [("judul", "Contoh"), ("bahasa", "id"), ("nilai", "2"), ("musuh", "LD-2, LD-3"), ("acak", "ya")];
    type Typed<'a> = (&'a str, usize, &'a [(&'a str, &'a str)]);
    let cases: [Typed<'_>; 11] = [
        ("single", 3, &[("soal", "Apa?"), ("isi-1", "Satu"), ("isi-3", "Tiga"), ("kunci", "3")]),
        ("multiple", 2, &[("soal", "Apa?"), ("isi-1", "Satu"), ("isi-2", "Dua"), ("kunci", "1"), ("paling", "2")]),
        ("true-false", 0, &[("soal", "Benar?"), ("benar", "yes")]),
        (
            "matching",
            3,
            &[
                ("soal", "Jodohkan"),
                ("isi-1", "A"),
                ("jodoh-1", "a"),
                ("isi-2", "B"),
                ("jodoh-2", "b"),
                ("jodoh-3", "c"),
            ],
        ),
        ("ordering", 2, &[("soal", "Urutkan"), ("isi-1", "Dulu"), ("isi-2", "Lalu")]),
        (
            "gaps",
            2,
            &[
                ("soal", "Lama pinjam ___ hari, denda ___"),
                ("isi-1", "14"),
                ("angka-1", "ya"),
                ("toleransi-1", "1"),
                ("isi-2", "seribu\nRp1.000"),
            ],
        ),
        ("short-answer", 0, &[("soal", "Sebut"), ("jawaban", "katalog\nOPAC"), ("besar", "ya")]),
        (
            "essay",
            2,
            &[
                ("soal", "Uraikan"),
                ("aspek-1", "Isi"),
                ("skor-1-1", "0"),
                ("uraian-1-1", "Tidak ada"),
                ("skor-1-2", "1"),
                ("uraian-1-2", "Lengkap"),
                ("aspek-2", "Bahasa"),
                ("skor-2-1", "0"),
                ("skor-2-2", "1"),
                ("kata", "150"),
                ("model", "Contoh\n- satu\n- dua"),
            ],
        ),
        (
            "upload",
            1,
            &[("soal", "Unggah"), ("akhiran", ".pdf docx"), ("aspek-1", "A"), ("skor-1-1", "0"), ("skor-1-2", "2")],
        ),
        ("oral", 0, &[("soal", "Ceritakan"), ("lama", "5")]),
        (
            "hotspot",
            3,
            &[
                ("soal", "Tunjuk"),
                ("gambar", "media/rak.png"),
                ("gambar-kata", "Rak buku"),
                ("gambar-lebar", "640"),
                ("gambar-tinggi", "480"),
                ("garis", "ya"),
                ("bentuk-1", "kotak"),
                ("titik-1", "10,10 80,60"),
                ("jodoh-1", "Kiri"),
                ("bentuk-2", "lingkaran"),
                ("titik-2", "200,100 230,140"),
                ("bentuk-3", "segi"),
                ("titik-3", "300,10 340,10 320,60"),
                ("kunci", "2"),
            ],
        ),
    ];
    for (kind, rows, own) in cases {
        let mut fields = form(&[&common[..], own].concat());
        let item = read(&mut fields, "LD-1", kind, Size { rows, bands: 3 }, None).unwrap_or_else(|| panic!("{kind}"));
        assert_eq!(item.question.interaction.kind(), kind);
        assert_eq!(item.enemies.len(), 2);
        let faults = exam::item::check::check(&item);
        assert!(faults.is_empty(), "{kind}: {faults:?}");
        let (mut shown, size) = super::super::filled(&item);
        let again = read(&mut shown, "LD-1", kind, size, Some(&item));
        assert!(again.as_ref() == Some(&item), "{kind} changed: {again:?}");
    }
}

#[test]
fn what_was_left_alone_keeps_its_form_and_an_option_its_name() {
    let mut fields = form(&[("nilai", "1"), ("soal", "Apa?"), ("isi-1", "Satu"), ("isi-2", "Dua"), ("kunci", "2")]);
    let mut item = read(&mut fields, "LD-1", "single", of(2), None).unwrap();
    // A quotation within a list cannot be typed.
    let within = Content(vec![Block::Quote(Content::plain("Apa?"))]);
    item.question.stem = Content(vec![Block::List { ordered: false, entries: vec![within] }]);
    item.key.rationales.insert(ChoiceId::letter(1), Content::plain("Sebab"));
    let mut fields = form(&[("nilai", "1"), ("soal", "Apa?"), ("isi-2", "Dua"), ("isi-3", "Tiga"), ("kunci", "2")]);
    let after = read(&mut fields, "LD-1", "single", of(3), Some(&item)).unwrap();
    assert_eq!(after.question.stem, item.question.stem);
    let names: Vec<&str> = after.question.interaction.choices().map(|choice| choice.id.as_str()).collect();
    assert_eq!(names, ["B", "C"]);
    assert_eq!(after.key.rationales.len(), 1);
}

#[test]
fn steps_are_not_shown_in_the_order_of_their_key() {
    let own = [("nilai", "1"), ("soal", "Urutkan"), ("isi-1", "Dulu"), ("isi-2", "Lalu")];
    let mut item = read(&mut form(&own), "LD-1", "ordering", of(2), None).unwrap();
    assert!(matches!(item.question.interaction, Interaction::Ordering { shuffle: true, .. }));
    if let Interaction::Ordering { steps, shuffle } = &mut item.question.interaction {
        steps.reverse();
        *shuffle = false;
    }
    let (mut shown, size) = super::super::filled(&item);
    assert!(read(&mut shown, "LD-1", "ordering", size, Some(&item)).as_ref() == Some(&item));
}

/// Rows are numbered, partners lettered: the third row's partner is C, whatever it is called in the bank.
#[test]
fn what_pairs_and_gaps_count_is_written_in_a_line() {
    let rows = [("isi-1", "Buku"), ("jodoh-1", "Rak"), ("isi-2", "Peta"), ("jodoh-2", "Laci"), ("jodoh-3", "Meja")];
    let pairs = [&[("nilai", "3"), ("soal", "Jodohkan"), ("cara", "weights")][..], &rows].concat();
    let gaps = [
        ("nilai", "3"),
        ("soal", "Ibu kota ___ sejak ___"),
        ("cara", "weights"),
        ("isi-1", "Banjarbaru"),
        ("isi-2", "2022"),
        ("angka-2", "ya"),
    ];
    let cases = [
        ("matching", &pairs[..], "1=2; 2-C=0,5; lainnya=-1", Some("1=4; 2=2; 2-C=1; lainnya=-2")),
        ("matching", &pairs, "2=3", Some("1=1; 2=3")),
        ("matching", &pairs, "1=2; 2=2", Some("")),
        ("matching", &pairs, "1=2; 2-D=1", None),
        ("matching", &pairs, "3=2", None),
        ("matching", &pairs, "dua kali", None),
        ("gaps", &gaps, "1=1; 2=2", Some("1=1; 2=2")),
        ("gaps", &gaps, "", Some("")),
        ("gaps", &gaps, "3=2", None),
        ("gaps", &gaps, "1=0", None),
    ];
    for (kind, own, typed, kept) in cases {
        let mut fields = form(&[own, &[("bobot", typed)]].concat());
        let item = read(&mut fields, "LD-1", kind, of(3), None);
        let Some(kept) = kept else {
            assert!(item.is_none() && fields.error("bobot").is_some(), "{typed}");
            continue;
        };
        let item = item.unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(exam::item::check::check(&item), vec![], "{typed}");
        let (mut shown, size) = super::super::filled(&item);
        assert_eq!(shown.value("bobot"), kept);
        assert_eq!(shown.value("cara"), if kept.is_empty() { "parts" } else { "weights" });
        assert!(read(&mut shown, "LD-1", kind, size, Some(&item)).as_ref() == Some(&item), "{typed}");
    }
}

#[test]
fn a_table_a_formula_and_a_picture_are_typed_and_shown_again() {
    let stem = "Hitung <b>denda</b> <math><msup><mi>x</mi><mn>2</mn></msup></math>\n\n| Hari | Denda |\n|---|---|\n| 1 | 500 |\n\n![Rak](media/rak.png =640x480)";
    let own = [("nilai", "1"), ("soal", stem), ("isi-1", "<i>Satu</i>"), ("isi-2", "Dua"), ("kunci", "1")];
    let item = read(&mut form(&own), "LD-1", "single", of(2), None).unwrap();
    assert_eq!(item.question.stem.0.len(), 3);
    assert_eq!(item.question.media().len(), 1);
    let (mut shown, size) = super::super::filled(&item);
    assert!(shown.value("soal").contains("|---|") && shown.value("isi-1") == "<i>Satu</i>");
    assert!(read(&mut shown, "LD-1", "single", size, Some(&item)).as_ref() == Some(&item));
}

#[test]
fn what_cannot_be_read_is_told_at_its_field() {
    let own = [("nilai", "1"), ("soal", "<math><script>x</script></math>"), ("isi-1", "![x](../a.png)")];
    let mut fields = form(&own);
    assert!(read(&mut fields, "LD-1", "single", of(2), None).is_none());
    assert!(fields.error("soal").is_some() && fields.error("isi-1").is_some());
    let own =
        [("nilai", "1"), ("soal", "Tunjuk"), ("gambar", "media/rak.png"), ("bentuk-1", "segi"), ("titik-1", "1,1 2,2")];
    let mut fields = form(&own);
    assert!(read(&mut fields, "LD-1", "hotspot", of(1), None).is_none());
    assert!(fields.error("titik-1").is_some());
}

#[test]
fn enemies_are_named_or_ticked() {
    let own = [("nilai", "1"), ("soal", "Apa?"), ("musuh", "LD-2"), ("musuh-pilih", "LD-3"), ("musuh-pilih", "LD-2")];
    let item = read(&mut form(&own), "LD-1", "single", of(2), None).unwrap();
    let names: Vec<&str> = item.enemies.iter().map(|id| id.as_str()).collect();
    assert_eq!(names, ["LD-2", "LD-3"]);
}

//! Word documents of items.

use super::{docx_file::*, *};
use crate::item::{Answer, Block, ChoiceId, Inline, Interaction, Level};

fn read(body: &str) -> Import {
    docx::import(&document(body), &intake()).unwrap()
}

fn right(item: &Item) -> Vec<String> {
    match &item.key.answer {
        Answer::Choice(id) => vec![id.to_string()],
        Answer::Choices(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_card_in_two_columns_is_an_item_with_its_place_form_and_picture() {
    let import = docx::import(&cards(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken", "taken", "taken", "refused: docx.outside"]);
    let item = &import.items[0];
    let place = item.place.as_ref().unwrap();
    assert_eq!((place.unit.as_str(), place.element, place.criterion.as_str()), ("R.91PRP02.021.1", 1, "1.2"));
    assert_eq!((item.level, right(item)), (Some(Level::C3), vec!["B".to_owned()]));
    let [Block::Paragraph(line), Block::Picture(picture)] = item.question.stem.0.as_slice() else {
        panic!("{:?}", item.question.stem)
    };
    assert_eq!(line[1], Inline::Strong(vec![Inline::Text("tidak".into())]));
    assert_eq!((picture.alt.as_str(), picture.width, picture.height), ("rak buku", Some(100), Some(50)));
    assert_eq!(import.files[&picture.file], b"PNG");
    assert_eq!(import.report[0].place, Where::Numbered(Box::new(Where::Table { table: 1, item: 1 }), "1".to_owned()));
}

#[test]
fn labels_side_by_side_and_a_card_under_a_card_are_told_apart() {
    let body = table(&[
        &["KARTU SOAL"],
        &["Nomor", ":", "1", "KUK", ":", "1.1"],
        &["Soal", ":", "Pertama?"],
        &["A.", "satu"],
        &["B.", "dua"],
        &["Kunci Jawaban", ":", "A"],
        &["Penulis", ":", "Orang Contoh"],
        &["Nomor", ":", "2", "KUK", ":", "1.2"],
        &["Pertanyaan", ":", "Kedua?"],
        &["A.", "satu"],
        &["B.", "dua"],
        &["", "dua juga"],
        &["Kunci", ":", "B"],
    ]);
    let import = read(&body);
    assert_eq!(short(&import.report), ["loss: loss.column loss.column loss.place-part", "loss: loss.place-part"]);
    let words: Vec<String> = import.items.iter().map(|item| item.question.stem.words()).collect();
    assert_eq!(words, ["Pertama?", "Kedua?"]);
    assert_eq!((right(&import.items[0]), right(&import.items[1])), (vec!["A".to_owned()], vec!["B".to_owned()]));
    let Interaction::Single { options, .. } = &import.items[1].question.interaction else { panic!() };
    assert_eq!(options[1].content.words(), "dua\ndua juga");
}

#[test]
fn a_list_is_read_with_marks_typed_or_made_by_word() {
    let typed = docx::import(&list(), &intake()).unwrap();
    assert_eq!(short(&typed.report), ["taken", "taken"]);
    assert_eq!(typed.items[0].question.stem.words(), "Ibu kota ada di");
    let lettered = ["satu", "dua", "tiga"].map(|text| listed(1, 1, text)).concat();
    let body = listed(1, 0, "Pertama?")
        + &lettered
        + &plain("Kunci: C")
        + &listed(1, 0, "Kedua?")
        + &lettered
        + &plain("Jawaban = A")
        + &plain("Pembahasan: begitu.");
    let import = read(&body);
    assert_eq!(short(&import.report), ["taken", "taken"]);
    assert_eq!((right(&import.items[0]), right(&import.items[1])), (vec!["C".to_owned()], vec!["A".to_owned()]));
    assert_eq!(import.items[1].key.explanation.words(), "begitu.");
    assert_eq!(import.items[0].question.interaction.choices().nth(2).unwrap().id, ChoiceId::letter(2));
}

#[test]
fn numbered_statements_and_a_table_belong_to_the_stem() {
    let lines = ["1. Perhatikan pernyataan berikut", "1. pertama", "2. kedua"].map(plain).concat();
    let grid = table(&[&["x", "y"], &["1", "2"]]);
    let rest = ["Yang benar ialah", "A. 1", "B. 2", "Kunci: A"].map(plain).concat();
    let import = read(&(lines + &grid + &rest));
    assert_eq!(short(&import.report), ["taken"]);
    let stem = &import.items[0].question.stem;
    assert_eq!(stem.0.len(), 5, "{stem:?}");
    assert!(matches!(&stem.0[3], Block::Table(table) if table.rows.len() == 2));
}

#[test]
fn raised_lowered_and_slanted_letters_are_kept() {
    let stem = line(&format!(
        "{}{}{}{}{}",
        run("1. H"),
        formed("<w:vertAlign w:val=\"subscript\"/>", "2"),
        run("O, m"),
        formed("<w:vertAlign w:val=\"superscript\"/>", "2"),
        formed("<w:i/><w:b w:val=\"0\"/>", " miring")
    ));
    let import = read(&(stem + &["A. ya", "B. tidak", "Kunci: A"].map(plain).concat()));
    assert_eq!(short(&import.report), ["taken"]);
    let [Block::Paragraph(line)] = import.items[0].question.stem.0.as_slice() else { panic!() };
    let text = |text: &str| vec![Inline::Text(text.into())];
    assert_eq!(
        line.as_slice(),
        [
            Inline::Text("H".into()),
            Inline::Sub(text("2")),
            Inline::Text("O, m".into()),
            Inline::Sup(text("2")),
            Inline::Emphasis(text(" miring"))
        ]
    );
}

#[test]
fn whatever_is_left_behind_is_told() {
    let told = |runs: &str| {
        let stem = line(&(run("1. Soal ") + runs));
        let import = read(&(stem + &["A. ya", "B. tidak", "Kunci: A"].map(plain).concat()));
        short(&import.report).remove(0)
    };
    for (runs, loss) in [
        (picture("rId2"), "loss.picture-kind"),
        ("<w:r><w:drawing><a:blip r:link=\"rId3\"/></w:drawing></w:r>".to_owned(), "loss.picture-linked"),
        (format!("<w:hyperlink r:id=\"rId3\">{}</w:hyperlink>", run("x")), "loss.link"),
        (format!("<w:ins>{}</w:ins>", run("x")), "loss.tracked-changes"),
        ("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>".to_owned(), "loss.tracked-changes"),
        ("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned(), "loss.tracked-changes"),
        ("<w:r><w:footnoteReference w:id=\"1\"/></w:r>".to_owned(), "loss.note"),
        ("<w:r><w:commentReference w:id=\"1\"/></w:r>".to_owned(), "loss.comment"),
        (formed("<w:vanish/>", "kunci: ya"), "loss.hidden-text"),
        ("<w:r><w:rPr><w:rStyle w:val=\"Rahasia\"/></w:rPr><w:t>kunci: ya</w:t></w:r>".to_owned(), "loss.hidden-text"),
        (formed("<w:highlight w:val=\"yellow\"/>", "x"), "loss.style"),
        ("<m:oMath><m:entah><m:r><m:t>x</m:t></m:r></m:entah></m:oMath>".to_owned(), "loss.equation"),
        ("<w:r><w:instrText> EQ \\f(1,2)</w:instrText></w:r>".to_owned(), "loss.equation"),
        ("<w:r><w:object/></w:r>".to_owned(), "loss.object"),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>kotak</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>".to_owned(),
            "loss.text-box",
        ),
    ] {
        assert_eq!(told(&runs), format!("loss: {loss}"), "{runs}");
    }
}

#[test]
fn what_cannot_be_an_item_is_refused_with_the_reason() {
    let said = |lines: &[&str]| short(&read(&lines.iter().map(|line| plain(line)).collect::<String>()).report);
    assert_eq!(said(&["1. Soal", "A. ya", "B. tidak"]), ["refused: card.no-key"]);
    assert_eq!(said(&["1. Soal", "A. ya", "B. tidak", "Kunci: D"]), ["refused: card.key-no-option"]);
    assert_eq!(said(&["1. Soal", "A. ya", "B. tidak", "Kunci: entah"]), ["refused: card.key"]);
    assert_eq!(said(&["1. Soal", "Kunci: entah"]), ["refused: card.no-kind"]);
    assert_eq!(said(&["1. Soal", "A. ya", "Kunci: A"]), ["refused: item.too-few-choices"]);
    assert_eq!(said(&["1. Soal", "A. ya", "B. tidak", "Kunci: A", "Kunci: B"]), ["refused: card.field-twice"]);
    assert_eq!(said(&["1. Benar?", "Kunci: Benar"]), ["taken"]);
    // The letter of an option within the text is no *benar*.
    assert_eq!(said(&["1. Ibu kota? A. Ambon B. Bandung C. Solo", "Kunci: B"]), ["refused: card.no-kind"]);
    assert_eq!(said(&["1. Benar?", "Jenis: benar/salah", "Kunci: B"]), ["taken"]);
    let code = |body: &str| docx::import(&document(body), &intake()).unwrap_err().code;
    assert_eq!(code(&plain("Surat biasa")), "docx.no-items");
    assert_eq!(docx::import(b"PK", &intake()).unwrap_err().code, "zip.broken");
    assert_eq!(
        docx::import(&zipped::pack([("a.xml", b"<a/>".as_slice())]).unwrap(), &intake()).unwrap_err().code,
        "docx.broken"
    );
}

#[test]
fn texts_that_belong_to_no_item_are_told() {
    let lines =
        ["SOAL PILIHAN GANDA", "1. Soal", "A. ya", "B. tidak", "Kunci: A", "Selamat bekerja"].map(plain).concat();
    let import = read(&lines);
    assert_eq!(short(&import.report), ["taken", "refused: docx.outside docx.outside"]);
}

#[test]
fn a_key_may_be_hidden_and_what_candidates_see_may_not() {
    let hidden = |text: &str| line(&formed("<w:vanish/>", text));
    let body = ["1. Soal", "A. ya", "B. tidak"].map(plain).concat();
    let import = read(&(body.clone() + &hidden("Kunci: B") + &plain("2. Dua") + &hidden("Jangan tampil")));
    assert_eq!(short(&import.report), ["taken", "refused: card.no-key"]);
    assert_eq!(right(&import.items[0]), ["B"]);
    // A line of the stem, and one between the options.
    let import = read(&(body + &hidden("C. rahasia") + &plain("Kunci: A")));
    assert_eq!(short(&import.report), ["loss: loss.hidden-text"]);
    let Interaction::Single { options, .. } = &import.items[0].question.interaction else { panic!() };
    assert_eq!(options.len(), 2);
    // In cards, by a cell.
    let stem = plain("Mana?") + &hidden("kunci: B");
    let key = hidden("B");
    let import = read(&table(&[&["Soal", &stem], &["A", "satu"], &["B", "dua"], &["Kunci", &key]]));
    assert_eq!(short(&import.report), ["loss: loss.hidden-text"]);
    assert_eq!((import.items[0].question.stem.words(), right(&import.items[0])), ("Mana?".into(), vec!["B".into()]));
}

#[test]
fn a_list_by_its_style_is_a_list() {
    let styled = |text: &str| line(&format!("<w:pPr><w:pStyle w:val=\"ListBullet\"/></w:pPr>{}", run(text)));
    let stem = plain("Daftar") + &styled("satu") + &styled("dua");
    let import = read(&table(&[&["Soal", &stem], &["A", "ya"], &["B", "tidak"], &["Kunci", "A"]]));
    assert_eq!(short(&import.report), ["taken"]);
    let [_, Block::List { ordered: false, entries }] = import.items[0].question.stem.0.as_slice() else {
        panic!("{:?}", import.items[0].question.stem)
    };
    assert_eq!(entries.len(), 2);
}

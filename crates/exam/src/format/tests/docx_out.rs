//! Items written as Word documents and read back.

use super::*;
use crate::item::{Block, Content, Inline, Item, MediaName, Picture, Table};

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

#[test]
fn the_example_items_come_back_exactly_as_they_were() {
    let items = samples();
    for language in [Language::Id, Language::En] {
        let export = docx::export(&items, &Files::new(), language).unwrap();
        let codes = short(&export.report);
        let written: Vec<&Item> =
            items.iter().zip(&codes).filter(|(_, code)| !code.starts_with("refused")).map(|(item, _)| item).collect();
        assert!(written.len() >= 90, "{codes:?}");
        let (format, back) = import("soal.docx", &export.bytes, &intake()).unwrap();
        assert_eq!(format, Format::Docx);
        assert_eq!(back.items.len(), written.len());
        let same = back.items.iter().zip(&written).filter(|(after, before)| after == *before).count();
        let told = codes.iter().filter(|code| *code == "taken").count();
        assert!(same >= told, "{same} of {told} that are said to be whole");
    }
}

#[test]
fn letters_in_their_forms_lists_tables_and_pictures_stay() {
    let mut item = samples().remove(0);
    let file = MediaName::new("media/rak.png").unwrap();
    let picture = |width, height| Picture { file: file.clone(), alt: "Rak <900> & lain".to_owned(), width, height };
    let paragraph = |line: Vec<Inline>| Block::Paragraph(line);
    item.question.stem = Content(vec![
        paragraph(vec![
            text("Tanda "),
            Inline::Strong(vec![text("tebal "), Inline::Emphasis(vec![text("miring")])]),
            text(" H"),
            Inline::Sub(vec![text("2")]),
            text("O"),
            Inline::Break,
            Inline::Underline(vec![text("garis")]),
        ]),
        Block::Table(Table {
            caption: Vec::new(),
            head: vec![Content::plain("Hari"), Content::plain("Jam")],
            rows: vec![vec![Content::plain("Senin"), Content::plain("8.00")]],
        }),
        Block::List { ordered: true, entries: vec![Content::plain("satu"), Content::plain("dua")] },
        Block::Picture(picture(Some(640), None)),
        paragraph(vec![text("Lihat "), Inline::Picture(picture(None, None)), text(" itu")]),
    ]);
    let files: Files = [(file, b"PNG".to_vec())].into();
    let export = docx::export(std::slice::from_ref(&item), &files, Language::Id).unwrap();
    assert_eq!(short(&export.report), ["taken"]);
    let back = docx::import(&export.bytes, &intake()).unwrap();
    assert_eq!(short(&back.report), ["taken"]);
    assert_eq!((back.items, back.files), (vec![item], files));
}

#[test]
fn what_a_document_has_no_place_for_is_refused_and_a_picture_that_is_missing_is_told() {
    let mut item = samples().remove(0);
    let whole = item.clone();
    item.question.stem.0.push(Block::Verbatim("245 10 $a".to_owned()));
    let export = docx::export(&[item, whole], &Files::new(), Language::Id).unwrap();
    assert_eq!(short(&export.report), ["refused: format.cannot-carry", "taken"]);
    assert_eq!(docx::import(&export.bytes, &intake()).unwrap().items.len(), 1);

    let mut item = samples().remove(0);
    let file = MediaName::new("media/rak.png").unwrap();
    item.question.stem.0.push(Block::Picture(Picture { file, alt: "rak".into(), width: None, height: None }));
    let export = docx::export(&[item], &Files::new(), Language::Id).unwrap();
    assert_eq!(short(&export.report), ["loss: loss.file-missing"]);
}

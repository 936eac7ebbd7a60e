//! Word tables with merged cells: no cell gets under the heading of another.

use super::{docx_file::*, *};
use crate::item::{Answer, Interaction};

/// A cell of a table, and what its form says of merging.
fn cell(form: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{form}</w:tcPr>{}</w:tc>", plain(text))
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn rows(rows: &[String]) -> Import {
    docx::import(&document(&format!("<w:tbl>{}</w:tbl>", rows.concat())), &intake()).unwrap()
}

fn bare(texts: &[&str]) -> String {
    row(&texts.iter().map(|text| cell("", text)).collect::<Vec<_>>())
}

const WIDE: &str = "<w:gridSpan w:val=\"2\"/>";
const FROM: &str = "<w:vMerge w:val=\"restart\"/>";
const ON: &str = "<w:vMerge/>";

fn options(item: &Item) -> Vec<String> {
    item.question.interaction.choices().map(|choice| format!("{} {}", choice.id, choice.content.words())).collect()
}

#[test]
fn a_cell_over_two_columns_shifts_no_other() {
    let head = bare(&["No", "Soal", "Gambar", "A", "B", "Kunci"]);
    let wide = row(&[cell("", "1"), cell(WIDE, "Mana?"), cell("", "satu"), cell("", "dua"), cell("", "B")]);
    let import = rows(&[head, wide]);
    assert_eq!(short(&import.report), ["taken"]);
    assert_eq!(options(&import.items[0]), ["A satu", "B dua"]);
    assert!(matches!(&import.items[0].key.answer, Answer::Choice(id) if id.as_str() == "B"));
}

#[test]
fn one_cell_over_two_options_is_refused() {
    let head = bare(&["No", "Soal", "A", "B", "C", "Kunci"]);
    let joined = row(&[cell("", "1"), cell("", "Mana?"), cell(WIDE, "satu"), cell("", "dua"), cell("", "B")]);
    let plainly = bare(&["2", "Dan ini?", "ya", "tidak", "tak tahu", "A"]);
    let title = row(&[cell("<w:gridSpan w:val=\"6\"/>", "BAGIAN KEDUA")]);
    let import = rows(&[head, joined, title, plainly]);
    assert_eq!(short(&import.report), ["refused: card.merged-cells", "refused: docx.outside", "taken"]);
}

#[test]
fn headings_in_two_rows_are_read_together() {
    let head = row(&[cell(FROM, "No"), cell(FROM, "Soal"), cell(WIDE, "Pilihan Jawaban"), cell(FROM, "Kunci")]);
    let under = row(&[cell(ON, ""), cell(ON, ""), cell("", "A"), cell("", "B"), cell(ON, "")]);
    let import = rows(&[head, under, bare(&["1", "Mana?", "satu", "dua", "A"])]);
    assert_eq!(short(&import.report), ["taken"]);
    assert_eq!(options(&import.items[0]), ["A satu", "B dua"]);
    // One heading over the options names none of them.
    let head = row(&[cell("", "No"), cell("", "Soal"), cell(WIDE, "Pilihan"), cell("", "Kunci")]);
    let import = rows(&[head, bare(&["1", "Benar?", "satu", "dua", "benar"])]);
    assert_eq!(short(&import.report), ["loss: loss.column"]);
}

#[test]
fn a_title_above_the_headings_is_told() {
    let title = row(&[cell("<w:gridSpan w:val=\"5\"/>", "SOAL TERTULIS")]);
    let import = rows(&[title, bare(&["No", "Soal", "A", "B", "Kunci"]), bare(&["1", "Mana?", "satu", "dua", "A"])]);
    assert_eq!(short(&import.report), ["loss: loss.column"]);
}

#[test]
fn a_place_goes_on_for_the_items_beside_it_and_nothing_else_does() {
    let head = bare(&["Unit", "KUK", "Soal", "A", "B", "Kunci"]);
    let first = row(&[
        cell(FROM, "R.91PRP02.021.1"),
        cell("", "1.1"),
        cell("", "Satu?"),
        cell("", "a"),
        cell("", "b"),
        cell("", "A"),
    ]);
    let second = row(&[cell(ON, ""), cell("", "1.2"), cell("", "Dua?"), cell("", "a"), cell("", "b"), cell("", "B")]);
    let import = rows(&[head.clone(), first, second]);
    assert_eq!(short(&import.report), ["taken", "taken"]);
    assert_eq!(import.items[1].place.as_ref().unwrap().unit, "R.91PRP02.021.1");
    // A stem over two rows: which options are whose cannot be said.
    let first =
        row(&[cell("", "U1"), cell("", "1.1"), cell(FROM, "Satu?"), cell("", "a"), cell("", "b"), cell("", "A")]);
    let second = row(&[cell("", "U1"), cell("", "1.2"), cell(ON, ""), cell("", "c"), cell("", "d"), cell("", "B")]);
    let import = rows(&[head, first, second]);
    assert_eq!(short(&import.report), ["refused: card.merged-cells", "refused: card.merged-cells"]);
}

#[test]
fn a_row_that_begins_further_right_keeps_its_columns() {
    let head = bare(&["No", "Soal", "A", "B", "Kunci"]);
    let cells = ["Mana?", "satu", "dua", "B"].map(|text| cell("", text)).concat();
    let late = format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{cells}</w:tr>");
    let import = rows(&[head, late]);
    assert_eq!(short(&import.report), ["taken"]);
    assert_eq!(options(&import.items[0]), ["A satu", "B dua"]);
}

#[test]
fn beside_a_merged_label_its_text_goes_on() {
    let first = row(&[cell(FROM, "Soal"), cell("", "Mana"), cell(FROM, "Kunci"), cell("", "A")]);
    let second = row(&[cell(ON, ""), cell("", "yang benar?"), cell(ON, ""), cell("", "")]);
    let import = rows(&[first, second, bare(&["A", "satu"]), bare(&["B", "dua"])]);
    assert_eq!(short(&import.report), ["taken"]);
    assert_eq!(import.items[0].question.stem.words(), "Mana\nyang benar?");
    // Two options that share one cell.
    let shared = [row(&[cell("", "A"), cell(FROM, "satu")]), row(&[cell("", "B"), cell(ON, "")])].concat();
    let import = rows(&[bare(&["Soal", "Mana?"]), shared, bare(&["C", "tiga"]), bare(&["Kunci", "C"])]);
    assert_eq!(short(&import.report), ["refused: card.merged-cells"]);
}

#[test]
fn columns_of_a_table_in_the_stem_stay_in_line() {
    let grid =
        ["<w:tbl>".to_owned(), bare(&["x", "y", "z"]), row(&[cell(WIDE, "1"), cell("", "2")]), "</w:tbl>".into()];
    let rest = ["A. 1", "B. 2", "Kunci: A"].map(plain).concat();
    let import = docx::import(&document(&(plain("1. Lihat") + &grid.concat() + &rest)), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.merged-cells"]);
    let crate::item::Block::Table(table) = &import.items[0].question.stem.0[1] else { panic!() };
    let words: Vec<String> = table.rows[1].iter().map(|cell| cell.words()).collect();
    assert_eq!(words, ["1", "", "2"]);
    assert!(matches!(import.items[0].question.interaction, Interaction::Single { .. }));
}

#[test]
fn a_table_of_very_many_wide_cells_is_left_out_and_told() {
    let many = |text: &str| row(&vec![cell("<w:gridSpan w:val=\"100\"/>", text); 5_000]);
    let body = plain("1. Mana?") + &format!("<w:tbl>{}{}</w:tbl>", many("x"), many("y"));
    let rest = ["A. satu", "B. dua", "Kunci: A"].map(plain).concat();
    let import = docx::import(&document(&(body + &rest)), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.merged-cells loss.part"]);
}

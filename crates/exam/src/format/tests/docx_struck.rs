//! What is struck out in a Word document: left out and told, never a key.

use super::{docx_file::*, *};
use crate::item::Answer;

fn struck(text: &str) -> String {
    line(&formed("<w:strike/>", text))
}

fn read(lines: &[String]) -> Import {
    docx::import(&document(&lines.concat()), &intake()).unwrap()
}

fn options(item: &Item) -> Vec<String> {
    item.question.interaction.choices().map(|choice| format!("{} {}", choice.id, choice.content.words())).collect()
}

#[test]
fn words_that_are_struck_out_are_left_out_and_told() {
    let stem = line(&format!("{}{}{}", run("1. Yang "), formed("<w:dstrike/>", "tidak"), run(" benar?")));
    let import = read(&[stem, plain("A. ya"), plain("B. tidak"), plain("Kunci: A")]);
    assert_eq!(short(&import.report), ["loss: loss.struck-text"]);
    assert_eq!(import.items[0].question.stem.words(), "Yang benar?");
    // By a style, and not where a run says otherwise.
    let styled =
        |off: &str| line(&format!("<w:r><w:rPr><w:rStyle w:val=\"Coret\"/>{off}</w:rPr><w:t>B. tidak</w:t></w:r>"));
    for (off, said) in [("", "refused: item.too-few-choices"), ("<w:strike w:val=\"0\"/>", "taken")] {
        let import = read(&[plain("1. Soal"), plain("A. ya"), styled(off), plain("Kunci: A")]);
        assert_eq!(short(&import.report), [said]);
    }
}

#[test]
fn a_key_that_was_corrected_is_the_new_one() {
    let key = line(&format!("{}{}{}", run("Kunci: "), formed("<w:strike/>", "A"), run(" B")));
    let import = read(&[plain("1. Soal"), plain("A. ya"), plain("B. tidak"), key]);
    assert_eq!(short(&import.report), ["loss: loss.struck-text"]);
    assert!(matches!(&import.items[0].key.answer, Answer::Choice(id) if id.as_str() == "B"));
    let deleted = "<w:del><w:r><w:delText>A</w:delText></w:r></w:del>";
    let key = line(&format!("{}{deleted}<w:ins>{}</w:ins>", run("Kunci: "), run("B")));
    let import = read(&[plain("1. Soal"), plain("A. ya"), plain("B. tidak"), key]);
    assert_eq!(short(&import.report), ["loss: loss.tracked-changes"]);
    assert!(matches!(&import.items[0].key.answer, Answer::Choice(id) if id.as_str() == "B"));
}

#[test]
fn an_option_that_is_struck_out_is_none_and_the_letters_behind_it_stay() {
    let lines = |key: &str| {
        read(&[plain("1. Soal"), plain("A. satu"), struck("B. dua"), plain("C. tiga"), plain(&format!("Kunci: {key}"))])
    };
    let import = lines("C");
    assert_eq!(short(&import.report), ["loss: loss.struck-text loss.empty-option"]);
    assert_eq!(options(&import.items[0]), ["A satu", "C tiga"]);
    assert_eq!(short(&lines("B").report), ["refused: card.key-no-option"]);
    // In a table.
    let out = struck("dua");
    let card = table(&[&["Soal", "Mana?"], &["A", "satu"], &["B", &out], &["C", "tiga"], &["Kunci", "B"]]);
    assert_eq!(short(&docx::import(&document(&card), &intake()).unwrap().report), ["refused: card.key-no-option"]);
}

#[test]
fn an_item_that_is_struck_out_is_refused_as_such() {
    let import = read(&[
        plain("1. Soal"),
        plain("A. ya"),
        plain("B. tidak"),
        plain("Kunci: A"),
        struck("2. Lama"),
        struck("A. satu"),
        plain("B. dua"),
        plain("Kunci: B"),
        plain("3. Baru"),
        plain("A. ya"),
        plain("B. tidak"),
        plain("Kunci: B"),
    ]);
    assert_eq!(short(&import.report), ["taken", "refused: docx.struck", "taken"]);
}

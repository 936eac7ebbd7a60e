//! Keys behind all items of a Word document.

use rstest::rstest;

use super::{docx_file::*, *};
use crate::item::Answer;

const ITEMS: [&str; 6] = ["1. Mana?", "A. satu", "B. dua", "2. Lain?", "A. ya", "B. tidak"];

/// What is said of the items of a document with this behind them, and their keys.
fn keyed(behind: &str) -> (Vec<String>, String) {
    let body = ITEMS.map(plain).concat() + behind;
    let import = docx::import(&document(&body), &intake()).unwrap();
    let key = |item: &Item| match &item.key.answer {
        Answer::Choice(id) => id.to_string(),
        _ => "?".to_owned(),
    };
    let stems: Vec<String> = import.items.iter().map(|item| item.question.stem.words()).collect();
    assert!(stems.iter().all(|stem| ["Mana?", "Lain?"].contains(&stem.as_str())), "{stems:?}");
    (short(&import.report), import.items.iter().map(key).collect())
}

#[rstest]
#[case(&["KUNCI JAWABAN", "1. B", "2. A"])]
#[case(&["Kunci Jawaban:", "1. b   2. a"])]
#[case(&["Kunci", "1) B, 2) A"])]
#[case(&["Kunci Jawaban: 1. B 2. A"])]
#[case(&["Kunci: 1-B; 2-A"])]
fn keys_in_lines_go_to_the_items_of_their_numbers(#[case] lines: &[&str]) {
    let behind: String = lines.iter().map(|text| plain(text)).collect();
    assert_eq!(keyed(&behind), (vec!["taken".to_owned(), "taken".to_owned()], "BA".to_owned()));
}

#[test]
fn keys_in_a_table_or_a_list_of_word_go_to_the_items_of_their_numbers() {
    let both = (vec!["taken".to_owned(), "taken".to_owned()], "BA".to_owned());
    let heading = plain("Kunci Jawaban");
    assert_eq!(keyed(&(heading.clone() + &table(&[&["No", "Kunci"], &["1", "B"], &["2.", "A"]]))), both);
    assert_eq!(keyed(&table(&[&["No", "Kunci", "No", "Kunci"], &["1", "B", "2", "A"]])), both);
    assert_eq!(keyed(&(heading + &listed(1, 0, "B") + &listed(1, 0, "A"))), both);
}

#[test]
fn keys_that_fit_no_item_or_two_are_told_and_none_is_guessed() {
    let behind = |lines: &[&str]| keyed(&lines.iter().map(|text| plain(text)).collect::<String>());
    let (said, keys) = behind(&["Kunci", "1. B", "2. A", "3. C"]);
    assert_eq!((said, keys.as_str()), (vec!["taken".into(), "taken".into(), "refused: docx.outside".into()], "BA"));
    let (said, keys) = behind(&["Kunci", "1. B", "1. A", "2. A"]);
    assert_eq!(
        (said, keys.as_str()),
        (vec!["refused: card.no-key".into(), "taken".into(), "refused: docx.outside docx.outside".into()], "A")
    );
    // Numbers that begin anew: whose key it is cannot be said.
    let (said, _) = behind(&["1. Mana?", "A. satu", "B. dua", "Kunci", "1. B", "2. A"]);
    assert_eq!(said[..3], ["refused: card.no-key", "taken", "refused: card.no-key"]);
    // One that is there already and says otherwise.
    let (said, _) = behind(&["Kunci: B", "Kunci Jawaban", "1. A", "2. A"]);
    assert_eq!(said, ["taken", "refused: card.field-twice"]);
}

#[test]
fn a_key_on_the_line_below_its_label_is_that_of_its_item() {
    for label in ["Kunci", "Kunci:", "Jawaban"] {
        let lines = ["1. Mana?", "A. satu", "B. dua", label, "B", "2. Lain?", "A. ya", "B. tidak", label, "A"];
        let import = docx::import(&document(&lines.map(plain).concat()), &intake()).unwrap();
        assert_eq!(short(&import.report), ["taken", "taken"], "{label}");
    }
    // What stands behind the keys belongs to none of them.
    let (said, keys) = keyed(&["Kunci", "1. B", "2. A", "Selamat bekerja"].map(plain).concat());
    assert_eq!((said[2].as_str(), keys.as_str()), ("refused: docx.outside", "BA"));
}

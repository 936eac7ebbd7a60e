//! Options as people type them in Word: side by side, with breaks of one paragraph, with statements before them, with
//! letters that are missing or come twice.

use rstest::rstest;

use super::{docx_file::*, *};
use crate::item::Interaction;

fn read(body: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let import = docx::import(&document(body), &intake()).unwrap();
    let options = |item: &Item| match &item.question.interaction {
        Interaction::Single { options, .. } => options
            .iter()
            .map(|option| format!("{}={}", option.id, option.content.words()))
            .collect::<Vec<_>>()
            .join(" "),
        other => other.kind().to_owned(),
    };
    let stems = import.items.iter().map(|item| item.question.stem.words()).collect();
    (short(&import.report), stems, import.items.iter().map(options).collect())
}

fn lines(lines: &[&str]) -> String {
    lines.iter().map(|text| plain(text)).collect()
}

const TAB: &str = "<w:r><w:tab/></w:r>";
const BREAK: &str = "<w:r><w:br/></w:r>";

fn beside(between: &str, texts: &[&str]) -> String {
    line(&texts.iter().map(|text| run(text)).collect::<Vec<_>>().join(between))
}

fn taken(stem: &str, options: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    (vec!["taken".to_owned()], vec![stem.to_owned()], vec![options.to_owned()])
}

#[test]
fn options_side_by_side_are_read_by_their_letters() {
    let body = plain("1. Mana?")
        + &beside(TAB, &["A. satu", "C. tiga"])
        + &beside(TAB, &["B. dua", "D. empat"])
        + &plain("Kunci: C");
    assert_eq!(read(&body), taken("Mana?", "A=satu B=dua C=tiga D=empat"));
    let body = plain("1. Mana?") + &beside(TAB, &["a. satu", "b. dua", "c. tiga"]) + &plain("Kunci: c");
    assert_eq!(read(&body), taken("Mana?", "A=satu B=dua C=tiga"));
    // In a table without lines.
    let body = plain("1. Mana?") + &table(&[&["A. satu", "C. tiga"], &["B. dua", "D. empat"]]) + &plain("Kunci: C");
    assert_eq!(read(&body), taken("Mana?", "A=satu B=dua C=tiga D=empat"));
    // A tab within an option is a blank.
    let body = plain("1. Mana?") + &beside(TAB, &["A. satu", "dua"]) + &lines(&["B. tiga", "Kunci: A"]);
    assert_eq!(read(&body), taken("Mana?", "A=satu dua B=tiga"));
}

#[test]
fn options_below_each_other_in_one_paragraph_are_read() {
    let body = beside(BREAK, &["1. Mana?", "A. satu", "B. dua", "Kunci: B"]);
    assert_eq!(read(&body), taken("Mana?", "A=satu B=dua"));
    let body = plain("1. Mana?") + &beside(BREAK, &["A. satu", "B. dua", "sekali", "C. tiga"]) + &plain("Kunci: B");
    assert_eq!(read(&body), taken("Mana?", "A=satu B=dua\nsekali C=tiga"));
}

#[test]
fn lettered_statements_before_the_options_belong_to_the_stem() {
    let body = lines(&["1. Perhatikan", "a. pertama", "b. kedua", "Yang benar", "A. a saja", "B. b saja", "Kunci: A"]);
    assert_eq!(read(&body), taken("Perhatikan\na. pertama\nb. kedua\nYang benar", "A=a saja B=b saja"));
    let body = lines(&["1. Perhatikan", "(a) pertama", "(b) kedua", "a. satu", "b. dua", "Kunci: A"]);
    assert_eq!(read(&body), taken("Perhatikan\n(a) pertama\n(b) kedua", "A=satu B=dua"));
}

#[rstest]
#[case(&["1. Mana?", "A. satu", "B. dua", "D. empat", "Kunci: D"], "loss: loss.empty-option")]
#[case(&["1. Mana?", "A. satu", "B. dua", "A. tiga", "Kunci: A"], "refused: card.field-twice")]
#[case(&["1. Mana?", "A. satu", "B. dua", "B. tiga", "Kunci: B"], "refused: card.field-twice")]
#[case(&["1. Mana?", "A. satu", "B. dua", "a. rincian", "b. lain", "c. lagi", "Kunci: B"], "taken")]
#[case(&["1. Mana?", "A. satu", "B. dua", "a. rincian", "b. lain", "c. lagi", "Kunci: C"], "refused: card.key-no-option")]
#[case(&["1. Mana?", "A. satu", "B. dua", "S. Rahman berkata", "Kunci: B"], "taken")]
fn letters_that_are_missing_or_come_twice_are_told(#[case] body: &[&str], #[case] said: &str) {
    assert_eq!(read(&lines(body)).0, [said]);
}

#[test]
fn several_blanks_are_a_tab_and_none_is_needed_behind_a_letter_in_turn() {
    let body = lines(&["1. Mana?", "A. satu     C. tiga", "B. dua      D. empat", "Kunci: C"]);
    assert_eq!(read(&body), taken("Mana?", "A=satu B=dua C=tiga D=empat"));
    assert_eq!(read(&lines(&["1.Mana?", "A.satu", "B.dua", "Kunci: B"])), taken("Mana?", "A=satu B=dua"));
    let body = lines(&["1. Kata", "A.M. Hanafi ialah", "A. satu", "B. dua", "1.5 m", "Kunci: B"]);
    assert_eq!(read(&body), taken("Kata\nA.M. Hanafi ialah", "A=satu B=dua\n1.5 m"));
}

#[test]
fn the_only_option_that_is_marked_loses_its_mark_and_that_is_told() {
    let marked = |form: &str, text: &str| line(&formed(form, text));
    let body = lines(&["1. Mana?", "A. satu"]) + &marked("<w:b/>", "B. dua") + &plain("Kunci: B");
    let import = docx::import(&document(&body), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.option-marked"]);
    let said = import.items[0].question.interaction.choices().nth(1).unwrap();
    assert!(said.content.as_plain().is_some(), "{said:?}");
    // Where all are, or a word within one, it is part of what they say.
    let body = plain("1. Mana?") + &marked("<w:b/>", "A. satu") + &marked("<w:b/>", "B. dua") + &plain("Kunci: B");
    assert_eq!(read(&body).0, ["taken"]);
}

#[test]
fn options_within_one_cell_are_read() {
    let options = lines(&["A. satu", "B. dua"]);
    let head: &[&str] = &["No", "Soal", "Pilihan Jawaban", "Kunci"];
    assert_eq!(read(&table(&[head, &["1", "Mana?", &options, "B"]])), taken("Mana?", "A=satu B=dua"));
    let both = plain("Mana?") + &options;
    assert_eq!(read(&table(&[&["No", "Soal", "Kunci"], &["1", &both, "B"]])), taken("Mana?", "A=satu B=dua"));
    assert_eq!(read(&table(&[&["Soal", &both], &["Kunci", "B"]])), taken("Mana?", "A=satu B=dua"));
    let card = table(&[&["Soal", "Mana?"], &["Pilihan", &options], &["Kunci", "A"]]);
    assert_eq!(read(&card), taken("Mana?", "A=satu B=dua"));
    // Lettered statements of the stem, where the options have columns of their own, stay in the stem.
    let import = table(&[&["No", "Soal", "A", "B", "Kunci"], &["1", &both, "x", "y", "B"]]);
    assert_eq!(read(&import), taken("Mana?\nA. satu\nB. dua", "A=x B=y"));
}

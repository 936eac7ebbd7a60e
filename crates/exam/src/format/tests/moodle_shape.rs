//! Moodle XML: what a question holds twice, or beside what is read.

use rstest::rstest;

use super::*;

const ONE: &str = "<answer fraction=\"100\"><text>a</text></answer>";

const TWO: &str = "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>";

/// What stands twice or where nothing reads it may have been meant: it is not passed over.
#[rstest]
#[case("multichoice", "<questiontext><text>Yang mana BUKAN?</text></questiontext>", TWO, "refused: moodle.twice")]
#[case("multichoice", "<single>true</single><single>false</single>", TWO, "refused: moodle.twice")]
#[case("multichoice", "<defaultgrade>1</defaultgrade><defaultgrade>5</defaultgrade>", TWO, "refused: moodle.twice")]
#[case("multichoice", "<defaultgrade>2</defaultgrade>\n <defaultgrade> 2</defaultgrade>", TWO, "loss: loss.twice")]
#[case("multichoice", "<single>yes</single>", TWO, "refused: moodle.flag")]
#[case("multichoice", "<shuffleanswers>2</shuffleanswers>", TWO, "refused: moodle.flag")]
#[case("multichoice", "JANGAN", TWO, "refused: moodle.child")]
#[case("multichoice", "<generalfeedback>JANGAN<text>a</text></generalfeedback>", TWO, "refused: moodle.child")]
#[case("multichoice", "<tags>a<tag><text>kompeten:gap</text></tag></tags>", TWO, "refused: moodle.child")]
#[case("multichoice", "<usecase>1</usecase>", TWO, "loss: loss.part")]
#[case("multichoice", "<shuffleanswers>0</shuffleanswers><usecase>0</usecase>", TWO, "taken")]
#[case(
    "multichoice",
    "",
    "<answer fraction=\"100\"><text>a</text><weightx>3</weightx></answer><answer fraction=\"0\"><text>b</text></answer>",
    "loss: loss.part"
)]
#[case(
    "multichoice",
    "",
    "<answer fraction=\"100\" weight=\"3\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>",
    "loss: loss.attribute"
)]
#[case(
    "multichoice",
    "",
    "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text>bukan</answer>",
    "refused: moodle.child"
)]
#[case(
    "multichoice",
    "",
    "<answer><text>a</text><fraction>1</fraction></answer><answer fraction=\"0\"><text>b</text></answer>",
    "taken"
)]
#[case(
    "multichoice",
    "",
    "<answer fraction=\"0\"><text>a</text><fraction>1</fraction></answer><answer fraction=\"100\"><text>b</text></answer>",
    "refused: moodle.twice"
)]
#[case("shortanswer", "<usecase>0</usecase><usecase>1</usecase>", ONE, "refused: moodle.twice")]
#[case("shortanswer", "", "<answer fraction=\"100\"><text>a</text><text>b</text></answer>", "refused: moodle.twice")]
#[case("shortanswer", "", "<answer fraction=\"100\"><text>a</text><text>a</text></answer>", "loss: loss.twice")]
#[case(
    "numerical",
    "",
    "<answer fraction=\"100\"><text>5</text><tolerance>0</tolerance><tolerance>3</tolerance></answer>",
    "refused: moodle.twice"
)]
#[case(
    "numerical",
    "",
    "<answer fraction=\"100\"><text>5</text><tolerance>1</tolerance><tolerancetype>1</tolerancetype></answer>",
    "loss: loss.part"
)]
#[case("essay", "", ONE, "loss: loss.part")]
#[case(
    "matching",
    "",
    "<subquestion><text>a</text><answer><text>x</text></answer><answer><text>y</text></answer></subquestion><subquestion><text>b</text><answer><text>y</text></answer></subquestion>",
    "refused: moodle.twice"
)]
#[case(
    "matching",
    "",
    "<subquestion><text>a</text><answer><text>x</text><feedback><text>f</text></feedback></answer></subquestion><subquestion><text>b</text><answer><text>y</text></answer></subquestion>",
    "loss: loss.part"
)]
#[case("ddmarker", "JANGAN", "", "refused: moodle.type")]
fn nothing_vanishes_that_stands_twice_or_beside(
    #[case] kind: &str,
    #[case] beside: &str,
    #[case] answers: &str,
    #[case] said: &str,
) {
    let text = format!(
        "<quiz><question type=\"{kind}\"><questiontext format=\"html\"><text>Apa ini?</text></questiontext>{beside}{answers}</question></quiz>"
    );
    let import = moodle::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
}

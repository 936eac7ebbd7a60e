//! Formulas of Word become MathML; where a formula cannot be kept, its powers and fractions stay to be seen.

use rstest::rstest;

use super::{docx_file::*, *};
use crate::item::{Block, Inline};

fn stem(runs: &str) -> (String, Vec<Inline>) {
    let body = line(&(run("1. Hitung ") + runs)) + &["A. ya", "B. tidak", "Kunci: A"].map(plain).concat();
    let import = docx::import(&document(&body), &intake()).unwrap();
    let [Block::Paragraph(line)] = import.items[0].question.stem.0.as_slice() else {
        panic!("{:?}", import.items[0].question.stem)
    };
    (short(&import.report).remove(0), line.clone())
}

/// What stands between the signs of a part, in short: `r` a run.
fn omml(short: &str) -> String {
    let run = |text: &str| format!("<m:r><w:rPr/><m:t>{text}</m:t></m:r>");
    let mut out = String::new();
    let mut rest = short;
    while let Some((before, after)) = rest.split_once('{') {
        let (text, after) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push_str(&run(text));
        rest = after;
    }
    format!("<m:oMath>{out}{rest}</m:oMath>")
}

#[rstest]
#[case("<m:sSup><m:e>{x}</m:e><m:sup>{2}</m:sup></m:sSup>", "<msup><mi>x</mi><mn>2</mn></msup>")]
#[case("<m:sSub><m:e>{H}</m:e><m:sub>{2}</m:sub></m:sSub>{O}", "<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>")]
#[case("<m:f><m:num>{1}</m:num><m:den>{2}</m:den></m:f>", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
#[case(
    "<m:f><m:fPr><m:type m:val=\"lin\"/></m:fPr><m:num>{1}</m:num><m:den>{2}</m:den></m:f>",
    "<mrow><mn>1</mn><mo>/</mo><mn>2</mn></mrow>"
)]
#[case(
    "<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>{x+1}</m:e></m:rad>",
    "<msqrt><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></msqrt>"
)]
#[case("<m:rad><m:deg>{3}</m:deg><m:e>{8}</m:e></m:rad>", "<mroot><mn>8</mn><mn>3</mn></mroot>")]
#[case(
    "<m:nary><m:naryPr><m:chr m:val=\"∑\"/><m:limLoc m:val=\"undOvr\"/></m:naryPr><m:sub>{i=1}</m:sub><m:sup>{n}</m:sup><m:e>{i}</m:e></m:nary>",
    "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi></mrow>"
)]
#[case("<m:d><m:e>{a}</m:e></m:d>", "<mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow>")]
#[case(
    "<m:sSubSup><m:e>{x}</m:e><m:sub>{1}</m:sub><m:sup>{2}</m:sup></m:sSubSup>",
    "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"
)]
#[case("{3,14·r}", "<mn>3,14</mn><mo>·</mo><mi>r</mi>")]
#[case(
    "<m:m><m:mr><m:e>{1}</m:e><m:e>{0}</m:e></m:mr></m:m>",
    "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable>"
)]
fn a_formula_of_word_is_kept(#[case] word: &str, #[case] math: &str) {
    let (said, line) = stem(&omml(word));
    assert_eq!(said, "taken");
    let [Inline::Text(_), Inline::Math(kept)] = line.as_slice() else { panic!("{line:?}") };
    assert_eq!(kept.as_str(), format!("<math>{math}</math>"));
}

#[test]
fn what_is_not_known_in_a_formula_is_told_and_the_rest_kept() {
    let (said, line) = stem(&omml("<m:entah>{ab}</m:entah><m:sSup><m:e>{x}</m:e><m:sup>{2}</m:sup></m:sSup>"));
    assert_eq!(said, "loss: loss.equation");
    let [Inline::Text(_), Inline::Math(kept)] = line.as_slice() else { panic!("{line:?}") };
    assert_eq!(kept.as_str(), "<math><mtext>ab</mtext><msup><mi>x</mi><mn>2</mn></msup></math>");
}

#[test]
fn letters_that_a_style_raises_are_raised() {
    let (said, line) = stem("<w:r><w:rPr><w:rStyle w:val=\"Pangkat\"/></w:rPr><w:t>2</w:t></w:r>");
    assert_eq!(said, "taken");
    assert_eq!(line[1], Inline::Sup(vec![Inline::Text("2".into())]));
}

/// MathML with something that is not known, and what is said instead.
#[rstest]
#[case("<msup><mi>x</mi><mn>2</mn></msup>", "x^2")]
#[case("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>12</mn></mfrac>", "(a+b)/12")]
#[case("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)")]
#[case("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H_2O")]
#[case(
    "<semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation encoding=\"application/x-tex\">\\frac12</annotation></semantics>",
    "1/2"
)]
fn a_formula_that_cannot_be_kept_says_the_same_on_one_line(#[case] math: &str, #[case] text: &str) {
    let gift = format!(
        "[html]<p>Hitung <math><menclose notation\\=\"box\">{}</menclose></math></p> {{=ya ~tidak}}",
        math.replace('=', "\\=").replace('{', "\\{").replace('}', "\\}")
    );
    let import = gift::import(gift.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.formula"]);
    assert_eq!(import.items[0].question.stem.words(), format!("Hitung {text}"));
}

#[test]
fn a_key_with_a_power_is_not_read_as_its_letters_alone() {
    let key = line(&(run("Kunci: 10") + &formed("<w:vertAlign w:val=\"superscript\"/>", "2")));
    let body = ["1. Berapa?", "Jenis: angka"].map(plain).concat() + &key;
    let import = docx::import(&document(&body), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: card.key"]);
}

//! Moodle XML: what is taken, what is lost, what is refused.

use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::item::*;

fn question(kind: &str, rest: &str) -> Vec<u8> {
    let text = "<questiontext format=\"html\"><text><![CDATA[<p>Apa&nbsp;<br>ini</p>]]></text></questiontext>";
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><quiz><question type=\"{kind}\"><name><text>N</text></name>{text}{rest}</question></quiz>").into_bytes()
}

const TWO: &str = "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>";

#[rstest]
#[case("multichoice", TWO, "taken")]
#[case(
    "multichoice",
    "<answer fraction=\"50\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>",
    "refused: format.no-right-option"
)]
#[case("multichoice", "<answer fraction=\"x\"><text>a</text></answer>", "refused: moodle.number")]
#[case(
    "truefalse",
    "<answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer>",
    "taken"
)]
#[case("truefalse", "<answer fraction=\"100\"><text>ya</text></answer>", "refused: moodle.truth")]
#[case(
    "shortanswer",
    "<usecase>1</usecase><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>*</text></answer>",
    "loss: loss.feedback"
)]
#[case("shortanswer", "<answer fraction=\"100\"><text>a*</text></answer>", "refused: format.wildcard")]
#[case("numerical", "<answer fraction=\"100\"><text>23.5</text><tolerance>0.5</tolerance></answer>", "taken")]
#[case("numerical", "<answer fraction=\"100\"><text>1e400</text></answer>", "refused: moodle.number")]
#[case("numerical", "<answer>7<fraction>1</fraction></answer>", "taken")]
#[case(
    "match",
    "<subquestion><text>a</text><answer><text>x</text></answer></subquestion><subquestion><text>b</text><answer><text>y</text></answer></subquestion>",
    "taken"
)]
#[case(
    "multichoice",
    "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"-50\"><text>b</text></answer>",
    "loss: loss.below-zero"
)]
#[case(
    "multichoice",
    "<answernumbering>123</answernumbering><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>",
    "loss: loss.display"
)]
#[case("essay", "<generalfeedback><text>\\(x^2\\)</text></generalfeedback>", "loss: loss.equation")]
#[case(
    "matching",
    "<subquestion><text>a</text><answer><text>x</text></answer></subquestion><subquestion><text></text><answer><text>y</text></answer></subquestion>",
    "taken"
)]
#[case("matching", "<subquestion><text>a</text></subquestion>", "refused: moodle.no-partner")]
#[case("essay", "<responsetemplate><text>isi</text></responsetemplate>", "loss: loss.template")]
#[case(
    "essay",
    "<responseformat>noinline</responseformat><attachments>2</attachments><filetypeslist>.pdf,document</filetypeslist>",
    "loss: loss.file-kind"
)]
#[case(
    "ordering",
    "<gradingtype>0</gradingtype><answer><text>a</text></answer><answer><text>b</text></answer>",
    "taken"
)]
#[case(
    "ordering",
    "<gradingtype>3</gradingtype><answer><text>a</text></answer><answer><text>b</text></answer>",
    "refused: moodle.ordering-grading"
)]
#[case(
    "ordering",
    "<selecttype>RANDOM</selecttype><selectcount>3</selectcount><answer><text>a</text></answer><answer><text>b</text></answer>",
    "refused: moodle.ordering-subset"
)]
#[case(
    "ordering",
    "<selecttype>CONTIGUOUS</selecttype><selectcount>3</selectcount><answer><text>a</text></answer><answer><text>b</text></answer>",
    "refused: moodle.ordering-subset"
)]
#[case(
    "ordering",
    "<selecttype>ALL</selecttype><selectcount>3</selectcount><answer><text>a</text></answer><answer><text>b</text></answer>",
    "taken"
)]
#[case("ddimageortext", "", "refused: moodle.type")]
#[case("ddwtos", "", "refused: moodle.gaps")]
#[case("shortanswer", "<answer fraction=\"100\"><text>x<sup>2</sup></text></answer>", "refused: moodle.markup")]
#[case(
    "multichoiceset",
    "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"100\"><text>b</text></answer><answer fraction=\"0\"><text>c</text></answer>",
    "taken"
)]
#[case(
    "multichoiceset",
    "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"-100\"><text>b</text></answer>",
    "refused: moodle.set-weight"
)]
#[case("multichoiceset", "<answer fraction=\"0\"><text>a</text></answer>", "refused: format.no-right-option")]
#[case(
    "ddmatch",
    "<subquestion><text>a</text><answer><text><![CDATA[x<sup>2</sup>]]></text></answer></subquestion><subquestion><text>b</text><answer><text>y</text></answer></subquestion>",
    "taken"
)]
#[case(
    "multichoice",
    "<single>false</single><answer fraction=\"33\"><text>a</text></answer><answer fraction=\"33.33333\"><text>b</text></answer><answer fraction=\"33.33333\"><text>c</text></answer><answer fraction=\"-50\"><text>d</text></answer>",
    "refused: format.shares"
)]
#[case(
    "multichoice",
    "<single>false</single><answer fraction=\"33.33333\"><text>a</text></answer><answer fraction=\"33.33333\"><text>b</text></answer><answer fraction=\"33.33333\"><text>c</text></answer><answer fraction=\"0\"><text>d</text></answer>",
    "taken"
)]
#[case(
    "numerical",
    "<answer fraction=\"0\"><text>5</text><tolerance>0</tolerance></answer><answer fraction=\"100\"><text>5</text><tolerance>2</tolerance></answer>",
    "refused: format.nothing-first"
)]
#[case(
    "numerical",
    "<answer fraction=\"0\"><text>*</text></answer><answer fraction=\"100\"><text>5</text></answer>",
    "refused: format.nothing-first"
)]
#[case(
    "numerical",
    "<answer fraction=\"0\"><text>9</text><tolerance>1</tolerance></answer><answer fraction=\"100\"><text>5</text><tolerance>2</tolerance></answer><answer fraction=\"0\"><text>*</text></answer>",
    "loss: loss.feedback"
)]
#[case(
    "shortanswer",
    "<answer fraction=\"0\"><text>bandung</text></answer><answer fraction=\"100\"><text>Bandung</text></answer>",
    "refused: format.nothing-first"
)]
#[case(
    "shortanswer",
    "<usecase>1</usecase><answer fraction=\"0\"><text>bandung</text></answer><answer fraction=\"100\"><text>Bandung</text></answer>",
    "loss: loss.feedback"
)]
#[case(
    "shortanswer",
    "<answer fraction=\"100\"><text>x</text></answer><answer fraction=\"-10\"><text>y</text></answer>",
    "loss: loss.below-zero"
)]
#[case("essay", "<maxbytes>1024</maxbytes>", "loss: loss.part")]
#[case("essay", "<maxbytes>0</maxbytes><foo/>", "taken")]
#[case("essay", "<foo>isi</foo>", "loss: loss.part")]
#[case("description", "", "refused: moodle.type")]
#[case("cloze", "", "refused: moodle.cloze-none")]
fn each_type_is_taken_or_refused(#[case] kind: &str, #[case] rest: &str, #[case] said: &str) {
    let import = moodle::import(&question(kind, rest), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
}

fn cloze(text: &str) -> Vec<u8> {
    format!(
        "<quiz><question type=\"cloze\"><questiontext><text><![CDATA[{text}]]></text></questiontext></question></quiz>"
    )
    .into_bytes()
}

#[rstest]
#[case("<p>Satu {1:SHORTANSWER:=a~%50%b#dekat~*#salah}, dua {1:NM:=8:0.5}.</p>", "loss: loss.feedback", 2)]
#[case("{:SA:=x \\} y\\~z}", "taken", 1)]
#[case("{1:SA:=a} {2:SA:=b}", "taken", 2)]
#[case("{1:NM:~%0%8:0~=8:2}", "refused: format.nothing-first", 0)]
#[case("{1:MULTIRESPONSE:=a~b}", "refused: moodle.cloze-kind", 0)]
#[case("{1:MULTICHOICE:=a~b} {1:SA:=c}", "refused: moodle.cloze-choices", 0)]
#[case("{1:MULTICHOICE:=a~b} {1:MCV:=c~d}", "refused: moodle.cloze-choices", 0)]
#[case("{1:MULTICHOICE:=a}", "refused: item.too-few-choices", 0)]
#[case("{1:MULTICHOICE:a~%50%b}", "refused: format.no-right-option", 0)]
#[case("{1:MULTICHOICE:=a~b} {1:MCV:=a~%50%b}", "loss: loss.gap-match", 0)]
#[case("{1:MULTICHOICE:=a~b} {1:MCV:=a~=b}", "refused: moodle.cloze-choices", 0)]
#[case("{1:MULTICHOICE:=a~b} {1:MCV:=a~%-50%b}", "refused: moodle.cloze-choices", 0)]
#[case("{1:MULTICHOICE:=a~b} {1:MCV:=a~b~b}", "refused: moodle.cloze-choices", 0)]
#[case("{1:MULTICHOICE:=a<br>~b}", "loss: loss.inline-choice", 0)]
#[case("{1:SA:=a b#betul<br><b>sekali</b>~%50%a<br>c}", "loss: loss.feedback", 1)]
#[case("{1:SA:=<b>a</b>}", "refused: moodle.cloze-open", 0)]
#[case("{1:SA:=a#betul<br>", "refused: moodle.cloze-open", 0)]
#[case("{1:SA:=a", "refused: moodle.cloze-open", 0)]
#[case("{1:NUMERICAL:=x}", "refused: moodle.number", 0)]
#[case("{1:SA:=a} <code>{1:SHORTANSWER:=git}</code>", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a}<pre>{1:SA:=git}</pre>", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} <img src=\"@@PLUGINFILE@@/a.png\" alt=\"{1:SA:=rak}\">", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} {1:shortanswer:=London}", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} { 1: SA :=London}", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} {0:SHORTANSWER:=London}", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} {1.5:SHORTANSWER:=London}", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} {1:MULTICHOICE}", "refused: moodle.cloze-left", 0)]
#[case("{1:SA:=a} himpunan {1:2} dan {x : x > 1} :{)", "taken", 1)]
fn embedded_answers_become_gaps(#[case] text: &str, #[case] said: &str, #[case] gaps: usize) {
    let import = moodle::import(&cloze(text), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
    assert_eq!(import.items.first().map_or(0, |item| item.question.stem.gaps().len()), gaps);
}

#[rstest]
#[case("MULTICHOICE", false)]
#[case("MCVS", true)]
fn a_list_alone_in_its_text_becomes_a_single_choice(#[case] kind: &str, #[case] shuffled: bool) {
    let text = format!("<p>Buku dicari lewat {{2:{kind}:=katalog~%25%rak#hampir~ingatan}}, bukan.</p>");
    let import = moodle::import(&cloze(&text), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.feedback loss.inline-choice"]);
    let Item { question, key, .. } = &import.items[0];
    assert_eq!((question.stem.words().as_str(), question.points), ("Buku dicari lewat _____, bukan.", 2.into()));
    assert!(
        matches!(&question.interaction, Interaction::Single { options, shuffle } if options.len() == 3 && *shuffle == shuffled)
    );
    let quarter = Decimal::new(25, 2);
    assert!(matches!(&key.scoring, Scoring::Weights(weights) if weights.get(&ChoiceId::letter(1)) == Some(&quarter)));
}

/// Lists that are one list are pairs; breaks and markup within a gap are those of editors.
#[test]
fn several_lists_that_are_one_become_pairs() {
    let text = "<p>Peta: {1:MC:=rak~lemari#jangan <i>di situ</i><br>}<br>Buku: {1:MCS:lemari~%100%rak}, arsip: {1:MC:rak<br>~=lemari}</p>";
    let import = moodle::import(&cloze(text), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.feedback loss.gap-match"]);
    let Item { question, key, .. } = &import.items[0];
    assert_eq!(question.stem.words(), "Peta: (1) _____\nBuku: (2) _____, arsip: (3) _____");
    let id = |text: &str| ChoiceId::new(text).unwrap();
    let pairs = [(id("1"), id("A")), (id("2"), id("A")), (id("3"), id("B"))];
    assert_eq!((&key.answer, &key.scoring), (&Answer::Pairs(pairs.into()), &Scoring::Parts));
    assert_eq!(question.points, 3.into());
    let Interaction::Matching { responses, shuffle: false, .. } = &question.interaction else { panic!("no pairs") };
    assert_eq!(responses.iter().map(|one| one.content.words()).collect::<Vec<_>>(), ["rak", "lemari"]);
}

/// However many breaks stand in a gap that nobody closes, it is answered.
#[test]
fn a_gap_that_is_never_closed_is_soon_refused() {
    let text = format!("{{1:SA:=a#{}", "x<br>".repeat(20_000));
    let import = moodle::import(&cloze(&text), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: moodle.cloze-open"]);
}

#[test]
fn what_a_candidate_types_does_not_take_in_what_stands_beside_it() {
    let number = r#"<answer fraction="100">5<tolerance>0</tolerance></answer>"#;
    let import = moodle::import(&question("numerical", number), &intake()).unwrap();
    let Answer::Gaps(keys) = &import.items[0].key.answer else { panic!("no gap") };
    assert!(matches!(keys.values().next(), Some(GapKey::Numbers(all)) if all[0].value == 5.into()));
    let text = r#"<answer fraction="100">katalog<feedback><text>Bagus</text></feedback></answer>"#;
    let import = moodle::import(&question("shortanswer", text), &intake()).unwrap();
    assert!(matches!(&import.items[0].key.answer, Answer::Texts(texts) if texts.accepted[0].text == "katalog"));
}

#[test]
fn what_is_not_told_is_as_moodle_has_it() {
    let import = moodle::import(&question("multichoice", TWO), &intake()).unwrap();
    assert!(matches!(import.items[0].question.interaction, Interaction::Single { shuffle: false, .. }));
    let text = "<quiz><question type=\"essay\"><questiontext format=\"plain_text\"><text>Apa?</text></questiontext><generalfeedback><text>a &lt; b</text></generalfeedback></question></quiz>";
    let import = moodle::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(import.items[0].key.explanation.words(), "a < b");
}

#[test]
fn the_picture_of_an_old_file_stands_under_its_text() {
    let old = |data: &str| question("essay", &format!("<image>denah/a.png</image>{data}"));
    let import = moodle::import(&old("<image_base64>\nQUJD\n</image_base64>"), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken"]);
    assert_eq!(import.items[0].media()[0].as_str(), "denah_a.png");
    assert_eq!(import.files.values().next().unwrap(), b"ABC");
    let import = moodle::import(&old(""), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.address"]);
    let import = moodle::import(&old("<image_base64>!</image_base64>"), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: moodle.file-encoding"]);
}

#[test]
fn files_come_along_and_keep_apart() {
    let one = |data: &str| {
        format!(
            "<question type=\"essay\"><questiontext><text>&lt;img src=\"@@PLUGINFILE@@/a%20b.png\" alt=\"x\"&gt;</text><file name=\"a b.png\" path=\"/\" encoding=\"base64\">{data}</file></questiontext></question>"
        )
    };
    let quiz = format!("<quiz>{}{}{}</quiz>", one("QUJD"), one("REVG"), one("!!"));
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken", "taken", "refused: moodle.file-encoding"]);
    let names: Vec<&str> = import.files.keys().map(MediaName::as_str).collect();
    assert_eq!(names, ["BARU-002/a b.png", "a b.png"]);
    assert_eq!(import.items[1].media()[0].as_str(), "BARU-002/a b.png");
    let export = moodle::export(&import.items, &import.files);
    assert_eq!(short(&export.report), ["taken", "taken"]);
    let back = moodle::import(&export.bytes, &intake()).unwrap();
    assert_eq!((back.items, back.files), (import.items, import.files));
}

#[test]
fn a_picture_from_an_address_is_lost_aloud() {
    let quiz = "<quiz><question type=\"essay\"><questiontext><text>&lt;p&gt;Lihat &lt;img src=\"https://example.org/a.png\" alt=\"denah\"&gt;&lt;/p&gt;</text></questiontext></question></quiz>";
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.address"]);
    assert_eq!(import.items[0].question.stem.words(), "Lihat denah");
}

#[test]
fn a_link_to_a_file_that_came_along_says_which_file_is_left_behind() {
    let quiz = "<quiz><question type=\"essay\"><questiontext format=\"html\"><text><![CDATA[<a href=\"@@PLUGINFILE@@/salam.pdf\">Bacalah</a> <a href=\"https://example.org/\">ini</a>]]></text><file name=\"salam.pdf\" encoding=\"base64\">SUQz</file></questiontext></question></quiz>";
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.link loss.address"]);
    assert_eq!(import.items[0].question.stem.words(), "Bacalah ini");
}

/// Neither escaped nor within CDATA, as hands and generators write it.
#[test]
fn markup_that_stands_as_elements_is_read_as_markup() {
    let quiz = "<quiz><question type=\"essay\"><questiontext format=\"html\"><text><p>Berapa 10<sup>2</sup>?</p></text></questiontext></question></quiz>";
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    let text = |text: &str| Inline::Text(text.to_owned());
    let line = vec![text("Berapa 10"), Inline::Sup(vec![text("2")]), text("?")];
    assert_eq!(import.items[0].question.stem, Content(vec![Block::Paragraph(line)]));
}

const TEXTS: &str = "<dragbox><text>rak</text><group>1</group></dragbox><dragbox><text>katalog</text><group>1</group></dragbox><dragbox><text>meja</text><group>1</group></dragbox>";

fn gaps(kind: &str, text: &str, texts: &str) -> Import {
    let quiz = format!(
        "<quiz><question type=\"{kind}\"><questiontext format=\"html\"><text><![CDATA[{text}]]></text></questiontext>{texts}</question></quiz>"
    );
    moodle::import(quiz.as_bytes(), &intake()).unwrap()
}

#[test]
fn texts_for_gaps_become_pairs() {
    let select = TEXTS.replace("dragbox", "selectoption");
    for (kind, texts) in [("ddwtos", TEXTS), ("gapselect", select.as_str())] {
        let import = gaps(kind, "<p>Cari di [[2]]</p><pre>lalu [[1]] [[x]]</pre>", texts);
        assert_eq!(short(&import.report), ["loss: loss.gap-match"]);
        let item = &import.items[0];
        assert_eq!(item.question.stem.words(), "Cari di (1) _____\nlalu (2) _____ [[x]]");
        let id = |text: &str| ChoiceId::new(text).unwrap();
        let pairs = [(id("1"), id("B")), (id("2"), id("A"))];
        assert_eq!((&item.key.answer, &item.key.scoring), (&Answer::Pairs(pairs.into()), &Scoring::Parts));
        let Interaction::Matching { premises, responses, shuffle: false } = &item.question.interaction else {
            panic!("no pairs")
        };
        assert_eq!((premises.len(), responses.len()), (2, 3));
    }
}

#[rstest]
#[case("Cari di [[4]]", TEXTS, "refused: moodle.gaps")]
#[case("Cari di [[0]]", TEXTS, "refused: moodle.gaps")]
#[case("Cari <img src=\"x\" title=\"[[1]]\"> di [[2]]", TEXTS, "refused: moodle.gaps")]
#[case(
    "Cari di [[1]]",
    "<dragbox><text>rak</text><group>1</group></dragbox><dragbox><text>meja</text><group>2</group></dragbox>",
    "refused: moodle.gap-groups"
)]
fn gaps_that_are_not_one_set_of_pairs_are_refused(#[case] text: &str, #[case] texts: &str, #[case] said: &str) {
    assert_eq!(short(&gaps("ddwtos", text, texts).report), [said]);
}

#[test]
fn what_is_no_quiz_is_refused() {
    let code = |text: &str| moodle::import(text.as_bytes(), &intake()).unwrap_err().code;
    assert_eq!(code("<html/>"), "moodle.root");
    assert_eq!(code(""), "xml.empty");
    assert_eq!(code("<quiz>"), "xml.broken");
    assert_eq!(code("<quiz></quiz><quiz></quiz>"), "xml.broken");
    assert_eq!(code("<?xml version=\"1.0\" encoding=\"UTF-7\"?><quiz/>"), "xml.encoding");
}

/// Formulas as other editors write them, within the text of a question.
#[rstest]
#[case("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>", "<math><mi>x</mi></math>", "taken")]
#[case(
    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" alttext=\"x kuadrat\"><msup><mi>x</mi><mn>2</mn></msup></math>",
    "<math display=\"block\" alttext=\"x kuadrat\"><msup><mi>x</mi><mn>2</mn></msup></math>",
    "taken"
)]
#[case(
    "<m:math xmlns:m=\"http://www.w3.org/1998/Math/MathML\"><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math>",
    "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
    "taken"
)]
#[case(
    "<math><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">x</annotation></semantics></math>",
    "<math><mi>x</mi></math>",
    "taken"
)]
#[case(
    "<math><mfenced open=\"⟨\" close=\"⟩\"><mi>x</mi></mfenced></math>",
    "<math><mfenced open=\"⟨\" close=\"⟩\"><mi>x</mi></mfenced></math>",
    "taken"
)]
#[case(
    "<math><mi mathcolor=\"#ff0000\" onclick=\"x()\">x</mi></math>",
    "<math><mi>x</mi></math>",
    "loss: loss.attribute loss.attribute"
)]
fn a_formula_of_others_stays_a_formula(#[case] told: &str, #[case] kept: &str, #[case] said: &str) {
    let text = format!("<questiontext format=\"html\"><text><![CDATA[<p>Berapa {told}?</p>]]></text></questiontext>");
    let quiz = format!("<quiz><question type=\"essay\">{text}</question></quiz>");
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
    let math = MathMl::parse(kept).unwrap();
    let line = vec![Inline::Text("Berapa ".into()), Inline::Math(math), Inline::Text("?".into())];
    assert_eq!(import.items[0].question.stem, Content(vec![Block::Paragraph(line)]));
    // What goes out says that it is MathML, and comes back as it was.
    let out = moodle::export(&import.items, &Files::new());
    assert!(String::from_utf8_lossy(&out.bytes).contains("&lt;math xmlns=\"http://www.w3.org/1998/Math/MathML\""));
    assert_eq!(moodle::import(&out.bytes, &intake()).unwrap().items, import.items);
}

#[rstest]
#[case("<math xmlns=\"https://example.org/other\"><mi>x</mi></math>")]
#[case("<math><menclose notation=\"box\"><mi>x</mi></menclose></math>")]
fn what_is_no_formula_of_this_house_is_told(#[case] told: &str) {
    let text = format!("<questiontext format=\"html\"><text><![CDATA[<p>Berapa {told}?</p>]]></text></questiontext>");
    let quiz = format!("<quiz><question type=\"essay\">{text}</question></quiz>");
    let import = moodle::import(quiz.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.formula"]);
}

#[test]
fn a_recording_as_moodles_editor_puts_it_is_kept() {
    let audio =
        "<p>Dengar <audio controls=\"true\"><source src=\"@@PLUGINFILE@@/a.wav\">@@PLUGINFILE@@/a.wav</audio> ini</p>";
    let text = format!(
        "<quiz><question type=\"essay\"><questiontext format=\"html\"><text><![CDATA[{audio}]]></text><file name=\"a.wav\" path=\"/\" encoding=\"base64\">UklGRg==</file></questiontext></question></quiz>"
    );
    let import = moodle::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken"]);
    let [Block::Paragraph(_), Block::Audio(audio), Block::Paragraph(_)] = import.items[0].question.stem.0.as_slice()
    else {
        panic!("{:?}", import.items[0].question.stem)
    };
    assert_eq!((audio.file.as_str(), audio.transcript.as_str()), ("a.wav", ""));
    assert_eq!(import.files.len(), 1);
}

#[test]
fn points_that_an_option_takes_away_elsewhere_are_told_when_it_is_written() {
    let rest = "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"-100\"><text>b</text></answer>";
    let items = moodle::import(&question("multichoice", rest), &intake()).unwrap().items;
    assert_eq!(items.len(), 1);
    let lost = |export: Export| short(&export.report).remove(0);
    assert!(lost(moodle::export(&items, &Files::new())).contains("loss.below-zero"));
    assert!(lost(gift::export(&items)).contains("loss.below-zero"));
}

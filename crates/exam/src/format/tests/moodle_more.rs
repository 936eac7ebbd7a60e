//! Moodle XML: recordings behind links, points that nobody or everybody reaches, what a question says beside itself, and
//! texts in several languages.

use rstest::rstest;

use super::*;
use crate::item::*;

fn quiz(kind: &str, stem: &str, rest: &str) -> Import {
    let text = format!(
        "<quiz><question type=\"{kind}\"><name><text>N</text></name><questiontext format=\"html\"><text><![CDATA[{stem}]]></text><file name=\"salam.mp3\" path=\"/\" encoding=\"base64\">SUQz</file><file name=\"a.pdf\" path=\"/\" encoding=\"base64\">JVBERg==</file></questiontext>{rest}</question></quiz>"
    );
    moodle::import(text.as_bytes(), &intake()).unwrap()
}

fn plain(kind: &str, rest: &str) -> Import {
    let text = format!(
        "<quiz><question type=\"{kind}\"><name><text>N</text></name><questiontext><text>Apa?</text></questiontext>{rest}</question></quiz>"
    );
    moodle::import(text.as_bytes(), &intake()).unwrap()
}

const UNUSED: &str = "<p><a href=\"@@PLUGINFILE@@/a.pdf\">Bacalah</a>.</p>";

#[test]
fn a_recording_behind_a_link_is_played_in_its_place() {
    let stem = format!("<p><a href=\"@@PLUGINFILE@@/salam.mp3\">Dengar salam ini:</a><br><br>Bahasa apa?</p>{UNUSED}");
    let import = quiz("essay", &stem, "");
    assert_eq!(short(&import.report), ["loss: loss.linked-recording loss.link loss.address"]);
    let text = |text: &str| Block::Paragraph(vec![Inline::Text(text.to_owned())]);
    let audio = Audio { file: MediaName::new("salam.mp3").unwrap(), transcript: String::new() };
    let stem = &import.items[0].question.stem;
    let whole = [text("Dengar salam ini:"), Block::Audio(audio), text("Bahasa apa?"), text("Bacalah.")];
    assert_eq!(stem.0, whole);
    assert_eq!(import.files.keys().map(MediaName::as_str).collect::<Vec<_>>(), ["salam.mp3"]);
}

/// What is linked but cannot be shown is told with what to do, never besides as a file that nothing uses.
#[rstest]
#[case("<p><b><a href=\"@@PLUGINFILE@@/salam.mp3\">Dengar</a></b></p>", "loss.link loss.address")]
#[case("<p><video src=\"@@PLUGINFILE@@/salam.mp3\"></video>Apa?</p>", "loss.element loss.address")]
#[case("<p>Dengar <a href=\"https://example.org/a.mp3\">ini</a></p>", "loss.link")]
fn a_file_that_was_linked_is_not_called_unused(#[case] stem: &str, #[case] said: &str) {
    let import = quiz("essay", &format!("{stem}{UNUSED}"), "");
    let Outcome::TakenWithLoss { losses, .. } = &import.report[0].outcome else { panic!("{:?}", import.report) };
    let unused: Vec<_> = losses.iter().filter(|loss| loss.code == "loss.file-unused").collect();
    let linked = stem.contains("salam");
    assert_eq!(unused.len(), usize::from(!linked), "{losses:?}");
    let all = losses.iter().map(|loss| loss.code.as_str()).collect::<Vec<_>>().join(" ");
    assert!(all.starts_with(said), "{all}");
}

#[rstest]
#[case("shortanswer", "<answer fraction=\"50\"><text>a</text></answer>", "refused: format.no-full-answer")]
#[case(
    "shortanswer",
    "<answer fraction=\"50\"><text>a</text></answer><answer fraction=\"100\"><text>b</text></answer>",
    "taken"
)]
#[case("numerical", "<answer fraction=\"90\"><text>5</text></answer>", "refused: format.no-full-answer")]
#[case(
    "multichoice",
    "<single>false</single><answer fraction=\"60\"><text>a</text></answer><answer fraction=\"60\"><text>b</text></answer><answer fraction=\"0\"><text>c</text></answer>",
    "loss: loss.over-full"
)]
#[case(
    "multichoice",
    "<single>false</single><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"100\"><text>b</text></answer><answer fraction=\"0\"><text>c</text></answer>",
    "loss: loss.over-full"
)]
#[case(
    "multichoice",
    "<single>false</single><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>c</text></answer>",
    "taken"
)]
#[case(
    "multichoice",
    "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"100\"><text>b</text></answer><answer fraction=\"0\"><text>c</text></answer>",
    "loss: loss.several-full"
)]
fn points_that_nobody_or_everybody_reaches_are_told(#[case] kind: &str, #[case] rest: &str, #[case] said: &str) {
    assert_eq!(short(&plain(kind, rest).report), [said]);
}

#[test]
fn an_embedded_answer_has_one_that_brings_all() {
    for (text, said) in [
        ("Kota {1:SA:%50%a~%25%b}?", "refused: format.no-full-answer"),
        ("Kota {1:NM:%50%3:1}?", "refused: format.no-full-answer"),
        ("Kota {1:MC:=a~=b~c}?", "loss: loss.inline-choice loss.several-full"),
    ] {
        let text = format!(
            "<quiz><question type=\"cloze\"><questiontext><text>{text}</text></questiontext></question></quiz>"
        );
        assert_eq!(short(&moodle::import(text.as_bytes(), &intake()).unwrap().report), [said]);
    }
}

const NUMBER: &str = "<answer fraction=\"100\"><text>5000</text><tolerance>0</tolerance></answer><units><unit><multiplier>1</multiplier><unit_name>Rp</unit_name></unit></units>";

#[rstest]
#[case("essay", "<attachments>0</attachments><attachmentsrequired>2</attachmentsrequired>", "loss: loss.fewest-files")]
#[case(
    "essay",
    "<responseformat>noinline</responseformat><attachments>3</attachments><attachmentsrequired>2</attachmentsrequired>",
    "loss: loss.fewest-files"
)]
#[case(
    "essay",
    "<responseformat>noinline</responseformat><attachments>3</attachments><attachmentsrequired>1</attachmentsrequired>",
    "taken"
)]
#[case("numerical", &format!("{NUMBER}<unitsleft>1</unitsleft>"), "loss: loss.unit-left")]
#[case("numerical", &format!("{NUMBER}<unitsleft>0</unitsleft>"), "taken")]
#[case("numerical", &format!("{NUMBER}<unitsleft>kiri</unitsleft>"), "refused: moodle.flag")]
fn what_is_asked_beside_the_answer_is_told(#[case] kind: &str, #[case] rest: &str, #[case] said: &str) {
    assert_eq!(short(&plain(kind, rest).report), [said]);
}

#[test]
fn what_a_category_says_of_itself_is_told_of_its_questions() {
    let of = |more: &str| {
        let text = format!(
            "<quiz><question type=\"category\"><category><text>$course$/a</text></category>{more}</question><question type=\"essay\"><questiontext><text>Apa?</text></questiontext></question></quiz>"
        );
        short(&moodle::import(text.as_bytes(), &intake()).unwrap().report).remove(0)
    };
    assert_eq!(of("<info format=\"html\"><text></text></info><idnumber></idnumber>"), "loss: loss.category");
    let more = "<info format=\"html\"><text>Pakai buku</text></info><idnumber>K-1</idnumber>";
    assert_eq!(of(more), "loss: loss.category loss.category-part loss.category-part");
}

const BOTH: &str = "<answer fraction=\"100\"><text>{mlang id}rak{mlang}{mlang en}shelf{mlang}</text></answer><answer fraction=\"0\"><text>{mlang en}desk{mlang}{mlang id}meja{mlang}</text></answer>";

#[test]
fn of_a_text_in_several_languages_that_of_the_item_is_kept() {
    let stem = "<p>{mlang id}Di mana buku{mlang}{mlang en}Where are books{mlang}?</p>";
    let import = quiz("multichoice", stem, BOTH);
    assert_eq!(short(&import.report), ["loss: loss.text-language loss.file-unused loss.file-unused"]);
    let Question { stem, interaction, language, .. } = &import.items[0].question;
    assert_eq!((stem.words().as_str(), *language), ("Di mana buku?", Language::Id));
    let options: Vec<String> = interaction.choices().map(|choice| choice.content.words()).collect();
    assert_eq!(options, ["rak", "meja"]);
}

/// The item is in the other language of the house where nothing is told in the one that was asked for; what is told for
/// all others serves where neither is there.
#[rstest]
#[case("{mlang en}Where?{mlang}{mlang fr}Où?{mlang}", "Where?", Language::En, "loss: loss.text-language")]
#[case("{mlang en_us, en}Where?{mlang}", "Where?", Language::En, "taken")]
#[case("{mlang fr}Où?{mlang}{ mlang other }Mana?{mlang}", "Mana?", Language::Id, "loss: loss.text-language")]
#[case("{mlang ID}Mana?{MLANG}{mlang other}Where?{mlang}", "Mana?", Language::Id, "loss: loss.text-language")]
#[case(
    "&lt;span lang=\"id\" class=\"multilang\"&gt;Di &lt;span style=\"color:red\"&gt;mana&lt;/span&gt;&lt;/span&gt; &lt;SPAN class='multilang' lang='en'&gt;Where&lt;/SPAN&gt;?",
    "Di mana ?",
    Language::Id,
    "loss: loss.text-language loss.style"
)]
#[case(
    "&lt;span class=\"multilang\" lang=\"en\"&gt;Where{mlang fr}?{mlang}",
    "",
    Language::Id,
    "refused: moodle.language"
)]
#[case("&lt;span lang=\"la\"&gt;Quo?&lt;/span&gt;", "Quo?", Language::Id, "loss: loss.attribute")]
#[case("{mlang id}Mana?", "", Language::Id, "refused: moodle.language")]
#[case("{mlang id}Mana?{mlang en}x{mlang}{mlang}", "", Language::Id, "refused: moodle.language")]
#[case("Mana?{mlang}", "", Language::Id, "refused: moodle.language")]
#[case("{mlang fr}Où?{mlang}", "", Language::Id, "refused: item.empty-stem")]
fn the_language_of_a_text_is_read_as_its_marks_tell(
    #[case] stem: &str,
    #[case] words: &str,
    #[case] language: Language,
    #[case] said: &str,
) {
    let text =
        format!("<quiz><question type=\"essay\"><questiontext><text>{stem}</text></questiontext></question></quiz>");
    let import = moodle::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
    if let Some(item) = import.items.first() {
        assert_eq!((item.question.stem.words().as_str(), item.question.language), (words, language));
    }
}

/// However often marks and spans begin and are never closed, they are answered.
#[test]
fn marks_without_end_are_soon_refused() {
    for text in
        ["{".repeat(200_000), "{mlang id}".repeat(20_000), "&lt;span lang=\"id\" class=\"multilang\"&gt;".repeat(5_000)]
    {
        let quiz = format!(
            "<quiz><question type=\"essay\"><questiontext><text>{text}</text></questiontext></question></quiz>"
        );
        let report = moodle::import(quiz.as_bytes(), &intake()).unwrap().report;
        assert_eq!(report.len(), 1);
    }
}

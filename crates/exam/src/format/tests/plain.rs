//! Aiken and GIFT, as people write them and as they break them.

use rstest::rstest;
use rust_decimal::Decimal;

use super::*;
use crate::item::*;

#[test]
fn an_aiken_file_is_taken_item_by_item() {
    let text = "\u{feff}Ibu kota?\r\nA) Banjarbaru\r\nB. Martapura\r\nANSWER: A\r\n\r\nTanpa jawaban\nA) x\nB) y\n\nRapat?\nA)x\nB)y\nANSWER: B\n\nTerputus\nA) x\nlalu\nB) y\nANSWER: A\n";
    let import = aiken::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken", "refused: aiken.no-answer", "taken", "refused: aiken.line"]);
    assert_eq!(import.items[0].id.as_str(), "BARU-001");
    assert_eq!(import.items[0].question.stem.words(), "Ibu kota?");
    assert_eq!(import.report[2].place, Where::Line(10));
}

#[rstest]
#[case("Q?\nA) a\nB) b\nANSWER: D", "refused: aiken.answer")]
#[case("Q?\nA) a\nB) b\nANSWER: AB", "refused: aiken.answer")]
#[case("Q?\nA) a\nB) b", "refused: aiken.no-answer")]
#[case("A) a\nB) b\nANSWER: A", "refused: aiken.no-question")]
#[case("Q?\na) a\nb) b\nANSWER: B", "refused: aiken.no-options")]
#[case("Q?\nA) a\nANSWER: A", "refused: item.too-few-choices")]
#[case("Q?\nA) a\nA) b\nANSWER: A", "refused: item.choice-twice")]
#[case("Q?\nA) a\nB) a\nANSWER: B", "refused: item.choices-alike")]
#[case("Q?\nA)\nB) b\nANSWER: B", "refused: item.empty-choice")]
#[case("Q?\nA) a\nB) b\nanswer: b", "taken")]
fn aiken_says_what_is_wrong(#[case] text: &str, #[case] said: &str) {
    assert_eq!(short(&aiken::import(text.as_bytes(), &intake()).unwrap().report), [said]);
}

/// Which of two keys is meant is not known.
#[test]
fn two_answers_of_one_aiken_question_are_refused() {
    let text =
        "Q?\nA) a\nB) b\nANSWER: A\nANSWER: B\nR?\nA) a\nB) b\nANSWER: A\n\nanswer : B\n\nS?\nA) a\nB) b\nANSWER: A";
    let import = aiken::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: aiken.two-answers", "refused: aiken.two-answers", "taken"]);
    assert_eq!(import.report[1].place, Where::Line(6));
}

#[rstest]
#[case("1+1=2 {T}", "single? true-false", "taken")]
#[case("::Q::Warna? {=kuning#tepat ~merah#bukan ~biru}", "single", "taken")]
#[case("Dua? {~%50%satu ~%50%dua ~tiga}", "multiple", "taken")]
#[case("Dua? {~%-100%satu ~%50%dua ~%50%tiga}", "multiple", "taken")]
#[case("Dua {=two =2 =%50%dua} tambah", "gaps", "taken")]
#[case("Berapa? {#3:2}", "gaps", "taken")]
#[case("Berapa? {#1..5}", "gaps", "taken")]
#[case("Berapa? {#=3:0 =%50%3:1#dekat}", "gaps", "loss: loss.feedback")]
#[case("Jodoh {=a -> x =b -> y = -> z}", "matching", "taken")]
#[case("Uraikan {}", "essay", "taken")]
#[case("[html]<p>Apa <b>ini</b>?</p> {=ya ~tidak}", "single", "taken")]
#[case("[html]<p style='color:red'>Apa?</p><script>x</script> {=ya ~tidak}", "single", "loss: loss.style loss.part")]
#[case("[html]<p>Apa?</p><p style='display: none'>kunci: ya</p> {=ya ~tidak}", "single", "loss: loss.hidden-text")]
#[case("[html]<p>Apa <span hidden='hidden'>kunci: ya</span>?</p> {=ya ~tidak}", "single", "loss: loss.hidden-text")]
#[case("[markdown]*Apa* {=ya ~tidak}", "single", "loss: loss.markdown")]
#[case("[html]H<sub>{=2}</sub>O", "gaps", "taken")]
#[case("$CATEGORY: a/b\n\nApa {=ya}", "short-answer", "loss: loss.category")]
#[case("Nilai pi? {#3.1415:5e-4}.", "gaps", "taken")]
#[case("Berapa? {#3:2~#Bukan itu}", "gaps", "loss: loss.feedback")]
#[case("Berapa? {#=3:0#tepat ~#Bukan itu}", "gaps", "loss: loss.feedback")]
#[case("Berapa? {#3:2~4}", "", "refused: gift.number")]
#[case("Warna? {=kuning ~%-50%merah ~biru}", "single", "loss: loss.below-zero")]
#[case("Luas \\(r^2\\)? {=pi ~e}", "single", "loss: loss.equation")]
#[case("Harga $$? {=seribu ~dua ribu}", "single", "taken")]
#[case("Apa {=ya*}", "", "refused: format.wildcard")]
#[case("[html]<code>{=ls}</code> apa?", "", "refused: gift.gap-place")]
#[case("Apa {=ya", "", "refused: gift.braces")]
#[case("Apa } {=ya", "", "refused: gift.braces")]
#[case("Apa {=ya} lalu {=tidak}", "", "refused: gift.two-answers")]
#[case("Hanya bacaan", "", "refused: gift.no-answers")]
#[case("Apa {~%x%a ~b}", "", "refused: gift.weight")]
#[case("Apa {~a ~b}", "", "refused: format.no-right-option")]
#[case("Dua? {~%30%satu ~%30%dua ~tiga}", "", "refused: format.shares")]
#[case("Berapa? {#=%0%5:0 =5:2}", "", "refused: format.nothing-first")]
#[case("Kota? {=%0%bandung =Bandung}", "", "refused: format.nothing-first")]
#[case("Kota? {=%50%a =%25%b}", "", "refused: format.no-full-answer")]
#[case("Berapa? {#=%50%3:1}", "", "refused: format.no-full-answer")]
#[case("Dua? {~%60%satu ~%60%dua ~tiga}", "multiple", "loss: loss.over-full")]
#[case("Satu? {=satu =dua ~tiga}", "single", "loss: loss.several-full")]
#[case(
    "[html]<p><a href=\"@@PLUGINFILE@@/a.ogg\">Dengar</a></p> {}",
    "essay",
    "loss: loss.linked-recording loss.file-missing"
)]
#[case("Apa {#tiga}", "", "refused: gift.number")]
#[case("Apa {#5..1}", "", "refused: gift.number")]
#[case("::Apa {=a ~b}", "", "refused: gift.title")]
#[case("Apa {x =a ~b}", "", "refused: gift.before-answers")]
fn gift_is_taken_as_moodle_reads_it_or_refused(#[case] text: &str, #[case] kind: &str, #[case] said: &str) {
    let import = gift::import(text.as_bytes(), &intake()).unwrap();
    assert_eq!(short(&import.report), [said]);
    if let Some(item) = import.items.first() {
        assert!(!item.question.stem.words().contains("kunci"), "what was hidden is shown");
        assert!(kind.ends_with(item.question.interaction.kind()), "{}", item.question.interaction.kind());
    }
}

#[test]
fn gift_weights_mean_what_moodle_counts() {
    let key = |text: &str| gift::import(text.as_bytes(), &intake()).unwrap().items.remove(0).key;
    assert!(key("a {~%33.33333%x ~%33.33333%y ~%33.33333%z ~w}").scoring == Scoring::Parts);
    assert!(key("a {~%50%x ~%50%y ~%-50%z}").scoring == Scoring::PartsLessWrong);
    let Scoring::Weights(weights) = key("a {=x ~%25%y ~z}").scoring else { panic!("no weights") };
    assert_eq!(weights.get(&ChoiceId::letter(1)), Some(&Decimal::new(25, 2)));
    let Answer::Gaps(gaps) = key("a {#1..4}").answer else { panic!("no gap") };
    let GapKey::Numbers(numbers) = &gaps[&GapId::letter(0)] else { panic!("no number") };
    assert_eq!((numbers[0].value, numbers[0].tolerance), (Decimal::new(25, 1), Decimal::new(15, 1)));
}

#[test]
fn gift_escapes_and_names_are_read() {
    let text = "// komentar [id:LD-5] [tag:kompeten:level=C2] [tag:lain]\n::Judul\\:1::a \\= b\\nc \\\\d {=x\\~y ~z}";
    let import = gift::import(text.as_bytes(), &intake()).unwrap();
    let item = &import.items[0];
    assert_eq!((item.id.as_str(), item.title.as_str(), item.level), ("LD-5", "Judul:1", Some(Level::C2)));
    assert_eq!(item.question.stem.words(), "a = b\nc \\d");
    assert_eq!(short(&import.report), ["loss: loss.tag"]);
    assert!(
        matches!(&item.question.interaction, Interaction::Single { options, .. } if options[0].content.words() == "x~y")
    );
}

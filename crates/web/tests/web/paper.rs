//! The paper fallback through the pages: a move to paper, the paper as a file, the sheet keyed in by two who do not see
//! each other's entry, compared, settled, entered; and the sheets of the bank and of a test in print.

use axum::http::StatusCode;
use certification::{duty::Duty, record::exam::Exam};
use exam::item::Interaction;
use regex::Regex;
use rehearsal::written;
use store::Read as _;

use crate::inside::{Browser, Inside, both};

both! {
    a_sheet_goes_from_the_printer_to_the_record_by_two_pairs_of_hands
    papers_of_a_test_and_of_the_bank_are_files_for_whom_they_are_meant
}

async fn of_duty<'i>(inside: &'i Inside, hall: &written::Hall, duty: Duty) -> Browser<'i> {
    let member = hall.troupe.cast.members.iter().find(|member| member.duty == duty).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

/// Every field with a hyphen, but these.
fn fields(answers: &[(usize, &str)]) -> Vec<(String, String)> {
    let typed = |n: usize| answers.iter().find(|(at, _)| *at == n).map_or("-", |(_, typed)| typed);
    (1..=40).map(|n| (format!("j{n}"), typed(n).to_owned())).collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn a_sheet_goes_from_the_printer_to_the_record_by_two_pairs_of_hands(inside: Inside) {
    let hall = written::Hall::open(&inside.stage()).await.unwrap();
    let desk = format!("/ruang-ujian/{}/meja/{}", hall.exam, hall.seats[0].id);
    let sheet = format!("{desk}/kertas");
    let mut staff = of_duty(&inside, &hall, Duty::Staff).await;
    assert!(staff.get(&sheet).await.text.contains("tidak pernah dilanjutkan di kertas"));
    assert_eq!(staff.get(&format!("{sheet}.pdf")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = staff.get(&format!("{desk}?perbuatan=kertas")).await;
    assert!(asked.text.contains("Pindah ke kertas") && asked.text.contains(r#"name="sejak""#), "{}", asked.text);
    let since = Regex::new(r#"name="sejak"[^>]* value="([0-9:]+)""#).unwrap();
    let since = since.captures(&asked.text).unwrap_or_else(|| panic!("{}", asked.text))[1].to_owned();
    let unread = [("perbuatan", "kertas"), ("sejak", "pagi"), ("alasan", "Listrik padam.")];
    assert_eq!(staff.post(&desk, &unread).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let moved = staff.post(&desk, &[("perbuatan", "kertas"), ("sejak", &since), ("alasan", "Listrik padam.")]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let room = staff.get(&format!("/ruang-ujian/{}", hall.exam)).await;
    assert!(room.text.contains("Di kertas"), "{}", room.text);
    let paper = staff.get(&format!("{sheet}.pdf")).await;
    assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));

    let actor = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let shown = inside.flow.exam_room().sheet(&actor, hall.seats[0].id).await.unwrap().shown;
    let single = |question: &exam::item::Question| matches!(question.interaction, Interaction::Single { .. });
    let of_one: Vec<usize> =
        (1..).zip(&shown.questions).filter(|(_, question)| single(question)).map(|(n, _)| n).take(2).collect();
    let [a, b] = of_one[..] else { panic!("too few such questions") };

    // What is passed over is asked for; one press fills hyphens in, and keeps nothing yet.
    let early = [(format!("j{a}"), "C".to_owned())];
    let passed_over = staff.post(&sheet, &pairs(&early)).await;
    assert_eq!(passed_over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(passed_over.text.contains("belum diketik") && passed_over.text.contains(r#"value="C""#));
    let filled = [(format!("j{a}"), "C".to_owned()), ("kosong".to_owned(), "ya".to_owned())];
    let filled = staff.post(&sheet, &pairs(&filled)).await;
    assert_eq!(filled.status, StatusCode::OK);
    assert_eq!(filled.text.matches(r#"value="-""#).count() + filled.text.matches(">-</textarea>").count(), 39);
    let beyond = staff.post(&sheet, &pairs(&fields(&[(a, "Z")]))).await;
    assert_eq!(beyond.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(beyond.text.contains("tidak punya tempat Z"), "{}", beyond.text);
    let kept = staff.post(&sheet, &pairs(&fields(&[(a, "c"), (b, "A")]))).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    assert!(staff.get(&sheet).await.text.contains("Menunggu orang kedua"));
    let again = staff.get(&format!("{sheet}?ubah=ya")).await;
    assert!(again.text.contains(r#"value="C""#), "one sees one's own entry: {}", again.text);

    let mut manager = of_duty(&inside, &hall, Duty::Manager).await;
    let second = manager.get(&sheet).await;
    assert!(second.text.contains("yang kedua") && !second.text.contains(r#"value="C""#), "{}", second.text);
    let kept = manager.post(&sheet, &pairs(&fields(&[(a, "C"), (b, "B")]))).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let compared = manager.get(&sheet).await;
    assert!(compared.text.contains("1 soal berbeda") && compared.text.contains("39 soal sama"), "{}", compared.text);
    let enter = format!("{sheet}/masukkan");
    let open = manager.post(&enter, &[("alasan", "Dilihat.")]).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    let name = format!("j{b}");
    let unreasoned = manager.post(&enter, &[(&name, "B"), ("alasan", "")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = [(format!("ambil{b}"), "2".to_owned()), ("alasan".to_owned(), "Lembar menunjukkan B.".to_owned())];
    let entered = manager.post(&enter, &pairs(&second)).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    assert!(manager.get(&sheet).await.text.contains("2 jawaban"));
    let told = staff.get(&desk).await;
    for words in ["Dilanjutkan di kertas", "Listrik padam.", "Lembar menunjukkan B.", "1 perbedaan diputuskan"] {
        assert!(told.text.contains(words), "{words}: {}", told.text);
    }
    let mut other = of_duty(&inside, &hall, Duty::PanelMember).await;
    for path in [sheet.clone(), format!("{sheet}.pdf")] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

async fn papers_of_a_test_and_of_the_bank_are_files_for_whom_they_are_meant(inside: Inside) {
    let hall = written::Hall::open(&inside.stage()).await.unwrap();
    let exam: Exam = inside.flow.reader().get(hall.exam).await.unwrap().unwrap();
    let form = exam.forms[0];
    let base = format!("/acara/{}/ujian/{}/kertas", exam.event_id, exam.id);
    let mut staff = of_duty(&inside, &hall, Duty::Staff).await;
    let list = staff.get(&base).await;
    assert!(list.text.contains("meja/1.pdf") && list.text.contains("LD-2025-A"), "{}", list.text);
    for path in [format!("{base}/meja/1.pdf"), format!("{base}/perangkat/{form}/jawaban.pdf")] {
        let file = staff.get(&path).await;
        assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/pdf"), "{path}");
    }
    let key = format!("/kisi-kisi/perangkat/{form}/kunci.pdf");
    for path in [format!("{base}/meja/2.pdf"), format!("{base}/perangkat/{form}/kunci.pdf"), key.clone()] {
        assert_eq!(staff.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut committee = of_duty(&inside, &hall, Duty::SchemeCommittee).await;
    assert!(committee.get(&format!("/kisi-kisi/perangkat/{form}")).await.text.contains("kunci.pdf"));
    assert_eq!(committee.get(&key).await.header("content-type"), "application/pdf");
    let mut other = of_duty(&inside, &hall, Duty::PanelMember).await;
    assert_eq!(other.get(&base).await.status, StatusCode::NOT_FOUND);
}

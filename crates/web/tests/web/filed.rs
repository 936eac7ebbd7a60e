//! A question that is answered with a file, from the bank to the record: the file goes in by the page's own form, is
//! known by its content, and is the candidate's own.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use certification::{duty::Duty, record::person::Person};
use exam::{
    blueprint::{Line, PassRule, Which},
    item::{Interaction, ItemId},
    sitting::given::Given,
};
use regex::Regex;
use rehearsal::written::{self, Hall};
use rust_decimal::Decimal;
use store::Read as _;

use crate::inside::{Inside, both, hidden};

both! {
    an_answer_by_file_goes_in_and_stands_in_the_record
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n";

/// A test whose one question wants a PDF.
async fn held(inside: &Inside) -> Hall {
    let stage = inside.stage();
    let troupe = Hall::gather(&stage).await.unwrap();
    let mut item =
        written::examples().unwrap().into_iter().find(|item| item.question.interaction.kind() == "essay").unwrap();
    item.id = ItemId::new("CONTOH-BERKAS-1").unwrap();
    item.question.interaction = Interaction::Upload { endings: vec!["pdf".to_owned()], files: 1 };
    let points = item.question.points;
    let unit = item.place.as_ref().map(|place| place.unit.clone());
    let people = [Duty::SchemeCommittee, Duty::Manager, Duty::Head].map(|duty| troupe.cast.one(duty).unwrap());
    let bank = stage.workflow.exam_bank();
    bank.bring_in(&written::lived(item, people, stage.now() - 5_184_000_000_000).unwrap()).await.unwrap();
    let mut blueprint = written::blueprint().unwrap();
    let which = Which { unit, kinds: BTreeSet::from(["upload".to_owned()]), ..Which::default() };
    blueprint.lines = vec![Line { which, questions: 1, points }];
    if let PassRule::Whole(cut) = &mut blueprint.pass {
        cut.least = Decimal::ONE;
    }
    let author = stage.workflow.actor(people[0]).await.unwrap();
    let kept = bank.keep_blueprint(&author, blueprint).await.unwrap();
    let forms = bank.assemble(&author, &kept, 1, "LD-2025-B").await.unwrap();
    let form = bank.freeze(&author, &kept, &forms[0]).await.unwrap();
    Hall::over(&stage, troupe, form).await.unwrap()
}

async fn an_answer_by_file_goes_in_and_stands_in_the_record(inside: Inside) {
    let hall = held(&inside).await;
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let person: Person = inside.flow.reader().get(hall.seats[0].person_id).await.unwrap().unwrap();
    let mut browser = inside.signed_in_as(person.id, &person.email.unwrap()).await;
    let (path, word) = (format!("/ujian/{}", hall.seats[0].id), inside.flow.exam_room().token(&staff, hall.exam).await);
    assert_eq!(browser.post(&path, &[("token", &*word.unwrap())]).await.status, StatusCode::SEE_OTHER);
    let page = browser.get(&format!("{path}/soal")).await;
    assert!(page.text.contains(r#"type="file""#), "{}", page.text);
    let (epoch, drawn) = (hidden(&page.text, "epoch"), hidden(&page.text, "page"));
    let fields = [("epoch", &*epoch), ("page", &*drawn), ("n", "1"), ("catatan", "")];
    let here = format!("{path}/berkas");
    // What is no PDF is refused by its content, whatever its name.
    let other = browser.post_file(&here, &fields, ("berkas", "uraian.pdf", b"bukan pdf sama sekali")).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
    let taken = browser.post_file(&here, &fields, ("berkas", "uraian.pdf", PDF)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let record = inside.flow.exam_room().record(&staff, hall.seats[0].id).await.unwrap();
    assert_eq!(record.answers.len(), 1);
    let given = format!("{:?}", record.answers);
    assert!(given.contains("Filed") && given.contains(".pdf"), "{given}");
    // The page has it, and it is handed in.
    let again = browser.get(&format!("{path}/soal?n=1&e={epoch}")).await;
    let kept = Regex::new(r#"name="f" value="([^"]+)" checked"#).unwrap();
    let name = kept.captures(&again.text).unwrap_or_else(|| panic!("no file in {}", again.text))[1].to_owned();
    assert!(name.ends_with(".pdf") && given.contains(&name), "{given} {name}");
    let stored = inside.flow.store().files().unwrap().bytes(name.trim_end_matches(".pdf")).await.unwrap();
    assert_eq!(&stored[..], PDF);
    // One file is asked for: a second takes its place.
    let second = [("epoch", &*epoch), ("page", &*drawn), ("n", "1"), ("catatan", ""), ("f", &*name)];
    assert_eq!(browser.post_file(&here, &second, ("berkas", "lain.pdf", PDF)).await.status, StatusCode::SEE_OTHER);
    let handed = browser.post(&format!("{path}/kumpul"), &[("epoch", &*epoch), ("page", &*drawn)]).await;
    assert_eq!(handed.header("location"), format!("{path}/selesai"));
    let receipt = browser.get(&format!("{path}/selesai")).await;
    assert!(receipt.text.contains("1 dari 1 soal"), "{}", receipt.text);
    // Another's file is nobody's answer.
    let second: Person = inside.flow.reader().get(hall.seats[1].person_id).await.unwrap().unwrap();
    let candidate = inside.flow.actor(second.id).await.unwrap();
    let room = inside.flow.exam_room();
    let word = room.token(&staff, hall.exam).await.unwrap();
    let cookie = room.open(&candidate, hall.seats[1].id, &word, "tablet").await.unwrap();
    let bearer = room.bearer(hall.seats[1].id, &cookie).unwrap();
    let desk = room.take_up(&bearer, None).await.unwrap();
    let act = workflow::exam_room::Act::Answered { question: 1, answer: Given::Filed(vec![name]) };
    let sent = vec![workflow::exam_room::SentAct { sequence: 1, made: None, act }];
    let status = room.send(&bearer, desk.epoch, 7, sent).await.unwrap();
    assert_eq!((status.receipt.durable.len(), status.refused.len()), (0, 1));
}

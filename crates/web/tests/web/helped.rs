//! What a candidate needs of the invigilator, through the pages: a call with its reason, a message to them alone, and a
//! paper in print with a clock of its own.

use axum::http::StatusCode;
use certification::body::ChangeSettings;
use regex::Regex;
use workflow::exam_room::{Act, Bearer, SentAct};

use crate::{
    exam_room::{MINUTE, held, hour},
    inside::{Inside, both},
};

both! {
    a_call_hides_no_pause_and_is_answered_to_its_candidate_alone
    a_paper_is_handed_out_after_the_identity_and_its_time_is_shown
}

async fn a_call_hides_no_pause_and_is_answered_to_its_candidate_alone(inside: Inside) {
    let test = held(&inside).await;
    let (bearer, epoch) = test.begins(&inside, 0).await;
    let (other, beside) = test.begins(&inside, 1).await;
    let room = inside.flow.exam_room();
    room.call(&bearer, epoch, 9, "Gambar soal 18 tidak muncul.").await.unwrap();
    let mut staff = test.staff(&inside).await;
    let desk = test.desk(0);
    let pause = [("perbuatan", "jeda"), ("henti", "ya"), ("alasan", "Monitor mati.")];
    assert_eq!(staff.post(&desk, &pause).await.status, StatusCode::SEE_OTHER);
    let plan = staff.get(&test.room()).await.text;
    let paused = Regex::new(r"<b>1</b><span>Dijeda</span>").unwrap();
    let helped = Regex::new(r"<b>1</b><span>Minta bantuan</span>").unwrap();
    assert!(paused.is_match(&plan) && helped.is_match(&plan), "both are counted: {plan}");
    assert!(plan.contains("“Gambar soal 18 tidak muncul.”") && plan.contains("Pengerjaannya dijeda."), "{plan}");
    let only = staff.get(&format!("{}?keadaan=jeda", test.room())).await.text;
    assert!(only.contains(&format!("meja-{}", bearer.sitting)), "{only}");
    let seat = staff.get(&desk).await.text;
    assert!(seat.contains("Katanya") && seat.contains("Dijeda</span>"), "{seat}");
    // The answer is told to that candidate, and has answered the call.
    let wordless = staff.post(&desk, &[("perbuatan", "balas"), ("pesan", " ")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = [("perbuatan", "balas"), ("pesan", "Monitor cadangan sedang diambil.")];
    assert_eq!(staff.post(&desk, &said).await.status, StatusCode::SEE_OTHER);
    let told = async |bearer: &Bearer, epoch: u64| {
        let status = room.send(bearer, epoch, 7, Vec::new()).await.unwrap();
        status.announcements.into_iter().map(|one| (one.key, one.text)).collect::<Vec<_>>()
    };
    let own = told(&bearer, epoch).await;
    assert_eq!(own.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["Monitor cadangan sedang diambil."]);
    assert!(told(&other, beside).await.is_empty());
    let seen = Act::AnnouncementSeen { announcement: own[0].0.clone() };
    room.send(&bearer, epoch, 7, vec![SentAct { sequence: 9, made: None, act: seen }]).await.unwrap();
    assert!(room.desk(&bearer).await.unwrap().announcements.is_empty());
    let plan = staff.get(&test.room()).await.text;
    assert!(!plan.contains("Gambar soal 18") && plan.contains("<b>0</b><span>Minta bantuan</span>"), "{plan}");
    let record = staff.get(&desk).await.text;
    assert!(record.contains("Pengawas menulis: “Monitor cadangan sedang diambil.”"), "{record}");
    assert!(!record.contains("dimuat lebih dari sekali"), "a call with its reason is no second tab: {record}");
}

async fn a_paper_is_handed_out_after_the_identity_and_its_time_is_shown(inside: Inside) {
    let test = held(&inside).await;
    let values = vec![("exam.identity_first".to_owned(), "yes".to_owned())];
    inside.flow.perform_as_house((), ChangeSettings { values }).await.unwrap();
    let mut staff = test.staff(&inside).await;
    let (desk, now) = (test.desk(0), inside.flow.now());
    let since = hour(now);
    let move_on = [("perbuatan", "kertas"), ("sejak", &*since), ("alasan", "Laptop rusak.")];
    let early = staff.post(&desk, &move_on).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("Identitas peserta belum diperiksa."), "{}", early.text);
    assert_eq!(staff.post(&desk, &[("perbuatan", "kenali"), ("dokumen", "ktp")]).await.status, StatusCode::SEE_OTHER);
    let moved = staff.post(&desk, &move_on).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    // An hour and a quarter from then, on the seat and on the plan.
    let until = hour(now + 75 * MINUTE).replace(':', ".");
    let seat = staff.get(&desk).await.text;
    let fact = Regex::new(&format!(r"(?s)Waktunya sampai</dt><dd>{}<", regex::escape(&until))).unwrap();
    assert!(fact.is_match(&seat) && seat.contains("Sisa waktu"), "{until}: {seat}");
    assert!(staff.get(&test.room()).await.text.contains(&format!("sampai {until}")));
    assert!(seat.contains("Bukan orangnya"), "who sits there can still be doubted: {seat}");
    inside.minutes_pass(76);
    // Nobody stays signed in that long without a word.
    let mut staff = test.staff(&inside).await;
    // The plan that is shown to all who watch is drawn every two seconds.
    let mut plan = String::new();
    for _ in 0..50 {
        plan = staff.get(&test.room()).await.text;
        if plan.contains("di kertas habis") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    assert!(plan.contains("di kertas habis") && plan.contains(&format!("{desk}/kertas")), "{plan}");
}

//! What the plan of a written test says beside a name: who has not agreed to the assessment yet, and who sits another test at
//! the same time.

use certification::{
    body::ChangeSettings,
    duty::Duty,
    id::ExamId,
    record::{case::Case, exam::Exam},
};
use rehearsal::written;
use store::Read as _;

use crate::inside::{Browser, Inside, both};

both! {
    a_plan_says_who_has_not_agreed_and_who_sits_elsewhere
}

const MINUTE: i64 = 60_000_000;
const UNAGREED: &str = "Menunggu FR.AK.01";
const ELSEWHERE: &str = "Juga duduk di “Tes tertulis Layanan Dasar” pada jam yang sama (dibuka ";

/// How often the page of a test says something.
async fn says(browser: &mut Browser<'_>, hall: &written::Hall, exam: ExamId, words: &str) -> usize {
    let page = browser.get(&format!("/acara/{}/ujian/{exam}", hall.troupe.event.id)).await.text;
    page.matches(words).count()
}

async fn a_plan_says_who_has_not_agreed_and_who_sits_elsewhere(inside: Inside) {
    let stage = inside.stage();
    let hall = written::Hall::open(&stage).await.unwrap();
    let troupe = &hall.troupe;
    let staff = troupe.cast.one(Duty::Staff).unwrap();
    let email = troupe.cast.members.iter().find(|member| member.id == staff).unwrap().email;
    let mut browser = inside.signed_in_as(staff, email).await;
    let all = hall.seats.len();
    assert!(all > 2);
    assert_eq!(says(&mut browser, &hall, hall.exam, UNAGREED).await, all);
    assert_eq!(says(&mut browser, &hall, hall.exam, ELSEWHERE).await, 0);

    let first = troupe.cases.iter().position(|case| case.id == hall.seats[0].case_id).unwrap();
    let player = troupe.schedule(&stage, first).await.unwrap();
    player.propose().await.unwrap();
    assert_eq!(says(&mut browser, &hall, hall.exam, UNAGREED).await, all, "one of two signatures is not enough");
    player.accept().await.unwrap();
    assert_eq!(says(&mut browser, &hall, hall.exam, UNAGREED).await, all - 1);

    let exam: Exam = inside.flow.reader().get(hall.exam).await.unwrap().unwrap();
    let two: Vec<Case> = troupe.cases.iter().filter(|case| case.slug == written::SLUG).take(2).cloned().collect();
    let after = exam.last_start + exam.minutes * MINUTE;
    let later = written::hold(&stage, staff, troupe.event.id, exam.forms[0], &two, (after, after + MINUTE)).await;
    assert_eq!(says(&mut browser, &hall, later.unwrap(), ELSEWHERE).await, 0, "the other is over by then");
    let window = (exam.opens, exam.last_start);
    let beside = written::hold(&stage, staff, troupe.event.id, exam.forms[0], &two, window).await.unwrap();
    assert_eq!(
        says(&mut browser, &hall, beside, ELSEWHERE).await,
        all,
        "everybody of the first test could sit this one"
    );
    assert_eq!(says(&mut browser, &hall, hall.exam, ELSEWHERE).await, 2);

    let values = vec![("exam.agreement_first".to_owned(), "yes".to_owned())];
    inside.flow.perform_as_house((), ChangeSettings { values }).await.unwrap();
    let room = browser.get(&format!("/ruang-ujian/{}", hall.exam)).await.text;
    assert!(room.contains(&format!("{} meja belum boleh mulai", all - 1)), "{room}");
    let seat = |n: usize| format!("/ruang-ujian/{}/meja/{}", hall.exam, hall.seats[n].id);
    let told = "belum ditandatangani keduanya; belum boleh mulai";
    assert!(!browser.get(&seat(0)).await.text.contains(told), "who has agreed");
    assert!(browser.get(&seat(1)).await.text.contains(told));
}

//! What a written test waits for before its first start: FR.AK.01 signed by both. And who sits two tests at once.

use certification::{
    body::ChangeSettings,
    duty::Duty,
    record::{case::Case, exam::Exam},
};
use rehearsal::written::{self, Hall};
use store::Read as _;
use testkit::TestHouse;
use workflow::{WorkflowError, exam_room::Deed};

testkit::on_both!(
    nobody_begins_a_test_before_the_agreement_is_signed_by_both,
    who_works_at_another_test_is_told_to_the_invigilator,
);

fn code<T: std::fmt::Debug>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        Err(other) => format!("{other:?}"),
        Ok(_) => "taken".to_owned(),
    }
}

async fn asks(house: &TestHouse, answer: &str) {
    let values = vec![("exam.agreement_first".to_owned(), answer.to_owned())];
    house.workflow().perform_as_house((), ChangeSettings { values }).await.unwrap();
}

async fn nobody_begins_a_test_before_the_agreement_is_signed_by_both(house: TestHouse) {
    let hall = Hall::open(&house.stage).await.unwrap();
    asks(&house, "yes").await;
    let (room, troupe, seat) = (house.workflow().exam_room(), &hall.troupe, &hall.seats[0]);
    let staff = house.workflow().actor(troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let own = house.workflow().actor(seat.person_id).await.unwrap();
    let word = room.token(&staff, hall.exam).await.unwrap();
    let all = hall.seats.len();
    let shut = || async { room.room(&staff, hall.exam).await.unwrap().unagreed.len() };

    let at = troupe.cases.iter().position(|case| case.id == seat.case_id).unwrap();
    let player = troupe.schedule(&house.stage, at).await.unwrap();
    assert_eq!(code(room.open(&own, seat.id, &word, "hp").await), "sitting.not-agreed");
    let paper = Deed::ToPaper { from: house.stage.now(), reason: "Tanpa perangkat.".to_owned() };
    assert_eq!(code(room.act(&staff, seat.id, paper).await), "sitting.not-agreed", "nor on paper");
    player.propose().await.unwrap();
    assert_eq!(code(room.open(&own, seat.id, &word, "hp").await), "sitting.not-agreed", "one of two signatures");
    assert_eq!(shut().await, all);
    player.accept().await.unwrap();
    assert_eq!(shut().await, all - 1);
    let cookie = room.open(&own, seat.id, &word, "hp").await.unwrap();
    let bearer = room.bearer(seat.id, &cookie).unwrap();
    let epoch = room.take_up(&bearer, None).await.unwrap().epoch;

    // A trial test belongs to no assessment; and who has begun one goes on when the setting is changed.
    let other = house.workflow().actor(hall.seats[1].person_id).await.unwrap();
    assert_eq!(code(room.open(&other, hall.seats[1].id, &word, "pc").await), "sitting.not-agreed");
    asks(&house, "no").await;
    let cookie = room.open(&other, hall.seats[1].id, &word, "pc").await.unwrap();
    let begun = room.bearer(hall.seats[1].id, &cookie).unwrap();
    room.take_up(&begun, None).await.unwrap();
    assert_eq!(shut().await, 0);
    asks(&house, "yes").await;
    assert_eq!(code(room.take_up(&begun, None).await), "taken");
    assert_eq!(room.take_up(&bearer, Some(epoch)).await.unwrap().epoch, epoch);
}

async fn who_works_at_another_test_is_told_to_the_invigilator(house: TestHouse) {
    let hall = Hall::open(&house.stage).await.unwrap();
    let (room, troupe, seat) = (house.workflow().exam_room(), &hall.troupe, &hall.seats[0]);
    let staff = house.workflow().actor(troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let exam: Exam = house.store.reader().get(hall.exam).await.unwrap().unwrap();
    let two: Vec<Case> = troupe.cases.iter().filter(|case| case.slug == written::SLUG).take(2).cloned().collect();
    let window = (exam.opens, exam.last_start);
    let event = troupe.event.id;
    let beside = written::hold(&house.stage, staff.person, event, exam.forms[0], &two, window).await.unwrap();
    let told = || async { room.room(&staff, beside).await.unwrap().elsewhere };
    assert!(told().await.is_empty(), "nobody works yet");
    let own = house.workflow().actor(seat.person_id).await.unwrap();
    let word = room.token(&staff, hall.exam).await.unwrap();
    let cookie = room.open(&own, seat.id, &word, "hp").await.unwrap();
    room.take_up(&room.bearer(seat.id, &cookie).unwrap(), None).await.unwrap();
    let works = told().await;
    assert_eq!(works.get(&seat.person_id), two.iter().any(|c| c.id == seat.case_id).then_some(&exam.name));
    assert!(room.room(&staff, hall.exam).await.unwrap().elsewhere.is_empty(), "the test itself is no other");
    let collect = Deed::Collect { reason: "Pindah ke ujian lain.".to_owned() };
    room.act(&staff, seat.id, collect).await.unwrap();
    assert!(told().await.is_empty(), "it is over there");
}

//! More time that FR.AK.07 agrees once seats are kept and papers drawn, on both databases.

use certification::{duty::Duty, filing::ReopenForm, form::Role, permit::Actor, record::exam::Sitting};
use exam::sitting::event::{Ground, Room};
use rehearsal::{adjusted, written::Hall};
use store::Read as _;
use testkit::TestHouse;
use workflow::{
    exam_room::{Added, Deed, Seat},
    load::case_file,
};

testkit::on_both!(
    more_time_signed_once_seats_are_kept_comes_to_them_by_itself,
    more_time_signed_after_the_end_changes_nothing,
);

const MINUTE: i64 = 60_000_000;
const CODE: &str = "FR.AK.07";

struct Test {
    house: TestHouse,
    hall: Hall,
}

async fn held(house: TestHouse) -> Test {
    let hall = Hall::open(&house.stage).await.unwrap();
    Test { house, hall }
}

impl Test {
    async fn staff(&self) -> Actor {
        self.house.workflow().actor(self.hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap()
    }

    /// Takes the case of a seat to where FR.AK.07 opens.
    async fn ready(&self, n: usize) {
        adjusted::prepare(&self.house.stage, &self.hall.troupe, self.hall.seats[n].case_id).await.unwrap();
    }

    /// Both sign so many minutes; then the jobs are done.
    async fn agree(&self, n: usize, minutes: &str) {
        let (stage, troupe, case) = (&self.house.stage, &self.hall.troupe, self.hall.seats[n].case_id);
        adjusted::write(stage, troupe, case, minutes).await.unwrap();
        adjusted::sign(stage, troupe, case, "assessor").await.unwrap();
        let before = self.entries().await;
        self.work().await;
        assert_eq!(self.entries().await, before, "one signature agrees nothing");
        adjusted::sign(stage, troupe, case, "candidate").await.unwrap();
        self.work().await;
    }

    /// Opens the form of a seat's case again.
    async fn reopen(&self, n: usize) {
        let case = self.hall.seats[n].case_id;
        let file = case_file(&mut self.house.store.reader(), case).await.unwrap();
        let act = ReopenForm { code: CODE.to_owned(), role: Role::Assessor, reason: "salah tulis".to_owned() };
        self.house.stage.act(file.case.assessor_id.unwrap(), case, act).await.unwrap();
    }

    async fn work(&self) {
        while self.house.workflow().work_once("test").await.unwrap() > 0 {}
    }

    /// How many entries of the journal adjusted a seat.
    async fn entries(&self) -> usize {
        let journal = "SELECT id FROM journal WHERE act_type = $1";
        self.house.store.reader().rows(journal, &["AdjustSeat".into()]).await.unwrap().len()
    }

    async fn seat(&self, n: usize) -> Seat {
        let view = self.house.workflow().exam_room().room(&self.staff().await, self.hall.exam).await.unwrap();
        view.seats.into_iter().find(|seat| seat.sitting.id == self.hall.seats[n].id).unwrap()
    }

    async fn begins(&self, n: usize) {
        let (room, seat) = (self.house.workflow().exam_room(), &self.hall.seats[n]);
        let word = room.token(&self.staff().await, self.hall.exam).await.unwrap();
        let own = self.house.workflow().actor(seat.person_id).await.unwrap();
        let cookie = room.open(&own, seat.id, &word, "hp").await.unwrap();
        room.take_up(&room.bearer(seat.id, &cookie).unwrap(), None).await.unwrap();
    }
}

async fn more_time_signed_once_seats_are_kept_comes_to_them_by_itself(house: TestHouse) {
    let test = held(house).await;
    let (planning, staff) = (test.house.workflow().exam_planning(), test.staff().await);
    // The first seat has a quarter more of 60 minutes and is at work; at the second nobody has begun.
    test.begins(0).await;
    test.ready(0).await;
    test.ready(1).await;
    let until = |seat: &Seat| (seat.deadline.unwrap() - seat.started.unwrap()) / MINUTE;
    assert_eq!(until(&test.seat(0).await), 75);

    // Before the start it is the adjustment of the seat, whose paper was drawn.
    test.agree(1, "20").await;
    let row: Sitting = test.house.store.reader().get(test.hall.seats[1].id).await.unwrap().unwrap();
    assert_eq!((row.extra_minutes, row.extra_percent, row.drawn_at.is_some()), (20, 0, true));
    assert_eq!(test.seat(1).await.added.adjustment, 20 * MINUTE, "the invigilator sees it before the start");
    assert_eq!(test.entries().await, 1);
    // Said otherwise before the start, it is otherwise.
    test.reopen(1).await;
    test.agree(1, "30").await;
    test.begins(1).await;
    assert_eq!(until(&test.seat(1).await), 90);
    assert_eq!(test.entries().await, 2);

    // Under way it is given, as far as the seat does not have it; the record says by what.
    test.agree(0, "20").await;
    let seat = test.seat(0).await;
    assert_eq!(until(&seat), 80);
    assert_eq!(seat.added, Added { adjustment: 20 * MINUTE, given: 0, returned: 0 });
    let record = test.house.workflow().exam_room().record(&staff, seat.sitting.id).await.unwrap();
    let given = record.deeds.iter().filter_map(|row| match &row.what {
        Room::TimeGiven { minutes, ground, reason, .. } => Some((*minutes, *ground, reason.as_str())),
        _ => None,
    });
    assert_eq!(given.collect::<Vec<_>>(), [(5, Ground::Adjustment, CODE)]);
    assert_eq!(planning.exam(&staff, test.hall.exam).await.unwrap().adjusted[&seat.case()], 5);
    assert_eq!(test.entries().await, 3);
    // Signed again, it is not given twice; nor is time taken away that somebody works by.
    for minutes in ["20", "10"] {
        test.reopen(0).await;
        test.agree(0, minutes).await;
        assert_eq!((until(&test.seat(0).await), test.entries().await), (80, 3), "{minutes}");
    }
    test.reopen(0).await;
    test.agree(0, "40").await;
    assert_eq!((until(&test.seat(0).await), test.entries().await), (100, 4));
}

async fn more_time_signed_after_the_end_changes_nothing(house: TestHouse) {
    let test = held(house).await;
    let (flow, staff) = (test.house.workflow(), test.staff().await);
    test.begins(1).await;
    test.ready(1).await;
    let collect = Deed::Collect { reason: "sakit".to_owned() };
    flow.exam_room().act(&staff, test.hall.seats[1].id, collect).await.unwrap();
    let before = test.seat(1).await;
    test.agree(1, "20").await;
    let after = test.seat(1).await;
    assert_eq!((after.state, after.deadline, after.added), (before.state, before.deadline, before.added));
    assert_eq!(test.entries().await, 0);
}

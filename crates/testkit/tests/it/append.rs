//! What a hall sends: an answer is acknowledged once it stands in the database and not before. How long that takes is
//! measured by `kompeten bench exam`.

use certification::id::SittingId;
use rehearsal::written::Hall;
use store::Read as _;
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_room::{Act, Bearer, ExamRoom, Given, SentAct, Status},
};

testkit::on_both!(
    what_is_acknowledged_stands_in_the_database,
    what_the_database_does_not_take_is_not_acknowledged_and_comes_again,
);

/// A seat whose page is open.
struct Page {
    room: ExamRoom,
    bearer: Bearer,
    epoch: u64,
}

impl Page {
    async fn save(&self, sequence: u32) -> Result<Status, WorkflowError> {
        // Any question may be emptied, of whatever kind it is.
        let answer = Given::Blank;
        let act = Act::Answered { question: u16::try_from(1 + sequence % 40).unwrap(), answer };
        self.room.send(&self.bearer, self.epoch, 7, vec![SentAct { sequence, made: None, act }]).await
    }
}

/// Pages of the first seats of a hall.
async fn pages(house: &TestHouse, seats: usize) -> Vec<Page> {
    let Hall { troupe, exam, seats: all } = Hall::open(&house.stage).await.unwrap();
    let flow = house.workflow();
    let staff = flow.actor(troupe.cast.one(certification::duty::Duty::Staff).unwrap()).await.unwrap();
    let room = flow.exam_room();
    let word = room.token(&staff, exam).await.unwrap();
    let mut pages = Vec::new();
    for seat in all.iter().take(seats) {
        let own = flow.actor(seat.person_id).await.unwrap();
        let bearer = room.bearer(seat.id, &room.open(&own, seat.id, &word, "tablet").await.unwrap()).unwrap();
        let epoch = room.take_up(&bearer, None).await.unwrap().epoch;
        pages.push(Page { room: room.clone(), bearer, epoch });
    }
    pages
}

/// How many acts of a page another connection finds.
async fn stored(house: &TestHouse, sitting: SittingId) -> i64 {
    let sql = "SELECT count(*) AS n FROM exam_event WHERE sitting_id = $1 AND sequence IS NOT NULL";
    house.store.reader().rows(sql, &[sitting.into()]).await.unwrap()[0].int("n").unwrap()
}

async fn what_is_acknowledged_stands_in_the_database(house: TestHouse) {
    let pages = pages(&house, 6).await;
    let saving = pages.iter().map(|page| {
        let house = &house;
        async move {
            for sequence in 1..=15 {
                let status = page.save(sequence).await.unwrap();
                let stands = stored(house, page.bearer.sitting).await;
                assert_eq!(status.receipt.durable, vec![(1, sequence)]);
                assert_eq!(stands, i64::from(sequence), "another connection finds what was acknowledged");
            }
        }
    });
    futures::future::join_all(saving).await;
}

async fn what_the_database_does_not_take_is_not_acknowledged_and_comes_again(house: TestHouse) {
    let pages = pages(&house, 2).await;
    for page in &pages {
        page.save(1).await.unwrap();
    }
    let (refuse, allow) = match house.place.engine {
        store::Db::Sqlite => (
            vec!["CREATE TRIGGER full BEFORE INSERT ON exam_event BEGIN SELECT RAISE(ABORT, 'full'); END"],
            "DROP TRIGGER full",
        ),
        store::Db::Postgres => (
            vec![
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON exam_event FOR EACH ROW EXECUTE FUNCTION full_disk()",
            ],
            "DROP TRIGGER full_disk ON exam_event",
        ),
    };
    for sql in refuse {
        house.place.tamper(sql).await;
    }
    let both = futures::future::join_all(pages.iter().map(|page| page.save(2))).await;
    assert!(both.iter().all(Result::is_err), "everybody of a batch is told: {both:?}");
    house.place.tamper(allow).await;
    for page in &pages {
        assert_eq!(stored(&house, page.bearer.sitting).await, 1);
        assert_eq!(page.save(3).await.unwrap().receipt.durable, vec![(1, 1), (3, 3)], "2 was never acknowledged");
        assert_eq!(page.save(2).await.unwrap().receipt.durable, vec![(1, 3)]);
    }
}

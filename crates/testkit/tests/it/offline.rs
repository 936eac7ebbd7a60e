//! What is on record of a candidate's page that was offline, on both databases.

use certification::duty::Duty;
use exam::sitting::event::Room;
use rehearsal::written::Hall;
use testkit::TestHouse;
use workflow::exam_room::{Act, SentAct};

testkit::on_both!(time_offline_is_on_record_from_when_to_when);

const SECOND: i64 = 1_000_000;

/// An act of a page with a script, which says when it was made, or of one without.
fn flagged(sequence: u32, made: Option<i64>) -> SentAct {
    SentAct { sequence, made, act: Act::Flagged { question: 1, on: sequence % 2 == 1 } }
}

async fn time_offline_is_on_record_from_when_to_when(house: TestHouse) {
    let Hall { troupe, exam, seats } = Hall::open(&house.stage).await.unwrap();
    let (flow, seat) = (house.workflow(), &seats[0]);
    let room = flow.exam_room();
    let staff = flow.actor(troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let (word, own) = (room.token(&staff, exam).await.unwrap(), flow.actor(seat.person_id).await.unwrap());
    let cookie = room.open(&own, seat.id, &word, "hp").await.unwrap();
    let bearer = room.bearer(seat.id, &cookie).unwrap();
    let epoch = room.take_up(&bearer, None).await.unwrap().epoch;
    let offline = || async {
        let record = room.record(&staff, seat.id).await.unwrap();
        let told = record.deeds.into_iter().filter_map(|row| match row.what {
            Room::Offline { from } => Some((from, row.at)),
            _ => None,
        });
        told.collect::<Vec<(i64, i64)>>()
    };
    // A page without a script says nothing for minutes, and is not offline.
    room.send(&bearer, epoch, 7, vec![flagged(1, None)]).await.unwrap();
    house.wall.advance(180 * SECOND);
    room.send(&bearer, epoch, 7, vec![flagged(2, None)]).await.unwrap();
    // One with a script keeps in touch by itself.
    room.send(&bearer, epoch, 8, vec![]).await.unwrap();
    house.wall.advance(30 * SECOND);
    room.send(&bearer, epoch, 8, vec![]).await.unwrap();
    assert_eq!(offline().await, []);
    let gone = house.stage.now();
    house.wall.advance(75 * SECOND);
    assert_eq!(offline().await, [], "nobody knows yet how long");
    room.send(&bearer, epoch, 8, vec![flagged(3, Some(1))]).await.unwrap();
    let back = gone + 75 * SECOND;
    assert_eq!(offline().await, [(gone, back)]);
    // Loaded again after it was away, it is told as well, once.
    house.wall.advance(120 * SECOND);
    room.take_up(&bearer, Some(epoch)).await.unwrap();
    room.send(&bearer, epoch, 9, vec![]).await.unwrap();
    assert_eq!(offline().await, [(gone, back), (back, back + 120 * SECOND)]);
    let added = room.record(&staff, seat.id).await.unwrap().seat.added;
    assert_eq!((added.given, added.returned), (0, 0), "it gives no time");
}

//! Sums of the whole house are those of this moment, however they are kept.

use certification::{
    id::EventId,
    record::{Record as _, case::Case},
    stage::Stage,
};
use store::{
    Lane, Store, StoreError,
    view::{districts, stage_counts},
};

use crate::{
    acts::append,
    people::{case, entry, id, person, register},
    place::{Place, both},
};

both! {
    a_sum_follows_every_act
    an_act_sums_what_it_sees_and_keeps_it_from_others
}

async fn invited(store: &Store, event: EventId, nik: &str, running: i64) -> Case {
    let someone = person("Orang", nik);
    append(store, register(&someone)).await.unwrap();
    let opened = case(event, &someone, "layanan-dasar", running);
    append(store, entry(&format!("case:{}", opened.id), Some(0), Some(someone.id), vec![opened.put()])).await.unwrap();
    opened
}

async fn at_invited(store: &Store) -> i64 {
    stage_counts(&mut store.reader(), None).await.unwrap().get(&Stage::Invited).copied().unwrap_or_default()
}

async fn a_sum_follows_every_act(place: Place) {
    let (store, event) = (place.store().await, id());
    assert_eq!(at_invited(&store).await, 0);
    for n in 1..=3 {
        let mut opened = invited(&store, event, &format!("637201680290000{n}"), n).await;
        assert_eq!((at_invited(&store).await, at_invited(&store).await), (n, n));
        opened.kab = Some(format!("63.0{n}"));
        let stream = format!("case:{}", opened.id);
        append(&store, entry(&stream, Some(1), Some(opened.person_id), vec![opened.put()])).await.unwrap();
        let all: Vec<String> = (1..=n).map(|n| format!("63.0{n}")).collect();
        assert_eq!(districts(&mut store.reader(), None).await.unwrap(), all);
        assert_eq!(districts(&mut store.reader(), Some(&[event])).await.unwrap(), all);
        assert!(districts(&mut store.reader(), Some(&[id()])).await.unwrap().is_empty());
    }
    // Another process on the same database is told by the database, not by memory.
    let other = place.store().await;
    assert_eq!(at_invited(&other).await, 3);
    invited(&other, event, "6372016802900009", 9).await;
    assert_eq!(at_invited(&store).await, 4);
}

async fn an_act_sums_what_it_sees_and_keeps_it_from_others(place: Place) {
    let (store, event) = (place.store().await, id());
    invited(&store, event, "6372016802900001", 1).await;
    assert_eq!(at_invited(&store).await, 1);
    let someone = person("Orang", "6372016802900002");
    let opened = case(event, &someone, "layanan-dasar", 2);
    let refused = store
        .transact::<(), StoreError>(Lane::Interactive, move |tx| {
            let change = entry("case:x", Some(0), Some(someone.id), vec![opened.put()]);
            Box::pin(async move {
                tx.append(change).await?;
                let seen = stage_counts(tx, None).await?;
                Err(StoreError::Invalid(format!("{:?}", seen.get(&Stage::Invited))))
            })
        })
        .await
        .unwrap_err();
    assert!(refused.to_string().ends_with("Some(2)"), "{refused}");
    assert_eq!(at_invited(&store).await, 1);
    invited(&store, event, "6372016802900003", 3).await;
    assert_eq!(at_invited(&store).await, 2);
}

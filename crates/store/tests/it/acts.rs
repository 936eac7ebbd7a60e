//! Acts: recorded, applied, read back, refused, undone.

use certification::record::{Record as _, case::Case, person::Person};
use store::{Db, Find, Lane, Read as _, Store, StoreError};

use crate::{
    people::{case, entry, id, person, register},
    place::{Place, both},
};

both! {
    what_an_act_puts_is_read_back
    what_is_sealed_stays_closed_in_a_list_that_does_not_show_it
    an_act_for_an_old_version_is_refused_and_changes_nothing
    a_refusal_undoes_only_its_own_act
    a_nik_occurs_once
    two_hundred_acts_on_one_stream_leave_no_gap
    a_panic_rolls_back_and_the_writer_goes_on
    a_full_disk_refuses_loses_nothing_and_goes_on_once_there_is_room
    names_are_clear_in_the_state_and_nothing_personal_is_in_the_journal
    counters_follow_the_cases
    acts_recorded_together_are_as_those_recorded_one_by_one
}

async fn what_an_act_puts_is_read_back(place: Place) {
    let store = place.store().await;
    let siti = person("Siti Nur'aini", "6372016802900001");
    let put = siti.clone();
    let seq = store
        .transact::<_, StoreError>(Lane::Interactive, move |tx| {
            let entry = register(&put);
            Box::pin(async move { tx.append(entry).await })
        })
        .await
        .unwrap();
    assert_eq!(seq, 1);
    let mut reader = store.reader();
    assert_eq!(reader.get::<Person>(siti.id).await.unwrap().as_ref(), Some(&siti));
    for find in [
        Find::by("nik_blind", "6372016802900001"),
        Find::by("name_folded", "SITI NURAINI"),
        Find::all().starts_with("name_folded", "siti n"),
        Find::all().one_of("id", [siti.id]).and("institution_id", None::<String>),
        Find::all().at_most("name_folded", "siti nuraini").null_or_at_least("name_folded", "siti nuraini"),
        Find::all().null_or_at_least("institution_id", "x"),
        Find::by("name_folded", "siti nuraini")
            .among::<Person>("id", "id", Find::by("nik_blind", "6372016802900001").at_least("name_folded", "siti"))
            .and("institution_id", None::<String>),
    ] {
        assert_eq!(reader.find::<Person>(&find).await.unwrap(), vec![siti.clone()], "{find:?}");
        assert_eq!(reader.count::<Person>(&find).await.unwrap(), 1);
    }
    assert!(reader.find::<Person>(&Find::by("nik_blind", "6372016802900002")).await.unwrap().is_empty());
    for none in [
        Find::all().at_most("name_folded", "siti"),
        Find::all().null_or_at_least("name_folded", "tuti"),
        Find::all().among::<Person>("id", "id", Find::by("nik_blind", "6372016802900002")),
    ] {
        assert!(reader.find::<Person>(&none).await.unwrap().is_empty(), "{none:?}");
    }
    assert!(reader.find::<Person>(&Find::by("sealed", "x")).await.is_err());
    assert!(reader.find::<Person>(&Find::all().among::<Person>("id", "sealed", Find::all())).await.is_err());
    assert_eq!(reader.stream_version(&format!("person:{}", siti.id)).await.unwrap(), 1);
}

async fn a_full_disk_refuses_loses_nothing_and_goes_on_once_there_is_room(place: Place) {
    let store = place.store().await;
    let siti = person("Siti", "6372016802900001");
    append(&store, register(&siti)).await.unwrap();
    store.close().await;
    let mut config = place.config();
    match place.engine {
        // A bound stands for the end of the disk: SQLite answers as it does there.
        Db::Sqlite => {
            let pages = std::fs::metadata(place.path("house.db")).unwrap().len() / 4096;
            config.sqlite_pages = Some(u32::try_from(pages).unwrap() + 6);
        }
        // PostgreSQL is made to answer as it does on a full disk.
        Db::Postgres => {
            place
                .tamper(
                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                     $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$",
                )
                .await;
            place
                .tamper("CREATE TRIGGER full_disk BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION full_disk()")
                .await;
        }
    }
    let store = Store::open(config, place.clocks()).await.unwrap();
    let mut kept = vec![siti];
    let refused = loop {
        let next = person("Noor", &format!("63720168029{:05}", kept.len() + 10));
        match append(&store, register(&next)).await {
            Ok(_) => kept.push(next),
            Err(error) => break error,
        }
        assert!(kept.len() < 500, "it never fills up");
    };
    assert!(matches!(refused, StoreError::Full), "{refused}");
    assert_eq!(store.reader().count::<Person>(&Find::all()).await.unwrap(), kept.len() as i64);
    assert!(matches!(append(&store, register(&person("Ani", "6372016802900002"))).await, Err(StoreError::Full)));
    store.close().await;
    if place.engine == Db::Postgres {
        place.tamper("DROP TRIGGER full_disk ON journal").await;
    }
    let store = place.store().await;
    let after = person("Ani", "6372016802900002");
    append(&store, register(&after)).await.unwrap();
    kept.push(after);
    assert_eq!(store.reader().count::<Person>(&Find::all()).await.unwrap(), kept.len() as i64);
    assert!(store.reader().verify_chains().await.unwrap().is_empty());
}

async fn what_is_sealed_stays_closed_in_a_list_that_does_not_show_it(place: Place) {
    let store = place.store().await;
    let siti = person("Siti", "6372016802900001");
    append(&store, register(&siti)).await.unwrap();
    let mut reader = store.reader();
    let unopened: Vec<Person> = reader.find(&Find::by("nik_blind", "6372016802900001").unopened()).await.unwrap();
    let clear = &unopened[0];
    assert_eq!((&clear.name, &clear.nik, &clear.phone, &clear.born), (&siti.name, &None, &None, &None));
    assert_eq!(reader.get::<Person>(siti.id).await.unwrap(), Some(siti));
}

async fn an_act_for_an_old_version_is_refused_and_changes_nothing(place: Place) {
    let store = place.store().await;
    let siti = person("Siti", "6372016802900001");
    append(&store, register(&siti)).await.unwrap();
    let mut changed = siti.clone();
    changed.name = Some("Sari".into());
    let error = append(&store, register(&changed)).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { expected: 0, found: 1, .. }), "{error}");
    assert_eq!(store.reader().get::<Person>(siti.id).await.unwrap(), Some(siti));
}

async fn a_refusal_undoes_only_its_own_act(place: Place) {
    let store = place.store().await;
    let acts = (0..20).map(|n| {
        let store = store.clone();
        let someone = person("Orang", &format!("63720168029000{n:02}"));
        async move {
            store
                .transact::<(), StoreError>(Lane::Bulk, move |tx| {
                    let entry = register(&someone);
                    Box::pin(async move {
                        tx.append(entry).await?;
                        // The first of a batch is refused, and others in the midst and at its end.
                        if n % 3 == 1 { Ok(()) } else { Err(StoreError::Invalid("refused".into())) }
                    })
                })
                .await
        }
    });
    let answers = futures::future::join_all(acts).await;
    assert_eq!(answers.iter().filter(|a| a.is_ok()).count(), 7);
    let mut reader = store.reader();
    assert_eq!(reader.count::<Person>(&Find::all()).await.unwrap(), 7);
    let keys = reader.rows("SELECT COUNT(*) AS n FROM person_key", &[]).await.unwrap();
    assert_eq!(keys[0].int("n").unwrap(), 7);
}

async fn a_nik_occurs_once(place: Place) {
    let store = place.store().await;
    append(&store, register(&person("Siti", "6372016802900001"))).await.unwrap();
    let error = append(&store, register(&person("Sari", "6372016802900001"))).await.unwrap_err();
    let StoreError::Unique { table, columns } = error else { panic!("{error}") };
    assert_eq!((table.as_str(), columns.as_str()), ("person", "nik_blind"));
    assert_eq!(store.reader().count::<Person>(&Find::all()).await.unwrap(), 1);
}

async fn two_hundred_acts_on_one_stream_leave_no_gap(place: Place) {
    let store = place.store().await;
    let acts = (0..200).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { append(&store, entry("series:x", None, None, vec![])).await })
    });
    let mut given: Vec<i64> =
        futures::future::join_all(acts).await.into_iter().map(|answer| answer.unwrap().unwrap()).collect();
    given.sort_unstable();
    assert_eq!(given, (1..=200).collect::<Vec<_>>());
    assert_eq!(store.reader().stream_version("series:x").await.unwrap(), 200);
}

async fn a_panic_rolls_back_and_the_writer_goes_on(place: Place) {
    let store = place.store().await;
    let siti = person("Siti", "6372016802900001");
    let put = siti.clone();
    let error = store
        .transact::<(), StoreError>(Lane::Interactive, move |tx| {
            let entry = register(&put);
            Box::pin(async move {
                tx.append(entry).await?;
                panic!("a slip")
            })
        })
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::BrokeOff), "{error}");
    assert_eq!(store.reader().get::<Person>(siti.id).await.unwrap(), None);
    append(&store, register(&siti)).await.unwrap();
}

async fn names_are_clear_in_the_state_and_nothing_personal_is_in_the_journal(place: Place) {
    let store = place.store().await;
    append(&store, register(&person("Siti Nur'aini", "6372016802900001"))).await.unwrap();
    let mut reader = store.reader();
    for (sql, names) in [("SELECT * FROM person", true), ("SELECT * FROM journal", false)] {
        let rows = reader.rows(sql, &[]).await.unwrap();
        let text = format!("{rows:?}");
        assert_eq!(text.contains("Nur'aini"), names, "{sql}");
        for secret in ["6372016802900001", "1990-02-28", "+6281200000001", "contoh.invalid"] {
            assert!(!text.contains(secret), "{secret} in {sql}");
        }
    }
}

async fn counters_follow_the_cases(place: Place) {
    use certification::stage::Stage;
    let store = place.store().await;
    let (siti, event) = (person("Siti", "6372016802900001"), id());
    append(&store, register(&siti)).await.unwrap();
    let mut case: Case = case(event, &siti, "layanan-dasar", 1);
    append(&store, entry("case:1", Some(0), Some(siti.id), vec![case.put()])).await.unwrap();
    assert_eq!(counters(&store).await, (vec![(1, 0)], vec![("invited".into(), 1)]));
    case.stage = Stage::Draft;
    case.funnel.complete = true;
    append(&store, entry("case:1", Some(1), Some(siti.id), vec![case.put()])).await.unwrap();
    assert_eq!(counters(&store).await, (vec![(1, 1)], vec![("draft".into(), 1)]));
    case.kab = Some("63.71".into());
    append(&store, entry("case:1", Some(2), Some(siti.id), vec![case.put()])).await.unwrap();
    assert_eq!(counters(&store).await, (vec![(1, 1)], vec![("draft".into(), 1)]));
    // A seat is taken under its funding source, until its case is withdrawn.
    let first = case.funding.clone();
    assert_eq!(seats(&store).await, [(first.clone(), 1)]);
    case.funding = "lain".into();
    append(&store, entry("case:1", Some(3), Some(siti.id), vec![case.put()])).await.unwrap();
    assert_eq!(seats(&store).await, [(first.clone(), 0), ("lain".into(), 1)]);
    case.withdrawn = Some("withdrawn".into());
    append(&store, entry("case:1", Some(4), Some(siti.id), vec![case.put()])).await.unwrap();
    assert_eq!(seats(&store).await, [(first, 0), ("lain".into(), 0)]);
}

async fn acts_recorded_together_are_as_those_recorded_one_by_one(place: Place) {
    let store = place.store().await;
    let (siti, rusdi, event) = (person("Siti", "6372016802900001"), person("Rusdi", "6372012802900002"), id());
    let mut case: Case = case(event, &siti, "layanan-dasar", 1);
    let first = entry("case:1", Some(0), Some(siti.id), vec![siti.put(), case.put()]);
    case.stage = certification::stage::Stage::Draft;
    case.funnel.complete = true;
    let then = entry("case:1", Some(1), Some(siti.id), vec![case.put()]);
    let other = crate::people::case(event, &rusdi, "promosi", 2);
    let beside = entry("case:2", None, Some(rusdi.id), vec![rusdi.put(), other.put()]);
    let all = vec![first, register(&rusdi), then, beside];
    let appended = store.transact::<_, StoreError>(Lane::Bulk, move |tx| {
        let all = all.clone();
        Box::pin(async move { tx.append_all(all).await })
    });
    assert_eq!(appended.await.unwrap(), [1, 1, 2, 1], "each in its stream");
    let mut reader = store.reader();
    let draft: Case = reader.get(case.id).await.unwrap().unwrap();
    assert_eq!(draft, case, "of a row that was put twice the last stands");
    assert_eq!(reader.find::<Person>(&Find::all()).await.unwrap().len(), 2);
    assert_eq!(seats(&store).await, [("apbn".to_owned(), 2)]);
    let (mut funnels, mut stages) = counters(&store).await;
    funnels.sort_unstable();
    stages.sort_unstable();
    assert_eq!(funnels, [(1, 0), (1, 1)]);
    assert_eq!(stages, [("draft".to_owned(), 1), ("invited".to_owned(), 1)]);
    assert_eq!(store.reader().verify_chains().await.unwrap(), [], "the chains hold");

    // One that comes too late keeps all of them out.
    let late = vec![entry("case:1", Some(2), Some(siti.id), vec![]), entry("case:2", Some(0), Some(rusdi.id), vec![])];
    let refused = store.transact::<_, StoreError>(Lane::Bulk, move |tx| {
        let late = late.clone();
        Box::pin(async move { tx.append_all(late).await })
    });
    assert!(matches!(refused.await, Err(StoreError::Conflict { expected: 0, found: 1, .. })));
    assert_eq!(store.reader().stream_version("case:1").await.unwrap(), 2);
}

async fn seats(store: &store::Store) -> Vec<(String, i64)> {
    let rows = store.reader().rows("SELECT funding, n FROM seat_counter ORDER BY funding = 'lain'", &[]).await.unwrap();
    rows.iter().map(|r| (r.text("funding").unwrap().to_owned(), r.int("n").unwrap())).collect()
}

async fn counters(store: &store::Store) -> (Vec<(i64, i64)>, Vec<(String, i64)>) {
    let mut reader = store.reader();
    let funnels = reader.rows("SELECT registered, complete FROM case_counter WHERE registered > 0", &[]).await.unwrap();
    let stages = reader.rows("SELECT stage, n FROM stage_counter WHERE n > 0", &[]).await.unwrap();
    (
        funnels.iter().map(|r| (r.int("registered").unwrap(), r.int("complete").unwrap())).collect(),
        stages.iter().map(|r| (r.text("stage").unwrap().to_owned(), r.int("n").unwrap())).collect(),
    )
}

pub async fn append(store: &store::Store, entry: store::Entry) -> Result<i64, StoreError> {
    store
        .transact(Lane::Interactive, move |tx| {
            let entry = entry.clone();
            Box::pin(async move { tx.append(entry).await })
        })
        .await
}

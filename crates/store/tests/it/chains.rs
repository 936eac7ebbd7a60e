//! The journal under attack: each kind of tampering is named. And what the journal is for: replay, erasure.

use certification::{
    id::PersonId,
    record::{Record as _, case::Case, person::Person},
    stage::Stage,
};
use store::{Erasure, Find, JournalFault, Read as _, Store};

use crate::{
    acts::append,
    people::{case, entry, id, person, register},
    place::{Place, both},
};

both! {
    an_untouched_journal_has_no_fault
    one_changed_byte_is_named
    a_removed_last_entry_is_named_by_its_stream_and_by_the_checkpoint
    a_removed_middle_entry_is_named
    reordered_entries_are_named
    a_forged_checkpoint_is_named
    a_replay_gives_the_same_state
    an_erased_persons_values_are_gone_from_state_and_journal
    rotated_keys_open_everything
}

/// Three streams of three entries, sealed after the sixth.
pub async fn written(place: &Place) -> (Store, Person, Case) {
    let store = place.store().await;
    let siti = person("Siti Nur'aini", "6372016802900001");
    append(&store, register(&siti)).await.unwrap();
    let mut one: Case = case(id(), &siti, "layanan-dasar", 1);
    append(&store, entry("case:1", Some(0), Some(siti.id), vec![one.put()])).await.unwrap();
    one.stage = Stage::Draft;
    one.application_note = Some("ijazah belum terbaca".into());
    append(&store, entry("case:1", Some(1), Some(siti.id), vec![one.put()])).await.unwrap();
    append(&store, entry("event:1", Some(0), None, vec![])).await.unwrap();
    store.seal().await.unwrap();
    append(&store, entry("event:1", Some(1), None, vec![])).await.unwrap();
    append(&store, entry("case:1", Some(2), Some(siti.id), vec![one.put()])).await.unwrap();
    let checkpoint = store.seal().await.unwrap().unwrap();
    assert_eq!(checkpoint.size, 6);
    assert_eq!(store.seal().await.unwrap().unwrap(), checkpoint, "nothing new, nothing written");
    (store, siti, one)
}

async fn faults(store: &Store) -> (Vec<JournalFault>, Vec<JournalFault>) {
    let mut reader = store.reader();
    (reader.verify_chains().await.unwrap(), reader.verify_checkpoints().await.unwrap())
}

/// What a stranger did to the database, and what a store opened on it finds.
async fn after(place: &Place, store: Store, sql: &str) -> (Vec<JournalFault>, Vec<JournalFault>) {
    store.close().await;
    place.tamper(sql).await;
    faults(&place.store().await).await
}

async fn an_untouched_journal_has_no_fault(place: Place) {
    let (store, ..) = written(&place).await;
    assert_eq!(faults(&store).await, (vec![], vec![]));
}

async fn one_changed_byte_is_named(place: Place) {
    for (sql, seq, position) in [
        ("UPDATE journal SET act = replace(act, 'sealed', 'sealeD') WHERE stream = 'case:1' AND seq = 2", 2, 3),
        ("UPDATE journal SET changes = changes || ' ' WHERE stream = 'case:1' AND seq = 2", 2, 3),
        ("UPDATE journal SET duty = 'head' WHERE stream = 'case:1' AND seq = 2", 2, 3),
        ("UPDATE journal SET recorded_at = recorded_at + 1 WHERE stream = 'case:1' AND seq = 2", 2, 3),
    ] {
        let place = Place::new(place.engine).await.unwrap();
        let (store, ..) = written(&place).await;
        let (chains, checkpoints) = after(&place, store, sql).await;
        assert_eq!(chains, [JournalFault::Changed { stream: "case:1".into(), seq, position }], "{sql}");
        assert_eq!(checkpoints, []);
    }
}

async fn a_removed_last_entry_is_named_by_its_stream_and_by_the_checkpoint(place: Place) {
    let (store, ..) = written(&place).await;
    let (chains, checkpoints) = after(&place, store, "DELETE FROM journal WHERE stream = 'case:1' AND seq = 3").await;
    assert_eq!(chains, [JournalFault::CutOff { stream: "case:1".into(), version: 3, last: 2 }]);
    assert_eq!(checkpoints, [JournalFault::SealedMissing { leaf: 5, position: 6 }]);
    // Whoever mends the head as well still has the checkpoint against them.
    let store = place.store().await;
    let mended = "UPDATE stream_head SET version = 2, hash = \
                  (SELECT hash FROM journal WHERE stream = 'case:1' AND seq = 2) WHERE stream = 'case:1'";
    let (chains, checkpoints) = after(&place, store, mended).await;
    assert_eq!((chains, checkpoints), (vec![], vec![JournalFault::SealedMissing { leaf: 5, position: 6 }]));
    // And whoever forgets the leaf too has the signature against them.
    let store = place.store().await;
    let (_, checkpoints) = after(&place, store, "DELETE FROM sealed_entry WHERE leaf = 5").await;
    assert_eq!(checkpoints, [JournalFault::LeafMissing { leaf: 5 }]);
}

async fn a_removed_middle_entry_is_named(place: Place) {
    let (store, ..) = written(&place).await;
    let (chains, checkpoints) = after(&place, store, "DELETE FROM journal WHERE stream = 'case:1' AND seq = 2").await;
    assert_eq!(chains, [JournalFault::Missing { stream: "case:1".into(), seq: 2 }]);
    assert_eq!(checkpoints, [JournalFault::SealedMissing { leaf: 2, position: 3 }]);
}

async fn reordered_entries_are_named(place: Place) {
    let (store, ..) = written(&place).await;
    let swap = "UPDATE journal SET position = 99 WHERE position = 2; \
                UPDATE journal SET position = 2 WHERE position = 3; \
                UPDATE journal SET position = 3 WHERE position = 99";
    let (chains, checkpoints) = after(&place, store, swap).await;
    assert_eq!(chains, [JournalFault::Reordered { stream: "case:1".into(), seq: 2, position: 2 }]);
    assert_eq!(
        checkpoints,
        [JournalFault::SealedChanged { leaf: 1, position: 2 }, JournalFault::SealedChanged { leaf: 2, position: 3 }]
    );
}

async fn a_forged_checkpoint_is_named(place: Place) {
    let (store, ..) = written(&place).await;
    let (_, checkpoints) = after(&place, store, "UPDATE checkpoint SET at = at + 1 WHERE size = 4").await;
    assert_eq!(checkpoints, [JournalFault::Signature { size: 4 }]);
    let store = place.store().await;
    let other = "UPDATE sealed_entry SET hash = (SELECT hash FROM journal WHERE position = 1) WHERE leaf = 4";
    let (_, checkpoints) = after(&place, store, other).await;
    assert_eq!(
        checkpoints,
        [
            JournalFault::Signature { size: 4 },
            JournalFault::SealedChanged { leaf: 4, position: 5 },
            JournalFault::Root { size: 6 }
        ]
    );
}

async fn empty_beside(place: &Place) -> (Place, Store) {
    let beside = Place::new(place.engine).await.unwrap();
    let mut config = beside.config().create(true);
    config.keyset_path = place.path("keyset.json");
    let store = Store::open(config, place.clocks()).await.unwrap();
    (beside, store)
}

async fn a_replay_gives_the_same_state(place: Place) {
    let (store, siti, one) = written(&place).await;
    let case = one.id;
    let (_beside, into) = empty_beside(&place).await;
    let replayed = store.replay(&into).await.unwrap();
    assert!(replayed.equal, "{replayed:#?}");
    assert_eq!(replayed.entries, 6);
    let rows = |table: &str| replayed.tables.iter().find(|t| t.table == table).unwrap().rows;
    assert_eq!((rows("person"), rows("cases"), rows("stage_counter"), rows("seat_counter")), (1, 1, 1, 1));
    assert_eq!(into.reader().get::<Person>(siti.id).await.unwrap(), Some(siti));
    assert_eq!(into.reader().get::<Case>(one.id).await.unwrap(), Some(one));
    assert!(store.replay(&into).await.is_err(), "a second time it is not empty");
    // A state that was changed behind the journal's back is not what the journal says.
    store.close().await;
    place.tamper("UPDATE cases SET slug = 'lain'").await;
    let (_beside, into) = empty_beside(&place).await;
    let replayed = place.store().await.replay(&into).await.unwrap();
    let unequal: Vec<&str> = replayed.tables.iter().filter(|t| !t.equal).map(|t| t.table.as_str()).collect();
    assert_eq!((replayed.equal, unequal), (false, vec!["cases"]));
    // An entry that cannot be stored is named.
    let other = case.to_string().chars().rev().collect::<String>();
    let sql = format!(
        r#"UPDATE journal SET changes = replace(changes, '"id":"{case}"', '"id":"{other}"') WHERE stream = 'case:1' AND seq = 2"#
    );
    place.tamper(&sql).await;
    let (_beside, into) = empty_beside(&place).await;
    let store = place.store().await;
    let refused = store.replay(&into).await.unwrap_err().to_string();
    let rows = store.reader().rows("SELECT id FROM journal WHERE stream = 'case:1' AND seq = 2", &[]).await.unwrap();
    assert!(refused.contains(rows[0].text("id").unwrap()) && refused.contains("doctor"), "{refused}");
}

async fn an_erased_persons_values_are_gone_from_state_and_journal(place: Place) {
    let (store, siti, one) = written(&place).await;
    let sari = person("Sari", "6372016802900002");
    append(&store, register(&sari)).await.unwrap();
    // The key is at hand in the cache before it is destroyed.
    assert!(store.reader().get::<Person>(siti.id).await.unwrap().is_some());
    store.erase(Erasure::of(siti.id, "asked for it")).await.unwrap();
    let mut reader = store.reader();
    let gone = reader.get::<Person>(siti.id).await.unwrap().unwrap();
    assert_eq!((gone.name, gone.degree, gone.nik, gone.email), (None, None, None, None));
    let gone = reader.get::<Case>(one.id).await.unwrap().unwrap();
    assert_eq!((gone.name, gone.application_note), (None, None));
    for find in [Find::by("nik_blind", "6372016802900001"), Find::by("name_folded", "siti nuraini")] {
        assert!(reader.find::<Person>(&find).await.unwrap().is_empty());
    }
    let (act, changes) = store::journal::act_of(&mut reader, "case:1", 2).await.unwrap().unwrap();
    assert_eq!(act, serde_json::Value::Null);
    assert_eq!(changes[0].row.get("name"), None);
    assert_eq!(reader.get::<Person>(sari.id).await.unwrap(), Some(sari));
    assert_eq!(faults(&store).await, (vec![], vec![]));
    if place.engine() == ground::Engine::Sqlite {
        for file in ["house.db", "house.db-wal"] {
            let bytes = std::fs::read(place.path(file)).unwrap_or_default();
            // What an open act of this test says is no personal value of the house's.
            let held = |what: &[u8]| bytes.windows(what.len()).filter(|part| *part == what).count();
            assert_eq!(held(b"Siti Nur'aini"), held(b"\"said\":\"Siti Nur'aini"), "{file} still holds the name");
            assert_eq!(held(b"siti nuraini"), 0, "{file} still holds the folded name");
        }
    }
    let (_beside, into) = empty_beside(&place).await;
    let replayed = store.replay(&into).await.unwrap();
    assert!(replayed.equal, "{replayed:#?}");
    // The case of an erased person may still move on, but carries nothing of them.
    let mut bare = store.reader().get::<Case>(one.id).await.unwrap().unwrap();
    bare.stage = Stage::Withdrawn;
    append(&store, entry("case:1", Some(3), Some(siti.id), vec![bare.put()])).await.unwrap();
    let refused = append(&store, entry("case:1", Some(4), Some(siti.id), vec![one.put()])).await;
    assert!(matches!(refused, Err(store::StoreError::Erased)));
}

async fn rotated_keys_open_everything(place: Place) {
    let (store, siti, _) = written(&place).await;
    let sari = person("Sari", "6372016802900002");
    append(&store, register(&sari)).await.unwrap();
    store.seal().await.unwrap();
    // A node that was there before, and has nothing in its cache.
    let other = place.store().await;
    let rotating = store.rotating().await.unwrap();
    store.rotate_keyset(&rotating).unwrap();
    assert_eq!(store.wrapped().await.unwrap(), (0, 2));
    // Interrupted in the midst: what moved and what did not are both open, to both.
    assert_eq!(store.rewrap_some(1).await.unwrap(), 1);
    assert_eq!(store.wrapped().await.unwrap(), (1, 1));
    for node in [&other, &store] {
        assert_eq!(node.reader().get::<Person>(siti.id).await.unwrap(), Some(siti.clone()));
        assert_eq!(node.reader().get::<Person>(sari.id).await.unwrap(), Some(sari.clone()));
    }
    assert_eq!(faults(&store).await, (vec![], vec![]));
    assert_eq!(store.rewrap().await.unwrap(), 1);
    assert_eq!(store.rewrap().await.unwrap(), 0);
    assert_eq!(store.wrapped().await.unwrap(), (2, 0));
    drop(rotating);
    for node in [other, store] {
        node.close().await;
    }
    let store = place.store().await;
    assert_eq!(store.reader().get::<Person>(siti.id).await.unwrap(), Some(siti));
    append(&store, entry("event:1", Some(2), None, vec![])).await.unwrap();
    assert_eq!(store.seal().await.unwrap().unwrap().key_version, 2);
    assert_eq!(faults(&store).await, (vec![], vec![]));
    let nobody: PersonId = id();
    assert_eq!(store.reader().get::<Person>(nobody).await.unwrap(), None);
}

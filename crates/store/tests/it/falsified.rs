//! What a stranger writes past the program, and no hash covers: each is named. And whether a house can work.

use store::{Erasure, KeptCheckpoint, Store};

use crate::{
    acts::append,
    chains::written,
    people::entry,
    place::{Place, both},
};

both! {
    what_was_written_past_the_program_is_named
    a_whole_house_has_no_fault_also_after_an_erasure
    a_journal_cut_with_its_checkpoints_is_seen_by_one_kept_elsewhere
    entries_that_no_checkpoint_covers_are_named_once_they_are_old
    a_house_that_cannot_work_is_not_ready
}

/// All that is said of a house.
async fn said(store: &Store) -> Vec<String> {
    let mut reader = store.reader();
    let mut said: Vec<String> = reader.verify_schema().await.unwrap().iter().map(ToString::to_string).collect();
    said.extend(reader.verify_coverage().await.unwrap().iter().map(ToString::to_string));
    said.extend(store.verify_state(&mut |_, _| {}).await.unwrap().iter().map(ToString::to_string));
    // A table that is gone was named before.
    for lost in [reader.verify_keys().await, reader.verify_references().await].into_iter().flatten().flatten() {
        said.push(lost.to_string());
    }
    said
}

async fn what_was_written_past_the_program_is_named(place: Place) {
    for (sql, words) in [
        ("DROP TABLE vote", "the table vote is gone"),
        ("DROP TABLE vote", "vote cannot be compared"),
        ("DROP INDEX certificate__number", "CREATE UNIQUE INDEX certificate__number"),
        ("DROP INDEX journal__stream__seq", "CREATE UNIQUE INDEX journal__stream__seq"),
        ("ALTER TABLE certificate DROP COLUMN size", "the column certificate.size is gone"),
        ("UPDATE cases SET decision = 'granted'", "is not what was recorded last"),
        ("UPDATE cases SET name_folded = 'lain'", "is not what was recorded last"),
        ("UPDATE person SET nik_blind = 'lain'", "is not what was recorded last"),
        ("UPDATE cases SET sealed = NULL", "is not what was recorded last"),
        ("DELETE FROM cases", "was recorded, and is gone"),
        ("INSERT INTO series (id, next) VALUES ('palsu', 1)", "series palsu stands there, and no entry recorded it"),
        ("DELETE FROM journal", "no entry recorded it"),
        ("DELETE FROM person_key", "sealed under keys that are not there"),
        ("UPDATE person_key SET wrapped = NULL", "sealed under keys that are not there"),
        ("DELETE FROM checkpoint", "were covered by a checkpoint that is gone"),
        ("INSERT INTO item_part (id, file) VALUES ('satu', 'ab12')", "item_part satu names the file ab12"),
    ] {
        let place = Place::new(place.engine).await.unwrap();
        let (store, ..) = written(&place).await;
        assert_eq!(said(&store).await, Vec::<String>::new());
        store.close().await;
        place.tamper(sql).await;
        let said = said(&place.store().await).await;
        assert!(said.iter().any(|s| s.contains(words)), "{sql}: {said:?}");
    }
}

async fn a_whole_house_has_no_fault_also_after_an_erasure(place: Place) {
    let (store, siti, _) = written(&place).await;
    let mut read = Vec::new();
    assert_eq!(store.verify_state(&mut |n, of| read.push((n, of))).await.unwrap(), []);
    assert_eq!(read, [(6, 6)]);
    store.erase(Erasure::entirely(siti.id, "asked for it")).await.unwrap();
    assert_eq!(said(&store).await, Vec::<String>::new());
}

async fn a_journal_cut_with_its_checkpoints_is_seen_by_one_kept_elsewhere(place: Place) {
    let (store, ..) = written(&place).await;
    let kept = KeptCheckpoint::from(&store.seal().await.unwrap().unwrap());
    assert_eq!(store.reader().verify_against(&kept).await.unwrap(), []);
    let mut forged = kept.clone();
    forged.size = 5;
    assert_eq!(store.reader().verify_against(&forged).await.unwrap().len(), 1, "it is signed for six");
    store.close().await;
    place.tamper("DELETE FROM checkpoint WHERE size > 4").await;
    place.tamper("DELETE FROM sealed_entry WHERE leaf >= 4").await;
    place.tamper("DELETE FROM journal WHERE position > 4").await;
    let store = place.store().await;
    assert_eq!(store.reader().verify_checkpoints().await.unwrap(), []);
    let found = store.reader().verify_against(&kept).await.unwrap();
    assert!(!found.is_empty());
}

async fn entries_that_no_checkpoint_covers_are_named_once_they_are_old(place: Place) {
    let store = place.store().await;
    append(&store, entry("event:1", Some(0), None, vec![])).await.unwrap();
    assert_eq!(store.reader().verify_coverage().await.unwrap(), [], "the first minute");
    place.clock.advance(2 * 3_600_000_000);
    append(&store, entry("event:1", Some(1), None, vec![])).await.unwrap();
    assert_eq!(store.reader().verify_coverage().await.unwrap().len(), 1);
    store.seal().await.unwrap();
    assert_eq!(store.reader().verify_coverage().await.unwrap(), []);
}

async fn a_house_that_cannot_work_is_not_ready(place: Place) {
    let (store, ..) = written(&place).await;
    store.ready().await.unwrap();
    let (files, away) = (place.path("files"), place.path("away"));
    std::fs::rename(&files, &away).unwrap();
    assert!(store.probe().await.is_err(), "the files are elsewhere");
    assert!(!files.exists(), "to look makes no folder");
    store.ready().await.unwrap();
    place.clock.advance(10_000_000);
    assert!(store.ready().await.is_err(), "what was found is believed for a few seconds only");
    std::fs::rename(&away, &files).unwrap();
    store.probe().await.unwrap();
    place.clock.advance(-3_600_000_000);
    assert_eq!(store.clock_behind().await.unwrap().map(|by| by / 60_000_000), Some(59), "a clock that was set back");
    store.probe().await.unwrap();
    place.clock.advance(3_600_000_000);
    assert_eq!(store.clock_behind().await.unwrap(), None);
    place.tamper("DROP TABLE vote").await;
    let said = store.probe().await.unwrap_err().to_string();
    assert!(said.contains("vote"), "{said}");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_database_that_the_program_made() {
    use std::os::unix::fs::PermissionsExt as _;
    crate::place::on(ground::Engine::Sqlite, |place| async move {
        let (store, ..) = written(&place).await;
        for file in ["house.db", "house.db-wal"] {
            let mode = std::fs::metadata(place.path(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{file}");
        }
        let copy = place.path("copy.db");
        store.copy_database(&copy).await.unwrap();
        assert_eq!(std::fs::metadata(copy).unwrap().permissions().mode() & 0o077, 0);
    });
}

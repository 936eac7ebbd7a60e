//! Keys of the house are rotated beside its work: everything still opens, before, in the midst and after.

use certification::{act::Act as _, body::RotateKeys, record::person::Person};
use serde_json::{Value, json};
use store::{Clocks, Find, Read as _, Store, journal::acts_of};
use testkit::{Place, TestHouse};

use crate::{
    keeping::{assert_named, at, check, doctor, furnished},
    run::{json_of, said},
};

testkit::on_both!(
    keys_are_rotated_twice_and_everything_still_opens,
    a_rotation_that_broke_off_is_gone_on_with,
    an_older_copy_of_the_keyset_is_named,
);

const BY: &str = "administrator@lsp.contoh.id";

fn rotate(place: &Place, more: &[&str]) -> Value {
    json_of(at(place, &[&["keys", "rotate", "--as", BY, "--json"], more].concat()))
}

/// Doctor is content, and says that of the keys.
fn assert_well(place: &Place, words: &str) {
    let (ok, findings) = doctor(place);
    assert!(ok, "{findings:#}");
    let said = check(&findings, "rotation")["message"].as_str().unwrap().to_owned();
    assert!(said.contains(words), "{words}: {said}");
}

/// Everyone and everything of theirs opens.
async fn opened(place: &Place, file: &str) -> Vec<Person> {
    let store = Store::open(place.config(), Clocks::system()).await.unwrap();
    let people: Vec<Person> = store.reader().find(&Find::all().order_by(&["id"])).await.unwrap();
    assert!(people.iter().any(|person| person.nik.is_some()));
    assert_eq!(store.files().unwrap().bytes(file).await.unwrap().len(), 19 * 9_000);
    store.close().await;
    people
}

/// The versions whose making the journal records, newest first.
async fn recorded(place: &Place) -> Vec<Value> {
    let store = Store::open(place.config(), Clocks::system()).await.unwrap();
    let acts = acts_of(&mut store.reader(), "body", RotateKeys::NAME, 10).await.unwrap();
    assert!(acts.iter().all(|act| act.actor.is_some()));
    store.close().await;
    acts.into_iter().map(|act| act.act["version"].clone()).collect()
}

async fn keys_are_rotated_twice_and_everything_still_opens(house: TestHouse) {
    let (place, file) = furnished(house).await;
    assert_well(&place, "of version 1");
    let before = opened(&place, &file).await;
    let first = rotate(&place, &[]);
    let moved = first["rewrapped"].as_u64().unwrap();
    assert!(moved > 0);
    assert_eq!(first, json!({"version": 2, "added": true, "rewrapped": moved, "behind": 0}));
    assert_well(&place, "of version 2");
    assert_eq!(opened(&place, &file).await, before);
    assert_eq!(
        rotate(&place, &[]),
        json!({"version": 3, "added": true, "rewrapped": moved, "behind": 0}),
        "checkpoints of three keys stand side by side"
    );
    assert_well(&place, "of version 3");
    assert_eq!(opened(&place, &file).await, before);
    assert_eq!(recorded(&place).await, vec![json!(3), json!(2)]);
    let other = at(&place, &["keys", "rotate", "--as", "skema@lsp.contoh.id"]).output().unwrap();
    assert_eq!(other.status.code(), Some(1), "only administrators may: {}", said(&other));
}

async fn a_rotation_that_broke_off_is_gone_on_with(house: TestHouse) {
    let (place, file) = furnished(house).await;
    let before = opened(&place, &file).await;
    let store = Store::open(place.config(), Clocks::system()).await.unwrap();
    // Broken off before the journal knew of it …
    store.rotate_keyset(&store.rotating().await.unwrap()).unwrap();
    assert_well(&place, "a rotation was begun");
    let prepared = rotate(&place, &["--prepare"]);
    let waiting = prepared["behind"].as_u64().unwrap();
    assert_eq!(prepared, json!({"version": 2, "added": false, "rewrapped": 0, "behind": waiting}));
    assert!(waiting > 2);
    // … and in the midst of wrapping.
    assert_eq!(store.rewrap_some(2).await.unwrap(), 2);
    store.close().await;
    assert_well(&place, &format!("{} with older ones: a rotation was begun", waiting - 2));
    assert_eq!(opened(&place, &file).await, before);
    assert_eq!(
        rotate(&place, &[]),
        json!({"version": 2, "added": false, "rewrapped": waiting - 2, "behind": 0}),
        "gone on with, not begun again"
    );
    assert_well(&place, "of version 2");
    assert_eq!(opened(&place, &file).await, before);
    assert_eq!(recorded(&place).await, vec![json!(2)], "recorded once");
}

async fn an_older_copy_of_the_keyset_is_named(house: TestHouse) {
    let (place, _) = furnished(house).await;
    let older = std::fs::read(place.keyset()).unwrap();
    assert!(rotate(&place, &["--prepare"])["added"].as_bool().unwrap());
    let newer = std::fs::read(place.keyset()).unwrap();
    std::fs::write(place.keyset(), &older).unwrap();
    assert_named(&place, "rotation", "lacks those of version 2");
    let output = at(&place, &["keys", "rotate", "--as", BY]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("[keys.other-copy]"), "{}", said(&output));
    std::fs::write(place.keyset(), newer).unwrap();
    assert_eq!(rotate(&place, &[])["behind"], 0);
    assert_well(&place, "of version 2");
}

//! Keeping a house: backup while it runs, restore into an empty place, and a doctor who names what is wrong.
#![expect(clippy::disallowed_methods, reason = "a test of a program waits for it; nobody is served by this thread")]

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use certification::record::{Purpose, case::Case};
use rehearsal::{Cast, Troupe};
use serde_json::Value;
use store::{Db, Erasure, Find, Media, Read as _, Store, Upload};
use testkit::{Place, TestHouse};

use crate::{
    run::{json_of, kompeten, said, sample},
    served::Served,
};

testkit::on_both!(
    a_backup_of_a_house_that_runs_is_restored_and_passes_doctor,
    a_changed_byte_a_removed_entry_and_a_changed_file_are_named,
);

/// The binary with the house at that place.
pub fn at(place: &Place, args: &[&str]) -> Command {
    let mut command = kompeten(args);
    command
        .env("KOMPETEN_DATABASE", &place.url)
        .env("KOMPETEN_FILES", place.files())
        .env("KOMPETEN_KEYSET", place.keyset());
    command
}

/// A small house with a file in it, closed.
pub async fn furnished(house: TestHouse) -> (Place, String) {
    Troupe::gather(&house.stage, 2).await.unwrap();
    let upload =
        Upload { subject: None, purpose: Purpose::Case, limit: 1 << 20, megapixels: 40, accept: &[Media::Text] };
    let text = "lambang dan naskah\n".repeat(9_000);
    let file = house.store.files().unwrap().put_bytes(&upload, text.into_bytes()).await.unwrap();
    house.store.files().unwrap().put_public("log/checkpoint", "satu").await.unwrap();
    house.store.seal().await.unwrap();
    house.store.close().await;
    (house.place, file.name)
}

async fn beside(place: &Place) -> Place {
    Place::new(place.engine).await.unwrap()
}

pub fn check<'a>(findings: &'a Value, name: &str) -> &'a Value {
    findings["checks"].as_array().unwrap().iter().find(|c| c["name"] == name).unwrap()
}

/// What `doctor` says, and whether it ended well.
pub fn doctor(place: &Place) -> (bool, Value) {
    let output = at(place, &["doctor", "--json"]).output().unwrap();
    let findings: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    assert_eq!(output.status.success(), findings["ok"].as_bool().unwrap());
    (output.status.success(), findings)
}

/// The check is wrong, says so with those words, and how to mend it.
pub fn assert_named(place: &Place, name: &str, words: &str) {
    let (ok, findings) = doctor(place);
    let check = check(&findings, name);
    assert!(!ok && check["ok"] == false, "{findings:#}");
    assert!(check["message"].as_str().unwrap().contains(words), "{words}: {check:#}");
    assert!(!check["remedy"].as_str().unwrap().is_empty());
}

fn restored(backup: &Path, into: &Place, more: &[&str]) -> std::process::Output {
    let args = [&["restore", backup.to_str().unwrap(), "--json"], more].concat();
    at(into, &args).output().unwrap()
}

async fn a_backup_of_a_house_that_runs_is_restored_and_passes_doctor(house: TestHouse) {
    let (place, file) = furnished(house).await;
    let served = Served::start(&place, &[]);
    let (stop, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let backup = place.path("backup");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                let standard = sample("contoh/standar-contoh.txt");
                let args = ["import", "standards", &standard, "--title", "Contoh", "--source", "Contoh", "--example"];
                let output = at(&place, &[&args[..], &["--as", "skema@lsp.contoh.id"]].concat()).output().unwrap();
                assert!(output.status.success(), "{}", said(&output));
                written.fetch_add(1, Ordering::Relaxed);
            }
        });
        while written.load(Ordering::Relaxed) == 0 {
            std::thread::sleep(Duration::from_millis(20));
        }
        let before = written.load(Ordering::Relaxed);
        let manifest = json_of(at(&place, &["backup", "--out", backup.to_str().unwrap(), "--json"]));
        assert!(manifest["keyset_file"].is_null());
        assert_eq!(manifest["files"].as_array().unwrap().len(), 1);
        assert_eq!(manifest["public"][0]["name"], "log/checkpoint");
        while written.load(Ordering::Relaxed) <= before {
            std::thread::sleep(Duration::from_millis(20));
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert!(served.stop());
    assert!(!backup.join("keyset.json").exists());

    let output = at(&place, &["backup", "--out", backup.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "a backup is never written over");

    let into = beside(&place).await;
    let output = restored(&backup, &into, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("keyset"), "{}", said(&output));
    std::fs::copy(place.keyset(), into.keyset()).unwrap();
    let output = restored(&backup, &into, &[]);
    assert!(output.status.success(), "{} {}", said(&output), String::from_utf8_lossy(&output.stdout));
    let (ok, findings) = doctor(&into);
    assert!(ok, "{findings:#}");
    assert_eq!(json_of(at(&into, &["status", "--json"])), json_of(at(&place, &["status", "--json"])));
    let rebuilt = beside(&place).await;
    let replayed = json_of(at(&into, &["replay", "--into", &rebuilt.url, "--json"]));
    assert_eq!(replayed["equal"], true);
    let store = Store::open(into.config(), store::Clocks::system()).await.unwrap();
    assert_eq!(store.files().unwrap().bytes(&file).await.unwrap().len(), 19 * 9_000);
    store.close().await;

    let output = restored(&backup, &into, &[]);
    assert_eq!(output.status.code(), Some(1), "a house that stands is never written over");
    assert!(said(&output).contains("not empty"), "{}", said(&output));
    a_damaged_backup_is_refused(&backup, &beside(&place).await, place.keyset());
    destroyed_keys_stay_destroyed(&place, &backup).await;
}

fn a_damaged_backup_is_refused(backup: &Path, into: &Place, keyset: PathBuf) {
    std::fs::copy(keyset, into.keyset()).unwrap();
    let path = backup.join("public/log/checkpoint");
    std::fs::write(&path, "dua!").unwrap();
    let output = restored(backup, into, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("log/checkpoint"), "{}", said(&output));
    std::fs::write(&path, "satu").unwrap();
}

/// An older backup holds a key that was destroyed since: the restore destroys it again when told of it.
async fn destroyed_keys_stay_destroyed(place: &Place, backup: &Path) {
    let store = Store::open(place.config(), store::Clocks::system()).await.unwrap();
    let cases: Vec<Case> = store.reader().find(&Find::all()).await.unwrap();
    let person = cases[0].person_id;
    store.erase(Erasure::entirely(person, "asked for it")).await.unwrap();
    store.close().await;
    let list = place.path("erasures.json");
    let exported = at(place, &["export", "erasures", "--out", list.to_str().unwrap()]).output().unwrap();
    assert!(exported.status.success(), "{}", said(&exported));
    let into = beside(place).await;
    std::fs::copy(place.keyset(), into.keyset()).unwrap();
    let output = restored(backup, &into, &["--erased", list.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let store = Store::open(into.config(), store::Clocks::system()).await.unwrap();
    assert_eq!(store.reader().erased().await.unwrap().len(), 2);
    store.close().await;
}

async fn a_changed_byte_a_removed_entry_and_a_changed_file_are_named(house: TestHouse) {
    let (place, file) = furnished(house).await;
    let (ok, findings) = doctor(&place);
    assert!(ok, "{findings:#}");
    let of_last = "position = (SELECT MAX(position) FROM journal)";

    // One byte, and back again.
    let second = "position = 2";
    place.tamper(&format!("UPDATE journal SET act = replace(act, '\"', '''') WHERE {second}")).await;
    assert_named(&place, "chains", "(position 2) was changed");
    place.tamper(&format!("UPDATE journal SET act = replace(act, '''', '\"') WHERE {second}")).await;
    assert!(doctor(&place).0);

    // The stored file.
    let object = place.path("files").join("objects").join(&file[..2]).join(&file[2..4]).join(&file);
    let whole = std::fs::read(&object).unwrap();
    let mut changed = whole.clone();
    changed[100] ^= 1;
    std::fs::write(&object, &changed).unwrap();
    assert_named(&place, "files", &format!("{file} is not what was stored"));
    std::fs::remove_file(&object).unwrap();
    assert_named(&place, "files", &format!("{file} is missing"));
    std::fs::write(&object, &whole).unwrap();
    assert!(doctor(&place).0);

    // The last entry.
    place.tamper(&format!("DELETE FROM journal WHERE {of_last}")).await;
    assert_named(&place, "chains", "entries, but only");
    assert_named(&place, "checkpoints", "is gone");
}

#[test]
fn bytes_that_are_no_text_are_named_too() {
    testkit::on(Db::Sqlite, |place| async move {
        let (place, _) = furnished(TestHouse::at(place).await).await;
        place.tamper("UPDATE journal SET act = CAST(X'7BFF' || substr(act, 3) AS TEXT) WHERE position = 3").await;
        assert_named(&place, "chains", "position 3");
    });
}

#[test]
fn a_clock_that_was_set_back_is_named() {
    testkit::on(Db::Sqlite, |place| async move {
        // The year 2100: whatever the machine says now lies before it.
        let house = TestHouse::since(place, 4_102_444_800_000_000).await;
        Cast::gather(&house.stage).await.unwrap();
        house.store.close().await;
        let place = house.place;
        assert_named(&place, "clock", "set back");
    });
}

#[test]
fn a_mail_server_that_refuses_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let refuses = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"554 no service here\r\n").unwrap();
        let mut line = String::new();
        drop(BufReader::new(stream).read_line(&mut line));
    });
    let folder = tempfile::tempdir().unwrap();
    let mut command = kompeten(&["doctor", "--json", "--smtp", &url]);
    command.env("KOMPETEN_DATABASE", format!("sqlite:{}", folder.path().join("none.db").display()));
    let output = command.output().unwrap();
    refuses.join().unwrap();
    let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(check(&findings, "mail")["message"], "the mail server refused with 554");
    assert!(check(&findings, "database")["message"].as_str().unwrap().contains("there is no database"));
}

#[test]
fn an_address_that_no_browser_trusts_is_named() {
    let mut command = kompeten(&["doctor", "--json", "--public-url", "http://lsp.contoh.id"]);
    let folder = tempfile::tempdir().unwrap();
    command.env("KOMPETEN_DATABASE", format!("sqlite:{}", folder.path().join("none.db").display()));
    let findings: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    assert!(check(&findings, "configuration")["message"].as_str().unwrap().contains("https"));
}

//! The demonstration, built by the binary and counted by it.

use std::{path::Path, process::Command};

use certification::duty::Duty;
use serde_json::Value;
use store::Db;

use crate::{
    run::{json_of, kompeten, said},
    shown,
};

/// The binary with a house in that folder.
fn at(folder: &Path, args: &[&str]) -> Command {
    let mut command = kompeten(args);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    command
        .env("KOMPETEN_DATABASE", format!("sqlite:{}", path("house.db")))
        .env("KOMPETEN_FILES", format!("file:{}", path("files")))
        .env("KOMPETEN_KEYSET", path("keyset.json"));
    command
}

/// Builds it, or keeps it; answers the accounts that it tells, a line each.
fn build(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = at(folder, &[&["demo", "--no-serve"], args].concat()).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines().filter(|line| line.contains('@')).map(str::to_owned).collect()
}

fn status(folder: &Path) -> Value {
    json_of(at(folder, &["status", "--json"]))
}

fn counts<'a>(status: &'a Value, code: &str) -> &'a Value {
    let events = status.as_array().unwrap();
    &events.iter().find(|e| e["code"] == code).unwrap()["counts"]
}

#[test]
fn the_same_seed_gives_the_same_demonstration_where_one_stood() {
    let folder = tempfile::tempdir().unwrap();
    let accounts = build(folder.path(), &["--seed", "7"]);
    let (told, held) = (status(folder.path()), ids(folder.path()));
    assert_eq!(counts(&told, "KALSEL-2025")["registered"], 60);
    assert_eq!(counts(&told, "KALSEL-2024")["issued"], 12);
    assert!(held.iter().all(|table| table.len() > 12), "{:?}", held.each_ref().map(Vec::len));
    assert_eq!(build(folder.path(), &["--seed", "7"]), accounts);
    assert_eq!(told, status(folder.path()));
    assert_eq!(held, ids(folder.path()));
    assert_eq!(build(folder.path(), &["--keep"]), accounts, "visitors are told the same people each time");
    assert_eq!(accounts.len(), Duty::ALL.len(), "{accounts:?}");
    // The candidate has a form to sign and a test to sit, on the day that it is.
    let candidate = accounts.iter().find(|line| line.contains("candidate")).unwrap();
    let at_work = one(
        folder.path(),
        "SELECT GROUP_CONCAT(person.name, '|') FROM sitting JOIN person ON person.id = sitting.person_id \
         JOIN cases ON cases.person_id = person.id AND cases.event_id = sitting.event_id WHERE cases.stage = 'agreement'",
    );
    assert!(at_work.split('|').any(|name| candidate.contains(name)), "{candidate}: {at_work}");
    // Whoever works in a demonstration works on its clock: 30 October 2025, 08:00 WITA.
    let verdict =
        json_of(at(folder.path(), &["verify", &one(folder.path(), "SELECT code FROM certificate"), "--json"]));
    let as_of = verdict["as_of"].as_str().unwrap();
    assert!(as_of.starts_with("2025-10-30T00:0"), "{as_of}");
    what_cannot_be_done_says_where_and_how(folder.path());
    shown::look(folder.path());
}

/// A credential is not judged, a place that is none is named, and so is an event that nobody has.
fn what_cannot_be_done_says_where_and_how(folder: &Path) {
    let file = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let credential = file("kredensial.json", b"{\"@context\": []}");
    let taken = file("bukan-folder", b"x");
    let certificates =
        |event: &str| ["export", "certificates", "--event", event, "--out", taken.as_str()].map(str::to_owned);
    let ended = |args: &[&str]| {
        let output = at(folder, args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = ended(&["verify", &credential, "--json"]);
    assert!(code == Some(2) && said.contains("credential"), "{said}");
    for (event, ends, words) in [("KALSEL-2024", 2, "[file.unwritten]"), ("NOPE", 1, "[event.unknown]")] {
        let args = certificates(event);
        let (code, said) = ended(&args.each_ref().map(String::as_str));
        assert!(code == Some(ends) && said.contains(words), "{said}");
        assert!(ends == 1 || said.contains(&taken), "{said}");
    }
}

/// The first value that a query finds.
fn one(folder: &Path, sql: &str) -> String {
    house(folder).query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Who and what there is, and every act, each in a line.
fn ids(folder: &Path) -> [Vec<String>; 4] {
    let house = house(folder);
    [
        "SELECT id || name FROM person ORDER BY id",
        "SELECT id || person_id || stage FROM cases ORDER BY id",
        "SELECT id || number || code FROM certificate ORDER BY id",
        "SELECT id || act_type || recorded_at FROM journal ORDER BY position",
    ]
    .map(|sql| {
        let mut statement = house.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    })
}

/// The house's database, as SQLite's own client sees it.
fn house(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.join("house.db")).unwrap()
}

#[test]
fn taken_to_the_end_43_are_competent_and_17_not_yet() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &["--stage", "finished"]);
    let status = status(folder.path());
    // What stands is kept when that is asked for; otherwise it would be 60 registered again and nobody decided.
    build(folder.path(), &["--keep"]);
    assert_eq!(status, self::status(folder.path()));
    let counts = counts(&status, "KALSEL-2025");
    for (name, n) in [("registered", 60), ("present", 60), ("decided_k", 43), ("decided_bk", 17), ("issued", 43)] {
        assert_eq!(counts[name], n, "{name}");
    }
    replayed_it_is_the_same_on_both_engines(folder.path());
    doctor_names_what_a_stranger_changed(folder.path());
}

/// Its journal, played into empty databases, gives the same state.
fn replayed_it_is_the_same_on_both_engines(folder: &Path) {
    for engine in [Db::Sqlite, Db::Postgres] {
        testkit::on(engine, |into| async move {
            let replayed = json_of(at(folder, &["replay", "--into", &into.url, "--json"]));
            assert_eq!(replayed["equal"], true, "{engine:?} {replayed:#}");
            let tables = replayed["tables"].as_array().unwrap();
            let rows = |name: &str| tables.iter().find(|t| t["table"] == name).unwrap()["rows"].as_i64().unwrap();
            // The year before twelve were issued, and one of them was replaced.
            assert_eq!(rows("certificate"), 43 + 13, "{replayed:#}");
            assert!(replayed["entries"].as_i64().unwrap() > 2_000, "{replayed:#}");
            let again = at(folder, &["replay", "--into", &into.url]).output().unwrap();
            let said = String::from_utf8(again.stderr).unwrap();
            assert!(said.contains("[replay.not-empty]") && said.contains("--into"), "{said}");
        });
    }
}

/// One byte of one entry, and one entry less.
fn doctor_names_what_a_stranger_changed(folder: &Path) {
    let doctor = || {
        let output = at(folder, &["doctor", "--json"]).output().unwrap();
        let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
        let wrong = |c: &&Value| c["ok"] == false && ["chains", "checkpoints"].contains(&c["name"].as_str().unwrap());
        let said = findings["checks"].as_array().unwrap().iter().filter(wrong).map(|c| c["message"].to_string());
        said.collect::<Vec<_>>()
    };
    let tamper = |sql: &str| house(folder).execute_batch(sql).unwrap();
    assert_eq!(doctor(), Vec::<String>::new());
    tamper("UPDATE journal SET act = replace(act, '\"', '`') WHERE position = 1000");
    assert!(doctor().iter().any(|said| said.contains("position 1000")), "{:?}", doctor());
    tamper("UPDATE journal SET act = replace(act, '`', '\"') WHERE position = 1000");
    assert_eq!(doctor(), Vec::<String>::new());
    tamper("DELETE FROM journal WHERE position = (SELECT MAX(position) FROM journal)");
    assert!(!doctor().is_empty());
}

//! The demonstration, built by the binary and counted by it.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::run::{json_of, kompeten, said};

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

fn build(folder: &Path, args: &[&str]) {
    let output = at(folder, &[&["demo", "--no-serve"], args].concat()).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
}

fn status(folder: &Path) -> Value {
    json_of(at(folder, &["status", "--json"]))
}

fn counts<'a>(status: &'a Value, code: &str) -> &'a Value {
    let events = status.as_array().unwrap();
    &events.iter().find(|e| e["code"] == code).unwrap()["counts"]
}

#[test]
#[ignore = "plays the demonstration several times, minutes in a debug build"]
fn the_same_seed_gives_the_same_demonstration_also_where_one_stood() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    build(one.path(), &["--seed", "7"]);
    build(two.path(), &["--seed", "8"]);
    build(two.path(), &["--seed", "7"]);
    let status = status(one.path());
    assert_eq!(status, self::status(two.path()));
    assert_eq!(counts(&status, "KALSEL-2025")["registered"], 60);
    assert_eq!(counts(&status, "KALSEL-2024")["issued"], 12);
}

#[test]
fn taken_to_the_end_43_are_competent_and_17_not_yet() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &["--stage", "finished"]);
    let status = status(folder.path());
    let counts = counts(&status, "KALSEL-2025");
    for (name, n) in [("registered", 60), ("present", 60), ("decided_k", 43), ("decided_bk", 17), ("issued", 43)] {
        assert_eq!(counts[name], n, "{name}");
    }
}

//! A register that was falsified past the program: `doctor` is not well, and says what to do.

use testkit::TestHouse;

use crate::{
    keeping::{assert_named, at, check, doctor, furnished},
    run::{json_of, said},
};

testkit::on_both!(what_a_stranger_wrote_is_named_by_doctor);

async fn what_a_stranger_wrote_is_named_by_doctor(house: TestHouse) {
    let (place, _) = furnished(house).await;
    let backup = place.path("backup");
    json_of(at(&place, &["backup", "--out", backup.to_str().unwrap(), "--json"]));
    let manifest = backup.join("manifest.json");
    let against = ["doctor", "--quick", "--json", "--checkpoint", manifest.to_str().unwrap()];
    let (ok, findings) = doctor(&place);
    assert!(ok, "{findings:#}");
    let findings = json_of(at(&place, &against));
    assert!(check(&findings, "state")["message"].as_str().unwrap().contains("--quick"));
    assert_eq!(check(&findings, "kept-checkpoint")["ok"], true);
    // Each is left as it is, so that none hides the next.
    for (sql, name, words) in [
        ("DROP INDEX certificate__number", "schema", "CREATE UNIQUE INDEX certificate__number"),
        ("DROP INDEX journal__stream__seq", "schema", "CREATE UNIQUE INDEX journal__stream__seq"),
        (
            "UPDATE cases SET decision = 'granted' WHERE id = (SELECT MIN(id) FROM cases)",
            "state",
            "is not what was recorded last",
        ),
        ("DELETE FROM account WHERE id = (SELECT MIN(id) FROM account)", "state", "was recorded, and is gone"),
        ("INSERT INTO series (id, next) VALUES ('palsu', 1)", "state", "series palsu stands there"),
        ("INSERT INTO item_part (id, file) VALUES ('satu', 'ab12')", "references", "names the file ab12"),
        (
            "DELETE FROM person_key WHERE person_id = (SELECT MIN(person_id) FROM cases)",
            "keys",
            "sealed under keys that are not there",
        ),
        ("DROP TABLE vote", "schema", "the table vote is gone"),
        ("DROP TABLE certificate", "schema", "the table certificate is gone"),
        ("DELETE FROM checkpoint", "checkpoints", "a checkpoint that is gone"),
    ] {
        place.tamper(sql).await;
        assert_named(&place, name, words);
    }
    place.tamper("DELETE FROM sealed_entry").await;
    place.tamper("DELETE FROM journal WHERE position > 5").await;
    let output = at(&place, &against).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(check(&findings, "kept-checkpoint")["ok"], false, "{findings:#}");
    assert_eq!(check(&findings, "kept-checkpoint")["code"], "doctor.kept-checkpoint");
}

//! Imports that store nothing.

use serde_json::Value;

use crate::run::{json_of, kompeten, said, sample};

fn expected(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(sample(name)).unwrap()).unwrap()
}

#[test]
fn a_dry_run_of_participants_needs_nothing_but_the_file() {
    let file = sample("kalsel-2025/peserta.xlsx");
    let command = kompeten(&["import", "participants", &file, "--event", "KALSEL-2025", "--dry-run", "--json"]);
    assert_eq!(json_of(command), expected("kalsel-2025/peserta.expected.json"));
}

#[test]
fn a_dry_run_of_assessors_needs_nothing_but_the_file() {
    let file = sample("kalsel-2025/asesor.xlsx");
    let command = kompeten(&["import", "assessors", &file, "--event", "KALSEL-2025", "--dry-run", "--json"]);
    assert_eq!(json_of(command), expected("kalsel-2025/asesor.expected.json"));
}

#[test]
fn a_dry_run_of_several_sheets_names_those_that_were_not_read() {
    let file = sample("layout-lain/per-kabupaten.xlsx");
    let output = kompeten(&["import", "participants", &file, "--event", "X", "--dry-run", "--json"]).output().unwrap();
    let got: Value = serde_json::from_slice(&output.stdout).unwrap();
    let sheets: Vec<&str> = got.as_array().unwrap().iter().map(|row| row["sheet"].as_str().unwrap()).collect();
    assert_eq!(sheets, ["HSS", "HSS", "Batola", "Kab. Tanah Laut", "Kab. Tanah Laut"]);
    let words = said(&output);
    for wanted in
        ["sheet Rekap was not read: its people stand on the other sheets", "sheet Lama was not read: it is hidden"]
    {
        assert!(words.contains(wanted), "{words}");
    }
}

#[test]
fn an_assessor_of_whom_something_was_not_understood_is_told_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("asesor.csv");
    let sheet = "No;Nama Asesor;Nomor Registrasi;Masa Berlaku s.d.;Ruang Lingkup;Instansi;Email;Pernah melatih\n\
        1;Satu;MET.000.001234 2022;31-12-2026;Promosi;Dispersip HSS;satu@contoh.id;SMAN 1 Kandangan, 12 Mei 2024\n\
        2;Dua;MET.000.001235 2022;31-12-2026;semua;Dispersip HST;dua@contoh.id;Disperpusip Kab. Banjar 2024\n";
    std::fs::write(&path, sheet).unwrap();
    let file = path.to_str().unwrap();
    let got = json_of(kompeten(&["import", "assessors", file, "--event", "X", "--dry-run", "--json"]));
    assert_eq!(got[0].get("issues"), None);
    let issues: Vec<(&str, &str)> = got[1]["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| (issue["field"].as_str().unwrap(), issue["part"].as_str().unwrap()))
        .collect();
    assert_eq!(issues, [("licences", "semua"), ("trained", "Disperpusip Kab. Banjar 2024")]);
}

#[test]
fn a_dry_run_of_standards_tells_units_and_what_was_not_understood() {
    let got = json_of(kompeten(&["import", "standards", &sample("contoh/standar-contoh.txt"), "--dry-run", "--json"]));
    let codes = |v: &Value| -> Vec<String> {
        v["units"].as_array().unwrap().iter().map(|u| u["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&got), codes(&expected("contoh/standar-contoh.expected.json")));
    assert!(got["not_understood"].is_array());
}

/// The codes that machines were promised have no word for a remark: it is told beside them, without a name.
#[test]
fn a_remark_beside_a_name_is_told_on_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("peserta.csv");
    let head = "NO,NAMA,NIK,KAB/KOTA,EMAIL,KLASTER";
    let row = "1,Zainab (mengundurkan diri),6371014502880001,Tapin,satu@contoh.go.id,Promosi";
    std::fs::write(&path, format!("{head}\n{row}\n")).unwrap();
    let file = path.to_str().unwrap();
    let output = kompeten(&["import", "participants", file, "--event", "X", "--dry-run", "--json"]).output().unwrap();
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows[0]["name"], "Zainab");
    assert!(rows[0]["issues"].as_array().unwrap().iter().all(|issue| issue["field"] != "name"), "{rows}");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("row 2: name withdrawn (error)") && !told.contains("Zainab"), "{told}");
}

#[test]
fn a_file_that_is_no_workbook_is_refused_by_its_code_and_ends_with_1() {
    let file = sample("contoh/skema.json");
    let output = kompeten(&["import", "participants", &file, "--event", "X", "--dry-run", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let words = said(&output);
    for wanted in ["skema.json: ", "This file is no workbook", "Save it as .xlsx", "[workbook.not_a_workbook]"] {
        assert!(words.contains(wanted), "{words}");
    }
    assert!(output.stdout.is_empty());
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let output = kompeten(&["import", "standards", "nowhere.txt", "--dry-run"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("nowhere.txt") && said(&output).contains("[file.missing]"), "{}", said(&output));
}

#[test]
fn a_file_that_is_too_large_is_refused_with_the_limit_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("peserta.xlsx");
    std::fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
    for what in ["participants", "assessors", "standards"] {
        let event: &[&str] = if what == "standards" { &[] } else { &["--event", "X"] };
        let args = [&["import", what, path.to_str().unwrap(), "--dry-run", "--json"], event].concat();
        let output = kompeten(&args).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("20 MB"), "{}", said(&output));
    }
}

#[test]
fn variables_that_are_set_to_nothing_are_not_set_and_yes_is_said_in_many_ways() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("none.db").display());
    for (yes, optional) in [("1", ""), ("yes", ""), ("true", ""), ("0", ""), ("", "")] {
        let mut command = kompeten(&["doctor", "--json"]);
        command.env("KOMPETEN_DATABASE", &database).env("KOMPETEN_TRUST_PROXY", yes);
        for name in ["TLS_CERT", "TLS_KEY", "SMTP", "PUBLIC_URL", "METRICS_TOKEN"] {
            command.env(format!("KOMPETEN_{name}"), optional);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{yes}: {}", said(&output));
        let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
        let checks = findings["checks"].as_array().unwrap();
        let mail = checks.iter().find(|c| c["name"] == "mail").unwrap();
        assert_eq!(mail["ok"], true);
        assert_eq!(checks[0]["ok"], true, "{}", checks[0]);
    }
}

#[test]
fn what_is_stored_is_stored_in_somebodys_name() {
    let file = sample("kalsel-2025/peserta.xlsx");
    let output = kompeten(&["import", "participants", &file, "--event", "KALSEL-2025"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--as"), "{}", said(&output));
}

#[test]
fn the_example_schemes_are_fourteen() {
    let got = json_of(kompeten(&["import", "schemes", &sample("contoh/skema.json"), "--dry-run", "--json"]));
    assert_eq!(got.as_array().unwrap().len(), 14);
}

#[test]
fn every_command_has_help() {
    for command in [
        "serve",
        "worker",
        "demo",
        "import participants",
        "import assessors",
        "import standards",
        "import schemes",
        "import codes",
        "export certificates",
        "status",
        "verify",
        "replay",
        "doctor",
        "backup",
        "restore",
        "export authority",
        "export erasures",
        "bench certificate",
        "bench workbook-out",
        "bench house",
        "bench exam",
    ] {
        let mut args: Vec<&str> = command.split(' ').collect();
        args.push("--help");
        let output = kompeten(&args).output().unwrap();
        assert!(output.status.success(), "{command}");
        assert!(!output.stdout.is_empty(), "{command}");
    }
}

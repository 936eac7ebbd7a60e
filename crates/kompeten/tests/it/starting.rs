//! What keeps the program from starting is said with a code and a way out, and nothing is said that is not so.

use std::{net::TcpListener, path::PathBuf, process::Stdio};

use crate::run::{kompeten, said};

#[test]
fn an_address_that_no_browser_can_open_is_refused_before_anything_is_made() {
    for url in ["javascript:alert", "notaurl", "ftp://lsp.contoh.id", "https://", "https://a:b@lsp.contoh.id"] {
        for what in ["serve", "worker", "demo"] {
            let folder = tempfile::tempdir().unwrap();
            let database = folder.path().join("house.db");
            let mut command = kompeten(&[what, "--public-url", url]);
            command.env("KOMPETEN_DATABASE", format!("sqlite:{}", database.display()));
            command.env("KOMPETEN_KEYSET", folder.path().join("keyset.json"));
            let output = command.output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{what} {url}: {}", said(&output));
            assert!(said(&output).contains("KOMPETEN_PUBLIC_URL") && said(&output).contains("[install.public-url]"));
            assert!(!database.exists());
        }
    }
}

#[test]
fn nothing_is_served_on_an_address_that_is_taken_and_a_pipe_gets_no_colours() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut command = kompeten(&["serve", "--listen", &taken.local_addr().unwrap().to_string()]);
    command.env("KOMPETEN_DATABASE", format!("sqlite:{}", folder.path().join("house.db").display()));
    command.env("KOMPETEN_FILES", format!("file:{}", folder.path().join("files").display()));
    command.env("KOMPETEN_KEYSET", folder.path().join("keyset.json")).env("KOMPETEN_LOG", "info");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    assert!(
        said.contains("cannot serve on")
            && said.contains("[install.listen]")
            && !said.contains(" serving")
            && !said.contains('\u{1b}'),
        "{said}"
    );
}

#[test]
fn a_certificate_that_is_not_there_is_named_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("chain.pem").display().to_string();
    let mut command = kompeten(&["serve", "--listen", "127.0.0.1:0", "--tls-cert", &missing, "--tls-key", &missing]);
    command.env("KOMPETEN_DATABASE", format!("sqlite:{}", folder.path().join("house.db").display()));
    command.env("KOMPETEN_FILES", format!("file:{}", folder.path().join("files").display()));
    command.env("KOMPETEN_KEYSET", folder.path().join("keyset.json"));
    let output = command.output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("[install.tls]") && said.contains("KOMPETEN_TLS_CERT"), "{said}");
}

/// A reader that has seen enough is no failure: `status --json | head`.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let sheet = folder_with_rows();
    let mut command =
        kompeten(&["import", "participants", sheet.1.to_str().unwrap(), "--event", "X", "--dry-run", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!said(&output).contains("Broken pipe"), "{}", said(&output));
    assert_ne!(output.status.code(), Some(2), "{}", said(&output));
}

/// A sheet whose rows fill more than a pipe holds.
fn folder_with_rows() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("peserta.csv");
    let mut sheet = "Nama Lengkap,NIK,L/P,Tempat Lahir,Tanggal Lahir,Unit Kerja\n".to_owned();
    for n in 0..500 {
        sheet += &format!("Peserta {n},63720215018{n:05},L,Banjarmasin,1988-01-02,Perpustakaan Contoh\n");
    }
    std::fs::write(&path, sheet).unwrap();
    (folder, path)
}

#[test]
fn a_house_of_a_newer_program_asks_for_that_program() {
    testkit::on(store::Db::Sqlite, |place| async move {
        let house = testkit::TestHouse::at(place).await;
        house.store.close().await;
        house.place.tamper("INSERT INTO schema_version VALUES (99, 'later', 'x', 1)").await;
        crate::keeping::assert_named(&house.place, "database", "newer version");
        let (_, findings) = crate::keeping::doctor(&house.place);
        assert!(crate::keeping::check(&findings, "database")["remedy"].as_str().unwrap().contains("upgrade"));
    });
}

/// 1 says that an answer was lost: what could not be measured at all must not be taken for that.
#[test]
fn a_hall_that_cannot_be_measured_is_not_told_as_a_lost_answer() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("filled.db");
    std::fs::write(&database, b"a house").unwrap();
    let filled = format!("sqlite:{}", database.display());
    let output = kompeten(&["bench", "exam", "--candidates", "1", "--database", &filled]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("the database is not empty"), "{}", said(&output));
    let nobody = kompeten(&["bench", "exam", "--candidates", "0"]).output().unwrap();
    assert_eq!(nobody.status.code(), Some(2), "{}", said(&nobody));
    assert!(said(&nobody).contains("--candidates") && nobody.stdout.is_empty(), "{}", said(&nobody));
}

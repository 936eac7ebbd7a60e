//! What keeps the program from starting is said with a code and a way out, and nothing is said that is not so.

use std::net::TcpListener;

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
    assert!(said.contains("cannot serve on") && !said.contains(" serving") && !said.contains('\u{1b}'), "{said}");
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

//! Erasing a person from the page: in two steps, with a reason and a password, only once nothing must be kept; after
//! it nobody reads their values, the journal says what was done, and its chains hold.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::PersonId,
    record::{organisation::Setting, person::Person},
};
use rehearsal::Troupe;
use serde_json::json;
use store::{Read as _, erased_of};

use crate::inside::{Browser, Inside, PASSWORD, both, hidden};

both! {
    a_person_who_left_no_record_is_erased_in_two_steps
    records_of_a_certification_are_kept_for_their_time
    an_erasure_is_for_administrators_and_managers
}

async fn eraser<'a>(inside: &'a Inside, duty: Duty) -> Browser<'a> {
    inside.signed_in(Some(duty), "Pelaksana Rekaan", &format!("{duty}@contoh.go.id"), None).await
}

async fn known(inside: &Inside, person: PersonId) -> Person {
    inside.flow.reader().get(person).await.unwrap().unwrap()
}

/// Both steps; answers how the second ended.
async fn erase(browser: &mut Browser<'_>, person: PersonId, issuance: &str) -> StatusCode {
    let page = format!("/orang/{person}/hapus");
    let sure = browser.post(&page, &[("alasan", "Permintaan 12/PDP"), ("terbitan", issuance)]).await;
    assert_eq!(sure.status, StatusCode::OK, "{}", sure.text);
    let (reason, too) = (hidden(&sure.text, "alasan"), hidden(&sure.text, "terbitan"));
    let typed = [("alasan", &*reason), ("terbitan", &*too), ("sandi", PASSWORD)];
    browser.post(&format!("{page}/pasti"), &typed).await.status
}

async fn a_person_who_left_no_record_is_erased_in_two_steps(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let person = troupe.cases[0].person_id;
    let name = known(&inside, person).await.name.unwrap();
    let mut administrator = eraser(&inside, Duty::Administrator).await;
    let page = format!("/orang/{person}/hapus");
    let open = administrator.get(&page).await;
    assert!(open.text.contains("berkas yang belum selesai"), "{}", open.text);
    assert_eq!(administrator.post(&page, &[("alasan", "x")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    troupe.player(&stage, 0).unwrap().withdraw("Pindah tugas").await.unwrap();
    // No reason, a wrong password: nothing is done.
    assert_eq!(administrator.post(&page, &[("alasan", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = [("alasan", "Permintaan 12/PDP"), ("sandi", "bukan sandi saya")];
    let refused = administrator.post(&format!("{page}/pasti"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(known(&inside, person).await.name.as_deref(), Some(&*name));

    assert_eq!(erase(&mut administrator, person, "").await, StatusCode::SEE_OTHER);
    let after = known(&inside, person).await;
    assert_eq!((after.name, after.nik, after.email), (None, None, None));
    let mut reader = inside.flow.reader();
    assert_eq!(erased_of(&mut reader, person).await.unwrap(), ["case"]);
    // The journal tells who did it and why, and nothing that it holds was changed.
    let rows = reader.rows("SELECT act, actor FROM journal WHERE act_type = 'ErasePerson'", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].text("act").unwrap().contains("Permintaan 12/PDP"));
    assert_eq!(reader.verify_chains().await.unwrap(), []);
    assert_eq!(reader.verify_checkpoints().await.unwrap(), []);
    let shown = administrator.get(&format!("/orang/{person}")).await;
    assert!(shown.text.contains("Nama sudah dihapus") && !shown.text.contains(&name), "{}", shown.text);
    for offered in ["/ubah", "/tunjuk", "/akses"] {
        assert!(!shown.text.contains(&format!("/orang/{person}{offered}")), "{offered}: {}", shown.text);
    }
    // What is left, the facts of issuance, can go too; then nothing is left to erase.
    assert_eq!(erase(&mut administrator, person, "ya").await, StatusCode::SEE_OTHER);
    let nothing = administrator.get(&page).await;
    assert!(nothing.text.contains("sudah dihapus atas permintaannya"), "{}", nothing.text);
}

async fn records_of_a_certification_are_kept_for_their_time(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let person = troupe.cases[0].person_id;
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.withdraw("Pindah tugas").await.unwrap();
    let mut manager = eraser(&inside, Duty::Manager).await;
    assert!(!manager.get("/orang/habis-masa").await.text.contains(&person.to_string()), "its time is not over");
    let page = format!("/orang/{person}/hapus");
    let kept = manager.get(&page).await;
    assert!(kept.text.contains("wajib disimpan sampai 30 Oktober 2028"), "{}", kept.text);
    // Whoever skips the first page is refused by the act.
    let typed = [("alasan", "Permintaan 12/PDP"), ("sandi", PASSWORD)];
    let past = manager.post(&format!("{page}/pasti"), &typed).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.text.contains("30 Oktober 2028"), "{}", past.text);
    assert!(known(&inside, person).await.name.is_some());
    // A body that keeps records for less says so in its settings.
    let values = vec![("erasure.keep_months".to_owned(), "0".to_owned())];
    let change = certification::body::ChangeSettings { values };
    inside.flow.perform_as_house((), change).await.unwrap();
    let stored: Setting = inside.flow.reader().get("erasure.keep_months").await.unwrap().unwrap();
    assert_eq!(stored.value, json!(0));
    inside.minutes_pass(25 * 60);
    let mut again = inside.browser();
    assert_eq!(again.sign_in("manager@contoh.go.id", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let due = again.get("/orang/habis-masa").await;
    assert!(due.text.contains(&format!("/orang/{person}/hapus")), "{}", due.text);
    assert!(again.get("/orang").await.text.contains("/orang/habis-masa"));
    assert_eq!(erase(&mut again, person, "").await, StatusCode::SEE_OTHER);
    assert!(known(&inside, person).await.name.is_none());
    assert!(!again.get("/orang/habis-masa").await.text.contains(&person.to_string()), "nothing is left to erase");
}

async fn an_erasure_is_for_administrators_and_managers(inside: Inside) {
    let person = inside.person("Orang Rekaan", "orang@contoh.go.id", None).await;
    for duty in [Duty::Staff, Duty::PanelMember, Duty::Head] {
        let mut other = eraser(&inside, duty).await;
        let page = format!("/orang/{person}/hapus");
        assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND, "{duty}");
        let typed = [("alasan", "Permintaan"), ("sandi", PASSWORD)];
        assert_eq!(other.post(&format!("{page}/pasti"), &typed).await.status, StatusCode::NOT_FOUND, "{duty}");
    }
    // Whoever holds a duty stays, and nobody erases themselves.
    let mut manager = eraser(&inside, Duty::Manager).await;
    let staff = inside.person("Staf Rekaan", "staf.rekaan@contoh.go.id", None).await;
    let appoint = certification::person::Appoint {
        duty: Duty::Staff,
        event: None,
        institution: None,
        starts: "2025-01-01".to_owned(),
        ends: None,
    };
    inside.flow.perform_as_house(workflow::load::PersonKey::from(staff), appoint).await.unwrap();
    let held = manager.get(&format!("/orang/{staff}/hapus")).await;
    assert!(held.text.contains("masih memegang tugas"), "{}", held.text);
    assert_eq!(erase(&mut manager, person, "").await, StatusCode::SEE_OTHER);
}

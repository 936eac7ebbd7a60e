//! A person's consents on their own page: seen, withdrawn, given again, by nobody else; what was signed stays. And how such
//! pages are reached.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::PersonId,
    record::{case::Consent, person::Person},
};
use rehearsal::{Conclusion, Troupe};
use store::{Find, Read as _, journal::journal_of};
use workflow::load::case_file;

use crate::inside::{Browser, Inside, both};

both! {
    a_consent_is_withdrawn_and_given_again_and_what_was_signed_stays
    a_withdrawal_outlives_the_same_form_sent_once_more
    consents_are_their_owners_alone
    pages_of_ones_own_keep_the_navigation_of_whoever_reads
}

async fn browser_of(inside: &Inside, person: PersonId) -> Browser<'_> {
    let known: Person = inside.flow.reader().get(person).await.unwrap().unwrap();
    inside.signed_in_as(person, known.email.as_deref().unwrap()).await
}

async fn consent(inside: &Inside, purpose: &str) -> Consent {
    inside.flow.reader().first(Find::by("purpose", purpose)).await.unwrap().unwrap()
}

async fn a_consent_is_withdrawn_and_given_again_and_what_was_signed_stays(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let (case, person) = (troupe.cases[0].id, troupe.cases[0].person_id);
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    let mut candidate = browser_of(&inside, person).await;
    assert!(candidate.get("/akun").await.text.contains("/akun/izin"));
    assert!(candidate.get("/akun/izin").await.text.contains("Belum ada izin yang ditanyakan"));
    let change = format!("/akun/izin/{case}");
    let early = candidate.post(&change, &[("tujuan", "register"), ("aksi", "tarik")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("belum pernah ditanyakan"), "{}", early.text);

    player.apply().await.unwrap();
    let signed = case_file(&mut inside.flow.reader(), case).await.unwrap();
    let shown = candidate.get("/akun/izin").await.text;
    assert!(shown.contains("Nama Anda di daftar pemegang sertifikat") && shown.contains("Jawaban di FR.APL.01"));
    assert_eq!(shown.matches("Tarik izin").count(), 3, "{shown}");
    inside.minutes_pass(5);
    let fields = [("tujuan", "register"), ("aksi", "tarik")];
    let done = candidate.post(&change, &fields).await;
    assert_eq!(done.header("location"), "/akun/izin?sudah=tarik", "{}", done.text);
    let twice = candidate.post(&change, &fields).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.text.contains("sudah seperti yang Anda pilih"), "{}", twice.text);
    let shown = candidate.get("/akun/izin?sudah=tarik").await.text;
    assert!(shown.contains("Izin sudah ditarik.") && shown.contains("Ditarik"), "{shown}");
    assert_eq!(shown.matches("Tarik izin").count(), 2);
    let now = consent(&inside, "register").await;
    assert!(now.withdrawn() && now.changed_at > Some(now.at));

    let after = case_file(&mut inside.flow.reader(), case).await.unwrap();
    assert_eq!((&after.forms, &after.signatures), (&signed.forms, &signed.signatures), "what is signed stays");
    let entries = journal_of(&mut inside.flow.reader(), &format!("case/{case}"), None, 1).await.unwrap();
    assert_eq!((entries[0].act_type.as_str(), entries[0].actor), ("ChangeConsent", Some(person)));
    let clerk = troupe.cast.members.iter().find(|m| m.duty == Duty::Staff).unwrap();
    let mut staff = inside.signed_in_as(clerk.id, clerk.email).await;
    let seen = staff.get(&format!("/berkas/{case}")).await.text;
    assert!(seen.contains("Izin pemohon") && seen.contains("Pemakaiannya berhenti paling lambat"), "{seen}");
    assert!(seen.contains("menarik izin atas datanya"), "{seen}");

    let again = candidate.post(&change, &[("tujuan", "register"), ("aksi", "beri")]).await;
    assert_eq!(again.header("location"), "/akun/izin?sudah=beri", "{}", again.text);
    assert!(consent(&inside, "register").await.given);
    let seen = staff.get(&format!("/berkas/{case}")).await.text;
    assert!(seen.contains("Diberikan di halaman izin") && !seen.contains("Pemakaiannya berhenti"), "{seen}");
    let wrong = candidate.post(&change, &[("tujuan", "register"), ("aksi", "hapus")]).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

async fn a_withdrawal_outlives_the_same_form_sent_once_more(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    let mut candidate = browser_of(&inside, troupe.cases[0].person_id).await;
    let change = format!("/akun/izin/{}", troupe.cases[0].id);
    assert_eq!(candidate.post(&change, &[("tujuan", "photo"), ("aksi", "tarik")]).await.status, StatusCode::SEE_OTHER);
    player.check(troupe.cast.one(Duty::Staff).unwrap(), Conclusion::Returned).await.unwrap();
    player.hand_in("ijazah", "Ijazah, seluruh halaman").await.unwrap();
    player.apply().await.unwrap();
    assert!(consent(&inside, "photo").await.withdrawn(), "only the page of consents gives it again");
    assert!(consent(&inside, "research").await.given);
}

async fn consents_are_their_owners_alone(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 2).await.unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    let change = format!("/akun/izin/{}", troupe.cases[0].id);
    let fields = [("tujuan", "photo"), ("aksi", "tarik")];
    let clerk = troupe.cast.members.iter().find(|m| m.duty == Duty::Staff).unwrap();
    let mut staff = inside.signed_in_as(clerk.id, clerk.email).await;
    let mut other = browser_of(&inside, troupe.cases[1].person_id).await;
    for stranger in [&mut staff, &mut other] {
        assert_eq!(stranger.post(&change, &fields).await.status, StatusCode::NOT_FOUND);
        assert!(stranger.get("/akun/izin").await.text.contains("Belum ada izin yang ditanyakan"));
    }
    assert!(consent(&inside, "photo").await.given);
}

async fn pages_of_ones_own_keep_the_navigation_of_whoever_reads(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let clerk = troupe.cast.members.iter().find(|m| m.duty == Duty::Staff).unwrap();
    let mut staff = inside.signed_in_as(clerk.id, clerk.email).await;
    let mut candidate = browser_of(&inside, troupe.cases[0].person_id).await;
    for page in ["/akun", "/akun/izin", "/akun/sesi", "/akun/pin", "/akun/sandi"] {
        let (seen, own) = (staff.get(page).await, candidate.get(page).await);
        assert_eq!((seen.status, own.status), (StatusCode::OK, StatusCode::OK), "{page}");
        let bar = |text: &str| text.contains(r#"class="bawah""#) && text.contains(r#"href="/permohonan""#);
        assert!(seen.text.contains(r#"class="rel""#) && seen.text.contains(r#"href="/antrean""#), "{page}");
        assert!(bar(&own.text) && !own.text.contains(r#"class="rel""#), "{page}");
        assert!(!bar(&seen.text), "{page}");
    }
}

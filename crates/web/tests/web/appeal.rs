//! An appeal through the pages: the candidate who was not granted is told until when, files and signs it; the manager
//! finds it in the queue and on the case and answers it; whoever sat on the panel may not.

use axum::http::StatusCode;
use certification::{duty::Duty, id::PersonId, person::Appoint, record::person::Person};
use rehearsal::{Finding, Troupe};
use store::Read as _;
use workflow::load::case_file;

use crate::inside::{Browser, Inside, both};

both! {
    whoever_was_not_granted_appeals_on_the_page_and_reads_the_answer
    the_page_of_an_ended_case_offers_only_what_is_taken
}

async fn browser_of(inside: &Inside, person: PersonId) -> Browser<'_> {
    let known: Person = inside.flow.reader().get(person).await.unwrap().unwrap();
    inside.signed_in_as(person, known.email.as_deref().unwrap()).await
}

/// A case that the panel did not grant.
async fn not_granted(inside: &Inside) -> Troupe {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.assess(&stage, 0, Finding::Bk).await.unwrap();
    let sitting = troupe.convene(&stage, 1).await.unwrap();
    sitting.decide(troupe.cases[0].id, "not-granted", "").await.unwrap();
    troupe
}

async fn whoever_was_not_granted_appeals_on_the_page_and_reads_the_answer(inside: Inside) {
    let troupe = not_granted(&inside).await;
    let case = troupe.cases[0].id;
    let mut candidate = browser_of(&inside, troupe.cases[0].person_id).await;
    let own = format!("/permohonan/{case}");
    let before = candidate.get(&own).await.text;
    assert!(before.contains("Ajukan banding") && before.contains("mengajukan banding sampai"), "{before}");
    let form = format!("/berkas/{case}/formulir/FR.AK.04");
    assert!(candidate.get(&form).await.text.contains("Dapat diajukan sampai"));
    let typed = [
        ("explained", "yes"),
        ("discussed", "no"),
        ("other-person", "no"),
        ("reason", "Bukti unit kedua tidak diperiksa."),
        ("_aksi", "kirim"),
        ("_dilihat", "0"),
    ];
    let sent = candidate.post(&form, &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert!(candidate.get(&own).await.text.contains("Banding Anda sudah terkirim"));

    let manager = troupe.cast.one(Duty::Manager).unwrap();
    let mut works = browser_of(&inside, manager).await;
    let queue = works.get("/antrean").await.text;
    let there = format!("/berkas/{case}/banding");
    assert!(queue.contains("1 banding menunggu jawaban") && queue.contains(&there), "{queue}");
    let file = works.get(&format!("/berkas/{case}")).await.text;
    assert!(file.contains("Ada banding yang menunggu jawaban") && file.contains(&there), "{file}");
    let asked = works.get(&there).await.text;
    assert!(asked.contains("Bukti unit kedua tidak diperiksa.") && asked.contains("asesmen ulang"), "{asked}");
    let silent = works.post(&there, &[("jawaban", "rejected"), ("alasan", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("Alasannya belum ditulis"), "{}", silent.text);

    // A manager who sat on the panel is told so before anything is typed, and refused.
    let member = troupe.cast.one(Duty::PanelMember).unwrap();
    let administrator = troupe.cast.one(Duty::Administrator).unwrap();
    let appoints = inside.flow.actor(administrator).await.unwrap();
    let starts = "2025-10-01".to_owned();
    let act = Appoint { duty: Duty::Manager, event: None, institution: None, starts, ends: None };
    inside.flow.perform(&appoints, member.into(), act).await.unwrap();
    let mut decided = browser_of(&inside, member).await;
    let barred = decided.get(&there).await.text;
    assert!(barred.contains("Anda ikut memutuskan") && !barred.contains("Catat jawaban"), "{barred}");
    let fields = [("jawaban", "rejected"), ("alasan", "Asesmen mengikuti prosedur.")];
    assert!(decided.post(&there, &fields).await.status.is_client_error());

    let done = works.post(&there, &fields).await;
    assert_eq!(done.header("location"), format!("/berkas/{case}?sudah=banding"), "{}", done.text);
    assert!(!works.get("/antrean").await.text.contains("banding menunggu"));
    let history = works.get(&format!("/berkas/{case}/riwayat")).await.text;
    assert!(history.contains("menjawab banding"), "{history}");
    let read = candidate.get(&own).await.text;
    assert!(read.contains("Banding tidak dikabulkan") && read.contains("Asesmen mengikuti prosedur."), "{read}");
    assert!(!read.contains("Ajukan banding"));
}

async fn the_page_of_an_ended_case_offers_only_what_is_taken(inside: Inside) {
    let troupe = not_granted(&inside).await;
    let case = troupe.cases[0].id;
    inside.minutes_pass(31 * 24 * 60);
    let mut late_comer = browser_of(&inside, troupe.cases[0].person_id).await;
    let own = late_comer.get(&format!("/permohonan/{case}")).await.text;
    assert!(!own.contains("Ajukan banding"), "the term is over: {own}");
    let form = format!("/berkas/{case}/formulir/FR.AK.04");
    let late = late_comer.get(&form).await.text;
    assert!(late.contains("masa banding sudah lewat") && !late.contains("name=\"reason\""), "{late}");
    let typed = [("reason", "Terlambat."), ("_aksi", "kirim"), ("_dilihat", "0")];
    assert_ne!(late_comer.post(&form, &typed).await.status, StatusCode::SEE_OTHER);
    assert!(case_file(&mut inside.flow.reader(), case).await.unwrap().appeals.is_empty());
}

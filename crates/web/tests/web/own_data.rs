//! What is kept about a person, on their own page: the groups, the copies, and the trace of looks and acts; for nobody else.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::PersonId,
    record::{case::Document, person::Person},
};
use rehearsal::{Finding, Troupe};
use serde_json::Value;
use store::{Find, Read as _, outside::looks_about};

use crate::inside::{Browser, Inside, both};

both! {
    a_person_has_a_copy_of_what_is_kept_and_it_is_noted
    a_person_sees_who_looked_and_what_was_done
    the_trace_goes_on_in_parts
}

async fn browser_of(inside: &Inside, person: PersonId) -> Browser<'_> {
    let known: Person = inside.flow.reader().get(person).await.unwrap().unwrap();
    inside.signed_in_as(person, known.email.as_deref().unwrap()).await
}

async fn looks(inside: &Inside, person: PersonId) -> Vec<String> {
    let all = looks_about(&mut inside.flow.reader(), person, &[], None, 100).await.unwrap();
    all.into_iter().map(|look| look.action).collect()
}

async fn a_person_has_a_copy_of_what_is_kept_and_it_is_noted(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 2).await.unwrap();
    troupe.assess(&stage, 0, Finding::K).await.unwrap();
    let me = troupe.cases[0].person_id;
    let (own, other): (Person, Person) = (
        inside.flow.reader().get(me).await.unwrap().unwrap(),
        inside.flow.reader().get(troupe.cases[1].person_id).await.unwrap().unwrap(),
    );
    let mut mine = browser_of(&inside, me).await;
    assert!(mine.get("/akun").await.text.contains("/akun/data"));
    assert!(mine.get("/data-pribadi").await.text.contains("/akun/data"));
    let page = mine.get("/akun/data").await;
    assert!(page.text.contains("Yang disimpan") && page.text.contains("salinan.json"), "{}", page.text);
    assert!(looks(&inside, me).await.is_empty(), "counts are no copy");

    let nik = own.nik.clone().unwrap();
    let read = mine.get("/akun/data/salinan").await.text;
    assert!(read.contains(&nik) && read.contains("Tempat lahir") && read.contains("FR.APL.01"), "{read}");
    let file = mine.get("/akun/data/salinan.json").await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/json"));
    assert!(file.header("content-disposition").starts_with("attachment"));
    let copy: Value = serde_json::from_str(&file.text).unwrap();
    let kept = &copy["kept"];
    assert_eq!(kept["identity"][0]["nik"], nik.as_str());
    assert_eq!(kept["cases"][0]["recommendation"], "K");
    let forms = kept["forms"].as_array().unwrap();
    assert!(forms.iter().any(|form| form["form"] == "FR.APL.01" && form["answers"].is_object()), "{forms:#?}");
    for group in ["account", "consents", "documents"] {
        assert!(!kept[group].as_array().unwrap().is_empty(), "{group}: {copy:#}");
    }
    assert!(!file.text.contains(other.nik.as_deref().unwrap()) && !file.text.contains("password"), "{}", file.text);
    assert_eq!(looks(&inside, me).await, ["copy-own-data", "copy-own-data"]);
    assert!(mine.get("/akun/data").await.text.contains("mengambil salinan data sendiri"));

    for address in ["/akun/data", "/akun/data/salinan", "/akun/data/salinan.json", "/akun/data/jejak"] {
        let stranger = inside.browser().get(address).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER, "{address}: whoever is not signed in is asked to");
    }
    let mut staff = of_staff(&inside, &troupe).await;
    let theirs: Value = serde_json::from_str(&staff.get("/akun/data/salinan.json").await.text).unwrap();
    assert!(theirs["kept"]["cases"].as_array().unwrap().is_empty());
    assert_eq!(looks(&inside, me).await.len(), 2, "one has a copy of one's own alone");
}

async fn of_staff<'i>(inside: &'i Inside, troupe: &Troupe) -> Browser<'i> {
    let clerk = troupe.cast.members.iter().find(|member| member.duty == Duty::Staff).unwrap();
    inside.signed_in_as(clerk.id, clerk.email).await
}

async fn a_person_sees_who_looked_and_what_was_done(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.schedule(&stage, 0).await.unwrap();
    let (case, me) = (troupe.cases[0].id, troupe.cases[0].person_id);
    let mut mine = browser_of(&inside, me).await;
    let none = mine.get("/akun/data/jejak").await.text;
    assert!(none.contains("Belum ada catatan"), "{none}");
    let document: Document = inside.flow.reader().first(Find::by("case_id", case)).await.unwrap().unwrap();
    let address = format!("/berkas/{case}/dokumen/{}", document.id);
    let clerk = troupe.cast.members.iter().find(|member| member.duty == Duty::Staff).unwrap();
    let clerk_name = inside.flow.reader().get::<Person>(clerk.id).await.unwrap().unwrap().full_name();
    let assessor = inside.flow.reader().get::<Person>(troupe.assessors[0]).await.unwrap().unwrap().full_name();
    let mut staff = of_staff(&inside, &troupe).await;
    assert_eq!(staff.get(&address).await.status, StatusCode::OK);
    let mut examiner = browser_of(&inside, troupe.assessors[0]).await;
    assert_eq!(examiner.get(&address).await.status, StatusCode::OK);

    let seen = mine.get("/akun/data/jejak?macam=lihat").await.text;
    assert_eq!(seen.matches("membuka dokumen").count(), 2, "{seen}");
    assert!(seen.contains(&format!("{assessor} (Asesor)")) && seen.contains("Staf LSP"), "{seen}");
    assert!(!seen.contains(&clerk_name), "staff stands by the duty: {seen}");
    let done = mine.get("/akun/data/jejak?macam=tindakan").await.text;
    for words in ["menugaskan asesor", "mengirim FR.APL.01", "menetapkan hari dan sesi", "Anda"] {
        assert!(done.contains(words), "{words}: {done}");
    }
    assert!(!done.contains(&clerk_name), "{done}");
    assert!(!examiner.get("/akun/data/jejak").await.text.contains("membuka dokumen"), "it is another's trace");
}

async fn the_trace_goes_on_in_parts(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.schedule(&stage, 0).await.unwrap();
    let me = troupe.cases[0].person_id;
    let mut mine = browser_of(&inside, me).await;
    for _ in 0..31 {
        mine.get("/akun/data/salinan.json").await;
    }
    let first = mine.get("/akun/data/jejak").await.text;
    assert_eq!(first.matches("mengambil salinan data sendiri").count(), 30);
    let older = regex::Regex::new(r#"href="(/akun/data/jejak\?macam=lihat[^"]*sebelum=[0-9]+)""#).unwrap();
    let older =
        older.captures(&first).unwrap_or_else(|| panic!("{first}"))[1].replace("&amp;", "&").replace("&#38;", "&");
    let rest = mine.get(&older).await.text;
    assert_eq!(rest.matches("mengambil salinan data sendiri").count(), 1, "{rest}");
    assert!(rest.contains("Yang terbaru") && !rest.contains("Yang lebih lama"), "{rest}");
}

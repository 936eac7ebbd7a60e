//! Forms of a scheme: an assessor fills and signs, another validates; nobody does both, and keys are for few.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::SchemeVersionId,
    person::{Appoint, RegisterAssessor},
    record::{
        form::{Form, Signature},
        person::Assessor,
        scheme::SchemeVersion,
    },
};
use store::{Find, Read as _};
use workflow::load::PersonKey;

use crate::inside::{Browser, Inside, PASSWORD, both, hidden};

both! {
    essay_questions_and_their_key_are_written_by_one_assessor_and_validated_by_another
    the_list_counts_the_forms_of_each_scheme_and_says_which_wait_for_the_reader
    a_validation_is_filled_kept_signed_by_two_and_opened_again
    forms_of_a_scheme_are_not_for_everyone
}

async fn scheme(inside: &Inside) -> SchemeVersionId {
    let stage = inside.stage();
    let cast = rehearsal::Cast::gather(&stage).await.unwrap();
    let committee = cast.one(Duty::SchemeCommittee).unwrap();
    let examples = rehearsal::schemes::examples().unwrap();
    rehearsal::schemes::adopt(&stage, committee, examples).await.unwrap();
    let published = Find::by("status", "published").order_by(&["slug", "id"]);
    let versions: Vec<SchemeVersion> = inside.flow.reader().find(&published).await.unwrap();
    versions.first().unwrap().id
}

async fn assessor<'a>(inside: &'a Inside, name: &str, email: &str) -> Browser<'a> {
    let id = inside.person(name, email, None).await;
    let (met, until) = (format!("MET.000.{:06} 2024", name.len()), "2027-12-31".to_owned());
    let registered = Assessor { id, met, until, licences: Vec::new(), trained: Vec::new() };
    inside.flow.perform_as_house(PersonKey::from(id), RegisterAssessor { assessor: registered }).await.unwrap();
    let (starts, duty) = ("2025-01-01".to_owned(), Duty::Assessor);
    let appoint = Appoint { duty, event: None, institution: None, starts, ends: None };
    inside.flow.perform_as_house(PersonKey::from(id), appoint).await.unwrap();
    inside.signed_in_as(id, email).await
}

/// Fills a form of that kind and sends it; answers its address.
async fn filed(author: &mut Browser<'_>, scheme: SchemeVersionId, code: &str, answers: &[(&str, &str)]) -> String {
    let new = format!("/perangkat/{scheme}/{code}/baru");
    assert_eq!(author.get(&new).await.status, StatusCode::OK);
    let sent = [answers, &[("_aksi", "kirim"), ("_dilihat", "0")]].concat();
    let taken = author.post(&new, &sent).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    taken.header("location").split('?').next().unwrap().to_owned()
}

async fn sign(signer: &mut Browser<'_>, form: &str, slot: &str) -> StatusCode {
    let page = format!("{form}/tanda-tangan/{slot}");
    let asked = signer.get(&page).await;
    if asked.status != StatusCode::OK {
        return asked.status;
    }
    let digest = hidden(&asked.text, "sidik");
    let wrong = signer.post(&page, &[("sidik", &*digest), ("rahasia", "bukan sandi saya")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    signer.post(&page, &[("sidik", &*digest), ("rahasia", PASSWORD)]).await.status
}

async fn stored(inside: &Inside, code: &str) -> Vec<Form> {
    inside.flow.reader().find(&Find::by("code", code)).await.unwrap()
}

async fn essay_questions_and_their_key_are_written_by_one_assessor_and_validated_by_another(inside: Inside) {
    let scheme = scheme(&inside).await;
    let mut author = assessor(&inside, "Penyusun Rekaan", "penyusun@contoh.go.id").await;
    let mut other = assessor(&inside, "Validator Rekaan", "validator@contoh.go.id").await;
    let questions = [("minutes", "60"), ("questions/1/question", "Jelaskan cara menyiangi koleksi.")];
    let key = [("minutes", "60"), ("questions/1/answer", "Menurut pedoman penyiangan.")];
    for (code, answers, words) in
        [("FR.IA.06A", &questions, "menyiangi koleksi"), ("FR.IA.06B", &key, "pedoman penyiangan")]
    {
        let form = filed(&mut author, scheme, code, answers).await;
        assert_eq!(sign(&mut other, &form, "author").await, StatusCode::NOT_FOUND, "the author signs first");
        assert_eq!(sign(&mut author, &form, "author").await, StatusCode::SEE_OTHER);
        assert_eq!(sign(&mut author, &form, "validator").await, StatusCode::NOT_FOUND, "nobody validates their own");
        assert_eq!(sign(&mut other, &form, "validator").await, StatusCode::SEE_OTHER);
        let filled = stored(&inside, code).await.remove(0);
        assert_eq!((filled.state.as_str(), filled.scheme_id), ("signed", Some(scheme)));
        let read = other.get(&form).await;
        assert!(read.text.contains(words), "{}", read.text);
        let paper = other.get(&format!("{form}.pdf")).await;
        assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"));
        // What is signed is not written over.
        let late = [answers.as_slice(), &[("_aksi", "kirim"), ("_dilihat", "1")]].concat();
        assert_eq!(author.post(&form, &late).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stored(&inside, code).await.remove(0).revision, 1);
    }
    let list = other.get(&format!("/perangkat/{scheme}")).await;
    assert!(list.text.contains("Penyusun Rekaan") && list.text.contains("Ditandatangani"), "{}", list.text);
}

async fn the_list_counts_the_forms_of_each_scheme_and_says_which_wait_for_the_reader(inside: Inside) {
    let scheme = scheme(&inside).await;
    let mut author = assessor(&inside, "Penyusun Rekaan", "penyusun@contoh.go.id").await;
    let mut other = assessor(&inside, "Validator Rekaan", "validator@contoh.go.id").await;
    let questions = [("minutes", "60"), ("questions/1/question", "Jelaskan cara menyiangi koleksi.")];
    let form = filed(&mut author, scheme, "FR.IA.06A", &questions).await;
    filed(&mut author, scheme, "FR.IA.06A", &questions).await;
    assert_eq!(sign(&mut author, &form, "author").await, StatusCode::SEE_OTHER);
    for (reader, whom) in [(&mut author, "its author"), (&mut other, "who validates")] {
        let list = reader.get("/perangkat").await.text;
        let own: Vec<&str> = list.split("katalog__no").filter(|row| row.contains(&scheme.to_string())).collect();
        assert_eq!(own.len(), 1, "{whom}");
        assert!(own[0].contains("2 perangkat") && own[0].contains("Perlu tanda tangan Anda"), "{whom}: {}", own[0]);
        assert_eq!(list.matches("Perlu tanda tangan Anda").count(), 1, "{whom}");
        assert!(list.matches("Belum ada perangkat").count() > 0, "{whom}");
    }
}

/// Every answer of a validation that is asked for.
fn validation() -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = [
        ("member-2", "Validator Rekaan"),
        ("day", "2025-10-29"),
        ("place", "Kantor LSP"),
        ("period", "before"),
        ("purpose", "quality"),
        ("context", "internal"),
        ("approach", "review"),
        ("benchmarks", "standard"),
        ("documents", "scheme"),
        ("findings/1/finding", "Waktu observasi terlalu singkat."),
        ("findings/1/recommendation", "Tambah 15 menit."),
        ("actions/1/action", "Mengubah FR.IA.02."),
        ("actions/1/until", "2025-12-01"),
        ("actions/1/who", "Penyusun Rekaan"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for aspect in ["process", "plan", "standard", "benchmark", "methods", "tools", "evidence", "decision"] {
        out.push((format!("aspects/{aspect}/evidence"), "valid".to_owned()));
        out.push((format!("aspects/{aspect}/principles"), "reliable".to_owned()));
    }
    out
}

async fn a_validation_is_filled_kept_signed_by_two_and_opened_again(inside: Inside) {
    let scheme = scheme(&inside).await;
    let mut first = assessor(&inside, "Penyusun Rekaan", "penyusun@contoh.go.id").await;
    let mut second = assessor(&inside, "Validator Rekaan", "validator@contoh.go.id").await;
    let new = format!("/perangkat/{scheme}/FR.VA/baru");
    // What is not complete is kept and not taken.
    let part = [("place", "Kantor LSP"), ("_aksi", "kirim"), ("_dilihat", "0")];
    assert_eq!(first.post(&new, &part).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stored(&inside, "FR.VA").await.is_empty());
    assert!(first.get(&new).await.text.contains(r#"value="Kantor LSP""#));
    let answers = validation();
    let answers: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let form = filed(&mut first, scheme, "FR.VA", &answers).await;
    assert_eq!(sign(&mut first, &form, "member-1").await, StatusCode::SEE_OTHER);
    assert_eq!(sign(&mut second, &form, "member-2").await, StatusCode::SEE_OTHER);
    // Opened again by its author alone, with a reason; the signatures are void, and it is signed again.
    let open = format!("{form}/buka-kembali");
    assert_eq!(second.get(&open).await.status, StatusCode::NOT_FOUND);
    assert_eq!(first.post(&open, &[("alasan", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(first.post(&open, &[("alasan", "Temuan kedua")]).await.status, StatusCode::SEE_OTHER);
    let filled = stored(&inside, "FR.VA").await.remove(0);
    let signatures: Vec<Signature> = inside.flow.reader().find(&Find::by("form_id", filled.id)).await.unwrap();
    assert_eq!((filled.state.as_str(), signatures.len()), ("reopened", 2));
    assert!(signatures.iter().all(|s| s.void));
    assert_eq!(sign(&mut first, &form, "member-1").await, StatusCode::NOT_FOUND, "it is to be sent again first");
    let again = [answers.as_slice(), &[("_aksi", "kirim"), ("_dilihat", "1")]].concat();
    assert_eq!(first.post(&form, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign(&mut first, &form, "member-1").await, StatusCode::SEE_OTHER);
    assert_eq!(stored(&inside, "FR.VA").await.remove(0).revision, 2);
}

async fn forms_of_a_scheme_are_not_for_everyone(inside: Inside) {
    let scheme = scheme(&inside).await;
    let mut author = assessor(&inside, "Penyusun Rekaan", "penyusun@contoh.go.id").await;
    let key = [("minutes", "60"), ("questions/1/answer", "Menurut pedoman penyiangan.")];
    let form = filed(&mut author, scheme, "FR.IA.06B", &key).await;
    let new = format!("/perangkat/{scheme}/FR.IA.06B/baru");
    for (duty, reads) in [(Duty::Manager, true), (Duty::SchemeCommittee, true), (Duty::Staff, false)] {
        let mut reader = inside.signed_in(Some(duty), "Orang Rekaan", &format!("{duty}@contoh.go.id"), None).await;
        let may = if reads { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(reader.get(&form).await.status, may, "{duty}");
        assert_eq!(reader.get(&format!("{form}.pdf")).await.status, may, "{duty}");
        assert_eq!(reader.get(&new).await.status, StatusCode::NOT_FOUND, "{duty}");
        assert_eq!(reader.post(&new, &key).await.status, StatusCode::NOT_FOUND, "{duty}");
    }
    // A form of a case is none of a scheme, and the other way round.
    assert_eq!(author.get(&format!("/perangkat/{scheme}/FR.AK.01/baru")).await.status, StatusCode::NOT_FOUND);
    let sql = "SELECT count(*) AS n FROM access_log WHERE action = 'see-key'";
    let looks = inside.flow.reader().rows(sql, &[]).await.unwrap()[0].int("n").unwrap();
    assert!(looks >= 4, "looks at a key are noted: {looks}");
}

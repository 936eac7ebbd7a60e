//! Setting a cut over HTTP: opened by who keeps the bank, rated by judges on a sheet of their own, seen by others only
//! once the round is closed, approved by who did not rate.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::{PersonId, StudyId},
};
use rehearsal::written::{self, Hall};
use workflow::exam_standard::Saying;

use crate::inside::{Browser, Inside, both};

both! {
    a_cut_is_set_by_judges_on_pages
    what_ends_before_its_time_is_said_on_the_page_of_the_study
    ebels_table_says_which_cells_are_in_use
}

async fn person<'i>(inside: &'i Inside, troupe: &rehearsal::Troupe, id: PersonId) -> Browser<'i> {
    let member = troupe.cast.members.iter().find(|member| member.id == id).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

async fn hand_in(inside: &Inside, study: StudyId, judge: PersonId, share: u8) {
    let (standards, judge) = (inside.flow.exam_standards(), inside.flow.actor(judge).await.unwrap());
    let sheet = standards.sheet(&judge, study).await.unwrap();
    let shares = sheet.questions.iter().map(|question| (question.item.id.to_string(), Some(share)));
    let saying = Saying { shares: shares.collect(), ..Saying::default() };
    standards.save(&judge, study, 1, &saying, true).await.unwrap();
}

async fn a_cut_is_set_by_judges_on_pages(inside: Inside) {
    let stage = inside.stage();
    let troupe = Hall::gather(&stage).await.unwrap();
    let (author, manager) = (troupe.cast.one(Duty::SchemeCommittee).unwrap(), troupe.cast.one(Duty::Manager).unwrap());
    let (kept, form) = written::freeze_form(&stage, author, "LD-2025-A").await.unwrap();
    let judges: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).collect();
    let mut committee = person(&inside, &troupe, author).await;
    let mut judge = person(&inside, &troupe, judges[0]).await;
    let mut staff = person(&inside, &troupe, troupe.cast.one(Duty::Staff).unwrap()).await;

    let list = format!("/kisi-kisi/{}/standar", kept.id);
    let empty = committee.get(&list).await;
    assert!(empty.text.contains("Belum ada penetapan batas lulus"), "{}", empty.text);
    assert!(judge.get("/batas-lulus").await.text.contains("Anda belum diminta menilai"));
    let (form, names) = (form.to_string(), judges.iter().map(ToString::to_string).collect::<Vec<_>>());
    let mut fields = vec![("naskah", form.as_str()), ("cara", "angoff")];
    fields.extend(names[..3].iter().map(|name| ("penilai", name.as_str())));
    let few = committee.post(&list, &fields).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(few.text.contains("Penilai kurang dari 5"), "{}", few.text);
    fields.extend(names[3..].iter().map(|name| ("penilai", name.as_str())));
    let opened = committee.post(&list, &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let study = opened.header("location").trim_end_matches("?sudah=buka").to_owned();
    let id = study.rsplit('/').next().unwrap().to_owned();
    let sheet = format!("/batas-lulus/{id}");
    assert!(committee.get(&study).await.text.contains("0 dari 5 sudah menyerahkan"));

    // The sheet is the judge's own.
    assert!(judge.get("/batas-lulus").await.text.contains("LD-2025-A"));
    for path in [list.as_str(), study.as_str(), sheet.as_str(), "/batas-lulus"] {
        assert_eq!(staff.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(committee.get(&sheet).await.status, StatusCode::NOT_FOUND, "no judge of it");
    assert_eq!(judge.get(&study).await.status, StatusCode::NOT_FOUND, "the bank is not theirs");
    let page = judge.get(&sheet).await;
    assert!(page.text.contains("Soal 1") && page.text.contains("0 dari 40 soal dinilai"), "{}", page.text);
    let wrong = judge.post(&sheet, &[("h", "1"), ("putaran", "1"), ("nilai-1", "banyak"), ("ke", "2")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Isi bilangan bulat 0 sampai 100."), "{}", wrong.text);
    let some = [("h", "1"), ("putaran", "1"), ("nilai-1", "50"), ("nilai-2", "55"), ("ke", "2")];
    let saved = judge.post(&sheet, &some).await;
    assert_eq!(saved.header("location"), format!("{sheet}?h=2&sudah=simpan"), "{}", saved.text);
    assert!(judge.get(&sheet).await.text.contains("2 dari 40 soal dinilai"));
    let early = judge.post(&sheet, &[("h", "9"), ("putaran", "1"), ("ke", "serah")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("Masih 38 soal belum dinilai."), "{}", early.text);

    // While the round is open nobody sees it, and it is not closed before enough have handed in.
    let discussion = format!("{study}/putaran/1");
    assert_ne!(committee.get(&discussion).await.status, StatusCode::OK);
    let soon = committee.post(&study, &[("perbuatan", "tutup"), ("putaran", "1")]).await;
    assert_eq!(soon.status, StatusCode::UNPROCESSABLE_ENTITY);
    let key: StudyId = id.parse().unwrap();
    for (judge, share) in judges.iter().zip([50, 55, 60, 65, 70]) {
        hand_in(&inside, key, *judge, share).await;
    }
    let closed = committee.post(&study, &[("perbuatan", "tutup"), ("putaran", "1")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
    let seen = judge.get(&format!("{sheet}/putaran/1")).await;
    assert!(seen.text.contains("Bahasan putaran 1") && seen.text.contains("50 · 60 · 70"), "{}", seen.text);
    assert!(seen.text.contains("(Anda)") && seen.text.contains("Poin penuhnya "), "{}", seen.text);
    let noted = committee.post(&discussion, &[("catatan", "Soal 3 dibahas.")]).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.text);
    assert!(judge.get(&format!("{sheet}/putaran/1")).await.text.contains("Soal 3 dibahas."));

    let approve = format!("{study}/setujui");
    assert_eq!(judge.get(&approve).await.status, StatusCode::NOT_FOUND);
    let mut manager = person(&inside, &troupe, manager).await;
    let asked = manager.get(&approve).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    let day = certification::civil::day(inside.flow.now(), "Asia/Jakarta").to_string();
    let mut typed = vec![("putaran", "1"), ("cara", "angoff"), ("batas", "31"), ("tanggal", day.as_str())];
    typed.push(("surat", "CONTOH/012/2025"));
    let unreasoned = manager.post(&approve, &typed).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    typed.push(("alasan", "Dibulatkan ke poin penuh."));
    let approved = manager.post(&approve, &typed).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text);
    let shown = committee.get(&study).await;
    assert!(shown.text.contains("CONTOH/012/2025") && shown.text.contains("Dibulatkan"), "{}", shown.text);
    let blueprint = committee.get("/kisi-kisi/layanan-dasar:2").await;
    assert!(blueprint.text.contains("31") && blueprint.text.contains("CONTOH/012/2025"), "{}", blueprint.text);
}

async fn what_ends_before_its_time_is_said_on_the_page_of_the_study(inside: Inside) {
    let stage = inside.stage();
    let troupe = Hall::gather(&stage).await.unwrap();
    let author = troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let (kept, form) = written::freeze_form(&stage, author, "LD-2025-A").await.unwrap();
    let judges: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).collect();
    let mut committee = person(&inside, &troupe, author).await;
    let mut judge = person(&inside, &troupe, judges[0]).await;
    let actor = inside.flow.actor(author).await.unwrap();
    let standards = inside.flow.exam_standards();
    let id = standards.open(&actor, form, "angoff", false, judges.clone()).await.unwrap();
    let study = format!("/kisi-kisi/standar/{id}");
    for (judge, share) in judges.iter().zip([50, 55, 60, 65, 70]) {
        hand_in(&inside, id, *judge, share).await;
    }
    assert!(!committee.get(&study).await.text.contains("Batalkan putaran ini"), "the first round has none before it");
    standards.close(&actor, id, 1).await.unwrap();
    standards.again(&actor, id, 1, "Terpencet.").await.unwrap();

    assert!(committee.get(&study).await.text.contains("Batalkan putaran ini"));
    let cancel = [("perbuatan", "batal"), ("putaran", "2"), ("alasan-batal", "")];
    let silent = committee.post(&study, &cancel).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("Alasannya belum ditulis."), "{}", silent.text);
    let cancel = [("perbuatan", "batal"), ("putaran", "2"), ("alasan-batal", "Dibuka karena keliru.")];
    let cancelled = committee.post(&study, &cancel).await;
    assert_eq!(cancelled.header("location"), format!("{study}?sudah=batal"), "{}", cancelled.text);
    let page = committee.get(&study).await;
    assert!(page.text.contains("Dibuka karena keliru.") && page.text.contains("Dibahas"), "{}", page.text);

    let ill = judges[0].to_string();
    let alone = [("perbuatan", "lepas"), ("penilai", ill.as_str()), ("alasan-lepas", "Berhalangan.")];
    let few = committee.post(&study, &alone).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(few.text.contains("Tanpa penilai ini tinggal 4; diperlukan 5."), "{}", few.text);
    let instead = author.to_string();
    let mut replaced = alone.to_vec();
    replaced.push(("pengganti", instead.as_str()));
    let released = committee.post(&study, &replaced).await;
    assert_eq!(released.header("location"), format!("{study}?sudah=lepas"), "{}", released.text);
    let page = committee.get(&study).await;
    assert!(page.text.contains("Berhalangan.") && page.text.contains("J6"), "{}", page.text);
    assert!(judge.get("/batas-lulus").await.text.contains("Dibebaskan"));
    let round = committee.get(&format!("{study}/putaran/1")).await;
    assert!(round.text.contains("(dibebaskan kemudian)"), "{}", round.text);

    let withdrawn = committee.post(&study, &[("perbuatan", "tarik"), ("alasan-tarik", "Tidak dipakai lagi.")]).await;
    assert_eq!(withdrawn.header("location"), format!("{study}?sudah=tarik"), "{}", withdrawn.text);
    let list = committee.get(&format!("/kisi-kisi/{}/standar", kept.id)).await;
    assert!(list.text.contains("Ditarik"), "{}", list.text);
    let page = committee.get(&study).await;
    assert!(page.text.contains("Tidak dipakai lagi.") && !page.text.contains("Tutup putaran"), "{}", page.text);
}

async fn ebels_table_says_which_cells_are_in_use(inside: Inside) {
    let stage = inside.stage();
    let troupe = Hall::gather(&stage).await.unwrap();
    let author = troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let (_, form) = written::freeze_form(&stage, author, "LD-2025-A").await.unwrap();
    let judges: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).collect();
    let actor = inside.flow.actor(author).await.unwrap();
    let standards = inside.flow.exam_standards();
    let id = standards.open(&actor, form, "ebel", false, judges.clone()).await.unwrap();
    let sheet = format!("/batas-lulus/{id}");
    for rater in &judges {
        let rater = inside.flow.actor(*rater).await.unwrap();
        let questions = standards.sheet(&rater, id).await.unwrap().questions;
        let kinds = questions.iter().map(|question| (question.item.id.to_string(), Some((1, 2)))).collect();
        let saying = Saying { kinds, ..Saying::default() };
        standards.save(&rater, id, 1, &saying, false).await.unwrap();
    }
    let mut judge = person(&inside, &troupe, judges[0]).await;
    let closing = judge.get(&format!("{sheet}?h=9")).await;
    assert_eq!(closing.text.matches("40 soal<").count(), 1, "{}", closing.text);
    assert_eq!(closing.text.matches("tidak perlu: tidak ada soal").count(), 11);
    let lacking = judge.post(&sheet, &[("h", "9"), ("putaran", "1"), ("ke", "serah")]).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        lacking.text.contains("Harapan untuk soal yang sangat penting dan sedang belum diisi."),
        "{}",
        lacking.text
    );
    assert!(lacking.text.contains("#harap-1-2"), "the refusal leads to the cell: {}", lacking.text);

    // With wishes and no results, the compromise says what has to happen first.
    let wishes = [("batas-bawah", "50"), ("batas-atas", "80"), ("gagal-sedikit", "5"), ("gagal-banyak", "40")];
    for (rater, share) in judges.iter().zip(["60", "65", "70", "75", "80"]) {
        let mut rater = person(&inside, &troupe, *rater).await;
        let mut typed = vec![("h", "9"), ("putaran", "1"), ("ke", "serah"), ("harap-1-2", share), ("lulus", "70")];
        typed.extend(wishes);
        let done = rater.post(&sheet, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    standards.close(&actor, id, 1).await.unwrap();
    let mut committee = person(&inside, &troupe, author).await;
    let round = committee.get(&format!("/kisi-kisi/standar/{id}/putaran/1")).await;
    assert!(round.text.contains("Belum ada peserta yang menempuh perangkat ini"), "{}", round.text);
    assert!(round.text.contains("paling sedikit 30 peserta"), "{}", round.text);
    assert!(round.text.contains(&format!("/kisi-kisi/perangkat/{form}")), "{}", round.text);
}

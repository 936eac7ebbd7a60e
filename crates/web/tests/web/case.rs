//! Cases through the pages of staff: the queue, requirements checked and concluded, an assessor and a session
//! chosen, a withdrawal recorded; and what of it others see.

use axum::http::StatusCode;
use certification::{
    body::ChangeSettings,
    casefile::CaseFile,
    duty::Duty,
    event::{EventPlan, PlanEvent},
    id::CaseId,
    record::event::Event,
    stage::Stage,
};
use rehearsal::{Conclusion, Finding, Troupe, verdicts::report};
use workflow::load::{case_file, case_files};

use crate::inside::{Browser, Inside, PASSWORD, both, hidden};

both! {
    staff_check_accept_assign_and_schedule_a_case
    an_application_that_staff_did_not_sign_is_held_until_they_do
    no_session_is_set_where_the_venue_is_not_verified
    an_application_is_returned_with_reasons_or_not_accepted
    several_are_accepted_at_once_only_when_each_was_judged
    a_withdrawal_and_an_absence_are_recorded_with_a_reason
    each_sees_the_cases_of_their_scope_and_others_are_not_found
    many_files_are_loaded_as_one_is
}

/// The one session of the small event.
const SESSION: &str = "h1-pagi";

/// A small event whose first cases have handed in their application.
async fn applied(inside: &Inside, guests: usize, applied: usize) -> Troupe {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, guests).await.unwrap();
    for n in 0..applied {
        let player = troupe.player(&stage, n).unwrap();
        player.confirm().await.unwrap();
        player.apply().await.unwrap();
    }
    troupe
}

async fn of_duty<'i>(inside: &'i Inside, troupe: &Troupe, duty: Duty) -> Browser<'i> {
    let member = troupe.cast.members.iter().find(|m| m.duty == duty).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

async fn file(inside: &Inside, case: CaseId) -> CaseFile {
    case_file(&mut inside.flow.reader(), case).await.unwrap()
}

/// The verdicts of a page: every required document meets, but for those named.
async fn verdicts(inside: &Inside, case: CaseId, but: &[(&str, &str)]) -> Vec<(String, String)> {
    let file = file(inside, case).await;
    let mut fields: Vec<(String, String)> = certification::application::required(&file)
        .map(|id| (format!("v-{id}"), "meets".to_owned()))
        .filter(|(name, _)| !but.iter().any(|(n, _)| n == name))
        .collect();
    fields.extend(but.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    fields
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

async fn staff_check_accept_assign_and_schedule_a_case(inside: Inside) {
    let troupe = applied(&inside, 3, 1).await;
    let case = troupe.cases[0].id;
    let page = format!("/berkas/{case}");
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let queue = staff.get("/antrean").await;
    assert!(queue.text.contains("Muhammad Syarwani") && !queue.text.contains("Rusdi"), "{}", queue.text);
    assert!(queue.text.contains("Lengkap, belum dinilai"), "{}", queue.text);
    let shown = staff.get(&page).await;
    assert!(shown.text.contains("Periksa persyaratan dan simpulkan") && shown.text.contains("Riwayat"));
    assert!(shown.text.contains(" •••• •••• "), "the NIK is masked: {}", shown.text);
    for leads in [format!("/acara/{}", troupe.event.id), format!("/orang/{}", troupe.cases[0].person_id)] {
        assert!(shown.text.contains(&format!("href=\"{leads}\"")), "{leads}: {}", shown.text);
    }
    let check = staff.get(&format!("{page}/syarat")).await;
    assert!(check.text.contains("/dokumen/") && check.text.contains("belum dinilai"), "{}", check.text);
    assert_eq!(check.text.matches("tidak menahan penerimaan").count(), 1, "evidence of competence: {}", check.text);

    let early = staff.post(&format!("{page}/syarat"), &[("aksi", "terima")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("Nilai syarat ini dulu"), "{}", early.text);
    assert!(
        early.text.contains(r##"<a href="#v-"##) && early.text.contains("3.1 "),
        "by number and name: {}",
        early.text
    );
    let summary = early.text.split("ringkas").nth(2).and_then(|s| s.split("</ul>").next()).unwrap_or_default();
    assert!(summary.matches("Nilai syarat ini dulu").count() == summary.matches(">3.").count(), "{summary}");
    let mut fields = verdicts(&inside, case, &[]).await;
    fields.push(("aksi".to_owned(), "terima".to_owned()));
    let accepted = staff.post(&format!("{page}/syarat"), &pairs(&fields)).await;
    assert_eq!(accepted.header("location"), format!("{page}?sudah=terima"), "{}", accepted.text);
    let now = file(&inside, case).await;
    assert_eq!(now.case.stage, Stage::SelfAssessment);
    let written = now.form("FR.APL.01").unwrap().answers.clone().unwrap().to_string();
    assert!(written.contains("accepted") && written.contains("meets"), "the paper says what was judged: {written}");
    let shown = staff.get(&page).await;
    assert!(shown.text.contains("belum ditandatangani"), "{}", shown.text);
    let sign = format!("{page}/formulir/FR.APL.01/tanda-tangan/staff");
    assert_eq!(staff.get(&sign).await.status, StatusCode::OK);

    let stage = inside.stage();
    troupe.player(&stage, 0).unwrap().assess_oneself().await.unwrap();
    let choose = staff.get(&format!("{page}/asesor")).await;
    assert!(choose.text.contains("Mastura Norhidayati") && choose.text.contains("batas 10 sehari"), "{}", choose.text);
    let nobody = staff.post(&format!("{page}/asesor"), &[]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let assessor = troupe.assessors[1].to_string();
    let assigned = staff.post(&format!("{page}/asesor"), &[("asesor", &assessor)]).await;
    assert_eq!(assigned.header("location"), format!("{page}?sudah=tugaskan"), "{}", assigned.text);
    let again = staff.get(&format!("{page}/asesor")).await;
    assert!(again.text.contains("Sekarang ditugaskan: Elisabeth Manurung"), "{}", again.text);
    let other = troupe.assessors[2].to_string();
    let bare = staff.post(&format!("{page}/asesor"), &[("asesor", &other)]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("Mengganti asesor perlu alasan"), "{}", bare.text);
    let fields = [("asesor", &*other), ("alasan", "Berhalangan")];
    let replaced = staff.post(&format!("{page}/asesor"), &fields).await;
    assert_eq!(replaced.status, StatusCode::SEE_OTHER, "{}", replaced.text);
    let shown = staff.get(&page).await;
    assert!(shown.text.contains("Suryadi Wibowo") && shown.text.contains("digantikan"), "{}", shown.text);

    troupe.player(&stage, 0).unwrap().review(true).await.unwrap();
    let seats = staff.get(&format!("{page}/jadwal")).await;
    assert!(seats.text.contains("3 dari 3 tempat kosong"), "{}", seats.text);
    let seated = staff.post(&format!("{page}/jadwal"), &[("sesi", SESSION)]).await;
    assert_eq!(seated.header("location"), format!("{page}?sudah=jadwal"), "{}", seated.text);
    assert_eq!(file(&inside, case).await.case.stage, Stage::Agreement);
    let history = staff.get(&format!("{page}/riwayat")).await;
    assert!(history.text.contains("menugaskan asesor. Alasan: Berhalangan"), "{}", history.text);
    assert!(history.text.contains("mengirim FR.APL.02"));
}

/// Staff accept an application on its page, without signing what they concluded.
async fn accept_unsigned(inside: &Inside, staff: &mut Browser<'_>, case: CaseId) {
    let mut fields = verdicts(inside, case, &[]).await;
    fields.push(("aksi".to_owned(), "terima".to_owned()));
    let accepted = staff.post(&format!("/berkas/{case}/syarat"), &pairs(&fields)).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text);
}

async fn an_application_that_staff_did_not_sign_is_held_until_they_do(inside: Inside) {
    let troupe = applied(&inside, 1, 1).await;
    let case = troupe.cases[0].id;
    let page = format!("/berkas/{case}");
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    accept_unsigned(&inside, &mut staff, case).await;
    let (stage, clerk) = (inside.stage(), troupe.cast.one(Duty::Staff).unwrap());
    let player = troupe.player(&stage, 0).unwrap();
    player.assess_oneself().await.unwrap();
    player.assign(clerk, troupe.assessors[0], "").await.unwrap();
    player.review(true).await.unwrap();
    player.schedule(clerk, SESSION).await.unwrap();
    player.propose().await.unwrap();
    player.accept().await.unwrap();
    player.attend(true).await.unwrap();
    player.examine(Finding::K).await.unwrap();
    player.recommend(Finding::K).await.unwrap();
    player.take_note(None).await.unwrap();
    report(&stage, troupe.assessors[0], troupe.event.id, None).await.unwrap();
    let held = staff.get(&page).await.text;
    assert!(held.contains("Staf belum menandatangani bagiannya di FR.APL.01"), "{held}");
    let sign = format!("{page}/formulir/FR.APL.01/tanda-tangan/staff");
    assert!(held.contains(&sign), "the way out stands there: {held}");
    let digest = hidden(&staff.get(&sign).await.text, "sidik");
    let signed = staff.post(&sign, &[("sidik", &*digest), ("rahasia", PASSWORD)]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text);
    let ready = file(&inside, case).await;
    assert!(ready.signed("FR.APL.01", "staff") && certification::decision::blockers(&ready).is_empty());
    assert!(!staff.get(&page).await.text.contains("Staf belum menandatangani"));
}

async fn no_session_is_set_where_the_venue_is_not_verified(inside: Inside) {
    let troupe = applied(&inside, 1, 1).await;
    let stage = inside.stage();
    let (player, clerk) = (troupe.player(&stage, 0).unwrap(), troupe.cast.one(Duty::Staff).unwrap());
    player.check(clerk, Conclusion::Accepted).await.unwrap();
    player.assess_oneself().await.unwrap();
    player.assign(clerk, troupe.assessors[0], "").await.unwrap();
    player.review(true).await.unwrap();
    let event = troupe.event.id;
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    assert!(!staff.get(&format!("/acara/{event}")).await.text.contains("TUK belum tercatat terverifikasi"));
    let plan = EventPlan { venue_verified: false, ..plan_of(&troupe.event) };
    inside.flow.perform_as_house((Some(event), plan.code.clone()), PlanEvent { plan }).await.unwrap();
    let board = staff.get(&format!("/acara/{event}")).await.text;
    assert!(board.contains("TUK belum tercatat terverifikasi"), "{board}");
    let seat = format!("/berkas/{}/jadwal", troupe.cases[0].id);
    let refused = staff.post(&seat, &[("sesi", SESSION)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("belum tercatat terverifikasi untuk skemanya"), "{}", refused.text);
    assert!(refused.text.contains("di Ubah acara"), "the way out stands beside it: {}", refused.text);
    // A body that keeps it otherwise says so in its settings.
    let values = vec![("venue.verified_first".to_owned(), "no".to_owned())];
    inside.flow.perform_as_house((), ChangeSettings { values }).await.unwrap();
    assert_eq!(staff.post(&seat, &[("sesi", SESSION)]).await.status, StatusCode::SEE_OTHER);
}

/// The plan of an event as it stands.
fn plan_of(event: &Event) -> EventPlan {
    EventPlan {
        code: event.code.clone(),
        title: event.title.clone(),
        host: event.host.clone(),
        venue: event.venue.clone(),
        venue_kind: event.venue_kind.clone(),
        venue_verified: event.venue_verified,
        kab: event.kab.clone(),
        starts: event.starts.clone(),
        ends: event.ends.clone(),
        zone: event.zone.clone(),
        offers: event.offers.clone(),
        funding: event.funding.clone(),
        sessions: event.sessions.clone(),
        schedule: String::new(),
        ministry: String::new(),
        example: event.example,
    }
}

async fn an_application_is_returned_with_reasons_or_not_accepted(inside: Inside) {
    let troupe = applied(&inside, 3, 2).await;
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let case = troupe.cases[0].id;
    let page = format!("/berkas/{case}");
    let first = {
        let file = file(&inside, case).await;
        certification::application::required(&file).next().unwrap().to_owned()
    };
    let (verdict, reason) = (format!("v-{first}"), format!("a-{first}"));
    let unreasoned = [(verdict.as_str(), "does-not"), ("aksi", "simpan")];
    let wrong = staff.post(&format!("{page}/syarat"), &unreasoned).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut fields = verdicts(&inside, case, &[(&verdict, "does-not"), (&reason, "Terpotong <separuh>.")]).await;
    fields.push(("aksi".to_owned(), "kembali".to_owned()));
    let bare = staff.post(&format!("{page}/syarat"), &pairs(&fields)).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "a note is wanted");
    assert!(bare.text.contains("Terpotong &lt;separuh&gt;."), "what was typed stays: {}", bare.text);
    fields.push(("catatan".to_owned(), "Unggah ulang seluruh halaman.".to_owned()));
    let returned = staff.post(&format!("{page}/syarat"), &pairs(&fields)).await;
    assert_eq!(returned.header("location"), format!("{page}?sudah=kembali"), "{}", returned.text);
    assert_eq!(file(&inside, case).await.case.stage, Stage::Returned);
    assert!(staff.get("/antrean?tunggu=kembali").await.text.contains("Muhammad Syarwani"));

    let case = troupe.cases[1].id;
    let page = format!("/berkas/{case}");
    let mut fields = verdicts(&inside, case, &[(&verdict, "does-not"), (&reason, "Bukan ijazah.")]).await;
    fields.push(("aksi".to_owned(), "tolak".to_owned()));
    let asked = staff.post(&format!("{page}/syarat"), &pairs(&fields)).await;
    assert_eq!(asked.header("location"), format!("{page}/tolak"), "{}", asked.text);
    assert!(staff.get(&format!("{page}/tolak")).await.text.contains("Yang terjadi bila Anda lanjutkan"));
    let bare = staff.post(&format!("{page}/tolak"), &[("catatan", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = staff.post(&format!("{page}/tolak"), &[("catatan", "Ijazah tidak sesuai.")]).await;
    assert_eq!(done.header("location"), format!("{page}?sudah=tolak"), "{}", done.text);
    let shown = staff.get(&page).await;
    assert!(shown.text.contains("Ijazah tidak sesuai.") && shown.text.contains("belum ditandatangani"));
    assert_eq!(staff.get(&format!("{page}/formulir/FR.APL.01/tanda-tangan/staff")).await.status, StatusCode::OK);
}

async fn several_are_accepted_at_once_only_when_each_was_judged(inside: Inside) {
    let troupe = applied(&inside, 3, 3).await;
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    for case in &troupe.cases[..2] {
        let mut fields = verdicts(&inside, case.id, &[]).await;
        fields.push(("aksi".to_owned(), "simpan".to_owned()));
        let saved = staff.post(&format!("/berkas/{}/syarat", case.id), &pairs(&fields)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    }
    let none = staff.get("/antrean/terima?").await;
    assert!(
        none.text.contains("Belum ada permohonan yang dipilih") && !none.text.contains("Terima 0"),
        "{}",
        none.text
    );
    let ids: Vec<String> = troupe.cases.iter().map(|c| c.id.to_string()).collect();
    let query = ids.iter().map(|id| format!("pilih={id}")).collect::<Vec<_>>().join("&");
    let asked = staff.get(&format!("/antrean/terima?{query}")).await;
    assert!(asked.text.contains("Terima 2 permohonan") && asked.text.contains("Tidak ikut"), "{}", asked.text);
    let chosen: Vec<(&str, &str)> = ids.iter().map(|id| ("pilih", id.as_str())).collect();
    let wrong: Vec<_> = chosen.iter().copied().chain([("sandi", "bukan ini")]).collect();
    assert_eq!(staff.post("/antrean/terima", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right: Vec<_> = chosen.iter().copied().chain([("sandi", PASSWORD)]).collect();
    let done = staff.post("/antrean/terima", &right).await;
    assert_eq!(done.header("location"), "/antrean?tunggu=periksa&sudah=terima-2", "{}", done.text);
    let ids: Vec<CaseId> = troupe.cases.iter().map(|c| c.id).collect();
    let files = case_files(&mut inside.flow.reader(), &ids).await.unwrap();
    let stages: Vec<Stage> = files.iter().map(|f| f.case.stage).collect();
    assert_eq!(stages, [Stage::SelfAssessment, Stage::SelfAssessment, Stage::Checking]);
    assert!(file(&inside, troupe.cases[0].id).await.signed("FR.APL.01", "staff"));
    let queue = staff.get("/antrean?tunggu=periksa&sudah=terima-2").await;
    assert!(queue.text.contains("2 permohonan diterima dan ditandatangani"), "{}", queue.text);
}

async fn a_withdrawal_and_an_absence_are_recorded_with_a_reason(inside: Inside) {
    let troupe = applied(&inside, 2, 2).await;
    let stage = inside.stage();
    let player = troupe.player(&stage, 1).unwrap();
    let clerk = troupe.cast.one(Duty::Staff).unwrap();
    player.check(clerk, Conclusion::Accepted).await.unwrap();
    player.assess_oneself().await.unwrap();
    player.assign(clerk, troupe.assessors[1], "").await.unwrap();
    player.review(true).await.unwrap();
    player.schedule(clerk, SESSION).await.unwrap();
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let page = format!("/berkas/{}", troupe.cases[0].id);
    assert!(staff.get(&format!("{page}/undur")).await.text.contains("bukan keputusan belum kompeten"));
    let bare = staff.post(&format!("{page}/undur"), &[("alasan", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = staff.post(&format!("{page}/undur"), &[("alasan", "Lewat telepon, sakit.")]).await;
    assert_eq!(done.header("location"), format!("{page}?sudah=undur"), "{}", done.text);
    assert_eq!(file(&inside, troupe.cases[0].id).await.case.stage, Stage::Withdrawn);
    let again = staff.post(&format!("{page}/undur"), &[("alasan", "Sekali lagi")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = format!("/berkas/{}", troupe.cases[1].id);
    let bare = staff.post(&format!("{page}/kehadiran"), &[("hadir", "tidak")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("hadir", "tidak"), ("alasan", "Daftar hadir kosong")];
    let absent = staff.post(&format!("{page}/kehadiran"), &fields).await;
    assert_eq!(absent.header("location"), format!("{page}?sudah=hadir"), "{}", absent.text);
    assert_eq!(file(&inside, troupe.cases[1].id).await.case.stage, Stage::Absent);
    let fields = [("hadir", "ya"), ("alasan", "Ternyata hadir di ruang lain")];
    assert_eq!(staff.post(&format!("{page}/kehadiran"), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(file(&inside, troupe.cases[1].id).await.case.present, Some(true));
}

async fn each_sees_the_cases_of_their_scope_and_others_are_not_found(inside: Inside) {
    let troupe = applied(&inside, 3, 2).await;
    let stage = inside.stage();
    let clerk = troupe.cast.one(Duty::Staff).unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.check(clerk, Conclusion::Accepted).await.unwrap();
    player.assess_oneself().await.unwrap();
    player.assign(clerk, troupe.assessors[0], "").await.unwrap();
    let (own, other) = (format!("/berkas/{}", troupe.cases[0].id), format!("/berkas/{}", troupe.cases[1].id));

    let mut assessor = inside.signed_in_as(troupe.assessors[0], "asesor.lama1@contoh.go.id").await;
    let list = assessor.get("/berkas").await;
    assert!(list.text.contains("Muhammad Syarwani") && !list.text.contains("Siti Nur"), "{}", list.text);
    let shown = assessor.get(&own).await;
    assert!(shown.text.contains("Nyatakan bebas benturan") && !shown.text.contains("/undur"), "{}", shown.text);
    assert!(!shown.text.contains("••••") && !shown.text.contains("+62812"), "no identity data: {}", shown.text);
    assert_eq!(assessor.get(&other).await.status, StatusCode::NOT_FOUND);
    for page in ["syarat", "asesor", "jadwal", "undur", "riwayat"] {
        assert_eq!(assessor.get(&format!("{own}/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(assessor.get("/antrean").await.status, StatusCode::NOT_FOUND);

    let mut panel = of_duty(&inside, &troupe, Duty::PanelMember).await;
    let shown = panel.get(&own).await;
    assert!(shown.text.contains("Riwayat") && !shown.text.contains("/jadwal"), "{}", shown.text);
    assert_eq!(panel.post(&format!("{own}/undur"), &[("alasan", "x")]).await.status, StatusCode::NOT_FOUND);

    let mut facilitator = of_duty(&inside, &troupe, Duty::Facilitator).await;
    let list = facilitator.seek("/berkas", &[("q", "nur")]).await;
    assert!(list.text.contains("Siti Nur") && !list.text.contains("Muhammad Syarwani"), "{}", list.text);
    assert!(!list.text.contains(&other), "the facilitator lists, but does not open");
    assert_eq!(facilitator.get(&other).await.status, StatusCode::NOT_FOUND);

    let mut candidate = inside.signed_in_as(troupe.cases[1].person_id, "pemegang2@contoh.go.id").await;
    let away = candidate.get(&other).await;
    assert_eq!(away.header("location"), format!("/permohonan/{}", troupe.cases[1].id));
    assert_eq!(candidate.get(&own).await.status, StatusCode::NOT_FOUND);

    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let label = file(&inside, troupe.cases[1].id).await.label();
    let found = staff.seek("/berkas", &[("q", &*label.to_string())]).await;
    assert!(found.text.contains("Siti Nur") && !found.text.contains("Muhammad Syarwani"), "{}", found.text);
    assert!(staff.get("/berkas?tahap=issued").await.text.contains("Tidak ada yang cocok"));
    assert!(staff.get(&format!("/berkas?asesor={}", troupe.assessors[0])).await.text.contains("Mastura"));
}

async fn many_files_are_loaded_as_one_is(inside: Inside) {
    let troupe = applied(&inside, 3, 2).await;
    let ids: Vec<CaseId> = troupe.cases.iter().rev().map(|c| c.id).collect();
    let many = case_files(&mut inside.flow.reader(), &ids).await.unwrap();
    assert_eq!(many.iter().map(|f| f.case.id).collect::<Vec<_>>(), ids);
    for one in many {
        let alone = file(&inside, one.case.id).await;
        assert_eq!(format!("{:?}", one.documents), format!("{:?}", alone.documents));
        assert_eq!(format!("{:?}", one.forms), format!("{:?}", alone.forms));
        assert_eq!(one.signatures.len(), alone.signatures.len());
        assert_eq!((one.person, one.event, one.scheme), (alone.person, alone.event, alone.scheme));
        assert_eq!((one.institution, one.assessor), (alone.institution, alone.assessor));
    }
}

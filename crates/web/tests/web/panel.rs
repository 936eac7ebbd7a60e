//! From the panel to the certificate through the pages: convening, votes, decisions, minutes and decree,
//! bulk issue, the register; and who is kept out of what.

use std::cmp::Reverse;

use axum::http::StatusCode;
use certification::{
    certificate::CODE_LENGTH,
    decision::panel_stream,
    duty::Duty,
    id::{CaseId, PanelId, PersonId},
    permit::Scope,
    person::Appoint,
    record::{certificate::Certificate, decision::Vote},
    text::fold,
};
use regex::Regex;
use rehearsal::{Finding, Troupe, verdicts::report};
use store::{
    Find, Read as _,
    journal::newest_act,
    view::{Page, RegisterFilter, RegisterOrder, register_count, register_list},
};

use crate::inside::{Browser, Inside, PASSWORD, both};

both! {
    a_panel_decides_and_what_it_granted_is_issued
    whoever_assessed_a_case_stays_out_of_it_and_of_the_room
    a_certificate_is_changed_with_a_reason_and_nothing_is_lost
}

/// A small event whose cases are assessed and reported.
pub(crate) async fn assessed(inside: &Inside, findings: &[Finding]) -> Troupe {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, findings.len()).await.unwrap();
    for (n, finding) in findings.iter().enumerate() {
        troupe.assess(&stage, n, *finding).await.unwrap();
    }
    for assessor in troupe.assessors.iter().take(findings.len()) {
        report(&stage, *assessor, troupe.event.id, None).await.unwrap();
    }
    troupe
}

/// The n-th of the people of a duty, signed in.
pub(crate) async fn of_duty<'i>(inside: &'i Inside, troupe: &Troupe, duty: Duty, n: usize) -> Browser<'i> {
    let member = troupe.cast.members.iter().filter(|m| m.duty == duty).nth(n).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

/// The manager convenes a panel of these members; answers its address.
async fn convened(manager: &mut Browser<'_>, troupe: &Troupe, members: &[PersonId]) -> String {
    let event = troupe.event.id.to_string();
    let asked = manager.get(&format!("/pleno/baru?acara={event}")).await;
    assert!(asked.text.contains("Agus Setiadi") && asked.text.contains("Boleh memutus"), "{}", asked.text);
    let members: Vec<String> = members.iter().map(ToString::to_string).collect();
    let mut fields = vec![("acara", &*event), ("tanggal", "2025-10-30"), ("ketua", &*members[0])];
    fields.extend(members.iter().take(2).map(|m| ("anggota", &**m)));
    let few = manager.post("/pleno/baru", &fields).await;
    assert_eq!(few.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(few.text.contains("kuorum memerlukan 3") && few.text.contains("checked"), "{}", few.text);
    fields.extend(members.iter().skip(2).map(|m| ("anggota", &**m)));
    let open = manager.post("/pleno/baru", &fields).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.text);
    open.header("location").split('?').next().unwrap().to_owned()
}

async fn a_panel_decides_and_what_it_granted_is_issued(inside: Inside) {
    let troupe = assessed(&inside, &[Finding::K, Finding::K, Finding::Bk]).await;
    let case = |n: usize| troupe.cases[n].id.to_string();
    let mut manager = of_duty(&inside, &troupe, Duty::Manager, 0).await;
    assert!(manager.get("/pleno").await.text.contains("3 berkas menunggu keputusan"));
    let members: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).collect();
    let panel = convened(&mut manager, &troupe, &members).await;
    assert_eq!(manager.post(&format!("{panel}/sekaligus"), &[("aksi", "setuju")]).await.status, StatusCode::NOT_FOUND);

    let chosen = [("pilih", case(0)), ("pilih", case(1))];
    let bulk =
        |act: &'static str| chosen.iter().map(|(k, v)| (*k, v.as_str())).chain([("aksi", act)]).collect::<Vec<_>>();
    let mut chair = of_duty(&inside, &troupe, Duty::PanelMember, 0).await;
    let board = chair.get(&panel).await;
    assert!(board.text.contains("2 boleh sekaligus, 1 dibahas satu per satu"), "{}", board.text);
    assert!(chair.post(&format!("{panel}/sekaligus"), &bulk("setuju")).await.text.contains("2 suara tercatat"));
    let early = chair.post(&format!("{panel}/sekaligus"), &bulk("putus")).await;
    assert!(
        early.text.contains("0 keputusan tercatat") && early.text.contains("Baru 1 anggota memberi suara"),
        "{}",
        early.text
    );
    let unjust = [("suara", "granted"), ("alasan", "")];
    let against = chair.post(&format!("{panel}/kasus/{}/suara", case(2)), &unjust).await;
    assert_eq!(against.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(against.text.contains("Asesor merekomendasikan belum kompeten"), "{}", against.text);
    let vote = [("suara", "not-granted"), ("alasan", "Unit terakhir diulang.")];
    let voted = chair.post(&format!("{panel}/kasus/{}/suara", case(2)), &vote).await;
    assert_eq!(voted.status, StatusCode::SEE_OTHER, "{}", voted.text);
    for n in 1..3 {
        let mut member = of_duty(&inside, &troupe, Duty::PanelMember, n).await;
        member.post(&format!("{panel}/sekaligus"), &bulk("setuju")).await;
        member.post(&format!("{panel}/kasus/{}/suara", case(2)), &vote).await;
    }
    let mut fourth = of_duty(&inside, &troupe, Duty::PanelMember, 3).await;
    let dissent = [("suara", "not-granted"), ("alasan", "Bukti unit 2 kurang.")];
    fourth.post(&format!("{panel}/kasus/{}/suara", case(1)), &dissent).await;
    let decided = chair.post(&format!("{panel}/sekaligus"), &bulk("putus")).await;
    assert!(decided.text.contains("2 keputusan tercatat"), "{}", decided.text);
    let grounds = [("keputusan", "not-granted"), ("dasar", "Unit terakhir belum kompeten.")];
    assert_eq!(chair.post(&format!("{panel}/kasus/{}/putus", case(2)), &grounds).await.status, StatusCode::SEE_OTHER);
    let kept = chair.get(&format!("{panel}/kasus/{}", case(1))).await;
    assert!(kept.text.contains("Bukti unit 2 kurang.") && kept.text.contains("Diputuskan"), "{}", kept.text);
    assert!(chair.get(&format!("{panel}?lihat=diputus")).await.text.contains("1 suara berbeda"));

    assert_eq!(chair.get(&format!("{panel}/tutup")).await.status, StatusCode::NOT_FOUND);
    assert!(manager.get(&format!("{panel}/tutup")).await.text.contains("2 kompeten dan 1 belum kompeten"));
    assert_eq!(manager.post(&format!("{panel}/tutup"), &[]).await.status, StatusCode::SEE_OTHER);
    let minutes = manager.get(&format!("{panel}/berita-acara.pdf")).await;
    assert!(minutes.text.starts_with("%PDF-"));
    let mut deputy = of_duty(&inside, &troupe, Duty::Deputy, 0).await;
    assert!(deputy.get(&format!("{panel}/sk")).await.text.contains("Tidak perlu: ketua dapat menandatangani"));
    let refused = deputy.post(&format!("{panel}/sk"), &[("sandi", PASSWORD)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let mut head = of_duty(&inside, &troupe, Duty::Head, 0).await;
    assert!(head.get(&format!("{panel}/sk.pdf")).await.text.starts_with("%PDF-"), "a draft to read");
    let wrong = head.post(&format!("{panel}/sk"), &[("sandi", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(head.post(&format!("{panel}/sk"), &[("sandi", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
    assert!(head.get(&format!("{panel}/sk")).await.text.contains("001/SK/LSP/X/2025"));
    let id = panel.rsplit('/').next().unwrap().parse().unwrap();
    let minutes = inside.flow.minutes_paper(id).await.unwrap().data.to_string();
    assert!(minutes.contains("Pada hari Kamis, 30 Oktober 2025"), "{minutes}");
    let decree = inside.flow.decree_paper(id).await.unwrap().data;
    assert!(decree["considering"].to_string().contains("rapat pleno tanggal 30 Oktober 2025"), "{decree}");
    // The event goes on until the day after: what was decided was assessed on its first.
    let held = "telah dilaksanakan pada tanggal 30 Oktober 2025 di Aula";
    assert!(decree["considering"].to_string().contains(held), "{decree}");
    assert!(!minutes.contains("31 Oktober"), "{minutes}");
    let electronic = &decree["signers"][0]["electronic"];
    let (signed, _) = newest_act(&mut inside.flow.reader(), &panel_stream(id), "SignDecree").await.unwrap().unwrap();
    assert!(electronic["time"].as_str().unwrap().ends_with("WIB"), "{electronic}");
    assert!(signed.to_string().ends_with(electronic["entry"].as_str().unwrap()), "{electronic}");

    let before = manager.get(&format!("{panel}/terbit")).await;
    assert!(before.text.contains("Terbitkan 2 sertifikat") && before.text.contains("2 + 1 = 3"), "{}", before.text);
    assert_eq!(chair.post(&format!("{panel}/terbit"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(manager.post(&format!("{panel}/terbit"), &[]).await.status, StatusCode::SEE_OTHER);
    let running = manager.get(&format!("{panel}/terbit")).await;
    assert!(running.text.contains("Sedang dikerjakan") && running.text.contains("http-equiv"), "{}", running.text);
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    let done = manager.get(&format!("{panel}/terbit")).await;
    assert!(done.text.contains("2 dari 2 terbit") && !done.text.contains("http-equiv"), "{}", done.text);
    the_register_goes_on_page_after_page(&inside).await;
    a_later_name_changes_nothing_that_was_signed(&inside, id).await;
    numbers_cannot_be_counted_through(&inside).await;
    let again = manager.post(&format!("{panel}/terbit"), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// What a signed paper and the public page say of the body stands, whatever the body is called later.
async fn a_later_name_changes_nothing_that_was_signed(inside: &Inside, panel: PanelId) {
    let signed = async || {
        let minutes = inside.flow.minutes_paper(panel).await.unwrap().data;
        (minutes, inside.flow.decree_paper(panel).await.unwrap().data)
    };
    let before = signed().await;
    assert!(before.1["title"].as_str().unwrap().contains("LSP Contoh Pustaka"), "{}", before.1);
    let certificate: Certificate = inside.flow.reader().first(Find::all()).await.unwrap().unwrap();
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "nama@contoh.id", None).await;
    let fields =
        [("body.name", "LSP Nama Baru"), ("body.address", "Jalan Baru 9"), ("body.licence", "BNSP-LSP-999-ID")];
    assert_eq!(admin.post("/pengaturan", &fields).await.header("location"), "/pengaturan?sudah=simpan");
    assert_eq!(signed().await, before);
    let public = inside.browser().get(&format!("/v/{}", certificate.code)).await;
    assert!(public.text.contains("<dd>LSP Contoh Pustaka</dd>"), "{}", public.text);
    // What was signed before the body was kept with it is told by the journal.
    assert_eq!(inside.flow.issuer_on("2025-01-01").await.unwrap().name, "LSP Contoh Pustaka");
    assert_eq!(inside.flow.issuer_on("2999-01-01").await.unwrap().licence, "BNSP-LSP-999-ID");
}

/// Numbers run on: whoever looks many up waits, and is told how long; the code on a certificate works all the same.
async fn numbers_cannot_be_counted_through(inside: &Inside) {
    let certificate: Certificate = inside.flow.reader().first(Find::all()).await.unwrap().unwrap();
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "batas@contoh.id", None).await;
    admin.post("/pengaturan", &[("verify.look_ups", "5")]).await;
    let mut visitor = inside.browser();
    // A window may end meanwhile; two do not.
    let mut held = None;
    for n in 0..12 {
        let answer = visitor.get(&format!("/v?no=91012+2631+4+00009{n:02}+2025")).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            held = Some((n, answer));
            break;
        }
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let (n, held) = held.unwrap();
    assert!(n >= 5, "{n} were answered");
    assert!(held.text.contains("Tunggu sampai") && held.text.contains("selalu dapat dipakai"), "{}", held.text);
    assert!(held.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds <= 601));
    let (front, back) = certificate.code.split_at(4);
    let grouped = format!("{}-{}", front.to_lowercase(), back.to_lowercase());
    for path in [format!("/v/{grouped}"), format!("/v?no={grouped}")] {
        let found = visitor.get(&path).await;
        assert!(found.status == StatusCode::OK && found.text.contains(&certificate.number), "{path}: {}", found.text);
    }
}

/// A page of one, in either order.
async fn the_register_goes_on_page_after_page(inside: &Inside) {
    let mut reader = inside.flow.reader();
    let mut all: Vec<Certificate> = reader.find(&Find::all()).await.unwrap();
    for order in [RegisterOrder::Newest, RegisterOrder::Holder] {
        match order {
            RegisterOrder::Newest => all.sort_by_key(|c| Reverse(c.id)),
            RegisterOrder::Holder => all.sort_by_key(|c| (fold(c.holder.as_deref().unwrap_or_default()), c.id)),
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = Page { after, size: Some(1) };
            let listed =
                register_list(&mut reader, &RegisterFilter::default(), order, &Scope::All, &page).await.unwrap();
            seen.extend(listed.rows.into_iter().map(|c| c.id));
            after = listed.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, all.iter().map(|c| c.id).collect::<Vec<_>>(), "{order:?}");
    }
    let count = register_count(&mut reader, &RegisterFilter::default(), &Scope::All).await.unwrap();
    assert_eq!(usize::try_from(count), Ok(all.len()));
}

async fn whoever_assessed_a_case_stays_out_of_it_and_of_the_room(inside: Inside) {
    let troupe = assessed(&inside, &[Finding::K, Finding::K]).await;
    let stage = inside.stage();
    let manager_id = troupe.cast.one(Duty::Manager).unwrap();
    let mut members: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).take(3).collect();
    let mut manager = of_duty(&inside, &troupe, Duty::Manager, 0).await;
    let assessor = troupe.assessors[0];
    let stranger = [members.clone(), vec![assessor]].concat();
    let fields: Vec<(&str, String)> = [("acara", troupe.event.id.to_string()), ("tanggal", "2025-10-30".to_owned())]
        .into_iter()
        .chain([("ketua", stranger[0].to_string())])
        .chain(stranger.iter().map(|m| ("anggota", m.to_string())))
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let unnamed = manager.post("/pleno/baru", &fields).await;
    assert!(unnamed.text.contains("tidak sedang bertugas sebagai anggota pleno"), "{}", unnamed.text);

    let email = "asesor1@contoh.go.id";
    let account = inside.flow.reader().get::<certification::record::person::Person>(assessor).await.unwrap().unwrap();
    let email = account.email.unwrap_or_else(|| email.to_owned());
    let mut outside = inside.signed_in_as(assessor, &email).await;
    for path in ["/pleno", "/pleno/baru", "/sertifikat"] {
        assert_eq!(outside.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    let appoint = Appoint {
        duty: Duty::PanelMember,
        event: None,
        institution: None,
        starts: "2025-01-01".to_owned(),
        ends: None,
    };
    members.push(assessor);
    let before = convened_without(&mut manager, &troupe, &members[..3]).await;
    let guessed = outside
        .post(&format!("{before}/kasus/{}/suara", troupe.cases[0].id), &[("suara", "granted"), ("alasan", "")])
        .await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND, "an assessor does not decide");

    stage.act(manager_id, assessor.into(), appoint).await.unwrap();
    let panel = convened(&mut manager, &troupe, &members).await;
    let mut both = inside.browser();
    both.sign_in(&email, PASSWORD).await;
    let board = both.get(&panel).await;
    assert!(
        board.text.contains("Menilai 1 asesi ini") && board.text.contains("Boleh memutus 1 dari 2"),
        "{}",
        board.text
    );
    let own = both.get(&format!("{panel}/kasus/{}", troupe.cases[0].id)).await;
    assert!(
        own.text.contains("Yang menilai tidak boleh memutuskan") && !own.text.contains("Beri suara<"),
        "{}",
        own.text
    );
    let vote = [("suara", "granted"), ("alasan", "")];
    let refused = both.post(&format!("{panel}/kasus/{}/suara", troupe.cases[0].id), &vote).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let ids: Vec<String> = troupe.cases.iter().map(|c| c.id.to_string()).collect();
    let many = [("pilih", &*ids[0]), ("pilih", &*ids[1]), ("aksi", "setuju")];
    let bulk = both.post(&format!("{panel}/sekaligus"), &many).await;
    assert!(bulk.text.contains("1 suara tercatat") && bulk.text.contains("1 lainnya tidak"), "{}", bulk.text);
    let votes: Vec<Vote> = inside.flow.reader().find(&Find::by("member_id", assessor)).await.unwrap();
    assert_eq!(votes.iter().map(|v| v.case_id).collect::<Vec<CaseId>>(), [troupe.cases[1].id]);
}

/// A panel without the page's help, as another tab would open it.
async fn convened_without(manager: &mut Browser<'_>, troupe: &Troupe, members: &[PersonId]) -> String {
    let members: Vec<String> = members.iter().map(ToString::to_string).collect();
    let event = troupe.event.id.to_string();
    let mut fields = vec![("acara", &*event), ("tanggal", "2025-10-30"), ("ketua", &*members[0])];
    fields.extend(members.iter().map(|m| ("anggota", &**m)));
    let open = manager.post("/pleno/baru", &fields).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.text);
    open.header("location").split('?').next().unwrap().to_owned()
}

async fn a_certificate_is_changed_with_a_reason_and_nothing_is_lost(inside: Inside) {
    let troupe = assessed(&inside, &[Finding::K]).await;
    let stage = inside.stage();
    let sitting = troupe.convene(&stage, 0).await.unwrap();
    sitting.decide(troupe.cases[0].id, "granted", "").await.unwrap();
    let (manager_id, head) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.cast.one(Duty::Head).unwrap());
    sitting.close(manager_id, head).await.unwrap();
    rehearsal::verdicts::issue(&stage, manager_id, troupe.cases[0].id).await.unwrap();
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    let first: Certificate = inside.flow.reader().first(Find::all()).await.unwrap().unwrap();
    assert_eq!(first.code.len(), CODE_LENGTH);
    let page = format!("/sertifikat/{}", first.id);

    let mut staff = of_duty(&inside, &troupe, Duty::Staff, 0).await;
    let squeezed = first.number.replace(' ', "");
    for sought in [squeezed.as_str(), &first.registration.to_lowercase(), &first.code] {
        let found = staff.seek("/sertifikat", &[("q", sought)]).await;
        assert!(found.text.contains(&page), "{sought}: {}", found.text);
    }
    let event = troupe.event.id;
    assert!(staff.get(&format!("/sertifikat?keadaan=berlaku&acara={event}")).await.text.contains(&page));
    assert!(!staff.get("/sertifikat?keadaan=dicabut").await.text.contains(&page));
    assert!(staff.get(&page).await.text.contains("Berlaku sampai"));
    assert_eq!(staff.get(&format!("{page}/cabut")).await.status, StatusCode::NOT_FOUND, "staff do not revoke");

    let mut manager = of_duty(&inside, &troupe, Duty::Manager, 0).await;
    let suspend = format!("{page}/bekukan");
    assert!(manager.get(&suspend).await.text.contains("Yang terjadi bila Anda lanjutkan"));
    let bare = manager.post(&suspend, &[("alasan", " "), ("nomor", "")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("Ada 2 hal yang perlu diperbaiki"), "reason and number at once: {}", bare.text);
    let mistyped = [("alasan", "Laporan surveilans belum diserahkan."), ("nomor", "910122631400000022025")];
    let refused = manager.post(&suspend, &mistyped).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Laporan surveilans belum diserahkan."), "what was typed stays: {}", refused.text);
    let fields = [("alasan", "Laporan surveilans belum diserahkan."), ("nomor", &*squeezed)];
    assert_eq!(manager.post(&suspend, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(inside.browser().get(&format!("/v/{}", first.code)).await.text.contains("dibekukan"));
    let looked_up = inside.browser().get(&format!("/v?no={}", first.code.to_lowercase())).await;
    assert!(looked_up.text.contains("dibekukan"), "a code is a number too: {}", looked_up.text);
    assert!(manager.get(&page).await.text.contains("Laporan surveilans belum diserahkan."));
    let fields = [("alasan", "Laporan lengkap."), ("nomor", &*first.number)];
    assert_eq!(manager.post(&format!("{page}/pulihkan"), &fields).await.status, StatusCode::SEE_OTHER);
    let fields = [("alasan", "Gelar salah cetak."), ("nomor", &*first.number)];
    let replaced = manager.post(&format!("{page}/ganti"), &fields).await;
    let second = replaced.header("location").to_owned();
    assert_ne!(second, page, "{}", replaced.text);
    assert!(manager.get(&second).await.text.contains("PDF sedang dibuat"));
    let late = [("alasan", "Dari tab lain."), ("nomor", &*first.number), ("sandi", PASSWORD)];
    for change in ["ganti", "cabut", "bekukan"] {
        let refused = manager.post(&format!("{page}/{change}"), &late).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}");
        assert!(refused.text.contains("sudah digantikan oleh sertifikat lain"), "{change}: {}", refused.text);
    }
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    assert!(manager.get(&page).await.text.contains("Digantikan oleh"));
    assert!(inside.browser().get(&format!("/v/{}", first.code)).await.text.contains("sudah diganti"));
    let all: Vec<Certificate> = inside.flow.reader().find(&Find::all()).await.unwrap();
    let new = all.iter().find(|c| c.id != first.id).unwrap();
    assert_eq!(new.valid_until, first.valid_until);

    let holder =
        inside.flow.reader().get::<certification::record::person::Person>(first.person_id).await.unwrap().unwrap();
    let mut holder_browser = inside.signed_in_as(first.person_id, holder.email.as_deref().unwrap()).await;
    let mine = holder_browser.get("/sertifikat-saya").await;
    assert!(mine.text.contains(&new.number) && mine.text.contains(&format!("/v/{}", new.code)), "{}", mine.text);
    let paper = holder_browser.get(&format!("{second}.pdf")).await;
    assert!(paper.text.starts_with("%PDF-"));
    assert_eq!(holder_browser.get(&second).await.status, StatusCode::NOT_FOUND, "the register is not theirs");
    let mut other = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    assert_eq!(other.get(&format!("{second}.pdf")).await.status, StatusCode::NOT_FOUND);

    let revoke = format!("{second}/cabut");
    let fields = [("alasan", "Dipakai di luar lingkup."), ("nomor", &*new.number), ("sandi", "x")];
    assert_eq!(manager.post(&revoke, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("alasan", "Dipakai di luar lingkup."), ("nomor", &*new.number), ("sandi", PASSWORD)];
    assert_eq!(manager.post(&revoke, &fields).await.status, StatusCode::SEE_OTHER);
    let public = inside.browser().get(&format!("/v/{}", new.code)).await;
    let since = Regex::new("Tidak berlaku sejak 3[01] Oktober 2025").unwrap();
    assert!(since.is_match(&public.text), "{}", public.text);
    let mine = holder_browser.get("/sertifikat-saya").await.text;
    assert!(mine.contains("Dipakai di luar lingkup.") && mine.contains("Mengajukan banding"), "{mine}");
    assert!(mine.contains("berhak mengajukan banding") && !mine.contains("Kirim ke atasan"), "{mine}");
    let case = holder_browser.get(&format!("/permohonan/{}", new.case_id)).await.text;
    assert!(case.contains("Sertifikat Anda dicabut") && !case.contains("Unduh, bagikan"), "{case}");
}

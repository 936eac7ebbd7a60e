//! Coming in through the pages: signing in and out, codes, a session that ends while a form is filled in,
//! who may let in and appoint whom.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    person::Appoint,
    record::person::{Account, Person},
};
use regex::Regex;
use rehearsal::Troupe;
use store::Read as _;
use workflow::{access::By, load::PersonKey};

use crate::inside::{Inside, PASSWORD, both, hidden};

both! {
    signing_in_leads_on_to_where_one_was_going_and_nowhere_else
    signing_in_gives_a_new_session_and_ends_the_one_before
    signing_out_ends_the_session_itself
    the_unknown_and_the_mistyped_see_the_same_page
    too_many_mistakes_say_until_when
    a_code_leads_from_a_slip_to_an_account
    a_year_of_birth_that_was_not_written_is_no_wrong_guess
    text_typed_while_the_session_ended_comes_back_after_signing_in
    typed_text_is_neither_shown_to_another_nor_are_passwords_kept
    a_wrong_password_at_that_door_loses_nothing
    the_first_page_is_there_until_someone_has_claimed_the_house
    staff_let_people_in_by_slips_and_a_second_click_gives_no_new_codes
    mail_that_was_refused_is_shown_tried_again_or_handed_over_as_a_slip
    a_contact_sees_and_lets_in_only_the_own_institution
    duties_are_given_and_ended_with_a_reason
    sessions_are_listed_and_ended
    the_language_of_the_account_comes_with_signing_in
}

async fn signing_in_leads_on_to_where_one_was_going_and_nowhere_else(inside: Inside) {
    let staff = inside.signed_in(Some(Duty::Administrator), "Dian", "dian@contoh.id", None).await;
    assert!(staff.token().is_some());
    let mut browser = inside.browser();
    let away = browser.get("/akun/sesi?x=1").await;
    assert_eq!((away.status, away.header("location")), (StatusCode::SEE_OTHER, "/masuk?ke=%2Fakun%2Fsesi%3Fx%3D1"));
    let door = browser.get("/masuk?ke=%2Fakun%2Fsesi%3Fx%3D1").await;
    let next = hidden(&door.text, "ke");
    for (next, leads) in
        [(next.as_str(), "/akun/sesi?x=1"), ("//evil.example", "/beranda"), ("https://evil.example", "/beranda")]
    {
        let fields = [("akun", "dian@contoh.id"), ("sandi", PASSWORD), ("ke", next)];
        let answer = inside.browser().post("/masuk", &fields).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, leads));
        let cookie = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|c| c.to_str().unwrap())
            .find(|c| c.starts_with("session="));
        assert!(cookie.unwrap().contains("HttpOnly; SameSite=Lax"), "{cookie:?}");
    }
}

async fn signing_in_gives_a_new_session_and_ends_the_one_before(inside: Inside) {
    let mut browser = inside.signed_in(Some(Duty::Administrator), "Dian", "dian@contoh.id", None).await;
    let before = browser.clone();
    browser.sign_in("dian@contoh.id", PASSWORD).await;
    assert_ne!(browser.token(), before.token());
    assert_eq!(browser.get("/akun").await.status, StatusCode::OK);
    let mut before = before;
    assert_eq!(before.get("/akun").await.status, StatusCode::SEE_OTHER);
}

async fn signing_out_ends_the_session_itself(inside: Inside) {
    let mut browser = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    let mut stolen = browser.clone();
    let answer = browser.post("/keluar", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/masuk"));
    assert_eq!(browser.token(), None);
    assert_eq!(stolen.get("/akun").await.status, StatusCode::SEE_OTHER, "the token is worth nothing now");
}

async fn the_unknown_and_the_mistyped_see_the_same_page(inside: Inside) {
    let siti = inside.person("Siti Rahmah", "siti@contoh.id", None).await;
    inside.let_in(siti).await;
    let mut pages = Vec::new();
    let own = Regex::new(r#"nonce="[^"]*"|value="[0-9a-f-]{36}""#).unwrap();
    for account in ["siti@contoh.id", "nobody@contoh.id"] {
        let answer = inside.browser().sign_in(account, "kaktus perahu loncenk").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.text.contains("loncenk"), "a password is never shown again");
        pages.push(own.replace_all(&answer.text, "").replace(account, "…"));
    }
    assert_eq!(pages[0], pages[1]);
}

async fn too_many_mistakes_say_until_when(inside: Inside) {
    let mut browser = inside.browser();
    for _ in 0..5 {
        assert_eq!(browser.sign_in("siti@contoh.id", "x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let held = browser.sign_in("siti@contoh.id", "x").await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(held.header("retry-after").parse::<i64>().unwrap() <= 15 * 60 + 1);
    assert!(held.text.contains("Tunggu sampai"), "{}", held.text);
}

async fn a_code_leads_from_a_slip_to_an_account(inside: Inside) {
    let siti = inside.person("Siti Rahmah", "", None).await;
    let given = inside.flow.access().give_as_house(siti, By::Slip).await.unwrap();
    let code = given.code.unwrap();
    let mut browser = inside.browser();
    let asked = browser.get("/kode").await;
    assert_eq!(asked.status, StatusCode::OK);
    let leaked = browser.get(&format!("/kode?kode={code}")).await;
    let grouped = format!("{}-{}", &code[..4], &code[4..]);
    let filled = [&grouped, &code].map(|code| leaked.text.contains(&format!("value=\"{code}\"")));
    assert_eq!(filled, [false, false], "never taken from an address");
    let wrong = browser.post("/undangan", &[("kode", "AAAA-AAAA")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let welcome = browser.post("/undangan", &[("kode", &code)]).await;
    assert!(welcome.text.contains("Selamat datang, Siti Rahmah"), "{}", welcome.text);
    assert!(welcome.text.contains(&given.number));
    let weak =
        browser.post("/undangan/terima", &[("kode", &code), ("sandi", "password123"), ("hp", "0812 5501 2277")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains("mudah ditebak") && weak.text.contains("0812 5501 2277"), "{}", weak.text);
    let odd = browser.post("/undangan/terima", &[("kode", &code), ("sandi", PASSWORD), ("hp", "nanti")]).await;
    assert!(odd.text.contains("tidak dapat dihubungi"), "{}", odd.text);
    let done =
        browser.post("/undangan/terima", &[("kode", &code), ("sandi", PASSWORD), ("hp", "0812 5501 2277")]).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/beranda"));
    assert!(browser.get("/akun").await.text.contains("Siti Rahmah"));
    assert_eq!(inside.browser().sign_in("081255012277", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

async fn a_year_of_birth_that_was_not_written_is_no_wrong_guess(inside: Inside) {
    let troupe = Troupe::gather(&inside.stage(), 1).await.unwrap();
    let guest: Person = inside.flow.reader().get(troupe.cases[0].person_id).await.unwrap().unwrap();
    let code = inside.flow.access().give_as_house(guest.id, By::Slip).await.unwrap().code.unwrap();
    let mut browser = inside.browser();
    let mut year = async |year: &str| {
        let fields = [("kode", code.as_str()), ("tahun", year), ("sandi", PASSWORD), ("hp", "0812 5501 2277")];
        browser.post("/undangan/terima", &fields).await
    };
    for _ in 0..12 {
        let unwritten = year(" ").await;
        assert_eq!(unwritten.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unwritten.text);
        assert!(unwritten.text.contains("Tahun lahir belum ditulis"), "{}", unwritten.text);
    }
    assert!(year("1900").await.text.contains("Tahun lahir tidak sama dengan yang tercatat"));
    let born = guest.born.unwrap();
    assert_eq!(year(&born[..4]).await.status, StatusCode::SEE_OTHER);
}

const LONG: &str = "Melayani <sirkulasi> & referensi, membina 14 \"taman bacaan\"\nserta menyusun laporan.";

async fn text_typed_while_the_session_ended_comes_back_after_signing_in(inside: Inside) {
    let mut browser = inside.signed_in(Some(Duty::Administrator), "Dian", "dian@contoh.id", None).await;
    let member = inside.person("Siti Rahmah", "siti@contoh.id", None).await;
    let page = format!("/orang/{member}/tunjuk");
    browser.post(&page, &[("tugas", "panel-member"), ("mulai", "2026-01-01")]).await;
    let shown = browser.get(&format!("/orang/{member}")).await;
    let end =
        Regex::new(r#"/orang/[0-9a-f-]+/akhiri/[0-9a-f-]+"#).unwrap().find(&shown.text).unwrap().as_str().to_owned();
    assert_eq!(browser.get(&end).await.status, StatusCode::OK);
    inside.minutes_pass(61);
    let ended = browser.post(&end, &[("alasan", LONG)]).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    assert!(ended.text.contains("Tulisan Anda aman") && ended.text.contains("1 isian"), "{}", ended.text);
    let (next, sealed) = (hidden(&ended.text, "ke"), hidden(&ended.text, "isian"));
    assert!(!sealed.contains("Melayani"));
    let fields = [("akun", "dian@contoh.id"), ("sandi", PASSWORD), ("ke", &*next), ("isian", &*sealed)];
    let back = browser.post("/masuk", &fields).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, end.as_str()));
    let filled = browser.get(&end).await;
    assert!(filled.text.contains("Tulisan Anda kembali"), "{}", filled.text);
    let escaped = LONG.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(filled.text.contains(&format!(">\n{escaped}</textarea>")), "{}", filled.text);
    assert_eq!(browser.get(&end).await.text.matches("Tulisan Anda kembali").count(), 1, "until it is sent");
    let sent = browser.post(&end, &[("alasan", LONG)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&format!("/orang/{member}")).await.text.contains("membina 14"));
    assert!(!browser.get(&end).await.text.contains("Tulisan Anda kembali"), "once sent, it is forgotten");
}

async fn typed_text_is_neither_shown_to_another_nor_are_passwords_kept(inside: Inside) {
    let mut siti = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    let rahmadi = inside.person("Rahmadi", "rahmadi@contoh.id", None).await;
    inside.let_in(rahmadi).await;
    inside.minutes_pass(61);
    let own = "0199f1c2-7d50-7000-8000-3a5b6c7d8e9f";
    let fields = [("hp", "0812 9999 0000"), ("surel", "siti.baru@contoh.id"), ("sandi", PASSWORD), ("_halaman", own)];
    let ended = siti.post("/akun/kontak", &fields).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    assert!(ended.text.contains("2 isian"), "the password is not among them: {}", ended.text);
    assert!(!ended.text.contains(own), "nor what the page itself put into the form: {}", ended.text);
    assert!(ended.text.contains("dari perangkat lain"), "{}", ended.text);
    let sealed = hidden(&ended.text, "isian");
    let mut other = inside.browser();
    let fields = [("akun", "rahmadi@contoh.id"), ("sandi", PASSWORD), ("isian", &*sealed)];
    assert_eq!(other.post("/masuk", &fields).await.header("location"), "/beranda");
    assert!(!other.get("/akun/kontak").await.text.contains("0812 9999 0000"));
    let fields = [("akun", "siti@contoh.id"), ("sandi", PASSWORD), ("isian", &*sealed)];
    assert_eq!(siti.post("/masuk", &fields).await.header("location"), "/akun/kontak");
    let filled = siti.get("/akun/kontak").await;
    assert!(
        filled.text.contains(r#"value="0812 9999 0000""#) && filled.text.contains("siti.baru@contoh.id"),
        "{}",
        filled.text
    );
    siti.post_from("/akun/kontak", "/akun/isian/buang", &[]).await;
    assert!(!siti.get("/akun/kontak").await.text.contains("0812 9999 0000"), "it can be thrown away");
}

async fn a_wrong_password_at_that_door_loses_nothing(inside: Inside) {
    let mut siti = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    inside.minutes_pass(61);
    let ended = siti.post("/akun/kontak", &[("hp", "0812 9999 0000")]).await;
    let mut sealed = hidden(&ended.text, "isian");
    for attempt in 0..6 {
        let fields = [("akun", "siti@contoh.id"), ("sandi", "x"), ("isian", &*sealed)];
        let again = siti.post("/masuk", &fields).await;
        let expected = if attempt < 5 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(again.status, expected, "{}", again.text);
        sealed = hidden(&again.text, "isian");
    }
    inside.minutes_pass(16);
    let fields = [("akun", "siti@contoh.id"), ("sandi", PASSWORD), ("isian", &*sealed)];
    assert_eq!(siti.post("/masuk", &fields).await.header("location"), "/akun/kontak");
    assert!(siti.get("/akun/kontak").await.text.contains("0812 9999 0000"));
}

async fn the_first_page_is_there_until_someone_has_claimed_the_house(inside: Inside) {
    let code = inside.flow.access().open_first_run().await.unwrap().unwrap();
    let mut browser = inside.browser();
    assert_eq!(browser.get("/masuk").await.header("location"), "/pertama");
    assert!(browser.get("/pertama").await.text.contains("Kode dari terminal"));
    let mut fields = vec![
        ("kode", "AAAA-AAAA"),
        ("lsp", "LSP Pustakawan"),
        ("lisensi", "BNSP-LSP-777-ID"),
        ("alamat", "Jalan Perintis 10, Makassar"),
        ("kota", ""),
        ("zona", "Asia/Makassar"),
        ("contoh", "ya"),
        ("nama", "Dian Prameswari"),
        ("surel", "dian@contoh.id"),
        ("sandi", PASSWORD),
    ];
    let wrong = browser.post("/pertama", &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("LSP Pustakawan"), "what was typed stays: {}", wrong.text);
    let several = [
        ("kode", "AAAA-BBBB"),
        ("lsp", ""),
        ("alamat", "Jalan Perintis 10, Makassar"),
        ("kota", "Makassar"),
        ("zona", "Asia/Makassar"),
        ("nama", "Dian Prameswari"),
        ("surel", "dian"),
        ("hp", "08123"),
        ("sandi", "pendek"),
    ];
    let all = browser.post("/pertama", &several).await;
    for field in ["kode", "lsp", "surel", "hp", "sandi"] {
        let link = format!("<li><a href=\"#{field}\">");
        assert!(all.text.contains(&link), "all that is wrong is said at once, {field}: {}", all.text);
    }
    fields[0].1 = &code;
    let nowhere = browser.post("/pertama", &fields).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY, "a decree is signed somewhere");
    fields[4].1 = "Makassar";
    let claimed = browser.post("/pertama", &fields).await;
    assert_eq!((claimed.status, claimed.header("location")), (StatusCode::SEE_OTHER, "/beranda"));
    let home = browser.get("/beranda").await;
    assert!(home.text.contains("hari pertama") && home.text.contains("LSP Pustakawan"), "{}", home.text);
    assert!(home.text.contains("14 skema terbit"), "{}", home.text);
    let settings = inside.flow.settings().await.unwrap();
    let said = ["body.address", "body.city", "registration.licence"].map(|key| settings.text(key));
    assert_eq!(said, ["Jalan Perintis 10, Makassar", "Makassar", "777"]);
    assert_eq!(browser.get("/pertama").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post("/pertama", &fields).await.status, StatusCode::NOT_FOUND);
}

async fn staff_let_people_in_by_slips_and_a_second_click_gives_no_new_codes(inside: Inside) {
    let mut staff = inside.signed_in(Some(Duty::Staff), "Dian", "dian@contoh.id", None).await;
    let siti = inside.person("Siti Nur'aini", "", None).await.to_string();
    let rahmadi = inside.person("Rahmadi", "", None).await.to_string();
    let list = staff.seek("/orang", &[("q", "siti")]).await;
    assert!(list.text.contains("Siti Nur&#39;aini") && !list.text.contains("Rahmadi"), "{}", list.text);
    // Any word of a name finds it, apostrophe or not, and each word counts.
    for (q, found) in [("nuraini", true), ("nur'ai", true), ("aini", false), ("nur rahmadi", false)] {
        let list = staff.seek("/orang", &[("q", q)]).await;
        assert_eq!(list.text.contains("Siti Nur&#39;aini"), found, "{q}");
    }
    let once = uuid::Uuid::now_v7().to_string();
    let fields = [("_once", &*once), ("pilih", &*siti), ("pilih", &*rahmadi), ("cara", "slip")];
    let slips = staff.post_from("/orang", "/orang/slip", &fields).await;
    let code = Regex::new(r#"slip__kode">([A-Z2-9]{4})<br>([A-Z2-9]{4})<"#).unwrap();
    let codes: Vec<String> = code.captures_iter(&slips.text).map(|c| format!("{}{}", &c[1], &c[2])).collect();
    assert_eq!(codes.len(), 2, "{}", slips.text);
    let again = staff.post_from("/orang", "/orang/slip", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let printed: Vec<(&str, &str)> = codes.iter().map(|code| ("kode", code.as_str())).collect();
    let pdf = staff.post_from("/orang", "/orang/slip.pdf", &printed).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"), "{}", pdf.text);
    assert!(pdf.header("cache-control").contains("no-store"), "{}", pdf.header("cache-control"));
    let addresses = Regex::new(r#"(?:href|action|src)="([^"]*)""#).unwrap();
    for address in addresses.captures_iter(&slips.text) {
        assert!(codes.iter().all(|code| !address[1].contains(code.as_str())), "{}", &address[1]);
    }
    // Another member of staff cannot print what they did not hand out, and a wrong code is nobody's.
    let mut other = inside.signed_in(Some(Duty::Staff), "Rina", "rina@contoh.id", None).await;
    assert_eq!(other.post("/orang/slip.pdf", &printed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = staff.post("/orang/slip.pdf", &[("kode", "AAAAAAAA")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for code in &codes {
        let welcome = inside.browser().post("/undangan", &[("kode", code)]).await;
        assert_eq!(welcome.status, StatusCode::OK, "{}", welcome.text);
    }
}

async fn mail_that_was_refused_is_shown_tried_again_or_handed_over_as_a_slip(mut inside: Inside) {
    // Nobody listens there.
    inside.with_mail("smtp://127.0.0.1:9").await;
    let mut staff = inside.signed_in(Some(Duty::Staff), "Dian", "dian@contoh.id", None).await;
    let siti = inside.person("Siti Rahmah", "siti@contoh.id", Some("Dispersip Kota Contoh")).await;
    let sent = staff.post(&format!("/orang/{siti}/akses"), &[("cara", "surel")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert!(staff.get("/orang/surel").await.text.contains("Tidak ada surel yang tertahan"));
    inside.flow.work_once("tester").await.unwrap();
    let page = staff.get("/orang/surel").await;
    assert!(page.text.contains("Siti Rahmah") && page.text.contains("tidak dapat dihubungi"), "{}", page.text);
    assert!(!page.text.contains("siti@contoh.id"), "{}", page.text);
    assert!(staff.get("/orang").await.text.contains("1 surel belum terkirim"));
    let job = Regex::new("/orang/surel/([0-9a-f-]{36})/slip").unwrap();
    let job = job.captures(&page.text).unwrap()[1].to_owned();
    // The contact of another institution neither sees it nor can send it.
    let mut contact = inside.signed_in(Some(Duty::Contact), "N", "n@contoh.id", Some("Universitas Contoh")).await;
    assert!(contact.get("/orang/surel").await.text.contains("Tidak ada surel yang tertahan"));
    for deed in ["ulang", "slip"] {
        let refused = contact.post(&format!("/orang/surel/{job}/{deed}"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    let again = staff.post(&format!("/orang/surel/{job}/ulang"), &[]).await;
    assert_eq!(again.header("location"), "/orang/surel?sudah=ulang", "{}", again.text);
    let slip = staff.post(&format!("/orang/surel/{job}/slip"), &[]).await;
    assert!(slip.text.contains("slip__kode"), "{}", slip.text);
    assert!(staff.get("/orang/surel").await.text.contains("Tidak ada surel yang tertahan"));
    let twice = staff.post(&format!("/orang/surel/{job}/slip"), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text);
}

async fn a_contact_sees_and_lets_in_only_the_own_institution(inside: Inside) {
    let own = inside.person("Siti Rahmah", "", Some("Dispersip Kota Contoh")).await;
    let other = inside.person("Rahmadi", "", Some("Universitas Contoh")).await;
    let mut contact =
        inside.signed_in(Some(Duty::Contact), "Narahubung", "n@contoh.id", Some("Dispersip Kota Contoh")).await;
    let list = contact.get("/orang").await;
    assert!(list.text.contains("Siti Rahmah") && !list.text.contains("Rahmadi"), "{}", list.text);
    assert!(!list.text.contains("/orang/baru"));
    assert_eq!(contact.get(&format!("/orang/{own}")).await.status, StatusCode::OK);
    assert_eq!(contact.get(&format!("/orang/{other}")).await.status, StatusCode::NOT_FOUND);
    let slip = contact.post(&format!("/orang/{own}/akses"), &[("cara", "slip")]).await;
    assert!(slip.text.contains("slip__kode"), "{}", slip.text);
    let refused = contact.post(&format!("/orang/{other}/akses"), &[("cara", "slip")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let bulk = contact.post("/orang/slip", &[("pilih", &other.to_string()), ("cara", "slip")]).await;
    assert!(!bulk.text.contains("slip__kode"), "{}", bulk.text);
    assert_eq!(contact.get(&format!("/orang/{own}/tunjuk")).await.status, StatusCode::NOT_FOUND);
    assert!(contact.get(&format!("/orang/{own}")).await.text.contains("/akses"));

    // The head works in the same office: a contact is offered no way to let them in.
    let head = inside.person("Ketua Contoh", "", Some("Dispersip Kota Contoh")).await;
    let act = Appoint { duty: Duty::Head, event: None, institution: None, starts: "2025-01-01".to_owned(), ends: None };
    inside.flow.perform_as_house(PersonKey::from(head), act).await.unwrap();
    assert!(!contact.get(&format!("/orang/{head}")).await.text.contains("/akses"));
    let list = contact.get("/orang").await.text;
    assert!(list.contains(&format!(r#"value="{own}""#)) && !list.contains(&format!(r#"value="{head}""#)), "{list}");
    let none = contact.post("/orang/slip", &[("pilih", &head.to_string()), ("cara", "teks")]).await.text;
    assert!(none.contains("Tidak ada kode yang dibuat") && !none.contains("0 teks"), "{none}");
    // Nor do they take people into their institution by the form of contact data.
    let fields = [("nama", "Rahmadi"), ("instansi", "Dispersip Kota Contoh")];
    assert_eq!(contact.post(&format!("/orang/{other}/ubah"), &fields).await.status, StatusCode::NOT_FOUND);
}

async fn duties_are_given_and_ended_with_a_reason(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Dian", "dian@contoh.id", None).await;
    let made = admin
        .post(
            "/orang/baru",
            &[
                ("nama", "Siti Rahmah"),
                ("surel", "siti@contoh.id"),
                ("instansi", "Dispersip Contoh"),
                ("jenis", "sekolah"),
            ],
        )
        .await;
    let page = made.header("location").split('?').next().unwrap().to_owned();
    assert!(page.starts_with("/orang/"), "{}", made.text);
    let no_event = admin.post(&format!("{page}/tunjuk"), &[("tugas", "facilitator"), ("mulai", "2026-01-01")]).await;
    assert_eq!(no_event.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_event.text.contains("Fasilitator selalu untuk satu acara"), "{}", no_event.text);
    admin.post(&format!("{page}/tunjuk"), &[("tugas", "staff"), ("mulai", "2026-01-01")]).await;
    let shown = admin.get(&page).await;
    assert!(shown.text.contains("Staf LSP") && shown.text.contains("Dispersip Contoh"), "{}", shown.text);
    let end =
        Regex::new(r#"/orang/[0-9a-f-]+/akhiri/[0-9a-f-]+"#).unwrap().find(&shown.text).unwrap().as_str().to_owned();
    assert_eq!(admin.post(&end, &[("alasan", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(admin.post(&end, &[("alasan", "Pindah tugas")]).await.status, StatusCode::SEE_OTHER);
    let shown = admin.get(&page).await;
    assert!(shown.text.contains("Pindah tugas") && !shown.text.contains("/akhiri/"), "{}", shown.text);
}

async fn sessions_are_listed_and_ended(inside: Inside) {
    let mut here = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    let mut there = inside.browser();
    there.sign_in("siti@contoh.id", PASSWORD).await;
    let list = here.get("/akun/sesi").await;
    assert!(list.text.contains("Sesi ini"), "{}", list.text);
    assert!(!list.text.contains(there.token().unwrap()), "a token is never shown");
    let other = hidden(&list.text, "sesi");
    assert_eq!(here.post("/akun/sesi/akhiri", &[("sesi", &other)]).await.status, StatusCode::SEE_OTHER);
    let ends = |html: &str| html.matches("/akun/sesi/akhiri\"").count();
    let left = here.get("/akun/sesi").await;
    assert_eq!(ends(&left.text), ends(&list.text) - 1);
    here.post("/akun/sesi/akhiri-lain", &[]).await;
    assert_eq!(here.get("/akun").await.status, StatusCode::OK);
    assert_eq!(there.get("/akun").await.status, StatusCode::SEE_OTHER);
}

async fn the_language_of_the_account_comes_with_signing_in(inside: Inside) {
    let mut siti = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    siti.post("/akun/bahasa", &[("bahasa", "en")]).await;
    assert!(siti.get("/akun").await.text.contains(r#"<html lang="en""#));
    let mut elsewhere = inside.browser();
    elsewhere.sign_in("siti@contoh.id", PASSWORD).await;
    assert!(elsewhere.get("/akun").await.text.contains(r#"<html lang="en""#));
    let mut chosen = inside.browser();
    chosen.get("/masuk?lang=id").await;
    chosen.sign_in("siti@contoh.id", PASSWORD).await;
    assert!(chosen.get("/akun").await.text.contains(r#"<html lang="id""#), "what was chosen before stays");
    let account: Vec<Account> = inside.flow.reader().find(&store::Find::all()).await.unwrap();
    assert_eq!(account[0].locale, "en");
}

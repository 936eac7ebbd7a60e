//! A candidate at their test, through the pages: the door, the questions with and without a script, the receipt. That
//! nothing but their questions ever leaves the house is `sent`.

use std::ops::Deref;

use axum::http::StatusCode;
use certification::{duty::Duty, id::SittingId, record::person::Person};
use regex::Regex;
use rehearsal::written;
use serde_json::{Value, json};
use store::Read as _;
use workflow::exam_room::Deed;

use crate::inside::{Browser, Inside, both, hidden};

both! {
    the_door_opens_to_the_right_person_with_the_word_and_to_no_other
    the_word_is_taken_as_often_as_it_is_sent_and_leaves_no_note
    without_a_script_a_candidate_answers_flags_notes_looks_through_and_hands_in
    the_script_gets_its_paper_and_a_receipt_for_what_it_sends
    a_device_that_was_offline_for_twenty_minutes_delivers_all_and_goes_on
    a_second_tab_overtakes_the_first_and_both_answers_are_kept
    where_safe_exam_browser_is_wanted_the_door_says_how_to_come_by_it
    a_candidate_whose_seat_moved_to_paper_is_told_so_wherever_they_look
    an_announcement_reaches_a_candidate_without_scripts
    an_answer_that_came_after_time_was_over_is_told_to_its_candidate
    the_receipt_is_seen_from_any_sign_in_of_its_candidate
    a_call_says_what_for_with_a_script_and_without
    the_door_says_what_is_left_and_that_a_sitting_is_void
}

const MINUTE: i64 = 60_000_000;

struct Hall(written::Hall);

impl Deref for Hall {
    type Target = written::Hall;
    fn deref(&self) -> &written::Hall {
        &self.0
    }
}

async fn held(inside: &Inside) -> Hall {
    Hall(written::Hall::open(&inside.stage()).await.unwrap())
}

impl Hall {
    async fn word(&self, inside: &Inside) -> String {
        let staff = inside.flow.actor(self.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
        inside.flow.exam_room().token(&staff, self.exam).await.unwrap()
    }

    /// The browser of seat `n`, signed in.
    async fn browser<'a>(&self, inside: &'a Inside, n: usize) -> Browser<'a> {
        let person: Person = inside.flow.reader().get(self.seats[n].person_id).await.unwrap().unwrap();
        inside.signed_in_as(person.id, &person.email.unwrap()).await
    }

    /// Path of seat `n`.
    fn path(&self, n: usize) -> String {
        let id: SittingId = self.seats[n].id;
        format!("/ujian/{id}")
    }

    /// The browser of seat `n`, past the door.
    async fn seated<'a>(&self, inside: &'a Inside, n: usize) -> Browser<'a> {
        let mut browser = self.browser(inside, n).await;
        let word = self.word(inside).await;
        let opened = browser.post(&self.path(n), &[("token", &word)]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
        browser
    }
}

/// A number among the attributes of the page.
fn data(html: &str, name: &str) -> u64 {
    let found = Regex::new(&format!(r#"data-{name}="(\d+)""#)).unwrap();
    found.captures(html).unwrap_or_else(|| panic!("no {name}: {html}"))[1].parse().unwrap()
}

fn sent(epoch: u64, page: u32, acts: &Value) -> Value {
    json!({ "epoch": epoch, "page": page, "acts": acts })
}

fn chosen(sequence: u32, question: u16, place: u8) -> Value {
    let answer = json!({ "kind": "chosen", "given": [place] });
    json!({ "sequence": sequence, "made": null, "act": { "act": "answered", "question": question, "answer": answer } })
}

/// The first questions of a paper that want one of several options.
async fn singles<const N: usize>(browser: &mut Browser<'_>, path: &str) -> [u16; N] {
    let kertas: Value = serde_json::from_str(&browser.get(&format!("{path}/kertas")).await.text).unwrap();
    let is_single = |q: &&Value| q["html"].as_str().unwrap().contains(r#"data-kind="single""#);
    let all = kertas["questions"].as_array().unwrap().iter().filter(is_single);
    all.map(|q| q["n"].as_u64().unwrap().try_into().unwrap()).take(N).collect::<Vec<_>>().try_into().unwrap()
}

/// What the island of the page says.
fn island(html: &str) -> Value {
    let (_, rest) = html.split_once(r#"id="awal""#).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

async fn the_door_opens_to_the_right_person_with_the_word_and_to_no_other(inside: Inside) {
    let hall = held(&inside).await;
    let path = hall.path(0);
    let mut browser = hall.browser(&inside, 0).await;
    assert!(browser.get("/ujian").await.text.contains(&path));
    let home = format!("/permohonan/{}", hall.seats[0].case_id);
    let ahead = browser.get(&home).await.text;
    assert!(ahead.contains("Yang akan terjadi") && ahead.contains(&path), "{ahead}");
    assert!(ahead.contains("kursi 1. 75 menit, 15 di antaranya tambahan waktu Anda"), "{ahead}");
    let door = browser.get(&path).await;
    assert!(door.text.contains("Aula, ruang 1") && door.text.contains("15 menit penyesuaian"), "{}", door.text);
    let away = browser.get(&format!("{path}/soal")).await;
    assert_eq!((away.status, away.header("location")), (StatusCode::SEE_OTHER, path.as_str()));
    for (method, page) in [("paper", "kertas"), ("media", "media/a.png")] {
        let closed = browser.get(&format!("{path}/{page}")).await;
        assert_eq!(closed.status, StatusCode::UNAUTHORIZED, "{method}");
        assert!(closed.text.contains("sitting.bearer"), "{}", closed.text);
    }
    let wrong = browser.post(&path, &[("token", "salah")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("tidak cocok"), "{}", wrong.text);
    let word = hall.word(&inside).await;
    let opened = browser.post(&path, &[("token", &word.to_lowercase())]).await;
    assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, format!("{path}/soal").as_str()));
    let cookies: Vec<&str> = opened.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    let bearer = cookies.iter().find(|c| c.starts_with("ujian=")).unwrap();
    assert!(bearer.contains(&format!("Path={path}; HttpOnly; SameSite=Lax")), "{bearer}");
    let page = browser.get(&format!("{path}/soal")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("content-security-policy").contains("worker-src 'self'"));
    assert_eq!(data(&page.text, "questions"), 40);
    let begun = browser.get(&home).await.text;
    assert!(!begun.contains("Yang akan terjadi"), "what has begun is not ahead: {begun}");
    // Another candidate knows the word as well, and finds no such door.
    let mut other = hall.browser(&inside, 1).await;
    assert_eq!(other.post(&path, &[("token", &word)]).await.status, StatusCode::NOT_FOUND);
}

async fn the_word_is_taken_as_often_as_it_is_sent_and_leaves_no_note(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser, word) = (hall.path(0), hall.browser(&inside, 0).await, hall.word(&inside).await);
    let notes = async || {
        let rows = inside.flow.reader().rows("SELECT count(*) AS n FROM idempotency", &[]).await.unwrap();
        rows[0].int("n").unwrap()
    };
    let (before, once) = (notes().await, uuid::Uuid::now_v7().to_string());
    for _ in 0..2 {
        let opened = browser.post(&path, &[("token", &word), ("_once", &once)]).await;
        let next = format!("{path}/soal");
        assert_eq!((opened.status, opened.header("location")), (StatusCode::SEE_OTHER, &*next));
        let mut cookies = opened.headers.get_all("set-cookie").iter();
        assert!(cookies.any(|c| c.as_bytes().starts_with(b"ujian=")), "each sending opens the door");
    }
    assert_eq!(notes().await, before);
    // Any other form leaves one.
    browser.post("/keluar", &[]).await;
    assert_eq!(notes().await, before + 1);
}

async fn where_safe_exam_browser_is_wanted_the_door_says_how_to_come_by_it(inside: Inside) {
    let hall = held(&inside).await;
    let path = hall.path(0);
    let member = hall.troupe.cast.members.iter().find(|member| member.duty == Duty::Staff).unwrap();
    let mut staff = inside.signed_in_as(member.id, member.email).await;
    let plan = format!("/acara/{}/ujian/{}", hall.troupe.event.id, hall.exam);
    let form = staff.get(&format!("{plan}/ubah")).await;
    assert!(form.text.contains("tidak ada untuk Linux dan Android"), "{}", form.text);
    let value = |name: &str| {
        let field =
            Regex::new(&format!(r#"name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}""#)).unwrap();
        let found = field.captures(&form.text).unwrap_or_else(|| panic!("no {name}: {}", form.text));
        found.get(1).or(found.get(2)).unwrap().as_str().to_owned()
    };
    let naskah: certification::record::exam::Exam = inside.flow.reader().get(hall.exam).await.unwrap().unwrap();
    let (forms, minutes) = (naskah.forms[0].to_string(), naskah.minutes.to_string());
    let (day, opens, last) = (value("hari"), value("buka"), value("terakhir"));
    let fields = [
        ("skema", &*naskah.slug),
        ("nama", &*naskah.name),
        ("ruang", &*naskah.room),
        ("naskah", &*forms),
        ("jam", &*naskah.clock),
        ("menit", &*minutes),
        ("hari", &*day),
        ("buka", &*opens),
        ("terakhir", &*last),
        ("peramban", "ours"),
        ("sandi_keluar", "keluar"),
    ];
    let saved = staff.post(&format!("{plan}/ubah"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    // The same file for the planner and for the candidate; the word to quit stands in it as a digest only.
    let mut browser = hall.browser(&inside, 0).await;
    let file = browser.get(&format!("{path}/seb")).await;
    assert_eq!(file.header("content-type"), "application/seb");
    assert!(file.text.contains("<key>startURL</key>") && file.text.contains("hashedQuitPassword"), "{}", file.text);
    assert!(!file.text.contains(">keluar<"));
    assert_eq!(staff.get(&format!("{plan}/seb")).await.text, file.text);
    let exam: certification::record::exam::Exam = inside.flow.reader().get(hall.exam).await.unwrap().unwrap();
    let start = file.text.split_once("<key>startURL</key><string>").unwrap().1.split_once("</string>").unwrap().0;
    let house = start.strip_suffix(&format!("/ujian/ke/{}", exam.id)).unwrap();
    let led = browser.get(&format!("/ujian/ke/{}", exam.id)).await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, path.as_str()));
    let key = workflow::exam_room::configuration(house, &exam).unwrap().key();
    let door = browser.get(&path).await;
    assert!(door.text.contains("Safe Exam Browser") && !door.text.contains(r#"name="token""#), "{}", door.text);
    let word = hall.word(&inside).await;
    let refused = browser.post(&path, &[("token", &word)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = exam::safe_browser::shown(&format!("{house}{path}"), &key);
    let door = browser.get_with(&path, ("X-SafeExamBrowser-ConfigKeyHash", &shown)).await;
    assert!(door.text.contains(r#"name="token""#), "{}", door.text);
    // Let in without it, the seat opens in any browser.
    let by = inside.flow.actor(member.id).await.unwrap();
    let waive = workflow::exam_room::Deed::Waive { reason: "laptop pinjaman memakai Linux".to_owned() };
    inside.flow.exam_room().act(&by, hall.seats[0].id, waive).await.unwrap();
    let opened = browser.post(&path, &[("token", &word)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    assert_eq!(browser.get(&format!("{path}/soal")).await.status, StatusCode::OK);
    // A cookie of another way in opens no question elsewhere: the seat beside has no leave.
    let mut beside = hall.browser(&inside, 1).await;
    assert!(!beside.get(&hall.path(1)).await.text.contains(r#"name="token""#));
}

async fn without_a_script_a_candidate_answers_flags_notes_looks_through_and_hands_in(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let page = browser.get(&format!("{path}/soal")).await;
    let (epoch, drawn) = (hidden(&page.text, "epoch"), hidden(&page.text, "page"));
    let kertas: Value = serde_json::from_str(&browser.get(&format!("{path}/kertas")).await.text).unwrap();
    let is_single = |q: &&Value| q["html"].as_str().unwrap().contains(r#"data-kind="single""#);
    let n = kertas["questions"].as_array().unwrap().iter().find(is_single).unwrap()["n"].to_string();
    let fields = [
        ("epoch", &*epoch),
        ("page", &*drawn),
        ("n", &*n),
        ("a", "3"),
        ("tanda", "ya"),
        ("catatan", "dua\r\nbaris"),
        ("ke", "periksa"),
    ];
    let turned = browser.post(&format!("{path}/soal"), &fields).await;
    assert_eq!(turned.status, StatusCode::SEE_OTHER, "{}", turned.text);
    let look = browser.get(turned.header("location")).await;
    assert!(look.text.contains(r#"<b class="angka" data-hitung="terjawab">1</b>"#), "{}", look.text);
    // The same epoch: no new opening, and what was given stands in its place.
    let again = browser.get(&format!("{path}/soal?n={n}&e={epoch}")).await;
    assert_eq!(hidden(&again.text, "epoch"), epoch);
    assert!(again.text.contains(r#"name="a" value="3" checked"#), "{}", again.text);
    assert!(again.text.contains(r#"name="tanda" value="ya" checked"#) && again.text.contains("dua\nbaris</textarea>"));
    // What did not change is not kept twice.
    browser.post(&format!("{path}/soal"), &fields).await;
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let record = inside.flow.exam_room().record(&staff, hall.seats[0].id).await.unwrap();
    assert_eq!(record.answers.len(), 1);
    let long = "x".repeat(2_001);
    let mut odd = fields;
    odd[5] = ("catatan", &long);
    let refused = browser.post(&format!("{path}/soal"), &odd).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("2.000 huruf") && refused.text.contains(&long), "{}", refused.text);
    let cleared = [("epoch", &*epoch), ("page", &*drawn), ("n", &*n), ("ke", "hapus")];
    browser.post(&format!("{path}/soal"), &cleared).await;
    let handed = browser.post(&format!("{path}/kumpul"), &[("epoch", &*epoch), ("page", &*drawn)]).await;
    assert_eq!(handed.header("location"), format!("{path}/selesai"));
    let receipt = browser.get(&format!("{path}/selesai")).await;
    assert!(receipt.text.contains("0 dari 40 soal"), "{}", receipt.text);
    let closed = browser.get(&format!("{path}/soal")).await;
    assert_eq!(closed.header("location"), format!("{path}/selesai"));
}

async fn the_script_gets_its_paper_and_a_receipt_for_what_it_sends(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let page = browser.get(&format!("{path}/soal?n=7")).await;
    let epoch = data(&page.text, "epoch");
    let answer = browser.get(&format!("{path}/kertas")).await;
    assert_eq!(answer.header("content-type"), "application/json");
    let kertas: Value = serde_json::from_str(&answer.text).unwrap();
    let questions = kertas["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 40);
    assert!(answer.text.len() <= 40 * 3_000, "{} bytes for 40 questions", answer.text.len());
    // The page shows what the device keeps.
    assert!(page.text.contains(questions[6]["html"].as_str().unwrap()));
    let send = format!("{path}/jawaban");
    let [a, b] = singles(&mut browser, &path).await;
    let acts = json!([chosen(1, a, 2), chosen(2, b, 1), { "sequence": 3, "made": 5, "act": { "act": "sung" } }]);
    let told: Value = serde_json::from_str(&browser.post_json(&send, &sent(epoch, 9, &acts)).await.text).unwrap();
    assert_eq!(told["durable"], json!([[1, 2]]));
    assert_eq!((told["state"].as_str(), told["overtaken_by"].is_null()), (Some("working"), true));
    assert_eq!(told["added"]["adjustment"], json!(15 * MINUTE));
    assert_eq!(told["left"], json!(75 * MINUTE));
    assert_eq!(told["refused"][0]["sequence"], json!(3));
    assert!(told["refused"][0]["text"].as_str().unwrap().contains("tidak terbaca"));
    // Twice is once; nothing is a heartbeat.
    for acts in [json!([chosen(2, b, 1)]), json!([])] {
        let told: Value = serde_json::from_str(&browser.post_json(&send, &sent(epoch, 9, &acts)).await.text).unwrap();
        assert_eq!(told["durable"], json!([[1, 2]]));
    }
    let unknown = browser.post_json(&send, &sent(epoch + 1_000, 9, &json!([]))).await;
    assert_eq!(unknown.status, StatusCode::CONFLICT);
    assert!(unknown.text.contains("sitting.epoch-unknown") && unknown.text.contains("aman di perangkat"));
    assert_eq!(browser.post_json(&send, &json!("?")).await.status, StatusCode::BAD_REQUEST);
    let shown = island(&browser.get(&format!("{path}/soal?e={epoch}")).await.text);
    assert_eq!(shown["answers"][a.to_string()], json!({ "kind": "chosen", "given": [2] }));
    let finished = json!([{ "sequence": 3, "made": null, "act": { "act": "finished" } }]);
    let told: Value = serde_json::from_str(&browser.post_json(&send, &sent(epoch, 9, &finished)).await.text).unwrap();
    assert_eq!((&told["durable"], told["state"].as_str()), (&json!([[1, 3]]), Some("finished")));
    let worker = browser.get("/ujian/luring.js").await;
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
}

async fn a_device_that_was_offline_for_twenty_minutes_delivers_all_and_goes_on(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let epoch = data(&browser.get(&format!("{path}/soal")).await.text, "epoch");
    let send = format!("{path}/jawaban");
    let [a, b] = singles(&mut browser, &path).await;
    let told: Value =
        serde_json::from_str(&browser.post_json(&send, &sent(epoch, 9, &json!([chosen(1, a, 2)]))).await.text).unwrap();
    let left = told["left"].as_i64().unwrap();
    // The hall's own clock goes on; the device keeps what is answered meanwhile.
    inside.minutes_pass(20);
    let meanwhile = json!([chosen(2, b, 1), chosen(3, a, 4), chosen(4, b, 3)]);
    let told: Value = serde_json::from_str(&browser.post_json(&send, &sent(epoch, 9, &meanwhile)).await.text).unwrap();
    assert_eq!((&told["durable"], told["state"].as_str()), (&json!([[1, 4]]), Some("working")), "{told}");
    assert_eq!(told["left"].as_i64().unwrap(), left - 20 * MINUTE, "being offline gives no time and takes none");
    let answers = island(&browser.get(&format!("{path}/soal?e={epoch}")).await.text)["answers"].clone();
    assert_eq!((&answers[a.to_string()]["given"], &answers[b.to_string()]["given"]), (&json!([4]), &json!([3])));
    let told: Value =
        serde_json::from_str(&browser.post_json(&send, &sent(epoch, 9, &json!([chosen(5, a, 1)]))).await.text).unwrap();
    assert_eq!(told["durable"], json!([[1, 5]]), "and it goes on");
}

async fn a_second_tab_overtakes_the_first_and_both_answers_are_kept(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let first = data(&browser.get(&format!("{path}/soal")).await.text, "epoch");
    let second = data(&browser.get(&format!("{path}/soal")).await.text, "epoch");
    assert!(second > first);
    let send = format!("{path}/jawaban");
    let [a] = singles(&mut browser, &path).await;
    browser.post_json(&send, &sent(second, 2, &json!([chosen(1, a, 4)]))).await;
    let late = browser.post_json(&send, &sent(first, 1, &json!([chosen(1, a, 2)]))).await;
    let told: Value = serde_json::from_str(&late.text).unwrap();
    assert_eq!((&told["durable"], &told["overtaken_by"]), (&json!([[1, 1]]), &json!(second)));
    let moved = browser.get(&format!("{path}/soal?e={first}")).await;
    assert!(moved.text.contains("juga dibuka di tempat lain"), "{}", moved.text);
    assert_eq!(island(&moved.text)["answers"][a.to_string()]["given"], json!([4]), "the later page wins");
    // Handing in from the page that was overtaken first shows what the other one did.
    let old = first.to_string();
    let handed = browser.post(&format!("{path}/kumpul"), &[("epoch", &old), ("page", "1")]).await;
    assert_eq!(handed.header("location"), format!("{path}/soal?e={old}"));
}

async fn a_candidate_whose_seat_moved_to_paper_is_told_so_wherever_they_look(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let epoch = data(&browser.get(&format!("{path}/soal")).await.text, "epoch");
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let deed = Deed::ToPaper { from: inside.stage().now(), reason: "Listrik padam.".to_owned() };
    inside.flow.exam_room().act(&staff, hall.seats[0].id, deed).await.unwrap();
    let told = browser.post_json(&format!("{path}/jawaban"), &sent(epoch, 1, &json!([]))).await;
    let told: Value = serde_json::from_str(&told.text).unwrap();
    assert_eq!(told["state"], json!("on-paper"));
    let page = browser.get(&format!("{path}/soal?e={epoch}")).await.text;
    let open = |panel: &str| page.contains(&format!(r#"data-panel="{panel}"><h2"#));
    assert!(open("kertas") && !open("jeda"), "{page}");
    assert_eq!(browser.get(&format!("{path}/soal")).await.header("location"), format!("{path}/selesai"));
    for at in ["/periksa", "/selesai", ""] {
        let page = browser.get(&format!("{path}{at}")).await.text;
        assert!(page.contains("Ujian Anda dilanjutkan di kertas"), "{at}: {page}");
        assert!(!page.contains("dijeda") && !page.contains("masih berjalan"), "{at}: {page}");
    }
}

async fn an_announcement_reaches_a_candidate_without_scripts(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let first = browser.get(&format!("{path}/soal")).await.text;
    let (epoch, page) = (hidden(&first, "epoch"), hidden(&first, "page"));
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let said = "Soal 4: gambar ada di papan tulis.";
    assert!(!first.contains(said));
    inside.flow.exam_room().announce(&staff, hall.exam, said).await.unwrap();
    // Wherever they look next; another question too, until they say that they have read it.
    let places = [path.clone(), format!("{path}/periksa"), format!("{path}/soal?n=2&e={epoch}")];
    let mut last = String::new();
    for place in &places {
        last = browser.get(place).await.text;
        assert!(last.contains(said), "{place}: {last}");
    }
    let key = Regex::new(r#"value="(baca [^"]+)""#).unwrap().captures(&last).unwrap()[1].to_owned();
    let read = [("epoch", &*epoch), ("page", &*page), ("n", "2"), ("ke", &*key)];
    let led = browser.post(&format!("{path}/soal"), &read).await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, &*places[2]), "{}", led.text);
    for place in &places {
        assert!(!browser.get(place).await.text.contains(said), "{place}");
    }
}

async fn an_answer_that_came_after_time_was_over_is_told_to_its_candidate(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let epoch = data(&browser.get(&format!("{path}/soal")).await.text, "epoch");
    let send = format!("{path}/jawaban");
    let [a, b] = singles(&mut browser, &path).await;
    let mut told = Vec::new();
    for (minutes, act) in [(0, chosen(1, a, 2)), (77, chosen(2, b, 1))] {
        inside.minutes_pass(minutes);
        let answer = browser.post_json(&send, &sent(epoch, 9, &json!([act]))).await;
        told.push(serde_json::from_str::<Value>(&answer.text).unwrap());
    }
    let late: Vec<_> = told.iter().map(|told| (told["state"].as_str().unwrap(), &told["late"])).collect();
    assert_eq!(late, [("working", &json!(0)), ("time-over", &json!(1))]);
    let receipt = browser.get(&format!("{path}/selesai")).await.text;
    assert!(receipt.contains("1 jawaban terlambat dan tidak dihitung"), "{receipt}");
    assert!(receipt.contains("1 dari 40 soal") && receipt.contains("pengawas"), "{receipt}");
}

async fn the_receipt_is_seen_from_any_sign_in_of_its_candidate(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let first = browser.get(&format!("{path}/soal")).await.text;
    let (epoch, page) = (hidden(&first, "epoch"), hidden(&first, "page"));
    let again = format!("{path}/tanda-terima");
    let (mut elsewhere, mut other) = (hall.browser(&inside, 0).await, hall.browser(&inside, 1).await);
    assert_eq!(elsewhere.get(&again).await.header("location"), path, "it is still under way");
    let handed = browser.post(&format!("{path}/kumpul"), &[("epoch", &*epoch), ("page", &*page)]).await;
    assert_eq!(handed.header("location"), format!("{path}/selesai"));
    // Past the door only the device that sat has the cookie; the door leads to where none is wanted.
    let door = elsewhere.get(&path).await.text;
    assert!(door.contains(&format!(r#"href="{again}""#)), "{door}");
    let receipt = elsewhere.get(&again).await;
    assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.text);
    assert!(receipt.text.contains("0 dari 40 soal"), "{}", receipt.text);
    assert_eq!(other.get(&again).await.status, StatusCode::NOT_FOUND);
}

async fn a_call_says_what_for_with_a_script_and_without(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    let page = browser.get(&format!("{path}/soal?n=3")).await.text;
    let (epoch, drawn) = (hidden(&page, "epoch"), hidden(&page, "page"));
    let press = [("epoch", &*epoch), ("page", &*drawn), ("n", "3"), ("ke", "bantuan")];
    let asked = browser.post(&format!("{path}/soal"), &press).await;
    let page = browser.get(asked.header("location")).await.text;
    assert!(page.contains(&format!(r#"action="{path}/bantuan""#)), "{page}");
    let long = "a".repeat(201);
    let call = |reason| [("epoch", &*epoch), ("n", "3"), ("alasan", reason)];
    let refused = browser.post(&format!("{path}/bantuan"), &call(&long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("melebihi 200 huruf") && refused.text.contains(&long), "{}", refused.text);
    let sent = browser.post(&format!("{path}/bantuan"), &call("Gambar soal 18 tidak muncul.")).await;
    assert_eq!(sent.header("location"), format!("{path}/soal?n=3&e={epoch}&bantuan=ya"));
    let again = browser.get(sent.header("location")).await.text;
    assert_eq!(hidden(&again, "epoch"), epoch, "the page goes on where it was");
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let seats = inside.flow.exam_room().room(&staff, hall.exam).await.unwrap().seats;
    let seat = seats.into_iter().find(|seat| seat.sitting.id == hall.seats[0].id).unwrap();
    assert_eq!(seat.help_reason, "Gambar soal 18 tidak muncul.");
}

async fn the_door_says_what_is_left_and_that_a_sitting_is_void(inside: Inside) {
    let hall = held(&inside).await;
    let (path, mut browser) = (hall.path(0), hall.seated(&inside, 0).await);
    assert!(!browser.get(&path).await.text.contains("Sisa waktu"), "nothing runs before the questions are opened");
    browser.get(&format!("{path}/soal")).await;
    inside.minutes_pass(20);
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let (room, id) = (inside.flow.exam_room(), hall.seats[0].id);
    room.act(&staff, id, Deed::Give { minutes: 7, reason: "Alarm.".to_owned() }).await.unwrap();
    let door = browser.get(&path).await.text;
    assert!(door.contains("Sisa waktu 62 menit") && door.contains("termasuk 7 menit yang ditambahkan"), "{door}");
    room.act(&staff, id, Deed::Void { reason: "Memakai dokumen orang lain.".to_owned() }).await.unwrap();
    let door = browser.get(&path).await.text;
    assert!(door.contains("Pengerjaan ini dibatalkan") && door.contains("tanyakan kepada pengawas"), "{door}");
    assert!(!door.contains("sudah selesai") && !door.contains("dokumen orang lain"), "{door}");
}

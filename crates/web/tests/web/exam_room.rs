//! The invigilator's room and the planning of a written test through their pages: deeds with their reasons, incidents
//! that return time, the plan as it is pushed, and who is kept out.

use std::ops::Deref;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use certification::{
    duty::Duty,
    record::{exam::Exam, person::Person},
};
use http_body_util::BodyExt as _;
use regex::Regex;
use rehearsal::{Troupe, adjusted, written};
use store::{Find, Read as _};
use tower::ServiceExt as _;
use workflow::exam_room::{Act, Bearer, Given, SentAct};

use crate::inside::{Browser, Inside, both};

both! {
    what_is_done_at_a_seat_wants_its_reason_and_is_told
    a_seat_is_void_only_under_its_own_number
    an_incident_returns_its_minutes_and_is_corrected
    the_plan_is_pushed_to_whoever_watches_over_the_room
    a_test_is_planned_seated_drawn_and_closed
    the_identity_is_compared_and_seats_are_exchanged_with_a_reason
    a_test_is_closed_over_nobody_at_work
    more_time_agreed_under_way_is_told_with_its_origin
    an_incident_of_which_less_than_a_minute_fell_to_a_seat_says_its_seconds
}

pub const MINUTE: i64 = 60_000_000;

pub struct Held(written::Hall);

impl Deref for Held {
    type Target = written::Hall;
    fn deref(&self) -> &written::Hall {
        &self.0
    }
}

/// A test of the example items that is open now, and nobody has begun.
pub async fn held(inside: &Inside) -> Held {
    Held(written::Hall::open(&inside.stage()).await.unwrap())
}

impl Held {
    pub async fn staff<'i>(&self, inside: &'i Inside) -> Browser<'i> {
        of_duty(inside, &self.troupe, Duty::Staff).await
    }

    pub fn room(&self) -> String {
        format!("/ruang-ujian/{}", self.exam)
    }

    pub fn desk(&self, n: usize) -> String {
        format!("{}/meja/{}", self.room(), self.seats[n].id)
    }

    /// The candidate of a seat opens the paper and answers one question.
    pub async fn begins(&self, inside: &Inside, n: usize) -> (Bearer, u64) {
        let room = inside.flow.exam_room();
        let staff = inside.flow.actor(self.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
        let word = room.token(&staff, self.exam).await.unwrap();
        let own = inside.flow.actor(self.seats[n].person_id).await.unwrap();
        let cookie = room.open(&own, self.seats[n].id, &word, "tablet").await.unwrap();
        let bearer = room.bearer(self.seats[n].id, &cookie).unwrap();
        let desk = room.take_up(&bearer, None).await.unwrap();
        let (question, epoch) = (single(&desk), desk.epoch);
        let act = Act::Answered { question, answer: Given::Chosen(vec![1]) };
        room.send(&bearer, epoch, 7, vec![SentAct { sequence: 1, made: None, act }]).await.unwrap();
        (bearer, epoch)
    }
}

async fn of_duty<'i>(inside: &'i Inside, troupe: &Troupe, duty: Duty) -> Browser<'i> {
    let member = troupe.cast.members.iter().find(|m| m.duty == duty).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

async fn what_is_done_at_a_seat_wants_its_reason_and_is_told(inside: Inside) {
    let test = held(&inside).await;
    let (bearer, epoch) = test.begins(&inside, 0).await;
    let help = vec![SentAct { sequence: 2, made: None, act: Act::HelpAsked { reason: String::new() } }];
    inside.flow.exam_room().send(&bearer, epoch, 7, help).await.unwrap();
    // A device whose clock stands in another century says so with its day.
    let question = single(&inside.flow.exam_room().desk(&bearer).await.unwrap());
    let act = Act::Answered { question, answer: Given::Chosen(vec![2]) };
    let ahead = vec![SentAct { sequence: 3, made: Some(4_102_444_800_000_000), act }];
    inside.flow.exam_room().send(&bearer, epoch, 7, ahead).await.unwrap();
    let mut staff = test.staff(&inside).await;
    let record = staff.get(&test.desk(0)).await.text;
    assert!(record.contains("1 Jan 2100 08.00.00"), "{record}");
    assert!(staff.get("/ruang-ujian").await.text.contains(&test.room()));
    let room = staff.get(&test.room()).await;
    for words in ["Minta bantuan", "Saya ke sana", "Belum mulai", "1/40"] {
        assert!(room.text.contains(words), "{words}: {}", room.text);
    }
    let desk = test.desk(0);
    let came = staff.post(&desk, &[("perbuatan", "bantuan"), ("kembali", "ruang")]).await;
    assert_eq!(came.header("location"), format!("{}?sudah=bantuan", test.room()));
    assert!(!staff.get(&test.room()).await.text.contains("Saya ke sana"));

    let unjust = staff.post(&desk, &[("perbuatan", "jeda"), ("henti", "ya"), ("alasan", " ")]).await;
    assert_eq!(unjust.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unjust.text.contains("Alasannya belum ditulis") && unjust.text.contains("checked"), "{}", unjust.text);
    let bare = staff.post(&desk, &[("perbuatan", "jeda"), ("alasan", "")]).await.text;
    assert!(bare.contains("Alasannya belum ditulis") && bare.contains("Pilih apakah waktunya"), "{bare}");
    let paused = staff.post(&desk, &[("perbuatan", "jeda"), ("henti", "ya"), ("alasan", "Listrik padam.")]).await;
    assert_eq!(paused.status, StatusCode::SEE_OTHER, "{}", paused.text);
    assert!(staff.get(&format!("{}?keadaan=jeda", test.room())).await.text.contains("waktu berhenti"));
    assert_eq!(staff.post(&desk, &[("perbuatan", "lanjut")]).await.status, StatusCode::SEE_OTHER);
    let none = staff.post(&desk, &[("perbuatan", "waktu"), ("menit", "nol"), ("alasan", "Listrik padam.")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = staff.post(&desk, &[("perbuatan", "waktu"), ("menit", "5"), ("alasan", "Listrik padam.")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
    let told = staff.get(&desk).await;
    for words in ["Ditambah 5 menit", "Dijeda; waktu berhenti", "Listrik padam.", "Dihitung"] {
        assert!(told.text.contains(words), "{words}: {}", told.text);
    }
    assert_eq!(staff.post(&test.room(), &[("q", "1")]).await.header("location"), desk);
    assert!(staff.seek(&test.room(), &[("q", "999")]).await.text.contains("Tidak ada meja"));
    // A panel member watches over nothing, and learns nothing.
    let mut other = of_duty(&inside, &test.troupe, Duty::PanelMember).await;
    for path in [test.room(), desk, format!("{}/kejadian", test.room()), "/ruang-ujian".to_owned()] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

async fn the_identity_is_compared_and_seats_are_exchanged_with_a_reason(inside: Inside) {
    let test = held(&inside).await;
    let mut staff = test.staff(&inside).await;
    let plan = format!("/acara/{}/ujian/{}", test.troupe.event.id, test.exam);
    let seats: Vec<String> = test.seats.iter().map(|seat| seat.id.to_string()).collect();
    let swap = |reason| [("meja", &*seats[0]), ("dengan", &*seats[1]), ("alasan", reason), ("perbuatan", "tukar")];
    let path = format!("{plan}/meja");
    assert_eq!(staff.post(&path, &swap("")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = staff.post(&path, &swap("dekat pintu")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let row: certification::record::exam::Sitting = inside.flow.reader().get(test.seats[0].id).await.unwrap().unwrap();
    assert_eq!(row.seat, 2);
    // At the door: a document must be named; then the plan and the seat say so.
    let desk = test.desk(0);
    let wordless = staff.post(&desk, &[("perbuatan", "kenali")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let known = staff.post(&desk, &[("perbuatan", "kenali"), ("dokumen", "ktp")]).await;
    assert_eq!(known.status, StatusCode::SEE_OTHER, "{}", known.text);
    let told = staff.get(&desk).await;
    assert!(told.text.contains("Identitas dicocokkan: KTP"), "{}", told.text);
    let room = staff.get(&format!("{}?foto=ya", test.room())).await;
    assert!(room.text.contains("Sudah dikenali"), "{}", room.text);
    let photo = staff.get(&format!("{desk}/foto")).await;
    if photo.status == StatusCode::OK {
        assert!(photo.header("content-type").starts_with("image/") && room.text.contains(&format!("{desk}/foto")));
        assert_eq!(photo.header("cache-control"), "private, no-store");
    } else {
        assert_eq!(photo.status, StatusCode::NOT_FOUND);
    }
    let away = [("meja", &*seats[1]), ("alasan", "mundur"), ("perbuatan", "ambil")];
    assert_eq!(staff.post(&path, &away).await.status, StatusCode::SEE_OTHER);
    // The plan that is shown to all who watch is drawn every two seconds.
    let mut gone = false;
    for _ in 0..50 {
        gone = !staff.get(&test.room()).await.text.contains(&test.desk(1));
        if gone {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    assert!(gone, "a seat that was taken away is on the plan no longer");
    let mut other = of_duty(&inside, &test.troupe, Duty::PanelMember).await;
    for path in [path, format!("{desk}/foto"), format!("{plan}/seb")] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

async fn a_test_is_closed_over_nobody_at_work(inside: Inside) {
    let test = held(&inside).await;
    test.begins(&inside, 0).await;
    let mut staff = test.staff(&inside).await;
    let path = format!("/acara/{}/ujian/{}/keadaan", test.troupe.event.id, test.exam);
    let asked = staff.get(&path).await.text;
    assert!(asked.contains("1 orang masih mengerjakan") && asked.contains("Kumpulkan 1 meja dan tutup"), "{asked}");
    // Who may still come in is named as well.
    let waits = format!("{} orang belum mulai, padahal masih boleh masuk", test.seats.len() - 1);
    assert!(asked.contains(&waits) && asked.contains("Meja 2"), "{asked}");
    let shut = staff.post(&path, &[("keadaan", "closed")]).await;
    assert_eq!(shut.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shut.text.contains("Masih ada 1 orang yang mengerjakan: meja 1."), "{}", shut.text);
    let collect = |why| [("keadaan", "closed"), ("kumpulkan", "ya"), ("alasan-kumpul", why)];
    assert_eq!(staff.post(&path, &collect("")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = staff.post(&path, &collect("Waktu habis.")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let record = staff.get(&test.desk(0)).await.text;
    assert!(record.contains("Waktu habis."), "{record}");
}

async fn a_seat_is_void_only_under_its_own_number(inside: Inside) {
    let test = held(&inside).await;
    let (bearer, _) = test.begins(&inside, 0).await;
    let answered = format!("Soal {}", single(&inside.flow.exam_room().desk(&bearer).await.unwrap()));
    let mut staff = test.staff(&inside).await;
    let desk = test.desk(0);
    let asked = staff.get(&format!("{desk}?perbuatan=batalkan")).await;
    assert!(asked.text.contains("Tidak dapat diurungkan"), "{}", asked.text);
    let of = |number| [("perbuatan", "batalkan"), ("alasan", "Memakai dokumen orang lain."), ("nomor", number)];
    let wrong = staff.post(&desk, &of("2")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("Memakai dokumen orang lain."), "{}", wrong.text);
    assert_eq!(staff.post(&desk, &of("1")).await.status, StatusCode::SEE_OTHER);
    let told = staff.get(&desk).await;
    assert!(told.text.contains("Memakai dokumen orang lain.") && told.text.contains(&answered), "{}", told.text);
    let again = staff.post(&desk, &[("perbuatan", "buka-lagi"), ("alasan", "Keliru.")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "void is void");
}

/// `08:02`, as a field for hours has it, in Banjarbaru.
pub fn hour(at: i64) -> String {
    let minutes = (at / MINUTE + 8 * 60).rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

async fn an_incident_returns_its_minutes_and_is_corrected(inside: Inside) {
    let test = held(&inside).await;
    let (bearer, _) = test.begins(&inside, 0).await;
    let own = inside.flow.actor(test.seats[0].person_id).await.unwrap();
    let before = inside.flow.exam_room().door(&own, bearer.sitting).await.unwrap();
    let (started, deadline) = (before.started.unwrap(), before.deadline.unwrap());
    inside.minutes_pass(10);
    let mut staff = test.staff(&inside).await;
    let path = format!("{}/kejadian", test.room());
    let form = staff.get(&path).await;
    let day = crate::inside::hidden(&form.text, "hari");
    let seats: Vec<String> = test.seats.iter().map(|seat| seat.id.to_string()).collect();
    let noted = |from: i64, until: i64, key: &str| {
        let mut fields = vec![
            ("catatan".to_owned(), "Listrik padam.".to_owned()),
            ("mulai".to_owned(), hour(started + from * MINUTE)),
            ("selesai".to_owned(), hour(started + until * MINUTE)),
            ("hari".to_owned(), day.clone()),
            ("kunci".to_owned(), key.to_owned()),
        ];
        fields.extend(seats.iter().map(|seat| ("meja".to_owned(), seat.clone())));
        fields
    };
    let fields = noted(6, 2, "");
    let turned = staff.post(&path, &pairs(&fields)).await;
    assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(turned.text.contains("Selesainya mendahului mulainya"), "{}", turned.text);
    // What has not passed is told at its own field, with the reason.
    let ahead = staff.post(&path, &pairs(&noted(2, 25, ""))).await;
    assert_eq!(ahead.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at_end = Regex::new(r#"id="selesai-e"[^>]*>.*?Selesainya belum lewat"#).unwrap();
    assert!(at_end.is_match(&ahead.text), "{}", ahead.text);
    let fields = noted(2, 6, "");
    assert_eq!(staff.post(&path, &pairs(&fields)).await.status, StatusCode::SEE_OTHER);
    let list = staff.get(&path).await;
    let said = format!("4 menit dikembalikan kepada 1 orang. {} orang belum mulai; waktunya utuh.", seats.len() - 1);
    assert!(list.text.contains(&said), "{}", list.text);
    let door = inside.flow.exam_room().door(&own, bearer.sitting).await.unwrap();
    assert_eq!(door.deadline, Some(deadline + 4 * MINUTE));
    let (mine, other) = (staff.get(&test.desk(0)).await, staff.get(&test.desk(1)).await);
    assert!(mine.text.contains("4 menit dikembalikan") && mine.text.contains("Listrik padam."), "{}", mine.text);
    assert!(other.text.contains("belum mulai, tidak ada waktu yang hilang"), "{}", other.text);
    // Said again under its key, it is corrected and not added.
    let key = Regex::new("ubah=([^#\"]+)#").unwrap().captures(&list.text).unwrap()[1].to_owned();
    let fields = noted(2, 5, &key);
    assert_eq!(staff.post(&path, &pairs(&fields)).await.status, StatusCode::SEE_OTHER);
    let door = inside.flow.exam_room().door(&own, bearer.sitting).await.unwrap();
    assert_eq!(door.deadline, Some(deadline + 3 * MINUTE));
    assert!(staff.get(&test.room()).await.text.contains("3 menit dikembalikan"));
    // What is said to everyone stands among the notes of the room.
    let text = [("teks", "Soal 4: gambar ada di papan tulis.")];
    assert_eq!(staff.post(&format!("{}/umumkan", test.room()), &text).await.status, StatusCode::SEE_OTHER);
    assert!(staff.get(&test.room()).await.text.contains("gambar ada di papan tulis"));
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn the_plan_is_pushed_to_whoever_watches_over_the_room(inside: Inside) {
    let test = held(&inside).await;
    test.begins(&inside, 0).await;
    let staff = test.staff(&inside).await;
    let listen = |browser: &Browser<'_>| {
        Request::get(format!("{}/arus", test.room()))
            .header("host", "localhost")
            .header("cookie", format!("session={}", browser.token().unwrap()))
            .body(Body::empty())
            .unwrap()
    };
    let pushed = inside.app.clone().oneshot(listen(&staff)).await.unwrap();
    assert_eq!(pushed.headers()["content-type"], "text/event-stream");
    assert_eq!(pushed.headers()["cache-control"], "no-store");
    let mut body = pushed.into_body();
    let mut next = async || {
        let frame = body.frame().await.unwrap().unwrap().into_data().unwrap();
        String::from_utf8(frame.to_vec()).unwrap()
    };
    let plan = next().await;
    assert!(plan.contains("event: denah") && plan.contains("Mengerjakan") && plan.contains("Belum mulai"), "{plan}");
    // Nothing happened: a sign of life, not the plan again.
    let alive = next().await;
    assert!(alive.contains("event: detak") && !alive.contains("Mengerjakan"), "{alive}");
    let other = of_duty(&inside, &test.troupe, Duty::PanelMember).await;
    assert_eq!(inside.app.clone().oneshot(listen(&other)).await.unwrap().status(), StatusCode::NOT_FOUND);
}

async fn a_test_is_planned_seated_drawn_and_closed(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 12).await.unwrap();
    written::fill_bank(&stage, &troupe.cast).await.unwrap();
    let author = troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let (_, form) = written::freeze_form(&stage, author, "LD-2025-A").await.unwrap();
    let mut staff = of_duty(&inside, &troupe, Duty::Staff).await;
    let base = format!("/acara/{}/ujian", troupe.event.id);
    assert!(staff.get(&base).await.text.contains("Belum ada ujian"));
    assert!(staff.get(&format!("{base}/baru")).await.text.contains("LD-2025-A"));
    let form = form.to_string();
    let mut plan = vec![
        ("skema", written::SLUG),
        ("nama", "Tes tertulis"),
        ("ruang", "Ruang 1"),
        ("jam", "hall"),
        ("menit", "60"),
        ("hari", "2025-10-30"),
        ("buka", "08:30"),
        ("terakhir", "08:45"),
    ];
    let without = staff.post(&format!("{base}/baru"), &plan).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text.contains("Perangkat soal belum dipilih"), "{}", without.text);
    plan.push(("naskah", &form));
    let planned = staff.post(&format!("{base}/baru"), &plan).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text);
    let one = planned.header("location").split('?').next().unwrap().to_owned();

    let cases: Vec<_> = troupe.cases.iter().filter(|case| case.slug == written::SLUG).collect();
    let names: Vec<String> = cases.iter().map(|case| format!("meja-{}", case.id)).collect();
    let numbered = staff.post(&format!("{one}/tempat"), &[("urut", "ya")]).await;
    assert_eq!(numbered.status, StatusCode::OK);
    assert!(names.iter().all(|name| numbered.text.contains(name)) && numbered.text.contains(r#"value="1""#));
    let twice: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
    assert_eq!(staff.post(&format!("{one}/tempat"), &twice).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let numbers: Vec<String> = (1..=names.len()).map(|n| n.to_string()).collect();
    let more = format!("menit-{}", cases[0].id);
    let mut seats: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(numbers.iter().map(String::as_str)).collect();
    seats.push((&more, "15"));
    let seated = staff.post(&format!("{one}/tempat"), &seats).await;
    assert_eq!(seated.status, StatusCode::SEE_OTHER, "{}", seated.text);
    let drawn = staff.post(&format!("{one}/naskah"), &[("gambar", "baru")]).await;
    assert!(drawn.header("location").ends_with(&format!("sudah=gambar&n={}", names.len())));
    assert!(staff.get(&one).await.text.contains("Siap"));

    let exam: Exam = inside.flow.reader().first(Find::all()).await.unwrap().unwrap();
    let actor = inside.flow.actor(troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let word = inside.flow.exam_room().token(&actor, exam.id).await.unwrap();
    let door = staff.get(&format!("{one}/cetak")).await;
    assert!(!door.text.contains(&word) && !door.text.contains("+15"), "the door tells neither word nor adjustment");
    let own = staff.get(&format!("{one}/cetak?token=ya")).await;
    assert!(own.text.contains(&word) && own.text.contains("+15"), "{}", own.text);
    assert_eq!(staff.post(&format!("{one}/keadaan"), &[("keadaan", "closed")]).await.status, StatusCode::SEE_OTHER);
    let again = staff.post(&format!("{one}/keadaan"), &[("keadaan", "frozen"), ("alasan", "")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut other = of_duty(&inside, &troupe, Duty::PanelMember).await;
    assert_eq!(other.get(&one).await.status, StatusCode::NOT_FOUND);
}

async fn more_time_agreed_under_way_is_told_with_its_origin(inside: Inside) {
    let (test, stage) = (held(&inside).await, inside.stage());
    // Of its 60 minutes a quarter was agreed before; 20 minutes are five more.
    test.begins(&inside, 0).await;
    let case = test.seats[0].case_id;
    adjusted::prepare(&stage, &test.troupe, case).await.unwrap();
    adjusted::write(&stage, &test.troupe, case, "20").await.unwrap();
    for slot in ["assessor", "candidate"] {
        adjusted::sign(&stage, &test.troupe, case, slot).await.unwrap();
    }
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    let mut staff = test.staff(&inside).await;
    let desk = staff.get(&test.desk(0)).await.text;
    assert!(desk.contains("Ditambah 5 menit menurut FR.AK.07"), "{desk}");
    let plan = staff.get(&format!("/acara/{}/ujian/{}", test.troupe.event.id, test.exam)).await.text;
    assert!(plan.contains("5 menit diberikan saat tes berjalan"), "{plan}");
    let person: Person = inside.flow.reader().get(test.seats[0].person_id).await.unwrap().unwrap();
    let mut own = inside.signed_in_as(person.id, &person.email.unwrap()).await;
    let door = own.get(&format!("/ujian/{}", test.seats[0].id)).await.text;
    assert!(door.contains("20 menit penyesuaian untuk Anda menurut FR.AK.07"), "{door}");
}

async fn an_incident_of_which_less_than_a_minute_fell_to_a_seat_says_its_seconds(inside: Inside) {
    let test = held(&inside).await;
    // The paper is opened 34 seconds into a minute.
    inside.seconds_pass(94 - inside.flow.now() / 1_000_000 % 60);
    let (bearer, _) = test.begins(&inside, 0).await;
    let own = inside.flow.actor(test.seats[0].person_id).await.unwrap();
    let before = inside.flow.exam_room().door(&own, bearer.sitting).await.unwrap();
    let (started, deadline) = (before.started.unwrap(), before.deadline.unwrap());
    inside.minutes_pass(2);
    let mut staff = test.staff(&inside).await;
    let path = format!("{}/kejadian", test.room());
    let day = crate::inside::hidden(&staff.get(&path).await.text, "hari");
    let (from, until, seat) = (hour(started - MINUTE), hour(started + MINUTE), test.seats[0].id.to_string());
    let fields = [
        ("catatan", "Listrik padam."),
        ("mulai", &*from),
        ("selesai", &*until),
        ("hari", &*day),
        ("kunci", ""),
        ("meja", &*seat),
    ];
    let kept = staff.post(&path, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let door = inside.flow.exam_room().door(&own, bearer.sitting).await.unwrap();
    assert_eq!(door.deadline, Some(deadline + 26 * MINUTE / 60));
    let desk = staff.get(&test.desk(0)).await.text;
    assert!(desk.contains("26 detik dikembalikan"), "{desk}");
    let list = staff.get(&path).await.text;
    assert!(list.contains("Kepada 1 orang yang mulai di tengah kejadian, sebagian."), "{list}");
    assert!(!list.contains("kepada 0 orang"), "{list}");
}

/// The first question of a paper that wants one of several options.
fn single(desk: &workflow::exam_room::Desk) -> u16 {
    let single =
        |question: &exam::item::Question| matches!(question.interaction, exam::item::Interaction::Single { .. });
    (1..).zip(&desk.shown.questions).find(|(_, question)| single(question)).unwrap().0
}

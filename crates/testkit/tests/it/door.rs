//! What the door of a written test asks for, seats before the start, and answers that are files, on both databases.

use certification::{
    duty::Duty,
    exam::TestPlan,
    id::SittingId,
    permit::Actor,
    record::{Purpose, exam::SafeBrowser},
};
use exam::safe_browser::shown;
use rehearsal::{Conclusion, Troupe, written::Hall};
use store::{Media, Read as _, Upload};
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_plan::PlannedExam,
    exam_room::{Act, BrowserSays, Deed, ExamRoom, Given, SentAct, configuration},
};

testkit::on_both!(
    only_the_browser_that_the_plan_asks_for_sees_the_door,
    the_door_is_shut_to_who_is_not_the_person,
    seats_are_exchanged_and_taken_away_before_the_start,
    who_was_rejected_is_given_no_seat_and_keeps_one_until_it_is_taken_away,
    reports_of_a_left_page_crowd_no_answer_out,
    an_answer_names_only_files_that_are_kept_and_the_candidates_own,
);

const HOUSE: &str = "https://lsp.example.id";

struct Test {
    house: TestHouse,
    troupe: Troupe,
    room: ExamRoom,
    exam: certification::id::ExamId,
    sittings: Vec<SittingId>,
}

async fn held(house: TestHouse) -> Test {
    let Hall { troupe, exam, seats } = Hall::open(&house.stage).await.unwrap();
    let room = house.workflow().exam_room();
    Test { sittings: seats.iter().map(|seat| seat.id).collect(), room, exam, troupe, house }
}

impl Test {
    async fn staff(&self) -> Actor {
        self.house.workflow().actor(self.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap()
    }

    async fn row(&self, n: usize) -> certification::record::exam::Sitting {
        self.house.store.reader().get(self.sittings[n]).await.unwrap().unwrap()
    }

    async fn open(&self, n: usize) -> Result<String, WorkflowError> {
        let word = self.room.token(&self.staff().await, self.exam).await?;
        let own = self.house.workflow().actor(self.row(n).await.person_id).await?;
        self.room.open(&own, self.sittings[n], &word, "tablet").await
    }

    async fn planned(&self) -> PlannedExam {
        self.house.workflow().exam_planning().exam(&self.staff().await, self.exam).await.unwrap()
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        Err(other) => format!("{other:?}"),
        Ok(_) => "taken".to_owned(),
    }
}

async fn only_the_browser_that_the_plan_asks_for_sees_the_door(house: TestHouse) {
    let test = held(house).await;
    let staff = test.staff().await;
    let sitting = test.sittings[0];
    let path = format!("/ujian/{sitting}/soal?n=2&e=9");
    let says = |config, exam| BrowserSays { house: HOUSE, path: &path, config, exam };
    assert_eq!(code(test.room.browser(sitting, says(None, None)).await), "taken", "no browser is asked for");
    let waive = |reason: &str| Deed::Waive { reason: reason.to_owned() };
    let plan = |exam: &certification::record::exam::Exam, browser: SafeBrowser| TestPlan {
        slug: exam.slug.clone(),
        name: exam.name.clone(),
        room: exam.room.clone(),
        forms: exam.forms.clone(),
        clock: exam.clock.clone(),
        minutes: exam.minutes,
        opens: exam.opens,
        last_start: exam.last_start,
        calculator: exam.calculator,
        safe_browser: Some(browser),
    };
    let planning = test.house.workflow().exam_planning();
    let exam = test.planned().await.exam;
    let own = SafeBrowser { mode: "own".to_owned(), keys: vec!["xyz".to_owned()], quit: String::new() };
    let wrong = planning.plan(&staff, exam.event_id, Some(exam.id), plan(&exam, own)).await;
    assert_eq!(code(wrong), "exam.browser-keys");
    let ours = SafeBrowser { mode: "ours".to_owned(), keys: Vec::new(), quit: "ab".repeat(32) };
    planning.plan(&staff, exam.event_id, Some(exam.id), plan(&exam, ours)).await.unwrap();
    let exam = test.planned().await.exam;
    assert_eq!(exam.status, "frozen", "the papers stay");
    let key = configuration(HOUSE, &exam).unwrap().key();
    let right = shown(&format!("{HOUSE}{path}"), &key);
    assert_eq!(code(test.room.browser(sitting, says(None, None)).await), "sitting.browser");
    assert_eq!(code(test.room.browser(sitting, says(Some(&key), None)).await), "sitting.browser");
    assert_eq!(code(test.room.browser(sitting, says(Some(&right), None)).await), "taken");
    assert_eq!(code(test.room.act(&staff, sitting, waive(" ")).await), "sitting.reason-wanted");
    test.room.act(&staff, sitting, waive("laptop pinjaman memakai Linux")).await.unwrap();
    assert_eq!(code(test.room.browser(sitting, says(None, None)).await), "taken");
    assert_eq!(code(test.room.browser(test.sittings[1], says(None, None)).await), "sitting.browser", "one seat only");
    assert_eq!(code(test.room.act(&staff, sitting, waive("lagi")).await), "sitting.browser-waived");
}

async fn the_door_is_shut_to_who_is_not_the_person(house: TestHouse) {
    let test = held(house).await;
    let (staff, sitting) = (test.staff().await, test.sittings[0]);
    let identify = |document: &str| Deed::Identify { document: document.to_owned() };
    assert_eq!(code(test.room.act(&staff, sitting, identify("katanya")).await), "sitting.document-wanted");
    test.room.act(&staff, sitting, Deed::Doubt { reason: "wajah lain dari pasfoto".to_owned() }).await.unwrap();
    assert_eq!(code(test.open(0).await), "sitting.not-the-person");
    test.room.act(&staff, sitting, identify("ktp")).await.unwrap();
    assert_eq!(code(test.open(0).await), "taken");
    let record = test.room.record(&staff, sitting).await.unwrap();
    assert_eq!(record.deeds.len(), 2);
    // The file of the demonstration holds a photo; who does not watch over the room does not see it.
    let photo = test.room.photo(&staff, sitting).await.unwrap();
    assert_eq!(photo.is_some(), test.room.room(&staff, test.exam).await.unwrap().photos.contains(&record.seat.case()));
    let other = test.house.workflow().actor(test.row(1).await.person_id).await.unwrap();
    assert!(test.room.photo(&other, sitting).await.is_err());
}

async fn seats_are_exchanged_and_taken_away_before_the_start(house: TestHouse) {
    let test = held(house).await;
    let staff = test.staff().await;
    let planning = test.house.workflow().exam_planning();
    let pair = [test.sittings[0], test.sittings[1]];
    let papers = (test.row(0).await.paper, test.row(1).await.paper);
    assert_eq!(code(planning.swap(&staff, pair, "").await), "sitting.reason-wanted");
    assert_eq!(code(planning.swap(&staff, [pair[0], pair[0]], "dekat pintu").await), "exam.seat-with-itself");
    planning.swap(&staff, pair, "kursi roda butuh jalan lebar").await.unwrap();
    assert_eq!((test.row(0).await.seat, test.row(1).await.seat), (2, 1));
    assert_eq!((test.row(0).await.paper, test.row(1).await.paper), papers, "the paper goes with its person");
    assert_eq!(code(planning.take_away(&staff, pair[1], " ").await), "sitting.reason-wanted");
    let before = test.planned().await.seats.len();
    planning.take_away(&staff, pair[1], "mundur").await.unwrap();
    assert_eq!(test.planned().await.seats.len(), before - 1);
    assert_eq!(test.room.room(&staff, test.exam).await.unwrap().seats.len(), before - 1);
    assert_eq!(code(test.open(1).await), "sitting.taken-away");
    assert_eq!(code(planning.swap(&staff, pair, "kembali").await), "exam.unknown-seat");
    // The number is free, and who comes after all gets a seat and the paper again.
    let case = test.row(1).await.case_id;
    let again = certification::exam::NewSeat { case, seat: 1, extra_minutes: 0, extra_percent: 0 };
    planning.seat(&staff, test.exam, vec![again]).await.unwrap();
    assert_eq!((test.row(1).await.seat, test.row(1).await.taken_away), (1, false));
    let own = test.open(1).await.unwrap();
    let bearer = test.room.bearer(pair[1], &own).unwrap();
    test.room.take_up(&bearer, None).await.unwrap();
    assert_eq!(code(planning.take_away(&staff, pair[1], "terlambat").await), "exam.seat-begun");
    assert_eq!(code(planning.swap(&staff, pair, "terlambat").await), "exam.seat-begun");
    assert_eq!(test.row(0).await.seat, 2, "what is refused leaves nobody beside");
}

async fn who_was_rejected_is_given_no_seat_and_keeps_one_until_it_is_taken_away(house: TestHouse) {
    let test = held(house).await;
    let (staff, planning) = (test.staff().await, test.house.workflow().exam_planning());
    let case = test.row(0).await.case_id;
    let seat = |seat| vec![certification::exam::NewSeat { case, seat, extra_minutes: 0, extra_percent: 0 }];
    let n = test.troupe.cases.iter().position(|of| of.id == case).unwrap();
    // Let in, and not yet at the questions.
    let cookie = test.open(0).await.unwrap();
    let player = test.troupe.player(&test.house.stage, n).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.check(test.troupe.cast.one(Duty::Staff).unwrap(), Conclusion::Rejected).await.unwrap();
    planning.seat(&staff, test.exam, seat(90)).await.unwrap();
    let planned = test.planned().await;
    assert_eq!((test.row(0).await.seat, planned.past), (90, 0), "it is still theirs, and stands in the list");
    assert_eq!(code(test.open(0).await), "sitting.case-past-assessment");
    let bearer = test.room.bearer(test.sittings[0], &cookie).unwrap();
    assert_eq!(code(test.room.take_up(&bearer, None).await), "sitting.case-past-assessment");
    let paper = Deed::ToPaper { from: test.house.stage.now(), reason: "Tanpa perangkat.".to_owned() };
    assert_eq!(code(test.room.act(&staff, test.sittings[0], paper).await), "sitting.case-past-assessment");
    planning.take_away(&staff, test.sittings[0], "permohonannya ditolak").await.unwrap();
    let planned = test.planned().await;
    assert_eq!((planned.cases.iter().any(|of| of.id == case), planned.past), (false, 1));
    assert_eq!(code(planning.seat(&staff, test.exam, seat(91)).await), "exam.case-past-assessment");
    assert!(test.row(0).await.taken_away);
}

async fn reports_of_a_left_page_crowd_no_answer_out(house: TestHouse) {
    let test = held(house).await;
    let bearer = test.room.bearer(test.sittings[0], &test.open(0).await.unwrap()).unwrap();
    let epoch = test.room.take_up(&bearer, None).await.unwrap().epoch;
    let away = |sequence| SentAct { sequence, made: None, act: Act::FocusLost { millis: Some(1_000) } };
    let answer = Act::Answered { question: 1, answer: Given::Blank };
    let mut acts: Vec<SentAct> = (1..=60).map(away).collect();
    acts.push(SentAct { sequence: 61, made: None, act: answer });
    let status = test.room.send(&bearer, epoch, 7, acts.clone()).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 50), (61, 61)], "what is left comes again");
    assert!(status.refused.is_empty());
    let status = test.room.send(&bearer, epoch, 7, acts).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 61)]);
    let record = test.room.record(&test.staff().await, bearer.sitting).await.unwrap();
    assert_eq!((record.seat.away.times, record.seat.away.millis), (60, 60_000));
}

async fn an_answer_names_only_files_that_are_kept_and_the_candidates_own(house: TestHouse) {
    let test = held(house).await;
    let bearer = test.room.bearer(test.sittings[0], &test.open(0).await.unwrap()).unwrap();
    let epoch = test.room.take_up(&bearer, None).await.unwrap().epoch;
    let pdf = b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n".to_vec();
    let stream = || futures_of(pdf.clone());
    // No question of this paper is answered with a file.
    assert_eq!(code(test.room.keep_file(&bearer, 1, stream()).await), "sitting.no-file-wanted");
    let mut kept = Vec::new();
    for n in [0, 1] {
        let upload = Upload {
            subject: Some(test.row(n).await.person_id),
            purpose: Purpose::Case,
            limit: 1 << 20,
            megapixels: 40,
            accept: Media::ANSWERS,
        };
        kept.push(test.house.store.files().unwrap().put_bytes(&upload, pdf.clone()).await.unwrap().name);
    }
    let filed = |sequence, name: String| SentAct {
        sequence,
        made: None,
        act: Act::Answered { question: 1, answer: Given::Filed(vec![name]) },
    };
    let acts = vec![
        filed(1, format!("{}.pdf", "0".repeat(64))),
        filed(2, format!("{}.pdf", kept[1])),
        filed(3, "laporan.pdf".to_owned()),
        filed(4, format!("{}.pdf", kept[0])),
    ];
    let status = test.room.send(&bearer, epoch, 7, acts).await.unwrap();
    assert!(status.receipt.durable.is_empty(), "no question of this paper is answered with a file");
    let refused: Vec<_> = status.refused.iter().map(|(n, refusal)| (*n, refusal.code.as_str())).collect();
    let unknown = "sitting.file-unknown";
    assert_eq!(refused, [(1, unknown), (2, unknown), (3, unknown), (4, "sitting.answer-kind")]);
}

/// The bytes of a file, as they come.
fn futures_of(bytes: Vec<u8>) -> impl futures::Stream<Item = Result<bytes::Bytes, std::convert::Infallible>> + Send {
    futures::stream::iter([Ok(bytes::Bytes::from(bytes))])
}

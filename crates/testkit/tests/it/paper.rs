//! The papers of a written test in print, and the paper fallback: keyed in by two, compared, settled, counted once. On
//! both databases.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    form::Locale,
    id::{ExamFormId, SittingId},
    permit::Actor,
    record::exam::{Exam, Sitting},
};
use exam::{item::Interaction, sitting::record::Origin};
use rehearsal::written::Hall;
use store::Read as _;
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_room::{Act, Bearer, Deed, ExamRoom, Given, SentAct, SheetDesk, SheetStage, Standing, State},
    paper::ExamPrint,
};

testkit::on_both!(
    a_sheet_is_keyed_by_two_settled_and_counts_once,
    a_sheet_comes_only_after_the_move_and_is_entered_again_only_when_reopened,
    a_test_is_not_scored_while_a_sheet_waits,
    question_sheet_answer_sheet_and_key_are_printed_for_whom_they_are_meant,
);

const MINUTE: i64 = 60_000_000;

struct Test {
    house: TestHouse,
    hall: Hall,
    room: ExamRoom,
}

async fn held(house: TestHouse) -> Test {
    let hall = Hall::open(&house.stage).await.unwrap();
    let room = house.workflow().exam_room();
    Test { house, hall, room }
}

impl Test {
    async fn actor(&self, duty: Duty) -> Actor {
        self.house.workflow().actor(self.hall.troupe.cast.one(duty).unwrap()).await.unwrap()
    }

    fn seat(&self, n: usize) -> SittingId {
        self.hall.seats[n].id
    }

    async fn seated(&self, n: usize) -> Bearer {
        let word = self.room.token(&self.actor(Duty::Staff).await, self.hall.exam).await.unwrap();
        let own = self.house.workflow().actor(self.hall.seats[n].person_id).await.unwrap();
        let cookie = self.room.open(&own, self.seat(n), &word, "tablet").await.unwrap();
        self.room.bearer(self.seat(n), &cookie).unwrap()
    }

    async fn to_paper(&self, n: usize) {
        let deed = Deed::ToPaper { from: self.house.stage.now(), reason: "Jaringan putus.".to_owned() };
        self.room.act(&self.actor(Duty::Staff).await, self.seat(n), deed).await.unwrap();
    }

    async fn rows(&self, sql: &str) -> usize {
        self.house.store.reader().rows(sql, &[]).await.unwrap().len()
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        other => format!("{other:?}"),
    }
}

/// The first questions that want one of several options.
fn singles(desk: &SheetDesk) -> Vec<u16> {
    let questions = (1..).zip(&desk.shown.questions);
    let single = |question: &exam::item::Question| matches!(question.interaction, Interaction::Single { .. });
    questions.filter(|(_, question)| single(question)).map(|(n, _)| n).take(3).collect()
}

fn keyed(answers: &[(u16, u8)]) -> BTreeMap<u16, Given> {
    answers.iter().map(|(question, place)| (*question, Given::Chosen(vec![*place]))).collect()
}

async fn a_sheet_is_keyed_by_two_settled_and_counts_once(house: TestHouse) {
    let test = held(house).await;
    let (staff, manager, id) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await, test.seat(0));
    let bearer = test.seated(0).await;
    let epoch = test.room.take_up(&bearer, None).await.unwrap().epoch;
    let desk = test.room.sheet(&staff, id).await.unwrap();
    assert!(matches!(desk.stage, SheetStage::NotOnPaper));
    let [a, b, c] = singles(&desk)[..] else { panic!("the form has no three such questions") };
    let on_device = |sequence, question| {
        let act = Act::Answered { question, answer: Given::Chosen(vec![4]) };
        SentAct { sequence, made: None, act }
    };
    test.room.send(&bearer, epoch, 7, vec![on_device(1, a), on_device(2, c)]).await.unwrap();
    test.to_paper(0).await;
    assert_eq!(code(test.room.take_up(&bearer, None).await), "sitting.on-paper");
    let seat = test.room.record(&staff, id).await.unwrap().seat;
    assert_eq!(seat.state, State::OnPaper);

    // The first may correct what they keyed until the second has keyed, and sees nothing of the other's.
    test.room.key_sheet(&staff, id, keyed(&[(a, 2)])).await.unwrap();
    test.room.key_sheet(&staff, id, keyed(&[(a, 1), (b, 2)])).await.unwrap();
    assert!(matches!(test.room.sheet(&staff, id).await.unwrap().stage, SheetStage::Waits { .. }));
    assert!(matches!(test.room.sheet(&manager, id).await.unwrap().stage, SheetStage::Key { second: true }));
    assert_eq!(code(test.room.enter_sheet(&staff, id, &BTreeMap::new(), "sendiri").await), "sheet.not-keyed");
    test.room.key_sheet(&manager, id, keyed(&[(a, 1), (b, 3)])).await.unwrap();
    assert_eq!(code(test.room.key_sheet(&staff, id, keyed(&[(a, 3)])).await), "sheet.both-keyed");
    let SheetStage::Compared { first, second, comparison } = test.room.sheet(&manager, id).await.unwrap().stage else {
        panic!("not compared");
    };
    assert_eq!((first.by, second.by), (staff.person, manager.person));
    assert_eq!(comparison.differences.iter().map(|d| d.question).collect::<Vec<_>>(), [b]);

    assert_eq!(code(test.room.enter_sheet(&staff, id, &BTreeMap::new(), "dilihat").await), "sheet.not-settled");
    let settled = keyed(&[(b, 3)]);
    assert_eq!(code(test.room.enter_sheet(&staff, id, &settled, " ").await), "sitting.reason-wanted");
    test.room.enter_sheet(&staff, id, &settled, "Lembar menunjukkan C.").await.unwrap();
    assert_eq!(code(test.room.enter_sheet(&staff, id, &settled, "Lembar menunjukkan C.").await), "sheet.entered");

    let record = test.room.record(&staff, id).await.unwrap();
    let told: Vec<_> = record.answers.iter().map(|kept| (kept.question, kept.origin, kept.standing)).collect();
    for expected in [
        (a, Origin::Page, Standing::Overtaken),
        (a, Origin::Sheet, Standing::Counts),
        (b, Origin::Sheet, Standing::Counts),
        (c, Origin::Page, Standing::Counts),
    ] {
        assert_eq!(told.iter().filter(|line| **line == expected).count(), 1, "{expected:?} in {told:?}");
    }
    assert_eq!((told.len(), record.seat.answered, record.seat.state), (4, 3, State::Finished));
    assert!(matches!(test.room.sheet(&staff, id).await.unwrap().stage, SheetStage::Entered { answered: 2, .. }));
    for (act, times) in [("AtSeat", 1), ("KeySheet", 3), ("EnterSheet", 1)] {
        assert_eq!(test.rows(&format!("SELECT id FROM journal WHERE act_type = '{act}'")).await, times, "{act}");
    }
    assert_eq!(test.rows("SELECT id FROM sheet_keying WHERE entered_at IS NOT NULL").await, 2);
    let own = test.house.workflow().actor(test.hall.seats[0].person_id).await.unwrap();
    assert!(test.room.sheet(&own, id).await.is_err(), "a candidate keys nothing in");
}

async fn a_sheet_comes_only_after_the_move_and_is_entered_again_only_when_reopened(house: TestHouse) {
    let test = held(house).await;
    let (staff, manager, id) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await, test.seat(0));
    assert_eq!(code(test.room.key_sheet(&staff, id, BTreeMap::new()).await), "sheet.entered");
    let now = test.house.stage.now();
    for from in [now + MINUTE, now - 600 * MINUTE] {
        let deed = Deed::ToPaper { from, reason: "Listrik padam.".to_owned() };
        assert_eq!(code(test.room.act(&staff, id, deed).await), "sitting.paper-times");
    }
    // Never opened on a device: the whole test is on paper.
    test.to_paper(0).await;
    let [a, b, _] = singles(&test.room.sheet(&staff, id).await.unwrap())[..] else { panic!("too few questions") };
    let doubt = Deed::Doubt { reason: "Wajahnya lain.".to_owned() };
    test.room.act(&staff, id, doubt).await.unwrap();
    assert_eq!(code(test.room.key_sheet(&staff, id, keyed(&[(a, 1)])).await), "sheet.not-the-person");
    test.room.act(&staff, id, Deed::Identify { document: "ktp".to_owned() }).await.unwrap();
    assert_eq!(code(test.room.key_sheet(&staff, id, keyed(&[(99, 1)])).await), "sheet.no-such-question");
    for keyer in [&staff, &manager] {
        test.room.key_sheet(keyer, id, keyed(&[(a, 1), (b, 1)])).await.unwrap();
    }
    test.room.enter_sheet(&manager, id, &BTreeMap::new(), "").await.unwrap();
    test.room.act(&staff, id, Deed::Reopen { reason: "Lembar lain terketik.".to_owned() }).await.unwrap();
    for keyer in [&manager, &staff] {
        test.room.key_sheet(keyer, id, keyed(&[(a, 2)])).await.unwrap();
    }
    test.room.enter_sheet(&staff, id, &BTreeMap::new(), "").await.unwrap();
    let record = test.room.record(&staff, id).await.unwrap();
    let counts: Vec<_> = record.answers.iter().filter(|kept| kept.standing == Standing::Counts).collect();
    assert_eq!(
        counts.iter().map(|kept| (kept.question, kept.answer.clone())).collect::<Vec<_>>(),
        [(a, Given::Chosen(vec![2]))]
    );
    assert_eq!(record.answers.len(), 3, "what was entered before is kept");
}

async fn a_test_is_not_scored_while_a_sheet_waits(house: TestHouse) {
    let test = held(house).await;
    let (staff, manager, id) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await, test.seat(0));
    test.to_paper(0).await;
    let planning = test.house.workflow().exam_planning();
    planning.set_status(&staff, test.hall.exam, "closed", "").await.unwrap();
    let results = test.house.workflow().exam_results();
    assert_eq!(code(results.score(&staff, test.hall.exam, "").await), "result.sheet-open");
    for keyer in [&staff, &manager] {
        test.room.key_sheet(keyer, id, BTreeMap::new()).await.unwrap();
    }
    test.room.enter_sheet(&staff, id, &BTreeMap::new(), "").await.unwrap();
    assert_eq!(results.score(&staff, test.hall.exam, "").await.unwrap(), 1);
    let overview = results.overview(&staff, test.hall.exam).await.unwrap();
    let line = overview.lines.iter().find(|line| line.sitting.id == id).unwrap();
    assert!(line.begun && line.kept.is_some(), "who worked on paper has a result");
}

async fn question_sheet_answer_sheet_and_key_are_printed_for_whom_they_are_meant(house: TestHouse) {
    let test = held(house).await;
    let flow = test.house.workflow();
    let (staff, manager) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await);
    let exam: Exam = test.house.store.reader().get(test.hall.exam).await.unwrap().unwrap();
    let form: ExamFormId = exam.forms[0];
    for (print, locale) in [
        (ExamPrint::Questions, Locale::Id),
        (ExamPrint::Questions, Locale::En),
        (ExamPrint::Answers, Locale::Id),
        (ExamPrint::Key, Locale::En),
    ] {
        let (row, paper) = flow.exam_form_paper(&manager, form, print, locale).await.unwrap();
        let told = paper.data.to_string();
        assert!(told.contains("FR.IA.05") && told.contains(&row.digest[..12]), "{print:?}");
        assert!(flow.print(paper).await.unwrap().pages > 0, "{print:?}");
    }
    // Whoever prints the key has seen the key of each item; whoever prints questions is noted once.
    assert_eq!(test.rows("SELECT id FROM access_log WHERE action = 'see-item-key'").await, 40);
    assert_eq!(test.rows("SELECT id FROM access_log WHERE action = 'print-exam-key'").await, 1);
    assert_eq!(test.rows("SELECT id FROM access_log WHERE action = 'print-exam-questions'").await, 2);
    // Staff plan tests and see no keys, in the bank or elsewhere.
    assert!(flow.exam_form_paper(&staff, form, ExamPrint::Key, Locale::Id).await.is_err());
    assert!(flow.exam_event_form_paper(&staff, exam.id, form, ExamPrint::Key, Locale::Id).await.is_err());
    let (_, questions) =
        flow.exam_event_form_paper(&staff, exam.id, form, ExamPrint::Questions, Locale::Id).await.unwrap();
    let told = questions.data.to_string();
    assert!(!told.contains("\"keys\"") && !told.contains("\"aspects\""), "a question sheet tells no key");

    let own = flow.exam_seat_papers(&staff, exam.id, 1, Locale::Id).await.unwrap();
    let seats: Vec<Sitting> = test.hall.seats.clone();
    assert_eq!(own.data["sheets"].as_array().unwrap().len(), 2 * seats.len());
    for seat in &seats {
        assert!(own.data.to_string().contains(&seat.paper[..12]), "each sheet is matched to its frozen paper");
    }
    assert!(flow.print(own).await.unwrap().pages >= 2 * seats.len());
    assert!(matches!(flow.exam_seat_papers(&staff, exam.id, 2, Locale::Id).await, Err(WorkflowError::NotFound)));
    // In the room a paper is printed only once its move to paper is recorded.
    let id = test.seat(0);
    assert_eq!(code(test.room.sheet_paper(&staff, id, Locale::Id).await), "sitting.not-on-paper");
    test.to_paper(0).await;
    let paper = test.room.sheet_paper(&staff, id, Locale::Id).await.unwrap();
    assert_eq!(paper.data["sheets"].as_array().unwrap().len(), 2);
    let stranger = flow.actor(test.hall.seats[1].person_id).await.unwrap();
    assert!(test.room.sheet_paper(&stranger, id, Locale::Id).await.is_err());
}

//! A written test from the bank to what the candidates answered, on both databases.

use std::collections::BTreeMap;

use certification::{duty::Duty, id::SittingId, permit::Actor};
use rehearsal::{
    Troupe,
    written::{self, Hall},
};
use store::Read as _;
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_room::{Act, Bearer, Deed, ExamRoom, Given, NewIncident, SentAct, Standing, State},
};

testkit::on_both!(
    the_bank_fills_a_form_and_its_papers_can_be_rebuilt,
    an_answer_that_was_acknowledged_is_in_the_record_once,
    a_server_that_was_killed_goes_on_where_it_stood,
    the_door_opens_to_the_right_person_with_the_word_in_time,
    what_the_invigilator_does_is_an_act_and_shows,
    an_incident_gives_its_minutes_back,
    a_test_is_not_closed_over_who_still_works,
    an_erased_candidate_leaves_no_answer,
    no_paper_is_drawn_with_an_item_that_became_known,
    an_answer_during_a_pause_is_kept_and_does_not_count,
);

const MINUTE: i64 = 60_000_000;

struct Test {
    house: TestHouse,
    troupe: Troupe,
    room: ExamRoom,
    exam: certification::id::ExamId,
    sittings: Vec<SittingId>,
}

async fn held(house: TestHouse) -> Test {
    let stage = &house.stage;
    let Hall { troupe, exam, seats } = Hall::open(stage).await.unwrap();
    let room = house.workflow().exam_room();
    Test { sittings: seats.iter().map(|seat| seat.id).collect(), room, exam, troupe, house }
}

impl Test {
    async fn actor(&self, duty: Duty) -> Actor {
        self.house.workflow().actor(self.troupe.cast.one(duty).unwrap()).await.unwrap()
    }

    async fn candidate(&self, n: usize) -> Actor {
        let seat: certification::record::exam::Sitting =
            self.house.store.reader().get(self.sittings[n]).await.unwrap().unwrap();
        self.house.workflow().actor(seat.person_id).await.unwrap()
    }

    async fn word(&self) -> String {
        self.room.token(&self.actor(Duty::Staff).await, self.exam).await.unwrap()
    }

    async fn seated(&self, n: usize, device: &str) -> Bearer {
        let cookie =
            self.room.open(&self.candidate(n).await, self.sittings[n], &self.word().await, device).await.unwrap();
        self.room.bearer(self.sittings[n], &cookie).unwrap()
    }
}

fn answer(sequence: u32, question: u16, place: u8) -> SentAct {
    SentAct { sequence, made: None, act: Act::Answered { question, answer: Given::Chosen(vec![place]) } }
}

/// The first questions of a paper that want one of several options.
fn singles<const N: usize>(desk: &workflow::exam_room::Desk) -> [u16; N] {
    let single =
        |question: &exam::item::Question| matches!(question.interaction, exam::item::Interaction::Single { .. });
    let all = (1..).zip(&desk.shown.questions).filter(|(_, question)| single(question)).map(|(n, _)| n);
    all.take(N).collect::<Vec<_>>().try_into().unwrap()
}

fn code<T: std::fmt::Debug>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        other => format!("{other:?}"),
    }
}

async fn the_bank_fills_a_form_and_its_papers_can_be_rebuilt(house: TestHouse) {
    let test = held(house).await;
    let staff = test.actor(Duty::Staff).await;
    assert_eq!(written::examples().unwrap().len(), 100);
    let planned = test.house.workflow().exam_planning().exam(&staff, test.exam).await.unwrap();
    assert!(planned.seats.len() >= 2, "the small event has too few candidates of the scheme");
    assert_eq!(planned.exam.status, "frozen");
    assert!(planned.seats.iter().all(|seat| seat.questions == 40 && !seat.paper.is_empty()));
    assert_ne!(planned.seats[0].paper, planned.seats[1].paper, "each has their own order");
    for seat in &planned.seats {
        test.house.workflow().exam_planning().rebuild(&staff, seat.id).await.unwrap();
    }
    // Neither state nor journal tells a question.
    let stem = "Tindakan petugas yang paling tepat";
    for sql in ["SELECT act || changes AS text FROM journal", "SELECT sealed_text AS text FROM item"] {
        for row in test.house.store.reader().rows(sql, &[]).await.unwrap() {
            assert!(!row.text("text").unwrap().contains(stem));
        }
    }
    assert!(test.house.workflow().exam_bank().items(&test.candidate(0).await, "", "").await.is_err());
}

async fn an_answer_that_was_acknowledged_is_in_the_record_once(house: TestHouse) {
    let test = held(house).await;
    let bearer = test.seated(0, "tablet").await;
    let desk = test.room.take_up(&bearer, None).await.unwrap();
    assert_eq!((desk.shown.questions.len(), desk.answers.len(), desk.next_sequence), (40, 0, 1));
    let [a, b] = singles(&desk);
    let sent = vec![answer(1, a, 2), answer(2, b, 1)];
    let status = test.room.send(&bearer, desk.epoch, 7, sent.clone()).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 2)]);
    // Twice, out of order, and one that is malformed.
    let status =
        test.room.send(&bearer, desk.epoch, 7, vec![answer(3, a, 3), sent[0].clone(), answer(4, 41, 1)]).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 3)]);
    assert_eq!(
        status.refused.iter().map(|(n, r)| (*n, r.code.as_str())).collect::<Vec<_>>(),
        [(4, "sitting.no-such-question")]
    );
    // An answer to another kind of question, and a place that there is not, are no answers.
    let ordered = Act::Answered { question: a, answer: Given::Ordered(vec![1, 2]) };
    let odd = vec![SentAct { sequence: 5, made: None, act: ordered }, answer(6, b, 9)];
    let status = test.room.send(&bearer, desk.epoch, 7, odd).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 3)]);
    assert_eq!(
        status.refused.iter().map(|(n, r)| (*n, r.code.as_str())).collect::<Vec<_>>(),
        [(5, "sitting.answer-kind"), (6, "paper.no-such-place")]
    );
    // A second tab: a later epoch, and the first is told.
    let tab = test.room.take_up(&bearer, None).await.unwrap();
    assert!(tab.epoch > desk.epoch);
    assert_eq!(tab.answers, BTreeMap::from([(a, Given::Chosen(vec![3])), (b, Given::Chosen(vec![1]))]));
    let status = test.room.send(&bearer, desk.epoch, 7, vec![answer(5, b, 4)]).await.unwrap();
    assert_eq!(status.receipt.overtaken_by, Some(tab.epoch));
    test.room.send(&bearer, tab.epoch, 8, vec![answer(1, b, 2)]).await.unwrap();
    assert_eq!(code(test.room.send(&bearer, tab.epoch + 1_000, 8, vec![]).await), "sitting.epoch-unknown");
    // The same epoch asked for again is the same page, no new opening.
    assert_eq!(test.room.take_up(&bearer, Some(tab.epoch)).await.unwrap().epoch, tab.epoch);
    let staff = test.actor(Duty::Staff).await;
    let record = test.room.record(&staff, bearer.sitting).await.unwrap();
    assert_eq!(record.answers.len(), 5);
    let rows = test.house.store.reader().rows("SELECT number FROM exam_event WHERE room = 0", &[]).await.unwrap();
    assert_eq!(rows.len(), 5);
    let desk = test.room.desk(&bearer).await.unwrap();
    assert_eq!(desk.answers[&b], Given::Chosen(vec![2]), "the later page wins");
    let status = test.room.hand_in(&bearer, tab.epoch, 8).await.unwrap();
    assert_eq!(status.state, State::Finished);
    assert_eq!(code(test.room.take_up(&bearer, None).await), "sitting.finished");
}

async fn a_server_that_was_killed_goes_on_where_it_stood(house: TestHouse) {
    let test = held(house).await;
    let bearer = test.seated(0, "tablet").await;
    let desk = test.room.take_up(&bearer, None).await.unwrap();
    let ([a, b, c, d], epoch) = (singles(&desk), desk.epoch);
    test.room.send(&bearer, epoch, 7, vec![answer(1, a, 2), answer(2, b, 1)]).await.unwrap();
    // Another process over the same database knows nothing but what is stored.
    let config = test.house.place.config();
    let clocks = store::Clocks::with_wall(test.house.wall.clone());
    let store = store::Store::open(config, clocks).await.unwrap();
    let flow = workflow::Workflow::new(
        store.clone(),
        test.house.workflow().press().clone(),
        test.house.workflow().entropy().clone(),
        workflow::House { node: "second".to_owned(), public_url: "http://127.0.0.1:8080".to_owned() },
    );
    let second = flow.exam_room();
    let status = second.send(&bearer, epoch, 7, vec![answer(1, a, 2), answer(3, c, 1)]).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 3)]);
    let desk = second.take_up(&bearer, None).await.unwrap();
    assert_eq!(desk.answers.len(), 3);
    // The first process learns of the other's epoch when a page of it comes back.
    let status = test.room.send(&bearer, desk.epoch, 9, vec![answer(1, d, 1)]).await.unwrap();
    assert_eq!(status.receipt.durable, vec![(1, 1)]);
    store.close().await;
}

async fn the_door_opens_to_the_right_person_with_the_word_in_time(house: TestHouse) {
    let test = held(house).await;
    let (sitting, word, own) = (test.sittings[0], test.word().await, test.candidate(0).await);
    assert_eq!(test.room.own(&own).await.unwrap().len(), 1);
    assert!(matches!(
        test.room.open(&test.candidate(1).await, sitting, &word, "hp").await,
        Err(WorkflowError::NotFound)
    ));
    assert_eq!(code(test.room.open(&own, sitting, "salah!", "hp").await), "sitting.word");
    let cookie = test.room.open(&own, sitting, &word.to_lowercase(), "hp").await.unwrap();
    assert!(test.room.bearer(test.sittings[1], &cookie).is_none());
    assert!(test.room.bearer(sitting, &cookie.replace("hp", "pc")).is_none());
    let bearer = test.room.bearer(sitting, &cookie).unwrap();
    test.room.take_up(&bearer, None).await.unwrap();
    // Another device waits for the invigilator.
    assert_eq!(code(test.room.open(&own, sitting, &word, "pc").await), "sitting.other-device");
    let staff = test.actor(Duty::Staff).await;
    let deed = Deed::Move { to: "meja 3".to_owned(), reason: "baterai habis".to_owned() };
    test.room.act(&staff, sitting, deed).await.unwrap();
    let other = test.room.open(&own, sitting, &word, "pc").await.unwrap();
    test.room.take_up(&test.room.bearer(sitting, &other).unwrap(), None).await.unwrap();
    // Too late for a first start.
    test.house.wall.advance(46 * MINUTE);
    assert_eq!(
        code(test.room.open(&test.candidate(1).await, test.sittings[1], &word, "hp").await),
        "sitting.too-late-to-start"
    );
    for _ in 0..10 {
        let _ = test.room.open(&test.candidate(1).await, test.sittings[1], "salah!", "hp").await;
    }
    assert_eq!(
        code(test.room.open(&test.candidate(1).await, test.sittings[1], &word, "hp").await),
        "sitting.too-many-attempts"
    );
}

async fn what_the_invigilator_does_is_an_act_and_shows(house: TestHouse) {
    let test = held(house).await;
    let (staff, bearer) = (test.actor(Duty::Staff).await, test.seated(0, "hp").await);
    let epoch = test.room.take_up(&bearer, None).await.unwrap().epoch;
    let seat = || async {
        let room = test.room.room(&staff, test.exam).await.unwrap();
        room.seats.into_iter().find(|seat| seat.sitting.id == bearer.sitting).unwrap()
    };
    assert_eq!(seat().await.state, State::Working);
    // 60 minutes and a quarter more.
    assert_eq!(seat().await.deadline, seat().await.started.map(|start| start + 75 * MINUTE));
    test.room.act(&staff, bearer.sitting, Deed::Give { minutes: 5, reason: "tiba terlambat".into() }).await.unwrap();
    test.room
        .act(&staff, bearer.sitting, Deed::Pause { stops_clock: true, reason: "listrik padam".into() })
        .await
        .unwrap();
    assert_eq!((seat().await.state, seat().await.pause, seat().await.deadline), (State::Paused, Some(true), None));
    test.house.wall.advance(10 * MINUTE);
    test.room.act(&staff, bearer.sitting, Deed::Resume).await.unwrap();
    assert_eq!(seat().await.deadline, seat().await.started.map(|start| start + 90 * MINUTE));
    assert_eq!(
        code(test.room.act(&staff, bearer.sitting, Deed::Void { reason: " ".into() }).await),
        "sitting.reason-wanted"
    );
    test.room
        .send(
            &bearer,
            epoch,
            7,
            vec![SentAct { sequence: 1, made: None, act: Act::HelpAsked { reason: String::new() } }],
        )
        .await
        .unwrap();
    assert!(seat().await.help_since.is_some());
    test.room.act(&staff, bearer.sitting, Deed::Help).await.unwrap();
    assert!(seat().await.help_since.is_none());
    test.room.announce(&staff, test.exam, "Soal 4: gambar ada di papan tulis.").await.unwrap();
    let status = test.room.send(&bearer, epoch, 7, vec![]).await.unwrap();
    assert_eq!(status.announcements.len(), 1);
    test.room.act(&staff, bearer.sitting, Deed::Collect { reason: "waktu habis".into() }).await.unwrap();
    assert_eq!(seat().await.state, State::Finished);
    test.room.act(&staff, bearer.sitting, Deed::Reopen { reason: "terkumpul keliru".into() }).await.unwrap();
    test.room.act(&staff, bearer.sitting, Deed::Void { reason: "memakai dokumen orang lain".into() }).await.unwrap();
    assert_eq!(seat().await.state, State::Voided);
    // A word that was told outside is changed, though the test is under way.
    let before = test.word().await;
    test.house.workflow().exam_planning().new_word(&staff, test.exam).await.unwrap();
    assert_ne!(test.word().await, before);
    for (act, times) in [("AtSeat", 7), ("NoteRoom", 1), ("ChangeWord", 1)] {
        let journal = "SELECT id FROM journal WHERE act_type = $1";
        assert_eq!(test.house.store.reader().rows(journal, &[act.into()]).await.unwrap().len(), times, "{act}");
    }
    let stranger = test.candidate(1).await;
    assert!(test.room.room(&stranger, test.exam).await.is_err());
    assert!(test.room.act(&stranger, bearer.sitting, Deed::Help).await.is_err());
    assert_eq!(test.room.record(&staff, bearer.sitting).await.unwrap().deeds.len(), 8);
}

async fn an_incident_gives_its_minutes_back(house: TestHouse) {
    let test = held(house).await;
    let (staff, bearer) = (test.actor(Duty::Staff).await, test.seated(0, "hp").await);
    test.room.take_up(&bearer, None).await.unwrap();
    let started = test.room.door(&test.candidate(0).await, bearer.sitting).await.unwrap().started.unwrap();
    test.house.wall.advance(10 * MINUTE);
    let incident = |until: i64, seats: Vec<SittingId>| NewIncident {
        key: "padam".into(),
        from: started + 2 * MINUTE,
        until: Some(started + until * MINUTE),
        seats,
        note: "Listrik padam.".into(),
    };
    test.room.incident(&staff, test.exam, incident(6, test.sittings.clone())).await.unwrap();
    let deadline = || async { test.room.door(&test.candidate(0).await, bearer.sitting).await.unwrap().deadline };
    assert_eq!(deadline().await, Some(started + 79 * MINUTE));
    // Said again, it is corrected and not added.
    test.room.incident(&staff, test.exam, incident(5, test.sittings.clone())).await.unwrap();
    assert_eq!(deadline().await, Some(started + 78 * MINUTE));
    // A seat that it did not touch after all gets nothing.
    test.room.incident(&staff, test.exam, incident(5, test.sittings[1..].to_vec())).await.unwrap();
    assert_eq!(deadline().await, Some(started + 75 * MINUTE));
    assert_eq!(test.room.room(&staff, test.exam).await.unwrap().incidents.len(), 1);
    // Nor is time given back that has not passed.
    assert_eq!(
        code(test.room.incident(&staff, test.exam, incident(90, test.sittings.clone())).await),
        "sitting.incident-not-over"
    );
    // One that has not begun yet is refused, and nothing of it is kept.
    let later =
        NewIncident { key: "nanti".into(), from: started + 99 * MINUTE, ..incident(200, test.sittings.clone()) };
    assert_eq!(code(test.room.incident(&staff, test.exam, later).await), "sitting.incident-not-begun");
    assert_eq!(test.room.room(&staff, test.exam).await.unwrap().incidents.len(), 1);
    let nobody = NewIncident { seats: vec![], ..incident(5, vec![]) };
    assert_eq!(code(test.room.incident(&staff, test.exam, nobody).await), "sitting.incident-seats");
}

async fn a_test_is_not_closed_over_who_still_works(house: TestHouse) {
    let test = held(house).await;
    let (staff, flow) = (test.actor(Duty::Staff).await, test.house.workflow().clone());
    let (planning, bank) = (flow.exam_planning(), flow.exam_bank());
    let author = test.actor(Duty::SchemeCommittee).await;
    let bearer = test.seated(0, "hp").await;
    let desk = test.room.take_up(&bearer, None).await.unwrap();
    let [a, b] = singles(&desk);
    test.room.send(&bearer, desk.epoch, 7, vec![answer(1, a, 2)]).await.unwrap();
    // Before the test is over it is known who has an item before them.
    let paper = planning.rebuild(&staff, test.sittings[0]).await.unwrap();
    let item = paper.questions[0].item.to_string();
    assert_eq!(bank.seen_now(&author, &item).await.unwrap(), 1);
    let form = planning.exam(&staff, test.exam).await.unwrap().exam.forms[0];
    assert_eq!(bank.opened_at(&author, test.exam, form).await.unwrap(), [(test.sittings[0], 1)]);
    let close = || planning.set_status(&staff, test.exam, "closed", "");
    assert_eq!(code(close().await), "exam.at-work");
    assert_eq!(planning.at_work(&staff, test.exam).await.unwrap(), [1]);
    assert_eq!(code(test.room.collect_all(&staff, test.exam, " ").await), "sitting.reason-wanted");
    assert_eq!(test.room.collect_all(&staff, test.exam, "waktu habis").await.unwrap(), 1);
    close().await.unwrap();
    let closed = planning.exam(&staff, test.exam).await.unwrap().exam.closed_at;
    assert_eq!(closed, Some(test.house.stage.now()), "what is sent later than that does not count anywhere");
    // What a device sends now, at once and within any grace, is kept and marked, and in no result; nobody begins or goes on any more.
    test.room.send(&bearer, desk.epoch, 7, vec![answer(2, a, 1), answer(3, b, 1)]).await.unwrap();
    let record = test.room.record(&staff, test.sittings[0]).await.unwrap();
    let standings: Vec<_> = record.answers.iter().map(|kept| (kept.question, kept.standing)).collect();
    assert_eq!(standings, [(a, Standing::Counts), (a, Standing::AfterEnd), (b, Standing::AfterEnd)]);
    assert_eq!((record.seat.answered, record.seat.late), (1, 2));
    let word = test.word().await;
    let late = test.room.open(&test.candidate(1).await, test.sittings[1], &word, "hp").await;
    assert_eq!(code(late), "sitting.no-paper");
    let on = Deed::Reopen { reason: "belum selesai".to_owned() };
    assert_eq!(code(test.room.act(&staff, test.sittings[0], on).await), "exam.ended");
    assert_eq!(bank.seen_now(&author, &item).await.unwrap(), 0, "it is in its exposure now");
}

async fn an_erased_candidate_leaves_no_answer(house: TestHouse) {
    let test = held(house).await;
    let bearer = test.seated(0, "hp").await;
    let desk = test.room.take_up(&bearer, None).await.unwrap();
    let ([a], epoch) = (singles(&desk), desk.epoch);
    test.room.send(&bearer, epoch, 7, vec![answer(1, a, 2)]).await.unwrap();
    let person = test.candidate(0).await.person;
    let purposes = vec![certification::record::Purpose::Case];
    test.house.store.erase(store::Erasure { person, purposes, reason: "diminta".into() }).await.unwrap();
    let events = store::outside::exam_events(&mut test.house.store.reader(), bearer.sitting).await.unwrap();
    assert_eq!(events.len(), 2);
    for event in events {
        let place = store::outside::exam_event_place(bearer.sitting);
        assert_eq!(test.house.store.open_for(person, &place, event.sealed).await.unwrap(), None);
    }
}

async fn no_paper_is_drawn_with_an_item_that_became_known(house: TestHouse) {
    let test = held(house).await;
    let staff = test.actor(Duty::Staff).await;
    let (flow, planning) = (test.house.workflow(), test.house.workflow().exam_planning());
    let bank = flow.exam_bank();
    // Two forms without a common question; both are in use, and one seat has begun.
    let author = test.actor(Duty::SchemeCommittee).await;
    let exam = planning.exam(&staff, test.exam).await.unwrap().exam;
    let first = exam.forms[0];
    let blueprint = bank.blueprints(&author, Some(written::SLUG)).await.unwrap().pop().unwrap();
    let asked = |form: exam::form::Form| -> Vec<String> {
        form.questions.into_iter().map(|question| question.item.id.to_string()).collect()
    };
    let leaked = {
        let of_first = asked(bank.frozen(&author, first).await.unwrap().1);
        let other = bank.assemble(&author, &blueprint, 1, "LD-2025-B").await.unwrap().remove(0);
        let of_other = asked(other.clone());
        let leaked = of_first.into_iter().find(|item| !of_other.contains(item)).unwrap();
        (leaked, bank.freeze(&author, &blueprint, &other).await.unwrap())
    };
    let (item, second) = leaked;
    let plan = |forms: Vec<certification::id::ExamFormId>| certification::exam::TestPlan {
        slug: exam.slug.clone(),
        name: exam.name.clone(),
        room: exam.room.clone(),
        forms,
        clock: exam.clock.clone(),
        minutes: exam.minutes,
        opens: exam.opens,
        last_start: exam.last_start,
        calculator: exam.calculator,
        safe_browser: None,
    };
    let bearer = test.seated(0, "tablet").await;
    let epoch = test.room.take_up(&bearer, None).await.unwrap().epoch;
    let step = workflow::exam_bank::ItemStep::Leaked;
    bank.step(&author, &item, &step, "beredar di grup").await.unwrap();

    // Whoever plans is told, with the item's name.
    let planned = planning.exam(&staff, test.exam).await.unwrap();
    assert_eq!(planned.spoiled.get(&first).map(Vec::as_slice), Some(std::slice::from_ref(&item)));
    assert_eq!(code(planning.replace_spoiled(&staff, test.exam).await), "exam.form-spoiled", "no other form yet");
    let another = planning.plan(&staff, exam.event_id, None, plan(vec![first])).await;
    assert_eq!(code(another), "exam.form-spoiled", "it is offered to no other test");
    assert_eq!(code(planning.draw(&staff, test.exam, true).await), "exam.form-spoiled");

    // Whoever has not begun cannot open what holds it; the one who is under way goes on.
    let (own, word) = (test.candidate(1).await, test.word().await);
    let shut = test.room.open(&own, test.sittings[1], &word, "laptop").await;
    assert_eq!(code(shut), "sitting.paper-leaked");
    assert_eq!(test.room.room(&staff, test.exam).await.unwrap().leaked, std::iter::once(first).collect());
    assert_eq!(test.room.take_up(&bearer, Some(epoch)).await.unwrap().epoch, epoch);

    // Under way, a form is added and nothing else is changed.
    let shorter = certification::exam::TestPlan { minutes: 30, ..plan(vec![first, second]) };
    assert_eq!(code(planning.plan(&staff, exam.event_id, Some(test.exam), shorter).await), "exam.begun");
    let without = planning.plan(&staff, exam.event_id, Some(test.exam), plan(vec![second])).await;
    assert_eq!(code(without), "exam.begun", "papers of the first are being sat");
    planning.plan(&staff, exam.event_id, Some(test.exam), plan(vec![first, second])).await.unwrap();
    // A word at the door is no opening: that seat gets another paper too.
    let identified = workflow::exam_room::Deed::Identify { document: "ktp".to_owned() };
    test.room.act(&staff, test.sittings[1], identified).await.unwrap();
    let replaced = planning.replace_spoiled(&staff, test.exam).await.unwrap();
    assert_eq!(replaced, test.sittings.len() - 1);
    for (n, id) in test.sittings.iter().enumerate() {
        let seat: certification::record::exam::Sitting = test.house.store.reader().get(*id).await.unwrap().unwrap();
        let paper = planning.rebuild(&staff, *id).await.unwrap();
        let asks = paper.questions.iter().any(|laid| laid.item.as_str() == item);
        assert_eq!((seat.form_id == Some(first), asks), (n == 0, n == 0), "seat {n}");
    }
    assert_eq!(code(planning.replace_spoiled(&staff, test.exam).await), "exam.none-spoiled");
    // Whoever was under way goes on with the paper they opened.
    assert_eq!(test.room.take_up(&bearer, Some(epoch)).await.unwrap().epoch, epoch);
    let grouped = format!("{} {}", &word[..3], word[3..].to_lowercase());
    let cookie = test.room.open(&own, test.sittings[1], &grouped, "laptop").await.unwrap();
    let other = test.room.bearer(test.sittings[1], &cookie).unwrap();
    assert_eq!(test.room.take_up(&other, None).await.unwrap().shown.questions.len(), 40);
}

async fn an_answer_during_a_pause_is_kept_and_does_not_count(house: TestHouse) {
    let test = held(house).await;
    let staff = test.actor(Duty::Staff).await;
    let bearer = test.seated(0, "tablet").await;
    let desk = test.room.take_up(&bearer, None).await.unwrap();
    let ([a], epoch) = (singles(&desk), desk.epoch);
    test.room.send(&bearer, epoch, 7, vec![answer(1, a, 2)]).await.unwrap();
    let pause = workflow::exam_room::Deed::Pause { stops_clock: true, reason: "Listrik padam.".to_owned() };
    test.room.act(&staff, bearer.sitting, pause).await.unwrap();
    test.house.wall.advance(2 * MINUTE);
    let status = test.room.send(&bearer, epoch, 7, vec![answer(2, a, 1)]).await.unwrap();
    assert_eq!((status.state, status.receipt.durable), (State::Paused, vec![(1, 2)]), "kept");
    test.room.act(&staff, bearer.sitting, workflow::exam_room::Deed::Resume).await.unwrap();
    let desk = test.room.desk(&bearer).await.unwrap();
    assert_eq!(desk.answers, BTreeMap::from([(a, Given::Chosen(vec![2]))]));
    let record = test.room.record(&staff, bearer.sitting).await.unwrap();
    let standings: Vec<_> = record.answers.iter().map(|kept| kept.standing).collect();
    assert_eq!(standings, [workflow::exam_room::Standing::Counts, workflow::exam_room::Standing::Paused]);
    assert_eq!(record.seat.late, 1);
}

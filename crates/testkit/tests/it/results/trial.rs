//! Questions on trial, on both databases: answered like the others, in no result, and known by their figures afterwards.

use std::collections::BTreeMap;

use certification::{duty::Duty, id::PersonId};
use exam::{
    bank::{Hand, Life, ReviewAspect},
    item::{Answer, Content, Item, ItemId, Response},
};
use rehearsal::written::{self, Hall};
use testkit::TestHouse;
use workflow::exam_room::{Act, SentAct};

use super::held::{Test, code, right, wrong};

testkit::on_both!(a_question_on_trial_is_answered_and_counts_for_nothing);

/// Reviewed by three people, and tried out.
fn in_pilot(item: Item, [author, reviewer, checker]: [PersonId; 3], at: i64) -> Life {
    let Answer::Choice(key) = item.key.answer.clone() else { panic!("one of several is right") };
    let hand = |by| Hand { by, at };
    let mut life = Life::draft(item, hand(author));
    life.submit(hand(author)).unwrap();
    for aspect in [ReviewAspect::Content, ReviewAspect::Language, ReviewAspect::Fairness] {
        life.accept(aspect, hand(reviewer), "").unwrap();
    }
    assert!(life.check_key(&Response::Choice(key), None, hand(checker)).unwrap());
    life.pilot(hand(reviewer)).unwrap();
    life
}

async fn a_question_on_trial_is_answered_and_counts_for_nothing(house: TestHouse) {
    let troupe = Hall::gather(&house.stage).await.unwrap();
    let people = [Duty::SchemeCommittee, Duty::Manager, Duty::Head].map(|duty| troupe.cast.one(duty).unwrap());
    let author = house.workflow().actor(people[0]).await.unwrap();
    let bank = house.workflow().exam_bank();
    let mut blueprint = written::blueprint().unwrap();
    blueprint.trials = 2;
    let points = blueprint.points(None);
    let kept = bank.keep_blueprint(&author, blueprint).await.unwrap();
    assert_eq!(code(bank.assemble(&author, &kept, 1, "LD-2025-T").await), "assembly.too-few-trials");
    let single = written::examples().unwrap().into_iter().find(|item| matches!(item.key.answer, Answer::Choice(_)));
    for n in 1..=2 {
        let mut item = single.clone().unwrap();
        item.id = ItemId::new(format!("RUMAH-COBA-{n}")).unwrap();
        item.question.stem = Content::plain(&format!("Pertanyaan yang diuji coba, nomor {n}: mana yang tepat?"));
        bank.bring_in(&in_pilot(item, people, house.stage.now() - 5_184_000_000_000)).await.unwrap();
    }
    let forms = bank.assemble(&author, &kept, 1, "LD-2025-T").await.unwrap();
    assert_eq!((forms[0].questions.len(), forms[0].trials.len(), forms[0].points()), (40, 2, points));
    let items: BTreeMap<ItemId, Item> =
        forms[0].asked().map(|question| (question.item.id.clone(), question.item.clone())).collect();
    let on_trial = |id: &ItemId| id.as_str().starts_with("RUMAH-COBA");
    let form = bank.freeze(&author, &kept, &forms[0]).await.unwrap();
    let Hall { troupe, exam, seats } = Hall::over(&house.stage, troupe, form).await.unwrap();
    let results = house.workflow().exam_results();
    let test = Test { house, troupe, results, exam, seats };
    let (staff, manager) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await);

    // The first is wrong on trial and right in all that counts; the second is right in everything.
    let room = test.house.workflow().exam_room();
    let word = room.token(&staff, test.exam).await.unwrap();
    for (at, seat) in test.seats.iter().enumerate().take(2) {
        assert_eq!(seat.questions, 42);
        let paper = test.house.workflow().exam_planning().rebuild(&staff, seat.id).await.unwrap();
        let cookie = room.open(&test.of(seat.person_id).await, seat.id, &word, "hp").await.unwrap();
        let bearer = room.bearer(seat.id, &cookie).unwrap();
        let desk = room.take_up(&bearer, None).await.unwrap();
        assert_eq!(desk.shown.questions.len(), 42);
        let act = |(n, laid): (u16, &exam::paper::Laid)| {
            let item = &items[&laid.item];
            let missed = at == 0 && on_trial(&laid.item);
            let answer = if missed { wrong(item, laid).unwrap().1 } else { right(item, laid) };
            SentAct { sequence: u32::from(n), made: None, act: Act::Answered { question: n, answer } }
        };
        let status = room.send(&bearer, desk.epoch, 7, (1..).zip(&paper.questions).map(act).collect()).await.unwrap();
        assert!(status.refused.is_empty(), "{:?}", status.refused);
        room.hand_in(&bearer, desk.epoch, 7).await.unwrap();
    }
    test.close().await;
    test.results.score(&staff, test.exam, "").await.unwrap();
    for (at, achieved) in [(0, false), (1, true)] {
        let kept = test.kept(at).await.unwrap();
        assert_eq!((kept.result.tally.points, kept.result.tally.of), (points, points), "seat {at}");
        assert_eq!((kept.marks.len(), kept.trials.len(), kept.answered), (40, 2, 42));
        assert!(kept.trials.iter().all(|mark| mark.achieved == Some(achieved)));
    }
    // Nobody corrects what does not count; its figures stand beside the others, and in the item's own history.
    assert_eq!(test.questions().await.len(), 40);
    let figures = test.results.analysis(&manager, test.exam, None).await.unwrap();
    let trials: Vec<_> = figures.items.iter().filter(|item| item.trial).collect();
    assert_eq!((figures.items.len(), trials.len()), (42, 2));
    assert!(trials.iter().all(|item| item.difficulty.n() == 2 && on_trial(&item.item.id)));
    let history = test.results.of_item(&manager, "RUMAH-COBA-1", None).await.unwrap();
    assert_eq!(history.tests.iter().map(|held| (held.candidates, held.right)).collect::<Vec<_>>(), [(2, 1)]);
    let (_, life) = test.house.workflow().exam_bank().life(&manager, "RUMAH-COBA-1").await.unwrap();
    assert_eq!((life.exposure(), life.days_seen()), (2, 1));
}

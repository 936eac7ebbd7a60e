//! What follows a written test, on both databases: scoring, corrections, marking by people, release.

mod forms;
mod held;
mod marks;
mod parallel;
mod pooled;
mod trial;

use std::collections::BTreeMap;

use certification::{body::ChangeSettings, duty::Duty, id::SittingId};
use exam::{
    item::{Answer, ChoiceId, Interaction, Item},
    score::marking::Stage,
};
use rust_decimal::Decimal;
use store::Read as _;
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_result::{Correction, Mended, correction},
    exam_room::{Deed, Given},
};

use self::held::{code, held, right, wrong};

testkit::on_both!(
    right_answers_bring_all_points_and_some_bring_theirs,
    a_corrected_key_changes_exactly_those_whom_its_preview_named,
    nothing_is_visible_before_release,
    two_mark_blind_and_a_third_when_they_differ,
    a_voided_sitting_has_no_result,
    a_small_test_withholds_its_figures,
);

async fn right_answers_bring_all_points_and_some_bring_theirs(house: TestHouse) {
    let test = held(house, false).await;
    let staff = test.actor(Duty::Staff).await;
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    // Every other question is right; of the rest one is left, one is emptied again.
    test.sits(1, |n, item, laid| match n % 4 {
        0 | 2 => Some(right(item, laid)),
        1 => Some(Given::Blank),
        _ => None,
    })
    .await;
    assert_eq!(code(test.results.score(&staff, test.exam, "").await), "result.not-closed");
    test.close().await;
    let view = test.results.overview(&staff, test.exam).await.unwrap();
    assert!(view.rounds.is_empty() && view.lines.iter().all(|line| line.kept.is_none()));
    assert_eq!(test.results.score(&staff, test.exam, "").await.unwrap(), 1);
    let all = test.kept(0).await.unwrap();
    assert_eq!((all.result.tally.points, all.answered), (all.result.tally.of, 40));
    assert_eq!(all.result.tally.achieved, 40);
    assert!(all.result.provisional, "the example's cut was set by nobody");
    let some = test.kept(1).await.unwrap();
    let paper = test.house.workflow().exam_planning().rebuild(&staff, test.seats[1].id).await.unwrap();
    let items = test.questions().await;
    let expected: Decimal = paper.questions.iter().step_by(2).map(|laid| items[&laid.item].question.points).sum();
    assert_eq!((some.result.tally.points, some.answered), (expected, 20));
    assert_eq!(some.result.tally.of, all.result.tally.of);
    let by_unit: Decimal = some.result.units.iter().map(|unit| unit.tally.points).sum();
    assert_eq!(by_unit, expected);
    // Those who never opened their paper are not scored, and nothing new is no reason for a round.
    for at in 2..test.seats.len() {
        assert_eq!(test.kept(at).await, None);
    }
    assert_eq!(code(test.results.score(&staff, test.exam, "lagi").await), "result.nothing-new");
    // Neither state nor journal tells a result in the open.
    let rows = test.house.store.reader().rows("SELECT act || changes AS text FROM journal", &[]).await.unwrap();
    assert!(rows.iter().all(|row| !row.text("text").unwrap().contains("\"answered\"")));
}

async fn a_corrected_key_changes_exactly_those_whom_its_preview_named(house: TestHouse) {
    let test = held(house, false).await;
    let (staff, manager) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await);
    let items = test.questions().await;
    let item = items.values().find(|item| matches!(item.key.answer, Answer::Choice(_))).unwrap().clone();
    let Interaction::Single { options, .. } = &item.question.interaction else { panic!("one of no options") };
    let Answer::Choice(key) = &item.key.answer else { panic!("one of several") };
    let other = options.iter().map(|option| &option.id).find(|id| *id != key).unwrap().clone();
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    let (id, chosen) = (item.id.clone(), other.clone());
    test.sits(1, move |_, item, laid| {
        if item.id != id {
            return Some(right(item, laid));
        }
        let place = laid.choices.iter().position(|choice| *choice == chosen).unwrap();
        Some(Given::Chosen(vec![u8::try_from(place + 1).unwrap()]))
    })
    .await;
    test.close().await;
    let said = |mended| BTreeMap::from([(item.id.clone(), correction(&item, &mended).unwrap())]);
    let another = said(Mended::Key(vec![other.to_string()]));
    assert_eq!(code(test.rescore(&manager, &another, "kunci keliru").await), "result.not-scored");
    test.results.score(&staff, test.exam, "").await.unwrap();
    let before = [test.kept(0).await.unwrap(), test.kept(1).await.unwrap()];
    // Crediting everyone raises who was wrong, and nobody else.
    let all = BTreeMap::from([(item.id.clone(), Correction::CreditAll)]);
    let preview = test.results.preview(&manager, test.exam, &all).await.unwrap();
    let seen_before = preview.digest.clone();
    assert_eq!(preview.changes.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [test.seats[1].id]);
    assert_eq!((preview.unchanged, preview.raised_and_lowered()), (1, (1, 0)));
    // Another key turns the two round.
    let preview = test.results.preview(&manager, test.exam, &another).await.unwrap();
    let points = item.question.points;
    let named: BTreeMap<SittingId, _> = preview.changes.into_iter().collect();
    assert_eq!(named.len(), 2);
    assert_eq!(named[&test.seats[0].id].after, before[0].result.tally.points - points);
    assert_eq!(named[&test.seats[1].id].after, before[1].result.tally.points + points);
    assert_eq!(test.kept(0).await.unwrap(), before[0], "a look changes nothing");
    assert_eq!(code(test.rescore(&manager, &another, " ").await), "result.reason-wanted");
    assert!(test.results.preview(&staff, test.exam, &another).await.is_err(), "keys are not staff's to see");
    assert_eq!(test.rescore(&manager, &another, "kunci keliru").await.unwrap(), 2);
    for at in [0, 1] {
        assert_eq!(test.kept(at).await.unwrap().result.tally.points, named[&test.seats[at].id].after);
    }
    let view = test.results.overview(&staff, test.exam).await.unwrap();
    assert_eq!((view.rounds.len(), view.rounds[1].corrected, view.behind), (2, 1, 0));
    // What was looked at before this round is not what would be applied now, nor is what nobody looked at.
    let credit = BTreeMap::from([(item.id.clone(), Correction::CreditAll)]);
    let seen = test.results.preview(&manager, test.exam, &credit).await.unwrap().digest;
    for stale in [seen_before.as_str(), ""] {
        let applied = test.results.rescore(&manager, test.exam, &credit, (stale, "soal rusak")).await;
        assert_eq!(code(applied), "rescore.look-first");
    }
    assert_eq!(test.results.rescore(&manager, test.exam, &credit, (&seen, "soal rusak")).await.unwrap(), 3);
    assert_eq!(code(test.results.release(&staff, test.exam, 2).await), "result.changed-meanwhile");
    // Credited by mistake, it counts again, by the key that was in force.
    let count = BTreeMap::from([(item.id.clone(), Correction::Count)]);
    assert_eq!(test.rescore(&manager, &count, "keliru").await.unwrap(), 4);
    for at in [0, 1] {
        assert_eq!(test.kept(at).await.unwrap().result.tally.points, named[&test.seats[at].id].after);
    }
    assert_eq!(code(test.results.preview(&manager, test.exam, &count).await), "rescore.not-credited");
    // The key is in force; the corrected question is known as such.
    let questions = test.results.questions(&manager, test.exam).await.unwrap();
    let corrected: Vec<_> = questions.iter().filter(|question| question.corrected).collect();
    assert_eq!(corrected.len(), 1);
    assert_eq!(corrected[0].item.key.answer, Answer::Choice(other));
    let nothing = BTreeMap::new();
    assert_eq!(code(test.results.preview(&manager, test.exam, &nothing).await), "rescore.nothing");
}

async fn nothing_is_visible_before_release(house: TestHouse) {
    let test = held(house, false).await;
    let (staff, manager) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await);
    let (own, sitting, case) = (test.of(test.seats[0].person_id).await, test.seats[0].id, test.seats[0].case_id);
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    assert_eq!(code(test.release(&staff).await), "result.not-scored");
    test.close().await;
    test.results.score(&staff, test.exam, "").await.unwrap();
    assert!(test.results.own(&own, sitting).await.unwrap().released.is_none());
    assert!(test.results.of_case(&manager, case).await.unwrap().is_empty());
    assert!(test.results.overview(&own, test.exam).await.is_err());
    test.release(&staff).await.unwrap();
    assert_eq!(code(test.release(&staff).await), "result.released");
    let released = test.results.own(&own, sitting).await.unwrap().released.unwrap();
    assert_eq!(released.kept, test.kept(0).await.unwrap());
    assert_eq!(test.results.of_case(&manager, case).await.unwrap().len(), 1);
    let stranger = test.of(test.seats[1].person_id).await;
    assert!(matches!(test.results.own(&stranger, sitting).await, Err(WorkflowError::NotFound)));
    assert!(test.results.of_case(&stranger, case).await.is_err());
    // A further round is not told until it is released as well.
    let items = test.questions().await;
    let item = items.values().find(|item| wrong_choice(item).is_some()).unwrap();
    let mended = Mended::Key(vec![wrong_choice(item).unwrap().to_string()]);
    let new = BTreeMap::from([(item.id.clone(), correction(item, &mended).unwrap())]);
    test.rescore(&manager, &new, "kunci keliru").await.unwrap();
    assert_eq!(test.results.own(&own, sitting).await.unwrap().released.unwrap().kept, released.kept);
    test.release(&staff).await.unwrap();
    let again = test.results.own(&own, sitting).await.unwrap().released.unwrap();
    assert!(again.again && again.kept.result.tally.points < released.kept.result.tally.points);
}

fn wrong_choice(item: &Item) -> Option<ChoiceId> {
    let (Interaction::Single { options, .. }, Answer::Choice(key)) = (&item.question.interaction, &item.key.answer)
    else {
        return None;
    };
    options.iter().map(|option| option.id.clone()).find(|id| id != key)
}

async fn two_mark_blind_and_a_third_when_they_differ(house: TestHouse) {
    let test = held(house, true).await;
    let staff = test.actor(Duty::Staff).await;
    let mut markers = Vec::new();
    for assessor in &test.troupe.assessors {
        markers.push(test.of(*assessor).await);
    }
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    assert_eq!(code(test.results.marking(&markers[0], test.exam).await), "result.not-closed");
    test.close().await;
    test.results.score(&staff, test.exam, "").await.unwrap();
    let all = test.kept(0).await.unwrap();
    assert_eq!(all.result.tally.waiting, Decimal::from(7));
    assert_eq!(all.result.tally.points, all.result.tally.of - Decimal::from(7));
    assert_eq!(code(test.release(&staff).await), "result.waits");

    let room = test.results.marking(&markers[0], test.exam).await.unwrap();
    assert_eq!(room.tasks.len(), 1);
    let task = &room.tasks[0];
    let seat = &test.seats[0];
    let told = format!("{task:?}");
    assert!(
        ![seat.id.to_string(), seat.person_id.to_string(), seat.case_id.to_string()].iter().any(|id| told.contains(id))
    );
    assert_eq!((task.stage, task.aspects.len(), task.open()), (Stage::Wanted(2), 3, true));
    let answer = task.code.clone();
    let marks = |aspects: [i64; 3]| aspects.map(Decimal::from).to_vec();
    let mark = |marker: usize, aspects: Vec<Decimal>| {
        let (test, answer, marker) = (&test, answer.clone(), markers[marker].clone());
        async move { test.results.mark(&marker, test.exam, &answer, aspects, "").await }
    };
    assert_eq!(code(mark(0, marks([9, 3, 2])).await), "marking.not-a-level");
    assert_eq!(mark(0, marks([2, 3, 2])).await.unwrap(), Stage::Wanted(1));
    assert_eq!(code(mark(0, marks([2, 3, 2])).await), "marking.twice");
    // The second sees nothing of the first; the first sees their own.
    let seen = |marker: usize| {
        let (test, marker) = (&test, markers[marker].clone());
        async move { test.results.marking(&marker, test.exam).await.unwrap().tasks.remove(0).visible }
    };
    assert!(seen(1).await.is_empty());
    assert!(seen(0).await.iter().all(|marked| marked.own));
    assert_eq!(mark(1, marks([0, 0, 0])).await.unwrap(), Stage::Third);
    assert!(seen(2).await.is_empty());
    assert_eq!(seen(1).await.len(), 1);
    let settled = Decimal::new(65, 1);
    assert_eq!(mark(2, marks([2, 3, 1])).await.unwrap(), Stage::Settled(settled));
    // Settled, each still sees their own alone: they may replace it until the release, and would not do so blind.
    assert_eq!((seen(0).await.len(), seen(1).await.len(), seen(2).await.len()), (1, 1, 1));
    assert_eq!(code(test.results.mark(&staff, test.exam, &answer, marks([2, 3, 2]), "").await), "marking.settled");

    // What stands is behind until it is scored again; then it can be released.
    assert_eq!(code(test.release(&staff).await), "result.behind");
    test.results.score(&staff, test.exam, "penilaian selesai").await.unwrap();
    let after = test.kept(0).await.unwrap().result.tally;
    assert_eq!((after.points, after.waiting), (all.result.tally.points + settled, Decimal::ZERO));
    test.release(&staff).await.unwrap();
    assert_eq!(seen(0).await.len(), 3);
    // A setting that is changed now is for tests that come: what was settled stays so.
    let values =
        vec![("exam.marks_differ".to_owned(), "0".to_owned()), ("exam.improve_below".to_owned(), "5".to_owned())];
    test.house.workflow().perform_as_house((), ChangeSettings { values }).await.unwrap();
    assert_eq!(test.results.overview(&staff, test.exam).await.unwrap().behind, 0);
    assert_eq!(test.results.marking(&markers[0], test.exam).await.unwrap().tasks[0].stage, Stage::Settled(settled));
    let candidate = test.of(seat.person_id).await;
    assert!(test.results.marking(&candidate, test.exam).await.is_err());
    // Marks are secret in state and journal.
    let remark = "Alasan yang tidak boleh terbaca";
    for sql in ["SELECT act || changes AS text FROM journal", "SELECT sealed_text AS text FROM exam_marking"] {
        for row in test.house.store.reader().rows(sql, &[]).await.unwrap() {
            let text = row.text("text").unwrap();
            assert!(!text.contains(remark) && !text.contains("\"aspects\""));
        }
    }
}

async fn a_voided_sitting_has_no_result(house: TestHouse) {
    let test = held(house, false).await;
    let staff = test.actor(Duty::Staff).await;
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    test.sits(1, |_, item, laid| Some(wrong(item, laid).map_or_else(|| right(item, laid), |(_, given)| given))).await;
    let room = test.house.workflow().exam_room();
    let void = |at: usize| {
        let (room, staff, seat) = (room.clone(), staff.clone(), test.seats[at].id);
        async move { room.act(&staff, seat, Deed::Void { reason: "memakai dokumen orang lain".to_owned() }).await }
    };
    void(1).await.unwrap();
    test.close().await;
    test.results.score(&staff, test.exam, "").await.unwrap();
    assert!(test.kept(0).await.is_some());
    assert_eq!(test.kept(1).await, None);
    let view = test.results.overview(&staff, test.exam).await.unwrap();
    assert_eq!(view.rounds[0].scored, 1);
    test.release(&staff).await.unwrap();
    let own = test.of(test.seats[1].person_id).await;
    assert!(test.results.own(&own, test.seats[1].id).await.unwrap().released.is_none());
    // Voided after its release, a result is told no more.
    void(0).await.unwrap();
    let own = test.of(test.seats[0].person_id).await;
    assert!(test.results.own(&own, test.seats[0].id).await.unwrap().released.is_none());
    assert_eq!(test.results.overview(&staff, test.exam).await.unwrap().behind, 1);
}

async fn a_small_test_withholds_its_figures(house: TestHouse) {
    let test = held(house, false).await;
    let (staff, manager) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await);
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    test.sits(1, |n, item, laid| (n % 2 == 0).then(|| right(item, laid))).await;
    test.close().await;
    test.results.score(&staff, test.exam, "").await.unwrap();
    let figures = test.results.analysis(&manager, test.exam, None).await.unwrap();
    assert_eq!((figures.candidates, figures.items.len()), (2, 40));
    for item in &figures.items {
        assert_eq!((item.difficulty.estimate(), item.discrimination.estimate()), (None, None));
        assert_eq!(item.difficulty.n(), 2);
        assert!(item.options.iter().all(|(_, option)| option.share.estimate().is_none()));
    }
    assert_eq!(figures.reliability.alpha.estimate(), None);
    // Keys stand beside the options: each question is noted as looked at.
    let sql = "SELECT object FROM access_log WHERE action = 'see-item-key'";
    assert_eq!(test.house.store.reader().rows(sql, &[]).await.unwrap().len(), 40);
    // What all tests say of an item: two answers are too few for a difficulty, and drawn towards the others they say
    // something, with an interval.
    let item = figures.items[0].item.id.to_string();
    let history = test.results.of_item(&manager, &item, None).await.unwrap();
    assert_eq!((history.tests.len(), history.tests[0].candidates, history.open), (1, 2, 0));
    assert_eq!((history.difficulty.estimate(), history.trend.change.estimate()), (None, None));
    assert!(history.shrunk.estimate().is_some() && history.timing.median.estimate().is_none());
    assert!(test.results.of_item(&staff, &item, None).await.is_err(), "the bank is not staff's to see");
    assert!(figures.neighbours.unwrap().unusual.is_empty());
    assert!(test.results.analysis(&staff, test.exam, None).await.is_err(), "keys are not staff's to see");
    // Credited to everyone, a question says nothing of how difficult it is, here or in its history.
    let credit = BTreeMap::from([(figures.items[0].item.id.clone(), Correction::CreditAll)]);
    test.rescore(&manager, &credit, "soal rusak").await.unwrap();
    let after = test.results.analysis(&manager, test.exam, None).await.unwrap();
    assert!(after.items[0].credited && !after.items[1].credited);
    assert_eq!((after.items[0].difficulty.n(), after.items[1].difficulty.n()), (0, 2));
    let history = test.results.of_item(&manager, &item, None).await.unwrap();
    assert_eq!((history.tests[0].credited, history.tests[0].candidates, history.difficulty.n()), (true, 0, 0));
    let view = test.results.overview(&staff, test.exam).await.unwrap();
    assert_eq!(view.means.len(), 4);
    assert!(view.means.iter().all(|(_, figure)| figure.estimate().is_none()));
}

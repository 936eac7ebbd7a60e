//! Marks that their markers correct, and answers that are not given to who has had the sheet, on both databases.

use std::collections::BTreeMap;

use certification::{duty::Duty, permit::Actor};
use exam::{item::Interaction, score::marking::Stage};
use rust_decimal::Decimal;
use store::Read as _;
use testkit::TestHouse;
use workflow::exam_room::{Deed, Given};

use super::held::{Test, code, held, right};

testkit::on_both!(markers_correct_their_own_marks_until_release, an_essay_is_not_given_to_who_keyed_its_sheet,);

fn points(aspects: [i64; 3]) -> Vec<Decimal> {
    aspects.map(Decimal::from).to_vec()
}

async fn markers(test: &Test) -> Vec<Actor> {
    let mut out = Vec::new();
    for assessor in &test.troupe.assessors {
        out.push(test.of(*assessor).await);
    }
    out
}

async fn markers_correct_their_own_marks_until_release(house: TestHouse) {
    let test = held(house, true).await;
    let (staff, markers) = (test.actor(Duty::Staff).await, markers(&test).await);
    test.sits(0, |_, item, laid| Some(right(item, laid))).await;
    test.close().await;
    let answer = test.results.marking(&markers[0], test.exam).await.unwrap().tasks.remove(0).code;
    let task = |marker: usize| {
        let (test, marker) = (&test, markers[marker].clone());
        async move { test.results.marking(&marker, test.exam).await.unwrap().tasks.remove(0) }
    };
    let mark = |marker: usize, aspects| {
        let (test, answer, marker) = (&test, answer.clone(), markers[marker].clone());
        async move { test.results.mark(&marker, test.exam, &answer, points(aspects), "").await }
    };
    let correct = |marker: usize, aspects, why: &'static str| {
        let (test, answer, marker) = (&test, answer.clone(), markers[marker].clone());
        async move { test.results.correct_mark(&marker, test.exam, &answer, (points(aspects), ""), why).await }
    };
    assert_eq!(code(correct(0, [2, 3, 2], "salah").await), "marking.none-of-yours");
    mark(0, [0, 0, 0]).await.unwrap();
    assert!(task(0).await.correctable() && !task(1).await.correctable());
    assert_eq!(code(correct(0, [2, 3, 2], " ").await), "marking.reason-wanted");
    assert_eq!(code(correct(0, [0, 0, 0], "salah").await), "marking.as-before");
    assert_eq!(mark(1, [2, 3, 2]).await.unwrap(), Stage::Third);
    // A slip of the first is mended: the two agree, and no third is wanted.
    assert_eq!(correct(0, [2, 3, 2], "salah pilih").await.unwrap(), Stage::Settled(Decimal::from(7)));
    let seen = task(0).await.visible;
    let told: Vec<_> = seen.iter().map(|marked| (marked.own, marked.points, marked.replaced.is_some())).collect();
    let (all, none) = (Decimal::from(7), Decimal::ZERO);
    assert_eq!(told, [(true, all, false), (true, none, true)], "settled, but blind as long as it can be replaced");
    assert_eq!(seen[1].replaced.as_ref().unwrap().1, "salah pilih");
    // Once more, even though it is settled: they differ again.
    assert_eq!(correct(1, [0, 0, 0], "jawaban orang lain").await.unwrap(), Stage::Third);
    assert_eq!(task(0).await.visible.len(), 2, "their own, and what they replaced");
    assert!(task(2).await.visible.is_empty() && task(2).await.open());
    assert_eq!(correct(1, [2, 3, 1], "sudah benar").await.unwrap(), Stage::Settled(Decimal::new(65, 1)));
    // Nothing is lost, and neither state nor journal tells marks or reasons.
    let sql = "SELECT superseded_by FROM exam_marking ORDER BY place";
    let rows = test.house.store.reader().rows(sql, &[]).await.unwrap();
    let replaced: Vec<bool> = rows.iter().map(|row| row.opt_text("superseded_by").unwrap().is_some()).collect();
    assert_eq!(replaced, [true, true, false, true, false]);
    for sql in ["SELECT act || changes AS text FROM journal", "SELECT sealed_text AS text FROM exam_marking"] {
        for row in test.house.store.reader().rows(sql, &[]).await.unwrap() {
            let text = row.text("text").unwrap();
            assert!(!text.contains("jawaban orang lain") && !text.contains("\"aspects\""));
        }
    }
    test.results.score(&staff, test.exam, "").await.unwrap();
    test.release(&staff).await.unwrap();
    assert!(!task(0).await.correctable());
    assert_eq!(task(0).await.visible.iter().filter(|marked| !marked.own).count(), 3, "the other's, earlier ones too");
    assert_eq!(code(correct(0, [0, 0, 0], "terlambat").await), "marking.released");
}

async fn an_essay_is_not_given_to_who_keyed_its_sheet(house: TestHouse) {
    let test = held(house, true).await;
    let (staff, manager, markers) =
        (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await, markers(&test).await);
    let (room, seat) = (test.house.workflow().exam_room(), test.seats[0].id);
    let word = room.token(&staff, test.exam).await.unwrap();
    let own = test.of(test.seats[0].person_id).await;
    let cookie = room.open(&own, seat, &word, "hp").await.unwrap();
    room.take_up(&room.bearer(seat, &cookie).unwrap(), None).await.unwrap();
    let deed = Deed::ToPaper { from: test.house.stage.now(), reason: "Jaringan putus.".to_owned() };
    room.act(&staff, seat, deed).await.unwrap();
    let shown = room.sheet(&staff, seat).await.unwrap().shown;
    let essay = |question: &exam::item::Question| matches!(question.interaction, Interaction::Essay { .. });
    let (n, _) = (1..).zip(&shown.questions).find(|(_, question)| essay(question)).unwrap();
    let sheet = BTreeMap::from([(n, Given::Written("Bertanya terbuka lebih dulu.".to_owned()))]);
    // An assessor and the manager key it in; staff enters it.
    room.key_sheet(&markers[0], seat, sheet.clone()).await.unwrap();
    room.key_sheet(&manager, seat, sheet).await.unwrap();
    room.enter_sheet(&staff, seat, &BTreeMap::new(), "").await.unwrap();
    test.close().await;
    let task = test.results.marking(&markers[1], test.exam).await.unwrap().tasks.remove(0);
    for actor in [&markers[0], &manager, &staff] {
        let room = test.results.marking(actor, test.exam).await.unwrap();
        assert!(room.tasks.is_empty());
        assert_eq!(room.withheld, std::slice::from_ref(&task.code));
        assert_eq!(code(room.task(&task.code).map(|task| task.code.clone())), "marking.sheet-known");
        let marked = test.results.mark(actor, test.exam, &task.code, points([2, 3, 2]), "").await;
        assert_eq!(code(marked), "marking.sheet-known");
    }
    test.results.mark(&markers[1], test.exam, &task.code, points([2, 3, 2]), "").await.unwrap();
    assert!(test.results.marking(&markers[1], test.exam).await.unwrap().withheld.is_empty());
}

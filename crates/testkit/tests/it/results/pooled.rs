//! What no single room can say, all closed tests together do: of an item, of a form; on both databases.

use std::collections::BTreeMap;

use certification::{
    body::ChangeSettings,
    duty::Duty,
    record::{case::Case, exam::Sitting},
};
use exam::item::{Answer, Item, ItemId};
use rehearsal::written;
use store::{Find, Read as _};
use testkit::TestHouse;
use workflow::exam_result::Correction;

use super::held::{held, right, wrong};

testkit::on_both!(what_rooms_are_too_small_to_say_all_tests_say_together);

/// The fewest candidates from which the settings let a correlation be shown.
const LEAST: usize = 10;

async fn what_rooms_are_too_small_to_say_all_tests_say_together(house: TestHouse) {
    let mut test = held(house, false).await;
    let (staff, manager) = (test.actor(Duty::Staff).await, test.actor(Duty::Manager).await);
    let author = test.actor(Duty::SchemeCommittee).await;
    let least = |key: &str| (format!("exam.least_{key}"), LEAST.to_string());
    let values = ["discrimination", "options", "reliability"].map(least).to_vec();
    test.house.workflow().perform_as_house((), ChangeSettings { values }).await.unwrap();
    let (bank, form_id) = (test.house.workflow().exam_bank(), test.seats[0].form_id.unwrap());
    let (_, form) = bank.frozen(&author, form_id).await.unwrap();
    let place = |item: &ItemId| form.questions.iter().position(|question| question.item.id == *item).unwrap();
    let cases: Vec<Case> = test.troupe.cases.iter().filter(|case| case.slug == written::SLUG).cloned().collect();

    // The further down the form a question stands, the stronger a candidate has to be.
    let mut rooms = Vec::new();
    let mut sat = 0;
    while sat < LEAST + 2 {
        for at in 0..test.seats.len() {
            let reach = 4 + (sat * 7) % 36;
            test.sits(at, |_, item: &Item, laid| {
                if place(&item.id) < reach {
                    Some(right(item, laid))
                } else {
                    wrong(item, laid).map(|(_, given)| given)
                }
            })
            .await;
            sat += 1;
        }
        test.close().await;
        test.results.score(&staff, test.exam, "").await.unwrap();
        rooms.push((test.exam, test.seats.len()));
        assert!(test.seats.len() < LEAST, "a room alone is too small");
        if sat < LEAST + 2 {
            let window = (test.house.stage.now(), test.house.stage.now() + 45 * 60_000_000);
            let (event, member) = (test.troupe.event.id, staff.person);
            test.exam = written::hold(&test.house.stage, member, event, form_id, &cases, window).await.unwrap();
            let find = Find::by("exam_id", test.exam).order_by(&["seat"]);
            test.seats = test.house.store.reader().find::<Sitting>(&find).await.unwrap();
        }
    }
    let single = |question: &&exam::form::FormQuestion| matches!(question.item.key.answer, Answer::Choice(_));
    let middle = |question: &&exam::form::FormQuestion| (8..30).contains(&place(&question.item.id));
    let question = form.questions.iter().filter(single).find(middle).unwrap();
    let (item, at) = (question.item.id.clone(), place(&question.item.id));
    for (exam, _) in &rooms {
        let figures = test.results.analysis(&manager, *exam, None).await.unwrap();
        assert_eq!(figures.items[at].discrimination.estimate(), None);
        assert_eq!(figures.reliability.alpha.estimate(), None);
    }

    // Whoever sees the bank sees it, and nobody else.
    let history = test.results.of_item(&author, item.as_str(), None).await.unwrap();
    let pooled = history.pooled.unwrap();
    assert_eq!((pooled.version, pooled.versions.as_slice(), pooled.candidates, pooled.forms), (1, &[1][..], sat, 1));
    assert!(pooled.discrimination.estimate().unwrap() > 0.3, "{:?}", pooled.discrimination);
    assert_eq!(pooled.discrimination.n(), sat);
    let shares: f64 = pooled.options.iter().map(|(_, option)| option.share.estimate().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-9 && pooled.options.iter().filter(|(_, option)| option.key).count() == 1);
    assert!(pooled.options.iter().any(|(words, option)| option.key && words.is_some() && !option.curve.is_empty()));
    // Groups are there where people are known by them, and withheld as long as they are small.
    assert!(pooled.compared.iter().all(|compared| compared.dif.delta.estimate().is_none()));
    // A version that no closed test held is not looked at.
    let other = test.results.of_item(&author, item.as_str(), Some(7)).await.unwrap();
    assert_eq!(other.pooled.unwrap().version, 1);
    assert!(test.results.of_item(&staff, item.as_str(), None).await.is_err());

    let whole = test.results.of_form(&author, form_id).await.unwrap();
    assert_eq!(
        whole.tests.iter().map(|(exam, _, n)| (exam.id, *n)).collect::<BTreeMap<_, _>>(),
        rooms.iter().copied().collect()
    );
    assert!(whole.reliability.alpha.estimate().unwrap() > 0.5 && whole.reliability.error.interval().is_some());
    assert!(whole.consistency[0].2.agreement.estimate().is_some());
    assert!(test.results.of_form(&staff, form_id).await.is_err());

    // Where everyone was given its points, a test says nothing of it.
    let credit = BTreeMap::from([(item.clone(), Correction::CreditAll)]);
    test.rescore(&manager, &credit, "soal rusak").await.unwrap();
    let after = test.results.of_item(&author, item.as_str(), None).await.unwrap().pooled.unwrap();
    assert_eq!(after.candidates, sat - rooms.last().unwrap().1);
}

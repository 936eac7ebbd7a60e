//! What candidates reached makes the next forms equally difficult, on both databases.

use certification::{
    body::ChangeSettings,
    duty::Duty,
    record::{case::Case, exam::Sitting},
};
use exam::{blueprint::PassRule, form::Form};
use rehearsal::written;
use rust_decimal::Decimal;
use store::{Find, Read as _};
use testkit::TestHouse;

use super::held::{held, right};

testkit::on_both!(forms_are_matched_in_difficulty_once_results_are_released);

/// The fewest candidates from which the settings let a difficulty be shown.
const LEAST: usize = 5;

async fn forms_are_matched_in_difficulty_once_results_are_released(house: TestHouse) {
    let mut test = held(house, false).await;
    let (staff, author) = (test.actor(Duty::Staff).await, test.actor(Duty::SchemeCommittee).await);
    let values = vec![("exam.least_difficulty".to_owned(), LEAST.to_string())];
    test.house.workflow().perform_as_house((), ChangeSettings { values }).await.unwrap();
    let bank = test.house.workflow().exam_bank();
    // Three questions of one right option from each unit: the bank holds enough for two forms.
    let mut blueprint = written::blueprint().unwrap();
    blueprint.lines.retain(|line| line.which.kinds.contains("single"));
    blueprint.lines.iter_mut().for_each(|line| line.questions = 3);
    if let PassRule::Whole(cut) = &mut blueprint.pass {
        cut.least = Decimal::from(6);
    }
    let kept = bank.keep_blueprint(&author, blueprint).await.unwrap();
    let assembled = || async {
        let found = bank.try_assemble(&author, &kept, 2, "LD-2025-S", bank.seed()).await.unwrap();
        found.unwrap_or_else(|reasons| panic!("{reasons:?}"))
    };

    // In several tests over one form, everyone answers the even questions of the form, and the first one all.
    let (_, form) = bank.frozen(&author, test.seats[0].form_id.unwrap()).await.unwrap();
    let form_id = test.seats[0].form_id.unwrap();
    let cases: Vec<Case> = test.troupe.cases.iter().filter(|case| case.slug == written::SLUG).cloned().collect();
    let place =
        |form: &Form, item: &exam::item::ItemId| form.questions.iter().position(|q| q.item.id == *item).unwrap();
    let mut sat = 0;
    while sat < LEAST {
        for at in 0..test.seats.len() {
            test.sits(at, |_, item, laid| (at == 0 || place(&form, &item.id) % 2 == 0).then(|| right(item, laid)))
                .await;
            sat += 1;
        }
        test.close().await;
        test.results.score(&staff, test.exam, "").await.unwrap();
        assert!(assembled().await.difficulty.is_empty(), "what is not released says nothing yet");
        test.release(&staff).await.unwrap();
        if sat < LEAST {
            let window = (test.house.stage.now(), test.house.stage.now() + 45 * 60_000_000);
            let (event, member) = (test.troupe.event.id, staff.person);
            test.exam = written::hold(&test.house.stage, member, event, form_id, &cases, window).await.unwrap();
            let find = Find::by("exam_id", test.exam).order_by(&["seat"]);
            test.seats = test.house.store.reader().find::<Sitting>(&find).await.unwrap();
            assert!(assembled().await.difficulty.is_empty(), "{sat} candidates are too few");
        }
    }

    let matched = assembled().await;
    let means = &matched.difficulty[&None];
    assert!(means.len() == 2 && means[0].abs_diff(means[1]) <= 50, "{means:?}");
    assert!(means.iter().all(|mean| (1..1_000).contains(mean)), "some were easy and some hard: {means:?}");
    let on_both: usize = matched.forms.iter().map(|form| form.questions.len()).sum();
    assert!(matched.assumed < on_both, "of {on_both} questions {} were not asked before", matched.assumed);
}

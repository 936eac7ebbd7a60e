//! What a released result says to the forms of its case: offered, told where it differs, deciding nothing.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    filing::answers,
    form::{Answer, Answers, Engine, FieldView, Locale, Mode, Role, catalogue, written::differences},
    id::PersonId,
};
use rehearsal::{Conclusion, Player, filling::Wish};
use testkit::TestHouse;
use workflow::{
    exam_plan::Agreed,
    exam_result::Correction,
    exam_room::Deed,
    load::{case_file, case_files},
};

use super::held::{Test, held, right};

testkit::on_both!(a_released_result_is_offered_to_the_forms_of_its_case_and_never_before);

async fn a_released_result_is_offered_to_the_forms_of_its_case_and_never_before(house: TestHouse) {
    let test = held(house, false).await;
    let staff = test.actor(Duty::Staff).await;
    let seat = test.seats[0].clone();
    let flow = test.house.workflow();
    let file = || async { case_file(&mut flow.reader(), seat.case_id).await.unwrap() };
    test.sits(0, |n, item, laid| (n % 2 == 0).then(|| right(item, laid))).await;
    test.close().await;
    test.results.score(&staff, test.exam, "").await.unwrap();
    assert!(file().await.written.is_empty(), "scored is not released");
    test.release(&staff).await.unwrap();
    let known = file().await;
    let [told] = known.written.as_slice() else { panic!("one test, not {}", known.written.len()) };
    assert_eq!((told.round, told.provisional, told.questions.len()), (1, true, 40));
    assert!(!told.released_by.is_empty() && !told.released_on.is_empty());
    for (n, question) in told.questions.iter().enumerate() {
        assert_eq!((question.no, question.achieved), (n + 1, Some(n % 2 == 0)), "by the numbers of their own paper");
    }
    assert!(told.whole.pass_line.is_some() || told.units.iter().all(|unit| unit.pass_line.is_some()));
    // Many files at once say the same.
    let many = case_files(&mut flow.reader(), &[test.seats[1].case_id, seat.case_id]).await.unwrap();
    assert_eq!((many[0].written.len(), &many[1].written), (0, &known.written));
    // The form of the written test is offered it; what the cut would say is not, since nobody has set one.
    let offered = |code: &str, name: &str| {
        let context = known.form_context(code);
        let definition = catalogue::current(code).unwrap();
        let page = Engine::view(definition, &context, &Answers::new(), Role::Assessor, Locale::Id, &[]);
        page.fields().find(|field| field.name == name).map(|field| field.value.clone())
    };
    assert_eq!(offered("FR.IA.05C", "questions/1/achieved").as_deref(), Some("yes"));
    assert_eq!(offered("FR.IA.05C", "questions/2/achieved").as_deref(), Some("no"));
    assert_eq!(offered("FR.IA.05C", "conclusion").as_deref(), Some(""));
    assert!(offered("FR.IA.05C", "origin").unwrap().contains(&told.released_by));
    assert_eq!(known.form_context("FR.AK.02").written.len(), 1);
    assert!(known.form_context("FR.IA.06C").written.is_empty(), "no essay was in it");
    assert!(known.form_context("FR.IA.01").written.is_empty(), "nothing there asks for it");
    // The assessor finds otherwise by other evidence, and signs: their word stands, and the difference is told.
    let n = test.troupe.cases.iter().position(|case| case.id == seat.case_id).unwrap();
    fill(&test, n).await;
    let after = file().await;
    let form = after.form("FR.IA.05C").unwrap();
    let given = answers(Some(form));
    assert_eq!((form.state.as_str(), given.get("questions/2/achieved").unwrap().text().as_str()), ("signed", "yes"));
    assert!(given.get("origin").unwrap().text().contains(&told.released_by), "what was offered is signed with it");
    let definition = catalogue::current("FR.IA.05C").unwrap();
    let others = differences(definition, &after.form_context("FR.IA.05C"), &given, Locale::Id);
    assert!(others.iter().any(|other| other.name == "questions/2/achieved"), "{others:?}");
    assert!(others.iter().all(|other| other.name != "questions/1/achieved"));
    assert_eq!(after.case.recommendation, None, "the result decided nothing");
    let planned = flow.exam_planning().exam(&staff, test.exam).await.unwrap();
    let agreed = Agreed { minutes: 20, percent: 0, signed: true };
    assert_eq!(planned.agreed, BTreeMap::from([(seat.case_id, agreed)]), "what FR.AK.07 grants stands at the seat");
    // Scored again and released once more, it says what it said on what was signed, and the new on what is not.
    let manager = test.actor(Duty::Manager).await;
    let paper = flow.exam_planning().rebuild(&staff, seat.id).await.unwrap();
    let credit = BTreeMap::from([(paper.questions[1].item.clone(), Correction::CreditAll)]);
    test.rescore(&manager, &credit, "soal rusak").await.unwrap();
    test.release(&staff).await.unwrap();
    let later = file().await;
    assert_eq!(later.form_context("FR.IA.05C").written, after.form_context("FR.IA.05C").written);
    assert_eq!(later.form_context("FR.AK.02").written[0].round, 2);
    // Void after its release, it is no evidence any more; what was signed stands as it was signed.
    let void = Deed::Void { reason: "memakai dokumen orang lain".to_owned() };
    flow.exam_room().act(&staff, seat.id, void).await.unwrap();
    let void = file().await;
    assert!(void.written.is_empty() && void.form_context("FR.AK.02").written.is_empty());
    assert_eq!(void.form_context("FR.IA.05C").written, after.form_context("FR.IA.05C").written);
}

/// The session of the small event.
const SESSION: &str = "h1-pagi";

/// Takes a case from the invitation to the assessment, with more time agreed on the way, and fills FR.IA.05C as the
/// assessor would who knows better of one question.
async fn fill(test: &Test, n: usize) {
    let player = test.troupe.player(&test.house.stage, n).unwrap();
    let (staff, assessor) = (test.troupe.cast.one(Duty::Staff).unwrap(), test.troupe.assessors[n % 3]);
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.check(staff, Conclusion::Accepted).await.unwrap();
    player.assess_oneself().await.unwrap();
    player.assign(staff, assessor, "").await.unwrap();
    player.review(true).await.unwrap();
    let minutes = |field: &FieldView| (field.key == "written-minutes").then(|| Answer::One("20".to_owned()));
    sign(&player, assessor, "FR.AK.07", &minutes).await;
    player.schedule(staff, SESSION).await.unwrap();
    player.propose().await.unwrap();
    player.accept().await.unwrap();
    player.attend(true).await.unwrap();
    let known = |field: &FieldView| match (field.name.as_str(), field.key.as_str()) {
        ("questions/2/achieved", _) => Some(Answer::One("yes".to_owned())),
        (_, "result" | "conclusion") => Some(Answer::One("K".to_owned())),
        _ => None,
    };
    sign(&player, assessor, "FR.IA.05C", &known).await;
}

async fn sign(player: &Player<'_>, assessor: PersonId, code: &str, wish: &Wish<'_>) {
    player.submit(assessor, code, Role::Assessor, wish).await.unwrap();
    player.sign(assessor, code, "assessor", Mode::Session).await.unwrap();
    player.sign(assessor, code, "candidate", Mode::InPresence).await.unwrap();
}

//! Setting the cut of a test, on both databases: judges rate alone, a round is discussed and perhaps repeated, a cut is
//! approved by who did not rate, and the blueprint's next version has it.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    id::{ExamFormId, PersonId, StudyId},
    permit::Actor,
    record::exam_standard::{StandardCut, StandardRating},
};
use exam::blueprint::{Blueprint, Method};
use rehearsal::{
    Troupe,
    written::{self, Hall},
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use store::{Find, Read as _};
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_standard::{Approval, ExamStandards, Saying, Wishes, cell},
};

testkit::on_both!(
    judges_rate_alone_and_an_approved_cut_is_the_next_version,
    a_further_round_begins_with_ones_own_numbers_and_keeps_what_was,
    only_fitting_judges_and_approvers_pass,
    ebel_wants_an_expectation_for_each_kind_that_is_used,
    a_look_at_keys_by_a_judge_is_noted,
);

pub(super) struct Panel {
    pub house: TestHouse,
    pub troupe: Troupe,
    pub standards: ExamStandards,
    pub form: ExamFormId,
    pub judges: Vec<PersonId>,
}

pub(super) async fn gathered(house: TestHouse) -> Panel {
    let troupe = Hall::gather(&house.stage).await.unwrap();
    let author = troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let (_, form) = written::freeze_form(&house.stage, author, "LD-2025-A").await.unwrap();
    let judges: Vec<PersonId> = troupe.cast.all(Duty::PanelMember).collect();
    assert_eq!(judges.len(), 5);
    let standards = house.workflow().exam_standards();
    Panel { house, troupe, standards, form, judges }
}

impl Panel {
    pub async fn of(&self, person: PersonId) -> Actor {
        self.house.workflow().actor(person).await.unwrap()
    }

    pub async fn actor(&self, duty: Duty) -> Actor {
        self.of(self.troupe.cast.one(duty).unwrap()).await
    }

    pub async fn open(&self, method: &str, with_key: bool) -> StudyId {
        let committee = self.actor(Duty::SchemeCommittee).await;
        self.standards.open(&committee, self.form, method, with_key, self.judges.clone()).await.unwrap()
    }

    /// The judge of that place says the same share of every question.
    pub async fn says(
        &self,
        study: StudyId,
        at: usize,
        round: i64,
        share: u8,
        hand_in: bool,
    ) -> Result<(), WorkflowError> {
        let judge = self.of(self.judges[at]).await;
        let sheet = self.standards.sheet(&judge, study).await?;
        let shares = sheet.questions.iter().map(|question| (question.item.id.to_string(), Some(share)));
        let saying = Saying { shares: shares.collect(), ..Saying::default() };
        self.standards.save(&judge, study, round, &saying, hand_in).await
    }

    pub async fn all_say(&self, study: StudyId, round: i64, shares: [u8; 5]) {
        for (at, share) in shares.into_iter().enumerate() {
            self.says(study, at, round, share, true).await.unwrap();
        }
    }

    pub async fn today(&self) -> String {
        let zone = self.house.workflow().settings().await.unwrap().text("body.zone");
        certification::civil::day(self.house.workflow().now(), &zone).to_string()
    }

    pub async fn approval(&self, round: i64, least: i64) -> Approval {
        Approval {
            round,
            method: Method::Angoff,
            cuts: BTreeMap::from([(None, Decimal::from(least))]),
            on: self.today().await,
            act: "CONTOH/012/2025".to_owned(),
            reason: "Dibulatkan ke poin penuh.".to_owned(),
        }
    }
}

pub(super) fn code<T: std::fmt::Debug>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        other => format!("{other:?}"),
    }
}

async fn judges_rate_alone_and_an_approved_cut_is_the_next_version(house: TestHouse) {
    let panel = gathered(house).await;
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let study = panel.open("angoff", false).await;
    let (first, second) = (panel.of(panel.judges[0]).await, panel.of(panel.judges[1]).await);
    panel.says(study, 0, 1, 50, true).await.unwrap();

    // Nobody sees what was said while the round is open: no other judge, not who runs it.
    assert!(panel.standards.sheet(&second, study).await.unwrap().said.shares.is_empty());
    assert_eq!(code(panel.standards.discussion(&second, study, 1).await), "standard.round-open");
    assert_eq!(code(panel.standards.discussion(&committee, study, 1).await), "standard.round-open");
    let stored: Vec<StandardRating> = panel.house.workflow().reader().find(&Find::by("study_id", study)).await.unwrap();
    assert!(stored.iter().all(|rating| !rating.sealed_text.contains("shares")));
    let view = panel.standards.study(&committee, study).await.unwrap();
    assert_eq!(view.progress.iter().filter(|judge| judge.handed_in).count(), 1);

    // What is not complete is not handed in; what is off the scale is not kept.
    let sheet = panel.standards.sheet(&second, study).await.unwrap();
    let one = |share| {
        let item = sheet.questions[0].item.id.to_string();
        Saying { shares: BTreeMap::from([(item, Some(share))]), ..Saying::default() }
    };
    assert_eq!(code(panel.standards.save(&second, study, 1, &one(55), true).await), "standard.unrated");
    assert_eq!(code(panel.standards.save(&second, study, 1, &one(101), false).await), "standard.share-range");
    assert_eq!(code(panel.standards.close(&committee, study, 1).await), "standard.too-few-handed-in");
    for (at, share) in [(1, 55), (2, 60), (3, 65), (4, 70)] {
        panel.says(study, at, 1, share, true).await.unwrap();
    }
    panel.standards.close(&committee, study, 1).await.unwrap();
    assert_eq!(code(panel.standards.sheet(&first, study).await), "standard.round-closed");
    assert_eq!(code(panel.standards.save(&first, study, 1, &one(90), true).await), "standard.round-closed");

    // The cut is the mean of the judges' cuts, its error their spread over the root of their number.
    let (_, round) = panel.standards.discussion(&first, study, 1).await.unwrap();
    let found = &round.cuts[0];
    let full = found.of.to_f64().unwrap();
    assert!((found.cut.points.estimate().unwrap() - 0.6 * full).abs() < 1e-9);
    assert!((found.cut.error - full * (0.00625_f64 / 5.0).sqrt()).abs() < 1e-9);
    assert_eq!((round.items.len(), round.items[0].low, round.items[0].high), (40, 0.5, 0.7));
    let severities = round.severity.iter().filter_map(|judge| judge.severity.estimate());
    assert!((severities.fold(f64::MIN, f64::max) - 0.1).abs() < 1e-9);
    assert!(round.hofstee.is_none() && round.beuk.is_none());
    panel.standards.note(&committee, study, 1, "Soal 3 dibahas.").await.unwrap();
    let (_, round) = panel.standards.discussion(&committee, study, 1).await.unwrap();
    assert_eq!(round.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["Soal 3 dibahas."]);

    let typed = panel.approval(1, 31).await;
    let without = Approval { reason: " ".to_owned(), ..typed.clone() };
    assert_eq!(code(panel.standards.approve(&manager, study, &without).await), "standard.reason-wanted");
    let beyond = Approval { cuts: BTreeMap::from([(None, Decimal::from(1_000))]), ..typed.clone() };
    assert_eq!(code(panel.standards.approve(&manager, study, &beyond).await), "standard.cut-beyond-form");
    let other = Approval { method: Method::Hofstee, ..typed.clone() };
    assert_eq!(code(panel.standards.approve(&manager, study, &other).await), "standard.method-not-found");
    let early = Approval { on: "2020-01-01".to_owned(), ..typed.clone() };
    assert_eq!(code(panel.standards.approve(&manager, study, &early).await), "standard.day-out-of-range");
    let row = panel.standards.approve(&manager, study, &typed).await.unwrap();
    assert_eq!(code(panel.standards.approve(&manager, study, &typed).await), "standard.not-in-discussion");
    let (_, blueprint) = panel.house.workflow().exam_bank().blueprint(&committee, &row).await.unwrap();
    let (_, cut) = blueprint.pass.cuts().next().unwrap();
    assert_eq!((blueprint.version, cut.least, cut.origin.judges), (2, Decimal::from(31), 5));
    assert_eq!((cut.origin.method, cut.origin.act.as_str()), (Method::Angoff, "CONTOH/012/2025"));
    assert!(!blueprint.provisional());
    let before = panel.house.workflow().exam_bank().blueprint(&committee, "layanan-dasar:1").await.unwrap();
    assert!(before.1.provisional(), "what was before stays as it was");
}

async fn a_further_round_begins_with_ones_own_numbers_and_keeps_what_was(house: TestHouse) {
    let panel = gathered(house).await;
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let study = panel.open("angoff", false).await;
    panel.all_say(study, 1, [50, 55, 60, 65, 70]).await;
    assert_eq!(code(panel.standards.again(&committee, study, 1, "ulang").await), "standard.round-open");
    panel.standards.close(&committee, study, 1).await.unwrap();
    panel.standards.approve(&manager, study, &panel.approval(1, 31).await).await.unwrap();
    assert_eq!(code(panel.standards.again(&committee, study, 1, " ").await), "standard.reason-wanted");
    panel.standards.again(&committee, study, 1, "Naskah ditinjau lagi.").await.unwrap();

    let judge = panel.of(panel.judges[0]).await;
    let sheet = panel.standards.sheet(&judge, study).await.unwrap();
    let item = sheet.questions[0].item.id.to_string();
    assert_eq!((sheet.said.shares[&item], sheet.before[&item], sheet.handed_in), (50, 0.6, false));
    // One share is changed, the rest is what it was.
    let saying = Saying { shares: BTreeMap::from([(item.clone(), Some(60))]), ..Saying::default() };
    panel.standards.save(&judge, study, 2, &saying, true).await.unwrap();
    for (at, share) in [(1, 55), (2, 60), (3, 65), (4, 70)] {
        panel.says(study, at, 2, share, true).await.unwrap();
    }
    panel.standards.close(&committee, study, 2).await.unwrap();
    let (_, later) = panel.standards.discussion(&committee, study, 2).await.unwrap();
    let (_, earlier) = panel.standards.discussion(&committee, study, 1).await.unwrap();
    assert_eq!((later.items[0].low, earlier.items[0].low), (0.55, 0.5));
    let moved = later.cuts[0].moved.unwrap();
    assert!(moved.judges == 1 && moved.points > 0.0 && earlier.cuts[0].moved.is_none());
    let cuts: Vec<StandardCut> = panel.house.workflow().reader().find(&Find::by("study_id", study)).await.unwrap();
    assert_eq!(cuts.len(), 1);
    let row = panel.standards.approve(&manager, study, &panel.approval(2, 32).await).await.unwrap();
    assert_eq!(row, "layanan-dasar:3");
    assert_eq!(panel.standards.study(&committee, study).await.unwrap().cuts.len(), 2);
}

async fn only_fitting_judges_and_approvers_pass(house: TestHouse) {
    let panel = gathered(house).await;
    let (committee, manager) = (panel.actor(Duty::SchemeCommittee).await, panel.actor(Duty::Manager).await);
    let staff = panel.actor(Duty::Staff).await;
    let open = |judges: Vec<PersonId>| panel.standards.open(&committee, panel.form, "angoff", false, judges);
    assert_eq!(code(open(panel.judges[..4].to_vec()).await), "standard.too-few-judges");
    let twice = [&panel.judges[..4], &panel.judges[..1]].concat();
    assert_eq!(code(open(twice).await), "standard.too-few-judges");
    let unfit = [&panel.judges[..4], &[staff.person]].concat();
    assert_eq!(code(open(unfit).await), "standard.judge-without-duty");
    let judges = [&panel.judges[..], &[committee.person]].concat();
    assert!(panel.standards.open(&staff, panel.form, "angoff", false, judges.clone()).await.is_err());
    let study = open(judges).await.unwrap();

    // Who is no judge of it has no sheet, whatever else they may do.
    for stranger in [&manager, &staff] {
        assert!(panel.standards.sheet(stranger, study).await.is_err());
        assert!(panel.standards.save(stranger, study, 1, &Saying::default(), false).await.is_err());
    }
    assert!(panel.standards.discussion(&staff, study, 1).await.is_err());
    panel.all_say(study, 1, [50, 55, 60, 65, 70]).await;
    panel.standards.close(&committee, study, 1).await.unwrap();
    let typed = panel.approval(1, 31).await;
    let judge = panel.of(panel.judges[0]).await;
    assert!(panel.standards.approve(&judge, study, &typed).await.is_err());
    assert_eq!(code(panel.standards.approve(&committee, study, &typed).await), "standard.approver-rated");
    panel.standards.approve(&manager, study, &typed).await.unwrap();
}

async fn ebel_wants_an_expectation_for_each_kind_that_is_used(house: TestHouse) {
    let panel = gathered(house).await;
    let committee = panel.actor(Duty::SchemeCommittee).await;
    let study = panel.open("ebel", false).await;
    for (at, judge) in panel.judges.iter().enumerate() {
        let judge = panel.of(*judge).await;
        let sheet = panel.standards.sheet(&judge, study).await.unwrap();
        let kinds = sheet.questions.iter().map(|question| (question.item.id.to_string(), Some((1, 2))));
        let kinds = Saying { kinds: kinds.collect(), ..Saying::default() };
        let lacking = panel.standards.save(&judge, study, 1, &kinds, true).await;
        let Err(WorkflowError::Refused(lacking)) = lacking else { panic!("an expectation lacks: {lacking:?}") };
        assert_eq!(lacking.to_string(), "standard.unexpected relevance=1 difficulty=2", "judges see no names of items");
        panel.standards.save(&judge, study, 1, &kinds, false).await.unwrap();
        let turned = Wishes { lowest_cut: Some(70), highest_cut: Some(60), ..Wishes::default() };
        let wrong = Saying { wishes: Some(turned), ..Saying::default() };
        assert_eq!(code(panel.standards.save(&judge, study, 1, &wrong, false).await), "standard.wish-turned");
        let share = 60 + 5 * u8::try_from(at).unwrap();
        let wishes = Wishes {
            lowest_cut: Some(50),
            highest_cut: Some(80),
            fewest_failing: Some(5),
            most_failing: Some(40),
            passing: Some(70),
        };
        let expected = Some(BTreeMap::from([(cell(1, 2), share)]));
        let closing = Saying { expected, wishes: Some(wishes), ..Saying::default() };
        panel.standards.save(&judge, study, 1, &closing, true).await.unwrap();
    }
    panel.standards.close(&committee, study, 1).await.unwrap();
    let (_, round) = panel.standards.discussion(&committee, study, 1).await.unwrap();
    let found = &round.cuts[0];
    assert!((found.cut.points.estimate().unwrap() - 0.7 * found.of.to_f64().unwrap()).abs() < 1e-9);
    // Nobody has sat this form, so there is nothing to meet the judges' wishes.
    let lacks = |found: &Option<Result<_, certification::refusal::Refusal>>| match found {
        Some(Err(refusal)) => refusal.code.clone(),
        _ => String::new(),
    };
    assert_eq!((lacks(&round.hofstee), lacks(&round.beuk)), ("standard.totals".into(), "standard.totals".into()));
}

async fn a_look_at_keys_by_a_judge_is_noted(house: TestHouse) {
    let panel = gathered(house).await;
    let looks = async || {
        let sql = "SELECT object FROM access_log WHERE action = 'see-item-key'";
        panel.house.store.reader().rows(sql, &[]).await.unwrap().len()
    };
    let judge = panel.of(panel.judges[0]).await;
    let without = panel.open("angoff", false).await;
    panel.standards.sheet(&judge, without).await.unwrap();
    assert_eq!(looks().await, 0);
    let with = panel.open("angoff-yes-no", true).await;
    panel.standards.look(&judge, with).await.unwrap();
    assert_eq!(looks().await, 0, "saving shows nothing");
    panel.standards.sheet(&judge, with).await.unwrap();
    assert_eq!(looks().await, 40);
    // Yes is a hundred, no is none, and there is nothing between.
    assert_eq!(code(panel.says(with, 0, 1, 60, false).await), "standard.share-range");
    panel.says(with, 0, 1, 100, true).await.unwrap();
    let blueprint: Blueprint = panel.standards.study(&panel.actor(Duty::Manager).await, with).await.unwrap().blueprint;
    assert_eq!(blueprint.version, 1);
}

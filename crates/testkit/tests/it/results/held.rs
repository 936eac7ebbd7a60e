//! A test that was sat, closed and scored, for what follows.

use std::collections::BTreeMap;

use certification::{
    duty::Duty,
    id::{ExamId, PersonId},
    permit::Actor,
    record::exam::Sitting,
};
use exam::{
    blueprint::{Line, Which},
    item::{Answer, ChoiceId, Item, ItemId},
    paper::Laid,
};
use rehearsal::{
    Troupe,
    written::{self, Hall},
};
use rust_decimal::Decimal;
use testkit::TestHouse;
use workflow::{
    WorkflowError,
    exam_result::{Correctable, Correction, ExamResults, Kept},
    exam_room::{Act, Given, SentAct},
};

pub struct Test {
    pub house: TestHouse,
    pub troupe: Troupe,
    pub results: ExamResults,
    pub exam: ExamId,
    pub seats: Vec<Sitting>,
}

/// A test with its papers drawn, with one essay besides when it is asked for.
pub async fn held(house: TestHouse, essay: bool) -> Test {
    let stage = &house.stage;
    let troupe = Hall::gather(stage).await.unwrap();
    let author = troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let form = if essay {
        let bank = house.workflow().exam_bank();
        let author = house.workflow().actor(author).await.unwrap();
        let mut blueprint = written::blueprint().unwrap();
        let which =
            Which { unit: Some("CONTOH.LD.01".to_owned()), kinds: ["essay".to_owned()].into(), ..Which::default() };
        blueprint.lines.push(Line { which, questions: 1, points: Decimal::from(7) });
        let kept = bank.keep_blueprint(&author, blueprint).await.unwrap();
        let forms = bank.assemble(&author, &kept, 1, "LD-2025-U").await.unwrap();
        bank.freeze(&author, &kept, &forms[0]).await.unwrap()
    } else {
        written::freeze_form(stage, author, "LD-2025-A").await.unwrap().1
    };
    let Hall { troupe, exam, seats } = Hall::over(stage, troupe, form).await.unwrap();
    let results = house.workflow().exam_results();
    Test { house, troupe, results, exam, seats }
}

impl Test {
    pub async fn of(&self, person: PersonId) -> Actor {
        self.house.workflow().actor(person).await.unwrap()
    }

    pub async fn actor(&self, duty: Duty) -> Actor {
        self.of(self.troupe.cast.one(duty).unwrap()).await
    }

    /// The questions with their keys, as the manager has them.
    pub async fn questions(&self) -> BTreeMap<ItemId, Item> {
        let manager = self.actor(Duty::Manager).await;
        let all: Vec<Correctable> = self.results.questions(&manager, self.exam).await.unwrap();
        all.into_iter().map(|question| (question.item.id.clone(), question.item)).collect()
    }

    /// Sits the test at a seat: `answer` says what is given to each question, nothing where it says none.
    pub async fn sits(&self, at: usize, answer: impl Fn(usize, &Item, &Laid) -> Option<Given>) {
        let (room, seat) = (self.house.workflow().exam_room(), &self.seats[at]);
        let staff = self.actor(Duty::Staff).await;
        let paper = self.house.workflow().exam_planning().rebuild(&staff, seat.id).await.unwrap();
        let items = self.questions().await;
        let word = room.token(&staff, self.exam).await.unwrap();
        let cookie = room.open(&self.of(seat.person_id).await, seat.id, &word, "hp").await.unwrap();
        let bearer = room.bearer(seat.id, &cookie).unwrap();
        let epoch = room.take_up(&bearer, None).await.unwrap().epoch;
        let mut acts = Vec::new();
        for (n, laid) in paper.questions.iter().enumerate() {
            if let Some(answer) = answer(n, &items[&laid.item], laid) {
                let question = u16::try_from(n + 1).unwrap();
                let sequence = u32::from(question);
                acts.push(SentAct { sequence, made: None, act: Act::Answered { question, answer } });
            }
        }
        let status = room.send(&bearer, epoch, 7, acts).await.unwrap();
        assert!(status.refused.is_empty(), "{:?}", status.refused);
        room.hand_in(&bearer, epoch, 7).await.unwrap();
    }

    pub async fn close(&self) {
        let staff = self.actor(Duty::Staff).await;
        self.house.workflow().exam_planning().set_status(&staff, self.exam, "closed", "").await.unwrap();
    }

    /// Releases the round that stands.
    pub async fn release(&self, staff: &Actor) -> Result<(), WorkflowError> {
        let round = self.results.overview(staff, self.exam).await?.rounds.last().map_or(0, |round| round.round);
        self.results.release(staff, self.exam, round).await
    }

    /// Looks at corrections and applies them.
    pub async fn rescore(
        &self,
        manager: &Actor,
        new: &BTreeMap<ItemId, Correction>,
        reason: &str,
    ) -> Result<i64, WorkflowError> {
        let seen = self.results.preview(manager, self.exam, new).await?.digest;
        self.results.rescore(manager, self.exam, new, (&seen, reason)).await
    }

    pub async fn kept(&self, at: usize) -> Option<Kept> {
        let staff = self.actor(Duty::Staff).await;
        let view = self.results.overview(&staff, self.exam).await.unwrap();
        view.lines.into_iter().find(|line| line.sitting.id == self.seats[at].id).unwrap().kept
    }
}

pub fn code<T: std::fmt::Debug>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        other => format!("{other:?}"),
    }
}

/// What is right, in the places of that paper; something written where people judge.
pub fn right(item: &Item, laid: &Laid) -> Given {
    written::right(item, laid).unwrap_or_else(|| Given::Written("Bertanya terbuka lebih dulu.".to_owned()))
}

/// Another option than the right one, where one of several is right.
pub fn wrong(item: &Item, laid: &Laid) -> Option<(ChoiceId, Given)> {
    let Answer::Choice(id) = &item.key.answer else { return None };
    let place = laid.choices.iter().position(|choice| choice != id)?;
    Some((laid.choices[place].clone(), Given::Chosen(vec![u8::try_from(place + 1).unwrap()])))
}

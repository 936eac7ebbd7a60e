//! The paper fallback of a seat: after a recorded move to paper its own paper is printed, its answer sheet is keyed in
//! by two people, compared, settled, and then enters the sitting as one event of paper origin. The second never sees
//! what the first keyed: it is handed out only once both are in.

use std::collections::BTreeMap;
use std::sync::Arc;

use certification::{
    exam::{EnterSheet, KeySheet},
    form::Locale,
    id::{PersonId, SittingId},
    permit::{Action, Actor, Object},
    record::{case::Case, exam_sheet::SheetKeying},
    refusal::{Refusal, require},
};
use documents::Paper;
use exam::{
    paper::shown::Shown,
    sheet::{self, Comparison, Keyed},
    sitting::{
        event::{Event, Room, What},
        given::Given,
    },
};
use store::{Find, Lane, Read as _, Tx, outside::Access};

use super::{ExamRoom, Seat, hall::Live, terms};
use crate::{WorkflowError, found, may_see, perform::Leave};

/// Who keyed a sheet, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keying {
    /// Who.
    pub by: PersonId,
    /// When, microseconds UTC.
    pub at: i64,
}

/// How far the sheet of a seat is, as one reader may see it.
#[derive(Debug, Clone)]
pub enum SheetStage {
    /// The sitting never went on on paper.
    NotOnPaper,
    /// The reader may key it in, as the first or the second.
    Key {
        /// Somebody else was first.
        second: bool,
    },
    /// The reader keyed it in; somebody else has to. Until then they may change what they keyed.
    Waits {
        /// When they did, microseconds UTC.
        at: i64,
        /// What they keyed.
        own: BTreeMap<u16, Given>,
    },
    /// Both are in.
    Compared {
        /// Who was first.
        first: Keying,
        /// Who was second.
        second: Keying,
        /// What agrees and what does not.
        comparison: Comparison,
    },
    /// It was entered.
    Entered {
        /// When, microseconds UTC.
        at: i64,
        /// How many questions it answers.
        answered: usize,
    },
}

/// The sheet of a seat.
#[derive(Debug, Clone)]
pub struct SheetDesk {
    /// The seat.
    pub seat: Seat,
    /// Its case.
    pub case: Option<Case>,
    /// The paper as the candidate has it in print: kinds of question and letters of options.
    pub shown: Arc<Shown>,
    /// How far it is.
    pub stage: SheetStage,
}

/// Rounds of keying count the sheets that were entered.
fn round(live: &Live) -> i64 {
    i64::try_from(live.with(|set| set.sheets().count())).unwrap_or(i64::MAX).saturating_add(1)
}

/// An entry as it is compared.
fn keyed(keying: &SheetKeying) -> Result<Keyed, WorkflowError> {
    let answers = found(keying.answers.clone())?;
    Ok(Keyed { by: keying.keyed_by, answers: serde_json::from_value(answers)? })
}

fn compared(keyings: &[SheetKeying], questions: i64) -> Result<Comparison, WorkflowError> {
    let [first, second] = keyings else { return Err(Refusal::new("sheet.not-keyed").into()) };
    let questions = u16::try_from(questions).unwrap_or(u16::MAX);
    Ok(sheet::compare(&keyed(first)?, &keyed(second)?, questions)?)
}

impl ExamRoom {
    /// The sheet of a seat, and what the reader may do with it.
    ///
    /// # Errors
    /// Not found when it is not theirs to watch over, or when it is their own; refused while it has no paper.
    pub async fn sheet(&self, actor: &Actor, sitting: SittingId) -> Result<SheetDesk, WorkflowError> {
        let live = self.own_watched(actor, sitting).await?;
        let row = live.row();
        require(row.drawn_at.is_some(), "sitting.no-paper")?;
        let (test, settings) = (self.test(row.exam_id).await?, self.settings().await?);
        let stage = self.stage(actor, &live).await?;
        let shown = self.unlocked(&row).await?;
        let case = self.flow.reader().get(row.case_id).await?;
        Ok(SheetDesk { seat: self.seat(&live, &test, &settings), case, shown, stage })
    }

    async fn stage(&self, actor: &Actor, live: &Live) -> Result<SheetStage, WorkflowError> {
        if live.with(|set| set.sheet_open()).is_none() {
            let entered = live.with(|set| {
                let answered =
                    |answers: &[(u16, Given)]| answers.iter().filter(|(_, answer)| !answer.is_blank()).count();
                set.sheets().map(|(.., at, answers)| SheetStage::Entered { at, answered: answered(answers) }).last()
            });
            return Ok(entered.unwrap_or(SheetStage::NotOnPaper));
        }
        let keyings = self.keyings(live.id, round(live)).await?;
        Ok(match keyings.as_slice() {
            [] => SheetStage::Key { second: false },
            [one] if one.keyed_by == actor.person => SheetStage::Waits { at: one.keyed_at, own: keyed(one)?.answers },
            [_] => SheetStage::Key { second: true },
            [first, second, ..] => SheetStage::Compared {
                first: Keying { by: first.keyed_by, at: first.keyed_at },
                second: Keying { by: second.keyed_by, at: second.keyed_at },
                comparison: compared(&keyings, live.row().questions)?,
            },
        })
    }

    /// A seat that the actor watches over and does not sit at.
    async fn own_watched(&self, actor: &Actor, sitting: SittingId) -> Result<Arc<Live>, WorkflowError> {
        let live = self.watched(actor, sitting).await?;
        if live.person == actor.person {
            return Err(WorkflowError::NotFound);
        }
        self.refresh(&live).await?;
        Ok(live)
    }

    async fn keyings(&self, sitting: SittingId, round: i64) -> Result<Vec<SheetKeying>, WorkflowError> {
        let find = Find::by("sitting_id", sitting).and("round", round).order_by(&["place"]);
        Ok(self.flow.reader().find(&find).await?)
    }

    /// Keys the sheet of a seat in. A question that is not named was left empty.
    ///
    /// # Errors
    /// Refused when no sheet waits, two people keyed it already, or an answer names a question that is not there.
    pub async fn key_sheet(
        &self,
        actor: &Actor,
        sitting: SittingId,
        mut answers: BTreeMap<u16, Given>,
    ) -> Result<(), WorkflowError> {
        let live = self.own_watched(actor, sitting).await?;
        require(live.with(|set| set.sheet_open()).is_some(), "sheet.entered")?;
        require(!live.with(exam::sitting::Sitting::doubted), "sheet.not-the-person")?;
        let questions = u16::try_from(live.row().questions).unwrap_or(u16::MAX);
        for (question, answer) in &answers {
            if !(1..=questions).contains(question) {
                let refusal = Refusal::new("sheet.no-such-question").with("question", question);
                return Err(refusal.with("questions", questions).into());
            }
            answer.check()?;
        }
        for question in 1..=questions {
            answers.entry(question).or_insert(Given::Blank);
        }
        let round = round(&live);
        let act = KeySheet { round, answers: serde_json::to_value(&answers)? };
        self.flow.perform(actor, (sitting, round), act).await.map(drop)
    }

    /// Lets the sheet of a seat count: what both keyed alike, and what was settled where they differ.
    ///
    /// # Errors
    /// Refused when it was not keyed twice, a difference is not settled or its reason is missing, or it was entered.
    pub async fn enter_sheet(
        &self,
        actor: &Actor,
        sitting: SittingId,
        settled: &BTreeMap<u16, Given>,
        reason: &str,
    ) -> Result<(), WorkflowError> {
        let live = self.own_watched(actor, sitting).await?;
        let _turn = live.turn.lock().await;
        self.refresh(&live).await?;
        let row = live.row();
        let (test, settings) = (self.test(row.exam_id).await?, self.settings().await?);
        let sheet = live.with(|set| set.sheet_open()).ok_or_else(|| Refusal::new("sheet.entered"))?;
        let round = round(&live);
        let keyings = self.keyings(sitting, round).await?;
        let comparison = compared(&keyings, row.questions)?;
        let answers = comparison.settle(settled)?.into_iter().collect();
        let [first, second] = keyings.as_slice() else { return Err(Refusal::new("sheet.not-keyed").into()) };
        let differences = u16::try_from(comparison.differences.len()).unwrap_or(u16::MAX);
        let reason = if differences == 0 { String::new() } else { reason.trim().to_owned() };
        let keyed = [first.keyed_by, second.keyed_by];
        let act = EnterSheet { round, differences: i64::from(differences), reason: reason.clone() };
        let room = Room::SheetEntered { sheet, answers, keyed, differences, by: actor.person, reason };
        let terms = terms(&test.exam, &row);
        live.with(|set| set.may_act(&terms, &settings, self.now(), &room))?;
        let what = What::Room(room);
        let event = self.sealed(&row, &what).await?;
        let (house, leave) = (self.flow.clone(), Leave::Actor(actor.clone()));
        let (done, at) = self
            .flow
            .store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                let (house, leave, act, event) = (house.clone(), leave.clone(), act.clone(), event.clone());
                Box::pin(async move {
                    let done = house.within(tx, &leave, &(sitting, round), act).await?;
                    let at = tx.append_exam_events(&[event]).await?;
                    let at = at.first().copied().ok_or_else(|| WorkflowError::Fault("nothing was stored".into()))?;
                    Ok::<_, WorkflowError>((done, at))
                })
            })
            .await?;
        live.put_row(done.file.sitting);
        live.take(&[Event { number: at.number, received: at.received, what }]);
        Ok(())
    }

    /// The paper of a seat with its answer sheet, for whoever hands it out in the room. Noted in the access log.
    ///
    /// # Errors
    /// Not found when it is not theirs to watch over; refused before the move to paper was recorded.
    pub async fn sheet_paper(&self, actor: &Actor, sitting: SittingId, locale: Locale) -> Result<Paper, WorkflowError> {
        let live = self.own_watched(actor, sitting).await?;
        let row = live.row();
        require(row.drawn_at.is_some(), "sitting.no-paper")?;
        require(live.with(|set| set.sheet_open()).is_some(), "sitting.not-on-paper")?;
        let permit = may_see(actor, Action::Invigilate, &Object::event(row.event_id))?;
        let access = Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: "print-exam-questions".to_owned(),
            object: format!("sitting:{sitting}"),
            subject: Some(row.person_id),
        };
        self.flow.note_look(access).await?;
        self.flow.exam_seat_paper(&row, locale).await
    }
}

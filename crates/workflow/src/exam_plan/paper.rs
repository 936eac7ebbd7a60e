//! Papers, drawn and frozen before the day. They are made outside the transaction, since they are a function of form and
//! seed; the transaction stores them sealed together with the act that says who got which.

use std::{collections::BTreeMap, io::Write as _, sync::Arc};

use certification::{
    exam::{DrawPapers, Drawn, form_spoiled},
    id::{ExamFormId, ExamId, SittingId},
    permit::{Action, Actor, Object},
    record::exam::{Exam, Sitting},
    refusal::{Refusal, require},
};
use exam::{
    form::Form,
    paper::{
        Paper,
        shuffle::{Algorithm, Seed},
    },
};
use serde::{Deserialize, Serialize};
use store::{
    Find, Lane, Read as _, Tx,
    outside::{exam_begun, exam_last},
};

use super::{AT_ONCE, ExamPlanning};
use crate::{
    WorkflowError,
    exam_room::Safe,
    found,
    load::{ExamKey, Which},
    may_see,
    perform::Leave,
};

/// What a paper was mixed with.
#[derive(Serialize, Deserialize)]
struct Chance {
    algorithm: Algorithm,
    seed: Seed,
}

impl ExamPlanning {
    /// Draws a paper for every seat that has none, or anew for all, and freezes the test. Answers how many.
    ///
    /// # Errors
    /// Refused when nobody is seated, when someone has begun and papers would be drawn anew, and when a form of the test
    /// holds an item that was retired or became known: another form takes its place in the plan. Once someone has begun,
    /// such a form stays in the plan and late-comers get their papers from the others.
    pub async fn draw(&self, actor: &Actor, id: ExamId, anew: bool) -> Result<usize, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        let all = self.taken_seats(id).await?;
        require(!all.is_empty(), "exam.nobody-seated")?;
        let seats: Vec<(&Sitting, u64)> =
            all.iter().filter(|seat| anew || seat.drawn_at.is_none()).map(|seat| (seat, 0)).collect();
        require(!seats.is_empty(), "exam.all-drawn")?;
        let spoiled = self.flow.exam_bank().spoiled(exam.forms.iter().copied()).await?;
        let begun = exam_begun(&mut self.flow.reader(), id).await?;
        if let Some(items) = spoiled.values().next().filter(|_| !begun) {
            return Err(form_spoiled(items).into());
        }
        self.draw_for(actor, &exam, &seats, &spoiled).await
    }

    /// Draws other papers for the seats whose own holds an item that was retired or became known, as long as they have
    /// not opened it; whoever has goes on. Answers how many.
    ///
    /// # Errors
    /// Refused when no paper is to be replaced, or no other form is there to draw from.
    pub async fn replace_spoiled(&self, actor: &Actor, id: ExamId) -> Result<usize, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        let all = self.taken_seats(id).await?;
        let forms = all.iter().filter_map(|seat| seat.form_id).chain(exam.forms.iter().copied());
        let spoiled = self.flow.exam_bank().spoiled(forms).await?;
        let mut seats = Vec::new();
        for seat in all.iter().filter(|seat| seat.form_id.is_some_and(|form| spoiled.contains_key(&form))) {
            let seen = exam_last(&mut self.flow.reader(), seat.id).await?;
            if seen == 0 || !self.flow.exam_room().paper_opened(seat).await? {
                seats.push((seat, seen));
            }
        }
        require(!seats.is_empty(), "exam.none-spoiled")?;
        self.draw_for(actor, &exam, &seats, &spoiled).await
    }

    async fn taken_seats(&self, id: ExamId) -> Result<Vec<Sitting>, WorkflowError> {
        let mut all: Vec<Sitting> = self.flow.reader().find(&Find::by("exam_id", id).order_by(&["seat", "id"])).await?;
        all.retain(|seat| !seat.taken_away);
        Ok(all)
    }

    /// Draws papers for these seats, each with the last event seen of it, from the forms that hold no spoiled item.
    async fn draw_for(
        &self,
        actor: &Actor,
        exam: &Exam,
        seats: &[(&Sitting, u64)],
        spoiled: &BTreeMap<ExamFormId, Vec<String>>,
    ) -> Result<usize, WorkflowError> {
        let mut forms: Vec<(ExamFormId, Arc<Form>)> = Vec::new();
        for form in exam.forms.iter().filter(|form| !spoiled.contains_key(form)) {
            forms.push((*form, Arc::new(self.flow.exam_bank().form(*form).await?.1)));
        }
        if let Some(items) = spoiled.values().next().filter(|_| forms.is_empty()) {
            return Err(form_spoiled(items).into());
        }
        let count = seats.len();
        for (at, chunk) in seats.chunks(AT_ONCE).enumerate() {
            let mut papers = Vec::with_capacity(chunk.len());
            for (seat, seen) in chunk {
                // Neighbours get different forms, as far as there are any.
                let turn = usize::try_from(seat.seat).unwrap_or_default() % forms.len().max(1);
                let (form_id, form) =
                    forms.get(turn).ok_or_else(|| WorkflowError::from(Refusal::new("exam.no-form")))?;
                let (drawn, sealed) = self.paper(seat.id, *form_id, form, exam.minutes)?;
                papers.push((Drawn { seen: *seen, ..drawn }, sealed));
            }
            let last = (at + 1) * AT_ONCE >= count;
            self.store_papers(actor, exam, papers, last).await?;
        }
        self.flow.exam_room().forget_test(exam.id);
        Ok(count)
    }

    fn paper(
        &self,
        sitting: SittingId,
        form_id: ExamFormId,
        form: &Form,
        minutes: i64,
    ) -> Result<(Drawn, Vec<u8>), WorkflowError> {
        let safe = Safe::of(self.flow.store());
        let mut seed = [0; 32];
        self.flow.entropy().fill(&mut seed);
        let chance = Chance { algorithm: Algorithm::CURRENT, seed: Seed::new(seed) };
        let paper = Paper::new(form, chance.algorithm, chance.seed)?;
        let shown = paper.shown(form, u32::try_from(minutes).unwrap_or_default())?;
        let plain = serde_json::to_vec(&shown)?;
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&plain).map_err(|e| WorkflowError::Fault(e.to_string()))?;
        let packed = packed.finish().map_err(|e| WorkflowError::Fault(e.to_string()))?;
        let name = sitting.to_string();
        let drawn = Drawn {
            sitting,
            form: form_id,
            sealed_text: safe.seal_json(&["exam-seed", &name], &chance)?,
            paper: paper.digest()?,
            shown: shown.digest()?,
            questions: i64::try_from(shown.questions.len()).unwrap_or(i64::MAX),
            seen: 0,
        };
        // What opens under its digest is what was frozen: nobody needs to work the digest out again at the start.
        let sealed = safe.seal(&["exam-paper", &name, &drawn.shown], &packed)?;
        Ok((drawn, sealed))
    }

    async fn store_papers(
        &self,
        actor: &Actor,
        exam: &Exam,
        papers: Vec<(Drawn, Vec<u8>)>,
        last: bool,
    ) -> Result<(), WorkflowError> {
        let (drawn, sealed): (Vec<Drawn>, Vec<Vec<u8>>) = papers.into_iter().unzip();
        let key = ExamKey::of(exam, Which::Seats(drawn.iter().map(|drawn| drawn.sitting).collect()));
        let (house, leave) = (self.flow.clone(), Leave::Actor(actor.clone()));
        let work = Arc::new((key, DrawPapers { drawn, last }, sealed));
        self.flow
            .store()
            .transact(Lane::Bulk, {
                let work = Arc::clone(&work);
                move |tx: &mut Tx| {
                    let (house, leave, work) = (house.clone(), leave.clone(), Arc::clone(&work));
                    Box::pin(async move {
                        let (key, act, sealed) = &*work;
                        house.within(tx, &leave, key, act.clone()).await?;
                        for (drawn, paper) in act.drawn.iter().zip(sealed) {
                            tx.put_exam_paper(drawn.sitting, paper).await?;
                        }
                        Ok::<_, WorkflowError>(())
                    })
                }
            })
            .await?;
        work.1.drawn.iter().for_each(|drawn| self.flow.exam_room().forget_seat(drawn.sitting));
        Ok(())
    }

    /// Makes a seat's paper again from its form and seed, and compares it with the one that was frozen.
    ///
    /// # Errors
    /// A fault when it comes out otherwise.
    pub async fn rebuild(&self, actor: &Actor, sitting: SittingId) -> Result<Paper, WorkflowError> {
        let seat: Sitting = found(self.flow.reader().get(sitting).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(seat.event_id))?;
        self.rebuilt(&seat).await.map(|(paper, _)| paper)
    }

    pub(crate) async fn rebuilt(&self, seat: &Sitting) -> Result<(Paper, Form), WorkflowError> {
        let (_, form) = self.flow.exam_bank().form(found(seat.form_id)?).await?;
        let paper = self.paper_of(seat, &form)?;
        Ok((paper, form))
    }

    /// The paper of a seat, made again from its form and seed.
    pub(crate) fn paper_of(&self, seat: &Sitting, form: &Form) -> Result<Paper, WorkflowError> {
        let place = ["exam-seed", &seat.id.to_string()];
        let chance: Chance = Safe::of(self.flow.store()).open_json(&place, &seat.sealed_text)?;
        let paper = Paper::new(form, chance.algorithm, chance.seed)?;
        if paper.digest()? != seat.paper {
            return Err(WorkflowError::Fault("a paper comes out otherwise than it was frozen".into()));
        }
        Ok(paper)
    }
}

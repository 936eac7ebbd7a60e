//! Planning a written test: the plan, the seats, papers drawn and frozen before the day, and its end. Papers are made
//! outside the transaction, since they are a function of form and seed; the transaction stores them sealed together
//! with the act that says who got which.

use std::{collections::BTreeMap, io::Write as _, sync::Arc};

use certification::{
    entropy::{new_code, new_id},
    exam::{
        ChangeSeat, ChangeWord, DrawPapers, Drawn, NewSeat, PlanExam, SeatCandidates, SetExamStatus, StepItem,
        TakeSeatAway, TestPlan,
    },
    form::{Binding, catalogue},
    id::{CaseId, EventId, ExamFormId, ExamId, SittingId},
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        event::Event,
        exam::{Exam, ExamForm, Sitting},
        form::Form as FilledForm,
    },
    refusal::require,
};
use exam::{
    bank::Sighting,
    form::Form,
    paper::{
        Paper,
        shuffle::{Algorithm, Seed},
    },
};
use serde::{Deserialize, Serialize};
use store::{Find, Lane, Read as _, Tx};

use crate::{
    Workflow, WorkflowError,
    exam_room::Safe,
    found,
    load::{ExamKey, Which},
    may_see,
    perform::Leave,
};

/// Papers of one act.
const AT_ONCE: usize = 100;

/// What a paper was mixed with.
#[derive(Serialize, Deserialize)]
struct Chance {
    algorithm: Algorithm,
    seed: Seed,
}

/// Planning of written tests.
#[derive(Debug, Clone)]
pub struct ExamPlanning {
    flow: Workflow,
}

impl Workflow {
    /// Planning of written tests.
    #[must_use]
    pub fn exam_planning(&self) -> ExamPlanning {
        ExamPlanning { flow: self.clone() }
    }
}

/// A test as its planners see it.
#[derive(Debug, Clone)]
pub struct PlannedExam {
    /// The test.
    pub exam: Exam,
    /// Its event.
    pub event: Event,
    /// Its forms.
    pub forms: Vec<ExamForm>,
    /// Its seats, by number.
    pub seats: Vec<Sitting>,
    /// Cases of the event for this scheme that were not withdrawn, by name; those with a seat among them.
    pub cases: Vec<Case>,
    /// More time that FR.AK.07 grants, by case.
    pub agreed: BTreeMap<CaseId, Agreed>,
}

/// More time in a written test, as agreed in FR.AK.07.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreed {
    /// Minutes.
    pub minutes: i64,
    /// Per cent of the working time.
    pub percent: i64,
    /// Assessor and candidate have signed it.
    pub signed: bool,
}

/// The form that agrees adjustments.
const ADJUSTMENTS: &str = "FR.AK.07";

/// More time that a filled form grants, by its bound answers; nothing when it grants none.
fn agreed(form: &FilledForm) -> Option<(CaseId, Agreed)> {
    let answers = form.answers.as_ref().and_then(|answers| answers.as_object());
    let definition = catalogue::version(&form.code, &form.version)?;
    let bound = |binding: Binding| {
        let field = definition.fields().find(|(_, field)| field.binding == Some(binding))?.1;
        answers?.get(&field.key)?.as_str()?.parse::<i64>().ok()
    };
    let minutes = bound(Binding::WrittenMinutes).unwrap_or_default();
    // A seat has one adjustment; where both were typed, the minutes stand.
    let percent = bound(Binding::WrittenPercent).filter(|_| minutes == 0).unwrap_or_default();
    let signed = form.state == "signed";
    (minutes > 0 || percent > 0).then_some((form.case_id?, Agreed { minutes, percent, signed }))
}

impl ExamPlanning {
    /// Tests of an event, the first one first.
    ///
    /// # Errors
    /// Refused when planning is not theirs.
    pub async fn of_event(&self, actor: &Actor, event: EventId) -> Result<Vec<Exam>, WorkflowError> {
        may_see(actor, Action::PlanExam, &Object::event(event))?;
        Ok(self.flow.reader().find(&Find::by("event_id", event).order_by(&["opens", "id"])).await?)
    }

    /// A test with its seats and whom it could seat.
    ///
    /// # Errors
    /// Not found when planning it is not theirs.
    pub async fn exam(&self, actor: &Actor, id: ExamId) -> Result<PlannedExam, WorkflowError> {
        let mut reader = self.flow.reader();
        let exam: Exam = found(reader.get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        let event = found(reader.get(exam.event_id).await?)?;
        let forms = reader.find(&Find::all().one_of("id", exam.forms.iter().copied()).order_by(&["code"])).await?;
        let mut seats: Vec<Sitting> = reader.find(&Find::by("exam_id", id).order_by(&["seat", "id"])).await?;
        seats.retain(|seat| !seat.taken_away);
        let of = Find::by("event_id", exam.event_id).and("slug", exam.slug.as_str()).null("withdrawn");
        let cases = reader.find(&of.order_by(&["name_folded", "id"])).await?;
        let filled = Find::by("event_id", exam.event_id).and("code", ADJUSTMENTS);
        let filled: Vec<FilledForm> = reader.find(&filled).await?;
        let agreed = filled.iter().filter(|form| form.state != "reopened").filter_map(agreed).collect();
        Ok(PlannedExam { exam, event, forms, seats, cases, agreed })
    }

    /// Plans a test, or changes its plan; a new one gets a word for the room.
    ///
    /// # Errors
    /// What the rules of planning refuse.
    pub async fn plan(
        &self,
        actor: &Actor,
        event: EventId,
        id: Option<ExamId>,
        plan: TestPlan,
    ) -> Result<ExamId, WorkflowError> {
        let new = id.is_none();
        let id = id.unwrap_or_else(|| ExamId(new_id(&**self.flow.entropy(), self.flow.now())));
        let sealed_text = if new { self.sealed_word(id)? } else { String::new() };
        let key = ExamKey { id, new, event, forms: plan.forms.clone(), seats: Which::None };
        self.flow.perform(actor, key, PlanExam { plan, sealed_text }).await?;
        self.flow.exam_room().forget_test(id);
        Ok(id)
    }

    fn sealed_word(&self, id: ExamId) -> Result<String, WorkflowError> {
        let word = new_code(&**self.flow.entropy(), 6);
        Safe::of(self.flow.store()).seal_text(&["exam-word", &id.to_string()], word.as_bytes())
    }

    /// Gives the room another word, such as when the former one was told outside.
    ///
    /// # Errors
    /// What the rules of planning refuse.
    pub async fn new_word(&self, actor: &Actor, id: ExamId) -> Result<(), WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        let act = ChangeWord { sealed_text: self.sealed_word(id)? };
        self.flow.perform(actor, ExamKey::of(&exam, Which::None), act).await?;
        self.flow.exam_room().forget_test(id);
        Ok(())
    }

    /// Seats candidates, or changes their seats and adjustments.
    ///
    /// # Errors
    /// What the rules of planning refuse; a seat that is taken.
    pub async fn seat(&self, actor: &Actor, id: ExamId, seats: Vec<NewSeat>) -> Result<(), WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        for chunk in seats.chunks(AT_ONCE) {
            let key = ExamKey::of(&exam, Which::OfCases(chunk.iter().map(|seat| seat.case).collect()));
            let act = SeatCandidates { seats: chunk.to_vec(), cases: Vec::new() };
            let done = self.flow.perform(actor, key, act).await?;
            done.file.sittings.iter().for_each(|sitting| self.flow.exam_room().forget_seat(sitting.id));
        }
        self.flow.exam_room().forget_test(id);
        Ok(())
    }

    /// Takes a seat away before its candidate has begun; its number is free again.
    ///
    /// # Errors
    /// Refused without a reason, or when something has happened there.
    pub async fn take_away(&self, actor: &Actor, sitting: SittingId, reason: &str) -> Result<(), WorkflowError> {
        let act = TakeSeatAway { reason: reason.trim().to_owned(), begun: false };
        let done = self.flow.perform(actor, sitting, act).await?;
        self.flow.exam_room().forget_seat(sitting);
        self.flow.exam_room().forget_test(done.file.exam.id);
        Ok(())
    }

    /// Two candidates of one test exchange their seats before they have begun; each keeps the paper that was drawn.
    ///
    /// # Errors
    /// Refused without a reason, for one seat named twice or seats of two tests, or when something has happened there.
    pub async fn swap(&self, actor: &Actor, seats: [SittingId; 2], reason: &str) -> Result<(), WorkflowError> {
        let [one, other] = seats;
        require(one != other, "exam.seat-with-itself")?;
        let (house, leave, reason) = (self.flow.clone(), Leave::Actor(actor.clone()), reason.trim().to_owned());
        let exam = self
            .flow
            .store()
            .transact(Lane::Interactive, move |tx: &mut Tx| {
                let (house, leave, reason) = (house.clone(), leave.clone(), reason.clone());
                Box::pin(async move {
                    let first: Sitting = found(tx.get(one).await?)?;
                    let second: Sitting = found(tx.get(other).await?)?;
                    let both = first.exam_id == second.exam_id && !first.taken_away && !second.taken_away;
                    require(both, "exam.unknown-seat")?;
                    let change = |seat| ChangeSeat { seat, reason: reason.clone(), begun: false };
                    // A number is nobody's twice, not even for a moment: the first one steps aside.
                    house.within(tx, &leave, &one, change(None)).await?;
                    house.within(tx, &leave, &other, change(Some(first.seat))).await?;
                    house.within(tx, &leave, &one, change(Some(second.seat))).await?;
                    Ok::<_, WorkflowError>(first.exam_id)
                })
            })
            .await?;
        seats.into_iter().for_each(|seat| self.flow.exam_room().forget_seat(seat));
        self.flow.exam_room().forget_test(exam);
        Ok(())
    }

    /// Draws a paper for every seat that has none, or anew for all, and freezes the test. Answers how many.
    ///
    /// # Errors
    /// Refused when nobody is seated, or someone has begun and papers would be drawn anew.
    pub async fn draw(&self, actor: &Actor, id: ExamId, anew: bool) -> Result<usize, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        let mut forms: Vec<(ExamFormId, Arc<Form>)> = Vec::new();
        for form in &exam.forms {
            forms.push((*form, Arc::new(self.flow.exam_bank().form(*form).await?.1)));
        }
        let mut all: Vec<Sitting> = self.flow.reader().find(&Find::by("exam_id", id).order_by(&["seat", "id"])).await?;
        all.retain(|seat| !seat.taken_away);
        let seats: Vec<&Sitting> = all.iter().filter(|seat| anew || seat.drawn_at.is_none()).collect();
        require(!all.is_empty(), "exam.nobody-seated")?;
        require(!seats.is_empty(), "exam.all-drawn")?;
        let count = seats.len();
        for (at, chunk) in seats.chunks(AT_ONCE).enumerate() {
            let mut papers = Vec::with_capacity(chunk.len());
            for seat in chunk {
                // Neighbours get different forms, as far as there are any.
                let turn = usize::try_from(seat.seat).unwrap_or_default() % forms.len().max(1);
                let (form_id, form) = forms
                    .get(turn)
                    .ok_or_else(|| WorkflowError::from(certification::refusal::Refusal::new("exam.no-form")))?;
                papers.push(self.paper(seat.id, *form_id, form, exam.minutes)?);
            }
            let last = (at + 1) * AT_ONCE >= count;
            self.store_papers(actor, &exam, papers, last).await?;
        }
        self.flow.exam_room().forget_test(id);
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

    /// Closes a test, cancels it, or opens a closed one again. Closed, its items are counted as seen.
    ///
    /// # Errors
    /// What the rules of planning refuse.
    pub async fn set_status(&self, actor: &Actor, id: ExamId, status: &str, reason: &str) -> Result<(), WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        let act = SetExamStatus { status: status.to_owned(), reason: reason.to_owned() };
        self.flow.perform(actor, ExamKey::of(&exam, Which::None), act).await?;
        self.flow.exam_room().forget_test(id);
        if status == "closed" {
            self.count_sightings(&exam).await?;
        }
        Ok(())
    }

    async fn count_sightings(&self, exam: &Exam) -> Result<(), WorkflowError> {
        let event: Event = found(self.flow.reader().get(exam.event_id).await?)?;
        let on = certification::civil::day(exam.opens, &event.zone);
        let mut seen: BTreeMap<(String, u32), u32> = BTreeMap::new();
        let room = self.flow.exam_room();
        let mut of_form: BTreeMap<ExamFormId, u32> = BTreeMap::new();
        for seat in room.opened_seats(exam.id).await? {
            if let Some(form) = seat.form_id {
                *of_form.entry(form).or_default() += 1;
            }
        }
        for (form, candidates) in of_form {
            let (_, form) = self.flow.exam_bank().form(form).await?;
            for question in form.questions {
                *seen.entry((question.item.id.to_string(), question.version)).or_default() += candidates;
            }
        }
        for ((item, version), candidates) in seen {
            let sighting = Sighting { event: exam.event_id, on, version, candidates };
            let content = serde_json::to_value(&sighting)?;
            let act = StepItem {
                deed: "seen".to_owned(),
                aspect: String::new(),
                why: String::new(),
                after: None,
                content: Some(content),
            };
            match self.flow.perform_as_house(item, act).await {
                // An item that lives in another bank, such as a form that was brought along, is not counted here.
                Ok(_) | Err(WorkflowError::NotFound | WorkflowError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

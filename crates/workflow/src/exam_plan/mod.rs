//! Planning a written test: the plan, the seats, and its end. The papers that are drawn before the day stand beside.

mod agreed;
pub(crate) mod beside;
mod paper;

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    entropy::{new_code, new_id},
    exam::{
        ChangeSeat, ChangeWord, NewSeat, PlanExam, SeatCandidates, SetExamStatus, StepItem, TakeSeatAway, TestPlan,
    },
    id::{CaseId, EventId, ExamFormId, ExamId, PersonId, SittingId},
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        event::Event,
        exam::{Exam, ExamForm, Sitting},
        form::Form,
    },
    refusal::{Refusal, require},
};
use exam::bank::Sighting;
use store::{Find, Lane, Read as _, Tx};

use self::agreed::ADJUSTMENTS;
pub(crate) use self::agreed::agreed;
pub use self::{agreed::Agreed, beside::Beside};
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
    /// Cases of the event for this scheme that have a seat, or may get one since their assessment is not over, by name.
    pub cases: Vec<Case>,
    /// How many others were not withdrawn: recommended already, decided, or ended.
    pub past: usize,
    /// Items that were retired or became known, by the form of the test or of a paper that holds them.
    pub spoiled: BTreeMap<ExamFormId, Vec<String>>,
    /// More time that FR.AK.07 grants, by case.
    pub agreed: BTreeMap<CaseId, Agreed>,
    /// Minutes of it that were given under way, since it was signed after the start.
    pub adjusted: BTreeMap<CaseId, i64>,
    /// Cases whose FR.AK.01 is not signed by everybody yet.
    pub unagreed: BTreeSet<CaseId>,
    /// Who sits other tests of the event that may run at the same time, with those tests.
    pub elsewhere: BTreeMap<PersonId, BTreeSet<Beside>>,
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
        let cases: Vec<Case> = reader.find(&of.order_by(&["name_folded", "id"])).await?;
        let seated: BTreeSet<CaseId> = seats.iter().map(|seat| seat.case_id).collect();
        let may = |case: &Case| seated.contains(&case.id) || case.stage.takes_evidence();
        let (cases, past): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(may);
        let filled = Find::by("event_id", exam.event_id).and("code", ADJUSTMENTS);
        let filled: Vec<Form> = reader.find(&filled).await?;
        let agreed: BTreeMap<CaseId, Agreed> =
            filled.iter().filter(|form| form.state != "reopened").filter_map(agreed).collect();
        let mut adjusted = BTreeMap::new();
        for seat in seats.iter().filter(|seat| agreed.contains_key(&seat.case_id)) {
            let minutes = self.flow.exam_room().adjusted_minutes(seat.id).await?;
            adjusted.extend((minutes > 0).then_some((seat.case_id, minutes)));
        }
        let spoiled = exam.forms.iter().copied().chain(seats.iter().filter_map(|seat| seat.form_id));
        let spoiled = self.flow.exam_bank().spoiled(spoiled).await?;
        let signed = beside::with_agreement(&mut reader, Find::by("event_id", exam.event_id)).await?;
        let unagreed = cases.iter().map(|case| case.id).filter(|id| !signed.contains(id)).collect();
        let elsewhere = beside::elsewhere(&mut reader, &exam).await?;
        let past = past.len();
        Ok(PlannedExam { exam, event, forms, seats, cases, past, spoiled, agreed, adjusted, unagreed, elsewhere })
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

    /// Seats at which somebody still works, by their numbers: a test is not closed over them.
    ///
    /// # Errors
    /// Not found when planning the test is not theirs.
    pub async fn at_work(&self, actor: &Actor, id: ExamId) -> Result<Vec<i64>, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        let mut seats: Vec<i64> = self.flow.exam_room().at_work(id).await?.into_iter().map(|(_, seat)| seat).collect();
        seats.sort_unstable();
        Ok(seats)
    }

    /// Seats at which nobody has begun while they still may, by their numbers: closing shuts them out.
    ///
    /// # Errors
    /// Not found when planning the test is not theirs.
    pub async fn awaited(&self, actor: &Actor, id: ExamId) -> Result<Vec<i64>, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        let mut seats: Vec<i64> = self.flow.exam_room().awaited(id).await?.into_iter().map(|(_, seat)| seat).collect();
        seats.sort_unstable();
        Ok(seats)
    }

    /// Closes a test, cancels it, or opens a closed one again. Closed, its items are counted as seen.
    ///
    /// # Errors
    /// What the rules of planning refuse; `exam.at-work` when it is to be closed while somebody still works, whose
    /// answers would be in no result: they are collected first.
    pub async fn set_status(&self, actor: &Actor, id: ExamId, status: &str, reason: &str) -> Result<(), WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        if status == "closed" && exam.status == "frozen" {
            let seats = self.at_work(actor, id).await?;
            if !seats.is_empty() {
                let named = seats.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                return Err(Refusal::new("exam.at-work").with("n", seats.len()).with("seats", named).into());
            }
        }
        let act = SetExamStatus { status: status.to_owned(), reason: reason.to_owned() };
        self.flow.perform(actor, ExamKey::of(&exam, Which::None), act).await?;
        self.flow.exam_room().forget_test(id);
        // Cancelled after papers were opened, they were seen as well.
        if matches!(status, "closed" | "cancelled") {
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
            for question in form.asked() {
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

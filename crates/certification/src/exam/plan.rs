//! A written test of an event: planned, seated, its papers drawn before the day, closed or cancelled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    id::{CaseId, ExamFormId, PersonId, SittingId},
    permit::{Action, Object},
    record::{
        case::Case,
        event::Event,
        exam::{Exam, ExamForm, SafeBrowser, Sitting},
    },
    refusal::{Refusal, require},
};

/// The longest working time that can be planned, minutes.
const MOST_MINUTES: i64 = 600;
/// The most adjustment, per cent.
const MOST_PERCENT: i64 = 200;

/// What a test is made of, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestPlan {
    /// The scheme's lasting key.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Room.
    pub room: String,
    /// Forms that its papers are made of, in turn.
    pub forms: Vec<ExamFormId>,
    /// `hall` or `personal`.
    pub clock: String,
    /// Working time, minutes.
    pub minutes: i64,
    /// From when it may be opened, microseconds UTC.
    pub opens: i64,
    /// Until when it may be opened for the first time, microseconds UTC.
    pub last_start: i64,
    /// A calculator is offered.
    pub calculator: bool,
    /// Safe Exam Browser, where it is asked for.
    pub safe_browser: Option<SafeBrowser>,
}

/// A test with what its acts need.
#[derive(Debug, Clone)]
pub struct ExamFile {
    /// The test.
    pub exam: Exam,
    /// It is not stored yet.
    pub new: bool,
    /// Its event.
    pub event: Event,
    /// The forms that the act names or the test has.
    pub forms: Vec<ExamForm>,
    /// The seats that the act names; all of them where it names none.
    pub sittings: Vec<Sitting>,
    /// Something has happened in one of its sittings.
    pub begun: bool,
    /// Items that were retired or became known, by the form of the act or of the test that holds them.
    pub spoiled: BTreeMap<ExamFormId, Vec<String>>,
    /// Once something has happened: number of the last event of each seat that the act names.
    pub newest: BTreeMap<SittingId, u64>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for ExamFile {
    fn stream(&self) -> String {
        format!("exam/{}", self.exam.id)
    }
    fn subject(&self) -> Option<PersonId> {
        None
    }
    fn object(&self) -> Object {
        Object::event(self.event.id)
    }
    fn close(&mut self, _: &Context<'_>) -> Outcome {
        self.outcome.put(&self.exam);
        std::mem::take(&mut self.outcome)
    }
}

impl ExamFile {
    fn open_to_change(&self) -> Result<(), Refusal> {
        require(matches!(self.exam.status.as_str(), "planned" | "frozen"), "exam.ended")
    }

    /// No paper is made of a form that holds an item nobody may be asked any more (leak response).
    fn unspoiled(&self, form: ExamFormId) -> Result<(), Refusal> {
        self.spoiled.get(&form).map_or(Ok(()), |items| Err(form_spoiled(items)))
    }
}

/// Why no paper is made of a form that holds these items.
#[must_use]
pub fn form_spoiled(items: &[String]) -> Refusal {
    Refusal::new("exam.form-spoiled").with("items", items.join(", "))
}

/// Plans a test, or changes its plan until someone has begun. Afterwards forms can still be added, so that whoever has
/// not begun gets another paper when an item of theirs became known.
#[derive(Debug, Clone, Serialize)]
pub struct PlanExam {
    /// The plan.
    pub plan: TestPlan,
    /// Word of the invigilator for a new test, sealed.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for PlanExam {
    type File = ExamFile;
    const NAME: &'static str = "PlanExam";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ExamFile, _: &Context<'_>) -> Result<(), Refusal> {
        let plan = &self.plan;
        file.open_to_change()?;
        require(!file.begun || adds_forms_only(plan, &file.exam), "exam.begun")?;
        require(file.event.status != "cancelled", "event.not-open")?;
        require(!plan.name.trim().is_empty() && plan.name.chars().count() <= 120, "exam.name")?;
        require(plan.room.chars().count() <= 120, "exam.room")?;
        require(file.event.offers.iter().any(|offer| offer.slug == plan.slug), "event.scheme-not-offered")?;
        require(matches!(plan.clock.as_str(), "hall" | "personal"), "exam.clock")?;
        if !(1..=MOST_MINUTES).contains(&plan.minutes) {
            return Err(Refusal::new("exam.minutes").with("from", 1).with("to", MOST_MINUTES));
        }
        require(plan.last_start >= plan.opens, "exam.window")?;
        require(!plan.forms.is_empty(), "exam.no-form")?;
        // Forms of papers that were opened stay with the test whatever became of them.
        let kept = |id: &&ExamFormId| file.begun && file.exam.forms.contains(id);
        for id in plan.forms.iter().filter(|id| !kept(id)) {
            let form = file.forms.iter().find(|form| form.id == *id).ok_or_else(|| Refusal::new("form.unknown"))?;
            require(form.slug == plan.slug, "exam.form-of-other-scheme")?;
            if form.withdrawn.is_some() {
                return Err(Refusal::new("form.withdrawn").with("code", &form.code));
            }
            file.unspoiled(*id)?;
        }
        plan.safe_browser.as_ref().map_or(Ok(()), browser_fits)?;
        let exam = &mut file.exam;
        // Other forms, other papers.
        if !file.begun && (exam.forms != plan.forms || exam.slug != plan.slug) {
            exam.status = "planned".to_owned();
        }
        exam.slug.clone_from(&plan.slug);
        exam.name = plan.name.trim().to_owned();
        exam.room = plan.room.trim().to_owned();
        exam.forms.clone_from(&plan.forms);
        exam.clock.clone_from(&plan.clock);
        exam.minutes = plan.minutes;
        exam.opens = plan.opens;
        exam.last_start = plan.last_start;
        exam.calculator = plan.calculator;
        exam.safe_browser.clone_from(&plan.safe_browser);
        if file.new {
            exam.sealed_text.clone_from(&self.sealed_text);
        }
        Ok(())
    }
}

/// Whether the plan differs from the test by more forms alone.
fn adds_forms_only(plan: &TestPlan, exam: &Exam) -> bool {
    let as_planned = TestPlan {
        slug: exam.slug.clone(),
        name: exam.name.clone(),
        room: exam.room.clone(),
        forms: plan.forms.clone(),
        clock: exam.clock.clone(),
        minutes: exam.minutes,
        opens: exam.opens,
        last_start: exam.last_start,
        calculator: exam.calculator,
        safe_browser: exam.safe_browser.clone(),
    };
    *plan == as_planned && exam.forms.iter().all(|form| plan.forms.contains(form))
}

/// Keys of an own configuration: one a version of the browser.
const MOST_KEYS: usize = 20;

/// Whether a page can ask for Safe Exam Browser so: digests are 64 hexadecimal digits.
fn browser_fits(browser: &SafeBrowser) -> Result<(), Refusal> {
    let digest = |text: &String| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    match browser.mode.as_str() {
        "ours" => {
            require(browser.keys.is_empty(), "exam.browser-mode")?;
            require(browser.quit.is_empty() || digest(&browser.quit), "exam.browser-quit")
        }
        "own" => {
            require(browser.quit.is_empty(), "exam.browser-mode")?;
            require((1..=MOST_KEYS).contains(&browser.keys.len()), "exam.browser-keys")?;
            require(browser.keys.iter().all(digest), "exam.browser-keys")
        }
        _ => Err(Refusal::new("exam.browser-mode")),
    }
}

/// Gives the room another word, such as when the former one was told outside; also while the test is under way.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeWord {
    /// The word, sealed.
    #[serde(skip)]
    pub sealed_text: String,
}

impl Act for ChangeWord {
    type File = ExamFile;
    const NAME: &'static str = "ChangeWord";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ExamFile, _: &Context<'_>) -> Result<(), Refusal> {
        file.open_to_change()?;
        file.exam.sealed_text.clone_from(&self.sealed_text);
        Ok(())
    }
}

/// Tells the room something, or records what happened in it. The words are kept sealed beside the test.
#[derive(Debug, Clone, Serialize)]
pub struct NoteRoom {
    /// `announcement` or `incident`.
    pub kind: String,
    /// Its key.
    pub key: String,
}

impl Act for NoteRoom {
    type File = ExamFile;
    const NAME: &'static str = "NoteRoom";
    const ACTION: Action = Action::Invigilate;

    fn judge(&self, file: &mut ExamFile, _: &Context<'_>) -> Result<(), Refusal> {
        require(file.exam.status != "cancelled", "exam.ended")
    }
}

/// A seat to be given, or changed before the candidate has begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSeat {
    /// Whose case.
    pub case: CaseId,
    /// Number of the seat, from 1.
    pub seat: i64,
    /// More time agreed in FR.AK.07, minutes.
    pub extra_minutes: i64,
    /// More time likewise, per cent.
    pub extra_percent: i64,
}

/// Seats candidates.
#[derive(Debug, Clone, Serialize)]
pub struct SeatCandidates {
    /// The seats.
    pub seats: Vec<NewSeat>,
    /// The cases of these seats, looked up.
    #[serde(skip)]
    pub cases: Vec<Case>,
}

impl Act for SeatCandidates {
    type File = ExamFile;
    const NAME: &'static str = "SeatCandidates";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ExamFile, context: &Context<'_>) -> Result<(), Refusal> {
        file.open_to_change()?;
        for new in &self.seats {
            let case =
                self.cases.iter().find(|case| case.id == new.case).ok_or_else(|| Refusal::new("case.unknown"))?;
            require(case.event_id == file.event.id && case.slug == file.exam.slug, "exam.case-of-other-scheme")?;
            require(case.withdrawn.is_none(), "case.withdrawn")?;
            require((1..=100_000).contains(&new.seat), "exam.seat")?;
            let within =
                (0..=MOST_MINUTES).contains(&new.extra_minutes) && (0..=MOST_PERCENT).contains(&new.extra_percent);
            require(within, "exam.adjustment")?;
            let before = file.sittings.iter().find(|sitting| sitting.case_id == new.case).cloned();
            // Who was seated in time keeps the seat; it is taken away by an act of its own.
            let seated = before.as_ref().is_some_and(|sitting| !sitting.taken_away);
            require(seated || case.stage.takes_evidence(), "exam.case-past-assessment")?;
            let sitting = Sitting {
                seat: new.seat,
                extra_minutes: new.extra_minutes,
                extra_percent: new.extra_percent,
                taken_away: false,
                ..before.unwrap_or_else(|| blank(context.id(), file, case))
            };
            file.outcome.put(&sitting);
            crate::act::replace(&mut file.sittings, sitting);
        }
        Ok(())
    }
}

fn blank(id: SittingId, file: &ExamFile, case: &Case) -> Sitting {
    Sitting {
        id,
        exam_id: file.exam.id,
        event_id: file.event.id,
        case_id: case.id,
        person_id: case.person_id,
        seat: 0,
        extra_minutes: 0,
        extra_percent: 0,
        form_id: None,
        sealed_text: String::new(),
        paper: String::new(),
        shown: String::new(),
        questions: 0,
        deeds: 0,
        voided: false,
        drawn_at: None,
        taken_away: false,
    }
}

/// A paper that was drawn for a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The seat.
    pub sitting: SittingId,
    /// The form.
    pub form: ExamFormId,
    /// Algorithm and seed, sealed.
    #[serde(skip)]
    pub sealed_text: String,
    /// Digest of the paper.
    pub paper: String,
    /// Digest of what is shown of it.
    pub shown: String,
    /// How many questions.
    pub questions: i64,
    /// Number of the last event of a seat that was found not to have opened its paper; 0 where there is none. It may
    /// get another paper as long as that is still the last one.
    #[serde(skip)]
    pub seen: u64,
}

/// Draws and freezes papers, before anyone has begun. Drawn again, the former ones fall.
#[derive(Debug, Clone, Serialize)]
pub struct DrawPapers {
    /// The papers.
    pub drawn: Vec<Drawn>,
    /// These are the last ones: the test is frozen.
    pub last: bool,
}

impl Act for DrawPapers {
    type File = ExamFile;
    const NAME: &'static str = "DrawPapers";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ExamFile, context: &Context<'_>) -> Result<(), Refusal> {
        file.open_to_change()?;
        require(!self.drawn.is_empty(), "exam.nobody-seated")?;
        for drawn in &self.drawn {
            require(file.exam.forms.contains(&drawn.form), "exam.other-form")?;
            file.unspoiled(drawn.form)?;
            // Whose former paper holds an item that became known may be given another until they open it.
            let last = file.newest.get(&drawn.sitting).copied().unwrap_or_default();
            let spoiled = |form: Option<ExamFormId>| form.is_some_and(|form| file.spoiled.contains_key(&form));
            let untouched = |sitting: &Sitting| spoiled(sitting.form_id) && last == drawn.seen;
            let replaced = file.sittings.iter().any(|sitting| sitting.id == drawn.sitting && untouched(sitting));
            let sitting = file
                .sittings
                .iter_mut()
                .find(|sitting| sitting.id == drawn.sitting)
                .ok_or_else(|| Refusal::new("exam.unknown-seat"))?;
            // Who has begun keeps their paper; a late-comer gets one.
            require(sitting.drawn_at.is_none() || !file.begun || replaced, "exam.begun")?;
            sitting.form_id = Some(drawn.form);
            sitting.sealed_text.clone_from(&drawn.sealed_text);
            sitting.paper.clone_from(&drawn.paper);
            sitting.shown.clone_from(&drawn.shown);
            sitting.questions = drawn.questions;
            sitting.drawn_at = Some(context.now);
            file.outcome.put(sitting);
        }
        if self.last {
            file.exam.status = "frozen".to_owned();
        }
        Ok(())
    }
}

/// Closes a test after the day, or cancels it.
#[derive(Debug, Clone, Serialize)]
pub struct SetExamStatus {
    /// `closed`, `cancelled`, or `frozen` to open a closed one again.
    pub status: String,
    /// Why; wanted to cancel and to open again.
    pub reason: String,
}

impl Act for SetExamStatus {
    type File = ExamFile;
    const NAME: &'static str = "SetExamStatus";
    const ACTION: Action = Action::PlanExam;

    fn judge(&self, file: &mut ExamFile, context: &Context<'_>) -> Result<(), Refusal> {
        let reason = self.reason.trim();
        match (file.exam.status.as_str(), self.status.as_str()) {
            ("frozen", "closed") => {}
            ("planned" | "frozen", "cancelled") | ("closed", "frozen") => {
                require(!reason.is_empty(), "event.reason-wanted")?;
            }
            _ => return Err(Refusal::new("exam.status")),
        }
        file.exam.status.clone_from(&self.status);
        file.exam.closed_at = (self.status == "closed").then_some(context.now);
        file.exam.reason = (!reason.is_empty()).then(|| reason.to_owned());
        Ok(())
    }
}

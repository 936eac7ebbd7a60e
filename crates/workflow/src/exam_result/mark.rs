//! Marking by people, blind: a marker sees an answer under a number that tells nothing, the question with its rubric,
//! and their own marks; the others' only once results are released. Whose answer it is never comes here.

use std::collections::BTreeSet;

use certification::{
    act::Context,
    exam::{CorrectMark, MarkAnswer, MarkingFile},
    id::{ExamId, PersonId, SittingId},
    permit::{self, Action, Actor, Bound, Object, Scope},
    record::{event::Event, exam::Exam, exam_sheet::SheetKeying},
    refusal::{Refusal, require},
};
use exam::{
    form::Form,
    item::{Answer, Content, Item, Response, Stimulus, media::MediaName},
    score::{
        Rules,
        marking::{self, Marking, Stage},
    },
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::{Find, Read as _, Tx};

use super::{ExamResults, basis::Answered};
use crate::{WorkflowError, exam_room::Safe, found, may_see};

/// An aspect of a rubric, as markers see it: its title, and what is found for which points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aspect {
    /// What is looked at.
    pub title: String,
    /// Points, and how to know them.
    pub levels: Vec<(Decimal, String)>,
}

/// What a marker may see of a marking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// It is the reader's own.
    pub own: bool,
    /// Points by aspect.
    pub aspects: Vec<Decimal>,
    /// All points.
    pub points: Decimal,
    /// The remark.
    pub remark: String,
    /// When and why its marker replaced it; nothing while it stands.
    pub replaced: Option<(i64, String)>,
}

/// An answer to mark.
#[derive(Debug, Clone)]
pub struct MarkTask {
    /// Its number.
    pub code: String,
    /// The item with its rubric.
    pub item: Item,
    /// What its question shares with others.
    pub stimulus: Option<Stimulus>,
    /// What is looked at; empty where one number is given.
    pub aspects: Vec<Aspect>,
    /// What was answered.
    pub response: Response,
    /// Where its marking stands.
    pub stage: Stage,
    /// The reader has marked it.
    pub done: bool,
    /// What the reader may see: what stands, then what was replaced.
    pub visible: Vec<Marked>,
    /// Results were released: marks stay as they are.
    pub released: bool,
}

impl MarkTask {
    /// The reader can mark it now.
    #[must_use]
    pub fn open(&self) -> bool {
        !self.done && !matches!(self.stage, Stage::Settled(_))
    }

    /// The reader can replace what they gave.
    #[must_use]
    pub const fn correctable(&self) -> bool {
        self.done && !self.released
    }

    /// An answer that would get all points; none where nobody wrote one.
    #[must_use]
    pub fn model(&self) -> Option<&Content> {
        match &self.item.key.answer {
            Answer::Rubric(rubric) if !rubric.model.is_empty() => Some(&rubric.model),
            _ => None,
        }
    }

    /// Pictures and recordings that a marker is shown: of the question, of what it shares, of the model answer.
    pub fn media(&self) -> impl Iterator<Item = &MediaName> {
        let beside = self.stimulus.iter().map(|stimulus| &stimulus.content).chain(self.model());
        self.item.question.media().into_iter().chain(beside.flat_map(Content::media))
    }
}

/// What people mark in a test, as one marker sees it.
#[derive(Debug, Clone)]
pub struct MarkingRoom {
    /// The test.
    pub exam: Exam,
    /// The zone of its event.
    pub zone: String,
    /// Answers by number: an order that tells nothing of seats.
    pub tasks: Vec<MarkTask>,
    /// Numbers of answers that the reader does not mark, since they have had the sheet with the candidate's name.
    pub withheld: Vec<String>,
    /// By how many per cent of the question's points two markers may differ before a third marks.
    pub apart: i64,
    settings: marking::Settings,
}

impl MarkingRoom {
    /// An answer by its number.
    ///
    /// # Errors
    /// Refused where the reader has had its sheet; not found when there is no such answer.
    pub fn task(&self, code: &str) -> Result<&MarkTask, WorkflowError> {
        require(self.withheld.iter().all(|withheld| withheld != code), "marking.sheet-known")?;
        found(self.tasks.iter().find(|task| task.code == code))
    }
}

impl ExamResults {
    /// What finds the closed tests of the events in which the reader marks, the latest first (by `opens` and `id`).
    ///
    /// # Errors
    /// Not found when they mark nowhere.
    pub fn to_mark(&self, actor: &Actor) -> Result<Find, WorkflowError> {
        let closed = Find::by("status", "closed").order_by(&["opens", "id"]).descending();
        match permit::scope(actor, Action::MarkExam) {
            Scope::All => Ok(closed),
            Scope::Within(bounds) if bounds.is_empty() => Err(WorkflowError::NotFound),
            Scope::Within(bounds) => {
                let events = bounds.into_iter().filter_map(|b| if let Bound::Event(id) = b { Some(id) } else { None });
                Ok(closed.one_of("event_id", events))
            }
        }
    }

    /// What people mark in a test.
    ///
    /// # Errors
    /// Not found when marking it is not theirs; refused before the test is closed.
    pub async fn marking(&self, actor: &Actor, id: ExamId) -> Result<MarkingRoom, WorkflowError> {
        let exam: Exam = found(self.flow.reader().get(id).await?)?;
        may_see(actor, Action::MarkExam, &Object::event(exam.event_id))?;
        require(exam.status == "closed", "result.not-closed")?;
        let basis = self.basis(id).await?;
        let released = basis.rounds.iter().any(|round| round.released_at.is_some());
        let known = self.sheets_of(actor, id).await?;
        let (mut tasks, mut withheld) = (Vec::new(), Vec::new());
        for sat in &basis.sat {
            let Some(form) = basis.forms.get(&sat.form) else { continue };
            // A sheet of paper has the candidate's name on it: whoever keyed it in is blind no more.
            if known.contains(&sat.sitting.id) {
                withheld.extend(sat.by_people.iter().map(|answer| answer.code.clone()));
                continue;
            }
            // Nobody marks their own answers, whatever duties they hold.
            for answer in sat.by_people.iter().filter(|_| sat.sitting.person_id != actor.person) {
                let Some(question) = form.form.question(&answer.item) else { continue };
                tasks.push(task(actor, &form.form, &question.item, answer, (&basis.marking, released)));
            }
        }
        tasks.sort_by(|a, b| a.code.cmp(&b.code));
        let event: Event = found(self.flow.reader().get(exam.event_id).await?)?;
        let settings = basis.marking;
        Ok(MarkingRoom { exam, zone: event.zone, tasks, withheld, apart: i64::from(settings.apart / 10), settings })
    }

    /// Sittings whose answer sheet the actor keyed in, settled or entered.
    async fn sheets_of(&self, actor: &Actor, exam: ExamId) -> Result<BTreeSet<SittingId>, WorkflowError> {
        let keyings: Vec<SheetKeying> = self.flow.reader().find(&Find::by("exam_id", exam)).await?;
        let theirs = |keying: &SheetKeying| {
            keying.keyed_by == actor.person || keying.entered_by.is_some_and(|person| person == actor.person)
        };
        Ok(keyings.into_iter().filter(theirs).map(|keying| keying.sitting_id).collect())
    }

    /// Marks an answer.
    ///
    /// # Errors
    /// What the rules of marking refuse; not found when there is no such answer.
    pub async fn mark(
        &self,
        actor: &Actor,
        exam: ExamId,
        code: &str,
        aspects: Vec<Decimal>,
        remark: &str,
    ) -> Result<Stage, WorkflowError> {
        let marking =
            Marking { marker: actor.person, aspects, remark: remark.trim().to_owned(), reason: String::new() };
        let room = self.marking(actor, exam).await?;
        let task = room.task(code)?;
        let content = json!({ "item": task.item, "marking": marking, "settings": room.settings });
        let act = MarkAnswer { content, sealed_text: String::new() };
        self.flow.perform(actor, (exam, task.code.clone()), act).await?;
        Ok(self.task(actor, exam, code).await?.stage)
    }

    /// Replaces what the actor gave an answer, with a reason. What they gave before is kept.
    ///
    /// # Errors
    /// What the rules of marking refuse; refused once results are released; not found when there is no such answer.
    pub async fn correct_mark(
        &self,
        actor: &Actor,
        exam: ExamId,
        code: &str,
        (aspects, remark): (Vec<Decimal>, &str),
        reason: &str,
    ) -> Result<Stage, WorkflowError> {
        let (remark, reason) = (remark.trim().to_owned(), reason.trim().to_owned());
        let marking = Marking { marker: actor.person, aspects, remark, reason };
        let task = self.task(actor, exam, code).await?;
        let act = CorrectMark { content: json!({ "item": task.item, "marking": marking }), sealed_text: String::new() };
        self.flow.perform(actor, (exam, task.code), act).await?;
        Ok(self.task(actor, exam, code).await?.stage)
    }

    async fn task(&self, actor: &Actor, exam: ExamId, code: &str) -> Result<MarkTask, WorkflowError> {
        Ok(self.marking(actor, exam).await?.task(code)?.clone())
    }
}

fn task(
    actor: &Actor,
    form: &Form,
    item: &Item,
    answer: &Answered,
    (settings, released): (&marking::Settings, bool),
) -> MarkTask {
    let markings = &answer.markings;
    let seen = marking::visible(markings, actor.person, released);
    let of = |marking: &Marking, replaced| Marked {
        own: marking.marker == actor.person,
        aspects: marking.aspects.clone(),
        points: marking.points(),
        remark: marking.remark.clone(),
        replaced,
    };
    // What was replaced is seen by whoever may see what replaced it.
    let markers: Vec<PersonId> = seen.iter().map(|marking| marking.marker).collect();
    let before = answer
        .replaced
        .iter()
        .filter(|made| markers.contains(&made.marking.marker))
        .filter_map(|made| Some(of(&made.marking, Some((made.replaced_at?, made.replaced_why.clone())))));
    let visible = seen.into_iter().map(|marking| of(marking, None)).chain(before);
    let aspects = match &item.key.answer {
        Answer::Rubric(rubric) => rubric
            .aspects
            .iter()
            .map(|aspect| Aspect {
                title: aspect.title.clone(),
                levels: aspect.levels.iter().map(|level| (level.score, level.description.clone())).collect(),
            })
            .collect(),
        _ => Vec::new(),
    };
    MarkTask {
        code: answer.code.clone(),
        aspects,
        response: answer.response.clone(),
        stage: marking::stage(item, markings, settings, Rules::CURRENT),
        done: markings.iter().any(|marking| marking.marker == actor.person),
        visible: visible.collect(),
        released,
        stimulus: form.stimuli.iter().find(|shared| Some(&shared.id) == item.question.stimulus.as_ref()).cloned(),
        item: item.clone(),
    }
}

/// The marks of an act, checked against those that are there, and sealed.
pub(crate) fn marked(
    tx: &Tx,
    file: &MarkingFile,
    act: &MarkAnswer,
    context: &Context<'_>,
) -> Result<String, WorkflowError> {
    let typed = Typed::of(tx, file, &act.content, context)?;
    let settings: marking::Settings = serde_json::from_value(act.content.get("settings").cloned().unwrap_or_default())?;
    marking::check(&typed.item, &typed.standing, &typed.marking, &settings, Rules::CURRENT)?;
    typed.sealed(tx, file)
}

/// The same of marks that replace the marker's own.
pub(crate) fn corrected(
    tx: &Tx,
    file: &MarkingFile,
    act: &CorrectMark,
    context: &Context<'_>,
) -> Result<String, WorkflowError> {
    // Before anything else: after the release nothing that is typed would do.
    require(!file.released, "marking.released")?;
    let typed = Typed::of(tx, file, &act.content, context)?;
    marking::check_correction(&typed.item, &typed.standing, &typed.marking)?;
    typed.sealed(tx, file)
}

/// Marks as they were typed, beside those that stand.
struct Typed {
    item: Item,
    marking: Marking,
    standing: Vec<Marking>,
}

impl Typed {
    fn of(tx: &Tx, file: &MarkingFile, content: &Value, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let safe = Safe::within(tx);
        let part = |name: &str| content.get(name).cloned().unwrap_or_default();
        let item: Item = serde_json::from_value(part("item"))?;
        let marking: Marking = serde_json::from_value(part("marking"))?;
        if marking.marker != context.actor() {
            return Err(Refusal::new("permit.none").into());
        }
        let mut made: Vec<Marking> = Vec::new();
        for row in &file.markings {
            made.push(safe.open_json(&["exam-marking", &row.id], &row.sealed_text)?);
        }
        let (standing, _) = marking::standing(made, |marking| marking.marker);
        Ok(Self { item, marking, standing })
    }

    fn sealed(&self, tx: &Tx, file: &MarkingFile) -> Result<String, WorkflowError> {
        let id = file.next_id(self.marking.marker);
        Safe::within(tx).seal_json(&["exam-marking", &id], &self.marking)
    }
}

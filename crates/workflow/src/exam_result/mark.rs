//! Marking by people, blind: a marker sees an answer under a number that tells nothing, the question with its rubric,
//! and their own marks; the others' only once the answer is settled. Whose answer it is never comes here.

use certification::{
    act::Context,
    exam::{MarkAnswer, MarkingFile},
    id::{EventId, ExamId},
    permit::{self, Action, Actor, Object, Scope},
    record::exam::Exam,
    refusal::{Refusal, require},
};
use exam::{
    item::{Answer, Item, Response},
    score::{
        Rules,
        marking::{self, Marking, Stage},
    },
};
use rust_decimal::Decimal;
use serde_json::json;
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
}

/// An answer to mark.
#[derive(Debug, Clone)]
pub struct MarkTask {
    /// Its number.
    pub code: String,
    /// The item with its rubric.
    pub item: Item,
    /// What is looked at; empty where one number is given.
    pub aspects: Vec<Aspect>,
    /// What was answered.
    pub response: Response,
    /// Where its marking stands.
    pub stage: Stage,
    /// The reader has marked it.
    pub done: bool,
    /// What the reader may see.
    pub visible: Vec<Marked>,
}

impl MarkTask {
    /// The reader can mark it now.
    #[must_use]
    pub fn open(&self) -> bool {
        !self.done && !matches!(self.stage, Stage::Settled(_))
    }
}

/// What people mark in a test, as one marker sees it.
#[derive(Debug, Clone)]
pub struct MarkingRoom {
    /// The test.
    pub exam: Exam,
    /// Answers by number: an order that tells nothing of seats.
    pub tasks: Vec<MarkTask>,
    /// By how many per cent of the question's points two markers may differ before a third marks.
    pub apart: i64,
}

impl ExamResults {
    /// Closed tests of the events in which the reader marks; of one event where it is named.
    ///
    /// # Errors
    /// Not found when they mark nowhere.
    pub async fn to_mark(&self, actor: &Actor, event: Option<EventId>) -> Result<Vec<Exam>, WorkflowError> {
        let scope = permit::scope(actor, Action::MarkExam);
        if scope.is_empty() {
            return Err(WorkflowError::NotFound);
        }
        let mut find = Find::by("status", "closed");
        if let Some(event) = event {
            find = find.and("event_id", event);
        }
        let exams: Vec<Exam> = self.flow.reader().find(&find.order_by(&["opens", "id"]).limit(500)).await?;
        let theirs = |exam: &Exam| scope == Scope::All || scope.shows(&Object::event(exam.event_id));
        Ok(exams.into_iter().filter(theirs).collect())
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
        let mut tasks = Vec::new();
        for sat in &basis.sat {
            let Some(form) = basis.forms.get(&sat.form) else { continue };
            // Nobody marks their own answers, whatever duties they hold.
            for answer in sat.by_people.iter().filter(|_| sat.sitting.person_id != actor.person) {
                let Some(question) = form.form.question(&answer.item) else { continue };
                tasks.push(task(actor, &question.item, answer, &basis.marking));
            }
        }
        tasks.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(MarkingRoom { exam, tasks, apart: i64::from(basis.marking.apart / 10) })
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
        let room = self.marking(actor, exam).await?;
        let task = found(room.tasks.into_iter().find(|task| task.code == code))?;
        let marking = Marking { marker: actor.person, aspects, remark: remark.trim().to_owned() };
        let act = MarkAnswer { content: json!({ "item": task.item, "marking": marking }), sealed_text: String::new() };
        self.flow.perform(actor, (exam, task.code.clone()), act).await?;
        let after = self.marking(actor, exam).await?;
        Ok(found(after.tasks.into_iter().find(|after| after.code == task.code))?.stage)
    }
}

fn task(actor: &Actor, item: &Item, answer: &Answered, settings: &marking::Settings) -> MarkTask {
    let markings = &answer.markings;
    let seen = marking::visible(item, markings, actor.person, settings, Rules::CURRENT);
    let visible = seen.into_iter().map(|marking| Marked {
        own: marking.marker == actor.person,
        aspects: marking.aspects.clone(),
        points: marking.points(),
        remark: marking.remark.clone(),
    });
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
    let safe = Safe::within(tx);
    let part = |name: &str| act.content.get(name).cloned().unwrap_or_default();
    let item: Item = serde_json::from_value(part("item"))?;
    let marking: Marking = serde_json::from_value(part("marking"))?;
    if marking.marker != context.actor() {
        return Err(Refusal::new("permit.none").into());
    }
    let mut earlier: Vec<Marking> = Vec::new();
    for row in &file.markings {
        earlier.push(safe.open_json(&["exam-marking", &row.id], &row.sealed_text)?);
    }
    marking::check(&item, &earlier, &marking, &super::numbers::markings(context.settings), Rules::CURRENT)?;
    let id = format!("{}:{}", file.answer, marking.marker);
    safe.seal_json(&["exam-marking", &id], &marking)
}

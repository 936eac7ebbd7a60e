//! The item bank with the store: an item's life is opened, stepped by the bank's rules (`exam::bank`) and sealed again
//! in one transaction.

mod forms;
mod intake;
mod look;
mod outline;
mod parts;
mod proposal;
mod search;
mod spoiled;
mod stock;

use certification::{
    act::Context,
    exam::{ItemFile, StepItem},
    permit::{Action, Actor, Object},
    record::exam::Item as ItemRow,
    refusal::{Refusal, require},
};
use exam::{
    bank::{Hand, Life, ReviewAspect, State},
    item::{Item, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use store::{Find, Read as _, Tx};

use crate::{Workflow, WorkflowError, exam_room::Safe, found, may_see};

pub(crate) use self::{
    forms::judged,
    proposal::{approved, proposers},
    spoiled::{leaked, spoiled},
};
pub use self::{
    intake::{Arrival, Came, HeldImport},
    look::{ItemFilter, ItemPage, Used, UsedIn},
    outline::{KeptTest, TestVersion},
    parts::{MediaKind, Shared, UsedBy},
    proposal::Decision,
    search::LooksAlike,
    stock::Stock,
};

/// The bank.
#[derive(Debug, Clone)]
pub struct ExamBank {
    flow: Workflow,
}

impl Workflow {
    /// The item bank.
    #[must_use]
    pub fn exam_bank(&self) -> ExamBank {
        ExamBank { flow: self.clone() }
    }
}

/// A step in an item's life.
#[derive(Debug, Clone)]
pub enum ItemStep {
    /// A first draft, or a change of one, or a new version of what is tried out or on papers.
    Write(Box<Item>),
    /// Lays it before the reviewers.
    Submit,
    /// Accepts an aspect.
    Accept(ReviewAspect),
    /// Checks the key by answering without it; what people found where no rule can judge.
    CheckKey(Response, Option<bool>),
    /// Sends it back.
    SendBack(ReviewAspect),
    /// Tries it out.
    Pilot,
    /// Approves it.
    Approve,
    /// Puts it on papers.
    Activate,
    /// Takes it off papers.
    Retire,
    /// Takes it off papers at once: it became known.
    Leaked,
    /// Says something.
    Comment,
}

fn of_json<T: DeserializeOwned>(value: &Value) -> Result<T, WorkflowError> {
    Ok(T::deserialize(value)?)
}

fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl ItemStep {
    fn act(&self, why: &str) -> Result<StepItem, WorkflowError> {
        let (deed, aspect, content) = match self {
            Self::Write(item) => ("written", String::new(), Some(serde_json::to_value(item)?)),
            Self::Submit => ("submitted", String::new(), None),
            Self::Accept(aspect) => ("accepted", word(aspect), None),
            Self::CheckKey(answer, people) => {
                let content = json!({ "answer": serde_json::to_value(answer)?, "people": people });
                ("key-checked", String::new(), Some(content))
            }
            Self::SendBack(aspect) => ("sent-back", word(aspect), None),
            Self::Pilot => ("piloted", String::new(), None),
            Self::Approve => ("approved", String::new(), None),
            Self::Activate => ("activated", String::new(), None),
            Self::Retire => ("retired", String::new(), None),
            Self::Leaked => ("leaked", String::new(), None),
            Self::Comment => ("commented", String::new(), None),
        };
        Ok(StepItem { deed: deed.to_owned(), aspect, why: why.to_owned(), after: None, content })
    }
}

/// The item after the step: its life opened, judged by the bank's rules, sealed again.
pub(crate) fn stepped(
    tx: &Tx,
    file: &ItemFile,
    step: &StepItem,
    context: &Context<'_>,
) -> Result<ItemRow, WorkflowError> {
    let (safe, hand) = (Safe::within(tx), Hand { by: context.actor(), at: context.now });
    let before: Option<Life> = match &file.item {
        Some(row) => Some(safe.open_json(&["item", &row.id], &row.sealed_text)?),
        None => None,
    };
    let aspect = || of_json::<ReviewAspect>(&Value::String(step.aspect.clone()));
    let content = || step.content.as_ref().ok_or_else(|| WorkflowError::Fault("a step without its content".into()));
    let life = match (step.deed.as_str(), before) {
        ("written", None) => Life::draft(of_json(content()?)?, hand),
        // An item that lived in another bank comes with all that happened to it; only the house brings it in.
        ("brought-in", None) if context.permit.actor().is_none() => of_json(content()?)?,
        (_, None) => return Err(WorkflowError::NotFound),
        (deed, Some(mut life)) => {
            match deed {
                "written" if life.state == State::Draft => life.revise(of_json(content()?)?, hand, &step.why)?,
                "written" => life.reopen(of_json(content()?)?, hand, &step.why)?,
                "submitted" => life.submit(hand)?,
                "accepted" => life.accept(aspect()?, hand, &step.why)?,
                "key-checked" => {
                    let content = content()?;
                    let answer: Response = of_json(content.get("answer").unwrap_or(&Value::Null))?;
                    life.check_key(&answer, content.get("people").and_then(Value::as_bool), hand).map(drop)?;
                }
                "sent-back" => life.send_back(aspect()?, hand, &step.why)?,
                "piloted" => life.pilot(hand)?,
                "approved" => life.approve(hand)?,
                "activated" => life.activate(hand)?,
                "retired" => life.retire(hand, &step.why)?,
                "leaked" => life.leaked(hand, &step.why).map(drop)?,
                "commented" => life.comment(hand, &step.why)?,
                "seen" => life.seen(of_json(content()?)?)?,
                _ => return Err(Refusal::new("bank.state").into()),
            }
            life
        }
    };
    let newest = life.newest().ok_or_else(|| WorkflowError::Fault("an item without a version".into()))?;
    let item = &newest.item;
    let place = item.place.as_ref();
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(ItemRow {
        id: file.id.clone(),
        title: item.title.clone(),
        unit: place.map(|place| place.unit.clone()).unwrap_or_default(),
        criterion: place.map(|place| place.criterion.clone()).unwrap_or_default(),
        level: item.level.map(|level| level.as_str().to_owned()).unwrap_or_default(),
        kind: item.question.interaction.kind().to_owned(),
        language: word(&item.question.language),
        state: word(&life.state),
        version: i64::from(newest.number),
        in_use: life.in_use.map(i64::from),
        exposure: number(life.exposure()),
        days_seen: number(life.days_seen() as u64),
        example: item.example,
        sealed_text: safe.seal_json(&["item", &file.id], &life)?,
        updated_at: context.now,
    })
}

impl ExamBank {
    fn sees(&self, actor: &Actor) -> Result<(), WorkflowError> {
        may_see(actor, Action::SeeBank, &Object::body()).map(drop)
    }

    /// Items, by name; of one unit or in one state when these are not empty.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn items(&self, actor: &Actor, unit: &str, state: &str) -> Result<Vec<ItemRow>, WorkflowError> {
        self.sees(actor)?;
        let mut find = Find::all();
        if !unit.is_empty() {
            find = find.and("unit", unit);
        }
        if !state.is_empty() {
            find = find.and("state", state);
        }
        Ok(self.flow.reader().find(&find.order_by(&["id"]).limit(10_000)).await?)
    }

    /// An item's life.
    ///
    /// # Errors
    /// Not found when there is none or the bank is not theirs to see.
    pub async fn life(&self, actor: &Actor, id: &str) -> Result<(ItemRow, Life), WorkflowError> {
        self.sees(actor)?;
        let row: ItemRow = found(self.flow.reader().get(id).await?)?;
        let life = self.opened(&row)?;
        Ok((row, life))
    }

    fn opened(&self, row: &ItemRow) -> Result<Life, WorkflowError> {
        Safe::of(self.flow.store()).open_json(&["item", &row.id], &row.sealed_text)
    }

    /// A step in an item's life. Whoever looked at the key of the version before its reviewers does not check it.
    ///
    /// # Errors
    /// What the bank's rules refuse.
    pub async fn step(&self, actor: &Actor, id: &str, step: &ItemStep, why: &str) -> Result<(), WorkflowError> {
        if matches!(step, ItemStep::CheckKey(..)) {
            let (_, life) = self.life(actor, id).await?;
            require(!self.saw_key(actor, &life).await?, "bank.saw-key")?;
        }
        self.flow.perform(actor, id.to_owned(), step.act(why)?).await?;
        if matches!(step, ItemStep::Leaked) {
            self.flow.exam_room().forget_tests();
        }
        Ok(())
    }

    /// Brings in an item with the life that it had in another bank. An act of the house: whoever runs the machine.
    ///
    /// # Errors
    /// Refused when the bank has an item of that name.
    pub async fn bring_in(&self, life: &Life) -> Result<(), WorkflowError> {
        let newest = life.newest().ok_or_else(|| Refusal::new("bank.state"))?;
        let (deed, aspect, why) = ("brought-in".to_owned(), String::new(), String::new());
        let act = StepItem { deed, aspect, why, after: None, content: Some(serde_json::to_value(life)?) };
        self.flow.perform_as_house(newest.item.id.to_string(), act).await.map(drop)
    }
}

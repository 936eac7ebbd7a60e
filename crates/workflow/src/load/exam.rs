//! Items, blueprints and forms of the bank; a test of an event, and a seat in it.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    act::{Context, Outcome},
    exam::{
        BlueprintFile, ExamFile, ExamFormFile, ItemFile, MarkingFile, PartsFile, ResultFile, SheetFile, SittingFile,
    },
    id::{CaseId, EventId, ExamFormId, ExamId, SittingId},
    record::{
        event::Event,
        exam::{Blueprint, Exam, ExamForm, Sitting},
        exam_result::{ExamResult, ExamScoring},
        exam_standard::StandardStudy,
    },
};
use store::{
    Find, Read, Tx,
    outside::{exam_begun, exam_last},
};

use super::Load;
use crate::{
    error::{WorkflowError, found},
    exam_bank::{proposers, spoiled},
    exam_room::Safe,
};

impl Load for ItemFile {
    /// The item's name.
    type Key = String;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        Ok(Self { id: key.clone(), item: tx.get(key).await?, outcome: Outcome::default() })
    }
}

impl Load for PartsFile {
    /// Names of the parts.
    type Key = Vec<String>;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let known = tx.find(&Find::all().one_of("id", key.iter().map(String::as_str))).await?;
        Ok(Self { known, outcome: Outcome::default() })
    }
}

impl Load for BlueprintFile {
    /// The blueprint's key.
    type Key = String;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let mut versions: Vec<Blueprint> = tx.find(&Find::all().starts_with("id", &format!("{key}:"))).await?;
        versions.sort_by_key(|version| version.version);
        let studies: Vec<StandardStudy> = tx.find(&Find::by("blueprint", key.as_str())).await?;
        Ok(Self {
            blueprint: key.clone(),
            newest: versions.last().map_or(0, |newest| newest.version),
            proposers: proposers(&versions)?,
            former: versions.pop(),
            raters: studies.into_iter().flat_map(|study| study.judges).collect(),
            outcome: Outcome::default(),
        })
    }
}

impl Load for ExamFormFile {
    /// The form, and the code it is to have.
    type Key = (ExamFormId, String);

    async fn load(tx: &mut Tx, (id, code): &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let other: Option<ExamForm> = tx.first(Find::by("code", code.as_str())).await?;
        let code_taken = other.is_some_and(|other| other.id != *id);
        Ok(Self { id: *id, form: tx.get(id).await?, code_taken, outcome: Outcome::default() })
    }
}

/// Which seats an act is about.
#[derive(Debug, Clone)]
pub enum Which {
    /// None.
    None,
    /// These.
    Seats(Vec<SittingId>),
    /// Those of these cases.
    OfCases(Vec<CaseId>),
}

/// Which test, or a new one of an event; its forms; its seats.
#[derive(Debug, Clone)]
pub struct ExamKey {
    /// The test, and whether it is new.
    pub id: ExamId,
    /// It is to be made.
    pub new: bool,
    /// The event of a new one.
    pub event: EventId,
    /// Forms that the act names.
    pub forms: Vec<ExamFormId>,
    /// Seats that the act is about.
    pub seats: Which,
}

impl ExamKey {
    /// A test that is there.
    #[must_use]
    pub const fn of(exam: &Exam, seats: Which) -> Self {
        Self { id: exam.id, new: false, event: exam.event_id, forms: Vec::new(), seats }
    }
}

impl Load for ExamFile {
    type Key = ExamKey;

    async fn load(tx: &mut Tx, key: &Self::Key, context: &Context<'_>) -> Result<Self, WorkflowError> {
        let exam = if key.new { blank(key, context.now) } else { found(tx.get(key.id).await?)? };
        let event: Event = found(tx.get(exam.event_id).await?)?;
        let of = Find::by("exam_id", exam.id);
        let sittings = match &key.seats {
            Which::None => Vec::new(),
            Which::Seats(ids) => tx.find::<Sitting>(&of.one_of("id", ids.iter().copied())).await?,
            Which::OfCases(ids) => tx.find::<Sitting>(&of.one_of("case_id", ids.iter().copied())).await?,
        };
        let begun = exam_begun(tx, exam.id).await?;
        // Only plans and papers ask what became of a form's items.
        let asks = !key.forms.is_empty() || matches!(key.seats, Which::Seats(_));
        let forms: BTreeSet<ExamFormId> = key.forms.iter().chain(&exam.forms).copied().filter(|_| asks).collect();
        let safe = Safe::within(tx);
        let spoiled = spoiled(tx, &safe, forms).await?;
        let mut newest = BTreeMap::new();
        for sitting in sittings.iter().filter(|_| begun && matches!(key.seats, Which::Seats(_))) {
            newest.insert(sitting.id, exam_last(tx, sitting.id).await?);
        }
        Ok(Self {
            new: key.new,
            begun,
            spoiled,
            newest,
            forms: tx.find(&Find::all().one_of("id", key.forms.iter().copied())).await?,
            event,
            sittings,
            exam,
            outcome: Outcome::default(),
        })
    }
}

fn blank(key: &ExamKey, now: i64) -> Exam {
    Exam {
        id: key.id,
        event_id: key.event,
        slug: String::new(),
        name: String::new(),
        room: String::new(),
        forms: Vec::new(),
        clock: "personal".to_owned(),
        minutes: 0,
        opens: 0,
        last_start: 0,
        calculator: false,
        safe_browser: None,
        sealed_text: String::new(),
        status: "planned".to_owned(),
        reason: None,
        closed_at: None,
        created_at: now,
    }
}

impl Load for SittingFile {
    type Key = SittingId;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let sitting: Sitting = found(tx.get(key).await?)?;
        let exam = found(tx.get(sitting.exam_id).await?)?;
        Ok(Self { sitting, exam, outcome: Outcome::default() })
    }
}

impl Load for SheetFile {
    /// The seat, and the round of keying.
    type Key = (SittingId, i64);

    async fn load(tx: &mut Tx, (id, round): &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let sitting: Sitting = found(tx.get(id).await?)?;
        let exam = found(tx.get(sitting.exam_id).await?)?;
        let keyings = tx.find(&Find::by("sitting_id", *id).and("round", *round).order_by(&["place"])).await?;
        Ok(Self { sitting, exam, round: *round, keyings, outcome: Outcome::default() })
    }
}

impl Load for ResultFile {
    type Key = ExamId;

    async fn load(tx: &mut Tx, key: &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let exam: Exam = found(tx.get(key).await?)?;
        let event: Event = found(tx.get(exam.event_id).await?)?;
        let rounds: Vec<ExamScoring> = tx.find(&Find::by("exam_id", exam.id).order_by(&["round"])).await?;
        let newest = rounds.last().map_or(0, |round| round.round);
        let results: Vec<ExamResult> =
            tx.find(&Find::by("exam_id", exam.id).and("round", newest).order_by(&["id"])).await?;
        Ok(Self { exam, event, rounds, results, outcome: Outcome::default() })
    }
}

impl Load for MarkingFile {
    /// The test, and the number of the answer.
    type Key = (ExamId, String);

    async fn load(tx: &mut Tx, (exam, answer): &Self::Key, _: &Context<'_>) -> Result<Self, WorkflowError> {
        let exam: Exam = found(tx.get(exam).await?)?;
        let of = Find::by("exam_id", exam.id).and("answer", answer.as_str());
        let markings = tx.find(&of.order_by(&["place"])).await?;
        let told: Option<ExamScoring> = tx.first(Find::by("exam_id", exam.id).not_null("released_at")).await?;
        let released = told.is_some();
        Ok(Self { exam, answer: answer.clone(), markings, released, outcome: Outcome::default() })
    }
}

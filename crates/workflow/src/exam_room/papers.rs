//! Papers at hand. A page asks for its paper again right after it was drawn, and the papers of a hall repeat each other:
//! they differ in the order of their questions, and a question has but a few orders of its options. So a question that
//! was read once is shared by all the papers that hold it.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
};

use certification::{id::SittingId, record::exam::Sitting as SittingRow};
use exam::{
    item::{Question, Stimulus},
    paper::shown::Shown,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::hall::held;
use crate::WorkflowError;

/// The last papers that were asked for.
const PAPERS: usize = 256;
/// Questions in memory beyond which all are let go: a hall's test of 40 questions with four options has 960.
const QUESTIONS: usize = 8_192;

/// Papers and questions in memory.
#[derive(Default)]
pub(super) struct Papers {
    last: Mutex<VecDeque<(SittingId, String, Arc<Shown>)>>,
    /// By their text, as it stands in a paper.
    questions: Mutex<HashMap<Box<str>, Arc<Question>>>,
}

/// [`Shown`] whose questions are not read yet.
#[derive(Deserialize)]
struct Text<'a> {
    paper: String,
    minutes: u32,
    #[serde(borrow)]
    questions: Vec<&'a RawValue>,
    stimuli: Vec<Stimulus>,
}

impl Papers {
    /// A paper that was asked for a moment ago.
    pub fn at_hand(&self, row: &SittingRow) -> Option<Arc<Shown>> {
        let last = held(&self.last);
        let found = last.iter().rev().find(|(id, digest, _)| *id == row.id && *digest == row.shown);
        found.map(|(_, _, shown)| Arc::clone(shown))
    }

    /// Reads the JSON of a [`Shown`], and keeps it at hand.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(&self, row: &SittingRow, json: &[u8]) -> Result<Arc<Shown>, WorkflowError> {
        let text: Text<'_> = serde_json::from_slice(json)?;
        let questions = text.questions.into_iter().map(|raw| self.question(raw)).collect::<Result<_, _>>()?;
        let shown = Arc::new(Shown { paper: text.paper, minutes: text.minutes, questions, stimuli: text.stimuli });
        let mut last = held(&self.last);
        if last.len() >= PAPERS {
            last.pop_front();
        }
        last.push_back((row.id, row.shown.clone(), Arc::clone(&shown)));
        Ok(shown)
    }

    fn question(&self, raw: &RawValue) -> Result<Arc<Question>, WorkflowError> {
        if let Some(known) = held(&self.questions).get(raw.get()) {
            return Ok(Arc::clone(known));
        }
        let question: Arc<Question> = Arc::new(serde_json::from_str(raw.get())?);
        let mut questions = held(&self.questions);
        if questions.len() >= QUESTIONS {
            questions.clear();
        }
        questions.insert(raw.get().into(), Arc::clone(&question));
        Ok(question)
    }
}

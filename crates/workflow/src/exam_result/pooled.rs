//! One version of an item over every closed test that held it: does it tell apart, who chose which option, is it equally
//! hard for groups. No single room is large enough to say so. Tests in which everyone was given its points say nothing
//! and are passed over.

use std::collections::{BTreeMap, BTreeSet};

use certification::id::ExamFormId;
use exam::{
    form::FormQuestion,
    item::{Item, ItemId, Language},
    score::Score,
    statistics::{
        Figure, Settings,
        choices::{Choice, Options},
        dif::{Dif, Group},
        distractors::OptionAnalysis,
        pooled::{self, Among},
        timing::{Timing, timing},
    },
};

use super::{
    analysis::{self, Grouped, GroupedBy},
    basis::{Basis, Sat, Scorable},
    history::time,
};
use crate::WorkflowError;

/// Two groups compared on the item.
#[derive(Debug, Clone)]
pub struct ItemCompared {
    /// By what.
    pub by: GroupedBy,
    /// The larger group, as recorded.
    pub reference: String,
    /// The group looked at, as recorded.
    pub focal: String,
    /// What is known.
    pub dif: Dif,
}

/// What all closed tests say of a version of an item.
#[derive(Debug, Clone)]
pub struct Pooled {
    /// The version.
    pub version: u32,
    /// Those that stood in closed tests, newest first.
    pub versions: Vec<u32>,
    /// Who was asked it, has a score for it, and was not given its points with everyone.
    pub candidates: usize,
    /// Its language.
    pub language: Language,
    /// Forms that it stood on in these tests.
    pub forms: usize,
    /// Correlation with the rest, within forms.
    pub discrimination: Figure,
    /// Its options with the words of each, where it has one right among several; the blank last.
    pub options: Vec<(Option<String>, OptionAnalysis)>,
    /// Time of those who answered it.
    pub timing: Timing,
    /// Groups compared.
    pub compared: Vec<ItemCompared>,
}

/// Candidates with one form, and the same questions of it that were credited to everyone.
struct Part {
    questions: Vec<FormQuestion>,
    at: usize,
    scores: Vec<Score>,
    choices: Vec<Choice>,
    groups: Vec<Grouped>,
}

/// What is gathered of a version, test by test.
pub(super) struct Pool {
    version: u32,
    versions: BTreeSet<u32>,
    parts: BTreeMap<(ExamFormId, BTreeSet<ItemId>), Part>,
    times: Vec<(Option<u8>, f64)>,
    /// With the key of the last test.
    item: Option<Item>,
}

impl Pool {
    /// Gathers the asked version where it stood in one of these tests, else the newest of those that did; none where none
    /// did.
    pub fn new(versions: BTreeSet<u32>, asked: Option<u32>) -> Option<Self> {
        let asked = asked.filter(|asked| versions.contains(asked));
        let version = asked.or_else(|| versions.last().copied())?;
        Some(Self { version, versions, parts: BTreeMap::new(), times: Vec::new(), item: None })
    }

    /// Whether a test with that version is of use.
    pub fn wants(&self, basis: &Basis, version: u32, item: &ItemId) -> bool {
        version == self.version && !basis.corrections.credited.contains(item)
    }

    /// Adds those who sat a form in a test, each with their score (with what is on trial) and their groups.
    pub fn add(
        &mut self,
        basis: &Basis,
        (form, of): (ExamFormId, &Scorable),
        question: &FormQuestion,
        (sat, scores): (&[&Sat], &[Score]),
        groups: Vec<Grouped>,
    ) {
        let id = &question.item.id;
        let credited: BTreeSet<ItemId> = basis.corrections.credited.clone();
        let live = of.form.questions.iter().filter(|other| !credited.contains(&other.item.id));
        // What is on trial is measured against what counts.
        let trial = of.form.trials.iter().filter(|trial| trial.item.id == *id);
        let questions: Vec<FormQuestion> = live.chain(trial).cloned().collect();
        let Some(at) = questions.iter().position(|other| other.item.id == *id) else { return };
        self.item = Some(question.item.clone());
        self.times.extend(sat.iter().filter_map(|sat| time(sat, &question.item)));
        let part = self.parts.entry((form, credited)).or_insert_with(|| Part {
            questions,
            at,
            scores: Vec::new(),
            choices: Vec::new(),
            groups: Vec::new(),
        });
        part.choices.extend(sat.iter().zip(scores).map(|(sat, score)| analysis::chosen(question, sat, score)));
        part.scores.extend(scores.iter().cloned());
        part.groups.extend(groups);
    }

    /// The figures.
    pub fn judged(self, settings: &Settings) -> Result<Pooled, WorkflowError> {
        let stood_on = self.parts.keys().map(|(form, _)| form).collect::<BTreeSet<_>>().len();
        let mut forms: Vec<Among> = Vec::new();
        let mut groups: Vec<Vec<Grouped>> = Vec::new();
        for part in self.parts.into_values() {
            let matrix = analysis::matrix(&part.questions, &part.scores)?;
            forms.push(Among::new(matrix, part.at, part.choices)?);
            groups.push(part.groups);
        }
        let words = self.item.as_ref().map(analysis::options).unwrap_or_default();
        let key = self.item.as_ref().and_then(|item| analysis::place(item, None)).map(|(key, _)| key);
        let options = match (u8::try_from(words.len()), key) {
            (Ok(count @ 2..), Some(key)) => pooled::options(Options { count, key }, &forms, settings)?,
            _ => Vec::new(),
        };
        let word = |option: Option<u8>| option.and_then(|option| words.get(usize::from(option)).cloned());
        let all: Vec<&Grouped> = groups.iter().flatten().collect();
        let mut compared = Vec::new();
        for (by, reference, focal) in analysis::pairs_of(&all) {
            let group = |of: &Grouped| match analysis::group_of(of, by) {
                Some(name) if *name == reference => Group::Reference,
                Some(name) if *name == focal => Group::Focal,
                _ => Group::Neither,
            };
            let each: Vec<Vec<Group>> = groups.iter().map(|part| part.iter().map(group).collect()).collect();
            let dif = pooled::dif(&forms, &each, settings)?;
            compared.push(ItemCompared { by, reference, focal, dif });
        }
        let scored = |form: &Among| form.scores().complete().n();
        Ok(Pooled {
            version: self.version,
            versions: self.versions.into_iter().rev().collect(),
            candidates: forms.iter().map(scored).sum(),
            language: self.item.as_ref().map(|item| item.question.language).unwrap_or_default(),
            forms: stood_on,
            discrimination: pooled::discrimination(&forms, settings),
            options: options.into_iter().map(|option| (word(option.option), option)).collect(),
            timing: timing(&self.times, settings)?,
            compared,
        })
    }
}

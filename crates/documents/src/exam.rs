//! Papers of a written test: question sheet (FR.IA.05A, 06A), key (05B, 06B) and answer sheet (05C, 06C), one or many
//! in a file. What a question shows comes as blocks ([`Blocks`]); which of it a reader may have is decided elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Bilingual, Body, Paper, Template};

/// What a question or an option shows, as the template reads it: a list whose parts are texts or objects with one of
/// the keys `p`, `list`, `table`, `verbatim`, `quote`, `picture`, `figure`, `audio`, `formula`, `strong`, `em`, `under`,
/// `sub`, `sup`, `break`, `gap`, and `m` for parts of a formula.
pub type Blocks = Vec<Value>;

/// Papers of a written test in one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamData {
    /// Title of the file.
    pub title: String,
    /// Language of the words around the questions: `id` or `en`.
    pub lang: String,
    /// Day of printing, ISO.
    pub date: String,
    /// Whose papers these are.
    pub body: Body,
    /// The sheets, each with pages of its own.
    pub sheets: Vec<ExamSheet>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExamSheet {
    /// What it holds.
    #[serde(flatten)]
    pub content: SheetContent,
    /// Code of the form set, such as `FR.IA.05A`; two where choices and essays stand on one paper.
    pub code: String,
    /// What it is called.
    pub title: Bilingual,
    /// Code of the form that was frozen, such as `LD-2026-A`.
    pub form: String,
    /// The first digits of the digest by which sheet and form, or sheet and a candidate's paper, are matched.
    pub digest: String,
    /// For the foot of each page: whose it is.
    pub who: String,
    /// The candidate's name; empty for a pen.
    pub candidate: String,
    /// Scheme, place, candidate, day, as pairs of a word and what it is.
    pub facts: Vec<(String, String)>,
    /// Codes and titles of the units that it asks about.
    pub units: Vec<(String, String)>,
    /// What whoever holds it is told, a sentence each.
    pub notes: Vec<String>,
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SheetContent {
    /// The questions.
    Questions {
        /// In their order.
        questions: Vec<PrintedQuestion>,
    },
    /// Room for answers.
    Answers {
        /// In their order.
        answers: Vec<AnswerSpace>,
    },
    /// What is right.
    Key {
        /// In their order.
        keys: Vec<KeyEntry>,
    },
}

/// A question in print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedQuestion {
    /// Its number.
    pub n: usize,
    /// What it shares with those after it, printed once before the first of them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shared: Option<Shared>,
    /// What it asks.
    pub stem: Blocks,
    /// How it is answered.
    pub ask: Ask,
    /// It may run over two pages.
    pub long: bool,
}

/// What several questions share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// For which questions.
    pub title: String,
    /// What it shows.
    pub content: Blocks,
}

/// An option, premise, response or step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lettered {
    /// Its letter, or its number among premises.
    pub letter: String,
    /// What it says.
    pub content: Blocks,
}

/// A gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedGap {
    /// Its number within the question.
    pub n: usize,
    /// Unit of measure; empty when there is none.
    pub unit: String,
    /// The stem shows it.
    #[serde(default)]
    pub shown: bool,
}

/// An outlined area of a picture, in its pixels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedArea {
    /// Its letter.
    pub letter: String,
    /// Where the letter stands.
    pub at: (u32, u32),
    /// Its outline.
    #[serde(flatten)]
    pub outline: Outline,
}

/// The outline of an area, in pixels from the upper left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outline {
    /// Left, top, right, bottom.
    Rectangle([u32; 4]),
    /// Centre and radius.
    Circle([u32; 3]),
    /// Corners.
    Polygon(Vec<(u32, u32)>),
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Ask {
    /// One or several of these.
    Options {
        /// More than one may be right.
        many: bool,
        /// In the order printed.
        options: Vec<Lettered>,
    },
    /// True or false.
    Truth,
    /// A letter for each number.
    Matching {
        /// Numbered.
        left: Vec<Lettered>,
        /// Lettered.
        right: Vec<Lettered>,
    },
    /// Letters in their right order.
    Ordering {
        /// In the order printed.
        steps: Vec<Lettered>,
    },
    /// Gaps to fill.
    Gaps {
        /// In their order.
        gaps: Vec<PrintedGap>,
    },
    /// Places on a picture.
    Spot {
        /// Name of the picture's file.
        picture: String,
        /// What it shows, in words.
        alt: String,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// The most that may be marked.
        most: u32,
        /// Outlined areas; empty where any place may be marked.
        areas: Vec<PrintedArea>,
    },
    /// Running text.
    Essay {
        /// How much is asked for, as a sentence; empty when nothing is said.
        limit: String,
    },
    /// Aloud.
    Oral,
    /// A file.
    Upload,
}

/// Room for one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerSpace {
    /// Number of the question.
    pub n: usize,
    /// What is drawn for it.
    #[serde(flatten)]
    pub room: AnswerRoom,
}

/// What is drawn for an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AnswerRoom {
    /// Letters to blacken.
    Letters {
        /// The letters.
        letters: Vec<String>,
        /// More than one may be right.
        many: bool,
    },
    /// A box for each number.
    Pairs {
        /// How many.
        left: usize,
    },
    /// A box for each step.
    Order {
        /// How many.
        steps: usize,
    },
    /// A line for each gap.
    Gaps {
        /// The gaps.
        gaps: Vec<PrintedGap>,
    },
    /// Lines for places as figures of the rulers.
    Points {
        /// How many.
        most: u32,
    },
    /// Ruled lines over the whole width.
    Ruled {
        /// How many.
        lines: u32,
    },
    /// Nothing to write: answered otherwise.
    Elsewhere {
        /// How, in a few words.
        said: String,
    },
}

/// What is right for one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyEntry {
    /// Number of the question.
    pub n: usize,
    /// Marked by people: an answer that would do, and the aspects.
    pub open: bool,
    /// What is right.
    pub answer: Blocks,
    /// What answers bring where what is right does not say it, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brings: Vec<String>,
    /// Unit and criterion.
    pub place: String,
    /// Item and its version.
    pub item: String,
    /// The most points.
    pub points: String,
    /// What markers look at.
    pub aspects: Vec<PrintedAspect>,
}

/// One thing that markers look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedAspect {
    /// What it is called.
    pub title: String,
    /// Points, and how to know them.
    pub levels: Vec<(String, String)>,
}

impl ExamData {
    /// Ready to print, with logo and pictures under the names that the data give.
    #[must_use]
    pub fn paper(&self, files: BTreeMap<String, Vec<u8>>) -> Paper {
        Paper { template: Template::Exam, data: serde_json::json!(self), files }
    }
}

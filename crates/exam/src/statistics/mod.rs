//! What the answers say of the questions: difficulty, discrimination, distractors, time, reliability, consistency of
//! the decision, fairness between groups, drift and unusual agreement. Every figure comes with its interval, the
//! number it rests on and a verdict, and is withheld below the minimum of [`Settings`]. A plain sentence is made
//! elsewhere from the verdict's code; who may see which figure is judged elsewhere too.

pub mod agreement;
pub mod choices;
pub mod decision;
pub mod dif;
pub mod difficulty;
pub mod discrimination;
pub mod distractors;
mod distribution;
pub mod drift;
pub mod figure;
pub mod mantel_haenszel;
pub mod matrix;
mod moments;
pub mod pooled;
pub mod reliability;
pub mod settings;
pub mod shrinkage;
pub mod timing;
pub mod verdict;

pub(crate) use distribution::student_quantile;
pub use figure::{Figure, Interval};
pub use matrix::{Complete, ScoreMatrix};
pub(crate) use moments::{mean, variance};
pub use settings::{Minimums, Settings};
pub use verdict::{Code, Verdict};

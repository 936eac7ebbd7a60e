//! What the exam promises, each promise as a test that reads like it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

mod assembly;
mod blueprint;
mod fixture;
mod paper;
mod samples;
mod score;
mod sheet;
mod sitting;
mod standard_setting;
mod statistics;

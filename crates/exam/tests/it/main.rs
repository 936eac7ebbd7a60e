//! What the exam promises, as properties and tables.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod assembly;
mod blueprint;
mod paper;
mod samples;
mod score;
mod sheet;
mod sitting;

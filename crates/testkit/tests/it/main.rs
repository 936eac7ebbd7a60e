//! The main line as acts alone, on each database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crowd;
mod line;
mod results;
mod standard_setting;
mod written;

//! What the crate promises, each promise as a test that reads like it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end here")]

mod fixture;
mod standard_setting;
mod statistics;

//! The main line as acts alone, on each database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod adjusted;
mod agreed;
mod appeal;
mod append;
mod crowd;
mod door;
mod line;
mod offline;
mod paper;
mod proposed_cut;
mod results;
mod scope;
mod standard_end;
mod standard_setting;
mod written;

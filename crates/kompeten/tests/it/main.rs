//! The binary as others meet it: what it prints, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod demo;
mod falsified;
mod imports;
mod keeping;
mod kill;
mod rotation;
mod run;
mod served;
mod shown;
mod starting;

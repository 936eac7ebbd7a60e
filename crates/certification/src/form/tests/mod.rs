//! The engine against every shipped definition, and against broken ones.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod definitions;
mod filling;
mod papers;
mod signing;
mod written;

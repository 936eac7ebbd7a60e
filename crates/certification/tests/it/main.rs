//! The rules of the field, each as a test that reads like the rule.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

mod appeal;
mod assignment;
mod certificate;
mod consent;
mod decision;
mod people;
mod permits;
mod settings;

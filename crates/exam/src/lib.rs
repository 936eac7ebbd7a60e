//! Written tests: the item bank with its formats, papers made from a blueprint, sittings that are a fold over
//! answer events, scoring by versioned rules, and what the answers say of the questions. Pure: who the candidate
//! is, how an answer reached the server and where it is kept belong to other crates.

pub mod assembly;
pub mod bank;
pub mod blueprint;
pub mod encoding;
pub mod form;
pub mod format;
pub mod item;
pub mod paper;
pub mod safe_browser;
pub mod score;
pub mod sheet;
pub mod sitting;
pub mod standard_setting;
pub mod statistics;
pub mod xml;

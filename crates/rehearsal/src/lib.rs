//! An invented certification body, played through acts alone: what `kompeten demo` shows, and the
//! people and cases that tests and measurements stand on.
//!
//! A [`Rehearsal`] is a workflow with a clock that can be set; a [`Player`] takes one case along the
//! main line; [`Cast`] are the people of each duty. Nothing here writes past the workflow, and the
//! same seed gives the same house.

pub mod adjusted;
pub mod cast;
pub mod demo;
pub mod entropy;
pub mod error;
pub mod filling;
pub mod guests;
pub mod paper;
pub mod player;
pub mod schemes;
pub mod seating;
mod stage;
mod troupe;
pub mod verdicts;
pub mod written;

pub use cast::{Cast, Member};
pub use entropy::SeededEntropy;
pub use error::RehearsalError;
pub use player::{Conclusion, Finding, Player};
pub use stage::{Rehearsal, instant};
pub use troupe::{SESSION, Troupe};

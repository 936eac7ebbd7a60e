//! What the exam promises, as properties and tables.

mod assembly;
mod blueprint;
mod paper;
mod samples;
mod score;
mod sheet;
mod sitting;

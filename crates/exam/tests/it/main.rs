//! What the exam promises, as properties and tables.

mod sitting;

//! What goes to standard output: the answers that machines rely on, and lines for people.

use std::io::{Write, stdout};

use serde::Serialize;

use crate::failure::Failure;

/// Prints a value as JSON, indented, and a line's end.
///
/// # Errors
/// When standard output is closed.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    write(&text)
}

/// Prints a line for people.
///
/// # Errors
/// When standard output is closed.
pub fn line(text: impl AsRef<str>) -> Result<(), Failure> {
    write(&format!("{}\n", text.as_ref()))
}

fn write(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::fault)
}

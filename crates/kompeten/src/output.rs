//! What goes to standard output: the answers that machines rely on, and lines for people.

use std::io::{ErrorKind, Write, stdout};

use serde::Serialize;

use crate::failure::Failure;

/// Prints a value as JSON, indented, and a line's end.
///
/// # Errors
/// When standard output cannot be written, as on a full disk; a reader that went away is none.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    write(&text)
}

/// Prints a line for people.
///
/// # Errors
/// As above.
pub fn line(text: impl AsRef<str>) -> Result<(), Failure> {
    write(&format!("{}\n", text.as_ref()))
}

fn write(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has seen enough (`| head`), and what was asked for goes on to its end.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Failure::fault),
    }
}

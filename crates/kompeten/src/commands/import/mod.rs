//! `kompeten import`: other people's files. With `--dry-run` nothing but the file is needed: it is
//! read, understood, and what was understood is printed. Otherwise it is stored in somebody's name.

mod assessors;
mod codes;
mod participants;
mod schemes;
mod standards;

use std::{path::Path, process::ExitCode};

use clap::{Args, Subcommand};
use exchange::{Refused, refusal::Refusal, table::Skipped, workbook::Limits};

use crate::failure::Failure;

/// Read other people's files.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Participants of an event, from a workbook
    Participants(participants::Participants),
    /// Assessors of an event, from a workbook
    Assessors(assessors::Assessors),
    /// A competency standard, from a decree's text, a sheet or JSON
    Standards(standards::Standards),
    /// Certification schemes, from JSON
    Schemes(schemes::Schemes),
    /// The authority's code lists, from a workbook
    Codes(codes::Codes),
}

impl Import {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Participants(participants) => participants.run().await,
            What::Assessors(assessors) => assessors.run().await,
            What::Standards(standards) => standards.run().await,
            What::Schemes(schemes) => schemes.run().await,
            What::Codes(codes) => codes.run().await,
        }
    }
}

/// Reads a file that may have at most as many bytes as a workbook.
fn read(file: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| Failure::unread(file, &error);
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if size > limits.bytes {
        return Err(Failure::of_file(file, &Refused { why: Refusal::TooLarge, limit: Some(limits.bytes) }));
    }
    std::fs::read(file).map_err(unreadable)
}

/// What was read of that file, or the file with why it was not taken.
fn of<T>(file: &Path, read: Result<T, Refused>) -> Result<T, Failure> {
    read.map_err(|refused| Failure::of_file(file, &refused))
}

/// Tells which rows of a sheet were passed over though somebody may stand there, and which say again what others say.
fn passed_over(sheet: &str, skipped: &Skipped) {
    let rows = |rows: &[u32]| rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    if !skipped.doubtful.is_empty() {
        eprintln!("kompeten: sheet {sheet}: passed over, but may be about somebody: rows {}", rows(&skipped.doubtful));
    }
    for other in &skipped.unread {
        eprintln!("kompeten: sheet {other} was not read, though it may say something of those in sheet {sheet}");
    }
    if !skipped.repeated.is_empty() {
        eprintln!("kompeten: sheet {sheet}: whom other sheets hold as well: rows {}", rows(&skipped.repeated));
    }
}

/// Today in the body's zone, by the machine's clock.
fn today() -> jiff::civil::Date {
    certification::civil::day(store::Clock::now(&store::SystemClock), "Asia/Jakarta")
}

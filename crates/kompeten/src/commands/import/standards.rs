//! `kompeten import standards`: competency standards as decrees print them, as sheets, or as JSON.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use exchange::{standards, workbook::Limits};

use super::read;
use crate::{failure::Failure, output};

/// Read a competency standard from a decree's text, a sheet or JSON
#[derive(Debug, Args)]
pub struct Standards {
    /// The text, workbook or JSON file
    file: PathBuf,
    /// Only say what is understood and what is not; needs no database and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON: {units, not_understood}
    #[arg(long)]
    json: bool,
}

impl Standards {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let reading = standards::read(&read(&self.file, &limits)?, &limits)?;
        if self.json {
            output::json(&reading)?;
            return Ok(ExitCode::SUCCESS);
        }
        for unit in &reading.units {
            let criteria: usize = unit.elements.iter().map(|e| e.criteria.len()).sum();
            let elements = unit.elements.len();
            output::line(format!("{}  {} ({elements} elements, {criteria} criteria)", unit.code, unit.title))?;
        }
        for line in &reading.not_understood {
            output::line(format!("line {} was not understood: {}", line.line, line.text))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

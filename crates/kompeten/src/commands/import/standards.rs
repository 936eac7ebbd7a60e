//! `kompeten import standards`: competency standards as decrees print them, as sheets, or as JSON.

use std::{path::PathBuf, process::ExitCode};

use certification::scheme::ImportStandard;
use clap::Args;
use exchange::{
    standards::{self, Reading},
    workbook::Limits,
};
use serde_json::json;

use super::{of, read};
use crate::{desk::Storing, failure::Failure, output};

/// Read a competency standard from a decree's text, a sheet or JSON
///
/// It is stored as a draft, which the scheme committee looks at and publishes.
#[derive(Debug, Args)]
pub struct Standards {
    /// The text, PDF, workbook or JSON file
    file: PathBuf,
    /// Only say what is understood and what is not; needs no database and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON: {units, not_understood} in a dry run, and {unread_pages} of a PDF where there are some
    #[arg(long)]
    json: bool,
    /// Title of the standard
    #[arg(long, required_unless_present = "dry_run")]
    title: Option<String>,
    /// The instrument that set it, such as "Kepmenaker 236/2019"
    #[arg(long, required_unless_present = "dry_run")]
    source: Option<String>,
    /// Example material, no official standard
    #[arg(long)]
    example: bool,
    #[command(flatten)]
    storing: Storing,
}

impl Standards {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let reading = of(&self.file, standards::read(&read(&self.file, &limits)?, &limits))?;
        // Beside the result: whoever reads the JSON finds them there as well.
        for page in &reading.unread_pages {
            eprintln!("kompeten: page {page} could not be read, or not all of it");
        }
        if !self.dry_run {
            return self.store(reading).await;
        }
        if self.json {
            output::json(&reading)?
        } else {
            tell(&reading)?
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn store(&self, reading: Reading) -> Result<ExitCode, Failure> {
        let desk = self.storing.open().await?;
        let left = reading.not_understood.len();
        let act = ImportStandard {
            title: self.title.clone().unwrap_or_default(),
            source: self.source.clone().unwrap_or_default(),
            units: reading.units.into_iter().map(Into::into).collect(),
            example: self.example,
        };
        let standard = desk.workflow.perform(&desk.actor, None, act).await?.file.standard;
        desk.workflow.store().close().await;
        let units = standard.units.len();
        if self.json {
            output::json(&json!({ "standard": standard.id, "units": units, "not_understood": left }))?;
        } else {
            output::line(format!("{units} units stored as a draft; {left} lines were not understood"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tell(reading: &Reading) -> Result<(), Failure> {
    for unit in &reading.units {
        let criteria: usize = unit.elements.iter().map(|e| e.criteria.len()).sum();
        let elements = unit.elements.len();
        output::line(format!("{}  {} ({elements} elements, {criteria} criteria)", unit.code, unit.title))?;
    }
    for line in &reading.not_understood {
        output::line(format!("line {} was not understood: {}", line.line, line.text))?;
    }
    Ok(())
}

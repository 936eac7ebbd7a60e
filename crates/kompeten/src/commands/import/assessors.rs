//! `kompeten import assessors`: the body's sheet of assessors.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use exchange::{
    assessors::{self, Assessor},
    institutions::Known,
    table::Corrections,
    workbook::Limits,
};

use super::read;
use crate::{failure::Failure, output};

/// Read the assessors of an event from a workbook: registration, expiry, scope, whom they trained
#[derive(Debug, Args)]
pub struct Assessors {
    /// The workbook
    file: PathBuf,
    /// Code of the event, such as KALSEL-2025
    #[arg(long)]
    event: String,
    /// Only say what is understood and what is wrong; needs no database and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// Province (Kemendagri code) that decides between districts of one name
    #[arg(long, value_name = "CODE")]
    province: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Assessors {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let bytes = read(&self.file, &limits)?;
        let home = self.province.as_deref();
        let reading = assessors::read(&bytes, &limits, &Corrections::default(), home, &Known::default())?;
        if self.json {
            output::json(&reading.rows.iter().map(|r| &r.assessor).collect::<Vec<&Assessor>>())?;
            return Ok(ExitCode::SUCCESS);
        }
        for row in reading.rows.iter().filter(|r| !r.issues.is_empty()) {
            let issues: Vec<String> = row.issues.iter().map(|i| format!("{} {}", i.field, i.code)).collect();
            output::line(format!("row {}: {}", row.assessor.row, issues.join(", ")))?;
        }
        output::line(format!("{} assessors in sheet {}", reading.rows.len(), reading.sheet))?;
        Ok(ExitCode::SUCCESS)
    }
}

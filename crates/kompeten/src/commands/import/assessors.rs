//! `kompeten import assessors`: the body's sheet of assessors.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use exchange::{
    assessors::{self, Assessor, Issue, ReadRow},
    institutions::Known,
    table::Corrections,
    workbook::Limits,
};
use serde::Serialize;
use serde_json::json;

use super::{of, read};
use crate::{desk::Storing, failure::Failure, output};

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
    /// Province (Kemendagri code) that decides between districts of one name in a dry run
    #[arg(long, value_name = "CODE")]
    province: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    storing: Storing,
}

/// A row as a machine reads it: what is wrong with it stands there only where something is.
#[derive(Debug, Serialize)]
struct Said {
    #[serde(flatten)]
    assessor: Assessor,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issues: Vec<Issue>,
}

impl Assessors {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let bytes = read(&self.file, &limits)?;
        if !self.dry_run {
            return self.store(&bytes).await;
        }
        let home = self.province.as_deref();
        let read = assessors::read(&bytes, &limits, &Corrections::default(), home, &Known::default());
        let reading = of(&self.file, read)?;
        for sheet in &reading.skipped.other_tables {
            eprintln!("kompeten: sheet {sheet} seems to hold such a table too; only {} was read", reading.sheet);
        }
        super::passed_over(&reading.sheet, &reading.skipped);
        if self.json {
            let said = |row: ReadRow| Said { assessor: row.assessor, issues: row.issues };
            output::json(&reading.rows.into_iter().map(said).collect::<Vec<Said>>())?;
            return Ok(ExitCode::SUCCESS);
        }
        for row in reading.rows.iter().filter(|r| !r.issues.is_empty()) {
            output::line(format!("row {}: {}", row.assessor.row, told(&row.issues)))?;
        }
        output::line(format!("{} assessors in sheet {}", reading.rows.len(), reading.sheet))?;
        Ok(ExitCode::SUCCESS)
    }

    async fn store(&self, bytes: &[u8]) -> Result<ExitCode, Failure> {
        let desk = self.storing.open().await?;
        let event = desk.event(&self.event).await?;
        let roster = desk.workflow.take_assessors(&desk.actor, event.id, bytes).await?;
        desk.workflow.store().close().await;
        if self.json {
            let taken: Vec<_> = roster.taken.iter().map(|t| json!({ "row": t.row, "known": t.known })).collect();
            let waiting: Vec<_> =
                roster.waiting.iter().map(|(row, issues)| json!({ "row": row, "issues": issues })).collect();
            output::json(&json!({ "taken": taken, "waiting": waiting }))?;
            return Ok(ExitCode::SUCCESS);
        }
        for (row, issues) in &roster.waiting {
            output::line(format!("row {row}: {}", told(issues)))?;
        }
        let (taken, waiting) = (roster.taken.len(), roster.waiting.len());
        output::line(format!("{taken} assessors taken in, {waiting} rows wait to be mended in the sheet"))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn told(issues: &[Issue]) -> String {
    issues.iter().map(|i| format!("{} {}", i.field, i.code)).collect::<Vec<_>>().join(", ")
}

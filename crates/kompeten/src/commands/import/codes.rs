//! `kompeten import codes`: the authority's code lists, never invented.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use certification::body::ImportCodes;
use clap::Args;
use exchange::{
    codes::{self, Reading},
    workbook::Limits,
};
use serde_json::json;

use super::{of, read};
use crate::{desk::Storing, failure::Failure, output};

/// Read BNSP's code lists: education, occupation, source of funds, ministry, city, province
#[derive(Debug, Args)]
pub struct Codes {
    /// The workbook: one table with a column for the list, or a sheet for each
    file: PathBuf,
    /// Name of the list, where the workbook holds one
    #[arg(long)]
    list: Option<String>,
    /// Only say what is understood; needs no database and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    storing: Storing,
}

impl Codes {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let reading = of(&self.file, codes::read(&read(&self.file, &limits)?, &limits, self.list.as_deref()))?;
        if !self.dry_run {
            self.store(&reading).await?;
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &reading.entries {
            *counts.entry(&entry.list).or_default() += 1;
        }
        if self.json {
            output::json(&json!({ "lists": counts, "left_out": reading.left_out }))?;
            return Ok(ExitCode::SUCCESS);
        }
        for (list, n) in counts {
            output::line(format!("{list}: {n} codes"))?;
        }
        for row in &reading.left_out {
            output::line(format!("row {} of {} was left out: {}", row.row, row.sheet, row.code))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn store(&self, reading: &Reading) -> Result<(), Failure> {
        let desk = self.storing.open().await?;
        let mut lists: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for entry in &reading.entries {
            lists.entry(entry.list.clone()).or_default().push((entry.code.clone(), entry.label.clone()));
        }
        for (list, entries) in lists {
            desk.workflow.perform(&desk.actor, (), ImportCodes { list, entries }).await?;
        }
        desk.workflow.store().close().await;
        Ok(())
    }
}

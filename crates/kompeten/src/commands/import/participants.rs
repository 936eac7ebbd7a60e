//! `kompeten import participants`: a sheet of people as an office filled it in.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use exchange::{
    participants::{self, Context, Participant, Reading},
    table::Corrections,
    workbook::Limits,
};
use jiff::civil::Date;

use super::read;
use crate::{failure::Failure, output};

/// Read the participants of an event from a workbook (xlsx, xls, ods or CSV).
#[derive(Debug, Args)]
pub struct Participants {
    /// The workbook
    file: PathBuf,
    /// Code of the event, such as KALSEL-2025
    #[arg(long)]
    event: String,
    /// Only say what is understood and what is wrong; needs no database and stores nothing
    #[arg(long)]
    dry_run: bool,
    /// First day of the event, by which birth years of two digits are judged; today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Participants {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let bytes = read(&self.file, &limits)?;
        let context = Context::on(self.on.unwrap_or_else(super::today));
        let reading = participants::read(&bytes, &limits, &Corrections::default(), &context)?;
        if self.json {
            output::json(&reading.participants())?
        } else {
            tell(&reading)?
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tell(reading: &Reading) -> Result<(), Failure> {
    let people = reading.participants();
    for person in people.iter().filter(|p| !p.issues.is_empty()) {
        output::line(line(person))?;
    }
    let waiting = people.iter().filter(|p| p.waits()).count();
    let sheet = &reading.sheet;
    output::line(format!(
        "{} rows in sheet {sheet}: {} ready, {waiting} wait to be mended",
        people.len(),
        people.len() - waiting
    ))
}

/// Names no person: rows and fields are enough to find the cell.
fn line(person: &Participant) -> String {
    let name = |v: serde_json::Result<serde_json::Value>| {
        v.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let issues: Vec<String> = person
        .issues
        .iter()
        .map(|i| {
            let (code, severity) = (name(serde_json::to_value(i.code)), name(serde_json::to_value(i.severity)));
            format!("{} {code} ({severity})", i.field.as_str())
        })
        .collect();
    format!("row {}: {}", person.row, issues.join(", "))
}

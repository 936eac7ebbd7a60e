//! `kompeten import participants`: a sheet of people as an office filled it in.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use exchange::{
    participants::{self, Context, Participant, Reading},
    table::Corrections,
    workbook::Limits,
};
use jiff::civil::Date;
use serde_json::json;
use workflow::intake::Invited;

use super::{of, read};
use crate::{desk::Storing, failure::Failure, output};

/// Read the participants of an event from a workbook (xlsx, xls, ods or CSV)
///
/// Good rows become invited participants; rows with an error wait to be mended on the event's page.
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
    /// First day of the event, by which birth years of two digits are judged in a dry run; today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    storing: Storing,
}

impl Participants {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let limits = Limits::default();
        let bytes = read(&self.file, &limits)?;
        if !self.dry_run {
            return self.store(bytes).await;
        }
        let context = Context::on(self.on.unwrap_or_else(super::today));
        let reading = of(&self.file, participants::read(&bytes, &limits, &Corrections::default(), &context))?;
        for sheet in &reading.skipped.other_tables {
            eprintln!("kompeten: sheet {sheet} seems to hold such a table too; only {} was read", reading.sheet);
        }
        if self.json {
            output::json(&reading.participants())?
        } else {
            tell(&reading)?
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn store(&self, bytes: Vec<u8>) -> Result<ExitCode, Failure> {
        let desk = self.storing.open().await?;
        let event = desk.event(&self.event).await?;
        let batch = desk.workflow.receive_participants(&desk.actor, event.id, bytes).await?;
        let invited = desk.workflow.invite_ready(&desk.actor, batch, "").await?;
        desk.workflow.store().close().await;
        if self.json {
            let rows: Vec<_> = invited.invited.iter().map(|(row, case)| json!({ "row": row, "case": case })).collect();
            let refused: Vec<_> =
                invited.refused.iter().map(|(row, r)| json!({ "row": row, "code": r.code })).collect();
            let known = &invited.known;
            let waiting = invited.waiting;
            output::json(&json!({
                "batch": batch, "invited": rows, "known": known, "refused": refused, "waiting": waiting,
            }))?;
        } else {
            tell_stored(&invited)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tell_stored(invited: &Invited) -> Result<(), Failure> {
    for (row, refusal) in &invited.refused {
        output::line(format!("row {row}: {}", refusal.code))?;
    }
    let (new, known) = (invited.invited.len(), invited.known.len());
    output::line(format!("{new} invited, {known} known already, {} wait to be mended", invited.waiting))
}

fn tell(reading: &Reading) -> Result<(), Failure> {
    let people = reading.participants();
    for person in people.iter().filter(|p| !p.issues.is_empty()) {
        output::line(line(person))?;
    }
    let waiting = people.iter().filter(|p| p.waits()).count();
    let ready = people.len() - waiting;
    output::line(format!(
        "{} rows in sheet {}: {ready} ready, {waiting} wait to be mended",
        people.len(),
        reading.sheet
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

//! `kompeten import participants`: a sheet of people as an office filled it in.

use std::{fmt::Display, path::PathBuf, process::ExitCode};

use clap::Args;
use exchange::{
    participants::{self, Context, Participant, Reading, Why},
    table::Corrections,
    workbook::Limits,
};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use workflow::intake::{At, Invited};

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
        for sheet in &reading.left {
            if let Some(why) = unread(sheet.why) {
                eprintln!("kompeten: sheet {} was not read: {why}", sheet.name);
            }
        }
        for sheet in &reading.sheets {
            super::passed_over(&sheet.name, &sheet.skipped);
        }
        if self.json {
            // What the promised codes have no word for is told beside them, without a name.
            for person in reading.participants() {
                let beside = Participant {
                    issues: person.issues.iter().filter(|issue| !issue.code.is_promised()).copied().collect(),
                    ..person.clone()
                };
                if !beside.issues.is_empty() {
                    eprintln!("kompeten: {}", line(&beside));
                }
            }
            let promised: Vec<Participant> = reading.participants().into_iter().map(Participant::as_promised).collect();
            output::json(&promised)?
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
            let with = |at: &At, key: &str, value: Value| {
                let mut said = place(at);
                said.insert(key.to_owned(), value);
                Value::Object(said)
            };
            let rows: Vec<_> = invited.invited.iter().map(|(at, case)| with(at, "case", json!(case))).collect();
            let refused: Vec<_> = invited.refused.iter().map(|(at, r)| with(at, "code", json!(r.code))).collect();
            // A row of the only sheet is said by its number alone.
            let known: Vec<Value> = invited
                .known
                .iter()
                .map(|at| if at.sheet.is_some() { Value::Object(place(at)) } else { json!(at.row) })
                .collect();
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

/// Where a row stands, for a machine.
fn place(at: &At) -> Map<String, Value> {
    let sheet = at.sheet.iter().map(|sheet| ("sheet".to_owned(), json!(sheet)));
    sheet.chain([("row".to_owned(), json!(at.row))]).collect()
}

/// Where a row stands, for a person.
fn words(sheet: Option<&str>, row: impl Display) -> String {
    match sheet {
        Some(sheet) => format!("sheet {sheet}, row {row}"),
        None => format!("row {row}"),
    }
}

/// What is said of a sheet that was not read; nothing of one without a table of people.
const fn unread(why: Why) -> Option<&'static str> {
    match why {
        Why::Hidden => Some("it is hidden"),
        Why::Copy => Some("its people stand on the other sheets"),
        Why::NoHeading => Some("it seems to go on with the sheet before it, but has no heading"),
        Why::Others => Some("nothing says that its people are participants"),
        Why::NoTable | Why::NotChosen => None,
    }
}

fn tell_stored(invited: &Invited) -> Result<(), Failure> {
    for (at, refusal) in &invited.refused {
        output::line(format!("{}: {}", words(at.sheet.as_deref(), at.row), refusal.code))?;
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
    let sheets: Vec<&str> = reading.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let noun = if sheets.len() > 1 { "sheets" } else { "sheet" };
    output::line(format!(
        "{} rows in {noun} {}: {ready} ready, {waiting} wait to be mended",
        people.len(),
        sheets.join(", ")
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
    format!("{}: {}", words(person.sheet.as_deref(), person.row), issues.join(", "))
}

//! `kompeten doctor`: looks at everything that can be wrong with an installation, and says how to mend it.

mod around;
mod house;
mod record;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde::Serialize;
use store::{Clocks, KeptCheckpoint, Store};

pub use house::examine;

use crate::{
    failure::{Failure, way_out},
    output,
    serving::Reach,
    settings::Place,
};

/// Check everything, and say how to mend what is wrong
///
/// Ends with 1 when not all is well.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print JSON: {ok, checks: [{name, code, ok, message, remedy}]}
    #[arg(long)]
    json: bool,
    /// Leave out the comparison of every row with the journal, which takes its time in a large house
    #[arg(long)]
    quick: bool,
    /// Compare the journal with a checkpoint kept elsewhere: the manifest of a backup
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    #[command(flatten)]
    reach: Reach,
    #[command(flatten)]
    place: Place,
}

/// One check.
#[derive(Debug, Serialize)]
pub struct Check {
    name: &'static str,
    /// Stable, such as `doctor.chains`: to look it up by.
    code: String,
    ok: bool,
    message: String,
    remedy: String,
}

/// All of them.
#[derive(Debug, Serialize)]
pub struct Findings {
    ok: bool,
    checks: Vec<Check>,
}

fn well(name: &'static str, message: impl Into<String>) -> Check {
    Check { name, code: format!("doctor.{name}"), ok: true, message: message.into(), remedy: String::new() }
}

fn wrong(name: &'static str, message: impl std::fmt::Display, remedy: &str) -> Check {
    let code = format!("doctor.{name}");
    Check { name, code, ok: false, message: message.to_string(), remedy: remedy.to_owned() }
}

/// Either, by what is wrong: nothing is well.
fn of_faults(name: &'static str, fine: &str, faults: &[String], remedy: &str) -> Check {
    if faults.is_empty() { well(name, fine) } else { wrong(name, faults.join("; "), remedy) }
}

impl Findings {
    /// What these checks say together.
    pub fn of(checks: Vec<Check>) -> Self {
        Self { ok: checks.iter().all(|c| c.ok), checks }
    }

    /// Prints them; answers how the command ends.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn tell(&self, json: bool) -> Result<ExitCode, Failure> {
        if json {
            output::json(self)?;
        } else {
            for check in &self.checks {
                let sign = if check.ok { "ok   " } else { "WRONG" };
                output::line(format!("{sign} {}: {}", check.name, check.message))?;
                if !check.ok {
                    output::line(format!("      {} [{}]", check.remedy, check.code))?;
                }
            }
        }
        Ok(if self.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

/// How much of a house is looked at.
#[derive(Debug, Default)]
pub struct Depth {
    /// Rows are not compared with the journal.
    pub quick: bool,
    /// What the journal is compared with.
    pub kept: Option<KeptCheckpoint>,
}

/// The checkpoint in a manifest, or one that stands alone.
fn kept(path: &Path) -> Result<KeptCheckpoint, Failure> {
    let text = std::fs::read(path).map_err(|error| Failure::unread(path, &error))?;
    let unusable = || {
        let path = path.display();
        Failure::Unusable(format!("{path} holds no checkpoint; name the manifest.json of a backup [doctor.checkpoint]"))
    };
    let mut found: serde_json::Value = serde_json::from_slice(&text).map_err(|_| unusable())?;
    let inner = found.get_mut("checkpoint").map(serde_json::Value::take);
    serde_json::from_value(inner.unwrap_or(found)).map_err(|_| unusable())
}

impl Doctor {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let depth = Depth { quick: self.quick, kept: self.checkpoint.as_deref().map(kept).transpose()? };
        let mut checks = vec![around::configuration(&self.reach)];
        match Store::open(self.place.config(), Clocks::system()).await {
            Ok(store) => {
                checks.extend(examine(&store, &self.place, &depth).await);
                store.close().await;
            }
            Err(error) => {
                let remedy = way_out(&error).map_or(
                    "see that --database, --files and --keyset name the same house, and that the server runs",
                    |(_, remedy)| remedy,
                );
                checks.push(wrong("database", error, remedy));
            }
        }
        checks.push(around::fonts());
        checks.push(around::mail(self.reach.smtp()).await);
        Findings::of(checks).tell(self.json)
    }
}

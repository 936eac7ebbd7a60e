//! `kompeten doctor`: looks at everything that can be wrong with an installation, and says how to mend it.

mod around;
mod house;

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

pub use house::examine;

use crate::{failure::Failure, output, serving::Reach, settings::Place};

/// Check everything, and say how to mend what is wrong
///
/// Ends with 1 when not all is well.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print JSON: {ok, checks: [{name, ok, message, remedy}]}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reach: Reach,
    #[command(flatten)]
    place: Place,
}

/// One check.
#[derive(Debug, Serialize)]
pub struct Check {
    name: &'static str,
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
    Check { name, ok: true, message: message.into(), remedy: String::new() }
}

fn wrong(name: &'static str, message: impl std::fmt::Display, remedy: &str) -> Check {
    Check { name, ok: false, message: message.to_string(), remedy: remedy.to_owned() }
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
                    output::line(format!("      {}", check.remedy))?;
                }
            }
        }
        Ok(if self.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}

impl Doctor {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let mut checks = vec![around::configuration(&self.reach)];
        match self.place.open().await {
            Ok(store) => {
                checks.extend(examine(&store, &self.place).await);
                store.close().await;
            }
            Err(failure) => checks.push(wrong(
                "database",
                failure,
                "see that --database, --files and --keyset name the same house, and that the server runs",
            )),
        }
        checks.push(around::fonts());
        checks.push(around::mail(self.reach.smtp()).await);
        Findings::of(checks).tell(self.json)
    }
}

//! `kompeten doctor`: looks at everything that can be wrong with an installation, and says how to mend it.

use std::process::ExitCode;

use clap::Args;
use documents::Press;
use serde::Serialize;
use store::{Read, Store, jobs};
use workflow::Mailer;

use crate::{failure::Failure, output, settings::Place};

/// Check everything, and say how to mend what is wrong
///
/// Ends with 1 when not all is well.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print JSON: {ok, checks: [{name, ok, message, remedy}]}
    #[arg(long)]
    json: bool,
    /// Mail server to try: smtp://… or smtps://…
    #[arg(long, env = "KOMPETEN_SMTP", hide_env_values = true)]
    smtp: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// One check.
#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    ok: bool,
    message: String,
    remedy: String,
}

/// All of them.
#[derive(Debug, Serialize)]
struct Findings {
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

impl Doctor {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let mut checks = Vec::new();
        match self.place.open().await {
            Ok(store) => {
                checks.push(well("database", "it opens, its schema is up to date, and the keyset is its own"));
                checks.push(keyset_is_private(&self.place));
                checks.extend(journal(&store).await);
                checks.push(files(&store).await);
                checks.push(clock(&store).await);
                checks.push(waiting_jobs(&store).await);
                store.close().await;
            }
            Err(failure) => checks.push(wrong(
                "database",
                failure,
                "see that --database, --files and --keyset name the same house, and that the server runs",
            )),
        }
        checks.push(fonts());
        checks.push(self.mail().await);
        let findings = Findings { ok: checks.iter().all(|c| c.ok), checks };
        if self.json {
            output::json(&findings)?;
        } else {
            for check in &findings.checks {
                let sign = if check.ok { "ok   " } else { "WRONG" };
                output::line(format!("{sign} {}: {}", check.name, check.message))?;
                if !check.ok {
                    output::line(format!("      {}", check.remedy))?;
                }
            }
        }
        Ok(if findings.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    async fn mail(&self) -> Check {
        let Some(smtp) = &self.smtp else { return well("mail", "no mail server; invitations are printed or copied") };
        let tried = match Mailer::new(smtp, "") {
            Ok(mailer) => mailer.check().await,
            Err(error) => Err(error),
        };
        match tried {
            Ok(()) => well("mail", "the mail server answers"),
            Err(error) => wrong("mail", error, "see the address in KOMPETEN_SMTP; mail that waits is tried again"),
        }
    }
}

#[cfg(unix)]
fn keyset_is_private(place: &Place) -> Check {
    use std::os::unix::fs::PermissionsExt as _;
    match std::fs::metadata(&place.keyset) {
        Ok(meta) if meta.permissions().mode() & 0o077 == 0 => well("keyset", "only its owner may read it"),
        Ok(_) => wrong("keyset", "others may read it", "chmod 600 on the keyset's file"),
        Err(error) => wrong("keyset", error, "see --keyset"),
    }
}

#[cfg(not(unix))]
fn keyset_is_private(place: &Place) -> Check {
    match std::fs::metadata(&place.keyset) {
        Ok(_) => well("keyset", "it is there"),
        Err(error) => wrong("keyset", error, "see --keyset"),
    }
}

async fn journal(store: &Store) -> [Check; 2] {
    const COMPARE: &str = "somebody wrote past the program: compare with the last backup, and see `kompeten replay`";
    let mut reader = store.reader();
    let chains = match reader.verify_chains().await {
        Ok(faults) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            of_faults("chains", "every entry of the journal is as it was written", &faults, COMPARE)
        }
        Err(error) => wrong("chains", error, "see that the database can be read"),
    };
    let checkpoints = match reader.verify_checkpoints().await {
        Ok(faults) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            of_faults("checkpoints", "every checkpoint fits its entries and is signed by this keyset", &faults, COMPARE)
        }
        Err(error) => wrong("checkpoints", error, "see that the database can be read"),
    };
    [chains, checkpoints]
}

async fn files(store: &Store) -> Check {
    let checked = match store.files() {
        Ok(files) => files.check_all().await,
        Err(error) => Err(error),
    };
    match checked {
        Ok(faults) => {
            let faults: Vec<String> = faults.iter().map(|(name, fault)| format!("{name}: {fault:?}")).collect();
            of_faults("files", "every file is there and is what it was", &faults, "bring the file back from a backup")
        }
        Err(error) => wrong("files", error, "see --files, and that the folder can be read"),
    }
}

/// The last entry of the journal must not lie in the future.
async fn clock(store: &Store) -> Check {
    let last = store.reader().rows("SELECT MAX(recorded_at) AS at FROM journal", &[]).await;
    let last = last.and_then(|rows| rows.first().map_or(Ok(None), |row| row.opt_int("at")));
    match last {
        Ok(Some(last)) if last > store.clocks().machine.now() => wrong(
            "clock",
            "the last entry of the journal lies in the future: the clock was set back, or ran ahead",
            "set the machine's clock by a time server",
        ),
        Ok(_) => well("clock", "it does not lie before the last entry of the journal"),
        Err(error) => wrong("clock", error, "see that the database can be read"),
    }
}

async fn waiting_jobs(store: &Store) -> Check {
    match jobs::jobs(&mut store.reader(), store::JobState::Failed, 20).await {
        Ok(failed) => {
            let failed: Vec<String> = failed.iter().map(|j| format!("{} {}", j.kind, j.id)).collect();
            of_faults("jobs", "none was given up", &failed, "see the log for why, mend it, and order the work again")
        }
        Err(error) => wrong("jobs", error, "see that the database can be read"),
    }
}

fn fonts() -> Check {
    match Press::new().check_glyphs("Siti Nur’aini – R.91PRP02.021.1") {
        Ok(()) => well("fonts", "papers can be printed"),
        Err(missing) => {
            wrong("fonts", format!("{} signs cannot be printed", missing.0.len()), "build the program again")
        }
    }
}

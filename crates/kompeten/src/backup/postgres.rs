//! PostgreSQL is copied by its own tools, `pg_dump` and `pg_restore`, which must be installed. A password in
//! the address is handed over by the environment, so that no list of processes shows it.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use url::Url;

use crate::failure::Failure;

/// What to install when a tool is not there.
const REMEDY: &str =
    "install PostgreSQL's client programs (on Debian: postgresql-client), not older than the server, and try again";

/// Dumps the database, as it is at one instant, into a new file.
///
/// # Errors
/// When `pg_dump` is not there, or does not succeed.
pub async fn dump(address: &str, to: &Path) -> Result<(), Failure> {
    let mut command = tool("pg_dump", address)?;
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(to);
    run("pg_dump", command).await?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(Failure::fault)
}

/// Fills an empty database from a dump, whole or not at all.
///
/// # Errors
/// When `pg_restore` is not there, or does not succeed.
pub async fn restore(address: &str, from: &Path) -> Result<(), Failure> {
    let mut command = tool("pg_restore", address)?;
    command.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]).arg(from);
    run("pg_restore", command).await
}

fn tool(name: &str, address: &str) -> Result<Command, Failure> {
    let unreadable = || Failure::Unusable("the PostgreSQL URL cannot be read".to_owned());
    let text = address.strip_prefix("postgres:").filter(|rest| !rest.starts_with("//")).unwrap_or(address);
    let mut url = Url::parse(text).map_err(|_| unreadable())?;
    let mut command = Command::new(name);
    if let Some(password) = url.password() {
        let plain = percent_encoding::percent_decode_str(password).decode_utf8().map_err(|_| unreadable())?;
        command.env("PGPASSWORD", plain.as_ref());
        url.set_password(None).map_err(|()| unreadable())?;
    }
    command.arg("--dbname").arg(url.as_str()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    Ok(command)
}

async fn run(name: &str, mut command: Command) -> Result<(), Failure> {
    let output = match tokio::task::spawn_blocking(move || command.output()).await.map_err(Failure::fault)? {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Failure::Unusable(format!("PostgreSQL is copied by {name}, which is not installed: {REMEDY}")));
        }
        Err(error) => return Err(Failure::fault(format!("{name}: {error}"))),
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::fault(format!("{name} did not succeed: {}", said.trim())))
}

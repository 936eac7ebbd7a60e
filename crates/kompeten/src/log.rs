//! The log: to standard error, so that standard output carries answers alone.

use std::io::IsTerminal as _;

use clap::ValueEnum;
use tracing::Level;
use tracing_subscriber::{EnvFilter, fmt};

/// Shape of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Begins to log. `KOMPETEN_LOG` (such as `info,sqlx=warn`) goes before the command's own level.
pub fn begin(format: LogFormat, level: Level) {
    let filter =
        EnvFilter::builder().with_env_var("KOMPETEN_LOG").with_default_directive(level.into()).from_env_lossy();
    // A file or a pipe gets plain lines.
    let colours = std::io::stderr().is_terminal();
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).with_ansi(colours);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

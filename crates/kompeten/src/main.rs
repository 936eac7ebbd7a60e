//! `kompeten`: one binary for the laptop of a hall and for the nodes of a country. Each command has a
//! file of its own under [`commands`]; what they print for machines is promised in `docs/commands.md`.

mod backup;
mod commands;
mod desk;
mod failure;
mod log;
mod output;
mod played;
mod serving;
mod settings;

use std::{num::NonZero, process::ExitCode};

use clap::Parser;

use crate::{commands::Command, failure::Failure, log::LogFormat};

/// A quarter of the work of a hall that starts together was giving and taking memory; this one takes less.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a person-certification body: from a competency standard to a certificate that anyone can verify.
#[derive(Debug, Parser)]
#[command(name = "kompeten", version, about, max_term_width = 100)]
struct Cli {
    /// Shape of the log, which goes to standard error
    #[arg(long, env = "KOMPETEN_LOG_FORMAT", global = true, default_value = "text", value_enum)]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

/// Threads that serve, at least: SQLite reads on them, and one long list is not to hold up everybody else.
const FEWEST_THREADS: usize = 4;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::begin(cli.log_format, cli.command.log_level());
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.max(FEWEST_THREADS))
        .enable_all()
        .build()
        .map_err(Failure::fault);
    match runtime.and_then(|runtime| runtime.block_on(cli.command.run())) {
        Ok(code) => code,
        Err(failure) => {
            failure.tell();
            failure.code()
        }
    }
}

//! `kompeten bench`: figures of this machine. What needs a server is measured from outside, by `make bench`;
//! this prints papers and workbooks, and fills a house to measure one with.

mod exam;
mod house;
mod paper;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::{failure::Failure, output};

/// Measure on this machine; `make bench` sets the figures beside those of others
#[derive(Debug, Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Certificates of the design, two pages each with QR and photo: CPU of one in a batch, and the memory of the batch
    Certificate(paper::Certificate),
    /// The authority's workbook with so many candidates: CPU of writing it
    WorkbookOut(paper::WorkbookOut),
    /// A hall of candidates over HTTP: figures, and an audit of what was acknowledged
    Exam(exam::Exam),
    /// Fill an empty house with so many cases and certificates, past its journal; prints how to sign in
    House(house::House),
}

impl Bench {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Certificate(certificate) => certificate.run(),
            What::WorkbookOut(workbook) => workbook.run(),
            What::Exam(exam) => exam.run().await,
            What::House(house) => house.run().await,
        }
    }
}

/// Prints a figure: as a JSON line, or for people.
fn tell(as_json: bool, bench: &str, unit: &str, value: f64) -> Result<ExitCode, Failure> {
    let value = (value * 10_000.0).round() / 10_000.0;
    if as_json {
        let machine = machine();
        let line = json!({
            "bench": bench, "unit": unit, "value": value, "peer": null, "peer_value": null, "ratio": null,
            "machine": machine,
        });
        output::line(line.to_string())?;
    } else {
        output::line(format!("{bench}: {value} {unit}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Processors and their name, as far as the system says.
fn machine() -> String {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let known = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    format!("{processors} x {}", name.map_or(std::env::consts::ARCH, |(_, name)| name.trim()))
}

/// CPU seconds of this process so far, of all its threads.
///
/// # Errors
/// Where the system does not say.
fn cpu_seconds() -> Result<f64, Failure> {
    let told =
        std::fs::read_to_string("/proc/self/stat").map_err(|e| Failure::fault(format!("/proc/self/stat: {e}")))?;
    // Fields after the command's name, which may hold blanks: user time is the 12th, system time the 13th.
    let ticks = told.rsplit_once(')').and_then(|(_, rest)| {
        let mut fields = rest.split_whitespace().skip(11);
        Some(fields.next()?.parse::<u32>().ok()? + fields.next()?.parse::<u32>().ok()?)
    });
    ticks.map(|ticks| f64::from(ticks) / 100.0).ok_or_else(|| Failure::fault("/proc/self/stat cannot be read"))
}

/// The most memory that this process held at once, in MB of 1,048,576 bytes.
///
/// # Errors
/// Where the system does not say.
fn most_memory_mb() -> Result<f64, Failure> {
    let told = std::fs::read_to_string("/proc/self/status")
        .map_err(|error| Failure::fault(format!("/proc/self/status: {error}")))?;
    let kilobytes = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse().ok());
    let kilobytes: u32 = kilobytes.ok_or_else(|| Failure::fault("/proc/self/status cannot be read"))?;
    Ok(f64::from(kilobytes) / 1_024.0)
}

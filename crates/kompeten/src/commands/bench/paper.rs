//! Papers and workbooks in batches, as bulk issue and exports make them.

use std::process::ExitCode;

use clap::Args;
use documents::{Press, samples};
use exchange::bnsp;
use serde_json::json;

use super::{cpu_seconds, most_memory_mb, tell};
use crate::failure::Failure;

#[derive(Debug, Args)]
pub struct Certificate {
    /// How many are printed
    #[arg(long, default_value_t = 1_000)]
    count: u32,
    /// Print JSON lines: {bench, unit, value, peer, peer_value, ratio, machine}
    #[arg(long)]
    json: bool,
}

impl Certificate {
    pub fn run(self) -> Result<ExitCode, Failure> {
        let sample = samples().into_iter().find(|(name, _)| name == "certificate-valid");
        let (_, mut paper) = sample.ok_or_else(|| Failure::fault("there is no sample of a certificate"))?;
        let press = Press::new();
        // The first one loads typefaces and lays out the frame, which is the same for all.
        press.render(&paper).map_err(Failure::fault)?;
        let before = cpu_seconds()?;
        for n in 0..self.count.max(1) {
            paper.data["certificate"]["number"] = json!(format!("91012 2631 4 {n:07} 2026"));
            paper.data["certificate"]["holder"] = json!(format!("Peserta Contoh {n}"));
            press.render(&paper).map_err(Failure::fault)?;
        }
        let each = (cpu_seconds()? - before) * 1_000.0 / f64::from(self.count.max(1));
        tell(self.json, "certificate", "ms CPU / certificate", each)?;
        tell(self.json, "certificate-memory", "MB at most", most_memory_mb()?)
    }
}

#[derive(Debug, Args)]
pub struct WorkbookOut {
    /// How many candidates it holds
    #[arg(long, default_value_t = 10_000)]
    rows: u32,
    /// Print a JSON line: {bench, unit, value, peer, peer_value, ratio, machine}
    #[arg(long)]
    json: bool,
}

impl WorkbookOut {
    pub fn run(self) -> Result<ExitCode, Failure> {
        let mut seconds = Vec::new();
        for _ in 0..3 {
            let before = cpu_seconds()?;
            let written = bnsp::write((1..=self.rows).map(row)).map_err(Failure::fault)?;
            seconds.push(cpu_seconds()? - before);
            if !written.missing.is_empty() {
                return Err(Failure::fault("the workbook is not whole"));
            }
        }
        seconds.sort_by(f64::total_cmp);
        let scaled = seconds[1] * 10_000.0 / f64::from(self.rows.max(1));
        tell(self.json, "workbook-out", "s CPU / 10,000 rows", scaled)
    }
}

/// An invented candidate with every cell filled.
fn row(n: u32) -> bnsp::Row {
    let some = |text: &str| Some(text.to_owned());
    let day = jiff::civil::date(1990, 1, 15);
    bnsp::Row {
        name: format!("Peserta Contoh {n:05}"),
        nik: Some(format!("6372{n:012}")),
        birth_place: some("Banjarbaru"),
        born: Some(day),
        sex: some(if n.is_multiple_of(2) { "P" } else { "L" }),
        address: Some(format!("Jalan Contoh Nomor {n}, Banjarbaru")),
        city: some("6372"),
        province: some("63"),
        phone: Some(format!("+62812{n:08}")),
        email: Some(format!("peserta{n}@contoh.example")),
        education: some("06"),
        occupation: some("12"),
        schedule: some("1234"),
        tested_on: Some(jiff::civil::date(2025, 10, 30)),
        assessors: vec!["MET.000.003310 2022".to_owned()],
        funding: some("1"),
        ministry: some("99"),
        competent: Some(!n.is_multiple_of(3)),
    }
}

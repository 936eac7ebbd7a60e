//! `kompeten verify`: what the register says of a certificate, by number, public code, address or PDF.

use std::{path::Path, process::ExitCode};

use certification::{
    certificate::public_status, civil, record::certificate::Certificate, setting::Settings, text::squeeze,
};
use clap::Args;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::{Find, Read, Store};
use workflow::settings;

use crate::{failure::Failure, output, settings::Place};

/// Say whether a certificate is valid: by its number, its public code, the address in its QR, or its PDF
///
/// Ends with 0 when it is valid, with 1 for any other verdict, with 2 when it could not be judged.
#[derive(Debug, Args)]
pub struct Verify {
    /// Number, public code, address or PDF file
    what: String,
    /// Print JSON: {kind, verdict, number, reasons, as_of}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

/// What is said.
#[derive(Debug, Serialize)]
struct Verdict {
    kind: &'static str,
    verdict: &'static str,
    number: Option<String>,
    reasons: Vec<Reason>,
    as_of: String,
}

/// Why, where it is not simply valid.
#[derive(Debug, Serialize)]
struct Reason {
    code: &'static str,
    message: &'static str,
}

const UNKNOWN: Reason = Reason { code: "not-in-register", message: "the register knows no such certificate" };
const NOT_PDF: Reason = Reason { code: "not-a-pdf", message: "the file is no PDF" };
const CHANGED: Reason =
    Reason { code: "not-the-issued-file", message: "the file is not, byte for byte, the one that was issued" };

impl Verify {
    pub async fn run(self) -> Result<ExitCode, Failure> {
        let store = self.place.open().await?;
        let verdict = self.judge(&store).await;
        store.close().await;
        // What cannot be judged ends with 2, whatever stood in the way.
        let verdict = verdict.map_err(Failure::fault)?;
        if self.json {
            output::json(&verdict)?;
        } else {
            let number = verdict.number.as_deref().unwrap_or("no number");
            output::line(format!("{}: {number} (as of {})", verdict.verdict, verdict.as_of))?;
            for reason in &verdict.reasons {
                output::line(format!("  {}", reason.message))?;
            }
        }
        Ok(if verdict.verdict == "valid" { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    async fn judge(&self, store: &Store) -> Result<Verdict, Failure> {
        let path = Path::new(&self.what);
        let settings = settings(&mut store.reader()).await?;
        if path.is_file() {
            return self.judge_file(store, &settings, &std::fs::read(path).map_err(Failure::fault)?).await;
        }
        let typed = squeeze(self.what.rsplit_once("/v/").map_or(self.what.as_str(), |(_, code)| code));
        let mut reader = store.reader();
        let by_number: Option<Certificate> = reader.first(Find::by("number", typed.as_str())).await?;
        let found = match by_number {
            Some(found) => Some(found),
            None => reader.first(Find::by("code", typed.to_uppercase().replace([' ', '-'], ""))).await?,
        };
        let reasons = if found.is_none() { vec![UNKNOWN] } else { Vec::new() };
        Ok(told("certificate", found.as_ref(), reasons, &settings, store))
    }

    async fn judge_file(&self, store: &Store, settings: &Settings, bytes: &[u8]) -> Result<Verdict, Failure> {
        if !bytes.starts_with(b"%PDF-") {
            let verdict = told("pdf", None, vec![NOT_PDF], settings, store);
            return Ok(Verdict { verdict: "malformed", ..verdict });
        }
        let digest = store.keyset().digest(&Sha256::digest(bytes).into());
        for file in store.files()?.same(&digest).await? {
            let kept: Option<Certificate> = store.reader().first(Find::by("file", file.name.as_str())).await?;
            if let Some(kept) = kept {
                return Ok(told("pdf", Some(&kept), Vec::new(), settings, store));
            }
        }
        let Some(number) = number_in(bytes) else { return Ok(told("pdf", None, vec![UNKNOWN], settings, store)) };
        let known: Option<Certificate> = store.reader().first(Find::by("number", number.as_str())).await?;
        let Some(known) = known else { return Ok(told("pdf", None, vec![UNKNOWN], settings, store)) };
        let verdict = told("pdf", Some(&known), vec![CHANGED], settings, store);
        // A copy made after the status changed says so itself; of a valid certificate there is one file alone.
        Ok(if verdict.verdict == "valid" { Verdict { verdict: "tampered", ..verdict } } else { verdict })
    }
}

fn told(
    kind: &'static str,
    found: Option<&Certificate>,
    reasons: Vec<Reason>,
    settings: &Settings,
    store: &Store,
) -> Verdict {
    let now = store.clocks().wall.now();
    let today = civil::day(now, &settings.text("body.zone"));
    let as_of = jiff::Timestamp::from_microsecond(now).map(|t| t.to_string()).unwrap_or_default();
    Verdict {
        kind,
        verdict: found.map_or("unknown", |c| public_status(c, today)),
        number: found.map(|c| c.number.clone()),
        reasons,
        as_of,
    }
}

/// The number in the title of a certificate's PDF, which its metadata carry in the clear.
fn number_in(bytes: &[u8]) -> Option<String> {
    const TITLE: &[u8] = b"Sertifikat Kompetensi ";
    let at = bytes.windows(TITLE.len()).position(|w| w == TITLE)? + TITLE.len();
    let rest = String::from_utf8_lossy(bytes.get(at..bytes.len().min(at + 120))?).into_owned();
    rest.split_once(" – ").map(|(number, _)| squeeze(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_read_from_the_title() {
        let pdf = "%PDF-1.7 … <rdf:li>Sertifikat Kompetensi 91012 2631 4 0000001 2025 – Rusdi</rdf:li>";
        assert_eq!(number_in(pdf.as_bytes()).as_deref(), Some("91012 2631 4 0000001 2025"));
        assert_eq!(number_in(b"%PDF-1.7 nothing"), None);
    }
}

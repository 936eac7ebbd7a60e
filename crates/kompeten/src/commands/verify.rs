//! `kompeten verify`: what the register says of a certificate, by number, public code, address or PDF. The address in
//! the QR is one of this house's own: whoever prints another one sends people to another place.

use std::{path::Path, process::ExitCode};

use certification::{
    certificate::public_status,
    civil,
    record::certificate::Certificate,
    series::{has_shape, look_ups},
    setting::Settings,
    text::squeeze,
};
use clap::Args;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use store::{Find, Read, Store};
use workflow::settings;

use crate::{failure::Failure, output, settings::Place};

/// Say whether a certificate is valid: by its number, its public code, the address in its QR, or its PDF
///
/// Ends with 0 when it is valid, with 1 for any other verdict, with 2 when it could not be judged: credentials (JSON,
/// JWT, baked pictures) are not judged yet.
#[derive(Debug, Args)]
pub struct Verify {
    /// Number, public code, address or PDF file
    what: String,
    /// Print JSON: {kind, verdict, number, reasons, as_of}
    #[arg(long)]
    json: bool,
    /// How the world reaches this house: an address elsewhere is not trusted; any is, when this is not set
    #[arg(long, env = "KOMPETEN_PUBLIC_URL")]
    public_url: Option<String>,
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

impl Verdict {
    fn but(self, verdict: &'static str) -> Self {
        Self { verdict, ..self }
    }
}

/// Why, where it is not simply valid.
#[derive(Debug, Serialize)]
struct Reason {
    code: &'static str,
    message: &'static str,
}

const UNKNOWN: Reason = Reason { code: "not-in-register", message: "the register knows no such certificate" };
const NO_SHAPE: Reason =
    Reason { code: "no-shape", message: "this is no number, public code, address or file of a certificate" };
const NO_LOG: Reason = Reason { code: "not-a-log", message: "the folder holds no log" };
const NO_ADDRESS: Reason =
    Reason { code: "not-an-address", message: "the address is none under which a certificate is shown" };
const ELSEWHERE: Reason =
    Reason { code: "another-place", message: "the address leads to another place than this house" };
const TOO_LARGE: Reason = Reason { code: "too-large", message: "the file is larger than any certificate" };
const NOT_WHOLE: Reason = Reason { code: "cut-off", message: "the file is cut off or damaged" };
const NOT_PDF: Reason = Reason { code: "not-a-pdf", message: "the file is no PDF" };
const CHANGED: Reason =
    Reason { code: "not-the-issued-file", message: "the file is not, byte for byte, the one that was issued" };

/// Bytes of a file that is looked into; a certificate has a thousandth of this.
const MOST: u64 = 64 << 20;
/// Endings of files that can be judged: what bears one and is not there was mistyped, and is no number.
const ENDINGS: [&str; 5] = [".pdf", ".json", ".jwt", ".png", ".svg"];

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
        if path.is_dir() {
            return Ok(told("log", None, vec![NO_LOG], &settings, store).but("malformed"));
        }
        if path.is_file() {
            let unreadable = |error| Failure::fault(format!("{}: {error}", path.display()));
            if path.metadata().map_err(unreadable)?.len() > MOST {
                return Ok(told("pdf", None, vec![TOO_LARGE], &settings, store).but("malformed"));
            }
            return self.judge_file(store, &settings, &std::fs::read(path).map_err(unreadable)?).await;
        }
        if ENDINGS.iter().any(|ending| self.what.to_lowercase().ends_with(ending)) {
            return Err(Failure::fault(format!(
                "there is no file {}; name one that is there, or a number or public code [file.missing]",
                self.what
            )));
        }
        self.judge_text(store, &settings).await
    }

    /// A number or a public code; or an address, as the QR holds it.
    async fn judge_text(&self, store: &Store, settings: &Settings) -> Result<Verdict, Failure> {
        let what = self.what.trim();
        let (kind, typed) = match what.rsplit_once("/v/") {
            Some((place, _)) if !self.is_here(place) => {
                return Ok(told("qr", None, vec![ELSEWHERE], settings, store).but("untrusted"));
            }
            Some((_, rest)) => ("qr", rest.split(['?', '#', '/']).next().unwrap_or_default()),
            None if what.contains("://") => {
                return Ok(told("qr", None, vec![NO_ADDRESS], settings, store).but("malformed"));
            }
            None => ("certificate", what),
        };
        let mut reader = store.reader();
        let mut found: Option<Certificate> = None;
        for (column, value) in look_ups(settings, typed) {
            if found.is_none() {
                found = reader.first(Find::by(column, value)).await?;
            }
        }
        // The pattern of numbers is a setting that may have been another once: what is registered has a shape.
        if found.is_none() && kind == "certificate" && !has_shape(typed) {
            return Ok(told(kind, None, vec![NO_SHAPE], settings, store).but("malformed"));
        }
        let reasons = if found.is_none() { vec![UNKNOWN] } else { Vec::new() };
        Ok(told(kind, found.as_ref(), reasons, settings, store))
    }

    /// Whether an address before its `/v/` is this house's own; the scheme may be left out, as people type it.
    fn is_here(&self, place: &str) -> bool {
        let bare = |url: &str| {
            let url = url.trim_end_matches('/').to_lowercase();
            url.split_once("://").map_or(url.clone(), |(_, rest)| rest.to_owned())
        };
        self.public_url.as_deref().filter(|url| !url.is_empty()).is_none_or(|url| bare(url) == bare(place))
    }

    async fn judge_file(&self, store: &Store, settings: &Settings, bytes: &[u8]) -> Result<Verdict, Failure> {
        if is_credential(bytes) {
            let said = "this looks like a credential: this version issues none, and cannot judge one";
            return Err(Failure::fault(said.to_owned()));
        }
        if !bytes.starts_with(b"%PDF-") {
            return Ok(told("pdf", None, vec![NOT_PDF], settings, store).but("malformed"));
        }
        let digest = store.keyset().digest(&Sha256::digest(bytes).into());
        for file in store.files()?.same(&digest).await? {
            let kept: Option<Certificate> = store.reader().first(Find::by("file", file.name.as_str())).await?;
            if let Some(kept) = kept {
                return Ok(told("pdf", Some(&kept), Vec::new(), settings, store));
            }
        }
        let Some(number) = number_in(bytes) else {
            let verdict = told("pdf", None, vec![if is_whole(bytes) { UNKNOWN } else { NOT_WHOLE }], settings, store);
            return Ok(if is_whole(bytes) { verdict } else { verdict.but("malformed") });
        };
        let known: Option<Certificate> = store.reader().first(Find::by("number", number.as_str())).await?;
        let Some(known) = known else { return Ok(told("pdf", None, vec![UNKNOWN], settings, store)) };
        let verdict = told("pdf", Some(&known), vec![CHANGED], settings, store);
        // A copy made after the status changed says so itself; of a valid certificate there is one file alone.
        Ok(if verdict.verdict == "valid" { verdict.but("tampered") } else { verdict })
    }
}

fn told(
    kind: &'static str,
    found: Option<&Certificate>,
    mut reasons: Vec<Reason>,
    settings: &Settings,
    store: &Store,
) -> Verdict {
    let now = store.clocks().wall.now();
    let today = civil::day(now, &settings.text("body.zone"));
    let as_of = jiff::Timestamp::from_microsecond(now).map(|t| t.to_string()).unwrap_or_default();
    let verdict = found.map_or("unknown", |c| public_status(c, today));
    reasons.extend(of_status(verdict));
    Verdict { kind, verdict, number: found.map(|c| c.number.clone()), reasons, as_of }
}

/// Whether a file is what other houses put credentials in: JSON or a JWT, a picture with one baked in.
fn is_credential(bytes: &[u8]) -> bool {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    let text = bytes.trim_ascii_start();
    let tag = text.get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<?xml") || tag.starts_with(b"<svg"));
    text.starts_with(b"{") || text.starts_with(b"eyJ") || bytes.starts_with(PNG) || tag
}

/// Whether a PDF has its end, near the end of the file.
fn is_whole(bytes: &[u8]) -> bool {
    bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes).windows(5).any(|w| w == b"%%EOF")
}

/// Why a certificate that the register knows is not valid.
fn of_status(verdict: &'static str) -> Option<Reason> {
    let message = match verdict {
        "suspended" => "the certificate is suspended",
        "revoked" => "the certificate was revoked",
        "superseded" => "another certificate has taken its place",
        "expired" => "its validity has ended",
        _ => return None,
    };
    Some(Reason { code: verdict, message })
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

    fn verify(public_url: Option<&str>) -> Verify {
        let place = Place { database: String::new(), files: String::new(), keyset: std::path::PathBuf::new() };
        Verify { what: String::new(), json: true, public_url: public_url.map(str::to_owned), place }
    }

    #[test]
    fn an_address_is_of_this_house_whatever_its_scheme_and_letters() {
        let house = verify(Some("https://lsp.contoh.id/"));
        assert!(house.is_here("https://LSP.contoh.id") && house.is_here("lsp.contoh.id"));
        assert!(!house.is_here("https://lsp.contoh.id.example") && !house.is_here("https://example/lsp.contoh.id"));
        assert!(verify(None).is_here("https://anywhere.example") && verify(Some("")).is_here("anywhere.example"));
    }

    #[test]
    fn a_pdf_without_its_end_is_not_whole() {
        assert!(is_whole(b"%PDF-1.7\n...\n%%EOF\n"));
        assert!(!is_whole(b"%PDF-1.7\n..."));
    }

    #[test]
    fn every_status_but_valid_has_its_reason() {
        for verdict in ["suspended", "revoked", "superseded", "expired"] {
            assert_eq!(of_status(verdict).map(|reason| reason.code), Some(verdict));
        }
        assert!(of_status("valid").is_none() && of_status("unknown").is_none());
    }

    #[test]
    fn the_number_is_read_from_the_title() {
        let pdf = "%PDF-1.7 … <rdf:li>Sertifikat Kompetensi 91012 2631 4 0000001 2025 – Rusdi</rdf:li>";
        assert_eq!(number_in(pdf.as_bytes()).as_deref(), Some("91012 2631 4 0000001 2025"));
        assert_eq!(number_in(b"%PDF-1.7 nothing"), None);
    }
}

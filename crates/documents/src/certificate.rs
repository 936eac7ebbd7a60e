//! What stands on a certificate. Numbers, names and dates come frozen from the decision; nothing is computed here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::piece::{Align, Bilingual, Electronic};
use crate::{Paper, Qr, Template};

/// A certificate of competence, both pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateData {
    /// The designed sheet, or an overprint on the blank of BNSP.
    pub mode: Mode,
    /// Its status on the day of printing.
    pub status: Status,
    /// The body that issues it.
    pub body: Issuer,
    /// The statement of page 1.
    pub certificate: Statement,
    /// Who signs page 1.
    pub signatory: Signatory,
    /// Who signs the list of units.
    pub manager: Signatory,
    /// Where to verify it; without it no code is printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub verify: Option<Verify>,
    /// The units, in the order of the scheme.
    pub units: Vec<Unit>,
    /// Photo and signature of the holder.
    #[serde(default)]
    pub holder: Holder,
    /// Places of the fields on the blank; needed when `mode` is [`Mode::Blanko`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub blanko: Option<Blanko>,
}

impl CertificateData {
    /// The paper of this certificate with its pictures.
    pub fn paper(&self, files: BTreeMap<String, Vec<u8>>) -> Paper {
        Paper { template: Template::Certificate, data: serde_json::json!(self), files }
    }
}

/// How it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Frame, words and all.
    Full,
    /// Only the variable words, onto a pre-printed blank.
    Blanko,
}

/// Status on the day of printing. Any but `valid` is printed over every page and in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// Which.
    pub state: State,
    /// Since what day, ISO.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<String>,
    /// A few words of reason.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

impl Status {
    /// A status without date and reason.
    pub fn plain(state: State) -> Self {
        Self { state, since: None, note: None }
    }
}

/// The states that a printed certificate can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing is printed over it.
    Valid,
    /// DIBEKUKAN.
    Suspended,
    /// DICABUT.
    Revoked,
    /// DIGANTI: another certificate took its place.
    Superseded,
    /// KEDALUWARSA.
    Expired,
    /// CONTOH: a demonstration.
    Specimen,
    /// SALINAN.
    Copy,
}

/// The body as the certificate names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Issuer {
    /// Name.
    pub name: Bilingual,
    /// Licence number.
    pub licence: String,
    /// Emblem at the left, by the name of a file; none is ever shipped.
    #[serde(default)]
    pub logo_left: Option<String>,
    /// What the emblem at the left is, for those who hear the page.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub logo_left_name: Option<String>,
    /// Logo of the body at the right, by the name of a file.
    #[serde(default)]
    pub logo_right: Option<String>,
    /// On whose behalf; without it the line is left out.
    #[serde(default)]
    pub on_behalf: Option<Bilingual>,
}

/// A certificate whose place another has taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Its number.
    pub number: String,
    /// The day on which it was issued, ISO.
    pub date: String,
}

/// The statement of page 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Certificate number.
    pub number: String,
    /// Registration number.
    pub registration: String,
    /// The holder's name with degrees.
    pub holder: String,
    /// The field, as *Perpustakaan*.
    pub field: Bilingual,
    /// The words before the competency, as *dengan kualifikasi/kompetensi*.
    pub competency_label: Bilingual,
    /// Title of the scheme.
    pub competency: Bilingual,
    /// Number of the scheme.
    #[serde(default)]
    pub scheme: Option<String>,
    /// Validity in whole years.
    pub valid_years: u8,
    /// First day of validity, ISO: printed in place of the years where these do not say when it begins, as on one that
    /// replaces another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day of validity, ISO, inclusive.
    pub valid_until: String,
    /// The certificate that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
    /// Place of issue.
    pub place: String,
    /// Day of issue, ISO.
    pub date: String,
    /// Serial number of the blank.
    #[serde(default)]
    pub serial: Option<String>,
}

/// One who signs for the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signatory {
    /// Name with degrees.
    pub name: String,
    /// Office.
    pub title: Bilingual,
    /// Picture of the signature, by the name of a file.
    #[serde(default)]
    pub signature: Option<String>,
    /// How it was signed electronically.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub electronic: Option<Electronic>,
}

/// Where anyone can verify the certificate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verify {
    /// The whole address, as the code says it.
    pub url: String,
    /// The address as one types it, without `https://`.
    pub short: String,
    /// Its code, from [`qr`](crate::qr()).
    pub qr: Qr,
}

impl Verify {
    /// From the address.
    pub fn at(url: &str) -> Self {
        let short = url.trim_start_matches("https://").trim_start_matches("http://");
        Self { url: url.to_owned(), short: short.to_owned(), qr: crate::qr(url) }
    }
}

/// A unit of competency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Code.
    pub code: String,
    /// Title, Indonesian.
    pub id: String,
    /// Title, English; empty when the standard has none.
    pub en: String,
}

/// Pictures of the holder, by the names of files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// Photo, three by four.
    #[serde(default)]
    pub photo: Option<String>,
    /// Signature.
    #[serde(default)]
    pub signature: Option<String>,
}

/// Where the words go on the blank of BNSP. All measures in millimetres from the top left corner of the sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blanko {
    /// Correction of the printer, to the right.
    pub dx: f64,
    /// Correction of the printer, downwards.
    pub dy: f64,
    /// Draws the fields' edges, for the first trial.
    pub guides: bool,
    /// The fields.
    pub fields: Vec<BlankoField>,
}

/// One field. Exactly one of `from`, `text`, `image`, `qr`, `units` says what stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlankoField {
    /// Path into the data, as `certificate.holder`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<String>,
    /// Writes the date that `from` finds in words of this language, `id` or `en`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// These words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// Path into the data to the name of a picture, as `holder.photo`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub image: Option<String>,
    /// What the picture is, for those who hear the page.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub alt: Option<String>,
    /// The code to verify.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub qr: Option<bool>,
    /// The list of units.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub units: Option<bool>,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height, where it matters (pictures, guides).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub h: Option<f64>,
    /// Size of type in points.
    pub size: f64,
    /// Page, from 1.
    pub page: u8,
    /// Alignment.
    pub align: Align,
    /// Weight of type, 400 when missing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub weight: Option<u16>,
    /// Typeface, Source Sans 3 when missing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub font: Option<String>,
}

/// Printed onto a blank of BNSP: no frame, no micro-text.
pub(crate) fn is_overprint(data: &Value) -> bool {
    data.get("mode").and_then(Value::as_str) == Some("blanko")
}

/// Type size and padding, in millimetres, of the densities of `certificate.typ`.
const DENSITIES: [(f64, f64); 4] = [(3.528, 1.75), (3.316, 1.35), (3.104, 1.05), (2.893, 0.8)];
/// Room for the list of units on page 2, in millimetres: so much at least, and at most.
const ROOM: (f64, f64) = (76.0, 98.0);
/// Width of a title of a unit, in millimetres.
const TITLE: f64 = 92.0;
/// Width of a letter, in parts of the type size: at most, and at least, over a whole line.
const LETTER: (f64, f64) = (0.60, 0.40);

/// The density at which the list of units fits on page 2, where that is sure without measuring.
pub(crate) fn density(data: &Value) -> Option<usize> {
    let units = data.get("units")?.as_array()?;
    let heights = |(size, pad): (f64, f64), letter: f64| -> f64 {
        let lines = |unit: &Value, title: &str| {
            let letters = unit.get(title).and_then(Value::as_str).map_or(0, |text| text.chars().count());
            #[expect(clippy::cast_precision_loss, reason = "titles are short")]
            let lines = (letters as f64 * letter * size / TITLE).ceil();
            lines.max(1.0)
        };
        let row = |unit: &Value| lines(unit, "id").max(lines(unit, "en"));
        let row_height = |lines: f64| 2.0 * pad + size * (0.66 + 1.08 * (lines - 1.0));
        units.iter().map(|unit| row_height(row(unit))).sum::<f64>() + row_height(1.0)
    };
    for (place, density) in DENSITIES.into_iter().enumerate() {
        if heights(density, LETTER.0) <= ROOM.0 {
            return Some(place);
        }
        if heights(density, LETTER.1) <= ROOM.1 {
            return None;
        }
    }
    None
}

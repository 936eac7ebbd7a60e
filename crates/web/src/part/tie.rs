//! A tie between an assessor and a candidate, as it is asked for on the pages of staff, assessors and candidates: the
//! fields of `templates/parts/tie.html`.

use serde::Deserialize;

/// What was said of a tie.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    /// Its kind.
    #[serde(rename = "jenis")]
    pub kind: String,
    /// Last day of a training, ISO.
    #[serde(rename = "terakhir")]
    pub trained_on: String,
    /// What it is.
    #[serde(rename = "alasan")]
    pub reason: String,
}

/// The field that a refusal of a tie is about.
#[must_use]
pub fn field(code: &str) -> &'static str {
    match code {
        "conflict.training-day" => "terakhir",
        "conflict.reason-wanted" => "alasan",
        _ => "jenis",
    }
}

//! A tie between an assessor and a candidate, as it is asked for on the pages of staff, assessors and candidates.

/// The field that a refusal of a tie is about.
#[must_use]
pub fn field(code: &str) -> &'static str {
    match code {
        "conflict.training-day" => "terakhir",
        "conflict.reason-wanted" => "alasan",
        _ => "jenis",
    }
}

//! What is taken along as a file.

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use workflow::listing::{self, Sheet};

use crate::Answer;

/// The media type of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file to keep, under that name.
#[must_use]
pub fn kept(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// A workbook of these sheets to keep, under that name.
///
/// # Errors
/// A fault when it cannot be written.
pub async fn workbook(sheets: Vec<Sheet>, name: &str) -> Answer {
    Ok(kept(listing::workbook(sheets).await?, XLSX, name))
}

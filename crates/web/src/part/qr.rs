//! QR codes as pages draw them.

use qrcode::{Color, EcLevel, QrCode};

use crate::error::WebError;

/// Light squares around a code.
const QUIET: usize = 4;

/// A QR with its quiet zone: its width in squares, and its dark squares as a path.
///
/// # Errors
/// A fault when the text is too long for a code.
pub fn qr(text: &str) -> Result<(usize, String), WebError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(WebError::fault)?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
        }
    }
    Ok((width + 2 * QUIET, path))
}

//! QR codes as rows of modules. Size, colour and the quiet zone around belong to the layout.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};

/// One string of `0` and `1` a row, without quiet zone.
pub type Qr = Vec<String>;

/// The QR code of a text, error correction level M. Empty when the text is longer than a QR code holds
/// (2,331 bytes), so that a paper is printed without a code rather than not at all.
pub fn qr(text: &str) -> Qr {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return Qr::new() };
    let sign = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    code.to_colors().chunks(code.width()).map(|row| row.iter().map(sign).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_code_is_square_with_finders_in_three_corners() {
        let rows = qr("https://sertifikat.contoh.id/v/7K3M92QF01");
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        let last = rows.len() - 7;
        for (row, column) in [(0, 0), (0, last), (last, 0)] {
            assert_eq!(&rows[row][column..column + 7], "1111111");
            assert_eq!(&rows[row + 1][column..column + 7], "1000001");
        }
        assert_ne!(&rows[last][last..], "1111111");
    }

    #[test]
    fn a_text_too_long_for_a_code_gives_none() {
        assert!(qr(&"x".repeat(3000)).is_empty());
    }
}

//! Pictures as they come (a phone's photo, a scanned signature, a logo) brought to what paper needs: recognised by
//! content, upright, and no larger than print can show. What may be uploaded at all is decided elsewhere.

use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// Longest side that is printed, in pixels: a photo of 3 × 4 cm at 600 dots an inch, a letterhead at 150.
const LONGEST: u32 = 1000;
/// A picture of up to this many pixels is left as it is.
const PLAIN: u64 = 1_500_000;
/// Memory for opening one picture.
const MEMORY: u64 = 400 * 1024 * 1024;

/// The picture to print; `None` when it is none, or a kind that cannot be printed.
pub(crate) fn to_print(bytes: &[u8]) -> Option<Vec<u8>> {
    if is_svg(bytes) || bytes.starts_with(b"GIF8") || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
    {
        return Some(bytes.to_vec());
    }
    let format = image::guess_format(bytes).ok().filter(|f| matches!(f, ImageFormat::Png | ImageFormat::Jpeg))?;
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().ok()?;
    if u64::from(width) * u64::from(height) <= PLAIN {
        return Some(bytes.to_vec());
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture = picture.thumbnail(LONGEST * 2, LONGEST * 2).resize(LONGEST, LONGEST, FilterType::CatmullRom);
    picture.apply_orientation(orientation);
    let mut printed = Cursor::new(Vec::new());
    if picture.color().has_alpha() {
        picture.write_to(&mut printed, ImageFormat::Png).ok()?;
    } else {
        picture.to_rgb8().write_to(&mut printed, ImageFormat::Jpeg).ok()?;
    }
    Some(printed.into_inner())
}

fn is_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg"))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::to_print;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_small_picture_stays_as_it_is() {
        let photo = picture(354, 472, ImageFormat::Jpeg);
        assert_eq!(to_print(&photo).unwrap(), photo);
    }

    #[test]
    fn a_phones_photo_is_brought_to_print_size() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let printed = to_print(&picture(3000, 4000, format)).unwrap();
            let image = image::load_from_memory(&printed).unwrap();
            assert_eq!((image.width(), image.height()), (750, 1000));
        }
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for bytes in [&b"%PDF-1.7"[..], b"MZ", b"", b"<html></html>", b"\x89PNG\r\n\x1a\nbroken", b"RIFF....AVI "] {
            assert!(to_print(bytes).is_none(), "{bytes:?}");
        }
    }
}

//! Pictures as they come (a phone's photo, a scanned signature, a logo) brought to what paper needs: recognised by
//! content, upright, and no larger than print can show. What may be uploaded at all is decided elsewhere.

use std::{
    borrow::Cow,
    collections::VecDeque,
    hash::{BuildHasher as _, RandomState},
    io::Cursor,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// Longest side that is printed, in pixels: a photo of 3 × 4 cm at 600 dots an inch, a letterhead at 150.
const LONGEST: u32 = 1000;
/// A picture of up to this many pixels is left as it is.
const PLAIN: u64 = 1_500_000;
/// Memory for opening one picture.
const MEMORY: u64 = 400 * 1024 * 1024;

/// The picture to print; `None` when it is none, is damaged, or is of a kind that cannot be printed.
///
/// What was found of a picture is remembered for a while: a batch prints the same emblems on every paper.
pub(crate) fn to_print(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    if is_svg(bytes) || bytes.starts_with(b"GIF8") || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
    {
        return Some(Cow::Borrowed(bytes));
    }
    match found(bytes) {
        Found::AsItIs => Some(Cow::Borrowed(bytes)),
        Found::Anew(printed) => Some(Cow::Owned(printed.to_vec())),
        Found::Damaged => None,
    }
}

/// What was found of a picture.
#[derive(Debug, Clone)]
enum Found {
    /// It can be printed as it came.
    AsItIs,
    /// It was written anew: smaller, upright, in colours that paper's archive form has.
    Anew(Arc<[u8]>),
    /// It is no picture, or breaks off.
    Damaged,
}

/// Pictures that are remembered.
const REMEMBERED: usize = 32;

/// Pictures by their hash, the oldest first.
type Remembered = VecDeque<(u64, Found)>;

/// What was found of the last pictures, by a hash with a key of this process.
fn found(bytes: &[u8]) -> Found {
    static LAST: LazyLock<(RandomState, Mutex<Remembered>)> = LazyLock::new(Default::default);
    let hash = LAST.0.hash_one(bytes);
    // Whoever panicked while holding it left it whole: it is only pushed to and cut.
    let last = || LAST.1.lock().unwrap_or_else(PoisonError::into_inner);
    let known = last().iter().find(|(of, _)| *of == hash).map(|(_, found)| found.clone());
    known.unwrap_or_else(|| {
        let now = opened(bytes).unwrap_or(Found::Damaged);
        let mut last = last();
        last.push_back((hash, now.clone()));
        if last.len() > REMEMBERED {
            last.pop_front();
        }
        now
    })
}

/// Opens a PNG or JPEG wholly, so that one that is damaged is known before it is printed.
fn opened(bytes: &[u8]) -> Option<Found> {
    let format = image::guess_format(bytes).ok().filter(|f| matches!(f, ImageFormat::Png | ImageFormat::Jpeg))?;
    if format == ImageFormat::Jpeg && !ends(bytes) {
        return None;
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().ok()?;
    // Paper that is kept has no profile for the colours of a printing press.
    let of_a_press = format == ImageFormat::Jpeg && inks(bytes) == Some(4);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    let small = u64::from(width) * u64::from(height) <= PLAIN;
    if small && !of_a_press {
        return Some(Found::AsItIs);
    }
    if !small {
        picture = picture.thumbnail(LONGEST * 2, LONGEST * 2).resize(LONGEST, LONGEST, FilterType::CatmullRom);
    }
    picture.apply_orientation(orientation);
    let mut printed = Cursor::new(Vec::new());
    if picture.color().has_alpha() {
        picture.write_to(&mut printed, ImageFormat::Png).ok()?;
    } else {
        picture.to_rgb8().write_to(&mut printed, ImageFormat::Jpeg).ok()?;
    }
    Some(Found::Anew(printed.into_inner().into()))
}

/// How many inks or colours a JPEG is made of, by the frame that begins it.
fn inks(bytes: &[u8]) -> Option<u8> {
    // Frames, but not the tables that share their numbers.
    let frame = |kind: u8| (0xC0..=0xCF).contains(&kind) && !matches!(kind, 0xC4 | 0xC8 | 0xCC);
    segments(bytes).find(|(kind, _)| frame(*kind)).and_then(|(_, from)| from.get(9).copied())
}

/// A JPEG says where it ends; what a camera hangs on behind that is passed over.
fn ends(bytes: &[u8]) -> bool {
    // A small picture for lists, with an end of its own, stands in a segment before the scan.
    segments(bytes)
        .find(|(kind, _)| *kind == 0xDA)
        .is_some_and(|(_, rest)| rest.windows(2).any(|two| two == [0xFF, 0xD9]))
}

/// The segments of a JPEG up to its scan: the kind of each, and all that stands from it on.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        // Marks may be preceded by any number of 0xFF.
        while rest.get(1) == Some(&0xFF) {
            rest = rest.get(1..)?;
        }
        let (mark, kind) = (*rest.first()?, *rest.get(1)?);
        let from = rest;
        let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]));
        rest = rest.get(2 + length..).unwrap_or_default();
        (mark == 0xFF).then_some((kind, from))
    })
}

/// Whether a paper can show this picture: a PNG or JPEG that is whole, or a kind that papers of the house bring along.
#[must_use]
pub fn printable(bytes: &[u8]) -> bool {
    to_print(bytes).is_some()
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
        assert_eq!(*to_print(&photo).unwrap(), *photo);
        assert_eq!(*to_print(&photo).unwrap(), *photo, "as it was remembered");
    }

    #[test]
    fn a_phones_photo_is_brought_to_print_size() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let photo = picture(3000, 4000, format);
            let printed = to_print(&photo).unwrap();
            let image = image::load_from_memory(&printed).unwrap();
            assert_eq!((image.width(), image.height()), (750, 1000));
        }
    }

    #[test]
    fn a_picture_that_breaks_off_is_none() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png] {
            let whole = picture(354, 472, format);
            assert!(to_print(&whole[..whole.len() / 2]).is_none(), "{format:?}");
        }
        // A camera puts a small picture with an end of its own before the large one.
        let whole = picture(354, 472, ImageFormat::Jpeg);
        let small = [&[0xFF, 0xE1, 0, 6, b'x', b'x', 0xFF, 0xD9][..], &whole[2..]].concat();
        let both = [&whole[..2], &*small].concat();
        assert!(to_print(&both).is_some());
        assert!(to_print(&both[..both.len() / 2]).is_none());
    }

    #[test]
    fn the_colours_of_a_printing_press_become_those_of_a_screen() {
        let press = include_bytes!("../tests/files/cmyk.jpg");
        let printed = to_print(press).unwrap();
        let image = image::load_from_memory(&printed).unwrap();
        assert_ne!(*printed, press[..]);
        assert_eq!((image.width(), image.height(), image.color()), (60, 80, image::ColorType::Rgb8));
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for bytes in [&b"%PDF-1.7"[..], b"MZ", b"", b"<html></html>", b"\x89PNG\r\n\x1a\nbroken", b"RIFF....AVI "] {
            assert!(to_print(bytes).is_none(), "{bytes:?}");
        }
    }
}

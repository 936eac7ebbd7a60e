//! How large a picture is, as its own bytes tell: for places on a picture whose size nothing else tells.

/// Width and height in pixels of a PNG or JPEG; `None` where the bytes do not tell them.
pub(super) fn of(picture: &[u8]) -> Option<(u32, u32)> {
    let size = match picture {
        [0x89, b'P', b'N', b'G', ..] => png(picture),
        [0xFF, 0xD8, rest @ ..] => jpeg(rest),
        _ => None,
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

fn png(picture: &[u8]) -> Option<(u32, u32)> {
    let at = |from: usize| Some(u32::from_be_bytes(picture.get(from..from + 4)?.try_into().ok()?));
    (picture.get(12..16)? == b"IHDR").then_some(())?;
    Some((at(16)?, at(20)?))
}

/// The segments are passed over up to that of the frame.
fn jpeg(mut rest: &[u8]) -> Option<(u32, u32)> {
    loop {
        match rest {
            // Fill bytes may stand before a mark.
            [0xFF, 0xFF, ..] => rest = rest.get(1..)?,
            [0xFF, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, _, _, _, h1, h2, w1, w2, ..] => {
                let pair = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
                return Some((pair(w1, w2), pair(h1, h2)));
            }
            // The picture itself begins, and no frame was told.
            [0xFF, 0xDA | 0xD9, ..] => return None,
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(2 + length.max(2)..)?;
            }
            _ => return None,
        }
    }
}

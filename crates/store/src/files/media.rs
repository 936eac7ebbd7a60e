//! What a file is, by its content and not by its name. Reads only heads and tails: an image's size is taken
//! from its header, so a picture of enormous measure is refused without being decoded.

use certification::refusal::Refusal;

/// The kinds of file that the house takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A HEIC or HEIF picture, kept as it came.
    Heic,
    /// An Excel workbook without macros.
    Xlsx,
    /// A Word document without macros.
    Docx,
    /// A PowerPoint presentation without macros.
    Pptx,
    /// An Excel workbook of 97–2003. Never told from its beginning here: see [`Media::TABLES`].
    Xls,
    /// An OpenDocument workbook. Never told from its beginning here: see [`Media::TABLES`].
    Ods,
    /// Separated text in whatever encoding. Never told from its beginning here: see [`Media::TABLES`].
    Csv,
    /// Text in UTF-8: JSON, a decree's text.
    Text,
    /// A recording as MP3.
    Mp3,
    /// A recording in an Ogg container.
    Ogg,
    /// A recording as WAV.
    Wav,
    /// A recording as MPEG-4 audio.
    M4a,
}

impl Media {
    /// Documents and evidence of an applicant.
    pub const DOCUMENTS: &[Self] = &[Self::Pdf, Self::Jpeg, Self::Png, Self::Heic];
    /// Pictures that can be printed.
    pub const PICTURES: &[Self] = &[Self::Jpeg, Self::Png];
    /// Answers to a question of a test.
    pub const ANSWERS: &[Self] = &[Self::Pdf, Self::Jpeg, Self::Png, Self::Docx, Self::Xlsx, Self::Pptx];
    /// Tables. They are told, and refused, by whoever reads them before they are kept, which knows more of them than their
    /// beginning: see [`Files::put_read`](super::Files::put_read).
    pub const TABLES: &[Self] = &[Self::Xlsx, Self::Xls, Self::Ods, Self::Csv];

    /// Recordings.
    pub const SOUNDS: &[Self] = &[Self::Mp3, Self::Ogg, Self::Wav, Self::M4a];

    /// What a whole file is, by its content; none when it is nothing that is kept here.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut looked = Recogniser::default();
        looked.push(bytes);
        looked.finish(u64::MAX).ok()
    }

    /// Width and height of a JPEG or PNG, pixels.
    #[must_use]
    pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
        let head = bytes.get(..HEAD.min(bytes.len()))?;
        let (width, height) = if head.starts_with(b"\x89PNG") { png_size(head)? } else { jpeg_size(head)? };
        Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
    }

    /// The media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xls => "application/vnd.ms-excel",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Csv => "text/csv",
            Self::Text => "text/plain; charset=utf-8",
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "audio/ogg",
            Self::Wav => "audio/wav",
            Self::M4a => "audio/mp4",
        }
    }

    /// The usual ending of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Heic => "heic",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Text => "txt",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
            Self::M4a => "m4a",
        }
    }
}

/// How much of the beginning is looked at.
const HEAD: usize = 1024 * 1024;
/// How much of the end.
const TAIL: usize = 64 * 1024;

/// Looks at a file as it passes.
#[derive(Debug, Default)]
pub(super) struct Recogniser {
    head: Vec<u8>,
    tail: Vec<u8>,
    not_text: bool,
    /// The beginning of a character whose rest is still to come.
    partial: Vec<u8>,
}

impl Recogniser {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = HEAD - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
        let surplus = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..surplus);
        self.check_text(bytes);
    }

    fn check_text(&mut self, bytes: &[u8]) {
        if self.not_text {
            return;
        }
        self.partial.extend_from_slice(bytes);
        self.not_text = self.partial.contains(&0);
        match std::str::from_utf8(&self.partial) {
            Ok(_) => self.partial.clear(),
            Err(e) if e.error_len().is_some() => self.not_text = true,
            Err(e) => drop(self.partial.drain(..e.valid_up_to())),
        }
    }

    /// What it was; a picture may have so many megapixels.
    pub(super) fn finish(&self, megapixels: u64) -> Result<Media, Refusal> {
        let head = self.head.as_slice();
        if head.is_empty() {
            return Err(Refusal::new("file.empty"));
        }
        let early = &head[..head.len().min(1024)];
        if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return within(jpeg_size(head), megapixels, Media::Jpeg);
        }
        if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            return within(png_size(head), megapixels, Media::Png);
        }
        if head.get(4..8) == Some(b"ftyp") && heif_brand(head) {
            return within(Some(heif_size(head)), megapixels, Media::Heic);
        }
        if head.starts_with(b"PK\x03\x04") {
            return self.office();
        }
        if let Some(sound) = sound(head) {
            return Ok(sound);
        }
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return Err(Refusal::new(if self.contains(&encrypted) {
                "file.password-protected"
            } else {
                "file.old-office"
            }));
        }
        if position(early, b"%PDF-").is_some() {
            let whole = position(&self.tail, b"%%EOF").is_some() && position(&self.tail, b"startxref").is_some();
            return if whole { Ok(Media::Pdf) } else { Err(Refusal::new("file.damaged").with("kind", "PDF")) };
        }
        if !self.not_text && self.partial.is_empty() {
            return Ok(Media::Text);
        }
        Err(Refusal::new("file.kind"))
    }

    fn office(&self) -> Result<Media, Refusal> {
        if [&b"xl/vbaProject.bin"[..], b"word/vbaProject.bin", b"ppt/vbaProject.bin"].iter().any(|m| self.contains(m)) {
            return Err(Refusal::new("file.macros"));
        }
        let kinds: [(Media, &[u8]); 3] =
            [(Media::Xlsx, b"xl/workbook"), (Media::Docx, b"word/document"), (Media::Pptx, b"ppt/presentation")];
        // What is embedded lies behind what embeds it.
        let first = |bytes: &[u8]| {
            let found = kinds.iter().filter_map(|(media, mark)| position(bytes, mark).map(|at| (at, *media)));
            found.min_by_key(|(at, _)| *at).map(|(_, media)| media)
        };
        let media = first(&self.head).or_else(|| first(&self.tail)).ok_or_else(|| Refusal::new("file.kind"))?;
        // A zip whose end is missing was cut off on its way.
        if position(&self.tail, b"PK\x05\x06").is_none() {
            return Err(Refusal::new("file.damaged").with("kind", media.extension().to_uppercase()));
        }
        Ok(media)
    }

    fn contains(&self, needle: &[u8]) -> bool {
        position(&self.head, needle).is_some() || position(&self.tail, needle).is_some()
    }
}

/// A recording by its first bytes. MP3 begins with a tag or with a frame of layer III.
fn sound(head: &[u8]) -> Option<Media> {
    let frame = head.first() == Some(&0xFF) && head.get(1).is_some_and(|b| b & 0xE0 == 0xE0 && b & 0x06 == 0x02);
    if head.starts_with(b"ID3") || frame {
        Some(Media::Mp3)
    } else if head.starts_with(b"OggS") {
        Some(Media::Ogg)
    } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WAVE") {
        Some(Media::Wav)
    } else if head.get(4..8) == Some(b"ftyp") && head.get(8..12) == Some(b"M4A ") {
        Some(Media::M4a)
    } else {
        None
    }
}

fn within(size: Option<(u64, u64)>, most: u64, media: Media) -> Result<Media, Refusal> {
    let (width, height) =
        size.ok_or_else(|| Refusal::new("file.damaged").with("kind", media.extension().to_uppercase()))?;
    if width.saturating_mul(height) > most.saturating_mul(1_000_000) {
        let megapixels = width.saturating_mul(height) / 1_000_000;
        return Err(Refusal::new("file.picture-too-large").with("megapixels", megapixels).with("most", most));
    }
    Ok(media)
}

fn position(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

fn be16(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn be32(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)))
}

/// Width and height of a PNG: its first chunk.
fn png_size(head: &[u8]) -> Option<(u64, u64)> {
    (head.get(12..16)? == b"IHDR").then_some(())?;
    let (width, height) = (be32(head, 16)?, be32(head, 20)?);
    (width > 0 && height > 0).then_some((width, height))
}

/// Width and height of a JPEG: its start-of-frame segment.
fn jpeg_size(head: &[u8]) -> Option<(u64, u64)> {
    let mut at = 2;
    loop {
        if *head.get(at)? != 0xFF {
            return None;
        }
        let marker = *head.get(at + 1)?;
        match marker {
            0xFF => at += 1,
            0x01 | 0xD0..=0xD8 => at += 2,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let (height, width) = (be16(head, at + 5)?, be16(head, at + 7)?);
                return (width > 0 && height > 0).then_some((width, height));
            }
            0xD9 | 0xDA => return None,
            _ => at += 2 + usize::try_from(be16(head, at + 2)?).ok()?,
        }
    }
}

fn heif_brand(head: &[u8]) -> bool {
    let length = be32(head, 0).and_then(|n| usize::try_from(n).ok()).unwrap_or_default().clamp(8, 256);
    let brands = head.get(8..length.min(head.len())).unwrap_or_default();
    [&b"heic"[..], b"heix", b"heim", b"heis", b"mif1", b"msf1", b"heif"].iter().any(|b| position(brands, b).is_some())
}

/// The largest picture that a HEIF file declares.
fn heif_size(head: &[u8]) -> (u64, u64) {
    let mut largest = (0, 0);
    let mut from = 0;
    while let Some(found) = position(&head[from..], b"ispe") {
        let at = from + found;
        if let (Some(width), Some(height)) = (be32(head, at + 8), be32(head, at + 12))
            && width.saturating_mul(height) > largest.0 * largest.1
        {
            largest = (width, height);
        }
        from = at + 4;
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognise(bytes: &[u8]) -> Result<Media, String> {
        let mut recogniser = Recogniser::default();
        for part in bytes.chunks(7) {
            recogniser.push(part);
        }
        recogniser.finish(40).map_err(|refusal| refusal.code)
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC2, 0, 11, 8];
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes
    }

    #[test]
    fn files_are_known_by_their_content() {
        let table: &[(&[u8], Result<Media, &str>)] = &[
            (b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n", Ok(Media::Pdf)),
            (b"%PDF-1.7\n1 0 obj\n", Err("file.damaged")),
            (&png(800, 600), Ok(Media::Png)),
            (&png(10_000, 5_001), Err("file.picture-too-large")),
            (b"\x89PNG\r\n\x1a\n", Err("file.damaged")),
            (&jpeg(800, 600), Ok(Media::Jpeg)),
            (&jpeg(8_160, 6_144), Err("file.picture-too-large")),
            (&jpeg(7_000, 5_700), Ok(Media::Jpeg)),
            (&[0xFF, 0xD8, 0xFF, 0xE0, 0, 4], Err("file.damaged")),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic....ispe\0\0\0\0\0\0\x10\0\0\0\x0c\0", Ok(Media::Heic)),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic....ispe\0\0\0\0\0\x01\0\0\0\x01\0\0", Err("file.picture-too-large")),
            (b"PK\x03\x04....xl/workbook.xml....PK\x05\x06", Ok(Media::Xlsx)),
            (b"PK\x03\x04....xl/workbook.xml....", Err("file.damaged")),
            (b"PK\x03\x04....xl/workbook.xml xl/vbaProject.bin PK\x05\x06", Err("file.macros")),
            (b"PK\x03\x04....word/document.xml PK\x05\x06", Ok(Media::Docx)),
            (b"PK\x03\x04....word/document.xml", Err("file.damaged")),
            (b"PK\x03\x04....word/document.xml word/vbaProject.bin PK\x05\x06", Err("file.macros")),
            (b"PK\x03\x04....ppt/presentation.xml ppt/embeddings/a.xlsx xl/workbook PK\x05\x06", Ok(Media::Pptx)),
            (b"PK\x03\x04....mimetype PK\x05\x06", Err("file.kind")),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", Err("file.old-office")),
            ("nama;nik\nRenée;1\n".as_bytes(), Ok(Media::Text)),
            (b"ID3\x04\0bunyi", Ok(Media::Mp3)),
            (&[0xFF, 0xFB, 0x90, 0x64, 0], Ok(Media::Mp3)),
            (b"OggS\0\x02bunyi", Ok(Media::Ogg)),
            (b"RIFF\x10\0\0\0WAVEfmt ", Ok(Media::Wav)),
            (b"RIFF\x10\0\0\0AVI LIST", Err("file.kind")),
            (b"\0\0\0\x18ftypM4A \0\0\0\0", Ok(Media::M4a)),
            (b"MZ\x90\0\x03", Err("file.kind")),
            (b"caf\xe9", Err("file.kind")),
            (b"", Err("file.empty")),
        ];
        for (n, (bytes, expected)) in table.iter().enumerate() {
            assert_eq!(recognise(bytes), expected.map_err(str::to_owned), "row {n}");
        }
        assert_eq!((Media::of(&png(800, 600)), Media::size(&png(800, 600))), (Some(Media::Png), Some((800, 600))));
        assert_eq!((Media::of(b"MZ\x90"), Media::size(&jpeg(8, 6))), (None, Some((8, 6))));
    }
}

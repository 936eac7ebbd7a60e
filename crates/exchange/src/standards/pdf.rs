//! Text out of a PDF, laid out in lines as it stands on the page, with the gaps between columns kept: what the
//! reader of decrees expects. A PDF that is locked, damaged, without text, or that would cost too much is
//! refused; a page that cannot be read is named, never guessed.

mod layout;
mod turned;
mod weigh;
mod widths;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
    time::{Duration, Instant},
};

use pdf_extract::{Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform};

use crate::{Refusal, Refused, workbook::Limits};
use layout::lines;
use turned::Turned;

/// Pages of one file; a decree with its annexes seldom has a third of this.
const MOST_PAGES: usize = 1_500;
/// Signs of one file.
const MOST_SIGNS: usize = 4_000_000;
/// How long it may take.
const MOST_TIME: Duration = Duration::from_secs(20);
/// Forms within forms.
const MOST_NESTED: usize = 24;
/// Parsing recurses with what it parses.
const STACK: usize = 256 << 20;

/// The text of a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// Its lines; pages are divided by form feeds.
    pub text: String,
    /// Pages that could not be read, from 1.
    pub unread: Vec<u32>,
}

/// Whether the bytes say that they are a PDF; a little may stand before it.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-"))
}

/// Reads the text of a PDF.
///
/// # Errors
/// [`Refused`] when it is damaged, locked, without text, too long, or costs too much to read.
pub fn text(bytes: &[u8], limits: &Limits) -> Result<Text, Refused> {
    weigh::weigh(bytes, limits.unpacked)?;
    thread::scope(|scope| {
        let reading = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
        let reading = reading.spawn_scoped(scope, || extract(bytes)).map_err(|_| Refusal::PdfDamaged)?;
        reading.join().unwrap_or_else(|_| Err(Refusal::PdfDamaged.into()))
    })
}

fn extract(bytes: &[u8]) -> Result<Text, Refused> {
    let began = Instant::now();
    // The parser gives up by panicking on some damaged files.
    let mut document =
        catch_unwind(|| Document::load_mem(bytes)).ok().and_then(Result::ok).ok_or(Refusal::PdfDamaged)?;
    if document.is_encrypted() {
        return Err(Refusal::PdfLocked.into());
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Refusal::PdfDamaged.into());
    }
    if pages.len() > MOST_PAGES {
        return Err(Refused::over(Refusal::PdfTooLong, MOST_PAGES as u64));
    }
    let forms = document.objects.iter().filter(|(_, object)| is_form(object));
    if forms.clone().any(|(id, _)| !ends(&document, *id, &mut Vec::new())) {
        return Err(Refusal::PdfDamaged.into());
    }
    widths::as_lists(&mut document).ok_or(Refusal::PdfTooHeavy)?;
    let mut found = Text::default();
    let mut signs = 0;
    let mut columns = Vec::new();
    let mut damaged = false;
    for (number, id) in pages {
        let mut page = PageText { glyphs: Turned::default(), most: MOST_SIGNS - signs, began };
        let read = catch_unwind(AssertUnwindSafe(|| pdf_extract::output_doc_page(&document, &mut page, number)));
        if began.elapsed() > MOST_TIME || page.glyphs.len() >= page.most {
            return Err(Refusal::PdfTooHeavy.into());
        }
        signs += page.glyphs.len();
        match read {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => {
                damaged = true;
                found.unread.push(number);
                continue;
            }
        }
        if page.glyphs.letters() == 0 && shows_picture(&document, id) {
            found.unread.push(number);
        }
        let (glyphs, whole) = page.glyphs.upright();
        if !whole {
            found.unread.push(number);
        }
        if !found.text.is_empty() {
            found.text.push('\u{c}');
        }
        for line in lines(glyphs, &mut columns) {
            found.text.push_str(&line);
            found.text.push('\n');
        }
    }
    if found.text.chars().any(char::is_alphabetic) {
        return Ok(found);
    }
    Err(if damaged { Refusal::PdfDamaged } else { Refusal::PdfNoText }.into())
}

fn is_form(object: &Object) -> bool {
    is_of(object, b"Form")
}

fn is_of(object: &Object, kind: &[u8]) -> bool {
    let Object::Stream(stream) = object else { return false };
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == kind)
}

/// Whether a page has a picture among what it may draw: where it has no text, that is what it shows.
fn shows_picture(document: &Document, page: ObjectId) -> bool {
    let Ok(page) = document.get_dictionary(page) else { return false };
    let resources = page.get_deref(b"Resources", document).and_then(Object::as_dict);
    let Ok(drawn) = resources.and_then(|r| r.get_deref(b"XObject", document)).and_then(Object::as_dict) else {
        return false;
    };
    let objects = drawn.iter().filter_map(|(_, object)| document.dereference(object).ok());
    objects.into_iter().any(|(_, object)| is_of(object, b"Image"))
}

/// Whether the forms that a form draws come to an end: one that draws itself would never.
fn ends(document: &Document, id: ObjectId, above: &mut Vec<ObjectId>) -> bool {
    if above.contains(&id) || above.len() > MOST_NESTED {
        return false;
    }
    let Ok(Object::Stream(stream)) = document.get_object(id) else { return true };
    let resources = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
    let Ok(drawn) = resources.and_then(|r| r.get_deref(b"XObject", document)).and_then(Object::as_dict) else {
        return true;
    };
    above.push(id);
    let all = drawn.iter().filter_map(|(_, object)| object.as_reference().ok()).all(|id| ends(document, id, above));
    above.pop();
    all
}

/// Collects the signs of a page with where they stand.
struct PageText {
    glyphs: Turned,
    most: usize,
    began: Instant,
}

impl OutputDev for PageText {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        sign: &str,
    ) -> Result<(), OutputError> {
        if self.glyphs.len() >= self.most || self.began.elapsed() > MOST_TIME {
            return Err(std::fmt::Error.into());
        }
        self.glyphs.put(at, width, size, sign);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

//! The press: typefaces, templates and the typesetter, loaded once. It keeps what papers have in common in the
//! typesetter's own memory and lets the rest go after each paper; it leaves meaning to the types of each paper.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::frame::Frame;
use crate::glyphs::Coverage;
use crate::{MissingGlyphs, Paper, PaperError, Pdf, Template, certificate, form, picture};

include!(concat!(env!("OUT_DIR"), "/faces.rs"));

const KIT: &str = "kit.typ";
const FRAME: &str = "frame.typ";

/// Results the typesetter has not used for so many papers are let go.
const KEEP: usize = 24;

/// Pages of a certificate whose list of units needs one page.
const QUICK_PAGES: usize = 2;

/// Turns papers into PDFs. Cheap to clone and to share between threads.
#[derive(Clone)]
pub struct Press(Arc<Plant>);

struct Plant {
    typst: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    coverage: Coverage,
    sources: HashMap<FileId, Source>,
    options: PdfOptions,
    frame: OnceLock<Result<Frame, PaperError>>,
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

impl Press {
    /// Loads typefaces and templates, all of them part of the binary.
    pub fn new() -> Self {
        let fonts: Vec<Font> = FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect();
        let shared = [(KIT, include_str!("../templates/kit.typ")), (FRAME, include_str!("../templates/frame.typ"))];
        let texts = Template::ALL.map(|template| (template.file(), template.source()));
        let sources = texts.into_iter().chain(shared).map(|(name, text)| {
            let id = file_id(name);
            (id, Source::new(id, text.to_owned()))
        });
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
        Self(Arc::new(Plant {
            typst: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            coverage: Coverage::of(&fonts),
            fonts,
            sources: sources.collect(),
            options: PdfOptions {
                standards: standards.expect("PDF/A-2a and PDF/UA-1 go together"),
                creator: typst::foundations::Smart::Custom(Some("Kompeten".to_owned())),
                ..PdfOptions::default()
            },
            frame: OnceLock::new(),
        }))
    }

    /// Prints a paper.
    ///
    /// # Errors
    /// A [`PaperError`] when a sign cannot be printed, the data have the wrong shape or a picture is missing.
    pub fn render(&self, paper: &Paper) -> Result<Pdf, PaperError> {
        self.0.coverage.check_all(&paper.data)?;
        let pdf = match paper.template {
            Template::Certificate if !certificate::is_overprint(&paper.data) => self.certificate(paper)?,
            template => {
                if template == Template::Form {
                    form::check(&paper.data)?;
                }
                let document = self.set(&Job::new(&self.0, paper, None)?)?;
                Pdf { bytes: self.export(&document)?, pages: document.pages().len() }
            }
        };
        typst::comemo::evict(KEEP);
        Ok(pdf)
    }

    /// A certificate with its frame. Tries first without measuring what fits; the page after the last is the strip of
    /// micro-text.
    fn certificate(&self, paper: &Paper) -> Result<Pdf, PaperError> {
        let quick = match certificate::density(&paper.data) {
            Some(density) => Some(self.set(&Job::new(&self.0, paper, Some(density))?)?),
            None => None,
        };
        let document = match quick.filter(|document| document.pages().len() == QUICK_PAGES + 1) {
            Some(document) => document,
            None => self.set(&Job::new(&self.0, paper, None)?)?,
        };
        let bytes = self.frame()?.under(&self.export(&document)?).ok_or_else(unknown_layout)?;
        Ok(Pdf { bytes, pages: document.pages().len() - 1 })
    }

    /// Every sign of the text can be printed: asked before a name is frozen on a certificate.
    ///
    /// # Errors
    /// The signs that no typeface has.
    pub fn check_glyphs(&self, text: &str) -> Result<(), MissingGlyphs> {
        self.0.coverage.check(text)
    }

    /// Lays out the pages.
    fn set(&self, job: &Job<'_>) -> Result<PagedDocument, PaperError> {
        typst::compile::<PagedDocument>(job).output.map_err(|errors| fault(&errors))
    }

    fn export(&self, document: &PagedDocument) -> Result<Vec<u8>, PaperError> {
        typst_pdf::pdf(document, &self.0.options).map_err(|errors| fault(&errors))
    }

    /// The frame of certificates, set on first use.
    fn frame(&self) -> Result<&Frame, PaperError> {
        let frame = self.0.frame.get_or_init(|| {
            let job = Job { plant: &self.0, main: file_id(FRAME), files: HashMap::new() };
            let document = self.set(&job)?;
            let options = PdfOptions { tagged: false, ..PdfOptions::default() };
            let file = typst_pdf::pdf(&document, &options).map_err(|errors| fault(&errors))?;
            Frame::of(&file).ok_or_else(unknown_layout)
        });
        frame.as_ref().map_err(Clone::clone)
    }
}

/// The typesetter writes its files otherwise than the frame is laid under them: seen by every test, after an update.
fn unknown_layout() -> PaperError {
    PaperError::Typeset("the file is laid out in an unknown way".to_owned())
}

/// The typesetter's messages, without those of the text they point at.
fn fault(errors: &[SourceDiagnostic]) -> PaperError {
    PaperError::Typeset(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}

/// The id of a file at the root. The typesetter keeps every name it ever saw, so names come from a closed set only.
fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of the house are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One paper on the press.
struct Job<'a> {
    plant: &'a Plant,
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Job<'a> {
    /// Pictures are known to the typesetter by their place, `files/0`, not by the name that the caller gave.
    fn new(plant: &'a Plant, paper: &Paper, density: Option<usize>) -> Result<Self, PaperError> {
        let mut data = paper.data.clone();
        if let Some(density) = density {
            data["layout"] = json!({ "density": density });
        }
        let names: BTreeMap<&str, String> =
            paper.files.keys().enumerate().map(|(place, name)| (name.as_str(), format!("files/{place}"))).collect();
        settle(&mut data, &names);
        let mut files = HashMap::new();
        for (name, bytes) in &paper.files {
            let picture = picture::to_print(bytes).ok_or_else(|| PaperError::Picture(name.clone()))?;
            files.insert(file_id(&names[name.as_str()]), Bytes::new(picture.into_owned()));
        }
        files.insert(file_id("data.json"), Bytes::new(data.to_string().into_bytes()));
        Ok(Self { plant, main: file_id(paper.template.file()), files })
    }
}

/// Gives each named picture its place, and lets words too long for any line break.
fn settle(data: &mut Value, names: &BTreeMap<&str, String>) {
    match data {
        Value::String(text) => match names.get(text.as_str()) {
            Some(place) => text.clone_from(place),
            None if text.len() > LONG => soften(text),
            None => {}
        },
        Value::Array(items) => items.iter_mut().for_each(|item| settle(item, names)),
        Value::Object(fields) => {
            let set = fields.iter_mut().filter(|(name, _)| !WHOLE.contains(&name.as_str()));
            set.for_each(|(_, field)| settle(field, names));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A word of more letters may break after each half of so many.
const LONG: usize = 30;
/// Fields whose texts stay whole: codes to scan, addresses.
const WHOLE: [&str; 3] = ["qr", "url", "short"];

/// Zero-width spaces in words that are longer than any line should have to hold.
fn soften(text: &mut String) {
    let too_long = |word: &str| word.chars().count() > LONG;
    if text.split_whitespace().any(too_long) {
        let soft = |word: &str| {
            let break_at = |(n, sign): (usize, char)| {
                (n > 0 && n % (LONG / 2) == 0).then_some('\u{200b}').into_iter().chain([sign])
            };
            if too_long(word) { word.chars().enumerate().flat_map(break_at).collect() } else { word.to_owned() }
        };
        *text = text.split_inclusive(char::is_whitespace).map(soft).collect();
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.plant.typst
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.plant.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.plant.sources.get(&id).cloned().ok_or_else(|| unknown(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| unknown(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.plant.fonts.get(index).cloned()
    }

    /// No clock: every date on a paper is handed in.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

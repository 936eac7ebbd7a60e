//! The press: typefaces, templates and the typesetter, loaded once. It keeps what papers have in common in the
//! typesetter's own memory and lets the rest go after each paper; it leaves meaning to the types of each paper.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde_json::Value;
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
use crate::{MissingGlyphs, Paper, PaperError, Pdf, Template, form};

include!(concat!(env!("OUT_DIR"), "/faces.rs"));

const KIT: &str = "kit.typ";
const FRAME: &str = "frame.typ";

/// Results the typesetter has not used for so many papers are let go.
const KEEP: usize = 24;

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
        let document = self.set(paper)?;
        let mut bytes = typst_pdf::pdf(&document, &self.0.options).map_err(|errors| fault(&errors))?;
        if is_framed(paper) {
            bytes = self.frame()?.under(&bytes).ok_or_else(unknown_layout)?;
        }
        let pdf = Pdf { bytes, pages: document.pages().len() };
        drop(document);
        typst::comemo::evict(KEEP);
        Ok(pdf)
    }

    /// Every sign of the text can be printed: asked before a name is frozen on a certificate.
    ///
    /// # Errors
    /// The signs that no typeface has.
    pub fn check_glyphs(&self, text: &str) -> Result<(), MissingGlyphs> {
        self.0.coverage.check(text)
    }

    /// Lays out the pages.
    fn set(&self, paper: &Paper) -> Result<PagedDocument, PaperError> {
        self.0.coverage.check_all(&paper.data)?;
        if paper.template == Template::Form {
            form::check(&paper.data)?;
        }
        let job = Job::new(&self.0, paper)?;
        typst::compile::<PagedDocument>(&job).output.map_err(|errors| fault(&errors))
    }

    /// The frame of certificates, set on first use.
    fn frame(&self) -> Result<&Frame, PaperError> {
        let frame = self.0.frame.get_or_init(|| {
            let job = Job { plant: &self.0, main: file_id(FRAME), files: HashMap::new() };
            let document = typst::compile::<PagedDocument>(&job).output.map_err(|errors| fault(&errors))?;
            let options = PdfOptions { tagged: false, ..PdfOptions::default() };
            let file = typst_pdf::pdf(&document, &options).map_err(|errors| fault(&errors))?;
            Frame::of(&file).ok_or_else(unknown_layout)
        });
        frame.as_ref().map_err(Clone::clone)
    }
}

/// A certificate that is not printed onto a blank.
fn is_framed(paper: &Paper) -> bool {
    paper.template == Template::Certificate && paper.data.get("mode").and_then(Value::as_str) != Some("blanko")
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
    fn new(plant: &'a Plant, paper: &Paper) -> Result<Self, PaperError> {
        let mut data = paper.data.clone();
        let names: BTreeMap<&str, String> =
            paper.files.keys().enumerate().map(|(place, name)| (name.as_str(), format!("files/{place}"))).collect();
        rename(&mut data, &names);
        let mut files = HashMap::new();
        for (name, bytes) in &paper.files {
            if !is_picture(bytes) {
                return Err(PaperError::Picture(name.clone()));
            }
            files.insert(file_id(&names[name.as_str()]), Bytes::new(bytes.clone()));
        }
        files.insert(file_id("data.json"), Bytes::new(data.to_string().into_bytes()));
        Ok(Self { plant, main: file_id(paper.template.file()), files })
    }
}

/// A picture by its first bytes.
fn is_picture(bytes: &[u8]) -> bool {
    let raster: [&[u8]; 5] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF"];
    raster.iter().any(|magic| bytes.starts_with(magic))
        || std::str::from_utf8(bytes).is_ok_and(|text| {
            text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg")
        })
}

/// Gives each named picture its place.
fn rename(data: &mut Value, names: &BTreeMap<&str, String>) {
    match data {
        Value::String(text) => {
            if let Some(place) = names.get(text.as_str()) {
                text.clone_from(place);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(fields) => fields.values_mut().for_each(|field| rename(field, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
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

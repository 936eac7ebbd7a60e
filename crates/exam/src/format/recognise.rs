//! Which format a file is: by what it holds, not by what it is called.

use certification::refusal::Refusal;
use quick_xml::{Reader, events::Event};

use super::{
    aiken, docx, gift, json, moodle, qti,
    report::{Import, Intake, utf8},
    xlsx, zipped,
};
use crate::xml::{self, Bounds};

/// A format of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Aiken.
    Aiken,
    /// GIFT.
    Gift,
    /// Moodle XML.
    Moodle,
    /// The house's own JSON.
    Json,
    /// A QTI package.
    Qti,
    /// A QTI item alone.
    QtiItem,
    /// A sheet of items.
    Xlsx,
    /// A Word document of items.
    Docx,
}

/// What a compound file of old Office versions, and of locked new ones, begins with.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// What a file of a QTI package begins with that is no item.
const PARTS: &[&str] = &[
    "manifest",
    "assessmentTest",
    "qti-assessment-test",
    "assessmentSection",
    "qti-assessment-section",
    "assessmentStimulus",
    "qti-assessment-stimulus",
];

impl Format {
    /// The format of a file. The name decides only for plain text that shows no sign of either plain format.
    ///
    /// # Errors
    /// `format.unknown`, `format.no-items` of an empty file, `format.old-office`, `format.qti-old` and `format.qti-part` (with its name), `format.encoding`,
    /// `format.too-large`, and what `zip.*` and `xml.*` say of a file that cannot be looked into.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.starts_with(COMPOUND) {
            return Err(Refusal::new("format.old-office"));
        }
        if bytes.starts_with(b"PK") {
            let has = zipped::names(bytes)?;
            let manifest = zipped::folder_of(has.iter().map(String::as_str), qti::MANIFEST).is_some();
            let has = |name: &str| has.iter().any(|part| part == name);
            return match () {
                () if manifest => Ok(Self::Qti),
                () if has("xl/workbook.xml") => Ok(Self::Xlsx),
                () if has("word/document.xml") => Ok(Self::Docx),
                () => Err(unknown()),
            };
        }
        let text = utf8(bytes)?;
        let start = text.trim_start();
        if start.is_empty() {
            return Err(none());
        }
        if start.starts_with('<') {
            return markup(&text);
        }
        // GIFT names the form of its text in brackets.
        let form = ["[html]", "[moodle]", "[plain]", "[markdown]"].iter().any(|form| start.starts_with(form));
        // Its answers stand in braces, and may stand first.
        let answers =
            start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['=', '~', '#', 'T', 'F']));
        if start.starts_with(['{', '[']) && !form && !answers {
            return Ok(Self::Json);
        }
        plain(name, &text)
    }

    /// Reads a file of this format.
    ///
    /// # Errors
    /// What the format says of a file that it cannot read at all.
    pub fn import(self, bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
        match self {
            Self::Aiken => aiken::import(bytes, intake),
            Self::Gift => gift::import(bytes, intake),
            Self::Moodle => moodle::import(bytes, intake),
            Self::Json => json::import(bytes, intake),
            Self::Qti => qti::import(bytes, intake),
            Self::QtiItem => qti::import_item(bytes, intake),
            Self::Xlsx => xlsx::import(bytes, intake),
            Self::Docx => docx::import(bytes, intake),
        }
    }
}

/// Reads items from a file of any format known here, recognised by its content. The report says of every item whether it
/// was taken, taken with loss, or refused.
///
/// # Errors
/// What [`Format::of`] and [`Format::import`] say; `format.no-items` of a file that holds none. Plain text that fits both plain formats is read as the one that takes
/// more of it.
pub fn import(name: &str, bytes: &[u8], intake: &Intake) -> Result<(Format, Import), Refusal> {
    let format = Format::of(name, bytes)?;
    let read = format.import(bytes, intake)?;
    if format == Format::Aiken && bytes.contains(&b'{') {
        let other = Format::Gift.import(bytes, intake)?;
        if other.items.len() > read.items.len() {
            return Ok((Format::Gift, other));
        }
    }
    if read.report.is_empty() && read.stimuli.is_empty() && read.tests.is_empty() {
        return Err(none());
    }
    Ok((format, read))
}

/// There is nothing in it to report of.
fn none() -> Refusal {
    Refusal::new("format.no-items")
}

fn unknown() -> Refusal {
    Refusal::new("format.unknown")
}

/// XML by its outermost element.
fn markup(text: &str) -> Result<Format, Refusal> {
    let mut reader = Reader::from_str(text.trim_start());
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                return match start.local_name().as_ref() {
                    "quiz" => Ok(Format::Moodle),
                    "assessmentItem" | "qti-assessment-item" => Ok(Format::QtiItem),
                    "questestinterop" => Err(Refusal::new("format.qti-old")),
                    part if PARTS.contains(&part) => Err(Refusal::new("format.qti-part").with("name", part)),
                    _ => Err(unknown()),
                };
            }
            Ok(Event::DocType(kind)) if kind.trim_start().starts_with("questestinterop") => {
                return Err(Refusal::new("format.qti-old"));
            }
            // What stands before the first element is told as the reader of XML tells it.
            Ok(Event::DocType(kind)) if xml::names_only(&kind) => {}
            Ok(Event::DocType(_) | Event::Eof) | Err(_) => {
                return Err(xml::read(text.as_bytes(), Bounds::default()).err().unwrap_or_else(unknown));
            }
            Ok(_) => {}
        }
    }
}

/// Aiken by its `ANSWER:` lines, GIFT by its braces and marks.
fn plain(name: &str, text: &str) -> Result<Format, Refusal> {
    let text = &text.replace('\r', "\n");
    let answer = |line: &str| line.split_once(':').is_some_and(|(word, _)| word.trim().eq_ignore_ascii_case("answer"));
    if text.lines().any(answer) {
        return Ok(Format::Aiken);
    }
    let mark = |line: &str| ["::", "//", "$CATEGORY:"].iter().any(|mark| line.trim_start().starts_with(mark));
    let braces = text.find('{').is_some_and(|open| text.get(open..).is_some_and(|rest| rest.contains('}')));
    if braces || text.lines().any(mark) || name.to_ascii_lowercase().ends_with(".gift") {
        return Ok(Format::Gift);
    }
    Err(unknown())
}

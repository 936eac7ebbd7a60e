//! Range of variables and guide to assessment: numbered lists under headings every decree uses.

use certification::text::fold;
use serde::{Deserialize, Serialize};

use super::{numbering, reader::Part, tidy};

/// Range of variables (*batasan variabel*).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Variables {
    /// Context.
    pub context: Vec<String>,
    /// Equipment.
    pub tools: Vec<String>,
    /// Supplies.
    pub supplies: Vec<String>,
    /// Regulations.
    pub regulations: Vec<String>,
    /// Norms.
    pub norms: Vec<String>,
    /// Standards.
    pub standards: Vec<String>,
}

/// Guide to assessment (*panduan penilaian*).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Guide {
    /// Context.
    pub context: Vec<String>,
    /// Competencies wanted before.
    pub prerequisites: Vec<String>,
    /// Knowledge.
    pub knowledge: Vec<String>,
    /// Skills.
    pub skills: Vec<String>,
    /// Attitude.
    pub attitude: Vec<String>,
    /// Critical aspects.
    pub critical: Vec<String>,
}

/// Which list an item goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum List {
    #[default]
    None,
    Context,
    Tools,
    Supplies,
    Regulations,
    Norms,
    Standards,
    Prerequisites,
    Knowledge,
    Skills,
    Attitude,
    Critical,
}

/// The list that a heading opens; a heading over two lists opens none.
pub(super) fn heading(text: &str) -> Option<List> {
    let folded = fold(text);
    let list = match folded.as_str() {
        "konteks variabel" | "konteks penilaian" | "konteks" => List::Context,
        "peralatan dan perlengkapan"
        | "peralatan dan perlengkapan yang diperlukan"
        | "norma dan standar"
        | "pengetahuan dan keterampilan yang diperlukan"
        | "pengetahuan dan keterampilan" => List::None,
        "peralatan" => List::Tools,
        "perlengkapan" => List::Supplies,
        "peraturan yang diperlukan" | "peraturan" | "peraturan untuk melaksanakan pekerjaan" => List::Regulations,
        "norma" => List::Norms,
        "standar" => List::Standards,
        "persyaratan kompetensi" | "kompetensi yang dipersyaratkan" => List::Prerequisites,
        "pengetahuan" | "pengetahuan yang diperlukan" => List::Knowledge,
        "keterampilan" | "keterampilan yang diperlukan" => List::Skills,
        "sikap kerja yang diperlukan" | "sikap kerja" | "sikap" => List::Attitude,
        "aspek kritis" | "aspek kritis penilaian" => List::Critical,
        _ => return None,
    };
    Some(list)
}

/// The part that the first word of a list shows to begin where its heading is missing: no element is called so. `open` is
/// the part that is open.
pub(super) fn begins(line: &str, open: Part) -> Option<Part> {
    let first = *numbering::divide(line, &[]).first()?;
    let (counted, text) = numbering::leading(first).map_or((false, first), |(path, text)| (path.len() == 1, text));
    let text = text.split('(').next().unwrap_or_default();
    let shouted = first.chars().all(|c| !c.is_lowercase()) && first.to_lowercase().starts_with("konteks ");
    // A word more is a sentence, and a word less may be a title.
    if !(counted || shouted) || text.len() > 60 || text.split_whitespace().count() < 2 {
        return None;
    }
    let folded = fold(text);
    let part = match folded.as_str() {
        "konteks variabel" | "konteks variable" => Part::Variables,
        "konteks penilaian" => Part::Guide,
        _ => match heading(text)? {
            List::None if folded.starts_with("pengetahuan") => Part::Guide,
            List::None | List::Regulations => Part::Variables,
            List::Prerequisites | List::Knowledge | List::Skills | List::Attitude | List::Critical => Part::Guide,
            _ => return None,
        },
    };
    match open {
        Part::Elements | Part::Description => Some(part),
        Part::Variables => Some(part).filter(|part| *part == Part::Guide),
        Part::Code | Part::Title | Part::Guide => None,
    }
}

/// Whether a text says that a list is empty.
pub(super) fn is_none(text: &str) -> bool {
    matches!(fold(text).as_str(), "tidak ada" | "tidak diperlukan" | "nihil")
}

/// An outline being read.
#[derive(Debug, Default)]
pub(super) struct Outline {
    items: Vec<(List, String)>,
    open: List,
    /// Nothing but its heading was read of the open list.
    headed: bool,
}

impl Outline {
    /// Opens the list of a heading.
    pub fn enter(&mut self, list: List) {
        self.open = list;
        self.headed = true;
    }

    /// Whether a text is but the end of the heading that was read last: `Pengetahuan dan keterampilan`, `yang diperlukan`.
    pub fn heading_goes_on(&self, text: &str) -> bool {
        self.headed && matches!(fold(text).as_str(), "yang diperlukan" | "diperlukan" | "untuk melaksanakan pekerjaan")
    }

    /// Begins an item.
    pub fn item(&mut self, text: &str) {
        self.headed = false;
        if !is_none(text) {
            self.items.push((self.open, text.trim().to_owned()));
        }
    }

    /// Goes on with the last item of the open list; tells whether there is one.
    pub fn goes_on(&mut self, text: &str) -> bool {
        match self.items.last_mut() {
            Some((list, item)) if *list == self.open => {
                tidy::join(item, text);
                true
            }
            _ => false,
        }
    }

    /// Opens the list of a heading that was broken over two lines, of which this is the second: the first was no item.
    pub fn heading_ends(&mut self, text: &str) -> bool {
        let Some((_, first)) = self.items.last().filter(|(list, _)| *list == self.open) else { return false };
        let mut whole = first.clone();
        tidy::join(&mut whole, text);
        let Some(opened) = heading(&whole) else { return false };
        self.items.pop();
        self.enter(opened);
        true
    }

    fn of(&self, wanted: List) -> Vec<String> {
        self.items.iter().filter(|(list, _)| *list == wanted).map(|(_, item)| tidy::mend(item)).collect()
    }

    /// As a range of variables.
    pub fn variables(&self) -> Variables {
        Variables {
            context: self.of(List::Context),
            tools: self.of(List::Tools),
            supplies: self.of(List::Supplies),
            regulations: self.of(List::Regulations),
            norms: self.of(List::Norms),
            standards: self.of(List::Standards),
        }
    }

    /// As a guide to assessment.
    pub fn guide(&self) -> Guide {
        Guide {
            context: self.of(List::Context),
            prerequisites: self.of(List::Prerequisites),
            knowledge: self.of(List::Knowledge),
            skills: self.of(List::Skills),
            attitude: self.of(List::Attitude),
            critical: self.of(List::Critical),
        }
    }
}

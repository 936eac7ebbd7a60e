//! What an import or export says of itself, row by row.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use certification::refusal::Refusal;
use serde::{Deserialize, Serialize};

use super::{Files, qti::Version, shadowed, size};
use crate::{
    encoding,
    form::Form,
    item::{Content, Interaction, Item, ItemId, Language, Stimulus, StimulusId, check},
};

/// What an import is told from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Items that come without a usable name are called `PREFIX-001` and so on, by their place in the file.
    pub prefix: ItemId,
    /// The language of items that do not tell theirs.
    pub language: Language,
    /// The most items that are taken from one file; the rest is refused in one row.
    pub most: usize,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// Items that were taken, in the order of the file. All pass [`check::check`], but that a picture to be marked may lack
    /// its words: a draft without them cannot be laid before reviewers.
    pub items: Vec<Item>,
    /// What they share.
    pub stimuli: Vec<Stimulus>,
    /// Files that came along and that an item or stimulus shows.
    pub files: Files,
    /// Tests that the file described, in the order of their rows.
    pub tests: Vec<TestOutline>,
    /// The version that a file of QTI is written in, where it tells.
    pub version: Option<Version>,
    /// Names that were made up, since the file had none that could be one.
    pub numbered: BTreeSet<ItemId>,
    /// One row for each item of the file, taken or not, and for whatever else was refused.
    pub report: Vec<Row>,
}

/// What came of writing items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// One row for each item that was to be written.
    pub report: Vec<Row>,
}

/// A test as an exchange format describes it: which items, in which parts. How it is scored and timed is set here anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestOutline {
    /// Its name.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// Minutes allowed, where they are told.
    pub minutes: Option<u32>,
    /// Its sections with their items, in order.
    pub sections: Vec<(String, Vec<ItemId>)>,
}

impl TestOutline {
    /// A frozen form as a test: its questions in their order, those of one unit side by side as a section of its name.
    #[must_use]
    pub fn of(form: &Form, title: &str, minutes: Option<u32>) -> Self {
        let sign = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
        let name: String = form.code.chars().take(60).map(sign).collect();
        let id = ItemId::new(name.as_str()).or_else(|_| ItemId::new(format!("_{name}")));
        let mut sections: Vec<(String, Vec<ItemId>)> = Vec::new();
        for item in form.questions.iter().map(|question| &question.item) {
            let unit = item.place.as_ref().map_or("", |place| place.unit.as_str());
            match sections.last_mut() {
                Some((last, items)) if last == unit => items.push(item.id.clone()),
                _ => sections.push((unit.to_owned(), vec![item.id.clone()])),
            }
        }
        Self { id: id.unwrap_or_else(|_| ItemId::letter(0)), title: title.to_owned(), minutes, sections }
    }
}

/// Where in a file something stands; counted from 1. Words for it are the matter of whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// On a line.
    Line(usize),
    /// An item, by its place among the items.
    Item(usize),
    /// An item among those of a table.
    Table {
        /// The table.
        table: usize,
        /// The item, by its place in the table.
        item: usize,
    },
    /// The item that the file itself numbers so, at that place.
    Numbered(Box<Self>, String),
    /// A part by its name: of a package, a row of a sheet, an item of the bank.
    Part(String),
    /// The file as a whole.
    Whole,
}

impl Where {
    /// A part of that name, shortened.
    pub(super) fn part(name: &str) -> Self {
        Self::Part(brief(name, 200))
    }
}

/// What is said of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Where in the file.
    pub place: Where,
    /// What the file calls it, shortened.
    pub source: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of one item. Losses and reasons are told as refusals are: a code with values, a sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All of it.
    Taken {
        /// The item.
        item: ItemId,
    },
    /// It can be used, but something was left behind.
    TakenWithLoss {
        /// The item.
        item: ItemId,
        /// What was left behind.
        losses: Vec<Refusal>,
    },
    /// A test that was understood: which items, in which sections. It is no item.
    Test {
        /// The test.
        test: ItemId,
        /// What was left behind.
        losses: Vec<Refusal>,
    },
    /// Nothing of it.
    Refused {
        /// Why.
        reasons: Vec<Refusal>,
    },
}

impl Outcome {
    /// Something more was left behind.
    pub(super) fn lose(&mut self, loss: Refusal) {
        match self {
            Self::Taken { item } => *self = Self::TakenWithLoss { item: item.clone(), losses: vec![loss] },
            Self::TakenWithLoss { losses, .. } | Self::Test { losses, .. } if !losses.contains(&loss) => {
                losses.push(loss)
            }
            _ => {}
        }
    }
}

/// Gathers what was left behind: each once, and not without end.
#[derive(Debug, Default, Clone)]
pub(super) struct Losses(pub(super) Vec<Refusal>);

impl Losses {
    pub(super) fn add(&mut self, loss: Refusal) {
        if self.0.len() < 50 && !self.0.contains(&loss) {
            self.0.push(loss);
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        self.add(Refusal::new(code));
    }

    /// Words that are struck out are left out.
    pub(super) fn struck(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.add(Refusal::new("loss.struck-text").with("text", brief(&text, 60)));
        }
    }

    pub(super) fn named(&mut self, code: &str, name: &str) {
        self.add(Refusal::new(code).with("name", brief(name, 60)));
    }
}

/// The first letters of a text on one line.
pub(super) fn brief(text: &str, most: usize) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count >= most {
            out.push('…');
            break;
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out.trim().to_owned()
}

/// An import while it is being made.
#[derive(Debug)]
pub(super) struct Taking<'a> {
    pub(super) intake: &'a Intake,
    pub(super) out: Import,
    /// What items share, by name: its place among the stimuli, and what was left behind of it.
    pub(super) shared: BTreeMap<StimulusId, (usize, Losses)>,
    /// The file is of this house's own form: what is odd in it was told when it came.
    pub(super) own: bool,
    used: BTreeSet<ItemId>,
    seen: usize,
    full: bool,
}

impl<'a> Taking<'a> {
    pub(super) fn new(intake: &'a Intake) -> Self {
        let (shared, used) = (BTreeMap::new(), BTreeSet::new());
        Self { intake, out: Import::default(), shared, own: false, used, seen: 0, full: false }
    }

    /// There is room for another item; says so once when there is not.
    pub(super) fn room(&mut self, place: &Where) -> bool {
        if self.seen.max(self.out.report.len()) < self.intake.most {
            return true;
        }
        if !self.full {
            self.full = true;
            self.refuse_more(place, "", vec![Refusal::new("format.too-many").with("most", self.intake.most)]);
        }
        false
    }

    /// The next item's name: the file's own where it can be one and is free, else by its place in the file.
    pub(super) fn name(&mut self, own: Option<&str>, losses: &mut Losses) -> ItemId {
        self.seen += 1;
        let own = own.map(str::trim).filter(|name| !name.is_empty());
        let id = match own.map(ItemId::new) {
            Some(Ok(id)) if !self.used.contains(&id) => id,
            named => {
                if let Some(own) = own {
                    losses.named(
                        if named.is_some_and(|name| name.is_ok()) { "loss.name-taken" } else { "loss.name" },
                        own,
                    );
                }
                let made_up = self.numbered();
                self.out.numbered.insert(made_up.clone());
                made_up
            }
        };
        self.used.insert(id.clone());
        id
    }

    fn numbered(&self) -> ItemId {
        let base: String = self.intake.prefix.as_str().chars().take(60).collect();
        let free = (0..10_000).filter_map(|extra| {
            let name = match extra {
                0 => format!("{base}-{:03}", self.seen),
                _ => format!("{base}-{:03}.{extra}", self.seen),
            };
            ItemId::new(name).ok().filter(|id| !self.used.contains(id))
        });
        free.into_iter().next().unwrap_or_else(|| self.intake.prefix.clone())
    }

    /// Takes what items share, and answers whether it did; refuses what is not whole, or has the name of another.
    pub(super) fn share(&mut self, place: &Where, stimulus: Stimulus, losses: Losses) -> bool {
        if self.shared.contains_key(&stimulus.id) {
            let why = Refusal::new("format.stimulus-twice").with("name", &stimulus.id);
            self.refuse(place, &stimulus.title, why);
            return false;
        }
        match check::check_stimulus(&stimulus).into_iter().next() {
            Some(fault) => {
                self.refuse(place, &stimulus.title, fault);
                false
            }
            None => {
                self.shared.insert(stimulus.id.clone(), (self.out.stimuli.len(), losses));
                self.out.stimuli.push(stimulus);
                true
            }
        }
    }

    /// Takes an item that is whole; refuses another. What was left behind of what it shares is told of it, since that has
    /// no row of its own. Files that it shows and that did not come along are told as lost. A picture to be marked has the
    /// size that its file tells, where the item tells none.
    pub(super) fn take(&mut self, place: &Where, source: &str, mut item: Item, mut losses: Losses) {
        if let Interaction::Hotspot { picture, .. } = &mut item.question.interaction
            && (picture.width, picture.height) == (None, None)
            && let Some((width, height)) = self.out.files.get(&picture.file).and_then(|bytes| size::of(bytes))
        {
            (picture.width, picture.height) = (Some(width), Some(height));
        }
        let shared = item.question.stimulus.as_ref().and_then(|id| self.shared.get(id));
        let shared = shared.and_then(|(at, _)| self.out.stimuli.get(*at));
        let beside = shared.map(|stimulus| stimulus.content.media()).unwrap_or_default();
        for name in item.media().into_iter().chain(beside) {
            match self.out.files.get(name) {
                None => losses.named("loss.file-missing", name.as_str()),
                Some(bytes) if cut(bytes) => losses.named("loss.file-cut", name.as_str()),
                Some(_) => {}
            }
        }
        if let Some(text) = shadowed::of(&item.key.answer).filter(|_| !self.own) {
            losses.named("loss.shadowed", &text);
        }
        if let Some(stimulus) = &item.question.stimulus {
            match self.shared.get(stimulus) {
                Some((_, lost)) => lost.0.iter().cloned().for_each(|loss| losses.add(loss)),
                None => losses.named("loss.stimulus", stimulus.as_str()),
            }
        }
        // Who takes the picture over can say what it shows; the file cannot.
        let (wordless, faults): (Vec<Refusal>, Vec<Refusal>) =
            check::check(&item).into_iter().partition(|fault| fault.code == "item.picture-words");
        if !wordless.is_empty() {
            losses.code("loss.picture-words");
        }
        if !faults.is_empty() {
            self.refuse_more(place, source, faults);
            return;
        }
        let id = item.id.clone();
        let outcome = match losses.0 {
            losses if losses.is_empty() => Outcome::Taken { item: id },
            losses => Outcome::TakenWithLoss { item: id, losses },
        };
        self.out.items.push(item);
        self.row(place, source, outcome);
    }

    /// Refuses an item.
    pub(super) fn refuse(&mut self, place: &Where, source: &str, reason: Refusal) {
        self.refuse_more(place, source, vec![reason]);
    }

    pub(super) fn refuse_more(&mut self, place: &Where, source: &str, mut reasons: Vec<Refusal>) {
        reasons.truncate(50);
        self.row(place, source, Outcome::Refused { reasons });
    }

    fn row(&mut self, place: &Where, source: &str, outcome: Outcome) {
        self.out.report.push(Row { place: place.clone(), source: brief(source, 80), outcome });
    }
}

/// A picture that begins as one and lacks its end.
fn cut(bytes: &[u8]) -> bool {
    const NEAR: usize = 4 << 10;
    let end = bytes.get(bytes.len().saturating_sub(NEAR)..).unwrap_or_default();
    let ends = |mark: &[u8]| end.windows(mark.len()).any(|window| window == mark);
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => !ends(b"IEND"),
        [0xFF, 0xD8, 0xFF, ..] => !ends(&[0xFF, 0xD9]),
        _ => false,
    }
}

/// A name for people out of what an item asks.
pub(super) fn source_of(stem: &Content) -> String {
    brief(&stem.words(), 80)
}

/// How an item was written: the text, and what readers other than this house will miss.
pub(super) type Written = Result<(String, Losses), Refusal>;

/// Writes items one by one, reads each back and compares. What would ask or key something else is not written.
pub(super) fn prove<'a>(
    items: impl IntoIterator<Item = &'a Item>,
    write: impl Fn(&Item) -> Written,
    read: impl Fn(&str, &Intake) -> Result<Import, Refusal>,
) -> (Vec<String>, Vec<Row>) {
    let (mut texts, mut rows) = (Vec::new(), Vec::new());
    for item in items {
        let outcome = match proven(item, &write, &read) {
            Ok((text, losses)) => {
                texts.push(text);
                match losses.0 {
                    losses if losses.is_empty() => Outcome::Taken { item: item.id.clone() },
                    losses => Outcome::TakenWithLoss { item: item.id.clone(), losses },
                }
            }
            Err(why) => Outcome::Refused { reasons: vec![why] },
        };
        rows.push(Row { place: Where::part(item.id.as_str()), source: source_of(&item.question.stem), outcome });
    }
    (texts, rows)
}

fn proven(
    item: &Item,
    write: impl Fn(&Item) -> Written,
    read: impl Fn(&str, &Intake) -> Result<Import, Refusal>,
) -> Written {
    let (text, mut losses) = write(item)?;
    // A reader who expects the other language shows whether the file tells it.
    let language = match item.question.language {
        Language::Id => Language::En,
        Language::En => Language::Id,
    };
    let intake = Intake { prefix: ItemId::letter(0), language, most: 2 };
    let back = read(&text, &intake)?;
    let reasons = back.report.iter().find_map(|row| match &row.outcome {
        Outcome::Refused { reasons } => reasons.first(),
        _ => None,
    });
    match (back.items.as_slice(), reasons) {
        ([after], None) => {
            super::compare::losses(item, after)?.into_iter().for_each(|loss| losses.add(loss));
            Ok((text, losses))
        }
        (_, why) => {
            // Why a reader would not take it is told by the code alone, to whoever looks into the file.
            let why = why.map_or_else(|| "items".to_owned(), |why| why.code.clone());
            Err(Refusal::new("format.cannot-carry").with("what", "reading").with("code", why))
        }
    }
}

/// Text of strangers.
///
/// # Errors
/// `format.too-large`, `format.encoding`, `xml.encoding-otherwise`.
pub(super) fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    utf8_within(bytes, 32 << 20)
}

/// As [`utf8`], of so many bytes at most.
pub(super) fn utf8_within(bytes: &[u8], most: usize) -> Result<Cow<'_, str>, Refusal> {
    if bytes.len() > most {
        return Err(Refusal::new("format.too-large").with("bytes", most));
    }
    let other = || Refusal::new("format.encoding").with("expected", "UTF-8");
    let text = encoding::read(bytes).map_err(|why| why.refusal("format.encoding"))?.letters;
    if text.contains('\0') { Err(other()) } else { Ok(text) }
}

//! Writing an item: choosing its kind, filling its form, rows added by a button that posts. A picture or recording comes
//! in by the same form, enemies are found by a search in it. Items that look alike are pointed out before the first
//! saving, what is still lacking keeps nobody from saving a draft.

mod act;
mod fill;
pub(super) mod insert;
mod read;

use askama::Template;
use certification::record::scheme::{Criterion, SchemeVersion};
use exam::{
    bank::{Life, State as At},
    item::Item,
};

pub(super) use self::{fill::filled, read::Size};
use super::{CHANGE, alike::AlikeRow, kind_key, levels};
use crate::{Page, Routes, form::Fields, i18n::key, pages::sitting::draw::Html};

/// Words of addresses below `/butir` that no item may be called.
const TAKEN: [&str; 4] = ["baru", "impor", "ekspor", "sisip"];
/// Rows that are added at once.
const MORE: usize = 2;
/// The most rows of a form.
const MOST_ROWS: usize = 60;
/// The most levels of an aspect.
const MOST_BANDS: usize = 12;
/// The most items that a search for enemies shows.
const FOUND: usize = 12;

/// `/butir/baru`, `/butir/{item}/ubah`, `/butir/{item}/terjemah`, and what is put into a form.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/butir/baru", CHANGE, act::blank)
        .post("/butir/baru", CHANGE, act::first)
        .get("/butir/{item}/ubah", CHANGE, act::change)
        .post("/butir/{item}/ubah", CHANGE, act::again)
        .get("/butir/{item}/terjemah", CHANGE, act::translate)
        .upload("/butir/sisip", CHANGE, insert::MOST + (1 << 20), insert::insert)
}

/// Names of the fields of a row.
#[derive(Debug, Clone)]
pub(super) struct RowNames {
    pub n: usize,
    /// Its letter.
    pub letter: String,
    /// An option, premise, step, or what a gap takes.
    pub text: String,
    /// The partner of a premise; what an area is.
    pub partner: String,
    /// A gap takes a number.
    pub number: String,
    /// How far a number may be off.
    pub tolerance: String,
    /// Unit of measure.
    pub unit: String,
    /// An aspect of a rubric.
    pub aspect: String,
    /// The shape of an area.
    pub shape: String,
    /// The points of an area.
    pub points: String,
}

impl RowNames {
    pub fn of(n: usize) -> Self {
        let name = |word: &str| format!("{word}-{n}");
        Self {
            n,
            letter: exam::item::ChoiceId::letter(n.saturating_sub(1)).to_string(),
            text: name("isi"),
            partner: name("jodoh"),
            number: name("angka"),
            tolerance: name("toleransi"),
            unit: name("satuan"),
            aspect: name("aspek"),
            shape: name("bentuk"),
            points: name("titik"),
        }
    }

    /// The fields of a band of an aspect: score, and how to know it.
    pub fn band(&self, band: usize) -> (String, String) {
        (format!("skor-{}-{band}", self.n), format!("uraian-{}-{band}", self.n))
    }
}

/// The item that is put into the other language, as it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    pub id: String,
    pub html: Html,
}

/// What the form offers.
#[derive(Debug, Clone, Default)]
pub(super) struct WriteView {
    /// The item, when it is changed.
    pub id: String,
    /// Kind of question, as stored.
    pub kind: String,
    /// Key of the kind's name.
    pub kind_name: &'static str,
    pub rows: Vec<RowNames>,
    /// Levels of an aspect, from 1.
    pub bands: Vec<usize>,
    /// Criteria of the schemes, under unit and element.
    pub places: Vec<(String, Vec<(String, String)>)>,
    pub levels: Vec<(String, String)>,
    /// What items share, to choose from.
    pub stimuli: Vec<(String, String)>,
    /// Fields into which a file can be put.
    pub targets: Vec<(String, String)>,
    /// A reason is asked for, since a new version begins.
    pub reason: bool,
    /// Something of it has a form that typed text does not: it stays while its words stay.
    pub rich: bool,
    /// Items that look alike.
    pub alike: Vec<AlikeRow>,
    /// The likeness is asked about: nothing was saved yet.
    pub asks: bool,
    /// What it still lacks.
    pub faults: Vec<String>,
    /// The weights of options that it came with.
    pub weights: bool,
    /// Items that a search found: name and beginning of the stem.
    pub found: Vec<(String, String)>,
    /// A search found nothing.
    pub none_found: bool,
    /// As a candidate will see it.
    pub preview: Option<Html>,
    /// The picture on which places are pressed, and its size.
    pub picture: Option<(String, u32, u32)>,
    /// The item of which this is the other language.
    pub source: Option<Source>,
}

impl WriteView {
    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    /// People mark it by a rubric.
    fn by_people(&self) -> bool {
        matches!(self.kind.as_str(), "essay" | "upload" | "oral")
    }

    fn has_options(&self) -> bool {
        matches!(self.kind.as_str(), "single" | "multiple")
    }

    /// Parts of its answer may count by themselves.
    fn in_parts(&self) -> bool {
        matches!(self.kind.as_str(), "multiple" | "matching" | "ordering" | "gaps" | "hotspot")
    }

    /// Parts of its answer may count differently.
    fn parts_weighed(&self) -> bool {
        matches!(self.kind.as_str(), "matching" | "gaps")
    }

    /// Key of what is said of the weights.
    fn weights_hint(&self) -> &'static str {
        if self.kind == "gaps" { key("bank-weights-gaps-hint") } else { key("bank-weights-pairs-hint") }
    }

    /// Where the form goes.
    fn action(&self) -> String {
        if self.id.is_empty() { "/butir/baru".to_owned() } else { format!("/butir/{}/ubah", self.id) }
    }

    /// The names of those that look alike, as the page sends them back.
    fn seen(&self) -> String {
        self.alike.iter().map(|alike| alike.item.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Key of what is said of the question's words.
    fn stem_hint(&self) -> &'static str {
        if self.kind == "gaps" { key("bank-stem-gaps-hint") } else { key("bank-stem-hint") }
    }

    /// Key of what is said of the reason.
    const fn why_hint(&self) -> &'static str {
        if self.reason { key("bank-why-version") } else { key("bank-why-draft") }
    }
}

#[derive(Template)]
#[template(path = "bank/kind.html")]
pub(super) struct Kind<'a> {
    pub p: &'a Page,
    /// Kinds: word and key of the name.
    pub kinds: &'a [(&'static str, &'static str)],
}

#[derive(Template)]
#[template(path = "bank/write.html")]
pub(super) struct Write<'a> {
    pub p: &'a Page,
    pub f: &'a Fields,
    pub view: &'a WriteView,
}

impl Write<'_> {
    /// A field of the form, for names that are made of two numbers.
    fn score(&self, row: &RowNames, band: &usize) -> String {
        let (score, _) = row.band(*band);
        let label = self.p.ta(key("bank-band-score")).with("n", *band).to_string();
        self.f.text(self.p, &score).labelled(&label).mode("decimal").class("lebar-5").auto("off").to_string()
    }

    fn words(&self, row: &RowNames, band: &usize) -> String {
        let (_, words) = row.band(*band);
        let label = self.p.ta(key("bank-band-words")).with("n", *band).to_string();
        self.f.area(self.p, &words).labelled(&label).set("rows", "2").to_string()
    }
}

/// The page that asks for the kind.
pub(super) fn choices() -> Vec<(&'static str, &'static str)> {
    super::KINDS.iter().map(|kind| (*kind, kind_key(kind))).collect()
}

/// The form of a kind.
pub(super) fn form_view(p: &Page, schemes: &[SchemeVersion], kind: &str, size: Size) -> WriteView {
    let mut places = Vec::new();
    for unit in super::units(schemes) {
        for element in &unit.elements {
            let of = |criterion: &Criterion| {
                let value = format!("{}~{}~{}", unit.code, element.no, criterion.no);
                (value, format!("{} {}", criterion.no, criterion.text))
            };
            let heading = format!("{} · {} {}", unit.code, element.no, p.element_title(element));
            places.push((heading, element.criteria.iter().map(of).collect()));
        }
    }
    let rows: Vec<RowNames> = (1..=size.rows).map(RowNames::of).collect();
    WriteView {
        kind: kind.to_owned(),
        kind_name: kind_key(kind),
        targets: insert::targets(p, kind, &rows),
        rows,
        bands: (1..=size.bands).collect(),
        places,
        levels: levels(p),
        ..WriteView::default()
    }
}

/// Rows that a new form of that kind has.
fn size_of(kind: &str) -> Size {
    let rows = match kind {
        "single" | "multiple" | "matching" | "ordering" => 4,
        "gaps" | "hotspot" | "essay" | "upload" | "oral" => 2,
        _ => 0,
    };
    Size { rows, bands: fill::BANDS }
}

/// What the page says of an item that is changed.
fn marked(view: &mut WriteView, life: &Life, former: &Item) {
    view.id = former.id.to_string();
    view.reason = matches!(life.state, At::Pilot | At::Active);
    view.rich = fill::rich(former);
    view.weights = matches!(former.key.scoring, exam::item::Scoring::Weights(_));
}

/// The fields with another value in one of them.
fn replaced(fields: &Fields, name: &str, value: impl ToString) -> Fields {
    let others = fields.all().filter(|(known, _)| *known != name);
    others.fold(Fields::new(), |f, (name, value)| f.with(name, value)).with(name, value)
}

//! What was understood of a decree, line by line: nothing is guessed in silence, and what a person should look
//! at stands first.

use workflow::reading::{Line, Remark, Role, Standards, to_text, units_of};

use super::UnitView;
use crate::{
    Page,
    i18n::key,
    part::{Icon, icon, kit::Count},
};

/// Lines that are shown; a whole decree has more than a page should carry.
const SHOWN: usize = 600;
/// Up to so many lines, all stand in the order of the source; beyond, what needs a look stands first.
const WHOLE: usize = 120;
/// Units that are shown beside.
const UNITS: usize = 40;

/// A line, what it says and what it was taken for.
#[derive(Debug, Clone)]
pub(super) struct LineView {
    pub no: usize,
    pub text: String,
    /// `success`, `info`, `warning` or `neutral`.
    pub color: &'static str,
    pub icon: Icon,
    pub said: String,
    /// It was not understood.
    pub missed: bool,
}

/// The preview.
#[derive(Debug, Clone, Default)]
pub(super) struct PreviewView {
    /// What a person should look at; every line where they are few.
    pub look: Vec<LineView>,
    /// Every line stands there, in the order of the source.
    pub whole: bool,
    /// The rest.
    pub rest: Vec<LineView>,
    /// Lines that are not shown for their number.
    pub hidden: usize,
    pub counts: Vec<Count>,
    pub units: Vec<UnitView>,
    /// Units that are not shown for their number.
    pub more_units: usize,
    pub all_units: usize,
    pub elements: usize,
    pub criteria: usize,
    /// Lines that were not understood.
    pub not_understood: usize,
    /// Pages of a PDF that could not be read.
    pub unread: Vec<u32>,
    /// It came as a table or as JSON; the text was written from it.
    pub from_table: bool,
}

impl PreviewView {
    /// Of a reading, in the reader's words.
    pub fn of(p: &Page, reading: Standards) -> Self {
        let lines: Vec<LineView> = if reading.lines.is_empty() {
            reading.not_understood.iter().map(|l| not_understood(p, l.line, &l.text)).collect()
        } else {
            reading.lines.iter().map(|line| told(p, line)).collect()
        };
        let looks = |l: &LineView| matches!(l.color, "info" | "warning");
        let missed = lines.iter().filter(|l| l.missed).count();
        let (all, look) = (lines.len(), lines.iter().filter(|l| looks(l) && !l.missed).count());
        let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let counts = [
            (all, key("standard-count-lines"), "#look"),
            (all - look - missed, key("standard-count-understood"), "#rest"),
            (look, key("standard-count-tidied"), "#look"),
            (missed, key("standard-count-missed"), "#look"),
        ];
        let counts = counts.map(|(many, words, href)| Count {
            n: n(many),
            words: p.t(words).into_owned(),
            href: href.to_owned(),
            current: false,
        });
        let whole = all <= WHOLE;
        let (mut look, mut rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(|l| whole || looks(l));
        let hidden = look.len().saturating_sub(SHOWN) + rest.len().saturating_sub(SHOWN);
        look.truncate(SHOWN);
        rest.truncate(SHOWN);
        let all_units: Vec<UnitView> = units_of(&reading).iter().map(UnitView::of).collect();
        Self {
            look,
            whole,
            rest,
            hidden,
            counts: counts.to_vec(),
            more_units: all_units.len().saturating_sub(UNITS),
            all_units: all_units.len(),
            elements: all_units.iter().map(|u| u.elements.len()).sum(),
            criteria: all_units.iter().map(|u| u.criteria).sum(),
            units: all_units.into_iter().take(UNITS).collect(),
            not_understood: missed,
            unread: reading.unread_pages,
            from_table: false,
        }
    }

    /// Numbers of the pages that could not be read.
    pub fn unread_pages(&self) -> String {
        self.unread.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The text that a person corrects: as it was read, or written from a table.
pub(super) fn text_of(reading: &Standards) -> (String, bool) {
    match &reading.source {
        Some(text) => (text.clone(), false),
        None => (to_text(&units_of(reading)), true),
    }
}

fn not_understood(p: &Page, no: usize, text: &str) -> LineView {
    LineView {
        no,
        text: text.to_owned(),
        color: "warning",
        icon: icon("triangle-alert"),
        said: p.t("standard-line-missed").into_owned(),
        missed: true,
    }
}

fn told(p: &Page, line: &Line) -> LineView {
    let is = |role: Role| line.parts.iter().any(|(r, _)| *r == role);
    if is(Role::NotUnderstood) {
        return not_understood(p, line.line, &line.text);
    }
    let mut said: Vec<String> = line.parts.iter().filter_map(|(role, no)| part(p, *role, no)).collect();
    said.dedup();
    let mut said = said.join(", ");
    let aside = line.parts.iter().all(|(r, _)| matches!(r, Role::PageNumber | Role::RunningHead | Role::Outside));
    let mut remarked = false;
    let mut doubtful = false;
    for remark in &line.remarks {
        let words = match remark {
            Remark::Continues => continue,
            Remark::Divided => key("standard-remark-divided"),
            Remark::Joined => key("standard-remark-joined"),
            Remark::NumberSkipped => key("standard-remark-skipped"),
            Remark::NumberRepeated => key("standard-remark-repeated"),
        };
        remarked = true;
        doubtful |= matches!(remark, Remark::NumberSkipped | Remark::NumberRepeated);
        said = if said.is_empty() { p.t(words).into_owned() } else { format!("{said}. {}", p.t(words)) };
    }
    let (color, icon) = match (doubtful, remarked, aside) {
        (true, ..) => ("warning", icon("triangle-alert")),
        (_, true, _) => ("info", icon("scissors")),
        (_, _, true) => ("neutral", icon("minus")),
        _ => ("success", icon("check")),
    };
    LineView { no: line.line, text: line.text.clone(), color, icon, said, missed: false }
}

fn part(p: &Page, role: Role, no: &str) -> Option<String> {
    let words = match role {
        Role::PageNumber => key("standard-role-page"),
        Role::RunningHead => key("standard-role-head"),
        Role::Outside => key("standard-role-outside"),
        Role::Heading => key("standard-role-heading"),
        Role::Code => key("standard-role-code"),
        Role::Title => key("standard-role-title"),
        Role::Description => key("standard-role-description"),
        Role::Element => key("standard-role-element"),
        Role::Criterion => key("standard-role-criterion"),
        Role::Variables => key("standard-role-variables"),
        Role::Guide => key("standard-role-guide"),
        Role::NotUnderstood => return None,
    };
    let words = p.t(words);
    Some(if no.is_empty() { words.into_owned() } else { format!("{words} {no}") })
}

/// A reading with a line of every kind.
pub(super) fn invented_reading() -> Standards {
    let line = |line: usize, text: &str, parts: &[(Role, &str)], remarks: &[Remark]| Line {
        line,
        text: text.to_owned(),
        parts: parts.iter().map(|(role, no)| (*role, (*no).to_owned())).collect(),
        remarks: remarks.to_vec(),
    };
    let lines = vec![
        line(1, "KEPUTUSAN MENTERI", &[(Role::Outside, "")], &[]),
        line(2, "KODE UNIT : R.91PRP02.021.1", &[(Role::Code, "")], &[]),
        line(3, "JUDUL UNIT : Membuat Tajuk Kendali Subjek", &[(Role::Title, "")], &[]),
        line(4, "DESKRIPSI UNIT : Unit ini …", &[(Role::Heading, ""), (Role::Description, "")], &[Remark::Joined]),
        line(5, "1. Menyiapkan pembuatan", &[(Role::Element, "1")], &[Remark::Divided]),
        line(6, "tajuk kendali", &[(Role::Element, "1")], &[Remark::Continues]),
        line(7, "1.1 Bahan disiapkan.", &[(Role::Criterion, "1.1")], &[]),
        line(8, "1.4 Pedoman", &[(Role::Variables, "1.4")], &[Remark::NumberSkipped]),
        line(9, "1.1 Bahan", &[(Role::Guide, "1.1")], &[Remark::NumberRepeated]),
        line(10, "2019, No. 1234", &[(Role::RunningHead, "")], &[]),
        line(11, "- 7 -", &[(Role::PageNumber, "")], &[]),
        line(12, "entah apa ini", &[(Role::NotUnderstood, "")], &[]),
    ];
    Standards { lines, ..Standards::default() }
}

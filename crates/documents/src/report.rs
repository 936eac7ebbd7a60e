//! The outcome of an event, for those who asked for it. Counts, shares and intervals come in computed: the paper
//! never computes a statistic.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::piece::Body;
use crate::{Paper, Qr, Template};

/// A report: a cover, then the sections in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportData {
    /// Language of the template's own words: `id` (when missing) or `en`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lang: Option<String>,
    /// Title.
    pub title: String,
    /// Whom it is for, one line above the title.
    pub r#for: String,
    /// Number.
    pub number: String,
    /// Day, ISO.
    pub date: String,
    /// Code of its address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub qr: Option<Qr>,
    /// The body.
    pub body: Body,
    /// The event.
    pub event: EventOfReport,
    /// The sections.
    pub sections: Vec<Section>,
}

impl ReportData {
    /// The paper with its pictures.
    pub fn paper(&self, files: BTreeMap<String, Vec<u8>>) -> Paper {
        Paper { template: Template::Report, data: serde_json::json!(self), files }
    }
}

/// The event a report is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventOfReport {
    /// Name.
    pub name: String,
    /// Venue and place.
    pub place: String,
    /// Its days in words.
    pub dates: String,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Level of its title: 1 for a part, 2 (when missing) within a part.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub level: Option<u8>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// What stands in it.
    #[serde(flatten)]
    pub block: Block,
}

impl Section {
    /// A section within a part.
    pub fn new(title: impl Into<String>, block: Block) -> Self {
        Self { level: None, title: Some(title.into()), block }
    }
}

/// What can stand in a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// Paragraphs.
    Text {
        /// One each.
        text: Vec<String>,
    },
    /// Two to four large figures in a row.
    Figures {
        /// The figures.
        items: Vec<Figure>,
    },
    /// How many reached each stage, as bars.
    Counts {
        /// Caption.
        caption: String,
        /// The stages. Not empty.
        rows: Vec<Count>,
    },
    /// Shares with their intervals.
    Bars {
        /// Caption.
        caption: String,
        /// Head of the first column.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        head: Option<String>,
        /// Width of the first column in millimetres, 56 when missing.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        label_width: Option<f64>,
        /// The bars.
        rows: Vec<Bar>,
    },
    /// A table.
    Table {
        /// Caption.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        caption: Option<String>,
        /// Size of type in points, 9 when missing.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        size: Option<f64>,
        /// Its columns.
        columns: Vec<ReportColumn>,
        /// Its rows: texts, whole numbers, or nothing.
        rows: Vec<Vec<Value>>,
        /// The last row.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        total: Option<Vec<Value>>,
    },
    /// Points, not numbered.
    Points {
        /// One each.
        points: Vec<String>,
    },
    /// Who answers for the report.
    Sign {
        /// Place.
        place: String,
        /// Day, ISO.
        date: String,
        /// Office.
        position: String,
        /// Name.
        name: String,
        /// Picture of the signature, by the name of a file.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        signature: Option<String>,
    },
    /// The next section begins a page.
    Page,
}

/// A large figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The figure, as printed.
    pub value: String,
    /// What it counts.
    pub label: String,
}

/// How many reached a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// The stage.
    pub label: String,
    /// How many.
    pub n: u32,
    /// A word beside the bar.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// Drawn open: those who left the line here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub open: Option<bool>,
}

/// A share with its interval, in percent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// Whose.
    pub label: String,
    /// How many are competent.
    pub k: u32,
    /// Out of how many.
    pub n: u32,
    /// The share.
    pub share: f64,
    /// Lower end of the interval.
    pub lo: f64,
    /// Upper end of the interval.
    pub hi: f64,
}

/// A column of a report's table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportColumn {
    /// Its head.
    pub h: String,
    /// It holds numbers: narrow, aligned right.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub num: Option<bool>,
}

//! Competency standards and the versions of certification schemes. What is published never changes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Column, Purpose, Record, Retention, Table};
use crate::{
    form::Locale,
    id::{SchemeVersionId, StandardId},
};

/// A performance criterion (KUK).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// Number within the unit, such as `1.2`.
    pub no: String,
    /// Its wording.
    pub text: String,
    /// Workplace benchmark, the *standar tempat kerja* column of FR.IA.01.
    #[serde(default)]
    pub benchmark: String,
}

/// An element of competency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Element {
    /// Number within the unit, from 1.
    pub no: u32,
    /// Its title.
    pub title: String,
    /// English title, empty when there is none.
    #[serde(default)]
    pub title_en: String,
    /// Example of suitable evidence.
    #[serde(default)]
    pub evidence: String,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

/// A unit of competency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Code, such as `R.91PRP02.021.1`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// English title, empty when there is none.
    #[serde(default)]
    pub title_en: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// Its elements.
    pub elements: Vec<Element>,
}

/// An imported competency standard (SKKNI or other).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standard {
    /// Its id.
    pub id: StandardId,
    /// Title, such as *SKKNI bidang Perpustakaan*.
    pub title: String,
    /// The instrument that set it, such as *Kepmenaker 236/2019*.
    pub source: String,
    /// `draft` or `published`.
    pub status: String,
    /// Its units.
    pub units: Vec<Unit>,
    /// Example material, not official.
    pub example: bool,
    /// When published, microseconds UTC.
    pub published_at: Option<i64>,
}

impl Record for Standard {
    const TABLE: &'static Table = &Table {
        name: "standard",
        columns: &[
            Column::text("id"),
            Column::text("title"),
            Column::text("source"),
            Column::text("status"),
            Column::json("units"),
            Column::flag("example"),
            Column::int("published_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

/// A document that an applicant must show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequiredDocument {
    /// Key within the scheme, such as `ijazah`.
    pub id: String,
    /// `persyaratan-dasar`, `administratif` or `bukti-kompetensi`.
    pub group: String,
    /// Indonesian title.
    pub title_id: String,
    /// English title.
    pub title_en: String,
    /// Whether it must be shown when it applies.
    pub required: bool,
    /// Ids of the entry alternatives for which it applies; always when empty.
    #[serde(default)]
    pub when_requirement: Vec<String>,
}

/// One way to meet the entry requirements; all its conditions must hold, any alternative is enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Key within the scheme.
    pub id: String,
    /// Indonesian wording.
    pub text_id: String,
    /// English wording.
    pub text_en: String,
    /// Its conditions, as the scheme wrote them.
    #[serde(default)]
    pub all: Vec<Value>,
}

/// A version of a scheme. Cases pin one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SchemeVersion {
    /// Its id.
    pub id: SchemeVersionId,
    /// The scheme's lasting key, such as `layanan-dasar`.
    pub slug: String,
    /// Short sign on spine labels, such as `LD`.
    pub abbr: String,
    /// Scheme number, such as `SKM/BNSP/00010/1/2020/37A`.
    pub number: String,
    /// Version as the committee named it.
    pub version: String,
    /// Indonesian name.
    pub name_id: String,
    /// English name.
    pub name_en: String,
    /// `klaster`, `okupasi` or `kkni`.
    pub packaging: String,
    /// Months a certificate is valid.
    pub validity_months: i64,
    /// Entry requirements: any one.
    pub alternatives: Vec<Alternative>,
    /// Documents to be shown.
    pub documents: Vec<RequiredDocument>,
    /// Units of competency.
    pub units: Vec<Unit>,
    /// `draft`, `published` or `withdrawn`.
    pub status: String,
    /// Example material, visibly marked *contoh*.
    pub example: bool,
    /// When published, microseconds UTC.
    pub published_at: Option<i64>,
}

impl Record for SchemeVersion {
    const TABLE: &'static Table = &Table {
        name: "scheme_version",
        columns: &[
            Column::text("id"),
            Column::text("slug"),
            Column::text("abbr"),
            Column::text("number"),
            Column::text("version"),
            Column::text("name_id"),
            Column::text("name_en"),
            Column::text("packaging"),
            Column::int("validity_months"),
            Column::json("alternatives"),
            Column::json("documents"),
            Column::json("units"),
            Column::text("status"),
            Column::flag("example"),
            Column::int("published_at"),
        ],
        subject: None,
        purpose: Purpose::Case,
        retention: Retention::Permanent,
        derived: &[],
        indexes: &[],
        unique: &[&["slug", "version"]],
    };
    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl SchemeVersion {
    /// A draft in which nothing is written yet: a cluster, valid for three years.
    #[must_use]
    pub fn blank(id: SchemeVersionId) -> Self {
        Self {
            id,
            slug: String::new(),
            abbr: String::new(),
            number: String::new(),
            version: String::new(),
            name_id: String::new(),
            name_en: String::new(),
            packaging: "klaster".to_owned(),
            validity_months: 36,
            alternatives: Vec::new(),
            documents: Vec::new(),
            units: Vec::new(),
            status: "draft".to_owned(),
            example: false,
            published_at: None,
        }
    }

    /// Its name in that language, the Indonesian one when there is no English.
    #[must_use]
    pub fn name(&self, locale: Locale) -> &str {
        locale.prefer(&self.name_id, &self.name_en)
    }

    /// The documents that apply to an applicant who entered by `alternative`.
    pub fn documents_for<'a>(&'a self, alternative: &'a str) -> impl Iterator<Item = &'a RequiredDocument> {
        self.documents
            .iter()
            .filter(move |d| d.when_requirement.is_empty() || d.when_requirement.iter().any(|w| w == alternative))
    }
}

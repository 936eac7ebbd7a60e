//! QTI of 1EdTech, versions 2.1, 2.2 and 3.0: items, stimuli, tests, and packages with their files. An item is taken
//! only where its interaction and its response processing are understood wholly: the standard templates, and rules of
//! their shape. Version 3.0 is read as 2.x after its names are put into the older form, and written the other way round.
//! Names and meaning follow the published specifications (ASI information model and binding).

mod attributes;
mod base;
mod declared;
mod key;
mod key_choice;
mod key_gaps;
mod key_order;
mod key_pairs;
mod key_places;
mod names;
mod package;
mod passage;
mod processing;
mod read;
mod rubric;
mod shape;
mod test;
mod within;
mod write;
mod write_key;

use certification::refusal::Refusal;
use serde::{Deserialize, Serialize};

pub(super) use self::package::MANIFEST;
pub use self::package::{Contents, export, import};
use super::report::{Import, Intake, Losses, Taking, Where, brief};
use crate::{
    encoding,
    item::{Item, MediaName},
    xml::{self, Bounds, Element},
};

/// Namespaces that elements of an item may be of: those of QTI, and those of formulas, text and speech. What is of another
/// means something else, whatever it is called.
const NAMESPACES: &[&str] = &["imsglobal.org/", "//www.w3.org/"];

/// A version of QTI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Version {
    /// 2.1.
    V21,
    /// 2.2.
    V22,
    /// 3.0.
    V30,
}

impl Version {
    /// All, from the oldest.
    pub const ALL: [Self; 3] = [Self::V21, Self::V22, Self::V30];

    /// Its number: `2.1`.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::V21 => "2.1",
            Self::V22 => "2.2",
            Self::V30 => "3.0",
        }
    }

    /// The version whose namespace a part names near its beginning, the first of them where there are several.
    fn of(part: &[u8]) -> Option<Self> {
        const NEAR: usize = 8 << 10;
        let near: String = encoding::read(part).ok()?.letters.chars().take(NEAR).collect();
        let named = Self::ALL.into_iter().filter_map(|version| Some((near.find(version.namespace())?, version)));
        named.min_by_key(|(at, _)| *at).map(|(_, version)| version)
    }

    const fn namespace(self) -> &'static str {
        match self {
            Self::V21 => "http://www.imsglobal.org/xsd/imsqti_v2p1",
            Self::V22 => "http://www.imsglobal.org/xsd/imsqti_v2p2",
            Self::V30 => "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        }
    }

    const fn templates(self) -> &'static str {
        match self {
            Self::V21 => "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
            Self::V22 => "http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
            Self::V30 => "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
        }
    }

    const fn short(self) -> &'static str {
        match self {
            Self::V21 => "v2p1",
            Self::V22 => "v2p2",
            Self::V30 => "v3p0",
        }
    }
}

/// Where a part of a package lies, for addresses within it.
struct Place<'a> {
    /// The folder of the part, without `/` at the end; empty for the root.
    folder: &'a str,
}

impl Place<'_> {
    /// The file behind an address, relative to this part.
    fn file(&self, address: &str) -> Result<MediaName, Refusal> {
        let lost = || Refusal::new("loss.address").with("address", brief(address, 80));
        let address = address.trim();
        if address.is_empty() || address.contains(':') || address.starts_with('/') {
            return Err(lost());
        }
        let decoded = percent_encoding::percent_decode_str(address).decode_utf8().map_err(|_| lost())?;
        let whole = if self.folder.is_empty() { decoded.into_owned() } else { format!("{}/{decoded}", self.folder) };
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/') {
            match part {
                "." | "" => {}
                ".." => {
                    parts.pop().ok_or_else(lost)?;
                }
                part => parts.push(part),
            }
        }
        MediaName::new(parts.join("/")).map_err(|_| lost())
    }
}

/// Reads a file with one item.
///
/// # Errors
/// When it is no XML within bounds, or no item (`qti.root`). What is wrong with the item is in the report.
pub fn import_item(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let mut taking = Taking::new(intake);
    taking.out.version = Version::of(bytes);
    let root = match parse(bytes) {
        Err(why) if matches!(why.code.as_str(), "xml.namespace" | "xml.prefix") => {
            taking.refuse(&Where::Whole, "", why);
            return Ok(taking.out);
        }
        root => root?,
    };
    if root.name != "assessmentItem" {
        return Err(Refusal::new("qti.root").with("name", brief(&root.name, 40)));
    }
    let mut losses = Losses::default();
    let id = taking.name(Some(&own_name(&root)), &mut losses);
    let place = Place { folder: "" };
    let source = root.attribute("title").unwrap_or_default().to_owned();
    match read::item(&root, id, &place, None, intake, &mut losses) {
        Ok(item) => taking.take(&Where::Whole, &source, item, losses),
        Err(why) => taking.refuse(&Where::Whole, &source, why),
    }
    Ok(taking.out)
}

/// Writes one item as a file of its own.
///
/// # Errors
/// `format.cannot-carry` with what QTI cannot say.
pub fn export_item(item: &Item, version: Version) -> Result<String, Refusal> {
    write::item(item, version, "").map(|(text, _)| text)
}

/// Reads XML, puts the names of version 3.0 into the older form, and bases into addresses.
fn parse(bytes: &[u8]) -> Result<Element, Refusal> {
    let bounds = Bounds { bytes: 16 << 20, depth: 60, namespaces: NAMESPACES, ..Bounds::default() };
    Ok(base::applied(names::older(xml::read(bytes, bounds)?)))
}

/// The identifier of an element, in this house's form.
fn own_name(element: &Element) -> String {
    names::plain(element.attribute("identifier").unwrap_or_default()).to_owned()
}

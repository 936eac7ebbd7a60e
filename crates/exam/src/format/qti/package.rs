//! Packages: a zip with a manifest that names items, stimuli, tests and files.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use certification::refusal::Refusal;
use quick_xml::{Reader, events::Event};

use super::{
    super::{
        Files, TestOutline,
        report::{Export, Import, Intake, Losses, Outcome, Row, Taking, Where, brief, prove},
        zipped,
    },
    Place, Version, import_item, own_name, parse,
    passage::Passages,
    read, shape, test, write,
};
use crate::{
    encoding,
    item::{Item, ItemId, MediaName, Stimulus, StimulusId},
    xml::{self, Bounds, Element},
};

/// The part that names the others.
pub(in super::super) const MANIFEST: &str = "imsmanifest.xml";
/// The most bytes of sections that lie in parts of their own, counted each time that a test names one.
const MOST_OF_SECTIONS: usize = 64 << 20;

/// What goes into a package.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The items.
    pub items: &'a [Item],
    /// What they share; those that no item refers to are left out.
    pub stimuli: &'a [Stimulus],
    /// The files that they show; others are left out.
    pub files: &'a Files,
    /// Tests over them.
    pub tests: &'a [TestOutline],
}

/// The passages that were taken, by the part that each lies in.
pub(super) type Stimuli = BTreeMap<String, StimulusId>;

/// A resource of the manifest.
struct Resource {
    kind: Kind,
    href: String,
    /// It is described: by keywords, by what it belongs to in a standard.
    described: bool,
    /// As its kind tells it.
    version: Option<Version>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Item,
    Stimulus,
    Test,
}

impl Kind {
    /// By what a part begins with, which tells more than what the manifest says of it.
    fn of(part: &[u8]) -> Option<Self> {
        let text = encoding::read(part).ok()?.letters;
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) | Event::Empty(start) => {
                    return match start.local_name().as_ref() {
                        "assessmentItem" | "qti-assessment-item" => Some(Self::Item),
                        "assessmentStimulus" | "qti-assessment-stimulus" => Some(Self::Stimulus),
                        "assessmentTest" | "qti-assessment-test" => Some(Self::Test),
                        _ => None,
                    };
                }
                Event::Eof => return None,
                _ => {}
            }
        }
    }
}

pub(super) fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Reads a package.
///
/// # Errors
/// When it is no zip within bounds, or has no manifest that can be read. What is wrong with one part is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let mut parts = inside(zipped::unpack(bytes)?);
    let manifest = parts.get(MANIFEST).ok_or_else(|| Refusal::new("qti.no-manifest"))?;
    let manifest = xml::read(manifest, Bounds::default())?;
    if manifest.name != "manifest" {
        return Err(Refusal::new("qti.root").with("name", brief(&manifest.name, 40)));
    }
    let mut taking = Taking::new(intake);
    let mut resources = resources(&manifest, &mut taking);
    for resource in &mut resources {
        resource.kind = parts.get(&resource.href).and_then(|part| Kind::of(part)).unwrap_or(resource.kind);
    }
    let told = |resource: &Resource| parts.get(&resource.href).and_then(|part| Version::of(part)).or(resource.version);
    taking.out.version = resources.iter().find_map(told);
    let mut shown = BTreeSet::new();
    let passages = Passages::of(&parts);
    let mut stimuli = Stimuli::new();
    for resource in resources.iter().filter(|resource| resource.kind == Kind::Stimulus) {
        match stimulus(&resource.href, &passages, intake) {
            Ok((stimulus, losses)) => {
                shown.extend(stimulus.content.media().into_iter().cloned());
                let id = stimulus.id.clone();
                if taking.share(&Where::part(&resource.href), stimulus, losses) {
                    stimuli.insert(resource.href.clone(), id);
                }
            }
            Err(why) => taking.refuse(&Where::part(&resource.href), "", why),
        }
    }
    let mut read_items: Vec<(String, String, Item, Losses)> = Vec::new();
    for resource in resources.iter().filter(|resource| resource.kind == Kind::Item) {
        if !taking.room(&Where::part(&resource.href)) {
            break;
        }
        let mut losses = Losses::default();
        if resource.described {
            losses.named("loss.part", "metadata");
        }
        match item(&resource.href, &passages, &stimuli, &mut taking, &mut losses) {
            Ok((source, item)) => {
                shown.extend(item.media().into_iter().cloned());
                read_items.push((resource.href.clone(), source, item, losses));
            }
            Err(why) => taking.refuse(&Where::part(&resource.href), "", why),
        }
    }
    for name in shown {
        if let Some(bytes) = parts.remove(name.as_str()) {
            taking.out.files.insert(name, bytes);
        }
    }
    let mut by_part = BTreeMap::new();
    for (href, source, item, losses) in read_items {
        by_part.insert(href.clone(), item.id.clone());
        taking.take(&Where::part(&href), &source, item, losses);
    }
    let taken: BTreeSet<ItemId> = taking.out.items.iter().map(|item| item.id.clone()).collect();
    by_part.retain(|_, id| taken.contains(id));
    let left = Cell::new(MOST_OF_SECTIONS);
    for resource in resources.iter().filter(|resource| resource.kind == Kind::Test) {
        let mut losses = Losses::default();
        let outcome = part(&resource.href, &parts).and_then(parse).and_then(|root| {
            let place = Place { folder: folder(&resource.href) };
            let find = |name: &str| by_part.get(name).cloned();
            let section = |name: &str| {
                let part = part(name, &parts)?;
                left.set(left.get().checked_sub(part.len()).ok_or_else(|| Refusal::new("qti.sections"))?);
                parse(part)
            };
            test::read(&root, &place, &test::Others { item: &find, section: &section }, &mut losses)
        });
        let outcome = match outcome {
            Ok(outline) => {
                let test = outline.id.clone();
                taking.out.tests.push(outline);
                Outcome::Test { test, losses: losses.0 }
            }
            Err(why) => Outcome::Refused { reasons: vec![why] },
        };
        taking.out.report.push(Row { place: Where::part(&resource.href), source: String::new(), outcome });
    }
    if taking.out.report.is_empty() {
        taking.refuse(&Where::part(MANIFEST), "", Refusal::new("qti.no-resources"));
    }
    Ok(taking.out)
}

/// The parts of a package that somebody packed with the folder around it.
fn inside(parts: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let around = zipped::folder_of(parts.keys().map(String::as_str), MANIFEST).unwrap_or_default().to_owned();
    if around.is_empty() {
        return parts;
    }
    parts.into_iter().filter_map(|(name, part)| Some((name.strip_prefix(&around)?.to_owned(), part))).collect()
}

fn part<'a>(name: &str, parts: &'a BTreeMap<String, Vec<u8>>) -> Result<&'a [u8], Refusal> {
    parts.get(name).map(Vec::as_slice).ok_or_else(|| Refusal::new("qti.no-part").with("href", brief(name, 100)))
}

/// What the kinds of resources begin with that only belong to others.
const BESIDE: [&str; 3] = ["learning-application-resource", "associatedcontent", "controlfile"];

/// The resources that matter; those of a kind that is not known are refused in the report.
fn resources(manifest: &Element, taking: &mut Taking<'_>) -> Vec<Resource> {
    let mut out = Vec::new();
    let root = Place { folder: "" };
    let mut seen = BTreeSet::new();
    let bases = manifest.all("resources").flat_map(|all| {
        let base = all.attribute("xml:base").unwrap_or_default();
        all.all("resource").map(move |one| (format!("{base}{}", one.attribute("xml:base").unwrap_or_default()), one))
    });
    for (base, resource) in bases {
        if taking.out.report.len() > 20_000 {
            break;
        }
        let told = resource.attribute("type").unwrap_or_default().to_lowercase();
        // Accessible portable items name their files and none of them as the first.
        let mut files = resource.all("file").filter_map(|file| file.attribute("href"));
        let href = resource.attribute("href").or_else(|| files.find(|href| href.ends_with(".xml"))).unwrap_or_default();
        let href = &format!("{base}{href}");
        let kind = if !told.starts_with("imsqti") {
            match told.as_str() {
                "" | "webcontent" | "css2" | "css3" | "extension" => continue,
                kind if BESIDE.iter().any(|beside| kind.starts_with(beside)) => continue,
                _ => None,
            }
        } else if told.contains("stimulus") {
            Some(Kind::Stimulus)
        } else if told.contains("test") {
            Some(Kind::Test)
        } else if told.contains("item") {
            Some(Kind::Item)
        } else if told.contains("section") {
            // The test that names it reads it.
            continue;
        } else {
            None
        };
        match (kind, root.file(href)) {
            (Some(kind), Ok(name)) => {
                let href = String::from(name);
                if seen.insert(href.clone()) && out.len() < 20_000 {
                    let version = Version::ALL.into_iter().find(|version| told.contains(version.short()));
                    out.push(Resource { kind, href, described: described(resource), version });
                }
            }
            (None, _) => {
                taking.refuse(&Where::part(href), "", Refusal::new("qti.resource-type").with("type", brief(&told, 60)))
            }
            (_, Err(_)) => {
                taking.refuse(&Where::part(href), "", Refusal::new("qti.no-part").with("href", brief(href, 100)))
            }
        }
    }
    out
}

/// Its metadata hold more than a tool's own account of the kind of item.
fn described(resource: &Element) -> bool {
    let tells = |one: &Element| {
        let name = one.name.rsplit(':').next().unwrap_or_default();
        name == "lom" || name.starts_with("curriculumStandardsMetadata")
    };
    resource.all("metadata").flat_map(Element::elements).any(tells)
}

fn item(
    href: &str,
    passages: &Passages<'_>,
    stimuli: &Stimuli,
    taking: &mut Taking<'_>,
    losses: &mut Losses,
) -> Result<(String, Item), Refusal> {
    let root = part(href, passages.parts).and_then(parse);
    let own = root.as_ref().map(own_name).ok();
    let id = taking.name(own.as_deref(), losses);
    let mut root = root?;
    if root.name != "assessmentItem" {
        return Err(Refusal::new("qti.root").with("name", brief(&root.name, 40)));
    }
    let place = Place { folder: folder(href) };
    passages.put_into(&mut root, &place);
    let source = root.attribute("title").unwrap_or_default().to_owned();
    Ok((source, read::item(&root, id, &place, Some(stimuli), taking.intake, losses)?))
}

fn stimulus(href: &str, passages: &Passages<'_>, intake: &Intake) -> Result<(Stimulus, Losses), Refusal> {
    let mut root = parse(part(href, passages.parts)?)?;
    passages.put_into(&mut root, &Place { folder: folder(href) });
    if root.name != "assessmentStimulus" {
        return Err(Refusal::new("qti.root").with("name", brief(&root.name, 40)));
    }
    shape::whole(&root)?;
    let id = StimulusId::new(own_name(&root)).map_err(|_| Refusal::new("qti.identifier"))?;
    let body = root.first("stimulusBody").ok_or_else(|| Refusal::new("qti.no-body"))?;
    let place = Place { folder: folder(href) };
    let mut losses = Losses::default();
    let content = read::flow(&body.children, &place, &mut losses);
    for element in root.elements() {
        match element.name.as_str() {
            "stimulusBody" => {}
            "stylesheet" => losses.code("loss.style"),
            other => losses.named("loss.part", other),
        }
    }
    let title = root.attribute("title").unwrap_or_default().to_owned();
    let language = read::language(&root, intake, &mut losses);
    Ok((Stimulus { id, language, title, content }, losses))
}

/// Writes a package. Items that QTI cannot carry are left out and refused in the report.
///
/// # Errors
/// `zip.writing` when the package would be larger than a zip can be.
pub fn export(contents: &Contents<'_>, version: Version) -> Result<Export, Refusal> {
    let alone = |text: &str, intake: &Intake| import_item(text.as_bytes(), intake);
    // The proof reads the item alone, where files lie beside it.
    let (_, mut report) = prove(contents.items, |item| write::item(item, version, ""), alone);
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut resources = Vec::new();
    let mut names = BTreeSet::new();
    let mut shared = BTreeSet::new();
    for (item, row) in contents.items.iter().zip(&mut report) {
        if matches!(row.outcome, Outcome::Refused { .. }) {
            continue;
        }
        let (text, _) = write::item(item, version, "../")?;
        let href = format!("items/{}.xml", item.id);
        parts.insert(href.clone(), text.into_bytes());
        let media: Vec<MediaName> = item.media().into_iter().cloned().collect();
        for missing in media.iter().filter(|name| !contents.files.contains_key(*name)) {
            row.outcome.lose(Refusal::new("loss.file-missing").with("name", missing));
        }
        if let Some(name) = &item.question.stimulus
            && !contents.stimuli.iter().any(|stimulus| stimulus.id == *name)
        {
            row.outcome.lose(Refusal::new("loss.stimulus").with("name", name));
        }
        names.extend(media);
        shared.extend(item.question.stimulus.iter().filter(|_| version != Version::V21).cloned());
        resources.push((format!("imsqti_item_xml{}", version.short()), href));
    }
    for stimulus in contents.stimuli.iter().filter(|stimulus| shared.contains(&stimulus.id)) {
        let href = format!("stimuli/{}.xml", stimulus.id);
        parts.insert(href.clone(), write::stimulus(stimulus, version, "../").into_bytes());
        names.extend(stimulus.content.media().into_iter().cloned());
        resources.push((format!("imsqti_stimulus_xml{}", version.short()), href));
    }
    let written: BTreeSet<&ItemId> = contents
        .items
        .iter()
        .zip(&report)
        .filter(|(_, row)| !matches!(row.outcome, Outcome::Refused { .. }))
        .map(|(item, _)| &item.id)
        .collect();
    let mut rows = Vec::new();
    for test in contents.tests {
        let (test, outcome) = standing(test, &written);
        rows.push(Row { place: Where::part(test.id.as_str()), source: brief(&test.title, 80), outcome });
        if matches!(rows.last(), Some(Row { outcome: Outcome::Refused { .. }, .. })) {
            continue;
        }
        let href = format!("tests/{}.xml", test.id);
        parts.insert(href.clone(), test::written(&test, version).into_bytes());
        resources.push((format!("imsqti_test_xml{}", version.short()), href));
    }
    report.extend(rows);
    for name in names {
        if let Some(bytes) = contents.files.get(&name) {
            resources.push(("webcontent".to_owned(), name.to_string()));
            parts.insert(name.to_string(), bytes.clone());
        }
    }
    parts.insert(MANIFEST.to_owned(), manifest(&resources, version).into_bytes());
    let bytes = zipped::pack(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))?;
    Ok(Export { bytes, report })
}

/// A test without the items that were left out, each of which is told.
fn standing(test: &TestOutline, written: &BTreeSet<&ItemId>) -> (TestOutline, Outcome) {
    let (mut out, mut losses) = (test.clone(), Losses::default());
    for (_, items) in &mut out.sections {
        items.retain(|item| {
            let stands = written.contains(item);
            if !stands {
                losses.named("loss.item", item.as_str());
            }
            stands
        });
    }
    let outcome = match out.sections.iter().all(|(_, items)| items.is_empty()) {
        true => Outcome::Refused { reasons: vec![Refusal::new("qti.no-items")] },
        false => Outcome::Test { test: out.id.clone(), losses: losses.0 },
    };
    (out, outcome)
}

fn manifest(resources: &[(String, String)], version: Version) -> String {
    let schema = match version {
        Version::V21 => ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.1 Package", "1.0.0"),
        Version::V22 => ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.2 Package", "1.0.0"),
        Version::V30 => ("http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0"),
    };
    let resource = |(index, (kind, href)): (usize, &(String, String))| {
        let address = write::address("", href);
        Element::new("resource")
            .with("identifier", format!("R{}", index + 1))
            .with("type", kind.as_str())
            .with("href", &address)
            .holding(Element::new("file").with("href", &address))
    };
    let metadata = Element::new("metadata")
        .holding(Element::new("schema").saying(schema.1))
        .holding(Element::new("schemaversion").saying(schema.2));
    Element::new("manifest")
        .with("xmlns", schema.0)
        .with("identifier", "MANIFEST")
        .holding(metadata)
        .holding(Element::new("organizations"))
        .holding(Element::new("resources").holding_all(resources.iter().enumerate().map(resource)))
        .document()
}

//! Word documents of items: tables of item cards as Indonesian bodies write them (*Nomor, KUK, Level, Soal, A–E, Kunci*),
//! tables with one item a row, and lists of paragraphs. Bold, italic, underlined, raised and lowered letters, lists,
//! tables and pictures are kept, everything else is told. Written as item cards, one table an item.

mod cards;
mod formula;
mod grid;
mod keys;
mod list;
mod marks;
mod parted;
mod piece;
mod run;
mod styles;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;

pub use self::write::export;
use self::{
    cards::Found,
    list::Listed,
    piece::{Numbering, Piece, pieces},
    run::Targets,
    styles::Styles,
};
use super::{
    card::{self, Field},
    report::{Import, Intake, Outcome, Row, Taking, Where, brief},
    zipped,
};
use crate::{
    item::MediaName,
    xml::{self, Bounds, Element},
};

const DOCUMENT: &str = "word/document.xml";

/// Reads a document.
///
/// # Errors
/// `zip.*`, `xml.*`, `docx.broken`, `docx.no-items`. What is wrong with one item is in the report; texts that belong to
/// no item are told in one row.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let mut parts = zipped::unpack(bytes)?;
    let bounds = Bounds { elements: 2_000_000, ..Bounds::default() };
    let document = xml::read(parts.get(DOCUMENT).ok_or_else(|| Refusal::new("docx.broken"))?, bounds)?;
    let body = document.first("body").filter(|_| document.name == "document");
    let body = body.ok_or_else(|| Refusal::new("docx.broken"))?;
    let optional = |name: &str| parts.get(name).map(|part| xml::read(part, bounds)).transpose();
    let styles = optional("word/styles.xml")?.map(|root| Styles::of(&root)).unwrap_or_default();
    let numbering = Numbering::of(optional("word/numbering.xml")?.as_ref(), styles);
    let targets = optional("word/_rels/document.xml.rels")?.map(|root| targets(&root)).unwrap_or_default();

    let mut taking = Taking::new(intake);
    let mut listed = Listed::default();
    let (mut found, mut tables, mut items) = (Vec::new(), 0_usize, 0_usize);
    for piece in pieces(body, &targets, &numbering) {
        match piece {
            Piece::Line(line) => {
                if let Some(ended) = listed.line(&line) {
                    items += 1;
                    found.push((Where::Item(items), ended));
                }
            }
            Piece::Table(grid) => {
                tables += 1;
                match cards::of(&grid) {
                    Some(all) => {
                        if let Some(ended) = listed.end() {
                            items += 1;
                            found.push((Where::Item(items), ended));
                        }
                        let numbered = all.into_iter().enumerate();
                        found.extend(numbered.map(|(at, one)| (Where::Table { table: tables, item: at + 1 }, one)));
                    }
                    None => listed.table(&grid),
                }
            }
        }
    }
    if let Some(ended) = listed.end() {
        found.push((Where::Item(items + 1), ended));
    }
    if found.is_empty() {
        return Err(Refusal::new("docx.no-items"));
    }
    let (places, mut cards): (Vec<Where>, Vec<Found>) = found.into_iter().unzip();
    std::mem::take(&mut listed.keys).give(&mut cards, &mut listed.outside);
    bring(places.into_iter().zip(cards).collect(), &mut parts, &mut taking);
    if !listed.outside.is_empty() {
        let place = Where::Whole;
        let outcome = Outcome::Refused { reasons: std::mem::take(&mut listed.outside) };
        taking.out.report.push(Row { place, source: String::new(), outcome });
    }
    Ok(taking.out)
}

/// Takes the cards with the pictures that they show.
fn bring(found: Vec<(Where, Found)>, parts: &mut BTreeMap<String, Vec<u8>>, taking: &mut Taking<'_>) {
    for (place, mut one) in found {
        // Cards keep it: they are what this house writes.
        if matches!(place, Where::Item(_)) {
            one.unmark();
        }
        let number = one.card.fields.get(&Field::Number).map(|said| said.words());
        let place = match number.map(|number| number.trim().to_owned()).filter(|number| !number.is_empty()) {
            Some(number) => Where::Numbered(Box::new(place), brief(&number, 40)),
            None => place,
        };
        if !taking.room(&place) {
            return;
        }
        let shown: Vec<MediaName> = one.card.fields.values().flat_map(|said| said.media()).cloned().collect();
        for name in shown {
            if let Some(bytes) = parts.get(name.as_str()) {
                taking.out.files.entry(name).or_insert_with(|| bytes.clone());
            }
        }
        // A number is where the item stood, not what it is called.
        if one.card.fields.get(&Field::Id).is_some_and(|id| id.words().trim().bytes().all(|b| b.is_ascii_digit())) {
            one.card.fields.remove(&Field::Id);
        }
        card::take(&one.card, &place, one.losses, one.fault, taking);
    }
    let shown: BTreeSet<MediaName> = taking.out.items.iter().flat_map(|item| item.media()).cloned().collect();
    taking.out.files.retain(|name, _| shown.contains(name));
}

/// The parts that the document refers to; addresses outside are left out.
fn targets(root: &Element) -> Targets {
    let within = |relation: &&Element| relation.attribute("TargetMode") != Some("External");
    let told = root.all("Relationship").filter(within).filter_map(|relation| {
        let target = relation.attribute("Target")?;
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("word/{target}"),
        };
        Some((relation.attribute("Id")?.to_owned(), path))
    });
    Targets(told.collect())
}

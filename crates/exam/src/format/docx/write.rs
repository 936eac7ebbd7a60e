//! Items written as a Word document: a table for each, label and content in its rows, as it is read. Letters in their
//! forms, lists, tables and pictures stand as Word has them; what Word has no place for is left out and refused in the
//! report.

use std::collections::BTreeMap;

use certification::refusal::Refusal;

use super::{
    super::{
        Files,
        card::{self, Field},
        report::{Export, Intake, Written, prove},
        zipped,
    },
    import,
    run::{EMU, SIZED, ending},
};
use crate::{
    item::{Block, Content, Inline, Item, Language, MediaName, Picture, Table},
    xml::Element,
};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// Pixels of a picture whose size is not told.
const PIXELS: u32 = 320;
/// Widths of cells in twentieths of a point: of labels, of what they say, of tables within that.
const LABEL: u32 = 2_400;
const SAID: u32 = 7_000;
const INNER: u32 = 1_500;
/// Lists that the document has: numbered, and with bullets.
const LISTS: [(bool, &str, &str); 2] = [(true, "1", "decimal"), (false, "2", "bullet")];

/// The names under which a document refers to its pictures.
type Names<'a> = BTreeMap<&'a MediaName, String>;

/// Writes items as cards, labels in that language. Each is read back and compared; what a document cannot carry is left
/// out and refused in the report.
///
/// # Errors
/// `zip.writing` when the document is more than a file can hold.
pub fn export(items: &[Item], files: &Files, language: Language) -> Result<Export, Refusal> {
    let shown = items.iter().flat_map(Item::media).collect::<std::collections::BTreeSet<_>>();
    let names: Names<'_> = (1..).zip(shown).map(|(n, name)| (name, format!("rId{}", n + 1))).collect();
    let write = |item: &Item| -> Written {
        let (mut fields, mut losses) = card::written(item, language)?;
        // What items share stands in no card.
        fields.retain(|(field, _)| *field != Field::Stimulus);
        // Pictures go along.
        losses.0.retain(|loss| loss.code != "loss.files");
        for name in item.media().into_iter().filter(|name| !files.contains_key(*name)) {
            losses.named("loss.file-missing", name.as_str());
        }
        Ok((self::card(item, fields, language, &names)?.written(), losses))
    };
    let read = |text: &str, intake: &Intake| import(&package(&[text.to_owned()], &names, &Files::new())?, intake);
    let (cards, report) = prove(items, write, read);
    Ok(Export { bytes: package(&cards, &names, files)?, report })
}

fn cannot(what: &str) -> Refusal {
    Refusal::new("format.cannot-carry").with("what", what)
}

/// The table of an item: fields in the order of a card, each with its label.
fn card(item: &Item, fields: Vec<(Field, String)>, language: Language, names: &Names<'_>) -> Result<Element, Refusal> {
    let contents: BTreeMap<Field, Content> = card::contents(item)?.into_iter().collect();
    let mut out = bordered(&[LABEL, SAID]);
    for (field, text) in fields.into_iter().collect::<BTreeMap<_, _>>() {
        let mut said = match contents.get(&field) {
            Some(content) => blocks(content, names)?,
            None => text.lines().map(|line| paragraph(vec![run(line, &[])])).collect(),
        };
        // A cell ends with a paragraph.
        if said.last().is_none_or(|last| last.name != "w:p") {
            said.push(paragraph(Vec::new()));
        }
        let label = cell(LABEL).holding(paragraph(vec![run(&field.heading(language), &["w:b"])]));
        out = out.holding(Element::new("w:tr").holding(label).holding(cell(SAID).holding_all(said)));
    }
    Ok(out)
}

/// A table with lines around its cells, and the widths of its columns in twentieths of a point.
fn bordered(widths: &[u32]) -> Element {
    let line = |name: &str| {
        Element::new(name).with("w:val", "single").with("w:sz", "4").with("w:space", "0").with("w:color", "auto")
    };
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].map(line);
    let form = Element::new("w:tblPr").holding(Element::new("w:tblBorders").holding_all(sides));
    let columns = widths.iter().map(|width| Element::new("w:gridCol").with("w:w", width.to_string()));
    Element::new("w:tbl").holding(form).holding(Element::new("w:tblGrid").holding_all(columns))
}

/// A cell of a width in twentieths of a point.
fn cell(width: u32) -> Element {
    let wide = Element::new("w:tcW").with("w:w", width.to_string()).with("w:type", "dxa");
    Element::new("w:tc").holding(Element::new("w:tcPr").holding(wide))
}

fn paragraph(runs: Vec<Element>) -> Element {
    Element::new("w:p").holding_all(runs)
}

/// Letters with their forms.
fn run(text: &str, forms: &[&str]) -> Element {
    formed(Element::new("w:t").with("xml:space", "preserve").saying(text), forms)
}

fn formed(piece: Element, forms: &[&str]) -> Element {
    let form = |form: &&str| match *form {
        "w:u" => Element::new("w:u").with("w:val", "single"),
        "sub" => Element::new("w:vertAlign").with("w:val", "subscript"),
        "sup" => Element::new("w:vertAlign").with("w:val", "superscript"),
        name => Element::new(name),
    };
    let run = Element::new("w:r");
    let run =
        if forms.is_empty() { run } else { run.holding(Element::new("w:rPr").holding_all(forms.iter().map(form))) };
    run.holding(piece)
}

fn blocks(content: &Content, names: &Names<'_>) -> Result<Vec<Element>, Refusal> {
    let mut out = Vec::new();
    for block in &content.0 {
        match block {
            Block::Paragraph(line) => out.push(paragraph(inlines(line, &mut Vec::new(), names)?)),
            Block::Picture(shown) => out.push(paragraph(vec![formed(picture(shown, names)?, &[])])),
            Block::List { ordered, entries } => {
                for entry in entries {
                    let [Block::Paragraph(line)] = entry.0.as_slice() else { return Err(cannot("list")) };
                    out.push(listed(*ordered, inlines(line, &mut Vec::new(), names)?));
                }
            }
            Block::Table(inner) => {
                out.push(table(inner, names)?);
                // Two tables without anything between them would be one.
                out.push(paragraph(Vec::new()));
            }
            Block::Verbatim(_) => return Err(cannot("verbatim")),
            Block::Quote(_) => return Err(cannot("quote")),
            Block::Audio(_) => return Err(cannot("audio")),
            Block::Formula(_) => return Err(cannot("formula")),
        }
    }
    Ok(out)
}

/// A paragraph of a list.
fn listed(ordered: bool, runs: Vec<Element>) -> Element {
    let id = LISTS.iter().find(|(of, ..)| *of == ordered).map_or("1", |(_, id, _)| *id);
    let list = Element::new("w:numPr")
        .holding(Element::new("w:ilvl").with("w:val", "0"))
        .holding(Element::new("w:numId").with("w:val", id));
    Element::new("w:p").holding(Element::new("w:pPr").holding(list)).holding_all(runs)
}

fn table(inner: &Table, names: &Names<'_>) -> Result<Element, Refusal> {
    if !inner.caption.is_empty() {
        return Err(cannot("caption"));
    }
    let row = |cells: &Vec<Content>, heading: bool| -> Result<Element, Refusal> {
        let mut row = Element::new("w:tr");
        if heading {
            row = row.holding(Element::new("w:trPr").holding(Element::new("w:tblHeader")));
        }
        for content in cells {
            let mut said = blocks(content, names)?;
            if said.last().is_none_or(|last| last.name != "w:p") {
                said.push(paragraph(Vec::new()));
            }
            row = row.holding(cell(INNER).holding_all(said));
        }
        Ok(row)
    };
    let width = inner.rows.first().map_or(inner.head.len(), Vec::len);
    let mut out = bordered(&vec![INNER; width]);
    if !inner.head.is_empty() {
        out = out.holding(row(&inner.head, true)?);
    }
    for cells in &inner.rows {
        out = out.holding(row(cells, false)?);
    }
    Ok(out)
}

/// Runs of a line; forms are those around it, outer before inner.
fn inlines(line: &[Inline], forms: &mut Vec<&'static str>, names: &Names<'_>) -> Result<Vec<Element>, Refusal> {
    let mut out = Vec::new();
    for inline in line {
        let (form, inner) = match inline {
            Inline::Text(text) => {
                out.push(run(text, forms));
                continue;
            }
            Inline::Break => {
                out.push(formed(Element::new("w:br"), forms));
                continue;
            }
            Inline::Picture(shown) => {
                out.push(formed(picture(shown, names)?, forms));
                continue;
            }
            Inline::Strong(inner) => ("w:b", inner),
            Inline::Emphasis(inner) => ("w:i", inner),
            Inline::Underline(inner) => ("w:u", inner),
            Inline::Sub(inner) => ("sub", inner),
            Inline::Sup(inner) => ("sup", inner),
            Inline::Code(_) => return Err(cannot("code")),
            Inline::Math(_) => return Err(cannot("formula")),
            Inline::Gap(_) => return Err(cannot("gap")),
        };
        forms.push(form);
        let inner = inlines(inner, forms, names);
        forms.pop();
        out.extend(inner?);
    }
    Ok(out)
}

/// A picture; its size as this house has it stands in its name, since Word always wants one.
fn picture(shown: &Picture, names: &Names<'_>) -> Result<Element, Refusal> {
    let id = names.get(&shown.file).ok_or_else(|| cannot("picture"))?;
    let told = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let emu = |n: Option<u32>| (u64::from(n.unwrap_or(PIXELS)) * EMU).to_string();
    let (wide, high) = (emu(shown.width), emu(shown.height));
    let extent = |name: &str| Element::new(name).with("cx", wide.as_str()).with("cy", high.as_str());
    let name = format!("{SIZED}{}x{}", told(shown.width), told(shown.height));
    let number = id.trim_start_matches("rId").to_owned();
    let blip = Element::new("pic:blipFill")
        .holding(Element::new("a:blip").with("r:embed", id.as_str()))
        .holding(Element::new("a:stretch").holding(Element::new("a:fillRect")));
    let frame =
        Element::new("a:xfrm").holding(Element::new("a:off").with("x", "0").with("y", "0")).holding(extent("a:ext"));
    let shape = Element::new("pic:spPr")
        .holding(frame)
        .holding(Element::new("a:prstGeom").with("prst", "rect").holding(Element::new("a:avLst")));
    let about = Element::new("pic:nvPicPr")
        .holding(Element::new("pic:cNvPr").with("id", number.as_str()).with("name", name.as_str()))
        .holding(Element::new("pic:cNvPicPr"));
    let drawn = Element::new("pic:pic").holding(about).holding(blip).holding(shape);
    let graphic = Element::new("a:graphic").holding(Element::new("a:graphicData").with("uri", PICTURE).holding(drawn));
    let inline = Element::new("wp:inline")
        .holding(extent("wp:extent"))
        .holding(Element::new("wp:docPr").with("id", number).with("name", name).with("descr", shown.alt.as_str()))
        .holding(graphic);
    Ok(Element::new("w:drawing").holding(inline))
}

/// The document of these cards, with the parts that it refers to.
fn package(cards: &[String], names: &Names<'_>, files: &Files) -> Result<Vec<u8>, Refusal> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{MAIN}" xmlns:r="{RELATED}" xmlns:a="{DRAWING}" xmlns:wp="{PLACED}" xmlns:pic="{PICTURE}"><w:body>{}<w:sectPr/></w:body></w:document>"#,
        cards.iter().map(|card| format!("{card}<w:p/>")).collect::<String>()
    );
    let list = |(_, id, format): &(bool, &str, &str)| {
        format!(
            r#"<w:abstractNum w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{}"/></w:lvl></w:abstractNum>"#,
            if *format == "bullet" { "•" } else { "%1." }
        )
    };
    let num =
        |(_, id, _): &(bool, &str, &str)| format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#);
    let numbering = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="{MAIN}">{}{}</w:numbering>"#,
        LISTS.iter().map(list).collect::<String>(),
        LISTS.iter().map(num).collect::<String>()
    );
    let mut related = Element::new("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .holding(relation("rId1", &format!("{RELATED}/numbering"), "numbering.xml"));
    for (name, id) in names {
        // From the root, so that a picture keeps its name.
        related = related.holding(relation(id, &format!("{RELATED}/image"), &format!("/{name}")));
    }
    let root = Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships")).holding(relation(
        "rId1",
        &format!("{RELATED}/officeDocument"),
        "word/document.xml",
    ));
    let (types, related, root) = (types(names).document(), related.document(), root.document());
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", related.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ];
    let shown = names.keys().filter_map(|name| files.get(*name).map(|bytes| (name.as_str(), bytes.as_slice())));
    parts.extend(shown);
    zipped::pack(parts)
}

fn relation(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

/// What each part is.
fn types(names: &Names<'_>) -> Element {
    let office = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut out = Element::new("Types").with("xmlns", format!("{PACKAGE}/content-types"));
    let endings: std::collections::BTreeSet<String> = names.keys().map(|name| ending(name.as_str())).collect();
    let known = [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")];
    for (end, kind) in known {
        out = out.holding(Element::new("Default").with("Extension", end).with("ContentType", kind));
    }
    for end in endings.iter().filter(|end| !end.is_empty() && *end != "xml" && *end != "rels") {
        let kind = if end == "jpg" { "image/jpeg".to_owned() } else { format!("image/{end}") };
        out = out.holding(Element::new("Default").with("Extension", end.as_str()).with("ContentType", kind));
    }
    for (part, kind) in [("document", ".document.main+xml"), ("numbering", ".numbering+xml")] {
        let named = Element::new("Override").with("PartName", format!("/word/{part}.xml"));
        out = out.holding(named.with("ContentType", format!("{office}{kind}")));
    }
    out
}

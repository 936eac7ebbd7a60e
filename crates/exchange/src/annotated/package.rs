//! The zip around an xlsx: which parts belong to a sheet, which have to change, and the new
//! package with every other part copied as it stands.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{Failed, Notes, comments, sheet, styles};
use crate::{
    Refusal,
    workbook::{entry, sheet_paths, xml},
};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) fn annotate(bytes: &[u8], name: &str, notes: &Notes, author: &str) -> Result<Vec<u8>, Failed> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
    let paths = sheet_paths(&mut archive)?;
    let (_, path) = paths.into_iter().find(|(n, _)| n == name).ok_or(Refusal::NoSuchSheet)?;
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let relations_path = format!("{folder}/_rels/{file}.rels");
    let mut relations = text(&mut archive, &relations_path).unwrap_or_else(|| {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
    });

    // The comments, added to those that are there.
    let mut content_types = text(&mut archive, "[Content_Types].xml").ok_or(Refusal::Truncated)?;
    let comments_path = match target(&relations, "/comments") {
        Some(found) => resolve(folder, &found),
        None => {
            let free = free_path(&archive, "xl/comments", ".xml");
            relate(&mut relations, "comments", &format!("/{free}"));
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
            insert_before(
                &mut content_types,
                "</Types>",
                &format!("<Override PartName=\"/{free}\" ContentType=\"{kind}\"/>"),
            )?;
            free
        }
    };
    let before = text(&mut archive, &comments_path);
    changed.insert(comments_path, comments::comments(before.as_deref(), notes, author)?);

    // The boxes in which the comments are shown.
    let mut legacy = None;
    let drawing_path = match target(&relations, "/vmlDrawing") {
        Some(found) => resolve(folder, &found),
        None => {
            let free = free_path(&archive, "xl/drawings/vmlDrawing", ".vml");
            legacy = Some(relate(&mut relations, "vmlDrawing", &format!("/{free}")));
            free
        }
    };
    if !content_types.contains("Extension=\"vml\"") {
        let kind =
            "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>";
        insert_after_open(&mut content_types, "<Types", kind)?;
    }
    let before = text(&mut archive, &drawing_path);
    changed.insert(drawing_path, comments::boxes(before.as_deref(), notes)?);
    changed.insert(relations_path, relations);
    changed.insert("[Content_Types].xml".to_owned(), content_types);

    // The cells and their colours.
    let sheet_xml = text(&mut archive, &path).ok_or(Refusal::Truncated)?;
    let styles_path = "xl/styles.xml";
    let mut palette = text(&mut archive, styles_path).and_then(|xml| styles::Palette::new(&xml));
    let sheet_xml = sheet::annotate(&sheet_xml, notes, legacy.as_deref(), palette.as_mut())?;
    changed.insert(path, sheet_xml);
    if let Some(palette) = palette {
        changed.insert(styles_path.to_owned(), palette.finish());
    }
    rewrite(archive, &changed)
}

fn rewrite(mut archive: Archive<'_>, changed: &BTreeMap<String, String>) -> Result<Vec<u8>, Failed> {
    let broken = |error: zip::result::ZipError| Failed::Writing(error.to_string());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left: BTreeMap<&String, &String> = changed.iter().collect();
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.into_owned();
        match changed.get_key_value(&name) {
            None => out.raw_copy_file(part).map_err(broken)?,
            Some((key, text)) => {
                left.remove(key);
                put(&mut out, &name, text)?;
            }
        }
    }
    for (name, text) in left {
        put(&mut out, name, text)?;
    }
    Ok(out.finish().map_err(broken)?.into_inner())
}

fn put(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), Failed> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    out.start_file(name, options).map_err(|e| Failed::Writing(e.to_string()))?;
    out.write_all(text.as_bytes()).map_err(|e| Failed::Writing(e.to_string()))
}

fn text(archive: &mut Archive<'_>, path: &str) -> Option<String> {
    entry(archive, path).ok().map(|bytes| xml(&bytes))
}

fn free_path(archive: &Archive<'_>, stem: &str, ending: &str) -> String {
    (1..).map(|n| format!("{stem}{n}{ending}")).find(|p| archive.index_for_name(p).is_none()).unwrap_or_default()
}

/// The target of the relation whose type ends so.
fn target(relations: &str, ending: &str) -> Option<String> {
    relations.split('<').filter(|tag| tag.starts_with("Relationship ")).find_map(|tag| {
        let kind = attribute(tag, "Type")?;
        kind.ends_with(ending).then(|| attribute(tag, "Target")).flatten().map(str::to_owned)
    })
}

pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag.get(at..)?.split('"').next()
}

/// A target relative to the folder of its source.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Adds a relation and gives its id.
fn relate(relations: &mut String, kind: &str, target: &str) -> String {
    let id = (1..)
        .map(|n| format!("rIdKompeten{n}"))
        .find(|id| !relations.contains(&format!("\"{id}\"")))
        .unwrap_or_default();
    let tag = format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>");
    if let Some(at) = relations.rfind("</Relationships>") {
        relations.insert_str(at, &tag);
    } else if let Some(at) = relations.rfind("/>") {
        // `<Relationships … />` that holds none yet.
        relations.replace_range(at.., &format!(">{tag}</Relationships>"));
    }
    id
}

pub(super) fn insert_before(text: &mut String, mark: &str, piece: &str) -> Result<(), Failed> {
    let at = text.rfind(mark).ok_or(Refusal::Truncated)?;
    text.insert_str(at, piece);
    Ok(())
}

fn insert_after_open(text: &mut String, open: &str, piece: &str) -> Result<(), Failed> {
    let from = text.find(open).ok_or(Refusal::Truncated)?;
    let at = text.get(from..).and_then(|rest| rest.find('>')).ok_or(Refusal::Truncated)?;
    text.insert_str(from + at + 1, piece);
    Ok(())
}

/// Text as XML carries it.
pub(super) fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

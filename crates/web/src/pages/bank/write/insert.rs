//! Putting a picture or a recording into a form, and an area onto a picture by pressing it. A file is known by its first
//! bytes, has words for who cannot see or hear it, and is named by what it holds, so that the same file is kept once.

use axum::{extract::State, http::StatusCode};
use exam::item::{Item, MediaName, Picture};
use sha2::{Digest as _, Sha256};
use workflow::{WorkflowError, exam_bank::MediaKind};

use super::{
    RowNames, Write,
    act::{Begun, Typed, picture, sent, with_ticked},
    fill, replaced,
};
use crate::{
    Answer, AppState, Page, WebError,
    error::refusal_message,
    form::{Fields, Upload},
    html,
    i18n::{Message, key},
    page::html_with,
};

/// The largest file that the setting can let in, bytes.
pub(in super::super) const MOST: usize = 50 << 20;
/// The most bytes of one typed field.
const MOST_TYPED: usize = 400_000;
/// The most fields of a form.
const MOST_FIELDS: usize = 3_000;
/// Areas are pressed by two points, but for corners in order around.
const TWO: usize = 2;

/// The fields into which a file can be put: name and label.
pub(super) fn targets(p: &Page, kind: &str, rows: &[RowNames]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if kind == "hotspot" {
        out.push(("gambar".to_owned(), p.t(key("bank-into-picture")).into_owned()));
    }
    out.push(("soal".to_owned(), p.t(key("bank-stem")).into_owned()));
    if matches!(kind, "single" | "multiple") {
        let label = |row: &RowNames| p.ta(key("bank-option-n")).with("letter", row.letter.as_str()).to_string();
        out.extend(rows.iter().map(|row| (row.text.clone(), label(row))));
    }
    out.push(("pembahasan".to_owned(), p.t(key("bank-explanation")).into_owned()));
    out
}

/// What a form sends together with a file.
pub(in super::super) async fn parts(app: &AppState, upload: &mut Upload) -> Result<(Fields, Vec<u8>), WebError> {
    let most = app.flow().settings().await?.int("exam.media_mib");
    let most = usize::try_from(most).unwrap_or_default().saturating_mul(1 << 20).min(MOST);
    let (mut fields, mut bytes, mut count) = (Fields::new(), Vec::new(), 0_usize);
    while let Some(part) = upload.next().await? {
        count += 1;
        if count > MOST_FIELDS {
            return Err(WebError::Unreadable);
        }
        let name = part.name().to_owned();
        if name == "berkas" {
            bytes = part.bytes(most).await?;
        } else {
            let text = part.text(MOST_TYPED).await?;
            fields = fields.with(&name, text);
        }
    }
    Ok((fields, bytes))
}

/// Keeps the file and puts it where it was wanted; the form goes on as it stood. Nothing of the item is saved by that.
pub(super) async fn insert(State(app): State<AppState>, p: Page, mut upload: Upload) -> Answer {
    let (bank, actor) = (app.flow().exam_bank(), p.actor()?);
    let (fields, bytes) = parts(&app, &mut upload).await?;
    let fields = with_ticked(fields);
    let number = |name: &str| fields.value(name).parse().unwrap_or_default();
    let text = |name: &str| fields.value(name).to_owned();
    let mut value = Typed {
        jenis: text("jenis"),
        baris: number("baris"),
        tingkatan: number("tingkatan"),
        kode: text("kode"),
        dari: text("dari"),
        perbuatan: "sisip".to_owned(),
        ..Typed::default()
    };
    if !super::super::KINDS.contains(&value.jenis.as_str()) {
        return Err(WebError::Unreadable);
    }
    let (life, former): (_, Option<Item>) = match (fields.value("butir"), value.dari.as_str()) {
        ("", "") => (None, None),
        ("", id) => (None, bank.life(actor, id).await?.1.newest().map(|version| version.item.clone())),
        (id, _) => {
            id.clone_into(&mut value.kode);
            let (_, life) = bank.life(actor, id).await?;
            let item = life.newest().map(|version| version.item.clone());
            (Some(life), item)
        }
    };
    let fields = kept_in(&app, &p, fields, bytes).await?;
    let from = match (&life, &former) {
        (Some(life), Some(item)) => Begun::Item(life, item),
        (None, Some(item)) => Begun::Other(item),
        _ => Begun::Nothing,
    };
    let view = sent(&app, &p, &value, &fields, &from).await?;
    let page = Write { p: &p, f: &fields, view: &view };
    if fields.is_right() { html(&page) } else { html_with(StatusCode::UNPROCESSABLE_ENTITY, &page) }
}

/// The fields with the file in the one that `berkas-ke` names; what is wrong is told at its field.
pub(in super::super) async fn kept_in(
    app: &AppState,
    p: &Page,
    mut fields: Fields,
    bytes: Vec<u8>,
) -> Result<Fields, WebError> {
    match kept(app, p, &mut fields, bytes).await {
        Ok(inserted) => Ok(inserted),
        Err(WorkflowError::Refused(why)) if why.code != "permit.none" => {
            fields.wrong("berkas", refusal_message(&why));
            Ok(fields)
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps the file, and says the fields with it.
async fn kept(app: &AppState, p: &Page, fields: &mut Fields, bytes: Vec<u8>) -> Result<Fields, WorkflowError> {
    let words = fields.value("berkas-kata").trim().replace("\r\n", "\n");
    if bytes.is_empty() {
        fields.wrong("berkas", Message::new(key("bank-file-wanted")));
    }
    if words.is_empty() {
        fields.wrong("berkas-kata", Message::new(key("bank-words-wanted")));
    }
    let target = fields.value("berkas-ke").to_owned();
    let kind = MediaKind::of(&bytes);
    if kind.is_none() && !bytes.is_empty() {
        fields.wrong("berkas", Message::new(key("bank-file-other")));
    }
    let audio = kind.is_some_and(|kind| kind.size.is_none());
    if target == "gambar" && audio {
        fields.wrong("berkas", Message::new(key("bank-picture-wanted")));
    }
    let (Some(kind), true) = (kind, fields.is_right()) else { return Ok(fields.clone()) };
    // The name is what the file holds: it tells nothing, and the same file is the same name.
    let digest = Sha256::digest(&bytes);
    let name: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("media/{name}.{}", kind.ending);
    app.flow()
        .exam_bank()
        .keep_parts(p.actor().map_err(|_| WorkflowError::NotFound)?, &[(name.clone(), bytes)], &[])
        .await?;
    let file = MediaName::new(name).map_err(|_| WorkflowError::NotFound)?;
    let without = fields.all().filter(|(name, _)| !name.starts_with("berkas-ka") && !name.starts_with("berkas-ke"));
    let mut out = without.fold(Fields::new(), |f, (name, value)| f.with(name, value));
    let (width, height) = kind.size.unzip();
    if target == "gambar" {
        for name in ["gambar", "gambar-kata", "gambar-lebar", "gambar-tinggi"] {
            let others = out.all().filter(|(known, _)| *known != name);
            out = others.fold(Fields::new(), |f, (name, value)| f.with(name, value));
        }
        return Ok(fill::pictured(out, &Picture { file, alt: words, width, height }));
    }
    let block = if audio {
        exam::item::Block::Audio(exam::item::Audio { file, transcript: words })
    } else {
        exam::item::Block::Picture(Picture { file, alt: words, width, height })
    };
    let line = exam::item::typed::write(&exam::item::Content(vec![block])).unwrap_or_default();
    let before = out.value(&target).trim_end().to_owned();
    let text = if before.is_empty() { line } else { format!("{before}\n{line}") };
    Ok(replaced(&out, &target, text))
}

/// The form after its picture was pressed: the point joins the row that is being drawn.
pub(super) fn pressed(fields: &Fields, x: u32, y: u32) -> Fields {
    let Some((_, width, height)) = picture(fields) else { return fields.clone() };
    let row = fields.value("aktif").parse().unwrap_or(1);
    let names = RowNames::of(row);
    let round = fields.value(&names.shape) == "segi";
    let mut points: Vec<&str> = fields.value(&names.points).split_whitespace().collect();
    let told = format!("{},{}", x.min(width), y.min(height));
    if !round && points.len() >= TWO {
        points.clear();
    }
    points.push(&told);
    replaced(fields, &names.points, points.join(" "))
}

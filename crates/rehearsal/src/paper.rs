//! The small papers and pictures that invented applicants hand in: valid files of a few kilobytes.

use certification::{id::PersonId, record::Purpose};
use store::{Media, Upload};

use crate::{
    error::{RehearsalError, script},
    stage::Rehearsal,
};

/// Portraits of nobody, on the red that certification bodies ask for.
const PHOTOS: [&[u8]; 2] = [include_bytes!("../assets/photo-1.jpg"), include_bytes!("../assets/photo-2.jpg")];

/// A file that was kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Name of the stored object.
    pub file: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes, plain.
    pub size: i64,
}

/// Keeps a paper of that title for a person: a portrait where a photo is asked for, else a page.
///
/// # Errors
/// When the store refuses it.
pub async fn keep(stage: &Rehearsal, person: PersonId, requirement: &str, title: &str) -> Result<Kept, RehearsalError> {
    let bytes = if requirement == "foto" {
        PHOTOS[usize::from(person.0.as_bytes()[15] & 1)].to_vec()
    } else {
        pdf(&format!("{title} - {person}"))
    };
    let upload = Upload {
        subject: Some(person),
        purpose: Purpose::Case,
        limit: 1 << 20,
        megapixels: 40,
        accept: Media::DOCUMENTS,
    };
    let files = stage.workflow.store().files()?;
    let kept = files.put_bytes(&upload, bytes).await.map_err(|e| script(e.to_string()))?;
    Ok(Kept { file: kept.name, media_type: kept.media_type, size: kept.size })
}

/// A page with one line of text, as PDF.
#[must_use]
pub fn pdf(line: &str) -> Vec<u8> {
    let line: String = line.chars().filter(char::is_ascii).filter(|c| !matches!(c, '(' | ')' | '\\')).collect();
    let content = format!("BT /F1 14 Tf 60 760 Td (CONTOH) Tj 0 -28 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        out.push_str(&format!("{offset:010} 00000 n \n"));
    }
    out.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1));
    out.into_bytes()
}

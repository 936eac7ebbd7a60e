//! Papers with invented people, one of each kind and state: shown to whoever wants to see what the house prints, and
//! held by the tests. Forms come from the forms engine and are not among them.

use std::collections::BTreeMap;

use crate::{Paper, Template};

/// Name, template, data.
type Sample = (&'static str, Template, &'static str);

macro_rules! sample {
    ($name:literal, $template:ident, $file:literal) => {
        ($name, Template::$template, include_str!(concat!("../samples/", $file, ".json")))
    };
}

const SAMPLES: [Sample; 20] = [
    sample!("certificate-valid", Certificate, "certificate-03"),
    sample!("certificate-name-of-one-word", Certificate, "certificate-10-oneword"),
    sample!("certificate-long-name", Certificate, "certificate-18-longname"),
    sample!("certificate-40-units", Certificate, "certificate-40"),
    sample!("certificate-specimen", Certificate, "certificate-specimen"),
    sample!("certificate-suspended", Certificate, "certificate-suspended"),
    sample!("certificate-replaces", Certificate, "certificate-replaces"),
    sample!("certificate-revoked", Certificate, "certificate-revoked"),
    sample!("certificate-blanko", Certificate, "certificate-blanko"),
    sample!("surat", Letter, "letter-surat"),
    sample!("surat-tugas", Letter, "letter-surat-tugas"),
    sample!("berita-acara-asesmen", Letter, "letter-berita-acara"),
    sample!("berita-acara-pleno", Letter, "letter-berita-acara-pleno"),
    sample!("surat-keputusan", Letter, "letter-sk"),
    sample!("daftar-hadir", Letter, "letter-daftar-hadir"),
    sample!("tanda-pengenal", Letter, "letter-badge"),
    sample!("kartu-meja", Letter, "letter-meja"),
    sample!("slip-undangan", Letter, "letter-slip"),
    sample!("laporan-acara", Report, "report-event"),
    sample!("naskah-soal", Exam, "exam-naskah"),
];

/// The pictures of the samples.
const PICTURES: [(&str, &[u8]); 7] = [
    ("files/lsp.svg", include_bytes!("../samples/files/lsp.svg")),
    ("files/photo.svg", include_bytes!("../samples/files/photo.svg")),
    ("files/sign-asesi.svg", include_bytes!("../samples/files/sign-asesi.svg")),
    ("files/sign-asesor.svg", include_bytes!("../samples/files/sign-asesor.svg")),
    ("files/sign-kepala.svg", include_bytes!("../samples/files/sign-kepala.svg")),
    ("files/sign-ketua.svg", include_bytes!("../samples/files/sign-ketua.svg")),
    ("files/sign-manajer.svg", include_bytes!("../samples/files/sign-manajer.svg")),
];

/// Every paper of the house except forms, with the stem of its file name.
pub fn samples() -> Vec<(String, Paper)> {
    let filled = |(name, template, data): Sample| {
        let data = serde_json::from_str(data).expect("a sample is JSON");
        (name.to_owned(), Paper { template, data, files: pictures() })
    };
    SAMPLES.into_iter().map(filled).collect()
}

/// Logo, photo and signatures of invented people, under the names that samples use.
pub fn pictures() -> BTreeMap<String, Vec<u8>> {
    PICTURES.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

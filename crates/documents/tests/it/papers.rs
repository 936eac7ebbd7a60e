//! Every sample of every template.

use std::collections::BTreeMap;
use std::process::Command;

use crate::{print, sample, words, written};

#[test]
fn every_sample_has_its_pages_and_is_sound_archivable_and_accessible() {
    let pages: BTreeMap<String, usize> = serde_json::from_value(sample("pages")).unwrap();
    for (name, expected) in pages {
        let pdf = print(&name, sample(&name));
        assert_eq!(pdf.pages, expected, "{name}");
        let has = |needle: &str| pdf.bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        assert!(has("pdfaid:part") && has("pdfuaid:part") && has("/StructTreeRoot"), "{name}");
        let file = written(&pdf);
        if let Ok(output) = Command::new("qpdf").arg("--check").arg(file.path()).output() {
            assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for name in ["certificate-03", "letter-surat"] {
        let first = print(name, sample(name));
        print("letter-badge", sample("letter-badge"));
        assert!(first == print(name, sample(name)), "{name}");
    }
}

#[test]
fn the_papers_shown_to_others_are_all_samples_but_the_forms() {
    let pages: BTreeMap<String, usize> = serde_json::from_value(sample("pages")).unwrap();
    let shown: Vec<_> = documents::samples().into_iter().map(|(_, paper)| paper.data).collect();
    for name in pages.keys().filter(|name| !name.starts_with("form-")) {
        assert!(shown.contains(&sample(name)), "{name}");
    }
}

#[test]
fn a_paper_says_what_its_data_say() {
    for (name, said) in [
        ("letter-sk", ["044/SK/LSP-CP/XI/2026", "MEMUTUSKAN", "Noorhalimah Aspihani, S.I.Pust."]),
        ("letter-berita-acara-pleno", ["009/BA-PLN/XI/2026", "Kuorum", "Hj. Rusmiati Anwar, S.Sos., M.AP."]),
        ("letter-slip", ["9KMH", "lsp-pustaka.contoh.id/kode", "Siti Rahmah"]),
        ("letter-daftar-hadir", ["Daftar Hadir Asesi", "0800-0000-0100", "Suriansyah"]),
        ("exam-naskah", ["FR.IA.05A · FR.IA.06A", "CONTOH.LD.02", "Halaman 2 dari 2"]),
        ("report-event", ["LAP-07/LSP-CP/XI/2026", "Ringkasan", "Halaman 2 dari 4"]),
    ] {
        let Some(text) = words(&print(name, sample(name))) else { return };
        for words in said {
            assert!(text.contains(words), "{name}: {words}");
        }
    }
}

//! Every sample of every template.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};

use crate::{page_words, print, sample, told, words, written};

#[test]
fn every_sample_has_its_pages_and_is_sound_archivable_and_accessible() {
    let pages: BTreeMap<String, usize> = serde_json::from_value(sample("pages")).unwrap();
    for (name, expected) in pages {
        let pdf = print(&name, sample(&name));
        assert_eq!(pdf.pages, expected, "{name}");
        let has = |needle: &str| pdf.bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        assert!(has("pdfaid:part") && has("pdfuaid:part") && has("/StructTreeRoot"), "{name}");
        let file = written(&pdf);
        if let Some(output) = told("qpdf", Command::new("qpdf").arg("--check").arg(file.path())) {
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

/// The foot of a page: its number, and of how many.
fn foot(page: &str) -> Option<(usize, usize)> {
    let (_, rest) = page.rsplit_once("Halaman ")?;
    let mut words = rest.split_whitespace();
    let number = words.next()?.parse().ok()?;
    (words.next()? == "dari").then_some(())?;
    Some((number, words.next()?.parse().ok()?))
}

#[test]
fn pages_are_counted_up_to_the_last_of_each_sheet() {
    let samples: BTreeMap<String, usize> = serde_json::from_value(sample("pages")).unwrap();
    let mut seen = 0;
    for name in samples.keys() {
        let Some(pages) = page_words(&print(name, sample(name))) else { return };
        let feet: Vec<(usize, usize)> = pages.iter().filter_map(|page| foot(page)).collect();
        seen += feet.len();
        for (at, (number, of)) in feet.iter().enumerate() {
            let last = feet.get(at + 1).is_none_or(|(next, _)| *next == 1);
            assert!(number <= of && (*number == *of) == last, "{name}: {feet:?}");
        }
    }
    assert!(seen > 10, "only {seen} feet were found");
}

#[test]
fn a_report_in_english_has_no_indonesian_word_of_the_template() {
    let mut report = sample("report-event");
    report["lang"] = "en".into();
    let Some(text) = words(&print("report-event", report)) else { return };
    for said in ["Page 2 of 4", "10 November 2026", "Licence BNSP", "K of n"] {
        assert!(text.contains(said), "{said}");
    }
    for word in ["Halaman", "Lisensi", "K dari n"] {
        assert!(!text.contains(word), "{word}");
    }
}

/// What a decree of this house says, about as long as it usually is.
fn usual_decree() -> Value {
    let mut decree = sample("letter-sk");
    for name in ["title", "authority"] {
        let words = decree[name].as_str().unwrap().replace("Lembaga Sertifikasi Profesi", "LSP");
        decree[name] = words.into();
    }
    decree["decisions"] = json!([
        "Menetapkan hasil uji kompetensi sebagaimana tercantum dalam lampiran.",
        "Peserta yang dinyatakan kompeten berhak atas sertifikat kompetensi.",
        "Peserta yang dinyatakan belum kompeten dapat mengikuti asesmen ulang atau mengajukan banding.",
        "Keputusan ini berlaku sejak tanggal ditetapkan.",
    ]);
    decree
}

#[test]
fn a_usual_decree_stands_on_one_page_before_its_annex() {
    assert_eq!(print("letter-sk", usual_decree()).pages, 2);
}

#[test]
fn the_rulings_of_a_long_decree_stand_on_one_page() {
    let Some(pages) = page_words(&print("letter-sk", sample("letter-sk"))) else { return };
    let at = |words: &str| pages.iter().position(|page| page.contains(words)).unwrap();
    for words in ["KESATU", "KEEMPAT", "Tembusan"] {
        assert_eq!(at(words), at("MEMUTUSKAN"), "{words}");
    }
    assert_eq!(at("MEMUTUSKAN"), 1);
}

#[test]
fn a_report_with_long_titles_says_each_of_them_once_a_page() {
    let mut report = sample("report-event");
    report["event"]["name"] =
        "Uji kompetensi bagi pustakawan dinas, sekolah, dan perguruan tinggi se-Kalimantan Selatan, gelombang kedua"
            .into();
    report["title"] = "Laporan Hasil Sertifikasi Kompetensi Pustakawan dan Tenaga Teknis Perpustakaan".into();
    let pdf = print("report-event", report);
    assert_eq!(pdf.pages, 4);
    let Some(pages) = page_words(&pdf) else { return };
    for page in &pages[..2] {
        assert_eq!(page.matches("Uji kompetensi bagi").count(), 1, "{page}");
    }
}

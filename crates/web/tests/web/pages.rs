//! Every template, rendered with invented data, in both languages, by people of several duties.

use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

use certification::duty::Duty;
use regex::Regex;
use web::{
    Page,
    i18n::Locale,
    samples::{Sample, Samples},
};

async fn every(mut look: impl FnMut(&Sample, &str, Locale)) {
    let house = crate::house::here().await;
    let state = &house.state;
    for locale in Locale::ALL {
        for duty in [None, Some(Duty::Candidate), Some(Duty::Staff)] {
            let page = Page::new(state, crate::house::context(state, locale, duty));
            for sample in Samples::of(&page) {
                let html = sample.html.clone().unwrap_or_else(|e| panic!("{}: {e}", sample.name));
                look(&sample, &html, locale);
            }
        }
    }
}

#[tokio::test]
async fn every_template_has_a_sample() {
    let house = crate::house::here().await;
    let state = &house.state;
    let page = Page::new(state, crate::house::context(state, Locale::Id, None));
    let sampled: Vec<_> = Samples::of(&page).into_iter().map(|s| s.name).collect();
    for template in crate::words::files(Path::new("templates"), "html") {
        let name = template.strip_prefix("templates").unwrap().with_extension("");
        let name = name.to_str().unwrap();
        if !name.starts_with("base/") && !name.starts_with("parts/") {
            assert!(sampled.iter().any(|s| s.split(' ').next() == Some(name)), "no sample of templates/{name}.html");
        }
    }
}

#[tokio::test]
async fn a_result_released_later_advises_only_what_can_be_done() {
    let mut seen = 0;
    every(|sample, html, locale| {
        let opens = match sample.name.as_str() {
            "filing/staff FR.IA.05C later, open" => true,
            "filing/staff FR.IA.05C later, locked" => false,
            _ => return,
        };
        let (reopen, locked) = match locale {
            Locale::Id => ("buka kembali formulir dengan alasan", "terkunci dan tidak dibuka lagi"),
            Locale::En => ("reopen the form with a reason", "is locked and opens no more"),
        };
        assert_eq!((html.contains(reopen), html.contains(locked)), (opens, !opens), "{}", sample.name);
        seen += 1;
    })
    .await;
    assert_eq!(seen, 12, "two forms, two languages, three readers");
}

#[tokio::test]
async fn what_a_withheld_cut_is_made_of_is_withheld_with_it() {
    let mut seen = 0;
    every(|sample, html, _| {
        let shown = match sample.name.as_str() {
            "bank/standard/round" => true,
            "bank/standard/round units" => false,
            _ => return,
        };
        seen += 1;
        for figure in ["30,5", "2,9", "1,1"] {
            assert_eq!(
                html.contains(&format!(r#"<dd class="angka">{figure}</dd>"#)),
                shown,
                "{}: {figure}",
                sample.name
            );
        }
    })
    .await;
    assert_eq!(seen, 12, "two samples, two languages, three readers");
}

#[tokio::test]
async fn a_question_says_how_many_answers_it_wants() {
    let mut seen = 0;
    every(|sample, html, locale| {
        let wanted = match (sample.name.as_str(), locale) {
            ("sitting/question multiple", Locale::Id) => "Pilih paling banyak 2 jawaban",
            ("sitting/question two or three", Locale::Id) => "Pilih 2 sampai 3 jawaban",
            ("sitting/question two or three", Locale::En) => "Choose 2 to 3 answers",
            ("sitting/question two", Locale::Id) => "Pilih 2 jawaban",
            _ => return,
        };
        seen += 1;
        assert!(html.contains(wanted), "{}: {wanted}", sample.name);
    })
    .await;
    assert_eq!(seen, 12, "four sentences, three readers");
}

#[tokio::test]
async fn every_page_is_translated_and_says_in_which_language_it_is() {
    every(|sample, html, locale| {
        assert!(!html.contains('⟦'), "{} lacks words: {}", sample.name, around(html, '⟦'));
        let lang = format!(r#"<html lang="{}""#, locale.code());
        assert!(html.contains(&lang), "{}: no {lang}", sample.name);
    })
    .await;
}

fn around(html: &str, mark: char) -> &str {
    let at = html.find(mark).unwrap_or_default();
    html.get(at..(at + 60).min(html.len())).unwrap_or(html)
}

#[tokio::test]
async fn every_page_has_one_first_heading_and_skips_no_level() {
    let heading = Regex::new(r"<h([1-6])[ >]").unwrap();
    let aside = Regex::new(r"(?s)<(header class=.rel|details class=.menu).*?</(header|details)>").unwrap();
    every(|sample, html, _| {
        let main = aside.replace_all(html, "");
        let levels: Vec<u8> = heading.captures_iter(&main).map(|c| c[1].parse().unwrap()).collect();
        assert_eq!(levels.iter().filter(|l| **l == 1).count(), 1, "{}: first headings", sample.name);
        let mut deepest = 1;
        for level in levels {
            assert!(level <= deepest + 1, "{}: a heading skips to level {level}", sample.name);
            deepest = level;
        }
    })
    .await;
}

#[tokio::test]
async fn every_control_has_a_label_and_every_id_is_its_own() {
    let control = Regex::new(r"<(?:input|select|textarea)\b[^>]*>").unwrap();
    let attribute = |tag: &str, name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[at..].split('"').next().map(str::to_owned)
    };
    let id = Regex::new(r#"\sid="([^"]*)""#).unwrap();
    every(|sample, html, _| {
        let mut ids = BTreeMap::new();
        for found in id.captures_iter(html) {
            *ids.entry(found[1].to_owned()).or_insert(0) += 1;
        }
        for (id, times) in ids {
            assert_eq!(times, 1, "{}: id {id}", sample.name);
        }
        let pointed_at: HashSet<&str> =
            html.split(" for=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for found in control.find_iter(html) {
            let tag = found.as_str();
            let kind = attribute(tag, "type").unwrap_or_default();
            if matches!(kind.as_str(), "hidden" | "submit") || attribute(tag, "aria-label").is_some() {
                continue;
            }
            let before = &html[..found.start()];
            let wrapped = before.rfind("<label").is_some_and(|open| !before[open..].contains("</label>"));
            let pointed = attribute(tag, "id").is_some_and(|id| pointed_at.contains(&*id));
            assert!(wrapped || pointed, "{}: no label for {tag}", sample.name);
        }
    })
    .await;
}

#[tokio::test]
async fn no_page_needs_what_the_content_policy_forbids() {
    let inline = Regex::new(r#"\s(?:style|on[a-z]+)=""#).unwrap();
    let script = Regex::new(r"<(?:script|style)\b[^>]*>").unwrap();
    every(|sample, html, _| {
        if let Some(found) = inline.find(html) {
            panic!("{}: inline {}", sample.name, around(&html[found.start()..], '='));
        }
        for tag in script.find_iter(html) {
            assert!(tag.as_str().contains("nonce=\""), "{}: {} without nonce", sample.name, tag.as_str());
        }
    })
    .await;
}

#[tokio::test]
async fn every_form_that_changes_something_is_taken_once_only() {
    let form = Regex::new(r#"(?s)<form\b[^>]*method="post".*?</form>"#).unwrap();
    every(|sample, html, _| {
        for found in form.find_iter(html) {
            assert!(found.as_str().contains(r#"name="_once""#), "{}: a form without p.once()", sample.name);
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_wears_the_cloth_once_at_most_but_a_result_its_own_edge() {
    every(|sample, html, _| {
        assert!(html.matches(r#"class="kain""#).count() <= 1, "{}", sample.name);
    })
    .await;
}

#[tokio::test]
async fn icons_that_pages_use_are_in_the_sprite() {
    let used = Regex::new(r#"icons[^"]*\.svg#([a-z0-9-]+)""#).unwrap();
    let icons = web::assets::Assets::load().icons;
    every(|sample, html, _| {
        for found in used.captures_iter(html) {
            assert!(
                icons.iter().any(|i| *i == found[1]),
                "{}: icon {} is not built; run `npm run assets`",
                sample.name,
                &found[1]
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_first_visit_stays_within_its_budget() {
    let size = |name: &str| {
        let dist = Path::new("assets/dist");
        let file = web::assets::Assets::load().url(name).replace("/assets/", "");
        let packed = dist.join(format!("{file}.gz"));
        std::fs::metadata(if packed.exists() { packed } else { dist.join(file) }).unwrap().len()
    };
    assert!(size("base.css") <= 22_000, "base.css {}", size("base.css"));
    assert!(size("plus-jakarta-sans.woff2") <= 28_000);
    // A question's first page and its scripts: 30 kB together.
    assert!(size("sitting.js") + size("page.js") <= 16_000, "sitting.js {}", size("sitting.js"));
    assert!(size("exam.css") <= 5_000, "exam.css {}", size("exam.css"));
}

/// Stylesheets of exams and of slips are loaded by their own pages alone.
const APART: [&str; 4] = ["sitting.css", "question.css", "tools.css", "slip.css"];

#[test]
fn a_class_has_one_meaning() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/styles");
    let mut homes: std::collections::BTreeMap<String, std::collections::BTreeSet<String>> = [].into();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if APART.contains(&name.as_str()) {
            continue;
        }
        let css = std::fs::read_to_string(entry.path()).unwrap();
        // Rules outside of any condition, whose selector is a class alone: what the class is.
        for line in css.lines().filter(|line| line.starts_with('.')) {
            let selector = line.trim_end_matches([',', '{', ' ']);
            if selector[1..].chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
                homes.entry(selector.to_owned()).or_default().insert(name.clone());
            }
        }
    }
    assert!(homes.len() > 100, "the stylesheets are read");
    let twice: Vec<_> = homes.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "a class of two stylesheets breaks one of their pages: {twice:?}");
}

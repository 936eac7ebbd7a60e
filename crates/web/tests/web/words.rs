//! Words: both languages have every key that is used, and none that is not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use regex::Regex;
use web::i18n::Locale;

/// Files of a folder by their ending.
pub fn files(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn code(dirs: &[&str], ending: &str) -> String {
    let comment = Regex::new(r"(?m)^\s*//.*$").unwrap();
    let mut text = String::new();
    for dir in dirs.iter().map(Path::new).filter(|d| d.exists()) {
        for file in files(dir, ending).into_iter().filter(|file| !file.iter().any(|part| part == "tests")) {
            let source = fs::read_to_string(file).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap();
            text.push_str(&comment.replace_all(source, ""));
            text.push('\n');
        }
    }
    text
}

/// Keys named in templates and Rust as `t("…")`, `ta("…")`, `h("…")`, `key("…")`, `label("…")`, `hint("…")`, `legend("…")`.
fn used() -> BTreeSet<String> {
    let text = code(&["templates"], "html") + &code(&["src"], "rs");
    let call = Regex::new(r#"\b(?:t|ta|h|key|label|hint|legend)\(\s*"([a-z][a-z0-9-]*)""#).unwrap();
    call.captures_iter(&text).map(|c| c[1].to_owned()).collect()
}

/// Keys of refusals, findings and reasons made anywhere in the house: texts such as `decision.no-quorum`
/// whose first word begins the code of a refusal somewhere.
fn refusals() -> BTreeSet<String> {
    let rooms = ["src", "../certification/src", "../exam/src", "../workflow/src", "../store/src", "../exchange/src"];
    let text = code(&rooms, "rs");
    let made = Regex::new(r#"\b(?:Refusal::new|finding|need)\(\s*(?:[^"()]*,\s*)?"([a-z]+)\."#).unwrap();
    let required = Regex::new(r#"\brequire\([^;]*?,\s*"([a-z]+)\."#).unwrap();
    let made = made.captures_iter(&text).chain(required.captures_iter(&text)).map(|c| c[1].to_owned());
    let family: BTreeSet<_> = made.chain(["workbook".to_owned()]).collect();
    // What the body sets has words of its own, which the page of settings is tested for.
    let settings: BTreeSet<_> =
        certification::setting::KNOWN.iter().map(|k| k.key).chain(certification::body::EMBLEMS).collect();
    let binding = Regex::new(r#"rename = "(?:case|person|event|assessor|scheme|institution)\.[a-z.-]+""#).unwrap();
    let text = binding.replace_all(&text, "");
    Regex::new(r#""(([a-z]+)\.[a-z][a-z0-9_-]+)""#)
        .unwrap()
        .captures_iter(&text)
        .filter(|c| family.contains(&c[2]) && !settings.contains(&c[1]))
        .map(|c| format!("refusal-{}", c[1].replace(['.', '_'], "-")))
        .collect()
}

fn defined(locale: Locale) -> BTreeMap<String, String> {
    let message = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").unwrap();
    let mut keys = BTreeMap::new();
    for file in files(&Path::new("locales").join(locale.code()), "ftl") {
        for found in message.captures_iter(&fs::read_to_string(&file).unwrap()) {
            let before = keys.insert(found[1].to_owned(), file.display().to_string());
            assert_eq!(before, None, "{} is defined twice", &found[1]);
        }
    }
    keys
}

#[test]
fn both_languages_have_every_key_that_is_used() {
    for locale in Locale::ALL {
        let defined = defined(locale);
        let missing: Vec<_> = used().into_iter().filter(|key| !defined.contains_key(key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", locale.code());
    }
}

#[test]
fn no_words_are_kept_that_nobody_says() {
    let used = used();
    let refusals = refusals();
    for locale in Locale::ALL {
        let idle: Vec<_> = defined(locale)
            .into_keys()
            .filter(|key| {
                let refusal =
                    refusals.contains(key) || key.strip_suffix("-remedy").is_some_and(|k| refusals.contains(k));
                !used.contains(key) && !refusal
            })
            .collect();
        assert!(idle.is_empty(), "{}: {idle:?}", locale.code());
    }
}

#[test]
fn every_refusal_has_a_sentence_and_a_way_out() {
    for locale in Locale::ALL {
        let defined = defined(locale);
        let missing: Vec<_> = refusals()
            .into_iter()
            .filter(|key| *key != "refusal-permit-none")
            .flat_map(|key| [format!("{key}-remedy"), key])
            .filter(|key| !defined.contains_key(key))
            .collect();
        assert!(missing.is_empty(), "{}: {missing:#?}", locale.code());
    }
}

#[test]
fn both_languages_take_the_same_values() {
    let value = Regex::new(r"\$([a-z_]+)").unwrap();
    let message = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =((?:.*\n(?:[ }].*\n|\n)*))").unwrap();
    let values = |locale: Locale| {
        let mut all = BTreeMap::new();
        for file in files(&Path::new("locales").join(locale.code()), "ftl") {
            let text = fs::read_to_string(&file).unwrap() + "\n";
            for found in message.captures_iter(&text) {
                let names: BTreeSet<_> = value.captures_iter(&found[2]).map(|c| c[1].to_owned()).collect();
                all.insert(found[1].to_owned(), names);
            }
        }
        all
    };
    assert_eq!(values(Locale::Id), values(Locale::En));
}

#[test]
fn the_voice_keeps_off_what_the_style_forbids() {
    for file in files(Path::new("locales"), "ftl") {
        let text = fs::read_to_string(&file).unwrap();
        for word in ["mohon maaf", "silakan klik", "data tidak valid", "!"] {
            assert!(!text.to_lowercase().contains(word), "{}: {word}", file.display());
        }
    }
}

/// One thing, one word: these say in another way what `docs/glossary.md` has a word for.
#[test]
fn the_words_are_those_of_the_glossary() {
    let others =
        [("tangguh", "dibekukan"), ("konflik", "benturan"), ("perkara", "berkas"), ("wakil ketua", "ketua pengganti")];
    let glossary = fs::read_to_string("../../docs/glossary.md").unwrap();
    for (other, word) in others {
        assert!(glossary.contains(word), "{word}");
        for file in
            files(Path::new("locales/id"), "ftl").into_iter().chain(files(Path::new("../documents/templates"), "typ"))
        {
            let text = fs::read_to_string(&file).unwrap();
            assert!(!text.to_lowercase().contains(other), "{}: {other} instead of {word}", file.display());
        }
    }
}

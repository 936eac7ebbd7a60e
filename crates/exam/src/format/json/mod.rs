//! JSON. The house's own form carries items, what they share and the files that they show exactly as the bank holds them,
//! each kind and all formatted content; it names itself and its version. A file without a version has the plain shape
//! of the example items, which is read as well.

mod sample;

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::refusal::Refusal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    Files,
    report::{Export, Import, Intake, Losses, Outcome, Taking, Where, Written, brief, prove, utf8_within},
};
use crate::item::{Item, Language, MediaName, Stimulus};

/// What the house's own form calls itself.
pub const NAME: &str = "kompeten-items";
/// The version of it that is written.
pub const VERSION: u64 = 1;
/// The most bytes of a file, embedded pictures and recordings among them.
const MOST: usize = 64 << 20;

#[derive(Deserialize)]
struct File {
    format: Option<Value>,
    version: Option<Value>,
    language: Option<Language>,
    items: Vec<Value>,
    #[serde(default)]
    stimuli: Vec<Value>,
    #[serde(default)]
    files: Map<String, Value>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// Reads a file of either shape.
///
/// # Errors
/// `format.encoding`, `format.too-large`, `json.broken` with line and column, `json.version` for a form or version that
/// is not known. What is wrong with one item is in the report.
pub fn import(bytes: &[u8], intake: &Intake) -> Result<Import, Refusal> {
    let text = utf8_within(bytes, MOST)?;
    let file: File = serde_json::from_str(&text)
        .map_err(|fault| Refusal::new("json.broken").with("line", fault.line()).with("column", fault.column()))?;
    let mut taking = Taking::new(intake);
    if file.version.is_none() && file.format.is_none() {
        samples(file, &mut taking);
        return Ok(taking.out);
    }
    if file.format != Some(json!(NAME)) || file.version != Some(json!(VERSION)) {
        let told = |value: Option<Value>| match value {
            Some(Value::String(text)) => brief(&text, 40),
            Some(other) => brief(&other.to_string(), 40),
            None => "–".to_owned(),
        };
        let why = Refusal::new("json.version").with("format", told(file.format)).with("version", told(file.version));
        return Err(why.with("known", VERSION));
    }
    own(file, &mut taking);
    Ok(taking.out)
}

/// What is wrong with the shape of an item: the field that is not there, or the word that is not known, by its name.
fn misshapen(fault: &serde_json::Error) -> Refusal {
    let said = fault.to_string();
    let mut quoted = said.split('`');
    let (before, name) = (quoted.next().unwrap_or_default(), quoted.next().unwrap_or_default());
    match before.trim_end() {
        "missing field" => Refusal::new("json.field-missing").with("name", brief(name, 60)),
        "unknown variant" => Refusal::new("json.word").with("name", brief(name, 60)),
        _ => Refusal::new("json.item"),
    }
}

/// Items of the plain shape.
fn samples(file: File, taking: &mut Taking<'_>) {
    let language = file.language.unwrap_or(taking.intake.language);
    for (index, value) in file.items.into_iter().enumerate() {
        let place = Where::Item(index + 1);
        if !taking.room(&place) {
            break;
        }
        let mut losses = Losses::default();
        let named = named(&value);
        let id = taking.name(named.as_deref(), &mut losses);
        let source = named.unwrap_or_default();
        match sample::item(value, id, language, &mut losses) {
            Ok(item) => taking.take(&place, &source, item, losses),
            Err(why) => taking.refuse(&place, &source, why),
        }
    }
}

fn named(value: &Value) -> Option<String> {
    value.get("id").and_then(Value::as_str).map(str::to_owned)
}

/// Items of the house's own form: what they share and the files come first, so that each item knows what it has.
fn own(file: File, taking: &mut Taking<'_>) {
    for name in file.others.keys() {
        taking.refuse(&Where::part(name), "", Refusal::new("json.part").with("name", brief(name, 60)));
    }
    stimuli(file.stimuli, taking);
    let mut read = Vec::new();
    for (index, value) in file.items.into_iter().enumerate() {
        let place = Where::Item(index + 1);
        if read.len() >= taking.intake.most && !taking.room(&place) {
            break;
        }
        let mut losses = Losses::default();
        let named = named(&value);
        let id = taking.name(named.as_deref(), &mut losses);
        let item: Result<Item, Refusal> = exactly(value, &mut losses).map(|item| Item { id, ..item });
        read.push((place, named.unwrap_or_default(), item, losses));
    }
    let items = read.iter().filter_map(|(_, _, item, _)| item.as_ref().ok());
    let mut shown: BTreeSet<MediaName> = items.flat_map(Item::media).cloned().collect();
    shown.extend(taking.out.stimuli.iter().flat_map(|stimulus| stimulus.content.media()).cloned());
    for (name, value) in file.files {
        match embedded(&name, &value, &shown) {
            Ok((name, bytes)) => drop(taking.out.files.insert(name, bytes)),
            Err(why) => taking.refuse(&Where::part(&name), "", why),
        }
    }
    taking.own = true;
    for (place, source, item, losses) in read {
        match item {
            Ok(item) => taking.take(&place, &source, item, losses),
            Err(why) => taking.refuse(&place, &source, why),
        }
    }
}

/// What items share.
fn stimuli(values: Vec<Value>, taking: &mut Taking<'_>) {
    for value in values {
        let place = Where::part(&named(&value).unwrap_or_else(|| "stimuli".to_owned()));
        if !taking.room(&place) {
            break;
        }
        let mut losses = Losses::default();
        match exactly::<Stimulus>(value, &mut losses) {
            Ok(stimulus) => drop(taking.share(&place, stimulus, losses)),
            Err(why) => taking.refuse(&place, "", why),
        }
    }
}

/// A file that an item or stimulus shows.
fn embedded(name: &str, value: &Value, shown: &BTreeSet<MediaName>) -> Result<(MediaName, Vec<u8>), Refusal> {
    let fault = || Refusal::new("json.file").with("name", brief(name, 80));
    let file = MediaName::new(name).map_err(|_| fault())?;
    let bytes = value.as_str().and_then(|letters| STANDARD.decode(letters).ok()).ok_or_else(fault)?;
    if shown.contains(&file) { Ok((file, bytes)) } else { Err(Refusal::new("loss.file-unused").with("name", name)) }
}

/// Reads a value; fields that are not part of it are told as lost.
fn exactly<T: serde::de::DeserializeOwned + serde::Serialize>(value: Value, losses: &mut Losses) -> Result<T, Refusal> {
    let read: T = serde_json::from_value(value.clone()).map_err(|fault| misshapen(&fault))?;
    let back = serde_json::to_value(&read).map_err(|fault| misshapen(&fault))?;
    unread(&value, &back, losses);
    Ok(read)
}

/// Fields that say something and were not read.
fn unread(told: &Value, read: &Value, losses: &mut Losses) {
    match (told, read) {
        (Value::Object(told), Value::Object(read)) => {
            for (name, value) in told {
                match read.get(name) {
                    Some(read) => unread(value, read, losses),
                    None if says_nothing(value) => {}
                    None => losses.named("loss.field", name),
                }
            }
        }
        (Value::Array(told), Value::Array(read)) => {
            told.iter().zip(read).for_each(|(told, read)| unread(told, read, losses));
        }
        _ => {}
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(flag) => !flag,
        Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
    }
}

/// The head of a file in the house's own form.
fn head() -> String {
    format!("{{\"format\":{},\"version\":{VERSION},\"items\":[", json!(NAME))
}

/// Writes items in the house's own form, with the stimuli and files that they show.
///
/// # Errors
/// `format.too-large` when the file would be larger than one that is read.
pub fn export(items: &[Item], stimuli: &[Stimulus], files: &Files) -> Result<Export, Refusal> {
    let read = |text: &str, intake: &Intake| import(format!("{}{text}]}}", head()).as_bytes(), intake);
    let (texts, mut report) = prove(items, write, read);
    let (mut shared, mut shown) = (BTreeMap::new(), BTreeSet::new());
    for (item, row) in items.iter().zip(&mut report) {
        if matches!(row.outcome, Outcome::Refused { .. }) {
            continue;
        }
        let mut media: Vec<&MediaName> = item.media();
        if let Some(name) = &item.question.stimulus {
            match stimuli.iter().find(|stimulus| stimulus.id == *name) {
                Some(stimulus) => {
                    media.extend(stimulus.content.media());
                    shared.insert(name, stimulus);
                }
                None => row.outcome.lose(Refusal::new("loss.stimulus").with("name", name)),
            }
        }
        for missing in media.iter().filter(|name| !files.contains_key(**name)) {
            row.outcome.lose(Refusal::new("loss.file-missing").with("name", missing));
        }
        shown.extend(media.into_iter().filter(|name| files.contains_key(*name)));
    }
    let shared = shared.values().map(serde_json::to_string).collect::<Result<Vec<String>, _>>();
    let shared = shared.map_err(|fault| misshapen(&fault))?;
    let letters = |name: &&MediaName| {
        let bytes = files.get(*name).map(Vec::as_slice).unwrap_or_default();
        format!("{}:\"{}\"", json!(name), STANDARD.encode(bytes))
    };
    let shown: Vec<String> = shown.iter().map(letters).collect();
    let text = format!(
        "{}\n{}\n],\"stimuli\":[\n{}\n],\"files\":{{\n{}\n}}}}\n",
        head(),
        texts.join(",\n"),
        shared.join(",\n"),
        shown.join(",\n")
    );
    if text.len() > MOST {
        return Err(Refusal::new("format.too-large").with("bytes", MOST));
    }
    Ok(Export { bytes: text.into_bytes(), report })
}

fn write(item: &Item) -> Written {
    let text = serde_json::to_string(item).map_err(|fault| misshapen(&fault))?;
    Ok((text, Losses::default()))
}

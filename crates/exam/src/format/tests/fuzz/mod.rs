//! A target per format: valid files are changed by chance, and each must be answered with a report or a refusal, soon,
//! with whole items only. A short run belongs to the ordinary tests; `scripts/fuzz.sh` runs long ones
//! (`EXAM_FUZZ_SECONDS` for each format, `EXAM_FUZZ_SEED`, `EXAM_FUZZ_STEP` to begin with, and files of others in
//! `EXAM_FUZZ_FILES`).

mod chance;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use self::chance::Chance;
use super::*;

/// Changes of each format in an ordinary run.
const SHORT: u64 = 60;
/// The longest that one file may take, in a debug build.
const SOON: Duration = Duration::from_secs(20);

#[expect(clippy::disallowed_methods, reason = "a long run is asked for from outside, and only in tests")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Files to begin with: our own exports, and those of others where they are at hand.
fn seeds(format: Format) -> Vec<Vec<u8>> {
    let items: Vec<Item> = samples().into_iter().step_by(9).collect();
    let package = |version| {
        let contents = qti::Contents { items: &items, stimuli: &[], files: &Files::new(), tests: &[] };
        qti::export(&contents, version).unwrap().bytes
    };
    let item = |at: usize, version| qti::export_item(&items[at], version).unwrap().into_bytes();
    let mut out = match format {
        Format::Aiken => vec![aiken::export(&items).bytes],
        Format::Gift => vec![gift::export(&items).bytes],
        Format::Moodle => vec![moodle::export(&items, &Files::new()).bytes],
        Format::Json => vec![
            json::export(&items, &[], &Files::new()).unwrap().bytes,
            include_bytes!("../../../../../../samples/contoh/soal-literasi-informasi.json").to_vec(),
        ],
        Format::Qti => qti::Version::ALL.into_iter().map(package).collect(),
        Format::QtiItem => (0..items.len()).flat_map(|at| qti::Version::ALL.map(|version| item(at, version))).collect(),
        Format::Xlsx => {
            vec![xlsx::export(&items, &[], Language::Id).unwrap().bytes, xlsx::template(Language::En).unwrap()]
        }
        Format::Docx => vec![
            docx_file::cards(),
            docx_file::list(),
            docx::export(&items, &Files::new(), Language::Id).unwrap().bytes,
        ],
    };
    if let Some(folder) = told("EXAM_FUZZ_FILES") {
        others(Path::new(&folder), format, &mut out);
    }
    out
}

fn others(folder: &Path, format: Format, out: &mut Vec<Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            others(&path, format, out);
        } else if let Ok(bytes) = fs::read(&path)
            && bytes.len() < 2 << 20
            && Format::of(&path.to_string_lossy(), &bytes) == Ok(format)
        {
            println!("{}: {}", path.display(), reported(format, &bytes));
            out.push(bytes);
        }
    }
}

/// What was said of a file, each outcome with its number.
fn reported(format: Format, bytes: &[u8]) -> String {
    let import = match format.import(bytes, &intake()) {
        Ok(import) => import,
        Err(why) => return format!("{format:?} refused: {}", why.code),
    };
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for row in short(&import.report) {
        *said.entry(row).or_default() += 1;
    }
    format!("{format:?} {said:?}")
}

/// Changes a file in a way that suits its format.
fn change(format: Format, bytes: &mut Vec<u8>, chance: &mut Chance) {
    match format {
        Format::Moodle | Format::QtiItem if chance.below(3) > 0 => chance.tree(bytes),
        Format::Qti | Format::Xlsx | Format::Docx if chance.below(8) > 0 => {
            let Ok(mut parts) = zipped::unpack(bytes) else { return chance.bytes(bytes) };
            let names: Vec<String> = parts.keys().cloned().collect();
            for _ in 0..=chance.below(2) {
                let name = &names[chance.below(names.len())];
                match chance.below(12) {
                    0 => {
                        parts.remove(name);
                    }
                    1 => {
                        let other = parts.get(&names[chance.below(names.len())]).cloned().unwrap_or_default();
                        parts.insert(name.clone(), other);
                    }
                    2..=4 => chance.bytes(parts.entry(name.clone()).or_default()),
                    _ => chance.tree(parts.entry(name.clone()).or_default()),
                }
            }
            *bytes = zipped::pack(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice()))).unwrap();
        }
        _ => chance.bytes(bytes),
    }
}

/// Says which change failed, so that it can be had again.
struct Step(Format, u64, u64);

impl Drop for Step {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("EXAM_FUZZ_SEED={} EXAM_FUZZ_STEP={} of {:?}", self.1, self.2, self.0);
        }
    }
}

/// What this thread has used of the processor, so that a busy machine makes no file look slow; the hours of the clock
/// where that is not told.
fn spent(since: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Reads a file and holds the answer against what every format promises.
fn answered(format: Format, bytes: &[u8]) -> Result<(usize, usize), String> {
    let since = Instant::now();
    let before = spent(since);
    let few = Intake { most: 200, ..intake() };
    let read = format.import(bytes, &few);
    let took = spent(since).saturating_sub(before);
    assert!(took < SOON, "took {took:?} for {} bytes", bytes.len());
    let import = read.map_err(|refusal| refusal.code)?;
    assert!(import.report.len() <= 20_500, "{} rows", import.report.len());
    assert!(import.items.len() <= few.most);
    let taken = import.report.iter().filter(|row| !matches!(row.outcome, Outcome::Refused { .. })).count();
    assert_eq!(taken, import.items.len() + import.tests.len(), "an item without its row");
    for item in &import.items {
        assert_eq!(super::faults(item), vec![]);
    }
    for row in &import.report {
        match &row.outcome {
            Outcome::Refused { reasons } => assert!(!reasons.is_empty() && reasons.len() <= 50),
            Outcome::TakenWithLoss { losses, .. } => assert!(!losses.is_empty() && losses.len() <= 51),
            Outcome::Taken { .. } | Outcome::Test { .. } => {}
        }
    }
    Ok((import.items.len(), import.report.len()))
}

fn fuzz(format: Format) {
    let seeds = seeds(format);
    for seed in &seeds {
        // Files of others may be broken on purpose; they are answered like the rest.
        let _answer = answered(format, seed);
    }
    let seconds = told("EXAM_FUZZ_SECONDS").and_then(|text| text.parse().ok());
    let from: u64 = told("EXAM_FUZZ_SEED").and_then(|text| text.parse().ok()).unwrap_or(1);
    let begun = Instant::now();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    let first = told("EXAM_FUZZ_STEP").and_then(|text| text.parse().ok()).unwrap_or(0);
    for step in first.. {
        match seconds {
            Some(seconds) if begun.elapsed() >= Duration::from_secs(seconds) => break,
            None if step >= first + SHORT => break,
            _ => {}
        }
        let _step = Step(format, from, step);
        let mut chance = Chance::new(from.wrapping_mul(1 << 32).wrapping_add(step));
        let mut bytes = seeds[chance.below(seeds.len())].clone();
        change(format, &mut bytes, &mut chance);
        let answer = answered(format, &bytes).map_or_else(|code| code, |_| "report".to_owned());
        *said.entry(answer).or_default() += 1;
        // Whatever the file is taken for, it is answered.
        let _any = super::super::import("file", &bytes, &intake());
    }
    let changes = said.values().sum::<usize>();
    println!("{}: {} files to begin with, {changes} changes: {said:?}", target(format), seeds.len());
    assert!(said.contains_key("report"), "no change was read at all: {said:?}");
}

/// A target for each format; a format without one does not compile.
macro_rules! targets {
    ($($name:ident => $format:ident),+ $(,)?) => {
        $(
            #[test]
            fn $name() {
                fuzz(Format::$format);
            }
        )+

        const fn target(format: Format) -> &'static str {
            match format {
                $(Format::$format => stringify!($name)),+
            }
        }
    };
}

targets! {
    aiken => Aiken,
    gift => Gift,
    moodle => Moodle,
    json => Json,
    qti_package => Qti,
    qti_item => QtiItem,
    xlsx => Xlsx,
    docx => Docx,
}

//! Cells of an assessor's row that hold more than one thing: lists, spans of days, trainings.

use certification::text::fold;
use jiff::civil::Date;

use crate::{
    values::date::{self, Day},
    workbook::Cell,
};

/// The parts of a cell that lists several things: by semicolon, line or number; names without dates by comma too.
pub(super) fn pieces(text: &str, by_comma: bool) -> Vec<String> {
    text.split(|c: char| matches!(c, ';' | '\n' | '•' | '|') || (by_comma && matches!(c, ',' | '/')))
        .flat_map(counted)
        .map(without_count)
        .map(certification::text::squeeze)
        .filter(|part| !part.is_empty())
        .collect()
}

/// The parts of a list that counts them in one line: `1. A 2. B`, `a) A b) B`; the whole where it counts none or one.
fn counted(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line.trim_start();
    let first = [('1', '.'), ('1', ')'), ('a', '.'), ('a', ')')];
    let Some((one, sign)) = first.into_iter().find(|(one, sign)| is_count(rest, &one.to_string(), *sign)) else {
        return vec![line];
    };
    for count in 2..=u8::MAX {
        let next = if one == '1' { count.to_string() } else { letter(count) };
        let Some(at) = next_count(rest, &next, sign) else { break };
        let (part, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// The letter that counts so far; nothing behind `z`.
fn letter(count: u8) -> String {
    count.checked_sub(1).filter(|at| *at < 26).map(|at| char::from(b'a' + at).to_string()).unwrap_or_default()
}

/// Whether a text begins with this number of a list: `1. A`, `(1) A`. Figures behind it make it a day.
fn is_count(text: &str, number: &str, sign: char) -> bool {
    let rest = text.strip_prefix('(').unwrap_or(text).strip_prefix(number).and_then(|rest| rest.strip_prefix(sign));
    let named = |rest: &str| rest.trim_start().starts_with(char::is_alphabetic);
    // A letter counts only with a blank behind: `a.n.` is a short form.
    !number.is_empty()
        && rest.is_some_and(|rest| {
            named(rest) && (rest.starts_with(' ') || number.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// Where the next number of a list stands, outside of brackets.
fn next_count(text: &str, number: &str, sign: char) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().skip(1).zip(text.chars()).find_map(|((at, c), before)| {
        if before == '(' {
            depth += 1;
        } else if before == ')' {
            depth = depth.saturating_sub(1);
        }
        let begins = depth == 0 && before.is_whitespace() && !c.is_whitespace();
        (begins && text.get(at..).is_some_and(|rest| is_count(rest, number, sign))).then_some(at)
    })
}

/// Whether a text says that there was never anything to list: `Belum pernah`, `Tidak pernah melatih`.
pub(super) fn is_never(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let denies = words.next().is_some_and(|word| matches!(word, "belum" | "blm" | "tidak" | "tdk" | "tak" | "blum"));
    let rest: Vec<&str> = words.collect();
    denies && (rest.is_empty() || rest.first() == Some(&"pernah")) && rest.iter().all(|word| NEVER.contains(word))
}

/// Words with which somebody says to have never trained anybody.
const NEVER: &[&str] = &["pernah", "melatih", "mengajar", "ada", "peserta", "asesi", "pelatihan", "sama", "sekali"];

/// A part without the number, letter or sign of its list: `1. …`, `2) …`, `(3) …`, `b. …`, `- …`. A day that stands first is
/// none.
fn without_count(part: &str) -> &str {
    let part = part.trim().trim_start_matches(['-', '•', '*']).trim_start();
    if let Some((number, named)) = part.strip_prefix('(').and_then(|inside| inside.split_once(')'))
        && (1..=2).contains(&number.len())
        && number.chars().all(|c| c.is_ascii_digit())
    {
        return named.trim_start();
    }
    let mut signs = part.chars();
    if let (Some('a'..='z'), Some('.' | ')'), Some(' ')) = (signs.next(), signs.next(), signs.next()) {
        return signs.as_str().trim_start();
    }
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(named) if rest.len() < part.len() && !named.starts_with(|c: char| c.is_ascii_digit()) => {
            named.trim_start()
        }
        _ => part,
    }
}

/// The text with a mark where a day ends and another name begins: `A (17/06/2025), B (…)`, `A, 17 Juni 2025, B, …`.
pub(super) fn after_days(text: &str) -> String {
    let mut out = text.replace("),", ");").replace(").", ");");
    for word in [") dan ", ") serta ", ") & ", ") / "] {
        out = out.replace(word, ");");
    }
    let mut parted = String::with_capacity(out.len());
    let mut rest = out.as_str();
    while let Some(at) = rest.find([')', ',']) {
        let (before, after) = rest.split_at_checked(at + 1).unwrap_or((rest, ""));
        parted.push_str(before);
        let figures = before.chars().rev().skip(1).take_while(char::is_ascii_digit).count();
        let begins = after.trim_start().starts_with(char::is_alphabetic) && after.starts_with(' ');
        // `17 Juni 2025, A`: where the day stands first, its name follows.
        let named = parted.rsplit(';').next().is_some_and(|piece| piece.trim_start().starts_with(char::is_alphabetic));
        if begins && named && (figures == 4 || (before.ends_with(')') && figures > 0)) {
            parted.push(';');
        }
        rest = after;
    }
    parted + rest
}

/// The last day of a registration, of a span too: `s.d. 15 Januari 2026`, `15/01/2023 - 15/01/2026`.
pub(super) fn last_day(cell: &Cell) -> Day {
    let day = date::working(cell);
    let (Day::Impossible, Cell::Text(text)) = (day, cell) else { return day };
    let lower = text.to_lowercase();
    let behind = ["s.d.", "s.d", "s/d", "sampai dengan", "sampai", "hingga", " sd ", " to ", " - ", " – "];
    // `15/01/2023-15/01/2026`: a dash between two days that are written with other signs.
    let dash = || {
        let signs = lower.matches(['/', '.']).count();
        let found = lower.char_indices().rev().find(|(_, c)| matches!(c, '-' | '–')).filter(|_| signs == 4);
        found.map(|(at, c)| at + c.len_utf8())
    };
    let last = behind.iter().filter_map(|word| lower.rfind(word).map(|at| at + word.len())).max().or_else(dash);
    let rest = last.and_then(|at| lower.get(at..)).map(|rest| rest.trim_start_matches(['.', ' ', ':']));
    match rest.map(|rest| date::working(&Cell::text(rest))) {
        Some(found @ (Day::On(_) | Day::Short(_))) => found,
        _ => day,
    }
}

/// Whom and when: `SMP Negeri 2 Banjar (17/06/2025)`, `… – 17 Juni 2025`.
pub(super) fn training(text: &str) -> Option<(String, Date)> {
    let text = &without_first_days(text)?;
    let spots = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '(' | ',' | ':' | '-' | '–' | ' '))
        .map(|(at, c)| at + c.len_utf8());
    if let Some(found) = day_first(text) {
        return Some(found);
    }
    for at in spots {
        let (who, when) = text.split_at_checked(at)?;
        let when = when.trim().trim_start_matches('(').trim_end_matches(')').trim();
        let looks_like_one = when.chars().filter(char::is_ascii_digit).count() >= 5;
        if looks_like_one && let Some(on) = date::working(&Cell::Text(when.to_owned())).date() {
            let who = who.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.');
            let who = without_words_of_days(who);
            // Two days in one piece are two trainings that nobody parted.
            if who.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4) {
                return None;
            }
            return Some((without_first_day(who.trim()).trim().trim_end_matches(',').to_owned(), on));
        }
    }
    None
}

/// Words that lead from a name to its day.
const OF_DAYS: &[&str] = &["tanggal", "tgl", "tgl.", "pada", "hari", "mulai", "s.d.", "s.d", "s/d", "sd"];

/// A name without the words that lead to its day: `… pada hari tanggal`.
fn without_words_of_days(who: &str) -> &str {
    let mut who = who;
    while let Some((rest, last)) = who.trim_end().rsplit_once([' ', ',', '('])
        && OF_DAYS.contains(&last.to_lowercase().as_str())
    {
        who = rest;
    }
    who.trim_end()
}

/// A text in which a span or a list of days of one month is its last day: `3-5 Juni 2025`, `3 s.d. 5 Juni`, `3,4,5 Juni`. The
/// figure that stands bare behind a school is its number, as in `SDN Pemurus Dalam 3 - 17 Juni 2025`; nothing where it may be
/// a day as well.
fn without_first_days(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, days) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let last = Some(before).filter(|before| !before.ends_with(['/', '.', '-'])).and_then(|_| last_of_days(days));
        let run = days.len() - days.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (figure, behind) = days.split_at_checked(run).unwrap_or((days, ""));
        let numbers = if last.is_some() && wants_number(&out) { bare_number(behind) } else { Bare::Day };
        match (last, numbers) {
            (Some(_), Bare::Either) => return None,
            (Some(last), Bare::Day) => rest = last,
            _ => {
                out.push_str(figure);
                rest = behind;
            }
        }
    }
    Some(out + rest)
}

/// What the first of two figures behind a school is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bare {
    /// The school's number.
    Number,
    /// The first day.
    Day,
    /// One of both.
    Either,
}

/// What a figure bare behind a school is, by what follows: `3 - 17 Juni` parts a number from the day, `3 s.d. 5 Juni` is a span.
fn bare_number(behind: &str) -> Bare {
    let apart = [" - ", " – ", " — ", ","].iter().find_map(|sign| behind.strip_prefix(sign));
    let day = |rest: &str| rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().to_owned();
    match apart.map(day) {
        Some(rest) if rest.starts_with(char::is_alphabetic) => {
            let first: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
            if is_month(&first) { Bare::Number } else { Bare::Either }
        }
        _ if ["s.d", "s/d", "sd", "sampai", "hingga"].iter().any(|word| behind.trim_start().starts_with(word)) => {
            Bare::Day
        }
        _ => Bare::Either,
    }
}

/// Words by which a school is called that has a number.
const SCHOOLS: &[&str] = &[
    "sd", "sdn", "sds", "smp", "smpn", "smps", "sma", "sman", "smas", "smk", "smkn", "smks", "ma", "man", "mas", "mts",
    "mtsn", "mtss", "mi", "min", "mis", "tk", "tkn", "slb", "slbn", "sekolah", "madrasah",
];

/// Whether a text ends with a school that has no number yet, and nothing that leads to a day.
fn wants_number(text: &str) -> bool {
    let own = text.rsplit([';', '\n']).next().unwrap_or_default().trim_end();
    let folded = fold(own);
    let led = folded.split(' ').next_back().is_some_and(|word| OF_DAYS.contains(&word));
    own.ends_with(|c: char| c.is_alphabetic() || c == '.')
        && !led
        && !own.contains(|c: char| c.is_ascii_digit())
        && folded.split(' ').any(|word| SCHOOLS.contains(&word))
}

fn is_month(word: &str) -> bool {
    word.len() >= 3 && date::working(&Cell::Text(format!("1 {word} 2000"))).date().is_some()
}

/// The text from the last of several days on, where a month follows it. A comma with a blank behind parts days only where
/// there are three: of `SMAN 1, 3 Juni` the first figure is none.
fn last_of_days(text: &str) -> Option<&str> {
    let mut rest = text;
    let (mut days, mut loose, mut spans) = (Vec::new(), false, false);
    let last = loop {
        let figures: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let day: u8 = figures.parse().ok().filter(|day| (1..=31).contains(day) && figures.len() <= 2)?;
        let last = if days.last().is_none_or(|before| *before < day) { rest } else { return None };
        days.push(day);
        rest = rest.get(figures.len()..)?;
        let sign = ["s.d.", "s.d", "s/d", "sd", "sampai dengan", "sampai", "hingga", "dan", "&", "-", "–", "—", ","]
            .iter()
            .find_map(|sign| rest.trim_start().strip_prefix(sign).map(|after| (*sign, after)));
        let Some((sign, after)) =
            sign.filter(|(_, after)| after.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        else {
            break last;
        };
        spans |= !matches!(sign, "," | "dan" | "&");
        loose |= sign == "," && after.starts_with(' ');
        rest = after.trim_start();
    };
    if loose && spans {
        return None;
    }
    let month: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    (is_month(&month) && days.len() >= if loose { 3 } else { 2 }).then_some(last)
}

/// A name without the first day of a span that was parted at its last: `SMPN 2 Banjar (16`, `SMPN 2 Banjar, 16`.
fn without_first_day(who: &str) -> &str {
    if let Some((name, inside)) = who.rsplit_once('(')
        && !inside.contains(')')
    {
        return name;
    }
    match who.rsplit_once(',') {
        Some((name, day)) if (1..=2).contains(&day.trim().len()) && day.trim().chars().all(|c| c.is_ascii_digit()) => {
            name
        }
        _ => who,
    }
}

/// `17 Juni 2025: MAN 3 Balangan`, `18-06-2025 Dispersip HSS`.
fn day_first(text: &str) -> Option<(String, Date)> {
    let year = text.char_indices().filter(|(at, c)| {
        let run = text.get(*at..).map_or(0, |rest| rest.chars().take_while(char::is_ascii_digit).count());
        c.is_ascii_digit() && run == 4 && !text.get(..*at).is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
    });
    for (at, _) in year {
        let (when, who) = text.split_at_checked(at + 4)?;
        let who = who.trim_start_matches([':', '-', '–', ',', ' ', ')', '.']);
        if who.starts_with(char::is_alphabetic)
            && who.chars().filter(char::is_ascii_digit).count() < 4
            && let Some(on) = date::working(&Cell::Text(when.trim_start_matches('(').to_owned())).date()
        {
            return Some((who.to_owned(), on));
        }
    }
    None
}

//! What lines above a table or between its groups say of everybody below: `Klaster : Promosi`, `KABUPATEN GARUT`,
//! `Nama Instansi : …`. It holds where the table itself says nothing; a line that names two says nothing.

mod words;

use std::collections::BTreeSet;

use certification::text::{fold, squeeze};

use words::{BEFORE, BEGIN_CLUSTERS, LABELS, OF_CLUSTERS, OF_DISTRICTS, OTHER_LINES, STOPS};

use crate::{
    clusters::Schemes,
    institutions::{self, Institution, Kind as InstitutionKind, Known},
    regions::{Found, Kind as RegionKind, regions},
    table::{Cells, Table, counts_people, text_of},
    values::{date, is_nothing},
    workbook::Cell,
};

/// Fields that a line may say for all people below.
const FIELDS: [&str; 3] = ["institution", "kab", "cluster"];

/// A line of a title: what stands before its sign, and the rest.
struct Line {
    label: Option<(&'static str, String)>,
    text: String,
}

/// What a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    Nothing,
    One(String),
    Several,
}

/// Whether what stands alone in a row names a group of people: a district said to be one, a scheme, or what a label says.
pub(super) fn divides(text: &str, schemes: &Schemes) -> bool {
    if line(text).is_some_and(|line| line.label.is_some()) {
        return true;
    }
    let folded = fold(text);
    let (first, _) = folded.split_once(' ').unwrap_or((&folded, ""));
    match first {
        "kab" | "kabupaten" | "kota" | "pemkab" | "pemko" | "pemkot" => regions().district(text, None) != Found::None,
        "klaster" | "kluster" | "skema" | "layanan" | "pengatalogan" | "pengembangan" | "promosi" => {
            schemes.understand(text).is_some()
        }
        _ => (!is_short(text) && schemes.is_called(text)) || over_group(text, None).is_some(),
    }
}

/// The institution that a line over a group names: one that its name makes out, since the name of a person may begin alike.
fn over_group(text: &str, home: Option<&str>) -> Option<Institution> {
    let bare = without_before(text);
    let found = institutions::understand(bare, home, &Known::default());
    let is_one = match found.kind {
        InstitutionKind::PerguruanTinggi => bare.contains(' ') || found.recognised,
        InstitutionKind::Lainnya => false,
        _ => found.region.is_some(),
    };
    (institutions::is_begun(bare) && is_one && !is_dated(text)).then_some(found)
}

/// Whether the only texts of a row begin as a line over a group does, whatever follows: `Klaster Arsip Dinamis`, `Kabupaten |
/// Xyz`. Such a line ends the group before it even where nobody understands it.
pub(super) fn heads_group(texts: &[&str]) -> bool {
    match texts {
        [label, value] => {
            let of_group = field_of(label.trim_end_matches([':', ' '])).is_some_and(|field| field != "institution");
            of_group && !is_nothing(value) && field_of(value).is_none()
        }
        [only] => line(only).is_some_and(|line| ["kab", "cluster"].iter().any(|field| line.ends(field))),
        _ => false,
    }
}

/// Gives each row that the table says nothing for what stands over its group, or behind a label above the table; and tells
/// in which fields the table says nothing.
pub(super) fn of_lines(
    table: &Table,
    cells: &mut [(u32, Cells)],
    home: Option<&str>,
    schemes: &Schemes,
) -> Vec<&'static str> {
    let titles = lines_of(table);
    let silent: Vec<&'static str> = FIELDS.into_iter().filter(|field| lacks(cells, field)).collect();
    for field in &silent {
        let labelled: Vec<&Line> = titles.iter().filter(|line| line.is_of(field)).collect();
        let title = agreed(&labelled, field, home, schemes);
        let groups = groups(table, field, home, schemes);
        for (row, cells) in cells.iter_mut() {
            if let Some(name) = group_of(&groups, *row).unwrap_or(title.as_ref()) {
                cells.insert((*field).into(), Cell::text(name));
            }
        }
    }
    silent
}

/// What stands over groups of rows: nothing where it names two, and as it is written where it is not understood, so that the
/// group before does not go on and a person sees what stands there.
fn groups(table: &Table, field: &str, home: Option<&str>, schemes: &Schemes) -> Vec<(u32, Option<String>)> {
    let mut groups: Vec<(u32, Option<String>)> = Vec::new();
    let lines = table.sections.iter().filter_map(|(row, text)| line(text).map(|line| (*row, line)));
    // Whether the district so far is that of an institution, which ends with its group.
    let mut of_institution = false;
    for (row, line) in lines {
        let institution = line.label.is_none().then(|| over_group(&line.text, home)).flatten();
        let name = match (line.names(field, home, schemes), field) {
            (Named::One(name), _) => Some(name),
            (Named::Several, _) => None,
            (Named::Nothing, "institution") if institution.is_some() => institution.clone().map(|found| found.name),
            // Another district's people work elsewhere.
            (Named::Nothing, "institution") if line.ends("kab") => None,
            (Named::Nothing, "kab") if institution.is_some() => {
                let region = institution.as_ref().and_then(|found| found.region);
                match region.filter(|region| region.kind != RegionKind::Province) {
                    Some(district) => Some(district.name.to_owned()),
                    None if of_institution => None,
                    None => continue,
                }
            }
            (Named::Nothing, _) if line.ends(field) => Some(line.text.clone()),
            (Named::Nothing, _) => continue,
        };
        of_institution = institution.is_some();
        groups.push((row, name));
    }
    groups
}

/// What stands over the group of a row, where anything does.
fn group_of(groups: &[(u32, Option<String>)], row: u32) -> Option<Option<&String>> {
    groups.iter().rev().find(|(number, _)| *number < row).map(|(_, name)| name.as_ref())
}

/// Gives each row what a title without a label names, in fields in which the table and its name say nothing. The district
/// of the person's own institution goes before it, and an institution is that of people of its district alone.
pub(super) fn of_titles(
    table: &Table,
    silent: &[&'static str],
    cells: &mut [(u32, Cells)],
    home: Option<&str>,
    schemes: &Schemes,
) {
    let titles = lines_of(table);
    let bare: Vec<&Line> = titles.iter().filter(|line| line.label.is_none()).collect();
    for field in ["kab", "cluster", "institution"].into_iter().filter(|field| silent.contains(field)) {
        let Some(name) = agreed(&bare, field, home, schemes) else { continue };
        let groups = groups(table, field, home, schemes);
        for (row, cells) in cells.iter_mut() {
            let blank = cells.get(field).is_none_or(Cell::is_blank) && group_of(&groups, *row).is_none();
            if blank && agrees(cells, field, &name, home) {
                cells.insert(field.into(), Cell::text(&name));
            }
        }
    }
}

/// The province that the titles of a table name, if all that name one name the same.
pub(super) fn province_of(table: &Table) -> Option<&'static str> {
    let behind = |text: &str| {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let at = words.iter().position(|word| matches!(*word, "provinsi" | "propinsi" | "prov"))?;
        (at + 1..=words.len().min(at + 4)).rev().find_map(|to| regions().province(&words.get(at + 1..to)?.join(" ")))
    };
    let named: BTreeSet<&'static str> =
        lines_of(table).iter().filter_map(|line| behind(&line.text)).map(|province| province.code).collect();
    (named.len() == 1).then(|| named.into_iter().next()).flatten()
}

/// Whether a table says nothing in a field: it has no column of it, or nothing stands there.
fn lacks(cells: &[(u32, Cells)], field: &str) -> bool {
    cells.iter().all(|(_, cells)| cells.get(field).is_none_or(|cell| text_of(cell).is_none()))
}

/// Whether what a row says elsewhere allows for what a title names.
fn agrees(cells: &Cells, field: &str, name: &str, home: Option<&str>) -> bool {
    let text = |field: &str| cells.get(field).and_then(text_of);
    let known = Known::default();
    let district_of = |text: &str| {
        institutions::understand(text, home, &known).region.filter(|region| region.kind != RegionKind::Province)
    };
    match field {
        "kab" => text("institution").and_then(|text| district_of(&text)).is_none(),
        "institution" => text("kab").is_none_or(|kab| regions().district(&kab, home).one() == district_of(name)),
        _ => true,
    }
}

/// What the lines name, where those that name anything name the same, or the last of them one that others list.
fn agreed(lines: &[&Line], field: &str, home: Option<&str>, schemes: &Schemes) -> Option<String> {
    let named: Vec<Named> =
        lines.iter().map(|line| line.names(field, home, schemes)).filter(|named| *named != Named::Nothing).collect();
    let Some(Named::One(last)) = named.last() else { return None };
    let others = |named: &Named| matches!(named, Named::One(other) if other != last);
    (!named.iter().any(others)).then(|| last.clone())
}

/// The lines above the heading of a table. A label and its value may stand in cells of their own.
fn lines_of(table: &Table) -> Vec<Line> {
    let mut lines = Vec::new();
    for (_, cells) in &table.titles {
        let joined = match cells.as_slice() {
            [label, value] if !label.contains('\n') && field_of(label).is_some() => {
                vec![format!("{} : {}", label.trim_end_matches([':', ' ']), value.trim_start_matches([':', ' ']))]
            }
            [label, sign, value] if matches!(sign.trim(), ":" | "=") => vec![format!("{label} : {value}")],
            cells => cells.iter().flat_map(|cell| cell.lines()).map(str::to_owned).collect(),
        };
        lines.extend(joined.iter().filter_map(|text| line(text)));
    }
    lines
}

/// A line with its label, where it has one that is known. What only tells how to fill in, or where and when, is none.
fn line(text: &str) -> Option<Line> {
    let text = without_remarks(&squeeze(text.trim_start_matches([':', ' ', '>', '*', '•'])));
    let mut text = text.as_str();
    if let Some((label, value)) = text.split_once(':') {
        let (label, value) = (without_count(label), value.trim());
        if let Some(field) = field_of(label) {
            return (!is_nothing(value)).then(|| Line { label: Some((field, fold(label))), text: value.to_owned() });
        }
        let folded = fold(label);
        if matches!(folded.as_str(), "kelompok" | "ruang" | "ruangan" | "kelas" | "sesi" | "hari") {
            return (!is_nothing(value)).then(|| Line { label: Some(("cluster", folded)), text: value.to_owned() });
        }
        if folded == "asal" {
            text = value;
        }
    }
    if let Some((label, _)) = text.split_once(':') {
        let speaks = fold(label).split(' ').any(|word| matches!(word, "daftar" | "peserta" | "data" | "usulan"));
        if !speaks {
            return None;
        }
    }
    let folded = fold(text);
    let other = folded.split(' ').any(|word| OTHER_LINES.contains(&word));
    (!other && !folded.is_empty()).then(|| Line { label: None, text: text.to_owned() })
}

/// A line without what it says beside the name of a group: how many people, in which session, with which assessor, and the sign
/// before nothing: `Kabupaten Garut: 2 orang`, `Klaster Promosi (Asesor: Budi)`, `Kab. Garut — Sesi 1`.
fn without_remarks(text: &str) -> String {
    let mut rest = text.trim_end_matches([':', '=', ' ']);
    loop {
        let inside = rest.strip_suffix([')', ']']).and_then(|open| open.rsplit_once(['(', '[']));
        let counted = rest.rfind(" JUMLAH ").or_else(|| rest.to_ascii_lowercase().rfind(" jumlah "));
        let signs = [" - ", " – ", " — ", "|", ":", "=", "/", ","].iter().flat_map(|sign| rest.match_indices(sign));
        let behind = signs.filter_map(|(at, sign)| Some((rest.get(..at)?, rest.get(at + sign.len()..)?)));
        let mut parts = inside.into_iter().chain(counted.and_then(|at| rest.split_at_checked(at))).chain(behind);
        let Some((before, _)) = parts.find(|(before, remark)| !before.trim().is_empty() && is_remark(remark)) else {
            return bare_of_count(rest).trim().to_owned();
        };
        rest = before.trim_end_matches([':', '=', ' ', ',', '-', '–', '—']);
    }
}

/// Whether what stands behind a name or in brackets says nothing of it. A day tells that the whole line is no name.
fn is_remark(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    let is_number = !folded.is_empty() && folded.len() <= 3 && folded.chars().all(|c| c.is_ascii_digit());
    let begins = words.next().is_some_and(|word| match word {
        "asesor" | "penguji" | "jumlah" | "jml" | "total" => true,
        "sesi" | "hari" | "ruang" | "ruangan" | "kelas" => words.next().is_some_and(is_counter),
        _ => false,
    });
    (is_number || counts_people(text) || begins) && !is_dated(text)
}

/// `Kab. Garut 2 org` without how many they are.
fn bare_of_count(text: &str) -> &str {
    let second_last = text.rmatch_indices(' ').nth(1).map(|(at, _)| at);
    match second_last.and_then(|at| text.split_at_checked(at)) {
        Some((name, count)) if counts_people(count) => name,
        _ => text,
    }
}

/// A label without its number: `Klaster 9` is `Klaster`.
fn without_count(label: &str) -> &str {
    let label = label.trim();
    match label.rsplit_once(' ') {
        Some((before, last)) if is_counter(&fold(last)) => before,
        _ => label,
    }
}

/// Whether a folded word only counts: `9`, `ix`, `b`.
fn is_counter(word: &str) -> bool {
    !word.is_empty()
        && (word.len() == 1
            || word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

fn field_of(label: &str) -> Option<&'static str> {
    let folded = fold(label);
    let bare = folded.strip_prefix("nama ").unwrap_or(&folded);
    let bare = bare.strip_suffix(" peserta").unwrap_or(bare);
    LABELS.iter().find(|(_, labels)| labels.contains(&bare)).map(|(field, _)| *field)
}

impl Line {
    fn is_of(&self, field: &str) -> bool {
        self.label.as_ref().is_some_and(|(of, _)| *of == field)
    }

    /// Whether the line begins as one over a group does that says this field, so that what stood before holds no longer.
    fn ends(&self, field: &str) -> bool {
        if let Some((of, label)) = &self.label {
            return *of == field && field_of(label).is_some();
        }
        let folded = fold(&self.text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !is_counter(word)).collect();
        let named: Vec<&str> = words.iter().copied().skip_while(|word| BEFORE.contains(word)).collect();
        let (first, says_more) = (named.first().copied().unwrap_or_default(), named.len() > 1);
        match field {
            _ if is_dated(&self.text) => false,
            "kab" => OF_DISTRICTS.contains(&first) && says_more,
            "cluster" if OF_DISTRICTS.contains(&first) => false,
            "cluster" if OF_CLUSTERS.contains(&first) => says_more,
            "cluster" => BEGIN_CLUSTERS.contains(&first) || (words.first() == Some(&"kelompok") && !named.is_empty()),
            _ => false,
        }
    }

    fn names(&self, field: &str, home: Option<&str>, schemes: &Schemes) -> Named {
        match &self.label {
            Some((of, _)) if *of != field => Named::Nothing,
            Some((_, label)) => match field {
                "cluster" => clusters_in(&self.text, schemes),
                // `Kota : Bogor` says which of two.
                "kab" if matches!(label.as_str(), "kota" | "kabupaten" | "kab") => {
                    let whole = format!("{label} {}", self.text);
                    regions()
                        .district(&whole, home)
                        .one()
                        .map_or_else(|| districts_in(&self.text, home), |region| Named::One(region.name.to_owned()))
                }
                "kab" => districts_in(&self.text, home),
                _ => Named::One(self.text.clone()),
            },
            None => match field {
                "cluster" => clusters_in(&self.text, schemes),
                "kab" => districts_in(&self.text, home),
                _ => institution_in(&self.text, home),
            },
        }
    }
}

/// One of what was found, where it is one.
fn one_of(found: BTreeSet<String>) -> Named {
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (None, _) => Named::Nothing,
        (Some(one), None) => Named::One(one),
        _ => Named::Several,
    }
}

/// Words up to where a title goes on with something else.
fn cut<'a, 'b>(words: &'b [&'a str], stops: &[&[&str]]) -> &'b [&'a str] {
    let is_stop = |word: &&str| {
        let folded = fold(word);
        word.starts_with(|c: char| c.is_ascii_digit()) || stops.iter().any(|stops| stops.contains(&folded.as_str()))
    };
    let end = words.iter().position(is_stop).unwrap_or(words.len());
    words.get(..end).unwrap_or_default()
}

/// A text without the words with which a title begins.
fn without_before(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((first, after)) = rest.split_once([' ', '-']) {
        if !BEFORE.contains(&fold(first).as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

fn clusters_in(text: &str, schemes: &Schemes) -> Named {
    let words: Vec<&str> = text.split(' ').collect();
    let says = |word: &&str| fold(word).split(' ').any(|part| OF_CLUSTERS.contains(&part));
    let keys: Vec<usize> = (0..words.len()).filter(|at| words.get(*at).is_some_and(says)).collect();
    if keys.is_empty() {
        let bare = without_before(text);
        let begun = bare.len() < text.trim().len();
        let content = fold(bare).split(' ').filter(|word| !matches!(*word, "pustakawan" | "perpustakaan")).count();
        // `UJI KOMPETENSI DASAR` is no cluster, and two letters are none in running text.
        return if (begun && content < 2) || is_short(bare) { Named::Nothing } else { listed(bare, schemes) };
    }
    let mut found = BTreeSet::new();
    let ends = keys.iter().skip(1).copied().chain([words.len()]);
    for (at, end) in keys.iter().copied().zip(ends) {
        let behind = words.get(at + 1..end).unwrap_or_default();
        let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned();
        let whole = bare(&behind.join(" "));
        // A body's own scheme may have in its name what elsewhere ends one.
        let name = if schemes.is_called(&whole) { whole } else { bare(&cut(behind, &[STOPS, OF_DISTRICTS]).join(" ")) };
        match listed(name.trim_end_matches(" dan").trim_end_matches(" DAN").trim_end_matches(" &"), schemes) {
            Named::Nothing => {}
            Named::One(one) => {
                found.insert(one);
            }
            Named::Several => return Named::Several,
        }
    }
    one_of(found)
}

/// Whether a text is no more than a sign, which in running text may mean anything.
fn is_short(text: &str) -> bool {
    text.chars().count() < 4
}

/// The scheme of a text, or several where it lists them.
fn listed(text: &str, schemes: &Schemes) -> Named {
    if let Some((_, name)) = schemes.understand(text) {
        return Named::One(name.to_owned());
    }
    let spaced = text.to_lowercase().replace(" dan ", ",").replace(" serta ", ",");
    let pieces = spaced.split([',', '/', ';', '&', '+']).filter_map(|piece| schemes.understand(piece));
    let found: BTreeSet<String> = pieces.map(|(_, name)| name.to_owned()).collect();
    if found.len() > 1 { Named::Several } else { Named::Nothing }
}

fn districts_in(text: &str, home: Option<&str>) -> Named {
    if is_dated(text) {
        return Named::Nothing;
    }
    let bare = without_before(text);
    let first = bare.split([',', '(']).next().unwrap_or_default();
    match (regions().district(first, home), regions().district(bare, home)) {
        (Found::None, _) | (_, Found::None) => {}
        (_, Found::One(region)) => return Named::One(region.name.to_owned()),
        // Which of two is meant a person decides, who sees the name.
        (_, Found::Several) => return Named::One(bare.to_owned()),
    }
    let (mut found, mut beside) = (BTreeSet::new(), BTreeSet::new());
    for piece in text.split([',', '/', ';', '&', '(', ')']) {
        let folded = fold(piece);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let Some(names) = said_to_be(&words, home) else { return Named::Nothing };
        if names.is_empty() {
            beside.extend(regions().district(piece.trim(), home).one().map(|region| region.name.to_owned()));
        }
        found.extend(names);
    }
    // `KABUPATEN BOGOR, DEPOK` names two; a name that nothing says to be a district's tells no more than that.
    if !found.is_empty() {
        found.extend(beside);
    }
    one_of(found)
}

/// `Banjarbaru, 30 Oktober 2025`: where and when something happens, not whence people come.
fn is_dated(text: &str) -> bool {
    let folded = fold(text);
    let is_month = |word: &str| word.chars().count() >= 3 && date::month(word).is_some();
    text.contains(|c: char| c.is_ascii_digit()) && folded.split(' ').any(is_month)
}

/// The districts that words say to be one; nothing where something happens there, or one of several is unknown.
fn said_to_be(words: &[&str], home: Option<&str>) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut from = 0;
    while let Some(at) = (from..words.len()).find(|at| words.get(*at).is_some_and(|word| OF_DISTRICTS.contains(word))) {
        if at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| *word == "di") {
            return None;
        }
        let kind = words.get(at).copied().unwrap_or_default();
        let whole = cut(words.get(at..).unwrap_or_default(), &[STOPS, OF_CLUSTERS]);
        let named =
            |words: &[&str]| regions().district(&words.join(" "), home).one().map(|region| region.name.to_owned());
        if let Some(name) = named(whole) {
            found.insert(name);
            from = at + whole.len();
            continue;
        }
        let next = (at + 1..at + whole.len()).find(|at| words.get(*at).is_some_and(|word| OF_DISTRICTS.contains(word)));
        let end = next.unwrap_or(at + whole.len()).max(at + 1);
        let behind = words.get(at + 1..end).unwrap_or_default();
        for part in behind.split(|word| matches!(*word, "dan" | "serta")).filter(|part| !part.is_empty()) {
            found.insert(named(&[&[kind], part].concat()).or_else(|| named(part))?);
        }
        from = end;
    }
    Some(found)
}

/// The library office of a district, or the school, that a title names.
fn institution_in(text: &str, home: Option<&str>) -> Named {
    let found = institutions::understand(without_before(text), home, &Known::default());
    let of_district = found.region.is_some_and(|region| region.kind != RegionKind::Province);
    let is_one = match found.kind {
        InstitutionKind::DinasKabkota => institutions::is_library_office(&found.name),
        kind => kind == InstitutionKind::Sekolah,
    };
    if of_district && is_one { Named::One(found.name) } else { Named::Nothing }
}

#[cfg(test)]
mod tests;

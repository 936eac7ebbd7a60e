//! Where people work: which of several columns of districts says it, and which province the institutions agree on.

use std::collections::BTreeSet;

use certification::text::fold;

use crate::{
    clusters::Schemes,
    institutions::{self, Known},
    regions::{Kind as RegionKind, regions},
    table::{Cells, Column, Table, text_of},
    workbook::Cell,
};

/// Words of headings that speak of work.
const OF_WORK: &[&str] = &[
    "instansi",
    "kantor",
    "kerja",
    "tugas",
    "bekerja",
    "sekolah",
    "perpustakaan",
    "lembaga",
    "satker",
    "opd",
    "skpd",
    "dinas",
    "institusi",
];

/// Words of headings that speak of where somebody lives or was born.
const OF_HOME: &[&str] = &["alamat", "domisili", "rumah", "tinggal", "ktp", "lahir", "kelahiran", "ttl", "asal"];

/// Words of headings about work that name no institution of the participant.
const OF_OTHERS: &[&str] = &[
    "kepala",
    "email",
    "telepon",
    "telp",
    "hp",
    "kab",
    "kabupaten",
    "kota",
    "provinsi",
    "jabatan",
    "pendidikan",
    "lama",
];

/// Rows by which two columns are told apart.
const SAMPLE: usize = 200;

/// What a column, or what stands left of it, speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Work,
    Home,
}

fn place(column: &Column) -> Option<Place> {
    let folded = fold(&column.heading);
    let says = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    match (says(OF_WORK), says(OF_HOME)) {
        (true, _) => Some(Place::Work),
        (false, true) => Some(Place::Home),
        (false, false) => None,
    }
}

/// Takes that one of several columns of districts with one heading which follows what speaks of work. Where that leaves
/// more than one, or none, it stays as it is; the columns in doubt are given back.
pub(super) fn settle(table: &mut Table) -> Vec<usize> {
    let Some(mapped) = table.mapping.get("kab").copied() else { return Vec::new() };
    let heading =
        |at: usize| table.columns.iter().find(|c| c.index == at).map(|c| fold(&c.heading)).unwrap_or_default();
    let same = |column: &&Column| {
        !column.hidden
            && (column.index == mapped || (column.field.is_none() && fold(&column.heading) == heading(mapped)))
    };
    let columns: Vec<usize> = table.columns.iter().filter(same).map(|column| column.index).collect();
    if columns.len() < 2 || heading(mapped).is_empty() {
        return Vec::new();
    }
    let follows = |at: &usize| {
        table.columns.iter().rev().filter(|c| c.index < *at && !columns.contains(&c.index)).find_map(place)
    };
    let of_work: Vec<usize> = columns.iter().copied().filter(|at| follows(at) == Some(Place::Work)).collect();
    let [taken] = of_work.as_slice() else { return columns };
    table.mapping.insert("kab".to_owned(), *taken);
    for column in &mut table.columns {
        match column.index {
            at if at == *taken => column.field = Some("kab".to_owned()),
            at if at == mapped => column.field = None,
            _ => {}
        }
    }
    Vec::new()
}

/// Gives up the column of districts that stands right behind an address or a birth place and says nothing of work itself, where
/// the institutions of most rows are in other districts: it says where people live or were born.
pub(super) fn give_up_home(table: &mut Table) {
    let (Some(kab), Some(institution)) = (table.mapping.get("kab").copied(), table.mapping.get("institution").copied())
    else {
        return;
    };
    let column = |at: usize| table.columns.iter().find(|c| c.index == at);
    let says_work = column(kab).is_some_and(|column| place(column) == Some(Place::Work));
    let behind_home = kab.checked_sub(1).and_then(column).is_some_and(|column| place(column) == Some(Place::Home));
    if says_work || !behind_home {
        return;
    }
    let known = Known::default();
    let (mut agree, mut differ) = (0, 0);
    for row in table.rows.iter().take(SAMPLE) {
        let here = text_of(row.cell(kab)).and_then(|text| regions().district(&text, None).one());
        let office =
            text_of(row.cell(institution)).and_then(|text| institutions::understand(&text, None, &known).region);
        match (here, office.filter(|region| region.kind != RegionKind::Province)) {
            (Some(here), Some(office)) if here == office => agree += 1,
            (Some(_), Some(_)) => differ += 1,
            _ => {}
        }
    }
    if differ >= 2 && differ > agree {
        table.mapping.remove("kab");
        table.columns.iter_mut().filter(|column| column.index == kab).for_each(|column| column.field = None);
    }
}

/// Of two columns about work takes the one that names institutions, where that which was taken names parts of one or the
/// government over it: `Unit Kerja` with *Bidang Layanan* beside `Instansi`.
pub(super) fn settle_institution(table: &mut Table) {
    let Some(mapped) = table.mapping.get("institution").copied() else { return };
    let known = Known::default();
    let is_named = |text: &String| {
        let over = fold(text);
        let is_over = ["pemerintah", "pemkab", "pemko", "pemkot", "pemprov"].iter().any(|word| over.starts_with(word));
        !is_over && institutions::understand(text, None, &known).kind != institutions::Kind::Lainnya
    };
    // Rows that say anything in a column, and those that name an institution.
    let counts = |column: usize| {
        let said: Vec<String> = table.rows.iter().take(SAMPLE).filter_map(|row| text_of(row.cell(column))).collect();
        (said.len(), said.iter().filter(|text| is_named(text)).count())
    };
    let (said, named) = counts(mapped);
    if said == 0 || named * 2 > said {
        return;
    }
    let of_work = |column: &&Column| {
        let heading = fold(&column.heading);
        let says = |words: &[&str]| heading.split(' ').any(|word| words.contains(&word));
        !column.hidden && column.field.is_none() && says(OF_WORK) && !says(OF_HOME) && !says(OF_OTHERS)
    };
    let better = table.columns.iter().filter(of_work).map(|column| column.index).find(|column| {
        let (also_said, also_named) = counts(*column);
        also_said * 2 > said && also_named * 3 > also_said * 2
    });
    let Some(better) = better else { return };
    table.mapping.insert("institution".to_owned(), better);
    for column in &mut table.columns {
        match column.index {
            at if at == better => column.field = Some("institution".to_owned()),
            at if at == mapped => column.field = None,
            _ => {}
        }
    }
}

/// Columns of clusters that are headed by the same words as the one that was taken.
pub(super) fn clusters_alike(table: &Table) -> Vec<usize> {
    let taken = table.mapping.get("cluster").and_then(|at| table.columns.iter().find(|c| c.index == *at));
    let Some(taken) = taken.filter(|column| !column.heading.is_empty()) else { return Vec::new() };
    let same =
        |column: &&Column| !column.hidden && column.field.is_none() && fold(&column.heading) == fold(&taken.heading);
    let others: Vec<usize> = table.columns.iter().filter(same).map(|column| column.index).collect();
    if others.is_empty() { others } else { [&[taken.index], others.as_slice()].concat() }
}

/// Where such columns name two clusters, a row says both, so that a person decides. What is no text is a number of the cluster.
pub(super) fn tell_both_clusters(table: &Table, columns: &[usize], cells: &mut [(u32, Cells)], schemes: &Schemes) {
    for ((_, cells), row) in cells.iter_mut().zip(&table.rows).filter(|_| !columns.is_empty()) {
        let mut said: Vec<String> = Vec::new();
        let slug = |text: &str| schemes.understand(text).map(|(slug, _)| slug.to_owned());
        let texts = columns.iter().filter_map(|at| text_of(row.cell(*at)));
        for text in texts.filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 1) {
            let known =
                |other: &String| fold(other) == fold(&text) || (slug(other).is_some() && slug(other) == slug(&text));
            if !said.iter().any(known) {
                said.push(text);
            }
        }
        if said.len() > 1 {
            cells.insert("cluster".into(), Cell::Text(said.join(" / ")));
        }
    }
}

/// Where columns in doubt name two districts, a row says both, so that a person decides.
pub(super) fn tell_both(table: &Table, columns: &[usize], cells: &mut [(u32, Cells)]) {
    if columns.is_empty() {
        return;
    }
    for ((_, cells), row) in cells.iter_mut().zip(&table.rows) {
        let mut said: Vec<String> = Vec::new();
        for text in columns.iter().filter_map(|at| text_of(row.cell(*at))) {
            if said.iter().all(|known| fold(known) != fold(&text)) {
                said.push(text);
            }
        }
        if !said.is_empty() {
            cells.insert("kab".into(), Cell::Text(said.join(" / ")));
        }
    }
}

/// The province of all institutions that say one without a doubt, where they agree.
pub(super) fn province_of_institutions<'a>(rows: impl Iterator<Item = &'a (u32, Cells)>) -> Option<&'static str> {
    let known = Known::default();
    let texts: BTreeSet<String> = rows.filter_map(|(_, cells)| cells.get("institution").and_then(text_of)).collect();
    let said = texts.iter().filter_map(|text| institutions::understand(text, None, &known).region);
    let provinces: BTreeSet<&'static str> = said.map(|region| region.province).collect();
    let mut provinces = provinces.into_iter();
    match (provinces.next(), provinces.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

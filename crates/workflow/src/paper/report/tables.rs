//! Charts and tables of the report, by scheme and by district.

use documents::{Bar, Block, ReportColumn, Section};
use serde_json::{Value, json};

use super::{Told, small};
use crate::{
    outcome::{Counts, Hidden},
    place,
};
use certification::form::Locale;

/// Width of the first column of the chart by district, millimetres: names of districts are short.
const DISTRICT_WIDTH: f64 = 42.0;

/// A group with its counts, and whether its outcome is hidden.
type Of<'a> = (String, &'a Counts, Option<Hidden>);

fn by_scheme(told: &Told) -> Vec<Of<'_>> {
    let sizes: Vec<i64> = told.standing.by_scheme.iter().map(|s| s.counts.decided()).collect();
    let groups = told.standing.by_scheme.iter().zip(told.telling.hidden(&sizes));
    groups.map(|(s, hidden)| (told.scheme(&s.scheme).to_owned(), &s.counts, hidden)).collect()
}

fn by_district(told: &Told) -> Vec<Of<'_>> {
    let sizes: Vec<i64> = told.standing.by_district.iter().map(|d| d.counts.decided()).collect();
    let name = |kab: &str| match kab {
        "" => told.say("Belum diketahui", "Not known"),
        kab => place::short(kab),
    };
    let groups = told.standing.by_district.iter().zip(told.telling.hidden(&sizes));
    groups.map(|(d, hidden)| (name(&d.kab), &d.counts, hidden)).collect()
}

fn bars(told: &Told, groups: &[Of<'_>]) -> Vec<Bar> {
    let bar = |(label, counts, hidden): &Of<'_>| {
        let n = counts.decided();
        let of = told.telling.share(counts.decided_k, n).filter(|_| hidden.is_none())?;
        let (k, n) = (small(counts.decided_k), small(n));
        Some(Bar { label: label.clone(), k, n, share: of.share, lo: of.lo, hi: of.hi })
    };
    groups.iter().filter_map(bar).collect()
}

/// Shares by scheme and by district with their intervals; nothing before anything of it may be told.
pub(super) fn shares(told: &Told) -> Vec<Section> {
    let (schemes, districts) = (bars(told, &by_scheme(told)), bars(told, &by_district(told)));
    let mut out = Vec::new();
    if schemes.is_empty() && districts.is_empty() {
        return out;
    }
    let sure = told.telling.confidence;
    let mut title = Some(told.say("Hasil menurut skema dan wilayah", "Outcome by scheme and district"));
    let mut chart = |caption: String, head: String, label_width, rows: Vec<Bar>| {
        if !rows.is_empty() {
            let level = title.is_some().then_some(1);
            let block = Block::Bars { caption, head: Some(head), label_width, rows };
            out.push(Section { level, title: title.take(), block });
        }
    };
    let caption = match told.locale {
        Locale::Id => format!("Bagian yang kompeten menurut skema, dengan selang kepercayaan {sure} %"),
        Locale::En => format!("Share of the competent by scheme, with its {sure} % confidence interval"),
    };
    chart(caption, told.say("Skema", "Scheme"), None, schemes);
    let caption = match told.locale {
        Locale::Id => format!(
            "Bagian yang kompeten menurut kabupaten/kota tempat kerja, dengan selang kepercayaan {sure} %, menurut kode wilayah"
        ),
        Locale::En => format!(
            "Share of the competent by district of work, with its {sure} % confidence interval, by code of the district"
        ),
    };
    chart(caption, told.say("Kabupaten/kota", "District"), Some(DISTRICT_WIDTH), districts);
    let reading = told.say(
        "Garis hitam menunjukkan selang: seberapa jauh angka itu bisa bergeser seandainya peserta lain dari kelompok yang sama yang diuji. Garis yang saling bertindihan berarti perbedaannya belum dapat dianggap nyata, dan urutan antarkelompok tidak dapat disimpulkan.",
        "The black line is the interval: how far the figure might move had other people of the same group been assessed. Lines that overlap mean that the difference cannot yet be taken as real, and that no order of groups can be concluded.",
    );
    out.push(Section { level: None, title: None, block: Block::Text { text: vec![reading] } });
    out
}

/// The counts by district and by scheme.
pub(super) fn tables(told: &Told) -> Vec<Section> {
    let of = |level, title: Option<String>, caption: String, head: String, groups: Vec<Of<'_>>| Section {
        level,
        title,
        block: table(told, caption, head, &groups),
    };
    vec![
        of(
            Some(1),
            Some(told.say("Tabel", "Tables")),
            told.say("Menurut kabupaten/kota tempat kerja", "By district of work"),
            told.say("Kabupaten/kota", "District"),
            by_district(told),
        ),
        of(None, None, told.say("Menurut skema", "By scheme"), told.say("Skema", "Scheme"), by_scheme(told)),
    ]
}

fn table(told: &Told, caption: String, head: String, groups: &[Of<'_>]) -> Block {
    let column = |h: String, num: bool| ReportColumn { h, num: num.then_some(true) };
    let row = |(name, c, hidden): &Of<'_>| -> Vec<Value> {
        let shown = |n: i64| if hidden.is_some() { json!("–") } else { json!(n) };
        vec![
            json!(name),
            json!(c.registered),
            json!(c.present),
            shown(c.decided_k),
            shown(c.decided_bk),
            shown(c.issued),
        ]
    };
    let all = told.counts();
    let found = |n: i64| if told.too_few() { json!("–") } else { json!(n) };
    Block::Table {
        caption: Some(caption),
        size: None,
        columns: vec![
            column(head, false),
            column(told.say("Daftar", "Registered"), true),
            column(told.say("Hadir", "Present"), true),
            column("K".to_owned(), true),
            column("BK".to_owned(), true),
            column(told.say("Terbit", "Issued"), true),
        ],
        rows: groups.iter().map(row).collect(),
        total: Some(vec![
            json!(told.say("Jumlah", "Total")),
            json!(all.registered),
            json!(all.present),
            found(all.decided_k),
            found(all.decided_bk),
            found(all.issued),
        ]),
    }
}

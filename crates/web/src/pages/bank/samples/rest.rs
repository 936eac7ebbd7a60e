//! Samples of what comes in and goes out, of blueprints and forms, and of writing.

use std::collections::BTreeSet;

use certification::{
    id::PersonId,
    record::{
        exam::Blueprint as BlueprintRow,
        scheme::{Criterion, Element, SchemeVersion, Unit},
    },
    refusal::Refusal,
};
use exam::{
    blueprint::{Band, Blueprint, Cut, Line, Method, Mixing, Origin, PassRule, Which},
    form::{Form, FormQuestion},
    format::{Format, Import, Outcome, Row, TestOutline, Where},
    item::{ItemId, Language, Level},
};
use rust_decimal::Decimal;
use uuid::Uuid;
use workflow::exam_bank::{Arrival, Stock};

use super::{NOW, alike, single};
use crate::{
    form::Fields,
    i18n::{Message, key},
    pages::{
        bank::{
            alike::AlikeRow,
            blueprint::{self, FormRow, Listed, Shown},
            blueprint_form,
            blueprint_stock::{self, StockView},
            export, forms,
            intake::{self, Report},
            proposal, told, write,
        },
        sitting::draw,
    },
    part::{Tag, icon},
    samples::Samples,
};

pub(super) fn samples(samples: &mut Samples<'_>) {
    imports(samples);
    exports(samples);
    blueprints(samples);
    assemblies(samples);
    writing(samples);
}

fn rows() -> Vec<Row> {
    let id = |id: &str| ItemId::new(id).unwrap_or_else(|_| ItemId::letter(0));
    let row = |line, source: &str, outcome| Row { place: Where::Line(line), source: source.to_owned(), outcome };
    let lost = Refusal::new("loss.name").with("name", "Soal no. 2");
    let bad = Refusal::new("aiken.no-answer");
    vec![
        row(1, "Ibu kota Kalimantan Selatan …", Outcome::Taken { item: id("LD-S-0001") }),
        row(9, "Katalog adalah …", Outcome::TakenWithLoss { item: id("LD-S-0002"), losses: vec![lost] }),
        row(17, "OPAC adalah …", Outcome::Taken { item: id("LD-S-0003") }),
        row(25, "Buku langka …", Outcome::Refused { reasons: vec![bad] }),
        row(33, "Sirkulasi …", Outcome::Taken { item: id("LD-S-0004") }),
    ]
}

fn imports(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new().with("bahasa", "id");
    samples.add("bank/import", &intake::Ask { p, f: &f, waits: None });
    let mut wrong = f.clone();
    wrong.wrong("berkas", Message::new(key("bank-file-wanted")));
    samples.add("bank/import waits", &intake::Ask { p, f: &wrong, waits: Some("soal.txt") });
    let items: Vec<_> = ["LD-S-0001", "LD-S-0002", "LD-S-0003", "LD-S-0004"].into_iter().filter_map(single).collect();
    let mut report = rows();
    let test = ItemId::new("TES-1").unwrap_or_else(|_| ItemId::letter(0));
    report.push(Row {
        place: Where::Part("tests/TES-1.xml".to_owned()),
        source: String::new(),
        outcome: Outcome::Test { test: test.clone(), losses: vec![Refusal::new("loss.test-rules")] },
    });
    let sections = vec![("Bagian 1".to_owned(), items.iter().map(|item| item.id.clone()).collect())];
    let tests = vec![TestOutline { id: test, title: "Tes tulis".to_owned(), minutes: Some(60), sections }];
    let import = Import { items, report, tests, ..Import::default() };
    let known = Arrival::Refused(Refusal::new("bank.item-exists").with("item", "LD-S-0004"));
    let arrivals = [Arrival::New, Arrival::New, Arrival::Draft, known];
    let mut view = intake::report(p, "soal.txt", Format::Aiken, &import, &arrivals);
    view.files = 2;
    view.point_out(&import, vec![AlikeRow::all(p, alike())]);
    samples.add("bank/report", &intake::Shown { p, f: &Fields::new(), view: &view });
    view.done = true;
    samples.add("bank/report done", &intake::Shown { p, f: &Fields::new(), view: &view });
    for format in [Format::Gift, Format::Moodle, Format::Json, Format::Qti, Format::QtiItem, Format::Xlsx, Format::Docx]
    {
        let view =
            Report { name: "soal".to_owned(), format: intake::format_name(p, format, None), ..Report::default() };
        samples.add(format!("bank/report empty {format:?}"), &intake::Shown { p, f: &Fields::new(), view: &view });
    }
}

fn exports(samples: &mut Samples<'_>) {
    let p = samples.p;
    let lines: Vec<_> = rows().iter().map(|row| export::line(p, row)).collect();
    let mut view = export::ExportView { counts: export::counts(p, &lines), ..export::ExportView::default() };
    samples.add("bank/export", &export::Out { p, f: &Fields::new(), view: &view });
    view.asked = true;
    samples.add("bank/export none", &export::Out { p, f: &Fields::new(), view: &view });
    (view.lines, view.written, view.href) = (lines, 4, "#".to_owned());
    samples.add("bank/export report", &export::Out { p, f: &Fields::new(), view: &view });
    view.form = Some(("1".to_owned(), "LD-2026-A".to_owned()));
    samples.add("bank/export form", &export::Out { p, f: &Fields::new(), view: &view });
}

/// A blueprint of two lines, its cut set by judges or not.
fn table(method: Method, per_unit: bool) -> Blueprint {
    let which = |kind: &str, level: Option<Level>| Which {
        unit: Some("CONTOH.LD.01".to_owned()),
        levels: level.into_iter().collect(),
        kinds: BTreeSet::from([kind.to_owned()]),
        ..Which::default()
    };
    let line = |kind: &str, level, questions| Line { which: which(kind, level), questions, points: 1.into() };
    let origin = Origin {
        method,
        judges: if method == Method::Provisional { 0 } else { 6 },
        approved_on: (method != Method::Provisional).then(|| jiff::civil::date(2026, 1, 15)),
        act: "CONTOH/001/2026".to_owned(),
    };
    let cut = Cut { least: 8.into(), origin };
    Blueprint {
        id: "layanan-dasar".to_owned(),
        version: 2,
        scheme: "layanan-dasar".to_owned(),
        language: if per_unit { Language::En } else { Language::Id },
        lines: vec![line("single", Some(Level::C3), 8), line("multiple", None, 4)],
        bands: vec![Band { which: which("multiple", None), least: 1, most: 4 }],
        trials: 0,
        minutes: 60,
        pass: if per_unit {
            PassRule::PerUnit([("CONTOH.LD.01".to_owned(), cut)].into())
        } else {
            PassRule::Whole(cut)
        },
        mixing: Mixing::default(),
    }
}

fn row() -> BlueprintRow {
    BlueprintRow {
        id: "layanan-dasar:2".to_owned(),
        blueprint: "layanan-dasar".to_owned(),
        version: 2,
        slug: "layanan-dasar".to_owned(),
        content: serde_json::Value::Null,
        made_at: NOW,
        made_by: PersonId(Uuid::from_u128(11)),
    }
}

fn blueprints(samples: &mut Samples<'_>) {
    let p = samples.p;
    let listed = |cut: Tag| Listed {
        id: "layanan-dasar:2".to_owned(),
        name: "Layanan Dasar".to_owned(),
        version: 2,
        questions: 40,
        points: "65".to_owned(),
        minutes: 60,
        cut,
        forms: 2,
    };
    let rows = [
        listed(Tag::new("warning", icon("triangle-alert"), Message::new(key("bank-cut-provisional")))),
        listed(Tag::new("success", icon("check"), Message::new(key("bank-cut-set")))),
    ];
    let without = [("promosi".to_owned(), "Promosi".to_owned())];
    samples.add("bank/blueprints", &blueprint::List { p, rows: &rows, without: &without, may_change: true });
    samples.add("bank/blueprints none", &blueprint::List { p, rows: &[], without: &[], may_change: false });
    let form = |code: &str, withdrawn: Option<&str>| FormRow {
        id: "a".to_owned(),
        code: code.to_owned(),
        questions: 40,
        at: NOW,
        withdrawn: withdrawn.map(str::to_owned),
        spoiled: false,
        version: "2".to_owned(),
    };
    let mut view = blueprint::view(p, &[], &row(), &table(Method::Provisional, false));
    view.may_change = true;
    view.done = Some(key("bank-blueprint-kept"));
    samples.add("bank/blueprint provisional", &Shown { p, view: &view });
    let proposed = |per_unit| Blueprint { version: 2, ..table(Method::Angoff, per_unit).proposed(None) };
    let mut view = blueprint::view(p, &[], &row(), &proposed(false));
    view.may_approve = true;
    samples.add("bank/blueprint proposed", &Shown { p, view: &view });
    let view = proposal::view(p, &[], &row(), &proposed(true), "Rahma");
    samples.add("bank/proposal", &proposal::Approve { p, f: &Fields::new(), view: &view });
    let mut view = blueprint::view(p, &[], &row(), &table(Method::Angoff, true));
    view.newest = false;
    view.versions = vec![("layanan-dasar:3".to_owned(), 3)];
    let spoiled = FormRow { spoiled: true, ..form("LD-2026-B", None) };
    view.forms = vec![form("LD-2026-A", None), spoiled, form("LD-2025-A", Some("Satu butirnya bocor."))];
    samples.add("bank/blueprint old", &Shown { p, view: &view });
    let mut view = blueprint_form::form_view(p, &schemes(), "layanan-dasar", 2);
    let f = Fields::new().with("lulus", "unit").with("acak", "ya").with("jenis-1", "single");
    samples.add("bank/blueprint_form", &blueprint_form::Write { p, f: &f, view: &view });
    view.from = "layanan-dasar:2".to_owned();
    view.bands = 1;
    view.faults = vec![told(p, &Refusal::new("blueprint.no-line"))];
    let mut f = Fields::new();
    f.wrong("banyak-1", Message::new(key("bank-number-wanted-line")).with("n", 1).with("field", "Soal"));
    let stock = Stock::from([(Decimal::ONE, 12), (Decimal::from(7), 1)]);
    let said = [(1, Some(20), Some(Decimal::ONE)), (2, None, None)];
    let lines = said.map(|(n, wanted, points)| (n, blueprint_stock::line(p, &stock, wanted, points)));
    view.stock = StockView { lines: lines.into(), total: Some((20, "20".to_owned())), unvalued: Vec::new() };
    samples.add("bank/blueprint_form wrong", &blueprint_form::Write { p, f: &f, view: &view });
}

/// A scheme with one unit.
fn schemes() -> Vec<SchemeVersion> {
    let text = "Jangka waktu diinformasikan.".to_owned();
    let criterion = Criterion { no: "1.3".to_owned(), text, benchmark: String::new() };
    let element = Element {
        no: 1,
        title: "Melayani peminjaman".to_owned(),
        title_en: String::new(),
        evidence: String::new(),
        criteria: vec![criterion],
    };
    let unit = Unit {
        code: "CONTOH.LD.01".to_owned(),
        title: "Melakukan Layanan Sirkulasi".to_owned(),
        title_en: String::new(),
        description: String::new(),
        elements: vec![element],
    };
    vec![SchemeVersion {
        id: certification::id::SchemeVersionId(Uuid::from_u128(3)),
        slug: "layanan-dasar".to_owned(),
        abbr: "LD".to_owned(),
        number: String::new(),
        version: "1".to_owned(),
        name_id: "Layanan Dasar".to_owned(),
        name_en: "Basic Services".to_owned(),
        packaging: "klaster".to_owned(),
        validity_months: 36,
        alternatives: Vec::new(),
        documents: Vec::new(),
        units: vec![unit],
        status: "published".to_owned(),
        example: true,
        published_at: None,
    }]
}

fn assemblies(samples: &mut Samples<'_>) {
    let p = samples.p;
    let question = |id: &str| single(id).map(|item| FormQuestion { item, version: 1, line: 0, anchor: false });
    let form = |code: &str, items: [&str; 2]| Form {
        code: code.to_owned(),
        blueprint: "layanan-dasar".to_owned(),
        blueprint_version: 2,
        mixing: Mixing::default(),
        questions: items.into_iter().filter_map(question).collect(),
        trials: Vec::new(),
        stimuli: Vec::new(),
    };
    let assembled = [form("LD-2026-A", ["LD-S-0001", "LD-S-0002"]), form("LD-2026-B", ["LD-S-0003", "LD-S-0004"])];
    let mut view = forms::AssembleView {
        id: "layanan-dasar:2".to_owned(),
        name: "Layanan Dasar".to_owned(),
        version: 2,
        ..forms::AssembleView::default()
    };
    let f = Fields::new().with("banyak", 2).with("kode", "LD-2026");
    samples.add("bank/assemble", &forms::Assemble { p, f: &f, view: &view });
    let few = Refusal::new("assembly.too-few-items").with("line", "CONTOH.LD.01 C3").with("wanted", 8).with("found", 3);
    let few = few.with("language", "id").with("other_language", 1);
    let other = Refusal::new("assembly.other-points").with("line", "CONTOH.LD.01 essay").with("wanted", 1);
    let other = other.with("points", 4).with("found", 0).with("instead", "1 × 7");
    view.reasons = vec![told(p, &few.with("points", 1)), told(p, &other)];
    let mut wrong = f.clone();
    wrong.wrong("banyak", Message::new(key("bank-forms-how-many")).with("most", 12));
    wrong.wrong("kode", Message::new(key("bank-code-wanted")));
    samples.add("bank/assemble cannot", &forms::Assemble { p, f: &wrong, view: &view });
    view.reasons.clear();
    let [first, second] = &assembled;
    let means = forms::Means::from([(None, vec![612, 587])]);
    let shown = |at| forms::difficulty_of(p, &means, at);
    view.forms = vec![forms::form_view(first, shown(0)), forms::form_view(second, shown(1))];
    view.apart = forms::apart(p, &means);
    view.assumed = 3;
    view.lines = forms::side_by_side(p, &table(Method::Angoff, false), &assembled);
    view.moved = true;
    samples.add("bank/assemble beside", &forms::Assemble { p, f: &f, view: &view });
    let mut view = forms::FrozenView {
        id: "a".to_owned(),
        code: "LD-2026-A".to_owned(),
        blueprint: "layanan-dasar:2".to_owned(),
        name: "Layanan Dasar".to_owned(),
        at: NOW,
        by: "Nurul Aini".to_owned(),
        digest: "9f86d081884c7d65".to_owned(),
        minutes: 60,
        points: "2".to_owned(),
        questions: first
            .questions
            .iter()
            .map(|question| forms::QuestionRow {
                trial: question.item.id.as_str() == "LD-S-0002",
                ..forms::question_row(question)
            })
            .collect(),
        withdrawn: None,
        spoiled: String::new(),
        may_change: true,
    };
    samples.add("bank/form", &forms::Frozen { p, f: &Fields::new(), view: &view });
    view.spoiled = "LD-U1-03".to_owned();
    samples.add("bank/form spoiled", &forms::Frozen { p, f: &Fields::new(), view: &view });
    view.withdrawn = Some("Satu butirnya bocor.".to_owned());
    samples.add("bank/form withdrawn", &forms::Frozen { p, f: &Fields::new(), view: &view });
}

fn writing(samples: &mut Samples<'_>) {
    let p = samples.p;
    let kinds = write::choices();
    samples.add("bank/kind", &write::Kind { p, kinds: &kinds });
    for (kind, _) in &kinds {
        let mut view = write::form_view(p, &schemes(), kind, write::Size { rows: 3, bands: 3 });
        view.stimuli = vec![("kasus-1".to_owned(), "kasus-1 · Jam layanan".to_owned())];
        let mut f = Fields::new();
        if *kind == "hotspot" {
            view.picture = Some(("media/rak.png".to_owned(), 640, 480));
            f = f.with("gambar", "media/rak.png").with("titik-1", "10,10 80,60").with("kunci", 1);
        }
        samples.add(format!("bank/write {kind}"), &write::Write { p, f: &f, view: &view });
    }
    let Some(item) = single("LD-S-0117") else { return };
    let (mut f, size) = write::filled(&item);
    let mut view = write::form_view(p, &schemes(), "single", size);
    let html = draw::question(draw::At { p, base: "/butir/LD-S-0117", n: 1 }, &item.question, None);
    let mut other = view.clone();
    other.source = Some(write::Source { id: item.id.to_string(), html: html.clone() });
    samples.add("bank/write other language", &write::Write { p, f: &f, view: &other });
    view.preview = Some(html);
    view.id = item.id.to_string();
    (view.reason, view.rich, view.weights, view.asks) = (true, true, true, true);
    view.alike = AlikeRow::all(p, alike());
    view.found = vec![("LD-S-0093".to_owned(), "Buku yang dicari sedang dipinjam …".to_owned())];
    view.faults = vec![told(p, &Refusal::new("item.empty-stem"))];
    f.wrong("alasan", Message::new(key("refusal-bank-reason")));
    f.wrong("nilai", Message::new(key("bank-number-wanted")));
    f.wrong("berkas", Message::new(key("bank-file-other")));
    samples.add("bank/write change", &write::Write { p, f: &f, view: &view });
    (view.found, view.none_found) = (Vec::new(), true);
    samples.add("bank/write none found", &write::Write { p, f: &f, view: &view });
}

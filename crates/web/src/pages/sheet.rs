//! The sheet of parts: every macro once, so that the tests render them and people can look at them.
//! It has no route; `Samples` makes it.

use askama::Template;

use crate::{
    Page,
    form::Fields,
    i18n::{Message, key},
    part::{
        Bar, Icon, Spine, Tag,
        certificate::Status,
        icon,
        kit::{Count, Pager, Past, Seal},
    },
    samples::Samples,
};
use certification::stage::Stage;

#[derive(Template)]
#[template(path = "sheet/sheet.html")]
struct Sheet<'a> {
    p: &'a Page,
    f: &'a Fields,
    stages: &'a [Stage],
    statuses: Vec<Tag>,
    spine: Spine,
    bar: Bar,
    counts: Vec<Count>,
    history: Vec<Past>,
    pager: Pager,
    seals: Vec<Seal>,
    consequences: Vec<(Icon, String)>,
    above: Vec<(String, String)>,
    bell: Icon,
}

/// The sheet.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut f = Fields::new().with("nik", "637104120485001").with("kab", "63.72").with("s1", "yes").with("pilih", "a");
    f.wrong("nik", Message::new(key("form-too-long")).with("most", 16));
    f.wrong("s3", Message::new(key("form-required")));
    let count = |n, words: &str, current| Count { n, words: words.to_owned(), href: "#".to_owned(), current };
    let past = |at, said: &str| Past { at, zone: "Asia/Makassar".to_owned(), said: said.to_owned() };
    let seal = |no, tag, said: &str, void| Seal {
        no,
        name: "Taufik Rahmatullah".to_owned(),
        tag,
        said: said.to_owned(),
        void,
    };
    let sheet = Sheet {
        p,
        f: &f,
        stages: &Stage::ALL,
        statuses: Status::ALL.into_iter().map(Status::tag).collect(),
        spine: Spine::new("LD", 31, "Ramadhani").to("/").large(),
        bar: Bar { done: 10, whole: 14, label: "10/14".to_owned() },
        counts: vec![count(23, "Perlu diperiksa", true), count(1250, "Dikembalikan", false)],
        history: vec![past(p.cx.now, "Ani Maulida, FR.APL.01"), past(p.cx.now - 86_400_000_000, "Dispersip HST")],
        pager: Pager { shown: 50, all: 1250, before: None, after: Some("?after=x".to_owned()) },
        seals: vec![
            seal(1, Status::Valid.tag(), "9 Des 09.12, 3B70 C9D4", false),
            seal(2, Tag::plain("–"), "8 Des 14.06", true),
        ],
        consequences: vec![(icon("mail"), "Surel".to_owned()), (icon("ban"), "Register".to_owned())],
        above: vec![("Antrean".to_owned(), "/".to_owned())],
        bell: icon("triangle-alert"),
    };
    samples.add("sheet/sheet", &sheet);
}

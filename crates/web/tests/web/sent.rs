//! Every byte that a candidate is sent, from signing in to the result before its release: neither keys nor names of the
//! bank nor anything of an item that is not on their paper.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    exam::TestPlan,
    record::{
        exam::{Exam, SafeBrowser},
        person::Person,
    },
};
use exam::{
    blueprint::{Line, Which},
    item::{
        Block, Content, Interaction, Item, ItemId,
        media::{MediaName, Picture},
    },
};
use regex::Regex;
use rehearsal::written::{self, Hall};
use serde_json::json;
use store::Read as _;
use workflow::Workflow;

use crate::inside::{Inside, both, hidden};

both! {
    keys_and_unseen_items_never_leave_the_house
}

/// A picture on the paper.
const SHOWN: &str = "media/denah.png";
/// One of an item that is not.
const UNSEEN: &str = "media/rahasia.png";

/// The smallest PNG header that tells a size, and a word by which the file is known.
fn png(word: &str) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    out.extend(640_u32.to_be_bytes());
    out.extend(480_u32.to_be_bytes());
    out.extend(b"\x08\x06\0\0\0");
    out.extend(word.as_bytes());
    out
}

fn with_picture(mut item: Item, id: &str, file: &str, interaction: Option<Interaction>) -> Item {
    item.id = ItemId::new(id).unwrap();
    let picture =
        Picture { file: MediaName::new(file).unwrap(), alt: "Denah".to_owned(), width: Some(640), height: Some(480) };
    item.question.stem.0.push(Block::Picture(picture));
    item.question.interaction = interaction.unwrap_or(item.question.interaction);
    item
}

/// The example test with one question more, which shows a picture; every item of the bank, and those that are asked.
async fn held(inside: &Inside) -> (Hall, Vec<Item>, BTreeSet<ItemId>) {
    let stage = inside.stage();
    let troupe = Hall::gather(&stage).await.unwrap();
    let people = [Duty::SchemeCommittee, Duty::Manager, Duty::Head].map(|duty| troupe.cast.one(duty).unwrap());
    let (bank, author) = (stage.workflow.exam_bank(), stage.workflow.actor(people[0]).await.unwrap());
    let mut all = written::examples().unwrap();
    let essay = all.iter().find(|item| item.question.interaction.kind() == "essay").unwrap().clone();
    let upload = Interaction::Upload { endings: vec!["pdf".to_owned()], files: 1 };
    let shown = with_picture(essay.clone(), "RUMAH-DENAH-1", SHOWN, Some(upload));
    let unseen = with_picture(essay, "RUMAH-RAHASIA-1", UNSEEN, None);
    let files = [(SHOWN.to_owned(), png("denah-gudang")), (UNSEEN.to_owned(), png("rahasia-gudang"))];
    bank.keep_parts(&author, &files, &[]).await.unwrap();
    let mut blueprint = written::blueprint().unwrap();
    let unit = shown.place.as_ref().map(|place| place.unit.clone());
    let which = Which { unit, kinds: BTreeSet::from(["upload".to_owned()]), ..Which::default() };
    blueprint.lines.push(Line { which, questions: 1, points: shown.question.points });
    for item in [shown, unseen] {
        bank.bring_in(&written::lived(item.clone(), people, stage.now() - 5_184_000_000_000).unwrap()).await.unwrap();
        all.push(item);
    }
    let kept = bank.keep_blueprint(&author, blueprint).await.unwrap();
    let forms = bank.assemble(&author, &kept, 1, "LD-2025-G").await.unwrap();
    let asked = forms[0].questions.iter().map(|question| question.item.id.clone()).collect();
    let form = bank.freeze(&author, &kept, &forms[0]).await.unwrap();
    (Hall::over(&stage, troupe, form).await.unwrap(), all, asked)
}

async fn asks_for_browser(flow: &Workflow, hall: &Hall, safe_browser: Option<SafeBrowser>) {
    let staff = flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let Exam { slug, name, room, forms, clock, minutes, opens, last_start, calculator, event_id, .. } =
        flow.reader().get(hall.exam).await.unwrap().unwrap();
    let plan = TestPlan { slug, name, room, forms, clock, minutes, opens, last_start, calculator, safe_browser };
    flow.exam_planning().plan(&staff, event_id, Some(hall.exam), plan).await.unwrap();
}

/// What a reader of the bytes could read in them: text without markup, whatever it was escaped for.
fn plain(heard: &str) -> String {
    let mut text = heard.to_owned();
    for (sign, meant) in
        [("\\u003c", "<"), ("\\u003e", ">"), ("\\u0026", "&"), ("\\u0027", "'"), ("\\\"", "\""), ("\\n", " ")]
    {
        text = text.replace(sign, meant);
    }
    let mut text = Regex::new("<[^<>]*>").unwrap().replace_all(&text, "").into_owned();
    for (sign, meant) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(sign, meant);
    }
    squeezed(&text)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs of words that are long enough to be known again.
fn pieces(content: &Content) -> Vec<String> {
    let words = content.words();
    let parts = words.split('\n').flat_map(|line| line.split("___")).map(squeezed);
    parts.filter(|part| part.chars().count() >= 20).collect()
}

/// Stem and choices.
fn asked_in(item: &Item) -> Vec<String> {
    let choices = item.question.interaction.choices().flat_map(|choice| pieces(&choice.content));
    pieces(&item.question.stem).into_iter().chain(choices).collect()
}

async fn keys_and_unseen_items_never_leave_the_house(inside: Inside) {
    let (hall, all, asked) = held(&inside).await;
    let flow = &inside.flow;
    let staff = flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let person: Person = flow.reader().get(hall.seats[0].person_id).await.unwrap().unwrap();
    let path = format!("/ujian/{}", hall.seats[0].id);
    let mut browser = inside.signed_in_as(person.id, &person.email.unwrap()).await;
    // The way in, with the browser's configuration, before anything is opened.
    let ours = SafeBrowser { mode: "ours".to_owned(), keys: Vec::new(), quit: "ab".repeat(32) };
    asks_for_browser(flow, &hall, Some(ours)).await;
    assert_eq!(browser.get(&format!("{path}/seb")).await.header("content-type"), "application/seb");
    asks_for_browser(flow, &hall, None).await;
    for page in ["/ujian", "/ujian/luring.js", &format!("/ujian/ke/{}", hall.exam), &path] {
        browser.get(page).await;
    }
    for page in ["kertas", "soal", "periksa", "selesai", "hasil", &format!("media/{SHOWN}")] {
        browser.get(&format!("{path}/{page}")).await;
    }
    let before = plain(browser.heard());
    let named = |item: &&Item| asked_in(item).iter().any(|piece| before.contains(piece.as_str()));
    assert_eq!(
        all.iter().filter(named).map(|item| &item.id).collect::<Vec<_>>(),
        [] as [&ItemId; 0],
        "before the start"
    );

    let word = flow.exam_room().token(&staff, hall.exam).await.unwrap();
    browser.post(&path, &[("token", "salah")]).await;
    assert_eq!(browser.post(&path, &[("token", &word)]).await.status, StatusCode::SEE_OTHER);
    let page = browser.get(&format!("{path}/soal")).await.text;
    let (epoch, drawn) = (hidden(&page, "epoch"), hidden(&page, "page"));
    for n in 1..=41 {
        browser.get(&format!("{path}/soal?n={n}&e={epoch}")).await;
    }
    browser.get(&format!("{path}/kertas")).await;
    for (file, status) in [(SHOWN, StatusCode::OK), (UNSEEN, StatusCode::NOT_FOUND)] {
        assert_eq!(browser.get(&format!("{path}/media/{file}")).await.status, status, "{file}");
    }
    let answer = json!({ "kind": "written", "given": "rahasia saya" });
    let act = json!({ "sequence": 1, "made": null, "act": { "act": "answered", "question": 1, "answer": answer } });
    let epoch_number: u64 = epoch.parse().unwrap();
    browser.post_json(&format!("{path}/jawaban"), &json!({ "epoch": epoch_number, "page": 1, "acts": [act] })).await;
    let fields = [("epoch", &*epoch), ("page", &*drawn), ("n", "1"), ("catatan", "")];
    browser.post(&format!("{path}/soal"), &fields).await;
    browser.post_file(&format!("{path}/berkas"), &fields, ("berkas", "uraian.pdf", b"bukan pdf")).await;
    browser.get(&format!("{path}/periksa")).await;
    browser.post(&format!("{path}/kumpul"), &[("epoch", &*epoch), ("page", &*drawn)]).await;
    flow.exam_planning().set_status(&staff, hall.exam, "closed", "").await.unwrap();
    flow.exam_results().score(&staff, hall.exam, "").await.unwrap();
    let receipt = browser.get(&format!("{path}/selesai")).await.text;
    assert!(receipt.contains("Terkumpul") || receipt.contains("dari 41 soal"), "{receipt}");
    for page in ["soal", "periksa", "kertas", "hasil"] {
        browser.get(&format!("{path}/{page}")).await;
    }
    for page in ["/ujian", "/"] {
        browser.get(page).await;
    }

    let (raw, read) = (browser.heard(), plain(browser.heard()));
    assert!(read.contains("denah-gudang"), "the picture of the paper is among the bytes");
    assert!(!read.contains("rahasia-gudang") && !raw.contains("rahasia.png\""), "the other one is not");
    let (on_paper, unseen): (Vec<&Item>, Vec<&Item>) = all.iter().partition(|item| asked.contains(&item.id));
    let said: Vec<String> = on_paper.iter().flat_map(|item| asked_in(item)).collect();
    let found = on_paper.iter().filter(|item| asked_in(item).iter().any(|piece| read.contains(piece.as_str()))).count();
    assert!(found > 35, "of the questions on the paper only {found} are found: nothing could be");
    let mut looked_for = [0, 0];
    for item in unseen {
        let apart = |piece: &String| !said.iter().any(|known| known.contains(piece.as_str()));
        for piece in asked_in(item).iter().filter(|piece| apart(piece)) {
            looked_for[0] += 1;
            assert!(!read.contains(piece.as_str()), "{} is not on the paper: {piece}", item.id);
        }
    }
    for item in &all {
        assert!(!raw.contains(item.id.as_str()), "{} is named", item.id);
        for piece in item.key.rationales.values().chain([&item.key.explanation]).flat_map(pieces) {
            looked_for[1] += 1;
            assert!(!read.contains(&piece), "{}: {piece}", item.id);
        }
    }
    assert!(looked_for.iter().all(|count| *count > 50), "texts that were looked for: {looked_for:?}");
    for word in ["rationale", "explanation", "\"key\"", "correct", "accepted"] {
        assert!(!raw.contains(word), "{word}");
    }
}

//! Searches by what may be a person's: no address, and no line of the log, holds what was typed; and the list is the one
//! that was asked for, on its further pages too.

use std::{
    fmt, fs,
    path::Path,
    sync::{Arc, Mutex},
};

use axum::http::StatusCode;
use certification::{duty::Duty, record::person::Person};
use regex::Regex;
use rehearsal::Troupe;
use store::Read as _;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::{
    house::Response,
    inside::{Browser, Inside, both},
};

both! {
    no_address_and_no_line_of_the_log_holds_what_was_searched_for
    a_list_goes_on_by_ids_and_keeps_its_search
    a_search_opens_only_for_who_typed_it_and_in_its_list
}

/// Forms that may be sent by address: what is looked for there is no person's. What they look for is beside them.
const BY_ADDRESS: [(&str, &str); 6] = [
    ("event/list.html", "events by title, code, host and venue"),
    ("bank/list.html", "items by code and text"),
    ("bank/export.html", "items by code and text"),
    ("event/exam/result/correct.html", "another key of a question, to see what it would change"),
    ("home/home.html", "a number of a certificate"),
    ("parts/ask.html", "a number of a certificate"),
];

/// Everything that is logged, one line an event.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        *self.0 += &format!("{field}={value:?} ");
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Line(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = self.0.lock().unwrap();
        event.record(&mut Line(&mut text));
        text.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The text as no address may hold it, however it is written there.
fn plain(text: &str) -> String {
    let text = text.replace("&#38;", "&").replace("&#39;", "%27");
    let decoded: String = form_urlencoded::parse(format!("x={text}").as_bytes()).map(|(_, v)| v.into_owned()).collect();
    decoded.to_lowercase()
}

/// No address of an answer holds the words.
fn holds_none(response: &Response, words: &str, of: &str) {
    let words = words.to_lowercase();
    let addresses = Regex::new(r#"\b(?:href|action|formaction|src|content)="([^"]*)""#).unwrap();
    let mut all: Vec<&str> = addresses.captures_iter(&response.text).map(|c| c.get(1).unwrap().as_str()).collect();
    all.extend(["location", "refresh", "link"].map(|name| response.header(name)));
    for address in all {
        assert!(!plain(address).contains(&words), "{of}: {address} holds {words}");
    }
}

/// A row of a list of people or of cases.
fn row_of_list() -> Regex {
    Regex::new(r#"<a (?:class="kuat" )?href="/(?:orang|berkas)/0"#).unwrap()
}

/// The search field of a page, as it was drawn.
fn search_field(page: &Response) -> &str {
    Regex::new(r#"<input[^>]*type="search"[^>]*>"#).unwrap().find(&page.text).unwrap().as_str()
}

/// Two candidates who have applied, and a manager: the duty that may search in every list.
async fn searching(inside: &Inside) -> (Troupe, Browser<'_>, Person) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 3).await.unwrap();
    for n in 0..2 {
        let player = troupe.player(&stage, n).unwrap();
        player.confirm().await.unwrap();
        player.apply().await.unwrap();
    }
    let manager = troupe.cast.members.iter().find(|m| m.duty == Duty::Manager).unwrap();
    let browser = inside.signed_in_as(manager.id, manager.email).await;
    let sought: Person = inside.flow.reader().get(troupe.cases[1].person_id).await.unwrap().unwrap();
    (troupe, browser, sought)
}

async fn no_address_and_no_line_of_the_log_holds_what_was_searched_for(inside: Inside) {
    let lines = Lines::default();
    // Each test is a process of its own.
    tracing::subscriber::set_global_default(lines.clone()).unwrap();
    let (_troupe, mut manager, person) = searching(&inside).await;
    let name = person.name.clone().unwrap();
    let typed = [name.clone(), person.nik.unwrap(), person.email.unwrap(), person.phone.unwrap()];
    let shown = name.replace('\'', "&#39;");
    for list in ["/orang", "/berkas", "/antrean", "/sertifikat"] {
        let page = manager.get(list).await;
        assert!(page.text.contains(&format!(r#"method="post" action="{list}" role="search""#)), "{list}");
        for words in &typed {
            let sent = manager.post(list, &[("q", words.as_str()), ("urut", "nama")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{list} {words}: {}", sent.text);
            holds_none(&sent, words, list);
            let to = sent.header("location").to_owned();
            assert!(to.starts_with(&format!("{list}?")) && to.len() < 400, "{to}");
            let found = manager.get(&to).await;
            assert_eq!(found.status, StatusCode::OK);
            holds_none(&found, words, &to);
            let field = search_field(&found);
            let value = words.replace('\'', "&#39;");
            assert!(field.contains(&value), "{list}: the field shows {words} again: {field}");
            // Cases are looked for by name and NIK; of certificates none is issued here.
            let finds = match list {
                "/orang" => true,
                "/sertifikat" => false,
                _ => words.len() == 16 || *words == name,
            };
            assert_eq!(row_of_list().is_match(&found.text), finds, "{list} finds {words}: {}", found.text);
            assert!(!finds || found.text.contains(&shown), "{list}: {}", found.text);
            // Whoever has gone away meanwhile is asked to sign in, and goes on to the same.
            let away = inside.browser().get(&to).await;
            assert!(away.header("location").starts_with("/masuk?ke="), "{}", away.header("location"));
            holds_none(&away, words, "the door");
        }
        // An address of before, with the words in clear, is no search.
        let old = manager.get(&format!("{list}?q=zzzz")).await;
        assert!(!old.text.contains(r#"value="zzzz""#), "{list}: {}", old.text);
        assert_eq!(row_of_list().is_match(&old.text), list != "/sertifikat", "{list}: {}", old.text);
    }
    let log = lines.0.lock().unwrap().to_lowercase();
    assert!(log.contains("/orang"), "the log was heard: {log}");
    for words in &typed {
        assert!(!log.contains(&words.to_lowercase()), "the log holds {words}");
    }
}

async fn a_list_goes_on_by_ids_and_keeps_its_search(inside: Inside) {
    let mut staff = inside.signed_in(Some(Duty::Staff), "Dian", "dian@contoh.id", None).await;
    for n in 0..60 {
        inside.person(&format!("Wulan Sari {}", char::from(b'A' + n % 26)), "", None).await;
    }
    inside.person("Rahmadi", "", None).await;
    let first = staff.seek("/orang", &[("q", "wulan")]).await;
    let next = Regex::new(r#"href="([^"]*)" rel="next""#).unwrap();
    let to = next.captures(&first.text).unwrap()[1].replace("&#38;", "&");
    assert!(!plain(&to).contains("wulan"), "{to}");
    let second = staff.get(&to).await;
    let rows = |page: &Response| page.text.matches(r#"<a href="/orang/0"#).count();
    assert_eq!((rows(&first), rows(&second)), (50, 10), "{}", second.text);
    assert!(second.text.contains(r#"value="wulan""#) && !second.text.contains("Rahmadi"), "{}", second.text);
    // Without a search too, the address names nobody.
    let all = staff.get("/orang").await;
    assert!(!plain(&next.captures(&all.text).unwrap()[1]).contains("wulan"));
}

async fn a_search_opens_only_for_who_typed_it_and_in_its_list(inside: Inside) {
    let (troupe, mut manager, person) = searching(&inside).await;
    let name = person.name.unwrap();
    let to = manager.post("/berkas", &[("q", name.as_str())]).await.header("location").to_owned();
    let sealed = to.split_once("dicari=").unwrap().1.split('&').next().unwrap().to_owned();
    let unread = "tidak terbaca";
    // From one list of cases to the other it may be carried.
    assert!(!manager.get(&format!("/antrean?dicari={sealed}")).await.text.contains(unread));
    let clerk = troupe.cast.members.iter().find(|m| m.duty == Duty::Staff).unwrap();
    let mut clerk = inside.signed_in_as(clerk.id, clerk.email).await;
    let cut = format!("/berkas?dicari={}", &sealed[..sealed.len() - 2]);
    for (page, of) in [
        (clerk.get(&to).await, "another person"),
        (manager.get(&format!("/orang?dicari={sealed}")).await, "another list"),
        (manager.get(&cut).await, "cut off"),
        (manager.get("/sertifikat?dicari=%00%ff").await, "no text"),
    ] {
        assert_eq!(page.status, StatusCode::OK, "{of}");
        assert!(page.text.contains(unread), "{of}: {}", page.text);
        let field = search_field(&page);
        assert!(field.contains(r#"value="""#) || !field.contains("value="), "{of}: {field}");
    }
    // The list is then shown whole.
    assert!(clerk.get(&to).await.text.contains(&name.replace('\'', "&#39;")));
}

#[test]
fn a_search_that_may_name_a_person_is_sent_as_a_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let searches = Regex::new(r#"(?s)<form[^>]*method="get".*?</form>"#).unwrap();
    let typed = Regex::new(r"f\.(text|typed|area)\(").unwrap();
    let input = Regex::new(r"<(input|textarea)[^>]*>").unwrap();
    let mut folders = vec![root.clone()];
    let mut seen = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            for form in searches.find_iter(&text).map(|m| m.as_str()) {
                let free = |tag: &str| {
                    !["hidden", "checkbox", "radio"].iter().any(|kind| tag.contains(&format!(r#"type="{kind}""#)))
                };
                if typed.is_match(form) || input.find_iter(form).any(|tag| free(tag.as_str())) {
                    seen.push(name.clone());
                }
            }
        }
    }
    seen.sort();
    let mut allowed: Vec<&str> = BY_ADDRESS.iter().map(|(name, _)| *name).collect();
    allowed.sort_unstable();
    assert_eq!(seen, allowed, "what is typed there stands in an address: send it as a form (web::sought)");
}

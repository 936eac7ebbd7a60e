//! A house with people and a database behind the pages, on SQLite always and on PostgreSQL when
//! `KOMPETEN_TEST_POSTGRES` names a server; and a browser that keeps its cookies.

use std::{collections::BTreeMap, future::Future, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use certification::{
    clock::{Clock as _, FixedClock},
    duty::Duty,
    id::{InstitutionId, PersonId},
    person::{Appoint, RegisterPerson},
    record::person::Person,
};
use ground::{Engine, Ground};
use regex::Regex;
use rehearsal::Rehearsal;
use store::{Clocks, Read as _, Store, StoreConfig, entropy::SystemEntropy};
use web::{AppState, config::Config, session::Sessions, state::House};
use workflow::{
    Hashing, Origin, Workflow,
    access::{Accepting, By},
    load::PersonKey,
};

use crate::house::{NOW, Response, ask, instance, press};

/// A password nobody would guess.
pub const PASSWORD: &str = "kaktus perahu lonceng";

/// Makes one test for each engine out of `async fn(Inside)`.
macro_rules! both {
    ($($name:ident)+) => { ground::both! { $crate::inside::on; $($name)+ } };
}
pub(crate) use both;

/// Runs a test in a fresh house; without a PostgreSQL server there is nothing to run on PostgreSQL.
pub fn on<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Inside) -> F) {
    ground::run(async {
        if let Some(ground) = Ground::for_house(engine).await {
            test(Inside::over(ground).await).await;
        }
    });
}

/// The house, its clock and its pages.
pub struct Inside {
    pub flow: Workflow,
    pub app: Router,
    clock: Arc<FixedClock>,
    _ground: Ground,
}

/// The pages over a workflow.
async fn pages(flow: &Workflow) -> Router {
    let config = Config::local(([127, 0, 0, 1], 80).into());
    let gate = Arc::new(Sessions(flow.clone()));
    let house = House { config, workflow: flow.clone(), gate, metrics: None, demo: None };
    web::app(AppState::open(house).await.unwrap())
}

impl Inside {
    async fn over(ground: Ground) -> Self {
        let clock = Arc::new(FixedClock::at(NOW));
        let clocks = Clocks { wall: clock.clone(), machine: clock.clone() };
        let config = StoreConfig::new(&ground.url, ground.files(), ground.keyset()).create(true);
        let store = Store::open(config, clocks).await.unwrap();
        let flow =
            Workflow::new(store, press(), Arc::new(SystemEntropy), instance()).with_hashing(Hashing::for_tests());
        let app = pages(&flow).await;
        Self { flow, app, clock, _ground: ground }
    }

    /// The same house with mail sent by that server.
    pub async fn with_mail(&mut self, url: &str) {
        let mailer = workflow::Mailer::new(url, "https://lsp.contoh.id").unwrap();
        self.flow = self.flow.clone().with_mail(mailer);
        self.app = pages(&self.flow).await;
    }

    /// Where cases are played, from an instant on (30 October 2025, 08:00 in Banjarbaru).
    pub fn stage(&self) -> Rehearsal {
        if self.clock.now() >= NOW {
            self.clock.set(1_761_782_400_000_000);
        }
        Rehearsal::new(self.flow.clone(), self.clock.clone())
    }

    /// A browser in which somebody who is known already is signed in.
    pub async fn signed_in_as(&self, person: PersonId, email: &str) -> Browser<'_> {
        self.let_in(person).await;
        let mut browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        browser
    }

    /// A browser in which somebody who is known already is signed in, under their own address.
    pub async fn signed_in_by_own(&self, person: PersonId) -> Browser<'_> {
        let known: Person = self.flow.reader().get(person).await.unwrap().unwrap();
        self.signed_in_as(person, &known.email.unwrap()).await
    }

    pub fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(minutes * 60_000_000);
    }

    pub fn seconds_pass(&self, seconds: i64) {
        self.clock.advance(seconds * 1_000_000);
    }

    /// A person who is known, in an institution when it is named.
    pub async fn person(&self, name: &str, email: &str, institution: Option<&str>) -> PersonId {
        let act = RegisterPerson {
            name: name.to_owned(),
            degree: String::new(),
            email: email.to_owned(),
            phone: String::new(),
            locale: "id".to_owned(),
        };
        let institution = institution.map(|name| (name.to_owned(), "lainnya".to_owned(), None));
        self.flow.perform_as_house(PersonKey { id: None, institution }, act).await.unwrap().file.person.id
    }

    /// Lets a person in with [`PASSWORD`].
    pub async fn let_in(&self, person: PersonId) {
        let access = self.flow.access();
        let code = access.give_as_house(person, By::Slip).await.unwrap().code.unwrap();
        let known: Person = self.flow.reader().get(person).await.unwrap().unwrap();
        let birth_year = known.born.and_then(|born| born.get(..4).map(str::to_owned)).unwrap_or_default();
        let accepting = Accepting { code, birth_year, password: PASSWORD.to_owned(), ..Accepting::default() };
        access.accept(&accepting, &Origin::default()).await.unwrap();
    }

    /// A browser in which someone of that duty is signed in.
    pub async fn signed_in(
        &self,
        duty: Option<Duty>,
        name: &str,
        email: &str,
        institution: Option<&str>,
    ) -> Browser<'_> {
        let person = self.person(name, email, institution).await;
        if let Some(duty) = duty {
            let institution = match institution {
                Some(_) if duty == Duty::Contact => Some(self.institution_of(person).await),
                _ => None,
            };
            let appoint = Appoint { duty, event: None, institution, starts: "2025-01-01".to_owned(), ends: None };
            self.flow.perform_as_house(PersonKey::from(person), appoint).await.unwrap();
        }
        self.let_in(person).await;
        let mut browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        browser
    }

    pub async fn institution_of(&self, person: PersonId) -> InstitutionId {
        self.flow.reader().get::<Person>(person).await.unwrap().unwrap().institution_id.unwrap()
    }

    /// A browser that nobody has used.
    pub fn browser(&self) -> Browser<'_> {
        Browser { inside: self, cookies: BTreeMap::new(), heard: String::new() }
    }
}

/// A browser: keeps cookies, sends forms as pages have them.
#[derive(Clone)]
pub struct Browser<'a> {
    inside: &'a Inside,
    cookies: BTreeMap<String, String>,
    /// Everything that was answered, headers and bodies.
    heard: String,
}

impl Browser<'_> {
    fn cookie_header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    async fn send(&mut self, request: Request<Body>) -> Response {
        let response = ask(&self.inside.app, request).await;
        for (name, value) in &response.headers {
            self.heard += &format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()));
        }
        self.heard += &response.text;
        for set in response.headers.get_all("set-cookie") {
            let (name, rest) = set.to_str().unwrap().split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    pub async fn get(&mut self, path: &str) -> Response {
        let request = Request::get(path).header("host", "localhost").header("cookie", self.cookie_header());
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Asks with one more header.
    pub async fn get_with(&mut self, path: &str, header: (&str, &str)) -> Response {
        let request = Request::get(path).header("host", "localhost").header("cookie", self.cookie_header());
        self.send(request.header(header.0, header.1).body(Body::empty()).unwrap()).await
    }

    /// Sends a form from a page.
    pub async fn post_from(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let mut body = form_urlencoded::Serializer::new(String::new());
        if !fields.iter().any(|(name, _)| *name == "_once") {
            body.append_pair("_once", &uuid::Uuid::now_v7().to_string());
        }
        let body = body.extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("host", "localhost")
            .header("origin", "http://localhost")
            .header("referer", format!("http://localhost{page}"))
            .header("cookie", self.cookie_header())
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.post_from(path, path, fields).await
    }

    /// Sends the search of a list and goes where it leads.
    pub async fn seek(&mut self, list: &str, fields: &[(&str, &str)]) -> Response {
        let sent = self.post(list, fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{list}: {}", sent.text);
        self.get(sent.header("location")).await
    }

    /// Sends a form with a file in the field `berkas`.
    pub async fn upload(&mut self, path: &str, name: &str, bytes: &[u8]) -> Response {
        self.upload_under(path, uuid::Uuid::now_v7(), ("berkas", name, bytes)).await
    }

    /// The same in a field of that name, under a token of the caller's; the boundary is another each time.
    pub async fn upload_under(
        &mut self,
        path: &str,
        once: uuid::Uuid,
        (field, name, bytes): (&str, &str, &[u8]),
    ) -> Response {
        let edge = format!("------------{}", uuid::Uuid::now_v7().simple());
        let mut body = format!(
            "--{edge}\r\ncontent-disposition: form-data; name=\"_once\"\r\n\r\n{once}\r\n--{edge}\r\n\
             content-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let request = Request::post(path)
            .header("host", "localhost")
            .header("origin", "http://localhost")
            .header("cookie", self.cookie_header())
            .header("content-type", format!("multipart/form-data; boundary={edge}"));
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a form with a file, as browsers do.
    pub async fn post_file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (field, file_name, bytes): (&str, &str, &[u8]),
    ) -> Response {
        let mut body = Vec::new();
        let once = uuid::Uuid::now_v7().to_string();
        for (name, value) in fields.iter().chain(&[("_once", once.as_str())]) {
            let part = format!("--sempadan\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--sempadan\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--sempadan--\r\n");
        let request = Request::post(path)
            .header("host", "localhost")
            .header("origin", "http://localhost")
            .header("referer", format!("http://localhost{path}"))
            .header("cookie", self.cookie_header())
            .header("content-type", "multipart/form-data; boundary=sempadan");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends JSON, as the script of a page does.
    pub async fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Response {
        let request = Request::post(path)
            .header("host", "localhost")
            .header("origin", "http://localhost")
            .header("cookie", self.cookie_header())
            .header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub async fn sign_in(&mut self, account: &str, password: &str) -> Response {
        self.post("/masuk", &[("akun", account), ("sandi", password)]).await
    }

    /// Every byte that this browser was sent, what is no text replaced.
    pub fn heard(&self) -> &str {
        &self.heard
    }

    /// The session's token.
    pub fn token(&self) -> Option<&str> {
        self.cookies.get("session").map(String::as_str)
    }
}

/// The value of a hidden field.
pub fn hidden(html: &str, name: &str) -> String {
    let field = Regex::new(&format!(r#"<input type="hidden" name="{name}" value="([^"]*)">"#)).unwrap();
    field.captures(html).unwrap_or_else(|| panic!("no {name} in {html}"))[1].to_owned()
}

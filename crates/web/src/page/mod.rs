//! What every template has as `p`: the reader's language, who they are, where they are, and how to
//! write words, dates and numbers for them.

pub mod download;
mod drawn;
mod figures;
pub(crate) mod worded;
mod words;

use std::{
    borrow::Cow,
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use askama::Template;
use axum::{
    body::Body as HttpBody,
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use certification::{
    duty::Duty,
    id::PersonId,
    permit::Actor,
    record::scheme::{Element, SchemeVersion, Unit},
    refusal::Refusal,
    stage::Stage,
};

pub use drawn::{Drawn, Once, TagDrawn};
pub use words::{Markup, Sentence, escape};

use crate::{
    assets::Assets,
    error::{Answer, WebError},
    gate::Signed,
    i18n::{Arg, Locale, Message},
    nav::{Group, Item, Shell},
    part::{Icon, Tag, stage},
    state::{AppState, Body},
};

/// A value by itself or behind references, as templates hand values on from loops and macros.
pub trait Given<T> {
    /// The value.
    fn given(&self) -> &T;
}

impl<T> Given<T> for T {
    fn given(&self) -> &T {
        self
    }
}
impl<T> Given<T> for &T {
    fn given(&self) -> &T {
        self
    }
}
impl<T> Given<T> for &&T {
    fn given(&self) -> &T {
        self
    }
}
impl<T> Given<T> for &&&T {
    fn given(&self) -> &T {
        self
    }
}

/// A refusal in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened, or why not.
    pub said: String,
    /// The way out.
    pub remedy: Option<String>,
}

/// What is known of a request before its handler runs.
#[derive(Debug, Clone)]
pub struct Context {
    /// The reader's language.
    pub locale: Locale,
    /// Path, without the query.
    pub path: String,
    /// Query, as it came.
    pub query: String,
    /// Path and query of the page before, when it was one of ours.
    pub back: Option<String>,
    /// Nonce of scripts and styles.
    pub nonce: String,
    /// Names the request in the log and on fault pages.
    pub request_id: String,
    /// Who is signed in.
    pub signed: Option<Signed>,
    /// A session came along that has ended by time: whose it was.
    pub ended: Option<PersonId>,
    /// The instant of the request, microseconds UTC.
    pub now: i64,
    /// Where form tokens begin.
    pub seed: u128,
}

/// The `p` of templates, and an extractor for handlers.
#[derive(Debug)]
pub struct Page {
    /// The request.
    pub cx: Arc<Context>,
    /// The certification body.
    pub body: Arc<Body>,
    state: AppState,
    assets: Arc<Assets>,
    tokens: AtomicU32,
}

impl Page {
    /// A page for a request.
    #[must_use]
    pub fn new(state: &AppState, cx: Arc<Context>) -> Self {
        // While developing, styles and icons are built anew under a running server.
        let assets = if cfg!(debug_assertions) { Arc::new(Assets::load()) } else { Arc::clone(&state.assets) };
        Self { cx, body: state.body(), assets, state: state.clone(), tokens: AtomicU32::new(0) }
    }

    /// What the handlers share.
    #[must_use]
    pub const fn app(&self) -> &AppState {
        &self.state
    }

    /// Path and query of this page.
    #[must_use]
    pub fn here(&self) -> String {
        if self.cx.query.is_empty() { self.cx.path.clone() } else { format!("{}?{}", self.cx.path, self.cx.query) }
    }

    /// Words that take no values.
    #[must_use]
    pub fn t(&self, key: &str) -> Cow<'_, str> {
        self.state.catalogue.plain(self.cx.locale, key)
    }

    /// A sentence with values: `p.ta("key").with("n", 3)`.
    #[must_use]
    pub fn ta<'a>(&'a self, key: &'a str) -> Sentence<'a> {
        Sentence { page: self, key, args: Vec::new() }
    }

    /// A sentence whose translation holds markup; its values are escaped.
    #[must_use]
    pub fn h<'a>(&'a self, key: &'a str) -> Markup<'a> {
        Markup(self.ta(key))
    }

    /// A message from Rust.
    #[must_use]
    pub fn m(&self, message: &Message) -> String {
        self.state.catalogue.message(self.cx.locale, &self.worded_message(message))
    }

    /// The words under a key made at run time, such as a refusal's; nothing when there are none.
    #[must_use]
    pub fn found(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        self.state.catalogue.find(self.cx.locale, key, args)
    }

    /// What a refusal, a finding or a reason of that code says, and the way out.
    /// Days and sizes among its values are written as the reader's language writes them.
    #[must_use]
    pub fn told(&self, code: &str, args: &[(String, String)]) -> Told {
        let key = format!("refusal-{}", code.replace(['.', '_'], "-"));
        let args: Vec<(&str, Arg<'_>)> = args
            .iter()
            .map(|(name, value)| {
                let arg = match (value.parse::<i64>(), value.parse::<jiff::civil::Date>()) {
                    (Ok(n), _) => self.sized(code, name, n).map_or_else(|| Arg::from(n), Arg::from),
                    (_, Ok(day)) if value.len() == 10 => Arg::from(self.date(day)),
                    _ => self.worded(code, name, value).map_or_else(|| Arg::from(value), Arg::from),
                };
                (name.as_str(), arg)
            })
            .collect();
        let said = self.found(&key, &args).unwrap_or_else(|| {
            tracing::error!(code, "a refusal is not translated");
            self.ta("error-refused-untold").with("code", code).to_string()
        });
        Told { said, remedy: self.found(&format!("{key}-remedy"), &args) }
    }

    /// A refusal with its way out, in one line.
    #[must_use]
    pub fn told_in_line(&self, refusal: &Refusal) -> String {
        let Told { said, remedy } = self.told(&refusal.code, &refusal.args);
        remedy.map_or_else(|| said.clone(), |remedy| format!("{said} {remedy}"))
    }

    /// `id` or `en`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.cx.locale.code()
    }

    /// This page in the other language.
    #[must_use]
    pub fn other_language(&self) -> String {
        let kept = form_urlencoded::parse(self.cx.query.as_bytes()).filter(|(name, _)| name != "lang");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept)
            .append_pair("lang", self.other())
            .finish();
        format!("{}?{query}", self.cx.path)
    }

    /// Code of the other language.
    #[must_use]
    pub fn other(&self) -> &'static str {
        self.cx.locale.other().code()
    }

    /// A scheme's name in the reader's language.
    #[must_use]
    pub fn scheme_name<'a>(&self, scheme: &'a SchemeVersion) -> &'a str {
        scheme.name(self.cx.locale.into())
    }

    /// A unit's title in the reader's language; the Indonesian one where it has no other.
    #[must_use]
    pub fn unit_title<'a>(&self, unit: &'a Unit) -> &'a str {
        certification::form::Locale::from(self.cx.locale).prefer(&unit.title, &unit.title_en)
    }

    /// The title of an element in the reader's language.
    #[must_use]
    pub fn element_title<'a>(&self, element: &'a Element) -> &'a str {
        certification::form::Locale::from(self.cx.locale).prefer(&element.title, &element.title_en)
    }

    /// The body's name in the reader's language.
    #[must_use]
    pub fn issuer(&self) -> &str {
        match self.cx.locale {
            Locale::Id => &self.body.name,
            Locale::En => &self.body.name_en,
        }
    }

    /// When the body can be reached, in the reader's language and with its zone.
    #[must_use]
    pub fn office_hours(&self) -> String {
        let setting = match self.cx.locale {
            Locale::Id => "body.hours",
            Locale::En => "body.hours_en",
        };
        let zone = crate::when::Instant::new(self.cx.now, &self.body.zone).zone(self.cx.locale);
        format!("{} {zone}", self.body.settings.text(setting))
    }

    /// Address of a static file.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        self.assets.url(name)
    }

    /// An icon that accompanies words: `p.icon("check")`.
    #[must_use]
    pub fn icon(&self, name: &'static str) -> Drawn {
        self.draw(Icon(name))
    }

    /// An icon kept in a view.
    #[must_use]
    pub fn draw(&self, icon: impl Given<Icon>) -> Drawn {
        Drawn { sprite: self.asset("icons.svg"), name: icon.given().0 }
    }

    /// A label: icon, word, colour.
    #[must_use]
    pub fn tag(&self, tag: impl Given<Tag>) -> TagDrawn {
        let tag = tag.given();
        let word = tag.message.as_ref().map_or_else(|| tag.word.clone(), |m| self.m(m));
        TagDrawn { color: tag.color, icon: tag.icon.map(|i| self.draw(i)), word }
    }

    /// The label of a stage.
    #[must_use]
    pub fn stage(&self, at: impl Given<Stage>) -> TagDrawn {
        self.tag(stage::tag(*at.given()))
    }

    /// The hidden field that lets a form be taken once only.
    #[must_use]
    pub fn once(&self) -> Once {
        Once(self.name())
    }

    /// A name that nothing else has: of this page, or of a form on it.
    #[must_use]
    pub fn name(&self) -> uuid::Uuid {
        let n = self.tokens.fetch_add(1, Ordering::Relaxed);
        let token = self.cx.seed.wrapping_add(u128::from(n));
        uuid::Builder::from_random_bytes(token.to_be_bytes()).into_uuid()
    }

    /// Who is signed in.
    #[must_use]
    pub fn who(&self) -> Option<&Signed> {
        self.cx.signed.as_ref()
    }

    /// Who acts.
    ///
    /// # Errors
    /// When nobody is signed in, which the guard of a signed route prevents.
    pub fn actor(&self) -> Result<&Actor, WebError> {
        self.who().map(|s| &s.actor).ok_or(WebError::SignIn)
    }

    /// Key of the room's name under the mark of the staff shell.
    #[must_use]
    pub fn room(&self) -> Cow<'_, str> {
        self.t(crate::part::duty_key(self.who().map_or(Duty::Candidate, Signed::main_duty)))
    }

    /// Entries at the top of public pages.
    #[must_use]
    pub fn public_nav(&self) -> Vec<&Item> {
        self.state.nav.of(Shell::Public, self.who()).collect()
    }

    /// Entries of the candidates' bars.
    #[must_use]
    pub fn candidate_nav(&self) -> Vec<&Item> {
        self.state.nav.of(Shell::Candidate, self.who()).collect()
    }

    /// The rail: groups that hold anything for this person.
    #[must_use]
    pub fn rail(&self) -> Vec<(Group, Vec<&Item>)> {
        Group::ALL
            .into_iter()
            .map(|group| (group, self.state.nav.of(Shell::Rail(group), self.who()).collect::<Vec<_>>()))
            .filter(|(_, items)| !items.is_empty())
            .collect()
    }

    /// The entry leads to this page.
    #[must_use]
    pub fn is_here(&self, item: &Item) -> bool {
        self.state.nav.is_current(item, &self.cx.path, self.who())
    }

    /// The number beside an entry.
    #[must_use]
    pub fn count_of(&self, item: &Item) -> Option<i64> {
        item.number(self.who())
    }

    /// The zone in which this demonstration tells its clock; none where this is none.
    #[must_use]
    pub fn demo(&self) -> Option<&'static str> {
        self.state.demo
    }

    /// Where this person begins.
    #[must_use]
    pub fn home(&self) -> &'static str {
        self.who().map_or("/", |s| self.state.nav.home(s))
    }
}

impl FromRequestParts<AppState> for Page {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let cx = parts.extensions.get::<Arc<Context>>().cloned().unwrap_or_else(|| Arc::new(Context::bare(state)));
        Ok(Self::new(state, cx))
    }
}

impl Context {
    /// A request of which nothing is known.
    #[must_use]
    pub fn bare(state: &AppState) -> Self {
        let mut seed = [0_u8; 16];
        state.entropy.fill(&mut seed);
        let seed = u128::from_be_bytes(seed);
        Self {
            locale: Locale::Id,
            path: "/".into(),
            query: String::new(),
            back: None,
            nonce: format!("{:032x}", seed.rotate_left(64)),
            request_id: String::new(),
            signed: None,
            ended: None,
            now: state.now(),
            seed,
        }
    }
}

/// A page of that template.
///
/// # Errors
/// A fault, when the template fails.
pub fn html<T: Template>(template: &T) -> Answer {
    html_with(StatusCode::OK, template)
}

/// A page of that template under a status, such as 422 for a form with errors.
///
/// # Errors
/// A fault, when the template fails.
pub fn html_with<T: Template>(status: StatusCode, template: &T) -> Answer {
    let text = template.render()?;
    let mut response = Response::new(HttpBody::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Ok(response)
}

/// After a form: on to that page.
#[must_use]
pub fn see_other(to: &str) -> Response {
    let mut response = Response::new(HttpBody::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

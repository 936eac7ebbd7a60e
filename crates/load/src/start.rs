//! How a candidate starts: the token at the door, the page with its epoch, the questions.

use hyper::{HeaderMap, Method, header, header::HeaderValue};
use tokio::time::{Instant, sleep};

use crate::{
    candidate::Player,
    meter::{Failure, Kind, lock, record},
    wire,
};

/// The cookies of one browser.
pub(crate) struct Cookies {
    session: String,
    own: Vec<(String, String)>,
}

impl Cookies {
    pub(crate) fn new(session: &str) -> Self {
        Self { session: session.trim().to_owned(), own: Vec::new() }
    }

    /// Keeps what an answer sets.
    fn keep(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().ok().and_then(|text| text.split(';').next()?.split_once('='));
            if let Some((name, value)) = pair {
                self.own.retain(|(known, _)| known != name.trim());
                self.own.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
    }

    /// As the header holds them; empty without any.
    pub(crate) fn header(&self) -> String {
        let own = self.own.iter().map(|(name, value)| format!("{name}={value}"));
        let session = Some(self.session.clone()).filter(|session| !session.is_empty());
        session.into_iter().chain(own).collect::<Vec<_>>().join("; ")
    }
}

impl Player {
    /// Starts, with as many attempts as there is time for; whether it came to the questions.
    pub(crate) async fn start(&mut self, begin: Instant, end: Instant) -> bool {
        let mut failures = 0;
        let mut step = Kind::Start;
        let mut since = begin;
        loop {
            let done = match step {
                Kind::Start => self.enter(&[since]).await.map(|()| Some(Kind::Page)),
                Kind::Page => self.open_page(&[since]).await.map(|()| Some(Kind::Paper)),
                _ => self.load_paper(&[since]).await.map(|()| None),
            };
            match done {
                Ok(Some(next)) => {
                    failures = 0;
                    step = next;
                }
                Ok(None) => {
                    record(&mut lock(&self.hall.meter.starts), begin.elapsed());
                    return true;
                }
                Err(failure) => {
                    if matches!(failure, Failure::Status { status: 401, .. }) {
                        step = Kind::Start;
                    }
                    failures += 1;
                    let wait = self.wait(failures, &failure);
                    if Instant::now() + wait >= end {
                        return false;
                    }
                    sleep(wait).await;
                }
            }
            since = Instant::now();
        }
    }

    /// Gives the token at the door and keeps the cookies.
    pub(crate) async fn enter(&mut self, since: &[Instant]) -> Result<(), Failure> {
        let token = &self.hall.plan.candidates.get(self.seat).ok_or(Failure::Malformed("seat"))?.token;
        // Each sending of a form is one of its own, as the page of the door draws it.
        let once: String = (0..4).map(|_| format!("{:08x}", self.chance.below(u32::MAX))).collect();
        let pairs = [("token", token.as_str()), ("_once", once.as_str())];
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let content = Some(("application/x-www-form-urlencoded", form.into()));
        let reply = self.ask(Kind::Start, Method::POST, self.door.clone(), content, since).await?;
        self.cookies.keep(&reply.headers);
        let cookies = HeaderValue::from_str(&self.cookies.header()).map_err(|_| Failure::Malformed("cookie"))?;
        self.headers.insert(header::COOKIE, cookies);
        Ok(())
    }

    /// Loads the page: a new epoch, and a number that the page draws.
    pub(crate) async fn open_page(&mut self, since: &[Instant]) -> Result<(), Failure> {
        let reply = self.ask(Kind::Page, Method::GET, self.page.clone(), None, since).await?;
        let Some(epoch) = wire::epoch_of_page(&reply.headers, &reply.body) else {
            let failure = Failure::Malformed("page without an epoch");
            self.hall.meter.failed(Kind::Page, &failure, false);
            return Err(failure);
        };
        let page = self.chance.below(1 << 30) + 1;
        self.device.opened(epoch, page);
        Ok(())
    }

    async fn load_paper(&mut self, since: &[Instant]) -> Result<(), Failure> {
        // Read when the first answer is made: those who start at once are not to wait for their own reading.
        self.unread = Some(self.ask(Kind::Paper, Method::GET, self.paper.clone(), None, since).await?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_kept_beside_the_session_and_replaced_by_name() {
        let mut cookies = Cookies::new("sesi=abc");
        let set = |text: &'static str| HeaderMap::from_iter([(header::SET_COOKIE, HeaderValue::from_static(text))]);
        cookies.keep(&set("ujian=1; Path=/ujian/x; HttpOnly"));
        cookies.keep(&set("perangkat=d; Path=/ujian"));
        cookies.keep(&set("ujian=2; Path=/ujian/x; HttpOnly"));
        assert_eq!(cookies.header(), "sesi=abc; perangkat=d; ujian=2");
        assert_eq!(Cookies::new("").header(), "");
    }
}

//! Who is at the door: the session behind a request's cookie. How sessions are kept is the gate's
//! business; the routes only ask it.

use std::{future::Future, pin::Pin};

use certification::{duty::Duty, id::PersonId, permit::Actor};
use workflow::access::{Kept, Submission};

use crate::error::WebError;

/// A person who is signed in.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who acts, with the appointments in force.
    pub actor: Actor,
    /// Name, as the shell shows it.
    pub name: String,
    /// Language chosen for screens and messages, `id` or `en`.
    pub locale: String,
    /// The session's name in lists: never its token.
    pub session: String,
    /// Page whose text was kept while the person was away.
    pub kept: Option<String>,
    /// Numbers beside entries of the navigation, by their `count` key.
    pub counts: Vec<(&'static str, i64)>,
}

impl Signed {
    /// The duty that names the person's room: the first they hold besides candidate.
    #[must_use]
    pub fn main_duty(&self) -> Duty {
        Duty::ALL.into_iter().find(|d| *d != Duty::Candidate && self.actor.holds(*d)).unwrap_or(Duty::Candidate)
    }

    /// Two letters for the round mark.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// First letters of the first and the last word of a name, titles and degrees left aside.
#[must_use]
pub fn initials(name: &str) -> String {
    let words: Vec<_> =
        name.split(',').next().unwrap_or_default().split_whitespace().filter(|w| !w.ends_with('.')).collect();
    let letter = |word: Option<&&str>| word.and_then(|w| w.chars().find(|c| c.is_alphabetic()));
    let last = if words.len() > 1 { letter(words.last()) } else { None };
    letter(words.first()).into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// What a session token leads to.
#[derive(Debug, Clone)]
pub enum Found {
    /// A session in force.
    Signed(Box<Signed>),
    /// A session that has ended by time, and whose it was.
    Ended(PersonId),
    /// No such session.
    Unknown,
}

/// An answer that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, WebError>> + Send + 'a>>;

/// Knows the sessions.
pub trait Gate: Send + Sync + 'static {
    /// The session behind a token.
    fn find<'a>(&'a self, token: &'a str) -> Later<'a, Found>;

    /// Database and files take a write and give it back: what `/readyz` asks.
    fn ready(&self) -> Later<'_, ()>;

    /// Seals what was typed when a session ended, so that it can travel in a page.
    ///
    /// # Errors
    /// A fault when it cannot be sealed.
    fn seal(&self, whose: Option<PersonId>, kept: &Kept) -> Result<String, WebError>;

    /// What was kept for a person.
    fn kept(&self, person: PersonId) -> Later<'_, Option<Kept>>;

    /// It was sent, or is not wanted.
    fn drop_kept<'a>(&'a self, signed: &'a Signed) -> Later<'a, ()>;

    /// Claims the sending of a form under that token, or tells what became of the earlier one.
    fn claim<'a>(&'a self, _token: &'a str, _whose: PersonId) -> Later<'a, Submission> {
        Box::pin(async { Ok(Submission::First) })
    }

    /// Says where a claimed sending led; without a place it was not taken.
    fn settle<'a>(&'a self, _token: &'a str, _led_to: Option<String>) -> Later<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// A gate without sessions: nobody is ever signed in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Closed;

impl Gate for Closed {
    fn find<'a>(&'a self, _token: &'a str) -> Later<'a, Found> {
        Box::pin(async { Ok(Found::Unknown) })
    }

    fn ready(&self) -> Later<'_, ()> {
        Box::pin(async { Ok(()) })
    }

    fn seal(&self, _whose: Option<PersonId>, _kept: &Kept) -> Result<String, WebError> {
        Ok(String::new())
    }

    fn kept(&self, _person: PersonId) -> Later<'_, Option<Kept>> {
        Box::pin(async { Ok(None) })
    }

    fn drop_kept<'a>(&'a self, _signed: &'a Signed) -> Later<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_leave_degrees_aside() {
        assert_eq!(initials("Taufik Rahmatullah, M.Hum."), "TR");
        assert_eq!(initials("Rahmadi"), "R");
        assert_eq!(initials("Hj. Siti Nur'aini"), "SN");
        assert_eq!(initials(""), "");
    }
}

//! Passwords and signing PINs: which ones are good enough, and how they are kept (argon2id). Who may try
//! how often is the door's business.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock, OnceLock},
};

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::SaltString,
};
use certification::{
    entropy::Entropy,
    refusal::{Refusal, require},
    text::fold,
};
use tokio::{sync::Semaphore, task::spawn_blocking};
use unicode_normalization::UnicodeNormalization as _;

use crate::WorkflowError;

/// Fewest signs of a password.
pub const PASSWORD_LEAST: usize = 10;
/// Most signs of a password.
pub const PASSWORD_MOST: usize = 200;
/// Digits of a signing PIN.
pub const PIN_DIGITS: usize = 6;
/// What must be left of a password without the person's own words.
const OWN_LEAST: usize = 6;

/// Common passwords, lower case, sorted: the first of zxcvbn's list (MIT), and Indonesian ones.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// Refuses a password that others would guess. `about` are words that belong to the person: name, address,
/// institution.
///
/// # Errors
/// `password.too-short`, `password.too-long`, `password.common` or `password.personal`.
pub fn judge_password(password: &str, about: &[&str]) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < PASSWORD_LEAST {
        return Err(Refusal::new("password.too-short").with("least", PASSWORD_LEAST).with("length", length));
    }
    require(length <= PASSWORD_MOST, "password.too-long")?;
    let lower = password.to_lowercase();
    require(!is_common(&lower), "password.common")?;
    let mut rest = fold(&lower).replace(' ', "");
    for word in about.iter().flat_map(|text| words(text)) {
        if rest.contains(&word) {
            rest = rest.replace(&word, "");
            require(rest.chars().count() >= OWN_LEAST, "password.personal")?;
        }
    }
    Ok(())
}

/// Words of at least four letters, folded.
fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|w| w.chars().count() >= 4).map(str::to_owned).collect()
}

/// On the list, or a word of the list dressed up: digits around it, letters drawn as digits, written twice.
fn is_common(lower: &str) -> bool {
    if lower.chars().collect::<HashSet<_>>().len() < 5 || is_run(lower) {
        return true;
    }
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    let plain: String = bare
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect();
    [lower, bare, &plain].into_iter().any(|text| COMMON.contains(text) || COMMON.contains(half(text)))
}

/// The first half of a text that is written twice; nothing otherwise.
fn half(text: &str) -> &str {
    match text.split_at_checked(text.len() / 2) {
        Some((first, second)) if first == second => first,
        _ => "",
    }
}

/// Each sign follows the one before, up or down: `abcdefghij`, `9876543210`.
fn is_run(text: &str) -> bool {
    let signs: Vec<u32> = text.chars().map(u32::from).collect();
    let steps: HashSet<i64> = signs.windows(2).map(|w| i64::from(w[1]) - i64::from(w[0])).collect();
    steps.len() == 1 && steps.iter().all(|s| s.abs() <= 1)
}

/// Refuses a PIN that is no PIN, or the first that anyone would try. `born` is the person's birth date, ISO.
///
/// # Errors
/// `pin.six-digits` or `pin.common`.
pub fn judge_pin(pin: &str, born: Option<&str>) -> Result<(), Refusal> {
    require(pin.len() == PIN_DIGITS && pin.bytes().all(|b| b.is_ascii_digit()), "pin.six-digits")?;
    let distinct = pin.bytes().collect::<HashSet<_>>().len();
    let pairs = pin.as_bytes().chunks(2).all(|pair| pair[0] == pair[1]);
    require(distinct > 2 && !pairs && !is_run(pin) && half(pin).is_empty(), "pin.common")?;
    if let Some((year, rest)) = born.and_then(|b| b.split_once('-'))
        && let (Some((month, day)), Some(short)) = (rest.split_once('-'), year.get(2..))
    {
        let dates = [format!("{day}{month}{short}"), format!("{short}{month}{day}"), format!("{month}{year}")];
        require(!dates.iter().any(|date| date == pin), "pin.common")?;
    }
    Ok(())
}

/// How passwords are hashed, and how many at a time.
#[derive(Clone)]
pub struct Hashing {
    argon: Argon2<'static>,
    /// What a password of nobody is compared with, so that it takes as long; made when first wanted.
    nobody: Arc<OnceLock<String>>,
    turns: Arc<Semaphore>,
}

impl Hashing {
    fn with(params: Params) -> Self {
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Self { argon, nobody: Arc::default(), turns: Arc::new(Semaphore::new(2)) }
    }

    /// For people: 19 MiB and two passes, as OWASP advises.
    #[must_use]
    pub fn for_people() -> Self {
        Self::with(Params::DEFAULT)
    }

    /// For tests and invented people, whose passwords everyone knows.
    #[must_use]
    pub fn for_tests() -> Self {
        Self::with(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or(Params::DEFAULT))
    }

    /// The hash of a password or PIN, in PHC form.
    ///
    /// # Errors
    /// A fault when it cannot be hashed.
    pub async fn hash(&self, secret: &str, entropy: &dyn Entropy) -> Result<String, WorkflowError> {
        let mut salt = [0_u8; 16];
        entropy.fill(&mut salt);
        let (argon, secret) = (self.argon.clone(), normal(secret));
        self.in_turn(move || hashed(&argon, &secret, &salt)).await
    }

    /// Whether the secret belongs to any of these hashes, and to which; without hashes it takes as long as
    /// with one.
    ///
    /// # Errors
    /// A fault when hashing broke off.
    pub async fn matches(&self, secret: &str, hashes: Vec<String>) -> Result<Option<usize>, WorkflowError> {
        let (argon, secret, nobody) = (self.argon.clone(), normal(secret), self.nobody.clone());
        self.in_turn(move || {
            let fits = |phc: &str| {
                PasswordHash::new(phc).is_ok_and(|phc| argon.verify_password(secret.as_bytes(), &phc).is_ok())
            };
            if hashes.is_empty() {
                let known = nobody.get().cloned();
                let phc = known.map_or_else(|| hashed(&argon, "nobody", &[7; 16]), Ok)?;
                fits(nobody.get_or_init(|| phc));
                return Ok(None);
            }
            Ok(hashes.iter().position(|phc| fits(phc)))
        })
        .await
    }

    /// Few at a time: each takes memory and a core.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, WorkflowError> + Send + 'static,
    ) -> Result<T, WorkflowError> {
        let broke = |e: &dyn std::fmt::Display| WorkflowError::Fault(format!("hashing broke off: {e}"));
        let _turn = self.turns.acquire().await.map_err(|e| broke(&e))?;
        spawn_blocking(work).await.map_err(|e| broke(&e))?
    }
}

/// Keyboards write the same letter in several ways.
fn normal(secret: &str) -> String {
    secret.nfkc().collect()
}

fn hashed(argon: &Argon2<'_>, secret: &str, salt: &[u8]) -> Result<String, WorkflowError> {
    let fault = |e: argon2::password_hash::Error| WorkflowError::Fault(e.to_string());
    let salt = SaltString::encode_b64(salt).map_err(fault)?;
    Ok(argon.hash_password(secret.as_bytes(), &salt).map_err(fault)?.to_string())
}

impl std::fmt::Debug for Hashing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hashing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<String> {
        let about = ["Siti Nur'aini Rahmah", "siti.rahmah@contoh.go.id", "Yayasan Harumbulan Banjarbaru"];
        judge_password(password, &about).err().map(|r| r.code)
    }

    #[test]
    fn a_password_others_would_guess_is_refused() {
        for (password, why) in [
            ("kaktus9", "password.too-short"),
            ("password123", "password.common"),
            ("Perpustakaan2025!", "password.common"),
            ("P4ssw0rd2026", "password.common"),
            ("katasandi12", "password.common"),
            ("1234567890", "password.common"),
            ("abcdefghijkl", "password.common"),
            ("sayangsayang", "password.common"),
            ("aaaaaaaaaaaa", "password.common"),
            ("Rahmah-2025", "password.personal"),
            ("nuraini4512", "password.personal"),
            ("banjarbaru99", "password.common"),
            ("harumbulan47", "password.personal"),
        ] {
            assert_eq!(code(password).as_deref(), Some(why), "{password}");
        }
    }

    #[test]
    fn three_words_that_do_not_belong_together_are_good() {
        for password in ["kaktus perahu lonceng", "sepatu-hujan-42-mangga", "rahmah naik gajah biru"] {
            assert_eq!(code(password), None, "{password}");
        }
    }

    #[test]
    fn a_pin_anyone_would_try_first_is_refused() {
        let code = |pin| judge_pin(pin, Some("1988-04-17")).err().map(|r| r.code);
        for pin in ["111111", "123456", "654321", "121212", "123123", "112233", "170488", "880417", "041988"] {
            assert_eq!(code(pin).as_deref(), Some("pin.common"), "{pin}");
        }
        assert_eq!(code("12345").as_deref(), Some("pin.six-digits"));
        assert_eq!(code("4o7291").as_deref(), Some("pin.six-digits"));
        assert_eq!(code("407291"), None);
    }
}

//! Cookies: `__Host-` and `Secure` over HTTPS, plain names on a machine of one's own.

use axum::http::{HeaderMap, HeaderValue, header};

/// The session's opaque token.
pub const SESSION: &str = "session";
/// The language chosen by hand.
pub const LANG: &str = "lang";

/// The bearer of one sitting, known below its path only.
pub const SITTING: &str = "ujian";
/// The key of a device at which exams are sat.
pub const DEVICE: &str = "perangkat";

/// Value of the cookie of that plain name.
#[must_use]
pub fn get<'a>(headers: &'a HeaderMap, https: bool, name: &str) -> Option<&'a str> {
    found(headers, if https { "__Host-" } else { "" }, name)
}

/// Value of a cookie that was set below a path.
#[must_use]
pub fn get_within<'a>(headers: &'a HeaderMap, https: bool, name: &str) -> Option<&'a str> {
    found(headers, if https { "__Secure-" } else { "" }, name)
}

fn found<'a>(headers: &'a HeaderMap, prefix: &str, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| key.strip_prefix(prefix).is_some_and(|rest| rest == name))
        .map(|(_, value)| value)
}

/// A `Set-Cookie` that lives for the browser's session, or for `max_age` seconds.
#[must_use]
pub fn set(https: bool, name: &str, value: &str, max_age: Option<u32>) -> Option<HeaderValue> {
    let (prefix, secure) = if https { ("__Host-", "; Secure") } else { ("", "") };
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    HeaderValue::from_str(&format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")).ok()
}

/// A `Set-Cookie` that is sent below `path` only, for `max_age` seconds. A name that begins with `__Host-` may not be
/// bound to a path.
#[must_use]
pub fn set_within(https: bool, name: &str, value: &str, path: &str, max_age: u32) -> Option<HeaderValue> {
    let (prefix, secure) = if https { ("__Secure-", "; Secure") } else { ("", "") };
    let cookie = format!("{prefix}{name}={value}; Path={path}; HttpOnly; SameSite=Lax{secure}; Max-Age={max_age}");
    HeaderValue::from_str(&cookie).ok()
}

/// A `Set-Cookie` that removes.
#[must_use]
pub fn clear(https: bool, name: &str) -> Option<HeaderValue> {
    set(https, name, "", Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_https_a_cookie_of_the_plain_name_is_not_believed() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("session=planted; __Host-session=ours"));
        assert_eq!(get(&headers, true, SESSION), Some("ours"));
        assert_eq!(get(&headers, false, SESSION), Some("planted"));
    }

    #[test]
    fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
        let cookie = set(true, SESSION, "x", None).map(|v| v.to_str().map(str::to_owned).unwrap_or_default());
        assert_eq!(cookie.as_deref(), Some("__Host-session=x; Path=/; HttpOnly; SameSite=Lax; Secure"));
    }
}

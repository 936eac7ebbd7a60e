//! Where a request comes from, as far as the house wants to know: the network for counting attempts, the
//! family of the browser for the list of sessions.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use workflow::Origin;

use crate::state::AppState;

/// Extracts the [`Origin`] of a request.
#[derive(Debug, Clone)]
pub struct From(pub Origin);

impl FromRequestParts<AppState> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let forwarded = state.config.trust_proxy.then(|| forwarded(&parts.headers)).flatten();
        Ok(Self(origin(forwarded.or(peer), &parts.headers)))
    }
}

/// The last address that the proxy before us has added; earlier ones anyone can write.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let list = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    list.rsplit(',').next()?.trim().parse().ok()
}

fn origin(address: Option<IpAddr>, headers: &HeaderMap) -> Origin {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (network, class) = match address.map(|a| a.to_canonical()) {
        None => ("unknown".to_owned(), "unknown"),
        Some(IpAddr::V4(v4)) => {
            let class = match v4 {
                a if a.is_loopback() => "loopback",
                a if a.is_private() => "private",
                _ => "public",
            };
            (v4.to_string(), class)
        }
        Some(IpAddr::V6(v6)) => {
            let half: Vec<String> = v6.segments()[..4].iter().map(|s| format!("{s:x}")).collect();
            let class = match v6 {
                a if a.is_loopback() => "loopback",
                a if a.is_unique_local() || a.is_unicast_link_local() => "private",
                _ => "public",
            };
            (half.join(":"), class)
        }
    };
    Origin { network, agent: family(agent), class: class.to_owned() }
}

/// `Firefox, Android`; nothing of the rest of what a browser says about itself.
fn family(agent: &str) -> String {
    let first =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_browser_only_its_family_is_kept() {
        let agent =
            "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 Chrome/126.0.6478.71 Mobile Safari/537.36";
        assert_eq!(family(agent), "Chrome, Android");
        assert_eq!(family("curl/8.5"), "");
    }

    #[test]
    fn of_an_address_of_the_sixth_version_the_network_counts() {
        let of = |text: &str| origin(text.parse().ok(), &HeaderMap::new()).network;
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn of_forwarded_addresses_the_last_one_is_the_proxys_own_word() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9, 192.0.2.1".parse().unwrap());
        assert_eq!(forwarded(&headers).unwrap().to_string(), "192.0.2.1");
    }
}

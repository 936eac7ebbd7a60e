//! Safe Exam Browser (SEB): the configuration that opens one test, its Config Key, and what a browser shows with each
//! request that it holds such a key. SEB does not exist for Linux or Android.
//!
//! Source of the rules: SEB developer documentation, *Config Key*
//! (<https://safeexambrowser.org/developer/seb-config-key.html>) and *File Format*
//! (<https://safeexambrowser.org/developer/seb-file-format.html>):
//!
//! - a configuration is a property list in XML, unencrypted here, since it holds nothing secret;
//! - its **SEB-JSON** has no white space and no escapes, keys in alphabetical order whatever their case, no
//!   `originatorVersion` and no empty dictionary;
//! - the **Config Key** is the SHA-256 of the SEB-JSON, as lower-case hexadecimal digits;
//! - each request carries in `X-SafeExamBrowser-ConfigKeyHash` the SHA-256 of its absolute address without fragment,
//!   followed by the Config Key; `X-SafeExamBrowser-RequestHash` is the same with the Browser Exam Key.
//!
//! What this shows is that a configuration is the right one, not that a person is honest: whoever has the file can
//! compute the key.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A value of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<Value>),
    Table(Vec<(&'static str, Value)>),
}

/// The configuration that opens one test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration(Value);

impl Configuration {
    /// One that begins at `start`, an absolute address, and goes no further than its host. `quit` is the SHA-256 of the
    /// word that ends the browser, in hexadecimal digits; empty when no word is asked for.
    #[must_use]
    pub fn new(start: &str, quit: &str) -> Self {
        let host = start.split_once("://").map_or(start, |(_, rest)| rest).split('/').next().unwrap_or_default();
        let here = Value::Table(vec![
            ("action", Value::Number(1)),
            ("active", Value::Flag(true)),
            ("expression", Value::Text(format!("{host}/*"))),
            ("regex", Value::Flag(false)),
        ]);
        let mut all = vec![
            ("allowQuit", Value::Flag(true)),
            ("browserViewMode", Value::Number(1)),
            ("browserWindowAllowReload", Value::Flag(true)),
            // The engine that sends the header, also on macOS and iOS.
            ("browserWindowWebView", Value::Number(2)),
            ("enableZoomPage", Value::Flag(true)),
            ("enableZoomText", Value::Flag(true)),
            ("sebConfigPurpose", Value::Number(0)),
            ("sendBrowserExamKey", Value::Flag(true)),
            ("startURL", Value::Text(start.to_owned())),
            ("URLFilterEnable", Value::Flag(true)),
            ("URLFilterEnableContentFilter", Value::Flag(false)),
            ("URLFilterRules", Value::List(vec![here])),
        ];
        if !quit.is_empty() {
            all.push(("hashedQuitPassword", Value::Text(quit.to_owned())));
        }
        Self(Value::Table(all))
    }

    /// The file, for the ending `.seb`.
    #[must_use]
    pub fn file(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">",
        );
        xml(&self.0, &mut out);
        out.push_str("</plist>\n");
        out
    }

    /// The Config Key: SHA-256 of the SEB-JSON, 64 hexadecimal digits.
    #[must_use]
    pub fn key(&self) -> String {
        hex::encode(Sha256::digest(self.json()))
    }

    fn json(&self) -> String {
        let mut out = String::new();
        json(&self.0, &mut out);
        out
    }
}

fn xml(value: &Value, out: &mut String) {
    match value {
        Value::Flag(on) => out.push_str(if *on { "<true/>" } else { "<false/>" }),
        Value::Number(n) => drop(write!(out, "<integer>{n}</integer>")),
        Value::Text(text) => drop(write!(out, "<string>{}</string>", escaped(text))),
        Value::List(values) => {
            out.push_str("<array>");
            values.iter().for_each(|value| xml(value, out));
            out.push_str("</array>");
        }
        Value::Table(pairs) => {
            out.push_str("<dict>");
            for (key, value) in pairs {
                let _ = write!(out, "<key>{key}</key>");
                xml(value, out);
            }
            out.push_str("</dict>");
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// SEB-JSON: no escapes, so the signs of a text stand as they are.
fn json(value: &Value, out: &mut String) {
    match value {
        Value::Flag(on) => drop(write!(out, "{on}")),
        Value::Number(n) => drop(write!(out, "{n}")),
        Value::Text(text) => drop(write!(out, "\"{text}\"")),
        Value::List(values) => {
            out.push('[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                json(value, out);
            }
            out.push(']');
        }
        Value::Table(pairs) => {
            let mut pairs: Vec<_> = pairs.iter().filter(|(_, value)| *value != Value::Table(Vec::new())).collect();
            pairs.sort_by_key(|(key, _)| key.to_lowercase());
            out.push('{');
            for (at, (key, value)) in pairs.into_iter().enumerate() {
                let _ = write!(out, "{}\"{key}\":", if at > 0 { "," } else { "" });
                json(value, out);
            }
            out.push('}');
        }
    }
}

/// What a browser with that key sends with a request of that address.
#[must_use]
pub fn shown(address: &str, key: &str) -> String {
    let whole = address.split('#').next().unwrap_or_default();
    hex::encode(Sha256::new().chain_update(whole).chain_update(key).finalize())
}

/// Whether what was sent with a request of that address shows one of these keys.
#[must_use]
pub fn shows(address: &str, sent: &str, keys: &[String]) -> bool {
    let sent = sent.trim().to_ascii_lowercase();
    keys.iter().any(|key| shown(address, &key.to_ascii_lowercase()) == sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seb() -> Configuration {
        Configuration::new("https://lsp.example.id/ujian/ke/7", "")
    }

    #[test]
    fn the_json_has_its_keys_in_order_whatever_their_case_and_nothing_else() {
        assert_eq!(
            seb().json(),
            "{\"allowQuit\":true,\"browserViewMode\":1,\"browserWindowAllowReload\":true,\"browserWindowWebView\":2,\
             \"enableZoomPage\":true,\"enableZoomText\":true,\"sebConfigPurpose\":0,\"sendBrowserExamKey\":true,\
             \"startURL\":\"https://lsp.example.id/ujian/ke/7\",\"URLFilterEnable\":true,\
             \"URLFilterEnableContentFilter\":false,\"URLFilterRules\":[{\"action\":1,\"active\":true,\
             \"expression\":\"lsp.example.id/*\",\"regex\":false}]}"
        );
    }

    #[test]
    fn an_empty_table_is_left_out_and_nothing_is_escaped() {
        let odd = Value::Table(vec![("b", Value::Table(Vec::new())), ("A", Value::Text("a\\/\"é".to_owned()))]);
        assert_eq!(Configuration(odd).json(), "{\"A\":\"a\\/\"é\"}");
    }

    // Computed apart with Python's hashlib from the text of the test above.
    const KEY: &str = "cc867f7aa4a0e5f94ece83967529250ff40d00004667cb212f9c4643a8403273";
    const SHOWN: &str = "0a8db1886c0b01b99c21bfcfb465a6035eb108969564d174b4cfaaa39b93ab13";

    #[test]
    fn key_and_request_are_what_another_program_computes() {
        assert_eq!(seb().key(), KEY);
        let address = "https://lsp.example.id/ujian/01/soal?n=2&e=5";
        assert_eq!(shown(address, KEY), SHOWN);
        assert!(shows(&format!("{address}#kerja"), &SHOWN.to_uppercase(), &[KEY.to_owned()]));
        assert!(!shows("https://lsp.example.id/ujian/01/soal?n=3&e=5", SHOWN, &[KEY.to_owned()]));
        assert!(!shows(address, SHOWN, &[]));
    }

    #[test]
    fn another_word_to_quit_is_another_configuration() {
        let quit = "a".repeat(64);
        let other = Configuration::new("https://lsp.example.id/ujian/ke/7", &quit);
        assert_ne!(other.key(), seb().key());
        assert!(other.file().contains(&format!("<key>hashedQuitPassword</key><string>{quit}</string>")));
    }

    #[test]
    fn the_file_is_xml_that_a_reader_of_xml_takes() {
        let file = Configuration::new("https://lsp.example.id/ujian/ke/7?a=1&b=2", "").file();
        assert!(file.contains("<string>https://lsp.example.id/ujian/ke/7?a=1&amp;b=2</string>"));
        assert_eq!(file.matches("<dict>").count(), file.matches("</dict>").count());
    }
}

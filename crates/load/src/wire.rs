//! What goes over the wire: the body of a save, and the little of the server's answers that a device needs.

use std::io::Read as _;

use bytes::Bytes;
use exam::sitting::event::Act;
use flate2::read::GzDecoder;
use hyper::{HeaderMap, header};
use serde::{Deserialize, Serialize};

/// An act as it is sent.
#[derive(Serialize)]
pub(crate) struct SentAct<'a> {
    pub(crate) sequence: u32,
    pub(crate) made: i64,
    pub(crate) act: &'a Act,
}

/// The answer to a save, as far as a device acts upon it.
#[derive(Debug, Deserialize)]
pub(crate) struct Saved {
    pub(crate) epoch: u64,
    pub(crate) page: u32,
    pub(crate) durable: Vec<(u32, u32)>,
    #[serde(default)]
    pub(crate) overtaken_by: Option<u64>,
    #[serde(default)]
    pub(crate) state: State,
    #[serde(default)]
    pub(crate) refused: Vec<RefusedAct>,
}

/// Where the server says that the sitting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    TimeOver,
    Finished,
    Voided,
    /// Anything in which a candidate can go on.
    #[default]
    #[serde(other)]
    Live,
}

/// An act that the server will never take.
#[derive(Debug, Deserialize)]
pub(crate) struct RefusedAct {
    pub(crate) sequence: u32,
    pub(crate) code: String,
}

/// A refusal of a whole request.
#[derive(Debug, Deserialize)]
pub(crate) struct RefusedRequest {
    pub(crate) code: String,
}

/// What a question of the paper asks for, as far as a candidate who does not read must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asks {
    /// Kind of question, such as `single`.
    pub(crate) kind: String,
    /// Options, or boxes to fill or choose in.
    pub(crate) fields: u8,
}

#[derive(Deserialize)]
struct Paper {
    questions: Vec<Fragment>,
}

#[derive(Deserialize)]
struct Fragment {
    html: String,
}

/// What the questions of a paper ask for, in their order; nothing where that cannot be read.
pub(crate) fn asks(headers: &HeaderMap, body: &Bytes) -> Vec<Asks> {
    let paper = text(headers, body).and_then(|text| serde_json::from_slice::<Paper>(&text).ok());
    let asks = |question: Fragment| {
        let kind = question.html.split_once("data-kind=\"")?.1.split_once('"')?.0.to_owned();
        let mark = match kind.as_str() {
            "matching" | "ordering" => "<select",
            "gaps" => " data-gap=",
            _ => "name=\"a\"",
        };
        Some(Asks { kind, fields: u8::try_from(question.html.matches(mark).count()).unwrap_or(u8::MAX) })
    };
    paper.map(|paper| paper.questions.into_iter().filter_map(asks).collect()).unwrap_or_default()
}

/// The most of a page that is read for its epoch.
const MOST_OF_PAGE: u64 = 1 << 20;

/// The body as text, unpacked when the server packed it; `None` when it is not what its headers say.
pub(crate) fn text(headers: &HeaderMap, body: &Bytes) -> Option<Bytes> {
    if !packed(headers) {
        return Some(body.clone());
    }
    let mut plain = Vec::with_capacity(body.len().saturating_mul(4));
    GzDecoder::new(body.as_ref()).take(MOST_OF_PAGE).read_to_end(&mut plain).ok()?;
    Some(plain.into())
}

/// The epoch that a page of questions carries. A packed page is unpacked only so far.
pub(crate) fn epoch_of_page(headers: &HeaderMap, body: &Bytes) -> Option<u64> {
    if !packed(headers) {
        return find_epoch(body);
    }
    let mut unpacking = GzDecoder::new(body.as_ref()).take(MOST_OF_PAGE);
    let mut plain = Vec::with_capacity(16 << 10);
    let mut part = [0; 4 << 10];
    loop {
        let read = unpacking.read(&mut part).ok()?;
        plain.extend_from_slice(part.get(..read)?);
        // The number must be whole: what follows it has been read, too.
        match find_epoch(&plain) {
            Some(epoch) => return Some(epoch),
            None if read == 0 => return None,
            None => {}
        }
    }
}

fn packed(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_ENCODING).is_some_and(|value| value == "gzip")
}

fn find_epoch(page: &[u8]) -> Option<u64> {
    const MARK: &[u8] = b"data-epoch=\"";
    let at = page.windows(MARK.len()).position(|window| window == MARK)?;
    let rest = page.get(at + MARK.len()..)?;
    let end = rest.iter().position(|byte| *byte == b'"')?;
    std::str::from_utf8(rest.get(..end)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};
    use hyper::header::HeaderValue;

    use super::*;

    #[test]
    fn the_epoch_is_read_from_a_plain_and_from_a_packed_page() {
        let page = format!("{}<main id=\"isi\" data-epoch=\"9012\">{}", " ".repeat(9_000), "x".repeat(50_000));
        let plain = HeaderMap::new();
        assert_eq!(epoch_of_page(&plain, &page.clone().into()), Some(9_012));

        let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
        packing.write_all(page.as_bytes()).expect("a vector takes it");
        let body: Bytes = packing.finish().expect("a vector takes it").into();
        let packed = HeaderMap::from_iter([(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))]);
        assert_eq!(epoch_of_page(&packed, &body), Some(9_012));
        assert_eq!(text(&packed, &body).map(|text| text.len()), Some(page.len()));

        assert_eq!(epoch_of_page(&plain, &Bytes::from_static(b"<main data-epoch=\"12")), None);
        assert_eq!(epoch_of_page(&packed, &Bytes::from_static(b"not gzip")), None);
    }

    #[test]
    fn a_paper_tells_what_its_questions_ask_for() {
        let html = [
            r#"<div data-kind="single"><input type="radio" name="a" value="1"><input type="radio" name="a" value="2">"#,
            r#"<div data-kind="ordering"><select name="o1"></select><select name="o2"></select><select name="o3">"#,
            r#"<div data-kind="gaps"><input name="g1" data-gap="1">"#,
            r#"<div data-kind="essay"><textarea name="w">"#,
        ];
        let questions: Vec<_> = html.iter().map(|html| serde_json::json!({ "n": 1, "html": html })).collect();
        let body = serde_json::json!({ "paper": "p", "questions": questions }).to_string();
        let asked: Vec<_> = asks(&HeaderMap::new(), &body.into()).into_iter().map(|a| (a.kind, a.fields)).collect();
        let expected = [("single", 2), ("ordering", 3), ("gaps", 1), ("essay", 0)];
        assert_eq!(asked, expected.map(|(kind, fields)| (kind.to_owned(), fields)));
        assert_eq!(asks(&HeaderMap::new(), &Bytes::from_static(b"{\"questions\":[  ]}")), []);
    }

    #[test]
    fn an_answer_of_the_protocol_is_understood() {
        let text = r#"{"epoch":12,"page":839201,"durable":[[1,3],[5,5]],"overtaken_by":null,"state":"offline","now":1,
            "left":null,"deadline":null,"added":{"adjustment":0,"given":0,"returned":0},"pause":null,
            "announcements":[{"key":"a","text":"b","at":1}],"refused":[{"sequence":4,"code":"c","text":"d"}]}"#;
        let saved: Saved = serde_json::from_str(text).expect("the protocol's own example");
        assert_eq!((saved.epoch, saved.page, saved.durable), (12, 839_201, vec![(1, 3), (5, 5)]));
        assert_eq!((saved.overtaken_by, saved.state), (None, State::Live));
        assert_eq!(saved.refused.first().map(|refused| (refused.sequence, refused.code.as_str())), Some((4, "c")));
    }
}

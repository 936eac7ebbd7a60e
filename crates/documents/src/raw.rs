//! The objects of a PDF as the typesetter writes it: one plain cross-reference table, each object once, dictionaries
//! as text. Enough to lay one page's drawing under another; it reads no other program's files.

use std::borrow::Cow;

/// The objects of a file, numbered from 1.
pub(crate) struct Objects<'a> {
    head: &'a [u8],
    bodies: Vec<Cow<'a, [u8]>>,
    trailer: &'a str,
}

impl<'a> Objects<'a> {
    /// Splits a file into its objects; `None` when it is laid out otherwise.
    pub(crate) fn split(file: &'a [u8]) -> Option<Self> {
        let tail = std::str::from_utf8(&file[rfind(file, b"startxref")?..]).ok()?;
        let table: usize = tail.lines().nth(1)?.trim().parse().ok()?;
        let text = std::str::from_utf8(file.get(table..)?).ok()?;
        let mut lines = text.strip_prefix("xref")?.trim_start().lines();
        let count: usize = lines.next()?.strip_prefix("0 ")?.trim().parse().ok()?;
        lines.next()?;
        let starts: Vec<usize> =
            lines.by_ref().take(count - 1).map(|line| line.get(..10)?.parse().ok()).collect::<Option<_>>()?;
        let ends = starts.iter().skip(1).copied().chain([table]);
        let bodies = starts.iter().zip(ends).map(|(start, end)| Some(Cow::Borrowed(file.get(*start..end)?)));
        let trailer = text.split_once("trailer")?.1.split_once("startxref")?.0.trim();
        Some(Self { head: file.get(..*starts.first()?)?, bodies: bodies.collect::<Option<_>>()?, trailer })
    }

    /// Numbers of the pages, in their order.
    pub(crate) fn pages(&self) -> Vec<usize> {
        (1..=self.bodies.len())
            .filter(|number| self.dictionary(*number).is_some_and(|text| text.starts_with("<</Type/Page/")))
            .collect()
    }

    /// The text of an object before its stream, without its number.
    pub(crate) fn dictionary(&self, number: usize) -> Option<&str> {
        let body = self.bodies.get(number.checked_sub(1)?)?;
        let end = find(body, b"\nstream\n").or_else(|| find(body, b"\nendobj"))?;
        std::str::from_utf8(&body[find(body, b" obj\n")? + 5..end]).ok()
    }

    /// The stream of an object, as compressed.
    pub(crate) fn stream(&self, number: usize) -> Option<&[u8]> {
        let length = after(self.dictionary(number)?, "/Length ")?;
        let body = &self.bodies[number - 1];
        let start = find(body, b"\nstream\n")? + 8;
        body.get(start..start + length)
    }

    /// The object that a key of another names, as `/Contents 12 0 R`.
    pub(crate) fn named(&self, number: usize, key: &str) -> Option<usize> {
        after(self.dictionary(number)?, &format!("{key} "))
    }

    /// The number that the next new object takes.
    pub(crate) fn next(&self) -> usize {
        self.bodies.len() + 1
    }

    /// Appends an object and tells its number.
    pub(crate) fn add(&mut self, dictionary: &str, stream: Option<&[u8]>) -> usize {
        let number = self.next();
        self.bodies.push(Cow::Owned(object(number, dictionary, stream)));
        number
    }

    /// Gives an object without a stream another content.
    pub(crate) fn replace(&mut self, number: usize, dictionary: &str) {
        self.bodies[number - 1] = Cow::Owned(object(number, dictionary, None));
    }

    /// Gives an object with a stream another content.
    pub(crate) fn replace_stream(&mut self, number: usize, dictionary: &str, stream: &[u8]) {
        self.bodies[number - 1] = Cow::Owned(object(number, dictionary, Some(stream)));
    }

    /// Takes a page out of the tree of pages; its number then names nothing.
    pub(crate) fn drop_page(&mut self, page: usize) -> Option<()> {
        let tree = self.named(page, "/Parent")?;
        let text = self.dictionary(tree)?;
        let count = after(text, "/Count ")?;
        let (before, after) = text.split_once("/Kids[")?;
        let (kids, after) = after.split_once(']')?;
        let page_reference = format!("{page} 0 R");
        let kids: Vec<&str> = kids.split_inclusive(" R").map(str::trim).filter(|kid| *kid != page_reference).collect();
        if kids.len() + 1 != count {
            return None;
        }
        let text = format!("{before}/Kids[{}]{after}", kids.join(" "));
        let text = text.replace(&format!("/Count {count}"), &format!("/Count {}", count - 1));
        self.replace(tree, &text);
        self.replace(page, "null");
        Some(())
    }

    /// The file.
    pub(crate) fn join(&self) -> Vec<u8> {
        let size: usize = self.bodies.iter().map(|body| body.len() + 20).sum();
        let mut file = Vec::with_capacity(size + 512);
        file.extend_from_slice(self.head);
        let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", self.next());
        for body in &self.bodies {
            table.push_str(&format!("{:010} 00000 n\r\n", file.len()));
            file.extend_from_slice(body);
        }
        let start = file.len();
        file.extend_from_slice(table.as_bytes());
        let (before, after) = self.trailer.split_once("/Size ").unwrap_or((self.trailer, ""));
        let after = after.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let trailer = format!("trailer\n{before}/Size {}{after}\nstartxref\n{start}\n%%EOF", self.next());
        file.extend_from_slice(trailer.as_bytes());
        file
    }
}

fn object(number: usize, dictionary: &str, stream: Option<&[u8]>) -> Vec<u8> {
    let mut body = format!("{number} 0 obj\n{dictionary}\n").into_bytes();
    if let Some(stream) = stream {
        body.extend_from_slice(b"stream\n");
        body.extend_from_slice(stream);
        body.extend_from_slice(b"\nendstream\n");
    }
    body.extend_from_slice(b"endobj\n");
    body
}

/// The whole number that stands behind a key.
fn after(text: &str, key: &str) -> Option<usize> {
    let rest = text.split_once(key)?.1;
    rest[..rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn rfind(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).rposition(|window| window == needle)
}

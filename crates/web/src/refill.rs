//! Puts what was typed back into the form it was typed in: the page as its handler made it, with values,
//! ticks and choices filled in from what was kept. Works on the markup that this house writes: quoted
//! attributes, every tag closed, no `<` in text.

use std::collections::HashMap;

use workflow::access::Kept;

use crate::page::escape;

/// A page filled in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refilled {
    /// The page.
    pub html: String,
    /// What found no field: names and values, in order.
    pub left: Vec<(String, String)>,
}

/// Fills what was kept into the form it was sent from; nothing when the page has no such form.
#[must_use]
pub fn refill(html: &str, kept: &Kept) -> Option<Refilled> {
    let own = kept.page.split('?').next().unwrap_or_default();
    let (from, to) = form_of(html, &kept.action, own)?;
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, value) in &kept.fields {
        values.entry(name).or_default().push(value);
    }
    let mut filler = Filler { values, taken: HashMap::new(), out: String::with_capacity(html.len() + 1024) };
    filler.out.push_str(&html[..from]);
    filler.fill(&html[from..to]);
    let Filler { mut out, taken, .. } = filler;
    out.push_str(&html[to..]);
    let mut left: Vec<(String, String)> = Vec::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, value) in &kept.fields {
        let nth = counts.entry(name).or_default();
        if *nth >= taken.get(name.as_str()).copied().unwrap_or_default() && !value.trim().is_empty() {
            left.push((name.clone(), value.clone()));
        }
        *nth += 1;
    }
    Some(Refilled { html: out, left })
}

/// Where the form lies that is sent to `action`, by itself or by one of its buttons.
fn form_of(html: &str, action: &str, own: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(found) = html[at..].find("<form") {
        let start = at + found;
        let end = start + html[start..].find("</form>")?;
        let tag = Tag::read(&html[start..])?;
        let goes_to =
            |target: Option<&str>| target.map_or(own, |t| t.split(['?', '#']).next().unwrap_or_default()) == action;
        let posts = tag.value("method").is_some_and(|m| m.eq_ignore_ascii_case("post"));
        let by_button = html[start..end].contains(&format!(r#"formaction="{}""#, escape(action)));
        if posts && (goes_to(tag.value("action").as_deref()) || by_button) {
            return Some((start, end));
        }
        at = end;
    }
    None
}

/// An opening tag.
#[derive(Debug)]
struct Tag<'a> {
    name: &'a str,
    /// Names with their values as written.
    attributes: Vec<(&'a str, Option<&'a str>)>,
    /// Bytes of the tag.
    length: usize,
}

impl<'a> Tag<'a> {
    /// Reads a tag that begins with `<` and a letter.
    fn read(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix('<')?;
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
        let name = &rest[..name_end];
        let mut at = 1 + name_end;
        let mut attributes = Vec::new();
        loop {
            let skipped = text[at..].find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
            at += skipped;
            if text[at..].starts_with('>') {
                return Some(Self { name, attributes, length: at + 1 });
            }
            let key_end = text[at..].find(|c: char| c == '=' || c == '>' || c.is_ascii_whitespace())?;
            let key = &text[at..at + key_end];
            at += key_end;
            if let Some(quoted) = text[at..].strip_prefix("=\"") {
                let value_end = quoted.find('"')?;
                attributes.push((key, Some(&quoted[..value_end])));
                at += value_end + 3;
            } else if let Some(bare) = text[at..].strip_prefix('=') {
                let value_end = bare.find(|c: char| c == '>' || c.is_ascii_whitespace())?;
                attributes.push((key, Some(&bare[..value_end])));
                at += value_end + 1;
            } else {
                attributes.push((key, None));
            }
        }
    }

    fn value(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| unescape(value.unwrap_or_default()))
    }

    /// The tag again, without `dropped` and with `added` at its end.
    fn rewritten(&self, dropped: &str, added: Option<(&str, Option<&str>)>) -> String {
        let mut out = format!("<{}", self.name);
        for (key, value) in self.attributes.iter().filter(|(key, _)| *key != dropped) {
            out.push(' ');
            out.push_str(key);
            if let Some(value) = value {
                out.push_str(&format!("=\"{value}\""));
            }
        }
        if let Some((key, value)) = added {
            out.push(' ');
            out.push_str(key);
            if let Some(value) = value {
                out.push_str(&format!("=\"{}\"", escape(value)));
            }
        }
        out.push('>');
        out
    }
}

struct Filler<'a> {
    values: HashMap<&'a str, Vec<&'a str>>,
    /// How many values of a name have found their field.
    taken: HashMap<String, usize>,
    out: String,
}

impl<'a> Filler<'a> {
    fn fill(&mut self, form: &str) {
        let mut rest = form;
        let mut select = String::new();
        while let Some(at) = rest.find('<') {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            let tag = if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) { Tag::read(rest) } else { None };
            let Some(tag) = tag else {
                self.out.push('<');
                rest = &rest[1..];
                continue;
            };
            let name = tag.value("name").unwrap_or_default();
            let length = tag.length;
            match tag.name {
                "input" => self.input(&tag, &name, &rest[..length]),
                "button" => {
                    self.pass(&name);
                    self.out.push_str(&rest[..length]);
                }
                "option" => self.option(&tag, &select, &rest[..length]),
                "select" => {
                    select.clone_from(&name);
                    self.out.push_str(&rest[..length]);
                }
                "textarea" => {
                    self.out.push_str(&rest[..length]);
                    if let Some(typed) = self.next(&name).map(escape) {
                        self.out.push('\n');
                        self.out.push_str(&typed);
                        let content = rest[length..].find("</textarea").unwrap_or_default();
                        rest = &rest[length + content..];
                        continue;
                    }
                }
                _ => self.out.push_str(&rest[..length]),
            }
            rest = &rest[length..];
        }
        self.out.push_str(rest);
    }

    fn input(&mut self, tag: &Tag<'_>, name: &str, as_it_is: &str) {
        let kind = tag.value("type").unwrap_or_else(|| "text".to_owned());
        match kind.as_str() {
            "password" | "file" | "hidden" | "submit" | "button" | "reset" | "image" => {
                self.pass(name);
                self.out.push_str(as_it_is);
            }
            "checkbox" | "radio" => {
                let value = tag.value("value").unwrap_or_else(|| "on".to_owned());
                let ticked = self.chosen(name, &value);
                self.out.push_str(&tag.rewritten("checked", ticked.then_some(("checked", None))));
            }
            _ => match self.next(name) {
                Some(typed) => self.out.push_str(&tag.rewritten("value", Some(("value", Some(typed))))),
                None => self.out.push_str(as_it_is),
            },
        }
    }

    fn option(&mut self, tag: &Tag<'_>, select: &str, as_it_is: &str) {
        match tag.value("value") {
            Some(value) if self.values.contains_key(select) => {
                let chosen = self.chosen(select, &value);
                self.out.push_str(&tag.rewritten("selected", chosen.then_some(("selected", None))));
            }
            _ => self.out.push_str(as_it_is),
        }
    }

    /// The next value typed under that name.
    fn next(&mut self, name: &str) -> Option<&'a str> {
        let taken = self.taken.entry(name.to_owned()).or_default();
        let typed = self.values.get(name)?.get(*taken).copied()?;
        *taken += 1;
        Some(typed)
    }

    /// A value that nobody typed needs no place.
    fn pass(&mut self, name: &str) {
        if self.values.contains_key(name) {
            *self.taken.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// That value was among those of the name.
    fn chosen(&mut self, name: &str, value: &str) -> bool {
        let chosen = self.values.get(name).is_some_and(|values| values.contains(&value));
        if chosen {
            *self.taken.entry(name.to_owned()).or_default() += 1;
        }
        chosen
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#34;", "\""),
        ("&#38;", "&"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<main id="isi"><form method="post" action="/keluar"><input name="uraian" type="text" value="x"></form>
<form method="post" action="/permohonan/simpan"><input type="hidden" name="_once" value="new"><input type="text" class="ds-input" name="telepon" value="old &amp; gone">
<textarea name="uraian">
before</textarea><input type="radio" name="s" value="yes" checked><input type="radio" name="s" value="no">
<input type="checkbox" name="pilih" value="a" checked><input type="checkbox" name="pilih" value="b"><input type="password" name="sandi">
<select name="kab"><option value="63.01" selected>A</option><option value="63.02">B</option></select></form></main>"#;

    fn kept(fields: &[(&str, &str)]) -> Kept {
        Kept {
            page: "/permohonan".to_owned(),
            action: "/permohonan/simpan".to_owned(),
            fields: fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
        }
    }

    #[test]
    fn each_value_comes_back_into_its_own_field() {
        let typed = kept(&[
            ("telepon", "0511 \"118\""),
            ("uraian", "Melayani <sirkulasi>\n& referensi"),
            ("s", "no"),
            ("pilih", "b"),
            ("kab", "63.02"),
            ("hilang", "teks panjang"),
        ]);
        let Refilled { html, left } = refill(PAGE, &typed).unwrap();
        for there in [
            r#"<input type="text" class="ds-input" name="telepon" value="0511 &quot;118&quot;">"#,
            "<textarea name=\"uraian\">\nMelayani &lt;sirkulasi&gt;\n&amp; referensi</textarea>",
            r#"name="s" value="yes">"#,
            r#"name="s" value="no" checked>"#,
            r#"name="pilih" value="a">"#,
            r#"name="pilih" value="b" checked>"#,
            r#"<option value="63.01">A</option><option value="63.02" selected>B</option>"#,
            r#"<input type="hidden" name="_once" value="new">"#,
            r#"<input name="uraian" type="text" value="x">"#,
        ] {
            assert!(html.contains(there), "{there}\n{html}");
        }
        assert_eq!(left, [("hilang".to_owned(), "teks panjang".to_owned())]);
    }

    #[test]
    fn a_password_never_comes_back() {
        let html = refill(PAGE, &kept(&[("sandi", "kaktus perahu")])).unwrap().html;
        assert!(!html.contains("kaktus"), "{html}");
    }

    #[test]
    fn a_page_without_that_form_is_left_alone() {
        let other = Kept { action: "/elsewhere".to_owned(), ..kept(&[("uraian", "x")]) };
        assert_eq!(refill(PAGE, &other), None);
    }
}

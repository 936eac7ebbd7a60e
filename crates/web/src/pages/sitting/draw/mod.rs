//! Draws a question as a candidate sees it: text, and the fields to answer it. The page and the paper that a device
//! keeps (`kertas`) show the same, so that a question looks alike with and without network.

mod content;
mod reading;
mod spot;

use std::fmt::{self, Write as _};

use askama::filters::HtmlSafe;
use exam::{
    item::{Choice, Content, Interaction, Language, Question, Stimulus},
    sitting::given::Given,
};

use self::{
    content::{Ink, words},
    reading::{Spoken, reading},
};
use crate::{
    i18n::key,
    page::{Page, escape},
};

/// Markup that was made here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl HtmlSafe for Html {}

/// Number and place of a question on the page.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// The reader's words.
    pub p: &'a Page,
    /// Path of the sitting, under which its pictures lie.
    pub base: &'a str,
    /// Number of the question.
    pub n: u16,
}

/// What several questions share.
#[must_use]
pub fn stimulus(at: At<'_>, stimulus: &Stimulus) -> Html {
    content(at, stimulus.language, &stimulus.content)
}

/// A content by itself, such as a question's words or a model answer; a place to fill in shows its name.
#[must_use]
pub fn content(at: At<'_>, language: Language, content: &Content) -> Html {
    let mut ink = Ink::new(at, None);
    let _ = write!(ink.out, r#"<div class="tumpuk j3"{}>"#, lang(at.p, language));
    ink.blocks(content);
    ink.out.push_str("</div>");
    Html(ink.out)
}

/// ` lang="en"` where a content's language is not the page's: an attribute for what holds its words (WCAG 3.1.2).
pub(in crate::pages) fn lang(p: &Page, language: Language) -> Html {
    let code = match language {
        Language::Id => "id",
        Language::En => "en",
    };
    Html(if code == p.lang() { String::new() } else { format!(r#" lang="{code}""#) })
}

/// A question with the answer given so far.
#[must_use]
pub fn question(at: At<'_>, question: &Question, given: Option<&Given>) -> Html {
    let mut ink = Ink::new(at, Some(question));
    let (n, kind) = (at.n, question.interaction.kind());
    let _ = write!(ink.out, r#"<div class="soal__butir tumpuk j4" data-kind="{kind}""#);
    attributes(at, &question.interaction, &mut ink.out);
    ink.out.push('>');
    if let Given::Filled(texts) = given.unwrap_or(&Given::Blank) {
        ink.filled.clone_from(texts);
    }
    let _ = write!(ink.out, r#"<div class="soal__teks tumpuk j3" id="s{n}-t"{}>"#, ink.lang());
    ink.blocks(&question.stem);
    ink.out.push_str("</div>");
    fields(at, &question.interaction, given.unwrap_or(&Given::Blank), &mut ink);
    ink.out.push_str("</div>");
    Html(ink.out)
}

/// What the script must know of a kind.
fn attributes(at: At<'_>, interaction: &Interaction, out: &mut String) {
    match interaction {
        Interaction::Multiple { most, .. } => {
            let full = escape(&at.p.t(key("sitting-answer-full")));
            let _ = write!(out, r#" data-most="{most}" data-penuh="{full}""#);
        }
        Interaction::Hotspot { picture, areas, most } => spot::attributes(at, picture, areas, *most, out),
        Interaction::Upload { files, .. } => {
            let said = |words: &'static str| escape(&at.p.t(words));
            let (which, going) = (said(key("sitting-file-choose")), said(key("sitting-file-going")));
            let (broke, enough) = (said(key("sitting-file-broke")), said(key("sitting-file-enough")));
            let kept = said(key("sitting-file-kept"));
            let _ = write!(
                out,
                r#" data-banyak="{files}" data-pilih="{which}" data-mengunggah="{going}" data-putus="{broke}" data-cukup="{enough}" data-sudah="{kept}""#
            );
        }
        _ => {}
    }
}

fn fields(at: At<'_>, interaction: &Interaction, given: &Given, ink: &mut Ink<'_>) {
    let p = at.p;
    match interaction {
        Interaction::Single { options, .. } => {
            options_of(at, options, "radio", &p.t(key("sitting-answer-one")), given, ink);
        }
        Interaction::Multiple { options, least, most, .. } => {
            let hint = match least {
                0 | 1 => p.ta(key("sitting-answer-several")).with("n", *most).to_string(),
                least if least == most => p.ta(key("sitting-answer-exactly")).with("n", *most).to_string(),
                least => p.ta(key("sitting-answer-between")).with("least", *least).with("n", *most).to_string(),
            };
            options_of(at, options, "checkbox", &hint, given, ink);
        }
        Interaction::TrueFalse => {
            let words = [p.t(key("sitting-answer-true")), p.t(key("sitting-answer-false"))];
            group(at, "radiogroup", &p.t(key("sitting-answer-one")), ink);
            for (place, word) in (1..).zip(&words) {
                option(place, "radio", chosen(given, place), (&escape(word), None), "", ink);
            }
            ink.out.push_str("</div>");
        }
        Interaction::Matching { premises, responses, .. } => matching(at, premises, responses, given, ink),
        Interaction::Ordering { steps, .. } => ordering(at, steps, given, ink),
        Interaction::Gaps { gaps } => {
            if let ([gap], true) = (gaps.as_slice(), ink.gaps == 0) {
                ink.out.push_str(r#"<p class="baris">"#);
                ink.gap(&gap.id);
                let _ = write!(ink.out, " {}</p>", escape(&gap.unit));
            }
        }
        Interaction::Hotspot { picture, areas, most } => spot::draw(at, picture, areas, *most, given, ink),
        Interaction::ShortAnswer { letters } => text(at, 2, Some(*letters), "", given, ink),
        Interaction::Essay { words, minutes } => {
            let told = [
                words.map(|n| p.ta(key("sitting-answer-words")).with("n", n).to_string()),
                minutes.map(|n| p.ta(key("sitting-answer-minutes")).with("n", n).to_string()),
            ];
            text(at, 12, None, &told.into_iter().flatten().collect::<Vec<_>>().join(" "), given, ink);
            // The script counts along.
            let counted = p.ta(key("sitting-answer-counted")).with("n", "{n}").to_string();
            let _ = write!(ink.out, r#"<p class="kecil redup angka" data-kata="{}" hidden></p>"#, escape(&counted));
        }
        Interaction::Oral { .. } => ink.aside(&p.t(key("sitting-answer-oral"))),
        Interaction::Upload { endings, files } => upload(at, endings, *files, given, ink),
    }
}

/// Kinds of file that are taken, as endings.
const ENDINGS: [&str; 6] = ["pdf", "jpg", "png", "docx", "xlsx", "pptx"];

/// Files handed in, each of which can be taken out again, and one more to hand in. A file goes its own way to the
/// server, with and without a script.
fn upload(at: At<'_>, endings: &[String], files: u32, given: &Given, ink: &mut Ink<'_>) {
    let (p, n, base) = (at.p, at.n, at.base);
    let kinds: Vec<&str> =
        if endings.is_empty() { ENDINGS.to_vec() } else { endings.iter().map(String::as_str).collect() };
    let hint = p.ta(key("sitting-file-hint")).with("kinds", kinds.join(", ").to_uppercase()).with("n", files);
    let hint = hint.with("mib", p.body.settings.int("exam.upload_mib")).to_string();
    let one = escape(&p.t(key("sitting-file")));
    let _ = write!(
        ink.out,
        r#"<p class="kecil redup" id="s{n}-b">{}</p><ul class="tumpuk j1" data-berkas data-kata="{one}">"#,
        escape(&hint)
    );
    if let Given::Filed(names) = given {
        for (place, name) in (1..).zip(names) {
            let (name, kind) = (escape(name), name.rsplit_once('.').map_or("", |(_, ending)| ending).to_uppercase());
            let _ = write!(
                ink.out,
                r#"<li><label class="pilihan"><input type="checkbox" class="centang" name="f" value="{name}" checked> {one} {place}, {}</label></li>"#,
                escape(&kind)
            );
        }
    }
    let accept = kinds.iter().map(|kind| format!(".{kind}")).collect::<Vec<_>>().join(",");
    let (pick, send) = (escape(&p.t(key("sitting-file-pick"))), escape(&p.t(key("sitting-file-send"))));
    let _ = write!(
        ink.out,
        r#"</ul><div class="tumpuk j2"><label class="tumpuk j1"><span>{pick}</span><input class="ds-input" type="file" name="berkas" accept="{}" aria-describedby="s{n}-b"></label><p><button class="ds-button" data-variant="secondary" type="submit" name="ke" value="{n}" formaction="{base}/berkas" formenctype="multipart/form-data" data-perbuatan="unggah">{send}</button></p></div>"#,
        escape(&accept)
    );
}

fn chosen(given: &Given, place: usize) -> bool {
    matches!(given, Given::Chosen(places) if places.iter().any(|p| usize::from(*p) == place))
}

/// Opens a group of choices that is named by the question's text.
fn group(at: At<'_>, role: &str, hint: &str, ink: &mut Ink<'_>) {
    let n = at.n;
    let _ = write!(
        ink.out,
        r#"<p class="kecil redup" id="s{n}-h">{}</p><div class="tumpuk j3" role="{role}" aria-labelledby="s{n}-t" aria-describedby="s{n}-h">"#,
        escape(hint)
    );
}

/// The name of a field beside a content that holds a formula, as an attribute; nothing where the content names it.
fn name_of(p: &Page, place: usize, content: &Content) -> Option<String> {
    let word = |words: &'static str| p.t(words).into_owned();
    let spoken = Spoken {
        over: word(key("sitting-math-over")),
        power: word(key("sitting-math-power")),
        index: word(key("sitting-math-index")),
        root: word(key("sitting-math-root")),
    };
    let said = reading(content, &spoken)?;
    Some(format!(r#" aria-label="{}. {}""#, letter(place), escape(&said)))
}

fn option(place: usize, kind: &str, on: bool, (html, name): (&str, Option<String>), lang: &str, ink: &mut Ink<'_>) {
    let name = name.unwrap_or_default();
    let checked = if on { " checked" } else { "" };
    let letter = letter(place);
    let _ = write!(
        ink.out,
        r#"<label class="opsi"><input type="{kind}" name="a" value="{place}"{checked}{name}><span class="opsi__h" aria-hidden="true">{letter}</span><span class="opsi__t"{lang}>{html}</span></label>"#
    );
}

/// The letter of a place, from 1.
fn letter(place: usize) -> String {
    exam::item::ChoiceId::letter(place.saturating_sub(1)).to_string()
}

fn options_of(at: At<'_>, options: &[Choice], kind: &str, hint: &str, given: &Given, ink: &mut Ink<'_>) {
    group(at, if kind == "radio" { "radiogroup" } else { "group" }, hint, ink);
    for (place, choice) in (1..).zip(options) {
        let html = ink.aloud(&choice.content);
        let name = name_of(at.p, place, &choice.content);
        option(place, kind, chosen(given, place), (&html, name), &ink.lang(), ink);
    }
    ink.out.push_str("</div>");
}

/// A box to choose from: value, words, chosen.
fn select(
    name: &str,
    label: Option<String>,
    choices: impl Iterator<Item = (usize, String)>,
    on: Option<usize>,
    p: &Page,
    out: &mut String,
) {
    let empty = escape(&p.t(key("sitting-answer-choose")));
    let label = label.unwrap_or_default();
    let _ = write!(out, r#"<select class="ds-input" name="{name}"{label}><option value="">{empty}</option>"#);
    for (value, words) in choices {
        let selected = if on == Some(value) { " selected" } else { "" };
        let _ = write!(out, r#"<option value="{value}"{selected}>{}</option>"#, escape(&words));
    }
    out.push_str("</select>");
}

fn matching(at: At<'_>, premises: &[Choice], responses: &[Choice], given: &Given, ink: &mut Ink<'_>) {
    // A box holds plain words only; what is more than that is shown above and named by its letter.
    let rich = responses.iter().any(|response| response.content.as_plain().is_none());
    if rich {
        ink.out.push_str(r#"<ul class="butir jodoh">"#);
        for (place, response) in (1..).zip(responses) {
            let html = ink.aloud(&response.content);
            let _ = write!(ink.out, "<li><b>{}</b> <span{}>{html}</span></li>", letter(place), ink.lang());
        }
        ink.out.push_str("</ul>");
    }
    group(at, "group", &at.p.t(key("sitting-answer-match")), ink);
    for (place, premise) in (1..).zip(premises) {
        let on = match given {
            Given::Matched(pairs) => pairs.iter().find(|pair| usize::from(pair.0) == place).map(|pair| pair.1.into()),
            _ => None,
        };
        let html = ink.aloud(&premise.content);
        let _ = write!(ink.out, r#"<label class="pasang"><span{}>{html}</span>"#, ink.lang());
        let choices = (1..).zip(responses).map(|(value, response)| (value, named(value, &response.content)));
        let label = name_of(at.p, place, &premise.content);
        select(&format!("m{place}"), label, choices, on, at.p, &mut ink.out);
        ink.out.push_str("</label>");
    }
    ink.out.push_str("</div>");
}

fn named(place: usize, content: &Content) -> String {
    match words(content) {
        words if words.is_empty() => letter(place),
        words => format!("{}. {words}", letter(place)),
    }
}

fn ordering(at: At<'_>, steps: &[Choice], given: &Given, ink: &mut Ink<'_>) {
    group(at, "group", &at.p.t(key("sitting-answer-order")), ink);
    for (place, step) in (1..).zip(steps) {
        let on = match given {
            Given::Ordered(places) => places.iter().position(|p| usize::from(*p) == place).map(|position| position + 1),
            _ => None,
        };
        let html = ink.aloud(&step.content);
        let _ = write!(ink.out, r#"<label class="pasang pasang--urut"><span{}>{html}</span>"#, ink.lang());
        let label = name_of(at.p, place, &step.content);
        select(&format!("o{place}"), label, (1..=steps.len()).map(|n| (n, n.to_string())), on, at.p, &mut ink.out);
        ink.out.push_str("</label>");
    }
    ink.out.push_str("</div>");
}

fn text(at: At<'_>, rows: u8, most: Option<u32>, hint: &str, given: &Given, ink: &mut Ink<'_>) {
    let written = if let Given::Written(text) = given { text.as_str() } else { "" };
    let most = most.map(|most| format!(r#" maxlength="{most}""#)).unwrap_or_default();
    let hint = if hint.is_empty() { String::new() } else { format!(r#" <span class="redup">{}</span>"#, escape(hint)) };
    // The first line feed after the tag is no part of the text.
    let _ = write!(
        ink.out,
        r#"<label class="tumpuk j2"><span class="kecil">{}{hint}</span><textarea class="ds-input" name="w" rows="{rows}"{most} aria-describedby="s{}-t">{}{}</textarea></label>"#,
        escape(&at.p.t(key("sitting-answer-text"))),
        at.n,
        '\n',
        escape(written)
    );
}

//! Fields of a form definition as markup: what the engine says of a field decides how it is drawn, so that
//! no form has a page of its own.

use std::fmt;

use askama::filters::HtmlSafe;
use certification::form::{FieldView, page::OptionView};

use super::born;
use crate::{
    i18n::key,
    page::{Page, escape},
    part::{Icon, icon},
};

/// Longest words that still stand side by side.
const SHORT: usize = 22;
/// Most choices that are listed openly.
const OPEN: usize = 8;

/// A field, to fill or to read. Displays as markup.
#[derive(Debug)]
pub(in crate::pages) struct Drawn<'a> {
    pub(in crate::pages) p: &'a Page,
    pub(in crate::pages) field: &'a FieldView,
    /// Stands in a row that says already what it is about.
    pub(in crate::pages) quiet: bool,
    /// Where the documents of the case are.
    pub(in crate::pages) documents: &'a str,
    /// The reader may hand in documents.
    pub(in crate::pages) hands_in: bool,
}

impl Drawn<'_> {
    fn described(&self) -> String {
        let f = self.field;
        let ids = [(!f.hint.is_empty(), "d"), (f.error.is_some(), "e")];
        let ids: Vec<String> = ids.iter().filter(|(is, _)| *is).map(|(_, end)| format!("{}-{end}", f.anchor)).collect();
        let mut out = String::new();
        if !ids.is_empty() {
            out.push_str(&format!(r#" aria-describedby="{}""#, ids.join(" ")));
        }
        if f.error.is_some() {
            out.push_str(r#" aria-invalid="true""#);
        }
        if f.required && !matches!(f.kind, "choice" | "yes-no" | "multi" | "consent") {
            out.push_str(r#" aria-required="true""#);
        }
        out
    }

    fn hints(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        if !f.hint.is_empty() {
            let hint = escape(&f.hint);
            write!(out, r#"<p data-field="description" class="kecil redup" id="{}-d">{hint}</p>"#, f.anchor)?;
        }
        if let Some(error) = &f.error {
            let sign = self.p.draw(icon("x"));
            write!(out, r#"<p class="salah" id="{}-e">{sign}{}</p>"#, f.anchor, escape(error))?;
        }
        Ok(())
    }

    fn optional(&self) -> String {
        if self.field.required || self.quiet {
            return String::new();
        }
        format!(r#" <span class="redup kecil">{}</span>"#, escape(&self.p.t("filing-optional")))
    }

    /// A date of birth: day, month, year.
    fn birth(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        let parts = born::parts(&f.value);
        let asked = [
            (key("filing-day"), 2, "lebar-5", "bday-day"),
            (key("filing-month"), 2, "lebar-5", "bday-month"),
            (key("filing-year"), 4, "lebar-7", "bday-year"),
        ];
        let described = self.described();
        write!(out, r#"<fieldset class="tumpuk j2"><legend>{}{}</legend>"#, escape(&f.label), self.optional())?;
        self.hints(out)?;
        out.write_str(r#"<div class="baris baris--bawah">"#)?;
        for (((label, most, class, auto), end), value) in asked.into_iter().zip(born::ENDS).zip(parts) {
            // The summary of what is wrong leads to the first of the three.
            let id = if end == born::ENDS[0] { f.anchor.clone() } else { format!("{}-{}", f.anchor, &end[1..]) };
            write!(
                out,
                r#"<div class="ds-field"><label class="kecil" for="{id}">{}</label><input class="ds-input {class}" type="text" inputmode="numeric" autocomplete="{auto}" id="{id}" name="{}{end}" value="{}" maxlength="{most}"{described}></div>"#,
                escape(&self.p.t(label)),
                escape(&f.name),
                escape(&value)
            )?;
        }
        out.write_str("</div></fieldset>")
    }

    fn line(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        if f.kind == "date" && f.key == "born" && !self.quiet {
            return self.birth(out);
        }
        let label = escape(&f.label);
        let (id, name, described) = (&f.anchor, escape(&f.name), self.described());
        write!(out, r#"<div class="ds-field"><label for="{id}">{label}{}</label>"#, self.optional())?;
        self.hints(out)?;
        let max = f.max;
        if f.kind == "long" {
            write!(
                out,
                "<textarea class=\"ds-input\" id=\"{id}\" name=\"{name}\" rows=\"{}\" maxlength=\"{max}\"{described}>\n{}</textarea>",
                if self.quiet { 2 } else { 4 },
                escape(&f.value)
            )?;
        } else {
            let class = match f.kind {
                "date" | "number" => "ds-input lebar-15",
                _ => "ds-input",
            };
            let decimal = if f.kind == "number" { r#" step="any" inputmode="decimal""# } else { "" };
            write!(
                out,
                r#"<input class="{class}" type="{}" id="{id}" name="{name}" value="{}" maxlength="{max}"{decimal}{described}>"#,
                f.input_type,
                escape(&f.value)
            )?;
        }
        out.write_str("</div>")
    }

    fn sentinel(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.sentinel {
            write!(out, r#"<input type="hidden" name="{}" value="">"#, escape(&self.field.name))?;
        }
        Ok(())
    }

    /// A choice: side by side when short, in a list when long, in a menu when there are many.
    fn choice(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        let (id, name) = (&f.anchor, escape(&f.name));
        if f.options.len() > OPEN {
            write!(out, r#"<div class="ds-field"><label for="{id}">{}{}</label>"#, escape(&f.label), self.optional())?;
            self.hints(out)?;
            write!(out, r#"<select class="ds-input" id="{id}" name="{name}"{}>"#, self.described())?;
            write!(out, r#"<option value="">{}</option>"#, escape(&self.p.t("filing-choose")))?;
            for o in &f.options {
                let selected = if o.checked { " selected" } else { "" };
                write!(out, r#"<option value="{}"{selected}>{}</option>"#, escape(&o.value), escape(&o.label))?;
            }
            return out.write_str("</select></div>");
        }
        let beside = f.options.len() <= 3 && f.options.iter().all(|o| everyday(o).chars().count() <= SHORT);
        let legend = if self.quiet && f.consent.is_none() { escape(&f.full_label) } else { escape(&f.label) };
        let hidden = if self.quiet || f.consent.is_some() { r#" class="hanya-pembaca""# } else { "" };
        write!(out, r#"<fieldset class="tumpuk j2" id="{id}"{}>"#, self.described())?;
        write!(out, "<legend{hidden}>{legend}{}</legend>", self.optional())?;
        if self.quiet && f.consent.is_none() && !f.label.is_empty() {
            write!(out, r#"<p class="kecil redup" aria-hidden="true">{}</p>"#, escape(&f.label))?;
        }
        self.hints(out)?;
        if beside {
            let three = if f.options.len() == 3 { " pilah--tiga" } else { "" };
            write!(out, r#"<div class="pilah{three}">"#)?;
            for o in &f.options {
                let (color, sign) = look(&o.value);
                let checked = if o.checked { " checked" } else { "" };
                write!(
                    out,
                    r#"<label data-color="{color}"><input type="radio" name="{name}" value="{}"{checked}>{}{}</label>"#,
                    escape(&o.value),
                    self.p.draw(sign),
                    escape(&everyday(o))
                )?;
            }
            out.write_str("</div></fieldset>")
        } else {
            self.boxes(out, "radio")?;
            out.write_str("</fieldset>")
        }
    }

    fn boxes(&self, out: &mut fmt::Formatter<'_>, kind: &str) -> fmt::Result {
        let name = escape(&self.field.name);
        for o in &self.field.options {
            let checked = if o.checked { " checked" } else { "" };
            let hint = if o.hint.is_empty() {
                String::new()
            } else {
                format!(r#"<br><span class="kecil redup">{}</span>"#, escape(&o.hint))
            };
            write!(
                out,
                r#"<label class="pilihan"><input type="{kind}" class="centang" name="{name}" value="{}"{checked}><span>{}{hint}</span></label>"#,
                escape(&o.value),
                escape(&o.label)
            )?;
        }
        Ok(())
    }

    fn many(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        write!(out, r#"<fieldset class="tumpuk j2" id="{}"{}>"#, f.anchor, self.described())?;
        let hidden = if self.quiet { r#" class="hanya-pembaca""# } else { "" };
        write!(out, "<legend{hidden}>{}{}</legend>", escape(&f.full_label), self.optional())?;
        if self.quiet && !f.label.is_empty() {
            write!(out, r#"<p class="kecil redup" aria-hidden="true">{}</p>"#, escape(&f.label))?;
        }
        self.hints(out)?;
        self.sentinel(out)?;
        out.write_str(r#"<div class="kotak">"#)?;
        self.boxes(out, "checkbox")?;
        out.write_str("</div></fieldset>")
    }

    fn consent(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(c) = &self.field.consent else { return Ok(()) };
        write!(out, r#"<div class="tumpuk j3"><h3>{}</h3><dl class="rinci kecil">"#, escape(&self.field.label))?;
        let told = [
            (key("filing-consent-for"), &c.what_for),
            (key("filing-consent-sees"), &c.who_sees),
            (key("filing-consent-long"), &c.how_long),
        ];
        for (key, words) in told {
            write!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escape(&self.p.t(key)), escape(words))?;
        }
        out.write_str("</dl>")?;
        self.choice(out)?;
        out.write_str("</div>")
    }

    fn declaration(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        let checked = if f.options.iter().any(|o| o.checked) { " checked" } else { "" };
        self.hints(out)?;
        self.sentinel(out)?;
        write!(
            out,
            r#"<label class="pilihan"><input type="checkbox" class="centang" id="{}" name="{}" value="yes"{checked}{}><span>{}</span></label>"#,
            f.anchor,
            escape(&f.name),
            self.described(),
            escape(&f.label)
        )
    }

    /// Evidence: the items handed in, each to be ticked where it serves; the button keeps what is filled in
    /// and goes to hand in another.
    fn evidence(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        if f.options.is_empty() {
            write!(out, r#"<div id="{}" tabindex="-1">"#, f.anchor)?;
            self.wanting(out)?;
            out.write_str("</div>")?;
        } else {
            write!(out, r#"<details class="lipatan" id="{}"{}>"#, f.anchor, if f.answered { "" } else { " open" })?;
            let chosen: Vec<&str> = f.options.iter().filter(|o| o.checked).map(|o| o.label.as_str()).collect();
            let summary = if chosen.is_empty() {
                self.p.t("filing-evidence-choose").into_owned()
            } else {
                self.p.ta("filing-evidence-chosen").with("items", chosen.join("; ")).to_string()
            };
            write!(out, r#"<summary>{}</summary><fieldset class="tumpuk j2 atas-2">"#, escape(&summary))?;
            write!(out, r#"<legend class="hanya-pembaca">{}</legend>"#, escape(&f.full_label))?;
            self.hints(out)?;
            self.sentinel(out)?;
            self.boxes(out, "checkbox")?;
            out.write_str("</fieldset></details>")?;
        }
        if self.hands_in {
            let words = escape(&self.p.t("filing-evidence-add"));
            let about = escape(&f.full_label);
            let sign = self.p.draw(icon("camera"));
            write!(
                out,
                r#"<button class="ds-button" data-variant="tertiary" data-size="sm" type="submit" name="_aksi" value="bukti">{sign}{words}<span class="hanya-pembaca"> {about}</span></button>"#
            )?;
        }
        Ok(())
    }

    fn wanting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        let said = if f.accepts.is_empty() {
            self.p.t("filing-evidence-none").into_owned()
        } else {
            self.p.ta("filing-accepts").with("what", f.accepts.as_str()).to_string()
        };
        let sign = self.p.draw(icon("paperclip"));
        write!(out, r#"<div class="bukti bukti--kurang">{sign}<span>{}</span></div>"#, escape(&said))
    }

    fn document(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        write!(out, r#"<div class="tumpuk j2" id="{}" tabindex="-1">"#, f.anchor)?;
        if f.documents.is_empty() {
            self.wanting(out)?;
        }
        self.links(out)?;
        if self.hands_in {
            let key = if f.documents.is_empty() { "filing-document-add" } else { "filing-document-change" };
            let requirement = f.requirement().unwrap_or_default();
            write!(
                out,
                r#"<div><button class="ds-button" data-variant="secondary" data-size="sm" type="submit" name="_aksi" value="dokumen {}">{}{}<span class="hanya-pembaca"> {}</span></button></div>"#,
                escape(requirement),
                self.p.draw(icon("upload")),
                escape(&self.p.t(key)),
                escape(&f.full_label)
            )?;
        }
        out.write_str("</div>")
    }

    fn links(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for d in &self.field.documents {
            let title = if d.title.is_empty() { self.field.label.as_str() } else { d.title.as_str() };
            self.opened(out, &d.id, title)?;
        }
        Ok(())
    }

    /// A document by its title, with the way to it for those who may open it.
    fn opened(&self, out: &mut fmt::Formatter<'_>, id: &str, title: &str) -> fmt::Result {
        let (sign, title) = (self.p.draw(icon("file-text")), escape(title));
        if self.documents.is_empty() {
            return write!(out, r#"<div class="bukti">{sign}<span>{title}</span></div>"#);
        }
        let at = escape(self.documents);
        write!(out, r#"<div class="bukti">{sign}<span><a href="{at}/{}">{title}</a></span></div>"#, escape(id))
    }

    /// As it was answered.
    fn read(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        let label = escape(if f.label.is_empty() { &f.full_label } else { &f.label });
        write!(out, r#"<div class="jawaban" id="{}" tabindex="-1">"#, f.anchor)?;
        match f.kind {
            "document" => {
                if f.documents.is_empty() {
                    write!(out, r#"<p class="redup">{}</p>"#, escape(&self.p.t("filing-evidence-none")))?;
                }
                self.links(out)?;
            }
            "evidence" => {
                write!(out, r#"<p class="kecil redup">{label}</p>"#)?;
                if !f.options.iter().any(|o| o.checked) {
                    write!(out, r#"<p>{}</p>"#, escape(&self.p.t("filing-evidence-none")))?;
                }
                for o in f.options.iter().filter(|o| o.checked) {
                    self.opened(out, &o.value, &o.label)?;
                }
            }
            _ => {
                let said = if f.display.is_empty() { self.p.t("filing-unanswered") } else { f.display.as_str().into() };
                let class = if f.display.is_empty() { "redup" } else { "kuat" };
                write!(out, r#"<p class="kecil redup">{label}</p><p class="{class}">{}</p>"#, escape(&said))?;
            }
        }
        out.write_str("</div>")
    }
}

/// An answer in everyday words, with the sign of the paper behind them: *Ya, bisa (K)*.
fn everyday(option: &OptionView) -> String {
    if option.hint.is_empty() { option.label.clone() } else { format!("{} ({})", option.hint, option.label) }
}

/// Colour and icon of an answer when chosen. *Tidak* and *belum kompeten* are grey, never red.
fn look(value: &str) -> (&'static str, Icon) {
    match value {
        "yes" | "K" | "proceed" | "accepted" => ("success", icon("check")),
        "no" | "BK" | "not-proceed" | "rejected" => ("neutral", icon("minus")),
        _ => ("accent", icon("check")),
    }
}

impl Drawn<'_> {
    /// What a released written test says here: where the answer comes from, or that it is another one.
    fn by_test(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = self.field;
        let Some(said) = &f.by_test else { return Ok(()) };
        if f.differs {
            let words = self.p.ta("filing-test-differs").with("said", said.as_str()).to_string();
            let sign = self.p.draw(icon("triangle-alert"));
            return write!(
                out,
                r#"<p class="kecil"><span class="ds-tag" data-color="warning">{sign}{}</span></p>"#,
                escape(&words)
            );
        }
        // Rows say it once, above them all.
        if !f.editable || self.quiet {
            return Ok(());
        }
        write!(out, r#"<p class="kecil redup">{}</p>"#, escape(&self.p.t("filing-test-proposed")))
    }

    fn body(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.kind == "document" && self.hands_in {
            return self.document(out);
        }
        if !self.field.editable {
            return self.read(out);
        }
        match self.field.kind {
            "choice" | "yes-no" => self.choice(out),
            "multi" => self.many(out),
            "consent" => self.consent(out),
            "declaration" => self.declaration(out),
            "evidence" => self.evidence(out),
            _ => self.line(out),
        }
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.body(out)?;
        self.by_test(out)
    }
}
impl HtmlSafe for Drawn<'_> {}

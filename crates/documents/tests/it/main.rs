//! Papers as a whole: page counts, sameness of bytes, awkward names, signs that cannot be printed.
#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::disallowed_methods, reason = "tests are told by the environment to write what they compare with")]

mod certificate;
mod forms;
mod papers;
mod shapes;

use std::process::{Command, Output};
use std::sync::LazyLock;

use documents::{Paper, Pdf, Press, Template, pictures};
use serde_json::Value;

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

/// A sample's data by the name of its file.
fn sample(name: &str) -> Value {
    let path = format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn paper(name: &str, data: Value) -> Paper {
    let template = match name.split('-').next() {
        Some("certificate") => Template::Certificate,
        Some("exam") => Template::Exam,
        Some("form") => Template::Form,
        Some("report") => Template::Report,
        _ => Template::Letter,
    };
    Paper { template, data, files: pictures() }
}

fn print(name: &str, data: Value) -> Pdf {
    PRESS.render(&paper(name, data)).unwrap()
}

/// What another program says, or `None` where it is missing: then a test has nothing to look at and passes over, unless
/// `KOMPETEN_TEST_ALL` is set.
fn told(program: &str, by: &mut Command) -> Option<Output> {
    let needed = std::env::var_os("KOMPETEN_TEST_ALL").is_some();
    let said = by.output();
    assert!(said.is_ok() || !needed, "{program} cannot be started: {:?}", said.err());
    said.ok()
}

/// The words of a PDF as another program reads them, white space collapsed; `None` where that program is missing.
fn words(pdf: &Pdf) -> Option<String> {
    Some(page_words(pdf)?.join(" "))
}

/// The same, page by page.
fn page_words(pdf: &Pdf) -> Option<Vec<String>> {
    let file = written(pdf);
    let output = told("pdftotext", Command::new("pdftotext").arg(file.path()).arg("-"))?;
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let collapsed = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(collapsed).collect())
}

fn written(pdf: &Pdf) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &pdf.bytes).unwrap();
    file
}

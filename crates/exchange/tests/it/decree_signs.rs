//! Decrees whose signs are printed in other ways than typed: widths as Chrome writes them, hyphens and ligatures of
//! typesetters, numbers without a full stop, and first lines that look like something else.

use exchange::{standards, workbook::Limits};
use rstest::rstest;

use crate::{pdfs::pdf_of_chrome, sample};

#[rstest]
#[case::a_run("32 126 500")]
#[case::runs_and_lists("32 64 500 65 [500 500 500] 68 90 500 91 126 500")]
#[case::lists_only("32 [500 500 500 500 500 500 500 500 500 500 500 500 500 500 500 500] 48 126 500")]
fn a_pdf_printed_by_chrome_is_read_as_its_text_is(#[case] widths: &str) {
    let text = String::from_utf8(sample("decree-unit.txt")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.is_ascii()).collect();
    let by_text = standards::from_text(&lines.join("\n"));
    let by_pdf = standards::read(&pdf_of_chrome(&lines, widths), &Limits::default()).unwrap();
    assert_eq!(by_pdf.units, by_text.units);
    assert_eq!(by_pdf.not_understood, by_text.not_understood);
}

#[test]
fn a_pdf_with_more_widths_than_anybody_prints_is_refused() {
    let pdf = pdf_of_chrome(&["KODE UNIT : R.91PRP02.021.1"], &"0 65535 500 ".repeat(9));
    assert_eq!(standards::read(&pdf, &Limits::default()).unwrap_err().code(), "pdf.too_heavy");
}

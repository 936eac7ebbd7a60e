//! `docs/configuration.md` lists every setting as it is.

use certification::setting::{KNOWN, Kind};

const DOCUMENT: &str = include_str!("../../../../docs/configuration.md");

#[test]
fn the_document_lists_every_setting_with_its_default_and_range() {
    let (_, body) = DOCUMENT.split_once("## Body").unwrap_or_default();
    let listed: Vec<&str> = body.lines().filter(|line| line.starts_with("| `")).collect();
    let rows = KNOWN.iter().map(|known| {
        let range = match known.kind {
            Kind::Int(from, to) => format!("{from}–{to} {}", known.unit),
            Kind::Choice(all) => all.join(", "),
            Kind::Text(most) => format!("up to {most} characters"),
        };
        let pattern = if known.default.contains('{') { "`" } else { "" };
        format!("| `{}` | {pattern}{}{pattern} | {range} | ", known.key, known.default)
    });
    let rows: Vec<String> = rows.collect();
    for (n, row) in rows.iter().enumerate() {
        assert!(listed.get(n).is_some_and(|line| line.starts_with(row)), "docs/configuration.md should say {row}…");
    }
    assert_eq!(listed.len(), rows.len(), "docs/configuration.md lists a setting that there is not");
}

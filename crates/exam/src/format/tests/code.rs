//! What stands within code and text that is kept as it was typed: its lines and powers stay, what cannot is told by name.
//! And cells of tables, which stay in their columns.

use rstest::rstest;

use super::*;
use crate::item::{Block, Content, Inline};

fn read(html: &str) -> (String, Vec<Block>) {
    let text = format!("[html]{} {{=ya ~tidak}}", html.replace('=', "\\="));
    let import = gift::import(text.as_bytes(), &intake()).unwrap();
    (short(&import.report).remove(0), import.items[0].question.stem.0.clone())
}

fn code(text: &str) -> Inline {
    Inline::Code(text.to_owned())
}

#[test]
fn lines_and_powers_within_code_stay() {
    let (said, stem) = read("<p><code>satu<br>x<sup>2</sup></code></p>");
    assert_eq!(said, "taken");
    let line = vec![code("satu"), Inline::Break, code("x"), Inline::Sup(vec![code("2")])];
    assert_eq!(stem, [Block::Paragraph(line)]);
    // And go out and come back.
    let text = "[html]<p><code>satu<br>x<sup>2</sup></code></p> {\\=ya ~tidak}".replace("{\\=", "{=");
    let import = gift::import(text.as_bytes(), &intake()).unwrap();
    let bytes = moodle::export(&import.items, &import.files).bytes;
    assert_eq!(moodle::import(&bytes, &intake()).unwrap().items[0].question.stem.0, stem);
}

#[rstest]
#[case("<pre>satu<br>dua</pre>", "taken", "satu\ndua")]
#[case("<pre>x<sup>2</sup></pre>", "loss: loss.element", "x2")]
#[case("<pre><span style=\"color:red\">x</span></pre>", "loss: loss.style", "x")]
#[case("<pre>lihat <img src=\"a.png\" alt=\"rak\"></pre>", "loss: loss.element loss.address", "lihat rak")]
#[case("<pre>a<span hidden>kunci</span></pre>", "loss: loss.hidden-text", "a")]
fn text_as_it_was_typed_keeps_its_lines(#[case] html: &str, #[case] outcome: &str, #[case] text: &str) {
    let (said, stem) = read(html);
    assert_eq!(said, outcome);
    assert_eq!(stem, [Block::Verbatim(text.to_owned())]);
}

#[test]
fn words_that_a_style_strikes_out_are_told_as_such() {
    let (said, _) = read("<p>Mana yang <span style=\"text-decoration: line-through\">tidak</span> benar?</p>");
    assert_eq!(said, "loss: loss.element");
}

#[test]
fn merged_cells_leave_the_others_in_their_columns() {
    let (said, stem) = read(
        "<table><tr><th rowspan=\"2\">No</th><th colspan=\"2\">Nilai</th></tr><tr><td>x</td><td>y</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
    );
    assert_eq!(said, "loss: loss.merged-cells");
    let [Block::Table(table)] = stem.as_slice() else { panic!("{stem:?}") };
    let words = |row: &Vec<Content>| row.iter().map(|cell| cell.words()).collect::<Vec<_>>().join("|");
    let rows: Vec<String> = table.rows.iter().map(words).collect();
    assert_eq!((words(&table.head), rows), ("No|Nilai|".to_owned(), vec!["|x|y".to_owned(), "1|2|3".to_owned()]));
}

#[test]
fn a_table_that_is_too_wide_is_told() {
    let row = "<tr>".to_owned() + &"<td colspan=\"100\" rowspan=\"100\">x</td>".repeat(300) + "</tr>";
    let (said, _) = read(&format!("<p>Apa?</p><table>{}</table>", row.repeat(20)));
    assert_eq!(said, "loss: loss.merged-cells loss.part");
}

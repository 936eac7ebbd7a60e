use proptest::prelude::*;

use super::*;

fn typed(text: &str) -> Content {
    read(text).unwrap()
}

#[test]
fn lines_without_signs_are_plain_text() {
    for text in ["Apa itu katalog?", "Satu\n\n  Dua  \nTiga", "3 < 4 dan 5 * 6_7 (a|b) a-b 1.5 C:\\buku", "1. Sendiri"]
    {
        assert_eq!(typed(text), Content::plain(text), "{text}");
    }
}

#[test]
fn signs_say_what_they_show() {
    let text = "Lihat <b>tebal</b> dan H<sub>2</sub>O<br>baris [[A]]\n\
        |+ Pinjaman\n| Bulan | Buku |\n|---|---|\n| Mei | 3 \\| 4 |\n\
        ![Rak <900>](media/rak.png =640x480)\n!audio[Satu\\nDua \\] habis](media/a.mp3)\n\
        <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>\n- satu\n- dua\n> kutipan\n```\n  SELECT *\n```";
    let content = typed(text);
    let kinds: Vec<&str> = content
        .0
        .iter()
        .map(|block| match block {
            Block::Paragraph(_) => "paragraph",
            Block::List { .. } => "list",
            Block::Table(_) => "table",
            Block::Verbatim(_) => "verbatim",
            Block::Quote(_) => "quote",
            Block::Picture(_) => "picture",
            Block::Audio(_) => "audio",
            Block::Formula(_) => "formula",
        })
        .collect();
    assert_eq!(kinds, ["paragraph", "table", "picture", "audio", "formula", "list", "quote", "verbatim"]);
    let Some(Block::Table(table)) = content.0.get(1) else { panic!("no table") };
    assert_eq!((table.head.len(), table.rows.len(), table.caption.len()), (2, 1, 1));
    assert_eq!(table.rows[0][1].words(), "3 | 4");
    let Some(Block::Picture(picture)) = content.0.get(2) else { panic!("no picture") };
    assert_eq!((picture.alt.as_str(), picture.width, picture.height), ("Rak <900>", Some(640), Some(480)));
    let Some(Block::Audio(audio)) = content.0.get(3) else { panic!("no recording") };
    assert_eq!(audio.transcript, "Satu\nDua ] habis");
    let again = write(&content).unwrap();
    assert_eq!(typed(&again), content, "{again}");
}

#[test]
fn what_cannot_be_said_is_not_written() {
    let nested =
        Content(vec![Block::List { ordered: false, entries: vec![Content(vec![Block::Quote(Content::plain("a"))])] }]);
    assert_eq!(write(&nested), None);
    let feed = Content(vec![Block::Paragraph(vec![Inline::Text("a\nb".to_owned())])]);
    assert_eq!(write(&feed), None);
}

#[test]
fn a_bad_formula_and_a_bad_name_are_told() {
    let code = |text: &str| read(text).unwrap_err().code;
    assert_eq!(code("<math><script>x</script></math>"), "math.element");
    assert_eq!(code("<math><mn>1</mn>"), "math.broken");
    assert_eq!(code("a <math><mn>1</mn>"), "math.broken");
    assert_eq!(code("![x](../rahasia.png)"), "typed.file");
    assert_eq!(code("!audio[x](https://contoh.id/a.mp3)"), "typed.file");
    assert_eq!(code(&"a".repeat(LONGEST + 1)), "typed.too-long");
}

#[test]
fn many_open_marks_take_no_time() {
    let text = "<b>".repeat(LONGEST / 3);
    assert_eq!(typed(&text), Content::plain(&text));
    let deep = format!("{}a{}", "<b>".repeat(60), "</b>".repeat(60));
    assert!(read(&deep).is_ok());
}

proptest! {
    #[test]
    fn plain_text_comes_back_as_it_was(lines in prop::collection::vec("[ -~é]{1,30}", 0..4)) {
        let content = Content::plain(&lines.join("\n"));
        let out = write(&content);
        prop_assert_eq!(out.map(|out| read(&out).unwrap()), Some(content));
    }

    #[test]
    fn anything_typed_can_be_read_or_is_told(text in "[a<>/bui\\[\\]!()|\\\\ \n.1-]{0,80}") {
        if let Ok(content) = read(&text) && let Some(out) = write(&content) {
            prop_assert_eq!(read(&out), Ok(content));
        }
    }
}

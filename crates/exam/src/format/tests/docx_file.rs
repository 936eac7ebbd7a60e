//! Word documents for the tests, written by hand as Word writes them. Invented.

use crate::format::zipped;

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A document of that body, with a picture, numbered and lettered lists.
pub fn document(body: &str) -> Vec<u8> {
    let document = format!("<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let level = |level: u8, format: &str| {
        format!("<w:lvl w:ilvl=\"{level}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%1.\"/></w:lvl>")
    };
    let kind = |id: u8, format: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\">{}{}</w:abstractNum>",
            level(0, format),
            level(1, "upperLetter")
        )
    };
    let list = |id: u8| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
    let numbering = format!(
        "<w:numbering {SPACES}>{}{}{}{}</w:numbering>",
        kind(1, "decimal"),
        kind(2, "bullet"),
        list(1),
        list(2)
    );
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"image\" Target=\"media/image1.png\"/><Relationship Id=\"rId2\" Type=\"image\" Target=\"media/image2.emf\"/><Relationship Id=\"rId3\" Type=\"image\" Target=\"https://example.org/x.png\" TargetMode=\"External\"/></Relationships>";
    let styles = format!(
        "<w:styles {SPACES}><w:style w:styleId=\"Daftar\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"ListBullet\"><w:basedOn w:val=\"Daftar\"/></w:style><w:style w:styleId=\"Rahasia\"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId=\"Pangkat\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style><w:style w:styleId=\"Coret\"><w:rPr><w:strike/></w:rPr></w:style></w:styles>"
    );
    let parts: [(&str, &[u8]); 7] = [
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/image1.png", b"PNG"),
        ("word/media/image2.emf", b"EMF"),
    ];
    zipped::pack(parts).unwrap()
}

/// A paragraph of runs.
pub fn line(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A run of plain letters.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A run with a form, such as `<w:b/>`.
pub fn formed(form: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{form}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of plain letters.
pub fn plain(text: &str) -> String {
    line(&run(text))
}

/// A paragraph in a list that Word numbers.
pub fn listed(list: u8, level: u8, text: &str) -> String {
    let form = format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>");
    line(&format!("{form}{}", run(text)))
}

/// A table of cells that hold paragraphs.
pub fn table(rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| {
        let inner = if cell.starts_with('<') { (*cell).to_owned() } else { plain(cell) };
        format!("<w:tc>{inner}</w:tc>")
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A picture by its relation.
pub fn picture(id: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"952500\" cy=\"476250\"/><wp:docPr id=\"1\" name=\"x\" descr=\"rak buku\"/><a:blip r:embed=\"{id}\"/></wp:inline></w:drawing></w:r>"
    )
}

/// A document of item cards in tables.
pub fn cards() -> Vec<u8> {
    let stem = line(&format!("{}{}{}", run("Rak yang "), formed("<w:b/>", "tidak"), run(" sesuai adalah")))
        + &line(&picture("rId1"));
    let first = table(&[
        &["Nomor", "1"],
        &["KUK", "1.2"],
        &["Unit", "R.91PRP02.021.1"],
        &["Level", "C3"],
        &["Soal", &stem],
        &["A", "fiksi"],
        &["B", "rujukan"],
        &["C", "berkala"],
        &["Kunci", "B"],
    ]);
    let second = table(&[
        &["No", "Soal", "A", "B", "Kunci"],
        &["1", "Satu?", "ya", "tidak", "A"],
        &["2", "Dua?", "ya", "tidak", "B"],
    ]);
    document(&(plain("KARTU SOAL") + &first + &second))
}

/// A document of items as a list of paragraphs.
pub fn list() -> Vec<u8> {
    let lines =
        ["1. Ibu kota ada di", "A. sini", "B. sana", "Kunci: B", "2. Yang lain", "A. satu", "B. dua", "Kunci: A"];
    document(&lines.map(plain).concat())
}

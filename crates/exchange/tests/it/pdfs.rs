//! PDFs made for tests, thirty lines to a page.

/// A PDF with these lines in a typeface of the reader.
pub(crate) fn pdf(lines: &[&str]) -> Vec<u8> {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let escaped = |line: &str| line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    with_font(&[font], lines, |line| format!("({})", escaped(line)))
}

/// A PDF with these lines as Chrome prints them: in a typeface of its own, whose signs have numbers and whose widths are
/// given as `widths` says.
pub(crate) fn pdf_of_chrome(lines: &[&str], widths: &str) -> Vec<u8> {
    let map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\n\
        endcodespacerange\n1 beginbfrange\n<0020> <007E> <0020>\nendbfrange\nendcmap\nend\nend\n";
    let fonts = [
        "<</Type/Font/Subtype/Type0/BaseFont/Contoh/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        &format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Contoh/FontDescriptor 5 0 R/W[{widths}]/DW 0\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        ),
        "<</Type/FontDescriptor/FontName/Contoh/Flags 4>>",
        &format!("<</Length {}>>\nstream\n{map}\nendstream", map.len()),
    ];
    with_font(&fonts, lines, |line| {
        let codes: String = line.chars().map(|sign| format!("{:04X}", u32::from(sign))).collect();
        format!("<{codes}>")
    })
}

/// A PDF with its pages turned by so many degrees: shown so, its lines go from left to right.
pub(crate) fn pdf_turned(lines: &[&str], degrees: u32) -> Vec<u8> {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let begin = match degrees {
        90 => "0 1 -1 0 60 60 Tm",
        180 => "-1 0 0 -1 535 60 Tm",
        270 => "0 -1 1 0 535 780 Tm",
        _ => "1 0 0 1 60 780 Tm",
    };
    let page = format!("/Rotate {degrees}");
    let shown = |line: &str| format!("({})", line.replace('(', "\\(").replace(')', "\\)"));
    laid_out(&[font], lines, shown, begin, &page)
}

/// A PDF with a page of lines, and one that is nothing but a picture.
pub(crate) fn pdf_with_a_picture(lines: &[&str]) -> Vec<u8> {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\nendstream";
    let lines: Vec<&str> = lines.iter().copied().chain(std::iter::repeat("")).take(31).collect();
    let shown = |line: &str| format!("({})", line.replace('(', "\\(").replace(')', "\\)"));
    laid_out(&[font, picture], &lines, shown, "60 780 Td", "")
}

/// A PDF whose lines are shown in the first of these typefaces.
fn with_font(fonts: &[&str], lines: &[&str], shown: impl Fn(&str) -> String) -> Vec<u8> {
    laid_out(fonts, lines, shown, "60 780 Td", "")
}

/// A PDF whose lines begin where `begin` says; `says` is what else its pages say.
fn laid_out(fonts: &[&str], lines: &[&str], shown: impl Fn(&str) -> String, begin: &str, says: &str) -> Vec<u8> {
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned(), String::new()];
    objects.extend(fonts.iter().map(|font| (*font).to_owned()));
    let mut kids = Vec::new();
    for page in lines.chunks(30) {
        let shown: Vec<String> = page.iter().map(|line| format!("{} Tj T*", shown(line))).collect();
        let content = format!("BT /F1 10 Tf 14 TL {begin} {} ET", shown.join(" "));
        let number = objects.len() + 1;
        kids.push(format!("{number} 0 R"));
        let picture = if fonts.iter().any(|font| font.contains("/Image")) { "/XObject<</I 4 0 R>>" } else { "" };
        let resources = format!("<</Font<</F1 3 0 R>>{picture}>>");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R{says}/MediaBox[0 0 595 842]/Resources{resources}/Contents {} 0 R>>",
            number + 1
        ));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" "));
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{n} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    out.extend(trailer.bytes());
    out
}

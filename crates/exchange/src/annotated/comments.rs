//! The two parts a comment needs: its text, and the box (VML) that shows it.

use super::{
    Failed, Notes,
    package::{escaped, insert_before},
};
use crate::workbook::column_letters;

const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The comments of a sheet, with ours among them. Where a cell has one already, ours goes on in it.
pub(super) fn comments(before: Option<&str>, notes: &Notes, author: &str) -> Result<String, Failed> {
    let empty = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{SPREADSHEET}\"><authors></authors><commentList></commentList></comments>"
    );
    let mut text = before.map_or(empty, str::to_owned);
    let prefix = if text.contains("<x:comments") { "x:" } else { "" };
    let authors_end = format!("</{prefix}authors>");
    let authors = text.split(&authors_end).next().unwrap_or_default().matches(&format!("<{prefix}author>")).count();
    insert_before(&mut text, &authors_end, &format!("<{prefix}author>{}</{prefix}author>", escaped(author)))?;
    let mut ours = String::new();
    for ((row, column), (note, _)) in notes {
        let cell = format!("{}{row}", column_letters(*column));
        let run = format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", escaped(note));
        let there = text.find(&format!(" ref=\"{cell}\"")).and_then(|at| {
            let end = text.get(at..)?.find(&format!("</{prefix}text>"))?;
            Some(at + end)
        });
        match there {
            Some(at) => text.insert_str(at, &run.replacen("preserve\">", "preserve\">\n", 1)),
            None => ours.push_str(&format!(
                "<{prefix}comment ref=\"{cell}\" authorId=\"{authors}\"><{prefix}text>{run}</{prefix}text></{prefix}comment>"
            )),
        }
    }
    insert_before(&mut text, &format!("</{prefix}commentList>"), &ours)?;
    Ok(text)
}

/// The boxes of a sheet's comments, with ours among them.
pub(super) fn boxes(before: Option<&str>, notes: &Notes) -> Result<String, Failed> {
    let empty = concat!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" ",
        "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>",
        "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">",
        "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype></xml>"
    );
    let mut text = before.map_or_else(|| empty.to_owned(), str::to_owned);
    let mut ours = String::new();
    for (number, ((row, column), (note, _))) in notes.iter().enumerate() {
        let place = format!("<x:Row>{}</x:Row><x:Column>{column}</x:Column>", row - 1);
        if text.replace(char::is_whitespace, "").contains(&place) {
            continue;
        }
        let lines = note.lines().map(|l| l.chars().count() / 34 + 1).sum::<usize>().clamp(2, 12);
        let (left, top) = (column + 1, row.saturating_sub(2));
        let bottom = top as usize + lines + 1;
        ours.push_str(&format!(
            "<v:shape id=\"_k{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:80pt;margin-top:5pt;width:190pt;height:{height}pt;z-index:{z};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">\
             <v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>{place}</x:ClientData></v:shape>",
            height = lines * 15 + 8,
            z = number + 1,
            right = left + 3,
        ));
    }
    insert_before(&mut text, "</xml>", &ours)?;
    Ok(text)
}

//! Items as a list of paragraphs: `1. …`, `A. …`, `Kunci: B`, the marks typed or made by Word.

use std::collections::BTreeSet;

use certification::refusal::Refusal;

use super::{
    cards::Found,
    grid::{Cell, Grid},
    keys::{self, Keys},
    marks::{Letter, Style, after_mark, cut, labelled, letter_mark, number_mark},
    parted::parted,
    piece::{Line, Mark, Piece, content, table, tell_hidden, words},
};
use crate::{
    format::{
        card::Field,
        report::{Losses, brief},
        tidy::tidy_line,
    },
    item::{Block, Content, Inline},
};

/// The most texts outside items that are told one by one.
const TOLD: usize = 50;

/// Items while a list is being read.
#[derive(Debug, Default)]
pub(super) struct Listed {
    open: Option<Found>,
    /// The field that what follows belongs to.
    last: Option<Field>,
    /// How the letters of its options are written, where somebody typed them.
    style: Option<Style>,
    /// How those of a list within one of them are.
    inner: Option<Style>,
    /// Keys of all items, and whether a heading said that they follow.
    pub(super) keys: Keys,
    keyed: bool,
    /// How many items there were.
    count: u32,
    /// Texts that belong to no item.
    pub(super) outside: Vec<Refusal>,
}

impl Listed {
    /// Reads a line; gives the item that ended before it.
    pub(super) fn line(&mut self, line: &Line) -> Option<Found> {
        let Some(parts) = parted(line) else { return self.read(line, false) };
        // An item begins with the first of them only.
        parts.iter().fold(None, |ended, part| self.read(part, true).or(ended))
    }

    /// Reads a line, or one of several parts of it that stand side by side.
    fn read(&mut self, line: &Line, beside: bool) -> Option<Found> {
        let inlines = tidy_line(&line.inlines);
        if inlines.is_empty() {
            let ended = if line.struck.trim().is_empty() { None } else { self.struck(line) };
            self.note(&line.losses);
            return ended;
        }
        let words = Content(vec![Block::Paragraph(inlines.clone())]).words();
        // Only what candidates do not see anyway may be hidden.
        if line.hidden && !(self.open.is_some() && labelled(&words).is_some_and(|(field, _)| !field.seen())) {
            let mut losses = Losses::default();
            tell_hidden(&words, &mut losses);
            self.note(&losses);
            return None;
        }
        if self.key(&words, line.mark) {
            return None;
        }
        if keys::is_heading(&words) && self.open.as_ref().is_none_or(|open| open.has(Field::Key) || lettered(open)) {
            // What follows may as well be the key of this item.
            self.keyed = true;
            self.last = self.open.as_ref().filter(|open| !open.has(Field::Key)).map(|_| Field::Key);
            self.note(&line.losses);
            return None;
        }
        if self.begins(&words, line.mark) {
            let number = self.number(&words, line.mark);
            let rest = after_mark(inlines, line.mark, number_mark(&words));
            let mut found = Found { number: Some(number), ..Found::default() };
            found.append(Field::Stem, paragraph(rest));
            let ended = self.open.replace(found);
            (self.last, self.style, self.inner) = (Some(Field::Stem), None, None);
            self.note(&line.losses);
            return ended;
        }
        if self.open.is_none() {
            self.leave(&words);
            return None;
        }
        self.note(&line.losses);
        // Small letters under large ones are a list within the option.
        if let (Some(style), Some(letter)) = (self.style, letter_mark(&words))
            && letter.at == 0
            && style.is_large()
            && !letter.style.is_large()
        {
            self.inner = Some(letter.style);
        }
        if let Some(at) = self.option(&words, line.mark, beside) {
            let typed = if line.mark == Mark::Letter { None } else { letter_mark(&words) };
            let rest = after_mark(inlines, line.mark, typed.map(|letter| letter.length));
            self.choose(at, typed, paragraph(rest));
            return None;
        }
        if let Some((field, length)) = labelled(&words) {
            let rest = tidy_line(&cut(inlines, length));
            self.add(field, paragraph(rest));
            return None;
        }
        let settled = self.open.as_ref().is_some_and(|open| open.has(Field::Key));
        match self.last {
            Some(field) if !settled || matches!(field, Field::Explanation | Field::Rubric) => {
                let said = content(
                    &[Piece::Line(Line { inlines, mark: line.mark, ..Line::default() })],
                    &mut Losses::default(),
                );
                if let Some(open) = &mut self.open {
                    open.append(field, said);
                }
            }
            _ => self.leave(&words),
        }
        None
    }

    /// Reads keys of all items: under their heading, or several behind a label.
    fn key(&mut self, words: &str, mark: Mark) -> bool {
        let behind = labelled(words).filter(|(field, _)| *field == Field::Key);
        let several = behind.and_then(|(_, length)| keys::pairs(&words.chars().skip(length).collect::<String>()));
        if let Some(several) = several.filter(|several| several.len() > 1) {
            self.keys.add(several);
            self.last = None;
            return true;
        }
        if !self.keyed {
            return false;
        }
        let counted = || keys::pairs(&format!("{} {words}", self.keys.next())).filter(|_| mark == Mark::Number);
        match counted().or_else(|| keys::pairs(words)) {
            Some(pairs) => {
                self.keys.add(pairs);
                self.last = None;
            }
            None => self.keyed = false,
        }
        self.keyed
    }

    /// The number of the item that a line begins: as it was typed, or as Word counts.
    fn number(&mut self, words: &str, mark: Mark) -> u32 {
        let typed = if mark == Mark::Number { "" } else { words };
        let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
        self.count = digits.parse().unwrap_or(self.count.saturating_add(1));
        self.count
    }

    /// A line that is struck out begins or is what it would be, but says nothing: letters behind it stay as they are.
    fn struck(&mut self, line: &Line) -> Option<Found> {
        let words = line.struck.trim();
        if self.begins(words, line.mark) {
            let why = Refusal::new("docx.struck").with("text", brief(words, 60));
            (self.last, self.style, self.inner) = (Some(Field::Stem), None, None);
            return self.open.replace(Found { fault: Some(why), ..Found::default() });
        }
        if let Some(at) = self.option(words, line.mark, false) {
            self.choose(at, letter_mark(words).filter(|_| line.mark != Mark::Letter), Content::default());
        }
        None
    }

    /// Reads a table that is no card: part of the stem, or outside.
    pub(super) fn table(&mut self, grid: &Grid) {
        if self.keys.table(grid) {
            return;
        }
        if self.last == Some(Field::Stem) && self.options(grid) {
            return;
        }
        let mut losses = Losses::default();
        let Some(block) = table(grid, &mut losses) else {
            self.note(&losses);
            return;
        };
        let asking = self.last == Some(Field::Stem);
        match &mut self.open {
            Some(open) if asking => {
                open.append(Field::Stem, Content(vec![block]));
                losses.0.into_iter().for_each(|loss| open.losses.add(loss));
            }
            _ => self.leave(&Content(vec![block]).words()),
        }
    }

    /// Reads a table of options, side by side without lines around them; whether it was one.
    fn options(&mut self, grid: &Grid) -> bool {
        let only = |cell: &Cell| match cell.pieces.as_slice() {
            [Piece::Line(line)] => Some(line.clone()),
            _ => None,
        };
        let cells = grid.rows.iter().flatten().filter(|cell| !words(&cell.pieces).is_empty());
        let Some(lines) = cells.map(only).collect::<Option<Vec<Line>>>() else { return false };
        let letters: BTreeSet<u8> = lines.iter().filter_map(|line| Some(letter_mark(&line.words())?.at)).collect();
        let all = lines.len() >= 2
            && letters.len() == lines.len()
            && letters.last().is_some_and(|last| usize::from(*last) < lines.len());
        if all {
            for line in &lines {
                self.read(line, true);
            }
        }
        all
    }

    /// Ends the open item.
    pub(super) fn end(&mut self) -> Option<Found> {
        self.last = None;
        self.open.take()
    }

    /// A number begins an item, unless it counts statements within a stem that has no options yet.
    fn begins(&self, words: &str, mark: Mark) -> bool {
        let numbered = mark == Mark::Number || (mark == Mark::None && number_mark(words).is_some());
        let answered = |open: &Found| {
            let answers = |field: &Field| matches!(field, Field::Option(_) | Field::Key);
            open.card.fields.keys().any(answers)
        };
        numbered && self.open.as_ref().is_none_or(answered)
    }

    /// The option that a line begins: the next letter in turn, one that was left out, or of those that stand side by side
    /// whichever is free. A letter that is there already, written like it, makes the item doubtful; an `A` that is written
    /// otherwise begins the options, and what was read as such before is part of the stem.
    fn option(&self, words: &str, mark: Mark, beside: bool) -> Option<u8> {
        let open = self.open.as_ref().filter(|open| !open.has(Field::Key))?;
        let used =
            || open.card.fields.keys().filter_map(|field| if let Field::Option(at) = field { Some(*at) } else { None });
        let next = used().max().map_or(0, |last| last.saturating_add(1));
        if mark == Mark::Letter {
            return Some(next).filter(|next| *next < 26);
        }
        let letter = letter_mark(words)?;
        if self.inner == Some(letter.style) {
            return None;
        }
        let (at, alike) = (letter.at, self.style == Some(letter.style));
        let in_turn = at == next || (at == 0 && !alike);
        // One letter may have been left out; sentences begin with letters further on.
        let left_out = alike && !letter.tight && next > 0 && at <= next + 1;
        (in_turn || left_out || (beside && !used().any(|one| one == at))).then_some(at)
    }

    /// Adds an option; `typed` is its letter, where somebody typed it.
    fn choose(&mut self, at: u8, typed: Option<Letter>, said: Content) {
        let other = self.style.is_some() && typed.is_none_or(|letter| self.style != Some(letter.style));
        if at == 0 && typed.is_some() && (other || (self.style.is_none() && self.open.as_ref().is_some_and(lettered))) {
            self.join_stem();
        }
        self.style = self.style.or(typed.map(|letter| letter.style));
        self.add(Field::Option(at), said);
    }

    /// What was read as options is part of the stem.
    fn join_stem(&mut self) {
        let style = self.style.take();
        let Some(open) = &mut self.open else { return };
        let options: Vec<(Field, Content)> =
            open.card.fields.extract_if(.., |field, _| matches!(field, Field::Option(_))).collect();
        for (field, mut said) in options {
            if let (Field::Option(at), Some(Block::Paragraph(first))) = (field, said.0.first_mut()) {
                let mark =
                    style.map_or_else(|| format!("{}. ", char::from(b'A'.saturating_add(at))), |style| style.mark(at));
                first.insert(0, Inline::Text(mark));
                *first = tidy_line(first);
            }
            open.append(Field::Stem, said);
        }
    }

    fn add(&mut self, field: Field, said: Content) {
        if let Some(open) = &mut self.open {
            open.add(field, said);
        }
        self.last = Some(field);
    }

    fn note(&mut self, losses: &Losses) {
        match &mut self.open {
            Some(open) => losses.0.iter().for_each(|loss| open.losses.add(loss.clone())),
            None => self.outside.extend(losses.0.iter().take(TOLD.saturating_sub(self.outside.len())).cloned()),
        }
    }

    fn leave(&mut self, words: &str) {
        if self.outside.len() < TOLD && !words.trim().is_empty() {
            self.outside.push(Refusal::new("docx.outside").with("text", brief(words, 80)));
        }
    }
}

/// What a cell asks, where it holds options too.
pub(super) fn asked(pieces: &[Piece]) -> Option<Found> {
    let mut listed = Listed { open: Some(Found::default()), last: Some(Field::Stem), ..Listed::default() };
    for piece in pieces {
        match piece {
            Piece::Line(line) if listed.line(line).is_some() => return None,
            Piece::Line(_) => {}
            Piece::Table(grid) => listed.table(grid),
        }
    }
    let whole = listed.outside.is_empty() && listed.keys.next() == 1;
    let found = listed.end().filter(|_| whole)?;
    let options = found.card.fields.keys().filter(|field| matches!(field, Field::Option(_))).count();
    (options >= 2).then_some(found)
}

/// It has options.
fn lettered(open: &Found) -> bool {
    open.card.fields.keys().any(|field| matches!(field, Field::Option(_)))
}

fn paragraph(line: Vec<Inline>) -> Content {
    match line.as_slice() {
        [] => Content::default(),
        [Inline::Picture(picture)] => Content(vec![Block::Picture(picture.clone())]),
        _ => Content(vec![Block::Paragraph(line)]),
    }
}

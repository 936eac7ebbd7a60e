//! Tables that are item cards: two columns of label and content, pairs of label and content side by side, or a row of
//! headings with one item a row.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;

use super::{
    grid::{Cell, Grid},
    list,
    piece::{content_of, words},
};
use crate::{
    format::{
        card::{Card, Field, may_choose, merged},
        report::{Losses, brief},
    },
    item::{Block, Content, Inline},
};

/// A card as it was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) card: Card,
    pub(super) losses: Losses,
    /// Its number in a list.
    pub(super) number: Option<u32>,
    /// A cell that holds options too, read as a list.
    pub(super) asked: Option<Box<Self>>,
    /// The first thing that speaks against it.
    pub(super) fault: Option<Refusal>,
}

impl Found {
    /// Adds what a field says; a field that is there already makes the card doubtful.
    pub(super) fn add(&mut self, field: Field, said: Content) {
        if self.card.fields.get(&field).is_some_and(|before| !before.is_empty()) {
            let twice = Refusal::new("card.field-twice").with("field", field.headings());
            self.fault.get_or_insert(twice);
        } else {
            self.card.fields.insert(field, said);
        }
    }

    /// Adds to what a field says.
    pub(super) fn append(&mut self, field: Field, said: Content) {
        self.card.fields.entry(field).or_default().0.extend(said.0);
    }

    /// Takes over options that stand in a cell of their own or in that of the stem, where no others are told.
    fn settle(&mut self) {
        let Some(mut asked) = self.asked.take() else { return };
        let told = |field: &Field| matches!(field, Field::Option(_));
        let others = self.card.fields.iter().any(|(field, said)| told(field) && !said.is_empty());
        if others || !may_choose(&self.card) {
            return;
        }
        if asked.has(Field::Stem) {
            self.card.fields.remove(&Field::Stem);
        }
        std::mem::take(&mut asked.card.fields).into_iter().for_each(|(field, said)| self.add(field, said));
        asked.losses.0.into_iter().for_each(|loss| self.losses.add(loss));
        self.fault = self.fault.take().or(asked.fault);
    }

    /// Takes the mark away from the only option that is marked as a whole, which would show candidates the key, and tells
    /// of it.
    pub(super) fn unmark(&mut self) {
        let options = self.card.fields.iter_mut().filter(|(field, _)| matches!(field, Field::Option(_)));
        let shown: Vec<(&Field, &mut Content)> = options.filter(|(_, said)| !said.is_empty()).collect();
        let several = shown.len() > 1;
        let mut marked = shown.into_iter().filter(|(_, said)| whole(said).is_some());
        if let (true, Some((field, said)), None) = (several, marked.next(), marked.next()) {
            while let Some(bare) = whole(said) {
                *said = Content(vec![Block::Paragraph(bare)]);
            }
            self.losses.named("loss.option-marked", &field.headings());
        }
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.card.fields.get(&field).is_some_and(|said| !said.is_empty())
    }
}

/// What is marked, where all of it is: bold or underlined.
fn whole(said: &Content) -> Option<Vec<Inline>> {
    match said.0.as_slice() {
        [Block::Paragraph(line)] => match line.as_slice() {
            [Inline::Strong(inner) | Inline::Underline(inner)] => Some(inner.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The cards of a table; none when it is a table of another kind.
pub(super) fn of(grid: &Grid) -> Option<Vec<Found>> {
    let mut found = by_heading(grid).or_else(|| by_label(grid))?;
    for one in &mut found {
        one.settle();
        grid.losses
            .0
            .iter()
            .filter(|loss| loss.code != "loss.merged-cells")
            .for_each(|loss| one.losses.add(loss.clone()));
    }
    Some(found)
}

/// The most headings of a table of items.
const WIDEST: usize = 200;

fn heading(cell: &Cell) -> Option<Field> {
    let text = words(&cell.pieces);
    (!text.is_empty()).then(|| Field::named(&text)).flatten()
}

/// What a column is called, and the field that this names.
#[derive(Debug, Default, Clone)]
struct Column {
    field: Option<Field>,
    name: String,
}

/// The columns of a table, the rows below their headings, and the titles above them.
type Headed<'a> = (Vec<Column>, &'a [Vec<Cell>], Vec<String>);

/// The columns of a table with a row of headings, and the rows below: titles above the headings are passed over, headings
/// in two rows are read together.
fn columns(grid: &Grid) -> Option<Headed<'_>> {
    const TITLES: usize = 5;
    let empty = |cell: &&Cell| words(&cell.pieces).is_empty();
    let title = |row: &&Vec<Cell>| row.iter().filter(|cell| !empty(cell)).count() < 2;
    let titles = grid.rows.iter().take(TITLES).take_while(title).count();
    let (above, rest) = grid.rows.split_at_checked(titles)?;
    let (head, rows) = rest.split_first().filter(|(head, _)| head.len() <= WIDEST)?;
    let mut columns: Vec<Column> = Vec::new();
    let mut name = |cell: &Cell| {
        columns.resize(columns.len().max(cell.columns().end), Column::default());
        for column in columns.get_mut(cell.columns()).into_iter().flatten() {
            *column = Column { field: heading(cell), name: words(&cell.pieces) };
        }
    };
    head.iter().for_each(&mut name);
    // One heading over several columns, each of which has its own below.
    let wide = |cell: &&Cell| {
        let over = head.iter().find(|over| over.columns().contains(&cell.column));
        heading(cell).is_some() && over.is_some_and(|over| over.columns().len() > cell.columns().len())
    };
    let under = |row: &&Vec<Cell>| {
        let named: Vec<&Cell> = row.iter().filter(|cell| !empty(cell)).collect();
        !named.is_empty() && named.iter().all(wide)
    };
    let rows = match rows.first().filter(under) {
        Some(second) => {
            second.iter().filter(|cell| !empty(cell)).for_each(name);
            rows.get(1..)?
        }
        None => rows,
    };
    // Rows that begin with labels are no items.
    let labelled = rows.iter().filter(|row| row.first().and_then(heading).is_some()).count();
    if labelled * 2 > rows.len() {
        return None;
    }
    let has = |field: Field| columns.iter().any(|column| column.field == Some(field));
    let above = above.iter().flatten().map(|cell| words(&cell.pieces)).filter(|title| !title.is_empty()).collect();
    (has(Field::Stem) && has(Field::Key) && !rows.is_empty()).then_some((columns, rows, above))
}

/// A row of headings, then one item a row.
fn by_heading(grid: &Grid) -> Option<Vec<Found>> {
    let (columns, rows, titles) = columns(grid)?;
    let mut out: Vec<Found> = Vec::new();
    let mut above: BTreeMap<Field, Content> = BTreeMap::new();
    for row in rows {
        let mut found = Found::default();
        let (mut taken_over, mut torn) = (Vec::new(), Vec::new());
        for cell in row {
            let under = columns.get(cell.column..cell.columns().end.min(columns.len())).unwrap_or_default();
            let fields: BTreeSet<Field> = under.iter().filter_map(|column| column.field).collect();
            let fields: Vec<Field> = fields.into_iter().collect();
            let said = content_of(fields.first().copied(), &cell.pieces, &mut found.losses);
            match fields.as_slice() {
                [field] if cell.above && said.is_empty() => {
                    if field.shared() {
                        taken_over.push(*field)
                    } else {
                        torn.push(*field)
                    }
                }
                [field] => {
                    if *field == Field::Stem {
                        found.asked = list::asked(&cell.pieces).map(Box::new);
                    }
                    if field.shared() {
                        above.insert(*field, said.clone());
                    }
                    if !said.is_empty() {
                        found.add(*field, said);
                    }
                }
                _ if said.is_empty() => {}
                [] if under.first().is_some_and(|column| is_options(&column.name))
                    && let Some(asked) = list::asked(&cell.pieces) =>
                {
                    found.asked = Some(Box::new(asked));
                }
                [] => {
                    let name = under.first().map_or("", |column| column.name.as_str());
                    found.losses.named("loss.column", if name.is_empty() { "?" } else { name });
                }
                // Said of none of these fields alone.
                more => {
                    let why = match row.iter().filter(|cell| !words(&cell.pieces).is_empty()).count() {
                        1 => Refusal::new("docx.outside").with("text", brief(&said.words(), 80)),
                        _ => merged(more),
                    };
                    found.fault.get_or_insert(why);
                }
            }
        }
        if !found.card.says_something() && found.fault.is_none() {
            // What stands under no heading of an item is told of the item before.
            let lost = found.losses.0.into_iter();
            out.last_mut().into_iter().for_each(|before| lost.clone().for_each(|loss| before.losses.add(loss)));
            continue;
        }
        for field in taken_over {
            found.add(field, above.get(&field).cloned().unwrap_or_default());
        }
        if !torn.is_empty() {
            // Which of both rows it belongs to cannot be said.
            for one in out.last_mut().into_iter().chain([&mut found]) {
                one.fault.get_or_insert(merged(&torn));
            }
        }
        out.push(found);
    }
    for title in titles {
        out.first_mut().into_iter().for_each(|first| first.losses.named("loss.column", &title));
    }
    Some(out)
}

/// A heading above options that stand in one cell.
fn is_options(heading: &str) -> bool {
    const NAMES: [&str; 7] =
        ["pilihan", "pilihan jawaban", "opsi", "opsi jawaban", "alternatif jawaban", "options", "answer options"];
    NAMES.contains(&heading.trim_end_matches([':', ' ']).to_lowercase().as_str())
}

/// The cells of a row without those that hold a colon only.
fn telling(row: &[Cell]) -> Vec<&Cell> {
    row.iter().filter(|cell| words(&cell.pieces) != ":").collect()
}

/// Labels with their contents: one pair a row, or several side by side. A stem or a number that comes again begins
/// another item.
fn by_label(grid: &Grid) -> Option<Vec<Found>> {
    let labelled = |row: &&Vec<Cell>| row.first().and_then(heading).is_some();
    let stem = |row: &Vec<Cell>| telling(row).iter().any(|cell| heading(cell) == Some(Field::Stem));
    if grid.rows.iter().filter(labelled).count() < 2 || !grid.rows.iter().any(stem) {
        return None;
    }
    let mut out: Vec<Found> = Vec::new();
    let mut found = Found::default();
    let mut last = None;
    // The label that stands above, by its column.
    let mut labels: BTreeMap<usize, Field> = BTreeMap::new();
    for row in &grid.rows {
        for (label, said) in pairs(row) {
            let field = label.and_then(heading);
            let again = field.is_some_and(|field| {
                let begins = matches!(field, Field::Number | Field::Id | Field::Stem);
                found.has(Field::Stem) && found.has(Field::Key) && (begins || found.has(field))
            });
            if again {
                out.push(std::mem::take(&mut found));
                labels.clear();
            }
            let before = label.and_then(|cell| labels.get(&cell.column).copied()).or(last);
            let torn = said.is_some_and(|cell| cell.above);
            let options = field.is_none() && label.is_some_and(|cell| is_options(&words(&cell.pieces)));
            let asked =
                said.filter(|_| options || field == Some(Field::Stem)).and_then(|cell| list::asked(&cell.pieces));
            if let Some(asked) = asked {
                found.asked = Some(Box::new(asked));
                if options {
                    last = None;
                    continue;
                }
            }
            let said = match said {
                Some(cell) => content_of(field.or(before), &cell.pieces, &mut found.losses),
                None => Content::default(),
            };
            let named = label.map(|cell| words(&cell.pieces)).unwrap_or_default();
            match field {
                Some(field) => {
                    last = Some(field);
                    labels.extend(label.map(|cell| (cell.column, field)));
                    if torn && said.is_empty() {
                        found.fault.get_or_insert(merged(&[field]));
                    }
                    found.add(field, said);
                }
                // Without a label: goes on with the field above.
                None if named.is_empty() => match before {
                    _ if said.is_empty() => {}
                    Some(field) => found.append(field, said),
                    None => found.losses.named("loss.column", "?"),
                },
                None => {
                    last = None;
                    labels.retain(|column, _| label.is_none_or(|cell| cell.column != *column));
                    let what = if said.is_empty() { named } else { format!("{named}: {}", said.words()) };
                    found.losses.named("loss.column", &what);
                }
            }
        }
    }
    out.push(found);
    out.retain(|found| found.card.says_something());
    Some(out)
}

type Pair<'a> = (Option<&'a Cell>, Option<&'a Cell>);

/// The labels and contents of a row.
fn pairs(row: &[Cell]) -> Vec<Pair<'_>> {
    let cells = telling(row);
    let side_by_side = cells.len() >= 4
        && cells.len().is_multiple_of(2)
        && cells.iter().step_by(2).all(|cell| heading(cell).is_some() || words(&cell.pieces).is_empty());
    if side_by_side {
        return cells.chunks(2).map(|pair| (pair.first().copied(), pair.get(1).copied())).collect();
    }
    match cells.as_slice() {
        [] => Vec::new(),
        // A heading over the card, or content without its label.
        [only] => vec![(Some(*only), None)],
        [label, said] => vec![(Some(*label), Some(*said))],
        [label, rest @ ..] => {
            rest.iter().enumerate().map(|(at, cell)| ((at == 0).then_some(*label), Some(*cell))).collect()
        }
    }
}

//! What the bank has for the lines of a blueprint's form, and what the lines come to so far: shown while the form is
//! written, whenever it is drawn. Lines that cannot be read yet are passed over here; saving tells of them.

use std::collections::BTreeMap;

use exam::blueprint::Which;
use rust_decimal::Decimal;
use workflow::exam_bank::Stock;

use super::blueprint_form::{RowNames, decimal, language, which};
use crate::{AppState, Page, WebError, form::Fields};

/// What is said beside a line.
#[derive(Debug, Clone)]
pub(super) struct StockLine {
    pub words: String,
    /// Fewer items than questions.
    pub short: bool,
}

/// What is said of all lines.
#[derive(Debug, Clone, Default)]
pub(super) struct StockView {
    /// By the number of the row.
    pub lines: BTreeMap<usize, StockLine>,
    /// Questions and points so far; none without a line.
    pub total: Option<(u32, String)>,
    /// Rows whose questions count while nobody has said what each is worth: the points are not the whole then.
    pub unvalued: Vec<usize>,
}

/// Rows that say which items they mean.
fn rows(f: &Fields, rows: usize) -> Vec<(RowNames, Which)> {
    let said = |names: &RowNames| !f.value(&names.unit).is_empty();
    let meant = |names: RowNames| {
        let which = which(f, &names);
        (names, which)
    };
    (1..=rows).map(RowNames::of).filter(said).map(meant).collect()
}

fn questions(f: &Fields, names: &RowNames) -> Option<u32> {
    f.value(&names.questions).trim().parse().ok()
}

/// The sentence of a line: how many fit, and where points are said, how many of them bring those.
pub(super) fn line(p: &Page, stock: &Stock, wanted: Option<u32>, points: Option<Decimal>) -> StockLine {
    let all: usize = stock.values().sum();
    let listed = |skip: Option<Decimal>| {
        let others = stock.iter().filter(|(of, _)| Some(**of) != skip);
        others.map(|(of, n)| format!("{n} × {}", p.decimal(of))).collect::<Vec<_>>().join(", ")
    };
    let points = points.map(|points| points.normalize());
    let fitting = points.map_or(all, |points| stock.get(&points).copied().unwrap_or_default());
    let words = match points {
        None if all == 0 => p.t("bank-stock-none").into_owned(),
        None => p.ta("bank-stock").with("n", all).with("points", listed(None)).to_string(),
        Some(_) if fitting == all => p.ta("bank-stock-fits").with("n", all).to_string(),
        Some(of) => {
            let said = p.ta("bank-stock-others").with("n", fitting).with("of", p.decimal(of));
            said.with("others", listed(points)).to_string()
        }
    };
    let short = wanted.is_some_and(|wanted| fitting < usize::try_from(wanted).unwrap_or(usize::MAX));
    StockLine { words, short }
}

/// What is said of a form's lines as they stand in its fields.
pub(super) async fn of(
    app: &AppState,
    p: &Page,
    slug: &str,
    (f, count): (&Fields, usize),
) -> Result<StockView, WebError> {
    let rows = rows(f, count);
    if rows.is_empty() {
        return Ok(StockView::default());
    }
    let wanted: Vec<Which> = rows.iter().map(|(_, which)| which.clone()).collect();
    let stock = app.flow().exam_bank().stock(p.actor()?, slug, language(f), &wanted).await?;
    let mut out = StockView::default();
    let mut total = (0_u32, Decimal::ZERO);
    for ((names, _), stock) in rows.iter().zip(&stock) {
        let (wanted, points) = (questions(f, names), decimal(f.value(&names.points)));
        out.lines.insert(names.n, line(p, stock, wanted, points));
        let n = wanted.unwrap_or_default();
        total.0 = total.0.saturating_add(n);
        if n > 0 && points.is_none() {
            out.unvalued.push(names.n);
        }
        let sum = points.and_then(|points| points.checked_mul(Decimal::from(n)));
        total.1 = sum.and_then(|sum| total.1.checked_add(sum)).unwrap_or(total.1);
    }
    out.total = Some((total.0, p.decimal(total.1.normalize())));
    Ok(out)
}

//! Numbers that are no figures: dates, names, phone numbers, statistics, idioms.

mod address;
mod compound;
mod date;
pub(in crate::analysis) use date::year_at;
mod idiom;
mod name;
mod phone;
mod statistic;

use super::figure::Figure;
use super::pair;
use super::token::Tokens;
use crate::analysis::quantity::word::words;

/// Drops every figure that is none.
pub(super) fn apply(tokens: &Tokens<'_>, figures: &mut Vec<Figure>) {
    let mut date_before = None;
    let mut last = usize::MAX;
    let mut kept = 0;
    for at in 0..figures.len() {
        let figure = figures[at];
        let next = figures.get(at + 1).copied();
        let dated = date::is_date(tokens, &figure)
            || date_before.is_some_and(|end| figure.bare && joined(tokens, end, figure.first))
            || next.is_some_and(|next| {
                figure.bare
                    && joined(tokens, figure.end, next.first)
                    && date::is_date(tokens, &next)
            });
        date_before = dated.then_some(figure.end);
        if dated
            || name::is_name(tokens, &figure, last)
            || compound::is_compound(tokens, &figure)
            || phone::is_phone(tokens, &figure)
            || statistic::is_statistic(tokens, &figure)
            || idiom::is_idiom(tokens, &figure)
            || address::is_address(tokens, &figure)
        {
            continue;
        }
        last = figure.end;
        figures[kept] = figure;
        kept += 1;
    }
    figures.truncate(kept);
}

/// Whether only a range's sign or word stands between two tokens.
fn joined(tokens: &Tokens<'_>, end: usize, first: usize) -> bool {
    if end > first || first - end > 2 {
        return false;
    }
    (end..first).all(|at| {
        tokens.is_any(at, words!["to", "and", "or", "through", "till", "until", "the"])
            || ["-", "–", "—", "~", "/"].contains(&tokens.word_at(at))
            || pair::is_arrow(tokens, at)
    }) && first > end
}

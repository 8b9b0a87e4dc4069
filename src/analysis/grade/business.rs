//! Whether the result means something in money, customers, hours or risk.

use crate::analysis::quantity::figure::{Figure, Per};
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::role::clause;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{word, words};
use crate::analysis::quantity::{Kind, Reading, Role};

/// Whether an outcome is money, time given back, or a metric of the business.
pub(super) fn is_given(reading: &Reading<'_>) -> bool {
    reading.figures.iter().any(|figure| {
        figure.role.is_outcome()
            && (is_money(figure)
                || gives_back(&reading.tokens, figure)
                || counts_customers(&reading.tokens, figure)
                || names_business(&reading.tokens, figure))
    })
}

fn is_money(figure: &Figure) -> bool {
    figure.kind == Kind::Money
}

/// Customers that came, stayed or left, as an end of a change.
fn counts_customers(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let moved = matches!(figure.role, Role::Baseline | Role::Delta);
    moved
        && figure.kind == Kind::Count
        && figure.has_noun()
        && tokens.is_any(
            figure.noun.1 - 1,
            words!["customers", "subscribers", "clients", "donors", "policyholders", "tenants"],
        )
}

/// Hours saved or given back to people.
fn gives_back(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let hours = figure.has_noun() && tokens.has(figure.noun.1 - 1, Class::UNIT);
    let time = hours
        || figure.kind == Kind::Duration
        || figure.kind == Kind::Rate && matches!(figure.per, Per::Time(..)) && figure.size > 0.0;
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let clause = clause::clause(tokens, &sentence, figure);
    time && figure.role == Role::Delta
        && clause::any_word(
            tokens,
            clause,
            words![
                "back", "save", "saved", "saves", "saving", "freed", "freeing", "frees",
                "reclaimed", "recovered", "spared",
            ],
        )
}

/// Whether the metric of the figure is revenue, cost, churn or the like.
fn names_business(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let clause = clause::clause(tokens, &sentence, figure);
    let near = clause.start.max(figure.first.saturating_sub(10))..clause.end.min(figure.tail() + 8);
    near.into_iter().any(|at| {
        tokens.has(at, Class::BUSINESS) && !tokens.is(at, word!("cost"))
            || tokens.is(at, word!("cost"))
                && tokens.has(at, Class::BUSINESS)
                && !tokens.is_any(at + 1, words!["me", "us"])
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::grade::assess;
    use crate::story::Section;

    #[test]
    fn money_customers_and_hours_mean_business_and_volumes_do_not() {
        for (text, given) in [
            ("We saved $40k.", true),
            ("Seller churn fell 9%.", true),
            ("It gives each analyst 6 hours a week back.", true),
            ("Sessions rose 9%.", false),
            ("Page load fell to 2 seconds.", false),
        ] {
            assert_eq!(assess(text, Section::Result, &[]).elements.business, given, "{text}");
        }
    }
}

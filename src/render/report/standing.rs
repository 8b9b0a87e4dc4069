//! The first thing to see: how ready the library is, in one figure and in words.

use maud::{Markup, html};

use super::Report;
use crate::analysis::Status;
use crate::render::html::chart;
use crate::render::readiness::{outlook, per_hundred};
use crate::render::{coverage, style};

pub(super) fn section(of: &Report<'_>) -> Markup {
    let count = |wanted: fn(Status) -> bool| {
        of.analyses.iter().filter(|analysis| wanted(analysis.status)).count()
    };
    let summary = of.coverage.summary();
    let days = of.calendar().map(|planned| (planned.plan.interview - of.today).num_days());
    html! {
        section aria-labelledby="standing" {
            h2 #standing { "Where it stands" }
            @if let Some(readiness) = of.readiness {
                p.figure {
                    b { (per_hundred(readiness.probability)) }
                    span { "of 100 interview days find a ready story for every question" }
                }
                (chart::bar(readiness.probability))
                p {
                    (capital(&outlook(readiness, of.profile)))
                }
            }
            p { (style::clean_line(&coverage::summary(of.coverage))) "." }
            dl.facts {
                div { dt { "stories" } dd { (of.stories.len()) } }
                div { dt { "ready to tell" } dd { (count(Status::is_ready)) } }
                div { dt { "proven in a drill" } dd { (count(|status| status == Status::Proven)) } }
                div { dt { "principles covered" } dd { (summary.covered) " of " (of.coverage.principles.len()) } }
                @if let Some(days) = days.filter(|days| *days >= 0) {
                    div { dt { "days to the interview" } dd { (days) } }
                }
            }
        }
    }
}

/// The words with a capital at their beginning.
fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

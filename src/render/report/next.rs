//! What to do next.

use maud::{Markup, html};

use super::Report;
use crate::render::coverage::{step_text, worth};
use crate::render::style;

/// Steps that anybody keeps in mind.
const MOST: usize = 8;

pub(super) fn section(of: &Report<'_>) -> Markup {
    if of.steps.is_empty() {
        return html! {};
    }
    html! {
        section.sheet-of-its-own aria-labelledby="next" {
            h2 #next { "What to do next" }
            p.soft { "The most valuable first." }
            ol.next {
                @for step in of.steps.iter().take(MOST) {
                    @let (text, command) = step_text(&step.step, of.profile);
                    li {
                        (style::clean_line(&(text + &worth(step)))) "."
                        // A coach has no library to type it into.
                        @if !of.is_for_coach() { code { (style::clean_line(&command)) } }
                    }
                }
            }
        }
    }
}

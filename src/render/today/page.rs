//! The day as a page for paper.

use maud::{Markup, html};

use super::{
    MOST_CARRIED, Page, due_words, left_open, load_words, moment, more_carried, yesterday,
};
use crate::plan::Task;
use crate::render::plan::{long_day, page_item};
use crate::render::{html as frame, sheet, style};

/// The page of a day as one file.
pub fn page(of: &Page<'_>) -> String {
    let today = of.today;
    let body = html! {
        p { (moment(today)) }
        @if !today.is_over() { (frame::progress(today.progress.done, today.progress.total)) }
        @if let Some(words) = yesterday(today) { p { (words) } }
        h2 { (load_words(today)) }
        @if !today.day.tasks.is_empty() { (list(&today.day.tasks, of)) }
        @if !of.due.is_empty() {
            h2 { "Due" }
            ul.tasks { @for due in of.due { li.task { span.box {} (due_words(due)) } } }
        }
        @if let Some(words) = left_open(today) {
            p { (words) }
        } @else if !today.carried.is_empty() {
            h2 { "Carried over" }
            (list(&today.carried[..today.carried.len().min(MOST_CARRIED)], of))
            @if let Some(words) = more_carried(today) { p { (words) } }
        }
        @if let Some(sheet) = of.sheet { (sheet::page(sheet)) }
    };
    frame::page(&style::clean_line(&long_day(today.day.date)), &body)
}

fn list(tasks: &[&Task], of: &Page<'_>) -> Markup {
    html! { ul.tasks { @for task in tasks { (page_item(task, of.profile, true)) } } }
}

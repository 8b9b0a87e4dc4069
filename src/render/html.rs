//! Pages for paper: one file, nothing from elsewhere, black on white.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::style;

/// The look. The paper's size is the printer's own, A4 or Letter: the page sets its margins only, and no
/// task or row is broken across pages.
const STYLE: &str = "
@page { size: auto; margin: 14mm 15mm 16mm }
* { box-sizing: border-box }
body { font: 10.5pt/1.4 Georgia, 'Times New Roman', serif; color: #000; background: #fff; max-width: 180mm; margin: 1.5rem auto; padding: 0 1rem }
h1 { font-size: 17pt; margin: 0 0 .1rem }
h2 { font-size: 12.5pt; margin: 1.1rem 0 .35rem; border-bottom: .75pt solid #000; break-after: avoid }
h3 { font-size: 10.5pt; margin: .7rem 0 .2rem; break-after: avoid }
p { margin: .25rem 0 }
ul { list-style: none; margin: 0; padding: 0 }
li.task { position: relative; padding: .18rem 0 .18rem 1.6rem; break-inside: avoid }
.box { position: absolute; left: .1rem; top: .3rem; width: .95rem; height: .95rem; border: .9pt solid #000; font: 9.5pt/.85rem sans-serif; text-align: center }
.left-out { text-decoration: line-through }
.minutes { float: right; padding-left: 1rem; white-space: nowrap; font-variant-numeric: tabular-nums }
.why { display: block; font-size: 9.5pt; color: #333 }
.questions { margin: .1rem 0 .1rem 1rem; padding: 0; list-style: disc; font-style: italic }
code { font: 9pt/1.3 Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere }
.bar { height: .55rem; border: .75pt solid #000; margin: .3rem 0; print-color-adjust: exact; -webkit-print-color-adjust: exact }
.bar i { display: block; height: 100%; background: #000 }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt }
th, td { text-align: left; vertical-align: top; padding: .15rem .5rem .15rem 0; border-bottom: .4pt solid #888 }
tr { break-inside: avoid }
thead { display: table-header-group }
td.number, th.number { text-align: right; white-space: nowrap }
.whole { white-space: nowrap }
.sheet { font-size: 8.6pt; line-height: 1.24; table-layout: fixed } .sheet td { padding-top: .07rem; padding-bottom: .07rem }
.sheet th:nth-child(1) { width: 29% } .sheet th:nth-child(3) { width: 21% } .sheet i { display: block }
@media print { body { max-width: none; margin: 0; padding: 0 } }
";

/// A whole document.
pub(super) fn page(title: &str, body: &Markup) -> String {
    let title = style::clean_line(title);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                // Nothing but the constant above: no text from a story reaches the style.
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                (body)
            }
        }
    };
    page.into_string() + "\n"
}

/// A bar, and what it shows in words.
pub(super) fn progress(done: usize, total: usize) -> Markup {
    let percent = (100 * done).checked_div(total).unwrap_or(0);
    html! {
        div.bar { i style=(format!("width:{percent}%")) {} }
        p { (done) " of " (style::count(total, "task", "tasks")) " done" }
    }
}

//! Pages: one file each, nothing from elsewhere, for a screen and for paper.

pub(super) mod chart;

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::style;

/// The look of every page. The paper's size is the printer's own, A4 or Letter: the pages set margins only, and
/// no task or row is broken across two.
const STYLE: &str = include_str!("style.css");

/// The policy of a page whose only style is the one that every page has.
static POLICY: LazyLock<String> = LazyLock::new(|| policy(&[STYLE]));

/// Nothing is loaded and nothing runs; only these very styles apply.
fn policy(styles: &[&str]) -> String {
    let hashes: Vec<String> = styles
        .iter()
        .map(|style| format!("'sha256-{}'", BASE64.encode(Sha256::digest(style.as_bytes()))))
        .collect();
    format!(
        "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'",
        hashes.join(" ")
    )
}

/// A whole document.
pub(super) fn page(title: &str, body: &Markup) -> String {
    document(title, &POLICY, &[STYLE], &html! { main { h1 { (style::clean_line(title)) } (body) } })
}

/// A whole document with a style of its own beside the common one; the body brings its heading.
pub(super) fn page_with(title: &str, own_style: &'static str, body: &Markup) -> String {
    document(title, &policy(&[STYLE, own_style]), &[STYLE, own_style], body)
}

fn document(title: &str, policy: &str, styles: &[&'static str], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (style::clean_line(title)) }
                // Nothing but constants: no text from a story reaches a style.
                @for own in styles { style { (PreEscaped(own)) } }
            }
            body { (body) }
        }
    };
    page.into_string() + "\n"
}

/// A bar, and what it shows in words.
pub(super) fn progress(done: usize, total: usize) -> Markup {
    let part = if total == 0 { 0.0 } else { done as f64 / total as f64 };
    html! {
        (chart::bar(part))
        p { (done) " of " (style::count(total, "task", "tasks")) " done" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_the_styles_of_the_page_and_nothing_else() {
        let page = page_with("A <b>title</b>", "p { margin: 0 }", &html! { p { "text" } });
        let hash = |style: &str| BASE64.encode(Sha256::digest(style.as_bytes()));
        for style in [STYLE, "p { margin: 0 }"] {
            assert!(page.contains(&format!("<style>{style}</style>")));
            assert!(page.contains(&format!("sha256-{}", hash(style))));
        }
        assert!(page.contains("default-src 'none'") && !page.contains("unsafe-inline"));
        assert!(page.contains("<title>A &lt;b&gt;title&lt;/b&gt;</title>"));
    }
}

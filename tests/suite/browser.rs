//! The pages in a real browser: on a telephone, a desk, in the dark and on paper.

use std::fs;

use serde_json::Value;

use crate::chromium::{Chromium, axe};
use crate::report::{HOSTILE, hostile};
use crate::sandbox::Sandbox;

/// Pages of one library, each with a name and the most sheets of paper that it may take.
type Pages = Vec<(&'static str, String, usize)>;

fn practised() -> Sandbox {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    for (day, times) in [("2026-11-21", "20,20,70,30"), ("2026-11-22", "12,12,60,22")] {
        sandbox.answer(&["--today", day, "rehearse", "reminders", "--times", times]);
    }
    sandbox
}

fn pages(sandbox: &Sandbox, story: &str) -> Pages {
    let page = |arguments: &[&str]| {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 0, "{run:?}");
        run.stdout
    };
    let loops = "bar raiser: ownership, dive deep; analytical: dive deep, are right";
    vec![
        ("report", page(&["report", "-o", "-"]), 24),
        ("report-coach", page(&["report", "-o", "-", "--coach", "--redact"]), 24),
        ("plan", page(&["plan", "export", "--format", "html"]), 16),
        ("today", page(&["today", "--format", "html"]), 2),
        ("eve", page(&["--today", "2027-01-03", "today", "--format", "html"]), 2),
        ("drill", page(&["drill", story, "--sheet", "--format", "html"]), 3),
        ("loop", page(&["readiness", "--loop", loops, "--sheet", "--format", "html"]), 4),
    ]
}

/// Text that leaves its box: an element wider than it may be, a label outside its picture, a name under a cell.
const OUTSIDE: &str = r"(() => {
  const found = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways: ' + document.documentElement.scrollWidth);
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('.wide, .skip, details:not([open])') || e.closest('svg') && e.tagName !== 'text' && e.tagName !== 'svg') continue;
    const box = e.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.right > wide + 1 || box.left < -1) found.push(e.tagName + '.' + (e.className.baseVal ?? e.className) + ' ' + Math.round(box.left) + '..' + Math.round(box.right));
    if (e.tagName === 'text') {
      const frame = e.ownerSVGElement.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push('label outside: ' + e.textContent);
      if (e.classList.contains('name')) {
        const cell = e.ownerSVGElement.querySelector('rect').getBoundingClientRect();
        if (box.right > cell.left) found.push('name under a cell: ' + e.textContent);
      }
    } else if (e.tagName !== 'svg' && e.clientWidth && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline') found.push('overflows: ' + e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40));
  }
  return found;
})()";

const AXE: &str = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations\
    .filter(v => ['serious', 'critical', 'moderate'].includes(v.impact))\
    .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')))";

/// Sheets of a PDF as Chromium writes it.
fn sheets(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

#[test]
fn every_page_holds_its_text_on_every_screen_and_on_paper() {
    let Some(mut chromium) = Chromium::start() else { return };
    let axe = axe();
    let shots = std::env::var_os("STAR_TEST_PICTURES").map(std::path::PathBuf::from);
    let mut faults = Vec::new();
    for (library, sandbox, story) in
        [("example", practised(), "reminders"), ("hostile", hostile(), "hostile")]
    {
        for (name, page, most) in pages(&sandbox, story) {
            for (width, dark) in [(390, false), (1280, false), (1280, true)] {
                let place = format!("{library} {name} {width}{}", if dark { " dark" } else { "" });
                let complaints = chromium.open(&page, width, dark);
                faults.extend(complaints.iter().map(|said| format!("{place}: {said}")));
                for fault in chromium.evaluate(OUTSIDE).as_array().unwrap() {
                    faults.push(format!("{place}: {fault}"));
                }
                // Hostile words change no structure, so of those pages the one with all parts is enough.
                if let Some(axe) = axe.as_ref().filter(|_| library == "example" || name == "report")
                {
                    chromium.evaluate(&format!("{axe}; 0"));
                    for fault in chromium.evaluate(AXE).as_array().unwrap() {
                        faults.push(format!("{place}: {fault}"));
                    }
                }
                if let Some(folder) = &shots {
                    let file = format!("{}.png", place.replace(' ', "-"));
                    fs::write(folder.join(file), chromium.picture()).unwrap();
                }
            }
            chromium.open(&page, 1280, false);
            for (paper, width, height) in [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)] {
                let pdf = chromium.pdf(width, height);
                let count = sheets(&pdf);
                if !(1..=most).contains(&count) {
                    faults.push(format!("{library} {name} takes {count} sheets of {paper}"));
                }
                if let Some(folder) = &shots {
                    fs::write(folder.join(format!("{library}-{name}-{paper}.pdf")), pdf).unwrap();
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
}

#[test]
fn the_checks_find_what_is_wrong_with_a_page() {
    let Some(mut chromium) = Chromium::start() else { return };
    let page = "<!DOCTYPE html><title>x</title><p style='color:#ddd;width:3000px'>pale and wide</p><img src='http://outside.invalid/x.png'>";
    let complaints = chromium.open(page, 390, false);
    assert!(complaints.iter().any(|said| said.contains("outside.invalid")), "{complaints:?}");
    assert!(chromium.evaluate(OUTSIDE).to_string().contains("scrolls sideways"));
    assert_eq!(sheets(&chromium.pdf(8.27, 11.69)), 1);
    if let Some(axe) = axe() {
        chromium.evaluate(&format!("{axe}; 0"));
        let found = chromium.evaluate(AXE).to_string();
        assert!(found.contains("color-contrast") && found.contains("image-alt"), "{found}");
    }
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let Some(mut chromium) = Chromium::start() else { return };
    let page = hostile().answer(&["report", "-o", "-"]);
    assert_eq!(chromium.open(&page, 1280, false), Vec::<String>::new());
    let shown = chromium.evaluate("document.querySelector('h3[id=story-1]').textContent");
    assert!(shown.as_str().unwrap().contains(HOSTILE), "{shown}");
    let strange =
        "document.querySelectorAll('script, img, iframe, object, form, base, [style]').length";
    assert_eq!(chromium.evaluate(strange), Value::from(0));
    assert_ne!(chromium.evaluate("document.title"), Value::from("pwned"));
}

#[test]
fn the_report_is_read_in_the_order_of_its_headings() {
    let Some(mut chromium) = Chromium::start() else { return };
    let page = practised().answer(&["report", "-o", "-"]);
    chromium.open(&page, 1280, false);
    let levels =
        chromium.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])");
    let levels: Vec<i64> = levels.as_array().unwrap().iter().filter_map(Value::as_i64).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    let broken = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)";
    assert_eq!(chromium.evaluate(broken), serde_json::json!([]));
    // Every link is reached by the keyboard, and the first of them skips to the report.
    assert_eq!(chromium.evaluate("document.links[0].textContent"), "Skip to the report");
}

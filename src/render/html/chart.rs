//! Small charts as SVG. Each says in words what it shows, and none needs colour to be read.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::render::plan::day;
use crate::render::style;

/// A bar filled in proportion. It says nothing to a screen reader: the figure stands beside it in words.
pub(in crate::render) fn bar(part: f64) -> Markup {
    let filled = tenths(100.0 * part.clamp(0.0, 1.0));
    html! {
        svg.bar viewBox="0 0 100 3" preserveAspectRatio="none" width="100%" height="12" aria-hidden="true" {
            rect.track x="0" y="0" width="100" height="3" stroke-width=".2" {}
            rect.fill x="0" y="0" width=(filled) height="3" {}
        }
    }
}

/// Values over days, with what they mean.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Line<'a> {
    /// What is drawn, for those who do not see it.
    pub(in crate::render) title: &'a str,
    /// The values in the order of their days.
    pub(in crate::render) points: &'a [(NaiveDate, f64)],
    /// A level to hold the values against, and its name.
    pub(in crate::render) level: Option<(f64, &'a str)>,
    /// The highest value of the axis; it grows where a value is higher.
    pub(in crate::render) top: f64,
    /// What follows a number: ` s`, ` of 100`.
    pub(in crate::render) unit: &'a str,
    /// The days of the axis, where it is longer than the values.
    pub(in crate::render) span: Option<(NaiveDate, NaiveDate)>,
}

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 150.0;
/// Room for the words around the plot.
const ABOVE: f64 = 18.0;
const BELOW: f64 = 22.0;

/// A chart of one line.
pub(in crate::render) fn line(of: &Line<'_>) -> Markup {
    let (Some((first, _)), Some((last_day, last))) = (of.points.first(), of.points.last()) else {
        return html! {};
    };
    let (from, to) =
        of.span.map_or((*first, *last_day), |(from, to)| (from.min(*first), to.max(*last_day)));
    let days = (to - from).num_days().max(1) as f64;
    let highest = of.points.iter().map(|(_, value)| *value).fold(of.top, f64::max).max(1e-9);
    let plot = HEIGHT - ABOVE - BELOW;
    let x = |on: NaiveDate| 4.0 + (WIDTH - 8.0) * (on - from).num_days() as f64 / days;
    let y = |value: f64| ABOVE + plot * (1.0 - value / highest);
    let path: Vec<String> = of
        .points
        .iter()
        .map(|(on, value)| format!("{},{}", tenths(x(*on)), tenths(y(*value))))
        .collect();
    let said = describe(of);
    html! {
        svg.line viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(said) {
            line.axis x1="4" x2=(WIDTH - 4.0) y1=(tenths(y(0.0))) y2=(tenths(y(0.0))) {}
            line.axis x1="4" x2=(WIDTH - 4.0) y1=(tenths(y(highest))) y2=(tenths(y(highest))) {}
            @if let Some((level, name)) = of.level {
                line.level x1="4" x2=(WIDTH - 4.0) y1=(tenths(y(level))) y2=(tenths(y(level))) {}
                // Under the line where there is no room above it.
                @let under = if y(level) < ABOVE + 12.0 { 12.0 } else { -4.0 };
                text.quiet.level-name x="4" y=(tenths(y(level) + under)) font-size="11" { (name) }
            }
            @if of.points.len() > 1 { polyline.curve points=(path.join(" ")) {} }
            @for (on, value) in of.points {
                circle.dot cx=(tenths(x(*on))) cy=(tenths(y(*value))) r="2.6" {}
            }
            text.quiet x="4" y="12" font-size="11" { (number(highest)) (of.unit) }
            text x=(WIDTH - 4.0) y="12" text-anchor="end" font-size="12" font-weight="600" {
                "now " (number(*last)) (of.unit)
            }
            text.quiet x="4" y=(HEIGHT - 6.0) font-size="11" { (day(from)) }
            @if to > from {
                text.quiet x=(WIDTH - 4.0) y=(HEIGHT - 6.0) text-anchor="end" font-size="11" { (day(to)) }
            }
        }
    }
}

/// Values one after the other, so small that it stands in a line of text; one alone needs no picture.
pub(in crate::render) fn spark(values: &[f64], level: f64) -> Markup {
    if values.len() < 2 {
        return html! {};
    }
    let highest = values.iter().copied().fold(level, f64::max).max(1e-9);
    let step = 100.0 / values.len().saturating_sub(1).max(1) as f64;
    let y = |value: f64| tenths(2.0 + 20.0 * (1.0 - value / highest));
    let points: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(at, value)| format!("{},{}", tenths(4.0 + step * at as f64), y(*value)))
        .collect();
    html! {
        svg.spark viewBox="0 0 108 24" width="108" height="24" aria-hidden="true" {
            line.level x1="0" x2="108" y1=(y(level)) y2=(y(level)) {}
            polyline.curve points=(points.join(" ")) {}
            @if let Some((x, y)) = points.last().and_then(|last| last.split_once(',')) {
                circle.dot cx=(x) cy=(y) r="2.6" {}
            }
        }
    }
}

fn describe(of: &Line<'_>) -> String {
    let values: Vec<String> = of
        .points
        .iter()
        .map(|(on, value)| format!("{} {}{}", day(*on), number(*value), of.unit))
        .collect();
    let level = of.level.map(|(_, name)| format!("; {name}")).unwrap_or_default();
    style::clean_line(&format!("{}: {}{level}", of.title, values.join(", ")))
}

/// A number without digits that nobody reads.
fn number(value: f64) -> String {
    if (value - value.round()).abs() < 0.05 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// A coordinate to a tenth, so that a page has the same bytes on every machine.
fn tenths(value: f64) -> String {
    number((value * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_each_value_to_those_who_do_not_see_it() {
        let on = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let points = [(on(2), 4.0), (on(9), 55.5)];
        let drawn = line(&Line {
            title: "Readiness",
            points: &points,
            level: None,
            top: 100.0,
            unit: " of 100",
            span: None,
        })
        .into_string();
        assert!(drawn.contains("Readiness: Mon 2 Nov 4 of 100, Mon 9 Nov 55.5 of 100"), "{drawn}");
        assert!(drawn.contains("polyline"), "{drawn}");
    }

    #[test]
    fn a_line_of_nothing_is_nothing() {
        let empty =
            Line { title: "Readiness", points: &[], level: None, top: 1.0, unit: "", span: None };
        assert_eq!(line(&empty).into_string(), "");
    }
}

//! Scores the analysis of a Result against labelled passages.
//!
//! `cargo run --release --example evaluate -- [--misses] [--weights=FOLDER] FILE…` prints one row of figures a file,
//! and one for all of them. With `--weights`, the roles of `x.jsonl` are told by `x.tsv` in that folder: weights
//! that `train_roles -- --cross FOLDER` learnt from the other writers. It reads three
//! forms of JSON lines: our own (`elements`, `grade`, `arithmetic`), the published one (`has_baseline` …,
//! `quantified`), and converted specs of other recognisers (`scope`), where only the kinds in scope are scored, by
//! value on overlapping spans.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example that reports to its reader"
)]

use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;
use serde_json::Value as Json;
use starbench::analysis::arithmetic::Verdict;
use starbench::analysis::grade::{self, Assessment};
use starbench::analysis::quantity::role::training::{self, Table};
use starbench::analysis::quantity::{Kind, Quantity, Value};
use starbench::story::Section;

#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    text: String,
    #[serde(default)]
    section: Option<String>,
    quantities: Vec<Gold>,
    #[serde(default)]
    traps: Vec<Trap>,
    #[serde(default)]
    scope: Option<Vec<String>>,
    #[serde(flatten)]
    rest: serde_json::Map<String, Json>,
}

#[derive(Debug, Deserialize)]
struct Gold {
    start: Option<usize>,
    end: Option<usize>,
    kind: String,
    value: Json,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    role: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Trap {
    start: usize,
    end: usize,
    #[serde(default, rename = "trap")]
    reason: String,
}

/// Hits, misses and false alarms of one measure.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    hit: usize,
    missed: usize,
    extra: usize,
}

impl Tally {
    fn add(&mut self, gold: bool, found: bool) {
        self.hit += usize::from(gold && found);
        self.missed += usize::from(gold && !found);
        self.extra += usize::from(!gold && found);
    }

    fn f1(self) -> f64 {
        let all = 2 * self.hit + self.missed + self.extra;
        if all == 0 { f64::NAN } else { 2.0 * self.hit as f64 / all as f64 }
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn of(self) -> f64 {
        if self.all == 0 { f64::NAN } else { self.right as f64 / self.all as f64 }
    }
}

#[derive(Debug, Default)]
struct Score {
    cases: usize,
    sentences: Tally,
    paragraphs: Tally,
    value_kind: Tally,
    outcome: Tally,
    role: Share,
    traps: Share,
    verdict: Share,
    grade: Share,
    arithmetic: Share,
    elements: [Tally; 7],
    overlapping: Tally,
}

const ELEMENTS: [&str; 7] =
    ["metric", "change", "base", "baseline", "timeframe", "scope", "business"];

fn section(name: Option<&str>) -> Section {
    match name {
        Some("S") => Section::Situation,
        Some("T") => Section::Task,
        Some("A") => Section::Action,
        Some("H") => Section::Headline,
        Some("L") => Section::Learning,
        _ => Section::Result,
    }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.005 * one.abs().max(other.abs()).max(1e-9)
}

fn numbers(value: &Json) -> Vec<f64> {
    match value {
        Json::Array(parts) => parts.iter().filter_map(Json::as_f64).collect(),
        other => other.as_f64().into_iter().collect(),
    }
}

fn found_numbers(value: Value) -> Vec<f64> {
    match value {
        Value::One(one) => vec![one],
        Value::Range(ends) => ends.to_vec(),
    }
}

fn same_value(wanted: &Gold, quantity: &Quantity) -> bool {
    let (gold, found) = (numbers(&wanted.value), found_numbers(quantity.value));
    let scale = match (wanted.unit.as_deref(), quantity.kind) {
        // `an hour and twenty minutes` is 80 minutes or 1.33 hours.
        (Some(unit), Kind::Duration) => seconds(unit) / seconds(&quantity.unit),
        _ => 1.0,
    };
    gold.len() == found.len()
        && gold
            .iter()
            .zip(&found)
            .all(|(one, other)| near(*one, *other) || near(one * scale, *other))
}

/// Seconds in a unit of time, for specs that give durations in their own unit.
fn seconds(unit: &str) -> f64 {
    match unit.to_ascii_lowercase().as_str() {
        "millisecond" => 1e-3,
        "minute" => 60.0,
        "hour" => 3600.0,
        "day" => 86_400.0,
        "weekend" => 172_800.0,
        "week" => 604_800.0,
        "month" => 2_592_000.0,
        "quarter" => 7_776_000.0,
        "year" => 31_536_000.0,
        "decade" => 315_360_000.0,
        _ => 1.0,
    }
}

/// Whether a spec's value is found, whatever unit it is given in.
fn same_amount(gold: &Gold, found: &Quantity) -> bool {
    if gold.value.is_null() || same_value(gold, found) {
        return true;
    }
    let golds = numbers(&gold.value);
    let founds = found_numbers(found.value);
    if golds.len() == 1 && founds.len() == 1 {
        let (gold_value, found_value) = (golds[0], founds[0]);
        if found.kind == Kind::Duration {
            let unit = gold.unit.as_deref().unwrap_or("second");
            return near(gold_value * seconds(unit), found_value * seconds(&found.unit))
                || (gold_value * seconds(unit) / (found_value * seconds(&found.unit)) - 1.0).abs()
                    < 0.02;
        }
        // Small change counts in itself there and in the larger unit here.
        return found.kind == Kind::Money && near(gold_value / 100.0, found_value);
    }
    golds.len() < founds.len()
        && golds.iter().any(|gold| founds.iter().any(|found| near(*gold, *found)))
}

fn label(case: &Case, name: &str) -> Option<bool> {
    if let Some(value) = case.rest.get("elements").and_then(|elements| elements.get(name)) {
        return value.as_bool();
    }
    let published = match name {
        "baseline" => "has_baseline",
        "timeframe" => "has_timeframe",
        "scope" => "has_scope",
        "business" => "has_business",
        "metric" => {
            return case.rest.get("quantified").and_then(Json::as_str).map(|word| word != "none");
        }
        _ => return None,
    };
    case.rest.get(published).and_then(Json::as_bool)
}

fn verdict(grade: u64) -> &'static str {
    match grade {
        0 => "none",
        1 | 2 => "weak",
        _ => "strong",
    }
}

fn is_outcome(role: &str) -> bool {
    matches!(role, "result" | "baseline" | "delta")
}

struct Judge {
    misses: bool,
    score: Score,
}

impl Judge {
    fn miss(&self, case: &Case, what: &str) {
        if self.misses {
            println!("  {} {what}", case.id);
        }
    }

    fn judge(&mut self, case: &Case, weights: Option<&Table>) {
        self.score.cases += 1;
        let section = section(case.section.as_deref());
        let assessment = match weights {
            Some(table) => training::assess_with(table, &case.text, section),
            None => grade::assess(&case.text, section, &[]),
        };
        if let Some(scope) = &case.scope {
            self.spec(case, scope, &assessment.quantities);
        } else {
            self.figures(case, &assessment.quantities);
            self.whole(case, &assessment);
        }
        for trap in &case.traps {
            let touched = assessment
                .quantities
                .iter()
                .find(|found| found.span.start < trap.end && trap.start < found.span.end);
            // A gold figure may itself overlap a trap (`next 3 books`); then there is nothing to touch.
            let excused = touched.is_some_and(|found| {
                case.quantities.iter().any(|gold| {
                    gold.start.is_some_and(|start| start < found.span.end)
                        && gold.end.is_some_and(|end| found.span.start < end)
                })
            });
            self.score.traps.add(touched.is_some() && !excused);
            if let Some(found) = touched.filter(|_| !excused) {
                let span = found.span.slice(&case.text);
                self.miss(case, &format!("trap {} taken: {span:?} | {}", trap.reason, case.text));
            }
        }
    }

    fn figures(&mut self, case: &Case, found: &[Quantity]) {
        let paragraph = case.text.len() > 220;
        let (mut spans, mut values, mut outcomes) =
            (Tally::default(), Tally::default(), Tally::default());
        for gold in &case.quantities {
            let exact = found.iter().find(|found| {
                Some(found.span.start) == gold.start && Some(found.span.end) == gold.end
            });
            let text: String = case
                .text
                .chars()
                .skip(gold.start.unwrap_or(0))
                .take(gold.end.unwrap_or(0) - gold.start.unwrap_or(0))
                .collect();
            spans.add(true, exact.is_some());
            let valued = exact
                .is_some_and(|found| found.kind.as_str() == gold.kind && same_value(gold, found));
            values.add(true, valued);
            let gold_role = gold.role.as_deref().unwrap_or("");
            match exact {
                None => self.miss(case, &format!("span missed: {text:?}")),
                Some(found) if !valued => {
                    self.miss(
                        case,
                        &format!(
                            "value: {text:?} {} {} found {} {:?}",
                            gold.kind,
                            gold.value,
                            found.kind.as_str(),
                            found.value
                        ),
                    );
                }
                Some(_) => {}
            }
            if let Some(found) = exact {
                let right = found.role.as_str() == gold_role
                    || gold_role == "vanity" && found.role.as_str() == "context";
                self.score.role.add(right);
                if !right {
                    self.miss(
                        case,
                        &format!("role: {text:?} {gold_role} found {}", found.role.as_str()),
                    );
                }
            }
            if is_outcome(gold_role) {
                outcomes.add(
                    true,
                    exact.is_some_and(|found| {
                        found.role.as_str() == gold_role || found.role.is_outcome()
                    }),
                );
            }
        }
        for found in found {
            let exact = case.quantities.iter().find(|gold| {
                Some(found.span.start) == gold.start && Some(found.span.end) == gold.end
            });
            if exact.is_none() {
                spans.add(false, true);
                self.miss(
                    case,
                    &format!(
                        "span extra: {:?} {} {}",
                        found.span.slice(&case.text),
                        found.kind.as_str(),
                        found.role.as_str()
                    ),
                );
            }
            if !exact
                .is_some_and(|gold| found.kind.as_str() == gold.kind && same_value(gold, found))
            {
                values.add(false, true);
            }
            if found.role.is_outcome()
                && !exact.is_some_and(|gold| is_outcome(gold.role.as_deref().unwrap_or("")))
            {
                outcomes.add(false, true);
            }
        }
        let score = &mut self.score;
        let target = if paragraph { &mut score.paragraphs } else { &mut score.sentences };
        for (sum, part) in
            [(target, spans), (&mut score.value_kind, values), (&mut score.outcome, outcomes)]
        {
            sum.hit += part.hit;
            sum.missed += part.missed;
            sum.extra += part.extra;
        }
    }

    fn whole(&mut self, case: &Case, assessment: &Assessment) {
        let held = assessment.elements;
        let flags = [
            held.metric, held.change, held.base, held.baseline, held.timeframe, held.scope,
            held.business,
        ];
        for (index, name) in ELEMENTS.iter().enumerate() {
            if let Some(gold) = label(case, name) {
                self.score.elements[index].add(gold, flags[index]);
                if gold != flags[index] {
                    self.miss(case, &format!("element {name}: {gold}"));
                }
            }
        }
        let number = u64::from(assessment.grade.number());
        if let Some(gold) = case.rest.get("grade").and_then(Json::as_u64) {
            self.score.grade.add(gold == number);
            self.score.verdict.add(verdict(gold) == verdict(number));
            if gold != number {
                self.miss(case, &format!("grade {gold} found {number} | {}", case.text));
            }
        } else if let Some(gold) = case.rest.get("quantified").and_then(Json::as_str) {
            self.score.verdict.add(gold == verdict(number));
            if gold != verdict(number) {
                self.miss(
                    case,
                    &format!("quantified {gold} found {} | {}", verdict(number), case.text),
                );
            }
        }
        if let Some(gold) = case.rest.get("arithmetic") {
            let found = assessment
                .arithmetic
                .map(|verdict| if verdict == Verdict::Ok { "ok" } else { "conflict" });
            let right = gold.as_str() == found;
            self.score.arithmetic.add(right);
            if !right {
                let shown: Vec<_> = assessment.sums.iter().map(|sum| sum.shown.as_str()).collect();
                self.miss(
                    case,
                    &format!("arithmetic {gold} found {found:?} {shown:?} | {}", case.text),
                );
            }
        }
    }

    fn spec(&mut self, case: &Case, scope: &[String], found: &[Quantity]) {
        let in_scope = |kind: &str| {
            scope.iter().any(|name| {
                name == "*"
                    || name == kind
                    || name == "fraction" && kind == "ratio"
                    || name == "temperature" && kind == "dimension"
                    || name == "range" && kind == "count"
            })
        };
        let overlaps = |gold: &Gold, found: &Quantity| {
            let (Some(start), Some(end)) = (gold.start, gold.end) else { return true };
            start < found.span.end && found.span.start < end
        };
        let mut taken = vec![false; found.len()];
        let mut tally = Tally::default();
        for gold in &case.quantities {
            // Two bounds are one annotation there and two figures here.
            let bounds = numbers(&gold.value);
            let covered = gold.kind == "range"
                && bounds.len() == 2
                && bounds.iter().all(|bound| {
                    found.iter().any(|found| {
                        overlaps(gold, found)
                            && found_numbers(found.value).iter().any(|one| near(*bound, *one))
                    })
                });
            if covered {
                tally.add(true, true);
                for (index, found) in found.iter().enumerate() {
                    taken[index] |= overlaps(gold, found);
                }
                continue;
            }
            let hit = found.iter().enumerate().find(|(index, found)| {
                !taken[*index] && overlaps(gold, found) && same_amount(gold, found)
            });
            tally.add(true, hit.is_some());
            if let Some((index, _)) = hit {
                taken[index] = true;
            } else {
                self.miss(
                    case,
                    &format!("spec missed: {:?} {} | {}", gold.kind, gold.value, case.text),
                );
            }
        }
        let ranged = scope.iter().any(|name| name == "range");
        for (index, found) in found.iter().enumerate() {
            let counted = in_scope(found.kind.as_str()) && !taken[index]
                // A range's second bound is part of the same annotation there.
                && !(ranged && case.quantities.iter().any(|gold| overlaps(gold, found)));
            if counted {
                tally.add(false, true);
                self.miss(
                    case,
                    &format!(
                        "spec extra: {:?} {} {:?} | {}",
                        found.span.slice(&case.text),
                        found.kind.as_str(),
                        found.value,
                        case.text
                    ),
                );
            }
        }
        self.score.overlapping.hit += tally.hit;
        self.score.overlapping.missed += tally.missed;
        self.score.overlapping.extra += tally.extra;
    }
}

fn row(name: &str, score: &Score) {
    let show =
        |value: f64| if value.is_nan() { "   – ".to_owned() } else { format!("{value:5.3}") };
    let elements: Vec<String> = score.elements.iter().map(|tally| show(tally.f1())).collect();
    println!(
        "{name:<32} {:>4}  {}  {}  {}  {}  {}  {}  {}  {}  {}  {}  {}",
        score.cases,
        show(score.sentences.f1()),
        show(score.paragraphs.f1()),
        show(score.value_kind.f1()),
        show(score.outcome.f1()),
        show(score.role.of()),
        show(score.traps.of()),
        show(score.verdict.of()),
        show(score.grade.of()),
        show(score.arithmetic.of()),
        show(score.overlapping.f1()),
        elements.join(" "),
    );
}

/// The weights that belong to a file, where a folder of them is given.
fn weights_of(file: &str, folder: Option<&str>) -> Result<Option<Table>, String> {
    let Some(folder) = folder else { return Ok(None) };
    let stem = Path::new(file).file_stem().unwrap_or_default();
    let path = Path::new(folder).join(stem).with_extension("tsv");
    match std::fs::read_to_string(&path) {
        Ok(table) => Ok(Some(Table::parse(&table))),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

fn main() -> ExitCode {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let misses = options.iter().any(|option| option == "--misses");
    let folder = options.iter().find_map(|option| option.strip_prefix("--weights="));
    let known = |option: &String| option == "--misses" || option.starts_with("--weights=");
    if files.is_empty() || !options.iter().all(known) {
        eprintln!("usage: evaluate [--misses] [--weights=FOLDER] FILE…");
        return ExitCode::from(2);
    }
    let mut rows = Vec::new();
    let mut all = Judge { misses: false, score: Score::default() };
    for file in files {
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        };
        let weights = match weights_of(&file, folder) {
            Ok(weights) => weights,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        };
        let mut judge = Judge { misses, score: Score::default() };
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<Case>(line) {
                Ok(case) => {
                    judge.judge(&case, weights.as_ref());
                    all.judge(&case, weights.as_ref());
                }
                Err(error) => {
                    eprintln!("{file}:{}: {error}", number + 1);
                    return ExitCode::from(2);
                }
            }
        }
        let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
        rows.push((name, judge.score));
    }
    println!(
        "{:<32} {:>4}  sent.  para.  val+k  outc.  role   traps  verd.  grade  arith  over.  metric change base baseline timeframe scope business",
        "file", "n"
    );
    for (name, score) in &rows {
        row(name, score);
    }
    if rows.len() > 1 {
        row("all", &all.score);
    }
    ExitCode::SUCCESS
}

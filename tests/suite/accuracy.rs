//! Holds the recogniser to what it reaches on the open labelled sets, a little below, so that a change that costs
//! accuracy is seen. `examples/evaluate.rs` prints the same figures with every miss.

use serde_json::Value as Json;
use starbench::analysis::arithmetic::Verdict;
use starbench::analysis::grade;
use starbench::analysis::quantity::Quantity;
use starbench::story::Section;

const SETS: [&str; 3] = ["a", "b", "c"];

fn cases() -> Vec<Json> {
    SETS.iter()
        .flat_map(|set| {
            let path = format!("{}/tests/quantities/{set}-open.jsonl", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).expect("the set lies beside this test");
            text.lines()
                .map(|line| serde_json::from_str(line).expect("one case a line"))
                .collect::<Vec<Json>>()
        })
        .collect()
}

fn section(case: &Json) -> Section {
    match case["section"].as_str() {
        Some("S") => Section::Situation,
        Some("T") => Section::Task,
        Some("A") => Section::Action,
        _ => Section::Result,
    }
}

fn at(found: &Quantity, label: &Json) -> bool {
    label["start"].as_u64() == Some(found.span.start as u64)
        && label["end"].as_u64() == Some(found.span.end as u64)
}

fn is_outcome(label: &Json) -> bool {
    matches!(label["role"].as_str(), Some("result" | "baseline" | "delta"))
}

fn list<'a>(case: &'a Json, field: &str) -> &'a [Json] {
    case[field].as_array().map_or(&[], Vec::as_slice)
}

fn f1(hits: usize, labels: usize, found: usize) -> f64 {
    2.0 * hits as f64 / (labels + found) as f64
}

#[test]
fn figures_are_found_with_their_roles() {
    let (mut spans, mut outcomes) = ([0; 3], [0; 3]);
    let (mut traps, mut touched) = (0, 0);
    for case in cases() {
        let found = grade::assess(case["text"].as_str().unwrap(), section(&case), &[]).quantities;
        let labels = list(&case, "quantities");
        spans[0] +=
            labels.iter().filter(|label| found.iter().any(|found| at(found, label))).count();
        spans[1] += labels.len();
        spans[2] += found.len();
        let outcome = |label: &&Json| is_outcome(label);
        outcomes[0] += labels
            .iter()
            .filter(outcome)
            .filter(|label| found.iter().any(|found| at(found, label) && found.role.is_outcome()))
            .count();
        outcomes[1] += labels.iter().filter(outcome).count();
        outcomes[2] += found.iter().filter(|found| found.role.is_outcome()).count();
        for trap in list(&case, "traps") {
            let (start, end) =
                (trap["start"].as_u64().unwrap() as usize, trap["end"].as_u64().unwrap() as usize);
            traps += 1;
            touched += usize::from(
                found.iter().any(|found| found.span.start < end && start < found.span.end),
            );
        }
    }
    let (span, outcome) =
        (f1(spans[0], spans[1], spans[2]), f1(outcomes[0], outcomes[1], outcomes[2]));
    assert!(span >= 0.98, "exact span F1 fell to {span:.3}");
    assert!(outcome >= 0.96, "outcome F1 fell to {outcome:.3}");
    assert!(touched * 100 <= traps, "{touched} of {traps} traps are taken");
}

#[test]
fn texts_are_graded_as_a_careful_reader_would() {
    let (mut all, mut grades, mut sums) = (0, 0, 0);
    for case in cases() {
        let assessment = grade::assess(case["text"].as_str().unwrap(), section(&case), &[]);
        all += 1;
        grades += usize::from(case["grade"].as_u64() == Some(u64::from(assessment.grade.number())));
        let verdict = assessment
            .arithmetic
            .map(|verdict| if verdict == Verdict::Ok { "ok" } else { "conflict" });
        sums += usize::from(case["arithmetic"].as_str() == verdict);
    }
    assert!(grades * 100 >= all * 95, "{grades} of {all} grades are exact");
    assert!(sums * 100 >= all * 97, "{sums} of {all} verdicts on sums are right");
}

//! `star quantify --format json`.

use serde::Serialize;

use super::VERSION;
use crate::analysis::Span;
use crate::analysis::arithmetic::Verdict;
use crate::analysis::grade::{Assessment, Elements};
use crate::analysis::lint::Finding;
use crate::analysis::quantity::{Kind, Quantity, Role, Value};

#[derive(Debug, Serialize)]
pub(super) struct QuantityJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: Kind,
    value: Value,
    unit: &'a str,
    role: Role,
}

impl<'a> QuantityJson<'a> {
    pub(super) fn new(quantity: &'a Quantity, text: &'a str) -> Self {
        let Span { start, end } = quantity.span;
        Self {
            start,
            end,
            text: quantity.span.slice(text),
            kind: quantity.kind,
            value: quantity.value,
            unit: &quantity.unit,
            role: quantity.role,
        }
    }
}

#[derive(Debug, Serialize)]
struct FindingJson<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    message: &'a str,
    help: &'a str,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    version: u8,
    text: &'a str,
    grade: u8,
    grade_name: &'a str,
    quantities: Vec<QuantityJson<'a>>,
    elements: Elements,
    arithmetic: Option<Verdict>,
    findings: Vec<FindingJson<'a>>,
}

/// One text, assessed, as one document on one line.
pub fn quantify(text: &str, assessment: &Assessment, findings: &[Finding]) -> String {
    super::line(&Document {
        version: VERSION,
        text,
        grade: assessment.grade.number(),
        grade_name: assessment.grade.name(),
        quantities: assessment
            .quantities
            .iter()
            .map(|quantity| QuantityJson::new(quantity, text))
            .collect(),
        elements: assessment.elements,
        arithmetic: assessment.arithmetic,
        findings: findings
            .iter()
            .map(|finding| FindingJson {
                code: finding.code,
                name: finding.name,
                severity: finding.severity.as_str(),
                start: finding.span.map(|span| span.start),
                end: finding.span.map(|span| span.end),
                message: &finding.message,
                help: &finding.help,
            })
            .collect(),
    })
}

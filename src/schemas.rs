//! The JSON Schemas of every format, as files of this package.

/// A published format.
#[derive(Debug)]
pub struct Schema {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it describes.
    pub about: &'static str,
    /// The schema, as JSON.
    pub text: &'static str,
}

macro_rules! schema {
    ($name:literal, $about:literal) => {
        Schema {
            name: $name,
            about: $about,
            text: include_str!(concat!("../schemas/", $name, ".v1.json")),
        }
    };
}

/// Every published format.
pub const SCHEMAS: &[Schema] = &[
    schema!("library", "stories as import reads and export writes them"),
    schema!("profile", "an interview: principles, rounds, phases, questions"),
    schema!("ask", "what `ask --format json` prints"),
    schema!("check", "what `check --format json` prints"),
    schema!("coverage", "what `coverage --format json` prints"),
    schema!("drill", "what `drill STORY --sheet --format json` prints"),
    schema!("drill-answers", "what `drill STORY --answers --format json` prints"),
    schema!("drill-marks", "what `drill STORY --marks FILE` reads"),
    schema!("drill-result", "what `drill STORY --format json` prints of a drill"),
    schema!("due", "what `drill --format json` prints: probes that are due"),
    schema!("learn", "what `learn --format json` prints: cards that are due"),
    schema!("learn-marks", "what `learn --marks FILE` reads"),
    schema!("learn-result", "what `learn --marks FILE --format json` prints"),
    schema!("list", "what `list --format json` prints"),
    schema!("mock", "what `mock --print --format json` prints: the interviewer's script"),
    schema!("mock-result", "what `mock --format json` prints of a round that was held"),
    schema!("debrief-form", "what `debrief --file FILE` and `mock --marks FILE` read"),
    schema!("debrief", "what `debrief --format json` prints"),
    schema!("plan", "what `plan show --format json` prints"),
    schema!("quantify", "what `quantify --format json` prints, one a line"),
    schema!("readiness", "what `readiness --format json` prints"),
    schema!("rehearse", "what `rehearse STORY --format json` prints"),
    schema!("suggest", "what `suggest STORY --format json` prints"),
    schema!("today", "what `today --format json` prints"),
];

//! Sources made to exhaust a reader are refused, or read, while a person would still wait.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use starbench::catalogue::default_profile;
use starbench::interchange::{MAX_SOURCE_BYTES, Source, read_all};

/// What a person waits for; longer where nothing is optimised and other tests run beside this one.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

/// How large a hostile source is: as large as it may be, or a 64th where nothing is optimised, which is still
/// enough to tell effort that grows with the square. `cargo test --release hostile_documents` has the full size.
const SIZE: usize = if cfg!(debug_assertions) { MAX_SOURCE_BYTES / 64 } else { MAX_SOURCE_BYTES };

/// Fills a source up to its size.
fn full(head: &str, part: &str) -> String {
    let times = (SIZE - head.len()) / part.len();
    format!("{head}{}", part.repeat(times))
}

/// A source by name, made only when its turn comes so that one at a time is in memory.
type Bomb = (&'static str, fn() -> String);

const BOMBS: [Bomb; 51] = [
    ("nested aliases", || {
        nested("[x, x, x, x, x, x, x, x, x]", |before| format!("[{}]", [before; 9].join(", ")))
    }),
    ("nested merges", || {
        nested("{x: 1, y: 2}", |before| format!("{{<<: [{before}, {before}], z: {before}}}"))
    }),
    ("a long text a million times", || {
        let head = format!("title: &t {}\nproject: *t\nstories:\n", "x".repeat(SIZE / 16));
        full(&head, "  - {title: a, action: *t}\n")
    }),
    ("200,000 square brackets", || "[".repeat(200_000)),
    ("200,000 braces", || "{a: ".repeat(200_000)),
    ("200,000 dashes", || "- ".repeat(200_000)),
    ("200,000 question marks", || "? ".repeat(200_000)),
    ("a staircase of keys", || lines(3000, |n| format!("{}a:", " ".repeat(n)))),
    ("brackets to the limit", || full("", "[")),
    ("stories of brackets", || full("stories:\n", "- [[[[[[[[\n")),
    ("an open quote", || full("title: \"", "a ")),
    ("an open quote in every story", || full("stories:\n", "- title: \"a\n")),
    ("one plain word", || full("title: ", "a")),
    ("one plain text of many lines", || full("title: a\n", "  b\n")),
    ("a folded block", || full("action: >\n", "  b\n\n")),
    ("a literal block", || full("title: a\naction: |\n", "  b\n")),
    ("empty lines", || full("title: a\n", "\n")),
    ("comments", || full("title: a\n", "# b\n")),
    ("spaces", || full("title: a\n", " ")),
    ("tabs", || full("title: a\n", "\t")),
    ("unknown keys", || lines(SIZE / 16, |n| format!("k{n}: 1"))),
    ("unknown keys of a story", || {
        format!("title: a\n{}", lines(SIZE / 40, |n| format!("k{n}: 1")))
    }),
    ("one key again and again", || full("", "a: 1\n")),
    ("a long key", || format!("\"{}\": 1\n", "a".repeat(SIZE - 10))),
    ("anchors", || full("", "- &a b\n")),
    ("stories of nothing", || full("stories:\n", "- \n")),
    ("stories of a title", || full("stories:\n", "- title: a\n")),
    ("principles without end", || full("title: a\nprinciples: [x", ", dive-dep")),
    ("a principle without end", || full("title: a\nprinciples: [\"", "dive ") + "\"]\n"),
    ("claims without end", || full("title: a\nclaims:\n", "- {figure: a, basis: measured}\n")),
    ("NUL", || full("", "\0")),
    ("escapes", || full("title: \"", "\\u0041")),
    ("carriage returns", || full("title: a", "\r")),
    ("byte order marks", || full("title: a", "\u{feff}")),
    ("joined emoji", || full("title: ", "👩\u{200d}")),
    ("directives", || full("", "%TAG ! tag:a,b:\n")),
    ("documents", || full("", "---\n")),
    ("JSON without end", || full("{\"stories\": [", "{\"title\": \"a\"}, ")),
    ("JSON arrays", || full("", "[],")),
    ("md headings", || full("", "# b\n")),
    ("md titles with sections", || full("", "# b\n## Task\n")),
    ("md sections", || full("# b\n", "## Task\nx\n")),
    ("md notes", || full("# b\n", "## x\n")),
    ("md fences", || full("# b\n", "```\n~~~\n")),
    ("md blank lines", || full("# b\n", "\n")),
    ("csv commas", || full("title\n", ",")),
    ("csv rows", || full("title\n", "b\n")),
    ("csv blank rows", || full("title\n", ",\n")),
    ("csv columns", || full("title", ",task")),
    ("csv quotes", || full("title\n", "\"")),
    ("csv an open quote", || full("title\n\"", "b,\n")),
];

/// Fifty anchors, each made of the one before.
fn nested(first: &str, next: impl Fn(&str) -> String) -> String {
    let mut text = format!("a0: &a0 {first}\n");
    for n in 1..50 {
        let _ = writeln!(text, "a{n}: &a{n} {}", next(&format!("*a{}", n - 1)));
    }
    text
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "{}", line(n));
        text
    })
}

#[test]
fn no_source_keeps_anyone_waiting() {
    let mut slow = Vec::new();
    for (name, text) in BOMBS {
        let ending = name.split_once(' ').map_or("", |(first, _)| first);
        let ending = if ["csv", "md"].contains(&ending) { ending } else { "yaml" };
        let source = Source::new(format!("bomb.{ending}"), text());
        let start = Instant::now();
        std::hint::black_box(read_all([&source], default_profile()));
        let took = start.elapsed();
        if took > PATIENCE {
            slow.push((name, took));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused_unread() {
    let bytes = vec![b'a'; 100 * 1024 * 1024];
    let start = Instant::now();
    let problem = Source::from_bytes("big.yaml", bytes).unwrap_err();
    assert!(problem.message.contains("larger than 16 MiB"), "{problem}");
    assert!(start.elapsed() < PATIENCE);
}

//! The direction rules of the house, read off the source files themselves.

use std::fs;
use std::path::{Path, PathBuf};

/// The core in its order: a module may use those before it, never those after it.
const CORE: [&str; 9] = [
    "catalogue", "story", "analysis", "coverage", "readiness", "matching", "drill", "plan",
    "redact",
];

/// What stands around the core; these use the core and not each other.
const EDGES: [&str; 3] = ["store", "interchange", "render"];

/// What stands below everything: the reader of YAML, the guess at a mistyped word, the stems of words.
const GROUND: [&str; 4] = ["linear", "yaml", "nearest", "stem"];

struct Source {
    path: PathBuf,
    /// The first folder or file below `src`, without its ending.
    module: String,
    /// The code without comments and without test modules.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let tests = test_modules(&files);
    files
        .into_iter()
        .filter(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            !inside.iter().any(|part| {
                tests.contains(&part.to_string_lossy().trim_end_matches(".rs").to_owned())
            })
        })
        .map(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
            let text = fs::read_to_string(&path).unwrap();
            Source { module: first.trim_end_matches(".rs").to_owned(), code: code_of(&text), path }
        })
        .collect()
}

/// Names of the modules that are declared for tests only: these may reach further.
fn test_modules(files: &[PathBuf]) -> Vec<String> {
    let mut names = Vec::new();
    for path in files {
        let text = fs::read_to_string(path).unwrap();
        let mut lines = text.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            if line != "#[cfg(test)]" {
                continue;
            }
            let declared = lines.peek().and_then(|line| line.strip_suffix(';')).map(str::to_owned);
            if let Some((_, name)) = declared.as_deref().and_then(|line| line.split_once("mod ")) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// Drops comments, and everything from the first test module on: tests may reach further.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules of this crate that a piece of code names.
fn used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<String> = if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            let mut names = Vec::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            names.push(name);
            names
        } else {
            vec![rest.to_owned()]
        };
        used.extend(names.into_iter().map(|name| {
            name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        }));
    }
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn the_core_flows_one_way() {
    let mut faults = Vec::new();
    for source in sources() {
        let Some(rank) = CORE.iter().position(|module| *module == source.module) else { continue };
        for module in used(&source.code) {
            let allowed = module == source.module
                || GROUND.contains(&module.as_str())
                || CORE.iter().position(|core| *core == module).is_some_and(|other| other < rank);
            if !allowed {
                faults.push(format!("{} uses {module}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_edges_use_the_core_and_not_each_other() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| EDGES.contains(&source.module.as_str())) {
        for module in used(&source.code) {
            if module != source.module
                && !GROUND.contains(&module.as_str())
                && !CORE.contains(&module.as_str())
            {
                faults.push(format!("{} uses {module}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Each outside thing and the one place that may know it.
#[test]
fn outside_things_have_one_home() {
    let homes: [(&str, &[&str]); 16] = [
        ("clap", &["src/cli/"]),
        ("clap_complete", &["src/cli/"]),
        ("dialoguer", &["src/cli/"]),
        ("rusqlite", &["src/store/"]),
        ("serde_saphyr", &["src/yaml.rs"]),
        ("Command::new", &["src/cli/git.rs", "src/cli/editor.rs"]),
        ("std::net", &[]),
        ("println!", &["src/cli/ui.rs"]),
        ("eprintln!", &["src/cli/ui.rs"]),
        ("io::stdout", &["src/cli/ui.rs"]),
        ("io::stderr", &["src/cli/ui.rs"]),
        ("std::env", &["src/cli/context.rs"]),
        ("env::var", &["src/cli/context.rs"]),
        ("Utc::now", &["src/cli/context.rs"]),
        ("Local::now", &["src/cli/context.rs"]),
        ("SystemTime::now", &["src/cli/context.rs"]),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for source in sources() {
        let path = source.path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        for (thing, places) in homes {
            let named = source.code.match_indices(thing).any(|(at, _)| {
                let before = source.code[..at].chars().next_back();
                let after = source.code[at + thing.len()..].chars().next();
                let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                !word(before) && (thing.ends_with('!') || !word(after))
            });
            if named && !places.iter().any(|place| path.starts_with(place)) {
                faults
                    .push(format!("{path} names {thing}, which belongs in {}", places.join(", ")));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_core_touches_no_file_and_no_clock() {
    let things = [
        "std::fs", "std::io", "File::", "std::process", "std::net", "Instant::", "SystemTime",
        "thread::",
    ];
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| CORE.contains(&source.module.as_str())) {
        for thing in things {
            if source.code.contains(thing) {
                faults.push(format!("{} names {thing}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_outside_the_catalogue_knows_a_principle() {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue");
    let ids = [
        "customer-obsession", "dive-deep", "deliver-results", "are-right-a-lot", "bias-for-action",
        "earn-trust", "think-big",
    ];
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !source.path.starts_with(&catalogue)) {
        for id in ids {
            if source.code.contains(&format!("\"{id}\"")) {
                faults.push(format!("{} knows {id}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn main_does_nothing_itself() {
    let main =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs")).unwrap();
    assert!(main.lines().count() <= 20);
}

#[test]
fn the_scan_sees_through_groups_and_paths() {
    assert_eq!(used("use crate::{store::Library, plan};"), ["store", "plan"]);
    assert_eq!(used("let x = crate::render::style::clean(a);"), ["render"]);
    assert_eq!(code_of("a // crate::store\nb\n#[cfg(test)]\nmod tests {}").trim(), "a \nb");
}

//! What is linked into a tool that holds somebody's private career: read off the lock file without a network, by
//! the rules of `deny.toml`, which `cargo deny` reads as well where it is installed.

use std::process::Command;

use serde_json::Value;

use crate::sandbox::repository;

/// The strings of a list in `deny.toml` that begins on this line, such as `allow = [`.
fn listed(rules: &str, begin: &str) -> Vec<String> {
    let list =
        rules.split(&format!("\n{begin} = [")).nth(1).and_then(|rest| rest.split("\n]").next());
    let list = list.map(|list| list.split("]\n").next().unwrap_or(list)).unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(repository())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Whether a licence may be had under the allowed ones; the older `A/B` means `A OR B`.
fn allowed(expression: &str, allow: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    any_of(&mut words, allow) && words.next().is_none()
}

type Words<'w> = std::iter::Peekable<std::str::SplitWhitespace<'w>>;

fn any_of(words: &mut Words<'_>, allow: &[String]) -> bool {
    let mut met = all_of(words, allow);
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allow);
    }
    met
}

fn all_of(words: &mut Words<'_>, allow: &[String]) -> bool {
    let mut met = one(words, allow);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allow);
    }
    met
}

fn one(words: &mut Words<'_>, allow: &[String]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any_of(words, allow);
        return words.next_if_eq(&")").is_some() && met;
    }
    let mut name = words.next().unwrap_or_default().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        name = format!("{name} WITH {}", words.next().unwrap_or_default());
    }
    allow.contains(&name)
}

#[test]
fn every_crate_has_an_allowed_licence_and_comes_from_the_registry() {
    let rules = std::fs::read_to_string(repository().join("deny.toml")).unwrap();
    let (allow, banned) = (listed(&rules, "allow"), listed(&rules, "deny"));
    assert!(allow.len() > 3 && banned.len() > 3, "{allow:?} {banned:?}");
    let packages = packages();
    assert!(packages.len() > 50);
    let mut faults = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        if !allowed(package["license"].as_str().unwrap_or_default(), &allow) {
            faults.push(format!("{name} is licensed {}", package["license"]));
        }
        if banned.iter().any(|banned| banned == name) {
            faults.push(format!("{name} is banned"));
        }
        let source = package["source"].as_str();
        if source
            .is_some_and(|source| source != "registry+https://github.com/rust-lang/crates.io-index")
        {
            faults.push(format!("{name} comes from {source:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_licence_is_read_as_it_is_written() {
    let allow = ["MIT".to_owned(), "BSD-3-Clause".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND BSD-3-Clause", true),
        ("(MIT OR BSD-3-Clause) AND GPL-3.0", false),
        ("MIT WITH exception", false),
        ("", false),
        ("GPL-3.0", false),
    ] {
        assert_eq!(allowed(expression, &allow), expected, "{expression}");
    }
}

//! A file that is no sound library is refused by every command, and is afterwards what it was.

use std::fs;

use crate::bench::files;
use crate::sandbox::Sandbox;

/// Commands that read and commands that write.
const LINES: [&[&str]; 10] = [
    &["list"],
    &["check"],
    &["doctor"],
    &["export"],
    &["new", "--title", "A new one"],
    &["edit", "first", "--title", "Another"],
    &["import", "more.yaml"],
    &["undo"],
    &["backup"],
    &["today"],
];

#[test]
fn every_command_refuses_it_and_names_the_newest_good_backup() {
    let good = {
        let sandbox = Sandbox::new();
        sandbox.answer(&["new", "--title", "First"]);
        fs::read(sandbox.library()).unwrap()
    };
    let with = |at: usize, bytes: &[u8]| {
        let mut file = good.clone();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    };
    let noise: Vec<u8> = (0..60_000u32).map(|n| (n.wrapping_mul(n) >> 5) as u8).collect();
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("newer", with(60, &99u32.to_be_bytes()), "newer"),
        ("foreign", with(68, &7u32.to_be_bytes()), "another program"),
        ("empty", Vec::new(), "empty"),
        ("truncated", good[..good.len() / 2].to_vec(), "cut off"),
        ("garbage", noise, "no SQLite file"),
        ("a blank page", with(100, &[0; 3996]), "damaged"),
    ];
    for (name, bytes, word) in cases {
        let sandbox = Sandbox::new();
        sandbox.answer(&["new", "--title", "First"]);
        sandbox.answer(&["backup"]);
        let backup = fs::read_dir(sandbox.library().with_file_name("backups")).unwrap();
        let backup = backup.map(|entry| entry.unwrap().path()).next().unwrap();
        fs::write(sandbox.path().join("more.yaml"), "title: More\n").unwrap();
        fs::write(sandbox.library(), bytes).unwrap();
        let mut before = files(sandbox.path());
        before.retain(|path, _| path.extension().is_none_or(|ending| ending != "lock"));
        for line in LINES {
            let run = sandbox.run(line);
            assert_eq!(run.code, 2, "{name}, {line:?}: {run:?}");
            assert!(run.stderr.contains(word), "{name}, {line:?}: {run:?}");
            let said = run.stderr.replace('\n', " ");
            assert!(said.contains(backup.to_str().unwrap()), "{name}, {line:?}: {run:?}");
            let mut after = files(sandbox.path());
            after.retain(|path, _| path.extension().is_none_or(|ending| ending != "lock"));
            assert!(after == before, "{name}, {line:?}: a file was touched");
        }
    }
}

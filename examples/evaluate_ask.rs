//! dev
use starbench::catalogue::default_profile;
use starbench::matching::Ranker;
use std::collections::BTreeMap;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let profile = default_profile();
    if args[0] == "cv" {
        let own: BTreeMap<String, Vec<String>> =
            serde_json::from_str(&std::fs::read_to_string("/tmp/q.json").unwrap()).unwrap();
        let (mut f, mut t, mut n) = (0, 0, 0);
        for fold in 0..6 {
            let r = Ranker::without(profile, |row| row % 6 == fold);
            for (id, list) in &own {
                for (row, q) in list.iter().enumerate() {
                    if row % 6 == fold {
                        let ranked = r.rank(q);
                        n += 1;
                        let at = ranked.iter().position(|(p, _)| p.as_str() == id).unwrap();
                        f += usize::from(at == 0);
                        t += usize::from(at < 3);
                        if at > 0 && args.len() > 1 {
                            println!(
                                "{q}\n   is {id}, got {} {:.2} (right {:.2} at {})",
                                ranked[0].0,
                                ranked[0].1,
                                ranked[at].1,
                                at + 1
                            );
                        }
                    }
                }
            }
        }
        println!("cv {n}: first {:.3} three {:.3}", f as f64 / n as f64, t as f64 / n as f64);
        return;
    }
    let r = Ranker::without(profile, |row| {
        row >= std::env::var("ROWS").map_or(1000, |v| v.parse().unwrap())
    });
    let half: Option<usize> = args.get(1).and_then(|h| h.parse().ok());
    let (mut f, mut t, mut n, mut fa, mut ta) = (0, 0, 0, 0, 0);
    for (i, line) in std::fs::read_to_string(&args[0]).unwrap().lines().enumerate() {
        if half.is_some_and(|h| i % 2 != h) {
            continue;
        }
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = v["principle"].as_str().unwrap();
        let also: Vec<&str> = v["also"]
            .as_array()
            .map(|a| a.iter().filter_map(|x| x.as_str()).collect())
            .unwrap_or_default();
        let ranked = r.rank(v["question"].as_str().unwrap());
        n += 1;
        let at = ranked.iter().position(|(p, _)| p.as_str() == id).unwrap();
        let ata = ranked
            .iter()
            .position(|(p, _)| p.as_str() == id || also.contains(&p.as_str()))
            .unwrap();
        f += usize::from(at == 0);
        t += usize::from(at < 3);
        fa += usize::from(ata == 0);
        ta += usize::from(ata < 3);
        if at > 0 && args.len() > 2 {
            println!(
                "{}\n   is {id} {also:?}, got {} {:.2} (right {:.2} at {})",
                v["question"].as_str().unwrap(),
                ranked[0].0,
                ranked[0].1,
                ranked[at].1,
                at + 1
            );
        }
    }
    let n = n as f64;
    println!(
        "{n}: first {:.3} three {:.3}  | with also {:.3} {:.3}",
        f as f64 / n,
        t as f64 / n,
        fa as f64 / n,
        ta as f64 / n
    );
}

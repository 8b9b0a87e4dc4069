//! dev
use starbench::catalogue::default_profile;
use starbench::matching::{Matcher, training};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let profile = default_profile();
    let all = training::examples(profile);
    if args[0] == "cv" {
        let (mut f, mut t, mut n) = (0, 0, 0);
        let (mut f1, mut t1, mut n1) = (0, 0, 0);
        for fold in 0..6 {
            let (test, train): (Vec<_>, Vec<_>) =
                all.iter().cloned().enumerate().partition(|(i, _)| (i / 16) % 6 == fold);
            let train: Vec<_> = train.into_iter().map(|x| x.1).collect();
            let table = training::learn(profile, &train);
            let r = Matcher::with_weights(profile, &table);
            for (i, (q, p)) in test {
                let s = r.probabilities(&q);
                n += 1;
                let at = s.iter().filter(|x| **x > s[p]).count();
                f += usize::from(at == 0);
                t += usize::from(at < 3);
                if i / 16 < 36 {
                    n1 += 1;
                    f1 += usize::from(at == 0);
                    t1 += usize::from(at < 3);
                }
                if at > 0 && args.len() > 1 {
                    let b = (0..16).max_by(|a, b| s[*a].total_cmp(&s[*b])).unwrap();
                    println!(
                        "{q}\n   is {}, got {} {:.2} (right {:.2} at {})",
                        profile.principles()[p].id,
                        profile.principles()[b].id,
                        s[b],
                        s[p],
                        at + 1
                    );
                }
            }
        }
        println!(
            "cv {n}: first {:.3} three {:.3} direct {:.3} {:.3}",
            f as f64 / n as f64,
            t as f64 / n as f64,
            f1 as f64 / n1 as f64,
            t1 as f64 / n1 as f64
        );
        return;
    }
    let r = if args.get(3).is_some() {
        Matcher::new(profile)
    } else {
        let table = training::learn(profile, &all);
        Matcher::with_weights(profile, Box::leak(table.into_boxed_str()))
    };
    let half: Option<usize> = args.get(1).and_then(|h| h.parse().ok());
    let (mut f, mut t, mut n, mut fa, mut ta) = (0, 0, 0, 0, 0);
    for (i, line) in std::fs::read_to_string(&args[0]).unwrap().lines().enumerate() {
        if half.is_some_and(|h| h < 2 && i % 2 != h) {
            continue;
        }
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = v["principle"].as_str().unwrap();
        let also: Vec<&str> = v["also"]
            .as_array()
            .map(|a| a.iter().filter_map(|x| x.as_str()).collect())
            .unwrap_or_default();
        let s = r.probabilities(v["question"].as_str().unwrap());
        n += 1;
        let mut ranked: Vec<(String, f64)> =
            profile.principles().iter().zip(&s).map(|(p, s)| (p.id.to_string(), *s)).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        let at = ranked.iter().position(|(p, _)| p.as_str() == id).unwrap();
        let ata = ranked
            .iter()
            .position(|(p, _)| p.as_str() == id || also.contains(&p.as_str()))
            .unwrap();
        f += usize::from(at == 0);
        t += usize::from(at < 3);
        fa += usize::from(ata == 0);
        ta += usize::from(ata < 3);
        if at > 0 && args.get(2).is_some_and(|m| m == "m") {
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

//! A Chromium of the machine, driven over its debugging pipe: no port, no driver, no download.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::sandbox::skipped;

/// Says that a browser must be there: the gate sets it, so that nothing is skipped in silence.
const REQUIRED: &str = "STAR_TEST_BROWSER";

const NAMES: [&str; 4] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
];

/// A running browser with one page.
pub(crate) struct Chromium {
    process: Child,
    commands: File,
    answers: BufReader<File>,
    events: VecDeque<Value>,
    session: String,
    number: u64,
    folder: TempDir,
}

/// What the page said since it was opened that it should not say.
pub(crate) type Complaints = Vec<String>;

impl Chromium {
    /// Starts one, where there is one; otherwise says that the test is skipped.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = NAMES.iter().map(Path::new).find(|path| path.exists()) else {
            assert!(
                std::env::var_os(REQUIRED).is_none(),
                "{REQUIRED} is set and no Chromium is here"
            );
            skipped("no Chromium on this machine");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let pipe = |name: &str| {
            let path = folder.path().join(name);
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            path
        };
        let (to, from) = (pipe("to"), pipe("from"));
        // Chromium reads commands from descriptor 3 and answers on 4; a shell is what hands them over.
        let process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<\"$TO\" 4>\"$FROM\"", "sh"])
            .arg(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--remote-debugging-pipe",
            ])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .env("TO", &to)
            .env("FROM", &from)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let commands = OpenOptions::new().write(true).open(&to).unwrap();
        let answers = BufReader::new(File::open(&from).unwrap());
        let mut chromium = Self {
            process,
            commands,
            answers,
            events: VecDeque::new(),
            session: String::new(),
            number: 0,
            folder,
        };
        let target = chromium.call("Target.createTarget", json!({"url": "about:blank"}));
        let attached = chromium.call(
            "Target.attachToTarget",
            json!({"targetId": target["targetId"], "flatten": true}),
        );
        attached["sessionId"].as_str().unwrap().clone_into(&mut chromium.session);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            chromium.call(&format!("{domain}.enable"), json!({}));
        }
        Some(chromium)
    }

    /// Opens a page at a width and gives its complaints: errors, refused styles, requests for anything else.
    pub(crate) fn open(&mut self, page: &str, width: u32, dark: bool) -> Complaints {
        let path = self.folder.path().join("page.html");
        std::fs::write(&path, page).unwrap();
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        let scheme = if dark { "dark" } else { "light" };
        self.call(
            "Emulation.setEmulatedMedia",
            json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]}),
        );
        self.events.clear();
        let url = format!("file://{}", path.display());
        self.call("Page.navigate", json!({"url": url}));
        let mut complaints = Vec::new();
        loop {
            let event = self.event();
            let about = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Page.loadEventFired" => break,
                "Log.entryAdded" => complaints.push(about["entry"]["text"].to_string()),
                "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" => {
                    complaints.push(about.to_string());
                }
                "Network.requestWillBeSent" if about["request"]["url"] != url.as_str() => {
                    complaints.push(format!("asked for {}", about["request"]["url"]));
                }
                _ => {}
            }
        }
        complaints
    }

    /// The value of an expression in the page.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let answer = self.call(
            "Runtime.evaluate",
            json!({"expression": expression, "awaitPromise": true, "returnByValue": true}),
        );
        assert!(answer.get("exceptionDetails").is_none(), "{expression:.80}: {answer}");
        answer["result"]["value"].clone()
    }

    /// The page on paper of a size in inches.
    pub(crate) fn pdf(&mut self, width: f64, height: f64) -> Vec<u8> {
        let answer = self.call(
            "Page.printToPDF",
            json!({"paperWidth": width, "paperHeight": height, "printBackground": false, "preferCSSPageSize": false}),
        );
        decode(&answer["data"])
    }

    /// The beginning of the page as a picture.
    pub(crate) fn top(&mut self, width: u32, height: u32) -> Vec<u8> {
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let answer = self.call(
            "Page.captureScreenshot",
            json!({"format": "png", "clip": clip, "captureBeyondViewport": true}),
        );
        decode(&answer["data"])
    }

    /// The whole page as a picture.
    pub(crate) fn picture(&mut self) -> Vec<u8> {
        let answer = self.call(
            "Page.captureScreenshot",
            json!({"format": "png", "captureBeyondViewport": true}),
        );
        decode(&answer["data"])
    }

    #[allow(clippy::needless_pass_by_value, reason = "every caller makes them on the spot")]
    fn call(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let mut message = json!({"id": self.number, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = self.session.clone().into();
        }
        self.commands.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let answer = self.read();
            if answer["id"] == self.number {
                assert!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push_back(answer);
        }
    }

    fn event(&mut self) -> Value {
        self.events.pop_front().unwrap_or_else(|| self.read())
    }

    fn read(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.answers.read_until(0, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(0), "Chromium has gone");
        serde_json::from_slice(&bytes).unwrap()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.commands.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        let _ = self.process.wait();
    }
}

fn decode(data: &Value) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(data.as_str().unwrap()).unwrap()
}

/// The accessibility checker, where `.ci/run` has put it; otherwise says that it is not asked.
pub(crate) fn axe() -> Option<String> {
    let path: PathBuf =
        crate::sandbox::repository().join("target/axe/node_modules/axe-core/axe.min.js");
    if let Ok(script) = std::fs::read_to_string(&path) {
        return Some(script);
    }
    assert!(
        std::env::var_os(REQUIRED).is_none(),
        "{REQUIRED} is set and {} is not there",
        path.display()
    );
    skipped("no axe-core here: npm install --prefix target/axe axe-core");
    None
}

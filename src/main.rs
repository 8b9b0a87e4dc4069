//! The `star` binary: everything happens in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    starbench::cli::run()
}

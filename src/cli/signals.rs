//! Ctrl-C, a closed terminal and a polite kill, told to whoever asks a person something.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static ARRIVED: AtomicBool = AtomicBool::new(false);

/// Takes signals as something to be looked at instead of the end of the process, so that a question can put
/// the terminal in order and keep what was said.
pub(crate) fn listen() {
    static HANDLER: Once = Once::new();
    // If there is a handler already, it serves as well.
    HANDLER.call_once(|| {
        let _ = ctrlc::set_handler(|| ARRIVED.store(true, Ordering::SeqCst));
    });
}

/// Whether one has come since.
pub(crate) fn arrived() -> bool {
    ARRIVED.load(Ordering::SeqCst)
}

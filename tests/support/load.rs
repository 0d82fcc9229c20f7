//! A machine that has other things to do.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Two busy loops, until it is dropped.
pub struct Load {
    over: &'static AtomicBool,
    loops: Vec<thread::JoinHandle<()>>,
}

impl Load {
    pub fn start() -> Load {
        let over: &'static AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
        let busy = || {
            while !over.load(Ordering::Relaxed) {
                spin_loop();
            }
        };
        Load {
            over,
            loops: vec![thread::spawn(busy), thread::spawn(busy)],
        }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for one in self.loops.drain(..) {
            let _ = one.join();
        }
    }
}

//! A program so small that nearly all of its debug information is its own: some calls, each on
//! a line of its own, one of them made by a function within a function.
#![no_std]
#![no_main]

use core::ffi::{c_char, c_int};

#[link(name = "c")]
unsafe extern "C" {
    fn socket(family: c_int, kind: c_int, protocol: c_int) -> c_int;
    fn listen(fd: c_int, backlog: c_int) -> c_int;
    fn close(fd: c_int) -> c_int;
    fn abort() -> !;
}

struct Listening {
    fd: c_int,
}

#[inline(always)]
fn open() -> c_int {
    unsafe { socket(2, 1, 0) }
}

#[inline(never)]
fn listening() -> Listening {
    let fd = open();
    unsafe { listen(fd, 5) };
    Listening { fd }
}

#[unsafe(no_mangle)]
extern "C" fn main(_count: c_int, _words: *const *const c_char) -> c_int {
    let one = listening();
    unsafe { close(one.fd) };
    let other = open();
    unsafe { close(other) }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    unsafe { abort() }
}

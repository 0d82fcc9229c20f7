//! The address of a run is taken: by whom, and what is done about it.

use std::fs;
use std::net::TcpListener;

use crate::support::{address, run, system};

#[test]
fn it_says_who_holds_the_address_and_goes_on_with_another_port() {
    if !system::can_trace() {
        return;
    }
    let at = &address::own();
    let _holder = TcpListener::bind(at).unwrap();
    let output = run(2, at).output("");
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{output:?}");

    let name = fs::read_to_string("/proc/self/comm").unwrap();
    let name = name.trim();
    let remark = format!("127.0.0.1:9999 is taken by {name} (process [number]): ");
    assert!(output.stdout.contains(&remark), "{output:?}");
    // The first port that the system picks is the server's now, the second one the client's.
    let bound = "bind(3, 127.0.0.1:[client port]) = 0";
    assert!(output.stdout.contains(bound), "{output:?}");
    assert!(
        output
            .stdout
            .contains("connected: 127.0.0.1:[client 2 port]"),
        "{output:?}"
    );
}

#[test]
fn it_names_the_right_process() {
    if !system::can_trace() {
        return;
    }
    let at = &address::own();
    let _holder = TcpListener::bind(at).unwrap();
    let run = run(2, at).start();
    run.ends_input().output();
    let holder = format!("(process {})", std::process::id());
    assert!(run.raw_stdout().contains(&holder), "{}", run.raw_stdout());
}

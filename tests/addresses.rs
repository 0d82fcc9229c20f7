//! What every other test relies on: an address that nobody else has.
#![allow(clippy::unwrap_used, reason = "in a test, a failure is a failure")]
#![cfg(target_os = "linux")]

mod support;

use std::collections::BTreeSet;
use std::net::{TcpListener, TcpStream, UdpSocket};

use support::address;
use support::filters::Filters;

#[test]
fn an_address_belongs_to_one_test_at_a_time() {
    let all: Vec<_> = (0..50).map(|_| address::own()).collect();
    let different: BTreeSet<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!(different.len(), all.len());
}

#[test]
fn a_stranger_is_seen_and_so_is_a_connection_that_is_over() {
    let at = address::own();
    let place = at.parse().unwrap();
    assert!(address::is_free(place));

    let listener = TcpListener::bind(place).unwrap();
    assert!(!address::is_free(place), "somebody listens");
    let client = TcpStream::connect(place).unwrap();
    // Whoever closes first keeps the connection for a minute.
    drop(listener.accept().unwrap());
    drop((listener, client));
    assert!(!address::is_free(place), "a connection is left");

    let at = address::own();
    let place = at.parse().unwrap();
    let _receiver = UdpSocket::bind(place).unwrap();
    assert!(!address::is_free(place), "somebody receives");
}

#[test]
fn another_port_is_shown_as_the_one_that_a_stranger_holds_everywhere() {
    let stranger = TcpListener::bind("0.0.0.0:8888");
    let at = address::shown_as("127.0.0.1:8888");
    if stranger.is_ok() {
        assert_ne!(at.port(), "8888");
    }
    let text = format!(
        "bind(3, {at}) = 0    port {}   of {}  .",
        at.port(),
        at.ip()
    );
    let shown = "bind(3, 127.0.0.1:8888) = 0    port 8888   of 127.0.0.1  .";
    assert_eq!(Filters::at(&at).apply(&text), shown);
}

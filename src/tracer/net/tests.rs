//! The halves of connections, told apart.

use super::connections::{Connections, Made, Named};
use event::{Address, Kind, SocketId};
use std::net::SocketAddr;

fn address(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

fn named() -> Named {
    (Kind::Stream, (address(5454), address(7154)))
}

fn connects(connections: &mut Connections, id: SocketId) {
    let at = || Some(Address::Inet(address(7154)));
    connections.has_numbers(id, named(), Made::Connected, at);
}

fn accepts(connections: &mut Connections, id: SocketId) {
    connections.has_numbers(id, back(named()), Made::Accepted, || None);
}

#[test]
fn two_connections_with_the_same_numbers_are_two() {
    let mut connections = Connections::default();
    connects(&mut connections, 1);
    accepts(&mut connections, 2);
    connections.closed(1);
    connects(&mut connections, 3);
    assert!(!connections.is_newest(2) && connections.is_newest(3));
    accepts(&mut connections, 4);
    let others = [1, 2, 3, 4].map(|id| connections.other(id));
    assert_eq!(others, [2, 1, 4, 3].map(Some));
}

#[test]
fn who_accepts_gets_the_connections_in_their_order_also_a_closed_one() {
    let mut connections = Connections::default();
    connects(&mut connections, 1);
    connections.closed(1);
    connects(&mut connections, 2);
    assert_eq!(connections.waiting(|_| true), [1, 2]);
    accepts(&mut connections, 3);
    accepts(&mut connections, 4);
    assert_eq!([3, 4].map(|id| connections.other(id)), [Some(1), Some(2)]);
    assert!(connections.waiting(|_| true).is_empty());
}

#[test]
fn what_nobody_accepted_before_the_listener_was_gone_is_not_accepted_later() {
    let mut connections = Connections::default();
    connects(&mut connections, 1);
    connections.closed(1);
    connections.abandon(|at| *at == Address::Inet(address(7154)));
    connects(&mut connections, 2);
    accepts(&mut connections, 3);
    assert_eq!(connections.other(3), Some(2));
    assert_eq!(connections.other(1), None);
}

#[test]
fn sockets_without_numbers_are_paired_by_what_the_kernel_says() {
    let at = Address::Unix(b"/s".as_slice().into());
    let mut connections = Connections::default();
    connections.has_connected(1, Some(at.clone()));
    connections.has_connected(2, Some(at.clone()));
    connections.has_connected(3, Some(at.clone()));
    connections.are_a_pair(5, 2);
    connections.has_accepted(4, &at);
    assert_eq!([4, 5].map(|id| connections.other(id)), [Some(1), Some(2)]);
    assert_eq!(connections.waiting(|_| true), [3]);
    connections.are_a_pair(6, 7);
    assert_eq!([6, 7].map(|id| connections.other(id)), [Some(7), Some(6)]);
    assert!(connections.is_newest(6));
}

#[test]
fn it_does_not_matter_which_half_is_seen_first() {
    let mut connections = Connections::default();
    accepts(&mut connections, 1);
    connects(&mut connections, 2);
    assert_eq!(connections.other(1), Some(2));
    let half = connections.half(1).expect("a connection");
    assert_eq!(connections.half(2), Some(half.other()));
}

#[test]
fn a_socket_that_is_connected_with_itself_is_its_own_peer() {
    let mut connections = Connections::default();
    let own = (Kind::Stream, (address(5454), address(5454)));
    connections.has_numbers(1, own, Made::Connected, || None);
    assert_eq!(connections.other(1), Some(1));
    let half = connections.half(1).expect("a connection");
    assert_eq!(half.other(), half);
}

#[test]
fn what_is_forgotten_leaves_nothing_behind() {
    let mut connections = Connections::default();
    connects(&mut connections, 1);
    accepts(&mut connections, 2);
    connections.forget(1);
    assert!(connections.half(2).is_some());
    connections.forget(2);
    assert!(!connections.is_known(named()));
    accepts(&mut connections, 3);
    assert_eq!(connections.other(3), None);
}

/// As the other half has them.
fn back((kind, (local, peer)): Named) -> Named {
    (kind, (peer, local))
}

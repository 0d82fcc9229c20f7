//! The sockets of the programs that are followed: which descriptor is which socket, what the
//! kernel says of each, who caused what, whom a call reaches, what is still on its way.
//!
//! - [`network`] joins all of it.
//! - [`sockets`] remembers each socket, as a [`known`] one, [`mod@unix_sockets`] what is other with
//!   Unix sockets; [`mod@view`] is one as it is told,
//!   [`mod@questions`] what can be asked of them; [`descriptors`] knows which descriptors lead
//!   to it.
//! - [`row`] is one as the kernel lists it, [`mod@unix`] a Unix socket, [`rows`] all that it said
//!   when last asked.
//! - [`connections`] tells which two sockets are the halves of one connection.
//! - [`mod@leaving`] tells those that leave without a close of their own, [`closed`] forgets those that
//!   are closed, [`mod@entries`] is the table that a person sees.
//! - [`diag`] asks the kernel about one, as [`netlink`] frames it, [`table`] about all;
//!   [`mod@remains`] is what nobody holds any more, [`holder`] who holds an address.
//! - [`causes`] finds which step made another happen, by what each [`stream`] carries, [`datagrams`] for datagrams, [`reach`] whom a call reaches,
//!   [`mod@goodbye`] how the kernel takes leave of a peer.
//! - [`steady`] gives a connection the same port in each run, [`mod@ports`] does it for a call.
//! - [`flight`] is what is still on its way, [`late`] what went out late.
//! - [`mod@spot`] is a socket at which a thread waits, [`mod@queues`] where a connection waits to be
//!   accepted, [`mod@lost`] how many datagrams were thrown away.
//!
//! It asks by sock_diag(7), reads proc(5), and knows neither ptrace's stops nor the order.

mod causes;
mod closed;
mod connections;
mod datagrams;
mod descriptors;
mod diag;
mod entries;
mod flight;
mod goodbye;
mod holder;
mod known;
mod late;
mod leaving;
mod lost;
mod netlink;
mod network;
mod ports;
mod questions;
mod queues;
mod reach;
mod remains;
mod row;
mod rows;
#[cfg(test)]
mod sample;
mod sockets;
mod spot;
mod steady;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod unix;
mod unix_sockets;
mod view;

pub use descriptors::{link_of, sockets_of};
pub use flight::Unrest;
pub use holder::holder_of;
pub use network::Network;
pub use remains::remains;
pub use steady::Port;

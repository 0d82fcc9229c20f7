//! The sockets of the programs that are followed: which descriptor is which socket, what the
//! kernel says of each, who caused what, whom a call reaches, what is still on its way.
//!
//! It reads proc(5) and knows neither ptrace's stops nor the order.

mod causes;
mod descriptors;
mod diag;
mod flight;
mod goodbye;
mod holder;
mod network;
mod reach;
mod remains;
mod row;
#[cfg(test)]
mod sample;
mod sockets;
mod table;

pub use descriptors::link_of;
pub use flight::Unrest;
pub use holder::holder_of;
pub use network::Network;
pub use remains::remains;

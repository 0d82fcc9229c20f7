//! What is performed, and where: the same for a narrated run and a plain one.

use crate::address;
use crate::call::End;
use crate::catalogue::Lesson;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

pub struct Scene {
    pub lesson: &'static Lesson,
    /// The lesson's program, built.
    pub program: PathBuf,
    pub address: SocketAddr,
    /// Holds the number of a signal that asks the workbook to stop, or 0.
    pub interrupted: Arc<AtomicUsize>,
}

/// Whether the script ran to its end and no end failed.
pub type Success = bool;

impl Scene {
    /// The words after the program's name, as a person would type them.
    pub fn arguments(&self, end: End) -> Vec<String> {
        let client = address::for_client(self.address);
        match end {
            End::Program => Vec::new(),
            End::Server => vec!["server".to_owned(), self.address.to_string()],
            End::Client(_) => vec!["client".to_owned(), client.to_string()],
        }
    }
}

//! breaks: the server answers client 2 after its whole line

fn main() {}

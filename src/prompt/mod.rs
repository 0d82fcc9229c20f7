//! Where the next line comes from: a person with a line editor, or a pipe.
pub mod ask;
pub mod editor;
pub mod pipe;

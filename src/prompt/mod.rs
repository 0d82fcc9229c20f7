//! Where the next line comes from: [`mod@ask`] is the question, [`editor`] a person with a line
//! editor, [`pipe`] a file or another program. What a line means is not known here.
pub mod ask;
pub mod editor;
pub mod pipe;

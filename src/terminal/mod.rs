//! The terminal: how wide it is, what may be printed on it, how text is broken and paged. No
//! sentence, and nothing of a run.
//!
//! - [`escape`] makes a stranger's text safe to print.
//! - [`columns`] measures and wraps text, [`code`] calls and source lines; [`breaks`] says where a
//!   line may end; [`listing`] is source with line numbers.
//! - [`say`] prints a text, [`pager`] one that is longer than the screen; [`notice`] is a word
//!   while something takes long.
//! - [`link`] makes a name that can be clicked. [`keys`] are single keys. [`signals`] end what runs, and not the workbook.
pub mod breaks;
pub mod code;
pub mod columns;
pub mod escape;
pub mod keys;
pub mod legible;
pub mod link;
pub mod listing;
pub mod mishap;
pub mod notice;
pub mod pager;
pub mod say;
pub mod signals;

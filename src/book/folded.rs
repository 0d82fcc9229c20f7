//! Parts of a page that a browser shows when it is asked for: `<details>` with its
//! `<summary>`. Their Markdown stands between tags that the library gives as they are.

use super::block::Block;
use super::html::{self, Part};
use std::mem;

/// Blocks beside each other, and the folded parts among them that are not yet at their end.
#[derive(Default)]
pub struct Level {
    pub blocks: Vec<Block>,
    /// Each with its summary, and with what stands before it.
    folded: Vec<(String, Vec<Block>)>,
}

impl Level {
    /// HTML that stands for itself.
    pub fn html(&mut self, html: &str) {
        let mut in_summary = false;
        for part in html::parts(html) {
            match part {
                Part::Start("details") => {
                    let before = mem::take(&mut self.blocks);
                    self.folded.push((String::new(), before));
                }
                Part::End("details") => self.end_folded(),
                Part::Start("summary") => in_summary = true,
                Part::End("summary") => in_summary = false,
                Part::Words(words) => match self.folded.last_mut() {
                    Some((summary, _)) if in_summary => *summary += words,
                    _ => self.blocks.push(Block::Paragraph(words.to_owned())),
                },
                Part::Start(_) | Part::End(_) => {}
            }
        }
    }

    fn end_folded(&mut self) {
        if let Some((summary, before)) = self.folded.pop() {
            let blocks = mem::replace(&mut self.blocks, before);
            self.blocks.push(Block::Folded { summary, blocks });
        }
    }

    /// All of it; a folded part without an end ends here. A comment leaves no empty line.
    pub fn end(mut self) -> Vec<Block> {
        while !self.folded.is_empty() {
            self.end_folded();
        }
        let is_empty = |block: &Block| *block == Block::Paragraph(String::new());
        self.blocks.retain(|block| !is_empty(block));
        self.blocks
    }
}

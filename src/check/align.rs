//! Which items of two lists belong together, so that their order is kept and as many as possible
//! are paired: the longest common subsequence.

/// The indices of the pairs, in order. `same` says of the item of this index in the old list and of
/// that one in the new list whether they are alike.
pub fn align(old: usize, new: usize, same: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    // What is alike at both ends needs no table: mostly that is nearly all.
    let most = old.min(new);
    let start = (0..most).take_while(|&at| same(at, at)).count();
    let tail = (1..=most - start).take_while(|&back| same(old - back, new - back));
    let tail = tail.count();
    let (rows, columns) = (old - start - tail, new - start - tail);

    // How many can be paired from here on.
    let mut longest = vec![vec![0_u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            longest[row][column] = if same(start + row, start + column) {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }

    let mut pairs: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if same(start + row, start + column) {
            pairs.push((start + row, start + column));
            (row, column) = (row + 1, column + 1);
        } else if longest[row + 1][column] >= longest[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs.extend((1..=tail).rev().map(|back| (old - back, new - back)));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pair is written as what both have.
    fn common(old: &str, new: &str) -> String {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let pairs = align(old.len(), new.len(), |one, other| old[one] == new[other]);
        assert!(pairs.is_sorted(), "{pairs:?}");
        let both = |&(one, other): &(usize, usize)| {
            assert_eq!(old[one], new[other]);
            char::from(old[one])
        };
        pairs.iter().map(both).collect()
    }

    #[test]
    fn as_many_as_possible_are_paired_in_order() {
        for (old, new, both) in [
            ("", "abc", ""),
            ("abc", "abc", "abc"),
            ("abc", "abxc", "abc"),
            ("abxc", "abc", "abc"),
            ("abcabc", "bcab", "bcab"),
            ("axyb", "ayxb", "ayb"),
            ("aaa", "aa", "aa"),
            ("abc", "xyz", ""),
        ] {
            assert_eq!(common(old, new), both, "{old} and {new}");
        }
    }
}

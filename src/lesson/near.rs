//! Which name was meant by a word that is none.

/// The nearest of these names, if a slip of the fingers or two lead from it to the word. In a
/// short word one slip is much already: nothing far-fetched is proposed.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let names = names.into_iter().filter_map(|name| {
        let shorter = word.chars().count().min(name.chars().count());
        let most = match shorter {
            0 | 1 => 0,
            2..=4 => 1,
            _ => 2,
        };
        let slips = slips(&word, &name.to_lowercase());
        (slips <= most).then_some((slips, name))
    });
    names.min_by_key(|(slips, _)| *slips).map(|(_, name)| name)
}

/// How many slips make one of the other: a letter too much, one too few, another one, or two that
/// have changed places.
fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = rows[i][j] + usize::from(a != b);
            let mut least = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_or_two_are_forgiven_and_no_more() {
        let near = |word| nearest(word, ["run", "step", "list", "source", "tcp-states", "q"]);
        assert_eq!(near("rnu"), Some("run"));
        assert_eq!(near("lst"), Some("list"));
        assert_eq!(near("Sorce"), Some("source"));
        assert_eq!(near("tcp-state"), Some("tcp-states"));
        for far in ["start", "rx", "errors", "z", ""] {
            assert_eq!(near(far), None, "{far}");
        }
    }
}

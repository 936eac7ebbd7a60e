//! Merkle trees as RFC 6962 §2.1 hashes them, grown leaf by leaf. A frontier holds the roots of the complete
//! subtrees of a tree: enough to add leaves and to give the root, without the leaves before.

use sha2::{Digest as _, Sha256};

use super::chain::Hash;

/// The hash of a leaf.
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(data);
    hash.finalize().into()
}

/// The hash of two subtrees.
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// A tree's frontier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// Roots of complete subtrees, the largest first: one for each bit of the size.
    roots: Vec<Hash>,
}

impl Frontier {
    /// A frontier that was stored with [`Self::bytes`] for a tree of that size.
    #[must_use]
    pub fn read(size: u64, bytes: &[u8]) -> Option<Self> {
        let roots: Vec<Hash> = bytes.chunks(32).map(|c| c.try_into().ok()).collect::<Option<_>>()?;
        (roots.len() == size.count_ones() as usize).then_some(Self { size, roots })
    }

    /// As stored.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.roots.concat()
    }

    /// How many leaves it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut root = leaf;
        let mut size = self.size;
        while size & 1 == 1 {
            if let Some(left) = self.roots.pop() {
                root = node_hash(&left, &root);
            }
            size >>= 1;
        }
        self.roots.push(root);
        self.size += 1;
    }

    /// The root; of an empty tree, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        match roots.next() {
            None => Sha256::digest([]).into(),
            Some(last) => roots.fold(*last, |right, left| node_hash(left, &right)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition of RFC 6962, word by word.
    fn by_definition(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [one] => leaf_hash(one),
            many => {
                let split = many.len().next_power_of_two() / 2;
                node_hash(&by_definition(&many[..split]), &by_definition(&many[split..]))
            }
        }
    }

    proptest! {
        #[test]
        fn a_frontier_gives_the_root_of_the_definition(leaves in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4), 0..70)) {
            let mut frontier = Frontier::default();
            for (n, leaf) in leaves.iter().enumerate() {
                frontier = Frontier::read(n as u64, &frontier.bytes()).unwrap();
                frontier.push(leaf_hash(leaf));
            }
            prop_assert_eq!(frontier.root(), by_definition(&leaves));
        }
    }
}

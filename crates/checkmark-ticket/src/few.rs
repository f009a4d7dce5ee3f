//! Short lists kept in place: an answer with ids only does not allocate.

use alloc::vec::Vec;
use core::fmt;

/// A list whose first `N` items lie in place; more of them move to the heap.
#[derive(Clone)]
pub(crate) struct Few<T, const N: usize> {
    near: [Option<T>; N],
    len: u8,
    far: Vec<T>,
}

impl<T, const N: usize> Few<T, N> {
    pub(crate) const fn new() -> Self {
        Self {
            near: [const { None }; N],
            len: 0,
            far: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, item: T) {
        match self.near.get_mut(usize::from(self.len)) {
            Some(place) => {
                *place = Some(item);
                self.len += 1;
            }
            None => self.far.push(item),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        let near = &self.near[..usize::from(self.len)];
        near.iter().flatten().chain(&self.far)
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.len) + self.far.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<T, const N: usize> Default for Few<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const N: usize> FromIterator<T> for Few<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut few = Self::new();
        items.into_iter().for_each(|item| few.push(item));
        few
    }
}

impl<T: PartialEq, const N: usize> PartialEq for Few<T, N> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Eq, const N: usize> Eq for Few<T, N> {}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Few<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize, const N: usize> serde::Serialize for Few<T, N> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>, const N: usize> serde::Deserialize<'de> for Few<T, N> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

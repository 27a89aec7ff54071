//! Where random bytes come from.
//!
//! Does not stretch, mix or keep any; tests bring their own source so that they always run the same.
//!
//! Rule: the program asks the system for randomness here and nowhere else in the vault.

use super::VaultError;

/// A source of random bytes.
pub trait Entropy {
    /// Fills all of `bytes`.
    ///
    /// # Errors
    /// [`VaultError::Entropy`] where there is no randomness to be had; `bytes` must not be used then.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError>;
}

/// The operating system's source.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        getrandom::fill(bytes).map_err(VaultError::Entropy)
    }
}

/// A sequence that is always the same, for tests alone.
#[cfg(test)]
pub(super) struct Counting(pub u64);

#[cfg(test)]
impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        self.0 += 1;
        blake3::Hasher::new().update(&self.0.to_le_bytes()).finalize_xof().fill(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_never_gives_the_same_twice() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        SystemEntropy.fill(&mut one).unwrap();
        SystemEntropy.fill(&mut two).unwrap();
        assert_ne!(one, two);
    }
}

//! A program without the standard library that embeds the facade.
//!
//! It has a panic handler and an allocator of its own, so it links only if nothing below brings
//! `std`, which has both. Ended with 0, it has also done what a host does.

#![no_std]
#![no_main]

extern crate alloc;

#[cfg(not(feature = "bare"))]
mod embed;
mod ground;

/// Called by the start code of the C library.
#[unsafe(no_mangle)]
extern "C" fn main() -> i32 {
    #[cfg(not(feature = "bare"))]
    embed::embed();
    0
}

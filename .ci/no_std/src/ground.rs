//! What a program stands on when there is no `std`: memory, and an end for panics.
//!
//! Here alone is `unsafe` code, which both need; this package is no part of the product.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::panic::PanicInfo;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};

#[link(name = "c")]
unsafe extern "C" {
    fn abort() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: `abort` takes nothing and never comes back.
    unsafe { abort() }
}

/// The prebuilt `alloc` names it for unwinding, which a program that aborts never does.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() -> ! {
    // SAFETY: as above.
    unsafe { abort() }
}

const ROOM: usize = 1 << 20;

/// Hands out memory from front to back and takes none back: the program is short.
struct Bump {
    room: UnsafeCell<[u8; ROOM]>,
    used: AtomicUsize,
}

// SAFETY: each byte of the room is handed out at most once, since `used` only grows.
unsafe impl Sync for Bump {}

#[global_allocator]
static BUMP: Bump = Bump {
    room: UnsafeCell::new([0; ROOM]),
    used: AtomicUsize::new(0),
};

// SAFETY: what is handed out lies in the room, is aligned, and overlaps nothing handed out before.
unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.room.get().cast::<u8>();
        let claim = |used: usize| {
            let gap = start.wrapping_add(used).align_offset(layout.align());
            let end = used.checked_add(gap)?.checked_add(layout.size())?;
            (end <= ROOM).then_some(end)
        };
        let used = self
            .used
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, claim);
        match used {
            Ok(used) => {
                let end = claim(used).unwrap_or(ROOM);
                start.wrapping_add(end - layout.size())
            }
            Err(_) => ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

//! The committed tables. As statics each lies in a program once, however many constants read it.

macro_rules! tables {
    ($($name:ident $file:literal,)*) => {
        $(pub(crate) static $name: [u8; include_bytes!($file).len()] = *include_bytes!($file);)*
    };
}

tables! {
    CONSUMER "data/consumer.bin",
    DISPOSABLE "data/disposable.bin",
    NAMED "data/named.bin",
    ROLES "data/roles.bin",
    SUFFIXES "data/suffixes.bin",
    SUSPECTED "data/suspected.bin",
}

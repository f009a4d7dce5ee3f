//! What the examples share: the command line, the terminal, the lines of a file.

//! The program: arguments to a command, an error to an exit code.

fn main() {}

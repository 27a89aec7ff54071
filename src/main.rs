//! The program: arguments to a command, an error to an exit code.

fn main() -> std::process::ExitCode {
    cobijo::cli::run(std::env::args_os()).into()
}

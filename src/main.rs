//! The program: arguments to a command, an error to an exit code.

use cobijo::i18n::Lang;
use cobijo::runtime::{Options, run};
use cobijo::store::Folder;
use cobijo::ui::theme::Theme;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1)).cloned();
    let folder = Folder::new(after("--store").unwrap_or_else(|| "store".to_owned()));
    let lang = after("--lang").and_then(|l| Lang::from_locale(&l)).unwrap_or_default();
    let theme = if std::env::var_os("NO_COLOR").is_some() { Theme::Plain } else { Theme::Coloured };
    let now_ms = after("--now").and_then(|n| n.parse().ok());
    run(folder, Options { lang, theme, now_ms, ..Options::default() })?;
    Ok(())
}

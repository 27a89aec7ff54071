//! `export --nominal`: the cases with their names, as the files that `import` reads.

use super::failure::Failure;
use super::progress::Progress;
use super::session::Context;
use crate::form::files::sheet::Sheet;
use crate::form::files::write::write_rows;
use crate::runtime::whole;
use crate::store::Right;
use clap::ArgMatches;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let folder = arguments.get_one::<PathBuf>("nominal").cloned().unwrap_or_default();
    super::is_new(&folder)?;
    let mut session = context.open(Right::Export)?;
    session.note(context, "export", "nominal".to_owned());
    let mut progress = Progress::new()?;
    let files = u64::try_from(Sheet::ALL.len()).unwrap_or_default();
    let head = whole::folder(&folder, |partial| {
        session.store.at_once(|store| -> Result<_, Failure> {
            for (sheet, done) in Sheet::ALL.into_iter().zip(0..) {
                write(store, sheet, partial, &mut || progress.step(done, files))?;
            }
            Ok(store.head()?)
        })
    })
    .map_err(|failure: Failure| failure.at(&folder))?;
    let folder = super::clean(&folder.display().to_string());
    let args = [("folder", folder.into()), ("head", head.to_string().into())];
    Ok(super::say(0, &context.texts.with("cli-export-done", &args)))
}

/// Writes one file; `go_on` is asked before each row.
fn write(
    store: &crate::store::Store,
    sheet: Sheet,
    folder: &Path,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<(), Failure> {
    let file = File::options().write(true).create_new(true).mode(0o600).open(folder.join(sheet.code()))?;
    let mut rows = Vec::new();
    store.nominal(sheet, |row| -> Result<(), Failure> {
        rows.push(row);
        if go_on() { Ok(()) } else { Err(crate::store::StoreError::Stopped.into()) }
    })?;
    let mut out = BufWriter::new(file);
    write_rows(&mut out, sheet, rows.into_iter())?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(())
}

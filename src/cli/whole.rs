//! Files and folders that appear under their names only when they are whole.
//!
//! Must stay true: where the writing fails nothing is left, under either name.

use super::failure::{FAILED, Failure};
use std::fs::{self, File};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Whether something new can stand at a place: nothing is there yet.
pub fn is_new(path: &Path) -> Result<(), Failure> {
    let there = || Failure::new(FAILED, "error-file-exists").with("file", path.display().to_string());
    if path.exists() { Err(there()) } else { Ok(()) }
}

/// Writes a file.
pub fn file<E: Into<Failure>>(path: &Path, write: impl FnOnce(&mut File) -> Result<(), E>) -> Result<(), Failure> {
    let partial = partial(path);
    let mut out = File::create(&partial).map_err(|error| Failure::from(error).at(path))?;
    let written = write(&mut out).map_err(Into::into).and_then(|()| Ok(out.sync_all()?));
    let named = written.and_then(|()| Ok(fs::rename(&partial, path)?));
    named.or_else(|failure| fs::remove_file(&partial).map_err(Failure::from).and(Err(failure.at(path))))
}

/// Writes a folder, which nobody else can read; what a killed program left under its partial name goes.
pub fn folder<T, E: Into<Failure>>(path: &Path, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, Failure> {
    let partial = partial(path);
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::DirBuilder::new().mode(0o700).create(&partial).map_err(|error| Failure::from(error).at(path))?;
    let written = write(&partial).map_err(Into::into);
    let named = written.and_then(|answer| fs::rename(&partial, path).map(|()| answer).map_err(Failure::from));
    named.or_else(|failure| fs::remove_dir_all(&partial).map_err(Failure::from).and(Err(failure.at(path))))
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

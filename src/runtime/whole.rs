//! Files and folders that appear under their names only when they are whole.
//!
//! Asks nobody and tells nobody. Must stay true: where the writing fails nothing is left, under either name.

use crate::render::export::Export;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Writes a report that was made, as a file or as a folder of files. A figure is never written over another one. When all
/// is on the disk and before it has its name, `last` may still say no.
///
/// # Errors
/// What `last` or the system says; [`ErrorKind::AlreadyExists`] where something is there.
pub fn save<E: From<io::Error>>(path: &Path, export: &Export, last: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    is_new(path)?;
    let write = |mut out: &File, bytes: &[u8]| out.write_all(bytes).and_then(|()| out.sync_all());
    match export.files() {
        [(name, bytes)] if name.is_empty() => {
            file(path, |out| write(out, bytes).map_err(E::from).and_then(|()| last()))
        }
        files => folder(path, |partial| {
            files.iter().try_for_each(|(name, bytes)| write(&File::create(partial.join(name))?, bytes))?;
            last()
        }),
    }
}

/// Takes back what [`save`] wrote.
///
/// # Errors
/// What the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Whether something new can stand at a place: nothing is there yet, and there is a folder for it.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] where something is there; what the system says of the folder.
pub fn is_new(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let name = path.file_name().ok_or(ErrorKind::NotFound)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that cannot be looked into says why; a file in its place does too.
    fs::symlink_metadata(parent.join(name)).map(drop).or_else(|error| match error.kind() {
        ErrorKind::NotFound if parent.is_dir() => Ok(()),
        _ => Err(error),
    })
}

/// Writes a file.
///
/// # Errors
/// What the system says, or whoever writes; [`ErrorKind::NotFound`] where the name is that of a folder.
pub fn file<E: From<io::Error>>(path: &Path, write: impl FnOnce(&mut File) -> Result<(), E>) -> Result<(), E> {
    if path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return Err(E::from(ErrorKind::NotFound.into()));
    }
    let partial = partial(path);
    forget(fs::remove_file(&partial))?;
    let mut out = File::create_new(&partial)?;
    let written = write(&mut out).and_then(|()| Ok(out.sync_all()?));
    let named = written.and_then(|()| Ok(fs::rename(&partial, path)?));
    named.or_else(|error| fs::remove_file(&partial).map_err(E::from).and(Err(error)))
}

/// Writes a folder, which nobody else can read; what a killed program left under its partial name goes.
///
/// # Errors
/// What the system says, or whoever writes.
pub fn folder<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let partial = partial(path);
    forget(fs::remove_dir_all(&partial))?;
    fs::DirBuilder::new().mode(0o700).create(&partial)?;
    let named = write(&partial).and_then(|answer| Ok(fs::rename(&partial, path).map(|()| answer)?));
    named.or_else(|error| fs::remove_dir_all(&partial).map_err(E::from).and(Err(error)))
}

/// What a killed program left is gone, or was never there.
fn forget(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Beside the place itself, so that giving it its name moves no data.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".cobijo-partial");
    path.with_file_name(name)
}

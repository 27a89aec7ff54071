//! Files and folders that appear under their names only when they are whole.
//!
//! Asks nobody and tells nobody. Must stay true: where the writing fails nothing is left, under either name; and nobody
//! touches what another program is writing, or has written meanwhile.

use crate::render::export::Export;
use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};
use rustix::io::Errno;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

/// Another program is writing there, or was quicker.
pub const TAKEN: ErrorKind = ErrorKind::ResourceBusy;

/// Writes a report that was made, as a file or as a folder of files. A figure is never written over another one. When all
/// is on the disk and before it has its name, `last` may still say no.
///
/// # Errors
/// What `last` or the system says; [`TAKEN`] where something is there.
pub fn save<E: From<io::Error>>(path: &Path, export: &Export, last: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    // Whoever writes where something is has been told before.
    is_new(path).map_err(|error| if error.kind() == ErrorKind::AlreadyExists { TAKEN.into() } else { error })?;
    let write = |mut out: &File, bytes: &[u8]| out.write_all(bytes).and_then(|()| out.sync_all());
    match export.files() {
        [(name, bytes)] if name.is_empty() => {
            file(path, named, |out| write(out, bytes).map_err(E::from).and_then(|()| last()))
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

/// Writes a file, which gets its name from [`named`], or in another way where it may take another one's place.
///
/// # Errors
/// What the system says, or whoever writes; [`ErrorKind::NotFound`] where the name is that of a folder, and [`TAKEN`].
pub fn file<E: From<io::Error>>(
    path: &Path,
    name: impl FnOnce(&Path, &Path) -> io::Result<()>,
    write: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    if path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return Err(E::from(ErrorKind::NotFound.into()));
    }
    let partial = partial(path);
    let left = cleared(&partial, |left| fs::remove_file(left))?;
    let mut out = File::create_new(&partial)?;
    hold(&out)?;
    drop(left);
    let written = write(&mut out).and_then(|()| Ok(out.sync_all()?));
    let named = written.and_then(|()| Ok(name(&partial, path)?));
    named.or_else(|error| fs::remove_file(&partial).map_err(E::from).and(Err(error)))
}

/// Writes a folder that is new, which nobody else can read.
///
/// # Errors
/// As of [`file()`].
pub fn folder<T, E: From<io::Error>>(path: &Path, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
    let partial = partial(path);
    let left = cleared(&partial, |left| fs::remove_dir_all(left))?;
    fs::DirBuilder::new().mode(0o700).create(&partial)?;
    let held = File::open(&partial)?;
    hold(&held)?;
    drop(left);
    let named = write(&partial).and_then(|answer| Ok(named(&partial, path).map(|()| answer)?));
    named.or_else(|error| fs::remove_dir_all(&partial).map_err(E::from).and(Err(error)))
}

/// Takes away what a killed program left under a partial name, and gives what keeps others from doing so until the next
/// one is held.
fn cleared(partial: &Path, remove: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<Option<File>> {
    let left = match File::open(partial) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        left => left?,
    };
    hold(&left)?;
    // Whoever held it may have given it its name by now.
    let place = |there: fs::Metadata| (there.dev(), there.ino());
    if fs::metadata(partial).map(place).ok() != Some(place(left.metadata()?)) {
        return Err(TAKEN.into());
    }
    remove(partial).map(|()| Some(left))
}

/// Keeps other programs from what is written here, until it is closed; the system lets go of a program that is killed.
fn hold(file: &File) -> io::Result<()> {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::WOULDBLOCK) => Err(TAKEN.into()),
        // Not every disk has locks.
        _ => Ok(()),
    }
}

/// Gives what is whole its name, where nothing has it.
///
/// # Errors
/// What the system says, and [`TAKEN`].
pub fn named(partial: &Path, path: &Path) -> io::Result<()> {
    match renameat_with(CWD, partial, CWD, path, RenameFlags::NOREPLACE) {
        // Not every disk can look and name at once.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => is_new(path).and_then(|()| fs::rename(partial, path)),
        Err(Errno::EXIST) => Err(TAKEN.into()),
        named => Ok(named?),
    }
}

/// Beside the place itself, so that giving it its name moves no data.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".cobijo-partial");
    path.with_file_name(name)
}

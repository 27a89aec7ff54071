//! `backup` and `restore`: a copy of the store, and the way back.

use super::failure::{DAMAGED, FAILED, Failure, TRAINING};
use super::session::{self, Context};
use crate::store::{self, BackupError, Drafts, Folder, Right};
use crate::vault::Vault;
use clap::ArgMatches;
use std::fs;
use std::path::{Path, PathBuf};

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let file = file(arguments);
    super::is_new(&file)?;
    let mut session = context.open(Right::BackUp)?;
    let keys = Vault::open(context.folder.path())?.file();
    session.store.back_up(&keys, &file, &session.key).map_err(|error| Failure::from(error).at(&file))?;
    session.note(context, "backup", String::new());
    if session.store.set_setting("backup_at", &session::now_ms().to_string()).is_err() {
        // The copy is made and sound, whether or not the store could note it.
        super::say(0, &context.texts.get("warning-access"));
    }
    let head = session.store.head()?;
    let args = [("file", super::clean(&file.display().to_string()).into()), ("head", head.to_string().into())];
    super::print(&session.marked(context, context.texts.with("cli-backup-done", &args)))
}

/// Brings a copy back where no sound store is. It is opened and checked beside whatever is there, which only then makes
/// room, and stays.
pub fn restore(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let file = file(arguments);
    fs::File::open(&file).map_err(|error| Failure::from(error).at(&file))?;
    let of_training = store::is_of_training(&file);
    if of_training.is_some() && context.is_for_training().is_some_and(|here| Some(here) != of_training) {
        return Err(Failure::new(TRAINING, "error-training-copy"));
    }
    let is_there = context.folder.is_store();
    if is_there && is_sound(context)? {
        return Err(Failure::new(FAILED, "error-store-exists"));
    }
    context.folder.make()?;
    let _held = is_there.then(|| context.folder.lock()).transpose()?;
    let question = if is_there { "cli-ask-copy" } else { "cli-ask-passphrase" };
    let beside = context.at(Folder::new(context.folder.path().join("restoring")), question);
    let done = bring_back(context, &beside, &file);
    // What stays by mistake goes the next time.
    drop(fs::remove_dir_all(beside.folder.path()));
    if done.is_err() && !is_there {
        context.folder.leave()?;
    }
    let (count, aside) = done?;
    super::print(&context.texts.with("cli-restore-done", &[("count", count.into())]))?;
    if let Some(aside) = aside {
        let folder = super::clean(&aside.display().to_string());
        super::print(&context.texts.with("cli-restore-aside", &[("folder", folder.into())]))?;
    }
    Ok(0)
}

/// Whether all is well with the store that is there.
fn is_sound(context: &Context) -> Result<bool, Failure> {
    let verified = context.open(Right::Restore).and_then(|session| Ok(session.store.verify(context.folder.path())?));
    match verified {
        Err(failure) if failure.code == DAMAGED && !failure.is_newer() => Ok(false),
        verified => Ok(verified?.findings.is_empty()),
    }
}

/// How many operations came back, and where the remains of a damaged store are.
fn bring_back(context: &Context, beside: &Context, file: &Path) -> Result<(u64, Option<PathBuf>), Failure> {
    let Context { folder, .. } = beside;
    if folder.path().exists() {
        // Left by a power cut.
        fs::remove_dir_all(folder.path())?;
    }
    folder.make()?;
    store::restore(file, &folder.keys(), &folder.database())?;
    fs::copy(folder.keys(), folder.keys_copy())?;
    let mut session = beside.open(Right::Restore)?;
    Vault::open(folder.path())?.vault.repair(&session.key)?;
    session.note(context, "restore", String::new());
    let verdict = session.store.verify(folder.path())?;
    let (Some(count), []) = (verdict.operations, verdict.findings.as_slice()) else {
        return Err(BackupError::NotACopy.into());
    };
    if store::is_of_training(file) != Some(session.store.is_training()) {
        return Err(BackupError::NotACopy.into());
    }
    let drafts = context.folder.drafts();
    let has_drafts = drafts.exists() && Drafts::open(&drafts, &session.key).is_ok();
    let day = session.now()?.date().to_string();
    drop(session);
    Ok((count, context.folder.replace_with(folder, &day, has_drafts)?))
}

fn file(arguments: &ArgMatches) -> PathBuf {
    arguments.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

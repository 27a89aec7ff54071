//! `backup` and `restore`: a copy of the store, and the way back.

use super::failure::{FAILED, Failure, NOT_FOUND, TRAINING};
use super::session::{self, Context};
use crate::store::{Right, Verdict};
use crate::vault::Vault;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut session = context.open(Right::BackUp)?;
    let file = file(arguments);
    let keys = Vault::open(context.folder.path())?.file();
    session.store.back_up(&keys, &file, &session.key)?;
    session.note(context, "backup", String::new());
    if session.store.set_setting("backup_at", &session::now_ms().to_string()).is_err() {
        // The copy is made and sound, whether or not the store could note it.
        super::say(0, &context.texts.get("warning-access"));
    }
    let head = session.store.head()?;
    let args = [("file", super::clean(&file.display().to_string()).into()), ("head", head.to_string().into())];
    super::print(&session.marked(context, context.texts.with("cli-backup-done", &args)))?;
    Ok(0)
}

/// Brings a copy back where no store is, and opens it before it says so.
pub fn restore(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let file = file(arguments);
    if context.folder.is_store() {
        return Err(Failure::new(FAILED, "error-store-exists"));
    }
    if !file.exists() {
        return Err(Failure::new(NOT_FOUND, "error-not-found").with("file", file.display().to_string()));
    }
    context.folder.make()?;
    match bring_back(context, &file) {
        Ok(verdict) if verdict.findings.is_empty() => {
            let args = [("count", verdict.operations.into())];
            super::print(&context.texts.with("cli-restore-done", &args))?;
            Ok(0)
        }
        // What came back is no sound store, or opens for nobody here: the folder goes back to how it was.
        Ok(_) => context.folder.abandon().map_err(Failure::from).and(Err(crate::store::BackupError::NotACopy.into())),
        Err(failure) => context.folder.abandon().map_err(Failure::from).and(Err(failure)),
    }
}

fn bring_back(context: &Context, file: &Path) -> Result<Verdict, Failure> {
    crate::store::restore(file, &context.folder.keys(), &context.folder.database())?;
    std::fs::copy(context.folder.keys(), context.folder.keys_copy())?;
    let mut session = context.open(Right::Restore)?;
    if session.store.is_training() && context.is_everyday() {
        return Err(Failure::new(TRAINING, "error-training-copy"));
    }
    Vault::open(context.folder.path())?.vault.repair(&session.key)?;
    session.note(context, "restore", String::new());
    Ok(session.store.verify(context.folder.path())?)
}

fn file(arguments: &ArgMatches) -> PathBuf {
    arguments.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

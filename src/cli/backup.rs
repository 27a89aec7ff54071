//! `backup` and `restore`: a copy of the store, and the way back.

use super::failure::{FAILED, Failure};
use super::session::{self, Context};
use crate::store::Store;
use crate::vault::Vault;
use clap::ArgMatches;
use std::path::PathBuf;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut session = context.open()?;
    let file = file(arguments);
    session.store.back_up(&context.folder.keys(), &file, &session.key)?;
    session.note(context, "backup", String::new());
    session.store.set_setting("backup_at", &session::now_ms().to_string())?;
    let head = session.store.head()?;
    let args = [("file", file.display().to_string().into()), ("head", format!("{}:{}", head.seq, head.words()).into())];
    super::print(&context.texts.with("cli-backup-done", &args))?;
    Ok(0)
}

/// Brings a copy back where no store is, and opens it before it says so.
pub fn restore(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let file = file(arguments);
    if context.folder.is_store() {
        return Err(Failure::new(FAILED, "error-store-exists"));
    }
    context.folder.make()?;
    crate::store::restore(&file, &context.folder.keys(), &context.folder.database())?;
    let checked = context.open().and_then(|mut session| {
        Vault::open(context.folder.path())?.vault.repair(&session.key)?;
        session.note(context, "restore", String::new());
        Ok(Store::verify(&session.store, context.folder.path())?)
    });
    match checked {
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

fn file(arguments: &ArgMatches) -> PathBuf {
    arguments.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

//! `init`: makes a store without questions.

use super::failure::{FAILED, Failure, USAGE};
use super::session::{self, Context, PASSPHRASE_FILE};
use crate::domain::catalogue::{OFFICES, find_office};
use crate::store::Store;
use crate::vault::entropy::SystemEntropy;
use crate::vault::key::KdfParams;
use crate::vault::passphrase::NewPassphrase;
use crate::vault::{Credentials, Means, Role, Vault};
use clap::ArgMatches;
use uuid::Uuid;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let office = arguments.get_one::<String>("office").map_or("", String::as_str);
    let Some(office) = find_office(office) else {
        return Err(Failure::new(USAGE, "error-office").with("office", office));
    };
    let letter = arguments.get_one::<String>("letter").map_or("", String::as_str);
    if letter.len() > 1 || !letter.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Failure::new(USAGE, "error-letter").with("letter", letter));
    }
    let officer = context.officer().ok_or_else(|| Failure::new(USAGE, "error-officer-first"))?;
    if context.has_store()? {
        return Err(Failure::new(FAILED, "error-store-exists"));
    }
    let passphrase = context.new_passphrase(PASSPHRASE_FILE, context.passphrase_file.as_ref())?;
    let passphrase = NewPassphrase::parse(&passphrase)?;
    context.folder.make()?;
    let means = Means { kdf: KdfParams::DEFAULT, entropy: &mut SystemEntropy };
    let first = Credentials { name: officer, passphrase: &passphrase };
    let created = match Vault::create(context.folder.path(), Uuid::now_v7(), first, means) {
        Ok(created) => created,
        Err(error) => {
            context.folder.leave()?;
            return Err(error.into());
        }
    };
    let made = Store::create(&context.folder.database(), &created.key, Uuid::now_v7(), false)
        .map_err(Failure::from)
        .and_then(|mut store| {
            let author = store.seat(officer, Role::Administrator, &office.code);
            store.set_setting("letter", letter)?;
            Ok(store.set_up(&author, session::now_ms(), context.texts.lang(), &OFFICES)?)
        });
    if let Err(failure) = made {
        context.folder.abandon()?;
        return Err(failure);
    }
    super::say(0, &context.texts.get("cli-init-done"));
    super::print(&created.recovery.expose_grouped())
}

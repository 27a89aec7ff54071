//! `officer`: who may open the store and as what, their passphrases, and the recovery code.
//!
//! Must stay true: everybody may change the own passphrase and nothing else here; the rest is an administrator's.

use super::failure::Failure;
use super::session::{Context, Session};
use crate::store::Right;
use crate::vault::entropy::SystemEntropy;
use crate::vault::key::KdfParams;
use crate::vault::passphrase::NewPassphrase;
use crate::vault::{Credentials, Means, Officer, Role, Vault};
use clap::ArgMatches;
use serde_json::json;
use std::path::PathBuf;

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let (verb, arguments) = arguments.subcommand().expect("clap asks for one of them");
    let text = |name: &str| arguments.try_get_one::<String>(name).ok().flatten();
    let mut session = context.open(if verb == "passphrase" { Right::Figures } else { Right::Officers })?;
    let mut vault = Vault::open(context.folder.path())?.vault;
    let name = text("name").map_or(session.author.officer.as_str(), |name| name.trim()).to_owned();
    match verb {
        "list" => return list(context, arguments, &vault),
        "disable" | "enable" => vault.set_enabled(&session.key, &name, verb == "enable")?,
        "recovery" => {
            let code = vault.replace_recovery_code(&session.key, means(&mut SystemEntropy))?;
            super::print(&code.expose_grouped())?;
        }
        _ => set_passphrase(context, arguments, &session, (&mut vault, &name))?,
    }
    session.note(context, "officer", format!("{verb} {name}"));
    let args = [("verb", verb.into()), ("name", super::clean(&name).into())];
    Ok(super::say(0, &context.texts.with("cli-officer-done", &args)))
}

/// A new passphrase, for a new officer where a role is given.
fn set_passphrase(
    context: &Context,
    arguments: &ArgMatches,
    session: &Session,
    (vault, name): (&mut Vault, &str),
) -> Result<(), Failure> {
    let role = arguments.try_get_one::<String>("role").ok().flatten().and_then(|role| Role::from_code(role));
    let own = session.author.officer.as_str();
    if role.is_none() && vault.officer(name)?.name != own {
        session.store.allow(Right::Officers)?;
    }
    let file = arguments.get_one::<PathBuf>("new-passphrase-file");
    let passphrase = context.new_passphrase("--new-passphrase-file", file)?;
    let passphrase = NewPassphrase::parse(&passphrase)?;
    let new = Credentials { name, passphrase: &passphrase };
    match role {
        Some(role) => vault.add_officer(&session.key, new, role, means(&mut SystemEntropy))?,
        None => vault.change_passphrase(&session.key, new, means(&mut SystemEntropy))?,
    }
    Ok(())
}

const fn means(entropy: &mut SystemEntropy) -> Means<'_> {
    Means { kdf: KdfParams::DEFAULT, entropy }
}

fn list(context: &Context, arguments: &ArgMatches, vault: &Vault) -> Result<u8, Failure> {
    if arguments.get_flag("json") {
        let row = |o: &Officer| json!({"name": o.name, "role": o.role.code(), "enabled": o.enabled});
        return super::print_json(&vault.officers().map(row).collect::<Vec<_>>());
    }
    let lines = vault.officers().map(|officer| {
        let state = context.texts.get(if officer.enabled { "cli-officer-enabled" } else { "cli-officer-disabled" });
        let role = context.texts.get(&format!("role-{}", officer.role.code()));
        format!("{}  {role}  {state}", super::clean(&officer.name))
    });
    super::print(&lines.collect::<Vec<_>>().join("\n"))
}

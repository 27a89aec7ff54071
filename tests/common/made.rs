//! A store without cases in a folder, made as `init` makes one, but with keys that are worked out fast.

use cobijo::domain::catalogue::OFFICES;
use cobijo::i18n::Lang;
use cobijo::store::{Author, Folder, Store};
use cobijo::vault::entropy::SystemEntropy;
use cobijo::vault::key::KdfParams;
use cobijo::vault::passphrase::NewPassphrase;
use cobijo::vault::{Credentials, Means, Role, Vault};
use uuid::Uuid;

pub const PASSPHRASE: &str = "la marea sube despacio";

/// A store of M. Ruiz, who administers it.
pub fn store_in(folder: &Folder, now_ms: i64, lang: Lang) -> (Store, Author) {
    folder.make().unwrap();
    let passphrase = NewPassphrase::parse(PASSPHRASE).unwrap();
    let first = Credentials { name: "M. Ruiz", passphrase: &passphrase };
    let means = Means { kdf: KdfParams::LIGHTEST, entropy: &mut SystemEntropy };
    let created = Vault::create(folder.path(), Uuid::now_v7(), first, means).unwrap();
    let mut store = Store::create(&folder.database(), &created.key, Uuid::now_v7(), false).unwrap();
    let author = store.seat("M. Ruiz", Role::Administrator, "CHP");
    store.set_up(&author, now_ms, lang, &OFFICES).unwrap();
    (store, author)
}

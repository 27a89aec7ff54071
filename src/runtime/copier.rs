//! The copy of the day, on a thread and a connection of its own, so that nobody waits for it.
//!
//! Must stay true: it ends with the session that began it, and what was half made then is gone.

use super::beside::Work;
use crate::screen::message::{Reply, Request};
use crate::store::{BackupError, Folder, OpenError, Store, StoreError, last_daily};
use crate::vault::Vault;
use crate::vault::key::DataKey;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What it takes to copy a store.
pub(super) struct Copier {
    pub(super) folder: Folder,
    pub(super) key: DataKey,
    /// The day of the office on which the store was opened, `YYYY-MM-DD`.
    pub(super) day: String,
    /// Set by who closes the store.
    pub(super) stop: Arc<AtomicBool>,
}

impl Copier {
    /// Copies the store once a day, at the first unlock; whether that was now.
    pub(super) fn copy(&self) -> Result<bool, &'static str> {
        self.copied().map_err(|error| match error {
            BackupError::Open(OpenError::Damaged) | BackupError::Store(StoreError::Damaged(_)) => "failed-damaged",
            _ => "failed-backup",
        })
    }

    fn copied(&self) -> Result<bool, BackupError> {
        let copies = self.folder.backups();
        if last_daily(&copies).as_ref() == Some(&self.day) {
            return Ok(false);
        }
        let mut store = Store::open(&self.folder.database(), &self.key)?;
        store.stop_by(&self.stop)?;
        store.keep_few_pages()?;
        let keys = Vault::open(self.folder.path()).map_err(OpenError::from)?.file();
        store.back_up_daily(&keys, &copies, &self.day, &self.key)
    }
}

impl Work for Copier {
    const NAME: &'static str = "copy";

    fn begin(&mut self) -> Option<Reply> {
        super::beside::give_way();
        match self.copy() {
            Ok(is_new) => is_new.then_some(Reply::Changed),
            Err(why) => (!self.stop.load(Ordering::Relaxed)).then_some(Reply::Failed(why)),
        }
    }

    fn answer(&mut self, _: Request, _: i64) -> Result<Option<Reply>, StoreError> {
        Err(StoreError::Refused("no question about copies"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::entropy::SystemEntropy;
    use uuid::Uuid;

    #[test]
    fn a_copy_that_is_stopped_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("store"));
        folder.make().unwrap();
        std::fs::write(folder.keys(), "{}").unwrap();
        let key = DataKey::generate(&mut SystemEntropy).unwrap();
        drop(Store::create(&folder.database(), &key, Uuid::nil(), false).unwrap());
        let copies = folder.backups();
        let stop = Arc::new(AtomicBool::new(true));
        let mut store = Store::open(&folder.database(), &key).unwrap();
        store.stop_by(&stop).unwrap();
        assert!(store.back_up_daily(&folder.keys(), &copies, "2019-06-15", &key).is_err());
        assert_eq!(std::fs::read_dir(&copies).unwrap().count(), 0);
        stop.store(false, Ordering::Relaxed);
        // What the power cut off of this day's copy and of another one is in nobody's way.
        for left in
            ["15.cobijo.db.partial", "15.cobijo.db.partial-wal", "15.cobijo.copy.partial", "14.cobijo.db.partial-shm"]
        {
            std::fs::write(copies.join(format!("daily-2019-06-{left}")), "half").unwrap();
        }
        assert!(store.back_up_daily(&folder.keys(), &copies, "2019-06-15", &key).unwrap());
        assert_eq!(std::fs::read_dir(&copies).unwrap().count(), 1);
    }
}

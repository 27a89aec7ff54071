//! The store on a real encrypted file: append, fold, conflicts, undo, folios, backup, damage.

mod common;

use cobijo::log::field::{Entity, FIELDS, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::search::roster::Filter;
use cobijo::store::{Appended, NewOperation, OpenError, Query, Store};
use cobijo::vault::Role;
use common::{Desk, new_id};
use uuid::Uuid;

fn child(desk: &Desk, name: &str, opened_at: &str) -> (Uuid, Vec<Change>) {
    let (person, case) = (new_id(), new_id());
    let changes = vec![
        Change::new(Entity::Person, person).with(named(Entity::Person, "surname1").number, name),
        Change::new(Entity::Case, case)
            .with(number::CASE_PERSON, person)
            .with(number::CASE_OFFICE, desk.author.office.as_str())
            .with(named(Entity::Case, "kind").number, "foreign")
            .with(number::CASE_OPENED_AT, opened_at),
    ];
    (case, changes)
}

#[test]
fn cases_get_the_next_folio_of_their_office_and_year() {
    let mut desk = Desk::new();
    for (opened, folio) in [
        ("2019-05-07T11:50-05:00", "CHP-19-0001"),
        ("2019-05-07T11:50-05:00", "CHP-19-0002"),
        ("2020-01-01T00:00-06:00", "CHP-20-0001"),
    ] {
        let (case, changes) = child(&desk, "Ensayo", opened);
        assert_eq!(desk.save(changes), vec![folio.to_owned()]);
        assert_eq!(desk.store.case_by_ref(folio).unwrap(), Some(case));
    }
}

#[test]
fn a_folio_is_never_given_twice_and_grows_a_digit() {
    let mut desk = Desk::new();
    let opened = "2019-05-07T11:50-05:00";
    let (case, changes) = child(&desk, "Ensayo", opened);
    assert_eq!(desk.save(changes), ["CHP-19-0001"]);
    desk.save(vec![Change::new(Entity::Case, case).with(Entity::Case.voided(), "twice")]);
    let (_, changes) = child(&desk, "Ensayo", opened);
    assert_eq!(desk.save(changes), ["CHP-19-0002"]);
    for (imported, next) in
        [("CHP-19-B0500", "CHP-19-0003"), ("CHP-19-9999", "CHP-19-10000"), ("CHP-19-12", "CHP-19-10001")]
    {
        let (_, mut changes) = child(&desk, "Ensayo", opened);
        changes[1].put(number::CASE_REF, Some(imported.to_owned()));
        desk.save(changes);
        let (_, changes) = child(&desk, "Ensayo", opened);
        assert_eq!(desk.save(changes), [next], "after {imported}");
    }
}

#[test]
fn a_field_that_moved_on_is_asked_about_and_not_overwritten() {
    let mut desk = Desk::new();
    let (case, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let base = desk.store.head().unwrap().seq;
    let notes = named(Entity::Case, "notes").number;
    let edit = |text: &str| vec![Change::new(Entity::Case, case).with(notes, text)];
    desk.save(edit("one"));
    let late = NewOperation { act: Act::Save, base, changes: edit("two") };
    let Appended::Moved(conflicts) = desk.append(vec![late]) else { panic!("the older form won") };
    assert_eq!((conflicts[0].field, conflicts[0].theirs.as_deref()), (notes, Some("one")));
    assert_eq!(desk.value(Entity::Case, case, notes).as_deref(), Some("one"));
    let same = NewOperation { act: Act::Save, base, changes: edit("one") };
    assert!(matches!(desk.append(vec![same]), Appended::Saved { .. }), "the same value is no conflict");
}

#[test]
fn undo_restores_and_redo_brings_back() {
    let mut desk = Desk::new();
    let (case, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let created = desk.store.head().unwrap().seq;
    let everything = Query { filter: Filter::everything(), limit: 10, ..Query::default() };
    desk.store.undo(&desk.author, desk.now_ms, created, "mistake").unwrap();
    assert_eq!(desk.find(&everything).rows.len(), 0);
    assert_eq!(desk.value(Entity::Case, case, Entity::Case.voided()).as_deref(), Some("mistake"));
    let undone = desk.store.head().unwrap().seq;
    desk.store.undo(&desk.author, desk.now_ms, undone, "").unwrap();
    assert_eq!(desk.find(&everything).rows.len(), 1);
    assert!(desk.store.undo(&desk.author, desk.now_ms, 99, "").is_err());
}

#[test]
fn the_tables_are_the_fold_and_a_fold_that_skips_a_field_is_seen() {
    let mut desk = Desk::new();
    let (case, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    assert_eq!(desk.verify(), vec![]);
    let before = desk.store.record(Entity::Case, case).unwrap();
    desk.store.rebuild().unwrap();
    assert_eq!(desk.store.record(Entity::Case, case).unwrap(), before);
    let without_kind: Vec<_> = FIELDS.iter().copied().filter(|f| f.number != 104).collect();
    desk.store.rebuild_knowing(Vec::leak(without_kind)).unwrap();
    assert_eq!(desk.verify().len(), 1);
}

#[test]
fn what_is_no_sound_store_is_refused_and_left_alone() {
    let desk = Desk::new();
    let (folder, key) = desk.close();
    let file = folder.database();
    let sound = std::fs::read(&file).unwrap();
    let refused = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let error = Store::open(&file, &key).map(|_| ()).unwrap_err();
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "the file was touched");
        error
    };
    let mut flipped = sound.clone();
    flipped[100] ^= 1;
    assert!(matches!(refused(&flipped), OpenError::Damaged));
    assert!(matches!(refused(&sound[..sound.len() - 8192]), OpenError::Damaged));
    assert!(matches!(refused(b"SQLite format 3\0 and so on"), OpenError::Plain));
    assert!(matches!(refused(b""), OpenError::Damaged));
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(Store::open(&file, &key), Err(OpenError::Missing)));
    std::fs::write(&file, sound).unwrap();
    assert!(Store::open(&file, &key).is_ok());
}

#[test]
fn a_copy_verifies_and_comes_back_whole() {
    let mut desk = Desk::new();
    let (case, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let copy = desk.folder.path().join("copy.cobijo");
    desk.store.back_up(&desk.folder.keys(), &copy, &desk.key).unwrap();
    assert!(desk.store.back_up(&desk.folder.keys(), &copy, &desk.key).is_err(), "an old copy is never written over");
    let other = desk.temporary.path().join("other");
    std::fs::create_dir(&other).unwrap();
    cobijo::store::restore(&copy, &other.join("keys.json"), &other.join("store.db")).unwrap();
    let mut back = Store::open(&other.join("store.db"), &desk.key).unwrap();
    back.seat("M. Ruiz", Role::Supervisor, "CHP");
    assert_eq!(back.head().unwrap(), desk.store.head().unwrap());
    assert!(back.record(Entity::Case, case).unwrap().is_some());
    assert!(cobijo::store::restore(&copy, &other.join("keys.json"), &other.join("store.db")).is_err());
}

#[test]
fn as_of_is_the_longest_prefix_up_to_that_time() {
    let mut desk = Desk::new();
    let (_, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let then = desk.now_ms;
    desk.now_ms += 60_000;
    let (_, changes) = child(&desk, "Ensayo", "2019-05-08T11:50-05:00");
    desk.save(changes);
    assert!(desk.store.head_at(then).unwrap().seq + 1 == desk.store.head().unwrap().seq);
    let head = desk.store.head_at(then).unwrap();
    assert!(desk.store.has_head(head.seq, &head.words()).unwrap());
    assert!(!desk.store.has_head(head.seq + 1, &head.words()).unwrap());
    drop(desk.store.as_of(then, desk.folder.path(), &mut |_, _| true).unwrap());
    let mut told = Vec::new();
    let mut stop = |done, of| {
        told.push((done, of));
        false
    };
    assert!(desk.store.as_of(then, desk.folder.path(), &mut stop).is_err());
    assert_eq!(told, [(0, 4)], "stopped before the first of four records");
    drop(desk.store.as_of(then, desk.folder.path(), &mut |_, _| true).unwrap());
    let left = std::fs::read_dir(desk.folder.path())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with("scratch"));
    assert_eq!(left.count(), 0);
}

/// A screen may start between the making of a file and its use.
#[test]
fn what_is_read_of_then_is_swept_away_only_where_a_killed_program_left_it() {
    let desk = Desk::new();
    let names = || -> Vec<_> {
        let files = std::fs::read_dir(desk.folder.path()).unwrap().map(|file| file.unwrap().file_name());
        files.filter(|name| name.to_string_lossy().starts_with("scratch-")).collect()
    };
    let leave = || std::fs::write(desk.folder.path().join("scratch-left.db"), "x").unwrap();
    leave();
    let (_, then) = desk.store.as_of(desk.now_ms, desk.folder.path(), &mut |_, _| true).unwrap();
    assert_eq!(names().len(), 1, "what is left is swept by whoever leaves more");
    leave();
    drop(desk.folder.lock().unwrap());
    assert_eq!(names().len(), 2, "another program may be about to use either");
    drop(then);
    drop(desk.folder.lock().unwrap());
    assert_eq!(names().len(), 0);
}

/// In whichever order they were written down: what a case has is read by the case.
#[test]
fn a_contact_that_came_late_is_in_the_figures_of_then() {
    let mut desk = Desk::new();
    let cases = ["2019-05-07", "2019-05-08", "2019-05-09"].map(|opened| {
        let (case, changes) = child(&desk, "Ensayo", &format!("{opened}T11:50-05:00"));
        desk.save(changes);
        case
    });
    for case in cases.iter().rev() {
        desk.save(vec![Change::new(Entity::Contact, new_id()).with(named(Entity::Contact, "case_id").number, *case)]);
    }
    let (_, then) = desk.store.as_of(desk.now_ms, desk.folder.path(), &mut |_, _| true).unwrap();
    assert!(then.facts().unwrap() == desk.store.facts().unwrap());
}

#[test]
fn a_draft_is_kept_for_one_officer_and_one_form_until_it_is_forgotten() {
    use cobijo::store::{Draft, Drafts};
    let desk = Desk::new();
    let draft =
        |payload: &str| Draft { form: "intake".into(), subject: String::new(), payload: payload.into(), at_ms: 7 };
    let mut drafts = Drafts::open(&desk.folder.drafts(), &desk.key).unwrap();
    drafts.keep("M. Ruiz", &draft("one")).unwrap();
    drafts.keep("M. Ruiz", &draft("two")).unwrap();
    drafts.keep("L. Soto", &draft("hers")).unwrap();
    drop(drafts);
    let mut drafts = Drafts::open(&desk.folder.drafts(), &desk.key).unwrap();
    let kept = |drafts: &Drafts, officer: &str| -> Vec<String> {
        drafts.of(officer).unwrap().into_iter().map(|draft| draft.payload).collect()
    };
    assert_eq!(kept(&drafts, "M. Ruiz"), ["two"]);
    drafts.forget("M. Ruiz", "intake", "").unwrap();
    assert_eq!((kept(&drafts, "M. Ruiz"), kept(&drafts, "L. Soto")), (vec![], vec!["hers".to_owned()]));
}

#[test]
fn nothing_hangs_on_a_voided_case_and_no_case_goes_from_under_what_hangs_on_it() {
    let mut desk = Desk::new();
    let (case, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let created = desk.store.head().unwrap().seq;
    let food = |case: Uuid| {
        let change = Change::new(Entity::Service, new_id()).with(number::SERVICE_CASE, case);
        vec![change.with(204, "food").with(206, "2019-05-07T12:00-05:00")]
    };
    desk.save(food(case));
    assert!(desk.store.undo(&desk.author, desk.now_ms, created, "mistake").is_err(), "the meal would hang on nothing");
    desk.save(vec![Change::new(Entity::Case, case).with(Entity::Case.voided(), "twice")]);
    let late = vec![NewOperation { act: Act::Save, base: u64::MAX, changes: food(case) }];
    let refused = desk.store.append(&desk.author, desk.now_ms, late);
    assert!(matches!(refused, Err(cobijo::store::StoreError::VoidedCase)));
    assert_eq!(desk.found("ensayo").len(), 0, "what does not count is not found");
    assert_eq!(desk.verify(), vec![]);
}

#[test]
fn a_contact_is_numbered_after_whatever_was_imported() {
    let mut desk = Desk::new();
    let (case, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let contact = |reference: Option<&str>| {
        let mut change = Change::new(Entity::Contact, new_id()).with(number::CONTACT_CASE, case);
        if let Some(reference) = reference {
            change.put(number::CONTACT_REF, Some(reference.to_owned()));
        }
        vec![change]
    };
    for (imported, next) in [("4294967295", "1"), ("7", "8"), ("tia", "9")] {
        desk.save(contact(Some(imported)));
        desk.save(contact(None));
        let contacts = desk.store.sheet(case).unwrap().unwrap().contacts;
        assert!(contacts.iter().any(|contact| contact.get(number::CONTACT_REF) == Some(next)), "after {imported}");
    }
}

#[test]
fn a_copy_is_made_while_somebody_saves() {
    let mut desk = Desk::new();
    let (_, changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
    desk.save(changes);
    let copies = desk.folder.path().join("copies");
    std::fs::create_dir(&copies).unwrap();
    let beside = Store::open(&desk.folder.database(), &desk.key).unwrap();
    let keys = desk.folder.keys();
    let is_done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (copies, keys, key, is_done) = (&copies, &keys, &desk.key, &is_done);
        let thread = scope.spawn(move || {
            let made = (0..5)
                .map(|n| beside.back_up(keys, &copies.join(format!("{n}.cobijo")), key).map_err(|e| e.to_string()));
            let made = made.collect::<Result<Vec<_>, _>>();
            is_done.store(true, std::sync::atomic::Ordering::SeqCst);
            made
        });
        while !is_done.load(std::sync::atomic::Ordering::SeqCst) {
            let change = Change::new(Entity::Person, new_id()).with(named(Entity::Person, "surname1").number, "Ensayo");
            let operation = NewOperation { act: Act::Save, base: u64::MAX, changes: vec![change] };
            desk.store.append(&desk.author, desk.now_ms, vec![operation]).unwrap();
        }
        thread.join().unwrap().unwrap();
    });
}

#[test]
fn who_is_the_same_child_is_what_figures_take_for_one_and_a_large_group_is_counted_whole() {
    let mut desk = Desk::new();
    let mut cases = Vec::new();
    for at in 0..310 {
        let (case, mut changes) = child(&desk, "Ensayo", "2019-05-07T11:50-05:00");
        changes[1].put(named(Entity::Case, "group_ref").number, (at < 305).then(|| "G1".to_owned()));
        cases.push((changes[0].id, case));
        desk.save(changes);
    }
    let person = |at: usize| cases[at].0;
    let mut link = |one: usize, other: usize| {
        let id = new_id();
        let link = Change::new(Entity::Link, id).with(number::LINK_PERSON, person(one));
        desk.save(vec![link.with(number::LINK_OTHER, person(other))]);
        id
    };
    let (_, far, back) = (link(305, 306), link(307, 306), link(305, 308));
    let voided = Change::new(Entity::Link, back).with(Entity::Link.voided(), "a test");
    desk.save(vec![voided]);
    let same = |desk: &Desk, at: usize| {
        let sheet = desk.store.sheet(cases[at].1).unwrap().unwrap();
        let is_live = |link: &Uuid| !sheet.links.iter().any(|known| known.id == *link && known.is_voided());
        let live = sheet.same.iter().filter(|same| same.link.as_ref().is_none_or(is_live));
        live.map(|same| cases.iter().position(|(_, case)| *case == same.row.id).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(same(&desk, 305), [306, 307]);
    assert_eq!(same(&desk, 307), [306, 305]);
    desk.save(vec![Change::new(Entity::Link, far).with(Entity::Link.voided(), "a test")]);
    assert_eq!(same(&desk, 305), [306]);
    assert_eq!(desk.store.sheet(cases[0].1).unwrap().unwrap().group_count, 305);
}

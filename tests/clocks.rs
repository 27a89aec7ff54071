//! The board of clocks by keys, by commands and in the store: what is due, what is locked, when to call again.

#![expect(clippy::duplicate_mod, reason = "both kinds of office are made alike")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

#[path = "cli/office.rs"]
#[expect(dead_code, reason = "each test program uses its own part of this")]
mod office;

mod common;

use cobijo::domain::due::{ASYLUM_CLAIM, ASYLUM_SCREENING, CONSULAR_NOTICE};
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::{Act, Change};
use cobijo::runtime::driver::Driver;
use cobijo::store::{Clocks, NewOperation, StoreError};
use cobijo::ui::key::Key;
use cobijo::vault::Role;
use common::office::{self as desk, NOW_MS, PASSPHRASE, intake, miss, see, stand_on};
use common::{Desk, new_id};
use office::Office;
use uuid::Uuid;

const HOUR_MS: i64 = 3_600_000;

/// A store with a child who came this minute, and the screen after its intake.
fn at_the_desk() -> (desk::Office, Driver) {
    let office = desk::Office::new();
    let mut driver = office.set_up();
    intake(&mut driver, "José Luis", "Caal");
    (office, driver)
}

/// Lets hours go by, which locks the store, and opens it again.
fn pass(driver: &mut Driver, minutes: i64) {
    driver.pass(minutes);
    driver.idle().letters(PASSPHRASE).press(Key::Enter);
}

/// The tab of the process, from the screen after an intake.
fn process(driver: &mut Driver) -> &mut Driver {
    driver.letters("s").letters("4")
}

#[test]
fn a_notice_is_recorded_with_its_number_and_who_received_it() {
    let (_place, mut driver) = at_the_desk();
    process(&mut driver);
    pass(&mut driver, 25 * 60);
    see(&mut driver, "[4 Proceso !");
    see(&mut driver, "!! Aviso a Procuraduría de Protección venció hace 60 min   ley");
    stand_on(&mut driver, "Aviso a Procuraduría");
    driver.presses();
    driver.press(Key::Enter).letters("OPI/123").press(Key::Function(2));
    assert!(driver.presses() <= 13, "with the key that opens the due item these are at most 14");
    see(&mut driver, "16/06/2019 16:32     OPI/123");
    stand_on(&mut driver, "OPI/123");
    driver
        .press(Key::Enter)
        .press(Key::Down)
        .press(Key::Down)
        .press(Key::Down)
        .letters("Lic. Vera")
        .press(Key::Function(2));
    see(&mut driver, "OPI/123 · Lic. Vera");
    driver.press(Key::Delete).letters("otro caso").press(Key::Enter);
    see(&mut driver, "Aviso a Procuraduría de Protección venció hace");
}

#[test]
fn a_referral_stays_open_until_somebody_signs() {
    let (_place, mut driver) = at_the_desk();
    process(&mut driver);
    stand_on(&mut driver, "Canalización al DIF");
    driver.press(Key::Enter).letters("CAN/7").press(Key::Function(2));
    see(&mut driver, "Acuse de recibo del DIF            mañana 15:32         interno");
    pass(&mut driver, 25 * 60);
    see(&mut driver, "!! Acuse de recibo del DIF            venció hace 60 min   interno");
}

#[test]
fn the_consulate_is_locked_until_the_child_says_no() {
    let (_place, mut driver) = at_the_desk();
    process(&mut driver);
    stand_on(&mut driver, "Notificación consular");
    see(&mut driver, "bloqueada            por asilo");
    stand_on(&mut driver, "Necesidad de asilo");
    driver.press(Key::Enter);
    see(&mut driver, "* ¿Necesita asilo?");
    driver.letters("n").press(Key::Function(2));
    see(&mut driver, "Notificación consular              mañana 15:32         interno");
    stand_on(&mut driver, "Notificación consular");
    driver.press(Key::Enter).letters("CON/1").press(Key::Function(2));
    see(&mut driver, "15/06/2019 15:32     CON/1");
}

#[test]
fn a_call_that_reached_nobody_is_due_again() {
    let (_place, mut driver) = at_the_desk();
    driver.letters("c");
    for answer in ["Rosa", "m", "gua", "51234567", "s"] {
        driver.letters(answer).press(Key::Enter);
    }
    driver.press(Key::Function(2)).presses();
    driver.press(Key::Function(6)).letters("2").press(Key::Enter);
    driver.letters("m9");
    see(&mut driver, "dom 16 jun 2019 09:00 (mañana)");
    driver.press(Key::Enter).press(Key::Function(2));
    assert_eq!(driver.presses(), 7);
    see(&mut driver, "reintentar 16/06 09:00");
    driver.letters("4");
    see(&mut driver, "Volver a llamar                    mañana 09:00");
    stand_on(&mut driver, "Volver a llamar");
    driver.press(Key::Enter).letters("2").press(Key::Function(2)).letters("4");
    miss(&mut driver, "Volver a llamar");
}

/// A case of a foreign child that began at the desk's hour.
fn case_of(desk: &mut Desk) -> Uuid {
    let (person, case) = (new_id(), new_id());
    let with = |name| named(Entity::Case, name).number;
    desk.save(vec![
        Change::new(Entity::Person, person),
        Change::new(Entity::Case, case)
            .with(number::CASE_PERSON, person)
            .with(number::CASE_OFFICE, "CHP")
            .with(with("kind"), "foreign")
            .with(number::CASE_OPENED_AT, "2019-06-15T15:20-05:00"),
    ]);
    case
}

fn step(case: Uuid, code: &str) -> Change {
    Change::new(Entity::Step, new_id()).with(number::STEP_CASE, case).with(number::STEP, code)
}

/// Whether the store takes a change.
fn takes(desk: &mut Desk, act: Act, change: Change) -> bool {
    let operation = NewOperation { act, base: u64::MAX, changes: vec![change] };
    match desk.store.append(&desk.author, desk.now_ms, vec![operation]) {
        Ok(_) => true,
        Err(StoreError::Consulate) => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn no_consular_notice_is_written_past_the_lock() {
    let mut desk = Desk::new();
    let case = case_of(&mut desk);
    let notice = || step(case, CONSULAR_NOTICE);
    let answered = |answer: &str| step(case, ASYLUM_SCREENING).with(number::STEP_ANSWER, answer);
    assert!(!takes(&mut desk, Act::Save, notice()), "nobody was asked");
    assert!(takes(&mut desk, Act::Import, notice()), "an import is not judged");
    let other = step(case, "medical_check");
    let id = other.id;
    assert!(takes(&mut desk, Act::Save, other));
    let turned = Change::new(Entity::Step, id).with(number::STEP, CONSULAR_NOTICE);
    assert!(!takes(&mut desk, Act::Save, turned), "another step is not turned into it");
    assert!(takes(&mut desk, Act::Save, step(case, ASYLUM_SCREENING)));
    assert!(!takes(&mut desk, Act::Save, notice()), "asked, but not answered");
    assert!(takes(&mut desk, Act::Save, answered("no")));
    let written = notice();
    let id = written.id;
    assert!(takes(&mut desk, Act::Save, written));
    let void = Change::new(Entity::Step, id).with(Entity::Step.voided(), "otro caso");
    assert!(takes(&mut desk, Act::Void, void));
    assert!(takes(&mut desk, Act::Save, step(case, ASYLUM_CLAIM)));
    assert!(!takes(&mut desk, Act::Save, notice()), "the child has asked for asylum since");
    let mut again = Change::new(Entity::Step, id);
    again.put(Entity::Step.voided(), None);
    assert!(!takes(&mut desk, Act::Undo, again), "nor is an older one brought back");
}

#[test]
fn only_a_supervisor_sets_the_lock_aside_and_says_why() {
    let mut desk = Desk::new();
    let case = case_of(&mut desk);
    let notice = |reason: &str| step(case, CONSULAR_NOTICE).with(number::STEP_OVERRIDE, reason);
    for (role, reason, expected) in [
        (Role::Officer, "lo pide la NNA", false),
        (Role::Supervisor, "", false),
        (Role::Supervisor, "  ", false),
        (Role::Supervisor, "lo pide la NNA", true),
        (Role::Administrator, "lo pide la NNA", true),
    ] {
        desk.author = desk.store.seat("M. Ruiz", role, "CHP");
        assert_eq!(takes(&mut desk, Act::Save, notice(reason)), expected, "{role:?} {reason:?}");
    }
}

#[test]
fn the_board_holds_those_present_by_the_time_that_is_left() {
    let mut desk = Desk::new();
    let case = case_of(&mut desk);
    let now_ms = NOW_MS + 3 * HOUR_MS;
    let codes = |desk: &Desk| -> Vec<&'static str> {
        Clocks::default().board(&desk.store, now_ms, 99).unwrap().first.iter().map(|due| due.item.code()).collect()
    };
    assert_eq!(
        codes(&desk),
        [
            "rights_information",
            "call_offered",
            "medical_check",
            "asylum_screening",
            "procuraduria_notice",
            "referral_record"
        ]
    );
    let service = |category: &str| {
        let with = |name| named(Entity::Service, name).number;
        let change =
            Change::new(Entity::Service, new_id()).with(with("case_id"), case).with(with("category"), category);
        change.with(with("at"), "2019-06-15T15:30-05:00")
    };
    let call = named(Entity::Call, "outcome").number;
    let call = Change::new(Entity::Call, new_id()).with(number::CALL_CASE, case).with(call, "busy");
    let call = call.with(named(Entity::Call, "at").number, "2019-06-15T15:31-05:00");
    let call = call.with(named(Entity::Call, "retry_at").number, "2019-06-15T18:00-05:00");
    desk.save(vec![service("health"), service("information"), call, step(case, "procuraduria_notice")]);
    assert_eq!(codes(&desk), ["call_retry", "asylum_screening", "referral_record"]);
    let left = named(Entity::Case, "left_at").number;
    desk.save(vec![Change::new(Entity::Case, case).with(left, "2019-06-15T16:00-05:00")]);
    assert!(codes(&desk).is_empty() && desk.store.clocks(case).unwrap().is_none());
}

#[test]
fn what_is_due_is_listed_and_history_has_no_clocks() {
    let office = Office::new();
    office.lay_out("in", &office::FILES);
    office.run(&["import", "in"]).ends(0);
    assert_eq!(office.json(&["list", "--due", "--json"]), serde_json::json!([]));
    let office = Office::new();
    office.lay_out("in", &office::FILES);
    office.run(&["import", "in", "--active"]).ends(0);
    let due = office.json(&["list", "--due", "--json"]);
    // All of it has been overdue for more than a month: the latest comes first.
    let rows: Vec<[&str; 5]> = due
        .as_array()
        .unwrap()
        .iter()
        .map(|row| ["case_ref", "step", "deadline", "state", "basis"].map(|key| row[key].as_str().unwrap()))
        .collect();
    assert_eq!(
        rows,
        [
            ["B", "medical_check", "2019-06-02T08:00-05:00", "overdue", "house"],
            ["B", "call_offered", "2019-06-01T20:00-05:00", "overdue", "house"],
            ["B", "rights_information", "2019-06-01T10:00-05:00", "overdue", "house"],
            ["A", "asylum_screening", "2019-05-08T11:50-05:00", "overdue", "house"],
            ["A", "procuraduria_notice", "2019-05-08T11:50-05:00", "overdue", "law"],
            ["A", "referral_record", "2019-05-08T11:50-05:00", "overdue", "house"],
            ["A", "rights_information", "2019-05-07T13:50-05:00", "overdue", "house"],
        ]
    );
    let text = office.run(&["list", "--due"]).ends(0).out;
    assert!(text.contains("in-house") && text.contains("law") && !text.contains("Ensayo"), "{text}");
    assert!(office.run(&["list", "--due", "--names"]).ends(0).out.contains("Ensayo"));
    office.run(&["list", "--due", "--open"]).ends(2);
}

#[test]
fn days_of_rest_are_kept_by_the_store() {
    let office = Office::new();
    let has = |line: &str| office.run(&["holiday"]).ends(0).out.lines().any(|known| known == line);
    assert!(has("2026-05-01  Día del Trabajo") && !has("2026-04-02  Jueves Santo"));
    office.run(&["holiday", "2026-04-02", "Jueves Santo"]).ends(0);
    office.run(&["holiday", "--remove", "2026-05-01"]).ends(0);
    assert!(has("2026-04-02  Jueves Santo") && !has("2026-05-01  Día del Trabajo"));
    office.run(&["holiday", "--remove", "2026-05-01"]).refuses(3, "2026-05-01");
    office.run(&["holiday", "1/5/2026", "Día"]).refuses(2, "1/5/2026");
    office.run(&["holiday", "2026-05-02"]).ends(2);
}

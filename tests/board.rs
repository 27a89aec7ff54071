//! The board in the store: what comes first, how much there is, and that what is kept is what is read anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends there")]

mod common;

use cobijo::domain::due::{ASYLUM_SCREENING, DIF_ACKNOWLEDGEMENT, REFERRAL};
use cobijo::log::field::{Entity, named, number};
use cobijo::log::operation::Change;
use cobijo::store::{Board, Clocks};
use common::office::NOW_MS;
use common::{Desk, new_id};
use uuid::Uuid;

/// A foreign child whose case began then; where it ended, DIF took the child over.
fn case_of(desk: &mut Desk, opened: &str, handed: Option<&str>) -> Uuid {
    let (person, case) = (new_id(), new_id());
    let on = |name| named(Entity::Case, name).number;
    let mut change = Change::new(Entity::Case, case)
        .with(number::CASE_PERSON, person)
        .with(number::CASE_OFFICE, "CHP")
        .with(on("kind"), "foreign")
        .with(number::CASE_OPENED_AT, opened);
    if let Some(handed) = handed {
        change = change.with(on("outcome"), "handed_to_dif").with(on("outcome_at"), handed);
    }
    desk.save(vec![Change::new(Entity::Person, person), change]);
    case
}

fn step(case: Uuid, code: &str) -> Change {
    let step = Change::new(Entity::Step, new_id()).with(number::STEP_CASE, case).with(number::STEP, code);
    step.with(named(Entity::Step, "done_at").number, "2019-06-15T15:25-05:00")
}

/// Case, step and deadline of what comes first.
fn told(board: &Board) -> Vec<(String, &'static str, String)> {
    let told =
        |due: &cobijo::store::Due| (due.case.case_ref.clone(), due.item.code(), due.item.deadline.unwrap().to_string());
    board.first.iter().map(told).collect()
}

#[test]
fn a_child_who_was_referred_and_is_still_here_is_on_the_board_with_all_that_was_done() {
    let mut desk = Desk::new();
    let case = case_of(&mut desk, "2019-06-15T15:20-05:00", None);
    desk.save(vec![step(case, REFERRAL), step(case, "procuraduria_notice")]);
    let board = Clocks::default().board(&desk.store, NOW_MS, 99).unwrap();
    let codes: Vec<&str> = board.first.iter().map(|due| due.item.code()).collect();
    let still = ["rights_information", "call_offered", "medical_check", "asylum_screening", DIF_ACKNOWLEDGEMENT];
    assert_eq!((codes.as_slice(), board.count, board.overdue), (still.as_slice(), 5, 0));
}

#[test]
fn years_of_unsigned_referrals_hide_no_work_of_today() {
    let mut desk = Desk::new();
    for (opened, handed) in [
        ("2018-11-05T10:00-06:00", Some("2018-11-06T10:00-06:00")),
        ("2019-06-13T10:00-05:00", Some("2019-06-14T10:00-05:00")),
        ("2019-04-05T10:00-06:00", Some("2019-04-06T10:00-06:00")),
        ("2019-06-15T15:20-05:00", None),
    ] {
        case_of(&mut desk, opened, handed);
    }
    let board = Clocks::default().board(&desk.store, NOW_MS, 99).unwrap();
    let first = told(&board);
    assert!(first[0].2 == "2019-06-15T10:00-05:00" && board.count == 9 && board.overdue == 3, "{first:?}");
    assert!(first[1..7].iter().all(|(folio, ..)| *folio == first[1].0), "then who is here: {first:?}");
    let behind: Vec<&str> = first[7..].iter().map(|(_, _, deadline)| deadline.as_str()).collect();
    assert_eq!(behind, ["2019-04-07T11:00-05:00", "2018-11-07T10:00-06:00"], "then the backlog, the latest first");
    let short = Clocks::default().board(&desk.store, NOW_MS, 3).unwrap();
    assert_eq!((told(&short).as_slice(), short.count, short.overdue), (&first[..3], 9, 3));
}

#[test]
fn what_is_kept_is_what_is_read_anew() {
    let mut desk = Desk::new();
    let mut kept = Clocks::default();
    let mut check = |desk: &Desk, now_ms| {
        let board = kept.board(&desk.store, now_ms, 99).unwrap();
        let anew = Clocks::default().board(&desk.store, now_ms, 99).unwrap();
        let states = |board: &Board| board.first.iter().map(|due| due.item.clone()).collect::<Vec<_>>();
        assert_eq!((told(&board), states(&board), board.overdue), (told(&anew), states(&anew), anew.overdue));
        told(&board)
    };
    assert!(check(&desk, NOW_MS).is_empty());
    let case = case_of(&mut desk, "2019-06-15T15:20-05:00", None);
    check(&desk, NOW_MS);
    desk.save(vec![step(case, ASYLUM_SCREENING).with(number::STEP_ANSWER, "yes")]);
    let filed = |told: Vec<(String, &'static str, String)>| {
        told.into_iter().find(|due| due.1 == "refugee_claim_filed").unwrap()
    };
    let before = filed(check(&desk, NOW_MS));
    check(&desk, NOW_MS + 20 * 3_600_000);
    let holiday = named(Entity::Holiday, "date").number;
    desk.save(vec![Change::new(Entity::Holiday, new_id()).with(holiday, "2019-06-18")]);
    assert_ne!(filed(check(&desk, NOW_MS)), before, "a day of rest moves what counts business days");
    let office = |name| named(Entity::Office, name).number;
    let tijuana = Change::new(Entity::Office, new_id()).with(office("code"), "CHP");
    desk.save(vec![tijuana.with(office("state"), "CHP").with(office("zone"), "America/Tijuana")]);
    check(&desk, NOW_MS);
    desk.save(vec![Change::new(Entity::Case, case).with(Entity::Case.voided(), "duplicado")]);
    assert!(check(&desk, NOW_MS).is_empty());
}

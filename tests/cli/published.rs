//! Reports for publication: whole months alone, marked, and with a word on what was published before.

use super::office::Office;

/// What a public report of a period says beside it.
fn told(office: &Office, arguments: &[&str]) -> String {
    let run = office.run(&[&["--lang", "en", "report", "--public", "--format", "json"], arguments].concat()).ends(0);
    assert!(run.out.contains("\"public\": true"), "{}", run.out);
    run.err
}

#[test]
fn only_whole_months_are_published_and_no_two_that_share_days() {
    let office = Office::with_cases();
    for (arguments, word) in [
        (["--period", "2019-05-07..2019-05-20", "--compare", "2018"], "2019-05-07..2019-05-20"),
        (["--period", "2019-05", "--compare", "2018-05-01..2018-05-03"], "2018-05-01..2018-05-03"),
        (["--period", "2019-H1", "--compare", "2019-05"], "2019-05"),
    ] {
        let run = office.run(&[&["report", "--public"], arguments.as_slice()].concat()).ends(2);
        assert!(run.out.is_empty() && run.err.contains(word), "{}", run.err);
    }
    office.run(&["report", "--public", "--seal", "--period", "2019"]).ends(2);
}

/// Two editions of a month that is not over, on two days, could differ by one case.
#[test]
fn a_month_is_published_once_it_is_over() {
    let office = Office::with_cases();
    let day = |args: &[&str]| office.run(&[&["report", "--public", "--format", "json"], args].concat());
    day(&["--period", "2018-12..2019-06", "--as-of", "2019-06-29"]).refuses(2, "“2019-06” is not over");
    day(&["--period", "2018-12..2019-06", "--as-of", "2019-06-29"]).refuses(2, "“2018-12..2019-05”");
    day(&["--period", "2019-06", "--as-of", "2019-05-31"]).refuses(2, "Wait");
    day(&["--period", "2018", "--compare", "2019-H1", "--as-of", "2019-06-30T23:58"])
        .refuses(2, "“2019-06” is not over");
    day(&["--period", "2019-01..2099-12"]).refuses(2, "is not over");
    office.run(&["report", "--period", "2019-01..2099-12", "--seal"]).ends(0);
    day(&["--sealed", "1"]).refuses(2, "is not over");
    assert_eq!(told(&office, &["--period", "2019-05"]), "", "nothing was published yet");
    day(&["--period", "2019-H1", "--compare", "2018-H1", "--as-of", "2019-06-30"]).ends(0);
}

#[test]
fn the_same_again_is_named_once_a_case_has_come_in_between() {
    let office = Office::with_cases();
    assert_eq!(told(&office, &["--period", "2019-H1"]), "");
    assert_eq!(told(&office, &["--period", "2019-H1"]), "");
    let late = "case_ref,person_ref,office,kind,opened_at,given_names,surname1,sex,age_years,nationality,accompaniment\n\
                C,p3,CHP,foreign,2019-05-08T11:50,Eva,Ensayo,female,14,HND,unaccompanied\n";
    office.import(&[("cases.csv", late)]).ends(0);
    assert!(told(&office, &["--period", "2019-H1"]).contains("“2019-H1”"));
    assert_eq!(told(&office, &["--period", "2019-H1"]).lines().count(), 1, "the first one is still out there");
}

#[test]
fn what_was_published_before_and_overlaps_is_named() {
    let office = Office::with_cases();
    office.run(&["report", "--period", "2019"]).ends(0);
    assert_eq!(told(&office, &["--period", "2019-H1"]), "");
    assert_eq!(told(&office, &["--period", "2019-H1"]), "", "the same tables tell no more");
    assert_eq!(told(&office, &["--period", "2019-H2"]), "", "another half shares no day");
    let said = told(&office, &["--period", "2019-05", "--state", "CHP"]);
    assert!(said.contains("“2019-H1”") && !said.contains("“2019-H2”"), "{said}");
    let said = told(&office, &["--period", "2019"]);
    let names: Vec<bool> = ["“2019-H1”", "“2019-H2”", "“2019-05” (CHP)"].map(|name| said.contains(name)).to_vec();
    assert_eq!((names, said.lines().count()), (vec![true; 3], 3), "{said}");
}

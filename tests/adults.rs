//! Whoever is no minor stands in no table, and is told of in words wherever somebody is left out.

#[expect(dead_code, reason = "another program uses the rest")]
#[path = "cli/office.rs"]
mod office;

use office::Office;

const ADULT: &str = "case_ref,office,kind,opened_at,sex,age_years,nationality,accompaniment\n\
     D,CHP,foreign,2019-05-20T11:50,female,19,GTM,unaccompanied\n";

#[test]
fn one_adult_is_told_of_as_one_and_found_by_every_name() {
    let office = Office::with_cases();
    office.run(&["report", "--period", "2019-H1", "--seal"]).ends(0);
    office.lay_out("late", &[("cases.csv", ADULT)]);
    office.run(&["import", "late"]).ends(0);
    let told = office.run(&["report", "--since-seal", "1"]).ends(0).out;
    assert!(told.contains("Aged 18 or more, not counted       -      1      +1"), "{told}");
    assert!(told.contains("D: late entry\n    Aged 18 or more, not counted +1"), "{told}");
    for cell in ["excluded/adults/total", "excluded/adults", "measures/adults"] {
        assert_eq!(office.run(&["report", "--period", "2019", "--explain", cell]).ends(0).out, "D\n", "{cell}");
    }
    office.run(&["report", "--period", "2019", "--explain", "excluded/foreign"]).refuses(2, "measures/foreign/total");
    for (lang, words) in [("es", "No se cuenta 1 caso de una persona"), ("en", "1 case of a person aged 18 or more")] {
        let report = office.run(&["report", "--period", "2019-H1", "--lang", lang]).ends(0).out;
        assert!(report.contains(words), "{report}");
    }
}

# Forms: what was understood, and what is missing or wrong, always with what would be right.

section-identity = Identity
section-event = Intake
section-communication = Communication
section-end = Departure and outcome

form-weekdays = Mon Tue Wed Thu Fri Sat Sun
form-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
form-today = today
form-yesterday = yesterday
form-day-before = two days ago
form-age-years = { $shown } { $count ->
    [one] year
   *[other] years
}
form-age-months = { $shown } { $count ->
    [one] month
   *[other] months
}
form-age-weeks = { $shown } { $count ->
    [one] week
   *[other] weeks
}
form-age-days = { $shown } { $count ->
    [one] day
   *[other] days
}
form-child-male = boy
form-child-female = girl
form-child-other = child
form-nameless = No name yet
form-said-now = Said at this intake: { $said }
form-has-none = has none

form-required = This is missing; nothing is saved without it.
form-asked = Missing; if it is not known, type ?
form-must-be-known = This cannot be left as ?; type it.
form-no-name = Type a name or surname; if none is known, type ?
form-no-case = First open the case that it belongs to.
form-too-long = Too long: there is room for { $most } characters.
form-count = Type a whole number from { $least } to { $most }.
form-code = Type the letter or part of the name: { $choices }
form-country = No such country: type part of the name or the code, such as hon or HND.
form-language = No such language: type part of the name, such as kich or mam.
form-office = No such office: type part of the name or the code, such as CHP.
form-step = No such step: type part of the name: { $choices }
form-contact = Type the number or the name of the contact: { $choices }
form-no-contacts = The case has no contacts yet: add one first.
form-moment = Not a date: type 15/06/2019 14:32, 1506, h (today), a (yesterday) or now.
form-ahead = Not understood: 30 (minutes), 16 (hour), m9 (tomorrow 9:00), mon 10 or 16/06 9:00.
form-ahead-past = That is past; write a time to come.
form-tomorrow = tomorrow
form-future = The date is after today. { $earlier }?
form-later-today = The time is later than now ({ $now }); type an earlier one.
form-year = Type the year with four digits, such as { $year }.
form-birth = Type the age or the date: 14, 8m, ~7, 12-14, 03/02/2010, 02/2010 or 2010.
form-birth-after = The birth is after the event ({ $event }); type an earlier date.
form-age = Ages go from 0 to 120 years: 14, ~7 or 12-14.
form-age-turned = The lower age first: { $right }
form-adult = Aged { $age }: does not count as a child. Is that right?
form-outcome = The outcome that belongs to this date is missing.
form-outcome-date = The date of the outcome is missing.
form-phone = The number is not recognised; it is kept as it is. Example: +502 5123 4567
form-phone-country = In which country? Type the prefix: +502 5123 4567. It is kept as it is.
form-phone-length = +{ $dial } takes { $expected } digits and there are { $found }; it is kept so.

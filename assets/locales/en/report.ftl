# The report: titles, measures, heads and notes. Titles follow the official tables of their time.

report-title = Assistance to migrant children and adolescents
report-period = Period
report-scope = Places
report-everywhere = all offices
report-as-of = Cut-off
report-head = Log
report-measures = Main figures
report-services = Services given
report-calls = Calls
report-care = Cases by time until first help
report-figure = Figure
report-before = Before
report-change = Change
report-percent = Change %
report-no-base = n. c.

table-foreign_by_nationality = { $era ->
    [presented] Events of minors presented to the migration authority, by continent, country of nationality, age group, travel condition and sex, { $period }
    [both] Events of minors presented to the migration authority or channelled by it, by continent, country of nationality, age group, travel condition and sex, { $period }
    [channelled] Events of minors channelled by the migration authority, by continent, country of nationality, age group, travel condition and sex, { $period }
   *[children] Events of children and adolescents in an irregular migration situation in Mexico, by continent, country of nationality, age group, travel condition and sex, { $period }
}
table-foreign_by_state = { $era ->
    [presented] Events of minors presented to the migration authority, by state, age group, travel condition and sex, { $period }
    [both] Events of minors presented to the migration authority or channelled by it, by state, age group, travel condition and sex, { $period }
    [channelled] Events of minors channelled by the migration authority, by state, age group, travel condition and sex, { $period }
   *[children] Events of children and adolescents in an irregular migration situation in Mexico, by state, age group, travel condition and sex, { $period }
}
table-foreign_by_month = { $era ->
    [presented] Events of minors presented to the migration authority, by month, age group, travel condition and sex, { $period }
    [both] Events of minors presented to the migration authority or channelled by it, by month, age group, travel condition and sex, { $period }
    [channelled] Events of minors channelled by the migration authority, by month, age group, travel condition and sex, { $period }
   *[children] Events of children and adolescents in an irregular migration situation in Mexico, by month, age group, travel condition and sex, { $period }
}
table-repatriated_by_state = { $era ->
   *[children] Events of return from the United States of Mexican children and adolescents, by state and reception point, age group, travel condition and sex, { $period }
    [presented] Events of repatriation of Mexican minors from the United States, by state and reception point, age group, travel condition and sex, { $period }
    [both] Events of repatriation of Mexican minors from the United States, by state and reception point, age group, travel condition and sex, { $period }
    [channelled] Events of repatriation of Mexican minors from the United States, by state and reception point, age group, travel condition and sex, { $period }
}
table-returned_by_nationality = { $era ->
   *[children] Events of children and adolescents returned by the Mexican migration authority, by continent, country of nationality and kind of resolution, { $period }
    [presented] Events of minors returned by the Mexican migration authority, by continent, country of nationality and kind of resolution, { $period }
    [both] Events of minors returned by the Mexican migration authority, by continent, country of nationality and kind of resolution, { $period }
    [channelled] Events of minors returned by the Mexican migration authority, by continent, country of nationality and kind of resolution, { $period }
}
table-services_by_state = Services given to children and adolescents, by state and kind of service, { $period }
table-calls_by_state = Calls offered to children and adolescents, by state and result, { $period }
table-care_by_state = Cases of children and adolescents, by state and time until first help, { $period }

measure-foreign = Foreign children
measure-foreign_accompanied = – accompanied
measure-foreign_unaccompanied = – unaccompanied
measure-foreign_unspecified = – travel condition not specified
measure-unaccompanied_sv_gt_hn_ni = Unaccompanied of SV, GT, HN and NI
measure-repatriated = Mexican children returned from the US
measure-received = Foreign children received from the US
measure-events = Events
measure-persons = Persons
measure-first_time = – for the first time
measure-repeat = Repeat events
measure-adults = Aged 18 or more, not counted
measure-unaccompanied_share_percent = Unaccompanied, % of the foreign
measure-returned-deportation = Returned: deportation
measure-returned-assisted_return = Returned: assisted return
measure-returned-total = Returned in all

cell-total = Total
cell-subtotal = Subtotal
cell-0-11 = Aged 0 to 11
cell-12-17 = Aged 12 to 17
cell-unspecified = Not specified
cell-accompanied = Accompanied
cell-unaccompanied = Unaccompanied
cell-male = Male
cell-female = Female
cell-other = Other
cell-deportation = Deportations
cell-assisted_return = Assisted returns
cell-acts = Acts
cell-items = Items
cell-minors = Children
cell-offered = Offered
cell-refused = Refused by child
cell-not_allowed = Not allowed
cell-attempted = Attempted
cell-reached = Reached
cell-minors_reached = Children reached
cell-minors_spoke = Children who spoke
cell-cases = Cases
cell-with_contact = With contact
cell-call_offered = Call offered
cell-call_spoke = Child spoke in call
cell-2h = Up to 2 h
cell-24h = Up to 24 h
cell-later = Later
cell-never = Never
point-unspecified = Point not specified

region-north_america = North America
region-central_america = Central America
region-caribbean = Caribbean
region-south_america = South America
region-europe = Europe
region-asia = Asia
region-oceania = Oceania
region-africa = Africa
region-stateless = Stateless
region-unspecified = Not specified

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

note-zero = (-) means zero.
note-training = TRAINING: made-up data; none of these figures is real.
csv-training = MADE-UP DATA
note-adults = { $cases ->
    [one] { $count } case of a person aged 18 or more on the date of the event is not counted.
   *[other] { $count } cases of persons aged 18 or more on the date of the event are not counted.
}
note-groups = Age in completed years on the day of the event; between 17 and 18 a minor is presumed. “Unaccompanied” includes the separated.
note-distinct = “Children” are distinct persons: one counts once in each row and once in the total, which is therefore not the sum of the rows.

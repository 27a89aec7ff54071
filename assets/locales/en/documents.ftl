# The bulletin, the workbook, and their pictures.

bulletin-measures = Figures
bulletin-tables = Tables
bulletin-method = Method
bulletin-part = { " " }(part { $part } of { $of })
bulletin-nothing = Nothing to count in the period.

picture-months = Foreign children by month and travel condition, { $period }
picture-nationalities = Foreign children by nationality, { $period }
picture-ages = Foreign children by age group and sex, { $period }
picture-care = Cases by time until first help, { $period }
picture-map = Foreign children by state, { $period }
picture-others = Others ({ $count })
picture-empty = No case in the period.

map-none = none
map-or-more = { $figure } or more
map-outside = not of these places
map-pooled = with others

bulletin-author = Child protection officers
bulletin-page = Page &P of &N
sheet-foreign_by_nationality = Nationality
sheet-foreign_by_state = State
sheet-foreign_by_month = Month
sheet-repatriated_by_state = Repatriated
sheet-returned_by_nationality = Returned
sheet-services_by_state = Services
sheet-calls_by_state = Calls
sheet-care_by_state = Care
sheet-unspecified_by_office = Missing data
sheet-charts = Charts

# What is published: figures from which none below five can be worked out.

cli-report-public = For publication: months that are over, no way to a figure from 1 to 4
error-public-months = Only whole months are published, such as 2019-05 or 2019-H1; “{ $period }” is none.
error-public-compare = Two periods that share days are not published together: subtracting them gives figures below five. Compare with another period than “{ $period }”.
error-public-open = “{ $period }” is not over at the cut-off: another edition would tell single cases. Over is “{ $fit }”.
error-public-wait = “{ $period }” is not over at the cut-off: another edition would tell single cases. Wait, or take a later cut-off.
warning-public-overlap = Note: on { $date }, { $officer } published “{ $period }” ({ $places }). It shares days and places with this report: subtracting one from the other could give figures below five.
public-beside = { $period } compared with { $against }

public-withheld = n.p.

public-other-nationalities = Other nationalities
public-other-states = Other states
public-other-months = Other months
public-other-points = Other points
cell-OTHER = Other or not specified

public-note = For publication: it holds no figures from 1 to 4. “<5”: one to four. “n.p.”: not published, for it would tell one of those.
public-note-other = Rows in which some figure would be below five are added up in “Other”, with as many more as keep any of them from being worked out.
public-note-sexes = The sexes “other” and “not specified” are added up in one, for they would be few.
public-note-no-sexes = Not by sex, for some figure would be below five.
public-note-no-accompaniment = Not by travel condition or sex, for some figure would be below five.
public-note-total = Only the total is published, for some figure of its parts would be below five.
public-note-columns = Columns in which many figures would be below five are left out.
public-note-children = Distinct persons, who do not add up, are not published by state, nor are columns in which many figures would be below five.
public-note-nothing = This table is not published: its figures would tell one below five.
public-no-picture = No chart: what may be published is not enough to draw one.

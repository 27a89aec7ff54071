# What is published: figures from which none below five can be worked out.

cli-report-public = For publication: no figure from 1 to 4, nor any way to work one out
error-public-months = Only whole months are published, and “{ $period }” is none. For example: 2019-05 or 2019-H1
error-public-compare = Two periods that share days are not published together: subtracting them gives figures below five. Compare with another period than “{ $period }”.

public-withheld = n.p.

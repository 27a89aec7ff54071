# One label for each field, and one line of help for each that a form asks for.

field-person-ref = Child reference
field-person-given_names = Given name(s)
help-person-given_names = As the child says; F4 = no name yet; ? = not known
field-person-surname1 = First surname
help-person-surname1 = As the child says or the document shows; ? = not known
field-person-surname2 = Second surname
help-person-surname2 = - = has none; ? = not known
field-person-used_name = Used name
help-person-used_name = What the child wants to be called
field-person-sex = Sex
help-person-sex = h male · m female · x other · ? not known
field-person-birth_date = Birth or age
help-person-birth_date = 14 · 12-14 · ~7 · 8m · 03/02/2010 · 02/2010 · 2010 · ?
field-person-nationality = Nationality
help-person-nationality = Part of the name or the code: hon, HND; ? = not known
field-person-language = Language
help-person-language = The language understood best; empty = not asked yet
field-person-voided = Voided

field-case-person = Child
field-case-case_ref = Folio
field-case-office = Office
help-case-office = The office that assists the child
field-case-kind = Kind of case
help-case-kind = e presented in Mexico · r repatriated · c received from US
field-case-opened_at = Date and time
help-case-opened_at = h today · a yesterday · 1506 · 15/06/2019 14:32 · 14:32
field-case-left_at = Left care
help-case-left_at = When the child left the care of the office
field-case-age_years = Age
help-case-age_years = Completed years on the day of the event
field-case-age_source = Source of age
help-case-age_source = d document · n the child says · f relative · p staff
field-case-accompaniment = Travels
help-case-accompaniment = 1 unaccompanied · 2 accompanied · 3 separated · ? unknown
field-case-group_ref = Travel group
help-case-group_ref = The same text joins those who travel together
field-case-reception_point = Point or place
help-case-reception_point = Reception point or place
field-case-outcome = Outcome
help-case-outcome = How the case ended
field-case-outcome_at = Outcome date
help-case-outcome_at = Date of the outcome
field-case-notes = Notes
help-case-notes = Only what is needed; nothing that puts the child at risk
field-case-health_urgent = Urgent health?
help-case-health_urgent = s yes · n no · ? not known
field-case-review = To be reviewed
help-case-review = Folios that may be the same child; clear once you know
field-case-history = History
field-case-voided = Voided

field-service-case_id = Case
field-service-ref = Reference
field-service-office = Office
help-service-office = The office that gave it; empty = the case's
field-service-category = Service
help-service-category = s health · a food · v clothing · d rest · F4 more
field-service-detail = Detail
help-service-detail = From the catalogue or free: lunch, shoes, check-up
field-service-at = Date and time
help-service-at = h = today · ya = now · 14:32 · 1506
field-service-quantity = Quantity
help-service-quantity = How many; empty = 1
field-service-status = Status
help-service-status = Given, refused or unavailable; empty = given
field-service-note = Note
help-service-note = Only what is needed
field-service-voided = Voided

field-contact-case_id = Case
field-contact-contact_ref = Contact no.
field-contact-name = Name
help-contact-name = The person's name; ? = not known
field-contact-relationship = Relationship
help-contact-relationship = What the person is to the child: mother, aunt, brother
field-contact-country = Country
help-contact-country = Where the person is
field-contact-phone = Telephone
help-contact-phone = With or without prefix: 5123 4567, +502 5123 4567
field-contact-safe = Safe to call?
help-contact-safe = s yes · n no · p pending: is it safe for the child?
field-contact-note = Note
help-contact-note = Hours, language, messages
field-contact-voided = Voided

field-call-case_id = Case
field-call-ref = Reference
field-call-office = Office
help-call-office = The office that called; empty = the case's
field-call-contact = To whom
help-call-contact = The contact's number in the list
field-call-at = Date and time
help-call-at = ya = now · 14:32 · 1506
field-call-outcome = Result
help-call-outcome = F4 list · 1 reached · 2 no answer · 3 busy · 7 received · 8 voicemail · 4 out of service · 5 wrong number · 6 message · 9 child refused · 0 not allowed
field-call-minutes = Minutes
help-call-minutes = Whole minutes
field-call-child_spoke = Child spoke?
help-call-child_spoke = s yes · n no
field-call-retry_at = Call again
help-call-retry_at = 30 min · 16 h · m9 = tomorrow 9:00 · mon 10 · empty = no
field-call-note = Note
help-call-note = Only what is needed
field-call-voided = Voided

field-step-case_id = Case
field-step-step = Step
help-step-step = A step of the process, from the catalogue
field-step-done_at = Done
help-step-done_at = When it was done
field-step-answer = Needs asylum?
help-step-answer = s yes · n no · What the child answered
field-step-document = Document no.
help-step-document = Number of the document
field-step-received_by = Received by
help-step-received_by = Who received it, with office held
field-step-override_reason = Reason
help-step-override_reason = Supervisors only: why notice is given though it is locked
field-step-note = Note
help-step-note = Only what is needed
field-step-voided = Voided

field-link-person = Child
field-link-other = Is the same child as
field-link-voided = Voided

field-holiday-date = Date
field-holiday-name = Name
field-holiday-voided = Voided
field-office-code = Code
field-office-state = State
field-office-name = Name
field-office-zone = Time zone
field-office-voided = Voided

# Texts of the screens.

key-space = Space
key-enter = Enter
key-back-tab = Shift+Tab
key-up-down = ↑ ↓
key-left-right = ← →
key-home-end = Home End
key-pages = PgUp PgDn
key-insert = Ins
key-delete = Del
key-backspace = Backspace

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

too-small =
    Window of { $width } x { $height }. 60 x 18 are needed.
    Make it larger or the letters smaller (Ctrl and -).
    Ctrl+F 0: leave
too-small-kept =
    Window of { $width } x { $height }. 60 x 18 are needed.
    Make it larger or the letters smaller (Ctrl and -). Your draft is saved.
    Ctrl+F 0: leave
wait = One moment…
not-known = not known
saved = Saved
state-saved = Saved { $time }
state-kept = Draft kept { $time }
state-drafts = { $count ->
    [one] 1 form not saved
   *[other] { $count } forms not saved
}
draft-left = Kept among the drafts. Ctrl+Z opens it again.
draft-older = The draft had data that this form no longer asks for: they stand in its notes.
draft-kept = Kept as a draft, and not lost: open the form again to go on with it.

foot-help = Help
foot-save = Save
foot-find = Cases
foot-values = Values
foot-filter = Filter
foot-officer = Person
foot-scope = Scope
foot-service = Serve
foot-call = Call
foot-intake = New
foot-summary = Totals
foot-menu = Menu
foot-try = Try
foot-leave = Leave

action-open = Opens the case
action-next-mandatory = Next mandatory field; at the end saves
action-edit = Edits what is marked
action-next-question = Next question; at the end makes it
action-unlock = Opens
action-move-list = Up, down
action-move-field = Field above, below
action-move-page = Page
action-move-section = Section before, after
action-move-ends = The newest, the oldest
action-every-field = Next field, mandatory or not
action-not-known = Was asked and is not known
action-line-end = New line in remarks and notes
action-clear-field = Clears what was typed
action-tabs = Next tab
action-present-or-all = Present or all
action-sort = Another order
action-keep-view = Save the view under a name
action-tab-data = Case: data
action-tab-services = Case: services
action-tab-contacts = Case: contacts and calls
action-tab-process = Case: process and deadlines
action-tab-history = Case: history
action-later = Period after
action-earlier = Period before
action-contact = New contact
action-sibling = Brother or sister of the case
action-next-of-group = Opens the next case of the group
action-undo = Undo what was saved last
action-redo = Redo what was undone
action-reveal = Shows the passphrase
action-back = Goes back
action-clear-search = Clears the search; the filters; home
action-same = Same as the record before (also =)
action-undo-typing = Takes back what was typed in the field
action-redo-typing = Puts it back
action-keep = Leaves; what was typed stays a draft
action-help = Help on this screen
action-save = Save
action-find = List of cases
action-values = Values of the field
action-filter = Filters and views
action-officer = Somebody else
action-scope = Places, comparison, another day
action-service = Service for the marked case
action-call = Call for the marked case
action-intake = New intake
action-summary = Totals of a period
action-mask = Names as initials, or whole
title-masked = initials
action-again = Training: restart, choose an exercise
action-try = Try it on made-up data
action-lock = Lock now
action-menu = Menu of actions
action-leave = Leave

menu-title = Menu (F9): type to find
help-title = Help · F1 or a word: topics · Esc closes
help-due =
    Due: !! overdue   ! today   law = by law   house = in-house rule
    No F keys? Ctrl+F and then the number: Ctrl+F 2 = F2, Ctrl+F 0 = F10.
help-keys =
    No F keys? Ctrl+F and then the number: Ctrl+F 2 = F2, Ctrl+F 0 = F10.
help-entry =
    Marks: * mandatory   » filled in by the program   ! to be corrected
    Dates: t today · y yesterday · 1506 · 15/06/2019 14:32 · + - a day
    Age or birth: 14 · 8m · ~7 · 03/02/2010 · 2010
    No F keys? Ctrl+F and then the number: Ctrl+F 2 = F2, Ctrl+F 0 = F10.

title-setup = New office
setup-intro = There are no cases here yet. Five answers and it is ready.
setup-try = Or try the program first on made-up data: F5
setup-language = Idioma / Language
setup-office = Office
setup-officer = Your name
setup-passphrase = Passphrase
setup-again = The same again
setup-no-office = Choose an office from the list: type part of its name.
setup-no-officer = Type your name, as you sign.
setup-short = The passphrase needs 14 characters or more: several words will do.
setup-differs = That is not the same passphrase; type it again.
setup-made = This is the recovery code; it is not shown again:
setup-code-means = Write it on paper and lock it away, far from this machine. If nobody remembers a passphrase, only this code opens the cases. Without it and without a passphrase there is no way to read them.
setup-code-noted = y = it is on paper; begin
hint-setup-language = 1 español · 2 English · Enter goes on
hint-setup-office = Type part of its name or code · ↑ ↓ choose · Enter takes it
hint-setup-officer = What you save is signed with this name
hint-setup-passphrase = { $count } characters or more, twice · Ctrl+R shows it · Nobody else should know it
hint-setup-made = This is the recovery code; it is not shown again:

title-unlock = Locked
unlock-locked = LOCKED
unlock-officer = Officer
unlock-passphrase = Passphrase
unlock-reveal = Ctrl+R shows it
unlock-wrong = { $count ->
    [one] That is not the passphrase. Caps lock?
   *[other] That is not the passphrase ({ $count } attempts). Caps lock?
}
unlock-wait = That is not the passphrase ({ $count } tries). Wait { $seconds } s
unlock-too-soon = { $seconds ->
    [0] This passphrase was not looked at yet. Press Enter.
   *[other] Not looked at yet: wait { $seconds } s, then Enter
}
unlock-tried = { $count ->
    [one] One failed attempt on { $since }.
   *[other] { $count } failed attempts since { $since }.
}
unlock-not-you = If that was not you, change the passphrase: cobijo officer passphrase
unlock-by-code = Opened by code; set a passphrase: cobijo officer passphrase
unlock-disabled = This officer has no access any more.
unlock-unknown = There is no such officer here.
hint-unlock = Type your passphrase and Enter
hint-unlock-many = Type your passphrase and Enter · F4 somebody else

title-home = Home
home-day =
    today: { $intakes ->
        [one] 1 intake
       *[other] { $intakes } intakes
    }, { $departures } left, { $calls ->
        [one] 1 call
       *[other] { $calls } calls
    }
home-lack = Missing:
home-copied = { $days ->
    [0] Backup: today
    [1] Backup: yesterday
   *[other] Backup: { $days } days ago
}
home-copy-old = !! Last backup { $days } days ago: cobijo backup FILE
home-copy-none = !! No backup yet
home-drafts = NOT SAVED ({ $count })
home-lacking = STILL LACKING ({ $count })
home-unread = What there is to do today could not be read.
home-nothing = Nobody who is here lacks any of this.
need-health = health
need-food = food
need-clothing = clothing
need-rest = rest
need-call_offered = phone
need-call_spoke = kin
need-short-health = hea.
need-short-food = food
need-short-clothing = clo.
need-short-rest = rest
need-short-call_offered = pho.
need-short-call_spoke = kin
hint-home = Enter opens · Type to search · F7 intake · F6 call · Tab next block
action-block = Next block
title-whom = Call for whom?
cases-whom = Call for whom?
hint-whom = Type to search · Enter calls · Esc goes back

title-cases = Cases
cases-search = Search:
cases-present = { $count ->
    [0] Nobody present
    [one] 1 present
   *[other] { $count } present
}
cases-all = { $count ->
    [0] No case
    [one] 1 case
   *[other] { $count } cases
}
cases-found = { $count ->
    [0] None
    [one] 1 found
   *[other] { $count } found
}
cases-none = Nobody yet. F7 begins an intake.
cases-searching = Searching…
cases-nothing-found = Nothing with these words. Esc clears the search.
cases-none-chosen = No case is marked.
cases-left = { $count ->
    [0] Nobody has left
    [one] 1 left
   *[other] { $count } left
}
cases-cut = more than { $count }
cases-none-so = No case is like that. F4 changes the filters, Esc drops them.
case-born = (born { $day })
case-group = Travels with { $cases }
case-last = Last: { $what } { $at }
case-call = Call
sort-entry = by arrival
sort-surname = by surname
sort-due = by what is due
sort-age = by age
filter-title = Filters
filter-situation = Situation
filter-only = Only
filter-accompaniment = Company
filter-age = Age
filter-sex = Sex
filter-nationality = Country
filter-language = Language
filter-opened = Arrival
filter-any = any
filter-present = Present
filter-left = Left
filter-mine = Mine
filter-uncalled = No call yet
filter-overdue = Overdue
filter-today = Due today
filter-adult = 18 or more
filter-total = { $count ->
    [one] 1 case fits
   *[other] { $count } cases fit
}
filter-days-wrong = Those dates are not understood. Write: today, 12/06, May, 2019.
view-present = Present
view-mine = My cases
view-overdue = Overdue
view-uncalled = No call yet
view-all = All
view-name = Name of the view:
view-too-many = There is a view for every digit. Drop one with Del.
hint-filter = ←/→ changes · F2 applies · 1-9 view · Ctrl+O order · Ctrl+G saves view
hint-filter-days = today, 12/06, May, 2019, 1/5-15/6 · F2 applies · Esc no change
hint-view-name = Enter saves the view · Del drops the one of that name · Esc no change
column-folio = Folio
column-name = Surnames, name
column-age = Age
column-sex = S
column-country = Ctry
column-accompaniment = Acc
column-opened = Since
column-state = State
short-accompanied = Ac
short-unaccompanied = UA
short-separated = Sep
case-present = Present
case-closed = Closed
case-history = Historic
case-present-since = PRESENT since { $day }
case-opened = Since
case-travels = { $count ->
    [one] TRAVELS WITH 1 MORE · g opens the case
   *[other] TRAVELS WITH { $count } MORE · g opens the next case
}
case-same = { $count ->
    [one] ANOTHER CASE OF THIS CHILD · Ctrl+W links or parts
   *[other] { $count } MORE CASES OF THIS CHILD · Ctrl+W links or parts
}
case-review = To review: a duplicate?
case-urgent = URGENT HEALTH
hint-cases = Type to search · Enter opens · F4 filters · Tab present or all · Ctrl+O order
hint-cases-search = One letter wrong still finds · Enter opens · Esc clears the search

title-intake = New intake
title-sibling = Sibling of { $folio }
title-case-edit = Edit
title-service = Service
title-contact = New contact
title-call = Record a call
title-step = Step
title-record-edit = Edit
entry-how = Enter = next mandatory field   Tab = every field
entry-how-edit = Enter = next field   F2 = save what changed
entry-progress = mandatory { $done }/{ $all }
entry-save = F2 or Enter saves
entry-no-typing = Nothing is typed here: ↑ goes back to the field.
entry-not-asked = (does not apply)
entry-unchanged = Nothing changed; there was nothing to save.
entry-stops = { $field }: { $problem }
entry-all-missing = Missing: { $fields }
entry-doubt-title = Save it so?
entry-doubt-answers = s = save so · 1-9 = go to it · Esc = back
entry-copied = (from { $name })
entry-no-same = No earlier record has this.
entry-shared-contact = Contact
entry-shared = (shared)
entry-missing = missing
entry-drafts = Something was not saved. Go on with it?
entry-drop = Del again deletes it for good.
entry-begin-anew = Begin a new one; the other stays here
entry-saved = Intake saved under the folio
entry-next-sibling = h  brother or sister (copies what they share)
entry-next-contact = c  contact
entry-next-call = l  call
entry-next-service = s  service
entry-next-ready = Enter  ready
saved-intake = Saved { $folio }
alike-title = { $count ->
    [one] Before saving: one case is alike
   *[other] Before saving: { $count } cases are alike
}
alike-surnames = surnames
alike-age = age
alike-country = country
alike-same = 1  The same person: a new intake of that child
alike-another = 2  Another person: save as new
alike-unknown = 3  Not known: save and mark for review
alike-back = Esc  back to the form
hint-entry-alike = ↑ ↓ which one · 1 same · 2 another · 3 not known · Esc back
values-title = Values
hint-entry-drafts = Enter goes on with the marked one · ↑ ↓ choose · Del deletes it · Esc back
hint-entry-choosing = Type to find · ↑ ↓ choose · Enter takes it · Esc closes
hint-entry-doubting = s saves it so · number = go to the field · Esc goes back
hint-entry-moved = 1 keeps yours · 2 keeps the other officer's · Esc back to the form
hint-entry-saved = h sibling · c contact · l call · s service · Enter ready
hint-entry-save = Enter saves · ↑ back to the fields
moved-title = Somebody changed it meanwhile
moved-says = { $officer } changed: { $field }
moved-mine = yours
moved-theirs = the other officer's
moved-empty = (empty)

tab-data = Data
tab-services = Services
tab-contacts = Contacts
tab-services-short = Serv
tab-contacts-short = Cont
tab-process = Process
tab-process-short = Proc
tab-history-short = Hist
tab-history = History
hint-case-data = Enter edits · h sibling · F5 service · F6 call · Ins contact
hint-case-services = A letter chooses, Enter saves with the time of now · Ctrl+Z undoes
hint-case-picked = Enter saves now · Tab asks time and detail · Esc saves nothing
hint-case-contacts = c or Ins new contact · l or F6 call · Enter edits
hint-case-process = Enter records the step or corrects it · Ins another · Del voids
process-none = No deadlines and no steps recorded
process-locked = Locked: the child needs asylum, or was not asked. Only a supervisor, with a reason.
process-locked-short = asylum
call-retry = call again { $at }
failed-consulate = Locked because of asylum: only a supervisor records it, with a written reason.
hint-case-history = Enter shows the whole change · the last first · nothing is deleted
column-day = Date
column-clock = Time
column-service = Service
column-detail = Detail
services-none = None yet.
services-add = ADD
services-picked = { $service } at { $time } · Enter saves
services-unpicked = Another letter cancelled: { $service }. Esc and choose again.
services-total = TOTAL
saved-service = Saved: { $service } · Ctrl+Z undoes
contacts-title = CONTACTS
contacts-none = None yet. c adds one.
contact-safe = safe:
contact-not-safe = NOT safe
calls-title = CALLS
calls-none = None yet. l records one.
call-minutes = { $minutes } min
record-voided = (voided)

act-setup = set up
act-save = saved
act-import = imported
act-void = voided
act-link = linked
act-undo = undid
act-redo = redid
case-row-whole = In full
history-voided = voided: { $reason }
history-counts-again = counts again
entity-person = child
entity-case = case
entity-service = service
entity-contact = contact
entity-call = call
entity-step = step
entity-link = link
entity-office = office
entity-holiday = day of rest

undo-reason = undone
undo-done = Undone: { $what } · Ctrl+Y redoes it
redo-done = Redone: { $what }
undo-ask = Undo { $what }? Enter = yes; any other key = no
redo-ask = Redo { $what }? Enter = yes; any other key = no
undo-typing = You are typing: Ctrl+U clears what was typed; Ctrl+Z takes back what was saved outside here.
undo-nothing = Nothing to undo: you have saved nothing in this session.
undo-no-more = Nothing more to undo of this session.
redo-nothing = Nothing to redo.
undo-refused = Not undone: { $officer } has written to the same since ({ $when }).
undo-gone = Not undone: there is nothing left to undo.
deed-intake = intake
deed-void = voiding of { $what }
deed-of = { $what } of { $folio }
deed-of-many = { $what } ({ $count } cases)

failed-locked = The cases are locked; open them again.
failed-busy = Another program is writing. Not saved; try again.
failed-damaged = The file is damaged. Write no more and restore the last copy.
failed-store = Not saved. Look at the free space on the disk and try again.
failed-missing = The file of cases is missing. Restore the last copy.
failed-newer = A newer version of the program wrote it; use that one.
failed-not-copied = It is of an older version and could not be copied first. Free disk.
failed-keys = The keys cannot be read. Restore the last copy.
failed-exists = There are cases here already; nothing was touched.
failed-folder = The folder cannot be used: permissions, or the disk is full.
failed-held = It is open in another window.
failed-name = The name is empty, too long, or has odd characters.
failed-recovery = That is not the recovery code; check each group.
failed-memory = There is no memory free to check the passphrase.
failed-backup = The daily backup could not be made. Make one with: cobijo backup FILE

action-link = Same person: link or part cases
title-same = Whose case is it too?
hint-same-list = Type name or folio of the other case · Enter compares · Esc goes back
same-title = Which link is to go?
same-more = None: link with another case
same-link = linked
same-with = with { $folio }
same-ask = Are they the same person?
same-yes = Y  Yes: linked, counted as one; nothing is copied
same-no = Esc  No: they stay as they are
same-linked = Linked: they count as one child. Ctrl+Z undoes it.
same-nobody = One of the two cases has no child on record: nothing was linked.
same-already = It is the same child already; there is nothing to link.
hint-same = Enter takes it back or looks for another case · Esc goes back
hint-same-ask = y links · Esc does not
action-void = Void what is marked
action-accent = Accent or ñ on the letter before
leave-unsaved = { $count ->
    [one] A form is not saved; it stays a draft. F10 again leaves.
   *[other] { $count } forms are not saved; they stay drafts. F10 again leaves.
}
leave-code = First write the recovery code on paper; then s.
leave-early = An answer is still due; F10 again leaves without it.
lock-training = This training store has no passphrase: it does not lock.
locks-soon = No keys: locks in { $seconds } s
void-title = Void: { $what }
void-case-title = Void all of: { $what }
void-means = It stops counting, not deleted. Ctrl+Z brings it back.
void-case-means = It leaves the list and figures. Ctrl+Z brings it back.
void-ask = Why is it voided?
void-why = Type why, in three letters or more; it stays in the history.
void-nothing = There is nothing to void here.
void-moved = Somebody changed it meanwhile; not voided. Look at it again.
voided = Voided, not deleted · Ctrl+Z undoes
hint-case-reason = Type the reason · Enter voids · Esc does not
failed-draft = The draft was not kept: look at the free space on the disk, and save with F2.
failed-access = It could not be noted who looked. Look at the free space on the disk.
call-not-safe = On record: calling this contact is NOT safe.
call-not-safe-short = NOT safe
call-safe-pending = Still pending: whether this contact is safe to call.
call-safe-pending-short = safe: pending
call-safe-unknown = Not known: whether this contact is safe to call.
call-safe-unknown-short = safe? not known
failed-not-allowed = Your role does not allow this: ask a supervisor.
failed-voided-case = The case was voided meanwhile: not saved.
title-settings = Settings
settings-person = Person
settings-office = Office
settings-lang = Language
settings-theme = Colours
settings-glyphs = Signs
settings-sample = Does it look right?
settings-enter = Enter in forms
settings-idle = Lock without keys
settings-minutes = minutes
settings-as-office = as the office
settings-automatic = automatic
settings-dark = dark
settings-light = light
settings-contrast = high contrast
settings-mono = no colours
settings-ascii = letters and simple signs
settings-console = console: lines and blocks
settings-full = all
settings-mandatory = next mandatory
settings-every-field = next field
hint-settings = ← → change · ↑ ↓ another line · F2 saves · Esc back
action-settings = Settings: language, colours, signs
action-change-value = Another value

# Help by topics, and the menu of everything that can be done. The first line of a topic is its name.

place-setup = New office
place-unlock = Locked
place-home = Home
place-cases = Cases
place-entry = Form
place-case = One case
place-summary = Summary
place-settings = Settings

menu-nothing = Nothing with these words.
more-above = ↑ more
more-below = ↓ more
rows-above = ↑ { $count } more
rows-below = ↓ { $count } more
menu-leads = It is in: { $place }. Enter leads there.
menu-only = Only in: { $place }
menu-of-console = A command of the console, outside this screen.
menu-elsewhere = { $action }: with { $key } in “{ $place }”
menu-console = Type it in the console, outside this screen: { $command } --help

words-link = join merge siblings duplicate repeated again
words-sibling = link family group together
words-intake = register add child new
words-find = search look child
words-contact = add family relative mother father phone
words-call = phone telephone family
words-service = meal food clothing clothes health doctor rest
words-void = delete erase remove
words-undo = revert take back mistake
words-edit = correct change modify
words-summary = figures report statistics total
words-tab-process = steps document notice referral
words-tab-history = log changes who
words-mask = hide privacy
words-lock = close log out
words-leave = quit exit close
words-settings = language colours office configuration

command-backup = Backup: make a copy now
command-restore = Backup: bring a copy back
command-verify = Check that nothing is damaged
command-report = Totals of a period to a file
command-list = List of cases to a file
command-show = A case as text
command-import = Import CSV files
command-export = Export to CSV files
command-office = Offices: see, add, change
command-officer = Officers: add, disable, passphrase
command-holiday = Holidays: see, add
command-demo = Training on made-up data
command-dictionary = Data dictionary
command-init = New office without questions
command-completions = Complete commands with Tab
command-man = Manual page
command-doctor = Terminal and machine: what they can do

help-topics = Topics of the help: type to find
help-nothing = Nothing with these words. Try a single one.

topic-register =
    Registering an intake
    F7 opens the form. Eight questions are mandatory (*): Enter goes to the next one that is missing, Tab visits all. With ? it is noted that it was asked and is not known.

    F2 saves from any field and shows the folio. What is missing or odd is said before anything is saved; y saves it so.

    Esc leaves, and what was typed stays as a draft.
topic-ages =
    Approximate age and date of birth
    One field takes whatever is known:

    14         completed years
    8m         months (also 3w weeks, 5d days)
    ~7         about seven years
    12-14      between twelve and fourteen
    03/02/2010 full date, day first
    02/2010    month and year
    2010       the year alone
    ?          not known

    An age never becomes a date: 14 is no first of January. Where 17 and 18 are both possible, a minor is presumed.
topic-dates =
    Dates and times
    today      today        yesterday   yesterday
    now        this moment
    14:32      today at that time
    1506       15 June
    15/6 9:30  15 June at 9:30
    mon        last Monday
    -3         three days ago

    The day stands before the month. What was understood is read at the right, with the day of the week.
topic-names =
    Names and two surnames
    As the child says them, or as they are in the document. The two surnames stand apart: they are found better that way. In the second, - means that there is none. In any, ? means not known.

    Name in use is what the child wants to be called.
topic-siblings =
    Brothers and sisters
    Right after an intake is saved, h opens that of a brother or sister; in an open case too. What they share is copied, marked » and with the name of whom it comes from, and they are in the same travel group.

    Sex, age, company and health are never copied: they are asked again.
topic-services =
    Services: food, health, clothing, rest
    In the case, F5: a letter chooses the service and Enter saves it with the present time. Tab instead of Enter asks for time, detail and quantity.

    A letter alone saves nothing, and a second letter takes the choice back. What was refused or not to be had is noted too: under Status.
topic-calls =
    Contacts and calls
    In the case, Ins adds a contact and F6 records a call, also one that nobody answered: every attempt counts.

    Safe to call? is asked of every contact. Before a call to somebody who is not known to be safe is saved, the program says so and asks.
topic-steps =
    Steps and deadlines
    Each case has the steps that its kind asks for: notices, assessment, interview, plan. A step is done with its date and, where there is one, the number of the letter and who received it.

    Deadlines of the law and of the house count from the intake, or from the step that they hang on.
topic-lacks =
    What is lacking on the first screen: health, food, kin
    Of each child who is here, what is not on record yet. On narrow screens, the first letter:

    hea.  H  health: no health service was given
    food  F  food: none was given
    clo.  C  clothing: none was given
    rest  R  rest: none was given
    pho.  P  phone: no call was tried
    kin   K  kin: has not spoken with family on the phone

    The figures above count how many lack each of them.
topic-find =
    Finding a case
    F3 leads to the list, where letters search: name, surname, folio, contact, the end of a telephone number. Accents and capitals do not matter: munoz finds Muñoz. Several words stand together in any order.

    Esc clears the search.
topic-undo =
    Undoing, correcting and voiding
    Ctrl+Z takes back what was last saved in this session, Ctrl+Y brings it again. In a form, Ctrl+Z puts the field back as it was.

    Enter on something saved corrects it. Del voids it and asks why: it no longer counts, but nothing is deleted, and the history says who changed what.

    Where somebody else has written to it since, it is not taken back.
topic-drafts =
    Drafts
    What you type is safe when you leave a field, and within a second. After a lock, a power cut or Esc the same form offers it again to the same person.

    A draft goes when it is saved, or with Del pressed twice where it is chosen.
topic-lock =
    Lock and passphrase
    Ctrl+L locks at once; without keys it locks by itself, and says so before. What was typed and the place stay for the same person.

    The passphrase has 14 characters or more; several words will do. Who forgets it opens with the recovery code in its place: it is on paper, under lock and key.
topic-figures =
    Figures and summaries of a period
    F8 sums the cases up. Type a period and Enter:

    today   week   may   2019   2019-H1   2018-Q3
    jan-jun 2019     dec18-jun19
    01/12/18-30/06/19

    + and -    next period and the one before
    1 to 5     tables, chart, map, comparison, text
    PgUp PgDn  another table
    Enter      cases of the figure; on the map, the tables of
               the state; in the text, that of the figure
    Esc        goes back from there
    Ctrl+E     edits a copy of the text
    Space      other form: map, equal cut-off, wording
    F4         places, what to compare with, another day
    F2         writes the figures to a file

    What is read in them:

    -              zero
    (preliminary)  the period is not over yet
    (in part)      of that month not every day is counted
    n. c.          not calculable: fewer than 10 cases
    <5             one to four
    n.p.           not published

    The last two stand only in what is exported for publication. Every figure is preliminary: it changes with what comes late or is corrected. cobijo report --seal, on the console, keeps those that are given out.
topic-backup =
    Backup
    Every day, on opening, a copy is made; those of the last seven days are kept, in the folder backups of the store. To take one off the machine: cobijo backup FILE. It is encrypted, and checked before it is called done.

    cobijo restore FILE brings it back where there are no cases.
topic-digits =
    Keyboards without F keys
    Ctrl+F and then the digit: Ctrl+F 2 is F2, Ctrl+F 0 is F10. F9 opens the menu of all there is to do, and there typing is enough.
topic-accents =
    Accents and ñ
    Ctrl+T changes the last letter: a to á, n to ñ, u to ú and again to ü. Searching does not need them.
topic-lineal =
    Screen readers: line mode
    cobijo --lineal asks one thing at a time, in lines that are only added, with numbered choices. It serves screen readers, simple terminals and slow links. The forms and the drafts are the same. Figures are read table by table; an empty line has them read again.

# Commands and options.

cli = Case records of assisted migrant children, offline and encrypted
cli-any-options = [OPTIONS]
cli-usage = Usage
cli-commands = Commands
cli-command-name = COMMAND
cli-options = Options
cli-arguments = Arguments
cli-help = This help; with --help, every option
cli-version = Shows the version
cli-nothing = -
cli-store = Folder of the store (also COBIJO_STORE)
cli-any-officer = Who opens it (also COBIJO_OFFICER); not needed where there is one
cli-passphrase-file = File whose first line is the passphrase (also COBIJO_PASSPHRASE_FILE)
cli-lang = Language: es or en
cli-theme = Colours of the screen: dark, light, contrast or mono (also NO_COLOR)
cli-glyphs = Signs of the screen: ascii, console or full (also COBIJO_GLYPHS)
cli-lineal = Line by line, for screen readers (also COBIJO_LINEAL=1)
cli-json = Writes JSON
cli-names = With names and telephones; the look is recorded
cli-examples =
    Examples:
      cobijo                                     opens the screen
      cobijo import cases/                       imports a folder of CSV files
      cobijo report --period 2019-H1             totals of half a year
cli-init = Makes a store without questions; prints the recovery code once
cli-init-office = Code of the office: CHP, TAP, BCN...
cli-init-examples =
    Examples:
      cobijo init --office CHP --officer "M. Ruiz"
      cobijo init --office TAP --officer "M. Ruiz" --passphrase-file key.txt
cli-init-done = The store is made. Keep this recovery code on paper; it is not shown again:
cli-demo = Opens the training store: made-up data, no passphrase
cli-demo-seed = Makes it anew from this number; the same number gives the same cases
cli-demo-cases = How many cases; 400 unless told otherwise
cli-demo-days = Over how many days until today; 90 unless told otherwise
cli-demo-clock = What is taken for now: 2019-06-15T14:32
cli-demo-generate-only = Makes it and no more; no screen
cli-demo-exercise = Begins an exercise: 1 intake, 2 siblings, 3 age, 4 call, 5 overdue, 6 draft
cli-demo-examples =
    Examples:
      cobijo demo
      cobijo demo --exercise 1
      cobijo demo --seed 7 --cases 1000 --days 365 --clock 2019-06-15T14:32
cli-demo-store = Training store in { $place }: { cli-cases }, { $present } present.
error-real-store = There is a store here that is not for training, or copies of one. Nothing was touched. Name another folder: cobijo demo --store DIR
error-training-store = This store is for training. Open it with: cobijo demo --store { $place }
error-training-copy = A copy for training does not go where a real store is, nor the reverse. Nothing was touched. Name another folder: cobijo --store DIR restore FILE
cli-import = Imports case files in CSV: all of them or none
cli-import-path = Files or folders
cli-import-active = Cases that have not left and have no outcome count as present
cli-import-dry-run = Checks and saves nothing
cli-import-skip-invalid = Imports the sound rows and writes the others to NAME.rejected.csv
cli-import-undo = Voids the import of this batch
cli-import-examples =
    Examples:
      cobijo import cases/
      cobijo import --dry-run cases.csv services.csv
      cobijo import --undo 0192f0c1-0000-7000-8000-000000000000
cli-cases = { $cases ->
    [one] 1 case
   *[other] { $cases } cases
}
cli-services = { $services ->
    [one] 1 service
   *[other] { $services } services
}
cli-contacts = { $contacts ->
    [one] 1 contact
   *[other] { $contacts } contacts
}
cli-calls = { $calls ->
    [one] 1 call
   *[other] { $calls } calls
}
cli-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
cli-unchanged = { $unchanged ->
    [one] 1 case
   *[other] { $unchanged } cases
}
cli-import-done = Imported: { cli-cases }, { cli-services }, { cli-contacts }, { cli-calls } and { cli-steps }. Unchanged: { cli-unchanged }. Batch { $batch }
cli-import-partly = Imported in part: { cli-cases }, { cli-services }, { cli-contacts }, { cli-calls } and { cli-steps }. Problems: { $problems }; their rows are in the .rejected.csv files. Batch { $batch }
cli-import-dry = No problems. Would be imported: { cli-cases }, { cli-services }, { cli-contacts }, { cli-calls } and { cli-steps }. Nothing was saved.
cli-import-rejected = { $problems ->
    [one] 1 problem
   *[other] { $problems } problems
    }. Nothing was imported. Mend the files, or use --skip-invalid to import the rest.
cli-undo-done = Import taken back: { $count ->
    [one] 1 operation
   *[other] { $count } operations
    }.
cli-undo-reason = import taken back
cli-undo-already = That import was taken back already. Nothing was changed.
cli-report = Totals of a period, in the manner of INM
cli-report-period = 2019, 2019-H1, 2019-Q3, 2019-05, 2018-12..2019-06 or 2019-05-07..2019-05-20
cli-report-from = First day, YYYY-MM-DD
cli-report-to = Last day, YYYY-MM-DD
cli-report-state = Only these states: CHP,TAB
cli-report-office = Only these offices: TAP,CHP
cli-report-compare = With which period: previous-year, the same a year before, or another
cli-report-group = border: states by northern border, southern border and the rest
cli-report-as-of = As the data stood then: 2019-07-18 (at the end of the day) or 2019-07-18T09:00
cli-report-format = text (the usual), prose, html, xlsx, csv, csv-semicolon (;), tidy, json
cli-report-output = New file; csv: a folder, one file a table; tidy: all in one
cli-report-examples =
    Examples:
      cobijo report --period 2019-H1 --compare previous-year
      cobijo report --period 2019-05 --format csv -o may
      cobijo report --period 2019-H1 --public --format html -o bulletin.html
      cobijo report --period 2019-05 --seal
cli-list = Lists cases, the newest first
cli-list-open = Only those who are present
cli-list-text = Only cases with these words: name, folio, contact, telephone
cli-list-limit = How many at most; 100 unless told
cli-list-present = present
cli-list-history = history
cli-list-left = left
cli-show = Shows a case with its services, contacts, calls and steps
cli-show-folio = Folio, or the reference it was imported with
cli-show-group =
    { $group ->
        [services] Services
        [contacts] Contacts
        [calls] Calls
       *[steps] Steps
    }: { $count }
cli-export = Writes the cases to files
cli-export-nominal = New folder for the CSV files, with names
cli-export-done = Exported with names to { $folder }. Guard it: it is not encrypted. Head { $head }
cli-backup = Makes a verified, encrypted copy of the store
cli-backup-file = New file
cli-backup-done = Verified copy: { $file }. Head { $head }
cli-restore = Brings a store back from a copy, where there is none or a damaged one
cli-restore-file = The copy
cli-restore-done = The store is back and verified: { $count ->
    [one] 1 operation
   *[other] { $count } operations
    }.
cli-restore-aside = The remains of the damaged store are in { $folder }
cli-verify = Checks the pages, the chain and the tables of the store
cli-verify-head = Checks that this printed head is still in the chain
cli-dictionary = Data dictionary: every field, its type and who needs it
cli-completions = Completions for a shell
cli-completions-shell = bash, zsh, fish, elvish or powershell
cli-man = Manual page
cli-man-name = Name
cli-man-synopsis = Synopsis
cli-man-description = Description
cli-man-exit = Exit codes
cli-man-about = Keeps the cases of assisted migrant children, offline and encrypted. Without a command it opens the screen. Data go to stdout and everything else to stderr. A passphrase is never an argument: it comes from a file (--passphrase-file) or is asked on the terminal.
cli-man-codes =
    0    done
    1    failure; also init where there is a store
    2    wrong usage; also a period, date, state or office that is none
    3    not found: folio, file, folder or store
    4    data rejected, nothing changed
    5    the store is busy
    6    not unlocked, or not allowed
    7    the store is not what was written
    8    a training store where a real one is needed, or the reverse
    9    partly done: --skip-invalid left rows out
    130  interrupted
cli-value-BATCH = BATCH
cli-value-CODE = CODE
cli-value-D = D
cli-value-DATE = DATE
cli-value-DATETIME = DATETIME
cli-value-DIR = DIR
cli-value-FILE = FILE
cli-value-HEAD = HEAD
cli-value-LETTER = LETTER
cli-value-N = N
cli-value-NAME = NAME
cli-value-P = P
cli-value-PATH = PATH
cli-value-WORDS = WORDS
cli-value-ZONE = ZONE
cli-value-code = CODE
cli-value-date = DATE
cli-value-file = FILE
cli-value-folio = FOLIO
cli-value-format = FORMAT
cli-value-group = GROUP
cli-value-glyphs = GLYPHS
cli-value-lang = LANG
cli-value-name = NAME
cli-value-path = PATH
cli-value-role = ROLE
cli-value-shell = SHELL
cli-value-theme = THEME
cli-ask-passphrase = Passphrase: 
cli-ask-copy = Passphrase of the day of the copy: 
cli-ask-new = New passphrase (14 characters or more): 
cli-ask-again = Once more: 
cli-intro = Cobijo keeps the cases of assisted migrant children. It is used in a terminal.
cli-intro-none = There is no store in { $place }. To begin: cobijo (in a terminal), or cobijo init --office CHP --officer "M. Ruiz". Help: cobijo --help
cli-intro-store = There is a store in { $place }. Open it with: cobijo (in a terminal). Help: cobijo --help
verify-sound = Sound: { $count ->
    [one] 1 operation
   *[other] { $count } operations
    }. Head { $head }
verify-unsound = The store is NOT sound. Write no more in it. Bring a copy back: cobijo restore FILE
verify-pages = The file is damaged in these pages: { $pages }
verify-tree = What SQLite says: { $what }
verify-chain = The chain breaks at operation { $position }: { $why }
verify-why-missing = an operation is missing before it
verify-why-order = it does not follow the one before it
verify-why-older = it is older than the one before it
verify-why-payload = what it says was changed
verify-why-header = who wrote it, or when, was changed
verify-why-unreadable = what it says cannot be read
verify-access = The chain of looks breaks at row { $position }
verify-table = Table { $table } does not match the log
verify-head-missing = That head is not in the chain: see first whether it is written as it was printed
word-text = text
word-lines = text of several lines
word-code = code of a list
word-country = country
word-language = language
word-office = office
word-step = step
word-detail = service detail or text
word-moment = date and time
word-birth = date, month or year
word-age = age in years
word-count = whole number
word-phone = telephone
word-record = another record
word-required = required
word-asked = asked
word-optional = optional
word-open = open
word-internal = internal
word-personal = personal
warning-keys-copy = Warning: keys.json is missing or damaged; the copy of it was used. Changing a passphrase mends it.
warning-keys-copy-unsound = Warning: the copy of keys.json is missing or damaged.
warning-access = Warning: the look could not be recorded.
error-usage = “{ $word }” is not understood. See: { $command } --help
error-usage-missing = { $word } is missing. See: { $command } --help
error-usage-conflict = These options do not go together: { $word }. See: { $command } --help
error-usage-value = A value that is not accepted: { $word }. See: { $command } --help
error-usage-choice = A value that is not accepted: { $word }. Accepted are: { $known }
error-io = { $place }: it could not be read or written ({ $what }). Check the path and the disk.
error-io-missing = { $place }: it is not there, or the folder where it would go is not. Check the path.
error-io-no-folder = { $place }: there is a file where a folder must be. Name another path.
error-io-taken = { $place }: something is there already, or another program is writing there. Name another path.
error-io-denied = { $place }: no permission to read or write there. Name another folder, or ask for permission.
error-io-full = { $place }: the disk is full and nothing was saved. Make room and try again.
error-busy = Another program is saving to the store. Try again in a moment.
error-held = The store is open in another window. Close that one first.
error-damaged = The store is damaged, or this key does not open it. Nothing was touched. Bring a copy back: cobijo restore FILE
error-damaged-pages = The store is damaged, or this key does not open it (pages { $pages }). Nothing was touched. Bring a copy back: cobijo restore FILE
error-incomplete = The store in this folder lacks store.db or both its key files. Nothing was touched. Bring a copy back: cobijo restore FILE
error-plain = A plain SQLite database stands in the place of the store. Nothing was touched.
error-newer = The store is of a newer version ({ $found }; this program knows up to { $known }). Nothing was touched. Update the program.
error-not-copied = The store is of an older version, and no copy of it could be made in backups before it is brought up to date. Nothing was touched. Free some disk space.
error-refused = The store did not accept this: { $what }
error-store = The store did not answer: { $what }
error-no-store = There is no store here. Make one: cobijo init --office CHP --officer "M. Ruiz"
error-store-exists = There is a store in this folder already. Nothing was touched.
error-passphrase = The passphrase does not open the store. Is Caps Lock on?
error-passphrase-wait = The passphrase does not open the store. Wait { $seconds } s before the next attempt.
error-too-soon = There were several wrong passphrases: wait { $seconds } s. This attempt was not looked at.
error-passphrase-short = The passphrase needs 14 characters or more.
error-passphrases-differ = The two passphrases differ. Begin again.
error-passphrase-file = The passphrase file cannot be read: { $file }
error-no-passphrase = The passphrase is missing: use { $option }, or a terminal.
error-recovery = The recovery code does not open the store. Check each group.
error-officer-unknown = That person has no access to this store.
error-officer-disabled = The access of that person is disabled.
error-officer-needed = There are several officers: say who with --officer.
error-officer-first = Say who the first officer is: --officer "M. Ruiz"
error-keys = The key files (keys.json and its copy) are damaged or missing. Nothing was touched. Bring a copy back: cobijo restore FILE
error-keys-newer = The key files are of a newer version. Update the program.
error-name-taken = There is an officer of that name already.
error-name-unfit = That name is empty, too long, or has characters that are not accepted.
error-last-administrator = This is the only administrator: appoint another first.
error-memory = There is not enough memory to open it (64 MiB).
error-entropy = The system gave no random numbers.
error-file-exists = It exists already: { $file }. Choose another name.
error-no-file = Not found, or without case files: { $file }
error-copy = The file is no sound copy of a store. Nothing was touched.
error-nothing-to-undo = There is nothing of that number to take back.
error-written-since = It cannot be taken back: somebody has written to those cases since.
error-moved = Somebody changed those cases during the import. Nothing was imported; try again.
error-batch = “{ $batch }” is not the number of a batch.
error-places = None of these offices lies in { $places }: there would be nothing to count.
error-office = There is no office “{ $office }”. Codes are like CHP or TAP.
error-state = There is no state “{ $state }”. Codes are like CHP or BCN.
error-date = “{ $date }” is not a date. For example: 2019-06-30
error-as-of-none = --as-of: “{ $date }” is no day and no time of a day. For example: 2019-06-30 or 2019-06-30T09:00
error-as-of = “{ $date }” has not come yet: --as-of says how the data stood until now, not after.
error-period = “{ $period }” is not a period. For example: 2019-H1, 2019-05, 2018-12..2019-06 or 2019-05-07..2019-05-20
error-period-order = The period “{ $period }” ends before it begins. Turned round: { $turned }
error-folio = There is no folio “{ $folio }”. Look for it: cobijo list --text ...
error-head = “{ $head }” is not a printed head. For example: 4711:lusab-babad-...
error-clock = The clock of the machine gives no sensible date.
error-not-allowed = Your role does not allow this. Ask a supervisor or an administrator.
error-voided-case = The case was voided: nothing new can hang on it.
cli-holiday = Shows the days of rest of this store, or adds or removes one
cli-holiday-date = Date, YYYY-MM-DD; without it they are listed
cli-holiday-name = What it is called: "Labour Day"
cli-holiday-remove = Removes the day of this date
cli-holiday-removed = removed from the list
cli-holiday-done = Day of rest { $date } saved.
error-holiday-date = “{ $date }” is no date: write YYYY-MM-DD, like 2026-05-01.
error-holiday = { $date } is not among the days of rest. See them with: cobijo holiday
cli-list-due = What is due in open cases, by the time that is left
cli-office = Shows the offices of this store, or adds or changes one
cli-office-code = Code of three letters; without it they are listed
cli-office-state = Code of the state
cli-office-name = Name of the office
cli-office-zone = Time zone: America/Ojinaga
cli-office-done = Office { $code } saved.
cli-init-letter = Letter in the folios of an office's second machine: B
error-office-code = “{ $office }” is no code of an office: three letters, like TAP; ZZZ is for training.
error-office-new = Office “{ $office }” is new: say --state and --zone.
error-zone = “{ $zone }” is not a time zone. For example: America/Mexico_City
error-letter = “{ $letter }” is not a capital letter, from B to Z.
error-workbook = A workbook (xlsx) cannot be read on a terminal. Say which file: -o report.xlsx
error-interrupted = Interrupted. Nothing was saved.
cli-doctor = What this terminal, this machine and the folder of the store can do, and what is in the way
doctor-window = Terminal { $term }, window of { $width } x { $height }
doctor-small = Terminal { $term }, window of { $width } x { $height }: 60 x 18 are needed. Make it larger or the letters smaller (Ctrl and -)
doctor-no-terminal = The output is no terminal: the screen does not open here; commands work
doctor-colours = Colours: { $count }
doctor-no-colours = No colours (because of NO_COLOR or the terminal): the focus is reversed
doctor-glyphs = Signs: { $level } (says { $because }). Change them with --glyphs or in the settings
doctor-glyphs-guess = Signs: { $level } (the terminal says no more). Change them with --glyphs or in the settings
doctor-sample = Does it look right?  { $sample }   If not: --glyphs ascii. If accents fail: set the terminal to UTF-8
doctor-locale = Language of the system: { $locale }
doctor-no-locale = The system does not say its language; Spanish is used
doctor-keys = F keys: if they do not answer, Ctrl+F and the number. In PuTTY, Keyboard: choose Xterm R6 or Linux; SCO and VT400 do not work
doctor-store = Store in { $place }
doctor-training = Training store in { $place }: MADE-UP DATA
doctor-no-store = There is no store yet in { $place }
doctor-not-written = Nothing can be written in { $place }: look whose folder it is
doctor-shared = Other people of this machine can get in: chmod 700 { $place }
doctor-room = Free on disk: { $megabytes } MB
doctor-full = Free on disk: { $megabytes } MB. Make room
doctor-held = A screen has the store open
doctor-not-held = No screen has the store open
doctor-not-lockable = No screen will be able to take the store: look at the permissions of the folder
doctor-keys-sound = Key files: both are sound
doctor-keys-one = Key files: one is damaged or missing. Changing a passphrase mends it
doctor-keys-bad = Key files: damaged. Bring back a copy: cobijo restore FILE
doctor-copy = Last copy: { $days ->
    [0] today
    [one] 1 day ago
   *[other] { $days } days ago
}
doctor-no-copy = There are no copies. Make one with: cobijo backup FILE
doctor-clock = Clock: { $time } UTC. Local time is that of each office
doctor-clock-wrong = Clock: { $time } UTC cannot be. Set it before you record anything
doctor-clock-behind = Clock: { $time } UTC, and the store was written later. Set it before you record anything
doctor-memory = Memory that never goes to disk: { $kilobytes } kB
doctor-memory-all = Memory that never goes to disk: as much as is needed
doctor-memory-none = The system keeps no memory off the disk: encrypt the swap space too
doctor-good = Nothing keeps anybody from working.
doctor-bad = Something keeps people from working: see the lines with !!

cli-officer = Who opens the store: their roles and passphrases
cli-officer-add = Adds somebody with a passphrase of their own
cli-officer-add-role = officer registers; supervisor also voids, imports and exports; analyst sees figures alone; administrator also keeps the officers
cli-officer-list = Lists the officers, their roles, and who may open
cli-officer-disable = Takes somebody's access away; what they did stays
cli-officer-enable = Gives somebody access again
cli-officer-passphrase = Changes your own passphrase, or another's; whoever forgot it opens with the recovery code
cli-officer-recovery = Changes the recovery code and prints the new one once; the old one opens no more
cli-officer-examples =
    Examples:
      cobijo officer add "L. Soto" --role officer
      cobijo officer passphrase
      cobijo officer disable "L. Soto"
cli-new-passphrase-file = File whose first line is the new passphrase; without it you are asked twice
cli-name = Name
cli-officer-enabled = may open
cli-officer-disabled = may not open
cli-officer-done =
    { $verb ->
        [add] Officer added: { $name }
        [disable] May open no more: { $name }
        [enable] May open again: { $name }
        [recovery] Keep this recovery code on paper; it is not shown again and the old one opens no more.
       *[passphrase] Passphrase changed: { $name }
    }
role-officer = officer
role-supervisor = supervisor
role-analyst = analyst
role-administrator = administrator

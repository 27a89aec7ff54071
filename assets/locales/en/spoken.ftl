# Line mode: one question at a time.

spoken-begin =
    Cobijo, line mode. Answer each question, then Enter.
    ? helps, < goes back, / opens the menu, / and words find any action.
spoken-help = Enter goes on · < goes back · . clears what was typed · * all values · ?? not known · / menu
spoken-asked = Number, or / for the menu
spoken-menu = Number, or words to find another action; < closes the menu
spoken-topics = Topic: number, or words to find it; < goes back
spoken-search = Number of a case, or words to search; / menu
spoken-later = further on
spoken-earlier = further back
spoken-filter = the next filter
spoken-choice = another value of the filter
spoken-stand = Stand on: { $what }
spoken-next = What next? Enter: ready
spoken-whole = Save? Enter saves; a number corrects
spoken-save = Save
spoken-save-so = Save it so
spoken-form = Back to the form
spoken-drop = Delete the first one forever
spoken-noted = the code is on paper; begin
spoken-unlock = Type your passphrase; it is not seen. Or the number of another person.
spoken-hand-over = Enter hands over what you have typed.
spoken-locked = It was locked. What you had begun to type is not taken.
spoken-locked-kept = It was locked. What you had typed stays in its field.
spoken-end = The end. What was not saved stays as a draft.

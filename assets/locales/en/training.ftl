# Texts of the training.

training = TRAINING · MADE-UP DATA · nothing here is real
training-output = *** TRAINING · MADE-UP DATA · nothing here is real ***

learning-state = Exercise { $number } · { learning-state-short }
learning-state-short = { $time } · { $keys ->
    [one] 1 key
   *[other] { $keys } keys
}
learning-title = Exercise { $number }: { $title }
learning-budget = Goal: { $keys } keys, { $time } min
learning-how = Enter begins · F1: this text again · F1 twice: a hint
learning-how-hint = Enter goes on · F1 again: the help of the screen
learning-done = Done!
learning-result = { $keys } keys (goal { $budget }) · { $time } min (goal { $limit })
learning-on = Enter stays here · Ctrl+P restarts or takes another exercise
again-title = ↑ ↓ or a number chooses · Enter begins · Esc goes back
again-same = Restart: the same cases, as at first
again-none = In training alone: cobijo demo

exercise-1-title = A whole intake
exercise-1-text = José Luis Caal Ejemplo arrives: male, 14 years old, from Guatemala, unaccompanied, no urgent health need. Register him.
exercise-1-hint = F7 · in each mandatory field the answer and Enter · F2 saves
exercise-2-title = Two siblings
exercise-2-text = José Luis Caal Ejemplo was just registered. With him come Ana, female, 9 years old, and Luis, male, 6 years old, his sister and brother; all three are unaccompanied, none has an urgent health need. Register both from José Luis's case.
exercise-2-hint = Type caal · Enter opens the case · brother or sister: h (in F9 too) · F2 saves · the same for Luis
exercise-3-title = An approximate age
exercise-3-text = María Ejemplo arrives, who has no second surname: female, about 7 years old, from Guatemala, unaccompanied, no urgent health need. She speaks Mam. Register her.
exercise-3-hint = Second surname: - (has none) · age: ~7 · PgDn leads to the language: mam · F2 saves
exercise-4-title = A call and another try
exercise-4-text = You telephoned the mother of Pedro Caal Ensayo, and nobody answered. Record that call, and that it is to be tried again tomorrow at 9:00.
exercise-4-hint = F6 · type caal · Enter · outcome: 2 (no answer) and Enter · try again: m9 (tomorrow at 9) · F2 saves
exercise-5-title = An overdue notice
exercise-5-text = The notice to the Protection Authority about Luz Muñoz Ficticia is overdue. It was delivered today, as letter OPI/123. Record that it is done.
exercise-5-hint = On the start screen, Enter on the overdue notice · Enter on the step · type OPI/123 · F2 saves
exercise-6-title = Going on with a draft
exercise-6-text = The power went in the middle of an intake: that of Rosa Prueba Modelo. Go on with it: she is from Honduras, unaccompanied, with no urgent health need. Save it.
exercise-6-hint = On the start screen, Enter on the draft · Enter leads to the next mandatory field · F2 saves

# Deadlines: what is due and when, in words.

due-law = law
due-house = in-house
due-call_retry = Call again
due-overdue = overdue by { $time }
due-minutes = { $count } min
due-hours = { $count } h
due-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
due-today = today { $clock }
due-tomorrow = tomorrow { $clock }
due-business-days = in { $count ->
    [one] 1 business day
   *[other] { $count } business days
}
due-locked = locked
due-done = done { $when }
due-undated = no deadline
due-waiting = not running yet

home-due = { $overdue ->
    [0] DUE { $count }
   *[other] DUE { $count } · overdue { $overdue }
}
home-shown = { $count } shown
home-more = More of what there is
home-due-nothing = Nothing is due in any case.
action-next-due = Next due item

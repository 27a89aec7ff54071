# Deadlines: what is due and when, in words.

due-law = law
due-house = in-house
due-law-short = law
due-house-short = house
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

# Short names of steps, where there is no room for the whole one.
step-short-rights_information = Rights explained
step-short-call_offered = Family call offered
step-short-accompaniment_determined = Accompaniment
step-short-opi_interview = Officer's interview
step-short-asylum_screening = Need of asylum
step-short-procuraduria_notice = Protection notice
step-short-referral_record = Referral to DIF
step-short-dif_acknowledgement = DIF acknowledgement
step-short-consular_notice = Consular notice
step-short-cndh_notice = Notice to CNDH
step-short-refugee_claim_made = Asylum wish stated
step-short-refugee_claim_forwarded = Claim forwarded
step-short-refugee_claim_filed = Claim filed
step-short-comar_notice = COMAR notice to INM
step-short-refugee_claim_admitted = Claim admitted
step-short-prosecutor_report = Prosecutor report
step-short-humanitarian_status = Humanitarian status
step-short-humanitarian_card = Visitor card issued
step-short-procedure_opened = Procedure opened
step-short-best_interests = Best interests
step-short-restitution_plan = Restitution plan
step-short-urgent_measure = Urgent measure
step-short-urgent_measure_review = Judge's review
step-short-return_handover = Handover at origin
step-short-adult_presented = Adult presented
step-short-adult_presentation_end = End of presentation
step-short-adult_resolution = Decision on adult
step-short-us_handover_sheet = US handover sheet
step-short-identity_verified = Identity verified
step-short-dif_handover = Handed to DIF/family
step-short-origin_return = Return to home state

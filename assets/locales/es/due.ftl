# Plazos: qué vence y cuándo, en palabras.

due-law = ley
due-house = interno
due-law-short = ley
due-house-short = int.
due-call_retry = Volver a llamar
due-overdue = venció hace { $time }
due-minutes = { $count } min
due-hours = { $count } h
due-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
due-today = hoy { $clock }
due-tomorrow = mañana { $clock }
due-business-days = en { $count ->
    [one] 1 día hábil
   *[other] { $count } días hábiles
}
due-locked = bloqueada
due-done = hecho { $when }
due-undated = sin plazo
due-waiting = aún no corre

home-due = { $overdue ->
    [0] PENDIENTES { $count }
   *[other] PENDIENTES { $count } · vencidos { $overdue }
}
home-shown = se ven { $count }
home-more = Más de lo que hay
home-due-nothing = Ningún caso tiene un plazo abierto.
action-next-due = Siguiente pendiente

# Nombres cortos de los pasos, donde no cabe el entero.
step-short-rights_information = Informar derechos
step-short-call_offered = Llamada ofrecida
step-short-accompaniment_determined = Condición de viaje
step-short-opi_interview = Entrevista del OPI
step-short-asylum_screening = Necesidad de asilo
step-short-procuraduria_notice = Aviso a Procuraduría
step-short-referral_record = Canalización al DIF
step-short-dif_acknowledgement = Acuse del DIF
step-short-consular_notice = Aviso consular
step-short-cndh_notice = Aviso a la CNDH
step-short-refugee_claim_made = Refugio expresado
step-short-refugee_claim_forwarded = Enviada a COMAR
step-short-refugee_claim_filed = Presentada en COMAR
step-short-comar_notice = COMAR avisa al INM
step-short-refugee_claim_admitted = Admitida por COMAR
step-short-prosecutor_report = Aviso al M. Público
step-short-humanitarian_status = Visitante reconocido
step-short-humanitarian_card = Tarjeta de visitante
step-short-procedure_opened = Inicio del PAM
step-short-best_interests = Interés superior
step-short-restitution_plan = Plan de restitución
step-short-urgent_measure = Medida urgente
step-short-urgent_measure_review = Revisión judicial
step-short-return_handover = Entrega en origen
step-short-adult_presented = Adulto presentado
step-short-adult_presentation_end = Acuerdo del adulto
step-short-adult_resolution = Resolución de adulto
step-short-us_handover_sheet = Hoja de EE. UU.
step-short-identity_verified = Identidad verificada
step-short-dif_handover = Entrega DIF/familiar
step-short-origin_return = Retorno al origen

# Plazos: qué vence y cuándo, en palabras.

due-law = ley
due-house = interno
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

# El modo lineal: una pregunta por vez.

spoken-begin =
    Cobijo, modo lineal. Responda cada pregunta y luego Intro.
    ? ayuda, < regresa, / menú, / y palabras hallan cualquier acción.
spoken-help = Intro sigue · < regresa · . borra lo escrito · * todos los valores · ?? no se sabe · / menú
spoken-asked = Número, o / para el menú
spoken-menu = Número, o palabras para hallar otra acción; < cierra el menú
spoken-topics = Tema: número, o palabras para hallarlo; < regresa
spoken-search = Número de un caso, o palabras para buscar; / menú
spoken-later = más adelante
spoken-earlier = más atrás
spoken-filter = el filtro siguiente
spoken-choice = otro valor del filtro
spoken-stand = Marcar: { $what }
spoken-next = ¿Qué sigue? Intro: listo
spoken-whole = ¿Guardar? Intro guarda; un número corrige
spoken-save = Guardar
spoken-save-so = Guardar así
spoken-form = Volver al formulario
spoken-drop = Borrar para siempre el primero
spoken-noted = el código ya está en papel; empezar
spoken-unlock = Escriba su contraseña; no se ve. O el número de otra persona.
spoken-hand-over = Intro entrega lo que lleva escrito.
spoken-locked = Se bloqueó. Lo que empezó a escribir no se toma.
spoken-locked-kept = Se bloqueó. Lo que llevaba escrito queda en su campo.
spoken-end = Fin. Lo que no se guardó queda como borrador.

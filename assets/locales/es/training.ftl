# Textos de la capacitación.

training = CAPACITACIÓN · DATOS INVENTADOS · nada de esto es real
training-output = *** CAPACITACIÓN · DATOS INVENTADOS · nada de esto es real ***

learning-state = Ejercicio { $number } · { learning-state-short }
learning-state-short = { $time } · { $keys ->
    [one] 1 tecla
   *[other] { $keys } teclas
}
learning-title = Ejercicio { $number }: { $title }
learning-budget = Meta: { $keys } teclas, { $time } min
learning-how = Intro empieza · F1: este texto otra vez · F1 dos veces: pista
learning-how-hint = Intro sigue · F1 otra vez: la ayuda de la pantalla
learning-done = ¡Hecho!
learning-result = { $keys } teclas (meta { $budget }) · { $time } min (meta { $limit })
learning-on = Intro sigue aquí · Ctrl+P reinicia o elige otro ejercicio
again-title = ↑ ↓ o número elige · Intro empieza · Esc regresa
again-same = Reiniciar: los mismos casos, como al principio
again-none = Solo en la capacitación: cobijo demo

exercise-1-title = Ingreso completo
exercise-1-text = Llega José Luis Caal Ejemplo: hombre, 14 años, de Guatemala, no acompañado, sin urgencia de salud. Regístrelo.
exercise-1-hint = F7 · en cada campo obligatorio el dato e Intro · F2 guarda
exercise-2-title = Dos hermanos
exercise-2-text = José Luis Caal Ejemplo acaba de ingresar. Con él vienen Ana, mujer, 9 años, y Luis, hombre, 6 años, sus hermanos; los tres viajan no acompañados y ninguno tiene urgencia de salud. Regístrelos a partir del caso de José Luis.
exercise-2-hint = Escriba caal · Intro abre el caso · hermano o hermana: h (también en F9) · F2 guarda · lo mismo para Luis
exercise-3-title = Edad aproximada
exercise-3-text = Llega María Ejemplo, que no tiene segundo apellido: mujer, unos 7 años, de Guatemala, no acompañada, sin urgencia de salud. Habla mam. Regístrela.
exercise-3-hint = Segundo apellido: - (no tiene) · edad: ~7 · Av Pág lleva a la lengua: mam · F2 guarda
exercise-4-title = Llamada y reintento
exercise-4-text = Usted llamó por teléfono a la madre de Pedro Caal Ensayo y nadie contestó. Anote esa llamada, y que se intente otra vez mañana a las 9:00.
exercise-4-hint = F6 · escriba caal · Intro · resultado: 2 (no contestó) e Intro · reintento: m9 (mañana a las 9) · F2 guarda
exercise-5-title = Plazo vencido
exercise-5-text = El aviso a la Procuraduría sobre Luz Muñoz Ficticia está vencido. Hoy se entregó, con el oficio OPI/123. Anote que ya se cumplió.
exercise-5-hint = En el inicio, Intro sobre el aviso vencido · Intro sobre el paso · escriba OPI/123 · F2 guarda
exercise-6-title = Retomar un borrador
exercise-6-text = Se fue la luz a mitad de un ingreso: el de Rosa Prueba Modelo. Retómelo: es de Honduras, no acompañada, sin urgencia de salud. Guárdelo.
exercise-6-hint = En el inicio, Intro sobre el borrador · Intro lleva al siguiente obligatorio · F2 guarda

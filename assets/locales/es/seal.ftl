# Los sellos: el informe de un periodo como se entregó, y por qué difieren las cifras de hoy.
cli-report-seal = Sella: guarda el informe tal cual, con su huella, su registro y quién lo selló
cli-report-sealed = El informe sellado otra vez: el de este número, o el último del periodo
cli-report-seals = Lista los sellos
cli-report-revisions = Cómo cambió la cifra de cada mes de un sello a otro
cli-sealed = Sello { $number }, huella { $hash }, registro { $head }
cli-seals-none = No hay sellos.
cli-seals-one =
    { $number }  { $period }, { $places }. Lo selló { $officer } el { $when }
       registro { $head }
       huella   { $hash }
cli-revisions-seal = Sello { $number }
cli-revisions-today = Hoy
error-no-seal = No hay un sello así. Los que hay: cobijo report --seals
error-seal-format = Esto se escribe como text o json; las revisiones, también como csv.
error-seal-differs = Las cifras del sello { $number } no salen iguales del registro. El informe sellado, tal cual: --format json
verify-seal = El sello { $number } no es lo que se selló

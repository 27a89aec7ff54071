# Los sellos: el informe de un periodo como se entregó, y por qué difieren las cifras de hoy.
cli-report-seal = Sella: guarda el informe tal cual, con su huella, su registro y quién lo selló
cli-report-sealed = El informe sellado otra vez: el de este número, o el último del periodo
cli-report-seals = Lista los sellos
cli-report-revisions = Cómo cambió la cifra de cada mes de un sello a otro
cli-sealed = Sello { $number }, huella { $hash }, registro { $head }
cli-seals-none = No hay sellos.
cli-seals-one =
    { $number }  { $period }, { $places }. Lo selló { $officer } el { $when }
    {"   "}registro { $head }
    {"   "}huella   { $hash }
cli-revisions-seal = Sello { $number }
cli-revisions-today = Hoy
error-no-seal = No hay un sello así. Los que hay: cobijo report --seals
error-seal-format = Esto se escribe así: { $known }
error-seal-differs = Las cifras del sello { $number } no salen iguales del registro. El informe sellado, tal cual: --format json
verify-seal = El sello { $number } no es lo que se selló
cli-report-explain = Los folios de los casos detrás de una cifra: foreign_by_state/CHP/12-17
cli-value-CELL = CIFRA
error-cell = No hay una cifra { $cell }. Las hay así: { $known }

# Textos del almacén.

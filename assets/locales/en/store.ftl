# Texts of the store.

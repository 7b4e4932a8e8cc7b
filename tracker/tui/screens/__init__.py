"""The screens of the desk: each arranges readers, says what its keys do, and asks the use-cases for the rest."""

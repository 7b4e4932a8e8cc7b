"""The nouns of the program: frozen values that the rooms hand each other. Standard library only."""

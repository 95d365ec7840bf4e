"""Words and cells: what is drawn, before anything draws it. Knows no Textual."""

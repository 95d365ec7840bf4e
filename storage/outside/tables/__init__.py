"""Tables with a head line (CSV), as spreadsheets and other programs write and read them."""

"""What a form is made of: lines and texts to type in, choices, and the fields and the form around them."""

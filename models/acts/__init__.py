"""Records whose life is a series of acts: which acts are allowed, what state they lead to, how they are said."""

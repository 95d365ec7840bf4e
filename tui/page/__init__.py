"""What every page is made of: frame, lists, dialogs, the form screen, the menu of acts."""

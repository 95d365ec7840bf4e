"""The app's places and what opens over them."""

"""Many inputs to many documents."""

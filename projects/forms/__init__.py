"""Forms: they read what a person typed, call one edit of the engine, and put its problems beside the fields."""

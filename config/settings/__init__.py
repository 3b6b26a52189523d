"""Settings by subject; `dev`, `test` and `production` differ in a few lines."""

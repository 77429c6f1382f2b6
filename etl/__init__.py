"""From file to warehouse: keep, read, understand, publish. Knows no screen."""

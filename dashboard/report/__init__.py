"""The area report: what it says (`profile`), its values (`document`), codes and pages."""

"""The area report: what it says (`document`), its codes (`codes`), its pages (`profile.typ`)."""

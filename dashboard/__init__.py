"""From the warehouse to the pixel: query -> frame -> figure -> view."""

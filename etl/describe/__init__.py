"""From a file that no layout recognises to a proposed layout; what it cannot tell it asks."""

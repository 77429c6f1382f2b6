"""From the cells of a workbook to facts with addresses. Knows no publisher and no warehouse."""

"""One file a page, a paragraph each: filters, parts, show. Run by Streamlit, never imported."""

"""What a page consists of, made ready to show: queries, figures and sentences put together.

A part is a pure function of an open edition, the selection and the language; it knows neither
Streamlit nor SQL. `dashboard.warehouse.remember` keeps what it returns.
"""

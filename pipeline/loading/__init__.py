"""Tables for analysis: read with selection and joins, as pandas, polars or Arrow, or as DuckDB views."""

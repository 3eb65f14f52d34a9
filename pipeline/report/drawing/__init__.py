"""Numbers, days and charts as the page shows them: SVG shapes and text formats."""

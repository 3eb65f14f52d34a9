"""What the report page is drawn with: SVG charts, HTML sections."""

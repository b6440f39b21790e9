"""The API of the whole suite as one document, and a page that shows it without any network."""

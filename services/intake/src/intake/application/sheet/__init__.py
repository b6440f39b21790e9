"""Use cases of spreadsheets: files come in row by row, and go out masked."""

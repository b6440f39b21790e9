"""Notices: who has to do what next, kept with the state, told live, by e-mail and by webhook."""

"""Programs kept alive: started in order, restarted with back-off, stopped in seconds."""

"""What the gateway answers: cases, their sections, and lines of the timeline."""

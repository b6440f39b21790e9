"""The edge: Envoy's configuration, built from settings; no code of ours stands in the way."""

"""What a survey found, as far as it may be told: every number comes through `ground.releases`."""

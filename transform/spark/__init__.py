"""The target `spark`: the same project, its statements translated on their way to Spark."""

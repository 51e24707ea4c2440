"""Sources of kind `ecb`: the euro reference rates that the European Central Bank publishes."""

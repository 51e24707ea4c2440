"""Transform is tested on raw tables that the tests write themselves."""

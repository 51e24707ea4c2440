"""Who else could calculate the plan of `bench/team`: each file is a program of its own."""

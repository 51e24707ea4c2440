"""What people see: a module for each persona, which lays figures out and computes none."""

"""What a deployment is made of, checked as far as a machine without containers can."""

"""What a rule package may not do, found out before any of its code runs.

Every step is an allow-list: its files, its Jinja, its properties, what it reads, and the SQL that
comes of it. What no step knows is refused.
"""

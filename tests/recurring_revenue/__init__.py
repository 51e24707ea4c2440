"""Recurring revenue: published examples, known answers, and what holds for any history."""

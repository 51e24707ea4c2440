"""Tests of the rule package crm_hygiene."""

"""The demo: a believable CRM and ERP of any size, the same bytes from the same seed."""

from perfos.demo.generate import generate, write_configuration, write_data

__all__ = ["generate", "write_configuration", "write_data"]

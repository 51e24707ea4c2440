"""HubSpot as its documentation has it: what the documentation does not know is refused."""

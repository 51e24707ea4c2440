"""HubSpot as a source, asked over HTTP on this machine."""

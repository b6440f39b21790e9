"""The maker whose service is shown: what it makes, for whom, with which people and parts."""
